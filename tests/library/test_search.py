"""What a person finds: words, "phrases", -not, fields, in articles, events and notes; whatever the index does."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from tests.readings import event_at
from tuibrief.library.library import Library, LibraryError
from tuibrief.library.query import Field, Word, parse
from tuibrief.model import Article, EventType, MarkKind, Target, TargetKind

from .making import filled, flood, harbour, reading


@pytest.fixture
def library(place: Path) -> Library:
    return filled(place / "case.jsonl")


def index_all(library: Library) -> None:
    """Index until nothing is left; a few rounds must do."""
    assert any(not library.index_some() for _ in range(10))


def lines(library: Library, query: str, kind: str = "event") -> list[str]:
    """What is found, which is the same before all is indexed and after."""
    before = [hit.line for hit in library.search(query, kinds=(kind,))]  # type: ignore[arg-type]
    index_all(library)
    after = [hit.line for hit in library.search(query, kinds=(kind,))]  # type: ignore[arg-type]
    assert sorted(before) == sorted(after)
    return after


SIGNS, LEAVE, REJECTS = "Dockers' union signs deal with port authority", "Ships may leave", "Union rejects offer"
WARNS, RESCUES = "River agency warns farmers", "Volunteers rescue families"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("union", [SIGNS, REJECTS]),
        ("UNION deal", [SIGNS]),
        ("union -deal", [REJECTS]),
        ('"rejected an earlier"', [REJECTS]),
        ('"earlier rejected"', []),
        ("volunt*", [RESCUES]),
        ("volunt", []),
        ("union status:happened since:2025-10", [SIGNS]),
        ("since:2025-10-30", [LEAVE]),
        ("until:2025-03", [REJECTS]),
        ('actor:"Dockers\' Union" -type:AGREE', [REJECTS]),
        ("actor:mayor", [SIGNS]),
        ("type:aid", [RESCUES]),
        ('source:"valley news"', [WARNS, RESCUES]),
        ("source:mayor deal", [SIGNS]),
        ("-status:happened", [LEAVE]),
        ("tag:none", []),
        ("farmers OR", []),
        ("Tuesday", [WARNS]),
    ],
)
def test_events_are_found_by_words_and_fields(library: Library, query: str, found: list[str]) -> None:
    assert lines(library, query) == found
    assert [row.headline for row in library.events(query=query)] == found


def test_articles_are_found_by_their_text_and_title(library: Library) -> None:
    assert lines(library, "farmers", "article") == ["Flood in the valley"]
    assert lines(library, '"strike ends"', "article") == ["Harbour strike ends"]
    assert lines(library, 'offer source:"Harbour Post"', "article") == ["Harbour strike ends"]
    assert lines(library, "since:2025-10-01 the", "article") == ["Harbour strike ends"]
    assert lines(library, "the -mayor", "article") == ["Flood in the valley"]


def test_tags_and_notes_are_found(library: Library) -> None:
    target = library.target_of_event(library.events()[1].id)
    library.tag([target], "port watch")
    library.note([target], "Ask the pilot about Friday")
    assert lines(library, 'tag:"port watch"') == [LEAVE]
    assert lines(library, "note:pilot") == [LEAVE]
    assert lines(library, "friday pilot", "note") == ["Ask the pilot about Friday"]
    assert lines(library, "friday -pilot", "note") == []
    assert lines(library, "note:pilot", "article") == ["Harbour strike ends"]
    library.undo()
    assert lines(library, "note:pilot") == []


def test_events_are_found_by_what_they_are(library: Library) -> None:
    every = [row.headline for row in library.events(include_rejected=True)]
    core = [row.headline for row in library.events(core=True)]
    assert [row.headline for row in library.events(query="is:core")] == core
    assert [row.headline for row in library.events(query="-is:core")] == [line for line in every if line not in core]
    assert not len(library.events(query="is:core", core=False))
    signs, leave, rejects, warns, *_ = (library.target_of_event(row.id) for row in library.events())
    library.tag([signs], "port watch")
    library.note([leave], "Ask the pilot")
    library.mark(MarkKind.VERDICT, [rejects], "rejected")
    library.mark(MarkKind.GRADE, [warns], "B")
    for state, line in (("tagged", SIGNS), ("noted", LEAVE), ("rejected", REJECTS), ("graded", WARNS)):
        assert [row.headline for row in library.events(query=f"is:{state}", include_rejected=True)] == [line]
        others = library.events(query=f"-is:{state}", include_rejected=True)
        assert [row.headline for row in others] == [each for each in every if each != line]
    assert lines(library, "is:tagged deal") == [SIGNS]
    assert lines(library, "is:confirmed") == lines(library, "is:own") == lines(library, "is:corrected") == []
    with pytest.raises(LibraryError, match="tagged"):
        parse("is:golden")


def test_words_that_a_person_corrected_are_found_once(library: Library) -> None:
    target = library.target_of_event(library.events()[4].id)
    library.mark(MarkKind.CORRECTION, [target], {"field": "headline", "value": "Two families saved by volunteers"})
    assert lines(library, "saved families") == ["Two families saved by volunteers"]
    assert lines(library, "rescued families") == ["Two families saved by volunteers"]


def test_a_new_title_and_a_new_reading_are_found_and_the_old_not(library: Library) -> None:
    key = library.articles()[1].id
    assert lines(library, "flood", "article")
    library.edit_article(key, title="High water")
    assert lines(library, '"high water"', "article") == ["High water"]
    article, _ = flood()
    library.save_reading(reading(article, (event_at(article, "warned", EventType.THREATEN, "Agency issues threat"),)))
    assert lines(library, "threat") == ["Agency issues threat"]
    assert lines(library, "warned") == ["Agency issues threat"]
    assert lines(library, "rescued") == []


def test_removed_archived_and_rejected_are_not_found(library: Library) -> None:
    rows = library.events()
    library.mark(MarkKind.VERDICT, [library.target_of_event(rows[0].id)], "rejected")
    assert lines(library, "union") == [REJECTS]
    library.archive(rows[0].article)
    assert lines(library, "union") == lines(library, "union", "article") == []
    library.archive(rows[0].article, on=False)
    library.remove(rows[0].article)
    assert lines(library, "union", "article") == []


def test_scripts_without_spaces_are_found(library: Library) -> None:
    article = Article.of("外務省は月曜日に声明を発表した。交渉は延期された。", "jp.txt", title="声明")
    library.add(article)
    library.save_reading(reading(article, ()))
    assert [hit.id for hit in library.search("延期")] == [article.id]
    assert list(library.search("延期 -交渉")) == []


def test_another_session_finds_what_this_one_adds(library: Library) -> None:
    with Library.open(library.path, who="bob") as bob:
        assert lines(bob, "union")
        article = Article.of("A cargo of tulips arrived.", "t.txt", title="Tulips")
        library.add(article)
        assert lines(library, "tulips", "article") == ["Tulips"]
        bob.refresh()
        assert lines(bob, "tulips", "article") == ["Tulips"]


def test_the_index_may_be_deleted_or_spoiled_at_any_time(library: Library) -> None:
    index = library.path.with_name("case.jsonl.index")
    assert lines(library, "union")
    library.close()
    for spoil in (index.unlink, lambda: index.write_bytes(b"no database" * 100), lambda: index.write_bytes(b"")):
        spoil()
        with Library.open(library.path) as again:
            assert lines(again, "union") == [SIGNS, REJECTS]
        assert index.stat().st_mode & 0o777 == 0o600


def test_the_index_of_another_library_is_not_believed(library: Library, place: Path) -> None:
    assert lines(library, "union")
    other = place / "other.jsonl"
    with Library.open(other) as stranger:
        stranger.add(harbour()[0])
        (place / "other.jsonl.index").write_bytes((place / "case.jsonl.index").read_bytes())
        assert lines(stranger, "farmers", "article") == []
        assert lines(stranger, "union", "article") == ["Harbour strike ends"]


def test_without_room_for_an_index_all_is_found_just_the_same(library: Library) -> None:
    library.path.with_name("case.jsonl.index").mkdir()
    assert lines(library, "union") == [SIGNS, REJECTS]


def test_results_come_before_all_is_looked_through(library: Library) -> None:
    found = library.search("union")
    assert next(found).line == SIGNS
    library.tag([Target(TargetKind.ARTICLE, library.articles()[0].id)], "meanwhile")
    assert [hit.line for hit in found] == [REJECTS, "Harbour strike ends"]


def test_two_sessions_that_know_different_readings_never_index_against_each_other(library: Library) -> None:
    article, _ = flood()
    with Library.open(library.path, who="bob") as bob:
        library.save_reading(
            reading(article, (event_at(article, "warned", EventType.THREATEN, "Agency issues threat"),))
        )
        for _ in range(3):  # in turns, as two searches at once do
            library.index_some()
            bob.index_some()
        assert (library.index_some(), bob.index_some()) == (0, 0)
        assert [hit.line for hit in library.search("threat", kinds=("event",))] == ["Agency issues threat"]
        assert [hit.line for hit in bob.search("volunteers", kinds=("event",))] == [RESCUES], "as bob still has it"
        bob.refresh()
        assert lines(bob, "threat") == ["Agency issues threat"]


def test_a_search_answers_also_while_another_program_has_the_index_locked(library: Library) -> None:
    assert lines(library, "union") == [SIGNS, REJECTS]
    other = sqlite3.connect(library.path.with_name("case.jsonl.index"), isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    library.add(Article.of("A cargo of tulips arrived.", "t.txt", title="Tulips"))
    assert library.index_some() == 0
    assert [hit.line for hit in library.search("union", kinds=("event",))] == [SIGNS, REJECTS]
    assert [hit.line for hit in library.search("tulips")] == ["Tulips"]
    with Library.open(library.path) as another:
        assert [hit.line for hit in another.search("union", kinds=("event",))] == [SIGNS, REJECTS]
    other.close()
    assert lines(library, "tulips", "article") == ["Tulips"]


def test_a_search_left_half_read_keeps_nobody_from_indexing(library: Library) -> None:
    index_all(library)
    half = library.search("union")
    next(half)
    with Library.open(library.path) as bob:
        bob.add(Article.of("A cargo of tulips arrived.", "t.txt", title="Tulips"))
        assert bob.index_some() == 1
    half.close()  # type: ignore[attr-defined]


def test_indexing_while_others_change_and_search_ends_and_misses_nothing(library: Library) -> None:
    done = threading.Event()

    def others() -> None:
        with Library.open(library.path, who="bob") as bob:
            for n in range(30):
                bob.add(Article.of(f"Cargo number {n} of tulips arrived.", f"{n}.txt"))
                bob.index_some()
        done.set()

    thread = threading.Thread(target=others)
    thread.start()
    rounds = 0
    while not done.is_set():
        library.refresh()
        library.index_some()
        assert [hit.line for hit in library.search("union", kinds=("event",))] == [SIGNS, REJECTS]
        rounds += 1
    thread.join()
    assert rounds
    library.refresh()
    assert len(lines(library, "tulips", "article")) == 30


def test_a_search_misses_nothing_while_another_thread_of_the_same_session_indexes(library: Library) -> None:
    library.add_all(Article.of(f"Cargo number {n} of tulips arrived.", f"{n}.txt") for n in range(60))

    def index() -> None:
        while library.index_some(1):
            pass

    thread = threading.Thread(target=index)
    thread.start()
    running, found = True, []
    while running:
        running = thread.is_alive()
        found.append(sorted(hit.id for hit in library.search("tulips")))
    thread.join()
    assert all(len(ids) == len(set(ids)) == 60 for ids in found)


def test_titles_that_sqlite_can_not_hold_are_indexed_once(library: Library) -> None:
    library.add(Article.of("Odd title.", "odd.txt", title="odd \ud800 \0 title"))
    assert len(lines(library, "odd", "article")) == 1
    assert library.index_some() == 0


@pytest.mark.parametrize(
    "word", ["Élysée", "elysee", "ELYSÉE", "Ely*", '"palais elysee"', "l'elysee", "straße", "café-bar"]
)
def test_accents_and_signs_between_words_are_the_same_to_the_index_and_without_it(library: Library, word: str) -> None:
    library.add(Article.of("Le palais Élysée, l’Élysée, Straße; un café—bar (elyseesque).", "fr.txt", title="Paris"))
    assert lines(library, word, "article") == ["Paris"]


def test_a_query_is_taken_apart() -> None:
    query = parse('tariff* "steel price" -copper actor:"North Port" -tag:old http://a.b x:y')
    assert query.words == (
        Word("tariff", begins=True),
        Word("steel price"),
        Word("copper", no=True),
        Word("http://a.b"),
        Word("x:y"),
    )
    assert query.fields == (Field("actor", "North Port"), Field("tag", "old", no=True))


@pytest.mark.parametrize("query", ["", "  ", '""', "-", "since:soon", "type:party", "status:perhaps", "*", 'tag:""'])
def test_what_can_not_be_searched_is_one_sentence(library: Library, query: str) -> None:
    with pytest.raises(LibraryError) as found:
        library.search(query)
    assert str(found.value).endswith(".")
    assert "\n" not in str(found.value)


@pytest.mark.parametrize(
    "query", ['un"closed', "NEAR(", "a AND OR", "union)", "^x", "col:x", "{a}", "\ud800a", "x\0y", "a'"]
)
def test_signs_of_the_engines_own_language_do_no_harm(library: Library, query: str) -> None:
    assert isinstance(list(library.search(query)), list)
