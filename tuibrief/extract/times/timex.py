"""The calendar of the time stage: dates known to the year, month or day, and TIMEX3 and EDTF values of them.

TIMEX3 values are ISO-TimeML's (2025-W43, 2025-Q3, 2025-FA, P5M); EDTF is ISO 8601-2, where a week, quarter or weekend
is written as the interval of its days or months.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

_ISO = re.compile(r"\s*(\d{4})(?:-?(\d{2})(?:-?(\d{2}))?)?(?!\d)")


@dataclass(frozen=True, slots=True)
class Day:
    """A date as far as it is known: a year, a month of it, a day of it."""

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"]
        if self.month is not None:
            parts.append(f"{self.month:02d}")
            if self.day is not None:
                parts.append(f"{self.day:02d}")
        return "-".join(parts)

    @property
    def whole(self) -> date | None:
        """The calendar day, where it is known to the day and exists."""
        if self.month is None or self.day is None:
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month or 1, self.day or 1)

    def to(self, grain: str) -> Day:
        """The same date, known only to the year (Y), month (M) or day (D)."""
        return Day(self.year, self.month if grain != "Y" else None, self.day if grain == "D" else None)


def of_date(day: date) -> Day:
    """A whole date."""
    return Day(day.year, day.month, day.day)


def valid(year: int, month: int | None = None, day: int | None = None) -> Day | None:
    """A date, or None where there is no such year, month or day."""
    if not 1 <= year <= 9999 or (month is not None and not 1 <= month <= 12):
        return None
    made = Day(year, month, day)
    return made if day is None or made.whole else None


def from_iso(text: str | None) -> Day | None:
    """A date from the start of an ISO 8601 or EDTF string ("2025-10-22T15:00", "2025-10"); None where there is none."""
    found = _ISO.match(text or "")
    if not found:
        return None
    year, month, day = (int(g) if g else None for g in found.groups())
    return valid(year, month, day) if year else None


def add_days(day: date, days: int) -> date | None:
    """The day so many days on, or None past the calendar's ends."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def add_months(year: int, month: int, months: int) -> tuple[int, int]:
    """Year and month so many months on."""
    count = year * 12 + month - 1 + months
    return count // 12, count % 12 + 1


def shift(base: Day, unit: str, count: int) -> Day | None:
    """The date ``count`` units (Y, M, W, D, Q, DE, CE) on, known to that unit at best; weeks are known to the day."""
    if unit in ("DE", "CE"):
        return valid(base.year + count * (10 if unit == "DE" else 100))
    if unit == "Y":
        return valid(base.year + count)
    if unit in ("M", "Q"):
        if base.month is None:
            return None
        return valid(*add_months(base.year, base.month, count * (3 if unit == "Q" else 1)))
    day = base.whole
    if day is None or abs(count) > 4_000_000:
        return None
    moved = add_days(day, count * {"W": 7, "2W": 14}.get(unit, 1))
    return of_date(moved) if moved else None


def week(day: date) -> str:
    """The ISO week a day stands in."""
    year, number, _ = day.isocalendar()
    return f"{year:04d}-W{number:02d}"


def week_edtf(value: str) -> str | None:
    """EDTF of an ISO week or its weekend ("2025-W43", "2025-W43-WE"): the interval of its days."""
    year, number = int(value[:4]), int(value[6:8])
    try:
        monday = date.fromisocalendar(year, number, 1)
        first = monday + timedelta(days=5) if value.endswith("-WE") else monday
        return f"{first.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"
    except (ValueError, OverflowError):
        return None


def quarter_edtf(year: int, quarter: int) -> str:
    """EDTF of a quarter: the interval of its months."""
    return f"{year:04d}-{quarter * 3 - 2:02d}/{year:04d}-{quarter * 3:02d}"


SEASON_CODES = {"SP": 21, "SU": 22, "FA": 23, "WI": 24}
"""EDTF level 1's numbers of the seasons."""


def edtf_of(value: str) -> str | None:  # noqa: PLR0911  # a return a case
    """The EDTF of a TIMEX3 value that names a stretch of the calendar, else None (lengths, sets, vague references)."""
    if re.fullmatch(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?Z?)?)?)?", value):
        return value
    if re.fullmatch(r"\d{4}-\d\d-\d\dT[A-Z]{2}", value):
        return value[:10]
    if re.fullmatch(r"\d{4}-W\d\d(-WE)?", value):
        return week_edtf(value)
    if found := re.fullmatch(r"(\d{4})-Q([1-4])", value):
        return quarter_edtf(int(found[1]), int(found[2]))
    if found := re.fullmatch(r"(\d{4})-H([12])", value):
        return f"{found[1]}-{'01' if found[2] == '1' else '07'}/{found[1]}-{'06' if found[2] == '1' else '12'}"
    if found := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value):
        return f"{found[1]}-{SEASON_CODES[found[2]]}"
    if re.fullmatch(r"\d{2,3}", value):
        return value.ljust(4, "X")
    if found := re.fullmatch(r"FY(\d{4})", value):
        return found[1]
    if re.fullmatch(r"\d{4}(-\d\d)*/\d{4}(-\d\d)*", value):
        return value
    return None


def nearest_weekday(day: date, weekday: int, direction: int) -> date | None:
    """The ISO weekday nearest to a day, looking back (-1), on (1) or, for 0, back; the day itself counts."""
    apart = (weekday - day.isoweekday()) % 7
    return add_days(day, apart if direction > 0 else -((7 - apart) % 7))


def easter(year: int) -> date:
    """Easter Sunday (the anonymous Gregorian computus)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def nth_weekday(year: int, month: int, nth: int, weekday: int) -> date | None:
    """The n-th such weekday of a month (-1: the last)."""
    if nth < 0:
        after = date(year + month // 12, month % 12 + 1, 1) if year < 9999 else date(9999, 12, 31)
        return nearest_weekday(after - timedelta(days=1), weekday, -1)
    first = nearest_weekday(date(year, month, 1), weekday, 1)
    return add_days(first, 7 * (nth - 1)) if first else None
