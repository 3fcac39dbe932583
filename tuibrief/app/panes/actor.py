"""The Actor pane: who an actor is, its activity over time, with whom it deals, what it did, had done to it and said."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, NamedTuple, overload

from textual.strip import Strip

from tuibrief.app.panes import dates
from tuibrief.app.panes.events import EventLook, event_parts, main_year
from tuibrief.app.panes.line_list import LineList
from tuibrief.app.panes.strips import Palette, Part, bars, strip
from tuibrief.app.panes.wrap import Wrapped
from tuibrief.dossier import Dossier
from tuibrief.library.records import EventRow
from tuibrief.text import clip, safe, width

_PARTNERS = 6
_KINDS = {"person": "person", "country": "country", "organization": "organization", "group": "group"}


class Line(NamedTuple):
    """A line of plain words in one style (a name in `Palette`)."""

    words: str
    style: str = "base"


class Heading(NamedTuple):
    """The heading of a list, with how many it holds."""

    words: str
    number: int


@dataclass(frozen=True, slots=True)
class Plot:
    """Counts by month, drawn as bars as wide as there is room."""

    months: tuple[tuple[str, int], ...]


Row = Line | Heading | Plot | EventRow

_LISTS = (
    ("did", "Did"),
    ("suffered", "Had done to it"),
    ("said", "Said, or is credited with"),
    ("mentioned", "Named beside"),
)


class Rows(Sequence[Row]):
    """Lines and lists of events one after the other; events are built when they are looked at."""

    def __init__(self, pieces: Sequence[Sequence[Row]]) -> None:
        self._pieces = [piece for piece in pieces if len(piece)]
        self._ends = list(accumulate(len(piece) for piece in self._pieces))

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> list[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | list[Row]:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(len(self)))]
        number = bisect_right(self._ends, index)
        return self._pieces[number][index - (self._ends[number - 1] if number else 0)]


def dossier_rows(dossier: Dossier, cells: int, palette: Palette) -> Rows:
    """The lines of a dossier at a width."""
    dot = f" {palette.signs.dot} "
    rows: list[Row] = [Line(dossier.name, "heading")]
    facts = [_KINDS.get(dossier.kind, ""), f"of {dossier.of}" if dossier.of else dossier.code or ""]
    rows += _folded(dot.join(fact for fact in facts if fact), cells, "dim")
    if dossier.aliases:
        rows += _folded("also " + ", ".join(dossier.aliases), cells, "dim")[:3]
    seen = palette.signs.plain(_seen(dossier))
    rows += _folded(f"{_many(dossier.events, 'event')} in {_many(dossier.articles, 'article')}{seen}", cells, "base")
    if len(dossier.months) > 1:
        rows.append(Plot(dossier.months))
    if dossier.partners:
        named = (f"{name} {palette.signs.times}{count}" for name, count in dossier.partners[:_PARTNERS])
        rows += _folded("with " + ", ".join(named), cells, "base")
    if dossier.types:
        named = (f"{kind.lower()} {palette.signs.times}{count}" for kind, count in dossier.types[:_PARTNERS])
        rows += _folded(", ".join(named), cells, "dim")
    pieces: list[Sequence[Row]] = [rows]
    for field, words in _LISTS:
        found: Sequence[EventRow] = getattr(dossier, field)
        if found:
            pieces += [(Line(""), Heading(words, len(found))), found]
    return Rows(pieces)


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _seen(dossier: Dossier) -> str:
    if not dossier.first or not dossier.last:
        return ""
    first, last = (dates.wide(when).strip() for when in (dossier.first, dossier.last))
    return f", {first}" if first == last else f", {first} to {last}"


def _folded(words: str, cells: int, style: str) -> list[Row]:
    if not words:
        return []
    wrapped = Wrapped(words.replace("\n", " "), cells)
    return [Line(wrapped.words(number), style) for number in range(wrapped.count)]


class ActorPane(LineList):
    """One actor's dossier. The cursor stops at events only; `LineList.Chosen` on one means to go there."""

    def __init__(self, **options: Any) -> None:
        self.dossier: Dossier | None = None
        self._year: str | None = None
        super().__init__((), **options)

    def show(self, dossier: Dossier | None) -> None:
        """Show an actor's dossier; the one that is shown already keeps its cursor."""
        if dossier is self.dossier:
            return
        same = dossier is not None and self.dossier is not None and dossier.key == self.dossier.key
        same = same and dossier is not None and self.dossier is not None and dossier.name == self.dossier.name
        self.dossier = dossier
        self._lay_out(self._current if same else None)

    def event_at(self, index: int) -> EventRow | None:
        """The event on a line; None on the others."""
        row = self.rows[index] if 0 <= index < len(self.rows) else None
        return row if isinstance(row, EventRow) else None

    @property
    def current_event(self) -> EventRow | None:
        """The event under the cursor."""
        return self.event_at(self.current)

    def _lay_out(self, keep: int | None) -> None:
        if self.dossier is None:
            self.set_rows(())
            return
        rows = dossier_rows(self.dossier, max(8, self._drawn_size.width - 2), self.palette)
        self._year = main_year(next((found for found in _lists(self.dossier) if found), ()))
        if keep is None:
            self._top = 0  # the head of the dossier, where its first event is in view with it
        self.set_rows(rows, keep if keep is not None else _first_event(rows))

    def resized(self) -> None:
        """Fold the lines anew."""
        behind = len(self.rows) - self._current  # the head folds anew, the lists below stay as they are
        self._lay_out(None)
        if self.dossier is not None and behind > 0 and self.event_at(len(self.rows) - behind) is not None:
            self.go(len(self.rows) - behind, tell=False)
        super().resized()

    def set_palette(self, palette: Palette) -> None:
        """Draw in another palette from now on."""
        super().set_palette(palette)
        self._lay_out(self._current)

    def move(self, delta: int) -> bool:
        """So many events down (up where negative); upwards from the first, the head of the dossier comes into view."""
        at, step = self._current, 1 if delta > 0 else -1
        left = abs(delta)
        index = at
        while left and 0 <= index + step < len(self.rows):
            index += step
            if self.event_at(index) is not None:
                at, left = index, left - 1
        if at == self._current:
            self.scroll_view(step * max(1, self.body_height // 2))
            return False
        return self.go(at)

    def top(self) -> bool:
        """To the head of the dossier and its first event."""
        moved = self.go(_first_event(self.rows))
        self.scroll_view(-len(self.rows))
        return moved

    def render_row(self, index: int, width: int, current: bool) -> Strip:
        """A line of words, a heading, the plot, or an event."""
        row, palette = self.rows[index], self.palette
        if isinstance(row, EventRow):
            return super().render_row(index, width, current)
        lead: Part = (palette.signs.current if current else " ", palette.base)
        return strip([lead, *self.row_parts(row, max(0, width - 2))], width, palette.base)

    def row_parts(self, row: Row, width: int) -> list[Part]:
        """The parts of one line."""
        palette = self.palette
        if isinstance(row, Line):
            return [(clip(safe(row.words), width, palette.signs.ellipsis), getattr(palette, row.style))]
        if isinstance(row, Heading):
            return [(clip(row.words, width), palette.strong), (clip(f" {row.number}", width), palette.dim)]
        if isinstance(row, Plot):
            return self._plot_parts(row, width)
        return event_parts(row, width, palette, EventLook(self._year, plain=True))

    def _plot_parts(self, plot: Plot, cells: int) -> list[Part]:
        plain = self.palette.signs.plain
        first, last = (plain(dates.narrow(plot.months[at][0])) for at in (0, -1))
        room = max(1, cells - width(first) - width(last) - 2)
        counts = _binned([count for _, count in plot.months], room)
        drawn = bars(counts, self.palette.signs)
        return [(first + " ", self.palette.dim), (drawn, self.palette.plot), (" " + last, self.palette.dim)]

    def row_text(self, row: Row) -> str:
        """What a search in the pane looks in."""
        if isinstance(row, EventRow):
            return " ".join((row.when or "", row.headline))
        return row.words if isinstance(row, Line | Heading) else ""


def _lists(dossier: Dossier) -> list[Sequence[EventRow]]:
    return [getattr(dossier, field) for field, _ in _LISTS]


def _first_event(rows: Sequence[Row]) -> int:
    return next((index for index, row in enumerate(rows) if isinstance(row, EventRow)), 0)


def _binned(counts: Sequence[int], room: int) -> list[int]:
    """The counts summed into at most so many neighbours."""
    if len(counts) <= room:
        return list(counts)
    size = -(-len(counts) // room)
    return [sum(counts[start : start + size]) for start in range(0, len(counts), size)]
