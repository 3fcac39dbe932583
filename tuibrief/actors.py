"""Who is who over the whole library: which articles' actors are one actor.

Each article's reading names its own actors; here they meet. Countries are one by their ISO code, persons by the
parts of their name in any order and spelling, the rest by name and kind. A surname alone joins the one full-named
person of the library that carries it in that company, else stays apart. A person's merges and splits come before all
of this, and hold for articles added later.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from tuibrief.model import Actor, ActorKind

# A word of these is no part of a name: "the Kremlin", "Ministry of the Interior" / "Interior Ministry".
_EMPTY = frozenset({"the", "of", "and", "for", "a", "an", "de", "la", "le", "el"})
# Generational suffixes: "John Doe Jr." is not his father, so these stay; honorifics are cut off before names reach
# here.
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


def fold(name: str) -> str:
    """A name without case, accents, hyphens, points, apostrophes' kinds and leading article: for comparing, not for
    showing."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = re.sub(r"['’`]s\b|['’`](?=\s|$)", "", plain)
    plain = re.sub(r"[.'’`]", "", plain)
    plain = re.sub(r"[-\u2010-\u2015_/]", " ", plain)
    plain = re.sub(r"^(?:the|a|an)\s+", "", plain.strip())
    return " ".join(plain.split())


def key_of(actor: Actor) -> str:
    """The actor's key over the library: the same for every spelling and order of a name, before any person's marks.

    ``country:KOR``, ``person:jane maria roe`` (parts in alphabetical order, initials dropped), ``organization:…``,
    ``group:…``.
    """
    if actor.kind is ActorKind.COUNTRY and actor.code:
        return f"country:{actor.code}"
    parts = fold(actor.name).split()
    if actor.kind is ActorKind.PERSON:
        long = [p for p in parts if len(p) > 1 or p in _SUFFIXES]
        parts = sorted(long if len(long) > 1 else parts)
    elif actor.kind is ActorKind.ORGANIZATION:
        parts = sorted(p for p in parts if p not in _EMPTY) or parts
    return f"{actor.kind}:{' '.join(parts)}"


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
        self._carriers: defaultdict[str, set[str]] = defaultdict(
            set
        )  # a part of a name -> keys of persons who carry it
        self._merged: dict[str, str] = {}  # key -> key, from a person's marks
        self._merged_from: defaultdict[str, set[str]] = defaultdict(set)
        self._apart: dict[tuple[str, str], str] = {}  # (article, name) -> key, from a person's splits

    def add(self, article: str, actors: Iterable[Actor]) -> None:
        """Take in the actors of an article's reading; an earlier reading of it is replaced."""
        self.remove(article)
        held = tuple(actors)
        self._of_article[article] = held
        for actor in held:
            key = key_of(actor)
            entry = self._entries.get(key)
            if entry is None:
                entry = self._entries[key] = _Entry(actor.kind)
                if actor.kind is ActorKind.PERSON:
                    for part in key.removeprefix("person:").split():
                        self._carriers[part].add(key)
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
        for actor in self._of_article.pop(article, ()):
            key = key_of(actor)
            self._keys.pop((article, actor.name), None)
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
            if not entry.articles:
                del self._entries[key]
                for part in key.removeprefix("person:").split():
                    self._carriers[part].discard(key)

    def merge(self, key: str, into: str) -> None:
        """A person's word that two keys are one actor. Raises ValueError for an actor merged into itself."""
        if self.resolve(key) == self.resolve(into):
            raise ValueError(f"{self.name(key)} is one actor already.")
        key, into = self.resolve(key), self.resolve(into)
        self._merged[key] = into
        self._merged_from[into].add(key)

    def split(self, article: str, name: str, key: str) -> None:
        """A person's word that the name in that article stands for another actor, known by ``key`` from now on."""
        self._apart[article, name] = key

    def forget_marks(self) -> None:
        """Drop all merges and splits, to be told anew from the marks that stand."""
        self._merged.clear()
        self._merged_from.clear()
        self._apart.clear()

    def resolve(self, key: str) -> str:
        """The key that stands for this one after merges, with a surname alone joined to its one full-named carrier."""
        seen = {key}
        while True:
            onward = self._merged.get(key) or self._full(key)
            if onward is None or onward in seen:
                return key
            seen.add(onward)
            key = onward

    def _full(self, key: str) -> str | None:
        """For a person known by one word: the one full-named person in the library who carries it, if there is just
        one."""
        if not key.startswith("person:") or " " in key:
            return None
        carriers = [k for k in self._carriers.get(key.removeprefix("person:"), ()) if k != key and " " in k]
        return carriers[0] if len(carriers) == 1 else None

    def key(self, article: str, name: str) -> str | None:
        """The key of the actor that an article's reading calls ``name``; None where the reading has no such actor."""
        apart = self._apart.get((article, name))
        if apart is not None:
            return self.resolve(apart)
        found = self._keys.get((article, name))
        return self.resolve(found) if found else None

    def name(self, key: str) -> str:
        """The name to show: the one that most articles use, the longest of those."""
        entry = self._entries.get(self.resolve(key))
        if entry is None:
            return key.partition(":")[2]
        return max(((n, len(name), name) for name, n in entry.names.items() if n > 0), default=(0, 0, key))[2]

    def known(self, key: str) -> KnownActor | None:
        """What the library knows of an actor, all merged keys together; None for a key that it does not have."""
        key = self.resolve(key)
        return self._known(key, self._standing_for(key))

    def _standing_for(self, key: str) -> list[str]:
        """The keys that resolve to this one: merged into it, or a surname alone. Costs those keys, not the library."""
        found, queue = {key}, [key]
        while queue:
            at = queue.pop()
            parts = at.removeprefix("person:").split() if at.startswith("person:") else []
            alone = [f"person:{part}" for part in parts] if len(parts) > 1 else []
            for other in (*self._merged_from.get(at, ()), *alone):
                if other not in found and self.resolve(other) == key:
                    found.add(other)
                    queue.append(other)
        return sorted(found)

    def all(self) -> list[KnownActor]:
        """Every actor of the library, those in most articles first."""
        groups: defaultdict[str, list[str]] = defaultdict(list)
        for key in self._entries:
            groups[self.resolve(key)].append(key)
        found = [known for key, keys in groups.items() if (known := self._known(key, keys))]
        return sorted(found, key=lambda k: (-k.articles, k.name))

    def _known(self, key: str, keys: Iterable[str]) -> KnownActor | None:
        entries = [self._entries[k] for k in keys if k in self._entries]
        if not entries:
            return None
        codes, belongs, aliases, articles = Counter[str](), Counter[str](), Counter[str](), set[str]()
        for entry in entries:
            codes.update(entry.codes)
            belongs.update(entry.belongs)
            aliases.update(entry.aliases)
            aliases.update(entry.names)
            articles |= entry.articles
        main = self._entries.get(key) or entries[0]
        name = self.name(key) if key in self._entries else max(main.names)
        return KnownActor(
            key=key,
            name=name,
            kind=main.kind,
            code=_most(codes),
            of=_most(belongs),
            aliases=tuple(sorted({a for a, n in aliases.items() if n > 0 and a != name})),
            articles=len(articles),
        )


def _most(counts: Counter[str]) -> str | None:
    best = max(((n, name) for name, n in counts.items() if n > 0), default=None)
    return best[1] if best else None
