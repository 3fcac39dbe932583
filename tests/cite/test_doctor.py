"""``tuibrief doctor`` names what lies on the way to the clipboard, and the setting that mends it."""

from pathlib import Path

import pytest

from tests.test_cli import run

__all__ = ["run"]


def said(run) -> dict[str, str]:
    code, out, _ = run("doctor")
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
