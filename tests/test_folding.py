"""The tellings of one story as one line: which stands for it, in lists of all events and of some."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.app import told
from tests.overviewing import fire, fire_again, fire_later, opened, vote
from tuibrief.folding import Folding
from tuibrief.library.columns import EventRows
from tuibrief.library.library import Library
from tuibrief.model import MarkKind
from tuibrief.overview import Overview
from tuibrief.timeline import timeline

Asked = Callable[[Folding, EventRows], EventRows]


@pytest.fixture
def bridge(tmp_path: Path) -> tuple[Library, Overview]:
    """Five articles on a bridge that is pulled down."""
    return opened(tmp_path, *told.pairs())


def headlines(rows: EventRows) -> list[str]:
    return [row.headline for row in rows]


def everything(library: Library) -> EventRows:
    return library.events(include_rejected=True)


def test_a_list_of_all_has_one_row_a_story_with_the_timelines_telling(bridge: tuple[Library, Overview]) -> None:
    library, overview = bridge
    folded = Folding(overview).all(everything(library))
    assert headlines(folded) == [
        "Engineers to demolish the old Tarn Bridge",
        "Council debates the bridge",
        "Council opens a ferry across the Tarn",
        "Rolf Dahl praises nobody",
        "Rolf Dahl sues the council",
        "A new bridge is expected",
        "Merchants complain",
    ]
    assert {row.id for row in folded} == {entry.row.id for entry in timeline(overview)}


def test_the_most_exact_date_stands_for_the_story(tmp_path: Path) -> None:
    library, overview = opened(tmp_path, fire(when="2031-05"), fire_later(), fire_again(when="2031-05-06"), vote())
    folded = Folding(overview).all(everything(library))
    assert headlines(folded) == ["fire in again", "praised in vote"]
    assert folded.index_of(fire()[1].events[0].id) is None
    assert Folding(overview).index_of(folded, fire()[1].events[0].id) == 0
    assert Folding(overview).index_of(folded, vote()[1].events[0].id) == 1
    assert Folding(overview).index_of(folded, "none.1-2") is None


def test_a_filter_finds_a_story_by_any_telling_and_shows_the_best_that_it_finds(
    bridge: tuple[Library, Overview],
) -> None:
    library, overview = bridge
    folding = Folding(overview)
    found = library.events(query="breakfast", include_rejected=True)
    assert headlines(folding.some(found)) == ["Engineers demolish the bridge before breakfast"]
    happened = library.events(query="demolish status:happened", include_rejected=True)
    assert (len(happened), headlines(folding.some(happened))) == (4, ["Engineers demolish the Tarn Bridge"])
    assert len(folding.some(library.events(query="nothing of the kind"))) == 0


@pytest.mark.parametrize("core", [False, True])
def test_all_events_and_the_key_events_fold_as_the_same_list_asked_for_does(
    bridge: tuple[Library, Overview], core: bool
) -> None:
    library, overview = bridge
    first = everything(library)[0]
    library.mark(MarkKind.CORRECTION, [library.target_of_event(first.id)], {"field": "core", "value": False})
    library.tag(library.targets_of_events(everything(library).ids(0, 5)), "seen")
    overview.update()
    folding = Folding(overview)
    asked = library.events(core=True if core else None, include_rejected=True)
    wanted = folding.some(asked)
    for _ in range(2):  # anew, and as it was
        found = folding.all(everything(library), core=core)
        assert found.ids(0, len(found)) == wanted.ids(0, len(wanted))
    assert len(wanted) == (3 if core else 7)


def test_lists_that_are_newer_than_what_is_known_lack_nothing(bridge: tuple[Library, Overview]) -> None:
    library, overview = bridge
    folding = Folding(overview)
    article, reading = fire(when="2031-05-06")
    library.add(article)
    library.save_reading(reading)
    again = library.reading(told.pairs()[1][0].id)
    assert again is not None
    library.save_reading(replace(again, model="another"))  # its numbers may mean other events now
    folded = folding.all(everything(library))
    assert "blaze in fire" in headlines(folded)
    assert headlines(folded).count("Engineers demolish the Tarn Bridge") == 1  # that of the article read anew
    library.remove(told.pairs()[4][0].id)
    assert "Rolf Dahl sues the council" not in headlines(folding.all(everything(library)))


def test_a_rejected_telling_stands_after_the_others(bridge: tuple[Library, Overview]) -> None:
    library, overview = bridge
    library.mark(MarkKind.VERDICT, library.targets_of_events(everything(library).ids(0, 1)), "rejected")
    folded = Folding(overview).all(everything(library))
    assert "Engineers demolish the Tarn Bridge" in headlines(folded)
    assert "Engineers to demolish the old Tarn Bridge" not in headlines(folded)


def test_a_persons_own_event_has_its_row_among_the_others(tmp_path: Path) -> None:
    library, overview = opened(tmp_path, fire(when="2031-05-06"), fire_again(), vote())
    own = library.target_of_selection(vote()[0].id, 26, 34)
    library.mark(MarkKind.EVENT, [own], {"headline": "Council approves tram", "when": "2031-05-30"})
    overview.update()
    folding = Folding(overview)
    assert headlines(folding.all(everything(library), core=True)) == ["Council approves tram"]
    assert headlines(folding.all(everything(library))) == ["blaze in fire", "Council approves tram", "praised in vote"]


def test_joined_and_parted_by_hand_lists_fold_otherwise(bridge: tuple[Library, Overview]) -> None:
    from tuibrief.joining import join_stories, part_story

    library, overview = bridge
    rows = everything(library)
    sued, complained = rows[9].id, rows[11].id
    join_stories(overview, (sued, complained))
    folding = Folding(overview)
    assert len(folding.all(everything(library))) == 6
    assert folding.tellings((sued,)) == (sued, complained)
    part_story(overview, (rows[0].id,))
    assert len(Folding(overview).all(everything(library))) == 7


def test_tellings_of_some_are_each_there_once(bridge: tuple[Library, Overview]) -> None:
    library, overview = bridge
    folding = Folding(overview)
    folded = folding.all(everything(library))
    told_by = folding.tellings(folded.ids(0, len(folded)))
    assert len(told_by) == len(set(told_by)) == 12
    assert set(told_by) == set(everything(library).ids(0, 12))
    assert len(folding.tellings(folded.ids(0, 1))) == 5  # the copied one, too
    assert folding.tellings(folded.ids(1, 2)) == tuple(folded.ids(1, 2))


def test_where_no_story_is_told_twice_nothing_folds(tmp_path: Path) -> None:
    library, overview = opened(tmp_path, fire(), vote())
    folding = Folding(overview)
    assert folding.nothing
    assert headlines(folding.all(everything(library))) == headlines(everything(library))


def test_a_folded_list_is_searched_and_picked_from_like_any(bridge: tuple[Library, Overview]) -> None:
    library, overview = bridge
    folded = Folding(overview).all(everything(library))
    ids = [row.id for row in folded]
    assert folded.ids(0, 7) == ids
    assert folded.ids(2, 5) == ids[2:5]
    assert [folded.index_of(each) for each in ids] == list(range(7))
    assert list(folded.near("praises", 0)) == [3]
    assert next(iter(folded.near("merchants", 6, forward=False))) == 6
    library.tag(library.targets_of_events(ids[3:4]), "heritage")
    assert [row.tags for row in folded][3] == ("heritage",)
    again = Folding(overview).all(everything(library))
    assert 3 in list(again.near("heritage", 0))
