"""What events are compared by: their words, parties, days, places, and the sentence they stand in.

`tuibrief.kinship` says how much of that speaks for two of them being one happening.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import orjson

from tuibrief.days import interval
from tuibrief.model import ActorKind, Event, EventType, Reading, Role, Span, Status
from tuibrief.naming import fold, is_described
from tuibrief.sidecar import dump
from tuibrief.terms import LEAD, WORD, plain, stem, story_words, term_of, terms_of

MUTUAL = frozenset({EventType.CONSULT, EventType.AGREE, EventType.COOPERATE})
"""Types of happenings whose parties are one group: "A met B" and "B met A" are the same meeting."""

_LINE = 100  # characters of more than a byline
_NEAR = 12  # words of an event's sentence that are kept, the rarest
_STOPS = (". ", "\n", "? ", "! ")


Name = tuple[str, frozenset[str]]
"""A party: what it is ("p" person, "c" country, "o" organization, "d" only described), and its name's folded words."""


@dataclass(frozen=True, slots=True, eq=False)
class Sketch:
    """What an event is compared by.

    ``families`` are numbers of word families, or the stem where the word is in none; ``when`` are the days that the
    article gives it, ``days`` those that it can have been on: what happened did so before the article was out.
    ``near`` are the rarest words of its sentence, ``near_names`` the names and numbers among them; ``told`` says that
    its noun is spoken of as known ("the launch"), ``lasting`` that it went on for years. ``things`` are the names in
    what takes part without being anybody ("the Nasdaq fell", "unveiled the Falcon 9"); ``out`` is the day on which the
    article came out. ``other`` says that it is brought up as another happening than those told of before ("a
    separate blast", "also walked out"); ``groups`` are the words for groups who act ("train drivers"). ``marks`` are
    the words of all who and what takes part, and of its places, that are among the heaviest of its article; those are
    ``topic``. ``titled`` and ``leading`` say that it stands in the title, and in the first paragraph below.
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
    near: frozenset[str]
    near_names: frozenset[str]
    told: bool
    lasting: bool
    things: frozenset[str] = frozenset()
    out: str | None = None
    other: bool = False
    groups: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()
    topic: frozenset[str] = frozenset()
    titled: bool = False
    leading: bool = False


def sketches_of(
    text: str, reading: Reading, frequency: Callable[[str], int], topic: frozenset[str] = frozenset()
) -> tuple[Sketch, ...]:
    """The sketches of an article's events; ``frequency`` says in how many articles a word stands, ``topic`` are the
    article's heaviest words."""
    # Groups are no parties: "police" here are "officers" there.
    kinds = {a.name: (a.kind, a.code) for a in reading.actors if a.kind is not ActorKind.GROUP}
    lasting = [t.start for t in reading.times if t.type == "DURATION" and story_words().years.fullmatch(t.value)]
    small = frozenset(term for term, name in terms_of(text) if not name)
    surroundings = _Surroundings(text, reading, kinds, lasting, small, frequency, topic, *_opening(text, reading))
    return tuple(_sketch(event, surroundings) for event in reading.events)


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """What the sketches of one article have in common: its actors by name, where its stretches of years are named, the
    words that it also writes small."""

    text: str
    reading: Reading
    kinds: Mapping[str, tuple[ActorKind, str | None]]
    lasting: Sequence[int]
    small: frozenset[str]
    frequency: Callable[[str], int]
    topic: frozenset[str]
    title: Span | None
    lead: Span | None


def _opening(text: str, reading: Reading) -> tuple[Span | None, Span | None]:
    """The title and the first paragraph of sentences below it."""
    if not reading.paragraphs or reading.paragraphs[0] not in reading.headings:
        return None, None
    told = (p for p in reading.paragraphs if p not in reading.headings and text.find(" ", p.start + _LINE, p.end) > 0)
    return reading.paragraphs[0], next(told, None)


def _sketch(event: Event, of: _Surroundings) -> Sketch:
    text, reading, kinds = of.text, of.reading, of.kinds
    word, families = _families(event, text)
    told, other, compound = _noun_phrase(text, event.trigger.start)
    near, near_names = _sentence(event, text, word, of.frequency)
    about = {term for name in compound for term, _ in terms_of(name.replace("-", " "))}
    things: set[str] = set()
    for participant in event.participants:
        nobody = participant.actor is None or participant.role is Role.WHAT
        if participant.role is not Role.WHO or nobody:
            about.update(term for term, _ in terms_of(text[participant.start : participant.end]))
        if nobody:
            things.update(_named(text[participant.start : participant.end]))
    if event.type is EventType.STATEMENT:
        about.update(term for term, _ in terms_of(text[event.start : event.end]))
    who, whom = _names(event.who, kinds), _names(event.whom, kinds)
    groups = frozenset(term for name in event.who if name not in kinds for term, _ in terms_of(name))
    places = frozenset(term for place in event.where for term, _ in terms_of(place))
    parties = frozenset(term for name in (*event.who, *event.whom) for term, _ in terms_of(name))
    return Sketch(
        id=event.id,
        article=reading.article,
        word=word,
        families=frozenset(families),
        weak=word in story_words().weak or event.type is EventType.STATEMENT,
        type=event.type,
        status=event.status,
        who=who | whom if event.type in MUTUAL else who,
        whom=frozenset() if event.type in MUTUAL else whom,
        where=frozenset(map(fold, event.where)),
        about=frozenset(about - {word}),
        when=interval(event.when),
        days=_days(event, interval(reading.published)),
        near=near,
        near_names=near_names,
        told=told,
        lasting=any(event.start <= start < event.end for start in of.lasting),
        things=frozenset(things - {word} - of.small),  # what is elsewhere written small is no name: "Ferry sinks"
        out=published[0] if (published := interval(reading.published)) else None,
        other=other,
        groups=groups,
        marks=(parties | places | about) & of.topic - {word},
        topic=of.topic,
        titled=of.title is not None and of.title.start <= event.trigger.start < of.title.end,
        leading=of.lead is not None and of.lead.start <= event.trigger.start < of.lead.end,
    )


def _named(words: str) -> Iterator[str]:
    """The words written large in a phrase, as stems."""
    return (stem(plain(word)) for word in WORD.findall(words) if word[0].isupper() and term_of(word))


def _families(event: Event, text: str) -> tuple[str, tuple[int | str, ...]]:
    """An event's word, with what stands behind a verb where the two are one word ("walked out", "found guilty"), and
    its families: of a verb with a noun ("signed a treaty") those of both."""
    words, trigger = story_words(), event.trigger
    said = "-".join(trigger.lemma.split()) or text[trigger.start : trigger.end]
    word = stem(said)
    after = re.match(r"\s+(\w+)", text[trigger.end : trigger.end + 20])
    if after and "-" not in said and (longer := stem(f"{said}-{after[1]}")) in words.families:
        word = longer
    if word in words.families or "-" not in said:
        return word, words.families.get(word, (word,))
    first, last = stem(said.partition("-")[0]), said.rpartition("-")[2]
    if last in words.common:  # "sinks off"
        return first, words.families.get(first, (first,))
    parts = [p for p in (first, stem(last)) if p not in words.weak]
    found = dict.fromkeys(f for part in parts for f in words.families.get(part, (part,)))
    return word, tuple(found) or (word,)


def _noun_phrase(text: str, start: int) -> tuple[bool, bool, list[str]]:
    """Whether the words before a noun speak of it as known ("the", "this", "Jane’s"), whether they bring up another
    ("a separate", "also"), and the names that stand right before it ("the Geneva summit")."""
    words, told, compound = story_words(), False, list[str]()
    before = re.search(r"(?:^|\W)((?:[\w’'-]+ ){0,4})$", text[max(0, start - 45) : start])
    said = before[1].split()[::-1] if before else []
    for word in said:
        if plain(word) in words.common or not word[0].isalpha():
            break
        if word[0].isupper():
            compound.append(word)
    other = "also" in said
    for word in said[:3]:
        other = other or word in words.other
        if word.casefold() in words.told or word.endswith(("’s", "'s")):
            told = True
        if told or word.casefold() in words.opening:
            break
    return told, other, compound


def _sentence(
    event: Event, text: str, word: str, frequency: Callable[[str], int]
) -> tuple[frozenset[str], frozenset[str]]:
    """The rarest words of an event's sentence, and the names and numbers among them."""
    trigger = event.trigger
    start = max(text.rfind(stop, 0, trigger.start) for stop in _STOPS) + 1
    ends = [at for stop in _STOPS if (at := text.find(stop, trigger.end)) >= 0]
    found: dict[str, bool] = {}
    for term, name in terms_of(text[max(start, trigger.start - LEAD) : min([*ends, trigger.end + LEAD])]):
        found[term] = found.get(term, False) or name
    found.pop(word, None)
    rarest = sorted(found, key=lambda term: (frequency(term), term))[:_NEAR]
    return frozenset(rarest), frozenset(term for term in rarest if found[term])


def _days(event: Event, published: tuple[str, str] | None) -> tuple[str, str] | None:
    given = interval(event.when)
    if given or not published:
        return given
    if event.status is Status.HAPPENED:
        return "0000", published[1]
    return (published[0], "9999") if event.status is Status.PLANNED else None


def _names(names: Iterable[str], kinds: Mapping[str, tuple[ActorKind, str | None]]) -> frozenset[Name]:
    return frozenset(_name(name, *kinds[name]) for name in names if name in kinds)


@lru_cache(maxsize=8192)
def _name(name: str, kind: ActorKind, code: str | None) -> Name:
    folded = fold(name)
    if kind is ActorKind.COUNTRY:
        return "c", frozenset({code or folded})
    # "the British climber" and "Jane Roe" may be one and the same.
    described = is_described(name)
    parts = frozenset(p for p in folded.split() if len(p) > 2 and p not in story_words().common)
    return "d" if described else kind.value[0], parts or frozenset({folded})


def packed(sketches: Iterable[Sketch]) -> bytes:
    """Sketches of one article as JSON; ``unpacked`` gives them back."""
    return dump(
        [
            [
                s.id,
                s.word,
                sorted(s.families, key=str),
                s.weak,
                s.type.value,
                s.status.value,
                [[kind, *sorted(name)] for kind, name in s.who],
                [[kind, *sorted(name)] for kind, name in s.whom],
                sorted(s.where),
                sorted(s.about),
                s.when,
                s.days,
                sorted(s.near - s.near_names),
                sorted(s.near_names),
                s.told,
                s.lasting,
                sorted(s.things),
                s.out,
                s.other,
                sorted(s.groups),
                sorted(s.marks),
                s.titled,
                s.leading,
            ]
            for s in sketches
        ]
    )


_TYPES = {kind.value: kind for kind in EventType}
_STATUSES = {status.value: status for status in Status}


def unpacked(article: str, raw: bytes, topic: frozenset[str] = frozenset()) -> tuple[Sketch, ...]:
    """The sketches that ``packed`` wrote; ``topic`` are the article's heaviest words."""
    return tuple(_unpacked(article, topic, *row) for row in orjson.loads(raw))


def _unpacked(article: str, topic: frozenset[str], *row: Any) -> Sketch:
    (key, word, families, weak, kind, status, who, whom, where, about, when, days, near, names, told, lasting,
     things, out, other, groups, marks, titled, leading) = row  # fmt: skip
    return Sketch(
        id=key,
        article=article,
        word=word,
        families=frozenset(families),
        weak=weak,
        type=_TYPES[kind],
        status=_STATUSES[status],
        who=frozenset((k, frozenset(name)) for k, *name in who),
        whom=frozenset((k, frozenset(name)) for k, *name in whom),
        where=frozenset(where),
        about=frozenset(about),
        when=tuple(when) if when else None,
        days=tuple(days) if days else None,
        near=frozenset((*near, *names)),
        near_names=frozenset(names),
        told=told,
        lasting=lasting,
        things=frozenset(things),
        out=out,
        other=other,
        groups=frozenset(groups),
        marks=frozenset(marks),
        topic=topic,
        titled=titled,
        leading=leading,
    )
