"""What is typed: filters with their history, counts and completion; searches; drafts of notes and corrections."""

from __future__ import annotations

import signal
from pathlib import Path

from tests.app.conftest import Start
from tests.app.terminal import Terminal
from tests.app.test_session import quit_app
from tests.app.test_working import corrected
from tuibrief.app.view import View
from tuibrief.library.library import Library


def foot(terminal: Terminal) -> str:
    """The line to type into and the one above it."""
    terminal.settle()
    return "\n".join(line.rstrip() for line in terminal.screen.display[-2:])


def kept(terminal: Terminal, folder: Path, words: bytes) -> None:
    """Wait until the state file holds these words."""
    terminal.wait_for(lambda _: any(words in file.read_bytes() for file in folder.rglob("app-*.json")))


def test_filters_typed_earlier_come_back_by_the_arrows_also_after_a_restart(start: Start) -> None:
    terminal = start(80, 24)
    for words in ("board", "strike"):
        terminal.press("f", "ctrl+u")
        terminal.type(words)
        terminal.press("enter")
        terminal.wait_for(f"filter {words}")
    terminal.press("F", "/")
    terminal.type("walk")
    terminal.press("enter")
    quit_app(terminal)
    again = start(80, 24)
    again.press("f")
    again.type("boa")
    again.press("up")
    again.wait_for("filter strike")
    again.press("up")
    again.wait_for("filter board")
    again.press("down", "down")
    again.wait_for("filter boa ")
    again.press("esc", "/", "up")
    again.wait_for("/walk")


def test_a_filters_fields_complete_from_the_library_and_half_a_word_hides_nothing(start: Start) -> None:
    terminal = start(100, 30)
    terminal.press("f")
    terminal.type("actor:")
    terminal.wait_for("Dockers' League")
    assert "10 events" in foot(terminal)
    terminal.type("boa")
    terminal.wait_for("actor:boa")
    assert "10 events" in foot(terminal)
    terminal.press("tab")
    terminal.wait_for('actor:"Harbour Board"')
    terminal.wait_for("3 events")
    terminal.type("type:")
    terminal.wait_for("agree  consult")
    terminal.press("tab", "tab")
    terminal.wait_for("type:consult")
    terminal.press("shift+tab")
    terminal.wait_for("type:agree")
    terminal.press("ctrl+u")
    terminal.type("status:neg")
    terminal.press("enter")
    terminal.wait_for("filter status:negated")
    assert "Events 1/2" in terminal.text


def test_a_filter_that_can_not_be_is_said_and_stays_to_be_mended(start: Start) -> None:
    terminal = start(100, 30)
    terminal.press("f")
    terminal.type("board type:war")
    terminal.press("enter")
    terminal.wait_for("type: agree, consult")
    terminal.press("esc")
    terminal.wait_for("? help")
    assert "Events 1/10" in terminal.text


def test_a_filter_is_deleted_letter_by_letter_without_the_old_one_coming_back(start: Start) -> None:
    terminal = start(100, 30)
    terminal.press("f")
    terminal.type("board")
    terminal.press("enter", "f", *["backspace"] * 8)
    terminal.wait_for("words, or actor:")
    terminal.press("enter")
    terminal.wait_for("/10")
    assert "· filter" not in terminal.text


def test_what_a_filter_can_be_is_told_by_its_help_and_typing_goes_on(start: Start) -> None:
    terminal = start(80, 24)
    terminal.press("f")
    terminal.type("dock")
    terminal.press("f1")
    terminal.wait_for("-word -tag:x   not so")
    assert "actor: type: status: source: since: until: note: is:" in terminal.text
    terminal.press("esc")
    terminal.type("ers")
    terminal.wait_for("filter dockers")


def test_searching_counts_what_is_found_as_it_is_typed(start: Start) -> None:
    terminal = start(100, 30)
    terminal.press("2", "/")
    terminal.type("board")
    terminal.wait_for("2 found")
    terminal.press("enter")
    terminal.wait_for("n next match")
    terminal.press("esc")
    terminal.wait_for(lambda text: "next match" not in text)


def test_a_half_written_correction_survives_a_kill_and_goes_on(start: Start, library: Path, tmp_path: Path) -> None:
    terminal = start(100, 30)
    terminal.press("j", "e", "tab", "tab")
    terminal.type("; Port Aldous")
    kept(terminal, tmp_path / "state", b"Port Aldous")
    terminal.process.send_signal(signal.SIGKILL)
    again = start(100, 30)
    assert "half-written correction is kept" in again.text
    again.press("gg"[0], "g", "g", "d")
    again.wait_for("correction: whom Harbour Board; P")
    again.press("enter")
    again.wait_for("Correct Talks between")
    assert "; Port Aldous" in again.text
    again.press("enter")
    again.wait_for("Corrected whom")
    assert corrected(library) == {"whom": ["Harbour Board", "Port Aldous"]}
    again.press("g", "d")
    again.wait_for("Nothing is half-written.")


def test_a_draft_can_be_dropped(start: Start, library: Path) -> None:
    terminal = start(100, 30)
    terminal.press("e")
    terminal.type("x")
    terminal.press("esc")
    terminal.wait_for("The draft is kept")
    terminal.press("e")
    terminal.wait_for("Halvikx")
    terminal.press("ctrl+g", "a")
    terminal.type("half")
    terminal.press("ctrl+g", "g", "d")
    terminal.wait_for("Nothing is half-written.")
    assert corrected(library) == {}


def test_notes_on_words_and_articles_are_found_again_among_the_drafts(start: Start) -> None:
    terminal = start(100, 30)
    terminal.press("2", "v", "a", "w", "c")
    terminal.type("on a word")
    terminal.press("esc")
    terminal.wait_for("The draft is kept")
    terminal.press("esc", "1", "j", "a")
    terminal.type("on an article")
    terminal.press("esc")
    terminal.wait_for("The draft is kept")
    terminal.press("g", "d")
    terminal.wait_for("note: on an article")
    terminal.press("enter")
    terminal.wait_for("Note on Mediators come")
    assert "on an article" in terminal.text
    terminal.press("esc", "g", "d", "d")
    terminal.wait_for("The draft is dropped.")
    terminal.press("g", "d", "enter")
    terminal.wait_for("on a word")


def test_rows_that_were_worked_out_beside_the_screen_are_those_that_are_shown(library: Path) -> None:
    with Library.open(library) as opened:
        view = View(opened, all_articles=True)
        view.prepare(None, "board")
        view.filter = "board"
        rows = view.events(None)
        assert len(rows) == len(opened.events(query="board"))
        view.prepare(None, "board")
        view.filter = "strike"
        assert len(view.events(None)) == len(opened.events(query="strike")) != len(rows)
        view.prepare(None, "type:war")
        view.filter = "type:war"
        assert len(view.events(None)) == len(opened.events(query="strike"))
        assert "war" in view.problem
