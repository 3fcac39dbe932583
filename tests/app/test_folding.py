"""Lists of all articles: one line a story, found by any telling, acted on as is meant; a line a telling, and back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.app.conftest import Start, Told
from tests.app.terminal import Terminal
from tuibrief.app import state
from tuibrief.library.library import Library
from tuibrief.model import MarkKind

SIZES = [(40, 12), (80, 24), (120, 40), (200, 50)]
Same = Callable[[Terminal, str], None]
STORIES = "Stories of all articles"


@pytest.fixture
def stories(on_bridge: Told) -> Told:
    """The bridge, all articles in the list."""

    def begin(columns: int = 120, rows: int = 40, **options: object) -> Terminal:
        terminal = on_bridge(columns, rows, **options)
        terminal.press("s", settle=False)
        terminal.wait_for(STORIES)
        terminal.settle()
        return terminal

    return begin


def marks(tmp_path: Path, kind: MarkKind) -> list[object]:
    with Library.open(tmp_path / "bridge.jsonl") as library:
        return [mark.value for mark in library.marks() if mark.kind is kind]


@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_one_line_a_story(stories: Told, same_screen: Same, columns: int, rows: int) -> None:
    same_screen(stories(columns, rows), f"stories-{columns}x{rows}")


@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_the_question_for_which_tellings_it_is_meant(stories: Told, same_screen: Same, columns: int, rows: int) -> None:
    terminal = stories(columns, rows)
    terminal.press("V", "j", "j", "x")
    same_screen(terminal, f"which-tellings-{columns}x{rows}")


def test_a_story_is_one_line_and_unfolds_to_a_line_a_telling_which_is_kept(
    stories: Told, start: Start, tmp_path: Path
) -> None:
    terminal = stories()
    assert f"{STORIES} 1/7 · 12 events" in terminal.text
    assert terminal.text.count("×4") == 1
    terminal.press("J")
    terminal.wait_for("Events of all articles 1/12")
    assert terminal.text.count("×4") == 5
    terminal.press("q")
    terminal.wait_end()
    again = start(120, 40, path=tmp_path / "bridge.jsonl", ready="×4")
    again.settle()
    assert "Events of all articles 1/12" in again.text
    again.press("J")
    again.wait_for(f"{STORIES} 1/7")
    again.press("q")
    again.wait_end()
    kept = state.load(state.path_for(tmp_path / "bridge.jsonl", tmp_path / "state" / "tuibrief"))
    assert (kept.all_articles, kept.apart) == (True, False)


def test_in_an_articles_own_list_nothing_folds(on_bridge: Told) -> None:
    terminal = on_bridge()
    terminal.press("J")
    terminal.wait_for("An article's own list has a line for each event; s shows those of all articles.")
    assert "Events 1/2" in terminal.text


def test_the_comparison_opens_from_the_line_and_closes_to_it(stories: Told) -> None:
    terminal = stories()
    terminal.press("enter", settle=False)
    terminal.wait_for("differs")
    terminal.settle()
    terminal.press("escape")
    assert f"{STORIES} 1/7" in terminal.text
    terminal.press("C", settle=False)
    terminal.wait_for("differs")


def test_a_filter_finds_a_story_by_any_telling(stories: Told) -> None:
    terminal = stories()
    terminal.press("f")
    terminal.type("breakfast")
    terminal.wait_for("1 story")
    terminal.press("enter")
    terminal.wait_for(f"{STORIES} 1/1 · 1 event")
    assert "Engineers demolish the bri" in terminal.text
    terminal.press("F")
    terminal.wait_for("/7")
    terminal.press("c")
    terminal.wait_for("Key stories of all articles")
    assert "Council debates" not in terminal.text


def test_the_source_moves_the_list_also_in_an_article_whose_telling_is_folded(stories: Told) -> None:
    terminal = stories()
    terminal.press("]")  # its story is shown by the first article's telling
    terminal.wait_for("Tarn Bridge falls")
    terminal.press("2", "j", "j", "j", "j", "k", "k", "k", "k")
    terminal.settle()
    assert "Tarn Bridge falls" in terminal.text  # still in this article
    assert f"{STORIES} 1/7" in terminal.text  # on the line that stands for it
    terminal.press("3", "j")
    terminal.wait_for("Bridge to go on Tuesday")  # the next line's own article


def test_what_is_marked_is_the_telling_shown(stories: Told, tmp_path: Path) -> None:
    terminal = stories()
    terminal.press("t")
    terminal.wait_for("Tags of Engineers to demolish")
    terminal.type("bridge")
    terminal.press("enter")
    terminal.wait_for("Tagged #bridge.")
    assert marks(tmp_path, MarkKind.TAG) == ["bridge"]
    assert "#bridge" in terminal.text


def test_picked_lines_ask_once_for_the_tellings_shown_or_all(stories: Told, tmp_path: Path) -> None:
    terminal = stories()
    terminal.press("V", "j", "j", "+")
    terminal.wait_for("Confirm the 3 tellings shown, or all 8 of these happenings?")
    terminal.press("esc")
    terminal.wait_for("3 picked")
    assert marks(tmp_path, MarkKind.VERDICT) == []
    terminal.press("+", "s")
    terminal.wait_for("Confirmed (3 events).")
    assert marks(tmp_path, MarkKind.VERDICT) == ["confirmed"] * 3
    terminal.press("u")
    terminal.wait_for("Undone")
    assert marks(tmp_path, MarkKind.VERDICT) == []
    terminal.press("gg", "V", "j", "j", "r", "B", "2")
    terminal.wait_for("Grade B2: the 3 tellings shown, or all 8 of these happenings?")
    terminal.press("a")
    terminal.wait_for("Graded B2 (8 events).")
    assert marks(tmp_path, MarkKind.GRADE) == ["B"] * 8 + ["2"] * 8
    terminal.press("u")
    terminal.wait_for("Undone")
    assert marks(tmp_path, MarkKind.GRADE) == []


def test_one_picked_line_is_asked_for_too_and_then_tagged_whole(stories: Told, tmp_path: Path) -> None:
    terminal = stories()
    terminal.press("space", "t")
    terminal.wait_for("Tag the telling shown, or all 5 of this happening?")
    terminal.press("a")
    terminal.wait_for("Tags of 5 events")
    terminal.type("tarn")
    terminal.press("enter")
    terminal.wait_for("Tagged #tarn (5 events).")
    assert marks(tmp_path, MarkKind.TAG) == ["tarn"] * 5
    assert "picked" not in terminal.text
    terminal.press("u")
    terminal.wait_for("Undone")
    assert marks(tmp_path, MarkKind.TAG) == []


def test_lines_that_stand_for_one_telling_are_asked_for_as_ever(stories: Told, tmp_path: Path) -> None:
    terminal = stories()
    terminal.press("G", "V", "k", "k", "x")
    terminal.wait_for("Reject 3 events?")
    terminal.press("y")
    terminal.wait_for("Rejected (3 events).")
    assert marks(tmp_path, MarkKind.VERDICT) == ["rejected"] * 3


def test_a_telling_that_was_picked_shows_in_the_folded_line_and_space_lets_it_go(stories: Told) -> None:
    terminal = stories()
    terminal.press("J")
    terminal.wait_for("1/12")
    terminal.press("j", "j", "space")
    terminal.wait_for("1 picked")
    terminal.press("J")
    terminal.wait_for("/7")
    terminal.press("gg")
    line = next(line for line in terminal.text.splitlines() if "Engineers to demo" in line)
    assert "◆" in line
    terminal.press("space")
    terminal.settle()
    assert "picked" not in terminal.text.splitlines()[0]


def test_joining_by_hand_folds_the_list_at_once_and_undo_unfolds_it(stories: Told) -> None:
    terminal = stories()
    terminal.press("G", "space", "k", "space", "M")
    terminal.wait_for("one happening")
    terminal.press("y", settle=False)
    terminal.wait_for("Joined")
    terminal.wait_for(f"{STORIES} ")
    terminal.wait_for("/6 · 12 events")
    terminal.press("u", settle=False)
    terminal.wait_for("/7 · 12 events")


def test_one_picked_event_is_what_the_next_action_goes_on(start: Start, library: Path) -> None:
    terminal = start(80, 24)
    terminal.press("space")
    terminal.wait_for("1 picked")
    first = next(line for line in terminal.text.splitlines() if "◆" in line)
    terminal.press("t")
    shown = terminal.wait_for("Tags of ")
    title = next(line for line in shown.splitlines() if "Tags of" in line).partition("Tags of ")[2]
    assert title.split()[0] in first
    terminal.type("this-one")
    terminal.press("enter")
    terminal.wait_for("Tagged #this-one.")
    with Library.open(library) as kept:
        assert next(iter(kept.events())).tags == ("this-one",)
