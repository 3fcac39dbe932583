"""States of the screen: what help says in each, hidden panes, what counts as read, what is opened at the start."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app import sample
from tests.app.conftest import Start
from tests.app.test_session import quit_app
from tuibrief.library.library import Library

NEWS = "The lighthouse at Vardo was sold on Friday. Its keeper, Pia Lund, wept."


def test_help_says_what_can_be_done_now(start: Start) -> None:
    terminal = start(80, 24)
    terminal.press("?")
    terminal.wait_for("What can be done here, now")
    terminal.wait_for("In Events")
    terminal.press("esc", "space", "space", "?")
    terminal.wait_for("2 events are picked: the next action goes on all.")
    terminal.press("esc", "esc", "f")
    terminal.type("board")
    terminal.press("enter", "?")
    terminal.wait_for("A filter is on: board")
    terminal.wait_for("Drop the filter")
    terminal.press("esc", "F", "2", "/")
    terminal.type("board")
    terminal.press("enter", "z", "?")
    terminal.wait_for("“board” was searched for.")
    terminal.wait_for("This pane is alone on the screen.")
    terminal.press("esc", "esc", "z", "v", "?")
    terminal.wait_for("Words are being selected.")
    terminal.press("G")
    terminal.wait_for("Quit")
    terminal.press("esc", "esc")


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (["t"], "complete the word"),
        (["a"], "drop the draft and close"),
        (["e"], "Names are parted by semicolons"),
        ([":"], "Type part of what a command does"),
        (["f"], "what was typed earlier"),
        (["g", "e"], "ten rows on"),
    ],
)
def test_f1_in_a_dialog_says_its_keys_and_the_dialog_stays(start: Start, keys: list[str], said: str) -> None:
    terminal = start(100, 30)
    terminal.press(*keys)
    terminal.write("\x1bOP")
    terminal.wait_for(said)
    terminal.press("esc")
    terminal.wait_for(lambda text: "Keys here" not in text)
    terminal.type("zz")
    terminal.wait_for("zz")


def test_help_in_an_empty_library_names_the_way_on(start: Start, tmp_path: Path) -> None:
    terminal = start(80, 24, path=tmp_path / "none.jsonl", ready="No articles yet")
    terminal.press("?")
    terminal.wait_for("Add articles: a file, or a folder")
    terminal.press("esc", "g", "m")
    terminal.wait_for("Messages")


def test_messages_can_be_read_again_with_their_time(start: Start) -> None:
    terminal = start(80, 24)
    for _ in range(9):
        terminal.press("O", "g", "v", "N", "m", "q")
    terminal.press("g", "m")
    text = terminal.wait_for("Bookmark q is set.")
    assert text.count(":") >= 9
    terminal.press("G")
    terminal.wait_for("Nothing was searched for yet")
    terminal.press("esc", "g", "b")
    terminal.wait_for("q  Dockers walk out")
    terminal.press("d")
    terminal.wait_for("Bookmark q is dropped.")


def test_a_hidden_pane_gives_its_room_and_stays_hidden_until_one_goes_to_it(start: Start) -> None:
    terminal = start(120, 40)
    terminal.press("4", "Z")
    terminal.wait_for("Actor is hidden: 4 shows it again.")
    assert "Actor" not in terminal.text.splitlines()[1]
    quit_app(terminal)
    again = start(120, 40)
    assert "Actor" not in again.text.splitlines()[1]
    again.press("tab", "tab", "tab")
    assert "Actor" not in again.text.splitlines()[1]
    again.press("2", "Z", "Z")
    again.wait_for("This is the only pane left.")
    again.press("4")
    assert "Actor" in again.text.splitlines()[1]
    again.press(">", ">", "=")
    assert "Source" in again.text.splitlines()[1]


def test_an_article_gone_through_to_its_end_is_read_and_u_does_not_stumble_over_it(start: Start, library: Path) -> None:
    terminal = start(100, 30)
    assert "3 unread" in terminal.text
    terminal.press("G", "k", "t")
    terminal.type("last")
    terminal.press("enter")
    terminal.wait_for("2 unread")
    terminal.press("j", "u")
    terminal.wait_for("Undone")
    assert "2 unread" in terminal.text
    terminal.press("U")
    terminal.wait_for("3 unread")
    terminal.press("]", "2", "G")
    terminal.wait_for("Read to its end")
    assert "2 unread" in terminal.text
    terminal.press("3", "]", "s", "G", "g", "g", "s", "f")
    terminal.type("storm")
    terminal.press("enter", "G")
    terminal.settle()
    with Library.open(library) as kept:
        assert [row.read for row in kept.articles()] == [False, True, False]


def test_the_file_that_is_named_is_the_one_that_is_opened(start: Start, library: Path, tmp_path: Path) -> None:
    first = start(100, 30)
    first.press("f")
    first.type("board")
    first.press("enter", "j")
    quit_app(first)
    (tmp_path / "news.txt").write_text(NEWS, encoding="utf-8")
    terminal = start(100, 30, tmp_path / "news.txt", ready="lighthouse")
    terminal.wait_for("¶")
    assert "· filter" not in terminal.text
    quit_app(terminal)
    (tmp_path / "storm.txt").write_text(sample.STORM, encoding="utf-8")
    again = start(100, 30, tmp_path / "storm.txt", ready="Storm Vilde strikes the coast")
    assert "in the library already" in again.text
    quit_app(again)


def test_a_folder_that_is_known_leaves_one_where_one_was(start: Start, tmp_path: Path) -> None:
    folder = tmp_path / "pile"
    folder.mkdir()
    for name, text in (("a.txt", sample.STORM), ("b.txt", sample.STRIKE)):
        (folder / name).write_text(text, encoding="utf-8")
    first = start(100, 30)
    first.press("]", "j")
    first.wait_for("Events 2/5")
    quit_app(first)
    again = start(100, 30, folder, ready="are there already")
    assert "Events 2/5" in again.text


def test_what_can_not_be_written_is_counted_waits_and_is_written_later(start: Start, library: Path) -> None:
    lock = library.with_name(f".{library.name}.lock")
    lock.unlink(missing_ok=True)
    lock.mkdir()
    terminal = start(100, 30)
    terminal.press("t", *"wages", "enter")
    terminal.wait_for("1 not written yet")
    terminal.wait_for("1 change waits to be written")
    terminal.press("q")
    terminal.wait_for("would be lost. Quit all the")
    terminal.press("n")
    lock.rmdir()
    terminal.wait_for("All changes are written now.", limit=30)
    assert "not written yet" not in terminal.text
    quit_app(terminal)
    with Library.open(library) as kept:
        assert kept.tags() == {"wages": 1}


def test_that_ones_place_can_not_be_kept_is_said_once(start: Start, tmp_path: Path) -> None:
    terminal = start(100, 30)
    for file in (tmp_path / "state" / "tuibrief").glob("app-*"):
        file.unlink()
    (tmp_path / "state" / "tuibrief").rename(tmp_path / "state" / "gone")
    (tmp_path / "state" / "tuibrief").touch()
    terminal.press("j")
    terminal.wait_for("Where you were can't be kept")


def test_what_is_wrong_with_the_keymap_stands_before_the_tour_is_offered(start: Start, tmp_path: Path) -> None:
    place = tmp_path / "config" / "tuibrief" / "keymap.toml"
    place.parent.mkdir(parents=True)
    place.write_text('[keys]\nfly = "f"\n', encoding="utf-8")
    terminal = start(80, 24, new_here=True, ready="fly")
    terminal.wait_for("New here?")
