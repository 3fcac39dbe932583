"""A change on very many events, or its undo, beside the screen: in pieces, with progress, and stopped at any time.

Each piece is on disk when it is counted, and small enough that a key never waits for it to be seen; other sessions have
their turn between two. All pieces are one step of undo, also where it was stopped in the middle.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from tuibrief.app.beside import Worked
from tuibrief.app.jobs import Poster, Progressed

if TYPE_CHECKING:
    from tuibrief.app.changes import Work
    from tuibrief.library.library import Library

MANY = 100  # events from which a change takes longer than a key may
FIRST, MOST = 50, 2_000  # events in the first piece, and in any
# Seconds of processor that a piece is to take: a key may have to wait for that, and for the disk. The wait for the disk
# is no shorter for a smaller piece.
AIM = 0.012
PAUSE = 0.003  # seconds after each piece: the screen and other sessions get their turn at once
TOLD = 0.1  # seconds between two news of how far it is


class Outcome(NamedTuple):
    """How it ended: what was done, with how many of how many, ``problem`` where something stood in the way (else it
    was stopped, or all is done), ``refused`` how many were left because another session had changed them."""

    words: str
    done: int
    of: int
    problem: str = ""
    refused: int = 0

    @property
    def whole(self) -> bool:
        """Whether all was done."""
        return self.done + self.refused >= self.of

    @property
    def counted(self) -> str:
        """What was done, and on how many."""
        return counted(self.words, self.done, self.of)


Ended = Callable[[Outcome], None]


def counted(words: str, done: int, of: int) -> str:
    """What was done, and on how many of how many: “tagged #checked (1,200 of 100,000 events)”."""
    return f"{words} ({done:,} events)" if done >= of else f"{words} ({done:,} of {of:,} events)"


class Bulk:
    """One change at a time: a thread, which tells the desk how far it is. ``doing`` is what it is at (“tagging”)."""

    def __init__(self, poster: Poster, library: Library) -> None:
        self.poster, self.library = poster, library
        self.doing = ""
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None
        self._begun = self._told = 0.0
        self._size = FIRST

    @property
    def running(self) -> bool:
        """Whether it is at work."""
        return self._thread is not None and self._thread.is_alive()

    def change(self, events: Sequence[str], make: Callable[[], Work], ended: Ended) -> None:
        """Begin a change on these events. ``make`` says what is to be done; it is called in the thread, so it may look
        at all of them first. ``ended`` is called on the screen's loop."""
        self._start(lambda: self._change(events, make), ended)

    def turn(self, ended: Ended, *, redo: bool) -> None:
        """Begin to take the last change back, or to make it again."""
        self.doing = "redoing" if redo else "undoing"
        self._start(lambda: self._turn(redo=redo), ended)

    def stop(self) -> None:
        """Stop after this piece; what is written stays."""
        self._stopped.set()

    def wait(self, seconds: float) -> None:
        """Wait so long at most until it has come to an end."""
        if self._thread is not None:
            self._thread.join(seconds)

    def _start(self, work: Callable[[], Outcome], ended: Ended) -> None:
        from tuibrief.library.records import LibraryError
        from tuibrief.library.state import no_garbage_collection

        self._stopped.clear()
        self._size = FIRST

        def run() -> None:
            try:
                with no_garbage_collection():  # what is made stays: going through all of it took 0.3 s at times
                    outcome = work()
            except (LibraryError, OSError) as error:
                outcome = Outcome("", 0, 1, str(error))
            self.poster.post_message(Progressed(1, 1, None, ""))
            self.poster.post_message(Worked(lambda: ended(outcome)))

        self._thread = threading.Thread(target=run, name="bulk", daemon=True)
        self._thread.start()

    def _change(self, events: Sequence[str], make: Callable[[], Work]) -> Outcome:
        from tuibrief.library.records import LibraryError
        from tuibrief.library.turning import Joined

        work, library, of = make(), self.library, len(events)
        self.doing = work.doing
        done, problem, step = 0, "", Joined(work.words)
        self._tell(0, of)
        while done < of and not self._stopped.is_set() and not problem:
            begun = time.thread_time()
            piece = events[done : done + self._size]
            targets = library.targets_of_events(piece)
            try:
                if targets:
                    with library.piece_of(step):
                        work.do(targets)
            except (LibraryError, OSError) as error:
                problem = str(error)
                break
            done += len(piece)
            step.label = counted(work.words, done, of)
            library.warm(piece)
            problem = self._paced(begun, done, of)
        return Outcome(work.words, done, of, problem)

    def _turn(self, *, redo: bool) -> Outcome:
        turn = self.library.begin_turn(redo=redo)
        if turn is None:
            return Outcome("", 0, 0)
        problem = ""
        try:
            more = True
            self._tell(0, turn.of)
            while more and not self._stopped.is_set() and not problem:
                begun = time.thread_time()
                more = self.library.turn_piece(turn, self._size)
                problem = self._paced(begun, turn.of - len(turn.rest), turn.of)
        finally:
            self.library.end_turn(turn)
        return Outcome(turn.label, turn.done, turn.of, problem, len(turn.refused))

    def _paced(self, begun: float, done: int, of: int) -> str:
        """After a piece: tell how far it is, and how large the next is to be; why it can't go on, if so."""
        took = time.thread_time() - begun
        self._size = max(FIRST // 2, min(MOST, round(self._size * min(2.0, AIM / max(took, 0.001)))))
        self._tell(done, of)
        time.sleep(PAUSE)
        return (self.library.problem or "") if self.library.waiting else ""

    def _tell(self, done: int, of: int) -> None:
        now = time.monotonic()
        if not done:
            self._begun, self._told = now, 0.0
        if now - self._told < TOLD:
            return
        self._told = now
        left = (now - self._begun) / done * (of - done) if done and now - self._begun > 2 * TOLD else None
        self.poster.post_message(Progressed(min(done, of - 1), of, left, self.doing))
