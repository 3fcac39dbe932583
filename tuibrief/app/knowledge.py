"""What is worked out over all articles beside the screen: who is who, and in how many articles a happening stands.

A thread takes in reading after reading, with pauses, so that keys stay quick meanwhile; it starts anew for what is new
only.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tuibrief.actors import Directory, KnownActor
    from tuibrief.library.library import Library
    from tuibrief.stories import Stories

# Seconds that a busy thread keeps the interpreter while the screen waits for it; Python's own 5 ms, several times a
# key, doubled what a key took (22 to 10 ms, with 10,000 articles being taken in).
TURN = 0.0005
PAUSE = 0.002  # seconds between two articles: the screen's thread gets its turn at once


class Knowledge:
    """Actors and stories over the library. Questions may be asked from any thread; what isn't known yet is simply
    missing.
    """

    def __init__(self, library: Library, tell: Callable[[], object]) -> None:
        self._library = library
        self._tell = tell
        self._lock = threading.Lock()
        self._taken: dict[str, object] = {}
        self._wanted = threading.Event()
        self._directory: Directory | None = None
        self._spread: dict[str, int] = {}
        self._thread: threading.Thread | None = None

    def update(self) -> None:
        """Take in what has no place here yet."""
        self._wanted.set()
        if self._thread is None:
            sys.setswitchinterval(TURN)
            self._thread = threading.Thread(target=self._run, name="knowledge", daemon=True)
            self._thread.start()

    def actor(self, article: str, name: str) -> KnownActor | None:
        """Whom an article's name stands for over all articles."""
        with self._lock:
            directory = self._directory
            if directory is None:
                return None
            key = directory.key(article, name)
            return directory.known(key) if key is not None else None

    @property
    def spread(self) -> dict[str, int]:
        """In how many articles an event's story stands, where in more than one."""
        return self._spread

    def _run(self) -> None:
        from tuibrief.actors import Directory
        from tuibrief.stories import Stories

        directory, stories = Directory(), Stories()
        self._directory = directory
        while True:
            self._wanted.wait()
            self._wanted.clear()
            try:
                if self._take(directory, stories):
                    self._tell()
            except Exception:  # what is worked out beside may fail; the screen goes on without it
                continue

    def _take(self, directory: Directory, stories: Stories) -> bool:
        new = False
        for row in self._library.articles():
            mark = (row.events, row.stale)
            if row.events < 0 or self._taken.get(row.id) == mark:
                continue
            reading, article = self._library.reading(row.id), self._library.article(row.id)
            if reading is None:
                continue
            with self._lock:
                if row.id in self._taken:
                    directory.remove(row.id)
                    stories.remove(row.id)
                directory.add(row.id, reading.actors)
            stories.add(article, reading)
            self._taken[row.id] = mark
            new = True
            time.sleep(PAUSE)
        if new:
            self._spread = _spread(stories.groups())
        return new


def _spread(groups: Iterable[tuple[str, ...]]) -> dict[str, int]:
    spread: dict[str, int] = {}
    for group in groups:
        articles = len({event.rpartition(".")[0] for event in group})
        if articles > 1:
            spread.update(dict.fromkeys(group, articles))
    return spread
