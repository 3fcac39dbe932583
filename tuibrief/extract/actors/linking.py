"""Stage 3, first part: which proper names name the same actor.

A person's short name (surname, given name, initials, other order) belongs to the full name that holds its words; an
organization's acronym or cut form to its full name. Two of one surname are kept apart by title and nearness.
"""

from __future__ import annotations

from collections import defaultdict
from difflib import SequenceMatcher

from tuibrief.extract.actors.casting import Casting, Entity, clean, fold
from tuibrief.extract.names.countries import country_named, country_of_people
from tuibrief.extract.parse import Parse
from tuibrief.extract.stages import Name, NameKind
from tuibrief.extract.words import words
from tuibrief.model import ActorKind

ALIKE = 0.85
"""How alike (difflib's ratio) two romanisations of a name must be, letters together."""

Linked = dict[int, Entity]
"""Index of a name -> its actor."""


def link_names(casting: Casting, names: tuple[Name, ...]) -> Linked:
    """An actor for each name of a person, country or organization; places and peoples get theirs elsewhere."""
    linked: Linked = {}
    for i, name in enumerate(names):
        if name.kind is NameKind.COUNTRY:
            country = country_named(name.text)
            if country:
                linked[i] = casting.country(country)
    _link_people(casting, names, linked)
    _link_bodies(casting, names, linked)
    return linked


def _tokens(text: str) -> tuple[str, ...]:
    particles = words("names", "particles")
    full = fold(clean(text)).replace("'", "").split()
    return tuple(t for t in full if t not in particles) or tuple(full)


def _titles_before(parse: Parse, name: Name) -> set[str]:
    titles, found = words("names", "titles"), set[str]()
    at = name.first - 1
    while at >= 0 and parse.tokens[at].lower.rstrip(".") in titles:
        found.add(parse.tokens[at].lower.rstrip("."))
        at -= 1
    return found


def _link_people(casting: Casting, names: tuple[Name, ...], linked: Linked) -> None:
    people = [(i, n, _tokens(n.text)) for i, n in enumerate(names) if n.kind is NameKind.PERSON]
    full: list[tuple[Entity, tuple[str, ...]]] = []
    exact: dict[tuple[str, ...], Entity] = {}
    for i, name, tokens in people:
        if len(tokens) > 1:
            entity = exact.get(tokens) or next((e for e, t in full if _same_person(t, tokens)), None)
            if entity is None:
                entity = casting.new(ActorKind.PERSON, clean(name.text))
                full.append((entity, tokens))
            elif (entity, tokens) not in full:
                full.append((entity, tokens))
            linked[i] = exact[tokens] = entity
            entity.heads |= _titles_before(casting.parse, name)
    holders: dict[str, list[tuple[Entity, tuple[str, ...]]]] = defaultdict(list)
    for entity, tokens in full:
        for token in set(tokens):
            holders[token].append((entity, tokens))
    last_of: dict[str, Entity] = {}
    short: dict[str, Entity] = {}
    for i, name, tokens in people:
        if i in linked:
            for token in tokens:
                last_of[token] = linked[i]
            continue
        titles = _titles_before(casting.parse, name)
        linked[i] = entity = _whose(casting, name, tokens[0], titles, holders, last_of, short)
        last_of[tokens[0]] = entity


def _whose(
    casting: Casting,
    name: Name,
    token: str,
    titles: set[str],
    holders: dict[str, list[tuple[Entity, tuple[str, ...]]]],
    last_of: dict[str, Entity],
    short: dict[str, Entity],
) -> Entity:
    """Whom one word of a name stands for."""
    fitting = {e.index: (e, t) for e, t in holders.get(token, ())}
    if not fitting:
        if token not in short:
            short[token] = casting.new(ActorKind.PERSON, clean(name.text))
            _add_regnal_name(casting, name, short[token])
        short[token].heads |= titles
        return short[token]
    if len(fitting) == 1:
        return next(iter(fitting.values()))[0]
    titled = [e for e, _ in fitting.values() if titles & e.heads]
    if len(titled) == 1:
        return titled[0]
    # A surname before a given name: last word, or first where the name is written family first.
    edge = [e for e, t in fitting.values() if token in (t[-1], t[0])]
    if token in last_of and last_of[token] in (titled or edge or [e for e, _ in fitting.values()]):
        return last_of[token]
    return (titled or edge or [e for e, _ in fitting.values()])[0]


def _add_regnal_name(casting: Casting, name: Name, entity: Entity) -> None:
    """ "Pope Clement", "King Baldwin": of one name alone the title is part."""
    before = casting.parse.tokens[name.first - 1] if name.first else None
    if before is not None and before.text.istitle() and before.lower in words("names", "regnal"):
        entity.aliases.setdefault(clean(casting.parse.words(before.index, name.last)))


def _same_person(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Full names that differ in hyphens, order, middle names, initials or romanisation only."""
    if a == b or "".join(a) == "".join(b) or sorted(a) == sorted(b):
        return True
    short, long = sorted((a, b), key=len)
    if len(short) < len(long):
        # John Smith, John Q. Smith; J. Smith: all words in order, the last ones alike
        if short[-1] != long[-1] and short[0] != long[0]:
            return False
        rest = iter(long)
        return all(any(w == s or (len(s) == 1 and w.startswith(s)) for w in rest) for s in short)
    if a[-1] == b[-1] and all(x == y or (1 in (len(x), len(y)) and x[0] == y[0]) for x, y in zip(a, b, strict=True)):
        return True
    shared = sum(x == y for x, y in zip(a, b, strict=True))
    return (
        shared == len(a) - 1
        and min(len(x) for x, y in zip(a, b, strict=True) if x != y) > 4
        and SequenceMatcher(None, "".join(a), "".join(b)).ratio() > ALIKE + 0.05
    )


def _plain(text: str) -> tuple[str, ...]:
    """An organization's words without legal forms."""
    tokens = fold(clean(text)).replace(",", "").split()
    while len(tokens) > 1 and tokens[-1] in words("names", "forms"):
        tokens.pop()
    return tuple(tokens)


def _link_bodies(casting: Casting, names: tuple[Name, ...], linked: Linked) -> None:
    bodies = [(i, n, _plain(n.text)) for i, n in enumerate(names) if n.kind is NameKind.ORGANIZATION]
    known: dict[tuple[str, ...], Entity] = {}
    formed = {i for i, n, tokens in bodies if len(tokens) < len(fold(clean(n.text)).replace(",", "").split())}
    beside = {i for i, n, _ in bodies if n.first > 1 and casting.parse.tokens[n.first - 1].text == "("}
    order = sorted(bodies, key=lambda r: (-len(r[2]), r[0] not in formed, r[0] not in beside, r[0]))
    for i, name, tokens in order:
        entity = known.get(tokens) or _bracketed(casting.parse, name, names, linked)
        if entity is None and i not in formed:  # "Acme Inc." is whole: no "Acme Stores" is meant by it
            entity = _longer(tokens, name, known)
        if entity is None:
            entity = casting.new(ActorKind.ORGANIZATION, clean(name.text))
        known.setdefault(tokens, entity)
        linked[i] = entity


def _bracketed(parse: Parse, name: Name, names: tuple[Name, ...], linked: Linked) -> Entity | None:
    """The name before the brackets in which this one stands, where its letters fit."""
    if name.first < 2 or parse.tokens[name.first - 1].text != "(":
        return None
    letters = fold(name.text).replace(" ", "")
    for i, other in enumerate(names):
        if other.last in (name.first - 2, name.first - 3) and i in linked:
            held = "".join(fold(other.text).split())
            rest, initials = iter(held), {w[0] for w in fold(other.text).split()}
            # in order in the words, or, where it is short for another language's, all of their first letters
            if all(c in rest for c in letters) or (name.text.isupper() and set(letters) <= initials):
                return linked[i]
    return None


def _longer(tokens: tuple[str, ...], name: Name, known: dict[tuple[str, ...], Entity]) -> Entity | None:
    """The organization whose acronym or cut form this is."""
    heads = words("names", "organizations", "forms")
    bare = name.text.replace(".", "")
    whole = tokens[-1] in heads and len(tokens) > 1
    ending = [e for other, e in known.items() if len(other) > 1 and tokens == other[-1:]]
    if tokens[-1] in heads and len(set(map(id, ending))) == 1:
        return ending[0]  # "the Brigades"
    for other, entity in known.items():
        if len(other) <= len(tokens):
            continue
        if len(tokens) == 1 and bare.isupper() and 2 <= len(bare) <= 7 and bare.lower() in _acronyms(other):
            return entity
        cut = other[len(tokens)] in ("of", "for") if len(tokens) > 1 else False
        if other[: len(tokens)] == tokens and (cut or not whole) and _is_head(tokens, other, heads):
            return entity
        if len(tokens) == 1 and other[-1] == tokens[0] and tokens[0].endswith("s") and tokens[0] not in heads:
            return entity  # a team by its byname
        front = other[: -len(tokens)]
        if other[-len(tokens) :] == tokens and (country_of_people(" ".join(front)) or country_named(" ".join(front))):
            return entity
    return None


def _is_head(tokens: tuple[str, ...], other: tuple[str, ...], heads: frozenset[str]) -> bool:
    """Whether a beginning is enough to name the whole: its own words, not just "National" or a country."""
    if len(tokens) > 1:
        return country_named(" ".join(tokens)) is None
    if country_named(tokens[0]) or country_of_people(tokens[0]) or len(tokens[0]) < 3:
        return False
    return all(t in heads or t in ("of", "and", "the", "for") or len(other) == 2 for t in other[1:])


def _acronyms(tokens: tuple[str, ...]) -> set[str]:
    strong = [t for t in tokens if t not in ("of", "the", "and", "for", "de", "in", "on", "to", "&")]
    return {"".join(t[0] for t in strong), "".join(t[0] for t in tokens)}
