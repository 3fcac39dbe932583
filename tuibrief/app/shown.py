"""What stands on the terminal's screen, cell by cell, as far as is known: what is there already isn't written again.

Textual paints a region whole. A dialog that opens or closes repaints every pane under it, a list that jumps also the
dates and blanks that stay the same: 15 KB where a few hundred bytes differ.
"""

from __future__ import annotations

from collections.abc import Hashable

from tuibrief.text import cell_width, is_narrow

_UNKNOWN = -1  # the look of a cell of which nothing is known


# Signs of ours that take one cell: most lines have one, and to measure each of their characters took long.
_SIGNS = dict.fromkeys(map(ord, "✓◷✗✎•▌◆▐▁▂▃▄▅▆▇█≠≈−→│▸"))


def one_cell_each(text: str) -> bool:
    """Whether each character takes just one cell."""
    return is_narrow(text) or is_narrow(rest := text.translate(_SIGNS)) or all(cell_width(c) == 1 for c in rest)


class Shown:
    """The cells of a screen of so many columns and rows. Rows and columns are counted from 1, as terminals do.

    ``erases`` says that the terminal erases in the background's colour.
    """

    def __init__(self, columns: int, rows: int, *, erases: bool = False) -> None:
        self.size = (columns, rows)
        self.erases = erases
        #: Where the terminal's cursor is for sure.
        self.cursor: tuple[int, int] | None = None
        self._characters: list[list[str]] = []
        self._looks: list[list[int]] = []
        self._numbers: dict[Hashable, int] = {}
        self.forget()

    def forget(self) -> None:
        """Nothing is known any more: something else may have written, or moved what was there."""
        columns, rows = self.size
        self.cursor = None
        self._characters = [[""] * columns for _ in range(rows)]
        self._looks = [[_UNKNOWN] * columns for _ in range(rows)]

    def forget_row(self, row: int, column: int) -> None:
        """Nothing is known of a row any more, from a column on."""
        if 0 < row <= len(self._looks):
            looks = self._looks[row - 1]
            looks[column - 1 :] = [_UNKNOWN] * len(looks[column - 1 :])

    def put(self, row: int, column: int, text: str, style: Hashable, blank: Hashable) -> tuple[int, int]:
        """Take in a text of one cell a character, and give which part of it (from, up to) looks otherwise than what was
        there (nothing, at its end, where all is the same). ``blank`` tells how a blank looks in this style: its ink
        doesn't matter."""
        columns, rows = self.size
        if not (0 < row <= rows and column > 0 and column - 1 + len(text) <= columns):
            self.forget()
            return 0, len(text)
        look, empty = self._number(style), self._number(blank)
        looks = [empty if character == " " else look for character in text] if " " in text else [look] * len(text)
        characters, there = self._characters[row - 1], self._looks[row - 1]
        begin, end = column - 1, column - 1 + len(text)
        same = [
            a == b and c == d for a, b, c, d in zip(text, characters[begin:end], looks, there[begin:end], strict=True)
        ]
        if all(same):
            return len(text), len(text)
        characters[begin:end], there[begin:end] = list(text), looks
        return same.index(False), len(text) - same[::-1].index(False)

    def _number(self, style: Hashable) -> int:
        return self._numbers.setdefault(style, len(self._numbers))
