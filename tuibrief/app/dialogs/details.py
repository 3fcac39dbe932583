"""What is known of an article, to be set by hand: a line a detail, beside it what the file said, and below the citation
that comes of it, while it is typed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.widgets import Static

from tuibrief import text
from tuibrief.app.dialogs.box import LOW
from tuibrief.app.dialogs.form import Form, Half, Line
from tuibrief.cite.details import DETAILS, typed_of, value_of
from tuibrief.cite.names import in_byline, inverted
from tuibrief.model import Article

_HINTS = {detail.name: detail.hint for detail in DETAILS}


class DetailsDialog(Form):
    """Gives the details that were changed; None where it was left. ``found`` is what the reading found where the file
    says nothing; ``cite`` gives the citation with other details, with what is quoted or without, and may be asked in a
    thread.
    """

    hint = "enter keep · tab next · esc close"
    keys: ClassVar[tuple[tuple[str, str], ...]] = (
        *Form.keys,
        ("", "Authors are parted by semicolons; “Family, Given” settles which is the family name."),
        ("", "A date may be 2025-10-28, 28 October 2025, 2025-10 or 2025; an address begins with https://."),
        ("", "An emptied line falls back on what was found in the text. Below is the citation as y would copy it."),
    )
    first_word = "file"

    def __init__(
        self,
        article: Article,
        added: Article,
        found: Mapping[str, str],
        cite: Callable[[Mapping[str, Any], bool], str],
        half: Half,
    ) -> None:
        lines = [
            Line(
                name,
                label,
                typed_of(article, name),
                typed_of(added, name),
                f"found: {found[name]}" if found.get(name) else "",
            )
            for name, label, _ in DETAILS
        ]
        super().__init__("What is known of the article", lines, half)
        self._cite = cite
        self._good: dict[str, Any] = {}

    def body(self) -> ComposeResult:
        """The lines, and the citation."""
        yield from super().body()
        yield Static(id="details-preview")

    def value(self, name: str, typed: str) -> Any:
        """The value of what was typed."""
        return value_of(name, typed)

    def word(self, name: str, typed: str) -> str:
        """How authors are told apart and turned round; else what can be typed."""
        value = self.value(name, typed)
        if name == "authors" and value:
            return "→ " + "; ".join(inverted(name) for each in value for name in in_byline(each))
        if name == "published" and value and value != typed.strip():
            return f"→ {value}"
        return _HINTS[name]

    def changed(self) -> None:
        """Show the citation with all that can be so; what can't stays as it was before."""
        for detail in DETAILS:
            try:
                self._good[detail.name] = value_of(detail.name, self.line(detail.name).value)
            except ValueError:
                continue
        values, quoting = (
            dict(self._good),
            self.app.size.height >= LOW,
        )  # else the quotation would fill what room there is

        def work() -> None:
            words = self._cite(values, quoting)
            self.app.call_from_thread(put, words)

        def put(words: str) -> None:
            if self.is_attached and values == self._good:
                lines = "\n".join(map(text.safe, words.split("\n")))
                self.query_one("#details-preview", Static).update(Text(lines))

        self.run_worker(work, thread=True, group="preview", exclusive=True, exit_on_error=False)
