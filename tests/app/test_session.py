"""What a person does in the app: marks that are there again, places that come back, and text from outside that stays
harmless.
"""

from __future__ import annotations

import os
import re
import signal
import time
from pathlib import Path

import pytest

from tests.app import sample
from tests.app.conftest import Start
from tests.app.terminal import Terminal
from tuibrief.app import commands
from tuibrief.app.keys import written
from tuibrief.library.library import Library
from tuibrief.model import Article, EventType


def quit_app(terminal: Terminal) -> None:
    terminal.press("q", settle=False)
    assert terminal.wait_end() == 0


def rows(terminal: Terminal) -> str:
    """The screen without its foot, where messages stand."""
    return terminal.text.rpartition("\n ")[0]


def test_a_tag_is_there_at_the_next_start(start: Start) -> None:
    first = start(80, 24)
    first.press("j", "t")
    first.type("wages, night shifts")
    first.press("enter")
    first.wait_for("#wages")
    quit_app(first)
    again = start(120, 40)
    again.wait_for("#wages")
    again.press("t")
    again.wait_for("wages, night shifts")


def test_tags_in_use_complete_and_a_deleted_word_takes_its_tag_off(start: Start, library: Path) -> None:
    terminal = start(80, 24)
    terminal.press("t")
    terminal.type("mediation")
    terminal.press("enter", "j", "t")
    terminal.type("med")
    terminal.press("tab", "enter")
    assert rows(terminal).count("#medi") == 2
    terminal.press("t", *["backspace"] * 12, "enter")
    assert rows(terminal).count("#medi") == 1
    terminal.press("u")
    assert rows(terminal).count("#medi") == 2
    terminal.press("ctrl+r")
    assert rows(terminal).count("#medi") == 1


def test_a_note_is_kept_and_can_be_changed(start: Start, library: Path) -> None:
    terminal = start(80, 24)
    terminal.press("a")
    terminal.type("who\rcounted?")
    terminal.press("ctrl+s")
    terminal.wait_for("✎")
    terminal.press("a")
    terminal.wait_for("counted?")
    terminal.type(" And when?")
    terminal.press("ctrl+s")
    quit_app(terminal)
    with Library.open(library, who="reader") as kept:
        assert [m.value for m in kept.marks() if m.kind == "note"] == ["who\ncounted? And when?"]


def test_a_half_written_note_survives_a_kill(start: Start, tmp_path: Path) -> None:
    terminal = start(80, 24)
    terminal.press("j", "j", "a")
    terminal.type("half a thou")
    kept = tmp_path / "state"
    terminal.wait_for(lambda _: any(b"half a thou" in file.read_bytes() for file in kept.rglob("app-*.json")))
    terminal.process.send_signal(signal.SIGKILL)
    again = start(80, 24)
    again.wait_for("half-written note")
    again.press("a")
    again.wait_for("half a thou")


def test_the_place_comes_back(start: Start) -> None:
    terminal = start(120, 40)
    terminal.press("]", "j", "j", "2", "z")
    quit_app(terminal)
    again = start(120, 40, ready="Mediators")
    again.wait_for("¶2/3")
    assert "Events" not in again.text.splitlines()[1]
    again.press("z")
    again.wait_for("Events 3/5")


def test_moving_in_the_source_moves_the_event_and_back(start: Start) -> None:
    terminal = start(120, 40)
    terminal.press("2", "G")
    terminal.wait_for("Events 10/10")
    terminal.press("3", "gg"[0], "g")
    terminal.wait_for("Source ¶1/3")


def test_enter_on_an_event_in_actor_goes_there_in_whichever_article_it_is(start: Start) -> None:
    terminal = start(120, 40)
    terminal.press("4", "G", "k", "enter")
    assert "Harbour Board agrees" in terminal.text or "Mediators come" in terminal.text
    terminal.press("H")
    terminal.wait_for("Dockers walk out at Halvik")


def test_mouse_and_arrows_do_what_keys_do(start: Start) -> None:
    terminal = start(120, 40)
    column, row = terminal.where("Talks between")
    terminal.click(column, row)
    terminal.wait_for("Events 2/10")
    terminal.press("down")
    terminal.wait_for("Events 3/10")


def test_another_sessions_tag_appears_by_itself(start: Start, library: Path) -> None:
    terminal = start(120, 40)
    with Library.open(library, who="colleague") as other:
        row = other.events(article=other.articles()[0].id)[0]
        other.tag([other.target_of_event(row.id)], "seen")
    terminal.wait_for("#seen")


def test_nothing_is_written_while_idle(start: Start) -> None:
    terminal = start(120, 40)
    terminal.settle(1.0)
    before = len(terminal.raw)
    time.sleep(2.5)
    terminal.read()
    assert len(terminal.raw) == before


def test_a_cursor_step_and_a_change_of_pane_write_little(start: Start) -> None:
    terminal = start(120, 40)
    terminal.settle(1.0)
    for key, most in (("j", 4096), ("j", 4096), ("l", 3072), ("h", 3072)):
        before = len(terminal.raw)
        terminal.press(key)
        assert 0 < len(terminal.raw) - before <= most, key


# --- text from outside

HOSTILE = (
    "\x1b]0;owned\x07\x1b[2J\x1b[31mRed alert\x1b[0m at the port, [@click=app.quit]quit[/] said [/] "
    "the [bold]board[/bold].\n\n"
    "\x9b31mMore\x9d52;c;ZXZpbA==\x9c \u202eolleh\u202c and \x1bP+q544e\x1b\\ a \x07bell. "
    "The crew rescued [/]two sailors[/].\n"
)


def test_an_article_can_not_write_to_the_terminal(start: Start, tmp_path: Path) -> None:
    article = Article.of(
        HOSTILE,
        "evil.txt",
        title="\x1b]0;title\x07[red]Title[/red] \x1b[5m",
        outlet="\x9b1m[/]Outlet",
        published="2024-03-09",
    )
    clauses = [
        sample.Clause(
            "said", "\x1b[31mBoard\x1b]52;c;eA==\x07 says [/] [@click=app.quit]it[/]", EventType.STATEMENT, ("[/]",)
        ),
        sample.Clause(
            "rescued", "[bold]Crew[/] rescues\x9b2J two", EventType.AID, by=("\x1b]8;;http://evil\x07source",)
        ),
    ]
    path = sample.make(tmp_path / "evil.jsonl", (article, sample.read(article, clauses)))
    terminal = start(120, 40, path=path, ready="walk")
    terminal.press("]", "]", "]", "j", "1", "4", "3", "t")
    terminal.type("[/]x")
    terminal.press("enter", "Y", "j", "esc", "a", "esc", ":", "esc", "?", "esc", "/", "[", "/", "enter", "y")
    assert terminal.process.poll() is None, terminal.text
    terminal.wait_for("[/]")
    raw = bytes(terminal.raw)
    for sequence in (
        b"owned\x07",
        b"\x1b[2J",
        b"\x1bP",
        b"\xc2\x9b",
        b"\xc2\x9d",
        "\u202e".encode(),
        b"\x1b[31m",
    ):
        start_at = raw.find(sequence)
        assert start_at < 0, raw[max(0, start_at - 40) : start_at + 40]
    # "]8;;" alone is a line's own text, written after a visible sign for the escape
    commands_sent = re.findall(rb"\x1b\]([^;\x07\x1b]*)", raw)
    assert set(commands_sent) <= {b"22", b"52"}, commands_sent  # the pointer's shape, the clipboard
    assert commands_sent.count(b"52") <= 1
    assert b"\x1b]52;c;eA==" not in raw


# --- starting with bad things


def test_an_empty_library_says_what_to_do(start: Start, tmp_path: Path) -> None:
    terminal = start(80, 24, path=tmp_path / "none.jsonl", ready="No articles yet")
    for command in commands.COMMANDS:
        if command.id in ("app.quit",) or not command.keys:
            continue
        terminal.press(*commands_keys(command.id), "esc", settle=False)
        terminal.read(0.03)
    assert terminal.process.poll() is None, terminal.text
    assert not (tmp_path / "none.jsonl").exists()


# --- every command


def commands_keys(name: str) -> list[str]:
    command = commands.BY_ID[name]
    keys = list(commands.keymap().of(name)[0])
    return keys + ({"grade": ["B", "2"], "letter": ["q"]}.get(command.takes or "", []))


def test_every_command_has_its_function_and_help() -> None:
    from importlib import import_module

    for command in commands.COMMANDS:
        module, function = command.run.split(".")
        made = getattr(import_module(f"tuibrief.app.actions.{module}"), function)
        assert made.__doc__, command.id
        assert command.title
    assert len({c.id for c in commands.COMMANDS}) == len(commands.COMMANDS)


@pytest.mark.parametrize("preset", sorted(commands.PRESETS))
def test_no_preset_has_clashes(preset: str) -> None:
    assert commands.keymap(preset=preset).problems == ()


def test_a_users_keymap_is_used_and_its_mistakes_are_said(start: Start, tmp_path: Path) -> None:
    place = tmp_path / "config" / "tuibrief" / "keymap.toml"
    place.parent.mkdir(parents=True)
    place.write_text('[keys]\n"mark.tag" = "T"\nfly = "f"\n')
    terminal = start(80, 24)
    terminal.wait_for("fly")
    terminal.press("T")
    terminal.wait_for("Tags of")
    assert written(commands.load_keymap(place).of("mark.tag")[0]) == "T"


@pytest.mark.parametrize("raw", [b"\xff\xfe\x00", b"keys = 3", b"[keys]\nx = {", b'preset = "emacs"', b"[other]"])
def test_a_broken_keymap_gives_the_default_and_a_sentence(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "keymap.toml").write_bytes(raw)
    made = commands.load_keymap(tmp_path / "keymap.toml")
    assert made.problems
    assert made.of("mark.tag") == (("t",),)


def test_importing_the_registry_needs_no_textual() -> None:
    import subprocess
    import sys

    code = "import sys, tuibrief.app, tuibrief.app.commands, tuibrief.app.view; sys.exit('textual' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], env={**os.environ}, check=False).returncode == 0
