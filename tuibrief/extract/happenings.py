"""Later mentions of the same happening inside one article share who, whom and when.

"The missiles were fired" gets its who from the launch that the article tells of elsewhere, "this launch" the launch's
date.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from tuibrief.extract import implied, sameness
from tuibrief.extract.parse import Parse
from tuibrief.extract.sameness import groups
from tuibrief.extract.stages import Predicate, Relation
from tuibrief.model import Event, EventType, Participant, Role, Status

__all__ = ["groups", "share"]

_T = TypeVar("_T")
# The share of a kind of deed that must have one doer before the others of that kind are taken to be the same one's.
_MOSTLY = 0.75
_SAMPLE = 100  # deeds of a kind that are looked at


def share(parse: Parse, predicates: tuple[Predicate, ...], events: tuple[Event, ...]) -> tuple[Event, ...]:
    """The events (one a predicate), with slots filled from other mentions of the same happening."""
    found = list(events)
    joined = groups(parse, predicates, tuple(found))
    for group in joined:
        _pool(found, group)
    _sole_doer(parse, predicates, found, joined)
    implied.fill(parse, predicates, found)
    _dates_of_attendance(predicates, found)
    return tuple(found)


def _names_it(predicate: Predicate) -> bool:
    """Whether a noun names the happening, alone or after a light verb ("held a parade")."""
    return predicate.nominal or predicate.last > predicate.first


def _key(predicate: Predicate) -> str:
    return predicate.lemma.lower().replace(" ", "_")


def _pool(events: list[Event], group: Iterable[int]) -> None:
    """Give each mention of a happening what it lacks and others have."""
    members = [events[n] for n in group]
    who = _most([e.who for e in members])
    whom = _most([e.whom for e in members])
    when = _most([e.when for e in members])
    day = _finest([e.when for e in members])
    kind = _most([e.type if e.type is not EventType.OTHER else None for e in members])
    for n in group:
        event = events[n]
        doers = event.who or tuple(name for name in who if name not in event.whom)
        others = event.whom or tuple(x for x in whom if x not in doers)
        events[n] = replace(
            event,
            who=doers,
            whom=others,
            participants=(
                *event.participants,
                *(_spans(members, event, Role.WHO, doers) if not event.who else ()),
                *(_spans(members, event, Role.WHOM, others) if not event.whom else ()),
            ),
            when=event.when or when or day,
            type=kind if kind and event.type is EventType.OTHER else event.type,
        )


def _spans(members: list[Event], event: Event, role: Role, names: tuple[str, ...]) -> tuple[Participant, ...]:
    """The words of the nearest mention that names just these in this role: where they are read from. Of a mention that
    has words of its own, though nobody knows whom they stand for, no others are."""
    if not names or any(p.role is role for p in event.participants):
        return ()
    for member in sorted(members, key=lambda m: abs(m.start - event.start)):
        found = tuple(p for p in member.participants if p.role is role and p.actor is not None)
        if found and {p.actor for p in found} == set(names):
            return found
    return ()


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
    """Where one does all, or nearly all, deeds of a kind that an article tells of, the rest of that kind are theirs."""
    grouped = {n for group in joined for n in group}
    mentions = [
        sameness.sketch(parse, n, p, events[n])
        for n, p in enumerate(predicates)
        if events[n].type not in (EventType.STATEMENT, EventType.OTHER, EventType.CONSULT)
    ]
    kinds: defaultdict[object, list[sameness.Mention]] = defaultdict(list)
    for mention in mentions:
        for family in mention.families:
            if mention.who and mention.about and len(kinds[family]) < _SAMPLE:
                kinds[family].append(mention)
    for mention in mentions:
        if mention.who or not mention.about or mention.vague or mention.status is not Status.HAPPENED:
            continue
        alike = {m.number: m for family in mention.families for m in kinds[family]}
        kin = [m for m in alike.values() if m.about & mention.about]
        doers = Counter(events[m.number].who for m in kin)
        if not doers:
            continue
        doer, times = doers.most_common(1)[0]
        sole = times == len(kin) and (times > 1 or mention.number in grouped)
        if sole or (times > 2 and times >= _MOSTLY * len(kin)):
            events[mention.number] = replace(events[mention.number], who=doer)


def _dates_of_attendance(predicates: tuple[Predicate, ...], events: list[Event]) -> None:
    """Who attends, holds or oversees a happening does so on its day, and the other way round."""
    attending = sameness.words().attending
    for number, predicate in enumerate(predicates):
        if predicate.governor is None:
            continue
        above = predicates[predicate.governor]
        if _key(predicate) in attending and _names_it(above) and predicate.relation is Relation.MODIFIER:
            pair = (number, predicate.governor)
        elif (
            _key(above) in attending and predicate.nominal and predicate.relation in (Relation.OBJECT, Relation.SUBJECT)
        ):
            pair = (predicate.governor, number)
        else:
            continue
        a, b = (events[n] for n in pair)
        if a.status is b.status:
            events[pair[0]] = replace(a, when=a.when or b.when)
            events[pair[1]] = replace(b, when=b.when or a.when)
