"""Choosing the style of citations, with what each would copy."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.text import Text
from textual.app import ComposeResult
from textual.widgets import Static

from tuibrief import text
from tuibrief.app.dialogs.box import Choices, Choosing, Row


class Previewed(Choosing[str | None]):
    """A list, and below it the whole of what the row under the cursor stands for. Gives the chosen row's value."""

    letters = True

    def __init__(self, rows: Sequence[Row], preview: Callable[[str], str], at: int = 0) -> None:
        super().__init__()
        self._rows, self._preview, self._at = rows, preview, at

    def body(self) -> ComposeResult:
        """List and preview."""
        self.choices = Choices(list(self._rows))
        self.choices.cursor = self._at
        yield self.choices
        yield Static(id="style-preview")

    def begin(self) -> None:
        """Show the preview of the row where it opens."""
        self.moved()

    def moved(self) -> None:
        """Another row: its preview."""
        row = self.choices.row
        if row is not None:
            lines = "\n".join(text.safe(line) for line in self._preview(str(row.value)).split("\n"))
            self.query_one("#style-preview", Static).update(Text(lines))

    def choose(self) -> None:
        """That one."""
        self.dismiss(str(self.choices.row.value) if self.choices.row else None)


class StyleDialog(Previewed):
    """The styles of citations, each with what it would copy. Gives the chosen one's name."""

    title_words = "Style of citations"
    hint = "enter use it and copy · esc leave as it was"

    def __init__(self, styles: Sequence[tuple[str, str]], now: str, preview: Callable[[str], str]) -> None:
        rows = [Row(title, name if name.casefold() != title.casefold() else "", name) for name, title in styles]
        super().__init__(rows, preview, next((n for n, (name, _) in enumerate(styles) if name == now), 0))


class CopiesDialog(Previewed):
    """The last copies (when, UTC, and the text), newest first. Gives the place of the chosen one."""

    title_words = "Last copies"
    hint = "enter copy it again · esc close"

    def __init__(self, copies: Sequence[tuple[str, str]]) -> None:
        rows = [
            Row(" ".join(words.split())[:120], at[:16].replace("T", " "), str(number))
            for number, (at, words) in enumerate(copies)
        ]
        super().__init__(rows, lambda number: copies[int(number)][1])
