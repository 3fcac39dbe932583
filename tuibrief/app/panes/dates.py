"""Dates in a column: EDTF as people read it, in twelve cells or seven, never more exact than it is."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WIDE = 12
NARROW = 7
_PART = re.compile(r"(-?[\dX]{4})(?:-([\dX]{2}))?(?:-([\dX]{2}))?")
# EDTF's codes for parts of a year where months stand.
_SEASONS = {
    21: "spring", 22: "summer", 23: "autumn", 24: "winter", 33: "Q1", 34: "Q2", 35: "Q3", 36: "Q4", 40: "H1", 41: "H2",
}  # fmt: skip


class _Day(NamedTuple):
    """One end of a date: the year as written, month and day where they are given."""

    year: str
    month: int | None
    day: int | None

    @property
    def name(self) -> str:
        """The month's or season's name; empty without one."""
        if self.month is None:
            return ""
        return MONTHS[self.month - 1] if 1 <= self.month <= 12 else _SEASONS.get(self.month, "")


def _day(part: str) -> _Day | None:
    found = _PART.match(part)
    if found is None:
        return None
    year, month, day = found.groups()
    return _Day(year, int(month) if month and month.isdigit() else None, int(day) if day and day.isdigit() else None)


def _year(year: str) -> str:
    """A year, or a decade (``201X``) as ``2010s``."""
    return year if "X" not in year else year.replace("X", "0") + "s"


def wide(when: str | None, year: str | None = None) -> str:
    """An EDTF date in at most twelve cells: ``28 Oct 2025``, ``Oct 2025``, ``27 Oct–2 Nov`` in the given ``year``."""
    return _said(when or "", year, WIDE)


def narrow(when: str | None, year: str | None = None) -> str:
    """An EDTF date in at most seven cells: ``28 Oct`` in the given year, else ``Oct ’19``; ``27 Oct–``, ``2015–25``."""
    return _said(when or "", year, NARROW)


@lru_cache(maxsize=8192)
def _said(when: str, year: str | None, room: int) -> str:
    about = "~" if when[-1:] in ("~", "?", "%") else ""
    plain = re.sub(r"[~?%]", "", when)
    first, slash, last = plain.partition("/")
    start, end = _day(first), _day(last)
    if not slash or start == end:
        said = _one(start, year, room) if start else plain[:room]
    elif start is None or end is None:
        known = start or end
        said = _open(known, year, room, begun=start is not None) if known else ""
    else:
        said = _span(start, end, year, room)
    return (about + said)[:room] if len(said) < room else said[:room]


def _one(day: _Day, year: str | None, room: int) -> str:
    here = day.year == year
    if not day.name:
        return _year(day.year)
    if day.day:
        full = f"{day.day:2} {day.name}"
        if room == WIDE:
            return f"{full} {day.year}"
        return full if here else f"{day.name} ’{day.year[-2:]}"
    if room == WIDE:
        return f"{day.name} {day.year}"
    return day.name if here else f"{day.name[:3]} ’{day.year[-2:]}"


def _open(day: _Day, year: str | None, room: int, *, begun: bool) -> str:
    said = _one(day, year, room)
    if len(said) >= room:
        said = _year(day.year)
    return f"{said}–" if begun else f"–{said.lstrip()}"


def _span(start: _Day, end: _Day, year: str | None, room: int) -> str:
    if start.year != end.year:
        return _years(start.year, end.year, room)
    if not (start.name and end.name):
        return _year(start.year)
    here = start.year == year
    if start.day and end.day and here:
        return _days(start, end, room)
    if start.month == end.month:
        return _one(_Day(start.year, start.month, None), year, room)
    months = f"{start.name[:3]}–{end.name[:3]}"
    if not here:
        months = f"{months if room == WIDE else start.name[:3]} ’{start.year[-2:]}"
    return months


def _years(first: str, last: str, room: int) -> str:
    if room == WIDE:
        return f"{_year(first)}–{_year(last)}"
    near = first[:2] == last[:2] and "X" not in first + last
    return f"{first}–{last[2:]}" if near else f"{_year(first)}–"


def _days(start: _Day, end: _Day, room: int) -> str:
    if room == NARROW:
        return f"{start.day:2} {start.name}–"
    first = f"{start.day:2}" if start.month == end.month else f"{start.day:2} {start.name}"
    return f"{first}–{end.day} {end.name}"
