"""What is worked out over all articles beside the screen: who is who, and in how many articles a happening stands.

A thread brings the overview up to date, with pauses, so that keys stay quick meanwhile; what was worked out once lies
in a file beside the library, so that it is there soon after the start.
"""

from __future__ import annotations

import gc
import sys
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tuibrief.folding import Folding
    from tuibrief.library.library import Library
    from tuibrief.overview import Overview

# Seconds that a busy thread keeps the interpreter while the screen waits for it; Python's own 5 ms, several times a
# key, doubled what a key took (22 to 10 ms, with 10,000 articles being taken in).
TURN = 0.0005
RETRY = 0.5  # seconds until what another session was writing is looked at once more
PAUSE = 0.004  # seconds after every few articles: the screen's thread gets its turn at once


class Knowledge:
    """Actors and stories over the library. Questions may be asked from any thread; what isn't known yet is simply
    missing.

    ``progressed`` hears how far the linking of many articles is (done, of, seconds left); ``stopped`` says that it was
    stopped. ``begun`` is when (monotonic) this began, ``ready`` says that all articles are taken in; ``also_in`` has by
    article in which outlets the same text stands; ``folding`` is how lists of all articles fold by it.
    ``overview`` is None until the thread has begun; its own questions may wait for an article that is being taken in,
    so ask them beside the screen.
    """

    def __init__(
        self,
        library: Library,
        tell: Callable[[], object],
        progressed: Callable[[int, int, float | None], object] = lambda *_: None,
    ) -> None:
        self._library = library
        self._tell = tell
        self._progressed = progressed
        self.stopped = False
        self._wanted = threading.Event()
        self.begun = time.monotonic()
        self.overview: Overview | None = None
        self.ready = False
        self.also_in: dict[str, str] = {}
        self.folding: Folding | None = None
        self._thread: threading.Thread | None = None

    def update(self) -> None:
        """Take in what has no place here yet, and what a person joined or parted."""
        self._wanted.set()
        if self._thread is None:
            sys.setswitchinterval(TURN)
            self._thread = threading.Thread(target=self._run, name="knowledge", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Link no more of many articles now; what is done is kept, and `go_on` or the next start does the rest."""
        self.stopped = True

    def go_on(self) -> None:
        """Link what is still missing."""
        self.stopped = False
        self.update()

    @property
    def spread(self) -> dict[str, int]:
        """In how many articles an event's story stands, near-copies not counted, where in more than one."""
        return self.overview.spread if self.overview is not None else {}

    def _run(self) -> None:
        from tuibrief.catchup import MANY, behind
        from tuibrief.library.state import no_garbage_collection
        from tuibrief.overview import Overview

        overview = self.overview = Overview(self._library)
        warm = False
        while True:
            self._wanted.wait()
            self._wanted.clear()
            try:
                many = behind(self._library)
                if many >= MANY and not self.stopped:
                    self._catch_up(many)
                left_out = many >= MANY and self.stopped
                with no_garbage_collection():
                    changed = not left_out and overview.update(pause=PAUSE)
                    if not left_out and overview.settled and (changed or not self.ready):
                        self.also_in = _also_in(overview)
                        self.refold()
                        self.ready = True
                        self._tell()
                    if not warm:
                        self._warm()
                if not warm:
                    warm = True
                    gc.freeze()  # what was taken in stays: a key that had to wait for it to be gone through took 0.2 s
                if not left_out and not overview.settled:
                    self._wanted.set()  # another session writes what it worked out
                    time.sleep(RETRY)
                while not self._wanted.is_set() and self._index():
                    pass
            except Exception:  # what is worked out beside may fail; the screen goes on without it
                continue

    def refold(self) -> None:
        """Work out how lists fold, after stories were found, joined or parted. Half a second for 100,000 events."""
        from tuibrief.folding import Folding

        if self.overview is None:
            return
        folding = Folding(self.overview)
        folding.warm(self._library.events(include_rejected=True))
        self.folding = folding

    def _index(self) -> bool:
        """Put some articles into the index for searches; whether there were any left."""
        some = self._library.index_some()
        time.sleep(PAUSE)
        return bool(some)

    def _catch_up(self, many: int) -> None:
        """Link many articles in a process of its own, and tell how far it is."""
        from tuibrief.catchup import catch_up

        first: list[tuple[float, int]] = []  # when some were done, and how many: until then the process only starts

        def told(missing: int) -> None:
            now, done = time.monotonic(), many - missing
            if done > 0 and not first:
                first.append((now, done))
            since = done - first[0][1] if first else 0
            self._progressed(done, many, (now - first[0][0]) / since * missing if since > 0 else None)

        self._progressed(0, many, None)
        try:
            catch_up(self._library, lambda: self.stopped, told, self._index)
        finally:
            self._progressed(many, many, None)

    def _warm(self) -> None:
        """Decode the rows of all articles, so that the first timeline comes as quickly as the next (120 ms for 100,000
        events, against 380)."""
        for number, (shelf, _) in enumerate(self._library.events().shelves()):
            _ = shelf.block.columns
            if number % 50 == 0:
                time.sleep(PAUSE)


def _also_in(overview: Overview) -> dict[str, str]:
    """By article, the outlets (else titles) of the others with the same text."""
    from tuibrief.library.records import LibraryError

    groups: dict[str, list[str]] = {}
    for copy, original in overview.originals().items():
        groups.setdefault(original, [original]).append(copy)
    found: dict[str, str] = {}
    for group in groups.values():
        names: dict[str, str] = {}
        for article in group:
            try:
                row = overview.library.article_row(article)
            except LibraryError:
                continue  # taken out meanwhile
            names[article] = row.outlet or row.title
        for article in names:
            found[article] = ", ".join(dict.fromkeys(name for other, name in names.items() if other != article))
    return found
