"""Merging, telling apart and renaming of actors, joining and parting of stories: each one change of the library.

What is asked is looked at first, so that nothing is written that means nothing: `JoinError` says in one sentence why.
The `Overview` given is brought up to date before and after.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import uuid4

from tuibrief.joins import JoinError
from tuibrief.library.library import LibraryError
from tuibrief.model import MarkKind, Target, TargetKind
from tuibrief.overview import Overview

_NAMED = 20  # events that a mark is put on for one story: the rest of it comes along by how it was placed


def merge_actors(overview: Overview, key: str, into: str) -> list[str]:
    """One actor is another: all names of the first stand for the second, also in articles added later."""
    overview.look()
    with overview.holding():
        directory = overview.directory
        key, into = _known(overview, key), _known(overview, into)
        if key == into:
            raise JoinError(f"{directory.name(key)} can't be merged into itself.")
        did = f"merged {directory.name(key)} into {directory.name(into)}"
    return _mark(overview, MarkKind.MERGE, [_actor(key)], {"into": into, "did": did})


def rename_actor(overview: Overview, key: str, name: str) -> list[str]:
    """An actor is called otherwise from now on."""
    overview.look()
    with overview.holding():
        key, name = _known(overview, key), " ".join(name.split())
        old = overview.directory.name(key)
    if not name:
        raise JoinError("A name needs at least one character.")
    if name == old:
        raise JoinError(f"{old} is called so already.")
    return _mark(overview, MarkKind.MERGE, [_actor(key)], {"name": name, "did": f"renamed {old} to {name}"})


def split_actor(overview: Overview, key: str, articles: Sequence[str], name: str = "") -> list[str]:
    """In these articles the name stands for another one of that name, shown as ``name`` (else with a number)."""
    overview.look()
    with overview.holding():
        directory = overview.directory
        key = _known(overview, key)
        there = directory.articles(key)
        chosen = [a for a in dict.fromkeys(articles) if a in there]
        old = directory.name(key)
        if not chosen:
            raise JoinError(f"{old} stands in none of these articles, so nothing can be told apart there.")
        if len(chosen) == len(there):
            raise JoinError(f"{old} stands in no other article, so there is nobody to be told apart from; rename it.")
        number = 2
        while directory.articles(f"{key}#{number}"):
            number += 1
        fresh = f"{key}#{number}"
        value = {"as": fresh, "name": " ".join(name.split()) or f"{old} ({number})", "did": f"told another {old} apart"}
        # Its own key in each of these articles, which may be one that was merged into the one that is shown.
        targets = [
            Target(TargetKind.ACTOR, a, name=own) for a in chosen for own in directory.own_keys(a, key) or (key,)
        ]
    return _mark(overview, MarkKind.SPLIT, targets, value)


def separate_actor(overview: Overview, key: str) -> list[str]:
    """What was taken for another's name (by a merge, or a surname alone) is an actor of its own."""
    overview.look()
    with overview.holding():
        directory = overview.directory
        into = directory.resolve(key)
        if into == key:
            raise JoinError(f"{directory.name(key)} stands for itself already.")
        did = f"parted {key.partition(':')[2]} from {directory.name(into)}"
    return _mark(overview, MarkKind.SPLIT, [_actor(key)], {"from": into, "did": did})


def no_actor(overview: Overview, key: str) -> list[str]:
    """What was taken for an actor is none: it is in no list from now on."""
    overview.look()
    with overview.holding():
        key = _known(overview, key)
        did = f"left out {overview.directory.name(key)}, which is no actor"
    return _mark(overview, MarkKind.SPLIT, [_actor(key)], {"actor": False, "did": did})


def join_stories(overview: Overview, events: Sequence[str]) -> list[str]:
    """The stories of these events are one happening."""
    overview.look()
    stories = list(dict.fromkeys(overview.story(_event(overview, e)) for e in events))
    if len(stories) < 2:
        if len(set(events)) < 2:
            raise JoinError("A story can't be joined to itself: name an event of another one.")
        raise JoinError("These events are one story already.")
    targets = [target for story in stories for target in _targets(overview, story)]
    value = {"story": uuid4().hex, "did": f"joined {len(stories)} stories"}
    return _mark(overview, MarkKind.MERGE, targets, value)


def part_story(overview: Overview, events: Sequence[str]) -> list[str]:
    """These events are another happening than the rest of their story."""
    overview.look()
    chosen = list(dict.fromkeys(_event(overview, e) for e in events))
    if not chosen:
        raise JoinError("Name the events that are to be parted from their story.")
    story = overview.story(chosen[0])
    if any(e not in story for e in chosen):
        raise JoinError("These events are of several stories; part one story at a time.")
    rest = [e for e in story if e not in chosen]
    if len(story) == 1:
        raise JoinError("This event is a story of its own already.")
    if not rest:
        raise JoinError("These are all events of their story: nothing would be left of it to part from.")
    value = {"story": uuid4().hex, "from": rest[:_NAMED], "did": f"parted {len(chosen)} of {len(story)} events"}
    return _mark(overview, MarkKind.SPLIT, [overview.library.target_of_event(e) for e in chosen], value)


def reset_story(overview: Overview, events: Sequence[str]) -> int:
    """Take off all joins and parts that a person made of the stories of these events; how many marks."""
    overview.look()
    found = list(dict.fromkeys(m for e in events for m in overview.joined(_event(overview, e))))
    if not found:
        raise JoinError("Nobody joined or parted the stories of these events.")
    overview.library.unmark(found)
    overview.look()
    return len(found)


def reset_actor(overview: Overview, key: str) -> int:
    """Take off all merges, splits and names that a person put on an actor; how many."""
    overview.look()
    with overview.holding():
        keys = {key, overview.directory.resolve(key)}
    kinds = (MarkKind.MERGE, MarkKind.SPLIT)
    found = [
        m.id
        for m in overview.library.marks()
        if m.kind in kinds and m.target.kind is TargetKind.ACTOR and (m.target.name in keys or _into(m.value) in keys)
    ]
    if not found:
        raise JoinError(f"Nobody merged, split or renamed {overview.directory.name(key)}.")
    overview.library.unmark(found)
    overview.look()
    return len(found)


def _into(value: object) -> object:
    return value.get("into") or value.get("as") if isinstance(value, dict) else None


def _known(overview: Overview, key: str) -> str:
    """The key that stands for this one. Raises JoinError for an actor that the library does not have."""
    if not overview.directory.articles(key):
        raise JoinError(f"There is no actor “{key.partition(':')[2] or key}” in the library.")
    return overview.directory.resolve(key)


def _event(overview: Overview, event: str) -> str:
    try:
        return overview.library.event(event).id
    except LibraryError as error:
        raise JoinError(str(error)) from error


def _targets(overview: Overview, story: Sequence[str]) -> list[Target]:
    """Where marks of a story go: to one event of each article first."""
    first: dict[str, str] = {}
    for event in story:
        first.setdefault(event.rpartition(".")[0], event)
    order = [*first.values(), *(e for e in story if e not in first.values())]
    return [overview.library.target_of_event(e) for e in order[:_NAMED]]


def _actor(key: str) -> Target:
    return Target(TargetKind.ACTOR, name=key)


def _mark(overview: Overview, kind: MarkKind, targets: Sequence[Target], value: Mapping[str, object]) -> list[str]:
    made = overview.library.mark(kind, targets, value)
    overview.look()
    return made


__all__ = [
    "JoinError",
    "join_stories",
    "merge_actors",
    "no_actor",
    "part_story",
    "rename_actor",
    "reset_actor",
    "reset_story",
    "separate_actor",
    "split_actor",
]
