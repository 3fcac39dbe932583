"""JSON lines, an article a line: {"path", "text", "title"?, "outlet"?, "authors"?, "published"?, "url"?}."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from tuibrief.ingest.dates import edtf
from tuibrief.ingest.problem import Problem
from tuibrief.model import Article

SUFFIXES = (".jsonl", ".ndjson")
# A million words: longer than any article, and more than a screen or a model should be given at once.
MOST_CHARACTERS = 6_000_000
_HALF = re.compile("[\ud800-\udfff]")


def read(rows: Iterable[bytes], path: str) -> Iterator[Article | Problem]:
    """The articles of a stream of lines, one at a time, text untouched. A bad line is a problem, the rest goes on."""
    for number, row in enumerate(rows, 1):
        line = row.removeprefix(b"\xef\xbb\xbf") if number == 1 else row
        if line.strip():
            yield from _read_line(line, path, number)


def _read_line(row: bytes, path: str, number: int) -> Iterator[Article | Problem]:
    at = f"{path}, line {number},"
    found = _json(row)
    if isinstance(found, str):
        yield Problem(path, f"{at} is not JSON: {found}.")
        return
    if not isinstance(found, dict) or not isinstance(found.get("text"), str):
        yield Problem(path, f'{at} is not an article: an object with "path" and "text" was expected.')
        return
    text = _HALF.sub("\ufffd", found["text"])
    if not any(c.isalnum() for c in text):
        yield Problem(path, f"{at} has no words in its text.")
        return
    if len(text) > MOST_CHARACTERS:
        most = f"{MOST_CHARACTERS / 1e6:.0f} million"
        yield Problem(path, f"{at} has {len(text) / 1e6:.0f} million characters, more than an article can ({most}).")
        return
    published = _string(found.get("published"))
    date = edtf(published) if published else None
    if published and not date:
        yield Problem(path, f"{at} has {published!r} as its date, which is none (YYYY-MM-DD was expected).", kept=True)
    yield Article.of(
        text,
        _string(found.get("path")) or f"{path}:{number}",
        title=_string(found.get("title")),
        outlet=_string(found.get("outlet")),
        authors=_authors(found.get("authors")),
        published=date,
        url=_string(found.get("url")),
    )


def _json(row: bytes) -> Any:
    """The value, or what is wrong with it as a str: a line that is a mere string is no article, and comes as None."""
    import orjson

    try:
        found = orjson.loads(row)
    except orjson.JSONDecodeError as error:
        # The standard library also takes half surrogate pairs, which other programs write.
        import json

        try:
            found = json.loads(row)
        except (ValueError, RecursionError):
            return str(error).split(":")[0]
    return found if not isinstance(found, str) else None


def _string(value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    return _HALF.sub("\ufffd", value).strip() or None


def _authors(value: Any) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    return tuple(name for name in map(_string, values) if name)
