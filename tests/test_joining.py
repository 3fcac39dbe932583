"""What a person merges, tells apart, joins and parts holds in every session and after re-reading, and can be undone."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.overviewing import FIRE, VOTE, fire, fire_again, fire_later, keep, opened, telling, vote
from tuibrief import joining
from tuibrief.joins import JoinError
from tuibrief.library.library import Library
from tuibrief.overview import Overview

SMITH, SMYTHE = "person:joan smith", "person:joanna smythe"
OTHER_VOTE = VOTE.replace("Joan Smith", "Joanna Smythe").replace("Lindmoor", "Ostby")


def test_a_merge_makes_two_actors_one_also_for_articles_added_later_and_is_undone(tmp_path: Path) -> None:
    library, overview = opened(tmp_path, vote(), vote("Joanna Smythe", "b", OTHER_VOTE))
    joining.merge_actors(overview, SMYTHE, SMITH)
    known = overview.directory.known(SMYTHE)
    assert known is not None
    assert (known.key, known.articles, known.aliases) == (SMITH, 2, ("Joanna Smythe",))
    keep(library, vote("Joanna Smythe", "c", OTHER_VOTE + " Later."))
    overview.update()
    assert len(overview.directory.articles(SMITH)) == 3
    assert len(overview.part_in(SMITH)) == 3
    library.undo()
    library.undo()  # the reading is machine layer: the article's adding goes, then the merge
    overview.update()
    assert overview.directory.resolve(SMYTHE) == SMYTHE


def test_an_actor_cannot_be_merged_into_itself_nor_into_nobody(tmp_path: Path) -> None:
    _, overview = opened(tmp_path, vote())
    with pytest.raises(JoinError, match="can't be merged into itself"):
        joining.merge_actors(overview, SMITH, SMITH)
    with pytest.raises(JoinError, match="no actor “nobody at all”"):
        joining.merge_actors(overview, SMITH, "person:nobody at all")


def test_two_people_of_one_name_can_be_two(tmp_path: Path) -> None:
    _, overview = opened(tmp_path, vote(), vote(path="b", text=VOTE.replace("Lindmoor", "Ostby")))
    there, here = sorted(overview.directory.articles(SMITH))
    joining.split_actor(overview, SMITH, [there], "Joan Smith of Ostby")
    assert overview.directory.articles(SMITH) == {here}
    fresh = overview.directory.key(there, "Joan Smith")
    assert fresh is not None
    assert overview.directory.name(fresh) == "Joan Smith of Ostby"
    assert [row.article for row in overview.part_in(fresh)] == [there]
    with pytest.raises(JoinError, match="stands in no other article"):
        joining.split_actor(overview, SMITH, [here])
    with pytest.raises(JoinError, match="in none of these articles"):
        joining.split_actor(overview, SMITH, [there])
    joining.reset_actor(overview, fresh)
    assert overview.directory.articles(SMITH) == {here, there}


def test_a_name_and_not_an_actor_hold_and_are_undone(tmp_path: Path) -> None:
    library, overview = opened(tmp_path, vote(), fire(who=("Boiler",)))
    joining.rename_actor(overview, SMITH, "Councillor Smith")
    joining.no_actor(overview, "person:boiler")
    assert [actor.name for actor in overview.directory.all()] == ["Councillor Smith"]
    with pytest.raises(JoinError, match="called so already"):
        joining.rename_actor(overview, SMITH, "Councillor  Smith")
    library.undo()
    library.undo()
    overview.update()
    assert {actor.name for actor in overview.directory.all()} == {"Joan Smith", "Boiler"}


def test_a_surname_that_was_taken_for_somebody_can_stand_for_itself(tmp_path: Path) -> None:
    _, overview = opened(tmp_path, vote(), fire(who=("Smith",)))
    assert overview.directory.resolve("person:smith") == SMITH
    joining.separate_actor(overview, "person:smith")
    assert overview.directory.resolve("person:smith") == "person:smith"
    with pytest.raises(JoinError, match="stands for itself already"):
        joining.separate_actor(overview, "person:smith")


def test_stories_joined_by_hand_are_one_in_every_session_and_after_undo_two(tmp_path: Path) -> None:
    library, overview = opened(tmp_path, fire(), vote())
    a, b = (reading.events[0].id for _, reading in (fire(), vote()))
    joining.join_stories(overview, [a, b])
    assert set(overview.story(a)) == {a, b}
    assert overview.sources(b) == 2
    with Library.open(library.path, who="bob") as other:
        theirs = Overview(other)
        theirs.update()
        assert set(theirs.story(b)) == {a, b}
    with pytest.raises(JoinError, match="one story already"):
        joining.join_stories(overview, [a, b])
    with pytest.raises(JoinError, match="can't be joined to itself"):
        joining.join_stories(overview, [a, a])
    library.undo()
    overview.update()
    assert overview.story(a) == (a,)
    assert overview.sources(a) == 1


def test_a_parted_event_stays_apart_when_its_article_is_read_anew_and_takes_along_what_comes_later(
    tmp_path: Path,
) -> None:
    library, overview = opened(tmp_path, fire(), fire_again())
    a, b = (pair[1].events[0].id for pair in (fire(), fire_again()))
    assert set(overview.story(a)) == {a, b}
    joining.part_story(overview, [b])
    assert overview.story(a) == (a,)
    article, reading = fire_again()
    library.save_reading(replace(reading, rules="2"))
    overview.update()
    assert overview.story(b) == (b,)
    (later,) = keep(library, fire_later())
    overview.update()
    assert sorted(map(len, (overview.story(a), overview.story(b)))) == [1, 2]
    assert later in (*overview.story(a), *overview.story(b))
    library.undo()
    library.undo()
    overview.update()
    assert set(overview.story(a)) == {a, b}
    assert article.id in overview.linked


def test_a_story_cannot_be_parted_to_nothing(tmp_path: Path) -> None:
    _, overview = opened(tmp_path, fire(), fire_again(), vote())
    a, b, c = (pair[1].events[0].id for pair in (fire(), fire_again(), vote()))
    with pytest.raises(JoinError, match="nothing would be left"):
        joining.part_story(overview, [a, b])
    with pytest.raises(JoinError, match="story of its own already"):
        joining.part_story(overview, [c])
    with pytest.raises(JoinError, match="several stories"):
        joining.part_story(overview, [a, c])
    with pytest.raises(JoinError, match="Name the events"):
        joining.part_story(overview, [])


def test_of_a_join_and_a_part_the_later_one_holds(tmp_path: Path) -> None:
    _, overview = opened(tmp_path, fire(), fire_again(), vote())
    a, b, c = (pair[1].events[0].id for pair in (fire(), fire_again(), vote()))
    joining.join_stories(overview, [a, c])
    joining.part_story(overview, [b, c])
    assert overview.story(a) == (a,)
    assert set(overview.story(b)) == {b, c}
    joining.join_stories(overview, [a, b])
    assert set(overview.story(c)) == {a, b, c}


def test_another_session_sees_what_was_joined_as_it_happens(tmp_path: Path) -> None:
    library, overview = opened(tmp_path, fire(), vote())
    a, b = (pair[1].events[0].id for pair in (fire(), vote()))
    with Library.open(library.path, who="bob") as other:
        theirs = Overview(other)
        theirs.update()
        joining.join_stories(overview, [a, b])
        joining.merge_actors(overview, *_two(overview, library))
        other.refresh()
        assert theirs.update()
        assert set(theirs.story(a)) == set(overview.story(a)) >= {a, b}
        assert len(theirs.directory.all()) == len(overview.directory.all())


def _two(overview: Overview, library: Library) -> tuple[str, str]:
    keep(library, vote("Joanna Smythe", "b", OTHER_VOTE))
    overview.update()
    return SMYTHE, SMITH


def test_a_library_of_no_article_or_one_has_a_plain_word_for_everything(tmp_path: Path) -> None:
    library, overview = opened(tmp_path)
    assert overview.groups() == []
    assert overview.directory.all() == []
    with pytest.raises(JoinError, match="no actor"):
        joining.merge_actors(overview, "person:a", "person:b")
    with pytest.raises(JoinError, match="There is no"):
        joining.join_stories(overview, ["x.1-2", "y.1-2"])
    keep(library, telling(FIRE, "one"))
    overview.update()
    assert overview.groups() == []
