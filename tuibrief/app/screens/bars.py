"""The lines at the top and at the foot: where you are, what can be done, and what has just been done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.style import Style
from textual.strip import Strip

from tuibrief import text
from tuibrief.app.panes.lines import Lines
from tuibrief.app.panes.strips import Part, strip

Words = tuple[str, str]  # words, and the name of their style: "key", "quiet", "strong", "warn", "mode" or "" for plain


class Bar(Lines, can_focus=False):
    """One line of words: some from the left, some up to the right edge. The left gives way where both don't fit.

    Only what differs from what is on the screen is written, and nothing at all where nothing does.
    """

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id, head=False)
        self._left: tuple[Words, ...] = ()
        self._right: tuple[Words, ...] = ()

    def show(self, left: Sequence[Words] | None = None, right: Sequence[Words] | None = None) -> None:
        """Put these words there; None leaves a side as it is."""
        self._left = self._left if left is None else tuple(left)
        self._right = self._right if right is None else tuple(right)
        self.repaint()

    def draw_body(self, y: int, width: int) -> Strip:
        """The line as Textual draws it."""
        base = self.palette.base
        if y:
            return strip([], width, base)
        right = self._parts(self._right, width)
        taken = sum(text.width(words) for words, _ in right)
        left = self._parts(self._left, max(0, width - taken - (1 if taken else 0)))
        used = sum(text.width(words) for words, _ in left)
        return strip([*left, (" " * max(0, width - taken - used), base), *right], width, base)

    def _parts(self, words: Iterable[Words], room: int) -> list[Part]:
        parts: list[Part] = []
        for said, name in words:
            clipped = text.clip(text.safe(self.palette.signs.plain(said)), room, self.palette.signs.ellipsis)
            if not clipped:
                break
            parts.append((clipped, self._style(name)))
            room -= text.width(clipped)
        return parts

    def _style(self, name: str) -> Style:
        p = self.palette
        named = {"key": p.heading, "quiet": p.dim, "strong": p.strong, "warn": p.negated, "mode": p.head_focused}
        return named.get(name, p.base)
