"""Stretches of days: what the dates of events and articles say about two of them having a day in common."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache


@lru_cache(maxsize=8192)
def interval(when: str | None) -> tuple[str, str] | None:
    """The first and last day (ISO) of an EDTF date or interval; an open end is "0000" or "9999".

    An approximate day ("2025-10-21~") is widened by two days each way. None where there is no date or it can't be read.
    """
    if not when:
        return None
    first, _, last = when.partition("/")
    slack = 2 if "~" in when else 0
    days = (_edge(first, 0, "0000", -slack), _edge(last or first, 1, "9999", slack))
    return days if days[0] and days[1] else None


_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12), 33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12),
           40: (1, 6), 41: (7, 12)}  # fmt: skip
"""The first and last month of EDTF's seasons, quarters and halves."""


def _edge(part: str, end: int, open_end: str, slack: int) -> str:
    """The first (``end`` 0) or last (1) day of a date; "" for what is none."""
    part = part.strip("~?% ")
    if part in {"", ".."}:
        return open_end
    found = re.match(r"(\d{4})(?:-(\d\d)(-\d\d)?)?", part)
    if not found:
        return ""
    if found[3]:
        try:
            return str(date.fromisoformat(found.group()) + timedelta(days=slack))
        except (ValueError, OverflowError):
            return found.group()
    months = (1, 12) if not found[2] else _MONTHS.get(int(found[2]), (int(found[2]),) * 2)
    year, month = int(found[1]), months[end]
    last = monthrange(year, month)[1] if year and 0 < month < 13 else 31
    return f"{found[1]}-{month:02}-{last if end else 1:02}"


def apart(a: tuple[str, str] | None, b: tuple[str, str] | None) -> bool:
    """Whether two stretches of days have no day in common."""
    return bool(a and b and (a[1] < b[0] or b[1] < a[0]))
