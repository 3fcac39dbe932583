"""What a person's marks make of a reading, as far as actors and stories rest on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from hashlib import blake2b
from typing import Any

from tuibrief import marks as marking
from tuibrief.model import Mark, MarkKind, Reading, Span, TargetKind

_CHANGING = frozenset({MarkKind.CORRECTION, MarkKind.EVENT, MarkKind.VERDICT})


def effective(reading: Reading, marks: Iterable[Mark]) -> Reading:
    """A reading as a person's marks leave it: corrected, rejected events left out, their own ones among the rest."""
    kept = [m for m in marks if m.kind in _CHANGING]
    if not kept:
        return reading
    placed = marking.place(kept, [Span(e.trigger.start, e.trigger.end) for e in reading.events])
    events = []
    for number, event in enumerate(reading.events):
        on = placed.events.get(number)
        if on is None:
            events.append(event)
        elif on.verdict != "rejected":
            events.append(marking.corrected(event, on.corrections))
    for event, on in zip(placed.own, placed.own_marks, strict=True):
        if on.verdict != "rejected":
            events.append(marking.corrected(event, on.corrections))
    events.sort(key=lambda e: (e.trigger.start, e.trigger.end))
    return replace(reading, events=tuple(events))


def has_part(shelf: Any, number: int, size: int, own: frozenset[str]) -> bool:
    """Whether one of these names has a part in an event of a shelf, also one that a person corrected or added."""
    if number >= size:
        event, on = shelf.placed.own[number - size], shelf.placed.own_marks[number - size]
    else:
        event, on = shelf.block.event(number), shelf.placed.events.get(number)
    if on is not None:
        event = marking.corrected(event, on.corrections)
    return not own.isdisjoint((*event.who, *event.whom, *event.according_to))


def span_of(event: str) -> Span:
    """Where an event's trigger stands, as its id says."""
    start, _, end = event.rpartition(".")[2].partition("-")
    return Span(int(start), int(end))


class Stamps(Mapping[str, str]):
    """What tells an article's state: its reading's stamp with that of the marks, without a second copy of all."""

    def __init__(self, stamps: Mapping[str, str], of_marks: Mapping[str, str]) -> None:
        self._stamps, self._of_marks = stamps, of_marks

    def __getitem__(self, article: str) -> str:
        return self._stamps[article] + self._of_marks.get(article, "")

    def __iter__(self) -> Iterator[str]:
        return iter(self._stamps)

    def __len__(self) -> int:
        return len(self._stamps)

    def __contains__(self, article: object) -> bool:
        return article in self._stamps


def digests(marks: Iterable[Mark]) -> dict[str, str]:
    """For each article with marks that change its events, what tells them from others."""
    changing: defaultdict[str, list[str]] = defaultdict(list)
    for mark in marks:
        if mark.kind is MarkKind.VERDICT and mark.value != "rejected":
            continue  # it changes nothing: 100,000 events may be confirmed at once
        if mark.kind in _CHANGING and mark.target.article is not None and mark.target.kind is not TargetKind.ARTICLE:
            changing[mark.target.article].append(mark.id)
    return {a: "+" + blake2b("".join(ids).encode(), digest_size=8).hexdigest() for a, ids in changing.items()}
