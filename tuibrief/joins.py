"""A person's word on who is one and what is one happening: marks to make, and what the marks that stand come to.

Marks of actors name them by their key, which is the same in every article and after every re-reading:
MERGE ``{"into": key}`` (one actor) or ``{"name": name}`` (is called); SPLIT ``{"from": key}`` (stands for itself),
``{"as": key, "name": name}`` on one article (there, it is a namesake), or ``{"actor": false}`` (is none).
Marks of stories stand on the events' words: MERGE ``{"story": id}`` on all that are one, SPLIT ``{"story": id, "from":
[event, …]}`` on those that are another happening than the rest. All hold for articles added later, and each is one
change of the library, so that undo takes it back. Of two that say otherwise, the later one holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tuibrief.actors import Directory
from tuibrief.model import Mark, MarkKind, TargetKind


class JoinError(ValueError):
    """What can't be joined or parted; ``str(error)`` is one clear sentence."""


@dataclass(slots=True)
class Op:
    """One join (``part`` false) or part of events, with the events that it was parted from."""

    part: bool
    events: list[str] = field(default_factory=list)
    rest: tuple[str, ...] = ()


def tell_directory(directory: Directory, marks: Iterable[Mark]) -> None:
    """Put all marks of actors that stand, in the log's order, in the place of those told before."""
    directory.forget_marks()
    for mark in marks:
        key, value = mark.target.name, mark.value
        if mark.target.kind is not TargetKind.ACTOR or key is None or not isinstance(value, dict):
            continue
        if mark.kind is MarkKind.MERGE:
            _tell_merge(directory, key, value)
        elif mark.kind is MarkKind.SPLIT:
            _tell_split(directory, key, value, mark.target.article)


def _tell_merge(directory: Directory, key: str, value: Mapping[str, Any]) -> None:
    if isinstance(value.get("into"), str):
        if directory.resolve(key) != directory.resolve(value["into"]):
            directory.merge(key, value["into"])
    elif isinstance(value.get("name"), str):
        directory.rename(key, value["name"])


def _tell_split(directory: Directory, key: str, value: Mapping[str, Any], article: str | None) -> None:
    if isinstance(value.get("as"), str) and article is not None:
        directory.split(article, key, value["as"])
        if value.get("name"):
            directory.rename(value["as"], str(value["name"]))
    elif value.get("actor") is False:
        directory.hide(key)
    elif "from" in value:
        directory.stand_alone(key)


def story_ops(marks: Iterable[Mark], event_of: Callable[[Mark], str | None]) -> list[Op]:
    """The joins and parts of stories in the log's order; ``event_of`` says on which event a mark's words lie now."""
    ops: dict[str, Op] = {}
    for mark in marks:
        value = mark.value
        if mark.target.kind is not TargetKind.EVENT or not isinstance(value, dict) or "story" not in value:
            continue
        if mark.kind not in (MarkKind.MERGE, MarkKind.SPLIT):
            continue
        op = ops.setdefault(str(value["story"]), Op(mark.kind is MarkKind.SPLIT, rest=tuple(value.get("from", ()))))
        event = event_of(mark)
        if event is not None:
            op.events.append(event)
    return [op for op in ops.values() if op.events]


class Regrouped:
    """Stories as a person's joins and parts leave them, over those that were found.

    ``ways`` gives the found story of an event as a tree, each of its events with the one by which it was placed. An
    event that came later, or that a part does not name, goes with the event by which it was placed.
    """

    def __init__(self, ops: Iterable[Op], ways: Callable[[str], Mapping[str, str | None]]) -> None:
        self._ways = ways
        self._via: dict[str, str | None] = {}
        self._label: dict[str, int] = {}
        self._members: dict[int, list[str]] = {}
        self._next = 0
        for op in ops:
            if op.part:
                self._part(op)
            else:
                self._join(op)

    @property
    def events(self) -> Iterable[str]:
        """The events of all stories that a person had a hand in."""
        return self._label.keys()

    def story_of(self, event: str) -> tuple[str, ...] | None:
        """The story of an event; None where it is as it was found."""
        label = self._label.get(event)
        return None if label is None else tuple(self._members[label])

    def groups(self) -> list[tuple[str, ...]]:
        """All stories that a person had a hand in."""
        return [tuple(members) for members in self._members.values()]

    def _label_of(self, event: str) -> int:
        if event not in self._label:
            ways = self._ways(event)
            self._via.update(ways)
            self._new([e for e in ways if e not in self._label])
        return self._label[event]

    def _new(self, events: Sequence[str]) -> None:
        self._members[self._next] = list(events)
        self._label.update(dict.fromkeys(events, self._next))
        self._next += 1

    def _join(self, op: Op) -> None:
        labels = list(dict.fromkeys(map(self._label_of, op.events)))
        if len(labels) > 1:
            self._new([event for label in labels for event in self._members.pop(label)])

    def _part(self, op: Op) -> None:
        named = set(op.events)
        for label in dict.fromkeys(map(self._label_of, op.events)):
            members = self._members[label]
            rest = [e for e in op.rest if e in self._label]
            if rest and not any(self._label[e] == label for e in rest):
                continue  # read anew, it lies apart from them already
            away = [e for e in members if self._goes_with(e, named, set(op.rest))]
            stay = [e for e in members if e not in set(away)]
            if stay:
                del self._members[label]
                self._new(stay)
                self._new(away)

    def _goes_with(self, event: str, named: set[str], rest: set[str]) -> bool:
        at: str | None = event
        seen: set[str] = set()
        while at is not None and at not in seen:
            if at in named:
                return True
            if at in rest:
                return False
            seen.add(at)
            at = self._via.get(at)
        return False
