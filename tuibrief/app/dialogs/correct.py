"""Correcting an event (or making one): a line a field, and beside it what was read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Input, Static

from tuibrief import text
from tuibrief.app.dialogs.box import Dialog
from tuibrief.app.fields import BY_NAME, DIFFERENT, FIELDS, Wrong, typed_of, value_of
from tuibrief.app.panes.dates import wide


class Half(NamedTuple):
    """A correction that was left half-written: its lines by field, and who is told each change of them."""

    lines: Mapping[str, str]
    drafted: Callable[[Mapping[str, str]], None]


class CorrectDialog(Dialog[Mapping[str, Any] | None]):
    """Gives the values that were changed; None where it was left. Dates are shown as they are understood while typed,
    in a thread: the first takes a quarter of a second."""

    hint = "enter keep · tab next field · names parted by ; · esc close, the draft stays"
    keys = (
        ("enter, ctrl+s", "keep what was changed"),
        ("tab shift+tab, up down", "another field"),
        ("escape", "close; what was changed stays as a draft"),
        ("ctrl+g", "drop the draft and close: as it was before"),
        ("ctrl+u", "empty the field"),
        ("", "Names are parted by semicolons. A date may be 28 Oct 2025, last Friday, 2025-10, 2019/2021."),
        ("", "Status and type may be shortened: h, neg, coop."),
    )

    def __init__(self, title: str, now: Mapping[str, Any], machine: Mapping[str, Any], base: str, half: Half) -> None:
        super().__init__()
        self.title_words = title
        self._now, self._machine, self._base, self._half = now, machine, base, half

    def body(self) -> ComposeResult:
        """A line a field."""
        with VerticalScroll(id="fields", can_focus=False):
            for field in FIELDS:
                with Horizontal(classes="field"):
                    yield Static(Text(field.label), classes="field-label")
                    several = self._now.get(field.name) is DIFFERENT
                    line = Input(
                        self._half.lines.get(field.name, typed_of(field.name, self._now.get(field.name))),
                        id=f"field-{field.name.replace('_', '-')}",
                        compact=True,
                        select_on_focus=False,
                        placeholder="(several: empty leaves them)" if several else "",
                    )
                    line.cursor_blink = False
                    yield line
                    yield Static(id=f"read-{field.name.replace('_', '-')}", classes="field-read")
        yield Static(id="field-word")

    def _show_read(self, name: str, typed: str) -> None:
        """What was read, beside a field that says something else."""
        value = self._machine.get(name, DIFFERENT)
        words = typed_of(name, value)
        differs = value is not DIFFERENT and words != typed.strip()
        read = self.query_one(f"#read-{name.replace('_', '-')}", Static)
        read.update(Text(self.said(f"read: {text.safe(words) or '–'}") if differs else ""))
        read.display = differs

    def begin(self) -> None:
        """Ready to type in the first line."""
        for field in FIELDS:
            self._show_read(field.name, self._line(field.name).value)
        begun = next((field.name for field in FIELDS if field.name in self._half.lines), FIELDS[0].name)
        self.set_focus(self._line(begun))

    def on_descendant_focus(self) -> None:
        """Another field: what can stand there."""
        self._tell()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say how what stands there is understood, and what was read."""
        name = (event.input.id or "").removeprefix("field-").replace("-", "_")
        self._show_read(name, event.value)
        self._half.drafted(self._changed_lines())
        if event.input is self.focused:
            self._tell()

    def _line(self, name: str) -> Input:
        return self.query_one(f"#field-{name.replace('_', '-')}", Input)

    def _changed_lines(self) -> dict[str, str]:
        lines = {field.name: self._line(field.name).value for field in FIELDS}
        return {name: line for name, line in lines.items() if line != typed_of(name, self._now.get(name))}

    def _field(self) -> tuple[str, Input] | None:
        line = self.focused
        if not isinstance(line, Input) or not line.id:
            return None
        return line.id.removeprefix("field-").replace("-", "_"), line

    def _tell(self) -> None:
        """The line below the fields; a date is worked out beside the screen."""
        here = self._field()
        if here is None:
            return
        name, line = here
        typed = line.value
        if name != "when" or not typed.strip():
            self._show(name, typed)
            return

        def work() -> None:
            word = self._word(name, typed)
            self.app.call_from_thread(self._put, typed, word)

        self.run_worker(work, thread=True, group="date", exclusive=True, exit_on_error=False)

    def _put(self, typed: str, word: str) -> None:
        here = self._field()
        if self.is_attached and here is not None and here[1].value == typed:
            self.query_one("#field-word", Static).update(Text(self.said(text.safe(word))))

    def _show(self, name: str, typed: str) -> None:
        self.query_one("#field-word", Static).update(Text(self.said(text.safe(self._word(name, typed)))))

    def _word(self, name: str, typed: str) -> str:
        if name == "headline":
            return ""
        try:
            value = value_of(name, typed, self._base)
        except Wrong as wrong:
            return str(wrong)
        if name == "when":
            return (
                f"→ {wide(value).strip()}  ({value})"
                if value
                else "a date: 28 Oct 2025, last Friday, 2025-10, 2019/2021"
            )
        if BY_NAME[name].choices:
            return f"→ {value.lower()}  ({' '.join(choice.lower() for choice in BY_NAME[name].choices)})"
        return f"{len(value)} names" if len(value) > 1 else ""

    def stroke(self, key: str) -> bool:
        """Enter keeps, tab and arrows go to the fields; the rest is typing."""
        if key in ("tab", "down", "shift+tab", "up"):
            lines = list(self.query(Input))
            at = next((n for n, line in enumerate(lines) if line is self.focused), 0)
            # Widget.focus() comes a moment later: keys typed meanwhile would go to the line before.
            self.set_focus(lines[(at + (1 if key in ("tab", "down") else -1)) % len(lines)])
            return True
        if key in ("enter", "ctrl+s"):
            self._keep()
            return True
        if key == "ctrl+g":
            self._half.drafted({})
            self._half = Half({}, lambda _: None)  # news of the last letters may still be on its way
            self.dismiss(None)
            return True
        return super().stroke(key)

    def _keep(self) -> None:
        """Give what was changed; a field that can't be so keeps the dialog open, with the cursor in it."""
        changed: dict[str, Any] = {}
        for field in FIELDS:
            line = self._line(field.name)
            if line.value == typed_of(field.name, self._now.get(field.name)):
                continue
            try:
                changed[field.name] = value_of(field.name, line.value, self._base)
            except Wrong as wrong:
                self.set_focus(line)
                self.query_one("#field-word", Static).update(Text(self.said(text.safe(str(wrong)))))
                return
        self.dismiss(changed)
