"""An actor's file: each of its events in one list, its partners counted, its months without gaps."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from tuibrief.actors import KnownActor
from tuibrief.dossier import dossier
from tuibrief.library.library import Library
from tuibrief.library.records import EventRow
from tuibrief.model import ActorKind, Article, Event, EventType, Reading, Status, Trigger, event_id

BOARD = KnownActor("organization:rail board", "Rail Board", ActorKind.ORGANIZATION, None, "Norway", ("the board",), 2)


def row(number: int, **changed: Any) -> EventRow:
    made = EventRow(
        f"e{number}", "a", None, Status.HAPPENED, EventType.REJECT, f"headline {number}", (), (), (), True, (), False,
        None, "", number, (),
    )  # fmt: skip
    return made._replace(**changed)


def test_each_event_stands_in_one_list_by_the_part_that_the_actor_has_in_it() -> None:
    rows = [
        row(0, who=("Rail Board",)),
        row(1, who=("Drivers",), whom=("the Board",)),
        row(2, who=("rail board",), type=EventType.STATEMENT),
        row(3, who=("Drivers",), according_to=("Rail Board",)),
        row(4, who=("Drivers",), whom=("Rail Board",), according_to=("Rail Board",)),
        row(5, who=("Ministry",)),
    ]
    made = dossier(BOARD, rows)
    assert [list(part) for part in (made.did, made.suffered, made.said, made.mentioned)] == [
        [rows[0]],
        [rows[1], rows[4]],
        [rows[2], rows[3]],
        [rows[5]],
    ]
    assert made.events == 6
    assert (made.name, made.kind, made.of, made.aliases) == ("Rail Board", "organization", "Norway", ("the board",))
    assert made.types == (("REJECT", 1),)


def test_an_event_that_is_found_by_two_names_counts_once() -> None:
    rows = [row(0, who=("Rail Board",)), row(1, who=("the board",))]
    assert dossier(BOARD, rows, rows[:1]).events == 2


def test_partners_are_counted_where_both_have_a_part_most_frequent_first() -> None:
    rows = [
        row(0, who=("Rail Board", "Ministry"), whom=("Drivers",)),
        row(1, who=("Drivers",), whom=("Rail Board",)),
        row(2, who=("Drivers",), whom=("Ministry",), according_to=("Rail Board",)),
    ]
    assert dossier(BOARD, rows).partners == (("Drivers", 2), ("Ministry", 1))


def test_spellings_of_one_partner_count_as_one_under_the_commonest() -> None:
    rows = [
        row(n, who=("Rail Board",), whom=(name,)) for n, name in enumerate(("Ann-Li Moe", "Ann Li Moe", "Ann-Li Moe"))
    ]
    assert dossier(BOARD, rows).partners == (("Ann-Li Moe", 3),)


def test_dealings_are_counted_by_partner_and_type() -> None:
    rows = [
        row(0, who=("Rail Board",), whom=("Drivers",), type=EventType.COERCE),
        row(1, who=("Drivers",), whom=("Rail Board",), type=EventType.ACCUSE),
        row(2, who=("Rail Board",), whom=("drivers", "Ministry"), type=EventType.COERCE),
    ]
    made = dossier(BOARD, rows)
    assert dict(made.dealings) == {"Drivers": (("COERCE", 2), ("ACCUSE", 1)), "Ministry": (("COERCE", 1),)}
    assert made.partners == (("Drivers", 3), ("Ministry", 1))


def test_partners_are_called_as_the_library_calls_them_and_who_is_no_actor_is_none() -> None:
    rows = [row(n, who=("Rail Board",), whom=(name,)) for n, name in enumerate(("Moe", "A. Moe", "Dusk", "Board"))]
    names = {"Moe": "Ann Moe", "A. Moe": "Ann Moe", "Dusk": None, "Board": "Rail Board"}
    assert dossier(BOARD, rows, called=lambda _, name: names[name]).partners == (("Ann Moe", 2),)


def test_months_have_no_gaps_and_only_dates_with_a_month_count() -> None:
    dates = ("2023-11-30", "2024-02", "2024-02-29~", "2024", "2023/2025", None, "2024-02-03T10:00")
    made = dossier("Rail Board", [row(number, who=("Rail Board",), when=when) for number, when in enumerate(dates)])
    assert made.months == (("2023-11", 1), ("2023-12", 0), ("2024-01", 0), ("2024-02", 3))
    assert (made.first, made.last) == ("2023", "2024-02-29~")


def test_nobody_has_an_empty_file() -> None:
    made = dossier("Nobody")
    assert (made.events, made.months, made.first) == (0, (), None)


def test_the_librarys_own_lists_give_the_same_file_as_their_rows(tmp_path: Path) -> None:
    text = "The Rail Board fired two drivers. Drivers sued the Rail Board."
    article = Article.of(text, "x.txt")
    events = []
    for words, kind, who, whom in (
        ("fired", EventType.COERCE, ("Rail Board",), ("Drivers",)),
        ("sued", EventType.ACCUSE, ("Drivers",), ("Rail Board",)),
    ):
        at = text.index(words)
        found = Trigger(at, at + len(words), words)
        key = event_id(article.id, found.start, found.end)
        events.append(Event(key, at, at + 9, found, kind, words, who=who, whom=whom, when="2024-05-06"))
    with Library.open(tmp_path / "case.jsonl", who="me") as library:
        library.add(article)
        library.save_readings([Reading(article.id, "m", "r", "en", events=tuple(events))])
        bare = dossier(BOARD, library.events(actor="Rail Board"))
        said = [bare.did.may_hold(0, word) for word in ("fired", "2024-05", "sued")]  # type: ignore[attr-defined]
        assert said == [True, True, False]
        library.tag([library.target_of_event(events[1].id)], "court")
        rows = library.events(actor="Rail Board")
        lazy, plain = dossier(BOARD, rows), dossier(BOARD, list(rows))
        assert lazy.events == 2
        assert [list(part) for part in (lazy.did, lazy.suffered)] == [
            list(part) for part in (plain.did, plain.suffered)
        ]
        assert [lazy.did.index_of(e.id) for e in events] == [0, None]  # type: ignore[attr-defined]
        assert [plain.suffered.index_of(e.id) for e in events] == [None, 0]  # type: ignore[attr-defined]
        assert replace(lazy, did=(), suffered=(), said=(), mentioned=()) == replace(
            plain, did=(), suffered=(), said=(), mentioned=()
        )
        assert lazy.suffered[0].tags == ("court",)
        assert lazy.did.may_hold(0, "what a person may have written")  # type: ignore[attr-defined]
