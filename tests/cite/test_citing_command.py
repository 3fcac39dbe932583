"""``tuibrief cite`` and ``tuibrief edit``: what is set by hand is cited; copies are remembered and can be purged."""

from pathlib import Path

import pytest

from tests.cite.test_own_styles import LISTED
from tests.conftest import Run
from tests.overviewing import fire, fire_again, keep, vote
from tests.test_cli import FERRY, SAIL, STOP, library, run
from tuibrief import settings
from tuibrief.cite import copies
from tuibrief.library.library import Library
from tuibrief.model import MarkKind

__all__ = ["library", "run"]


def test_every_detail_that_is_set_is_cited(run, library: Path) -> None:
    words = ["--title", "The “long” day", "--outlet", "Coast Daily", "--author", "Ana Lima", "--author", "Wang Wei"]
    assert run("edit", FERRY.id, *words, "--published", "2024-03-06", "--url", "https://coast.example/1")[0] == 0
    assert run("cite", STOP.id, "--style", "mla")[1] == (
        "Lima, Ana, and Wang Wei. “The ‘long’ day.” Coast Daily, 6 Mar. 2024, https://coast.example/1.\n"
    )


def test_a_detail_set_to_nothing_is_gone(run, library: Path) -> None:
    assert run("edit", FERRY.id, "--outlet", "", "--published", "")[0] == 0
    assert run("cite", FERRY.id, "--style", "apa")[1] == "Crews stop. (n.d.).\n"


@pytest.mark.parametrize("date", ["yesterday", "2024-13", "2024-02-30", "31 April 2024", "5 Ma 2024"])
def test_a_date_that_is_none_is_refused_and_nothing_else_is_set(run, library: Path, date: str) -> None:
    code, _, err = run("edit", FERRY.id, "--outlet", "Coast Daily", "--published", date)
    assert code != 0
    assert date in err
    assert "Harbour Post" in run("cite", FERRY.id)[1]


@pytest.mark.parametrize("typed", ["5 March 2024", "March 5, 2024", "5 Mar. 2024", "2024-03-05"])
def test_a_date_may_be_typed_as_people_write_it(run, library: Path, typed: str) -> None:
    assert run("edit", FERRY.id, "--published", typed)[0] == 0
    assert "Harbour Post, 5 March 2024" in run("cite", FERRY.id)[1]


@pytest.mark.parametrize("address", ["coast.example/1", "javascript:alert(1)", "https://", "https://a b", "http://[x"])
def test_an_address_that_is_none_is_refused_and_nothing_else_is_set(run, library: Path, address: str) -> None:
    code, _, err = run("edit", FERRY.id, "--outlet", "Coast Daily", "--url", address)
    assert code == 2
    assert "is not a web address like https://" in err
    assert "Harbour Post" in run("cite", FERRY.id)[1]


def test_several_events_of_one_article_share_their_source(run, library: Path) -> None:
    out = run("cite", SAIL.id, STOP.id, FERRY.id)[1]
    assert out.count("Harbour Post") == 1
    assert out.index("They may sail") < out.index("Ferry crews stopped")


def test_a_style_of_the_users_own_lies_beside_the_settings(run, library: Path) -> None:
    pytest.importorskip("citeproc", reason="the extra tuibrief[csl] is not installed")
    folder = settings.places().settings.parent
    folder.mkdir(parents=True)
    (folder / "house.csl").write_text(LISTED)
    code, out, _ = run("cite", STOP.id, "--style", "house")
    assert code == 0
    assert out.startswith("‘Crews stop’, Harbour Post, ")
    assert "house" in run("cite", STOP.id, "--style", "nope")[2]


def test_what_is_copied_is_remembered_until_its_article_is_purged(
    run, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tuibrief.cli.citing._to_terminal", lambda _sequence: None)  # not that of who runs the tests
    run("cite", STOP.id, "--copy")
    place = settings.places().copies
    assert [copy.articles for copy in copies.last(place)] == [(FERRY.id,)]
    assert run("purge", FERRY.id[:6], "--yes")[0] == 0
    assert copies.last(place) == ()
    assert b"Ferry" not in place.read_bytes()


@pytest.fixture
def told_twice(cli: Run) -> Run:
    """A fire that two articles tell of, and a vote."""
    place = settings.places().library
    place.parent.mkdir(parents=True)
    with Library.open(place, who="t") as opened:
        keep(opened, fire(), fire_again(), vote())
    return cli


def test_a_whole_story_is_one_list_each_source_once_whichever_of_its_events_is_named(told_twice: Run) -> None:
    first, again, other = (pair[1].events[0].id for pair in (fire(), fire_again(), vote()))
    code, out, _ = told_twice("cite", "--story", again, "--style", "apa")
    assert code == 0
    assert out == told_twice("cite", "--story", first, again, "--style", "apa")[1]
    assert out == told_twice("cite", first, again, "--style", "apa")[1]
    assert told_twice("cite", "--story", other)[1] == told_twice("cite", other)[1]


def test_what_was_rejected_is_left_out_of_a_story_and_an_articles_id_is_no_storys(told_twice: Run) -> None:
    first, again = (pair[1].events[0].id for pair in (fire(), fire_again()))
    with Library.open(settings.places().library, who="t") as opened:
        opened.mark(MarkKind.VERDICT, [opened.target_of_event(again)], "rejected")
    assert told_twice("cite", "--story", first)[1] == told_twice("cite", first)[1]
    code, out, err = told_twice("cite", "--story", fire()[0].id)
    assert (code, out) == (2, "")
    assert "is no event's id" in err
