"""What is known over all articles is kept beside the library, found again, and made anew where it is wrong."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from tests.overviewing import FIRE, fire, fire_again, fire_later, keep, opened, telling, vote
from tuibrief import joining
from tuibrief.library.library import Library
from tuibrief.model import MarkKind, event_id
from tuibrief.overview import Overview
from tuibrief.stories import Stories

A, B, C = (pair[1].events[0].id for pair in (fire(), fire_again(), fire_later()))


def test_opened_again_nothing_is_linked_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library, overview = opened(tmp_path, fire(), fire_again(), vote())
    before = overview.story(A), overview.spread, [a.key for a in overview.directory.all()]
    overview.close()
    library.close()

    def never(*_: object) -> None:
        raise AssertionError("linked anew")

    monkeypatch.setattr(Stories, "add", never)
    with Library.open(library.path) as again:
        found = Overview(again)
        found.update()
        assert (found.story(A), found.spread, [a.key for a in found.directory.all()]) == before
        assert not found.update()


def test_the_file_is_for_its_owner_alone_and_goes_with_a_purge(tmp_path: Path) -> None:
    library, overview = opened(tmp_path, fire(), fire_again())
    beside = library.path.with_name("library.jsonl.stories")
    assert beside.stat().st_mode & 0o777 == 0o600
    library.purge(fire()[0].id)
    assert not beside.exists() or b"cannery of Brackwater" not in beside.read_bytes()
    overview.update()
    assert overview.story(B) == (B,)
    assert overview.spread == {}


@pytest.mark.parametrize("damage", [b"", b"no database at all" * 400, None])
def test_a_damaged_or_deleted_file_is_made_anew(tmp_path: Path, damage: bytes | None) -> None:
    library, overview = opened(tmp_path, fire(), fire_again())
    overview.close()
    beside = library.path.with_name("library.jsonl.stories")
    if damage is None:
        beside.unlink()
    else:
        beside.write_bytes(damage)
    found = Overview(library)
    found.update()
    assert set(found.story(A)) == {A, B}


def test_a_file_damaged_inside_is_made_anew(tmp_path: Path) -> None:
    library, overview = opened(tmp_path, fire(), fire_again())
    overview.close()
    beside = library.path.with_name("library.jsonl.stories")
    raw = bytearray(beside.read_bytes())
    raw[5000:-2000] = b"\xff" * (len(raw) - 7000)
    beside.write_bytes(raw)
    found = Overview(library)
    found.update()
    assert set(found.story(A)) == {A, B}


def test_what_another_session_linked_is_not_linked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library, overview = opened(tmp_path, fire())
    with Library.open(library.path, who="bob") as other:
        theirs = Overview(other)
        theirs.update()
        keep(library, fire_again())
        overview.update()
        monkeypatch.setattr(Stories, "add", lambda *_: pytest.fail("linked again"))
        other.refresh()
        assert theirs.update()
        assert set(theirs.story(A)) == {A, B}
        assert theirs.sources(A) == 2


def test_an_article_removed_archived_or_read_anew_is_followed(tmp_path: Path) -> None:
    library, overview = opened(tmp_path, fire(), fire_again(), fire_later())
    assert set(overview.story(A)) == {A, B, C}
    library.remove(fire()[0].id)
    library.archive(fire_later()[0].id)
    overview.update()
    assert overview.story(B) == (B,)
    library.archive(fire_later()[0].id, False)
    article, reading = fire_again()
    library.save_reading(replace(reading, events=()))
    overview.update()
    assert overview.story(B) == (B,)
    assert overview.groups() == []
    assert set(overview.directory.articles("person:dana whitlow")) == set()
    assert article.id not in overview.linked or overview.linked[article.id] == {}


def test_corrected_dates_part_a_story_and_rejected_events_are_no_source(tmp_path: Path) -> None:
    library, overview = opened(tmp_path, fire(when="2031-05-06"), fire_again())
    assert overview.sources(A) == 2
    target = library.target_of_event(B)
    library.mark(MarkKind.CORRECTION, [target], {"field": "when", "value": "2029-01-02"})
    overview.update()
    assert overview.story(A) == (A,)
    library.undo()
    overview.update()
    assert overview.sources(A) == 2
    library.mark(MarkKind.VERDICT, [target], "rejected")
    overview.update()
    assert overview.sources(A) == 1


def test_taking_in_one_by_one_gives_what_taking_in_at_once_gives(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    pairs = fire(), vote(), fire_again(), fire_later()
    _, at_once = opened(tmp_path, *pairs)
    library, one_by_one = opened(tmp_path / "x")
    for pair in pairs:
        keep(library, pair)
        one_by_one.update()
    assert one_by_one.groups() == at_once.groups()
    assert one_by_one.spread == at_once.spread


def test_a_folder_that_cannot_be_written_still_has_stories(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise OSError("read-only")

    monkeypatch.setattr("tuibrief.sidecar.Sidecar._connect", refused)
    _, overview = opened(tmp_path, fire(), fire_again())
    assert overview.sources(A) == 2


def test_names_and_words_no_encoding_holds_are_taken_in(tmp_path: Path) -> None:
    _, overview = opened(tmp_path, telling(FIRE, "odd", {"word": "blaze", "who": ("Ann \ud800 Odd",)}))
    assert len(overview.directory.all()) == 1


def test_two_sessions_that_link_at_once_agree(tmp_path: Path) -> None:
    library, overview = opened(tmp_path)
    pairs = [telling(f"{FIRE} Note {n}.", str(n), {"word": "blaze"}) for n in range(12)]
    with Library.open(library.path, who="bob") as other:
        theirs = Overview(other)
        keep(library, *pairs)
        other.refresh()
        threads = [threading.Thread(target=known.update) for known in (overview, theirs)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for known in (overview, theirs):
            known.update()
        event = pairs[0][1].events[0].id
        assert len(overview.story(event)) == 12
        assert set(theirs.story(event)) == set(overview.story(event))
        assert theirs.originals() == overview.originals()


def test_a_person_s_part_follows_its_words_when_the_trigger_is_read_otherwise(tmp_path: Path) -> None:
    library, overview = opened(tmp_path, fire(), fire_again())
    joining.part_story(overview, [B])
    article, reading = fire_again()
    (event,) = reading.events
    start = event.trigger.start
    end = start + len("fire gutted")
    longer = replace(event, id=event_id(article.id, start, end), trigger=replace(event.trigger, end=end))
    library.save_reading(replace(reading, events=(longer,)))
    overview.update()
    assert overview.story(longer.id) == (longer.id,)
    assert overview.story(A) == (A,)


def test_whose_name_stands_in_a_headline_is_named_there_as_a_whole_word_where_it_means_them(tmp_path: Path) -> None:
    ruin = {"word": "destroyed", "headline": "Blaze that Dana Whitlow fought destroys cannery"}
    other = {"word": "killed", "headline": "Dana Whitlowe and the council, not the fire chief"}
    said = {"word": "said", "headline": "Chief says it began below", "who": ("Dana Whitlow",)}
    _, overview = opened(tmp_path, telling(FIRE, "fire", ruin, other, said), fire_again(headline="Dana Whitlow again"))
    key = "person:dana whitlow"
    assert [row.headline for row in overview.part_in(key)] == [said["headline"]]
    assert [row.headline for row in overview.part_in(key, named=True)] == [ruin["headline"], said["headline"]]


def test_people_of_an_article_are_known_by_key_unknown_or_said_to_be_none(tmp_path: Path) -> None:
    _, overview = opened(tmp_path, vote(), fire(who=("Boiler", "Dana Whitlow")))
    article = fire()[0].id
    joining.no_actor(overview, "person:boiler")
    names = ("Boiler", "Dana Whitlow", "Nobody")
    assert overview.people(article, names) == [
        ("Boiler", None),
        ("Dana Whitlow", "person:dana whitlow"),
        ("Nobody", ""),
    ]
    assert [actor.name for actor in overview.roster().find("")] == ["Dana Whitlow", "Joan Smith", "Boiler"]
    assert overview.roster().hidden == {"person:boiler"}
    joining.rename_actor(overview, "person:dana whitlow", "Chief Whitlow")
    assert [actor.name for actor in overview.roster().find("chief")] == ["Chief Whitlow"]
    called = overview.namer()
    assert [called(article, name) for name in names] == [None, "Chief Whitlow", "Nobody"]


def test_what_is_said_of_an_actor_counts_while_articles_are_being_taken_in(tmp_path: Path) -> None:
    library, overview = opened(tmp_path, vote(), fire(who=("Dana Whitlow",)))
    keep(library, fire_again(), fire_later())
    reached, on = threading.Event(), threading.Event()

    def told(*_: int) -> None:
        reached.set()
        on.wait(10)

    busy = threading.Thread(target=overview.update, args=(told,))
    busy.start()
    try:
        assert reached.wait(10)
        joining.rename_actor(overview, "person:joan smith", "Councillor Smith")
        known = overview.known("person:joan smith")
        assert known is not None
        assert known.name == "Councillor Smith"
    finally:
        on.set()
        busy.join(10)
    overview.update()
    assert overview.directory.name("person:joan smith") == "Councillor Smith"


def test_a_tag_changes_nothing_that_is_known_of_actors_and_stories_a_correction_does(tmp_path: Path) -> None:
    library, overview = opened(tmp_path, vote(), fire())
    target = library.target_of_event(A)
    library.tag([target], "seen")
    assert not overview.update()
    library.mark(MarkKind.CORRECTION, [target], {"field": "when", "value": "2031-05-06"})
    assert overview.update()


def test_confirming_changes_nothing_that_stories_rest_on_and_rejecting_does(tmp_path: Path) -> None:
    library, overview = opened(tmp_path, fire(), vote())
    target = library.target_of_event(fire()[1].events[0].id)
    library.mark(MarkKind.VERDICT, [target], "confirmed")
    assert not overview.update()
    library.mark(MarkKind.VERDICT, [target], "rejected")
    assert overview.update()
    library.undo()
    assert overview.update()
