"""Changed lines of panes on their shortest way to the terminal.

Textual hands a change from the widget to the screen, waits for the next frame, cuts the screen into pieces, renders
them, and has the result taken apart again by `lean`: half of what a key cost. Here a pane's changed lines are written
as they are, all that change together in one go. Where anything may lie over the panes, or they are about to be laid out
anew, the change is Textual's as ever.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip

if TYPE_CHECKING:
    from textual.app import App

    from tuibrief.app.panes.lines import Lines

_FEW = 12  # lines of a pane that are painted each by itself

#: Row and column (both from 1), and what is to stand there.
Placed = tuple[int, int, Iterable[Segment]]


class Canvas(Protocol):
    """A driver that takes placed segments (see `lean.lean_driver`)."""

    def paint(self, lines: Sequence[Placed], system: Any) -> bool:
        """Write these; whether it could. ``system`` is Rich's colour system."""
        ...


class Painter:
    """Gathers what changes within one turn of the app's loop and writes it at its end.

    ``laying_out`` is to be set while the panes' places are about to change; what changes until then is painted with
    them.
    """

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._changed: dict[Lines, list[Region]] = {}
        self.laying_out = False

    def paint(self, pane: Lines, regions: Iterable[Region]) -> None:
        """Have regions of a pane painted, each of one line."""
        if not self._changed:
            asyncio.get_running_loop().call_soon(self._paint)
        self._changed.setdefault(pane, []).extend(regions)

    def _paint(self) -> None:
        changed, self._changed = self._changed, {}
        app = self._app
        lines: list[tuple[int, int, Strip]] = []
        direct: dict[Lines, list[Region]] = {}
        canvas = self._canvas()
        for pane, regions in changed.items():
            if canvas is None or not self._is_free(pane):
                _leave(pane, regions)
                continue
            direct[pane] = regions
            at = pane.region
            for region in dict.fromkeys(regions):
                lines += [(at.y + region.y + 1, at.x + region.x + 1, strip) for strip in pane.render_lines(region)]
        if canvas is None or not lines:
            return
        lines.sort(key=lambda line: line[:2])
        if not canvas.paint(lines, app.console._color_system):
            for pane, regions in direct.items():
                _leave(pane, regions)

    def _canvas(self) -> Canvas | None:
        """The driver, where it takes lines and nobody else is at it now."""
        app = self._app
        driver: Any = app._driver
        free = app._running and not app._closed and not app._batch_count and not self.laying_out
        return driver if free and hasattr(driver, "paint") else None

    def _is_free(self, pane: Lines) -> bool:
        """Whether a pane stands where it is seen, with nothing over it."""
        if not pane.is_attached or not pane.display or pane.screen is not self._app.screen:
            return False
        region = pane.region
        return bool(region) and self._app.size.region.contains_region(region)


def _leave(pane: Lines, regions: Sequence[Region]) -> None:
    """Have Textual paint it; all at once where it is much, since it does some work for each region."""
    if pane.is_attached:
        pane.refresh(*(regions if len(regions) <= _FEW else ()))
