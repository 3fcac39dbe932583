"""Long work beside the screen: taking in articles and reading them. Threads that post messages.

No job touches a widget: it tells the app by `post_message`, which is safe from any thread, and the app's handlers own
all state. Changes to the library are made here, in the job's thread: an fsync is nothing that a key should wait for.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from textual.message import Message

if TYPE_CHECKING:
    from tuibrief.library.library import Library
    from tuibrief.model import Article
    from tuibrief.work import Readers


LONG = 200_000  # characters from which an article waits until shorter ones that came with it are read


class Poster(Protocol):
    """What a job tells its news to."""

    def post_message(self, message: Message) -> bool:
        """Take a message, from any thread."""
        ...


class Progressed(Message):
    """So many articles of so many are done; ``left`` is the estimate of seconds to go (None: not known yet), ``doing``
    the work: "reading", or "linking" with each other what is read."""

    def __init__(self, done: int, of: int, left: float | None, doing: str = "reading") -> None:
        super().__init__()
        self.done, self.of, self.left, self.doing = done, of, left, doing


class Added(Message):
    """Articles were taken in: ids in their order. ``new`` of them were not there before."""

    def __init__(self, ids: tuple[str, ...], new: int) -> None:
        super().__init__()
        self.ids, self.new = ids, new


class TakenIn(Message):
    """All that was asked for was looked at: so many articles that were not there before, so many that were, and so many
    things that could not be taken in (each was told of). ``asked`` says that a person waits for the word."""

    def __init__(self, new: int, known: int, refused: int, *, asked: bool) -> None:
        super().__init__()
        self.new, self.known, self.refused, self.asked = new, known, refused, asked


class ReadOne(Message):
    """An article has its reading now."""

    def __init__(self, article: str) -> None:
        super().__init__()
        self.article = article


class Told(Message):
    """A sentence for the person; ``warning`` where something went wrong."""

    def __init__(self, words: str, *, warning: bool = False) -> None:
        super().__init__()
        self.words, self.warning = words, warning


class Finished(Message):
    """Reading has ended: all done, cancelled, or stopped by a problem."""

    def __init__(self, done: int, *, cancelled: bool = False) -> None:
        super().__init__()
        self.done, self.cancelled = done, cancelled


class Reading:
    """Taking in paths and reading what has no reading: one thread, and worker processes under it."""

    def __init__(self, poster: Poster, library: Library, workers: int = 1, model: str = "") -> None:
        self.poster, self.library, self.workers, self.model = poster, library, workers, model
        self._readers: Readers | None = None
        self._cancelled = threading.Event()
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()
        self._sizes: dict[str, int] = {}  # characters of the articles that came in since the start

    @property
    def running(self) -> bool:
        """Whether it is at work."""
        return self._thread is not None and self._thread.is_alive()

    def start(self, paths: Sequence[Path] = ()) -> None:
        """Take in these paths, then read all that has no reading."""
        with self._starting:
            if self.running:
                return
            self._cancelled.clear()
            self._thread = threading.Thread(target=self._run, args=(tuple(paths),), name="read", daemon=True)
            self._thread.start()

    def add(self, paths: Sequence[Path]) -> None:
        """Take in these paths at once, also while others are read; they are read after those."""
        threading.Thread(target=self._add_beside, args=(tuple(paths),), name="add", daemon=True).start()

    def _add_beside(self, paths: Sequence[Path]) -> None:
        running = self._thread if self.running else None
        if running is None:
            self._cancelled.clear()
        try:
            self._take_in(paths, asked=True)
        except Exception as error:  # a thread that dies in silence would leave a person waiting
            self.poster.post_message(Told(f"Adding has stopped: {error}", warning=True))
            return
        if running is not None:
            running.join()
        if not self._cancelled.is_set():
            self.start()

    def cancel(self) -> None:
        """Stop; what is read by then is kept."""
        self._cancelled.set()
        if self._readers is not None:
            self._readers.cancel()

    def _run(self, paths: Sequence[Path]) -> None:
        done = 0
        try:
            if paths:
                self._take_in(paths)
            done = self._read_waiting()
        except Exception as error:  # a thread that dies in silence would leave the progress standing for ever
            self.poster.post_message(Told(f"Reading has stopped: {error}", warning=True))
        self.poster.post_message(Finished(done, cancelled=self._cancelled.is_set()))

    def _take_in(self, paths: Iterable[Path], *, asked: bool = False) -> None:
        from tuibrief.ingest import Problem, read_path

        new = known = refused = 0
        for path in paths:
            batch: list[Article] = []
            for item in read_path(path):
                if self._cancelled.is_set():
                    return
                if isinstance(item, Problem):
                    # A long path would push the point of the sentence off the screen.
                    said = item.message.replace(item.path, Path(item.path).name or item.path)
                    refused += not item.kept
                    self.poster.post_message(Told(said, warning=not item.kept))
                else:
                    batch.append(item)
                    if len(batch) >= 50:
                        new, known = new + self._add(batch), known + len(batch)
                        batch = []
            new, known = new + self._add(batch), known + len(batch)
        self.poster.post_message(TakenIn(new, known - new, refused, asked=asked))

    def _add(self, batch: Sequence[Article]) -> int:
        """Put a batch into the library; gives how many of it were not there before."""
        if not batch:
            return 0
        new = self.library.add_all(batch)
        self._sizes.update((article.id, len(article.text)) for article in batch)
        self.poster.post_message(Added(tuple(article.id for article in batch), new))
        return new

    def _read_waiting(self) -> int:
        waiting = sorted(self.library.unread(), key=lambda each: self._sizes.get(each, 0) > LONG)
        if not waiting or self._cancelled.is_set():
            return 0
        from tuibrief.work import Readers

        self.poster.post_message(Progressed(0, len(waiting), None))
        done, begun = 0, 0.0
        self._readers = Readers(self.workers, self.model or None)
        try:
            for read in self._readers.read(self.library.article(key) for key in waiting):
                if read.reading is not None:
                    self.library.save_reading(read.reading)
                    self.poster.post_message(ReadOne(read.article_id))
                else:
                    self.poster.post_message(Told(read.problem or "An article could not be read.", warning=True))
                done += 1
                # The first article waits for the model to load, so the pace is counted from its end.
                begun = begun or time.monotonic()
                left = self._left(waiting, done, time.monotonic() - begun) if done > 1 else None
                self.poster.post_message(Progressed(done, len(waiting), left))
        finally:
            self._readers.close()
            self._readers = None
        return done

    def _left(self, waiting: Sequence[str], done: int, taken: float) -> float:
        """The seconds to go, where all that is done but the first article took so many: by the articles' lengths, where
        a length is not known by the mean of the others."""
        known = [self._sizes[each] for each in waiting if each in self._sizes]
        mean = sum(known) / len(known) if known else 1.0
        lengths = [self._sizes.get(each, mean) for each in waiting]
        return taken / max(1.0, sum(lengths[1:done])) * sum(lengths[done:])


def duration(seconds: float) -> str:
    """How long is left, as people say it: ``8 s``, ``3 min``, ``2 h``."""
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    return f"{round(seconds / 60)} min" if seconds < 5400 else f"{round(seconds / 3600)} h"
