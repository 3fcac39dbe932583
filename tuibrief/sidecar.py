"""What is worked out over all articles, in a SQLite file beside the library: derived, 0600, deletable at any time.

Whatever is wrong with the file (another library's, another version's, damaged, not ours to write), an empty one takes
its place, on disk or in memory: the articles are simply taken in again.
"""

from __future__ import annotations

import json
import os
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import orjson

SCHEMA = 7
"""The version of tables and of what is compared: a file of another version is made anew."""

ENDING = ".stories"
"""What the file's name has behind the library's."""

_ENDS = ("", "-journal", "-wal", "-shm")
_MAKE = """
CREATE TABLE about(schema INTEGER, library TEXT);
CREATE TABLE article(n INTEGER PRIMARY KEY, id TEXT UNIQUE, stamp TEXT, actors BLOB, terms BLOB, sketches BLOB);
CREATE TABLE posting(term TEXT, n INTEGER, PRIMARY KEY(term, n)) WITHOUT ROWID;
CREATE TABLE frequency(term TEXT PRIMARY KEY, articles INTEGER) WITHOUT ROWID;
CREATE TABLE event(id TEXT PRIMARY KEY, article INTEGER, story INTEGER, via TEXT, first TEXT, last TEXT) WITHOUT ROWID;
CREATE INDEX event_story ON event(story);
CREATE INDEX event_article ON event(article);
CREATE TABLE print(hash INTEGER, n INTEGER, PRIMARY KEY(hash, n)) WITHOUT ROWID;
CREATE TABLE prints(n INTEGER PRIMARY KEY, hashes BLOB);
CREATE TABLE copy(n INTEGER PRIMARY KEY, of INTEGER);
CREATE INDEX copy_of ON copy(of);
"""


def dump(value: Any) -> bytes:
    """JSON; a lone surrogate, which UTF-8 can't hold, becomes a question mark."""
    try:
        return orjson.dumps(value)
    except TypeError:
        return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")


def pack(raw: bytes) -> bytes:
    """Bytes as they are kept where only one article's are needed at a time: a quarter of the size."""
    return zlib.compress(raw, 1)


def unpack(raw: bytes) -> bytes:
    """What ``pack`` packed. ValueError where it is damaged."""
    try:
        return zlib.decompress(raw)
    except zlib.error as error:
        raise ValueError(str(error)) from error


class Sidecar:
    """The tables. Without a file they are in memory. ``busy`` errors of SQLite (another session writes) are raised."""

    def __init__(self, file: Path | None = None, library: str = "") -> None:
        self.file = file
        self.library = library
        self._version = -1
        self._identity: tuple[int, int] | None = None
        self.base = self._open()

    def _open(self) -> sqlite3.Connection:
        if self.file is None:
            return self._in_memory()
        try:
            base = self._connect(self.file)
            if self._fits(base):
                return base
            base.close()
        except (sqlite3.OperationalError, OSError):
            return self._in_memory()  # locked, or not ours to write: the file is not to be touched
        except sqlite3.DatabaseError:
            pass
        try:
            self.delete()
            base = self._connect(self.file)
            self._make(base)
        except (sqlite3.DatabaseError, OSError):
            return self._in_memory()
        return base

    def _in_memory(self) -> sqlite3.Connection:
        self._identity = None
        base = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
        self._make(base)
        return base

    def _connect(self, file: Path) -> sqlite3.Connection:
        handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        found = os.fstat(handle)
        os.close(handle)
        self._identity = found.st_dev, found.st_ino
        base = sqlite3.connect(file, timeout=5, check_same_thread=False, isolation_level=None)
        base.execute("PRAGMA synchronous=NORMAL")
        return base

    def _fits(self, base: sqlite3.Connection) -> bool:
        if not base.execute("SELECT 1 FROM sqlite_master WHERE name='about'").fetchone():
            return False
        return bool(base.execute("SELECT schema, library FROM about").fetchone() == (SCHEMA, self.library))

    def _make(self, base: sqlite3.Connection) -> None:
        base.executescript(f"BEGIN IMMEDIATE;{_MAKE}")
        base.execute("INSERT INTO about VALUES(?, ?)", (SCHEMA, self.library))
        base.execute("COMMIT")

    def delete(self) -> None:
        """Delete the file and what SQLite keeps beside it."""
        if self.file is not None:
            for end in _ENDS:
                self.file.with_name(self.file.name + end).unlink(missing_ok=True)

    def start_anew(self) -> None:
        """Drop everything, after damage was found."""
        self.base.close()
        try:
            self.delete()
        except OSError:
            self.file = None
        self._version = -1
        self.base = self._open()

    def close(self) -> None:
        """Close the file."""
        self.base.close()

    def changed(self) -> bool:
        """Whether another session wrote since the last look, or the file was deleted: then it is opened anew."""
        if self._identity is not None and self.file is not None:
            try:
                found = self.file.stat()
                same = (found.st_dev, found.st_ino) == self._identity
            except OSError:
                same = False
            if not same:
                self.base.close()
                self._version = -1
                self.base = self._open()
        version = int(self.base.execute("PRAGMA data_version").fetchone()[0])
        before, self._version = self._version, version
        return version != before

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction: all of it or, after an error, nothing."""
        self.base.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.base.execute("ROLLBACK")
            raise
        self.base.execute("COMMIT")

    def rows(self, question: str, values: Iterable[Any] = ()) -> list[tuple[Any, ...]]:
        """The answer to a question, whole."""
        return self.base.execute(question, tuple(values)).fetchall()

    def value(self, question: str, *values: Any) -> Any:
        """The first column of the first row; None where there is none."""
        row = self.base.execute(question, values).fetchone()
        return row[0] if row else None

    def number(self, article: str) -> int | None:
        """An article's number here; None where it is not taken in."""
        found = self.value("SELECT n FROM article WHERE id=?", article)
        return None if found is None else int(found)
