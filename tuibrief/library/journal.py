"""TinyDB on an append-only log: a Storage and a Table that write one line a change instead of the whole file.

A script may open a library with them and use TinyDB's own API::

    with JournalDB("case.jsonl") as db:
        db.table("marks").search(Query().kind == "tag")

The answers are stock TinyDB's, with one exception: an id is never used twice, also not after ``truncate`` or
``drop_table``. Results are never the stored documents themselves, so changing one changes nothing. TinyDB is pinned:
``_read_table`` and ``_update_table`` are its private methods.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.storages import Storage
from tinydb.table import Document, Table

from tuibrief.library.lines import Op, Record, read_record, write_record
from tuibrief.library.lock import Unwritable
from tuibrief.library.log import Log, NotDurable
from tuibrief.library.state import Draft, State, Step, no_garbage_collection

NAMED = frozenset({"articles", "texts", "readings", "blocks", "marks"})
"""The library's own tables, whose ids are strings: content hashes, and ULIDs for marks."""

_BASE32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def ulid() -> str:
    """A new ULID (github.com/ulid/spec): 48 bits of milliseconds, 80 of chance, in Crockford's base 32."""
    number = (time.time_ns() // 1_000_000) << 80 | int.from_bytes(os.urandom(10), "big")
    return "".join(_BASE32[number >> shift & 31] for shift in range(125, -1, -5))


def now() -> str:
    """UTC now, ISO 8601 to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def encode(document: Mapping[str, Any]) -> bytes:
    """A document's JSON as stock TinyDB would write it, infinities and lone surrogates included. TypeError like
    there.
    """
    try:
        return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
    except UnicodeEncodeError:
        return json.dumps(document, separators=(",", ":")).encode("ascii")


class JournalStorage(Storage):
    """A library's file behind TinyDB's Storage. ``read`` and ``write`` are there for other users of a Storage; our
    Table goes past them, to the documents it needs.
    """

    def __init__(self, path: str | Path, *, who: str = ""):
        self.log = Log(Path(path))
        self.state = State(self.log)
        self.who = who
        self.tell: Callable[[str, str, str], None] | None = None
        self.told_anew: Callable[[], None] | None = None
        self.unsynced: list[bytes] = []
        self._draft: Draft | None = None
        self.follow()

    # -- following other sessions ---

    def follow(self) -> bool:
        """Read what was written since by anyone; True if anything was. ``Unwritable`` where the file is gone."""
        with self.log.lock.threads, no_garbage_collection():
            return self.log.follow(self._take, self._anew)

    def _take(self, record: Record) -> None:
        self.state.apply(record, self.tell)

    def _anew(self) -> None:
        self.state.reset()
        if self.told_anew:
            self.told_anew()

    # -- changing ---

    @contextmanager
    def change(self, what: str, *, create: bool = True, split: bool = False) -> Iterator[Draft]:
        """A change, atomic and durable when the block ends: several calls on tables inside it become one line
        (with ``split`` one a key, so that damage to a line costs one article, with one wait for the disk all the same).

        Read-modify-write happens under the lock. Raises ``Unwritable`` where it could not be written; then nothing
        changed.
        """
        if self._draft is not None:
            yield self._draft
            return
        if create and not self.log.exists and not self.log.real.exists():
            self.log.make_folder()
        with self.log.lock:
            self.follow()
            if not self.log.exists and create and not self.log.real.exists():
                self.log.make_file()
            self.log.settle(self._take)
            self._draft = Draft(self.state)
            try:
                yield self._draft
                ops = self._draft.ops()
            finally:
                self._draft = None
            if ops:
                groups = _by_key(ops) if split else [ops]
                try:
                    self.write_lines([write_record(ulid(), self.who, now(), what, group) for group in groups])
                except Unwritable:
                    self.log.unmake_file()
                    raise

    @contextmanager
    def rehearse(self) -> Iterator[Draft]:
        """A change that is not written: its draft is the caller's to keep, and to apply to memory."""
        with self.log.lock.threads:
            self._draft = draft = Draft(self.state)
            try:
                yield draft
            finally:
                self._draft = None

    def write_lines(self, lines: list[bytes]) -> None:
        """Under the lock, caught up: append the lines and apply them."""
        try:
            starts = self.log.append(lines, ulid)
        except NotDurable:
            # The lines stand in the file, so every session sees them; a power cut may still take them.
            self.log.follow(self._take, self._anew)
            self.unsynced += lines
            raise
        for line, start in zip(lines, starts, strict=True):
            record = read_record(line[:-1], start)
            assert record is not None
            self._take(record)
            self.log.reached(start + len(line))

    def resync(self) -> None:
        """Under the lock: write again what was written but not made durable. Each has its id, so it counts once."""
        if self.unsynced:
            self.follow()
            self.log.settle(self._take)
            self.log.append(self.unsynced, ulid)
            self.unsynced.clear()
            self.follow()

    # -- TinyDB's Storage ---

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Everything, decoded."""
        self._follow_gently()
        if not self.state.tables:
            return None
        raw = self.state.raw
        return {t: {k: json.loads(raw(held)) for k, held in docs.items()} for t, docs in self.state.tables.items()}

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Make the tables be ``data``, as one change: only what differs is written."""
        wanted = {t: {str(k): encode(doc) for k, doc in docs.items()} for t, docs in data.items()}
        with self.change("write") as draft:
            for table in [t for t in self.state.tables if t not in wanted]:
                draft.drop(table)
            for table, docs in wanted.items():
                draft.make(table)
                for key in [k for k in draft.keys(table) if k not in docs]:
                    draft.delete(table, key)
                for key, raw in docs.items():
                    old = draft.get(table, key)
                    if old is None or json.loads(old) != json.loads(raw):
                        draft.put(table, key, raw)

    def _follow_gently(self) -> None:
        """Readers keep what they have where the file is gone for now."""
        try:
            self.follow()
        except Unwritable:
            return

    def close(self) -> None:
        """Close the file."""
        self.log.close()


def _by_key(ops: list[Op]) -> list[list[Op]]:
    groups: dict[str, list[Op]] = {}
    for op in ops:
        groups.setdefault(op.key, []).append(op)
    return list(groups.values())


class TableView(MutableMapping[Any, Any]):
    """A table as TinyDB's updaters see it: id -> document. What an updater touches is its own copy, kept if it
    differs.
    """

    def __init__(self, draft: Draft, table: str, id_class: Callable[[str], Any]):
        self._draft = draft
        self._table = table
        self._id_class = id_class
        self._touched: dict[str, tuple[Any, bytes]] = {}

    def __getitem__(self, key: Any) -> Any:
        name = str(key)
        if name not in self._touched:
            raw = self._draft.get(self._table, name)
            if raw is None:
                raise KeyError(key)
            self._touched[name] = json.loads(raw), raw
        return self._touched[name][0]

    def __setitem__(self, key: Any, document: Any) -> None:
        self._touched[str(key)] = document, b""
        if not self._draft.has(self._table, str(key)):
            self._draft.put(self._table, str(key), b"{}")

    def __delitem__(self, key: Any) -> None:
        if key not in self:
            raise KeyError(key)
        self._touched.pop(str(key), None)
        self._draft.delete(self._table, str(key))

    def __contains__(self, key: object) -> bool:
        return self._draft.has(self._table, str(key))

    def __iter__(self) -> Iterator[Any]:
        return (self._id_class(k) for k in self._draft.keys(self._table))

    def __len__(self) -> int:
        return sum(1 for _ in self._draft.keys(self._table))

    def clear(self) -> None:
        """Empty the table in one step."""
        self._touched.clear()
        self._draft.clear(self._table)

    def keep(self) -> None:
        """Hand what was touched and now differs to the draft."""
        for key, (document, before) in self._touched.items():
            after = encode(document)
            if after != before:
                self._draft.put(self._table, key, after)


class JournalTable(Table):
    """TinyDB's Table, on a journal: reads decode what they return, updates write what they changed."""

    def __init__(self, storage: JournalStorage, name: str, cache_size: int = 10, persist_empty: bool = False):
        if name in NAMED:
            self.document_id_class = str  # type: ignore[assignment]
        self._seen_version = -1
        super().__init__(storage, name, cache_size=cache_size, persist_empty=persist_empty)

    @property
    def _journal(self) -> JournalStorage:
        return cast(JournalStorage, self._storage)

    def _read_table(self) -> Any:
        self._journal._follow_gently()
        return _Decoded(self._journal.state, self._name, self._journal._draft)

    def search(self, cond: QueryLike) -> list[Document]:
        """All documents matching; a repeated question is answered from the cache's ids, always with fresh documents."""
        table = self._read_table()
        version = self._journal.state.version
        if version != self._seen_version:
            self.clear_cache()
            self._seen_version = version
        ids = cast(Any, self._query_cache.get(cond))
        if ids is None:
            ids, found = [], []
            for key, document in table.items():
                if cond(document):
                    ids.append(key)
                    found.append(key)
            if getattr(cond, "is_cacheable", lambda: True)():
                self._query_cache[cond] = ids
        return [Document(table[key], self.document_id_class(key)) for key in ids]

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> None:
        with self._journal.change(self._name) as draft:
            draft.make(self._name)
            view = TableView(draft, self._name, self.document_id_class)
            updater(cast(Any, view))
            view.keep()
        self.clear_cache()

    def _get_next_id(self) -> Any:
        """Ids count on from the highest that was ever used, in any session."""
        if self.document_id_class is not int:
            return ulid()
        highest = max(self._journal.state.highest.get(self._name, 0), (self._next_id or 1) - 1)
        self._next_id = cast(Any, highest + 2)
        return highest + 1

    def insert(self, document: Mapping[str, Any]) -> Any:
        """Insert a document. The id is asked for under the lock, so that two sessions never give the same one."""
        with self._journal.change(self._name):
            return super().insert(document)

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> Any:
        """Insert documents, as one change."""
        return super().insert_multiple(documents)

    def upsert(self, document: Mapping[str, Any], cond: QueryLike | None = None) -> Any:
        """Update what matches, else insert, as one change."""
        with self._journal.change(self._name):
            return super().upsert(document, cond)

    def truncate(self) -> None:
        """Empty the table. Its ids are not used again."""
        self._update_table(lambda table: table.clear())

    def __len__(self) -> int:
        self._journal._follow_gently()
        return len(self._journal.state.tables.get(self._name, {}))


class _Decoded(Mapping[str, Any]):
    """A table for reading: each access decodes, so no two results share anything."""

    def __init__(self, state: State, name: str, draft: Draft | None):
        self._state = state
        self._name = name
        self._draft = draft

    def __getitem__(self, key: str) -> Any:
        raw = self._draft.get(self._name, key) if self._draft else self._state.get(self._name, key)
        if raw is None:
            raise KeyError(key)
        return json.loads(raw)

    def __iter__(self) -> Iterator[str]:
        if self._draft:
            return self._draft.keys(self._name)
        return iter(list(self._state.tables.get(self._name, {})))

    def __len__(self) -> int:
        return sum(1 for _ in self)


class JournalDB(TinyDB):
    """TinyDB over one library's file. Opening never makes the file; the first insert does."""

    table_class = JournalTable  # type: ignore[assignment]

    def __init__(self, path: str | Path, *, who: str = ""):
        super().__init__(path, who=who, storage=JournalStorage)

    @property
    def journal(self) -> JournalStorage:
        """The storage, as what it is."""
        return cast(JournalStorage, self._storage)

    def tables(self) -> set[str]:
        """The names of all tables."""
        self.journal._follow_gently()
        return set(self.journal.state.tables)

    def drop_tables(self) -> None:
        """Take all tables away, as one change."""
        with self.journal.change("drop") as draft:
            for name in list(self.journal.state.tables):
                draft.drop(name)
        self._tables.clear()

    def drop_table(self, name: str) -> None:
        """Take one table away."""
        self._tables.pop(name, None)
        with self.journal.change("drop") as draft:
            if name in self.journal.state.tables:
                draft.drop(name)


__all__ = ["JournalDB", "JournalStorage", "JournalTable", "Op", "Step", "Unwritable", "encode", "now", "ulid"]
