"""Happenings that several articles tell of, among others that look like them: how many mentions find together."""

from __future__ import annotations

import itertools
import json
from functools import cache
from pathlib import Path

import pytest

from tests.extract.reading import pipeline
from tuibrief.extract import pipeline as reading
from tuibrief.model import Article, Reading
from tuibrief.stories import find_stories

FOLDER = Path(__file__).parent / "telling"
GOLD: dict[str, dict[str, list[str]]] = json.loads((FOLDER / "stories.json").read_text(encoding="utf-8"))


@cache
def library() -> dict[str, tuple[Article, Reading]]:
    """All articles, read: by "set/number"."""
    found = {}
    for file in sorted(FOLDER.glob("*/*.txt")):
        article = Article.of(file.read_text(encoding="utf-8"), str(file.relative_to(FOLDER)))
        found[f"{file.parent.name}/{file.stem}"] = article, reading.read(article, pipeline())
    return found


@cache
def story_of() -> dict[str, int]:
    groups = find_stories(list(library().values()))
    return {event: number for number, group in enumerate(groups) for event in group}


def event_at(name: str, mention: str) -> str | None:
    """The event that a mention names ("1: a ferry [sank] off"); None where none was read."""
    number, _, quote = mention.partition(": ")
    article, found = library()[f"{name}/{number}"]
    plain = quote.replace("[", "").replace("]", "")
    assert article.text.count(plain) == 1, (name, mention)
    start = article.text.index(plain) + quote.index("[")
    end = start + quote.index("]") - quote.index("[") - 1
    hits = (e for e in found.events if e.trigger.start < end and start < e.trigger.end)
    return next((e.id for e in hits), None)


def counts(name: str) -> tuple[int, int, int]:
    """Pairs of mentions of a set that were found together and are one, that are not one, and that were missed."""
    placed = [(story, event_at(name, m)) for story, mentions in GOLD[name].items() for m in mentions]
    right = wrong = missed = 0
    for (story, event), (other_story, other) in itertools.combinations(placed, 2):
        both = event is not None and other is not None
        together = both and (event == other or story_of().get(str(event), -1) == story_of().get(str(other), -2))
        right += together and story == other_story
        wrong += together and story != other_story
        missed += not together and story == other_story
    return right, wrong, missed


def test_most_mentions_of_one_happening_are_found_together_and_few_of_others() -> None:
    right, wrong, missed = map(sum, zip(*map(counts, GOLD), strict=True))
    assert 2 * right / (2 * right + wrong + missed) >= 0.63
    assert right / (right + wrong) >= 0.7


@pytest.mark.parametrize("name", sorted(GOLD))
def test_in_each_set_articles_are_brought_together(name: str) -> None:
    right, _, missed = counts(name)
    assert right / (right + missed) >= 0.3


@pytest.mark.parametrize(("name", "ours", "theirs"), [
    ("ferry", "1: ferry [sank] in rough seas", "4: small ferry [capsized]"),
    ("takeover", "1: agreed to [buy] snack", "4: Wednesday to [buy]"),
    ("verdict", "1: he would [appeal]", "4: Friday [charged]"),
    ("visit", "1: is to [meet]", "4: Lenz, [met] Prime"),
    ("quake", "1: An [earthquake] of magnitude 6.4", "4: The [tremor] was"),
    ("coach", "1: have [dismissed] head", "4: have [sacked] head"),
    ("breach", "1: and [stole] the", "4: and [stolen] the"),
])  # fmt: skip
def test_a_happening_that_looks_alike_is_another_story(name: str, ours: str, theirs: str) -> None:
    one, other = event_at(name, ours), event_at(name, theirs)
    assert one is not None
    assert other is not None
    assert story_of().get(one, -1) != story_of().get(other, -2)
