"""A line to type into at the foot of the screen: search and filter. What is typed takes effect while it is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input, Static

from tuibrief import text
from tuibrief.app.dialogs.box import Above


class Prompt(Above[str | None]):
    """One line. Enter keeps what it does, escape takes it back, up and down go through what was typed earlier.

    ``changed`` is called with the text at each change and gives a word back about it (a count, or what is wrong).
    """

    def __init__(
        self, label: str, value: str, changed: Callable[[str], str], history: Sequence[str] = (), hint: str = ""
    ) -> None:
        super().__init__()
        self._label, self._value, self._changed = label, value, changed
        self._history = [h for h in history if h]
        self._at = len(self._history)
        self._hint = hint
        self._taken, self._word = value, ""

    def compose(self) -> ComposeResult:
        """Label, line, and a word about it."""
        with Horizontal(id="prompt"):
            yield Static(Text(self._label), id="prompt-label")
            # Selecting on focus would let the first letter wipe out a filter that is only to be made narrower.
            line = Input(self._value, id="prompt-line", compact=True, select_on_focus=False)
            line.cursor_blink = False
            yield line
            yield Static(Text(self._hint), id="prompt-word")

    def on_mount(self) -> None:
        """Ready to type."""
        self.query_one(Input).focus()
        self.stands()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Let what is typed take effect."""
        word = self._take(event.value)
        self.query_one("#prompt-word", Static).update(Text(text.safe(word or ("" if event.value else self._hint))))

    def _take(self, typed: str) -> str:
        """Let a text take effect, once."""
        if typed != self._taken:
            self._taken, self._word = typed, self._changed(typed)
        return self._word

    def stroke(self, key: str) -> bool:
        """Enter, escape and the history; the rest is typing."""
        line = self.query_one(Input)
        if key in ("escape", "ctrl+c") or (key == "backspace" and not line.value):
            self.dismiss(None)
        elif key == "enter":
            self._take(line.value)  # news of the last letters may still be on its way
            self.dismiss(line.value)
        elif key in ("up", "ctrl+p", "down", "ctrl+n"):
            step = -1 if key in ("up", "ctrl+p") else 1
            self._at = max(0, min(self._at + step, len(self._history)))
            line.value = self._history[self._at] if self._at < len(self._history) else ""
            line.cursor_position = len(line.value)
        else:
            return False
        return True
