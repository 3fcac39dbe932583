"""Every command of the registry, in each place where it can be used: by its key, by the palette, and while the screen
changes its size. That it has run is read from the app, not guessed from the screen.

Nothing here names a command but to get somewhere: what is added to the registry is walked too.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.app.conftest import Told
from tests.app.terminal import Terminal
from tuibrief.app import commands
from tuibrief.app.commands import Command, Where
from tuibrief.app.keys import Resolver, Run

KEYS = commands.keymap()
QUIT = "app.quit"
ARGUMENTS = {"grade": ["B", "2"], "letter": ["q"]}
# The keys that lead to each place from anywhere among the panes.
WAYS: dict[Where, list[str]] = {
    Where.ARTICLES: ["3", "1"],
    Where.SOURCE: ["2"],
    Where.EVENTS: ["3"],
    Where.ACTOR: ["4"],
    Where.SELECT: ["2", "v"],
    Where.TIMELINE: ["3", "g", "l"],
    Where.COMPARISON: ["3", "g", "g", "C"],
}
HEADS = {Where.TIMELINE: "Timeline", Where.COMPARISON: "Comparison"}  # these come a moment after their key
HOME = ["esc", "esc", "esc"]
SIZES = [(80, 24), (40, 12), (200, 50), (20, 5), (120, 40)]


def contexts(where: Where) -> tuple[str, ...]:
    return ("select",) if where is Where.SELECT else (where, "browse")


def by_key(where: Where) -> Iterator[tuple[Command, list[str]]]:
    """All commands that a key runs there, each with its first such key; but the one that ends the walk."""
    for command in commands.COMMANDS:
        keys = (list(sequence) + ARGUMENTS.get(command.takes or "", []) for sequence in KEYS.of(command.id))
        found = next((each for each in keys if runs(each, where) == command.id), None)
        if found is not None and command.id != QUIT:
            yield command, found


def runs(keys: list[str], where: Where) -> str:
    """The command that keys run in a place."""
    resolver = Resolver(KEYS)
    outcome = [resolver.feed(key, contexts(where)) for key in keys][-1]
    return outcome.command if isinstance(outcome, Run) else ""


def own(where: Where, command: Command) -> bool:
    """Whether a command is walked here too, where one that works in all places is walked in one of them only."""
    return where in command.where or where is Where.EVENTS


class Walk:
    """The app, and what it ran."""

    def __init__(self, terminal: Terminal, trace: Path, library: Path) -> None:
        self.terminal, self.trace, self.library = terminal, trace, library

    def ran(self) -> list[str]:
        return self.trace.read_text().split() if self.trace.exists() else []

    def go(self, where: Where, command: Command, keys: list[str], then: Callable[[], object] = lambda: None) -> None:
        """Go somewhere and press keys; the command must have run by them, with the app alive after it."""
        before, size = len(self.ran()), self.library.stat().st_size
        for _ in range(3):  # a dialog that was worked out beside the screen may come late, and take keys
            self.arrive(where)
            self.terminal.press(*keys, settle=False)
            then()
            if self.has_run(command, before):
                break
            self.terminal.press(*HOME, settle=False)
        else:
            raise AssertionError(f"{command.id} was not run by {keys}\n{self.terminal.text}")
        self.terminal.press(*HOME, settle=False)
        if self.library.stat().st_size != size:  # what the next command finds is what this one found
            self.terminal.press("3", "u", settle=False)

    def has_run(self, command: Command, before: int) -> bool:
        """Whether a command runs within a few seconds, after so many others."""
        end = time.monotonic() + 6
        while command.id not in self.ran()[before:]:
            self.terminal.read(0.01)
            assert self.terminal.process.poll() is None, f"{command.id}\n{self.terminal.text}"
            if time.monotonic() > end:
                return False
        return True

    def arrive(self, where: Where) -> None:
        """Go to a place. Where it is worked out beside the screen, ask until it is there: stories may just be linked
        anew."""
        head = HEADS.get(where)
        if head is None:
            self.terminal.press(*WAYS[where], settle=False)
            return
        self.terminal.press("3", settle=False)
        self.terminal.wait_for(lambda text: head not in text)
        for last in (False,) * 15 + (True,):
            self.terminal.press(*WAYS[where], settle=False)
            try:
                self.terminal.wait_for(head, limit=1.5)
            except AssertionError:
                if last:
                    raise
                self.terminal.press("3", "u", settle=False)  # the walk itself may have parted the story
            else:
                return

    def leave(self) -> None:
        self.terminal.press(*HOME, "3", "q", settle=False)
        assert self.terminal.wait_end(20) == 0


@pytest.fixture
def walk(on_bridge: Told, tmp_path: Path) -> Callable[[Where], Walk]:
    def begin(where: Where) -> Walk:
        trace = tmp_path / "trace"
        return Walk(on_bridge(120, 40, trace=trace), trace, tmp_path / "bridge.jsonl")

    return begin


def test_every_place_of_the_registry_is_walked() -> None:
    assert set(WAYS) == set(Where) - {Where.BROWSE}


@pytest.mark.parametrize("where", WAYS)
def test_every_command_by_its_key(walk: Callable[[Where], Walk], where: Where) -> None:
    on = walk(where)
    for command, keys in by_key(where):
        on.go(where, command, keys)
    on.leave()


@pytest.mark.parametrize("where", WAYS)
def test_every_command_by_the_palette(walk: Callable[[Where], Walk], where: Where) -> None:
    on = walk(where)
    for command in commands.offered(contexts(where)):
        if command.id == QUIT or not own(where, command):
            continue
        on.go(where, command, [":", *command.id, "enter", *ARGUMENTS.get(command.takes or "", [])])
    on.leave()


@pytest.mark.parametrize("where", WAYS)
def test_every_command_while_the_screen_changes_its_size(walk: Callable[[Where], Walk], where: Where) -> None:
    on = walk(where)
    here = [(command, keys) for command, keys in by_key(where) if own(where, command)]
    for number, (command, keys) in enumerate(here):
        columns, rows = SIZES[number % len(SIZES)]
        on.go(where, command, keys, partial(on.terminal.resize, columns, rows, quiet=0.02))
        on.terminal.resize(120, 40, quiet=0.02)
    on.leave()
