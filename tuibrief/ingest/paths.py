"""A path -> articles: which format a file has, folders with all below them, and what can be wrong with either."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from tuibrief.ingest import eml, html, jsonl, markdown, plain
from tuibrief.ingest.problem import Problem, Refused
from tuibrief.model import Article

Reader = Callable[[bytes, str], Iterator[Article | Problem]]

MOST_BYTES = jsonl.MOST_CHARACTERS
# Pages and messages carry scripts, pictures and attachments besides their text.
MOST_BYTES_PACKED = 40_000_000

_FORMATS = (plain, markdown, html, eml)
_READERS: dict[str, Reader] = {suffix: form.read for form in _FORMATS for suffix in form.SUFFIXES}


def read_path(path: str | os.PathLike[str]) -> Iterator[Article | Problem]:
    """The articles of a file, or of a folder and all below it, one by one, and a Problem for each thing that is wrong.

    Raises nothing for any path: what can't be read is a Problem, and the rest goes on. A path named outright is read as
    text where its ending says nothing; in a folder such files are passed over, as are hidden ones.
    """
    name = _shown(path)
    given = Path(path)
    try:
        mode = given.stat().st_mode
    except (OSError, ValueError) as error:
        yield Problem(name, _unreachable(name, error))
        return
    if stat.S_ISDIR(mode):
        yield from _read_folder(given)
    elif stat.S_ISREG(mode) or stat.S_ISFIFO(mode):  # a FIFO is what a shell's <(…) hands over
        yield from _read_file(given, name)
    else:
        yield Problem(name, f"{name} is neither a file nor a folder.")


def read_stream(stream: BinaryIO, name: str = "standard input") -> Iterator[Article | Problem]:
    """What a stream (standard input) holds: JSON lines by the brace they open with, else one article."""
    raw = stream.read(MOST_BYTES_PACKED + 1)
    if raw.lstrip().startswith(b'{"'):
        yield from jsonl.read(_rest(raw, stream), name)
        return
    yield from _read_bytes(raw, name, _reader_of("", raw))


def _rest(raw: bytes, stream: BinaryIO) -> Iterator[bytes]:
    *whole, last = raw.split(b"\n")
    yield from whole
    yield last + stream.readline()
    yield from stream


def _shown(path: str | os.PathLike[str]) -> str:
    """The path without bytes that are no text, which could not be written out again."""
    return os.fspath(path).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def absent(name: str) -> str:
    """What is wrong with a path that leads nowhere, in a sentence."""
    if re.match(r"[a-z][a-z0-9+.-]+://", name, re.IGNORECASE):
        return f"{name} is an address, and nothing is fetched: save the page as a file and add that."
    return f"{name} does not exist: check how it is written."


def _unreachable(name: str, error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return absent(name)
    if isinstance(error, PermissionError):
        return f"{name} may not be read: you lack the permission (chmod or sudo may give it)."
    if isinstance(error, OSError) and error.strerror:
        return f"{name} can't be read: {error.strerror}."
    return f"{name!r} can't be a path."


def _read_folder(folder: Path) -> Iterator[Article | Problem]:
    count = 0
    for found in _files(folder):
        if isinstance(found, Problem):
            yield found
            continue
        for item in _read_file(found, _shown(found)):
            count += isinstance(item, Article)
            yield item
    if not count:
        known = ", ".join(sorted(_known()))
        yield Problem(_shown(folder), f"{_shown(folder)} holds no article: files ending in {known} are looked for.")


def _known() -> set[str]:
    return {*_READERS, *jsonl.SUFFIXES}


def _files(folder: Path) -> Iterator[Path | Problem]:
    """Files with a known ending, in the order of their names; links to folders aren't followed, so nothing loops."""
    wrong: list[Problem] = []

    def complain(error: OSError) -> None:
        wrong.append(Problem(_shown(error.filename), _unreachable(_shown(error.filename), error)))

    for root, folders, files in os.walk(folder, onerror=complain):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(root, name)
            if not name.startswith(".") and path.suffix.lower() in _known():
                yield path
        yield from wrong
        wrong.clear()
    yield from wrong


def _read_file(path: Path, name: str) -> Iterator[Article | Problem]:
    suffix = path.suffix.lower()
    try:
        with path.open("rb") as stream:
            if suffix in jsonl.SUFFIXES:
                yield from _read_lines(stream, name)
                return
            raw = stream.read(MOST_BYTES_PACKED + 1)
            size = max(len(raw), os.fstat(stream.fileno()).st_size)
    except (OSError, ValueError) as error:
        yield Problem(name, _unreachable(name, error))
        return
    reader = _reader_of(suffix, raw)
    most = MOST_BYTES if reader is plain.read else MOST_BYTES_PACKED
    if size > most:
        yield Problem(
            name,
            f"{name} is {size / 1e6:,.0f} MB, more than an article can be ({most // 1_000_000} MB): cut it into "
            "articles, or put one a line into a .jsonl file.",
        )
        return
    yield from _read_bytes(raw, name, reader)


def _read_lines(stream: BinaryIO, name: str) -> Iterator[Article | Problem]:
    empty = True
    for item in jsonl.read(stream, name):
        empty = False
        yield item
    if empty:
        yield Problem(name, f"{name} is empty.")


def _read_bytes(raw: bytes, name: str, reader: Reader) -> Iterator[Article | Problem]:
    if not raw.strip():
        yield Problem(name, f"{name} is empty.")
        return
    try:
        yield from reader(raw, name)
    except Refused as refusal:
        yield Problem(name, f"{name} {refusal}")


def _reader_of(suffix: str, raw: bytes) -> Reader:
    """By the file's ending; where that says nothing, by how the file begins."""
    if suffix in _READERS:
        return _READERS[suffix]
    start = raw[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<?xml")):
        return html.read
    if re.match(rb"(?:received|return-path|from|date|message-id|delivered-to|mime-version|subject):\s", start):
        return eml.read
    return plain.read
