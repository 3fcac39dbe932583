"""``tuibrief cite`` and ``tuibrief edit``: what is set by hand is cited; copies are remembered and can be purged."""

from pathlib import Path

import pytest

from tests.cite.test_own_styles import LISTED
from tests.test_cli import FERRY, SAIL, STOP, library, run
from tuibrief import settings
from tuibrief.cite import copies

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


@pytest.mark.parametrize("date", ["yesterday", "2024-13", "5 March 2024"])
def test_a_date_that_is_none_is_refused_and_nothing_else_is_set(run, library: Path, date: str) -> None:
    code, _, err = run("edit", FERRY.id, "--outlet", "Coast Daily", "--published", date)
    assert code != 0
    assert date in err
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
