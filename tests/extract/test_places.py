"""Where each happening is."""

from __future__ import annotations

import pytest

from tests.extract.reading import where


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("Police arrested two men in Marseille on Friday.", "arrested", "Marseille"),
        ("Rescuers landed near the town of Aparri.", "landed", "Aparri"),
        ("The minister visited Nairobi.", "visited", "Nairobi"),
        ("Troops fired rockets from a hill south of Damascus.", "fired", "Damascus"),
        ("The minister flew to Lisbon.", "flew", "Lisbon"),
        ("The ferry exploded in Norway’s northern waters.", "exploded", "Norway"),
        ("The minister met reporters in Geneva.", "met", "Geneva"),
        ("Police detained two students in Lagos.", "detained", "Lagos"),
        ("The talks in Geneva collapsed.", "talks", "Geneva"),
    ],
)
def test_a_place_is_read_off_the_happenings_own_words(text: str, trigger: str, place: str) -> None:
    assert where(text, trigger) == (place,)


def test_who_comes_for_a_summit_meets_there() -> None:
    text = "President Ana Ruiz arrived in Geneva for a summit with King Idris Bello."
    assert where(text, "summit") == ("Geneva",)


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The envoy criticised Kenya in a speech.", "criticised"),
        ("The firm believes in Canada and its workers celebrated.", "celebrated"),
    ],
)
def test_a_country_that_is_talked_of_is_no_place(text: str, trigger: str) -> None:
    assert where(text, trigger) == ()
