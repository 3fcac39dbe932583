"""Events -> stories: which events, of one article or several, are the same happening.

Lemma matching fails where incidents look alike: one missile test is not another. So a link needs a shared word for the
happening (a stem or a family of words), articles about the same thing (cosine of weighted words), and nothing that
speaks against it: other dates, other parties, other places. Articles are placed one by one as they come; nothing is
redone, and the cost of placing one doesn't grow with the library (posting lists are cut to their newest entries).
"""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from tuibrief.actors import fold
from tuibrief.model import ActorKind, Article, Event, EventType, Reading, Role, Status

# Two articles tell of one thing from this cosine on (ECB+: 80 % of pairs of one incident lie above, 85 % of pairs of
# two like incidents below, 99.9 % of unrelated pairs below).
SAME_TOPIC = 0.2
# How much must speak for a link, on the scale of `_kinship`. An article that means the same happening twice mostly says
# so: within one article a little more is asked.
LINK = 0.55
_WITHIN = 0.05
_TERMS = 25  # an article's heaviest words, by which its kin are looked up
_KEPT = 80  # those that are kept and compared (ECB+: the same score as with all words, at a fifth of the memory)
_POSTINGS = 120  # newest articles looked at for each of them
_KIN = 30  # articles of one topic that events are held against


@dataclass(frozen=True, slots=True)
class _Words:
    """The data of ``lexicon/stories.toml``."""

    families: dict[str, tuple[int, ...]]
    weak: frozenset[str]
    common: frozenset[str]


@cache
def _words() -> _Words:
    source = files("tuibrief").joinpath("extract/lexicon/stories.toml").read_text(encoding="utf-8")
    data = tomllib.loads(source)
    families: dict[str, tuple[int, ...]] = {}
    for number, line in enumerate(data["families"]):
        for word in map(stem, line.split()):
            families[word] = (*families.get(word, ()), number)
    return _Words(families, frozenset(map(stem, data["weak"])), frozenset(data["common"].split()))


def stem(word: str) -> str:
    """A word without its commonest English endings: for comparing only."""
    word = word.casefold()
    for ending in ("ings", "ing", "ied", "ies", "ed", "es", "s", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def _terms(text: str) -> Counter[str]:
    """The words of a text that can carry a topic: stems, names counted double, numbers of two digits and more."""
    common, found = _words().common, Counter[str]()
    for word in re.findall(r"[^\W\d_][\w’'-]+|\d{2,}", text):
        lower = re.sub(r"['’]s$", "", word.casefold())
        if lower not in common:
            found[stem(lower)] += 2 if word[0].isupper() else 1
    return found


def interval(when: str | None) -> tuple[str, str] | None:
    """The first and last day (ISO) of an EDTF date or interval; an open end is "0000" or "9999".

    An approximate day ("2025-10-21~") is widened by two days each way. None where there is no date or it can't be read.
    """
    if not when:
        return None
    first, _, last = when.partition("/")
    slack = 2 if "~" in when else 0
    days = (_edge(first, "-01-01", "0000", -slack), _edge(last or first, "-12-31", "9999", slack))
    return days if days[0] and days[1] else None


def _edge(part: str, fill: str, open_end: str, slack: int) -> str:
    part = part.strip("~?% ")
    if part in {"", ".."}:
        return open_end
    found = re.match(r"\d{4}(-\d\d(-\d\d)?)?", part)
    if not found:
        return ""
    day = found.group()
    if len(day) < 10:
        return day + fill[len(day) - 4 :]
    try:
        return str(date.fromisoformat(day) + timedelta(days=slack))
    except (ValueError, OverflowError):
        return day


Name = frozenset[str]
"""A party's name as its folded words, so that a surname meets its full name."""


@dataclass(frozen=True, slots=True, eq=False)
class _Sketch:
    """What an event is compared by.

    ``families`` are numbers of word families, or the stem where the word is in none; ``when`` are the days that the
    article gives it, ``days`` those that it can have been on: what happened did so before the article was out.
    """

    id: str
    article: str
    word: str
    families: frozenset[int | str]
    weak: bool
    type: EventType
    status: Status
    who: frozenset[Name]
    whom: frozenset[Name]
    where: frozenset[str]
    about: frozenset[str]
    when: tuple[str, str] | None
    days: tuple[str, str] | None


def _days(event: Event, published: tuple[str, str] | None) -> tuple[str, str] | None:
    given = interval(event.when)
    if given or not published:
        return given
    if event.status is Status.HAPPENED:
        return "0000", published[1]
    return (published[0], "9999") if event.status is Status.PLANNED else None


def _sketch(event: Event, text: str, reading: Reading, named: frozenset[str]) -> _Sketch:
    """``named`` are the actors that a name tells apart: no groups ("police" here are "officers" there)."""
    words = _words()
    trigger = "-".join(event.trigger.lemma.split()) or text[event.trigger.start : event.trigger.end]
    word = stem(trigger)
    about: set[str] = set()
    for participant in event.participants:
        if participant.role is not Role.WHO:
            about.update(_terms(text[participant.start : participant.end]))
    if event.type is EventType.STATEMENT:
        about.update(_terms(text[event.start : event.end]))
    who, whom = _names(n for n in event.who if n in named), _names(n for n in event.whom if n in named)
    return _Sketch(
        id=event.id,
        article=reading.article,
        word=word,
        families=frozenset(words.families.get(word) or words.families.get(stem(trigger.rpartition("-")[2])) or (word,)),
        weak=word in words.weak or event.type is EventType.STATEMENT,
        type=event.type,
        status=event.status,
        # Who met whom is one party: "A met B" and "B met A" are the same meeting.
        who=who | whom if event.type in _MUTUAL else who,
        whom=frozenset() if event.type in _MUTUAL else whom,
        where=frozenset(map(fold, event.where)),
        about=frozenset(about - {word}),
        when=interval(event.when),
        days=_days(event, interval(reading.published)),
    )


_MUTUAL = frozenset({EventType.CONSULT, EventType.AGREE, EventType.COOPERATE})


def _names(names: Iterable[str]) -> frozenset[Name]:
    return frozenset(frozenset(p for p in fold(n).split() if len(p) > 2) or frozenset({fold(n)}) for n in names)


def _apart(a: tuple[str, str] | None, b: tuple[str, str] | None) -> bool:
    """Whether two stretches of days have no day in common."""
    return bool(a and b and (a[1] < b[0] or b[1] < a[0]))


def _shared(a: frozenset[str], b: frozenset[str]) -> float:
    """The part of the smaller set that both have; -1 where one is empty."""
    return len(a & b) / min(len(a), len(b)) if a and b else -1.0


def _parties(a: frozenset[Name], b: frozenset[Name], *, mutual: bool) -> float:
    """1 where the parties agree, -1 where they speak against one happening, 0 where one side names none.

    Of a meeting all take part: where each side has one that the other lacks, there were two meetings.
    """
    if not a or not b:
        return 0.0
    mine = sum(any(n & m for m in b) for n in a)
    theirs = sum(any(n & m for m in a) for n in b)
    if not mine or (mutual and mine < len(a) and theirs < len(b)):
        return -1.0
    return 1.0


def _kinship(a: _Sketch, b: _Sketch, topic: float) -> float:
    """How much speaks for two events being one happening; LINK or more joins them."""
    if _apart(a.days, b.days):
        return 0.0
    mutual = a.type in _MUTUAL and b.type in _MUTUAL
    who = _parties(a.who, b.who, mutual=mutual)
    if a.word == b.word:
        score = 0.8
    elif not a.families.isdisjoint(b.families):
        score = 0.7
    elif (
        a.type is b.type and a.type not in _VAGUE and who > 0 and a.when and a.when == b.when and a.when[0] == a.when[1]
    ):
        score = 0.5  # the same kind of deed by the same one on the same day
    else:
        return 0.0
    about = _shared(a.about, b.about)
    if a.weak or b.weak:
        if about < 0.34 or who <= 0:
            return 0.0
        score -= 0.1
    score += 0.2 * who if who > 0 else 0.3 * who
    whom = _parties(a.whom, b.whom, mutual=False)
    score += 0.15 * whom if whom > 0 else 0.2 * whom
    where = _shared(a.where, b.where)
    score += 0.1 if where > 0 else -0.1 if where == 0 else 0.0
    if about >= 0:
        score += 0.25 * about - 0.05
    if a.when and a.when == b.when:
        score += 0.15
    score -= _status_apart(a, b)
    if a.article == b.article:
        return score - _WITHIN
    return score + 0.5 * (min(topic, 0.5) - SAME_TOPIC)


_VAGUE = frozenset({EventType.OTHER, EventType.STATEMENT})


def _status_apart(a: _Sketch, b: _Sketch) -> float:
    """What a difference in status costs: what is planned in one article may have happened in the next, but one article
    that tells of a meeting held and of one that may be means two."""
    pair = {a.status, b.status}
    if len(pair) == 1:
        return 0.0
    if Status.NEGATED in pair:
        return 0.3
    if Status.HAPPENED not in pair:
        return 0.0
    return 0.45 if a.article == b.article or Status.POSSIBLE in pair else 0.05


class Stories:
    """The stories of a library, kept up as articles come and go."""

    def __init__(self) -> None:
        self._terms: dict[str, dict[str, int]] = {}
        self._postings: defaultdict[str, list[str]] = defaultdict(list)
        self._sketches: dict[str, tuple[_Sketch, ...]] = {}
        self._story: dict[str, int] = {}  # event id -> number of its story
        self._members: dict[int, list[_Sketch]] = {}
        self._next = 0

    def add(self, article: Article, reading: Reading) -> None:
        """Place the events of an article; an earlier reading of it is forgotten first."""
        self.remove(article.id)
        terms = self._heaviest(_terms(article.text))
        named = frozenset(a.name for a in reading.actors if a.kind is not ActorKind.GROUP)
        sketches = tuple(_sketch(e, article.text, reading, named) for e in reading.events)
        self._terms[article.id] = terms
        heavy = list(terms)[:_TERMS]
        kin = self._kin(article.id, terms, heavy)
        for term in heavy:
            self._postings[term].append(article.id)
        self._sketches[article.id] = sketches
        near: list[tuple[_Sketch, float]] = [(s, topic) for other, topic in kin.items() for s in self._sketches[other]]
        for sketch in sketches:
            self._place(sketch, near)
            near.append((sketch, 1.0))

    def remove(self, article: str) -> None:
        """Forget an article and its events."""
        for sketch in self._sketches.pop(article, ()):
            number = self._story.pop(sketch.id)
            left = [m for m in self._members[number] if m.id != sketch.id]
            if left:
                self._members[number] = left
            else:
                del self._members[number]
        terms = self._terms.pop(article, None)
        if terms:
            for term in terms:
                held = self._postings.get(term)
                if held and article in held:
                    held.remove(article)

    def story_of(self, event: str) -> tuple[str, ...]:
        """The ids of all events that are the same happening as this one, itself among them."""
        number = self._story.get(event)
        return tuple(m.id for m in self._members[number]) if number is not None else (event,)

    def groups(self) -> Iterator[tuple[str, ...]]:
        """All stories of two events and more."""
        for members in self._members.values():
            if len(members) > 1:
                yield tuple(m.id for m in members)

    def _heaviest(self, terms: Counter[str]) -> dict[str, int]:
        """The words that say most about an article, heaviest first."""
        order = sorted(terms, key=lambda t: (-(1 + math.log(terms[t])) * self._rarity(t), t))
        return {t: terms[t] for t in order[:_KEPT]}

    def _rarity(self, term: str) -> float:
        return math.log(1 + (len(self._terms) + 8) / (1 + len(self._postings.get(term, ()))))

    def _kin(self, article: str, terms: dict[str, int], heavy: list[str]) -> dict[str, float]:
        """The articles about the same thing, with their cosine."""
        votes: Counter[str] = Counter()
        for term in heavy:
            weight = self._rarity(term)
            for other in self._postings.get(term, ())[-_POSTINGS:]:
                votes[other] += weight  # type: ignore[assignment]
        votes.pop(article, None)
        mine = self._vector(terms)
        found = {other: self._cosine(mine, self._vector(self._terms[other])) for other, _ in votes.most_common(_KIN)}
        return {other: topic for other, topic in found.items() if topic >= SAME_TOPIC}

    def _vector(self, terms: dict[str, int]) -> dict[str, float]:
        return {t: (1 + math.log(n)) * self._rarity(t) for t, n in terms.items()}

    @staticmethod
    def _cosine(a: dict[str, float], b: dict[str, float]) -> float:
        size = math.sqrt(sum(x * x for x in a.values()) * sum(x * x for x in b.values()))
        small, large = (a, b) if len(a) < len(b) else (b, a)
        return sum(x * large.get(t, 0.0) for t, x in small.items()) / size if size else 0.0

    def _place(self, sketch: _Sketch, near: Iterable[tuple[_Sketch, float]]) -> None:
        """Put an event into the story of its nearest kin that it can be one with, else into a story of its own.

        The nearest one decides, as in coreference by mention ranking: a mean over the story lets its bare mentions
        ("the launch") outvote the telling one (seeds 0.75 against 0.82, ECB+ 0.63 against 0.65).
        """
        best: dict[int, float] = {}
        for other, topic in near:
            if other.type is not sketch.type and sketch.families.isdisjoint(other.families):
                continue  # most pairs: nothing that could join them
            kinship = _kinship(sketch, other, topic)
            number = self._story[other.id]
            if kinship >= LINK and kinship > best.get(number, 0.0):
                best[number] = kinship
        for number in sorted(best, key=lambda n: (-best[n], n)):
            if not any(_apart(sketch.days, m.days) for m in self._members[number]):
                break
        else:
            number, self._next = self._next, self._next + 1
            self._members[number] = []
        self._members[number].append(sketch)
        self._story[sketch.id] = number


def find_stories(pairs: Sequence[tuple[Article, Reading]]) -> tuple[tuple[str, ...], ...]:
    """Groups of event ids over these articles, two or more each."""
    stories = Stories()
    for article, reading in pairs:
        stories.add(article, reading)
    return tuple(stories.groups())
