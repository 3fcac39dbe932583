"""Who bears a name that is not whole: a surname, initials, a body's letters; kept up as actors come and go."""

from __future__ import annotations

from collections import Counter, defaultdict

from tuibrief.model import Actor, ActorKind
from tuibrief.naming import is_alias, key_for

_PERSON, _BODY = "person:", "organization:"


def parts_of(key: str) -> list[str]:
    """The parts of a person's name; none of other keys. What tells namesakes apart (``#2``) is no part of it."""
    return key.removeprefix(_PERSON).partition("#")[0].split() if key.startswith(_PERSON) else []


class Bearers:
    """The bearers of shorter names, by the keys of these. A key with ``#`` (a namesake, somebody only described) stands
    for itself."""

    def __init__(self) -> None:
        self._carriers: defaultdict[str, set[str]] = defaultdict(set)  # a part of a name -> persons who carry it
        self._called: defaultdict[str, Counter[str]] = defaultdict(Counter)  # key of an alias -> who is called so
        self._held: Counter[str] = Counter()  # in how many articles a key stands

    def add(self, key: str, actor: Actor) -> None:
        """One more article has an actor."""
        self._held[key] += 1
        if self._held[key] == 1:
            for part in _carried(key):
                self._carriers[part].add(key)
        for alias in self._aliases(key, actor):
            self._called[alias][key] += 1

    def remove(self, key: str, actor: Actor) -> None:
        """One article less has an actor."""
        self._held[key] -= 1
        if not self._held[key]:
            del self._held[key]
            for part in _carried(key):
                self._carriers[part].discard(key)
        for alias in self._aliases(key, actor):
            self._called[alias][key] -= 1
            if not self._called[alias][key]:
                del self._called[alias][key]

    def of(self, key: str) -> str | None:
        """The key that a name which is not whole stands for, if it can be one's only: a person's of which it has the
        surname and the initials, the one that an article calls so, or one of the same name that was read as of another
        kind in fewer articles. Each is longer than the name, or has it in more articles: so no two stand for each
        other."""
        if "#" in key:
            return None
        parts = parts_of(key)
        words = [p for p in parts if len(p) > 1]
        if len(words) == 1:
            initials = {p for p in parts if len(p) == 1}
            found = [k for k in self._carriers.get(words[0], ()) if k != key and _begin(k, words[0], initials)]
            return found[0] if len(found) == 1 else None
        called = [k for k in self._called.get(key, ()) if k != key]
        if called:
            return called[0] if len(called) == 1 else None
        return self._twin(key)

    def shorter(self, key: str, aliases: Counter[str], kind: ActorKind) -> list[str]:
        """The keys of shorter names that may stand for a key, by its aliases."""
        if "#" in key:
            return []
        parts = parts_of(key)
        found = [f"{_PERSON}{part}" for part in parts] if len(parts) > 1 else []
        found += [f"{_PERSON}{' '.join(sorted((i, p)))}" for p in parts for i in {q[0] for q in parts if q != p}]
        found += [key_for(kind, alias) for alias in aliases]
        other = _BODY if key.startswith(_PERSON) else _PERSON
        return [*found, other + key.partition(":")[2]]

    def _twin(self, key: str) -> str | None:
        """The person of a body's name, or the body of a person's, where more articles have it as that."""
        kind, _, name = key.partition(":")
        if " " not in name or f"{kind}:" not in (_PERSON, _BODY):
            return None
        other = (_BODY if f"{kind}:" == _PERSON else _PERSON) + name
        mine, theirs = self._held[key], self._held[other]
        return other if theirs > mine or (theirs == mine > 0 and other.startswith(_PERSON)) else None

    @staticmethod
    def _aliases(key: str, actor: Actor) -> set[str]:
        """The keys of an actor's aliases that are shorter than its own."""
        if "#" in key or actor.kind not in (ActorKind.PERSON, ActorKind.ORGANIZATION):
            return set()
        found = {key_for(actor.kind, alias) for alias in actor.aliases if is_alias(alias, actor)}
        return {alias for alias in found if _size(alias) < _size(key)}


def _size(key: str) -> tuple[int, int]:
    return len(key.split()), len(key)


def _carried(key: str) -> list[str]:
    """The parts by which somebody may be named alone: none of a name that is not whole itself."""
    parts = parts_of(key)
    return parts if len(parts) > 1 and all(len(p) > 1 for p in parts) else []


def _begin(key: str, surname: str, initials: set[str]) -> bool:
    others = {p[0] for p in parts_of(key) if p != surname}
    return initials <= others
