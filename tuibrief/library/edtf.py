"""What a date in EDTF (ISO 8601-2) covers: its first and last day, for sorting and for since/until."""

from __future__ import annotations

import re
from calendar import monthrange
from functools import lru_cache

FIRST, LAST = "0000-01-01", "9999-12-31"
# EDTF's season codes: spring, summer, autumn, winter (of the northern hemisphere), as first and last month.
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)}
_QUARTERS = {33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12), 40: (1, 6), 41: (7, 12)}
_DATE = re.compile(r"([\dX]{4})(?:-([\dX]{2})(?:-([\dX]{2}))?)?$")


@lru_cache(maxsize=8192)
def bounds(value: str) -> tuple[str, str] | None:
    """First and last day (``YYYY-MM-DD``, which sort as strings) of an EDTF date or interval; None where it is none.

    An open end ("2019/..") is the calendar's own; an X stands for every digit that fits; "~", "?" and "%" change
    nothing.
    """
    plain = re.sub(r"[~?%]", "", value).strip().partition("T")[0]
    if "/" in plain:
        left, _, right = plain.partition("/")
        first = (FIRST, FIRST) if left in ("", "..") else _one(left)
        last = (LAST, LAST) if right in ("", "..") else _one(right)
        return (first[0], last[1]) if first and last else None
    return _one(plain)


def _one(value: str) -> tuple[str, str] | None:
    found = _DATE.match(value)
    if not found:
        return None
    year, month, day = found.groups()
    low_year, high_year = year.replace("X", "0"), year.replace("X", "9")
    low_month, high_month = _months(month)
    if not 1 <= low_month <= high_month <= 12:
        return None
    last_day = monthrange(max(int(high_year), 1), high_month)[1]
    if day is None or "X" in day:
        low_day, high_day = _days(day, last_day)
    else:
        low_day = high_day = int(day)
        if not 1 <= low_day <= 31:
            return None
    return f"{low_year}-{low_month:02}-{low_day:02}", f"{high_year}-{high_month:02}-{high_day:02}"


def _months(month: str | None) -> tuple[int, int]:
    if month is None or month == "XX":
        return 1, 12
    if "X" in month:
        return (1, 9) if month[0] == "0" else (10, 12)
    number = int(month)
    return _SEASONS.get(number) or _QUARTERS.get(number) or (number, number)


def _days(day: str | None, last_day: int) -> tuple[int, int]:
    if day is None or day[0] == "X" or not day[0].isdigit():
        return 1, last_day
    tens = int(day[0]) * 10
    return max(tens, 1), min(tens + 9, last_day)


def sort_key(value: str | None) -> str:
    """A string by which dates sort; what has none, or an unreadable one, sorts last. An open beginning sorts by its
    end.
    """
    found = bounds(value) if value else None
    if found is None:
        return "~"
    return found[1] if found[0] == FIRST else found[0]


def overlaps(value: str | None, since: str | None, until: str | None) -> bool:
    """Whether a date can lie between ``since`` and ``until`` (EDTF each, both inclusive). What has no date does not."""
    found = bounds(value) if value else None
    if found is None:
        return False
    low = bounds(since) if since else None
    high = bounds(until) if until else None
    return (low is None or found[1] >= low[0]) and (high is None or found[0] <= high[1])
