"""How many events there were when, as bars over an axis of time: days, weeks, months or years to a bar, as fits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from tuibrief.app.panes import dates
from tuibrief.app.panes.strips import Signs
from tuibrief.library import edtf

Run = tuple[str, str]
"""Words of a line, and what they are: "bar", "here" (the bar of the time that is looked at) or "axis"."""

_WIDEST = 3  # cells to a bar
_MONTHS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200)
_MONTH = 31  # days
_USUAL = 60  # cells


class _Scale(NamedTuple):
    """``days`` to a bar (or, where 0, ``months``) from ``start``, so many ``bars`` of so many ``cells``."""

    days: int
    months: int
    start: date
    bars: int
    cells: int

    def at(self, day: date) -> int:
        """The bar of a day."""
        if self.days:
            return (day - self.start).days // self.days
        return (_month(day) - _month(self.start)) // self.months

    def first(self, bar: int) -> date:
        """The first day of a bar."""
        if self.days:
            return self.start + timedelta(days=bar * self.days)
        month = _month(self.start) + bar * self.months
        return date(max(1, month // 12), month % 12 + 1, 1)


class Plot:
    """The plot of counts by date (EDTF). What is dated less exactly than a bar is wide is left out of it."""

    def __init__(self, dated: Mapping[str, int]) -> None:
        self._dated = tuple(dated.items())
        self._days = [found for when, _ in self._dated if (found := _days(when))]
        self._counted = lru_cache(8)(self._count)
        self._drawn = lru_cache(8)(self._draw)

    @property
    def empty(self) -> bool:
        """Whether nothing is dated, or all of one time: then there is nothing to see."""
        return not self._days or self._counted(_USUAL)[0].bars < 2

    def lines(self, cells: int, height: int, signs: Signs, here: str | None = None) -> Sequence[Sequence[Run]]:
        """The plot in so many lines of at most so many cells; in one line the axis stands left and right of the bars.

        ``here`` is a date (EDTF) whose bar is marked.
        """
        span = _days(here or "")
        return self._drawn(cells, height, signs, span[0] if span else None)

    def first_day(self, cell: int, cells: int, height: int) -> str | None:
        """The first day (ISO) of the bar at a cell of the plot; None beside the bars."""
        if self.empty:
            return None
        lead = self._lead(cells) if height == 1 else 0
        scale, _ = self._counted(cells - 2 * lead)
        bar = (cell - lead) // scale.cells
        return scale.first(bar).isoformat() if 0 <= bar < scale.bars and cell >= lead else None

    # Counting.

    def _count(self, cells: int) -> tuple[_Scale, tuple[int, ...]]:
        scale = self._scale(max(1, cells))
        counts = [0] * scale.bars
        for when, count in self._dated:
            span = _days(when)
            if span is not None and 0 <= scale.at(span[0]) == scale.at(span[1]) < scale.bars:
                counts[scale.at(span[0])] += count
        return scale, tuple(counts)

    def _scale(self, cells: int) -> _Scale:
        exact = [first for first, last in self._days if first == last]
        # Where months are known, a year alone doesn't make the time longer.
        every = [first for first, last in self._days if (last - first).days <= _MONTH] or [d for d, _ in self._days]
        for days in (1, 7):
            # A short time is told by the day; what is known by the month alone must not make most of it.
            span = (max(exact) - min(exact)).days // days + 1 if 2 * len(exact) >= len(every) > 0 else 0
            if 1 < span <= cells:
                return _Scale(days, 0, min(exact), span, max(1, min(_WIDEST, cells // span)))
        first, last = _month(min(every)), _month(max(every))
        months = next((m for m in _MONTHS if last // m - first // m < cells), 0)
        if months:
            first = max(12, first // months * months)
        else:
            months = -(-(last - first + 1) // cells)
        span = (last - first) // months + 1
        return _Scale(0, months, date(first // 12, first % 12 + 1, 1), span, max(1, min(_WIDEST, cells // span)))

    # Drawing.

    def _lead(self, cells: int) -> int:
        """Cells left and right of the bars where the axis stands in their line."""
        return 8 if cells >= 30 else 0

    def _draw(self, cells: int, height: int, signs: Signs, here: date | None) -> Sequence[Sequence[Run]]:
        lead = self._lead(cells) if height == 1 else 0
        scale, counts = self._counted(cells - 2 * lead)
        bar = scale.at(here) if here is not None else -1
        most, steps = max(counts), len(signs.bars) - 1
        rows = height if height == 1 else height - 1
        levels = [-(-count * steps * rows // most) if most else 0 for count in counts]
        drawn = []
        for row in range(rows - 1, -1, -1):
            cut = [signs.bars[min(steps, max(0, level - row * steps))] * scale.cells for level in levels]
            drawn.append(_runs(cut, bar, lowest=row == 0))
        first, last = (signs.plain(_label(scale, scale.first(at))) for at in (0, scale.bars - 1))
        if height == 1:
            side = [(f"{first:<{lead}}"[:lead], "axis")], [(f" {last}"[:lead], "axis")]
            return [[*side[0], *drawn[0], *side[1]]] if lead else drawn
        if scale.days:
            last = f"{last} {scale.first(scale.bars - 1).year}"
        return [*drawn, _axis(scale, first, last, cells, signs, bar)]


def _runs(cut: Sequence[str], bar: int, *, lowest: bool) -> list[Run]:
    """The bars of a line, with the one that is looked at by itself where it can be seen."""
    if not 0 <= bar < len(cut) or (not lowest and not cut[bar].strip()):
        return [("".join(cut), "bar")]
    return [("".join(cut[:bar]), "bar"), (cut[bar], "here"), ("".join(cut[bar + 1 :]), "bar")]


def _axis(scale: _Scale, first: str, last: str, cells: int, signs: Signs, bar: int) -> list[Run]:
    """The first and last time under the bars, and a sign under the one that is looked at where there is room."""
    long = max(scale.bars * scale.cells, len(first) + len(last) + 3)
    line = f"{first}{last:>{max(0, min(cells, long) - len(first))}}"
    at = bar * scale.cells + (scale.cells - 1) // 2
    if 0 <= bar < scale.bars and len(first) <= at < min(len(line) - len(last), cells):
        line = line[:at] + ("^" if signs.dot.isascii() else "▲") + line[at + 1 :]
    return [(line[:cells], "axis")]


def _label(scale: _Scale, day: date) -> str:
    if scale.days:
        return dates.narrow(day.isoformat(), str(day.year)).strip()
    if scale.months >= 12:
        return f"{day.year}"
    return dates.narrow(f"{day.year:04}-{day.month:02}")


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


@lru_cache(maxsize=8192)
def _days(when: str) -> tuple[date, date] | None:
    """First and last day of a date; None of ranges, which say since when and not when."""
    found = None if "/" in when else edtf.bounds(when)
    try:
        return (date.fromisoformat(found[0]), date.fromisoformat(found[1])) if found else None
    except ValueError:  # the year 0, a 30th of February
        return None
