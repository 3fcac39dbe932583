"""Where no clipboard can be reached: nothing is printed into the screen, keys go on, and the message claims no more."""

from __future__ import annotations

import base64
import os
import re
from pathlib import Path

import pytest

from tests.app.terminal import Terminal
from tests.chain.conftest import Place
from tuibrief.library.library import Library
from tuibrief.model import Article

COMPLAINS = "echo 'Error: no display' >&2; echo 'no display'; echo oops > /dev/tty"


def tools(place: Place, **bodies: str) -> str:
    """A PATH that begins with stand-ins of these names."""
    folder = place.home / "tools"
    folder.mkdir()
    for name, body in bodies.items():
        tool = folder / name.replace("_", "-")
        tool.write_text(f"#!/bin/sh\n{body}\n")
        tool.chmod(0o755)
    return f"{folder}{os.pathsep}{os.environ['PATH']}"


def copied(place: Place, claim: str, **environment: str) -> Terminal:
    """Press ``y`` in the app; whatever else was on the screen has to be there still."""
    with Terminal(place.app, home=place.home, environment=place.env | environment) as terminal:
        terminal.wait_for("Crews stop work", 30)
        terminal.settle(0.3)
        before = terminal.text.splitlines()
        terminal.press("y", settle=False)
        after = terminal.wait_for(claim).splitlines()
        assert len(before) == len(after)
        changed = [new for old, new in zip(before, after, strict=True) if old != new]
        assert len(changed) == 1
        assert claim in changed[0]
        terminal.press("?")
        terminal.wait_for(lambda text: text.splitlines() != after)
    return terminal


def sent(terminal: Terminal) -> list[bytes]:
    """What the terminal was given for its clipboard."""
    return [base64.b64decode(found) for found in re.findall(rb"\x1b\]52;c;([^\x07]*)\x07", bytes(terminal.raw))]


def test_without_a_display_the_terminal_is_given_it(place: Place) -> None:
    assert sent(copied(place, f"sent to the terminal, {len(place.citation)} bytes")) == [place.citation]


def test_a_stale_display_prints_nothing(place: Place) -> None:
    # Whichever tools are installed, pyperclip's own among them, none reaches this display.
    path = tools(place, xclip=f"{COMPLAINS}; exit 1", xsel=f"{COMPLAINS}; exit 1")
    assert sent(copied(place, "sent to the terminal", DISPLAY=":987", PATH=path)) == [place.citation]


def test_the_tools_of_this_machine_on_a_stale_display_print_nothing(place: Place) -> None:
    assert sent(copied(place, "sent to the terminal", DISPLAY=":987")) == [place.citation]


def test_a_display_without_a_tool(place: Place) -> None:
    empty = place.home / "empty"
    empty.mkdir()
    terminal = copied(place, "sent to the terminal", DISPLAY=":987", WAYLAND_DISPLAY="none", PATH=str(empty))
    assert sent(terminal) == [place.citation]


@pytest.mark.parametrize("tool", ["xclip", "wl_copy"])
def test_a_tool_that_hangs_is_left_behind(place: Place, tool: str) -> None:
    path = tools(place, **{tool: f"{COMPLAINS}; exec sleep 600"})
    display = {"DISPLAY": ":987"} if tool == "xclip" else {"WAYLAND_DISPLAY": "none"}
    terminal = copied(place, "sent to the terminal", PATH=path, **display)
    assert sent(terminal) == [place.citation]
    assert b"oops" not in terminal.raw


def test_a_tmux_that_hangs_is_left_behind_and_the_text_opens_to_be_selected(place: Place) -> None:
    path = tools(place, tmux=f"{COMPLAINS}; exec sleep 600")
    lost = {"PATH": path, "TMUX": f"{Path('/nowhere')},1,0"}
    with Terminal(place.app, home=place.home, environment=place.env | lost) as terminal:
        terminal.wait_for("Crews stop work", 30)
        terminal.settle(0.3)
        before = terminal.text.splitlines()
        terminal.press("y", settle=False)
        shown = terminal.wait_for("select it by hand")  # the foot has said why a moment before
        text = place.citation.decode()
        assert text.encode() in bytes(terminal.raw).replace(b"\r", b"")  # in one piece, as it would be selected
        assert shown.startswith(text.split("\n")[0])
        terminal.press("esc")
        terminal.wait_for("Crews stop work")
        terminal.settle()
        after = terminal.text.splitlines()
    # pyte and the app count the cells of the hand in the article otherwise, so a repaint moves blanks.
    assert ["".join(line.split()) for line in before[:-1]] == ["".join(line.split()) for line in after[:-1]]
    assert b"oops" not in terminal.raw
    assert b"no display" not in terminal.raw
    assert sent(terminal) == []


def test_more_than_a_terminal_takes_opens_to_be_selected_and_nothing_is_sent(place: Place) -> None:
    many = "\n\n".join(f"Nobody was asked on day {day}, {'and so on ' * 40}." for day in range(200))
    with Library.open(place.library, who="reader") as library:
        library.add(Article.of(many, "many.txt", title="Many days"))
    with Terminal(place.app, home=place.home, environment=place.env) as terminal:
        terminal.wait_for("Crews stop work", 30)
        terminal.press("]", "2", "v", "G", settle=False)
        terminal.settle(0.3)
        terminal.press("y", settle=False)
        terminal.wait_for("page 1 of")
        terminal.press("esc")
        terminal.wait_for("bytes are more than a terminal takes")
    assert sent(terminal) == []
