"""An actor's file as lines of a pane: who it is, its activity over time, with whom it deals, then its lists of events.

What stands where hangs on the room alone: narrow beside the other panes, with partners and their types in columns where
it has the screen to itself. No Textual here.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple, overload

from tuibrief.app.panes import dates
from tuibrief.app.panes.plot import Plot
from tuibrief.app.panes.strips import Palette
from tuibrief.app.panes.wrap import Wrapped
from tuibrief.dossier import Dossier
from tuibrief.library.records import EventRow
from tuibrief.text import clip, fit, safe, width

WIDE_FROM = 60  # cells from which a file is laid out in columns
_PARTNERS = 6  # partners and types that are named where there is little room
_LOW = 14  # lines of a pane below which its head is kept short, so that events are seen
_COLUMN = 37  # cells that a partner with its types needs
_MOST_COLUMNS = 5
_SEEN_FIRST = 60
_HIGH = 30  # from which the plot is given more of them


class Line(NamedTuple):
    """A line of plain words in one style (a name in `Palette`)."""

    words: str
    style: str = "base"


class Cells(NamedTuple):
    """A line of words in several styles, made to fit."""

    parts: tuple[Line, ...]


class Heading(NamedTuple):
    """The heading of a list, with how many it holds."""

    words: str
    number: int


class PlotLine(NamedTuple):
    """Line ``line`` (0 is the uppermost) of a plot of so many lines."""

    plot: Plot
    lines: int
    line: int


Row = Line | Cells | Heading | PlotLine | EventRow

LISTS = (
    ("did", "Did"),
    ("suffered", "Had done to it"),
    ("said", "Said, or is credited with"),
    ("mentioned", "Named beside"),
)


class Rows(Sequence[Row]):
    """Lines and lists of events one after the other; events are built when they are looked at."""

    def __init__(self, head: Sequence[Row], lists: Sequence[tuple[str, Sequence[EventRow]]] = ()) -> None:
        pieces: list[tuple[Sequence[Row], bool]] = [(head, False)]
        for words, found in lists:
            if len(found):
                pieces += [((Line(""), Heading(words, len(found))), False), (found, True)]
        self._pieces = [(piece, events) for piece, events in pieces if len(piece)]
        self._ends = list(accumulate(len(piece) for piece, _ in self._pieces))
        self._built: dict[int, Row] = {}  # the first, which are seen again and again

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> list[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | list[Row]:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(len(self)))]
        row = self._built.get(index)
        if row is None:
            number = bisect_right(self._ends, index)
            row = self._pieces[number][0][index - self._begin(number)]
            if index < _SEEN_FIRST:
                self._built[index] = row
        return row

    def _begin(self, number: int) -> int:
        return self._ends[number - 1] if number else 0

    def _lists(self) -> Iterator[range]:
        """Where each list of events lies."""
        for number, (_, events) in enumerate(self._pieces):
            if events:
                yield range(self._begin(number), self._ends[number])

    @property
    def events(self) -> int:
        """How many events there are."""
        return sum(map(len, self._lists()))

    def number_of(self, index: int) -> int:
        """Which of the events (from 1) stands on a line, or is the last before it."""
        return sum(max(0, min(index + 1, lines.stop) - lines.start) for lines in self._lists())

    def is_event(self, index: int) -> bool:
        """Whether an event stands on a line."""
        return any(index in lines for lines in self._lists())

    def nearest(self, index: int, step: int = 1) -> int:
        """The line of an event at an index, else the next one in the direction of ``step``, else the last before; 0
        where there is none."""
        lists = list(self._lists())
        if step < 0:
            lists = [range(lines.stop - 1, lines.start - 1, -1) for lines in reversed(lists)]
        passed = 0
        for lines in lists:
            if index in lines:
                return index
            if (lines[0] - index) * step > 0:
                return lines[0]
            passed = lines[-1]
        return passed

    def beyond(self, index: int, step: int) -> int:
        """The line so many events on (back where negative); the last there where fewer follow."""
        lists = [lines for lines in self._lists() if len(lines)]
        number = max(1, min(self.number_of(index) + step, self.events))
        for lines in lists:
            if number <= len(lines):
                return lines[number - 1]
            number -= len(lines)
        return 0

    def list_from(self, index: int, step: int) -> int | None:
        """The first line of the next list of events, or of this or the one before (``step`` -1); None where there is
        none."""
        starts = [lines.start for lines in self._lists()]
        return next((s for s in (starts if step > 0 else reversed(starts)) if (s - index) * step > 0), None)

    def near(self, words: str, start: int, *, forward: bool = True) -> Iterator[int]:
        """The lines of events on from ``start``, round the end, that may hold these words, in small letters. No row is
        built: 14,000 are passed over in the time of a key."""
        word = max(words.split(), key=len, default="")
        pieces = [(piece, self._begin(n), self._ends[n]) for n, (piece, events) in enumerate(self._pieces) if events]
        if forward:
            spans = [(piece, begin, max(begin, start), end) for piece, begin, end in pieces]
            spans += [(piece, begin, begin, min(end, start)) for piece, begin, end in pieces]
        else:
            spans = [(piece, begin, begin, min(end, start + 1)) for piece, begin, end in pieces[::-1]]
            spans += [(piece, begin, max(begin, start + 1), end) for piece, begin, end in pieces[::-1]]
        for piece, begin, low, high in spans:
            may_hold = getattr(piece, "may_hold", None)
            for index in range(low, high) if forward else range(high - 1, low - 1, -1):
                if may_hold is None or may_hold(index - begin, word):
                    yield index

    def index_of(self, event_id: str) -> int | None:
        """The line of an event; None where it isn't here."""
        for number, (piece, events) in enumerate(self._pieces):
            if not events:
                continue
            index_of = getattr(piece, "index_of", None)
            if index_of is not None:
                at = index_of(event_id)
            else:
                at = next((n for n, row in enumerate(piece) if isinstance(row, EventRow) and row.id == event_id), None)
            if at is not None:
                return self._begin(number) + int(at)
        return None


def dossier_rows(dossier: Dossier, cells: int, lines: int, palette: Palette) -> Rows:
    """The lines of a dossier in a pane of so many cells and lines."""
    head = _wide_head if cells >= WIDE_FROM else _narrow_head
    lists: list[tuple[str, Sequence[EventRow]]] = [(words, getattr(dossier, field)) for field, words in LISTS]
    return Rows(head(dossier, cells, lines, palette), lists)


def _narrow_head(dossier: Dossier, cells: int, lines: int, palette: Palette) -> list[Row]:
    low = lines < _LOW
    rows: list[Row] = [Line(dossier.name, "heading")]
    if not low:
        rows += _folded(_facts(dossier, palette), cells, "dim")
    if dossier.aliases:
        rows += _folded("also " + ", ".join(dossier.aliases), cells, "dim")[: 1 if low else 3]
    counts = _counts(dossier, palette)
    rows += [Line(counts)] if low else _folded(counts, cells, "base")
    rows += _plot(dossier, 1)
    if dossier.partners:
        named = (f"{name} {palette.signs.times}{count}" for name, count in dossier.partners[:_PARTNERS])
        rows += _folded("with " + ", ".join(named), cells, "base")[: 1 if low else None]
    if dossier.types and not low:
        rows += _folded(_types(dossier, palette), cells, "dim")
    return rows


def _wide_head(dossier: Dossier, cells: int, lines: int, palette: Palette) -> list[Row]:
    name = clip(safe(dossier.name), cells, palette.signs.ellipsis)
    facts = clip(safe(_facts(dossier, palette)), max(0, cells - width(name) - 2), palette.signs.ellipsis)
    rows: list[Row] = [Cells((Line(name, "heading"), Line("  " + facts if facts else "", "dim")))]
    if dossier.aliases:
        rows += _folded("also " + ", ".join(dossier.aliases), cells, "dim")[:2]
    rows += _folded(_counts(dossier, palette), cells, "base")
    rows += _plot(dossier, 1 if lines < _LOW else 3 if lines < _HIGH else 5)
    if dossier.types:
        rows += _folded("does " + _types(dossier, palette, 18), cells, "dim")[:2]
    if dossier.partners:
        rows += [Line(""), Heading("Deals with", len(dossier.partners))]
        rows += _table(dossier, cells, max(1, lines // 6), palette)
    return rows


def _plot(dossier: Dossier, lines: int) -> list[Row]:
    plot = Plot(dossier.dated)
    return [] if plot.empty else [PlotLine(plot, lines, line) for line in range(lines)]


def _facts(dossier: Dossier, palette: Palette) -> str:
    facts = [dossier.kind, f"of {dossier.of}" if dossier.of else dossier.code or ""]
    return f" {palette.signs.dot} ".join(fact for fact in facts if fact)


def _counts(dossier: Dossier, palette: Palette) -> str:
    seen = palette.signs.plain(_seen(dossier))
    return f"{_many(dossier.events, 'event')} in {_many(dossier.articles, 'article')}{seen}"


def _types(dossier: Dossier, palette: Palette, most: int = _PARTNERS) -> str:
    return ", ".join(f"{kind.lower()} {palette.signs.times}{count}" for kind, count in dossier.types[:most])


def _table(dossier: Dossier, cells: int, lines: int, palette: Palette) -> list[Row]:
    """Partners down the columns, each with how many events they share and of which types."""
    signs = palette.signs
    columns = max(1, min(_MOST_COLUMNS, (cells + 2) // (_COLUMN + 2)))
    shown = dossier.partners[: columns * lines]
    columns = -(-len(shown) // -(-len(shown) // columns)) if shown else 1
    room = (cells - 2 * (columns - 1)) // columns
    number = max((width(f"{signs.times}{count}") for _, count in shown), default=0)
    name = min(max((width(safe(each)) for each, _ in shown), default=0), room * 11 // 20)
    made = []
    for each, count in shown:
        kinds = _fitting(dossier.dealings.get(each, ()), room - name - number - 2)
        made.append(
            (
                Line(fit(safe(each), name, signs.ellipsis) + " "),
                Line(f"{signs.times}{count}".rjust(number), "strong"),
                Line(fit(" " + kinds, max(0, room - name - 1 - number)), "dim"),
            )
        )
    down = -(-len(made) // columns)
    return [
        Cells(tuple(part for n, cell in enumerate(made[at::down]) for part in ((Line("  "),) if n else ()) + cell))
        for at in range(down)
    ]


def _fitting(types: Sequence[tuple[str, int]], room: int) -> str:
    """As many types with their counts as have room, the most frequent first."""
    said = ""
    for kind, count in types:
        more = f"{', ' if said else ''}{kind.lower()} {count}"
        if width(said + more) > room:
            break
        said += more
    return said


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
