"""Writing a note: several lines, kept as a draft from the first letter on."""

from __future__ import annotations

from collections.abc import Callable

from rich.text import Text
from textual.app import ComposeResult
from textual.widgets import Static, TextArea

from tuibrief import text
from tuibrief.app.dialogs.box import Dialog


class NoteDialog(Dialog[str | None]):
    """An editor. Ctrl+s keeps the note (an emptied one is taken away), escape closes and keeps the draft.

    ``drafted`` is called at each change with what stands, so that neither a kill nor a dropped line loses it.
    """

    hint = "ctrl+s keep it · esc close, the draft stays · f1 keys"
    keys = (
        ("ctrl+s", "keep the note; an emptied one is taken away"),
        ("escape", "close; what is written stays as a draft"),
        ("ctrl+g", "drop the draft and close"),
        ("enter", "a new line"),
    )

    def __init__(self, what: str, begun: str, others: str, drafted: Callable[[str], None]) -> None:
        super().__init__()
        self.title_words = f"Note on {what}"
        self._begun, self._others, self._drafted = begun, others, drafted

    def body(self) -> ComposeResult:
        """What others wrote, and the editor."""
        if self._others:
            yield Static(Text(text.safe(self._others)), id="note-others")
        area = TextArea(self._begun, id="note-area", compact=True, soft_wrap=True, tab_behavior="focus")
        area.cursor_blink = False
        area.highlight_cursor_line = False
        yield area

    def begin(self) -> None:
        """Ready to write at the end."""
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)
        area.focus()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Keep the draft."""
        self._drafted(event.text_area.text)

    def stroke(self, key: str) -> bool:
        """Ctrl+s and escape; the rest is writing."""
        if key in ("ctrl+s", "ctrl+enter"):
            self.dismiss(self.query_one(TextArea).text)
            return True
        if key == "ctrl+g":
            self._drafted("")
            self._drafted = lambda _: None  # news of the last letters may still be on its way
            self.dismiss(None)
            return True
        if key in ("escape", "ctrl+c"):
            self._drafted(self.query_one(TextArea).text)  # news of the last letters may still be on its way
        return super().stroke(key)
