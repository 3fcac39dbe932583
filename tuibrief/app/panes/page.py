"""An article laid out at one width: title and byline, numbered paragraphs, marks in the margin. No widget here.

Lines of a page are counted from the title's first; offsets are characters of the article's text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from rich.style import Style

from tuibrief.app.panes import dates
from tuibrief.app.panes.evidence import Lit, Spans, paint
from tuibrief.app.panes.strips import Palette, Part
from tuibrief.app.panes.wrap import Wrapped, plain_paragraphs
from tuibrief.model import Article, Reading, Span
from tuibrief.text import clip, fit, safe

#: The widest a line of the text gets, in cells: from the end of longer ones the eye doesn't find the next.
MEASURE = 80
_MARGIN = 6  # a paragraph's number (3) and a blank, a mark's sign, the cursor
_SMALL_MARGIN = 2  # a mark's sign, the cursor
_NUMBERS_FROM = 46
_TITLE_LINES = 4


_NO_SPANS = Spans()


@dataclass(frozen=True, slots=True)
class Look:
    """What lies over the text at a moment: the current event's words, found places, selection, the cursor's offset."""

    lit: tuple[Lit, ...] = ()
    found: Spans = _NO_SPANS
    selection: Span | None = None
    cursor: int = 0
    caret: bool = False  # whether the very character under the cursor is shown


class Page:
    """One article at one width. ``words`` stands in where there is no article."""

    def __init__(
        self, article: Article | None, reading: Reading | None, width: int, palette: Palette, words: str = ""
    ) -> None:
        self.article, self.reading, self.palette, self.width = article, reading, palette, width
        self.text = article.text if article else words
        self.margin = _MARGIN if width >= _NUMBERS_FROM else _SMALL_MARGIN
        self.measure = max(1, min(MEASURE, width - self.margin - 1))
        given = reading.paragraphs if reading else ()
        self.paragraphs = sorted(given or plain_paragraphs(self.text))
        self.starts = [span.start for span in self.paragraphs]
        self.wrapped = Wrapped(self.text, self.measure, self.paragraphs)
        self._headings = Spans(reading.headings if reading else ())
        self._triggers = Spans((e.trigger.start, e.trigger.end) for e in (reading.events if reading else ()))
        self._lead = self._make_lead() if article else []
        self._signs: dict[int, str] = {}

    def is_of(self, article: Article | None, reading: Reading | None, width: int, palette: Palette) -> bool:
        """Whether just this is laid out here, just so."""
        return (
            self.article is article
            and self.reading is reading
            and self.width == width
            and self.palette is palette
            and article is not None
        )

    def place_marks(self, marks: Sequence[tuple[Span, str]]) -> None:
        """Put each mark's sign into the margin of the line where its span starts."""
        self._signs = {}
        for span, sign in marks:
            self._signs.setdefault(self.line_of(span.start), safe(sign)[:1])

    # Where things are.

    def line_of(self, offset: int) -> int:
        """The line of the page on which a character stands."""
        return self.wrapped.line_of(offset) + len(self._lead)

    def offset_at(self, line: int, cell: int = 0) -> int:
        """The character at a cell of a line; the text's first on the lines of the title."""
        index = line - len(self._lead)
        return self.wrapped.offset_at(index, cell) if index >= 0 else 0

    def cell_of(self, offset: int) -> int:
        """The cell of a character in its line, counted from the margin."""
        return self.wrapped.cell_of(offset)[1]

    def span_of(self, line: int) -> Span:
        """First and last offset of a line, with the blanks it was broken at."""
        index = line - len(self._lead)
        here, following = self.wrapped.line(index), self.wrapped.line(index + 1)
        if here is None or index < 0:
            return Span(0, 0)
        return Span(here[0], following[0] if following else len(self.text))

    def at_least(self, lines: int) -> int:
        """How many lines are known once so many have been laid out (fewer where the text ends)."""
        return self.wrapped.at_least(max(1, lines - len(self._lead))) + len(self._lead)

    def is_empty(self, line: int) -> bool:
        """Whether a line of the text holds nothing."""
        found = self.wrapped.line(line - len(self._lead))
        return found is not None and found[0] == found[1]

    def first_of_text(self) -> int:
        """The first line below title and byline."""
        return len(self._lead)

    def paragraph_number(self, offset: int) -> int:
        """The number (from 1) of the paragraph that holds a character; 0 before the first."""
        return bisect_right(self.starts, offset)

    # What they look like.

    def parts(self, line: int, look: Look) -> list[Part]:
        """The parts of one line: margin, then words."""
        palette = self.palette
        blank = (" " * self.margin, palette.base)
        if line < len(self._lead):
            return [blank, *self._lead[line]]
        index = line - len(self._lead)
        place = self.wrapped.line(index)
        if place is None:
            return []
        heading = any(True for _ in self._headings.within(*place))
        base = palette.heading if heading else palette.base if self.article else palette.dim
        words = paint(self.wrapped.words(index), place[0], base, self._layers(place, look))
        if look.caret and place[0] == place[1] == look.cursor:
            words = [(" ", palette.selection)]
        return [*self._margin_parts(line, index, look), *words]

    def _layers(self, place: tuple[int, int], look: Look) -> Iterable[tuple[int, int, Style]]:
        palette = self.palette
        start, end = place
        for span in self._triggers.within(start, end):
            yield *span, palette.other_trigger
        for lit in look.lit:
            if lit.start < end and lit.end > start:
                yield lit.start, lit.end, getattr(palette, lit.role)
        for span in look.found.within(start, end):
            yield *span, palette.found
        if look.selection is not None:
            yield *look.selection, palette.selection

    def _margin_parts(self, line: int, index: int, look: Look) -> list[Part]:
        palette = self.palette
        sign = self._signs.get(line, " ")
        here = self.article is not None and self.line_of(look.cursor) == line
        cursor: Part = (palette.signs.current if here else " ", palette.planned)
        if self.margin < _MARGIN:
            return [(sign, palette.note), cursor]
        number = self.wrapped.begins(index, self.starts) if self.article else None
        counted = "" if number is None else str(number + 1)
        return [(f"{counted:>3} ", palette.dim), (sign, palette.note), cursor]

    def _make_lead(self) -> list[list[Part]]:
        """Title and byline, and the reading's notice; no title where the text itself begins with it."""
        article, reading, palette = self.article, self.reading, self.palette
        if article is None:
            return []
        title = (reading.title if reading else None) or article.title or ""
        lead: list[list[Part]] = []
        if title and not self.text.lstrip().startswith(title):
            lead += self._folded(title, palette.heading)[:_TITLE_LINES]
        published = article.published or (reading.published if reading else None) or ""
        dated = palette.signs.plain(dates.wide(published)).strip()
        if dated and not article.published:
            dated += ", inferred"
        facts = [article.outlet or "", ", ".join(article.authors), dated]
        if not title and not article.outlet:
            facts.append(PurePath(article.path).name)
        byline = f" {palette.signs.dot} ".join(fact for fact in facts if fact)
        if byline:
            lead.append([(clip(safe(byline), self.measure, palette.signs.ellipsis), palette.dim)])
        if reading and reading.notice:
            lead += self._folded(reading.notice, palette.note)
        return [*lead, []] if lead else []

    def _folded(self, words: str, style: Style) -> list[list[Part]]:
        wrapped = Wrapped(words.replace("\n", " "), self.measure)
        return [[(wrapped.words(number), style)] for number in range(wrapped.count)]


def position(page: Page, offset: int, cells: int) -> str:
    """Where a character is, in words for the head: its paragraph and how far into the text."""
    if page.article is None or not page.text:
        return ""
    return fit(page.palette.signs.plain(f"¶{page.paragraph_number(offset)}/{len(page.starts)}"), cells).rstrip()
