"""Which events belong in the morning's list."""

from __future__ import annotations

from tests.extract.reading import pipeline
from tuibrief.extract import pipeline as reading
from tuibrief.model import Article


def listed(text: str) -> dict[str, bool]:
    """Trigger -> whether it is a key event."""
    read = reading.read(Article.of(text, "a", published="2024-05-20"), pipeline())
    return {text[e.trigger.start : e.trigger.end]: e.core for e in read.events}


STORY = (
    "Norway launched three rockets on May 18, 2024. Maria Okoye, Sweden’s minister, condemned the launch.\n\n"
    "If Norway agreed to talk, she said, Sweden would send an envoy to Oslo."
)


def test_what_happened_in_a_main_clause_is_a_key_event_and_a_later_noun_for_it_is_not() -> None:
    found = listed(STORY)
    assert found["launched"] is True
    assert found["launch"] is False


def test_a_saying_by_name_is_a_key_event_and_a_condition_is_not() -> None:
    found = listed(STORY)
    assert found["condemned"] is True
    assert found["agreed"] is False


def test_a_relative_clause_in_the_past_of_the_story_is_no_key_event() -> None:
    found = listed(
        "The port reopened on Monday, officials said.\n\nThe storm, which had flooded two villages, moved to the sea."
    )
    assert found.get("flooded", False) is False


def test_what_is_told_before_those_who_say_it_is_a_key_event_and_what_they_say_of_themselves_is_not() -> None:
    found = listed(
        "The dam burst on Sunday, the mayor, Ana Lima, said.\n\n"
        "Hundreds fled to the hills.\n\n“We ran. My brother lost his shoes,” Ana Lima said."
    )
    assert found["burst"] is True
    assert found["lost"] is False


def test_a_line_that_nobody_understands_without_its_article_is_no_key_event() -> None:
    found = listed(
        "Norsk opened a plant on Monday.\n\nThe plant and its halls are large. Those offered the speed of two mills. "
        "The kiosk displays pictures of old ships."
    )
    assert found["opened"] is True
    assert found["offered"] is False
    assert found["displays"] is False


def test_a_line_without_a_subject_counts_where_it_has_a_number() -> None:
    found = listed("A storm hit the town of Odense on Friday, killing 31 people and flooding cellars.")
    assert found["hit"] is True
    assert found["flooding"] is False
