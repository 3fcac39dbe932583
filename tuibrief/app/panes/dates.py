"""Dates in a column: EDTF as people read it, in ten cells or six."""

from __future__ import annotations

import re

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WIDE = 10
NARROW = 6
_PART = re.compile(r"(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T[\d:]+)?")


def wide(when: str | None) -> str:
    """An EDTF date in at most ten cells: as it stands, an interval by its years (``2015–2025``, ``2019–``)."""
    if not when:
        return ""
    if "/" in when:
        start, _, end = when.partition("/")
        if start[:7] == end[:7] and len(start) == len(end) == 10:
            return f"{start}+"[:WIDE] if start == end else f"{start[5:7]}-{start[8:]}–{end[8:]}"
        return f"{_year(start)}–{_year(end)}"
    return when.split("T")[0][:WIDE]


def narrow(when: str | None, year: str | None = None) -> str:
    """An EDTF date in at most six cells: ``28 Oct`` in the given year, else ``Oct’19``, or a year alone."""
    if not when:
        return ""
    if "/" in when:
        start, _, end = when.partition("/")
        return f"{_year(start)[-2:]}–{_year(end)[-2:]}"
    match = _PART.match(when)
    if match is None or match[2] is None or not 1 <= int(match[2]) <= 12:
        return when[:4]
    month = MONTHS[int(match[2]) - 1]
    if match[3] and match[1] == year:
        return f"{match[3]} {month}"
    return month if match[1] == year else f"{month}’{match[1][-2:]}"


def _year(part: str) -> str:
    return part[:4] if part[:4].isdigit() else ""
