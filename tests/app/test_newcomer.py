"""What somebody meets who has read nothing: no key ends in a dead end, and what can't be is said."""

from __future__ import annotations

import shlex
from pathlib import Path

from tests.app.conftest import ROOT, Start
from tests.app.terminal import Terminal, app_command
from tuibrief.app import commands


def test_ctrl_z_goes_back_to_the_shell_and_fg_comes_back_to_the_same_screen(library: Path, tmp_path: Path) -> None:
    shell = Terminal(["sh", "-i"], home=tmp_path, environment={"PYTHONPATH": str(ROOT), "PS1": "shell: ", "ENV": ""})
    with shell:
        shell.wait_for("shell:")
        shell.type(shlex.join(app_command(library)) + "\r")
        shell.wait_for("Dockers walk out")
        shell.press("j")
        shell.press("ctrl+z")
        shell.wait_for("Stopped")
        shell.type("echo in between\r")
        shell.type("fg\r")
        shell.wait_for(lambda text: "Dockers walk out" in text and "in between" not in text and "Events 2/" in text)
        shell.press("k")
        shell.wait_for("Events 1/")


def test_ctrl_z_where_no_shell_waits_says_so_and_stops_nothing(start: Start) -> None:
    terminal = start()
    terminal.press("ctrl+z")
    terminal.wait_for("no shell behind this")
    terminal.press("j")
    terminal.wait_for("Events 2/")


def test_in_the_plain_preset_ctrl_z_undoes() -> None:
    plain = commands.keymap(preset="plain")
    assert not plain.problems
    assert ("ctrl+z",) in plain.of("mark.undo")
    assert not plain.of("app.suspend")
