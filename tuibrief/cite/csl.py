"""CSL-JSON: what citation processors take in; several sources are one array."""

import json
from collections.abc import Sequence
from typing import Any

from tuibrief.cite.citation import Citation
from tuibrief.cite.dates import Day, day_of
from tuibrief.cite.names import parts
from tuibrief.cite.prose import paragraphs, writers
from tuibrief.cite.quotes import quoted


def several(citations: Sequence[Citation]) -> str:
    """The array of all items."""
    return json.dumps([item(citation) for citation in citations], ensure_ascii=False, indent=2)


def item(citation: Citation) -> dict[str, Any]:
    """One item, what is missing left out."""
    day, seen = day_of(citation.published), day_of(citation.accessed)
    fields = {
        "id": citation.article_id,
        "type": "article-newspaper",
        "title": citation.title,
        "author": [_author(name) for name in writers(citation)],
        "container-title": citation.outlet,
        "issued": _date(day, citation.inferred) if day else None,
        "accessed": _date(seen, inferred=False) if seen and citation.url else None,
        "URL": citation.url,
        "note": "\n".join(_notes(citation)),
    }
    return {name: value for name, value in fields.items() if value}


def _notes(citation: Citation) -> list[str]:
    """What is quoted and where; the format has no place of its own for it."""
    inferred = "Date inferred, not stated in the source." if citation.inferred and citation.published else None
    return list(filter(None, [*map(quoted, citation.quotes), paragraphs(citation), inferred]))


def _author(name: str) -> dict[str, str]:
    found = parts(name)
    if not found.given:
        return {"literal": found.family}
    person = {"family": found.family, "given": found.given}
    return {**person, "suffix": found.suffix} if found.suffix else person


def _date(day: Day, inferred: bool) -> dict[str, Any]:
    found: dict[str, Any] = {"date-parts": [[part for part in day[:3] if part is not None]]}
    if inferred or day.circa:
        found["circa"] = True
    return found
