"""Undo and redo: several changes as one step, and large steps taken back in pieces, the library free in between."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tuibrief.library.state import Draft, Step
from tuibrief.library.undo import Conflict, Entry, Joined, invert
from tuibrief.library.writing import Writing


@dataclass(slots=True)
class Turn:
    """An undo (or redo) that is made piece by piece: ``of`` documents in all, ``done`` of them by now, ``refused``
    because another session has changed them since."""

    label: str
    redo: bool
    of: int
    rest: list[Step]
    kept: Joined
    at: int  # where on its stack the step lay
    added: int  # how many changes there had been then
    done: int = 0
    refused: list[Step] = field(default_factory=list)


class Turning(Writing):
    """What was changed can be taken back, and done again."""

    @contextmanager
    def as_one(self, label: str) -> Iterator[None]:
        """Make everything that is changed within one step of undo, called ``label`` (“graded 3 events B2”)::

            with library.as_one("graded 1 event B2"):
                library.mark(MarkKind.GRADE, targets, "B")
                library.mark(MarkKind.GRADE, targets, "2")

        Each change is still kept when its call returns. Other threads wait until the block ends. Blocks may be nested:
        the outermost is the step. Where the block fails, what it changed until then is one step all the same.
        """
        with self._lock:
            outer = self._stacks.open
            inner = self._stacks.open = [] if outer is None else outer
            try:
                yield
            finally:
                self._stacks.open = outer
                if outer is None and inner:
                    self._stacks.add(Joined(label, inner))

    @contextmanager
    def piece_of(self, step: Joined) -> Iterator[None]:
        """Make everything that is changed within a part of a step that others were before and will be after::

            step = Joined("tagged 100,000 events")
            for targets in pieces:
                with library.piece_of(step):
                    library.tag(targets, "checked")

        From the first piece on, undo takes back what was written by then. Other threads, and other sessions, have
        their turn between two pieces.
        """
        with self._lock:
            outer = self._stacks.open
            inner: list[Entry] = []
            self._stacks.open = inner
            try:
                yield
            finally:
                self._stacks.open = outer
                if inner and not step.entries:
                    self._stacks.add(step)
                step.entries += inner

    def undo(self) -> str | None:
        """Take this session's last change back. A sentence of what was undone, or why not; None where there is
        nothing.
        """
        return self._turn(self._stacks.done, redo=False)

    def redo(self) -> str | None:
        """Do again what was undone last."""
        return self._turn(self._stacks.undone, redo=True)

    def _turn(self, stack: list[Entry | Joined], *, redo: bool) -> str | None:
        with self._lock:
            if not stack:
                return None
            entry = stack.pop()
            try:
                count, kept = self._invert(entry, redo=redo)
            except Conflict:
                word = "redone" if redo else "undone"
                return f"Not {word} ({entry.label}): another session has changed the same since."
            if not count:
                return f"Nothing was left to undo ({entry.label}): another session had already done so."
            self._stacks.moved(kept, redo=redo)
            return f"{'Redone' if redo else 'Undone'}: {entry.label}."

    def _invert(self, entry: Entry | Joined, *, redo: bool, refused: list[Step] | None = None) -> tuple[int, Entry]:
        """Do the opposite of an entry as one change: how many documents it changed, and what it did to them."""
        kept = Entry(entry.label, [])

        def work(draft: Draft) -> int:
            for foreign in self._foreign:
                self._stacks.heard(*foreign)
            self._foreign.clear()
            if refused is not None:
                refused.clear()  # where the change waits to be written, it is made anew
            count = invert(entry, draft, self._stacks.foreign, refused)
            kept.steps[:] = draft.steps()
            return count

        count = self._change("redo" if redo else "undo", entry.label, work, undoable=False)
        self._watch(kept)
        return count, kept

    # -- piece by piece ---

    def turn_size(self, *, redo: bool = False) -> int:
        """How many documents the next undo (or redo) would change: of many it is better made in pieces."""
        with self._lock:
            stack = self._stacks.undone if redo else self._stacks.done
            return _size(stack[-1]) if stack else 0

    def begin_turn(self, *, redo: bool = False) -> Turn | None:
        """Begin to take the last change back in pieces; None where there is none. `end_turn` has to be called."""
        with self._lock:
            stack = self._stacks.undone if redo else self._stacks.done
            if not stack:
                return None
            entry = stack.pop()
            steps = list(entry.steps)
            return Turn(entry.label, redo, len(steps), steps, Joined(entry.label), len(stack), self._stacks.added)

    def turn_piece(self, turn: Turn, size: int) -> bool:
        """Take the next ``size`` documents back; whether there are more. Those that another session has changed since
        are left as they are, and counted."""
        with self._lock:
            piece = Entry(turn.label, turn.rest[-size:])
            refused: list[Step] = []
            _, kept = self._invert(piece, redo=turn.redo, refused=refused)
            del turn.rest[-size:]
            turn.done += len(piece.steps) - len(refused)
            turn.refused += refused
            if kept.steps:
                turn.kept.entries.append(kept)
            return bool(turn.rest)

    def end_turn(self, turn: Turn) -> None:
        """The turn is over, or was stopped: what is left of it is the next undo again, what was done can be redone."""
        with self._lock:
            stacks = self._stacks
            own = stacks.undone if turn.redo else stacks.done
            if turn.rest and not (turn.redo and stacks.added != turn.added):
                own.insert(min(turn.at, len(own)), Joined(turn.label, [Entry(turn.label, turn.rest)]))
            if turn.kept.entries and (turn.redo or stacks.added == turn.added):
                stacks.moved(turn.kept, redo=turn.redo)


def _size(entry: Entry | Joined) -> int:
    return len(entry.steps) if isinstance(entry, Entry) else sum(len(each.steps) for each in entry.entries)


__all__ = ["Joined", "Turn", "Turning"]
