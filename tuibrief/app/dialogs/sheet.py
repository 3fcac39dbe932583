"""Words of any length, drawn once: Textual would have Rich draw all of them anew for each layout and each painting."""

from __future__ import annotations

from rich.console import RenderableType
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget


class Sheet(Widget, can_focus=False):
    """A renderable of Rich's, as high as it gets in the width that there is."""

    DEFAULT_CSS = "Sheet { width: 100%; height: auto; }"

    def __init__(self, words: RenderableType) -> None:
        super().__init__()
        self._words = words
        self._drawn: tuple[int, list[Strip]] = (-1, [])

    def _lines(self, width: int) -> list[Strip]:
        if self._drawn[0] != width:
            console = self.app.console
            options = console.options.update(width=max(1, width), height=None, highlight=False, markup=False)
            lines = console.render_lines(self._words, options, style=self.rich_style)
            self._drawn = width, [Strip(line, width) for line in lines]
        return self._drawn[1]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 (Textual's own)
        """As many lines as the words take."""
        return len(self._lines(width))

    def render_line(self, y: int) -> Strip:
        """One line."""
        lines = self._lines(self.size.width)
        return lines[y] if y < len(lines) else Strip.blank(self.size.width, self.rich_style)
