"""``tuibrief doctor`` names what lies on the way to the clipboard, and the setting that mends it."""

import socket
import sys
from pathlib import Path

import pytest

from tests.app.terminal import Terminal
from tests.test_cli import run
from tuibrief.cite.asking import display_answers

__all__ = ["run"]


def said(run, *options: str) -> dict[str, str]:
    code, out, _ = run("doctor", *options)
    assert code == 0
    found: dict[str, str] = {}
    for line in out.splitlines():
        name, _, value = line.strip().partition("\t")
        found[name] = f"{found[name]} {value}" if name in found else value
    return found


def test_a_plain_terminal(run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLORTERM", "truecolor")
    found = said(run)
    assert found["colours"].startswith("16 million")
    assert found["remote"] == "no"
    assert found["display"] == "none"
    assert "74,994 bytes" in found["osc52"]
    assert "OSC 52" in found["change"]


def test_a_display_without_a_tool(run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DISPLAY", ":987")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "xclip" in said(run)["change"]


def test_a_display_that_is_gone_is_said_to_be(run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":987")
    found = said(run)
    assert found["display"] == ":987, which does not answer"
    assert "export DISPLAY" in found["change"]


def test_a_display_that_answers(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as display:
        display.bind(str(tmp_path / "wayland-0"))
        found = {"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": str(tmp_path)}
        assert display_answers(found) is True
    assert display_answers({}) is None
    assert display_answers({"DISPLAY": "nonsense"}) is None


@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        (
            "\x1bP>|kitty(0.32.2)\x1b\\\x1b[?62;c",
            ("kitty(0.32.2), TERM=", "clipboard_control write-clipboard in ~/.config/kitty"),
        ),
        ("\x1bP>|XTerm(379)\x1b\\\x1b[?64;1;2c", ("XTerm(379), TERM=", "XTerm*allowWindowOps: true")),
        ("\x1bP>|Some\x07thing\x1b\\\x1b[?62;22;52c", ("Something, TERM=", "it says that it takes copies")),
        ("", ("terminal     TERM=", "your own terminal must allow OSC 52")),  # one that never answers
    ],
)
def test_the_terminal_is_asked_who_it_is_and_what_it_needs(tmp_path: Path, answer: str, shown: tuple[str, ...]) -> None:
    command = [sys.executable, "-m", "tuibrief", "doctor"]
    environment = {"SSH_CONNECTION": "1 2 3 4", "PYTHONPATH": str(Path(__file__).parents[2])}
    with Terminal(command, columns=160, rows=40, home=tmp_path, environment=environment) as terminal:
        terminal.wait_for(lambda _: b"\x1b[>0q\x1b[c" in terminal.raw)
        terminal.write(answer)
        terminal.wait_for("model")
        assert terminal.wait_end() == 0
        for word in shown:
            assert word in terminal.text


@pytest.fixture
def xclip(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder in which a stand-in for xclip keeps each selection in a file."""
    tool = tmp_path / "xclip"
    tool.write_text(f'#!/bin/sh\n[ "$3" = -out ] && exec cat {tmp_path}/$2\nexec cat > {tmp_path}/$2\n')
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setenv("DISPLAY", ":987")
    monkeypatch.setattr("tuibrief.cli.citing._to_terminal", lambda _sequence: None)
    return tmp_path


def test_each_route_is_tried_beside_the_clipboard_which_stays_as_it_was(run, xclip: Path) -> None:
    (xclip / "clipboard").write_text("mine")
    found = said(run)["tried"]
    assert "xclip: works" in found
    assert "osc52: only" in found
    assert (xclip / "clipboard").read_text() == "mine"


def test_a_route_that_fails_is_named(run, xclip: Path) -> None:
    (xclip / "xclip").write_text("#!/bin/sh\nexit 1\n")
    assert "xclip: xclip failed" in said(run)["tried"]


def test_each_route_fills_the_clipboard_where_that_is_asked_for(run, xclip: Path) -> None:
    assert "xclip: copied (xclip), and read back" in said(run, "--copy")["tried"]
    assert (xclip / "clipboard").read_text().startswith("tuibrief doctor")


@pytest.mark.parametrize(("term", "word"), [("tmux-256color", "tmux at"), ("screen-256color", "tmux or screen at")])
def test_a_multiplexer_at_the_near_end(run, monkeypatch: pytest.MonkeyPatch, term: str, word: str) -> None:
    monkeypatch.setenv("TERM", term)
    monkeypatch.setenv("SSH_CONNECTION", "1 2 3 4")
    found = said(run)
    assert word in found["multiplexer"]
    assert "set -s set-clipboard on" in found["change"]


@pytest.mark.parametrize(
    ("told", "change"),
    [
        ("xterm-256color\\tXTerm(379)\\tclipboard\\texternal\\t0\\t3.3a", "XTerm*selectToClipboard: true"),
        ("screen-256color\\t\\ttitle\\texternal\\t0\\t3.3a", "around this one: set -s set-clipboard on"),
        ("odd\\t\\ttitle\\texternal\\t0\\t3.3a", "set -as terminal-features ',odd:clipboard'"),
    ],
)
def test_tmux(run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, told: str, change: str) -> None:
    tool = tmp_path / "tmux"
    tool.write_text(f"#!/bin/sh\nprintf 'tuibrief-asks\\t{told}\\n'\n")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setenv("TMUX", "/t,1,0")
    found = said(run)
    assert found["multiplexer"].startswith("tmux 3.3a")
    assert change in found["change"]
    assert "any size" in found["tmux"]


def test_styles_of_the_users_own_are_counted(run, own_home: Path) -> None:
    folder = own_home / "config" / "tuibrief"
    folder.mkdir(parents=True)
    (folder / "house.csl").write_text("<style/>")
    assert "your own: house" in said(run)["styles"]
