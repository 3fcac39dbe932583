"""One story as its articles tell it, side by side: what they agree and differ on.

A cell's value is `SAME` where all articles that say anything there say it, or of three and more most; `ONLY` where
others are silent or say what fits, and `DIFFERS` where another article says something else. What differs only in
wording fits: a surname, a description ("hackers") beside a name, a month beside its day, a capital beside its country.
Near-copies are one telling.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from tuibrief.actors import fold
from tuibrief.counting import counts
from tuibrief.days import apart, interval
from tuibrief.kinship import same_name
from tuibrief.library.library import LibraryError
from tuibrief.model import Event, Status
from tuibrief.overview import Overview
from tuibrief.text import clip
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
            cells[name].append(_without_repeats(name, values))
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
        text = overview.library.article(article).text[event.start : event.end]
        found["numbers"] += [Value(count.text, f"{count.value} {count.noun}") for count in counts(text)]
        found["according to"] += map(actor, event.according_to)
    return found


def _without_repeats(name: str, values: Sequence[Value]) -> list[Value]:
    """A cell's values, each once: the status that most of its events have first, of names the longest, of dates those
    that say more than another."""
    if name == "status":
        order = [key for key, _ in Counter(v.key for v in values).most_common()]
        values = sorted(values, key=lambda v: order.index(v.key))
    same = _RULES.get(name, _WORDS).same
    found: list[Value] = []
    for value in values:
        at = next((n for n, other in enumerate(found) if same(value, other) or value.text == other.text), None)
        if at is None:
            found.append(value)
        elif name not in ("status", "numbers") and len(value.text) > len(found[at].text):
            found[at] = value
    return [v for v in found if name != "when" or not any(_holds(v, other) for other in found)]


def _holds(one: Value, other: Value) -> bool:
    """Whether a date is only the month or year of another."""
    a, b = interval(one.key), interval(other.key)
    return a is not None and b is not None and a != b and a[0] <= b[0] and b[1] <= a[1]


@dataclass(frozen=True, slots=True)
class _Rule:
    """When two values are the same, and when they speak against each other."""

    same: Callable[[Value, Value], bool]
    against: Callable[[Value, Value], bool]


def _judged(name: str, cells: Sequence[Sequence[Value]]) -> Aspect:
    rule = _RULES.get(name, _WORDS)
    judged = []
    for at, cell in enumerate(cells):
        others = [c for n, c in enumerate(cells) if n != at and c]
        judged.append(tuple(Value(v.text, v.key, _agreement(v, cell, others, rule)) for v in cell))
    return Aspect(name, tuple(judged))


def _agreement(value: Value, own: Sequence[Value], others: Sequence[Sequence[Value]], rule: _Rule) -> Agreement:
    agreeing = sum(any(rule.same(value, v) for v in cell) for cell in others)
    # Of three and more the most agree: what is seen is who tells it otherwise.
    if others and (agreeing == len(others) or (len(others) > 1 and agreeing + 1 > (len(others) + 1) / 2)):
        return Agreement.SAME
    for cell in others:
        # Two that have something in common tell more or less, not something else; of numbers each stands for itself.
        shared = any(rule.same(v, other) for v in own for other in cell)
        if not shared and all(rule.against(value, v) for v in cell):
            return Agreement.DIFFERS
        if (
            rule is _NUMBERS
            and not any(rule.same(value, v) for v in cell)
            and any(rule.against(value, v) for v in cell)
        ):
            return Agreement.DIFFERS  # "nine dead", where the other has "four dead" among other counts
    return Agreement.ONLY


def _same_key(one: Value, two: Value) -> bool:
    return one.key == two.key


def _other_key(one: Value, two: Value) -> bool:
    return one.key != two.key


def _named(value: Value) -> tuple[str, frozenset[str]]:
    kind = value.key.partition(":")[0] if ":" in value.key else "group"
    return kind[0], frozenset(fold(value.text).split())


def _same_actor(one: Value, two: Value) -> bool:
    return one.key == two.key or same_name(_named(one), _named(two))


def _other_actor(one: Value, two: Value) -> bool:
    """Whether two doers can't be one: a group is only described, and a country acts through its leader."""
    kind = _named(one)[0]
    return kind != "g" and kind == _named(two)[0] and not _same_actor(one, two)


def _other_days(one: Value, two: Value) -> bool:
    return apart(interval(one.key), interval(two.key))


def _same_count(one: Value, two: Value) -> bool:
    """Whether two counts agree; of large ones the noun may be another ("600,000 patients", "600,000 people")."""
    (a, noun), (b, other) = one.key.split(" ", 1), two.key.split(" ", 1)
    return a == b and (noun == other or float(a) > _LARGE)


def _other_count(one: Value, two: Value) -> bool:
    (a, noun), (b, other) = one.key.split(" ", 1), two.key.split(" ", 1)
    return bool(noun) and noun == other and a != b


def _other_place(one: Value, two: Value) -> bool:
    """Whether two places can't be one: neither names the other's words, nor is it its capital."""
    a, b = one.key.split(), two.key.split()
    if set(a) <= set(b) or set(b) <= set(a):
        return False
    return not (_is_capital(one.key, two.key) or _is_capital(two.key, one.key))


@cache
def _is_capital(place: str, country: str) -> bool:
    from tuibrief.extract.names.countries import gazetteer

    found = gazetteer().capitals.get(place)
    return found is not None and found == gazetteer().names.get(country)


_LARGE = 12  # a number above this is not met twice by chance
_WORDS = _Rule(_same_key, _other_key)
_NUMBERS = _Rule(_same_count, _other_count)
_ACTORS = _Rule(_same_actor, _other_actor)
_RULES = {
    "who": _ACTORS,
    "whom": _ACTORS,
    "according to": _ACTORS,
    "when": _Rule(_same_key, _other_days),
    "where": _Rule(_same_key, _other_place),
    "numbers": _NUMBERS,
}


def _note(told: Sequence[Telling], groups: Sequence[Sequence[Event]]) -> str:
    """“Planned in A, happened in B”, where the articles don't have it at one status; each at the one that most of its
    mentions have."""
    by: defaultdict[Status, list[str]] = defaultdict(list)
    for telling, events in zip(told, groups, strict=True):
        status = Counter(e.status for e in events).most_common(1)[0][0]
        by[status].append(telling.outlet or f"“{clip(telling.title, _TITLE)}”")
    if len(by) < 2 or len(told) < 2:
        return ""
    order = (Status.PLANNED, Status.POSSIBLE, Status.HAPPENED, Status.NEGATED)
    said = "; ".join(f"{_SIGNS[s]} in {', '.join(dict.fromkeys(by[s]))}" for s in order if s in by)
    return said[0].upper() + said[1:]


_TITLE = 44  # cells of a title in the note


__all__ = ["Agreement", "Aspect", "Comparison", "Telling", "Value", "compare"]
