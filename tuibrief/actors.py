"""Who is who over the whole library: which articles' actors are one actor.

Each article's reading names its own actors; here they meet. Countries are one by their ISO code, persons by the
parts of their name in any order and spelling, the rest by name and kind. A surname alone, or with initials, joins the
one full-named person of the library that carries it; a body's initials or a shorter name join the one that an article
calls so; else they stay apart. Whom an article only describes ("the captain") is nobody in another. A person's merges
and splits come before all of this, and hold for articles added later.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from tuibrief.bearers import Bearers
from tuibrief.model import Actor, ActorKind
from tuibrief.naming import fold, is_described, key_of

# Whom an article only describes is somebody else in the next; groups ("farmers") are collected over all.
_TOLD_APART = frozenset({ActorKind.PERSON, ActorKind.ORGANIZATION})


@dataclass(slots=True)
class _Entry:
    """What is known of one key: the names it has, how often, and where."""

    kind: ActorKind
    names: Counter[str] = field(default_factory=Counter)
    aliases: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    belongs: Counter[str] = field(default_factory=Counter)
    articles: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class KnownActor:
    """One actor over the whole library. ``articles`` is in how many articles it stands."""

    key: str
    name: str
    kind: ActorKind
    code: str | None
    of: str | None
    aliases: tuple[str, ...]
    articles: int


class Directory:
    """All actors of a library, kept up as articles come and go. Adding one article costs its own actors, whatever
    the size."""

    def __init__(self) -> None:
        self._entries: dict[str, _Entry] = {}
        self._of_article: dict[str, tuple[Actor, ...]] = {}
        self._keys: dict[tuple[str, str], str] = {}  # (article, name in its reading) -> key
        self._bearers = Bearers()
        self._merged: dict[str, str] = {}  # key -> key, from a person's marks
        self._merged_from: defaultdict[str, set[str]] = defaultdict(set)
        self._apart: dict[tuple[str, str], str] = {}  # (article, name or key) -> key, from a person's splits
        self._alone: set[str] = set()  # keys that a person said stand for themselves
        self._given: dict[str, str] = {}  # key -> name, from a person's renaming
        self._hidden: set[str] = set()  # keys that a person said are no actors
        self.version = 0  # another after each change

    def add(self, article: str, actors: Iterable[Actor]) -> None:
        """Take in the actors of an article's reading; an earlier reading of it is replaced."""
        self.remove(article)
        held = tuple(actors)
        self._of_article[article] = held
        for actor in held:
            key = self._own_key(article, actor)
            entry = self._entries.get(key)
            if entry is None:
                entry = self._entries[key] = _Entry(actor.kind)
            self._bearers.add(key, actor)
            entry.names[actor.name] += 1
            entry.aliases.update(actor.aliases)
            entry.articles.add(article)
            if actor.code:
                entry.codes[actor.code] += 1
            if actor.of:
                entry.belongs[actor.of] += 1
            self._keys[article, actor.name] = key

    def remove(self, article: str) -> None:
        """Forget an article's actors."""
        self.version += 1
        for actor in self._of_article.pop(article, ()):
            key = self._keys.pop((article, actor.name), "")
            entry = self._entries.get(key)
            if entry is None:
                continue
            entry.names[actor.name] -= 1
            entry.aliases.subtract(actor.aliases)
            entry.articles.discard(article)
            if actor.code:
                entry.codes[actor.code] -= 1
            if actor.of:
                entry.belongs[actor.of] -= 1
            self._bearers.remove(key, actor)
            if not entry.articles:
                del self._entries[key]

    def _own_key(self, article: str, actor: Actor) -> str:
        """The key of an article's actor, where a person did not tell it from its namesakes the one by its name."""
        key = key_of(actor)
        own = f"{key}#{article}" if actor.kind in _TOLD_APART and is_described(actor.name) else key
        return self._apart.get((article, actor.name)) or self._apart.get((article, own)) or own

    def merge(self, key: str, into: str) -> None:
        """A person's word that two keys are one actor, also where neither is in an article yet. Raises ValueError for
        an actor merged into itself."""
        if self.resolve(key) == self.resolve(into):
            raise ValueError(f"{self.name(key)} and {self.name(into)} are one actor already.")
        self.version += 1
        key, into = self.resolve(key), self.resolve(into)
        self._alone.discard(key)
        self._merged[key] = into
        self._merged_from[into].add(key)

    def split(self, article: str, name: str, key: str) -> None:
        """A person's word that the name (or key) in that article stands for another actor, known by ``key`` from now
        on."""
        self.version += 1
        self._apart[article, name] = key
        if article in self._of_article:
            self.add(article, self._of_article[article])

    def stand_alone(self, key: str) -> None:
        """A person's word that a key is its own actor: not what it was merged into, nor the one who bears its
        surname."""
        self.version += 1
        into = self._merged.pop(key, None)
        if into is not None:
            self._merged_from[into].discard(key)
        self._alone.add(key)

    def rename(self, key: str, name: str) -> None:
        """A person's word how an actor is called."""
        self.version += 1
        self._given[self.resolve(key)] = name

    def hide(self, key: str) -> None:
        """A person's word that this is no actor."""
        self.version += 1
        self._hidden.add(self.resolve(key))

    def forget_marks(self) -> None:
        """Drop all that a person said, to be told anew from the marks that stand."""
        self.version += 1
        parted = {article for article, _ in self._apart}
        for said in (self._merged, self._merged_from, self._apart, self._alone, self._given, self._hidden):
            said.clear()
        for article in parted & self._of_article.keys():
            self.add(article, self._of_article[article])

    def resolve(self, key: str) -> str:
        """The key that stands for this one after merges, with a name that is not whole joined to its one bearer."""
        seen = {key}
        while True:
            onward = self._merged.get(key) or (None if key in self._alone else self._bearers.of(key))
            if onward is None or onward in seen:
                return key
            seen.add(onward)
            key = onward

    def key(self, article: str, name: str) -> str | None:
        """The key of the actor that an article's reading calls ``name``; None where the reading has no such actor, or
        a person said that it is none."""
        found = self._apart.get((article, name)) or self._keys.get((article, name))
        if found is None:
            return None
        found = self.resolve(found)
        return None if found in self._hidden else found

    def articles(self, key: str) -> frozenset[str]:
        """The articles in which an actor stands."""
        keys = self._standing_for(self.resolve(key))
        return frozenset(a for k in keys if k in self._entries for a in self._entries[k].articles)

    def names_in(self, article: str, key: str) -> tuple[str, ...]:
        """What an article's reading calls an actor."""
        key = self.resolve(key)
        return tuple(a.name for a in self._of_article.get(article, ()) if self.key(article, a.name) == key)

    def called(self, key: str) -> dict[str, tuple[Actor, ...]]:
        """By article, as whom its reading knows an actor; of one that a person said is none, nothing."""
        key = self.resolve(key)
        if key in self._hidden:
            return {}
        keys, own = set(self._standing_for(key)), self._keys
        return {
            article: tuple(a for a in self._of_article[article] if own.get((article, a.name)) in keys)
            for article in dict.fromkeys(
                a for k in sorted(keys) if k in self._entries for a in self._entries[k].articles
            )
        }

    def standing(self, article: str, name: str) -> str | None:
        """The key of whom an article's name stands for, also where a person said that it is none; None where the
        reading has no such actor."""
        found = self._keys.get((article, name))
        return None if found is None else self.resolve(found)

    @property
    def keys(self) -> Mapping[tuple[str, str], str]:
        """By article and name, the key of whom it stands for before merges."""
        return self._keys

    def is_hidden(self, key: str) -> bool:
        """Whether a person said that this is no actor."""
        return self.resolve(key) in self._hidden

    def besides(self, key: str) -> list[tuple[str, str]]:
        """The names that stand for an actor besides its own, each with its key: merged into it, or a surname alone."""
        key = self.resolve(key)
        others = (k for k in self._standing_for(key) if k != key)
        return [(k, _commonest(self._entries[k].names) or k) for k in others if k in self._entries]

    def under_another(self, words: str) -> list[str]:
        """The keys of a name that stands for another actor: merged into it, or a surname alone."""
        wanted = fold(words)
        named = (k for k, entry in self._entries.items() if k == words or any(fold(n) == wanted for n in entry.names))
        return [key for key in named if self.resolve(key) != key]

    def own_keys(self, article: str, key: str) -> tuple[str, ...]:
        """The keys, merges left aside, by which an actor stands in an article."""
        key = self.resolve(key)
        keys = (self._keys.get((article, a.name), "") for a in self._of_article.get(article, ()))
        return tuple(k for k in keys if k and self.resolve(k) == key)

    def find(self, words: str) -> list[KnownActor]:
        """The actors that are meant by a key, else by a name, else by an alias, else by a part of a name; those in most
        articles first."""
        if self.resolve(words) in self._entries:
            known = self.known(words)
            return [known] if known else []
        wanted, everyone = fold(words), self.all(hidden=True)
        if not wanted:
            return []
        tests: tuple[Callable[[KnownActor], bool], ...] = (
            lambda k: fold(k.name) == wanted,
            lambda k: any(fold(a) == wanted for a in k.aliases),
            lambda k: any(set(wanted.split()) <= set(fold(n).split()) for n in (k.name, *k.aliases)),
        )
        return next((found for test in tests if (found := [k for k in everyone if test(k)])), [])

    def name(self, key: str) -> str:
        """The name to show: the one that most articles use, the longest of those."""
        key = self.resolve(key)
        if key in self._given:
            return self._given[key]
        entry = self._entries.get(key)
        return key.partition(":")[2] if entry is None else _commonest(entry.names) or key

    def known(self, key: str) -> KnownActor | None:
        """What the library knows of an actor, all merged keys together; None for a key that it does not have, or that
        is no actor."""
        key = self.resolve(key)
        if key in self._hidden:
            return None
        return self._known(key, self._standing_for(key))

    def _standing_for(self, key: str) -> list[str]:
        """The keys that resolve to this one: merged into it, or a shorter name. Costs those keys, not the library."""
        found, queue = {key}, [key]
        while queue:
            at = queue.pop()
            entry = self._entries.get(at)
            short = self._bearers.shorter(at, entry.aliases, entry.kind) if entry else []
            for other in (*self._merged_from.get(at, ()), *(k for k in short if k in self._entries)):
                if other not in found and self.resolve(other) == key:
                    found.add(other)
                    queue.append(other)
        return sorted(found)

    def all(self, *, hidden: bool = False) -> list[KnownActor]:
        """Every actor of the library, those in most articles first, groups without a name after the others; also those
        that a person said are none."""
        groups: defaultdict[str, list[str]] = defaultdict(list)
        for key in self._entries:
            standing = self.resolve(key)
            if hidden or standing not in self._hidden:
                groups[standing].append(key)
        found = [known for key, keys in groups.items() if (known := self._known(key, keys))]
        return sorted(found, key=lambda k: (k.kind is ActorKind.GROUP and is_described(k.name), -k.articles, k.name))

    def _known(self, key: str, keys: Iterable[str]) -> KnownActor | None:
        entries = [self._entries[k] for k in keys if k in self._entries]
        if not entries:
            return None
        aliases = _together([e.aliases for e in entries] + [e.names for e in entries])
        articles = entries[0].articles if len(entries) == 1 else set[str]().union(*(e.articles for e in entries))
        main = self._entries.get(key) or entries[0]
        name = self.name(key) if key in self._entries or key in self._given else max(main.names)
        return KnownActor(
            key=key,
            name=name,
            kind=main.kind,
            code=_most(_together([e.codes for e in entries])),
            of=_most(_together([e.belongs for e in entries])),
            aliases=tuple(sorted({a for a, n in aliases.items() if n > 0 and a != name})),
            articles=len(articles),
        )


def _together(counts: list[Counter[str]]) -> Counter[str]:
    """Several counts as one; what is counted in one alone isn't copied."""
    held = [each for each in counts if each]
    return held[0] if len(held) == 1 else sum(held, Counter[str]())


def _commonest(names: Counter[str]) -> str | None:
    """The name that most articles use, the longest of those."""
    return max(((n, len(name), name) for name, n in names.items() if n > 0), default=(0, 0, None))[2]


def _most(counts: Counter[str]) -> str | None:
    best = max(((n, name) for name, n in counts.items() if n > 0), default=None)
    return best[1] if best else None


__all__ = ["Directory", "KnownActor", "fold", "key_of"]
