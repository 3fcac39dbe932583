"""What somebody meets who has read nothing: no key ends in a dead end, and what can't be is said."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path

import pytest

from tests.app import sample
from tests.app.conftest import ROOT, Start
from tests.app.terminal import Terminal, app_command
from tuibrief.app import commands, jobs, state
from tuibrief.app.dialogs.palette import closeness, fits
from tuibrief.app.opening import open_library
from tuibrief.model import Article


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


def found(typed: str) -> list[str]:
    """The commands that the palette offers for what was typed, in their order."""
    offered = [command for command in commands.COMMANDS if fits(typed, command)]
    return [command.id for command in sorted(offered, key=lambda command: closeness(typed, command))]


def test_the_palette_offers_first_what_is_called_so_then_what_only_speaks_of_it() -> None:
    assert found("cit")[0] == "copy.citation"
    assert found("timeline")[0] == "story.timeline"
    assert found("mark.undo") == ["mark.undo"]
    assert found("compare")[0] == "story.compare"


def test_the_palette_knows_what_others_call_a_command() -> None:
    assert set(commands.ALSO) <= set(commands.BY_ID)
    called = {"exit": "app.quit", "colors": "app.theme", "comment": "mark.note", "shortcuts": "app.help"}
    for word, command in called.items():
        assert found(word)[0] == command


def test_words_that_no_command_has_are_said_to_be_so_and_enter_does_nothing(start: Start) -> None:
    terminal = start()
    terminal.press(":")
    terminal.type("zebu")
    terminal.wait_for("No command has these words.")
    terminal.press("enter")
    assert "Commands" in terminal.text


def test_an_arrow_tells_of_rows_out_of_sight_above_and_below(start: Start) -> None:
    terminal = start()
    terminal.press("Y")
    terminal.wait_for("↓")
    assert "↑" not in terminal.text
    terminal.press("G")
    terminal.wait_for(lambda text: "↑" in text and "↓" not in text)


def test_a_search_that_finds_nothing_says_so_when_it_is_kept(start: Start) -> None:
    terminal = start()
    terminal.press("/")
    terminal.type("zebu")
    terminal.wait_for("not found")
    terminal.press("enter")
    terminal.wait_for("“zebu” is not in this pane.")


def test_a_filters_field_that_there_is_not_is_named_with_those_that_there_are(start: Start) -> None:
    terminal = start(100, 24)
    terminal.press("f")
    terminal.type("actr:board")
    terminal.wait_for("no field actr:")
    terminal.press("enter")
    terminal.wait_for("There is no field “actr”. Fields: actor tag")


def test_what_was_copied_is_named_with_where_it_went(start: Start) -> None:
    terminal = start(100, 30)
    terminal.press("y")
    terminal.wait_for("Citation (plain) · sent to the terminal")
    terminal.press("space", "j", "space", "y")
    terminal.wait_for("2 citations (plain) · sent to the terminal")
    terminal.press("-", "Y")
    terminal.wait_for("Style of citations")
    terminal.press("H")
    terminal.wait_for("Headline · sent to the terminal")


def test_the_default_keys_and_the_plain_ones_clash_nowhere() -> None:
    assert commands.keymap().problems == ()
    assert commands.keymap(preset="plain").problems == ()


def test_a_key_that_begins_a_sequence_of_selecting_only_is_free_for_a_command_among_the_panes() -> None:
    changed = commands.keymap({"app.tour": "a", "mark.note": "T"})
    assert changed.problems == ()
    assert ("a", "w") in changed.of("select.a-word")


def test_articles_are_added_from_inside_with_their_path_completed(start: Start, tmp_path: Path) -> None:
    folder = tmp_path / "press cuttings"
    folder.mkdir()
    (folder / "ferry.txt").write_text("The ferry company stopped all crossings on Monday.", encoding="utf-8")
    (folder / "notes.pdf").write_bytes(b"%PDF-1.4 nothing")
    (folder / "empty.txt").write_text("", encoding="utf-8")
    terminal = start(100, 24, path=tmp_path / "none.jsonl", ready="i adds a file or folder")
    terminal.press("i")
    terminal.type(f"{tmp_path}/press")
    terminal.wait_for("press cuttings/")
    terminal.press("tab")
    terminal.wait_for("empty.txt  ferry.txt")
    terminal.type("fe")
    terminal.press("tab", "enter")
    terminal.wait_for("1 article added.")
    terminal.wait_for("stopped all crossings")
    terminal.press("i", "up", "enter")
    terminal.wait_for("in the library already")
    terminal.press("i")
    terminal.type(f"'{folder}/empty.txt' {str(folder / 'notes.pdf').replace(' ', chr(92) + ' ')}")
    terminal.press("enter")
    terminal.wait_for("2 files not taken in: gm says why.")
    terminal.press("g", "m")
    terminal.wait_for("empty.txt is empty.")
    assert "notes.pdf is a PDF: save its text" in terminal.text


def test_a_path_that_leads_nowhere_keeps_the_line_open_and_says_why(start: Start) -> None:
    terminal = start(100, 24)
    terminal.press("i")
    terminal.type("nowhere.txt")
    terminal.press("enter")
    terminal.wait_for("nowhere.txt does not exist")
    terminal.press("ctrl+u")
    terminal.type("https://example.org/story")
    terminal.press("enter")
    terminal.wait_for("nothing is fetched: save the page as a file")
    terminal.press("esc")
    assert "add " not in terminal.text.splitlines()[-1]


def test_what_is_taken_in_while_a_long_article_is_read_is_there_at_once_and_adding_is_undone(
    start: Start, tmp_path: Path
) -> None:
    long = "The council of Lindmoor met. It heard a report on the mills. Nobody spoke. " * 4000
    path = sample.make(tmp_path / "harbour.jsonl", (Article.of(long, "long.txt", title="A long report"), None))
    (tmp_path / "ferry.txt").write_text("The ferry company stopped all crossings on Monday.", encoding="utf-8")
    terminal = start(100, 24, path=path, ready="reading 1 of 1")
    terminal.press("i")
    terminal.type("ferry.txt")
    terminal.press("enter")
    terminal.wait_for("1 article added.")
    terminal.wait_for("stopped all crossings")
    terminal.press("u")
    terminal.wait_for("Undone: added")


def test_who_has_another_library_is_not_new_here(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    one, other = (state.path_for(tmp_path / name, folder) for name in ("one.jsonl", "other.jsonl"))
    assert not state.load(one).toured
    state.save(one, state.State(toured=True))
    assert state.load(other).toured


def test_the_time_left_goes_by_how_long_the_articles_are() -> None:
    reading = jobs.Reading.__new__(jobs.Reading)
    reading._sizes = {"a": 1000, "b": 1000, "c": 1000, "long": 100_000}
    assert reading._left(["a", "b", "c", "long"], 3, 4.0) == 200.0
    assert reading._left(["a", "b", "x"], 2, 1.0) == 1.0


def test_a_jump_to_words_that_no_headline_holds_says_so_and_stays(start: Start) -> None:
    terminal = start()
    terminal.press("g", "e")
    terminal.type("zebu")
    terminal.wait_for("No headline holds these words.")
    terminal.press("enter")
    assert "Jump to an event" in terminal.text


def test_a_terminal_that_can_draw_nothing_is_told_so_in_a_sentence(library: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tuibrief", "--library", str(library)]
    with Terminal(command, home=tmp_path, environment={"PYTHONPATH": str(ROOT), "TERM": "dumb"}) as terminal:
        terminal.wait_for("TERM=dumb can't be drawn on")
        assert terminal.wait_end() == 2
        assert b"\x1b" not in terminal.raw


def test_a_message_longer_than_the_line_names_the_key_that_shows_it_whole(start: Start, tmp_path: Path) -> None:
    name = "the report of the commission on the harbour of Halvik, second part.pdf"
    (tmp_path / name).write_bytes(b"%PDF-1.4 nothing")
    terminal = start(80, 24)
    terminal.press("i")
    terminal.type(name)
    terminal.press("enter")
    terminal.wait_for("gm whole")
    terminal.press("g", "m")
    terminal.wait_for("or the page as")
    terminal.press("esc")
    terminal.press("N")
    terminal.wait_for("Nothing was searched for yet")
    assert "whole" not in terminal.text.splitlines()[-1]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
def test_a_library_that_may_not_be_written_is_said_to_be_so_at_the_start(start: Start, library: Path) -> None:
    library.chmod(0o400)
    start(100, 24).wait_for("may be read, not written")


def test_what_will_be_in_the_way_of_writing_is_known_when_the_library_opens(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not open_library(library, "reader").notice
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert "not written" in open_library(library, "reader").notice
    assert not open_library(library.with_name("none.jsonl"), "reader").notice


def test_of_several_mistakes_in_the_keymap_all_can_be_read(start: Start, tmp_path: Path) -> None:
    keymap = tmp_path / "config" / "tuibrief" / "keymap.toml"
    keymap.parent.mkdir(parents=True)
    keymap.write_text('[keys]\n"mark.tagg" = "T"\n"mark.tag" = "x"\n', encoding="utf-8")
    terminal = start()
    terminal.wait_for("2 settings or keys are wrong: gm says which.")
    terminal.press("g", "m")
    terminal.wait_for("there is no command “mark.tagg”")
    assert "x of “mark.reject” clashes with “mark.tag”" in terminal.text


def test_empty_lists_name_the_keys_as_they_are_on_this_machine(start: Start, tmp_path: Path) -> None:
    keymap = tmp_path / "config" / "tuibrief" / "keymap.toml"
    keymap.parent.mkdir(parents=True)
    keymap.write_text('[keys]\n"app.add" = "I"\n"find.no-filter" = "B"\n', encoding="utf-8")
    start(80, 24, path=tmp_path / "none.jsonl", ready="I adds a file")
    terminal = start()
    terminal.press("f")
    terminal.type("zebu")
    terminal.press("enter")
    terminal.wait_for("B drops it")
