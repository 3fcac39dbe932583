"""The way of every change to the file: written under the lock, or, where that can't be, shown and written later."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from tuibrief.library.journal import now, ulid
from tuibrief.library.lines import Op, write_record
from tuibrief.library.lock import NoLocks, Unwritable
from tuibrief.library.log import NotDurable
from tuibrief.library.records import Damage, LibraryError
from tuibrief.library.several import Several
from tuibrief.library.state import Draft
from tuibrief.library.undo import Entry, Stacks

T = TypeVar("T")
RETRY = 1.0  # seconds between two tries to write what waits


@dataclass(slots=True)
class _Waiting:
    """A change that could not be written yet: how to make it anew, and what it does as things stand."""

    what: str
    work: Callable[[Draft], Any]
    id: str
    at: str
    ops: list[Op]
    entry: Entry | None


class Writing(Several):
    """Where the file can't be written for now, a change is shown, waits, and is written later, once."""

    def __init__(self, path: Path, who: str):
        self._waiting: list[_Waiting] = []
        self._clean: Any = None
        self._reason = ""
        self._read_only = ""
        self._tried = 0.0
        self._stacks = Stacks()
        super().__init__(path, who)

    @property
    def waiting(self) -> int:
        """How many changes wait to be written: leaving now would lose them."""
        return len(self._waiting) + len(self._journal.unsynced)

    @property
    def problem(self) -> str | None:
        """What the person should see now: changes that wait, reading only, damage; None where all is well."""
        if self.waiting:
            count = self.waiting
            return f"{count} change{' waits' if count == 1 else 's wait'} to be written: {self._reason}."
        if self._read_only:
            return f"Open for reading only: {self._read_only}."
        if self._reason:
            return f"The library can't be followed: {self._reason}."
        if self.damage:
            count = len(self.damage)
            return f"{count} damaged line{'' if count == 1 else 's'} set aside; “tuibrief check” tells more."
        return None

    @property
    def damage(self) -> tuple[Damage, ...]:
        """What of the file can't be read."""
        return tuple(self._journal.log.damage)

    def refresh(self) -> bool:
        """See what other sessions wrote, and write what waits; True if anything changed. Cheap: mostly one ``stat``."""
        with self._lock:
            before = self.version
            if self.waiting:
                if time.monotonic() - self._tried > RETRY:
                    self._flush()
                return self.version != before
            try:
                self._follow()
                self._reason = ""
            except Unwritable as error:
                self._reason = str(error)
            return self.version != before

    def _refresh_now(self) -> None:
        if not self.waiting:
            try:
                self._follow()
            except Unwritable as error:
                self._reason = str(error)

    # -- the way of every change ---

    def _change(
        self,
        what: str,
        label: str,
        work: Callable[[Draft], T],
        *,
        create: bool = False,
        undoable: bool = True,
        split: bool = False,
    ) -> T:
        with self._lock:
            if self._read_only:
                raise LibraryError(f"The library is open for reading only: {self._read_only}.")
            if self.waiting:
                self._flush()
            if not self.waiting:
                try:
                    return self._write(what, label, work, create=create, undoable=undoable, split=split)
                except NoLocks as error:
                    self._read_only = str(error)
                    raise LibraryError(f"The library is open for reading only: {error}.") from error
                except Unwritable as error:
                    if not self._journal.log.exists:
                        raise LibraryError(f"The library {self.path} can't be written: {error}.") from error
                    self._reason = str(error)
            return self._hold(what, label, work, undoable=undoable)

    def _write(
        self, what: str, label: str, work: Callable[[Draft], T], *, create: bool, undoable: bool, split: bool
    ) -> T:
        if not create and not self._journal.log.exists and not self._journal.log.real.exists():
            raise LibraryError("The library is empty; add an article first.")
        try:
            with self._journal.change(what, create=create, split=split) as draft:
                self._absorb()
                result = work(draft)
                entry = Entry(label, draft.steps()) if undoable else None
                self._own_change = True
        except NotDurable as error:
            self._reason = str(error)
        finally:
            self._absorb()
            self._own_change = False
        self._remember(entry)
        return result

    def _remember(self, entry: Entry | None) -> None:
        if entry is None or not entry.steps:
            return
        self._stacks.add(entry)
        self._watch(entry)

    def _watch(self, entry: Entry) -> None:
        for at, step in enumerate(entry.steps):
            held = self._watched[step.table, step.key] = self._state.get(step.table, step.key)
            if held is not None and held == step.after:
                entry.steps[at] = step._replace(after=held)  # one copy in memory, not two: a step may touch 100,000

    def _hold(self, what: str, label: str, work: Callable[[Draft], T], *, undoable: bool) -> T:
        """Show a change that can't be written now, and keep it to be written later."""
        if self._clean is None:
            self._clean = self._state.snapshot()
        with self._journal.rehearse() as draft:
            result = work(draft)
            ops = draft.ops()
            entry = Entry(label, draft.steps()) if undoable else None
        if ops:
            self._waiting.append(_Waiting(what, work, ulid(), now(), ops, entry))
            self._show(ops)
            self._remember(entry)
        elif not self._waiting:
            self._clean = None
        return result

    def _show(self, ops: list[Op]) -> None:
        for op in ops:
            self._hear(op.verb, op.table, op.key)
        self._state.apply_ops(ops)
        self._own_change = True
        self._absorb()
        self._own_change = False

    def _rebase(self) -> None:
        """Read on from what is really in the file, then put what waits on top again, made anew."""
        if self._clean is None:
            return
        self._state.restore(self._clean)
        self._rebuild_wanted = self._own_change = True
        try:
            self._journal.follow()
        except Unwritable as error:
            self._reason = str(error)
        self._absorb()
        self._clean = self._state.snapshot() if self._waiting else None
        for item in self._waiting:
            with self._journal.rehearse() as draft:
                item.work(draft)
                item.ops = draft.ops()
                if item.entry is not None:
                    item.entry.steps[:] = draft.steps()
            self._show(item.ops)
        self._own_change = False
        for table, key in list(self._watched):
            if self._state.get(table, key) != self._watched[table, key]:
                self._note_foreign(table, key)

    def _flush(self) -> bool:
        """Try to write what waits, in its order; True when nothing waits any more."""
        self._tried = time.monotonic()
        before = len(self._waiting)
        try:
            with self._journal.log.lock:
                self._journal.resync()
                if self._waiting and self._journal.log.behind():
                    self._rebase()
                self._journal.log.settle(lambda _: None)
                self._write_waiting()
        except Unwritable as error:
            self._reason = str(error)
        if len(self._waiting) < before:
            self._rebase()
        if not self.waiting:
            self._reason, self._clean = "", None
        return not self.waiting

    def _write_waiting(self) -> None:
        while self._waiting:
            item = self._waiting[0]
            line = write_record(item.id, self.who, item.at, item.what, item.ops) if item.ops else b""
            try:
                if line:
                    self._journal.log.append([line], ulid)
            except NotDurable:
                # The line stands in the file: it is not to be made anew, only made durable later.
                self._journal.unsynced.append(line)
                self._waiting.pop(0)
                raise
            self._waiting.pop(0)
