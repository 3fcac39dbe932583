"""A line to type into at the foot of the screen: search and filter. What is typed takes effect while it is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Static

from tuibrief import text
from tuibrief.app import complete
from tuibrief.app.dialogs.box import Above


class Asking(NamedTuple):
    """What a prompt does with what is typed.

    ``changed`` lets a text take effect and gives a word about it (a count, or what is wrong). ``prepare`` is called
    before it, in a thread, where it would take too long for a key. ``values`` gives the values of a filter's field
    from the library; it is asked in a thread, once for each field; None: nothing is completed.
    """

    changed: Callable[[str], str]
    prepare: Callable[[str], object] | None = None
    values: Callable[[str], Sequence[str]] | None = None


class Prompt(Above[str | None]):
    """One line. Enter keeps what it does, escape takes it back, up and down go through what was typed earlier; tab
    completes a filter's field, with what it could be in the line above."""

    keys: ClassVar[tuple[tuple[str, str], ...]] = (
        ("enter", "keep it"),
        ("escape", "as it was before"),
        ("up down", "what was typed earlier"),
        ("tab shift+tab", "complete the word, the next that fits"),
        ("ctrl+u", "empty the line"),
    )

    def __init__(self, label: str, value: str, asking: Asking, history: Sequence[str] = (), hint: str = "") -> None:
        super().__init__()
        self._label, self._asking, self._hint = label, asking, hint
        self._history = [each for each in history if each and each != value]
        self._at = len(self._history)
        self._began_with = self._unsent = self._taken = value
        self._word = ""
        self._known: dict[str, Sequence[str]] = {}
        self._asked: set[str] = set()
        self._round: tuple[str, tuple[str, ...], int] | None = None  # what was typed, its offers, which one stands

    def compose(self) -> ComposeResult:
        """What it could become; then label, line, and a word about it."""
        with Vertical(id="prompt-box"):
            if self._hint or self._asking.values:
                yield Static(Text(self.said(self._hint)), id="prompt-offers")
            with Horizontal(id="prompt"):
                yield Static(Text(self._label), id="prompt-label")
                # Selecting on focus would let the first letter wipe out a filter that is only to be made narrower.
                line = Input(self._began_with, id="prompt-line", compact=True, select_on_focus=False)
                line.cursor_blink = False
                yield line
                yield Static(id="prompt-word")

    def on_mount(self) -> None:
        """Ready to type."""
        self.query_one(Input).focus()
        self.stands()

    # --- what is typed takes effect

    def on_input_changed(self, event: Input.Changed) -> None:
        """Let what is typed take effect, and show what it could become."""
        typed = event.value
        if self._round is not None and event.input.value != self._completed():
            self._round = None
        self._offer(typed)
        prepare, effective = self._asking.prepare, self._effective(typed)
        if prepare is None or effective == self._taken:
            self._tell(typed)
            return

        def work() -> None:
            prepare(effective)
            self.app.call_from_thread(self._prepared, typed)

        self.run_worker(work, thread=True, group="prepare", exclusive=True, exit_on_error=False)

    def _prepared(self, typed: str) -> None:
        if self.is_attached and self.query_one(Input).value == typed:
            self._tell(typed)

    def _tell(self, typed: str) -> None:
        word = self._take(typed)
        self.query_one("#prompt-word", Static).update(Text(self.said(text.safe(word if typed else ""))))

    def _take(self, typed: str) -> str:
        """Let a text take effect, once; a word at its end that can't be anything yet does not count."""
        effective = self._effective(typed)
        if effective != self._taken:
            self._taken, self._word = effective, self._asking.changed(effective)
        return self._word

    # --- completing

    def _effective(self, typed: str) -> str:
        return typed if self._asking.values is None else complete.effective(typed, self._known.get)

    def _offer(self, typed: str) -> None:
        """The line above: what the word at the end could become; with nothing typed, what can be typed."""
        if self._asking.values is None:
            return
        word = complete.last_word(typed)
        if word is not None and complete.from_library(word.field) and word.field not in self._asked:
            self._ask(word.field)
        found, at = (self._round[1], self._round[2]) if self._round else (complete.offers(typed, self._known.get), -1)
        line = Text(self.said("" if typed.strip() else self._hint), no_wrap=True, overflow="ellipsis")
        for number, each in enumerate(found):
            line.append(text.safe(each), "reverse" if number == at else "")
            line.append("  ")
        self.query_one("#prompt-offers", Static).update(line)

    def _ask(self, field: str) -> None:
        """Have the library say what a field can be, beside the screen."""
        self._asked.add(field)
        values = self._asking.values

        def work() -> None:
            found = tuple(values(field)) if values else ()
            self.app.call_from_thread(came, found)

        def came(found: Sequence[str]) -> None:
            self._known[field] = found
            if self.is_attached:
                typed = self.query_one(Input).value
                self._offer(typed)
                self._tell(typed)

        self.run_worker(work, thread=True, group=f"values {field}", exit_on_error=False)

    def _completed(self) -> str:
        typed, found, at = self._round or ("", (), 0)
        return complete.completed(typed, found[at]) if found else typed

    def _fitting(self, typed: str) -> tuple[str, ...]:
        """What the end of the line could become."""
        return tuple(complete.offers(typed, self._known.get)) if self._asking.values else ()

    def _complete(self, step: int) -> None:
        """Make the end of the line what it could become; once more, the next."""
        line = self.query_one(Input)
        if self._round is None:
            found = self._fitting(line.value)
            if not found:
                return
            self._round = (line.value, found, 0 if step > 0 else len(found) - 1)
        else:
            typed, found, at = self._round
            self._round = (typed, found, (at + step) % len(found))
        alone = len(self._round[1]) == 1
        self._put(self._completed())
        if alone:  # nothing to go through: the next tab is for the next word
            self._round = None

    # --- keys

    def stroke(self, key: str) -> bool:
        """Enter, escape, tab and the history; the rest is typing."""
        line = self.query_one(Input)
        if key in ("escape", "ctrl+c") or (key == "backspace" and not line.value and not self._began_with):
            self.dismiss(None)
        elif key == "enter":
            self._enter(line.value)
        elif key in ("tab", "shift+tab"):
            self._complete(1 if key == "tab" else -1)
        elif key in ("up", "ctrl+p", "down", "ctrl+n"):
            self._recall(-1 if key in ("up", "ctrl+p") else 1)
        elif key == "ctrl+u":
            self._put("")
        else:
            return super().stroke(key)
        return True

    def _enter(self, typed: str) -> None:
        """Keep what was typed; what can't be is said, and the line stays."""
        if self._asking.values is not None:
            wrong = complete.problem(typed, self._known.get)
            only = complete.offers(typed, self._known.get) if wrong else ()
            if len(only) == 1 and complete.last_word(typed):
                typed = complete.completed(typed, only[0])
            elif wrong:
                self.query_one("#prompt-offers", Static).update(Text(self.said(text.safe(wrong))))
                return
        self._take(typed)  # news of the last letters may still be on its way
        self.dismiss(typed)

    def _recall(self, step: int) -> None:
        """What was typed earlier, or (past the last) what was being typed."""
        line = self.query_one(Input)
        if self._at == len(self._history):
            self._unsent = line.value
        self._at = max(0, min(self._at + step, len(self._history)))
        self._put(self._history[self._at] if self._at < len(self._history) else self._unsent)

    def _put(self, typed: str) -> None:
        line = self.query_one(Input)
        line.value = typed
        line.cursor_position = len(typed)


class FilterPrompt(Prompt):
    """The line for a filter."""

    keys: ClassVar[tuple[tuple[str, str], ...]] = (
        *Prompt.keys,
        ("word", "in headlines, names, texts; “two words” as they stand"),
        ("tag:checked", "actor: type: status: source: since: until: note: is:"),
        ("-word -tag:x", "not so"),
    )
