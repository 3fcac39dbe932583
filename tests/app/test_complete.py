"""Completing a filter's fields: what is offered, what stands then, and that an unfinished word does nothing yet."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuibrief.app.complete import completed, effective, last_word, no_field, offers, problem
from tuibrief.library.query import parse

KNOWN = {"tag": ("wages", "night shifts"), "actor": ("Harbour Board", "Dockers' League"), "source": ("Coast Daily",)}


def known(field: str) -> Sequence[str] | None:
    return KNOWN.get(field)


def unknown(_field: str) -> Sequence[str] | None:
    return None


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("type:mob", ("mobilize",)),
        ("ships -type:co", ("consult", "concede", "cooperate", "coerce")),
        ("status:", ("happened", "planned", "possible", "negated")),
        ("is:tag", ("tagged",)),
        ("tag:", ("wages", "night shifts")),
        ('tag:"nig', ("night shifts",)),
        ("actor:league", ("Dockers' League",)),
        ("sta", ("status:",)),
        ("s", ("status:", "source:", "since:")),
        ("type:mobilize", ()),
        ("ships ", ()),
        ("", ()),
        ("12:30", ()),
        ("note:wha", ()),
    ],
)
def test_what_fits_is_offered_what_begins_so_first(typed: str, found: tuple[str, ...]) -> None:
    assert offers(typed, known) == found


@pytest.mark.parametrize(
    ("typed", "offer", "stands"),
    [
        ("ships -type:mob", "mobilize", "ships -type:mobilize "),
        ("tag:nig", "night shifts", 'tag:"night shifts" '),
        ('actor:"har', "Harbour Board", 'actor:"Harbour Board" '),
        ("-sta", "status:", "-status:"),
    ],
)
def test_a_completed_word_is_ready_for_the_next(typed: str, offer: str, stands: str) -> None:
    assert completed(typed, offer) == stands


@pytest.mark.parametrize(
    ("typed", "acts"),
    [
        ("ships type:mob", "ships"),
        ("ships type:mobilize", "ships type:mobilize"),
        ("since:202", ""),
        ("since:2024", "since:2024"),
        ("tag:wag", ""),
        ("tag:wages", "tag:wages"),
        ("actor:", ""),
        ("actor:harbour-board", "actor:harbour-board"),
        ("ships", "ships"),
        ("type:mob ", "type:mob "),
    ],
)
def test_a_word_that_can_be_nothing_yet_does_not_act(typed: str, acts: str) -> None:
    assert effective(typed, known) == acts


def test_what_the_library_holds_is_no_reason_to_wait() -> None:
    assert effective("actor:nobody", unknown) == "actor:nobody"
    assert offers("actor:nobody", unknown) == ()
    assert problem("actor:nobody", unknown) == ""


def test_what_is_wrong_with_the_last_word_is_said() -> None:
    assert "AGREE".lower() in problem("type:war", known)
    assert "consult, concede" in problem("type:co", known)
    assert "nobody" in problem("actor:nobody", known)
    assert "2025-10-28" in problem("since:soon", known)
    assert "needs a value" in problem("tag:", known)
    assert problem("ships type:mobilize", known) == problem("ships", known) == problem("", known) == ""


@given(st.text(alphabet='abt:"- typestausince20', max_size=25))
def test_whatever_is_typed_completing_it_makes_a_filter_that_is_understood(typed: str) -> None:
    word = last_word(typed)
    for offer in offers(typed, known):
        made = completed(typed, offer)
        if word is not None and word.field:
            ended = made[word.start :]
            parse(ended)
            assert problem(ended.rstrip(), known) == "", ended


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("actr:board", "actr"),
        ("ships -kind:mobilize", "kind"),
        ("ACTOR:board", ""),
        ("since:2025 board", ""),
        ("12:30", ""),
        ("https://example.org/a", ""),
        ('"note to self: strike"', ""),
        ("", ""),
    ],
)
def test_a_field_that_there_is_not_is_found_out(typed: str, name: str) -> None:
    assert no_field(typed) == name
