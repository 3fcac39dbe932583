"""The Timeline pane: stories by date, each as exact as it is known, under a plot of how many there were when."""

from __future__ import annotations

from collections.abc import Set
from functools import lru_cache
from typing import Any

from textual import events
from textual.strip import Strip

from tuibrief.app.panes import dates
from tuibrief.app.panes.events import EventLook, event_parts
from tuibrief.app.panes.line_list import LineList
from tuibrief.app.panes.plot import Plot
from tuibrief.app.panes.strips import Part, strip
from tuibrief.library import edtf
from tuibrief.text import fit
from tuibrief.timeline import Entry, Timeline

_WIDE, _NARROW = 14, 11
_WIDE_FROM, _DATE_FROM = 60, 30
_PLOT_FROM, _TALL_PLOT_FROM, _TALLEST_PLOT_FROM = 9, 16, 30  # lines of the pane


class TimelinePane(LineList):
    """Rows are a `Timeline`'s entries. The month under the cursor is marked in the plot above."""

    def __init__(self, **options: Any) -> None:
        self.picked: Set[str] = frozenset()
        self._plot = Plot({})
        super().__init__((), **options)

    def show(self, timeline: Timeline, at: int) -> None:
        """Show a timeline, with the cursor on a row."""
        self._plot = Plot(timeline.dated)
        self.set_rows(timeline, at)

    def set_picked(self, ids: Set[str]) -> None:
        """Show the stories of which one of these events stands here as selected."""
        self.picked = ids
        self.repaint()

    def entry_at(self, index: int) -> Entry | None:
        """The story on a row; None where there is none."""
        return self.rows[index] if 0 <= index < len(self.rows) else None

    # The plot.

    @property
    def _plot_lines(self) -> int:
        height = self._drawn_size.height
        if height < _PLOT_FROM or self._plot.empty or not len(self.rows):
            return 0
        return 1 if height < _TALL_PLOT_FROM else 4 if height < _TALLEST_PLOT_FROM else 6

    @property
    def _head_lines(self) -> int:
        head = super()._head_lines
        return head + self._plot_lines if head else 0

    def _draw(self, y: int) -> Strip:
        if 0 < y < self._head_lines:
            return self._draw_plot(y - 1, self._drawn_size.width)
        return super()._draw(y)

    def _draw_plot(self, line: int, cells: int) -> Strip:
        palette = self.palette
        lines = self._plot.lines(max(1, cells - 2), self._plot_lines, palette.signs, self._when())
        parts: list[Part] = [(" ", palette.base)]
        styles = {"bar": palette.plot, "here": palette.cursor, "axis": palette.dim}
        parts += [(words, styles[name]) for words, name in lines[line]]
        return strip(parts, cells, palette.base)

    def _when(self) -> str | None:
        entry = self.entry_at(self._current)
        return entry.when if entry is not None else None

    def go(self, index: int, *, tell: bool = True) -> bool:
        """Put the cursor on a row; the plot shows when that is."""
        moved = super().go(index, tell=tell)
        if moved:
            self.repaint(range(1, self._head_lines))
        return moved

    def on_click(self, event: events.Click) -> None:
        """A click in the plot goes to the first story of that time."""
        if not 0 < event.y < self._head_lines:
            super().on_click(event)
            return
        event.stop()
        day = self._plot.first_day(event.x - 1, max(1, self._drawn_size.width - 2), self._plot_lines)
        if day is not None:
            self.go(self._first_from(day))

    def _first_from(self, day: str) -> int:
        """The first row from a day on; rows ascend by date."""
        low, high = 0, len(self.rows)
        while low < high:
            middle = (low + high) // 2
            if edtf.sort_key(self.rows[middle].when) < day:
                low = middle + 1
            else:
                high = middle
        return low

    # The rows.

    def row_parts(self, row: Entry, width: int) -> list[Part]:
        """Date, status, headline, whom it is credited to, in how many articles it stands, tags, note sign."""
        said = date_words(row, _WIDE if width >= _WIDE_FROM else _NARROW) if width >= _DATE_FROM else ""
        picked = not self.picked.isdisjoint(row.events)
        look = EventLook(picked=picked, articles=row.sources, date=self.palette.signs.plain(said))
        return event_parts(row.row, width, self.palette, look)

    def row_text(self, row: Entry) -> str:
        """What a search in the pane looks in."""
        return f"{row.date} {row.row.headline}"

    def find(self, text: str, forward: bool = True) -> bool:
        """To the next story (round the end) whose headline holds the text; looks at no row that it doesn't show."""
        if not isinstance(self.rows, Timeline) or not text or not len(self.rows):
            return False
        place = self.rows.find(text, self._current, forward=forward)
        if place is not None:
            self.go(place)
        return place is not None


def date_words(entry: Entry, room: int) -> str:
    """When a story was, never more exactly than it is known, in just so many cells: “28 Oct 2025”, “since 2019”,
    “[28 Oct 2025]” where it is its article's date."""
    return _dated(entry.when, entry.given, room)


@lru_cache(maxsize=8192)
def _dated(when: str | None, given: bool, room: int) -> str:
    if not when:
        return fit(" undated", room)
    if not given:
        return fit(f"[{_in(when, room - 2)}]", room)
    return fit(" " + _in(when, room - 1), room)


def _in(when: str, room: int) -> str:
    """A date in at most so many cells; a range of which only one end is known says so in a word."""
    first, slash, last = when.partition("/")
    for word, end, other in (("since ", first, last), ("until ", last, first)):
        if slash and other in ("", ".."):
            return word + _single(end, room - len(word))
    return dates.wide(when).strip()[:room] if slash else _single(when, room)


def _single(when: str, room: int) -> str:
    """One date: with a short year, then without the day, then the year alone where there is no room."""
    full = dates.wide(when).strip()
    day, _, rest = full.partition(" ")
    month, _, year = rest.rpartition(" ")
    forms = [full]
    if month and day.lstrip("~").isdigit():
        forms += [f"{day} {month} {year[-2:]}", f"{month} {year}"]
    forms.append(full.rpartition(" ")[2])
    return next((form for form in forms if len(form) <= room), forms[-1][:room])
