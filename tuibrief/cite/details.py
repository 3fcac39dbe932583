"""What a person gives of an article: title, outlet, authors, date and address, as typed and as kept. One place for the
checks of the command line and of the form.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from tuibrief.cite.citation import evened
from tuibrief.cite.dates import MONTHS
from tuibrief.library import edtf
from tuibrief.model import Article


class Wrong(ValueError):
    """What was typed can't be this detail; the words say why and what can."""


class Detail(NamedTuple):
    """One thing that is known of an article: the field's name, what people call it, and what can be typed."""

    name: str
    label: str
    hint: str


DETAILS = (
    Detail("title", "Title", "empty: the title found in the text, or its first words"),
    Detail("outlet", "Outlet", "the newspaper, agency or site"),
    Detail("authors", "Authors", "parted by semicolons; “Family, Given” settles the order of a name"),
    Detail("published", "Date", "2025-10-28, 28 October 2025, 2025-10 or 2025; empty: the date found in the text"),
    Detail("url", "Address", "https://…; the page of the article"),
)

_MONTHS = {month.lower(): number for number, month in enumerate(MONTHS, 1)}
_DAY_FIRST = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?\.?\s+)?([a-z]+)\.?,?\s+(\d{4})")
_MONTH_FIRST = re.compile(r"([a-z]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")


def typed_of(article: Article, name: str) -> str:
    """A detail as it stands in a line to type into."""
    value = getattr(article, name)
    if isinstance(value, tuple):
        return "; ".join(value)
    return evened(value or "")


def value_of(name: str, typed: str | Sequence[str]) -> Any:
    """The value that was typed, as the library keeps it; None (of authors, none) for nothing. Raises Wrong.

    Authors may come one by one.
    """
    if name == "authors":
        parts = typed.split(";") if isinstance(typed, str) else typed
        return tuple(filter(None, map(evened, parts)))
    words = evened(typed if isinstance(typed, str) else " ".join(typed))
    if not words:
        return None
    if name == "published":
        return _date(words)
    return _address(words) if name == "url" else words


def _date(words: str) -> str:
    """EDTF, of a date in EDTF or with the month by name; days that the calendar lacks are none."""
    written = _written(words)
    found = written or words
    # An interval's ends and a time of day are EDTF too.
    if edtf.bounds(found) is None or not all(_exists(end) for end in found.split("/")):
        raise Wrong(f"“{words}” is not a date like 2025-10-28, 28 October 2025, 2025-10 or 2025.")
    return found


def _written(words: str) -> str | None:
    plain = words.lower()
    if found := _DAY_FIRST.fullmatch(plain):
        day, name, year = found.groups()
    elif found := _MONTH_FIRST.fullmatch(plain):
        name, day, year = found.groups()
    else:
        return None
    fits = [number for month, number in _MONTHS.items() if len(name) > 2 and month.startswith(name)]
    if name == "sept":
        fits = [9]
    if len(fits) != 1:
        return None
    return f"{year}-{fits[0]:02}" + (f"-{int(day):02}" if day else "")


def _exists(edtf_date: str) -> bool:
    found = re.match(r"(\d{4})-(\d{2})-(\d{2})", edtf_date)
    if not found:
        return True
    try:
        date(*map(int, found.groups()))
    except ValueError:
        return False
    return True


def _address(words: str) -> str:
    wrong = f"“{words}” is not a web address like https://post.example/story."
    try:
        parts = urlsplit(words)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        raise Wrong(wrong) from None
    if parts.scheme not in ("http", "https") or not host or re.search(r"[\s<>\"]", words):
        raise Wrong(wrong)
    return words
