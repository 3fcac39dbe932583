"""The comparison and the timeline in the app: what a person sees, where keys lead, and joining and parting by hand."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.app import told
from tests.app.conftest import Start, Told
from tests.app.terminal import Terminal
from tuibrief.library.library import Library
from tuibrief.model import MarkKind

SIZES = [(40, 12), (80, 24), (120, 40), (200, 50)]
Same = Callable[[Terminal, str], None]


def compared(terminal: Terminal) -> Terminal:
    terminal.press("enter", settle=False)
    terminal.wait_for("differs")
    terminal.settle()
    return terminal


def timed(terminal: Terminal) -> Terminal:
    terminal.press("g", "l", settle=False)
    terminal.wait_for("since 2019 ")
    terminal.settle()
    return terminal


# --- what is seen


@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_the_comparison(on_bridge: Told, same_screen: Same, columns: int, rows: int) -> None:
    same_screen(compared(on_bridge(columns, rows)), f"comparison-{columns}x{rows}")


@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_the_timeline(on_bridge: Told, same_screen: Same, columns: int, rows: int) -> None:
    same_screen(timed(on_bridge(columns, rows)), f"timeline-{columns}x{rows}")


def test_articles_and_source_name_near_copies(on_bridge: Told, same_screen: Same) -> None:
    terminal = on_bridge(200, 50)
    terminal.press("]", "1")
    terminal.wait_for("Source · also in Valley Echo")
    terminal.press("z")
    terminal.wait_for("also in Valley Echo")
    terminal.wait_for("also in Harbour Sun")


@pytest.mark.parametrize("options", [{"ascii_only": True}, {"environment": {"NO_COLOR": "1"}}])
def test_what_differs_is_signed_where_no_colour_shows_it(on_bridge: Told, options: dict[str, object]) -> None:
    terminal = compared(on_bridge(120, 40, **options))
    differs = "!" if "ascii_only" in options else "≠"
    terminal.wait_for(f"{differs} status")
    terminal.wait_for(f"{differs} 120 charges")
    terminal.wait_for("+ Two weeks")
    assert f"{differs} Tarn Bridge" not in terminal.text
    timed(terminal)
    if "ascii_only" in options:
        assert terminal.text.isascii(), terminal.text


def test_more_articles_than_fit_are_turned_over_with_h_and_l(on_bridge: Told) -> None:
    terminal = compared(on_bridge(40, 12))
    terminal.wait_for("Bridge to go on")
    terminal.wait_for("1/4 >")
    terminal.press("l", "l", "l")
    terminal.wait_for("4/4 <")
    assert "Bridge to go on" not in terminal.text
    terminal.press("l")
    terminal.wait_for("the last article")
    terminal.press("h", "h", "h")
    terminal.wait_for("Bridge to go on")


def test_nothing_of_a_cell_is_lost_where_it_is_narrow(on_bridge: Told) -> None:
    terminal = compared(on_bridge(40, 12))
    seen = ""
    for _ in range(20):
        seen += terminal.text
        terminal.press("j")
    for words in ("Tuesday", "demolish the old", "according to", "Ida Holm", "90 charges"):
        assert words in seen, words


# --- where keys lead


def test_enter_goes_to_the_telling_in_its_article_and_h_comes_back(on_bridge: Told) -> None:
    terminal = compared(on_bridge())
    terminal.press("l", "l", "enter")
    terminal.wait_for("Gone before breakfast")
    terminal.wait_for("Events 1/2")
    terminal.press("H", settle=False)
    terminal.wait_for("Comparison 3/4")
    terminal.press("L")
    terminal.wait_for("Events 1/2")


WAYS = (["enter", "l", "l"], ["g", "l", "G", "k"], ["g", "l", "k", "enter", "H"], ["g", "l", "G", "enter", "H"])


@pytest.mark.parametrize("together", [False, True])  # typed ahead, a key may come before the timeline's lines
@pytest.mark.parametrize("keys", WAYS)
def test_escape_puts_all_back_as_it_was(on_bridge: Told, keys: list[str], together: bool) -> None:
    terminal = on_bridge()
    terminal.press("2", "3", "f")
    terminal.type("bridge")
    terminal.press("enter", "u", settle=False)
    terminal.wait_for("· filter bridge")
    terminal.wait_for("nothing to undo")
    terminal.settle(0.3)
    before = terminal.text
    for key in keys:
        terminal.press(key, settle=not together)
    terminal.settle(0.5)
    assert terminal.text != before
    terminal.press("esc")
    terminal.settle(0.3)
    assert terminal.text.splitlines()[:-1] == before.splitlines()[:-1]


def test_an_event_that_one_article_alone_tells_is_not_compared(on_bridge: Told) -> None:
    terminal = on_bridge()
    terminal.press("j", "C")
    terminal.wait_for("Only this article tells of it")
    terminal.press("enter")
    assert "Comparison" not in terminal.text


def test_the_timeline_says_how_exactly_a_date_is_known(on_bridge: Told) -> None:
    text = timed(on_bridge()).text
    for words in ("since 2019 ", " May 2031 ", " 6 May 2031 ", "[20 May 2031]"):
        assert words in text, words
    assert "×4" in text


def test_the_source_follows_in_the_timeline_and_enter_goes_there(on_bridge: Told) -> None:
    terminal = timed(on_bridge())
    terminal.press("G")
    terminal.wait_for("A suit over the bridge")
    terminal.press("enter")
    terminal.wait_for("Merchants complain")
    terminal.wait_for("Events 4/4")
    terminal.press("H", settle=False)
    terminal.wait_for("Timeline 7/7")


def test_the_timeline_of_key_events_of_an_actor_and_of_a_filter(on_bridge: Told) -> None:
    terminal = timed(on_bridge())
    terminal.press("c", settle=False)
    terminal.wait_for(lambda text: "Timeline of key events" in text and "Merchants" not in text)
    terminal.press("c", "/")
    terminal.type("sues")
    terminal.press("enter", "esc", "s", settle=False)
    terminal.wait_for("Timeline · Rolf Dahl 2/2")
    terminal.press("s", "f")
    terminal.type("zebra")
    terminal.press("enter", settle=False)
    terminal.wait_for("No event fits the filter")
    terminal.press("F", settle=False)
    terminal.wait_for("/7")


def test_from_actor_the_timeline_is_that_actors(on_bridge: Told) -> None:
    terminal = on_bridge()
    terminal.press("4", "g", "l", settle=False)
    terminal.wait_for("Timeline · Engineers")


def test_a_comparison_over_the_timeline_closes_to_the_timeline(on_bridge: Told) -> None:
    terminal = timed(on_bridge())
    terminal.press("C", settle=False)
    terminal.wait_for("Comparison 1/4")
    terminal.press("esc")
    terminal.wait_for("Timeline 3/7")
    terminal.press("esc")
    assert "Timeline" not in terminal.text


def test_what_can_be_done_with_an_event_can_be_done_in_both(on_bridge: Told, tmp_path: Path) -> None:
    terminal = timed(on_bridge())
    terminal.press("G", "t")
    terminal.type("trade")
    terminal.press("enter", settle=False)
    terminal.wait_for("#trade")
    terminal.press("gg"[0], "g", "j", "j", "C", settle=False)
    terminal.wait_for("Comparison 1/4")
    terminal.press("l", "x", "y")
    with Library.open(tmp_path / "bridge.jsonl") as library:
        tags = [row.headline for row in library.events(tag="trade")]
        rejected = [m for m in library.marks() if m.kind is MarkKind.VERDICT]
    assert tags == ["Merchants complain"]
    assert [m.target.article for m in rejected] == [told.pairs()[1][0].id]


def test_every_other_pane_is_reached_from_the_views(on_bridge: Told) -> None:
    terminal = timed(on_bridge())
    terminal.press("tab")
    terminal.wait_for("Timeline")
    for key, words in (("1", "Articles 1/5"), ("3", "Events 1/2"), ("4", "Actor")):
        timed(terminal)
        terminal.press(key)
        terminal.wait_for(words)
        assert "Timeline" not in terminal.text
        terminal.press("esc", "3")
    timed(terminal)
    terminal.press("]")
    terminal.wait_for("Tarn Bridge falls")
    assert "Timeline" not in terminal.text


def test_the_next_start_is_beneath_the_view(on_bridge: Told, start: Start, tmp_path: Path) -> None:
    terminal = timed(on_bridge())
    terminal.press("G", "z", "z", "q", settle=False)
    assert terminal.wait_end() == 0
    again = start(120, 40, path=tmp_path / "bridge.jsonl", ready="Bridge to go on Tuesday")
    assert "Events 1/2" in again.text


# --- by hand


def test_a_telling_is_parted_and_undo_brings_it_back(on_bridge: Told) -> None:
    terminal = compared(on_bridge())
    terminal.press("l", "D", settle=False)
    terminal.wait_for("Comparison 2/3")
    assert "Harbour Sun" not in terminal.text.split("Parted")[0]
    terminal.press("u", settle=False)
    terminal.wait_for("/4")
    terminal.wait_for("also in Valley Echo")


def test_events_are_joined_by_part_of_a_headline_and_it_stays(on_bridge: Told, tmp_path: Path) -> None:
    terminal = on_bridge()
    terminal.press("]", "j", "M")
    terminal.wait_for("Council debates")  # offered before anything is typed
    terminal.type("merchants")
    terminal.wait_for("Merchants complain")
    terminal.press("enter", settle=False)
    terminal.wait_for("Joined: told in 2 articles now")
    terminal.press("enter", settle=False)
    terminal.wait_for("Comparison 1/2")
    terminal.wait_for("The Weekly Ledger")
    terminal.press("O", settle=False)
    terminal.wait_for("One article alone")
    with Library.open(tmp_path / "bridge.jsonl") as library:
        assert not [m for m in library.marks() if m.kind in (MarkKind.MERGE, MarkKind.SPLIT)]


def test_picked_events_are_joined_at_once_after_one_question(on_bridge: Told) -> None:
    terminal = timed(on_bridge())
    terminal.press("G", "k", "space", "space", "M")
    terminal.wait_for("Are these 2 events one happening")
    terminal.press("y", settle=False)
    terminal.wait_for("Joined")
    terminal.wait_for("/6")
    terminal.press("u", settle=False)
    terminal.wait_for("/7")


def test_what_means_nothing_is_said_in_words(on_bridge: Told) -> None:
    terminal = on_bridge()
    terminal.press("j", "D", settle=False)
    terminal.wait_for("a story of its own already")
    terminal.press("M")
    terminal.type("council debates")
    terminal.wait_for("debates the bridge  ")
    terminal.press("enter", settle=False)
    terminal.wait_for("can't be joined to itself")
    terminal.press("O", settle=False)
    terminal.wait_for("Nobody joined or parted")


# --- the library changes beneath


def test_another_sessions_changes_are_seen_in_the_open_views(on_bridge: Told, tmp_path: Path) -> None:
    terminal = compared(on_bridge())
    terminal.press("l", "l", "l")
    with Library.open(tmp_path / "bridge.jsonl", who="colleague") as other:
        other.remove(told.pairs()[4][0].id)
    terminal.wait_for("/3")
    timed(terminal)
    with Library.open(tmp_path / "bridge.jsonl", who="colleague") as other:
        for article, _ in told.pairs()[:4]:
            other.remove(article.id)
    terminal.wait_for("No articles yet")
    terminal.press("j", "enter", "C", "M", "D", "s", "c", "G", "gg"[0], "g", "H", "esc", "esc")
    assert terminal.process.poll() is None


def test_while_it_is_worked_out_what_is_one_happening_that_is_said_and_then_shown(
    start: Start, bridge: Path, tmp_path: Path
) -> None:
    for file in bridge.parent.glob("bridge.jsonl*"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    path = tmp_path / "bridge.jsonl"
    beside = sqlite3.connect(tmp_path / "bridge.jsonl.stories", isolation_level=None)
    beside.execute("BEGIN EXCLUSIVE")  # as another session does that writes
    terminal = start(120, 40, path=path, ready="demolish")
    terminal.press("C", settle=False)
    terminal.wait_for("Working out which articles")
    terminal.press("M", settle=False)
    terminal.wait_for("Which event is the same happening")
    terminal.press("esc", "D", settle=False)
    terminal.wait_for("still being worked out")
    beside.execute("ROLLBACK")
    beside.close()
    terminal.wait_for("Comparison 1/4")


@pytest.mark.parametrize("many", [0, 1])
def test_a_library_of_none_or_one(start: Start, tmp_path: Path, many: int) -> None:
    path = told.make(tmp_path / "few.jsonl", many) if many else tmp_path / "few.jsonl"
    terminal = start(80, 24, path=path, ready="demolish" if many else "No articles yet")
    terminal.press("enter", "3", "C", "g", "l")
    terminal.settle(0.3)
    terminal.wait_for("since 2019 " if many else "No articles yet")
    terminal.press("j", "k", "G", "enter", "H", "c", "s", "D", "M", "esc", "esc", "esc")
    assert terminal.process.poll() is None, terminal.text


@pytest.mark.parametrize("keys", [["enter"], ["g", "l"], ["enter", "l", "?"], ["g", "l", "f"], ["g", "l", "C"]])
def test_resizing_in_the_views(on_bridge: Told, keys: list[str]) -> None:
    terminal = on_bridge()
    terminal.press(*keys)
    for columns, rows in ((80, 24), (20, 5), (10, 2), (200, 50), (41, 11), (120, 40)):
        terminal.resize(columns, rows, quiet=0.03)
        assert terminal.process.poll() is None, terminal.text
    terminal.press("esc", "esc", "esc", "3")
    terminal.wait_for("Engineers to demolish")
