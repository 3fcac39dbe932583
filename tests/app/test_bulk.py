"""Changes on thousands of events: asked once, made beside the screen with progress, stopped at any time, undone."""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from textual.message import Message

from tests.app.conftest import Start
from tests.app.terminal import Terminal
from tests.readings import event_at
from tuibrief.app import bulk as bulk_module
from tuibrief.app import state
from tuibrief.app.beside import Worked
from tuibrief.app.bulk import Bulk, Outcome
from tuibrief.app.changes import Work
from tuibrief.app.jobs import Progressed
from tuibrief.app.view import View
from tuibrief.library import log as log_module
from tuibrief.library.library import Library
from tuibrief.library.lock import Unwritable
from tuibrief.model import Article, EventType, MarkKind, Reading, Span
from tuibrief.overview import Overview

ARTICLES, EACH = 30, 200
ALL = ARTICLES * EACH


@pytest.fixture(scope="session")
def large_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six thousand events in thirty articles, each on a day of its own: no two are one happening."""
    path = tmp_path_factory.mktemp("large") / "ledger.jsonl"
    with Library.open(path, who="reader") as library:
        made = [ledger(number) for number in range(ARTICLES)]
        library.add_all([article for article, _ in made])
        library.save_readings([reading for _, reading in made])
        overview = Overview(library)
        overview.update()
        overview.close()
    return path


def ledger(number: int) -> tuple[Article, Reading]:
    """One of the articles."""
    words = " ".join(f"Clerk {number} booked{at:03} the entry." for at in range(EACH))
    text = f"Ledger {number}\n\n{words}\n"
    article = Article.of(text, f"ledger-{number}.txt", title=f"Ledger {number}", published="2024-03-05")
    day = date(2000, 1, 1) + timedelta(days=number * EACH)
    events = tuple(
        event_at(
            article,
            f"booked{at:03}",
            EventType.OTHER,
            f"Clerk {number} books entry {at}",
            core=True,
            when=(day + timedelta(days=at)).isoformat(),
        )
        for at in range(EACH)
    )
    return article, Reading(article.id, "sample", "1", "en", paragraphs=(Span(0, len(text)),), events=events)


@pytest.fixture
def large(large_library: Path, tmp_path: Path) -> Path:
    """A copy to change."""
    for file in large_library.parent.glob("ledger.jsonl*"):
        shutil.copy(file, tmp_path)
    return tmp_path / "ledger.jsonl"


@pytest.fixture
def begin(start: Start, large: Path, tmp_path: Path) -> Callable[..., Terminal]:
    """The app on the six thousand, with all of them in the list, all picked."""

    def run(columns: int = 80, rows: int = 24) -> Terminal:
        kept = state.State(toured=True, all_articles=True)
        state.save(state.path_for(large, tmp_path / "state" / "tuibrief"), kept)
        terminal = start(columns, rows, path=large, ready="Clerk 0 books")
        terminal.wait_for(lambda text: "linking" not in text)
        terminal.press("*")
        terminal.wait_for("6,000 picked")
        return terminal

    return run


def tagged(path: Path) -> int:
    with Library.open(path) as library:
        assert library.check().sound
        return sum(library.tags().values())


def test_any_number_of_events_is_tagged_after_one_question_and_one_undo_takes_it_back(
    begin: Callable[..., Terminal], large: Path
) -> None:
    terminal = begin()
    terminal.press("t")
    terminal.wait_for("Tags of 6,000 events")
    terminal.type("booked")
    terminal.press("enter", settle=False)
    terminal.wait_for("Tagged #booked (6,000 events).")
    assert tagged(large) == ALL
    terminal.settle()
    assert "picked" not in terminal.text
    assert "#booked" in terminal.text
    terminal.press("u", settle=False)
    terminal.wait_for("Undone: tagged #booked (6,000 events).")
    assert tagged(large) == 0
    terminal.press("ctrl+r", settle=False)
    terminal.wait_for("Redone: tagged #booked (6,000 events).")
    assert tagged(large) == ALL


def test_progress_is_shown_with_the_time_left_and_keys_are_answered_meanwhile(begin: Callable[..., Terminal]) -> None:
    terminal = begin()
    terminal.press("x")
    terminal.wait_for("Reject 6,000 events?")
    terminal.press("y", "j", "j", settle=False)
    terminal.wait_for("rejecting ")
    terminal.wait_for("of 6,000")
    terminal.wait_for("esc stops")
    terminal.wait_for("3/6000")  # the cursor moved while it went on
    terminal.press("u", settle=False)
    terminal.wait_for(lambda text: "Rejecting goes on; esc stops it." in text or "Rejected (6,000 events)." in text)
    terminal.wait_for("Rejected (6,000 events).")
    assert b" left" in bytes(terminal.raw)


def test_escape_stops_it_and_undo_takes_back_just_what_was_written(begin: Callable[..., Terminal], large: Path) -> None:
    terminal = begin()
    terminal.press("t")
    terminal.wait_for("Tags of 6,000 events")
    terminal.type("halfway")
    terminal.press("enter", settle=False)
    terminal.wait_for(lambda text: "tagging" in text and "tagging 1 of" not in text)
    terminal.write("\x1b")
    text = terminal.wait_for("Stopped. Tagged #halfway (")
    done = tagged(large)
    assert 0 < done < ALL
    assert f"{done:,} of 6,000 events" in " ".join(text.split())
    terminal.settle()
    assert "6,000 picked" in terminal.text  # to go on with
    terminal.press("u", settle=False)
    terminal.wait_for("Undone: tagged #halfway (")
    assert tagged(large) == 0


def test_quitting_in_the_middle_asks_and_keeps_what_is_done(begin: Callable[..., Terminal], large: Path) -> None:
    terminal = begin()
    terminal.press("t")
    terminal.wait_for("Tags of 6,000 events")
    terminal.type("quitting")
    terminal.press("enter", settle=False)
    terminal.wait_for(lambda text: "tagging" in text and "tagging 1 of" not in text)
    terminal.press("ctrl+c", settle=False)
    terminal.wait_for("Tagging goes on. Stop it and quit?")
    terminal.press("y", settle=False)
    assert terminal.wait_end() == 0
    assert 0 < tagged(large) <= ALL


def test_a_kill_in_the_middle_leaves_whole_lines_and_a_library_that_opens(
    begin: Callable[..., Terminal], large: Path, start: Start
) -> None:
    terminal = begin()
    terminal.press("t")
    terminal.wait_for("Tags of 6,000 events")
    terminal.type("killed")
    terminal.press("enter", settle=False)
    terminal.wait_for(lambda text: "tagging" in text and "tagging 1 of" not in text)
    os.killpg(terminal.process.pid, signal.SIGKILL)
    terminal.process.wait(5)
    done = tagged(large)
    assert 0 < done < ALL
    with Library.open(large) as library:
        rows = library.events()
        assert [row.id for row in library.events(tag="killed")] == rows.ids(0, done)
    again = start(80, 24, path=large, ready="Clerk 0 books")
    assert "#killed" in again.text


def test_two_sessions_tag_the_same_events_at_once_and_both_tags_stay(
    begin: Callable[..., Terminal], large: Path
) -> None:
    terminal = begin()
    terminal.press("t")
    terminal.wait_for("Tags of 6,000 events")
    terminal.type("mine")
    terminal.press("enter", settle=False)
    terminal.wait_for("tagging")
    with Library.open(large, who="other") as other:
        events = other.events().ids(0, ALL)
        for at in range(0, ALL, 600):
            other.refresh()
            other.tag(other.targets_of_events(events[at : at + 20]), "theirs")
    terminal.wait_for("Tagged #mine (6,000 events).")
    terminal.press("u", settle=False)
    terminal.wait_for("Undone")
    with Library.open(large) as library:
        assert library.tags() == {"theirs": 200}


def test_a_note_on_thousands_stays_a_draft_until_all_of_it_is_written(
    begin: Callable[..., Terminal], large: Path
) -> None:
    terminal = begin()
    terminal.press("a")
    terminal.wait_for("Note on 6,000 events")
    terminal.type("compare with the bank's own list")
    terminal.press("esc")
    terminal.press("gd")
    terminal.wait_for("6,000 events")
    terminal.press("esc")
    terminal.press("a")
    terminal.wait_for("compare with the bank's own list")
    terminal.press("ctrl+s", settle=False)
    terminal.wait_for("Noted (6,000 events).")
    with Library.open(large) as library:
        assert sum(m.kind is MarkKind.NOTE for m in library.marks()) == ALL
    terminal.press("gd")
    terminal.wait_for("Nothing is half-written.")


def test_thousands_are_no_one_happening(begin: Callable[..., Terminal]) -> None:
    terminal = begin()
    terminal.press("M")
    terminal.wait_for("6,000 events are picked: more than 500 are no one happening.")


# --- the work itself


class Ear:
    """Hears what the work tells."""

    def __init__(self) -> None:
        self.told: list[Progressed] = []
        self.ended: list[Outcome] = []
        self.at: Callable[[Progressed], object] = lambda _: None

    def post_message(self, message: Message) -> bool:
        if isinstance(message, Progressed):
            self.told.append(message)
            self.at(message)
        elif isinstance(message, Worked):
            message.show()
        return True


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """News of each piece, and small pieces."""
    monkeypatch.setattr(bulk_module, "TOLD", 0.0)
    monkeypatch.setattr(bulk_module, "PAUSE", 0.0)
    monkeypatch.setattr(bulk_module, "MOST", 100)


def change(bulk: Bulk, ear: Ear, events: list[str], work: Work) -> Outcome:
    bulk.change(events, lambda: work, ear.ended.append)
    bulk.wait(30)
    return ear.ended.pop()


@pytest.mark.usefixtures("quick")
def test_what_is_told_grows_up_to_the_end(large: Path) -> None:
    with Library.open(large, who="reader") as library:
        ear, view, events = Ear(), View(library), library.events().ids(0, 1500)
        outcome = change(Bulk(ear, library), ear, events, view.tagging((), ("a", "b")))
        assert outcome == Outcome("tagged #a #b", 1500, 1500)
        *news, last = [message.done for message in ear.told]
        assert news == sorted(news)
        assert len(news) > 10
        assert {(message.of, message.doing) for message in ear.told[:-1]} == {(1500, "tagging")}
        assert (last, ear.told[-1].of) == (1, 1)  # nothing goes on any more
        assert library.tags() == {"a": 1500, "b": 1500}
        assert view.undo() == "Undone: tagged #a #b (1,500 events)."
        assert library.tags() == {}


@pytest.mark.usefixtures("quick")
def test_an_undo_that_is_stopped_says_how_far_it_came_and_the_next_goes_on(large: Path) -> None:
    with Library.open(large, who="reader") as library:
        ear = Ear()
        bulk = Bulk(ear, library)
        change(bulk, ear, library.events().ids(0, ALL), View(library).judging("confirmed", back=False))
        ear.at = lambda message: bulk.stop() if message.doing == "undoing" and message.done > 1000 else None
        bulk.turn(ear.ended.append, redo=False)
        bulk.wait(30)
        stopped = ear.ended.pop()
        assert 1000 < stopped.done < ALL == stopped.of
        assert len(library.marks()) == ALL - stopped.done
        ear.at = lambda _: None
        bulk.turn(ear.ended.append, redo=False)
        bulk.wait(30)
        assert ear.ended.pop() == Outcome("confirmed (6,000 events)", ALL - stopped.done, ALL - stopped.done)
        assert library.marks() == ()


@pytest.mark.usefixtures("quick")
def test_a_full_disk_stops_it_with_a_word_and_what_waits_is_written_later(
    large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library.open(large, who="reader") as library:
        ear, room = Ear(), [10]
        whole = log_module.Log._write

        def full(fd: int, data: bytes, size: int) -> None:
            room[0] -= 1
            if room[0] < 0:
                raise Unwritable("the disk is full")
            whole(fd, data, size)

        monkeypatch.setattr(log_module.Log, "_write", staticmethod(full))
        outcome = change(Bulk(ear, library), ear, library.events().ids(0, ALL), View(library).tagging((), ("x",)))
        assert outcome.problem == "1 change waits to be written: the disk is full."
        assert 0 < outcome.done < ALL
        assert library.tags() == {"x": outcome.done}
        room[0] = 10**6
        time.sleep(1.1)
        library.refresh()
        assert library.waiting == 0
        assert library.undo() == f"Undone: tagged #x ({outcome.done:,} of 6,000 events)."
        assert library.tags() == {}


@pytest.mark.usefixtures("quick")
def test_events_that_another_session_takes_away_meanwhile_are_passed_over(large: Path) -> None:
    with Library.open(large, who="reader") as library, Library.open(large, who="other") as other:
        ear = Ear()
        last = library.articles()[ARTICLES - 1].id
        gone: list[str] = []

        def at(_: Progressed) -> None:
            if not gone:
                other.remove(last)
                gone.append(last)

        ear.at = at
        outcome = change(Bulk(ear, library), ear, library.events().ids(0, ALL), View(library).tagging((), ("x",)))
        assert outcome.whole
        assert library.tags() == {"x": ALL - EACH}
