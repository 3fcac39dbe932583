"""What the articles on one story agree and differ on."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.overviewing import FIRE, fire, fire_again, fire_later, opened, telling, vote
from tuibrief.compare import Agreement, Aspect, Comparison, compare
from tuibrief.counting import counts
from tuibrief.joining import join_stories
from tuibrief.library.library import LibraryError
from tuibrief.model import Actor, ActorKind, Status
from tuibrief.overview import Overview


def aspect(found: Comparison, name: str) -> Aspect:
    return next(a for a in found.aspects if a.name == name)


def join(overview: Overview, *events: str) -> str:
    """One of these events, which are one story as found or as a person says."""
    if not set(events) <= set(overview.story(events[0])):
        join_stories(overview, list(events))
        overview.update()
    return events[0]


def first(*pairs: tuple[object, object]) -> str:
    return str(pairs[0][1].events[0].id)  # type: ignore[attr-defined]


def test_what_differs_is_lit_and_what_agrees_is_not(tmp_path: Path) -> None:
    pairs = (
        fire(when="2031-05-06", according_to=("Dana Whitlow",), where=("Brackwater",)),
        fire_again(when="2031-05", according_to=("Dana Whitlow",), where=("Harbour",)),
    )
    _, overview = opened(tmp_path, *pairs)
    found = compare(overview, first(*pairs))
    assert [t.outlet for t in found.tellings] == ["Coast Mail", "Harbour Sun"]
    assert not aspect(found, "according to").differs
    assert not aspect(found, "when").differs  # a month holds its days
    assert aspect(found, "where").differs
    assert aspect(found, "numbers").differs
    said = [[v.text for v in cell if v.agreement is Agreement.DIFFERS] for cell in aspect(found, "numbers").cells]
    assert said == [["four workers"], ["Six workers"]]


def test_planned_in_one_and_happened_in_the_other_is_said_so(tmp_path: Path) -> None:
    pairs = fire(status=Status.PLANNED, when="2031-05-08"), fire_again()
    _, overview = opened(tmp_path, *pairs)
    found = compare(overview, first(*pairs))
    assert found.note == "Planned in Coast Mail; happened in Harbour Sun"
    assert aspect(found, "status").differs


def test_of_three_the_one_that_tells_it_otherwise_is_lit(tmp_path: Path) -> None:
    pairs = fire(where=("Brackwater",)), fire_again(where=("Brackwater",)), fire_later(where=("Ostby",))
    _, overview = opened(tmp_path, *pairs)
    cells = aspect(compare(overview, first(*pairs)), "where").cells
    assert [c[0].agreement for c in cells] == [Agreement.SAME, Agreement.SAME, Agreement.DIFFERS]


def test_an_actor_by_two_names_is_no_difference(tmp_path: Path) -> None:
    pairs = fire(who=("Dana Whitlow",)), fire_again(who=("Whitlow",))
    _, overview = opened(tmp_path, *pairs)
    found = compare(overview, first(*pairs))
    assert len(found.tellings) == 2
    assert not aspect(found, "who").differs


def test_one_who_names_more_does_not_differ(tmp_path: Path) -> None:
    pairs = fire(where=("Brackwater",)), fire_again(where=("Brackwater", "Harbour"))
    _, overview = opened(tmp_path, *pairs)
    where = aspect(compare(overview, first(*pairs)), "where")
    assert not where.differs
    assert [v.agreement for v in where.cells[1]] == [Agreement.SAME, Agreement.ONLY]


def test_a_description_beside_a_name_is_no_difference(tmp_path: Path) -> None:
    described, named = fire(who=("investigators",)), fire_again(who=("Dana Whitlow",))
    group = Actor("investigators", "investigators", ActorKind.GROUP, ("investigators",))
    pairs = (described[0], replace(described[1], actors=(group,))), named
    _, overview = opened(tmp_path, *pairs)
    assert not aspect(compare(overview, first(*pairs)), "who").differs


def test_two_people_of_other_names_differ(tmp_path: Path) -> None:
    pairs = fire(whom=("Dana Whitlow",), who=()), fire_again(whom=("Lena Moss",), who=())
    _, overview = opened(tmp_path, *pairs)
    story = join(overview, *(reading.events[0].id for _, reading in pairs))
    assert aspect(compare(overview, story), "whom").differs


@pytest.mark.parametrize(("here", "there", "differs"), [
    ("Paris", "France", False), ("Paris", "Germany", True), ("the port of Brackwater", "Brackwater", False),
    ("Brackwater", "Ostby", True),
])  # fmt: skip
def test_a_place_and_what_holds_it_are_no_difference(tmp_path: Path, here: str, there: str, differs: bool) -> None:
    pairs = fire(where=(here,)), fire_again(where=(there,))
    _, overview = opened(tmp_path, *pairs)
    assert aspect(compare(overview, first(*pairs)), "where").differs is differs


def test_a_cell_has_each_thing_once_and_of_dates_the_exact_one(tmp_path: Path) -> None:
    twice = telling(
        FIRE,
        "fire",
        {"word": "blaze", "when": "2031-05", "who": ("Whitlow",)},
        {"word": "destroyed", "lemma": "blaze", "when": "2031-05-06T21:00", "who": ("Dana Whitlow",)},
        {"word": "began", "lemma": "blaze", "when": "2031-05-06", "who": ("Dana Whitlow",)},
        outlet="Coast Mail",
        published="2031-05-07",
    )
    pairs = twice, fire_again(who=("Dana Whitlow",))
    _, overview = opened(tmp_path, *pairs)
    story = join(overview, *(e.id for _, reading in pairs for e in reading.events))
    found = compare(overview, story)
    assert [v.text for v in aspect(found, "when").cells[0]] == ["6 May 2031"]
    assert [v.text for v in aspect(found, "who").cells[0]] == ["Dana Whitlow"]


def test_an_article_that_speaks_once_of_a_plan_still_has_it_happened(tmp_path: Path) -> None:
    mostly = telling(
        FIRE,
        "fire",
        {"word": "blaze"},
        {"word": "destroyed", "lemma": "blaze"},
        {"word": "began", "lemma": "blaze", "status": Status.PLANNED},
        outlet="Coast Mail",
        published="2031-05-07",
    )
    pairs = mostly, fire_again()
    _, overview = opened(tmp_path, *pairs)
    story = join(overview, *(e.id for _, reading in pairs for e in reading.events))
    found = compare(overview, story)
    assert found.note == ""
    assert [v.text for v in aspect(found, "status").cells[0]] == ["happened", "planned"]


def test_a_copy_is_one_telling_with_its_original(tmp_path: Path) -> None:
    text = " ".join(FIRE.replace("Tuesday", f"Tuesday, day {n} of a dry spring that browned dunes,") for n in (1, 2))
    pairs = telling(text, "a", {"word": "blaze"}), telling("(Wire) " + text, "b", {"word": "blaze"}, outlet="Echo")
    _, overview = opened(tmp_path, *pairs)
    found = compare(overview, first(*pairs))
    assert len(found.tellings) == 1
    assert [name for _, name in found.tellings[0].also_in] == ["Echo"]


def test_one_article_alone_differs_from_nothing(tmp_path: Path) -> None:
    _, overview = opened(tmp_path, vote())
    found = compare(overview, first(vote()))
    assert len(found.tellings) == 1
    assert not any(a.differs for a in found.aspects)
    assert found.note == ""


def test_an_event_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    _, overview = opened(tmp_path)
    with pytest.raises(LibraryError, match="no article"):
        compare(overview, "abc.1-2")


@pytest.mark.parametrize(("text", "keys"), [
    ("killed four workers and 12 dockers", ["4 worker", "12 docker"]),
    ("worth $3,500 or 12.5 % of sales", ["3500 $", "12.5 %"]),
    ("on May 6 and 7 June in 2031", []),
    ("twenty-two boats", ["22 boat"]),
    ("one of them said it was a single act", []),
    ("about 300,000 displaced people", ["300000 peopl"]),
    ("a 5-2 vote", []),
    ("1,2,3", []),
    ("a $4.2 billion deal", ["4200000000 $"]),
    ("3 million voters and 2.5m doses", ["3000000 voter", "2500000 dos"]),
    ("all 42 of its clinics", ["42 clinic"]),
])  # fmt: skip
def test_numbers_are_read_with_what_they_count(text: str, keys: list[str]) -> None:
    assert [f"{count.value} {count.noun}" for count in counts(text)] == keys
