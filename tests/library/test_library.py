"""What a person is promised of the library: questions, changes, undo, two sessions, history, nothing lost."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from tinydb import TinyDB

from tests.readings import event_at
from tuibrief.library.library import Library, LibraryError
from tuibrief.model import Article, Basis, EventType, MarkKind, Status, Target, TargetKind

from .making import HARBOUR, filled, harbour, reading


@pytest.fixture
def path(place: Path) -> Path:
    return place / "case.jsonl"


def ids(library: Library, **question: object) -> list[str]:
    return [row.headline for row in library.events(**question)]  # type: ignore[arg-type]


# -- articles and readings ---


def test_an_empty_library_answers_everything_and_makes_no_file(path: Path) -> None:
    with Library.open(path) as library:
        assert list(library.articles()) == []
        assert len(library.events()) == 0
        assert list(library.search("word")) == []
        assert library.tags() == {}
        assert library.check().sound
        assert not library.refresh()
        with pytest.raises(LibraryError, match="add an article first"):
            library.tag([Target(TargetKind.ACTOR, name="Union")], "x")
    assert list(path.parent.iterdir()) == []


def test_the_same_text_is_added_once(path: Path) -> None:
    article, _ = harbour()
    with Library.open(path) as library:
        assert library.add(article)
        assert not library.add(replace(article, path="elsewhere.txt"))
        assert len(library.articles()) == 1


def test_what_was_stored_comes_back_whole_in_the_next_session(path: Path) -> None:
    article, read = harbour()
    filled(path).close()
    with Library.open(path) as library:
        assert library.article(article.id) == article
        assert library.article(article.id[:6]) == article
        assert library.reading(article.id) == read
        assert [library.event(e.id) for e in read.events] == list(read.events)


def test_a_row_shows_the_given_title_else_the_one_read_else_the_files_name(path: Path) -> None:
    with filled(path) as library:
        assert [row.title for row in library.articles()] == ["Harbour strike ends", "Flood in the valley"]
        library.add(Article.of("Nothing read yet.", "in/plain-name.txt"))
        row = library.articles()[-1]
        assert (row.title, row.events) == ("plain-name", -1)
        assert library.unread() == [row.id]
        assert [r.published_basis for r in library.articles()] == [Basis.GIVEN, Basis.INFERRED, None]


def test_a_reading_by_other_rules_is_shown_as_stale(path: Path) -> None:
    with filled(path) as library:
        assert not any(row.stale for row in library.articles())
        library.reader = ("m1", "2")
        assert all(row.stale for row in library.articles())


def test_texts_with_lone_surrogates_and_nuls_come_back_as_they_were(path: Path) -> None:
    article = Article.of("odd \ud800 text \0 with \u2028 breaks\r", "odd.txt")
    with Library.open(path) as library:
        library.add(article)
    with Library.open(path) as library:
        assert library.article(article.id) == article
        assert [hit.id for hit in library.search("breaks")] == [article.id]


def test_an_unknown_or_unclear_id_is_a_sentence(path: Path) -> None:
    with filled(path) as library:
        for wrong in ("zzz", ""):
            with pytest.raises(LibraryError, match="There is no article"):
                library.article(wrong)
        with pytest.raises(LibraryError, match="There is no event"):
            library.event(library.articles()[0].id + ".1-2")


def test_a_title_date_or_outlet_given_by_hand_holds_and_is_undone(path: Path) -> None:
    with filled(path) as library:
        key = library.articles()[1].id
        library.edit_article(key, title="The flood", published="2025-09", authors=("A. Writer",))
        row = library.articles()[1]
        assert (row.title, row.published, row.published_basis) == ("The flood", "2025-09", Basis.GIVEN)
        assert row.authors == ("A. Writer",)
        assert library.undo()
        assert library.articles()[1].title == "Flood in the valley"
        with pytest.raises(LibraryError, match="is not a date"):
            library.edit_article(key, published="last week")
        with pytest.raises(LibraryError, match="can't be given"):
            library.edit_article(key, sha256="0")


def test_what_the_file_said_of_an_article_stays_beside_what_a_person_gave(path: Path) -> None:
    with filled(path) as library:
        key = library.articles()[1].id
        before = library.article(key)
        library.edit_article(key, title="The flood", authors=("A. Writer",), url="https://example.org/1")
        library.edit_article(key, title="High water", authors=(), outlet="Valley Post")
        assert library.article(key).title == "High water"
        assert library.article_as_added(key) == before
        assert "said" not in " ".join(row.detail for row in library.history(key))
    with Library.open(path) as library:
        assert library.article_as_added(key) == before
        library.edit_article(key, published="2025-09")
        assert library.undo()
        assert library.article(key).published == before.published
        assert library.article_as_added(key) == before


# -- events ---


def test_events_answer_every_part_of_a_question(path: Path) -> None:
    with filled(path) as library:
        assert len(library.events()) == 5
        assert ids(library, actor="dockers union") == []
        assert ids(library, actor="Dockers' union") == [
            "Dockers' union signs deal with port authority",
            "Union rejects offer",
        ]
        assert ids(library, type="aid") == ["Volunteers rescue families"]
        assert ids(library, status="possible") == ["Ships may leave"]
        assert ids(library, core=True, since="2025-10") == ["Dockers' union signs deal with port authority"]
        assert ids(library, until="2025-03-15") == ["Union rejects offer"]
        assert ids(library, text="farmers") == ["River agency warns farmers"]
        assert ids(library, source="mayor") == ["Dockers' union signs deal with port authority"]
        assert ids(library, source="Valley News") == ["River agency warns farmers", "Volunteers rescue families"]
        assert ids(library, article=library.articles()[1].id[:8], query="rescue") == ["Volunteers rescue families"]
        with pytest.raises(LibraryError, match="is not a date"):
            library.events(since="soon")
        with pytest.raises(LibraryError, match="no event type"):
            library.events(type="PARTY")


def test_sorted_by_date_undated_events_stand_at_their_articles_date(path: Path) -> None:
    with filled(path) as library:
        assert ids(library, sort="date") == [
            "Union rejects offer",
            "River agency warns farmers",
            "Volunteers rescue families",
            "Dockers' union signs deal with port authority",
            "Ships may leave",
        ]


def test_a_list_made_before_a_new_reading_stays_whole(path: Path) -> None:
    _, read = harbour()
    with filled(path) as library:
        rows = library.events()
        library.save_reading(replace(read, events=read.events[:1]))
        assert [row.headline for row in rows][:3] == [e.headline for e in read.events]
        assert len(library.events()) == 3
        assert rows.index_of(read.events[2].id) == 2
        assert library.events().index_of(read.events[2].id) is None


def test_a_list_already_made_shows_marks_as_they_are_set(path: Path) -> None:
    with filled(path) as library, Library.open(path, who="bob") as bob:
        rows = library.events()
        target = library.target_of_event(rows[2].id)
        library.tag([target], "x")
        assert rows[2].tags == ("x",)
        bob.refresh()
        bob.note([target], "n")
        library.refresh()
        assert rows[2].noted
        library.undo()
        assert rows[2].tags == ()


def test_actors_are_counted_over_articles(path: Path) -> None:
    with filled(path) as library:
        rows = {row.name: (row.kind, row.events, row.articles) for row in library.actors()}
        assert rows["Dockers' Union"] == ("organization", 2, 1)
        assert rows["Mayor"] == ("", 1, 1)


# -- marks on events ---


def test_a_tag_a_note_a_grade_and_a_verdict_show_on_the_event(path: Path) -> None:
    with filled(path) as library:
        row = library.events()[0]
        target = library.target_of_event(row.id)
        library.tag([target], "  key   point ")
        library.tag([target], "key point")
        library.note([target], "two\nlines")
        library.mark(MarkKind.GRADE, [target], "2")
        library.mark(MarkKind.GRADE, [Target(TargetKind.OUTLET, name="Harbour Post")], "b")
        library.mark(MarkKind.VERDICT, [target], "confirmed")
        row = library.events()[0]
        assert (row.tags, row.noted, row.grade, row.verdict) == (("key point",), True, "B2", "confirmed")
        assert library.tags() == {"key point": 1}
        library.mark(MarkKind.GRADE, [Target(TargetKind.ACTOR, name="Mayor")], "D")
        assert library.events()[0].grade == "D2", "who is credited counts before the outlet"
        assert [r.headline for r in library.events(tag="key point")] == [row.headline]
        assert library.untag([target], "key point") == 1
        assert library.untag([target], "key point") == 0


def test_a_rejected_event_is_left_out_unless_asked_for(path: Path) -> None:
    with filled(path) as library:
        library.mark(MarkKind.VERDICT, [library.target_of_event(library.events()[1].id)], "rejected")
        assert len(library.events()) == 4
        assert len(library.events(include_rejected=True)) == 5
        assert library.undo() == "Undone: rejected 1 event."
        assert len(library.events()) == 5


def test_a_correction_overrides_one_field_and_both_readings_are_known(path: Path) -> None:
    with filled(path) as library:
        row = library.events()[0]
        target = library.target_of_event(row.id)
        library.mark(MarkKind.CORRECTION, [target], {"field": "when", "value": "2025-10-26"})
        library.mark(MarkKind.CORRECTION, [target], {"field": "status", "value": "planned"})
        row = library.events()[0]
        assert (row.when, row.status, row.corrected) == ("2025-10-26", Status.PLANNED, ("when", "status"))
        both = library.event_with_marks(row.id)
        assert both.machine is not None
        assert (both.event.when, both.machine.when) == ("2025-10-26", "2025-10-27")
        assert [r.id for r in library.events(status="planned")] == [row.id]
        assert row.id not in [r.id for r in library.events(status="happened")]
        for wrong in (
            {"field": "when", "value": "whenever"},
            {"field": "id", "value": "x"},
            {"field": "status", "value": "no"},
        ):
            with pytest.raises(LibraryError):
                library.mark(MarkKind.CORRECTION, [target], wrong)


def test_a_persons_own_event_stands_among_the_others(path: Path) -> None:
    with filled(path) as library:
        key = library.articles()[0].id
        at = HARBOUR.index("earlier offer")
        target = library.target_of_selection(key, at, at + 13)
        library.mark(
            MarkKind.EVENT, [target], {"headline": "An offer was made", "type": "AGREE", "who": ["Port Authority"]}
        )
        rows = library.events(article=key)
        assert [r.own for r in rows] == [False, False, False, True]
        assert rows[3].type is EventType.AGREE
        assert ids(library, actor="Port Authority")[-1] == "An offer was made"
        assert library.event(rows[3].id).headline == "An offer was made"
        library.tag([library.target_of_event(rows[3].id)], "mine")
        assert library.events(article=key)[3].tags == ("mine",)
        assert [hit.line for hit in library.search("offer made", kinds=("event",))] == ["An offer was made"]


def test_every_mark_survives_another_reading_with_another_model(path: Path) -> None:
    article, read = harbour()
    with filled(path) as library:
        for row in list(library.events(article=article.id)):
            library.tag([library.target_of_event(row.id)], f"t{row.start}")
        before = library.marks()
        longer = event_at(article, "had rejected", EventType.REJECT, "Union had rejected offer")
        library.save_reading(reading(article, (read.events[0], longer), model="m2"))
        assert library.marks() == before
        rows = list(library.events(article=article.id))
        assert [len(r.tags) for r in rows] == [1, 1], "a mark goes to the event whose trigger overlaps"
        orphans = library.orphans()
        assert [o.words and o.words.of(article.text) for o in orphans] == ["leave"]


def test_marks_go_to_the_same_words_of_a_changed_text_or_to_the_orphans(path: Path) -> None:
    article, _ = harbour()
    with filled(path) as library:
        for row in list(library.events(article=article.id)):
            library.tag([library.target_of_event(row.id)], "x")
        text = "UPDATED\n\n" + article.text.replace("Ships may leave on Friday. ", "")
        new = Article.of(text, article.path)
        assert library.revise(article.id, new) == (2, 1)
        assert len(library.marks(article=new.id)) == 3
        assert [o.reason for o in library.orphans() if o.words is None] == ["its words are no longer in the text"]
        assert [r.id for r in library.articles(archived=True)] == [article.id]


# -- undo ---


def test_many_steps_are_undone_and_redone_in_order_also_in_bulk(path: Path) -> None:
    with filled(path) as library:
        targets = [library.target_of_event(row.id) for row in library.events()]
        library.tag(targets, "all")
        [note] = library.note(targets[:1], "first")
        library.edit_note(note, "second")
        library.untag(targets, "all")
        assert library.tags() == {}
        assert library.undo() == "Undone: took “all” off 5 events."
        assert library.tags() == {"all": 5}
        library.undo()
        assert [m.value for m in library.marks() if m.kind is MarkKind.NOTE] == ["first"]
        library.undo()
        library.undo()
        assert library.marks() == ()
        for _ in range(4):
            assert (library.redo() or "").startswith("Redone")
        assert library.redo() is None
        assert [m.value for m in library.marks()] == ["second"]


def test_questions_about_an_actor_are_answered_as_by_looking_at_every_event(path: Path) -> None:
    article, _ = harbour()

    def looked_at(library: Library, name: str) -> list[str]:
        wanted = " ".join(name.casefold().replace("-", " ").split())
        return [
            row.id
            for row in library.events()
            if wanted in {n.casefold().replace("-", " ") for n in (*row.who, *row.whom, *row.according_to)}
        ]

    with filled(path, "ann") as ann, Library.open(path, who="bob") as bob:
        names = ("Dockers' Union", "dockers' union", "Port Authority", "Mayor", "Farmers", "Nobody", "Pilots")

        def all_agree() -> None:
            bob.refresh()
            for library in (ann, bob):
                for name in names:
                    assert [row.id for row in library.events(actor=name)] == looked_at(library, name), name

        all_agree()
        target = ann.target_of_event(ann.events()[1].id)
        ann.mark(MarkKind.CORRECTION, [target], {"field": "who", "value": ["Pilots"]})
        all_agree()
        assert len(ann.events(actor="pilots")) == 1
        ann.mark(MarkKind.VERDICT, [ann.target_of_event(ann.events()[0].id)], "rejected")
        all_agree()
        key = ann.articles()[1].id
        selection = ann.target_of_selection(key, 0, 5)
        ann.mark(MarkKind.EVENT, [selection], {"headline": "Mayor visits", "who": ["Mayor"]})
        all_agree()
        ann.save_reading(reading(article, (event_at(article, "rejected", EventType.OTHER, "Off", who=("Farmers",)),)))
        all_agree()
        assert len(ann.events(actor="farmers")) == 2
        ann.remove(key)
        all_agree()
        ann.undo()
        ann.undo()
        ann.compact()
        all_agree()
        assert len(ann.events(actor="farmers", since="2025-09", until="2025-09")) == 1
        assert len(ann.events(actor="farmers", query="warned")) == 1
        assert len(ann.events(actor="farmers", query="warned", article=article.id)) == 0


def test_changes_made_as_one_are_undone_and_redone_in_one_step(path: Path) -> None:
    with filled(path) as library:
        targets = [library.target_of_event(row.id) for row in library.events()[:2]]
        library.tag(targets, "before")
        with library.as_one("graded 2 events B2"):
            library.mark(MarkKind.GRADE, targets, "B")
            with library.as_one("inside"):
                library.mark(MarkKind.GRADE, targets, "2")
        assert [row.grade for row in library.events()[:2]] == ["B2", "B2"]
        assert library.undo() == "Undone: graded 2 events B2."
        assert [row.grade for row in library.events()[:2]] == ["", ""]
        assert library.tags() == {"before": 2}
        assert library.redo() == "Redone: graded 2 events B2."
        assert [row.grade for row in library.events()[:2]] == ["B2", "B2"]
        with library.as_one("half"):
            library.tag(targets, "half")
            with pytest.raises(LibraryError):
                library.mark(MarkKind.GRADE, targets, "Z")
        assert library.undo() == "Undone: half."
        with library.as_one("nothing"):
            pass
        assert library.undo() == "Undone: graded 2 events B2."


def test_a_new_text_in_an_articles_place_is_one_step(path: Path) -> None:
    article, _ = harbour()
    with filled(path) as library:
        library.tag([library.target_of_event(library.events()[0].id)], "x")
        library.revise(article.id, Article.of("New.\n\n" + article.text, article.path))
        library.undo()
        assert [row.title for row in library.articles()] == ["Harbour strike ends", "Flood in the valley"]
        assert library.events()[0].tags == ("x",)


def test_adding_and_removing_an_article_are_undone(path: Path) -> None:
    with filled(path) as library:
        key = library.articles()[0].id
        library.tag([library.target_of_article(key)], "keep")
        library.remove(key)
        assert [r.id for r in library.articles()] != [key]
        assert library.tags() == {}
        assert len(library.events()) == 2
        library.undo()
        assert library.articles()[0].tags == ("keep",)
        library.remove(key)
        assert library.add(harbour()[0]), "adding the same text brings it back"
        assert library.articles()[0].tags == ("keep",)
        library.archive(key)
        assert [r.id for r in library.articles(archived=True)] == [key]
        assert len(library.events()) == 2
        assert len(library.events(article=key)) == 3


def test_undo_never_touches_another_sessions_change(path: Path) -> None:
    with filled(path) as ann, Library.open(path, who="bob") as bob:
        target = ann.target_of_event(ann.events()[0].id)
        ann.tag([target], "x")
        bob.tag([target], "y")
        assert ann.undo() == "Undone: tagged 1 event “x”."
        assert ann.events()[0].tags == ("y",)
        assert bob.refresh()
        key = ann.articles()[0].id
        ann.edit_article(key, title="Ann's", outlet="Ann's Post")
        bob.edit_article(key, title="Bob's")
        assert "another session has changed the same" in (ann.undo() or "")
        assert ann.articles()[0].title == "Bob's"
        bob.edit_article(key, url="https://example.org/x")
        bob.undo()
        bob.undo()
        ann.refresh()
        assert ann.articles()[0].title == "Ann's"


def test_an_undo_of_one_field_leaves_what_another_session_set_beside_it(path: Path) -> None:
    with filled(path) as ann, Library.open(path, who="bob") as bob:
        key = ann.articles()[0].id
        ann.edit_article(key, title="Ann's")
        bob.edit_article(key, outlet="Bob's Post")
        ann.undo()
        row = ann.articles()[0]
        assert (row.title, row.outlet) == ("Harbour strike ends", "Bob's Post")


def test_a_change_there_and_back_by_another_session_still_counts(path: Path) -> None:
    with filled(path) as ann, Library.open(path, who="bob") as bob:
        key = ann.articles()[0].id
        ann.edit_article(key, title="Ann's")
        bob.edit_article(key, title="Bob's")
        ann.refresh()
        bob.edit_article(key, title="Ann's")
        assert "Not undone" in (ann.undo() or "")


# -- several sessions ---


def test_both_sessions_tags_on_one_event_stay_and_are_seen_live(path: Path) -> None:
    with filled(path) as ann, Library.open(path, who="bob") as bob:
        target = ann.target_of_event(ann.events()[0].id)
        ann.tag([target], "a")
        bob.tag([target], "b")
        assert ann.refresh()
        assert not ann.refresh()
        assert ann.events()[0].tags == bob.events()[0].tags == ("a", "b")
        assert [m.by for m in ann.marks()] == ["ann", "bob"]
        seen = ann.version
        bob.tag([target], "c")
        ann.refresh()
        assert ann.version > seen


def test_a_session_goes_on_through_a_compaction_without_reading_anew(path: Path) -> None:
    article, read = harbour()
    with filled(path) as ann, Library.open(path, who="bob") as bob:
        for _ in range(5):
            ann.save_reading(read)
        target = ann.target_of_event(read.events[0].id)
        before = path.stat()
        saved = ann.compact()
        assert (saved.dropped, saved.damaged) == (5, 0)
        assert path.stat().st_ino != before.st_ino
        assert path.stat().st_mode & 0o777 == 0o600
        bob.tag([target], "after")
        ann.refresh()
        assert ann.events()[0].tags == ("after",)
        assert bob.reading(article.id) == ann.reading(article.id) == read
        assert bob.article(article.id).text == HARBOUR
        assert ann.check().sound
        assert ann.compact().dropped == 0
        bob.tag([target], "again")
    with Library.open(path) as library:
        assert library.events()[0].tags == ("after", "again")
        assert library.reading(article.id) == read


def test_compaction_keeps_every_line_of_the_human_layer(path: Path) -> None:
    with filled(path) as library:
        target = library.target_of_event(library.events()[0].id)
        for n in range(3):
            library.tag([target], f"t{n}")
            library.untag([target], f"t{n}")
        library.save_reading(harbour()[1])
        rows = library.history(library.events()[0].id)
        library.compact()
        assert library.history(library.events()[0].id) == rows
        assert [r.what for r in rows] == ["tag", "untag"] * 3


# -- history, purge, backup, export ---


def test_history_tells_who_changed_what(path: Path) -> None:
    with filled(path) as ann, Library.open(path, who="bob") as bob:
        key = ann.articles()[0].id
        bob.edit_article(key, title="Other")
        ann.tag([ann.target_of_event(ann.events()[0].id)], "x")
        rows = [(r.by, r.what, r.detail) for r in ann.history(key)]
        assert rows == [
            ("ann", "add", "added Harbour strike ends"),
            ("ann", "read", "3 events by m1, rules 1"),
            ("bob", "edit", "title: Harbour strike ends → Other"),
            ("ann", "tag", "tag “x” on “signed”"),
        ]
        assert [r.what for r in ann.history(ann.marks()[0].id)] == ["tag"]


def test_purge_leaves_no_trace_in_any_file(path: Path) -> None:
    with filled(path) as ann, Library.open(path, who="bob") as bob:
        key = ann.articles()[0].id
        target = ann.target_of_event(ann.events()[0].id)
        [note] = ann.note([target], "secret remark")
        ann.edit_note(note, "another secret")
        ann.unmark([note])
        assert list(ann.search("dockers"))
        ann.remove(key)
        assert ann.purge(key) > 3
        left = b"".join(p.read_bytes() for p in path.parent.iterdir())
        for word in (b"ecret", b"dockers", b"Dockers", b"signed", key.encode(), b"in/harbour.txt"):
            assert word not in left
        assert bob.refresh()
        assert [r.title for r in bob.articles()] == ["Flood in the valley"]
        assert not list(bob.search("dockers"))
        while (said := ann.undo()) is not None:
            assert "harbour" not in said.casefold()
        assert Library.open(path).check().sound


def test_a_backup_opens_and_is_never_written_over(path: Path) -> None:
    copy = path.with_name("copy.jsonl")
    with filled(path) as library:
        library.tag([library.target_of_event(library.events()[0].id)], "x")
        library.backup(copy)
        with pytest.raises(LibraryError, match="there already"):
            library.backup(copy)
    with Library.open(copy) as library:
        assert library.events()[0].tags == ("x",)
        assert library.check().sound
    assert copy.stat().st_mode & 0o777 == 0o600


def test_stock_tinydb_opens_the_export(path: Path) -> None:
    out = path.with_name("tiny.json")
    with filled(path) as library:
        library.tag([library.target_of_event(library.events()[0].id)], "x")
        library.export_tinydb(out)
    with TinyDB(out) as db:
        assert db.table("marks").all()[0]["value"] == "x"
        assert len(db.table("articles")) == len(db.table("texts")) == 2
        assert db.table("marks").insert({"more": 1}) == 2
    json.loads(out.read_text())


def test_check_counts_lines(path: Path) -> None:
    with filled(path) as library:
        report = library.check()
        assert report.sound
        assert report.lines == len(path.read_bytes().splitlines()) == 5


def test_the_files_are_nobody_elses_to_read(path: Path) -> None:
    with filled(path) as library:
        list(library.search("union"))
        modes = {p.name: p.stat().st_mode & 0o777 for p in path.parent.iterdir()}
    assert set(modes.values()) == {0o600}, modes
    assert os.fspath(path.name) in modes
