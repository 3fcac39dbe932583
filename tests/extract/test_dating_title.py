"""What a title tells is dated by the article's opening; whole articles through the real pipeline."""

from __future__ import annotations

import pytest

from tests.extract.reading import pipeline
from tuibrief.extract import pipeline as reading
from tuibrief.model import Article


def whens(text: str) -> list[tuple[str, str | None]]:
    """The events' words and dates, in order."""
    found = reading.read(Article.of(text, "a.txt", published="2025-10-22"), pipeline()).events
    return [(text[e.trigger.start : e.trigger.end], e.when) for e in found]


@pytest.mark.parametrize(
    ("title", "word", "when"),
    [
        ("Bakers walk out over pay", "walk out", "2025-10-20"),
        ("Bakeries closed by strike", "closed", "2025-10-20"),
        ("Strike hits the city's bakeries", "hits", "2025-10-20"),
        ("Bakers' union rejects new offer", "rejects", "2025-10-20"),
    ],
)
def test_a_title_takes_the_date_of_the_opening(title: str, word: str, when: str) -> None:
    text = (
        f"{title}\n\nBakers in Utrecht walked out on Monday after talks with the owners failed.\n\nThey want more pay."
    )
    assert (word, when) in whens(text)


def test_what_the_title_is_about_keeps_no_date_of_the_news() -> None:
    text = "Mayor jailed for taking bribes\n\nThe mayor of Utrecht was jailed on Monday for fraud.\n\nHe denied it."
    found = dict(whens(text))
    assert found["jailed"] == "2025-10-20"
    assert found["taking"] is None


def test_a_stamp_or_byline_is_no_event() -> None:
    text = "Quake hits Lima\n\nUpdated: 22/10/2025 19:42\n\nA quake hit Lima on Monday, police said.\n\nNobody died."
    assert "Updated" not in dict(whens(text))
