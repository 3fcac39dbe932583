"""Who acts, and on or with whom, in the turns that news takes: headlines, later words for a deed, joined clauses."""

from __future__ import annotations

import pytest

from tests.extract.reading import pipeline
from tuibrief.extract import pipeline as reading
from tuibrief.model import Article, Event, Reading


def read(text: str) -> Reading:
    return reading.read(Article.of(text, "a.txt"), pipeline())


def event(text: str, trigger: str) -> Event:
    """The last event whose trigger holds these words."""
    start = text.rindex(trigger)
    found = [e for e in read(text).events if e.trigger.start <= start < e.trigger.end]
    assert found, trigger
    return found[0]


@pytest.mark.parametrize(
    ("text", "trigger", "whom"),
    [
        ("A judge sentenced Ana Lima to two years on Monday. Relatives cheered the verdict.", "verdict", "Ana Lima"),
        ("Two men stabbed Ana Lima in a bar. The mayor condemned the stabbing.", "stabbing", "Ana Lima"),
        ("Acme sued Ana Lima in May. A court will hear the lawsuit in June.", "lawsuit", "Ana Lima"),
        ("Acme fired Ana Lima in May. Colleagues protested against the dismissal.", "dismissal", "Ana Lima"),
        ("Norsk Steel offered a raise of two percent. The miners rejected the offer.", "rejected", "Norsk Steel"),
        ("Norsk Steel accused Ana Lima of theft. She rejected the accusation.", "rejected", "Norsk Steel"),
    ],
)
def test_a_later_word_for_a_deed_has_the_party_that_was_named_before(text: str, trigger: str, whom: str) -> None:
    assert event(text, trigger).whom == (whom,)


def test_a_later_word_for_a_deed_has_who_did_it_too() -> None:
    text = "Two robbers stabbed Ana Lima in a bar. The mayor condemned the stabbing."
    assert event(text, "stabbing").who == event(text, "stabbed").who


def test_what_is_not_pointed_back_at_takes_nobody_over() -> None:
    text = "A judge sentenced Ana Lima to two years. Lawyers say that verdicts are rare."
    assert all(e.whom == () for e in read(text).events if text[e.trigger.start : e.trigger.end] == "verdicts")


def test_the_party_is_shown_in_the_words_that_name_it() -> None:
    text = "A judge sentenced Ana Lima to two years on Monday. Relatives cheered the verdict."
    spans = [text[p.start : p.end] for p in event(text, "verdict").participants if p.actor == "Ana Lima"]
    assert spans == ["Ana Lima"]


@pytest.mark.parametrize(
    ("title", "trigger"),
    [("Coach Ana Lima sacked after defeat", "sacked"), ("Teacher held over threats", "held")],
)
def test_a_headline_without_an_object_tells_whom_it_befell(title: str, trigger: str) -> None:
    found = event(f"{title}\n\nThe club lost again on Sunday, its owner said.\n", trigger)
    assert found.who == ()
    assert len(found.whom) == 1


@pytest.mark.parametrize(
    ("text", "trigger", "who", "whom"),
    [
        ("Critics called for Ana Lima to resign.", "called", "Critics", "Ana Lima"),
        ("Critics called for Ana Lima to resign.", "resign", "Ana Lima", None),
        ("Police freed two men whom guards had asked to leave.", "asked", "guards", "men"),
        ("Police fired at men who fled and detained six of them.", "detained", "Police", "men"),
        ("The offer made by Norsk Steel was rejected by the miners.", "rejected", "miners", "Norsk Steel"),
        ("Army jets bombed a market in the south.", "bombed", "Army", None),
        ("Norsk Steel withdrew its offer for Acme Rail.", "withdrew", "Norsk Steel", "Acme Rail"),
        ("Ana Lima was released after questioning.", "questioning", None, "Ana Lima"),
        ("Firms will leave, two officials said, and has hired Ana Lima.", "said", "officials", None),
        ("Protesters threw stones at Ana Lima's car.", "threw", "Protesters", "Ana Lima"),
        ("Norsk Steel named Ana Lima, a banker, as its head.", "named", "Norsk Steel", "Ana Lima"),
        ("Critics demanded the resignation of Ana Lima.", "demanded", "Critics", "Ana Lima"),
        ("Critics called for the mayor to be dismissed.", "called", "Critics", "mayor"),
        ("The charity handed out rice and distributed tents to survivors.", "distributed", "charity", "survivors"),
    ],
)
def test_the_parties_of_a_verb_stand_in_other_clauses_too(
    text: str, trigger: str, who: str | None, whom: str | None
) -> None:
    found = event(text, trigger)
    assert (found.who, found.whom) == ((who,) if who else (), (whom,) if whom else ())


def test_a_firm_goes_on_after_who_tells_of_it() -> None:
    text = "Norsk Steel is negotiating with Acme Rail, two people said, and has hired Ana Lima."
    assert event(text, "hired").who == ("Norsk Steel",)


def test_who_stands_behind_a_relative_clause_does_not_share_it() -> None:
    text = "Ana Lima, who flew in on Tuesday, and her host, Ben Roe, signed the pact."
    assert event(text, "flew").who == ("Ana Lima",)


def test_a_share_price_is_nobodys_deed() -> None:
    text = "Norsk Steel makes rails. Norsk Steel fell 5 percent in Oslo."
    assert event(text, "fell").who == ()


def test_groups_that_are_counted_differently_are_apart() -> None:
    text = "The quake killed 41 people. Soldiers pulled 27 people from the rubble."
    assert event(text, "killed").whom != event(text, "pulled").whom
    assert event(text, "pulled").whom == ("27 people",)


def test_the_same_number_in_words_and_figures_is_one_group() -> None:
    text = "Fourteen migrants drowned on Monday. The boat carried 14 migrants from Mali."
    groups = [a for a in read(text).actors if "migrants" in a.name]
    assert len(groups) == 1


def test_others_who_are_counted_are_people() -> None:
    text = "The blast killed a guard and rebels wounded 36 others."
    assert event(text, "wounded").whom == ("others",)


@pytest.mark.parametrize(
    ("text", "trigger", "who"),
    [
        ("The charity Open Hands accused the mayor of lying.", "accused", "Open Hands"),
        ("Frontale, the border agency, accused the mayor of lying.", "accused", "Frontale"),
        ("The coast guard rescued nine sailors.", "rescued", "coast guard"),
        ("A security guard stopped the thief.", "stopped", "security guard"),
        ("Its spokesman, Tor Aas, blamed the mayor.", "blamed", "Tor Aas"),
    ],
)
def test_a_noun_beside_a_name_tells_what_it_names(text: str, trigger: str, who: str) -> None:
    assert event(text, trigger).who == (who,)


def test_an_article_that_opens_with_a_bishop_names_him_soon() -> None:
    text = "A Catholic bishop in the south resigned on Tuesday. Bishop Anton Weber had led the diocese since 2003."
    assert event(text, "resigned").who == ("Anton Weber",)


def test_who_accuses_the_firm_is_not_the_firm() -> None:
    text = "Norsk Steel closed a mine. The union Samhold accused the company of lying."
    assert event(text, "accused").whom == ("Norsk Steel",)


def test_a_colleague_who_tried_to_save_him_is_not_him() -> None:
    text = "Ben Roe died at the scene. “He was kind,” said Tom Aas, a colleague who tried to save him."
    assert event(text, "save").whom == ("Ben Roe",)


def test_a_former_government_is_not_the_country_of_today() -> None:
    text = "Norway pays into the fund. The fund was frozen by the previous government."
    assert event(text, "frozen").who != ("Norway",)
