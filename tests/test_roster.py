"""Actors are found by the beginnings of their names' words, the best known first."""

from __future__ import annotations

from tuibrief.actors import KnownActor
from tuibrief.model import ActorKind
from tuibrief.roster import Roster


def known(name: str, articles: int, *aliases: str) -> KnownActor:
    return KnownActor(f"person:{name.lower()}", name, ActorKind.PERSON, None, None, aliases, articles)


JOAN, JON, BOARD, SMITHY = (
    known("Joan Smith", 2, "Councillor Smith"),
    known("Jón Smith-Ode", 1),
    known("The Harbour Board", 9, "HB"),
    known("Ada Smithson", 5),
)
ROSTER = Roster([BOARD, SMITHY, JOAN, JON])


def test_all_typed_words_have_to_begin_words_of_one_name_whose_own_name_begins_so_comes_first() -> None:
    assert ROSTER.find("smith") == [SMITHY, JOAN, JON]
    assert ROSTER.find("SMITH jo") == [JOAN, JON]
    assert ROSTER.find("jon smith ode") == [JON]
    assert ROSTER.find("jo") == [JOAN, JON]
    assert ROSTER.find("harb") == [BOARD]
    assert ROSTER.find("mith") == []


def test_an_alias_will_do_and_nothing_typed_is_everybody_those_in_most_articles_first() -> None:
    assert ROSTER.find("counc") == [JOAN]
    assert ROSTER.find("  ") == [BOARD, SMITHY, JOAN, JON]
    assert ROSTER.find("", most=2) == [BOARD, SMITHY]


def test_who_may_be_the_same_shares_words_of_a_name_the_others_follow() -> None:
    assert ROSTER.like(JOAN.key) == [JON, BOARD, SMITHY]
    assert ROSTER.like("person:nobody") == [BOARD, SMITHY, JOAN, JON]


def test_who_is_said_to_be_no_actor_stands_last() -> None:
    roster = Roster([JOAN], [SMITHY])
    assert roster.find("smith") == [JOAN, SMITHY]
    assert roster.find("") == [JOAN, SMITHY]
    assert roster.hidden == {SMITHY.key}
