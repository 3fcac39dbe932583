"""Later mentions of the same happening inside one article share who, whom and when.

"The missiles were fired" gets its who from the launch that the article tells of elsewhere, "this launch" the launch's
date.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from tuibrief.extract import sameness
from tuibrief.extract.parse import Parse
from tuibrief.extract.sameness import groups
from tuibrief.extract.stages import Predicate, Relation
from tuibrief.model import Event, EventType, Status

__all__ = ["groups", "share"]

_T = TypeVar("_T")


def share(parse: Parse, predicates: tuple[Predicate, ...], events: tuple[Event, ...]) -> tuple[Event, ...]:
    """The events (one a predicate), with slots filled from other mentions of the same happening."""
    found = _from_governors(predicates, list(events))
    joined = groups(parse, predicates, tuple(found))
    for group in joined:
        _pool(found, group)
    _sole_doer(parse, predicates, found, joined)
    _dates_of_attendance(predicates, found)
    return tuple(found)


def _from_governors(predicates: tuple[Predicate, ...], events: list[Event]) -> list[Event]:
    """An event noun takes its doer from the verb it hangs on: "announced the launch", "arrived for a summit"."""
    data = sameness.words()
    for number, predicate in enumerate(predicates):
        event = events[number]
        if event.who or not predicate.nominal or predicate.governor is None:
            continue
        above, doer = predicates[predicate.governor], events[predicate.governor].who
        if not doer or set(doer) & set(event.whom):
            continue
        own = predicate.relation is Relation.OBJECT and above.lemma in data.doing
        bound = event.type is EventType.CONSULT and predicate.relation is Relation.ADVERBIAL
        if own or (bound and above.lemma in data.coming and predicate.marker in ("for", "on", "during", "at", "to")):
            events[number] = replace(event, who=doer)
    return events


def _pool(events: list[Event], group: Iterable[int]) -> None:
    """Give each mention of a happening what it lacks and others have."""
    members = [events[n] for n in group]
    who = _most([e.who for e in members])
    whom = _most([e.whom for e in members])
    when = _most([e.when for e in members])
    day = _finest([e.when for e in members])
    for n in group:
        event = events[n]
        others = tuple(name for name in who if name not in event.whom)
        events[n] = replace(
            event,
            who=event.who or others,
            whom=event.whom or (tuple(x for x in whom if x not in (event.who or others))),
            when=event.when or when or day,
        )


def _most(values: list[_T]) -> _T:
    """The value that most mentions have, empty ones left out; the first of equals."""
    counts = Counter(v for v in values if v)
    return max(counts, key=lambda v: (counts[v], -values.index(v))) if counts else values[0]


def _finest(whens: list[str | None]) -> str | None:
    days = [w for w in whens if w]
    return max(days, key=len) if days else None


def _sole_doer(
    parse: Parse, predicates: tuple[Predicate, ...], events: list[Event], joined: tuple[tuple[int, ...], ...]
) -> None:
    """Where all of a kind of deed that an article tells of has one doer, the rest of that kind have the same."""
    grouped = {n for group in joined for n in group}
    mentions = [
        sameness.sketch(parse, n, p, events[n])
        for n, p in enumerate(predicates)
        if events[n].type not in (EventType.STATEMENT, EventType.OTHER, EventType.CONSULT)
    ]
    for mention in mentions:
        if mention.who or not mention.about or mention.vague or mention.status is not Status.HAPPENED:
            continue
        kin = [m for m in mentions if m.families & mention.families and m.about & mention.about and m.who]
        doers = {m.who for m in kin}
        if len(doers) == 1 and (len(kin) > 1 or mention.number in grouped):
            events[mention.number] = replace(events[mention.number], who=events[kin[0].number].who)


def _dates_of_attendance(predicates: tuple[Predicate, ...], events: list[Event]) -> None:
    """Who attends, holds or oversees a happening does so on its day, and the other way round."""
    attending = sameness.words().attending
    for number, predicate in enumerate(predicates):
        if predicate.governor is None:
            continue
        above = predicates[predicate.governor]
        if predicate.lemma in attending and above.nominal and predicate.relation is Relation.MODIFIER:
            pair = (number, predicate.governor)
        elif (
            above.lemma in attending and predicate.nominal and predicate.relation in (Relation.OBJECT, Relation.SUBJECT)
        ):
            pair = (predicate.governor, number)
        else:
            continue
        a, b = (events[n] for n in pair)
        if a.status is b.status:
            events[pair[0]] = replace(a, when=a.when or b.when)
            events[pair[1]] = replace(b, when=b.when or a.when)
