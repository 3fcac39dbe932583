"""EDTF -> the ways in which styles write dates. What a date lacks (day, month) is left out."""

from __future__ import annotations

import re
from typing import NamedTuple

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
# MLA's: May, June and July are not shortened.
MONTHS_MLA = ("Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
_EDTF = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([~?%]?)")


class Day(NamedTuple):
    """A date as far as it is known; ``circa`` where it is said to be approximate or uncertain."""

    year: int
    month: int | None = None
    day: int | None = None
    circa: bool = False


def day_of(edtf: str | None) -> Day | None:
    """The date, of an interval what both its ends share (of 1 to 5 March, March; of two years, about the first); None
    for none, and for what can't be told."""
    start, _, end = (edtf or "").partition("/")
    first, last = _one(start), _one(end)
    if not first or not last:
        return first or last
    if first.year != last.year:
        return Day(first.year, circa=True)
    circa = first.circa or last.circa
    if first.month != last.month:
        return Day(first.year, circa=circa)
    return Day(first.year, first.month, first.day if first.day == last.day else None, circa)


def _one(edtf: str) -> Day | None:
    found = _EDTF.match(edtf)
    if not found:
        return None
    year, month, day, doubt = found.groups()
    if month and not 1 <= int(month) <= 12:
        month = day = None  # a season or quarter
    return Day(int(year), int(month) if month else None, int(day) if month and day else None, bool(doubt))


def british(day: Day, months: tuple[str, ...] = MONTHS) -> str:
    """28 October 2025."""
    parts = [str(day.day) if day.day else "", months[day.month - 1] if day.month else "", str(day.year)]
    return " ".join(filter(None, parts))


def american(day: Day) -> str:
    """October 28, 2025."""
    if not day.month:
        return str(day.year)
    month = MONTHS[day.month - 1]
    return f"{month} {day.day}, {day.year}" if day.day else f"{month} {day.year}"


def iso(day: Day) -> str:
    """2025-10-28."""
    return "-".join(filter(None, [f"{day.year:04}", f"{day.month:02}" if day.month else "", _two(day.day)]))


def _two(number: int | None) -> str:
    return f"{number:02}" if number else ""


def bracketed(written: str, day: Day, inferred: bool) -> str:
    """The written date, in square brackets where the source does not state it, with "ca." where it is approximate."""
    if day.circa:
        return f"[ca. {written}]"
    return f"[{written}]" if inferred else written
