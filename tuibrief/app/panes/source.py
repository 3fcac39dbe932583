"""The Source pane: an article wrapped to a comfortable measure, the current event's words lit by role.

Paragraph numbers and marks stand in the margin, a legend on the last line. All offsets are characters of the article's
text. Moving by line posts `SourceMoved`, so that the app can bring up the event at the cursor.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from textual import events
from textual.message import Message
from textual.strip import Strip

from tuibrief.app.kept import make_room
from tuibrief.app.panes import select
from tuibrief.app.panes.evidence import Lit, Spans, evidence, legend
from tuibrief.app.panes.lines import Lines
from tuibrief.app.panes.page import Look, Page, position
from tuibrief.app.panes.strips import Palette, strip
from tuibrief.model import Article, Event, Reading, Span

_LEGEND_FROM = 8
_WHEEL = 3
_PREPARED = 16  # articles laid out beforehand


class SourcePane(Lines):
    """One article's text. See `show_article`, `show_event`, `go_to`, `move`, `find`, `select`."""

    class SourceMoved(Message):
        """The cursor came to another line: its offset, and the line's first and last offset."""

        def __init__(self, pane: SourcePane, offset: int, line: Span) -> None:
            super().__init__()
            self.pane = pane
            self.offset = offset
            self.line = line

        @property
        def control(self) -> SourcePane:
            """The pane."""
            return self.pane

    class Selected(Message):
        """The mouse has selected words."""

        def __init__(self, pane: SourcePane, span: Span) -> None:
            super().__init__()
            self.pane = pane
            self.span = span

        @property
        def control(self) -> SourcePane:
            """The pane."""
            return self.pane

    def __init__(
        self,
        *,
        title: str = "",
        id: str | None = None,  # noqa: A002 (Textual's own name for it)
        head: bool = True,
        palette: Palette | None = None,
        empty: str = "",
    ) -> None:
        super().__init__(title=title, id=id, head=head, palette=palette)
        self.article: Article | None = None
        self.reading: Reading | None = None
        self.event: Event | None = None
        self._empty = empty
        self._lit: tuple[Lit, ...] = ()
        self._found = Spans()
        self._marks: Sequence[tuple[Span, str]] = ()
        self._view = 0  # the page's line at the top
        self._cursor = 0
        self._anchor: int | None = None
        self._grip = 0  # the cell that moving by line keeps to
        self._pressed: int | None = None
        self._page = Page(None, None, 1, self.palette, empty)
        self._prepared: dict[str, Page] = {}

    # What is shown.

    def show_article(
        self,
        article: Article | None,
        reading: Reading | None = None,
        *,
        marks: Sequence[tuple[Span, str]] = (),
        at: int = 0,
    ) -> None:
        """Show an article with the cursor at an offset; ``marks`` are spans with the sign to put in the margin.

        The article that is shown already keeps its cursor, view and event (its reading or marks may be new).
        """
        same = self.article is not None and article is not None and self.article.id == article.id
        self.article, self.reading, self._marks = article, reading, marks
        if not same:
            self.event, self._lit, self._anchor, self._found = None, (), None, Spans()
            self._view, self._cursor = 0, min(max(0, at), len(article.text) if article else 0)
        self._lay_out()
        if at and not same:
            self._reveal(self._cursor)
        self.repaint()

    def set_empty(self, words: str) -> None:
        """What to say where there is no article: what the user can do next."""
        self._empty = words
        self._lay_out()
        self.repaint()

    def set_marks(self, marks: Sequence[tuple[Span, str]]) -> None:
        """Show these marks' signs in the margin."""
        self._marks = marks
        self._page.place_marks(marks)
        self.repaint()

    def show_event(self, event: Event | None, *, follow: bool = True) -> None:
        """Light an event's words. With ``follow`` the cursor goes to its trigger, the view only where it must."""
        self.event = event
        self._lit = evidence(event)
        if event is not None and follow:
            self._cursor = min(event.trigger.start, len(self._page.text))
            self._reveal(self._cursor)
        self.repaint()

    # Questions.

    @property
    def current_offset(self) -> int:
        """The character that the cursor stands on."""
        return self._cursor

    @property
    def current_line(self) -> Span:
        """First and last offset of the cursor's line."""
        return self._page.span_of(self._page.line_of(self._cursor))

    @property
    def at_end(self) -> bool:
        """Whether the cursor stands on the last line that has words."""
        page = self._page
        return bool(page.text.strip()) and page.line_of(self._cursor) >= page.line_of(len(page.text.rstrip()) - 1)

    def paragraph_number(self, offset: int) -> int:
        """The number (from 1) of the paragraph that holds a character; 0 before the first."""
        return self._page.paragraph_number(offset)

    # Moving.

    def go_to(self, offset: int, *, tell: bool = True) -> bool:
        """Put the cursor on a character; whether its line changed: then `SourceMoved` is posted, if ``tell``."""
        page = self._page
        before = page.line_of(self._cursor)
        self._cursor = min(max(0, offset), len(page.text))
        self._reveal(self._cursor)
        self.repaint()
        moved = page.line_of(self._cursor) != before
        if moved and tell:
            self.tell(self.SourceMoved(self, self._cursor, self.current_line))
        return moved

    def move(self, delta: int) -> bool:
        """So many lines down (up where negative); empty lines are stepped over."""
        page = self._page
        at = page.line_of(self._cursor)
        self._grip = max(self._grip, page.cell_of(self._cursor)) if self._anchor is not None else 0
        known = page.at_least(at + abs(delta) + 2)
        first = page.first_of_text()
        target = min(max(first, at + delta), known - 1)
        step = 1 if delta > 0 else -1
        while first < target < known - 1 and page.is_empty(target):
            target += step
        if target == at or page.is_empty(target):
            self._scroll_to_edge(step)
            return False
        return self.go_to(page.offset_at(target, self._grip))

    def page(self, fraction: float) -> bool:
        """A part of a page down (up where negative): 0.5 is half a page."""
        step = max(1, round(abs(fraction) * self._text_height))
        return self.move(step if fraction > 0 else -step)

    def top(self) -> bool:
        """To the start."""
        return self.go_to(0)

    def bottom(self) -> bool:
        """To the last line."""
        return self.go_to(max(0, len(self._page.text.rstrip()) - 1))

    def move_paragraph(self, delta: int) -> bool:
        """To the start of a paragraph further on (back where negative)."""
        starts = self._page.starts
        if not starts:
            return False
        number = bisect_right(starts, self._cursor) - 1
        if delta < 0 and number >= 0 and self._cursor > starts[number]:
            number += 1
        return self.go_to(starts[min(max(0, number + delta), len(starts) - 1)])

    def scroll_view(self, delta: int) -> None:
        """Move the view by so many lines; the cursor stays in it."""
        page, height = self._page, self._text_height
        known = page.at_least(self._view + height + abs(delta))
        view = min(max(0, self._view + delta), max(0, known - height))
        if view == self._view:
            return
        self._view = view
        line = page.line_of(self._cursor)
        kept = min(max(line, view), view + height - 1)
        if kept == line:
            self.repaint()
        else:
            self.go_to(page.offset_at(kept))

    # Searching.

    def find(self, text: str, forward: bool = True) -> bool:
        """Light all places that hold the text, in any case, and go to the next (round the end); whether it is there."""
        matches = re.finditer(re.escape(text), self._page.text, re.IGNORECASE) if text and self.article else ()
        self._found = Spans(match.span() for match in matches)
        starts = [span.start for span in self._found.spans]
        if not starts:
            self.repaint()
            return False
        place = bisect_right(starts, self._cursor) if forward else bisect_left(starts, self._cursor) - 1
        self.go_to(starts[place % len(starts)])
        return True

    def found(self, text: str) -> str:  # noqa: ARG002 (as lists have it)
        """How many places hold what was looked for, in words."""
        return f"{len(self._found.spans)} found"

    def clear_find(self) -> None:
        """Light no found places any more."""
        self._found = Spans()
        self.repaint()

    # Selecting.

    @property
    def selection(self) -> Span | None:
        """What is selected, with the character under the cursor; None outside of selecting."""
        if self._anchor is None:
            return None
        first, last = sorted((self._anchor, self._cursor))
        return Span(first, min(last + 1, len(self._page.text)))

    def select(self, what: str = "character") -> None:
        """Start selecting at the cursor, or widen to the ``word``, ``sentence`` or ``paragraph`` around it."""
        around = {"word": select.word_at, "sentence": select.sentence_at, "paragraph": select.paragraph_at}.get(what)
        if around is not None:
            self.select_span(around(self._page.text, self._cursor))
        else:
            self._anchor = self._cursor
            self.repaint()

    def select_span(self, span: Span) -> None:
        """Select just this."""
        self._anchor, self._cursor = span.start, max(span.start, span.end - 1)
        self._reveal(self._cursor)
        self.repaint()

    def swap_ends(self) -> None:
        """Move the other end of the selection from now on (vim's ``o``)."""
        if self._anchor is not None:
            self._anchor, self._cursor = self._cursor, self._anchor
            self._reveal(self._cursor)
            self.repaint()

    def move_character(self, delta: int) -> None:
        """So many characters on."""
        self._grip = 0
        self.go_to(self._cursor + delta)

    def move_word(self, delta: int) -> None:
        """So many words on."""
        self._grip = 0
        self.go_to(select.word_step(self._page.text, self._cursor, delta))

    def end_selection(self) -> None:
        """Select nothing any more."""
        self._anchor = None
        self._grip = 0
        self.repaint()

    # View and drawing.

    @property
    def _text_height(self) -> int:
        height = self.body_height
        return height - 1 if height >= _LEGEND_FROM else height

    def _lay_out(self) -> None:
        page = self._prepared.pop(self.article.id, None) if self.article is not None else None
        if page is None or not page.is_of(self.article, self.reading, self._drawn_size.width, self.palette):
            page = Page(self.article, self.reading, self._drawn_size.width, self.palette, self._empty)
        self._page = page
        self._page.place_marks(self._marks)

    def prepare(self, article: Article | None, reading: Reading | None, offset: int) -> None:
        """Lay out an article that may be shown soon, as far as a screen after an offset. May be called in a thread."""
        width, palette = self._drawn_size.width, self.palette
        there = self._prepared.get(article.id) if article is not None else None
        if article is None or self.article is article or (there and there.is_of(article, reading, width, palette)):
            return
        page = Page(article, reading, width, palette, self._empty)
        page.at_least(page.line_of(offset) + self.body_height)
        make_room(self._prepared, _PREPARED)
        self._prepared[article.id] = page

    def resized(self) -> None:
        """Lay out anew, with what was on top still there."""
        was = self._page.offset_at(self._view) if self._view else 0
        self._lay_out()
        self._view = self._page.line_of(was) if was else 0
        if self._cursor:
            self._reveal(self._cursor)

    def set_palette(self, palette: Palette) -> None:
        """Draw in another palette from now on."""
        super().set_palette(palette)
        self._lay_out()

    def on_mount(self) -> None:
        """Lay out in the theme's colours."""
        super().on_mount()
        self._lay_out()

    def _reveal(self, offset: int) -> None:
        """Bring a character into view; where it isn't, its line comes to the first third, so the next are in it."""
        self._heed_size()
        height, page = self._text_height, self._page
        if height <= 0:
            return
        line = page.line_of(offset)
        if not self._view <= line < self._view + height:
            upward = 0 < self._view - line <= height // 2
            self._view = line - (2 * height // 3 if upward else height // 3)
        known = page.at_least(self._view + height)
        self._view = min(max(0, self._view), max(0, known - height))

    def _scroll_to_edge(self, step: int) -> None:
        """At the first line show the title above it."""
        if step < 0 and self._view:
            self._view = 0
            self.repaint()

    def repaint(self, lines: Iterable[int] | None = None) -> None:
        """Paint what has changed; the head says where the cursor is."""
        self._count = position(self._page, self._cursor, 12)
        super().repaint(lines)

    def draw_body(self, y: int, width: int) -> Strip:
        """A line of the page, or the legend."""
        palette = self.palette
        if y >= self._text_height:
            return strip(legend((lit.role for lit in self._lit), palette), width, palette.base)
        look = Look(self._lit, self._found, self.selection, self._cursor, self._anchor is not None)
        return strip(self._page.parts(self._view + y, look), width, palette.base)

    # The mouse.

    def _offset_under(self, x: int, y: int) -> int:
        line = self._view + min(max(0, y - self._head_lines), max(0, self._text_height - 1))
        return self._page.offset_at(line, max(0, x - self._page.margin))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """A press puts the cursor there; dragging from it selects."""
        if self.article is None or event.button != 1 or event.y < self._head_lines:
            return
        self._anchor = None
        self._pressed = self._offset_under(event.x, event.y)
        self.capture_mouse()
        self.go_to(self._pressed)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Dragging selects."""
        if self._pressed is None:
            return
        offset = self._offset_under(event.x, event.y)
        if offset != self._pressed or self._anchor is not None:
            self._anchor = self._pressed
            self.go_to(offset, tell=False)

    def on_mouse_up(self) -> None:
        """The end of dragging."""
        if self._pressed is None:
            return
        self._pressed = None
        self.release_mouse()
        if self.selection is not None:
            self.post_message(self.Selected(self, self.selection))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel moves the view."""
        event.stop()
        event.prevent_default()
        self.scroll_view(_WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel moves the view."""
        event.stop()
        event.prevent_default()
        self.scroll_view(-_WHEEL)
