"""The full-text index: a SQLite FTS5 file beside the library, derived, 0600, deletable at any time, never the only
copy.
"""

from __future__ import annotations

import os
import sqlite3
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tuibrief.library.records import LibraryError

_SCHEMA = 1
_MAKE = """
CREATE TABLE about(schema INTEGER, library TEXT);
CREATE TABLE texts(article TEXT PRIMARY KEY, stamp TEXT, row INTEGER) WITHOUT ROWID;
CREATE TABLE events(article TEXT PRIMARY KEY, stamp TEXT, first INTEGER, count INTEGER) WITHOUT ROWID;
CREATE VIRTUAL TABLE text USING fts5(body, content='', tokenize="unicode61 remove_diacritics 2");
CREATE VIRTUAL TABLE event USING fts5(body, content='', tokenize="unicode61 remove_diacritics 2");
"""


class Entry(NamedTuple):
    """What of one article is to be indexed: its text unless that is done, and its events' words unless those are."""

    article: str
    text_stamp: str
    text: str | None
    event_stamp: str
    events: Sequence[str] | None


class Index:
    """The index of one library. Rows are never changed: a new title or reading gets new rows, and the map says which
    count.
    """

    def __init__(self, file: Path, library: str):
        self.file = file
        self.library = library
        self.texts: dict[str, tuple[str, int]] = {}
        self.events: dict[str, tuple[str, int, int]] = {}
        self.article_of: dict[int, str] = {}
        self._firsts = array("q")
        self._owners: list[str] = []
        self._last = (0, 0)
        self._version = -1
        self._base = self._open()
        self.reload()

    # -- the file ---

    def _open(self) -> sqlite3.Connection:
        try:
            base = self._connect()
            if self._fits(base):
                return base
            base.close()
        except (sqlite3.OperationalError, OSError):
            return self._in_memory()  # locked, or not ours to write: the file is not to be touched
        except sqlite3.DatabaseError:
            pass
        try:
            self.delete_file()
            base = self._connect()
            self._make(base)
        except (sqlite3.DatabaseError, OSError):
            return self._in_memory()
        return base

    def _in_memory(self) -> sqlite3.Connection:
        """No room or no right beside the library: an index in memory serves this session."""
        base = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
        self._make(base)
        return base

    def _connect(self) -> sqlite3.Connection:
        os.close(os.open(self.file, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600))
        base = sqlite3.connect(self.file, timeout=5, check_same_thread=False, isolation_level=None)
        base.execute("PRAGMA synchronous=NORMAL")
        return base

    def _fits(self, base: sqlite3.Connection) -> bool:
        if not base.execute("SELECT 1 FROM sqlite_master WHERE name='about'").fetchone():
            return False
        return bool(base.execute("SELECT schema, library FROM about").fetchone() == (_SCHEMA, self.library))

    def _make(self, base: sqlite3.Connection) -> None:
        try:
            base.executescript(f"BEGIN IMMEDIATE;{_MAKE}")
            base.execute("INSERT INTO about VALUES(?, ?)", (_SCHEMA, self.library))
            base.execute("COMMIT")
        except sqlite3.OperationalError as error:
            if "fts5" in str(error):
                raise LibraryError("This Python's SQLite has no full-text search (FTS5).") from error
            raise

    def delete_file(self) -> None:
        """Delete the index's file and what SQLite keeps beside it."""
        for end in ("", "-journal", "-wal", "-shm"):
            self.file.with_name(self.file.name + end).unlink(missing_ok=True)

    def close(self) -> None:
        """Close the file."""
        self._base.close()

    # -- what is indexed ---

    def reload(self) -> None:
        """See what other sessions indexed."""
        version = self._base.execute("PRAGMA data_version").fetchone()[0]
        if version == self._version:
            return
        self._version = version
        self.texts = {a: (s, r) for a, s, r in self._base.execute("SELECT article, stamp, row FROM texts")}
        rows = self._base.execute("SELECT article, stamp, first, count FROM events")
        self.events = {a: (s, f, c) for a, s, f, c in rows}
        self._map()

    def _map(self) -> None:
        self.article_of = {row: article for article, (_, row) in self.texts.items()}
        placed = sorted((first, article) for article, (_, first, count) in self.events.items() if count)
        self._firsts = array("q", [first for first, _ in placed])
        self._owners = [article for _, article in placed]
        last = placed[-1][0] + self.events[placed[-1][1]][2] - 1 if placed else 0
        self._last = max(self.article_of, default=0), last

    def add(self, entries: Sequence[Entry]) -> None:
        """Index some articles, as one transaction; those that another session did meanwhile are passed over."""
        base = self._base
        base.execute("BEGIN IMMEDIATE")
        try:
            self.reload()
            row = base.execute("SELECT coalesce(max(row), 0) FROM texts").fetchone()[0]
            last = base.execute("SELECT coalesce(max(first + count), 1) FROM events").fetchone()[0]
            # Rows of former titles and readings are in the virtual tables only: their ids must not be given again.
            row = max(row, base.execute("SELECT coalesce(max(id), 0) FROM text_docsize").fetchone()[0])
            last = max(last, base.execute("SELECT coalesce(max(id), 0) + 1 FROM event_docsize").fetchone()[0])
            for entry in entries:
                if entry.text is not None and self.texts.get(entry.article, ("\0",))[0] != entry.text_stamp:
                    row += 1
                    base.execute("INSERT INTO text(rowid, body) VALUES(?, ?)", (row, _clean(entry.text)))
                    base.execute("REPLACE INTO texts VALUES(?, ?, ?)", (entry.article, entry.text_stamp, row))
                    self.texts[entry.article] = entry.text_stamp, row
                if entry.events is not None and self.events.get(entry.article, ("\0",))[0] != entry.event_stamp:
                    numbered = ((last + k, _clean(words)) for k, words in enumerate(entry.events))
                    base.executemany("INSERT INTO event(rowid, body) VALUES(?, ?)", numbered)
                    size = len(entry.events)
                    base.execute(
                        "REPLACE INTO events VALUES(?, ?, ?, ?)", (entry.article, entry.event_stamp, last, size)
                    )
                    self.events[entry.article] = entry.event_stamp, last, size
                    last += size
            base.execute("COMMIT")
        except BaseException:
            base.execute("ROLLBACK")
            self._version = -1
            raise
        self._map()

    # -- asking ---

    def matching_texts(self, match: str, after: int = 0) -> Iterator[list[tuple[int]]]:
        """Row ids of texts that match, in order, some at a time."""
        return self._chunks("SELECT rowid FROM text WHERE text MATCH ? AND rowid > ?", match, after)

    def matching_events(self, match: str, after: int = 0) -> Iterator[list[tuple[int]]]:
        """Row ids of events that match, in order, some at a time."""
        return self._chunks("SELECT rowid FROM event WHERE event MATCH ? AND rowid > ?", match, after)

    def _chunks(self, question: str, match: str, after: int) -> Iterator[list[tuple[int]]]:
        # The first chunk is small, so that the first results are there at once.
        cursor, size = self._base.execute(question, (_clean(match), after)), 64
        while rows := cursor.fetchmany(size):
            yield rows
            size = 2048

    def event_at(self, row: int) -> tuple[str, int] | None:
        """The article and row number of an event's row id; None where a later reading has taken its place."""
        number = bisect_right(self._firsts, row) - 1
        if number < 0:
            return None
        article = self._owners[number]
        _, first, count = self.events[article]
        return (article, row - first) if row < first + count else None

    def last_rows(self) -> tuple[int, int]:
        """The highest row ids known so far, of texts and of events."""
        return self._last


def _clean(text: str) -> str:
    """SQLite takes neither lone surrogates nor NUL in its stride."""
    return text.encode("utf-8", "replace").decode().replace("\0", " ")
