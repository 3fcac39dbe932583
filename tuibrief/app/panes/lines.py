"""What all panes stand on: a widget that draws line by line and repaints only the lines that changed.

Built on Textual's Line API (``render_line``), with a scroll position of its own: Textual's ``ScrollView`` lays the
screen out anew when ``virtual_size`` is set (10 KB a key) and paints scrollbars whole. Here a key costs the changed
lines only, each as far as it differs from what is on the screen, and nothing is ever written while idle.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import Reactive
from textual.strip import Strip
from textual.widget import Widget

from tuibrief.app.panes.strips import Palette, Part, same_head, same_tail, strip
from tuibrief.text import clip, safe

if TYPE_CHECKING:
    from tuibrief.app.paint import Painter

_FALLBACK = Palette.resolve({})


class Lines(Widget, can_focus=True):
    """A pane of lines with a head: ``title`` and ``count`` on line 0, the body below.

    Subclasses give `draw_body`. Change what is shown through methods that end in `repaint`. The head shows the focus,
    so a change of focus paints two lines; the pane needs no border, and CSS should give it none.
    """

    ALLOW_SELECT = False
    # Textual's own lays all out, and paints all, a second time whenever a pane gets another size.
    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False, repaint=False)
    DEFAULT_CSS = """
    Lines { width: 1fr; height: 1fr; background: $background; }
    """

    def __init__(
        self,
        *,
        title: str = "",
        id: str | None = None,  # noqa: A002 (Textual's own name for it)
        head: bool = True,
        palette: Palette | None = None,
    ) -> None:
        super().__init__(id=id)
        self._title = safe(title)
        self._count = ""
        self._with_head = head
        self._shown: dict[int, Strip] = {}
        self._drawn_size = Size(0, 0)
        self._waiting: set[int] | None = None
        self._given_palette = palette is not None
        #: Called at once with what would be posted, so that what follows in other panes is painted in the same frame.
        self.told: Callable[[Message], object] | None = None
        self.palette = palette or _FALLBACK

    # What subclasses give and ask.

    def draw_body(self, y: int, width: int) -> Strip:
        """Line ``y`` (0 is the first below the head) as a strip of just ``width`` cells."""
        raise NotImplementedError

    @property
    def body_height(self) -> int:
        """Lines below the head."""
        return max(0, self._drawn_size.height - self._head_lines)

    @property
    def _head_lines(self) -> int:
        return 1 if self._with_head and self._drawn_size.height > 1 else 0

    # What others change.

    def set_palette(self, palette: Palette) -> None:
        """Draw in another palette from now on (after a change of theme)."""
        self.palette = palette
        self._given_palette = True
        self._shown.clear()
        self.refresh()

    def set_title(self, title: str, count: str | None = None) -> None:
        """Name the pane on its head line; ``count`` is the words after it ("12/345")."""
        self._title = safe(title)
        if count is not None:
            self._count = safe(count)
        self.repaint([0])

    def tell(self, message: Message) -> None:
        """Say what happened here: to ``told`` at once, else as a message through Textual's queues (a frame later)."""
        if self.told is not None:
            self.told(message)
        else:
            self.post_message(message)

    # Drawing.

    def render_lines(self, crop: Region) -> list[Strip]:
        """The strips of some screen lines, straight to Textual's compositor.

        Passes by Textual's styles (borders, padding, tint, opacity), which panes don't use: that is half of what a key
        costs in time, and it would make ordinary strips of lean ones. Filters stay only where colour is to be taken
        off; the palette has no colours that need another.
        """
        strips = [self.render_line(y) for y in crop.line_range]
        if self.app.no_color:
            background = self.background_colors[1]
            for line_filter in self.app.get_line_filters():
                strips = [made.apply_filter(line_filter, background) for made in strips]
        if crop.column_span != (0, self._drawn_size.width):
            strips = [made.crop(*crop.column_span) for made in strips]
        return strips

    def render_line(self, y: int) -> Strip:
        """Textual's Line API: the strip of screen line ``y``."""
        self._heed_size()
        found = self._shown.get(y)
        if found is None:
            found = self._shown[y] = self._draw(y)
        return found

    def _draw(self, y: int) -> Strip:
        width = self._drawn_size.width
        if self._head_lines and y == 0:
            return self.draw_head(width)
        return self.draw_body(y - self._head_lines, width)

    def draw_head(self, width: int) -> Strip:
        """The head line: title and count, in the style that shows whether keys go here."""
        style = self.palette.head_focused if self.has_focus else self.palette.head
        parts: list[Part] = [(clip(f" {self._title} {self._count}", width), style)]
        return strip(parts, width, style)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Paint once at the end what is changed in between: a key may put another article here, then its event."""
        if self._waiting is not None:
            yield  # held already, further out
            return
        self._waiting = set()
        try:
            yield
        finally:
            lines, self._waiting = self._waiting, None
            if lines:
                self.repaint(sorted(lines))

    def repaint(self, lines: Iterable[int] | None = None) -> None:
        """Paint what has changed of these screen lines (all of them by default); what looks the same isn't written."""
        self._heed_size()
        size = self._drawn_size
        if self._waiting is not None:
            self._waiting.update(range(size.height) if lines is None else lines)
            return
        if not self._shown or not size:
            return
        regions = []
        for y in range(size.height) if lines is None else lines:
            old = self._shown.get(y)
            if old is None or not 0 <= y < size.height:
                continue
            new = self._draw(y)
            if new == old:
                continue
            self._shown[y] = new
            head, tail = same_head(old, new), same_tail(old, new)
            if head + tail < size.width:
                regions.append(Region(head, y, size.width - tail - head, 1))
        if regions:
            self._paint(regions)

    def paint_again(self) -> None:
        """Paint all lines as they are: something else stood there."""
        width, height = self._drawn_size
        self._paint([Region(0, y, width, 1) for y in range(height)])

    def _paint(self, regions: list[Region]) -> None:
        painter: Painter | None = getattr(self.app, "painter", None)
        if painter is not None:
            painter.paint(self, regions)
        else:
            self.refresh(*regions)

    def repaint_head(self) -> None:
        """Paint the head line if it changed."""
        if self._head_lines:
            self.repaint([0])

    # Textual's events.

    def on_mount(self) -> None:
        """Take the theme's colours, unless a palette was given."""
        if not self._given_palette:
            self.palette = Palette.of(self.app)

    def resized(self) -> None:
        """For subclasses: the size has changed, before anything is drawn at it."""

    def _heed_size(self) -> None:
        # Textual may draw at a new size before it sends the event that says so.
        size = self.size
        if size != self._drawn_size:
            self._drawn_size = size
            self._shown.clear()
            self.resized()

    def focus(self, scroll_visible: bool = True) -> Self:  # noqa: ARG002
        """Take the focus. (Textual's own method repaints the whole widget besides.)"""
        self.app.call_later(self._take_focus)
        return self

    def _take_focus(self) -> None:
        if self.is_attached:
            self.screen.set_focus(self, scroll_visible=False)

    def _on_focus(self, event: events.Focus) -> None:
        # Textual's own handler repaints the whole widget at each change of focus.
        event.prevent_default()
        self.has_focus = True
        self.focus_changed()
        if self.parent is not None:
            self.parent.post_message(events.DescendantFocus(self))

    def _on_blur(self, event: events.Blur) -> None:
        event.prevent_default()
        self.has_focus = False
        self.focus_changed()
        if self.parent is not None:
            self.parent.post_message(events.DescendantBlur(self))

    def focus_changed(self) -> None:
        """Paint the lines that show the focus; subclasses add their cursor's."""
        self.repaint_head()
