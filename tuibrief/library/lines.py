"""The lines of a library's file: ``crc32 SP json``, how one is made, checked, taken apart, and saved from damage.

A transaction's JSON is ``{"id", "by", "at", "what", "ops": [[verb, table, key, size]…], "docs": […]}``. ``docs``
stands last and each put says how many bytes its document has, so that a document is cut out of its line without being
parsed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple
from zlib import crc32

import orjson

FORMAT = "tuibrief-library"
VERSION = 1
_CHUNK = 1 << 17  # small enough to stay in the cache: a third faster than megabytes
_DOCS = b',"docs":['
_START = re.compile(rb"[0-9a-f]{8} \{\"")

PUT, DELETE, CLEAR, DROP, MAKE = "put", "del", "clear", "drop", "make"


class Op(NamedTuple):
    """One step of a transaction. ``raw`` is the document's JSON for a put."""

    verb: str
    table: str
    key: str = ""
    raw: bytes = b""


class Record(NamedTuple):
    """One transaction as read. ``docs`` is where, in its line, the documents begin; ``line`` is the line itself."""

    id: str
    by: str
    at: str
    what: str
    ops: list[list[Any]]
    docs: int
    line: bytes
    offset: int

    def steps(self) -> Iterator[tuple[str, str, str, int, int]]:
        """verb, table, key, and where in the line the document lies (start and size; 0, 0 without one)."""
        at = self.docs
        for op in self.ops:
            if op[0] == PUT:
                yield PUT, op[1], op[2], at, op[3]
                at += op[3] + 1
            else:
                yield op[0], op[1], op[2], 0, 0


def seal(body: bytes) -> bytes:
    """A line: the body's CRC-32 as eight hexadecimal digits, a space, the body, a newline."""
    return b"%08x %s\n" % (crc32(body), body)


def intact(line: bytes) -> bool:
    """Whether a line (without its newline) is what was written."""
    return line[:9] == b"%08x " % crc32(memoryview(line)[9:])


def header_line(library: str, generation: int, same_as: dict[str, Any] | None = None) -> bytes:
    """The first line. ``same_as`` says, after a compaction, up to where this file and the one before say the same."""
    head: dict[str, Any] = {"format": FORMAT, "version": VERSION, "library": library, "generation": generation}
    if same_as:
        head["same_as"] = same_as
    return seal(orjson.dumps(head))


def header_of(line: bytes) -> dict[str, Any] | None:
    """The first line's fields; None where it is no intact header."""
    if b'"format":"' + FORMAT.encode() not in line or not intact(line):
        return None
    head = orjson.loads(line[9:])
    return head if isinstance(head, dict) else None


def mend_header(line: bytes) -> dict[str, Any] | None:
    """A header with one flipped bit, put right: of all its single flips just one satisfies the checksum."""
    if len(line) > 600:
        return None
    for at in range(len(line)):
        for bit in range(8):
            tried = bytearray(line)
            tried[at] ^= 1 << bit
            head = header_of(bytes(tried))
            if head:
                return head
    return None


def torn_header(data: bytes) -> bool:
    """Whether a file holds no more than the beginning of a first line: its making was cut short, so nothing was
    kept.
    """
    begun = b"00000000 " + b'{"format":"' + FORMAT.encode() + b'",'
    shape = data[9 : len(begun)]
    return b"\n" not in data and len(data) < 600 and shape == begun[9 : 9 + len(shape)] and _hex(data[:8])


def _hex(data: bytes) -> bool:
    return all(c in b"0123456789abcdef" for c in data)


def write_record(ident: str, by: str, at: str, what: str, ops: Sequence[Op]) -> bytes:
    """The line of a transaction."""
    steps = [[op.verb, op.table, op.key, len(op.raw)] if op.verb == PUT else [op.verb, op.table, op.key] for op in ops]
    head = orjson.dumps({"id": ident, "by": by, "at": at, "what": what, "ops": steps})
    docs = b",".join(op.raw for op in ops if op.verb == PUT)
    return seal(b"%s%s%s]}" % (head[:-1], _DOCS, docs))


def read_record(line: bytes, offset: int) -> Record | None:
    """A line taken apart; None where its checksum or its shape is wrong. A header is a record that does nothing."""
    if not intact(line):
        return None
    cut = line.find(_DOCS, 9)
    try:
        head = orjson.loads(line[9:] if cut < 0 else line[9:cut] + b"}")
        return Record(head["id"], head["by"], head["at"], head["what"], head["ops"], cut + len(_DOCS), line, offset)
    except (orjson.JSONDecodeError, KeyError, TypeError):
        return Record("", "", "", "", [], 0, line, offset) if header_of(line) else None


def salvage(line: bytes, offset: int) -> list[Record]:
    """The whole records inside a damaged line: a flipped newline joins two lines, and neither need be lost."""
    starts = sorted({0, *(m.start() for m in _START.finditer(line))})[:64]
    found: list[Record] = []
    reached = 0
    for i, start in enumerate(starts):
        if start < reached:
            continue
        for end in [*(s - 1 for s in starts[i + 1 :]), len(line)]:
            record = read_record(line[start:end], offset + start)
            if record:
                found.append(record)
                reached = end
                break
    return found


def read_lines(fd: int, offset: int, end: int | None = None) -> Iterator[tuple[int, bytes]]:
    """Each complete line from ``offset`` on, with where it begins, without its newline. An unfinished last one is
    left.
    """
    pieces: list[bytes] = []
    held, at = 0, offset
    while True:
        room = _CHUNK if end is None else min(_CHUNK, end - at - held)
        data = os.pread(fd, room, at + held) if room > 0 else b""
        if not data:
            return
        pieces.append(data)
        if b"\n" not in data:
            held += len(data)
            continue
        parts = b"".join(pieces).split(b"\n")
        pieces = [parts.pop()]
        held = len(pieces[0])
        for line in parts:
            yield at, line
            at += len(line) + 1
