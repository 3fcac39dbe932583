"""Dates of articles as files state them -> EDTF (ISO 8601-2), to the day at most; what can't be told is left out."""

from __future__ import annotations

import re
from datetime import date, datetime

_ISO = re.compile(r"\s*(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([~?%]?)(?:$|[T ])")
_COMPACT = re.compile(r"\s*(\d{4})(\d{2})(\d{2})(?:$|T?\d{4,6})")
_WRITTEN = ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%B %d %Y", "%b. %d, %Y", "%Y/%m/%d")


def edtf(stated: str) -> str | None:
    """The date as EDTF, the day as the publisher's clock had it. A date that reads two ways (3/4/2025) is none."""
    found = _ISO.match(stated) or _COMPACT.match(stated)
    if found:
        year, month, day, *rest = found.groups()
        return _checked(year, month, day, rest[0] if rest else "")
    words = " ".join(stated.split())
    for form in _WRITTEN:
        try:
            return datetime.strptime(words, form).date().isoformat()
        except ValueError:
            continue
    return _of_message(words)


def _checked(year: str, month: str | None, day: str | None, doubt: str) -> str | None:
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return "-".join(part for part in (year, month, day) if part) + doubt


def _of_message(words: str) -> str | None:
    """A date as RFC 5322 writes it in messages and feeds."""
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(words).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
