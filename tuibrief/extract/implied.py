"""Parties that a later word for a happening leaves out: "the verdict" is the defendant's, "the offer" is whose it was.

| words | after | have |
|---|---|---|
| "relatives cheered the verdict" | "sentenced Obi to …" | Obi for whom |
| "condemned the killing" | "Obi was stabbed by two men" | two men for who, Obi for whom |
| "the strike ended" | "nurses at Acme walked out" | nurses for who, Acme for whom |
| "rejected the offer" | "Acme offered a raise" | Acme for whom |
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from tuibrief.extract.parse import Parse
from tuibrief.extract.stages import Predicate
from tuibrief.extract.words import lists, table
from tuibrief.model import Event, Participant, Role, Status

_REACH = 12
"""How many sentences back the happening was told."""
_POINTING = frozenset({"the", "this", "that", "his", "her", "their", "its", "these", "those"})


@dataclass(frozen=True, slots=True)
class _Family:
    deeds: frozenset[str]
    with_who: bool


def fill(parse: Parse, predicates: tuple[Predicate, ...], events: list[Event]) -> None:
    """Give happenings that are taken up again the parties that an earlier mention names; in place."""
    order = sorted(range(len(predicates)), key=lambda n: predicates[n].head)
    for at, n in enumerate(order):
        predicate = predicates[n]
        if predicate.nominal:
            family = _families().get(predicate.lemma.lower())
            if family is not None and not events[n].whom and _points_back(parse, predicate):
                _take_up(parse, predicates, events, n, family, order[:at])
        elif not events[n].whom:
            _answer(parse, predicates, events, n, order[:at])


@cache
def _families() -> dict[str, _Family]:
    return {
        noun: _Family(frozenset(row["deeds"].split()), row.get("who", False))
        for row in table("implied")["families"].values()
        for noun in row["nouns"].split()
    }


def _points_back(parse: Parse, predicate: Predicate) -> bool:
    noun = parse.tokens[predicate.head]
    return any(c.lower in _POINTING and c.dep in ("det", "poss") for c in noun.children)


def _key(predicate: Predicate) -> str:
    return predicate.lemma.lower().replace(" ", "_")


def _before(parse: Parse, predicates: tuple[Predicate, ...], n: int, earlier: list[int]) -> Iterator[int]:
    """The happenings told before, the latest first, up to the reach."""
    sentence = parse.tokens[predicates[n].head].sentence
    for m in reversed(earlier):
        if sentence - parse.tokens[predicates[m].head].sentence > _REACH:
            return
        yield m


def _take_up(
    parse: Parse, predicates: tuple[Predicate, ...], events: list[Event], n: int, family: _Family, earlier: list[int]
) -> None:
    event = events[n]
    above = predicates[n].governor
    own = set(events[above].who) if above is not None and not family.with_who else set()
    deeds = [
        m
        for m in _before(parse, predicates, n, earlier)
        if _key(predicates[m]) in family.deeds and events[m].whom and events[m].status is not Status.NEGATED
    ]
    # who appeals against the verdict is the one whom it falls on
    for m in sorted(deeds, key=lambda m: not own & set(events[m].whom)):
        told = events[m]
        mistaken = bool(event.who) and set(event.who) <= set(told.whom)  # "the killing" has no victim who kills
        if event.who and not mistaken and family.with_who and not set(event.who) & set(told.who):
            return  # somebody else's
        if mistaken and not family.with_who:
            return
        who = told.who if family.with_who and (mistaken or not event.who) else event.who
        kept = [p for p in event.participants if not (mistaken and p.role is Role.WHO)]
        if who is told.who:
            kept += _of(told, Role.WHO)
        events[n] = replace(event, who=who, whom=told.whom, participants=(*kept, *_of(told, Role.WHOM)))
        return


def _answer(parse: Parse, predicates: tuple[Predicate, ...], events: list[Event], n: int, earlier: list[int]) -> None:
    """ "Rejected the offer": of whom the offer was."""
    if _key(predicates[n]) not in table("implied")["answers"]["verbs"].split():
        return
    thing = parse.tokens[predicates[n].head].child("dobj")
    if thing is None or not any(c.lower in _POINTING and c.dep == "det" for c in thing.children):
        return
    deeds = lists("implied", "answers.made").get(thing.lemma.lower())
    if deeds is None:
        return
    for m in _before(parse, predicates, n, earlier):
        told = events[m]
        if _key(predicates[m]) in deeds and told.who and not set(told.who) & set(events[n].who):
            parts = tuple(replace(p, role=Role.WHOM) for p in _of(told, Role.WHO))
            events[n] = replace(events[n], whom=told.who, participants=(*events[n].participants, *parts))
            return


def _of(event: Event, role: Role) -> tuple[Participant, ...]:
    return tuple(p for p in event.participants if p.role is role and p.actor is not None)
