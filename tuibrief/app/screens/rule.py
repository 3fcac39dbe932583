"""The upright line between two panes: the mouse takes it and makes one wider, the other narrower."""

# ruff: noqa: ARG002 (Textual calls handlers with what happened)

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.strip import Strip

from tuibrief.app.panes.lines import Lines
from tuibrief.app.panes.strips import strip


class PaneRule(Lines, can_focus=False):
    """The line to the left of a pane. ``moved`` is called with the column on the screen that it was dragged to."""

    def __init__(self, moved: Callable[[int], None]) -> None:
        super().__init__(head=False)
        self._moved = moved
        self._held = False

    def draw_body(self, y: int, width: int) -> Strip:
        """A piece of the line."""
        bar = "|" if self.palette.signs.rule == "-" else "│"
        return strip([(bar, self.palette.strong if self._held else self.palette.dim)], width, self.palette.base)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take it."""
        if event.button == 1:
            self._hold(True)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Take it along."""
        if self._held:
            self._moved(event.screen_x)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let it go."""
        if self._held:
            self._hold(False)

    def _hold(self, held: bool) -> None:
        self._held = held
        if held:
            self.capture_mouse()
        else:
            self.release_mouse()
        self.repaint()
