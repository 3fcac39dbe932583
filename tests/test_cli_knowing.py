"""Actors, stories, timeline and comparison on the command line."""

import json

import pytest

from tests.conftest import Run
from tests.overviewing import fire, fire_again, keep, vote
from tuibrief import settings
from tuibrief.cli import main
from tuibrief.library.library import Library

A, B, C = (pair[1].events[0].id for pair in (fire(), fire_again(), vote()))


@pytest.fixture
def run(cli: Run) -> Run:
    """A library with two tellings of a fire and a vote, and a way to run commands on it."""
    place = settings.places().library
    place.parent.mkdir(parents=True)
    with Library.open(place, who="t") as library:
        keep(library, fire(who=("Dana Whitlow",), when="2031-05-06"), fire_again(who=("Whitlow",)), vote())

    return cli


def test_actors_are_listed_once_whatever_an_article_calls_them(run: Run) -> None:
    code, out, _ = run("actors", "--json")
    assert code == 0
    assert [(a["name"], a["articles"]) for a in map(json.loads, out.splitlines())] == [
        ("Dana Whitlow", 2),
        ("Joan Smith", 1),
    ]


def test_an_actors_file(run: Run) -> None:
    code, out, _ = run("actor", "whitlow")
    assert code == 0
    assert "Dana Whitlow  person" in out
    assert "did (2)" in out
    assert A in out
    assert B in out
    file = json.loads(run("actor", "Dana Whitlow", "--json")[1])
    assert (file["did"], file["first"]) == ([A, B], "2031-05-06")


def test_merging_naming_and_taking_back(run: Run) -> None:
    assert run("actor", "Joan Smith", "--into", "whitlow")[0] == 0
    assert run("actor", "whitlow", "--rename", "The Chief")[0] == 0
    assert [json.loads(line)["name"] for line in run("actors", "--json")[1].splitlines()] == ["The Chief"]
    assert run("actor", "The Chief", "--reset")[0] == 0
    assert len(run("actors")[1].splitlines()) == 2


@pytest.mark.parametrize(("words", "said"), [
    (["actor", "Nobody"], "there is no actor “Nobody”"),
    (["actor", "whitlow", "--into", "Dana Whitlow"], "can't be merged into itself"),
    (["story", "--part", A, B], "nothing would be left"),
    (["story", "--part", C], "story of its own already"),
    (["story", "--join", A, B], "one story already"),
    (["actor", "Smith", "--reset"], "Nobody merged"),
    (["story", "--reset", A], "Nobody joined or parted"),
    (["actor", "Joan Smith", "--apart"], "stands for itself already"),
])  # fmt: skip
def test_what_cannot_be_done_is_said_in_a_sentence(run: Run, words: list[str], said: str) -> None:
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert said in err


def test_a_name_that_stood_for_another_can_stand_for_itself(run: Run) -> None:
    assert run("actor", "Whitlow", "--apart")[0] == 0
    assert len(run("actors")[1].splitlines()) == 3


def test_stories_joined_and_parted(run: Run) -> None:
    (story,) = map(json.loads, run("stories", "--json")[1].splitlines())
    assert (story["sources"], story["events"]) == (2, [A, B])
    assert run("story", "--part", B)[0] == 0
    assert run("stories")[1] == ""
    assert run("story", "--join", B, C)[0] == 0
    assert [json.loads(line)["events"] for line in run("stories", "--json")[1].splitlines()] == [[B, C]]
    assert run("story", "--reset", C)[0] == 0
    assert [json.loads(line)["events"] for line in run("stories", "--json")[1].splitlines()] == [[A, B]]


def test_the_timeline_says_what_a_date_rests_on(run: Run) -> None:
    rows = [json.loads(line) for line in run("timeline", "--json")[1].splitlines()]
    assert [(r["date"], r["when_basis"], r["sources"]) for r in rows] == [
        ("6 May 2031", "event", 2),
        ("[1 June 2031]", "article", 1),
    ]
    assert len(run("timeline", "--actor", "Joan Smith")[1].splitlines()) == 1


def test_a_comparison_marks_what_differs(run: Run) -> None:
    code, out, _ = run("compare", A)
    assert code == 0
    assert "! numbers" in out
    assert "! four workers" in out
    assert json.loads(run("compare", B, "--json")[1])["differs"] == ["numbers"]
    assert "one article alone" in run("compare", C)[2]


def test_a_library_of_none_prints_nothing_and_is_not_made(own_home: object, capfd: pytest.CaptureFixture[str]) -> None:
    for words in (["actors"], ["stories"], ["timeline"]):
        assert main(words) == 0
    assert capfd.readouterr().out == ""
    assert not settings.places().library.exists()
