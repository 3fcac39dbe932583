"""A mark goes with its words, and is never moved silently to others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuibrief import marks
from tuibrief.model import Anchor, Event, EventType, Mark, MarkKind, Span, Status, Target, TargetKind, Trigger

TEXT = (
    "The harbour council voted on Monday to close the old pier. Fishermen protested against the vote. "
    "A second vote is planned for the spring, and the council will then decide on the pier again."
)


def anchor(words: str, text: str = TEXT, nth: int = 0) -> Anchor:
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return marks.anchor_of(text, at, at + len(words))


def test_an_anchor_has_the_words_and_32_characters_around_them() -> None:
    made = anchor("protested")
    assert made.exact == "protested"
    assert TEXT[made.start - 32 : made.start] == made.prefix
    assert TEXT[made.end : made.end + 32] == made.suffix


@given(st.text(alphabet="ab cd.", min_size=1, max_size=80), st.data())
def test_in_an_unchanged_text_every_anchor_is_where_it_was(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = marks.locate(marks.anchor_of(text, start, end), text)
    assert found == (Span(start, end), "position")


def test_words_moved_by_an_insertion_are_found_by_their_quote() -> None:
    longer = "CORRECTED VERSION.\n" + TEXT
    found = marks.locate(anchor("protested"), longer)
    assert found is not None
    assert (found.span.of(longer), found.how) == ("protested", "quote")


def test_words_that_stand_twice_are_told_apart_by_their_context() -> None:
    longer = "A vote was held. " + TEXT
    for nth in (0, 1):
        found = marks.locate(anchor("vote", nth=nth + 1), longer)
        assert found is not None
        assert longer[found.span.start - 7 : found.span.end] == ("st the vote", " second vote")[nth][-11:]
        assert found.how == "context"


def test_changed_words_in_their_old_context_are_found_fuzzily() -> None:
    changed = "Note.\n" + TEXT.replace("Fishermen protested against", "Fishermen had protested loudly against")
    found = marks.locate(anchor("Fishermen protested against the vote"), changed)
    assert found is not None
    assert found.how == "fuzzy"
    assert found.span.of(changed) == "Fishermen had protested loudly against the vote"


@pytest.mark.parametrize(
    "changed",
    [
        TEXT.replace("Fishermen protested against the vote. ", ""),
        TEXT.replace("protested", "sang"),
        "An article about something else altogether, a new school by the lake.",
        "",
    ],
)
def test_words_that_are_gone_are_not_found_elsewhere(changed: str) -> None:
    assert marks.locate(anchor("protested"), changed) is None


def test_one_word_that_stands_elsewhere_in_other_company_is_not_the_marked_one() -> None:
    made = anchor("protested")
    assert marks.locate(made, "Nobody knew why the pupils protested in that far town.") is None


def test_two_stretches_equally_like_the_old_one_are_no_answer() -> None:
    made = anchor("protested against the vote")
    twin = "The fishermen had protested against this vote. "
    assert marks.locate(made, twin + "And later: " + twin) is None


def mark(kind: MarkKind, value: object, at: tuple[int, int] = (10, 15)) -> Mark:
    span = Span(*at)
    target = Target(TargetKind.EVENT, "a", Anchor(span.start, span.end, "words"))
    return Mark("0" * 26, kind, target, value, "ann", "2025-01-01T00:00:00Z")


@pytest.mark.parametrize(
    ("span", "index"),
    [(Span(10, 15), 1), (Span(9, 16), 1), (Span(0, 3), 0), (Span(14, 22), 2), (Span(5, 9), None)],
)
def test_a_mark_lies_on_the_trigger_that_shares_most_with_it(span: Span, index: int | None) -> None:
    assert marks.event_at(span, [Span(0, 4), Span(10, 15), Span(15, 25)]) == index


def test_marks_of_an_event_that_is_no_longer_read_are_loose_not_lost() -> None:
    one = mark(MarkKind.TAG, "x")
    placed = marks.place([one], [Span(40, 44)])
    assert placed.loose == (one,)
    assert placed.events == {}


def test_the_later_of_two_marks_on_one_field_holds() -> None:
    found = marks.gather(
        [
            mark(MarkKind.CORRECTION, {"field": "when", "value": "2020"}),
            mark(MarkKind.VERDICT, "rejected"),
            mark(MarkKind.CORRECTION, {"field": "when", "value": "2021"}),
            mark(MarkKind.VERDICT, "confirmed"),
            mark(MarkKind.TAG, "b"),
            mark(MarkKind.TAG, "a"),
            mark(MarkKind.TAG, "b"),
        ]
    )
    assert (found.corrections, found.verdict, found.tags) == ({"when": "2021"}, "confirmed", ("b", "a"))


EVENT = Event("a.10-15", 0, 20, Trigger(10, 15, "vote"), EventType.OTHER, "Council votes", when="2025")


def test_a_correction_sets_its_field_alone() -> None:
    changed = marks.corrected(EVENT, {"who": ["Council"], "status": "planned", "core": 1, "when": None})
    assert (changed.who, changed.status, changed.core, changed.when) == (("Council",), Status.PLANNED, True, None)
    assert changed.headline == EVENT.headline


def test_a_correction_that_fits_no_more_is_left_out() -> None:
    assert marks.corrected(EVENT, {"status": "maybe", "trigger": 3, "who": 5}) == EVENT


def test_an_own_event_on_a_machine_events_trigger_is_that_event() -> None:
    own = mark(MarkKind.EVENT, {"headline": "Mine"})
    assert marks.place([own], [Span(10, 15)]).own == ()
    [event] = marks.place([own], []).own
    assert (event.id, event.headline, event.trigger.start) == ("a.10-15", "Mine", 10)


@pytest.mark.parametrize(
    ("own", "credited", "outlet", "said"),
    [("2", "", "B", "B2"), ("A3", "C", "B", "A3"), ("", "C", "B", "C"), ("", "", "", ""), ("6", "", "", "6")],
)
def test_the_sources_letter_is_inherited_the_informations_digit_is_not(
    own: str, credited: str, outlet: str, said: str
) -> None:
    assert marks.grade(own, credited, outlet) == said
    assert marks.grade(own, credited, outlet + "1") == said, "a digit on an outlet says nothing of an event"
