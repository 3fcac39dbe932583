"""The upright line between two panes: the mouse takes it and makes one wider, the other narrower."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.strip import Strip

from tuibrief.app.panes.lines import Lines
from tuibrief.app.panes.strips import strip


class PaneRule(Lines, can_focus=False):
    """The line to the left of the pane ``right``."""

    def __init__(self, right: str) -> None:
        super().__init__(head=False)
        self.right = right
        self._held = False

    def draw_body(self, y: int, width: int) -> Strip:  # noqa: ARG002 (all lines are alike)
        """A piece of the line."""
        bar = "|" if self.palette.signs.rule == "-" else "│"
        return strip([(bar, self.palette.strong if self._held else self.palette.dim)], width, self.palette.base)

    def hold(self, held: bool) -> None:
        """Show that the mouse has it."""
        self._held = held
        self.repaint()


class Dragging:
    """Follows the mouse from a press on a rule to its release.

    It stands before Textual's own way of mouse events: a widget gets its press a moment later, and the first moves of a
    quick hand would go to the pane beside. ``moved`` is called with the pane right of the rule and the column.
    """

    def __init__(self, moved: Callable[[str, int], None]) -> None:
        self._moved = moved
        self._rule: PaneRule | None = None

    def takes(self, event: events.MouseEvent, under: object) -> bool:
        """Whether the event belongs to a rule; ``under`` is what is under the mouse at a press."""
        if isinstance(event, events.MouseDown) and isinstance(under, PaneRule) and event.button == 1:
            self._rule = under
            under.hold(True)
            return True
        if self._rule is None:
            return False
        if isinstance(event, events.MouseMove):
            self._moved(self._rule.right, event.screen_x)
        elif isinstance(event, events.MouseUp):
            self._rule.hold(False)
            self._rule = None
        return True
