"""The Actor pane: who an actor is, its activity over time, with whom it deals, what it did, had done to it and said."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from textual.strip import Strip

from tuibrief.app.kept import make_room
from tuibrief.app.panes import dates
from tuibrief.app.panes.dossier_rows import (
    LISTS,
    WIDE_FROM,
    Cells,
    Heading,
    Line,
    PlotLine,
    Row,
    Rows,
    dossier_rows,
)
from tuibrief.app.panes.events import EventLook, event_parts, main_year
from tuibrief.app.panes.line_list import LineList
from tuibrief.app.panes.strips import Palette, Part, strip
from tuibrief.dossier import Dossier
from tuibrief.library.records import EventRow
from tuibrief.text import clip, fit, safe

_DATE = dates.WIDE + 2  # cells of a date, which may be in brackets
_OUTLET_FROM = 72  # cells from which a line says in which outlet it stands
_TITLE_FROM = 120  # and in which article
_KEPT = 24  # dossiers in lines: those that were prepared, and a few before


class About(NamedTuple):
    """What a line says of its article."""

    outlet: str = ""
    title: str = ""
    published: str = ""


class _Laid(NamedTuple):
    """A dossier in lines, for a pane of so many cells and lines in a palette; and the year that its dates leave out."""

    dossier: Dossier
    cells: int
    height: int
    palette: Palette
    rows: Rows
    year: str | None


class ActorPane(LineList):
    """One actor's dossier. The cursor stops at events only; `LineList.Chosen` on one means to go there.

    ``about`` tells what to say of an article; ``spread`` by event id in how many articles its story stands.
    """

    def __init__(self, **options: Any) -> None:
        self.dossier: Dossier | None = None
        self.about: Callable[[str], About] = lambda _: About()
        self.spread: Mapping[str, int] = MappingProxyType({})
        self._year: str | None = None
        self._laid: dict[int, _Laid] = {}
        super().__init__(Rows(()), **options)

    def show(self, dossier: Dossier | None, event: str | None = None) -> None:
        """Show an actor's dossier, with the cursor on an event; without one, the same actor's keeps its cursor."""
        if dossier is self.dossier and event is None:
            return
        self._heed_size()
        before, at = self.dossier, self.current_event
        same = dossier is not None and before is not None and _same(before, dossier)
        keep = event or (at.id if same and at is not None else None)
        row = self._current if same else None
        self.dossier = dossier
        self._lay_out(row, keep)

    @property
    def lines(self) -> Rows:
        """The rows by their own type."""
        return self.rows if isinstance(self.rows, Rows) else Rows(())

    def event_at(self, index: int) -> EventRow | None:
        """The event on a line; None on the others."""
        row = self.rows[index] if 0 <= index < len(self.rows) else None
        return row if isinstance(row, EventRow) else None

    @property
    def current_event(self) -> EventRow | None:
        """The event under the cursor."""
        return self.event_at(self.current)

    def _lay_out(self, keep: int | None, event: str | None = None) -> None:
        """Make the lines anew, with the cursor on an event, else on the event nearest to a line, else on the first."""
        if self.dossier is None:
            self.set_rows(Rows(()))
            return
        laid = self._in_lines(self.dossier)
        rows, self._year = laid.rows, laid.year
        at = rows.index_of(event) if event is not None else None
        if keep is None and at is None:
            self._top = 0  # the head of the dossier, where its first event is in view with it
        self.set_rows(rows, rows.nearest(keep or 0) if at is None else at)

    def prepare(self, dossier: Dossier) -> None:
        """Lay a dossier out that may be shown soon, and look at what is seen of it first. May be called in a thread."""
        laid = self._in_lines(dossier)
        for index in range(min(laid.height, len(laid.rows))):
            row = laid.rows[index]
            if isinstance(row, PlotLine):
                row.plot.lines(laid.cells, row.lines, laid.palette.signs)

    def _in_lines(self, dossier: Dossier) -> _Laid:
        cells, height, palette = max(8, self._drawn_size.width - 2), self.body_height, self.palette
        laid = self._laid.get(id(dossier))
        if laid is None or laid.dossier is not dossier or laid[1:4] != (cells, height, palette):
            rows = dossier_rows(dossier, cells, height, palette)
            year = main_year(next((found for found in _lists(dossier) if found), ()))
            laid = _Laid(dossier, cells, height, palette, rows, year)
            make_room(self._laid, _KEPT)
            self._laid[id(dossier)] = laid
        return laid

    def resized(self) -> None:
        """Fold the lines anew."""
        at = self.current_event
        first = self._top == 0
        self._lay_out(None, at.id if at is not None else None)
        if first and self._current < self.body_height:
            self._top = 0
        super().resized()

    def set_palette(self, palette: Palette) -> None:
        """Draw in another palette from now on."""
        super().set_palette(palette)
        self._lay_out(self._current)

    def set_spread(self, spread: Mapping[str, int]) -> None:
        """Show in how many articles each event's story stands."""
        self.spread = spread
        self.repaint()

    # --- moving: from event to event

    def go(self, index: int, *, tell: bool = True) -> bool:
        """To an event: the one on a line, else the next in the direction of the way there."""
        return super().go(self.lines.nearest(index, 1 if index >= self._current else -1), tell=tell)

    def move(self, delta: int) -> bool:
        """So many events down (up where negative); upwards from the first, the head of the dossier comes into view."""
        at = self.lines.beyond(self._current, delta)
        if at == self._current:
            self.scroll_view((1 if delta > 0 else -1) * max(1, self.body_height // 2))
            return False
        return self.go(at)

    def top(self) -> bool:
        """To the head of the dossier and its first event."""
        moved = self.go(self.lines.nearest(0))
        self.scroll_view(-len(self.rows))
        return moved

    def next_list(self, step: int) -> bool:
        """To the first event of the next list (of this or the one before, where ``step`` is -1); whether there is
        one."""
        at = self.lines.list_from(self._current, step)
        return at is not None and self.go(at)

    def scroll_view(self, delta: int) -> None:
        """Move the view by so many rows; the cursor stays on an event."""
        super().scroll_view(delta)
        if not self.lines.is_event(self._current):
            self._current = self.lines.nearest(self._current, -1 if delta < 0 else 1)
            self._count_rows()
            self.repaint()

    def _count_rows(self) -> None:
        rows = self.lines
        self._count = (f"{rows.number_of(self._current)}/{rows.events}" if rows.events else "0") + self._aside

    # --- drawing

    def render_row(self, index: int, width: int, current: bool) -> Strip:
        """A line of words, a heading, the plot, or an event."""
        row, palette = self.rows[index], self.palette
        if isinstance(row, EventRow):
            return super().render_row(index, width, current)
        return strip([(" ", palette.base), *self.row_parts(row, max(0, width - 2))], width, palette.base)

    def row_parts(self, row: Row, width: int) -> list[Part]:
        """The parts of one line."""
        palette = self.palette
        if isinstance(row, EventRow):
            return self._event_parts(row, width)
        if isinstance(row, Line):
            return [(clip(safe(row.words), width, palette.signs.ellipsis), getattr(palette, row.style))]
        if isinstance(row, Cells):
            return [(part.words, getattr(palette, part.style)) for part in row.parts]
        if isinstance(row, Heading):
            return [(clip(row.words, width), palette.strong), (clip(f" {row.number:,}", width), palette.dim)]
        runs = row.plot.lines(width, row.lines, palette.signs)[row.line]
        return [(words, palette.plot if kind == "bar" else palette.dim) for words, kind in runs]

    def _event_parts(self, row: EventRow, cells: int) -> list[Part]:
        """An event; with the screen to itself also its marks, and where it stands."""
        if cells < WIDE_FROM:
            return event_parts(row, cells, self.palette, EventLook(self._year, plain=True))
        palette, signs = self.palette, self.palette.signs
        about = self.about(row.article)
        outlet = min(22, cells // 5) if cells >= _OUTLET_FROM else 0
        title = cells // 4 if cells >= _TITLE_FROM else 0
        look = EventLook(self._year, articles=self.spread.get(row.id, 1))
        parts = event_parts(row, cells - 1 - outlet - title - bool(outlet) - bool(title), palette, look)
        undated = about.published if not row.when else ""  # it stands at its article's date
        date = f"({signs.plain(dates.wide(undated)).strip()})" if undated else parts[0][0]
        parts[0] = (fit(date, _DATE), palette.dim)
        if outlet:
            parts.append((" " + fit(safe(about.outlet or about.title), outlet, signs.ellipsis), palette.dim))
        if title:
            parts.append((" " + fit(safe(about.title), title, signs.ellipsis), palette.dim))
        return parts

    def row_text(self, row: Row) -> str:
        """What a search in the pane looks in: its events."""
        return " ".join((row.when or "", row.headline)) if isinstance(row, EventRow) else ""


def _same(before: Dossier, now: Dossier) -> bool:
    """Whether both are one actor's, who may have been known by a bare name only."""
    return before.key == now.key if before.key and now.key else before.name in (now.name, *now.aliases)


def _lists(dossier: Dossier) -> list[Sequence[EventRow]]:
    return [getattr(dossier, field) for field, _ in LISTS]
