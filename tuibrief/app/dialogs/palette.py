"""Every command by name (``:``), and the keys (``?``)."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group
from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Input, Static

from tuibrief.app.commands import GROUPS, Command
from tuibrief.app.dialogs.box import Choices, Choosing, Dialog, Row
from tuibrief.app.keys import Keymap, written


def fits(typed: str, command: Command) -> bool:
    """Whether all words typed stand in the command's title, help or id."""
    within = f"{command.title} {command.id} {command.help}".casefold()
    return all(word in within for word in typed.casefold().split())


class Palette(Choosing[str | None]):
    """A line and the commands that fit it. Gives the id of the chosen one; a number alone goes to that row."""

    title_words = "Commands"
    hint = "enter run · esc close · a number goes to that row"

    def __init__(self, commands: Sequence[Command], keymap: Keymap) -> None:
        super().__init__()
        self._offered = ""
        self._rows = [(c, Row(c.title, keymap.shown(c.id), c.id)) for c in commands]

    def body(self) -> ComposeResult:
        """The line and the list."""
        line = Input(id="palette-line", compact=True)
        line.cursor_blink = False
        yield line
        self.choices = Choices([row for _, row in self._rows])
        yield self.choices

    def begin(self) -> None:
        """Ready to type."""
        self.query_one(Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what fits."""
        self._offer(event.value)

    def _offer(self, typed: str) -> None:
        """Titles that begin so first, then all that hold the words."""
        if typed == self._offered:
            return
        self._offered = typed
        found = [(c, row) for c, row in self._rows if fits(typed, c)]
        found.sort(key=lambda f: not f[0].title.casefold().startswith(typed.casefold().strip()))
        self.choices.show([row for _, row in found])

    def choose(self) -> None:
        """Run the row under the cursor, or go to the row of a number."""
        self._offer(self.query_one(Input).value)  # news of the last letters may still be on its way
        typed = self.query_one(Input).value.strip()
        if typed.isdecimal():
            self.dismiss(typed)
        elif self.choices.row is not None:
            self.dismiss(str(self.choices.row.value))


class Help(Dialog[None]):
    """The keys: those that work here first, then all the others, each with what it does."""

    hint = "j k scroll · esc close"

    def __init__(self, here: Sequence[str], place: str, keymap: Keymap) -> None:
        super().__init__()
        self._here, self._keymap, self._place = here, keymap, place
        self.title_words = "The keys"

    def body(self) -> ComposeResult:
        """The table."""
        with VerticalScroll(id="help"):
            yield Static(self._table())

    def _table(self) -> Group:
        here = [c for _, many in GROUPS for c in many if self._here[0] in c.where and "browse" not in c.where]
        parts: list[Text | Table] = [Text(f"In {self._place}", "bold"), self._lines(here)]
        for group, many in GROUPS:
            parts += [Text(f"\n{group}", "bold"), self._lines(many)]
        return Group(*parts)

    def _lines(self, many: Sequence[Command]) -> Table:
        """Keys, and beside them what they do; nothing here is read as markup."""
        table = Table.grid(padding=(0, 2))
        table.add_column(min_width=14, max_width=20)
        table.add_column(ratio=1)
        for command in many:
            keys = " ".join(written(s) for s in self._keymap.of(command.id)) or ":"
            said = Text(self.said(command.title))
            if command.help:
                said.append(self.said(f"\n{command.help}"), "dim")
            table.add_row(Text("  " + keys, "bold"), said)
        return table

    def stroke(self, key: str) -> bool:
        """Scroll, or close."""
        pane = self.query_one(VerticalScroll)
        steps = {"j": 1, "down": 1, "k": -1, "up": -1, "ctrl+d": 8, "ctrl+u": -8, "pagedown": 15, "space": 15,
                 "pageup": -15,                 "G": 9999, "end": 9999, "g": -9999, "home": -9999}  # fmt: skip
        if key in steps:
            pane.scroll_relative(y=steps[key], animate=False)
            return True
        if key in ("q", "?", "enter", "escape", "ctrl+c"):
            self.dismiss(None)
        return True
