"""The tables in memory, as the log's lines make them, and the draft of a change on top of them.

A document is kept as its JSON bytes, or, in tables of large documents, as its place on disk: decoding at every access
costs microseconds, keeps memory at a third of dicts, and means that no result can alias what is stored.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from tuibrief.library.lines import CLEAR, DELETE, DROP, MAKE, PUT, Op, Record
from tuibrief.library.log import Log

ON_DISK = frozenset({"texts", "readings"})
"""The library's tables of large documents, left on disk until asked for."""

Held = bytes | int


class Step(NamedTuple):
    """What one applied operation did to one document: ``before`` and ``after`` are its JSON, None where there was
    none.
    """

    table: str
    key: str
    before: bytes | None
    after: bytes | None


class State:
    """All tables: name -> key -> document."""

    def __init__(self, log: Log):
        self._log = log
        self.tables: dict[str, dict[str, Held]] = {}
        self.highest: dict[str, int] = {}
        self.seen: set[str] = set()
        self.version = 0

    def reset(self) -> None:
        """Forget everything: the file is about to be read anew."""
        self.tables.clear()
        self.highest.clear()
        self.seen.clear()
        self.version += 1

    def snapshot(self) -> tuple[dict[str, dict[str, Held]], dict[str, int], set[str]]:
        """The tables as they are now; documents are immutable, so the copy is shallow."""
        return {t: dict(docs) for t, docs in self.tables.items()}, dict(self.highest), set(self.seen)

    def restore(self, kept: tuple[dict[str, dict[str, Held]], dict[str, int], set[str]]) -> None:
        """Back to a snapshot."""
        self.tables = {t: dict(docs) for t, docs in kept[0].items()}
        self.highest, self.seen = dict(kept[1]), set(kept[2])
        self.version += 1

    def raw(self, held: Held) -> bytes:
        """A held document's JSON."""
        return self._log.fetch(held) if isinstance(held, int) else held

    def get(self, table: str, key: str) -> bytes | None:
        """A document's JSON; None where there is none."""
        held = self.tables.get(table, {}).get(key)
        return None if held is None else self.raw(held)

    def apply(self, record: Record, tell: Callable[[str, str, str], None] | None = None) -> None:
        """Do what a line says, once: a line written again after a failed fsync has the id of the first and is passed
        over.

        ``tell`` is called before each change with verb, table and key.
        """
        if record.id in self.seen or not record.ops:
            return
        self.seen.add(record.id)
        self.version += 1
        line = record.line
        for verb, table, key, start, size in record.steps():
            if tell:
                tell(verb, table, key)
            if verb == PUT:
                held: Held = (
                    self._log.ref(record.offset + start, size) if table in ON_DISK else line[start : start + size]
                )
                self._put(table, key, held)
            else:
                self._undo_of_put(verb, table, key)

    def apply_ops(self, ops: list[Op]) -> None:
        """Do what is not written yet (it waits): the same changes, documents kept in memory."""
        self.version += 1
        for op in ops:
            if op.verb == PUT:
                self._put(op.table, op.key, op.raw)
            else:
                self._undo_of_put(op.verb, op.table, op.key)

    def _put(self, table: str, key: str, held: Held) -> None:
        self.tables.setdefault(table, {})[key] = held
        if key.isascii() and key.isdigit():
            number = int(key)
            if number > self.highest.get(table, 0):
                self.highest[table] = number

    def _undo_of_put(self, verb: str, table: str, key: str) -> None:
        if verb == DELETE:
            self.tables.get(table, {}).pop(key, None)
        elif verb in (CLEAR, MAKE):
            docs = self.tables.setdefault(table, {})
            if verb == CLEAR:
                docs.clear()
        elif verb == DROP:
            self.tables.pop(table, None)


class Draft:
    """A change being made: reads go through what it has done so far, and nothing is kept until it is written."""

    def __init__(self, state: State, at: str = ""):
        self._state = state
        self.at = at
        self._changed: dict[str, dict[str, bytes | None]] = {}
        self._emptied: dict[str, str] = {}

    def get(self, table: str, key: str) -> bytes | None:
        """A document's JSON as this change leaves it."""
        changed = self._changed.get(table)
        if changed is not None and key in changed:
            return changed[key]
        return None if table in self._emptied else self._state.get(table, key)

    def has(self, table: str, key: str) -> bool:
        """Whether a document is there, without fetching it."""
        changed = self._changed.get(table)
        if changed is not None and key in changed:
            return changed[key] is not None
        return table not in self._emptied and key in self._state.tables.get(table, {})

    def keys(self, table: str) -> Iterator[str]:
        """The keys of a table in their order."""
        changed = self._changed.get(table, {})
        kept = {} if table in self._emptied else self._state.tables.get(table, {})
        yield from (k for k in kept if changed.get(k, b"") is not None)
        yield from (k for k, raw in changed.items() if raw is not None and k not in kept)

    def put(self, table: str, key: str, raw: bytes) -> None:
        """Set a document."""
        self._changed.setdefault(table, {})[key] = raw

    def delete(self, table: str, key: str) -> None:
        """Take a document away."""
        self._changed.setdefault(table, {})[key] = None

    def clear(self, table: str) -> None:
        """Empty a table."""
        self._changed.pop(table, None)
        self._emptied[table] = CLEAR

    def drop(self, table: str) -> None:
        """Take a table away."""
        self._changed.pop(table, None)
        self._emptied[table] = DROP

    def make(self, table: str) -> None:
        """See that a table exists."""
        if table not in self._state.tables or self._emptied.get(table) == DROP:
            self._changed.setdefault(table, {})

    def ops(self) -> list[Op]:
        """What the change does, in the fewest steps."""
        found: list[Op] = [Op(verb, table) for table, verb in self._emptied.items()]
        for table, changed in self._changed.items():
            if not changed and table not in self._state.tables:
                found.append(Op(MAKE, table))
            for key, raw in changed.items():
                if raw is not None:
                    found.append(Op(PUT, table, key, raw))
                elif table not in self._emptied and key in self._state.tables.get(table, {}):
                    found.append(Op(DELETE, table, key))
        return found

    def steps(self) -> list[Step]:
        """What the change does to each document, for undo. Large documents on disk are not part of it."""
        found: list[Step] = []
        for table, changed in self._changed.items():
            if table in ON_DISK:
                continue
            for key, raw in changed.items():
                before = None if table in self._emptied else self._state.get(table, key)
                if before != raw:
                    found.append(Step(table, key, before, raw))
        return found


@contextmanager
def no_garbage_collection() -> Iterator[None]:
    """For loading and decoding much that stays: no garbage is made, and with the collector on it takes five times as
    long.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
