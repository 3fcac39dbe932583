"""A list of any length that paints two lines a step, and opens 100,000 rows at once.

Rows are looked at only when they are drawn (or searched), so a sequence that makes them lazily is fine.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual import events
from textual.message import Message
from textual.strip import Strip

from tuibrief.app.panes.lines import Lines
from tuibrief.app.panes.strips import Palette, Part, strip
from tuibrief.text import clip, safe

_WHEEL = 3
_COUNTED = 3_000  # rows up to which those that hold a text are counted while it is typed


class LineList(Lines):
    """A list with a cursor. Subclasses give `render_row` (or `row_parts`) and `row_text`.

    The cursor jumps the view half a page at its edge rather than scroll line by line: on average that writes half the
    bytes. ``current`` is the cursor's row, -1 in an empty list.
    """

    class Moved(Message):
        """The cursor came to another row."""

        def __init__(self, line_list: LineList, index: int) -> None:
            super().__init__()
            self.line_list = line_list
            self.index = index

        @property
        def control(self) -> LineList:
            """The list."""
            return self.line_list

    class Chosen(Message):
        """A row was chosen: a double click, or `choose`."""

        def __init__(self, line_list: LineList, index: int) -> None:
            super().__init__()
            self.line_list = line_list
            self.index = index

        @property
        def control(self) -> LineList:
            """The list."""
            return self.line_list

    def __init__(
        self,
        rows: Sequence[Any] = (),
        *,
        title: str = "",
        id: str | None = None,  # noqa: A002 (Textual's own name for it)
        head: bool = True,
        palette: Palette | None = None,
        empty: str = "",
    ) -> None:
        super().__init__(title=title, id=id, head=head, palette=palette)
        self.rows: Sequence[Any] = rows
        self._current = 0 if rows else -1
        self._top = 0
        self._empty = safe(empty)
        self._aside = ""
        self._count_rows()

    # What subclasses give.

    def row_parts(self, row: Any, width: int) -> list[Part]:
        """The parts of one row, at most ``width`` cells together; safe text only."""
        return [(clip(safe(str(row)), width), self.palette.base)]

    def row_text(self, row: Any) -> str:
        """The words of a row that `find` looks in."""
        return str(row)

    def render_row(self, index: int, width: int, current: bool) -> Strip:
        """One row as a strip of ``width`` cells: the cursor's sign, then the row; the cursor's row in one style."""
        palette = self.palette
        parts = self.row_parts(self.rows[index], max(0, width - 2))
        if not current:
            return strip([(" ", palette.base), *parts], width, palette.base)
        style = palette.cursor if self.has_focus else palette.cursor_blurred
        words = palette.signs.current + "".join(words for words, _ in parts)
        return strip([(words, style)], width, style)

    # Questions.

    @property
    def current(self) -> int:
        """The cursor's row; -1 where there is none."""
        return self._current

    # Changes.

    def set_rows(self, rows: Sequence[Any], keep: int | None = None) -> None:
        """Show other rows with the cursor on row ``keep`` (the first by default). Posts nothing."""
        self.rows = rows
        self._current = min(max(0, keep or 0), len(rows) - 1)
        self._settle()
        self._count_rows()
        self.repaint()

    def set_empty(self, words: str) -> None:
        """What to say where there are no rows: what the user can do next."""
        self._empty = safe(words)
        self.repaint()

    def set_aside(self, words: str) -> None:
        """What stands after the count in the head."""
        self._aside = safe(words)
        self._count_rows()
        self.repaint_head()

    def go(self, index: int, *, tell: bool = True) -> bool:
        """Put the cursor on a row (clamped); whether it moved. `Moved` is posted unless ``tell`` is false."""
        self._heed_size()
        index = min(max(0, index), len(self.rows) - 1)
        if index == self._current:
            return False
        before, top = self._current, self._top
        self._current = index
        self._settle()
        self._count_rows()
        if self._top == top:
            head = self._head_lines
            self.repaint([0] * head + [head + before - top, head + index - top])
        else:
            self.repaint()
        if tell:
            self.tell(self.Moved(self, index))
        return True

    def move(self, delta: int) -> bool:
        """So many rows down (up where negative)."""
        return self.go(self._current + delta)

    def page(self, fraction: float) -> bool:
        """A part of a page down (up where negative): 0.5 is half a page."""
        step = max(1, round(abs(fraction) * self.body_height))
        return self.go(self._current + (step if fraction > 0 else -step))

    def top(self) -> bool:
        """To the first row."""
        return self.go(0)

    def bottom(self) -> bool:
        """To the last row."""
        return self.go(len(self.rows) - 1)

    def find(self, text: str, forward: bool = True) -> bool:
        """To the next row (round the end) whose words hold the text, in any case; whether there is one."""
        wanted = text.casefold()
        count = len(self.rows)
        if not wanted or not count:
            return False
        step = 1 if forward else -1
        near = getattr(self.rows, "near", None)  # long lists know where to look
        start = (self._current + step) % count
        for index in (
            near(wanted, start, forward=forward) if near else ((start + step * n) % count for n in range(count))
        ):
            if wanted in self.row_text(self.rows[index]).casefold():
                self.go(index)
                return True
        return False

    def found(self, text: str) -> str:
        """How many rows hold the text, in words; nothing in a list so long that counting would take too long."""
        if len(self.rows) > _COUNTED:
            return ""
        wanted = text.casefold()
        near = getattr(self.rows, "near", None)
        held = (self.rows[at] for at in near(wanted, 0)) if near else self.rows
        count = sum(wanted in self.row_text(row).casefold() for row in held)
        return f"{count} found"

    def choose(self) -> None:
        """Choose the cursor's row (Enter)."""
        if self._current >= 0:
            self.post_message(self.Chosen(self, self._current))

    def scroll_view(self, delta: int) -> None:
        """Move the view by so many rows; the cursor stays in it."""
        height = self.body_height
        last = max(0, len(self.rows) - height)
        top = min(max(0, self._top + delta), last)
        if top == self._top:
            return
        self._top = top
        kept = min(max(self._current, top), top + height - 1)
        moved, self._current = kept != self._current, kept
        self._count_rows()
        self.repaint()
        if moved:
            self.tell(self.Moved(self, kept))

    # Inside.

    def _settle(self) -> None:
        """Bring the cursor into the view: half a page further at the edge, never past the ends."""
        height = self.body_height
        if not height:
            return
        current = max(0, self._current)
        if not self._top <= current < self._top + height:
            step = 1 if current >= self._top else -1
            near = self._top - height // 2 <= current < self._top + height + height // 2
            self._top = (self._top + step * max(1, height // 2)) if near else current - height // 2
        self._top = min(max(0, self._top), max(0, len(self.rows) - height))

    def _count_rows(self) -> None:
        self._count = (f"{self._current + 1}/{len(self.rows)}" if self.rows else "0") + self._aside

    def resized(self) -> None:
        """Keep the cursor in view at another size."""
        self._settle()

    def draw_body(self, y: int, width: int) -> Strip:
        """Textual's line ``y``: a row, the words for an empty list, or nothing."""
        index = self._top + y
        base = self.palette.base
        if index < len(self.rows):
            return self.render_row(index, width, index == self._current)
        if not self.rows and self._empty:
            return self._draw_empty(y, width)
        return strip([], width, base)

    def _draw_empty(self, y: int, width: int) -> Strip:
        from tuibrief.app.panes.wrap import Wrapped

        wrapped = Wrapped(self._empty, max(1, width - 2))
        line = wrapped.line(y - 1)
        words = "" if line is None or y < 1 else wrapped.words(y - 1)
        return strip([(" " + words, self.palette.dim)], width, self.palette.base)

    def focus_changed(self) -> None:
        """Head and cursor show the focus."""
        self.repaint([0] * self._head_lines + [self._head_lines + self._current - self._top])

    # The mouse.

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor, a double click chooses."""
        index = self._top + event.y - self._head_lines
        if event.y < self._head_lines or index >= len(self.rows):
            return
        event.stop()
        self.go(index)
        if event.chain >= 2:
            self.choose()

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
