"""Choosing among views that have a name, and among events by part of their headline."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.widgets import Input

from tuibrief.app.dialogs.box import Choices, Choosing, Row
from tuibrief.app.panes.dates import wide

if TYPE_CHECKING:
    from tuibrief.library.records import EventRow


class Listed(Choosing[tuple[str, bool] | None]):
    """A list to choose from. Gives the chosen row's value, and whether it is to be dropped."""

    letters = True
    keys = (*Choosing.keys, ("d", "drop the row"), ("j k, gg G", "another row"))

    def __init__(self, title: str, rows: Sequence[Row], hint: str) -> None:
        super().__init__()
        self.title_words, self._rows, self.hint = title, rows, hint

    def body(self) -> ComposeResult:
        """The list."""
        self.choices = Choices(self._rows)
        yield self.choices

    def choose(self) -> None:
        """That one."""
        self.dismiss((str(self.choices.row.value), False) if self.choices.row else None)

    def stroke(self, key: str) -> bool:
        """``d`` drops."""
        if key in ("d", "delete") and self.choices.row:
            self.dismiss((str(self.choices.row.value), True))
            return True
        return super().stroke(key)


class JumpDialog(Choosing[str | None]):
    """A line and the events that hold its words; they are looked up beside the screen. Gives the event's id."""

    title_words = "Jump to an event"
    hint = "type part of a headline · enter go there · esc close"

    def __init__(self, find: Callable[[str], Sequence[EventRow]]) -> None:
        super().__init__()
        self._find = find
        self._shown = ""

    def body(self) -> ComposeResult:
        """The line and the list."""
        line = Input(id="palette-line", compact=True)
        line.cursor_blink = False
        yield line
        self.choices = Choices()
        yield self.choices

    def begin(self) -> None:
        """Ready to type."""
        self.query_one(Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look up what fits, in a thread: a large library takes longer than a key may."""
        typed = event.value.strip()

        def work() -> None:
            found = self._rows(typed)
            self.app.call_from_thread(self._show, typed, found)

        self.run_worker(work, thread=True, group="find", exclusive=True, exit_on_error=False)

    def _rows(self, typed: str) -> list[Row]:
        return [Row(row.headline, wide(row.when).strip(), row.id) for row in self._find(typed)] if typed else []

    def _show(self, typed: str, rows: Sequence[Row]) -> None:
        if self.is_attached and typed == self.query_one(Input).value.strip():
            self._shown = typed
            self.choices.nothing = "No headline holds these words." if typed else ""
            self.choices.show(rows)

    def choose(self) -> None:
        """The row under the cursor; of what was typed last, where its rows are still on their way."""
        typed = self.query_one(Input).value.strip()
        if typed != self._shown:
            self._show(typed, self._rows(typed))
        if self.choices.row is not None:
            self.dismiss(str(self.choices.row.value))
