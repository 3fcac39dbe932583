"""Choosing the style of citations, with what each would copy."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.text import Text
from textual.app import ComposeResult
from textual.widgets import Static

from tuibrief import text
from tuibrief.app.dialogs.box import Choices, Choosing, Row


class StyleDialog(Choosing[str | None]):
    """A list of styles and a preview of the one under the cursor. Gives the chosen one's name."""

    title_words = "Style of citations"
    hint = "enter use it and copy · esc leave as it was"
    letters = True

    def __init__(self, styles: Sequence[tuple[str, str]], now: str, preview: Callable[[str], str]) -> None:
        super().__init__()
        self._styles, self._now, self._preview = styles, now, preview

    def body(self) -> ComposeResult:
        """List and preview."""
        rows = [Row(title, name if name.casefold() != title.casefold() else "", name) for name, title in self._styles]
        self.choices = Choices(rows)
        self.choices.cursor = next((n for n, (name, _) in enumerate(self._styles) if name == self._now), 0)
        yield self.choices
        yield Static(id="style-preview")

    def begin(self) -> None:
        """Show the present style's preview."""
        self.moved()

    def moved(self) -> None:
        """Another style: its preview."""
        row = self.choices.row
        if row is not None:
            lines = "\n".join(text.safe(line) for line in self._preview(str(row.value)).split("\n"))
            self.query_one("#style-preview", Static).update(Text(lines))

    def choose(self) -> None:
        """That one."""
        self.dismiss(str(self.choices.row.value) if self.choices.row else None)
