"""A screen over another, with less work: Textual lays out and paints both several times as one opens, and brings what
lies beneath through Rich each time."""

from __future__ import annotations

from typing import TypeVar

from textual import events
from textual._context import visible_screen_stack
from textual.geometry import Region, Size
from textual.screen import ModalScreen
from textual.strip import Strip

T = TypeVar("T")


class Light(ModalScreen[T]):
    """A transparent screen over another one."""

    _told: Size | None = None  # the size at which all was laid out last
    _composed = False

    def render_lines(self, crop: Region) -> list[Strip]:
        """What lies beneath, as it is there."""
        beneath = visible_screen_stack.get([])
        if not beneath or not self.styles.background.is_transparent:
            return super().render_lines(crop)
        compositor, width = beneath.pop()._compositor, max(crop.right, self.size.width)
        rows = Region(0, crop.y, compositor.size.width, crop.height)
        chops = compositor._render_chops(rows, lambda y: crop.y <= y < crop.bottom)
        lines = [Strip.join(chop.values()).adjust_cell_length(width) for chop in chops[crop.y : crop.bottom]]
        lines += [Strip.blank(width)] * (crop.height - len(lines))  # it may not have heard of a new size yet
        return lines if (crop.x, crop.right) == (0, width) else [line.crop(crop.x, crop.right) for line in lines]

    def _on_screen_resume(self, event: events.ScreenResume) -> None:  # noqa: ARG002 (as Textual has it)
        self._told = self.app.size

    async def _on_resize(self, event: events.Resize) -> None:
        # The first comes of the layout that has just been made: what lies beneath has its size already, too.
        if event.size == self._told:
            event.stop()
            event.prevent_default()
        self._told = event.size

    async def _on_compose(self, event: events.Compose) -> None:  # noqa: ARG002 (Textual calls it with what happened)
        self._composed = True

    def _compositor_refresh(self) -> None:
        if self._composed:  # before, there is nothing to be seen of it
            super()._compositor_refresh()
