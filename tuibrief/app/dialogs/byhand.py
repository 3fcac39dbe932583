"""A text to be selected by hand, where no route took it to a clipboard.

It is written past Textual, as a program without a screen would write it: in full width, without borders or numbers, and
wrapped by the terminal itself, so that the terminal's own selection gives the text as it is. The mouse is the
terminal's meanwhile.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.geometry import Size
from textual.screen import Screen

from tuibrief import text
from tuibrief.cite.clipboard import clean

if TYPE_CHECKING:
    from tuibrief.app.app import Briefing

_WRAPS, _WRAPS_NOT = "\x1b[?7h", "\x1b[?7l"


class ByHand(Screen[None]):
    """The text, page by page where it is long, and below it what can be done; escape closes."""

    AUTO_FOCUS = ""

    def __init__(self, words: str, why: str = "") -> None:
        super().__init__()
        self._words, self._why, self._top = clean(words), why, 0
        self._written: tuple[int, Size] | None = None

    @property
    def _briefing(self) -> Briefing:
        return cast("Briefing", self.app)

    def on_mount(self) -> None:
        """Leave the mouse to the terminal."""
        driver = self._briefing._driver
        if driver is not None:
            driver._disable_mouse_support()  # type: ignore[attr-defined]

    def _compositor_refresh(self) -> None:
        """Textual wants to paint (the screen is new, or of another size, or something told it to): the text stands
        there already, or is written instead. Writing it again would take away what is being selected.
        """
        self._dirty_widgets.clear()
        if self._written != (self._top, self.app.size):
            self._draw()

    def stroke(self, key: str) -> bool:
        """Another page, or back."""
        if key in ("escape", "q", "enter", "ctrl+c"):
            self._leave()
        elif key in ("j", "down", "space", "pagedown", "ctrl+f", "ctrl+d"):
            self._page(1)
        elif key in ("k", "up", "pageup", "ctrl+b", "ctrl+u"):
            self._page(-1)
        elif key == "ctrl+l":
            self._draw()
        return True

    def _page(self, step: int) -> None:
        last = (len(self._rows()) - 1) // self._height
        self._top = max(0, min(self._top + step, last))
        self._draw()

    @property
    def _height(self) -> int:
        return max(1, self.app.size.height - 1)

    def _rows(self) -> list[int]:
        """Where the rows begin into which a terminal wraps the text."""
        width = max(2, self.app.size.width)
        starts: list[int] = []
        at = 0
        for line in self._words.split("\n"):
            end = at + len(line)
            starts.append(at)
            while at < end:
                at += max(1, text.prefix_within(self._words[at : min(end, at + 2 * width)], width))
                if at < end:
                    starts.append(at)
            at = end + 1
        return starts

    def _draw(self) -> None:
        driver = self._briefing._driver
        if driver is None or not self.is_attached:
            return
        rows, height = self._rows(), self._height
        pages = (len(rows) - 1) // height + 1
        self._top = min(self._top, pages - 1)
        first, after = self._top * height, (self._top + 1) * height
        page = self._words[rows[first] : rows[after] if after < len(rows) else None].rstrip("\n")
        hint = self._hint(pages)
        lines = page.replace("\n", "\r\n")
        # One piece: between two writes others could move the cursor.
        written = f"\x1b[0m\x1b[2J\x1b[H{_WRAPS}{lines}{_WRAPS_NOT}\x1b[{self.app.size.height};1H\x1b[7m{hint}\x1b[0m"
        self._written = (self._top, self.app.size)
        driver.write(written)
        driver.flush()

    def _hint(self, pages: int) -> str:
        """The last row: why, and the keys."""
        many = f"j k page {self._top + 1} of {pages} · " if pages > 1 else ""
        words = f" select it by hand · {many}esc close " + (f"· {self._why} " if self._why else "")
        return text.clip(
            text.safe(self._briefing.signs_palette.signs.plain(words)), max(1, self.app.size.width - 1), "~"
        )

    def _leave(self) -> None:
        driver = self._briefing._driver
        if driver is not None:
            driver._enable_mouse_support()  # type: ignore[attr-defined]
        self.dismiss(None)
