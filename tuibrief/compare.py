"""One story as its articles tell it, side by side: what they agree and differ on.

A cell's value is `SAME` where all articles that say anything there say it, or of three and more most; `ONLY` where
others are silent or say what fits, and `DIFFERS` where another article says something else. Near-copies are one
telling.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from tuibrief.actors import fold
from tuibrief.library.library import LibraryError
from tuibrief.model import Event, Status
from tuibrief.overview import Overview
from tuibrief.sketches import apart, interval, stem
from tuibrief.timeline import spoken

_SIGNS = {Status.HAPPENED: "happened", Status.PLANNED: "planned", Status.POSSIBLE: "possible", Status.NEGATED: "denied"}
_ROWS = ("status", "who", "whom", "when", "where", "numbers", "according to")


class Agreement(StrEnum):
    """How a value stands to what the other articles say."""

    SAME = "same"
    ONLY = "only"
    DIFFERS = "differs"


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a cell, as the article has it. ``key`` is what it is compared by."""

    text: str
    key: str
    agreement: Agreement = Agreement.SAME


@dataclass(frozen=True, slots=True)
class Telling:
    """One article's telling: its events of the story, and the articles with the same text ("also in …")."""

    article: str
    title: str
    outlet: str | None
    published: str | None
    events: tuple[str, ...]
    headlines: tuple[str, ...]
    also_in: tuple[tuple[str, str], ...]  # id, outlet or title


@dataclass(frozen=True, slots=True)
class Aspect:
    """One row: a cell for each telling, and whether any two of them differ."""

    name: str
    cells: tuple[tuple[Value, ...], ...]

    @property
    def differs(self) -> bool:
        """Whether an article says something else here than another."""
        return any(value.agreement is Agreement.DIFFERS for cell in self.cells for value in cell)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A story, its tellings in the order of their dates, and a row for each aspect that any of them tells of.

    ``note`` says in words where one has it planned and another happened; else it is empty.
    """

    events: tuple[str, ...]
    tellings: tuple[Telling, ...]
    aspects: tuple[Aspect, ...]
    note: str


def compare(overview: Overview, event: str) -> Comparison:
    """The comparison of the story that an event is part of. LibraryError for an event that the library lacks."""
    library = overview.library
    story = overview.story(library.event(event).id)
    by_article: defaultdict[str, list[Event]] = defaultdict(list)
    for key in story:
        try:
            by_article[key.rpartition(".")[0]].append(library.event(key))
        except LibraryError:
            continue  # taken out meanwhile
    told = _tellings(overview, by_article)
    groups = [[e for a in (t.article, *(a for a, _ in t.also_in)) for e in by_article.get(a, ())] for t in told]
    cells: dict[str, list[list[Value]]] = {name: [] for name in _ROWS}
    for events in groups:
        for name, values in _cells(overview, events).items():
            cells[name].append(list({v.key: v for v in values}.values()))
    aspects = tuple(_judged(name, cells[name]) for name in _ROWS if any(cells[name]))
    return Comparison(story, told, aspects, _note(told, groups))


def _tellings(overview: Overview, by_article: dict[str, list[Event]]) -> tuple[Telling, ...]:
    rows = {a: overview.library.article_row(a) for a in by_article}
    done: set[str] = set()
    told = []
    for article in sorted(rows, key=lambda a: (rows[a].published or "~", rows[a].added)):
        if article in done:
            continue
        copies = overview.copies_of(article)
        done.update(copies)
        row, events = rows[article], by_article[article]
        others = [(a, rows.get(a) or overview.library.article_row(a)) for a in copies]
        also = tuple((a, other.outlet or other.title) for a, other in others)
        headlines = tuple(dict.fromkeys(e.headline for e in events))
        keys = tuple(e.id for e in events)
        told.append(Telling(article, row.title, row.outlet, row.published, keys, headlines, also))
    return tuple(told)


def _cells(overview: Overview, events: Iterable[Event]) -> dict[str, list[Value]]:
    found: dict[str, list[Value]] = {name: [] for name in _ROWS}
    for event in events:
        article = event.id.rpartition(".")[0]

        def actor(name: str, article: str = article) -> Value:
            key = overview.directory.key(article, name)
            return Value(name, key or fold(name))

        found["status"].append(Value(_SIGNS[event.status], event.status.value))
        found["who"] += map(actor, event.who)
        found["whom"] += map(actor, event.whom)
        if event.when:
            found["when"].append(Value(spoken(event.when), event.when))
        found["where"] += [Value(place, fold(place)) for place in event.where]
        found["numbers"] += numbers(overview.library.article(article).text[event.start : event.end])
        found["according to"] += map(actor, event.according_to)
    return found


def _judged(name: str, cells: Sequence[Sequence[Value]]) -> Aspect:
    against: Callable[[str, str], bool] = {"when": _other_days, "numbers": _other_count}.get(name, _other)
    judged = []
    for at, cell in enumerate(cells):
        others = [c for n, c in enumerate(cells) if n != at and c]
        judged.append(tuple(Value(v.text, v.key, _agreement(v.key, cell, others, against)) for v in cell))
    return Aspect(name, tuple(judged))


def _agreement(
    key: str, own: Sequence[Value], others: Sequence[Sequence[Value]], against: Callable[[str, str], bool]
) -> Agreement:
    agreeing = sum(any(v.key == key for v in cell) for cell in others)
    # Of three and more the most agree: what is seen is who tells it otherwise.
    if others and (agreeing == len(others) or (len(others) > 1 and agreeing + 1 > (len(others) + 1) / 2)):
        return Agreement.SAME
    keys = {v.key for v in own}
    for cell in others:
        # Two that have something in common tell more or less, not something else; of numbers each stands for itself.
        apart_from = keys.isdisjoint(v.key for v in cell) and all(against(key, v.key) for v in cell)
        if apart_from or _counted_other(key, cell, against):
            return Agreement.DIFFERS
    return Agreement.ONLY


def _counted_other(key: str, cell: Sequence[Value], against: Callable[[str, str], bool]) -> bool:
    """Of numbers one with the same noun is enough: "nine dead", where the other has "four dead" among other counts."""
    return against is _other_count and all(v.key != key for v in cell) and any(against(key, v.key) for v in cell)


def _other(one: str, two: str) -> bool:
    return one != two


def _other_days(one: str, two: str) -> bool:
    return apart(interval(one), interval(two))


def _other_count(one: str, two: str) -> bool:
    (a, noun), (b, other) = one.split(" ", 1), two.split(" ", 1)
    return bool(noun) and noun == other and a != b


def _note(told: Sequence[Telling], groups: Sequence[Sequence[Event]]) -> str:
    """“Planned in A, happened in B”, where the articles don't have it at one status."""
    by: defaultdict[Status, list[str]] = defaultdict(list)
    for telling, events in zip(told, groups, strict=True):
        for status in {e.status for e in events}:
            by[status].append(telling.outlet or telling.title)
    if len(by) < 2 or len(told) < 2:
        return ""
    order = (Status.PLANNED, Status.POSSIBLE, Status.HAPPENED, Status.NEGATED)
    said = "; ".join(f"{_SIGNS[s]} in {', '.join(dict.fromkeys(by[s]))}" for s in order if s in by)
    return said[0].upper() + said[1:]


@cache
def _number_words() -> dict[str, int]:
    source = files("tuibrief").joinpath("extract/lexicon/times.toml").read_text(encoding="utf-8")
    return {str(word): int(value) for word, value in tomllib.loads(source)["number_words"].items()}


_NUMBER = re.compile(r"(?<![\w.,/:-])[$€£¥]?\d[\d,.]*\d?(?:\s?%)?|(?<![\w-])[a-z]+(?:-[a-z]+)?(?![\w-])", re.IGNORECASE)
_NOUN = re.compile(r"[\s-]*(?:of\s+)?(?:[a-z]+(?:ed|ing|ous|al|ive)\s+)?([a-z]{3,})", re.IGNORECASE)


def numbers(text: str) -> list[Value]:
    """The counts and amounts of a text with the word that they count; years and days of months are left out."""
    found = []
    for match in _NUMBER.finditer(text):
        value = _value(match.group())
        if value is None:
            continue
        after = _NOUN.match(text, match.end())
        noun = after[1] if after else ""
        money = match.group()[0] if match.group()[0] in "$€£¥" else ""
        percent = match.group().endswith("%")
        if not noun and not money and not percent:
            continue
        if _is_date(text, match, noun):
            continue
        said = text[match.start() : after.end() if after and not money and not percent else match.end()]
        unit = money or ("%" if percent else stem(noun))
        found.append(Value(" ".join(said.split()), f"{value} {unit}"))
    return found


def _value(word: str) -> str | None:
    if word[-1].isdigit() or word[-1] == "%" or word[0] in "$€£¥":
        plain = word.strip("$€£¥% ").replace(",", "").rstrip(".")
        return plain if re.fullmatch(r"\d+(\.\d+)?", plain) else None
    words = _number_words()
    total = 0
    for part in word.casefold().split("-"):
        if part not in words or part in _NO_COUNT:
            return None
        total += words[part]
    return str(total)


# "one" is mostly a pronoun, "single" mostly an adjective.
_NO_COUNT = frozenset({"one", "single"})


@cache
def _months() -> frozenset[str]:
    from calendar import month_abbr, month_name

    return frozenset(m.casefold() for m in (*month_name, *month_abbr) if m)


def _is_date(text: str, match: re.Match[str], noun: str) -> bool:
    before = re.search(r"([A-Za-z]+)\.?\s*$", text[: match.start()])
    near = {noun.casefold(), before[1].casefold() if before else ""}
    return bool(near & _months()) or (re.fullmatch(r"(1[89]|20)\d\d", match.group()) is not None)


__all__ = ["Agreement", "Aspect", "Comparison", "Telling", "Value", "compare", "numbers"]
