"""From the key ``y`` to the clipboard of the desk, through every kind of line and multiplexer, byte for byte."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from tests.chain.conftest import READING, Place
from tests.chain.machines import IGNORES, ONE_CLIPBOARD, Display, Remote, Xterm, lacking, until

pytestmark = pytest.mark.chain

BEFORE = "what was copied before"


class Desk:
    """Starts terminals on the X server, presses ``y``, and says what the app claimed."""

    def __init__(self, screen: Display, place: Place, stack: ExitStack) -> None:
        self.screen, self.place, self._stack = screen, place, stack
        screen.put(BEFORE)

    def start(self, command: list[str], ready: str = "Crews stop work", **more: Any) -> Xterm:
        terminal = self._stack.enter_context(Xterm(command, self.place.home, self.screen, **more))
        terminal.wait_for(ready, 30)
        terminal.settle()
        return terminal

    def copied(self, terminal: Xterm, claim: str) -> str:
        """Press ``y`` and wait for the claim; the line that it stands in."""
        terminal.press("y", settle=False)
        shown = terminal.wait_for(claim)
        return next(line for line in shown.splitlines() if claim in line)

    def arrives(self, terminal: Xterm) -> None:
        def there() -> bool:
            terminal.read()  # what is under way goes on to xterm
            return self.screen.get() == self.place.citation

        until(there, 8)
        assert self.screen.get().decode() == self.place.citation.decode()

    def stays(self, terminal: Xterm) -> None:
        terminal.settle(0.4)
        assert self.screen.get().decode() == BEFORE


@pytest.fixture
def desk(screen: Display, place: Place) -> Iterator[Desk]:
    with ExitStack() as stack:
        yield Desk(screen, place, stack)
        for name in ("tmux", "outer"):
            if (place.home / name).exists():
                subprocess.run(["tmux", "-S", str(place.home / name), "kill-server"], check=False, capture_output=True)
        for socket in (place.home / "screens").iterdir():  # screen outlives its terminal, as it is meant to
            quit_it = ["screen", "-S", socket.name, "-X", "quit"]
            subprocess.run(quit_it, check=False, capture_output=True, env={**os.environ, **place.env})


def needs(*names: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(bool(lacking(*names)), reason=lacking(*names))


def line(words: list[str]) -> str:
    return shlex.join(words)


def test_over_ssh(desk: Desk, remote: Remote, place: Place) -> None:
    terminal = desk.start(remote.command(*place.app, **place.env))
    desk.copied(terminal, f"sent to the terminal, {len(place.citation)} bytes")
    desk.arrives(terminal)


@needs("tmux")
@pytest.mark.parametrize("setting", ["external", "on", "off"])
def test_in_tmux_over_ssh_whatever_its_setting(desk: Desk, remote: Remote, place: Place, setting: str) -> None:
    inside = [*place.tmux(f"set -s set-clipboard {setting}"), line(place.app)]
    terminal = desk.start(remote.command(*inside, **place.env), resources=ONE_CLIPBOARD)
    desk.copied(terminal, "given to tmux")
    desk.arrives(terminal)
    held = subprocess.run(["tmux", "-S", str(place.home / "tmux"), "show-buffer"], capture_output=True, check=True)
    assert held.stdout == place.citation


@needs("tmux")
def test_in_tmux_that_lets_ours_through_the_clipboard_is_named(desk: Desk, remote: Remote, place: Place) -> None:
    terminal = desk.start(remote.command(*place.tmux("set -g allow-passthrough on"), line(place.app), **place.env))
    assert "selectToClipboard" not in desk.copied(terminal, "given to tmux")
    desk.arrives(terminal)


@needs("tmux")
def test_in_tmux_in_a_bare_xterm_the_message_says_where_it_went(desk: Desk, remote: Remote, place: Place) -> None:
    terminal = desk.start(remote.command(*place.tmux(), line(place.app), **place.env))
    desk.copied(terminal, "middle button")
    desk.stays(terminal)
    assert desk.screen.get("primary") == place.citation


@needs("tmux")
def test_from_tmux_on_the_desk_through_ssh_the_message_names_what_is_missing(
    desk: Desk, remote: Remote, place: Place
) -> None:
    there = remote.command(*place.app, **place.env)
    terminal = desk.start([*place.tmux(), line(there)], **place.env)
    desk.copied(terminal, "set-clipboard on")
    desk.stays(terminal)


@needs("tmux")
def test_from_tmux_on_the_desk_through_ssh_that_setting_mends_it(desk: Desk, remote: Remote, place: Place) -> None:
    there = remote.command(*place.app, **place.env)
    terminal = desk.start([*place.tmux("set -s set-clipboard on"), line(there)], resources=ONE_CLIPBOARD, **place.env)
    desk.copied(terminal, "sent to the terminal")
    desk.arrives(terminal)


@needs("tmux")
@pytest.mark.parametrize("mended", [False, True])
def test_tmux_in_tmux(desk: Desk, place: Place, mended: bool) -> None:
    setting = ["set -s set-clipboard on"] if mended else []
    inner = ["env", "-u", "TMUX", *place.tmux(*setting), line(place.app)]
    terminal = desk.start([*place.tmux(*setting, name="outer"), line(inner)], resources=ONE_CLIPBOARD, **place.env)
    desk.copied(terminal, "set-clipboard on")
    (desk.arrives if mended else desk.stays)(terminal)


@needs("screen")
def test_from_screen_on_the_desk_through_ssh(desk: Desk, remote: Remote, place: Place) -> None:
    there = remote.command(*place.app, **place.env)
    terminal = desk.start(["screen", "-c", "/dev/null", "-U", *there], **place.env)
    desk.copied(terminal, "by way of screen")
    desk.arrives(terminal)


@needs("screen")
def test_in_screen_over_ssh(desk: Desk, remote: Remote, place: Place) -> None:
    terminal = desk.start(remote.command("screen", "-c", "/dev/null", "-U", *place.app, **place.env))
    desk.copied(terminal, "by way of screen")
    desk.arrives(terminal)


def test_on_the_desk_itself(desk: Desk, screen: Display, place: Place) -> None:
    terminal = desk.start(place.app, **place.env, DISPLAY=screen.name)
    desk.copied(terminal, "copied (xclip)")
    desk.arrives(terminal)


def test_a_terminal_that_ignores_it_is_not_said_to_have_copied(desk: Desk, remote: Remote, place: Place) -> None:
    terminal = desk.start(remote.command(*place.app, **place.env), resources=IGNORES)
    assert "copied" not in desk.copied(terminal, "sent to the terminal")
    desk.stays(terminal)


def test_the_command_line_copies_over_ssh_too(desk: Desk, remote: Remote, place: Place) -> None:
    event = READING.events[0].id
    words = line([*place.app, "cite", event, "--copy"])
    terminal = desk.start(remote.command("sh", "-c", f"{words}; sleep 60", **place.env), ready="sent to the terminal")
    assert "#+end_quote" in terminal.text
    desk.arrives(terminal)


@needs("tmux")
def test_doctor_finds_the_xterm_around_tmux_and_what_it_needs(desk: Desk, remote: Remote, place: Place) -> None:
    words = f"{line([*place.app, 'doctor'])} | cut -c -78; sleep 60"
    terminal = desk.start(remote.command(*place.tmux(), words, **place.env), ready="model")
    assert "in XTerm(" in terminal.text
    assert "XTerm*selectToClipboard: true" in terminal.text
    assert "yes, over SSH" in terminal.text


def test_doctor_asks_the_terminal_at_the_other_end_of_the_line(desk: Desk, remote: Remote, place: Place) -> None:
    words = f"{line([*place.app, 'doctor'])}; sleep 60"
    terminal = desk.start(remote.command("sh", "-c", words, **place.env), ready="model")
    assert "XTerm(" in terminal.text
    assert "XTerm*allowWindowOps: true in ~/.Xresources" in terminal.text
