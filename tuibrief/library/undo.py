"""Undo and redo by inverting operations, field by field, never by putting an old state back over somebody's change."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from tuibrief.library import codec
from tuibrief.library.state import Draft, Step

_WHOLE = "*"
_DEEP = 1000  # steps of undo kept; each holds only the small documents that it touched


class Entry(NamedTuple):
    """One change of this session: what to call it, and what it did to each document."""

    label: str
    steps: list[Step]


@dataclass(slots=True)
class Joined:
    """Several changes that are one step. They stay apart inside: what waits to be written is made anew alone."""

    label: str
    entries: list[Entry] = field(default_factory=list)

    @property
    def steps(self) -> list[Step]:
        """What all of them did, in order."""
        return [step for entry in self.entries for step in entry.steps]


class Stacks:
    """What can be undone and redone, and which fields other sessions changed of documents that these entries touch.

    While ``open`` is a list, changes are gathered there, to be one step.
    """

    def __init__(self) -> None:
        self.done: list[Entry | Joined] = []
        self.undone: list[Entry | Joined] = []
        self.open: list[Entry] | None = None
        self.added = 0  # how many changes were made: what was undone before the last can't be redone after it
        self.foreign: dict[tuple[str, str], set[str]] = {}

    def add(self, entry: Entry | Joined) -> None:
        """A new change: what was undone before it can no longer be redone."""
        if self.open is not None and isinstance(entry, Entry):
            self.open.append(entry)
        else:
            self.done.append(entry)
            del self.done[:-_DEEP]
        self.added += 1
        self.undone.clear()
        self._renew(entry)

    def _renew(self, entry: Entry | Joined) -> None:
        """This session has now set these fields itself: what others did to them before no longer stands in the way."""
        for step in entry.steps:
            others = self.foreign.get((step.table, step.key))
            if others:
                others -= changed_fields(step.before, step.after)

    def moved(self, entry: Entry | Joined, *, redo: bool) -> None:
        """An entry was undone (or redone): its inverse goes to the other stack."""
        (self.done if redo else self.undone).append(entry)

    def heard(self, table: str, key: str, before: bytes | None, after: bytes | None) -> None:
        """Another session changed a document."""
        self.foreign.setdefault((table, key), set()).update(changed_fields(before, after))

    def forget(self, keys: set[tuple[str, str]]) -> None:
        """Drop every entry that touches one of these documents: they were purged."""
        for stack in (self.done, self.undone):
            stack[:] = [e for e in stack if not any((s.table, s.key) in keys for s in e.steps)]


def changed_fields(before: bytes | None, after: bytes | None) -> set[str]:
    """The names of the fields in which two states of a document differ; a star where one of them is no document."""
    if before is None or after is None:
        return {_WHOLE} if before != after else set()
    old, new = codec.load(before), codec.load(after)
    return {name for name in {*old, *new} if old.get(name) != new.get(name) or (name in old) != (name in new)}


class Conflict(Exception):
    """Another session has changed the same since."""


def invert(
    entry: Entry | Joined,
    draft: Draft,
    foreign: dict[tuple[str, str], set[str]],
    refused: list[Step] | None = None,
) -> int:
    """Do the opposite of an entry in a draft; how many documents it changed. ``Conflict`` where somebody else came
    first; with ``refused`` only the documents of which that holds are left, and listed there.
    """
    changed = 0
    for step in reversed(entry.steps):
        try:
            changed += _invert(step, draft, foreign.get((step.table, step.key), set()))
        except Conflict:
            if refused is None:
                raise
            refused.append(step)
    return changed


def _invert(step: Step, draft: Draft, others: set[str]) -> bool:
    """Do the opposite of one step; whether there was anything to do."""
    table, key, before, after = step
    current = draft.get(table, key)
    if before is None:
        if current is None:
            return False  # somebody took it off already: that is what undo wants
        if others:
            raise Conflict
        draft.delete(table, key)
    elif after is None:
        if current is not None:
            return False
        draft.put(table, key, before)
    else:
        if current is None:
            raise Conflict
        draft.put(table, key, _fields_back(before, after, current, others))
    return True


def _fields_back(before: bytes, after: bytes, current: bytes, others: set[str]) -> bytes:
    old, new, now = codec.load(before), codec.load(after), codec.load(current)
    for name in changed_fields(before, after):
        if name in others or now.get(name) != new.get(name):
            raise Conflict
        if name in old:
            now[name] = old[name]
        else:
            now.pop(name, None)
    return codec.dump(now)
