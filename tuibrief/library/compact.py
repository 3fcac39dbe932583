"""Rewriting a library's file: compaction, which drops superseded readings only, and purge, which removes for good.

Run as ``python -m tuibrief.library.compact PATH``, so that it never holds a screen up: almost all of it happens
without the lock, and the sessions that have the library open go on in the new file without reading it again.
"""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tuibrief.library import codec
from tuibrief.library.lines import (
    DELETE,
    PUT,
    Op,
    Record,
    header_line,
    header_of,
    mend_header,
    read_lines,
    read_record,
    salvage,
    write_record,
)
from tuibrief.library.lock import Unwritable, WriterLock, reason
from tuibrief.library.place import sync, sync_folder, write_all
from tuibrief.library.records import LibraryError

MACHINE = frozenset({"readings", "blocks"})
"""The tables of the machine layer. Lines of all others stay: they are the history."""

_WIDTH = 16
_BITE = 1 << 20  # bytes made durable at a time: a tag's own fsync waits behind what the disk still has to write


@dataclass(frozen=True, slots=True)
class Saved:
    """What a compaction did: bytes before and after, lines dropped, damaged lines set aside in a file of their own."""

    before: int
    after: int
    dropped: int
    damaged: int


def damaged_file(real: Path) -> Path:
    """Where damaged lines are set aside when the file is rewritten."""
    return real.with_name(real.name + ".damaged")


def compact(path: Path) -> Saved:
    """Drop superseded lines of the machine layer. Safe while other sessions read and write.

    LibraryError where the folder can't be written, the disk has no room, or the file was replaced meanwhile; nothing
    changed.
    """
    real = Path(os.path.realpath(path))
    try:
        with _source(real) as old, _beside(real) as (new, name):
            found = os.fstat(old)
            end, latest = _survey(old)
            header = _header(old, real)
            same = {"dev": found.st_dev, "ino": found.st_ino, "size": end, "here": "0" * _WIDTH}
            head = header_line(header["library"], header["generation"] + 1, same)
            write_all(new, head)
            kept = _copy_kept(old, new, end, latest)
            here = os.lseek(new, 0, os.SEEK_CUR)
            sync(new)
            reached = _copy_tail(old, new, end)
            sync(new)  # what is left for the time under the lock is next to nothing
            with WriterLock(real):
                if not _same_file(found, real):
                    raise LibraryError("The library was rewritten by another session meanwhile; nothing was changed.")
                _copy_tail(old, new, reached)
                same["here"] = f"{here:0{_WIDTH}}"
                os.pwrite(new, header_line(header["library"], header["generation"] + 1, same), 0)
                _set_aside(real, kept.damaged)
                _put_in_place(new, name, real)
            after = os.fstat(new).st_size
        return Saved(found.st_size, after, kept.dropped, len(kept.damaged))
    except Unwritable as error:
        raise LibraryError(f"The library can't be rewritten: {error}.") from error
    except OSError as error:
        raise LibraryError(f"The library can't be rewritten: {reason(error)}.") from error


def purge(path: Path, article: str) -> int:
    """Remove an article with all its lines for good, its history too; how many lines it stood in.

    Damaged lines go as well, since nobody can say what is in them.
    """
    real = Path(os.path.realpath(path))
    try:
        with WriterLock(real), _source(real) as old, _beside(real) as (new, name):
            header = _header(old, real)
            write_all(new, header_line(header["library"], header["generation"] + 1))
            touched = _copy_without(old, new, article)
            _put_in_place(new, name, real)
            damaged_file(real).unlink(missing_ok=True)
        return touched
    except Unwritable as error:
        raise LibraryError(f"The article can't be purged: {error}.") from error
    except OSError as error:
        raise LibraryError(f"The article can't be purged: {reason(error)}.") from error


# -- the two rewritings ---


def _records(fd: int, end: int | None = None) -> Iterator[tuple[Record | None, bytes]]:
    """Each record with its line; None with the bytes of a damaged one, after what was saved from it."""
    for offset, line in read_lines(fd, 0, end):
        record = read_record(line, offset)
        if record is None:
            for inner in salvage(line, offset):
                yield inner, inner.line
            if offset or not header_of(line):
                yield None, line
        elif record.id:
            yield record, line


def _survey(fd: int) -> tuple[int, dict[tuple[str, str], str]]:
    """Where the last whole line ends, and for each document of the machine layer the id of the line that set it
    last.
    """
    end, latest = 0, {}
    for offset, line in read_lines(fd, 0):
        end = offset + len(line) + 1
        found = read_record(line, offset)
        for record in [found] if found else salvage(line, offset):
            for op in record.ops:
                if op[1] in MACHINE:
                    latest[op[1], op[2]] = record.id
    return end, latest


@dataclass(slots=True)
class _Kept:
    dropped: int
    damaged: list[bytes]


def _copy_kept(old: int, new: int, end: int, latest: dict[tuple[str, str], str]) -> _Kept:
    kept = _Kept(0, [])
    seen: set[str] = set()
    unsynced = 0
    for record, line in _records(old, end):
        if record is None:
            kept.damaged.append(line)
            continue
        superseded = all(op[1] in MACHINE and latest.get((op[1], op[2])) != record.id for op in record.ops)
        if not record.id or record.id in seen or superseded:
            kept.dropped += bool(record.id)
            continue
        seen.add(record.id)
        write_all(new, line + b"\n")
        unsynced += len(line)
        if unsynced > _BITE:
            sync(new)
            unsynced = 0
    return kept


def _copy_tail(old: int, new: int, start: int) -> int:
    """What was written meanwhile, word for word: sessions go on in the new file by counting bytes from here."""
    for offset, line in read_lines(old, start):
        write_all(new, line + b"\n")
        start = offset + len(line) + 1
    return start


def _copy_without(old: int, new: int, article: str) -> int:
    gone: set[str] = set()
    touched = 0
    for record, line in _records(old):
        if record is None or not record.id:
            continue
        ops = [op for op in _ops(record) if not _concerns(op, article, gone)]
        if len(ops) == len(record.ops):
            write_all(new, line + b"\n")
            continue
        touched += 1
        if ops:
            write_all(new, write_record(record.id, record.by, record.at, record.what, ops))
    return touched


def _ops(record: Record) -> Iterator[Op]:
    for verb, table, key, start, size in record.steps():
        yield Op(verb, table, key, record.line[start : start + size])


def _concerns(op: Op, article: str, gone: set[str]) -> bool:
    if op.table in ("articles", "texts", "readings", "blocks"):
        return op.key == article
    if op.table != "marks":
        return False
    if op.verb == PUT:
        target: dict[str, Any] = codec.load(op.raw).get("target", {})
        if target.get("article") == article:
            gone.add(op.key)
            return True
    return op.verb == DELETE and op.key in gone


# -- files ---


@contextmanager
def _source(real: Path) -> Iterator[int]:
    fd = os.open(real, os.O_RDONLY)
    try:
        yield fd
    finally:
        os.close(fd)


@contextmanager
def _beside(real: Path) -> Iterator[tuple[int, Path]]:
    """A new file, 0600, beside the library; gone again unless it was put in place."""
    for left in real.parent.glob(f".{glob.escape(real.name)}.new.*"):
        if not _running(left.suffix[1:]):
            left.unlink(missing_ok=True)  # of a compaction that was killed
    name = real.with_name(f".{real.name}.new.{os.getpid()}")
    fd = os.open(name, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        yield fd, name
    finally:
        os.close(fd)
        name.unlink(missing_ok=True)


def _running(number: str) -> bool:
    try:
        os.kill(int(number), 0)
    except (ProcessLookupError, ValueError):
        return False
    except PermissionError:
        pass
    return True


def _header(fd: int, real: Path) -> dict[str, Any]:
    for _, line in read_lines(fd, 0):
        head = header_of(line) or mend_header(line)
        if head:
            return head
        break
    raise LibraryError(f"The first line of {real} is damaged; make a backup before anything else.")


def _same_file(found: os.stat_result, real: Path) -> bool:
    there = real.stat()
    return (found.st_dev, found.st_ino) == (there.st_dev, there.st_ino)


def _put_in_place(new: int, name: Path, real: Path) -> None:
    sync(new)
    name.rename(real)
    sync_folder(real.parent)


def _set_aside(real: Path, lines: list[bytes]) -> None:
    if not lines:
        return
    fd = os.open(damaged_file(real), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        write_all(fd, b"".join(line + b"\n" for line in lines))
        os.fsync(fd)
    finally:
        os.close(fd)


def main(arguments: list[str], say: Callable[[str], object] = print) -> int:
    """Compact the library named; 0 when done, 1 with one sentence where it can't be."""
    try:
        saved = compact(Path(arguments[0]))
    except LibraryError as error:
        say(str(error))
        return 1
    say(f"{saved.before} {saved.after} {saved.dropped} {saved.damaged}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

__all__ = ["Saved", "compact", "damaged_file", "purge"]
