"""Every command by name (``:``), and the keys (``?``)."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group
from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.widgets import Input

from tuibrief import text
from tuibrief.app.commands import ALSO, BY_ID, COMMANDS, GROUPS, Command
from tuibrief.app.dialogs.box import Choices, Choosing, Row, Scrolled
from tuibrief.app.keys import Keymap, written
from tuibrief.app.now import IN_PANE, Now


def fits(typed: str, command: Command) -> bool:
    """Whether all words typed stand in the command's title, help or id, or begin what others call it."""
    within, also = f"{command.title} {command.id} {command.help}".casefold(), f" {ALSO.get(command.id, '')}"
    return all(word in within or f" {word}" in also for word in typed.casefold().split())


def closeness(typed: str, command: Command) -> int:
    """How well what was typed fits a command that it fits, the best first: its very name, how its title begins, a word
    of its title that begins so, its title or name or what others call it, its help."""
    wanted, title = typed.casefold().strip(), command.title.casefold()
    named, also = f"{title} {command.id}", f" {ALSO.get(command.id, '')}"
    better = (
        command.id == wanted,
        title.startswith(wanted),
        f" {wanted}" in title,
        all(word in named or f" {word}" in also for word in wanted.split()),
    )
    return next((at for at, holds in enumerate(better) if holds), len(better))


class Palette(Choosing[str | None]):
    """A line and the commands that fit it. Gives the id of the chosen one; a number alone goes to that row."""

    title_words = "Commands"
    hint = "enter run · esc close · a number goes to that row"
    keys = (
        *Choosing.keys,
        ("", "Type part of what a command does, or of its name. A number alone goes to that row."),
    )

    def __init__(self, commands: Sequence[Command], keymap: Keymap) -> None:
        super().__init__()
        self._offered = ""
        self._rows = [(c, Row(c.title, keymap.shown(c.id), c.id)) for c in commands]

    def body(self) -> ComposeResult:
        """The line and the list."""
        line = Input(id="palette-line", compact=True)
        line.cursor_blink = False
        yield line
        self.choices = Choices([row for _, row in self._rows], "No command has these words.")
        yield self.choices

    def begin(self) -> None:
        """Ready to type."""
        self.query_one(Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what fits."""
        self._offer(event.value)

    def _offer(self, typed: str) -> None:
        """What fits, the closest first; of what is as close, in the order in which it stood."""
        if typed == self._offered:
            return
        self._offered = typed
        found = [(c, row) for c, row in self._rows if fits(typed, c)]
        if typed.strip():
            found.sort(key=lambda f: closeness(typed, f[0]))
        self.choices.show([row for _, row in found])

    def choose(self) -> None:
        """Run the row under the cursor, or go to the row of a number."""
        self._offer(self.query_one(Input).value)  # news of the last letters may still be on its way
        typed = self.query_one(Input).value.strip()
        if typed.isdecimal():
            self.dismiss(typed)
        elif self.choices.row is not None:
            self.dismiss(str(self.choices.row.value))


class Help(Scrolled):
    """What can be done here, now, the most useful first; then every command with its keys."""

    title_words = "What can be done here, now"

    def __init__(self, now: Sequence[Now], contexts: Sequence[str], place: str, keymap: Keymap) -> None:
        super().__init__()
        self._now, self._contexts, self._place, self._keymap = now, contexts, place, keymap

    def words(self) -> Group:
        """How things stand and what is useful then; this pane; all."""
        parts: list[Text | Table] = []
        for words, ids in self._now:
            parts += [Text(self.said(text.safe(words)), "bold"), self._lines([BY_ID[each] for each in ids]), Text()]
        useful = [BY_ID[each] for each in IN_PANE.get(self._contexts[0], ())]
        own = [c for c in COMMANDS if self._contexts[0] in c.where and "browse" not in c.where and c not in useful]
        if self._contexts[0] != "select":
            parts += [Text(f"In {self._place}", "bold"), self._lines([*useful, *own]), Text()]
        for group, many in GROUPS:
            parts += [Text(group, "bold"), self._lines(many, whole=True), Text()]
        return Group(*parts[:-1])

    def _lines(self, many: Sequence[Command], *, whole: bool = False) -> Table:
        """Keys, and beside them what they do; ``whole`` adds each command's further words, and where it is for
        if not here. Nothing is read as markup."""
        table = Table.grid(padding=(0, 1))
        table.add_column(min_width=8, max_width=17)
        table.add_column(ratio=1)
        for command in many:
            keys = " ".join(written(s) for s in self._keymap.of(command.id)) or ":"
            said = Text(self.said(command.title))
            if whole and not any(each in self._contexts for each in command.where):
                said.append(f" (in {', '.join(str(each).capitalize() for each in command.where)})", "dim")
            if whole and command.help:
                said.append(self.said(f"\n{command.help}"), "dim")
            table.add_row(Text(" " + keys, "bold"), said)
        return table
