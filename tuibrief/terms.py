"""The words of articles as they are counted and compared: stems, names, numbers, and what an article is about."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

LEAD = 600
"""Characters of an article that say what it is about: its title and first sentences."""

WORD = re.compile(r"[^\W\d_][\w’'-]+|\d{2,}")
"""A word of two letters and more, or a number of two digits and more."""

_WORD_OR_NUMBER = re.compile(r"[^\W\d_][\w’'-]+|\d[\d,.]*\d|\d")


@dataclass(frozen=True, slots=True)
class StoryWords:
    """The data of ``lexicon/stories.toml``; ``people`` is that of ``lexicon/actors.toml``."""

    families: dict[str, tuple[int, ...]]
    weak: frozenset[str]
    common: frozenset[str]
    told: frozenset[str]
    opening: frozenset[str]
    other: frozenset[str]
    years: re.Pattern[str]
    people: frozenset[str]
    ordinary: frozenset[str]


@cache
def story_words() -> StoryWords:
    """The words, read once."""
    data = _lexicon("stories")
    families: dict[str, tuple[int, ...]] = {}
    for number, line in enumerate(data["families"]):
        for word in dict.fromkeys(map(stem, line.split())):
            families[word] = (*families.get(word, ()), number)
    people, weak = frozenset(_lexicon("actors")["people"].split()), frozenset(map(stem, data["weak"]))
    return StoryWords(
        families=families,
        weak=weak,
        common=frozenset(data["common"].split()),
        told=frozenset(data["told"].split()),
        opening=frozenset(data["opening"].split()),
        other=frozenset(data["other"].split()),
        years=re.compile(data["years"]),
        people=people,
        ordinary=frozenset(families) | weak | frozenset(map(stem, people)),
    )


def _lexicon(name: str) -> dict[str, Any]:
    source = files("tuibrief").joinpath(f"extract/lexicon/{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(source)


_ENDINGS = (("ies", "y"), ("ied", "y"), ("ings", ""), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""), ("e", ""))


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A word without its commonest English endings: for comparing only."""
    word = word.casefold()
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)] + instead
    return word


def is_ordinary(term: str) -> bool:
    """Whether a stem is a word of news about anything ("attack", "minister"), which tells no article from another."""
    return term in story_words().ordinary


def plain(word: str) -> str:
    """A word in small letters, its possessive ending cut off."""
    return word.casefold().removesuffix("'s").removesuffix("’s")


def terms_of(text: str) -> Iterator[tuple[str, bool]]:
    """The words of a text that can carry a topic, as stems, with whether it is a name or a number."""
    for word in WORD.findall(text):
        if term := term_of(word):
            yield term, not word[0].islower()


@lru_cache(maxsize=50_000)
def term_of(word: str) -> str:
    """A word as it is counted; "" for one that carries no topic."""
    lower = plain(word)
    return "" if lower in story_words().common else f"#{lower}" if len(lower) < 2 and lower.isdigit() else stem(lower)


def topic_of(text: str) -> dict[str, int]:
    """How often an article has the words that can carry its topic: names and numbers, pairs of names ("Jane_Roe"),
    numbers with what they count, and all of its first sentences count more.

    (ECB+: of the articles of one incident and of a like one, a pair is told right in 94 of 100 cases, against 91.)
    """
    found: defaultdict[str, int] = defaultdict(int)
    before: tuple[str, bool, bool] | None = None
    for match in _WORD_OR_NUMBER.finditer(text):
        word = match.group()
        term = term_of(word)
        if not term:
            before = None
            continue
        number, name = word[0].isdigit(), word[0].isupper()
        if number and term[0] != "#":
            term = f"#{term}"
        weight = 3 if match.start() < LEAD else 1
        if len(word) > 1:
            found[term] += weight * (3 if number or name else 1)
        if before and (before[1] or (name and before[2])):
            found[f"{before[0]}_{term}"] += weight
        before = term, number, name
    return dict(found)
