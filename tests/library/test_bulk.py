"""What a person is promised of changes on many events: one step of undo in pieces, other sessions' turns in between,
and a kill in the middle that costs nothing that was acknowledged."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.readings import event_at
from tuibrief.library.filters import STATES
from tuibrief.library.library import Library
from tuibrief.library.records import EventRow
from tuibrief.library.turning import Joined
from tuibrief.model import Article, EventType, MarkKind, Status

from .making import filled, reading

WORDS = ("signed", "left", "warned", "closed", "opened", "called", "moved", "sold")


@pytest.fixture
def path(place: Path) -> Path:
    return place / "case.jsonl"


def crowded(path: Path, articles: int = 5, who: str = "ann") -> Library:
    """A library of articles with eight events each."""
    library = Library.open(path, who=who)
    for number in range(articles):
        text = f"Report {number}\n\n" + " ".join(f"The board {word} it on day {number}." for word in WORDS) + "\n"
        article = Article.of(text, f"in/report-{number}.txt", outlet="Board Post")
        events = tuple(
            event_at(
                article,
                word,
                EventType.AGREE if at % 2 else EventType.OTHER,
                f"Board {word} it",
                who=("Board",) if at % 3 else (),
                status=Status.PLANNED if at % 4 == 0 else Status.HAPPENED,
                core=at < 3,
            )
            for at, word in enumerate(WORDS)
        )
        library.add(article)
        library.save_reading(reading(article, events))
    return library


def ids(library: Library) -> list[str]:
    rows = library.events(include_rejected=True)
    return rows.ids(0, len(rows))


def pieces(events: Sequence[str], size: int) -> list[Sequence[str]]:
    return [events[at : at + size] for at in range(0, len(events), size)]


def tag_in_pieces(library: Library, step: Joined, events: Sequence[str], tag: str = "seen", size: int = 6) -> None:
    for piece in pieces(events, size):
        with library.piece_of(step):
            library.tag(library.targets_of_events(piece), tag)


def turn(library: Library, *, redo: bool = False, size: int = 6, most: int = 10**6) -> tuple[int, int]:
    """Undo or redo in pieces, at most so many: how many documents went back, and how many were left to others."""
    begun = library.begin_turn(redo=redo)
    assert begun is not None
    while library.turn_piece(begun, size) and most > 1:
        most -= 1
    library.end_turn(begun)
    return begun.done, len(begun.refused)


def test_a_change_made_in_pieces_is_one_step_of_undo_and_of_redo(path: Path) -> None:
    with crowded(path) as library:
        library.tag(library.targets_of_events(ids(library)[:1]), "before")
        tag_in_pieces(library, Joined("tagged 40 events"), ids(library))
        assert library.tags() == {"seen": 40, "before": 1}
        assert library.turn_size() == 40
        assert library.undo() == "Undone: tagged 40 events."
        assert library.tags() == {"before": 1}
        assert library.redo() == "Redone: tagged 40 events."
        assert library.tags() == {"seen": 40, "before": 1}
    with Library.open(path) as again:
        assert again.tags() == {"seen": 40, "before": 1}
        assert again.check().sound


def test_a_change_that_is_stopped_is_undone_as_far_as_it_came(path: Path) -> None:
    with crowded(path) as library:
        step = Joined("tagged")
        tag_in_pieces(library, step, ids(library)[:18])
        step.label = "tagged (18 of 40 events)"
        assert library.undo() == "Undone: tagged (18 of 40 events)."
        assert library.tags() == {}


def test_what_is_changed_between_two_pieces_is_a_step_of_its_own(path: Path) -> None:
    with crowded(path) as library:
        events, step = ids(library), Joined("tagged 40 events")
        tag_in_pieces(library, step, events[:20])
        library.note(library.targets_of_events(events[:1]), "meanwhile")
        tag_in_pieces(library, step, events[20:])
        assert library.undo() == "Undone: noted on 1 event."
        assert library.tags() == {"seen": 40}
        assert library.undo() == "Undone: tagged 40 events."
        assert library.marks() == ()


def test_undo_in_pieces_takes_all_back_and_redo_in_pieces_does_it_again(path: Path) -> None:
    with crowded(path) as library:
        tag_in_pieces(library, Joined("tagged 40 events"), ids(library))
        assert turn(library) == (40, 0)
        assert library.tags() == {}
        assert library.turn_size() == 1  # the last article that was added
        assert turn(library, redo=True) == (40, 0)
        assert library.tags() == {"seen": 40}
        assert turn(library, size=1000) == (40, 0)
        assert library.tags() == {}


def test_an_undo_that_is_stopped_goes_on_with_the_next_undo(path: Path) -> None:
    with crowded(path) as library:
        library.tag(library.targets_of_events(ids(library)[:1]), "before")
        tag_in_pieces(library, Joined("tagged 40 events"), ids(library))
        assert turn(library, most=2) == (12, 0)
        assert library.tags() == {"seen": 28, "before": 1}
        assert turn(library) == (28, 0)
        assert library.tags() == {"before": 1}
        assert turn(library, redo=True) == (28, 0)
        assert turn(library, redo=True) == (12, 0)
        assert library.tags() == {"seen": 40, "before": 1}


def test_after_a_new_change_what_an_undo_in_pieces_took_back_is_not_redone(path: Path) -> None:
    with crowded(path) as library:
        tag_in_pieces(library, Joined("tagged 40 events"), ids(library))
        begun = library.begin_turn()
        assert begun is not None
        library.turn_piece(begun, 10)
        library.note(library.targets_of_events(ids(library)[:1]), "meanwhile")
        library.turn_piece(begun, 10)
        library.end_turn(begun)
        assert library.redo() is None
        assert library.undo() == "Undone: noted on 1 event."
        assert library.undo() == "Undone: tagged 40 events."
        assert library.tags() == {}


def test_another_session_changes_the_same_events_between_the_pieces(path: Path) -> None:
    with crowded(path) as ann, Library.open(path, who="bob") as bob:
        events, step = ids(ann), Joined("tagged 40 events")
        tag_in_pieces(ann, step, events[:20])
        bob.refresh()
        bob.untag(bob.targets_of_events(events[:5]), "seen")
        bob.tag(bob.targets_of_events(events[30:]), "bob's")
        bob.tag(bob.targets_of_events(events[38:]), "seen")
        tag_in_pieces(ann, step, events[20:])
        assert ann.tags() == {"seen": 35, "bob's": 10}
        assert turn(ann) == (38, 0)
        bob.refresh()
        assert bob.tags() == {"seen": 2, "bob's": 10}  # bob's own stay


def test_undo_of_many_leaves_what_another_session_changed_since_and_counts_it(path: Path) -> None:
    with crowded(path) as ann, Library.open(path, who="bob") as bob:
        events, step = ids(ann), Joined("noted 40 events")
        for piece in pieces(events, 8):
            with ann.piece_of(step):
                ann.note(ann.targets_of_events(piece), "check this")
        bob.refresh()
        note = next(m for m in bob.marks(target=bob.target_of_event(events[3])) if m.kind is MarkKind.NOTE)
        bob.edit_note(note.id, "checked by bob")
        ann.refresh()
        assert turn(ann) == (39, 1)
        assert [str(m.value) for m in ann.marks()] == ["checked by bob"]


KILLED = """
import os, sys
from pathlib import Path
from tuibrief.library.library import Library
from tuibrief.library.turning import Joined
library = Library.open(Path(sys.argv[1]), who="killed")
rows, step = library.events(), Joined("tagged")
ids = rows.ids(0, len(rows))
for piece in (ids[at : at + 3] for at in range(0, len(ids), 3)):
    with library.piece_of(step):
        library.tag(library.targets_of_events(piece), "seen")
    os.write(1, b"%d\\n" % len(piece))
"""


def test_a_kill_in_the_middle_loses_no_piece_that_was_written(path: Path) -> None:
    crowded(path, 40).close()
    chance = random.Random(11)
    for _ in range(4):
        process = subprocess.Popen([sys.executable, "-c", KILLED, str(path)], stdout=subprocess.PIPE)
        assert process.stdout is not None
        for _ in range(chance.randrange(1, 30)):
            process.stdout.readline()
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()
    with Library.open(path) as library:
        assert library.check().sound
        tagged = [row.id for row in library.events(tag="seen")]
        assert tagged == ids(library)[: len(tagged)]
        assert len(tagged) % 3 == 0  # whole pieces
        assert 0 < len(tagged) < 320
        tag_in_pieces(library, Joined("tagged"), ids(library), size=50)
        assert library.tags() == {"seen": 320}


def test_a_kill_loses_nothing_that_was_acknowledged_before_it(path: Path) -> None:
    crowded(path, 40).close()
    process = subprocess.Popen([sys.executable, "-c", KILLED, str(path)], stdout=subprocess.PIPE)
    assert process.stdout is not None
    said = sum(int(process.stdout.readline()) for _ in range(20))
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    with Library.open(path) as library:
        assert library.tags()["seen"] >= said == 60


def test_targets_of_many_events_are_those_of_each(path: Path) -> None:
    with filled(path) as library:
        article = library.articles()[0].id
        start = library.article(article).text.index("earlier")
        library.mark(MarkKind.EVENT, [library.target_of_selection(article, start, start + 7)], {"headline": "Earlier"})
        events = ids(library)
        assert len(events) == 6
        assert library.targets_of_events(events) == [library.target_of_event(event) for event in events]
        gone = library.articles()[1].id
        library.remove(gone)
        left = [e for e in events if not e.startswith(gone)]
        assert library.targets_of_events([*events, "nothing.1-2"]) == [library.target_of_event(e) for e in left]


def test_what_stands_on_all_of_many_events(path: Path) -> None:
    with crowded(path) as library:
        events = ids(library)
        assert library.tags_on_all(events) == ()
        library.tag(library.targets_of_events(events), "all")
        library.tag(library.targets_of_events(events[1:]), "but one")
        library.mark(MarkKind.VERDICT, library.targets_of_events(events[:-1]), "confirmed")
        assert library.tags_on_all(events) == ("all",)
        assert library.tags_on_all(events[1:]) == ("all", "but one")
        assert library.all_are("confirmed", events[:-1])
        assert not library.all_are("confirmed", events)
        assert not library.all_are("rejected", events[:-1])


@pytest.mark.parametrize(
    "question",
    [
        {"tag": "some"},
        {"core": True},
        {"core": False, "tag": "some"},
        {"status": "planned"},
        {"status": "possible"},
        {"type": "AGREE", "tag": "some"},
        {"actor": "Board"},
        {"actor": "Council"},
        {"text": "board"},
        *({"query": f"is:{state}"} for state in STATES),
        {"query": "is:core is:tagged"},
        {"query": "-tag:some status:planned"},
        {"query": "tag:some is:graded"},
    ],
    ids=str,
)
def test_marks_on_every_event_change_no_answer_but_those_that_ask_for_them(
    path: Path, question: dict[str, object]
) -> None:
    with crowded(path) as library:
        events = ids(library)

        library.tag(library.targets_of_events(events[::3]), "some")
        library.note(library.targets_of_events(events[1::3]), "look")
        library.mark(MarkKind.GRADE, library.targets_of_events(events[::5]), "2")
        library.mark(MarkKind.VERDICT, library.targets_of_events(events[::7]), "confirmed")
        library.mark(MarkKind.VERDICT, library.targets_of_events(events[3::7]), "rejected")
        corrected = library.targets_of_events(events[::6])
        library.mark(MarkKind.CORRECTION, corrected, {"field": "status", "value": "possible"})
        library.mark(MarkKind.CORRECTION, corrected, {"field": "who", "value": ["Council"]})
        rows = list(library.events(include_rejected=True))
        wanted = {row.id for row in rows if _fits(row, question)}
        assert {row.id for row in library.events(include_rejected=True, **question)} == wanted  # type: ignore[arg-type]
        assert wanted or question.get("query") == "is:own"


def _fits(row: EventRow, question: dict[str, object]) -> bool:
    """The question put to a finished row, in plain words."""
    has = {
        "core": row.core, "tagged": row.tags, "noted": row.noted, "graded": row.grade, "corrected": row.corrected,
        "confirmed": row.verdict == "confirmed", "rejected": row.verdict == "rejected", "own": row.own,
    }  # fmt: skip
    tests = {
        "tag": lambda v: v in row.tags,
        "core": lambda v: row.core is v,
        "status": lambda v: row.status == v,
        "type": lambda v: row.type == v,
        "actor": lambda v: v in row.who,
        "text": lambda v: v in " ".join((row.headline, *row.who)).casefold(),
        "is": lambda v: bool(has[v]),
    }
    parts = [(k, v) for k, v in question.items() if k != "query"]
    words = str(question.get("query", "")).split()
    asked = [tests[k](v) for k, v in parts]
    for word in words:
        name, _, value = word.lstrip("-").partition(":")
        asked.append(tests[name](value) is not word.startswith("-"))
    return all(asked)
