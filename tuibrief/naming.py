"""Names as they are compared: without case and accents, in one spelling and order; and the key that they make.

What is a name and what only describes ("the captain", "the union") decides whether two articles can mean the same one.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from tuibrief.model import Actor, ActorKind

# A word of these is no part of a name: "the Kremlin", "Ministry of the Interior" / "Interior Ministry".
_EMPTY = frozenset({"the", "of", "and", "for", "a", "an", "de", "la", "le", "el", "&"})
# Generational suffixes: "John Doe Jr." is not his father, so these stay; honorifics are cut off before names reach
# here.
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
# Letters that Unicode does not take apart.
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h"})
_LONG = 5  # letters from which a word's ending is spelt one way


@cache
def _spellings() -> dict[str, Any]:
    """The data of ``lexicon/spellings.toml``."""
    data = _table("spellings")
    return {
        "same": {word: line.split()[0] for line in data["same"] for word in line.split()},
        "articles": frozenset(data["articles"].split()),
        "forms": frozenset(data["forms"].split()),
        "endings": [(re.compile(f"(?:{'|'.join(line.split()[1:])})$"), line.split()[0]) for line in data["endings"]],
    }


@cache
def _describing() -> frozenset[str]:
    """Common nouns for people and bodies: a name that ends in one only describes."""
    data = _table("actors")
    return frozenset(" ".join(data[name] for name in ("people", "groups", "bodies", "weak_bodies")).split())


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(files("tuibrief").joinpath(f"extract/lexicon/{name}.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=32_768)
def fold(name: str) -> str:
    """A name without case, accents, hyphens, points, apostrophes' kinds and leading article: for comparing, not for
    showing."""
    plain = unicodedata.normalize("NFKD", name).casefold().translate(_LETTERS)
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = re.sub(r"['’`]s\b|['’`](?=\s|$)", "", plain)
    plain = re.sub(r"[.'’`]", "", plain)
    plain = re.sub(r"[-\u2010-\u2015_/]", " ", plain)
    plain = re.sub(r"^(?:the|a|an)\s+", "", plain.strip())
    return " ".join(plain.split())


def key_of(actor: Actor) -> str:
    """The actor's key over the library: the same for every spelling and order of a name, before any person's marks.

    ``country:KOR``, ``person:jane maria roe`` (parts in alphabetical order, initials dropped), ``organization:…``
    (without "Inc", "AG"), ``group:…``.
    """
    if actor.kind is ActorKind.COUNTRY and actor.code:
        return f"country:{actor.code}"
    return key_for(actor.kind, actor.name)


@lru_cache(maxsize=32_768)
def key_for(kind: ActorKind, name: str) -> str:
    """The key of a name of some kind."""
    parts = fold(name).split()
    if kind is ActorKind.PERSON:
        parts = _person(parts)
    elif kind is ActorKind.ORGANIZATION:
        forms = _spellings()["forms"]
        while len(parts) > 1 and parts[-1].strip(",") in forms:
            parts = parts[:-1]
        parts = sorted(p.strip(",") for p in parts if p not in _EMPTY) or parts
    return f"{kind}:{' '.join(parts)}"


def _person(parts: list[str]) -> list[str]:
    """The parts of a person's name in alphabetical order: initials that stand together as one word ("J. D."), a single
    one dropped, one spelling for names that are written in several."""
    joined: list[str] = []
    for n, part in enumerate(parts):
        if n and len(part) == 1 and len(parts[n - 1]) == 1:
            joined[-1] += part
        else:
            joined.append(part)
    long = [p for p in joined if len(p) > 1 or p in _SUFFIXES]
    parts = long if len(long) > 1 else joined
    articles = _spellings()["articles"]
    bare = [p for p in parts if p not in articles]
    return sorted(map(_one_spelling, bare if len(bare) > 1 else parts))


@lru_cache(maxsize=32_768)
def _one_spelling(word: str) -> str:
    data = _spellings()
    if word in data["same"]:
        return str(data["same"][word])
    if len(word) >= _LONG:
        for ending, instead in data["endings"]:
            word = ending.sub(instead, word)
    return word


@lru_cache(maxsize=32_768)
def is_described(name: str) -> bool:
    """Whether a name only describes: "hackers", "the British climber", "Police"."""
    words = re.findall(r"[\w’'-]+", name)
    if not words:
        return True
    last = words[-1]
    lower = last.casefold()
    singular = lower.removesuffix("s")
    if not last[:1].isupper() and not last[:1].isdigit() and last.islower():
        return True
    return len(words) == 1 and (lower in _describing() or singular in _describing())


def is_alias(alias: str, actor: Actor) -> bool:
    """Whether an alias that an article gives an actor tells of it in another one, too: initials of a body, a person's
    shorter name of two words and more. A surname alone is looked up otherwise."""
    if alias == actor.name or is_described(alias):
        return False
    words = fold(alias).split()
    if actor.kind is ActorKind.ORGANIZATION:
        return len(words) > 1 or (alias.isupper() and len(alias) > 1)
    if actor.kind is not ActorKind.PERSON or len(words) < 2:
        return False
    return not set(words).isdisjoint(fold(actor.name).split())


__all__ = ["fold", "is_alias", "is_described", "key_for", "key_of"]
