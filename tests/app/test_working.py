"""Working on events: several at once, corrections, events of one's own, named views, the tour, the mouse on a rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.conftest import Start
from tests.app.terminal import Terminal
from tests.app.test_session import quit_app
from tuibrief.app.fields import Wrong, read_date, value_of
from tuibrief.app.tour import STOPS
from tuibrief.library.library import Library
from tuibrief.model import MarkKind


def tags(library: Path) -> list[str]:
    with Library.open(library, who="reader") as kept:
        return sorted(str(m.value) for m in kept.marks() if m.kind is MarkKind.TAG)


def test_several_events_are_tagged_at_once_and_one_undo_takes_it_all_back(start: Start, library: Path) -> None:
    terminal = start(80, 24)
    terminal.press("space", "j", "space")
    terminal.wait_for("2 picked")
    terminal.press("t")
    terminal.wait_for("Tags of 2 events")
    terminal.type("wages, night shifts")
    terminal.press("enter")
    terminal.wait_for("Tagged")
    assert tags(library) == ["night shifts", "night shifts", "wages", "wages"]
    assert "picked" not in terminal.text
    terminal.press("u")
    terminal.wait_for("Undone")
    assert tags(library) == []
    terminal.press("ctrl+r")
    terminal.wait_for("Redone")
    assert len(tags(library)) == 4


def test_a_range_is_picked_and_rejected_after_one_question_with_the_count(start: Start, library: Path) -> None:
    terminal = start(80, 24)
    terminal.press("V", "j", "j", "x")
    terminal.wait_for("Reject 3 events?")
    terminal.press("n")
    terminal.wait_for("3 picked")
    terminal.press("x", "y")
    terminal.wait_for("Rejected (3 events)")
    with Library.open(library) as kept:
        assert [m.value for m in kept.marks() if m.kind is MarkKind.VERDICT] == ["rejected"] * 3
    terminal.press("u")
    terminal.wait_for("Undone")
    with Library.open(library) as kept:
        assert not [m for m in kept.marks() if m.kind is MarkKind.VERDICT]


def test_escape_picks_nothing_any_more_and_all_can_be_picked(start: Start) -> None:
    terminal = start(80, 24)
    terminal.press("*")
    terminal.wait_for("10 picked")
    terminal.press("escape")
    assert "picked" not in terminal.text
    terminal.press("r", "B", "2")
    terminal.wait_for("Graded B2")


def corrected(library: Path) -> dict[str, object]:
    with Library.open(library) as kept:
        return {str(m.value["field"]): m.value["value"] for m in kept.marks() if m.kind is MarkKind.CORRECTION}


def test_an_event_is_corrected_with_the_reading_beside_it(start: Start, library: Path) -> None:
    terminal = start(100, 30)
    terminal.press("e")
    terminal.wait_for("Correct Dockers walk out")
    terminal.press("tab", "tab", "tab", *["backspace"] * 10)
    terminal.type("5 March 2024")
    terminal.wait_for("2024-03-05")
    terminal.wait_for("read: 2024-03-04")
    terminal.press("tab", "tab", "tab", *["backspace"] * 8)
    terminal.type("plan")
    terminal.wait_for("planned")
    terminal.press("enter")
    terminal.wait_for("Corrected when, status")
    assert corrected(library) == {"when": "2024-03-05", "status": "planned"}
    terminal.wait_for("5 Mar")
    terminal.wait_for("≠")
    terminal.press("e", "tab", "tab", "tab", *["backspace"] * 10)
    terminal.type("2024-03-04")
    terminal.press("enter")
    terminal.wait_for("Corrected when.")
    assert corrected(library) == {"status": "planned"}
    terminal.press("u", "u")
    terminal.wait_for("Undone")
    terminal.settle()
    assert corrected(library) == {}


def test_what_can_not_be_keeps_the_dialog_open(start: Start, library: Path) -> None:
    terminal = start(100, 30)
    terminal.press("e", "tab", "tab", "tab", *["backspace"] * 10)
    terminal.type("soonish")
    terminal.press("enter")
    terminal.wait_for("no date like")
    terminal.press("escape")
    assert corrected(library) == {}


def test_an_event_of_ones_own_is_made_from_selected_words(start: Start, library: Path) -> None:
    terminal = start(120, 40)
    terminal.press("2", "gg"[0], "g", "v", "a", "s", "n")
    terminal.wait_for("Make an event of these words")
    terminal.press("ctrl+u")
    terminal.type("Port stands still")
    terminal.press("enter")
    terminal.wait_for("The event is added.")
    terminal.wait_for("Port stands still")
    terminal.wait_for("/11")
    terminal.press("3", "u")
    terminal.wait_for("Undone")
    assert "Port stands still" not in terminal.text


def test_a_view_has_a_name_and_comes_back_after_a_restart(start: Start) -> None:
    terminal = start(100, 30)
    terminal.press("s", "f")
    terminal.type("board")
    terminal.press("enter", "S")
    terminal.type("about the board")
    terminal.press("enter")
    terminal.wait_for("Kept as")
    terminal.press("F", "s")
    quit_app(terminal)
    again = start(100, 30)
    again.press("g", "v", "enter")
    again.wait_for("filter board")
    again.wait_for("/7")
    again.press("g", "v", "d", "g", "v")
    again.wait_for("No view has a name yet")


def test_any_event_is_found_by_part_of_its_headline(start: Start) -> None:
    terminal = start(100, 30)
    terminal.press("g", "e")
    terminal.type("trawler")
    terminal.wait_for(lambda text: "rescues" in text or "rescue" in text)
    terminal.press("enter")
    terminal.wait_for("Storm Vilde takes a roof")
    terminal.press("H")
    terminal.wait_for("Dockers walk out at Halvik")


def test_a_bookmark_leads_back(start: Start) -> None:
    terminal = start(100, 30)
    terminal.press("j", "j", "m", "b", "]", "j", "'", "b")
    terminal.wait_for("Events 3/10")


def test_the_tour_swallows_no_key(start: Start) -> None:
    terminal = start(100, 30, new_here=True)
    terminal.wait_for("New here?")
    terminal.write("\x1bOQ")
    terminal.wait_for(f"1/{len(STOPS)}")
    terminal.press("j")
    terminal.wait_for("Events 2/10")
    assert f"2/{len(STOPS)}" in terminal.text
    terminal.press("t")
    terminal.type("seen")
    terminal.press("enter")
    terminal.wait_for("#seen")
    terminal.press("l", "c", "1", "1", "u", "f", "escape", "g", "l", "y", "?", "escape", "escape")
    assert " tour " not in terminal.text
    quit_app(terminal)
    assert "New here?" not in start(100, 30, new_here=True).text


def test_the_tour_names_only_commands_that_are_there(start: Start) -> None:
    from tuibrief.app import commands
    from tuibrief.app.tour import Tour

    keymap = commands.keymap()
    tour = Tour(keymap.shown)
    tour.begin()
    for stop in STOPS:
        assert "{" not in tour.words
        assert "  " not in tour.words
        assert all(name in commands.BY_ID for name in stop.commands)
        tour.ran(stop.commands[0])
    assert not tour.on


def rule_column(terminal: Terminal) -> int:
    return terminal.text.splitlines()[4].index("│")


def drag(terminal: Terminal, column: int, to: int, row: int = 5) -> None:
    terminal.write(f"\x1b[<0;{column + 1};{row}M")
    terminal.write(f"\x1b[<32;{to + 1};{row}M")
    terminal.write(f"\x1b[<0;{to + 1};{row}m")
    terminal.settle(0.2)


@pytest.mark.parametrize("by", [-9, 13])
def test_the_mouse_takes_a_rule_to_where_it_is_let_go_and_there_it_stays(start: Start, by: int) -> None:
    terminal = start(100, 30)
    before = rule_column(terminal)
    drag(terminal, before, before + by)
    assert abs(rule_column(terminal) - (before + by)) <= 1
    quit_app(terminal)
    assert abs(rule_column(start(100, 30)) - (before + by)) <= 1


def test_no_rule_can_be_dragged_over_a_pane(start: Start) -> None:
    terminal = start(100, 30)
    drag(terminal, rule_column(terminal), 0)
    assert rule_column(terminal) >= 13
    drag(terminal, rule_column(terminal), 99)
    assert rule_column(terminal) <= 86


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [
        ("28 October 2025", "2025-10-28"),
        ("Oct 28, 2025", "2025-10-28"),
        ("October 2025", "2025-10"),
        ("2025", "2025"),
        ("2025-10", "2025-10"),
        ("yesterday", "2024-03-04"),
        ("last Friday", "2024-03-01"),
        ("monday", "2024-03-04"),
        ("3 days ago", "2024-03-02"),
        ("from 3 May 2024 to 5 May 2024", "2024-05-03/2024-05-05"),
        ("2019/2021", "2019/2021"),
        ("2019/..", "2019/.."),
        ("soonish", None),
        ("2024-13-45", None),
    ],
)
def test_dates_are_understood_as_they_are_typed(typed: str, edtf: str | None) -> None:
    assert read_date(typed, "2024-03-05") == edtf


def test_names_are_parted_by_semicolons_and_words_may_be_begun() -> None:
    assert value_of("who", " Harbour Board ;Smith, Jones & Co;; ") == ["Harbour Board", "Smith, Jones & Co"]
    assert value_of("status", "neg") == "negated"
    assert value_of("type", "coop") == "COOPERATE"
    assert value_of("when", " ") is None
    for name, typed in (("status", "p"), ("type", "war"), ("headline", " ")):
        with pytest.raises(Wrong):
            value_of(name, typed)


def test_a_date_and_what_is_one_of_a_few_words_are_typed_over(start: Start, library: Path) -> None:
    terminal = start(80, 24)
    terminal.press("e", "tab", "tab", "tab")
    terminal.wait_for("4 Mar 2024")
    terminal.type("5 March 2024")
    terminal.wait_for("→ 5 Mar 2024  (2024-03-05)")
    terminal.press("tab", "tab", "tab")
    terminal.type("pl")
    terminal.wait_for("→ planned")
    terminal.press("enter")
    terminal.wait_for("Corrected when, status.")
    with Library.open(library) as kept:
        row = kept.events()[0]
    assert (row.when, row.status) == ("2024-03-05", "planned")
