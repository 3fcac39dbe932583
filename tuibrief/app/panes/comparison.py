"""The Comparison pane: how each article tells a story, a column an article, a row an aspect; what differs is lit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip

from tuibrief.app.panes import dates
from tuibrief.app.panes.lines import Lines
from tuibrief.app.panes.strips import Palette, Part, strip
from tuibrief.app.panes.wrap import Wrapped
from tuibrief.compare import Agreement, Aspect, Comparison, Telling, Value
from tuibrief.text import clip, fit, safe, width

_LABELS = 15  # cells of the column with the rows' names
_LABELS_FROM = 60  # cells from which they have a column; below, each stands on a line of its own
_LEAST, _LEAST_NARROW = 24, 16  # cells of a column, wide and narrow
_TWO_NAMES_FROM = 14  # lines of the body from which outlet and date stand one below the other
_MOST_NOTE = 3
_ONLY = "+"  # before what one telling alone has


class Laid(NamedTuple):
    """One line: what stands left of the columns (or over them all), and each column's parts."""

    label: Part
    cells: tuple[Sequence[Part], ...]


class ComparisonPane(Lines):
    """The cursor stands on a telling, a whole column; `Moved` says that it came to another."""

    class Moved(Message):
        """The cursor came to another telling."""

        def __init__(self, pane: ComparisonPane, index: int) -> None:
            super().__init__()
            self.pane, self.index = pane, index

    class Chosen(Message):
        """A telling was double-clicked."""

    def __init__(self, **options: Any) -> None:
        self.comparison: Comparison | None = None
        self.words: Mapping[str, Sequence[str]] = {}
        self.current = 0
        self._first = 0  # the first telling that is on the screen
        self._view = 0  # the first line of the scrolled part that is
        self._pinned: list[Laid] = []
        self._lines: list[Laid] = []
        self._empty = ""
        super().__init__(**options)

    # What others ask and change.

    @property
    def telling(self) -> Telling | None:
        """The telling under the cursor."""
        tellings = self.comparison.tellings if self.comparison is not None else ()
        return tellings[self.current] if self.current < len(tellings) else None

    def show(self, found: Comparison, at: int, words: Mapping[str, Sequence[str]] | None = None) -> None:
        """Show a comparison, with the cursor on a telling; ``words`` are the sentences that each article (by its id)
        tells it in."""
        self.words = words or {}
        if found.events != (self.comparison.events if self.comparison else ()):
            self._view = 0
        self.comparison = found
        self.current = max(0, min(at, len(found.tellings) - 1))
        self._lay_out()

    def show_words(self, words: str) -> None:
        """Show a sentence in its place."""
        self.comparison, self._empty = None, safe(words)
        self._lay_out()

    def step(self, by: int) -> bool:
        """To another telling; whether there is one."""
        tellings = self.comparison.tellings if self.comparison is not None else ()
        to = max(0, min(self.current + by, len(tellings) - 1))
        if to == self.current:
            return False
        self.current = to
        first = self._first
        self._bring_in()
        if first != self._first:
            self._lay_out()
        else:
            self._count_tellings()
            self.repaint()
        self.tell(self.Moved(self, to))
        return True

    # Moving, as all panes do.

    def move(self, delta: int) -> bool:
        """So many lines down (up where negative), where not all are on the screen."""
        view = min(max(0, self._view + delta), self._most_view())
        moved, self._view = view != self._view, view
        self.repaint()
        return moved

    def page(self, fraction: float) -> bool:
        """A part of a page down (up where negative)."""
        step = max(1, round(abs(fraction) * self._room))
        return self.move(step if fraction > 0 else -step)

    def top(self) -> bool:
        """To the first line."""
        return self.move(-self._view)

    def bottom(self) -> bool:
        """To the last line."""
        return self.move(len(self._lines))

    def find(self, text: str, forward: bool = True) -> bool:
        """To the next line (round the end) that holds the text."""
        wanted, count = text.casefold(), len(self._lines)
        for step in range(1, count + 1):
            at = (self._view + (step if forward else -step)) % count
            if _holds(self._lines[at], wanted):
                self._view = min(at, self._most_view())
                self.repaint()
                return True
        return False

    def found(self, text: str) -> str:
        """How many lines hold the text, in words."""
        return f"{sum(_holds(line, text.casefold()) for line in self._lines)} found"

    # Laying out.

    @property
    def _room(self) -> int:
        """Lines for what scrolls."""
        return max(1, self.body_height - len(self._pinned))

    def _most_view(self) -> int:
        return max(0, len(self._lines) - self._room)

    def _columns(self) -> tuple[int, int, int]:
        """Cells of the labels, how many columns, and cells of each, its sign and a blank among them."""
        cells = self._drawn_size.width
        labels = _LABELS if cells >= _LABELS_FROM else 0
        least = (_LEAST if labels else _LEAST_NARROW) + 2
        tellings = len(self.comparison.tellings) if self.comparison is not None else 1
        many = max(1, min(tellings, (cells - labels) // least))
        return labels, many, max(3, (cells - labels) // many)

    def _bring_in(self) -> None:
        """The columns are those of the page that has the cursor's: a step over its edge turns it."""
        _, many, _ = self._columns()
        if not self._first <= self.current < self._first + many:
            self._first = self.current if self.current < self._first else self.current - many + 1
        total = len(self.comparison.tellings) if self.comparison is not None else 1
        self._first = max(0, min(self._first, total - many))

    def _lay_out(self) -> None:
        self._heed_size()
        self._pinned, self._lines = [], []
        if self.comparison is not None and self._drawn_size:
            self._bring_in()
            maker = _Maker(self.comparison, self._first, self._columns(), self.palette, self.words)
            self._pinned = maker.pinned(self._drawn_size.width, self.body_height)
            self._lines = maker.lines(self._room)
        self._view = min(self._view, self._most_view())
        self._count_tellings()
        self.repaint()

    def _count_tellings(self) -> None:
        if self.comparison is None:
            self._count = ""
            return
        total, signs = len(self.comparison.tellings), self.palette.signs
        _, many, _ = self._columns()
        more = ("< " if self._first else "") + (">" if self._first + many < total else "")
        alone = "only here" if self._drawn_size.width >= _LABELS_FROM else "alone"
        legend = f"{signs.differs} differs {_ONLY} {alone}" if total > 1 else ""
        self._count = f" {signs.dot} ".join(
            words for words in (f"{self.current + 1}/{total} {more}".rstrip(), legend) if words
        )

    def resized(self) -> None:
        """Lay out anew."""
        self._lay_out()

    def set_palette(self, palette: Palette) -> None:
        """Draw in another palette from now on."""
        super().set_palette(palette)
        self._lay_out()

    # Drawing.

    def draw_body(self, y: int, width: int) -> Strip:
        """A line: the pinned ones, then the part of the others that is in view."""
        if self.comparison is None:
            return self._draw_words(y, width)
        at = y - len(self._pinned)
        line = self._pinned[y] if at < 0 else None
        if at >= 0 and self._view + at < len(self._lines):
            line = self._lines[self._view + at]
        return self._draw_line(line, width)

    def _draw_line(self, line: Laid | None, cells: int) -> Strip:
        palette = self.palette
        if line is not None and not line.cells:
            return strip([line.label], cells, palette.base)
        labels, many, size = self._columns()
        words, style = line.label if line is not None else ("", palette.base)
        parts: list[Part] = [(fit(words, labels), style)] if labels else []
        ascii_only = palette.signs.dot.isascii()
        for at in range(many):
            here = self._first + at == self.current
            rule = palette.signs.current if here else " " if not at and not labels else ":" if ascii_only else "│"
            parts.append((rule, palette.strong if here else palette.dim))
            cell = line.cells[at] if line is not None and at < len(line.cells) else ()
            used = sum(width(words) for words, _ in cell)
            parts += [*cell, (" " * max(0, size - 1 - used), palette.base)]
        return strip(parts, cells, palette.base)

    def _draw_words(self, y: int, cells: int) -> Strip:
        wrapped = Wrapped(self._empty, max(1, cells - 2))
        line = wrapped.line(y - 1) if y else None
        words = wrapped.words(y - 1) if line is not None else ""
        return strip([(" " + words, self.palette.dim)], cells, self.palette.base)

    # The mouse.

    def on_click(self, event: events.Click) -> None:
        """A click goes to a telling, a double click opens it."""
        labels, many, size = self._columns()
        at = (event.x - labels) // size
        if self.comparison is None or event.y < self._head_lines or not 0 <= at < many:
            return
        event.stop()
        self.step(self._first + at - self.current)
        if event.chain > 1:
            self.post_message(self.Chosen())

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel moves the view."""
        event.stop()
        event.prevent_default()
        self.move(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel moves the view."""
        event.stop()
        event.prevent_default()
        self.move(-3)


def _holds(line: Laid, wanted: str) -> bool:
    return wanted in " ".join(words for cell in line.cells for words, _ in cell).casefold()


class _Maker:
    """Makes the lines of a comparison for a page of tellings."""

    def __init__(
        self,
        found: Comparison,
        first: int,
        columns: tuple[int, int, int],
        palette: Palette,
        words: Mapping[str, Sequence[str]],
    ) -> None:
        self._found, self._palette, self._words = found, palette, words
        self._labels, many, size = columns
        self._size = max(1, size - 3)  # a sign and a blank before, a blank behind
        self._shown = range(first, min(first + many, len(found.tellings)))

    def pinned(self, cells: int, height: int) -> list[Laid]:
        """What stays in sight: the note, and whose column it is."""
        palette = self._palette
        note = self._found.note or ("" if len(self._found.tellings) > 1 else _ALONE)
        made = []
        if note:
            wrapped = Wrapped(palette.signs.plain(safe(note)), max(1, cells - 3))
            most = 1 if height < _TWO_NAMES_FROM else _MOST_NOTE
            words = [wrapped.words(at) for at in range(min(most, wrapped.count))]
            if wrapped.count > most:
                words[-1] = clip(f"{words[-1]} {wrapped.words(most)}", cells - 3, palette.signs.ellipsis)
            lead = f" {palette.signs.differs} " if self._found.note else "   "
            made = [Laid(((lead if not at else "   ") + line, palette.planned), ()) for at, line in enumerate(words)]
        tellings = [self._found.tellings[at] for at in self._shown]
        names = [safe(telling.outlet or telling.title) for telling in tellings]
        days = [palette.signs.plain(dates.wide(telling.published)).strip() for telling in tellings]
        if height < _TWO_NAMES_FROM:
            short = [palette.signs.plain(dates.narrow(t.published, (t.published or "")[:4])).strip() for t in tellings]
            row = [self._named(name, day) for name, day in zip(names, short, strict=True)]
            return [*made, Laid(("", palette.base), tuple(row))]
        made.append(Laid(("", palette.base), tuple([self._one(name, palette.heading)] for name in names)))
        made.append(Laid(("", palette.base), tuple([self._one(day or "no date", palette.dim)] for day in days)))
        return made

    def _one(self, words: str, style: Style) -> Part:
        return " " + clip(words, self._size, self._palette.signs.ellipsis), style

    def _named(self, name: str, day: str) -> list[Part]:
        palette = self._palette
        clipped = clip(name, max(4, self._size - width(day) - 1), palette.signs.ellipsis)
        return [(" " + clipped, palette.heading), (clip(" " + day, self._size - width(clipped)), palette.dim)]

    def lines(self, room: int) -> list[Laid]:
        """Everything else, which scrolls: title, near-copies, headline, and a row for each aspect; with empty lines
        between them where there is room for all."""
        palette = self._palette
        tellings = [self._found.tellings[at] for at in self._shown]
        rows = [("", palette.dim, [self._wrapped(t.title, palette.dim) if t.outlet else [] for t in tellings])]
        also = [", ".join(name for _, name in t.also_in) for t in tellings]
        rows.append(("", palette.dim, [self._wrapped(f"also in {a}", palette.note) if a else [] for a in also]))
        headlines = [[line for h in t.headlines for line in self._wrapped(h, palette.strong)] for t in tellings]
        rows.append(("headline", palette.dim, headlines))
        for aspect in self._found.aspects:
            style = palette.negated if aspect.differs else palette.dim
            label = f"{palette.signs.differs} {aspect.name}" if aspect.differs else f"  {aspect.name}"
            rows.append((label, style, [self._cell(aspect, at) for at in self._shown]))
        rows.append(("  words", palette.dim, [self._quoted(t.article) for t in tellings]))
        made = [row for label, style, columns in rows if (row := self._row(label, style, columns))]
        parted = sum(map(len, made)) + len(made) - 1 <= room and self._labels > 0
        blank = Laid(("", palette.base), tuple(() for _ in tellings))
        laid = [line for row in made for line in (*row, *((blank,) if parted else ()))]
        return laid[:-1] if parted else laid

    def _row(self, label: str, style: Style, columns: Sequence[Sequence[Sequence[Part]]]) -> list[Laid]:
        height = max(map(len, columns), default=0)
        if not height:
            return []
        blank = ("", self._palette.base)
        made = []
        words = (" " + label.strip() if label == "headline" and self._labels else label, style)
        if not self._labels and label:
            made.append(Laid((label if label != "headline" else "  headline", style), ()))
        for at in range(height):
            cells = tuple(column[at] if at < len(column) else () for column in columns)
            made.append(Laid(words if self._labels and not at else blank, cells))
        return made

    def _cell(self, aspect: Aspect, at: int) -> list[list[Part]]:
        palette = self._palette
        values = aspect.cells[at]
        if not values:
            return [[("   " + palette.signs.plain("–"), palette.dim)]]
        return [line for value in values for line in self._value(value, aspect)]

    def _quoted(self, article: str) -> list[list[Part]]:
        """The sentences that it is read from, as the article has them."""
        palette = self._palette
        opening, closing = palette.signs.plain("“"), palette.signs.plain("”")
        quoted = (f"{opening}{each}{closing}" for each in self._words.get(article, ()))
        folded = [line for each in quoted for line in self._wrapped(each, palette.base, self._size - 2)]
        return [[("  ", palette.base), *line] for line in folded]

    def _value(self, value: Value, aspect: Aspect) -> list[list[Part]]:
        """What is said: with a sign before it where another says otherwise, or where nobody else says it."""
        palette = self._palette
        alone = len(self._found.tellings) < 2
        sign, style = {
            Agreement.DIFFERS: (palette.signs.differs, palette.negated + Style(bold=True)),
            Agreement.ONLY: (" " if alone else _ONLY, palette.base if alone else palette.note),
        }.get(value.agreement, (" ", palette.base))
        words = value.text
        if aspect.name == "status":
            words = f"{palette.signs.status(value.key)} {words}"
        folded = self._wrapped(words, style, self._size - 2)
        return [[(f" {sign if not n else ' '}", style), *line] for n, line in enumerate(folded)]

    def _wrapped(self, words: str, style: Style, cells: int | None = None) -> list[list[Part]]:
        wrapped = Wrapped(safe(words).replace("\n", " "), max(1, cells or self._size))
        return [[(" " + wrapped.words(at), style)] for at in range(wrapped.count)]


_ALONE = "One article alone tells of this, so there is nothing to compare it with."
