"""A form: a line a field, beside it what stood there without a person's doing, below a word on what is typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, NamedTuple

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Input, Static

from tuibrief import text
from tuibrief.app.dialogs.box import Dialog


class Half(NamedTuple):
    """A form that was left half-written: its lines by field, and who is told each change of them."""

    lines: Mapping[str, str]
    drafted: Callable[[Mapping[str, str]], None]


class Line(NamedTuple):
    """One field: its name, its label, what stands in it, what stood there at first (None: nothing to compare with),
    what an empty line shows, and whether what is typed takes the place of the ``whole`` line.
    """

    name: str
    label: str
    now: str
    first: str | None = None
    placeholder: str = ""
    whole: bool = False


class Form(Dialog[Mapping[str, Any] | None]):
    """Gives the values that were changed; None where it was left. A line that can't be so keeps it open, with a word.

    ``first_word`` is what the word beside a line begins with; ``slow`` are the fields whose words are worked out beside
    the screen.
    """

    hint = "enter keep · tab next field · esc close, the draft stays"
    keys: ClassVar[tuple[tuple[str, str], ...]] = (
        ("enter, ctrl+s", "keep what was changed"),
        ("tab shift+tab, up down", "another field"),
        ("escape", "close; what was changed stays as a draft"),
        ("ctrl+g", "drop the draft and close: as it was before"),
        ("ctrl+u", "empty the field"),
    )
    first_word = "read"
    slow: frozenset[str] = frozenset()

    def __init__(self, title: str, lines: Sequence[Line], half: Half) -> None:
        super().__init__()
        self.title_words = title
        self._lines, self._half = {line.name: line for line in lines}, half

    def value(self, name: str, typed: str) -> Any:
        """The value of what was typed. Raises ValueError, with what is wrong in words."""
        raise NotImplementedError

    def word(self, name: str, typed: str) -> str:
        """How what was typed is understood, or what can be typed. Raises ValueError as ``value``."""
        raise NotImplementedError

    def changed(self) -> None:
        """A line is another now."""

    def body(self) -> ComposeResult:
        """A line a field."""
        with VerticalScroll(id="fields", can_focus=False):
            for field in self._lines.values():
                with Horizontal(classes="field"):
                    yield Static(Text(field.label), classes="field-label")
                    line = Input(
                        self._half.lines.get(field.name, field.now),
                        id=f"field-{field.name.replace('_', '-')}",
                        compact=True,
                        select_on_focus=field.whole,
                        placeholder=text.safe(self.said(field.placeholder)),
                    )
                    line.cursor_blink = False
                    yield line
                    yield Static(id=f"read-{field.name.replace('_', '-')}", classes="field-read")
        yield Static(id="field-word")

    def _show_first(self, name: str, typed: str) -> None:
        """What stood there at first, beside a field that says something else."""
        first = self._lines[name].first
        differs = first is not None and first != typed.strip()
        beside = self.query_one(f"#read-{name.replace('_', '-')}", Static)
        beside.update(Text(self.said(f"{self.first_word}: {text.safe(first or '') or '–'}") if differs else ""))
        beside.display = differs

    def begin(self) -> None:
        """Ready to type in the first line, or in the first that was half-written."""
        for name in self._lines:
            self._show_first(name, self.line(name).value)
        begun = next((name for name in self._lines if name in self._half.lines), next(iter(self._lines)))
        self.set_focus(self.line(begun))
        self.changed()

    def on_descendant_focus(self) -> None:
        """Another field: what can stand there."""
        self._tell()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say how what stands there is understood, and what stood there at first."""
        self._show_first(_name_of(event.input), event.value)
        self._half.drafted(self._changed_lines())
        if event.input is self.focused:
            self._tell()
        self.changed()

    def line(self, name: str) -> Input:
        """The line of a field."""
        return self.query_one(f"#field-{name.replace('_', '-')}", Input)

    def _changed_lines(self) -> dict[str, str]:
        lines = {name: self.line(name).value for name in self._lines}
        return {name: line for name, line in lines.items() if line != self._lines[name].now}

    def _tell(self) -> None:
        """The line below the fields."""
        line = self.focused
        if not isinstance(line, Input) or not line.id:
            return
        name, typed = _name_of(line), line.value
        if name not in self.slow or not typed.strip():
            self._show(self._word(name, typed))
            return

        def work() -> None:
            word = self._word(name, typed)
            self.app.call_from_thread(put, word)

        def put(word: str) -> None:
            if self.is_attached and self.focused is line and line.value == typed:
                self._show(word)

        self.run_worker(work, thread=True, group="word", exclusive=True, exit_on_error=False)

    def _word(self, name: str, typed: str) -> str:
        try:
            return self.word(name, typed)
        except ValueError as wrong:
            return str(wrong)

    def _show(self, word: str) -> None:
        self.query_one("#field-word", Static).update(Text(self.said(text.safe(word))))

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
            self._forget()
            self.dismiss(None)
            return True
        if key in ("escape", "ctrl+c"):
            self._half.drafted(self._changed_lines())
        return super().stroke(key)

    def _forget(self) -> None:
        """Draft nothing any more: news of the last letters may still be on its way."""
        self._half = Half({}, lambda _: None)

    def _keep(self) -> None:
        """Give what was changed; a field that can't be so keeps the dialog open, with the cursor in it."""
        kept: dict[str, Any] = {}
        for name, typed in self._changed_lines().items():
            try:
                kept[name] = self.value(name, typed)
            except ValueError as wrong:
                self.set_focus(self.line(name))
                self._show(str(wrong))
                return
        self._forget()
        self.dismiss(kept)


def _name_of(line: Input) -> str:
    return (line.id or "").removeprefix("field-").replace("-", "_")
