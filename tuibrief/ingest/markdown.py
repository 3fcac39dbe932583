"""Markdown: text as it is; what stands between two lines of "---" at the start says what is known of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tuibrief.ingest.dates import edtf
from tuibrief.ingest.decode import decode
from tuibrief.ingest.problem import Problem, Refused
from tuibrief.model import Article

SUFFIXES = (".md", ".markdown")
_FRONT = re.compile(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n\s*|$)", re.DOTALL)
_FIELD = re.compile(r"([A-Za-z_-]+)[ \t]*:[ \t]*(.*)$")
_OUTLET = ("outlet", "publication", "publisher", "source", "site", "website")
_DATE = ("published", "date", "date_published", "pubdate")


def read(raw: bytes, path: str) -> Iterator[Article | Problem]:
    """The one article of a Markdown file, without its front matter. Raises Refused as plain text does."""
    text, remark = decode(raw)
    front = _FRONT.match(text)
    fields = _fields(front[1]) if front else {}
    if front and fields:
        text = text[front.end() :]
    if not any(c.isalnum() for c in text):
        raise Refused("has no words in it.")
    if remark:
        yield Problem(path, f"{path} {remark}", kept=True)
    dates = (edtf(value) for name in _DATE for value in fields.get(name, ()))
    yield Article.of(
        text,
        path,
        title=_first(fields, ("title", "headline")),
        outlet=_first(fields, _OUTLET),
        authors=tuple(fields.get("authors") or fields.get("author") or fields.get("byline") or ()),
        published=next(filter(None, dates), None),
        url=_first(fields, ("url", "link", "canonical")),
    )


def _first(fields: dict[str, list[str]], names: tuple[str, ...]) -> str | None:
    return next((values[0] for name in names if (values := fields.get(name))), None)


def _fields(front: str) -> dict[str, list[str]]:
    """What front matter uses of YAML: ``name: value``, ``name: [a, b]`` and ``- a`` lines below a name."""
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for line in front.splitlines():
        field = _FIELD.match(line)
        if field:
            current = found.setdefault(field[1].lower(), [])
            value = field[2].strip()
            if value.startswith("[") and value.endswith("]"):
                current.extend(filter(None, map(_bare, value[1:-1].split(","))))
            elif _bare(value):
                current.append(_bare(value))
        elif line.strip().startswith("- ") and _bare(line.strip()[2:]):
            current.append(_bare(line.strip()[2:]))
    return found


def _bare(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1].strip()
    return value
