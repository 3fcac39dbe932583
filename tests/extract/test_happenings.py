"""Later mentions of one happening share who, whom and when; different incidents are kept apart."""

from __future__ import annotations

from tests.extract.reading import pipeline
from tuibrief.extract import pipeline as reading
from tuibrief.model import Article, Event


def events(text: str, published: str = "2024-05-20") -> dict[str, list[Event]]:
    """Trigger -> the events it names."""
    found: dict[str, list[Event]] = {}
    for event in reading.read(Article.of(text, "a", published=published), pipeline()).events:
        found.setdefault(text[event.trigger.start : event.trigger.end], []).append(event)
    return found


def test_a_mention_without_a_doer_gets_the_one_told_of_before() -> None:
    found = events(
        "Norway launched three rockets on May 18, 2024. The rockets were launched from an island. "
        "The launch worried Sweden."
    )
    assert [e.who for e in found["launched"]] == [("Norway",), ("Norway",)]
    assert found["launch"][0].who == ("Norway",)
    assert found["launch"][0].when == "2024-05-18"


def test_another_incident_of_the_kind_is_kept_apart() -> None:
    found = events(
        "Norway launched a rocket on May 18, 2024. Denmark fired a missile on May 2, 2024. The missile launch failed."
    )
    assert found["launched"][0].who == ("Norway",)
    assert found["fired"][0].who == ("Denmark",)


def test_an_earlier_one_does_not_get_todays_date() -> None:
    found = events("Norway tested a missile on May 18, 2024. Previous tests had failed.")
    assert all(e.when != "2024-05-18" for e in found.get("tests", []))


def test_what_is_planned_does_not_make_a_date_of_what_happened() -> None:
    found = events("Norway will launch a rocket on June 3, 2024. In the past it launched balloons.")
    assert all(e.when != "2024-06-03" for e in found.get("launched", []))


def test_who_attends_a_happening_does_so_on_its_day() -> None:
    found = events("On May 18, 2024, Norway held a parade attended by Swedish officials.")
    assert found["attended"][0].when == "2024-05-18"


def test_words_that_stay_apart_are_one_mention_each() -> None:
    found = events("Norway launched a rocket. Sweden signed a treaty with Finland.")
    assert found["launched"][0].who == ("Norway",)
    assert "Norway" not in found["signed"][0].who if "signed" in found else True


def test_who_is_taken_from_another_mention_is_pointed_at_there() -> None:
    text = "Norway launched three rockets on May 18, 2024. The rockets were launched from an island."
    second = events(text)["launched"][1]
    words = [text[p.start : p.end] for p in second.participants if p.role == "who"]
    assert second.who == ("Norway",)
    assert words == ["Norway"]


def test_the_last_one_of_years_ago_lends_no_date_to_the_one_of_today() -> None:
    found = events(
        "Earthquake shakes Orlu valley\n\nAn earthquake struck the Orlu valley on Monday. The last quake was in 1998."
    )
    assert found["Earthquake"][0].when == found["earthquake"][0].when == "2024-05-20"
    assert found["quake"][0].when != "2024-05-20"


def test_who_also_does_a_thing_does_another_one() -> None:
    found = events("Dockers walked out on May 18, 2024. Tanners also walked out. The cause was pay.")
    assert all(e.when is None for e in found["walked out"] if e.who and "Tanners" in e.who[0])
