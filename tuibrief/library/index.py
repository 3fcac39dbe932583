"""The full-text index: a SQLite FTS5 file beside the library, derived, 0600, deletable at any time, never the only
copy.

A search only reads it, and never waits for it long: what is not in it is looked through as it stands.
"""

from __future__ import annotations

import os
import sqlite3
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import RLock
from typing import NamedTuple

from tuibrief.library.state import no_garbage_collection

_SCHEMA = 2
_MAKE = """
CREATE TABLE about(schema INTEGER, library TEXT);
CREATE TABLE texts(article TEXT PRIMARY KEY, stamp TEXT, row INTEGER) WITHOUT ROWID;
CREATE TABLE events(article TEXT PRIMARY KEY, stamp TEXT, first INTEGER, count INTEGER) WITHOUT ROWID;
CREATE VIRTUAL TABLE text USING fts5(body, content='', tokenize="unicode61 remove_diacritics 2");
CREATE VIRTUAL TABLE event USING fts5(body, content='', tokenize="unicode61 remove_diacritics 2");
"""
_PATIENCE = 500  # milliseconds to wait for another session that is writing to the index
_FIRST, _MORE = 64, 8192  # row ids fetched at first, so that the first results are there at once, and then
_LITTER = 3  # rows of former titles and readings to each row in use, from which on the index is better made anew


class Entry(NamedTuple):
    """What of one article is to be indexed: its text unless that is done, and its events' words unless those are."""

    article: str
    text_stamp: str
    text: str | None
    event_stamp: str
    events: Sequence[str] | None


class Group(NamedTuple):
    """The events of one article that were found: which reading the index has of it, and their numbers there."""

    article: str
    stamp: str
    numbers: list[int]


class Known(NamedTuple):
    """What was indexed at one moment: the stamps of texts and events by article, the last row ids, and which moment."""

    texts: dict[str, tuple[str, int]]
    events: dict[str, tuple[str, int, int]]
    last: tuple[int, int]
    edition: int


class Index:
    """The index of one library. Rows are never changed: a new title or reading gets new rows, and the map says which
    count. Safe to use from several threads.
    """

    def __init__(self, base: sqlite3.Connection, file: Path, library: str):
        self.file = file
        self.library = library
        self.lock = RLock()
        self.texts: dict[str, tuple[str, int]] = {}
        self.events: dict[str, tuple[str, int, int]] = {}
        self.article_of: dict[int, str] = {}
        self._firsts = array("q")
        self._owners: list[str] = []
        self._last = (0, 0)
        self._version = -1
        self.edition = 0  # grows with what is indexed
        self._base = base
        found = file.stat()
        self._identity = found.st_dev, found.st_ino
        self.reload()

    # -- the file ---

    @classmethod
    def open(cls, file: Path, library: str, *, write: bool) -> Index | None:
        """The index in a file; None where there is none of this library, or it can't be used now. With ``write`` it
        is made where it is missing, spoiled, of another version or another library.
        """
        try:
            index = cls._of_file(file, library)
            if index is not None or not write:
                return index
        except (sqlite3.OperationalError, OSError):
            return None  # locked, not there, or not ours: the file is not to be touched
        except sqlite3.DatabaseError:
            if not write:
                return None
        try:
            delete(file)
            os.close(os.open(file, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600))
            base = _connect(file)
            base.executescript(f"BEGIN IMMEDIATE;{_MAKE}")
            base.execute("INSERT INTO about VALUES(?, ?)", (_SCHEMA, library))
            base.execute("COMMIT")
            return cls(base, file, library)
        except (sqlite3.DatabaseError, OSError):
            return None

    @classmethod
    def _of_file(cls, file: Path, library: str) -> Index | None:
        if not file.is_file() or file.is_symlink() or not file.stat().st_size:
            return None
        base = _connect(file)
        try:
            fits = base.execute("SELECT 1 FROM sqlite_master WHERE name='about'").fetchone() and base.execute(
                "SELECT schema, library FROM about"
            ).fetchone() == (_SCHEMA, library)
            if fits:
                return cls(base, file, library)
        except BaseException:
            base.close()
            raise
        base.close()
        return None

    @property
    def in_place(self) -> bool:
        """Whether its file is still the one that was opened: another session may have deleted it."""
        try:
            found = self.file.stat()
        except OSError:
            return False
        return (found.st_dev, found.st_ino) == self._identity

    def close(self) -> None:
        """Close the file."""
        with self.lock:
            self._base.close()

    # -- what is indexed ---

    def reload(self) -> None:
        """See what other sessions indexed."""
        with self.lock, no_garbage_collection():
            version = self._base.execute("PRAGMA data_version").fetchone()[0]
            if version == self._version:
                return
            self.texts = {a: (s, r) for a, s, r in self._base.execute("SELECT article, stamp, row FROM texts")}
            rows = self._base.execute("SELECT article, stamp, first, count FROM events")
            self.events = {a: (s, f, c) for a, s, f, c in rows}
            self._version = version
            self.edition += 1
            self._map()

    def known(self) -> Known:
        """What is indexed now, all of one moment while another thread may be adding."""
        with self.lock:
            self.reload()
            return Known(self.texts.copy(), self.events.copy(), self._last, self.edition)

    def _map(self) -> None:
        self.article_of = {row: article for article, (_, row) in self.texts.items()}
        placed = sorted((first, article) for article, (_, first, count) in self.events.items() if count)
        self._firsts = array("q", [first for first, _ in placed])
        self._owners = [article for _, article in placed]
        last = placed[-1][0] + self.events[placed[-1][1]][2] - 1 if placed else 0
        self._last = max(self.article_of, default=0), last

    @property
    def littered(self) -> bool:
        """Whether most rows are of former titles and readings."""
        held = len(self.texts) + sum(count for _, _, count in self.events.values())
        return sum(self._last) > _LITTER * held + 10_000

    def add(self, entries: Sequence[Entry]) -> None:
        """Index some articles, as one transaction; those that another session did meanwhile are passed over, and a
        reading never takes the place of a later one (stamps are ULIDs, which sort by time).
        """
        with self.lock:
            base = self._base
            base.execute("BEGIN IMMEDIATE")
            try:
                self.reload()
                # Rows of former titles and readings are in the virtual tables only: their ids are not given again.
                row = base.execute("SELECT coalesce(max(id), 0) FROM text_docsize").fetchone()[0]
                last = base.execute("SELECT coalesce(max(id), 0) FROM event_docsize").fetchone()[0]
                for entry in entries:
                    row += self._add_text(entry, row + 1)
                    last += self._add_events(entry, last + 1)
                base.execute("COMMIT")
            except BaseException:
                base.execute("ROLLBACK")
                self._version = -1
                raise
            self._last = row, last
            self.edition += 1

    def _add_text(self, entry: Entry, row: int) -> int:
        held = self.texts.get(entry.article)
        if entry.text is None or (held and held[0] == entry.text_stamp):
            return 0
        self._base.execute("INSERT INTO text(rowid, body) VALUES(?, ?)", (row, clean(entry.text)))
        self._base.execute("REPLACE INTO texts VALUES(?, ?, ?)", (entry.article, entry.text_stamp, row))
        if held:
            self.article_of.pop(held[1], None)
        self.texts[entry.article] = entry.text_stamp, row
        self.article_of[row] = entry.article
        return 1

    def _add_events(self, entry: Entry, first: int) -> int:
        held = self.events.get(entry.article)
        if entry.events is None or (held and held[0] >= entry.event_stamp):
            return 0
        size = len(entry.events)
        numbered = ((first + k, clean(words)) for k, words in enumerate(entry.events))
        self._base.executemany("INSERT INTO event(rowid, body) VALUES(?, ?)", numbered)
        self._base.execute("REPLACE INTO events VALUES(?, ?, ?, ?)", (entry.article, entry.event_stamp, first, size))
        self.events[entry.article] = entry.event_stamp, first, size
        if size:
            self._firsts.append(first)
            self._owners.append(entry.article)
        return size

    # -- asking ---

    def texts_matching(self, match: str, known: Known) -> Iterator[list[str]]:
        """Articles whose text matches, some at a time, of what was known then."""
        for rows in self._rows("text", match, known.last[0]):
            with self.lock:
                articles = [self.article_of[row] for row in rows if row in self.article_of]
            yield articles

    def events_matching(self, match: str, known: Known) -> Iterator[list[Group]]:
        """Events that match, by article, some at a time, of what was known then."""
        for rows in self._rows("event", match, known.last[1]):
            with self.lock:
                groups = self._grouped(rows)
            yield groups

    def _grouped(self, rows: array[int]) -> list[Group]:
        """Row ids, in order, by article; those whose place another reading has taken are left out."""
        groups: list[Group] = []
        at = 0
        while at < len(rows):
            number = bisect_right(self._firsts, rows[at]) - 1
            end = len(rows)
            if number + 1 < len(self._firsts):
                end = bisect_left(rows, self._firsts[number + 1], at)
            if number >= 0:
                article = self._owners[number]
                stamp, first, count = self.events[article]
                if first == self._firsts[number]:
                    groups.append(Group(article, stamp, [row - first for row in rows[at:end] if row < first + count]))
            at = end
        return groups

    def _rows(self, table: str, match: str, upto: int) -> Iterator[array[int]]:
        """Row ids that match, in order. Each lot is fetched whole: a question left open would keep other sessions from
        writing.
        """
        question = f"SELECT rowid FROM {table} WHERE {table} MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid LIMIT ?"
        first, size = 1, _FIRST
        while True:
            with self.lock:
                rows = array("q", [row for (row,) in self._base.execute(question, (clean(match), first, upto, size))])
            if rows:
                yield rows
            if len(rows) < size:
                return
            first, size = rows[-1] + 1, _MORE


def _connect(file: Path) -> sqlite3.Connection:
    base = sqlite3.connect(file, timeout=_PATIENCE / 1000, check_same_thread=False, isolation_level=None)
    base.execute("PRAGMA synchronous=NORMAL")
    return base


def delete(file: Path) -> None:
    """Delete an index's file and what SQLite keeps beside it."""
    for end in ("", "-journal", "-wal", "-shm"):
        file.with_name(file.name + end).unlink(missing_ok=True)


def clean(text: str) -> str:
    """SQLite takes neither lone surrogates nor NUL in its stride."""
    return text.encode("utf-8", "replace").decode().replace("\0", " ")
