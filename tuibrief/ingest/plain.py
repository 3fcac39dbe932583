"""Plain text: the file's text is the article's, character for character."""

from __future__ import annotations

from collections.abc import Iterator

from tuibrief.ingest.decode import decode
from tuibrief.ingest.problem import Problem, Refused
from tuibrief.model import Article

SUFFIXES = (".txt", ".text")


def read(raw: bytes, path: str) -> Iterator[Article | Problem]:
    """The one article of a text file. Raises Refused for what is no text or has no words."""
    text, remark = decode(raw)
    if not any(c.isalnum() for c in text):
        raise Refused("has no words in it.")
    if remark:
        yield Problem(path, f"{path} {remark}", kept=True)
    yield Article.of(text, path)
