"""Choosing the style of citations, with what each would copy; and the last copies."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import ClassVar, TypeVar

from rich.text import Text
from textual.app import ComposeResult
from textual.widgets import Static

from tuibrief import text
from tuibrief.app.dialogs.box import Choices, Choosing, Row

T = TypeVar("T")


class Previewed(Choosing[T]):
    """A list, and below it the whole of what the row under the cursor stands for."""

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
        """Another row: its preview, made beside the screen, as a style of one's own may take its time."""
        row = self.choices.row
        if row is None:
            return
        name = str(row.value)

        def work() -> None:
            words = self._preview(name)
            self.app.call_from_thread(put, words)

        def put(words: str) -> None:
            if self.is_attached and self.choices.row is row:
                lines = "\n".join(text.safe(line) for line in words.split("\n"))
                self.query_one("#style-preview", Static).update(Text(lines))

        self.run_worker(work, thread=True, group="preview", exclusive=True, exit_on_error=False)


class StyleDialog(Previewed[str | None]):
    """The styles of citations, each with what it would copy. Gives the chosen one's name.

    ``once`` are those that are no styles of citations; their capital letters choose them from wherever the cursor is.
    """

    title_words = "Style of citations"
    hint = "enter use it · once: Q quotation, H headline, L link · esc"
    keys: ClassVar[tuple[tuple[str, str], ...]] = (
        ("enter", "copy in this style; y uses it from now on"),
        ("j k, up down", "another style, with what it gives below"),
        ("Q H L", "copy the quotation, the headline or the link alone, this once"),
        ("escape", "leave it as it was"),
    )

    def __init__(
        self, styles: Sequence[tuple[str, str]], now: str, once: Collection[str], preview: Callable[[str], str]
    ) -> None:
        rows = [Row(title, name if name.casefold() != title.casefold() else "", name) for name, title in styles]
        self._alone = {name[0].upper(): name for name in once}
        super().__init__(
            [replace(row, aside=f"once · {str(row.value)[0].upper()}") if row.value in once else row for row in rows],
            preview,
            next((n for n, (name, _) in enumerate(styles) if name == now), 0),
        )

    def choose(self) -> None:
        """That one."""
        self.dismiss(str(self.choices.row.value) if self.choices.row else None)

    def stroke(self, key: str) -> bool:
        """A capital letter copies something this once."""
        if key in self._alone:
            self.dismiss(self._alone[key])
            return True
        return super().stroke(key)


class CopiesDialog(Previewed[tuple[str, int] | None]):
    """The last copies (when, UTC, and the text), newest first. Gives what to do with which: "copy" or "by hand"."""

    title_words = "Last copies"
    hint = "enter copy it again · v select it by hand · esc close"
    keys: ClassVar[tuple[tuple[str, str], ...]] = (
        ("enter", "copy it again"),
        ("v", "show it plainly, to be selected with the terminal's own mouse"),
        ("j k, up down", "another one, whole below"),
        ("escape", "close"),
    )

    def __init__(self, copies: Sequence[tuple[str, str]]) -> None:
        rows = [
            Row(" ".join(words.split())[:120], at[:16].replace("T", " "), str(number))
            for number, (at, words) in enumerate(copies)
        ]
        super().__init__(rows, lambda number: copies[int(number)][1])

    def choose(self) -> None:
        """That one again."""
        self._give("copy")

    def stroke(self, key: str) -> bool:
        """v shows it plainly."""
        if key == "v":
            self._give("by hand")
            return True
        return super().stroke(key)

    def _give(self, what: str) -> None:
        row = self.choices.row
        self.dismiss((what, int(str(row.value))) if row is not None else None)
