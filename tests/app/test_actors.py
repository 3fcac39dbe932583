"""Actors in the app: whose file stands in Actor, and who is who as a person says it, through a real terminal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.app.conftest import Start
from tests.app.terminal import Terminal
from tests.app.test_session import quit_app
from tuibrief.library.library import Library
from tuibrief.model import MarkKind
from tuibrief.overview import Overview

Same = Callable[[Terminal, str], None]
Begin = Callable[[], Terminal]


@pytest.fixture
def begin(start: Start) -> Begin:
    """Starts the app with Actor on the screen, and waits until who is who is known."""

    def run() -> Terminal:
        terminal = start(120, 40)
        terminal.wait_for("│ organization")
        return terminal

    return run


def go_to(terminal: Terminal, name: str, shown: str) -> None:
    """Go to an actor by part of a name."""
    terminal.press("g", "a")
    terminal.wait_for("Go to an actor")
    terminal.type(name)
    terminal.wait_for(f"▸ {shown}")
    terminal.press("enter")
    terminal.wait_for(f"{shown} is pinned")


def names(library: Path) -> set[str]:
    """All actors as another session sees them."""
    with Library.open(library) as kept:
        overview = Overview(kept)
        overview.update()
        return {actor.name for actor in overview.directory.all()}


def marks(library: Path, kind: MarkKind) -> list[object]:
    with Library.open(library) as kept:
        return [m.value for m in kept.marks() if m.kind is kind]


# --- whose file


def test_an_actor_is_gone_to_by_part_of_a_name_and_stays_while_one_moves(begin: Begin) -> None:
    terminal = begin()
    go_to(terminal, "coast", "Coast Guard")
    terminal.wait_for("Actor 1/1 · pinned")
    terminal.press("3", "j", "j")
    terminal.wait_for("Coast Guard rescues")
    terminal.press("P")
    terminal.wait_for("Coast Guard is pinned no more")
    terminal.wait_for(lambda text: "Dockers' League" in text.split("Actor", 1)[1])
    assert "pinned" not in terminal.text.splitlines()[1]


def test_no_name_that_fits_is_said_and_escape_leaves_all_as_it_was(start: Start) -> None:
    terminal = start(80, 24)
    before = terminal.text
    terminal.press("g", "a")
    terminal.wait_for("2 articles · organization")
    terminal.type("zebra")
    terminal.wait_for("No actor's name")
    terminal.press("enter")
    terminal.wait_for("Go to an actor")
    terminal.press("esc")
    assert terminal.text.splitlines()[1:-1] == before.splitlines()[1:-1]


def test_a_pinned_actor_is_there_again_at_the_next_start(start: Start, begin: Begin) -> None:
    terminal = begin()
    go_to(terminal, "solheim", "Ingrid Solheim")
    quit_app(terminal)
    again = start(120, 40)
    again.wait_for("Ingrid Solheim\n")
    again.wait_for("· pinned")
    again.press("P")
    again.wait_for("pinned no more")
    quit_app(again)
    assert "pinned" not in start(120, 40).text


def test_all_whom_an_event_names_can_be_seen_one_after_the_other(begin: Begin) -> None:
    terminal = begin()
    terminal.press("j")
    terminal.wait_for("who 1/2")
    terminal.press("w")
    terminal.wait_for("whom 2/2")
    terminal.wait_for("Had done to it 1")
    terminal.press("w")
    terminal.wait_for("who 1/2")
    terminal.press("j", "j", "j", "W")
    terminal.wait_for("source 2/2")
    terminal.wait_for(lambda text: "Ingrid Solheim" in text.split("Actor", 1)[1])
    terminal.press("3", "G", "w")
    terminal.press("g", "g", "w")
    terminal.wait_for("Nobody else is named in this event.")


def test_an_event_of_the_file_is_one_key_from_its_words_and_h_comes_back_to_its_line(start: Start) -> None:
    terminal = start(80, 24)
    terminal.press("4", "z")
    terminal.wait_for("Dockers' League  organization")
    terminal.press("}", "j", "j")
    terminal.wait_for("▌May 2024")
    terminal.press("enter")
    terminal.wait_for("Source")
    terminal.wait_for("agreed")
    terminal.press("H")
    terminal.wait_for("▌May 2024")
    terminal.wait_for("Actor 7/8")


def test_keys_go_from_list_to_list(begin: Begin) -> None:
    terminal = begin()
    terminal.press("4", "}")
    terminal.wait_for("Actor 5/8")
    terminal.press("}")
    terminal.wait_for("Actor 8/8")
    terminal.press("}")
    terminal.wait_for("That is the last list.")
    terminal.press("{", "{")
    terminal.wait_for("Actor 1/8")
    terminal.press("j", "j", "{")
    terminal.wait_for("Actor 1/8")


def test_marks_in_actor_go_on_the_event_under_its_cursor(begin: Begin, library: Path) -> None:
    terminal = begin()
    terminal.press("4", "}", "t")
    terminal.wait_for("Tags of Harbour Board rejects")
    terminal.type("seen")
    terminal.press("enter")
    terminal.wait_for("Tagged")
    with Library.open(library) as kept:
        (event,) = [row for row in kept.events() if row.tags]
        assert event.headline == "Harbour Board rejects the demand"
    terminal.press("x")
    terminal.wait_for("Rejected")
    terminal.wait_for("7 events in 2 articles")
    terminal.press("u")
    terminal.wait_for("8 events in 2 articles")
    terminal.press("G", "k", "e")
    terminal.wait_for("Correct Harbour Board agrees")


# --- who is who


def test_two_actors_are_merged_seen_by_another_session_undone_and_done_again(
    start: Start, begin: Begin, library: Path
) -> None:
    terminal, other = begin(), begin()
    terminal.press("4", "M")
    terminal.wait_for("Merge Dockers' League into…")
    terminal.type("harb")
    terminal.wait_for("▸ Harbour Board")
    terminal.press("enter")
    terminal.wait_for("Dockers' League and Harbour Board are one now; u undoes it.")
    terminal.wait_for("also Dockers' League")
    other.wait_for("also Dockers' League")
    assert "Dockers' League" not in names(library)
    terminal.press("u")
    terminal.wait_for("Undone: merged Dockers' League into Harbour Board")
    terminal.wait_for(lambda text: "also Dockers'" not in text)
    other.wait_for(lambda text: "also Dockers'" not in text)
    assert {"Dockers' League", "Harbour Board"} <= names(library)
    terminal.press("ctrl+r")
    terminal.wait_for("also Dockers' League")
    quit_app(terminal)
    assert "also Dockers' League" in start(120, 40, ready="also Dockers' League").text


def test_one_cannot_be_merged_into_itself_as_it_is_not_offered(begin: Begin) -> None:
    terminal = begin()
    terminal.press("4", "M")
    terminal.wait_for("Merge Dockers' League")
    terminal.type("dock")
    terminal.wait_for("No actor's name")


def test_a_merged_name_is_set_apart_again(begin: Begin, library: Path) -> None:
    terminal = begin()
    terminal.press("4", "A")
    terminal.wait_for("No other name stands for Dockers' League")
    go_to(terminal, "coast", "Coast Guard")
    terminal.press("M")
    terminal.type("labour")
    terminal.wait_for("▸ Labour Ministry")
    terminal.press("enter")
    terminal.wait_for("are one now")
    terminal.press("A")
    terminal.wait_for("Coast Guard is an actor of its own now, apart from Labour Ministry")
    assert {"Coast Guard", "Labour Ministry"} <= names(library)


def test_an_actor_is_called_otherwise_and_an_empty_name_is_refused(begin: Begin, library: Path) -> None:
    terminal = begin()
    terminal.press("4", "E")
    terminal.wait_for("Dockers' League until now")
    terminal.type(" of Halvik")
    terminal.press("enter")
    terminal.wait_for("Dockers' League is called Dockers' League of Halvik now")
    terminal.wait_for("also Dockers' League")
    assert "Dockers' League of Halvik" in names(library)
    terminal.press("E", "ctrl+u", "enter")
    terminal.wait_for("at least one character")
    terminal.press("u")
    terminal.wait_for("Undone: renamed")
    assert "Dockers' League" in names(library)


def test_in_one_article_the_name_is_somebody_elses(begin: Begin, library: Path) -> None:
    terminal = begin()
    terminal.press("4", "D")
    terminal.wait_for("Where is Dockers' League somebody else?")
    terminal.wait_for("▸ Dockers walk out at Halvik")
    terminal.press("enter")
    terminal.wait_for("In this article Dockers' League is somebody else now, called Dockers' League (2)")
    terminal.wait_for("Dockers' League (2)\n")
    assert {"Dockers' League", "Dockers' League (2)"} <= names(library)
    terminal.press("D")
    terminal.wait_for("stands in no other article")
    terminal.press("O")
    terminal.wait_for("Take back all")
    terminal.press("y")
    terminal.wait_for("Took back 1 mark")
    assert "Dockers' League (2)" not in names(library)
    terminal.press("u")
    terminal.wait_for("Undone")
    assert "Dockers' League (2)" in names(library)


def test_several_articles_are_picked_for_a_split_but_not_all(begin: Begin, library: Path) -> None:
    terminal = begin()
    terminal.press("4", "D")
    terminal.wait_for("somebody else?")
    terminal.press("space", "space", "enter")
    terminal.wait_for("there is nobody to be told apart from")
    assert not marks(library, MarkKind.SPLIT)


def test_who_is_no_actor_is_passed_over_and_can_be_taken_back(begin: Begin, library: Path) -> None:
    terminal = begin()
    terminal.press("4", "X")
    terminal.wait_for("Dockers' League is no actor any more")
    terminal.wait_for("Nobody is named in this")
    terminal.press("3", "j")
    terminal.wait_for(lambda text: "Harbour Board" in text.split("Actor", 1)[1])
    assert "Dockers' League" not in names(library)
    terminal.press("g", "a")
    terminal.wait_for("no actor")
    terminal.type("dock")
    terminal.wait_for("▸ Dockers' League")
    terminal.press("enter")
    terminal.wait_for("was said to be no actor. Take that back?")
    terminal.press("y")
    terminal.wait_for("Took back 1 mark")
    assert "Dockers' League" in names(library)


def test_the_palette_has_them_everywhere(start: Start) -> None:
    terminal = start(80, 24)
    terminal.press(":")
    terminal.type("merge the actor")
    terminal.press("enter")
    terminal.wait_for("Merge Dockers' League into…")


@pytest.mark.parametrize("key", ["P", "w", "ga", "4M", "4E", "4D", "4A", "4X", "4O", "4}", "4t"])
def test_an_empty_library_has_a_clear_word_and_no_crash(start: Start, tmp_path: Path, key: str) -> None:
    terminal = start(80, 24, path=tmp_path / "none.jsonl", ready="No articles yet")
    before = terminal.text.splitlines()[-1]
    terminal.press(*key)
    terminal.settle(0.3)
    assert terminal.process.poll() is None
    assert terminal.text.splitlines()[-1] != before or "Go to an actor" in terminal.text


@pytest.mark.parametrize(("columns", "rows"), [(40, 12), (80, 24), (120, 40), (200, 50)])
def test_the_file_on_the_whole_screen(start: Start, same_screen: Same, columns: int, rows: int) -> None:
    terminal = start(columns, rows)
    terminal.press("4", "z")
    if columns > 40:
        terminal.wait_for("Dockers' League  organization")
    same_screen(terminal, f"dossier-{columns}x{rows}")


def test_choosing_an_actor_on_a_small_screen(start: Start, same_screen: Same) -> None:
    terminal = start(40, 12)
    terminal.press("g", "a")
    terminal.type("l")
    terminal.wait_for("Labour")
    same_screen(terminal, "go-to-actor-40x12")


def test_in_ascii_all_of_it_is(start: Start) -> None:
    terminal = start(120, 40, ascii_only=True)
    steps = {
        "4 z": "does protest", "M": "Merge Dockers' League", "esc D space": "# Dockers walk", "esc E": "until now",
        "esc g a": "Go to an actor", "esc P": "is pinned", "O": "Take back all",
    }  # fmt: skip
    for keys, shown in steps.items():
        terminal.press(*keys.split())
        terminal.wait_for(shown)
        assert terminal.text.isascii(), terminal.text


def test_keys_typed_at_once_come_to_what_the_first_one_opens(begin: Begin, library: Path) -> None:
    terminal = begin()
    terminal.press("4")
    terminal.write("Mcoas")
    terminal.wait_for("▸ Coast Guard")
    terminal.write("\r")
    terminal.wait_for("Dockers' League and Coast Guard are one now")
    assert not marks(library, MarkKind.SPLIT)
