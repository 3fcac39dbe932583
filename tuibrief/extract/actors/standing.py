"""Stage 3, second part: what each name stands for where it stands: an actor, a place, or an actor by its place.

A capital that acts is its country ("Paris denied it"); in a place's position it is a place ("south of Paris").
A people's name as a noun is its country ("the Chinese") or a group ("Kurds"); as an adjective it only says whose.
"""

from __future__ import annotations

from tuibrief.extract.actors.casting import Casting, Entity, clean, fold, head_of
from tuibrief.extract.actors.linking import Linked
from tuibrief.extract.names.countries import Country, country_named, country_of_capital, country_of_people
from tuibrief.extract.parse import Token
from tuibrief.extract.stages import MentionKind, Name, NameKind
from tuibrief.extract.words import lists, words
from tuibrief.model import ActorKind

_ACTS = frozenset({"nsubj", "agent"})


def stand_names(casting: Casting, names: tuple[Name, ...], linked: Linked) -> None:
    """Note a mention for every name; names that share a token or a hyphen are one mention of both."""
    acting = _acting_regions(casting, names, linked)
    i = 0
    while i < len(names):
        j = i + 1
        while j < len(names) and _joined(casting, names[j - 1], names[j]):
            j += 1
        _stand(casting, names, linked, range(i, j), acting)
        i = j
    for entity in casting.entities:
        _settle_name(entity)


def _joined(casting: Casting, a: Name, b: Name) -> bool:
    if b.first <= a.last:
        return True
    between = casting.parse.tokens[a.last + 1 : b.first]
    return len(between) == 1 and between[0].text in "-–‐‑" and between[0].start == casting.parse.tokens[a.last].end


def _stand(casting: Casting, names: tuple[Name, ...], linked: Linked, run: range, acting: dict[str, Entity]) -> None:
    first, last = names[run[0]].first, max(names[i].last for i in run)
    head = head_of(casting.parse, first, last)
    found: list[Entity] = []
    kind, place = MentionKind.NAME, False
    for i in run:
        name = names[i]
        spot = is_place(head)
        entity = linked.get(i)
        if entity is not None:
            if entity.kind is ActorKind.COUNTRY:
                place = is_place(head, city=False)
        elif name.kind is NameKind.PLACE:
            entity, kind = _of_place(casting, name, head, spot or len(run) > 1, acting), MentionKind.METONYM
            if entity is not None and fold(name.text) in acting:
                kind = MentionKind.NAME
            place = entity is None
        elif name.kind is NameKind.PEOPLE:
            entity = _of_people(casting, name, head)
            kind = MentionKind.DEMONYM
            if entity is None:
                continue
        else:
            continue
        if entity is not None:
            found.append(entity)
            entity.aliases[clean(name.text)] = None
    if found or place:
        casting.mention(first, last, head.index, kind, tuple(dict.fromkeys(found)), place=place)


def _of_place(casting: Casting, name: Name, head: Token, spot: bool, acting: dict[str, Entity]) -> Entity | None:
    """Whom a place's name stands for, None where it only names the place."""
    if spot or head.dep in ("compound", "nmod", "amod", "npadvmod", "ROOT", "appos", "dep", "nummod"):
        return None
    seat = lists("actors", "seats").get(fold(name.text))
    if seat:
        wanted = " ".join(sorted(seat))
        for entity in casting.entities:
            if " ".join(sorted(fold(entity.name).split())) == wanted:
                return entity
    country = country_of_capital(name.text)
    if country:
        return casting.country(country)
    return acting.get(fold(name.text))


def _acting_regions(casting: Casting, names: tuple[Name, ...], linked: Linked) -> dict[str, Entity]:
    """Places that are no country's capital but do, or have done to them, what only someone can: "California sued",
    "told the Harbour Mail", "beat Real Costa"."""
    found: dict[str, Entity] = {}
    minded = words("actors", "minded")
    line = casting.layout.dateline
    for i, name in enumerate(names):
        if name.kind is not NameKind.PLACE or i in linked or fold(name.text) in found:
            continue
        if line is not None and line.start <= casting.parse.tokens[name.first].start < line.end:
            continue  # "LIMA, Nov 3 - The army said": the town says nothing
        head = head_of(casting.parse, name.first, name.last)
        does = head.dep in _ACTS and head.head.lemma in minded
        met = head.dep in ("dobj", "dative") and head.head.lemma in words("actors", "met")
        if (does or met) and not country_of_capital(name.text):
            found[fold(name.text)] = casting.new(ActorKind.ORGANIZATION, clean(name.text))
    return found


def _of_people(casting: Casting, name: Name, head: Token) -> Entity | None:
    """Whom a people's name stands for where it is a noun."""
    if head.dep in ("amod", "compound", "nmod", "acomp", "attr", "npadvmod", "oprd", "ROOT") or head.index != name.last:
        return None
    if any(c.dep in ("amod", "compound") and c.index > head.index for c in head.children):
        return None
    country: Country | None = country_of_people(name.text)
    text = clean(name.text)
    if country and not text.endswith("s"):
        before = casting.parse.tokens[name.first - 1] if name.first else None
        together = before is not None and before.lower == "the" and is_collective(text)
        return casting.country(country) if together else None
    entity = next((e for e in casting.entities if e.kind is ActorKind.GROUP and fold(e.name) == fold(text)), None)
    if entity is None:
        entity = casting.new(ActorKind.GROUP, text)
        entity.plural = True
        entity.of = casting.country(country) if country else None
    return entity


def is_collective(demonym: str) -> bool:
    """Whether "the …" is the people as one ("the Chinese", "the French") and not one of them ("the Nigerian")."""
    return demonym.lower().endswith(("ese", "ish", "ch", "ss", "s"))


def is_place(head: Token, *, city: bool = True) -> bool:
    """Whether a country's or a ``city``'s name stands in a place's position: what a country owns is its own doing."""
    token = head
    while token.dep == "conj" and token.head is not token:
        token = token.head
    if token.dep in ("dobj", "obj"):
        return token.head.lemma in words("places", "onto")
    if token.dep == "poss":
        owned = token.head
        return city and (owned.lemma in words("actors", "directions") or owned.entity in ("ORG", "FAC", "GPE", "LOC"))
    if token.dep in ("npadvmod", "advmod"):
        return True
    return token.dep in ("pobj", "pcomp") and _puts_somewhere(token.head)


def _puts_somewhere(prep: Token) -> bool:
    """Whether a place follows a preposition: always after "in", after "to" by the verb, after "of" by the noun."""
    governor = prep.head
    if prep.lower in words("actors", "local"):
        return True
    if prep.lower == "of":
        return bool({governor.lemma, governor.lower} & words("actors", "directions"))
    if prep.lower not in ("to", "for", "from"):
        return False
    while prep.dep == "prep" and governor.pos == "ADP" and governor.head is not governor:
        prep, governor = governor, governor.head
    if prep.lower == "from" and governor.pos in ("VERB", "AUX"):
        return True
    return governor.lemma in words("places", "moving")


def _settle_name(entity: Entity) -> None:
    """The canonical name: the fullest form in the text; a country's usual one where the text has only initials."""
    if not entity.aliases:
        return
    forms = list(entity.aliases)
    if entity.country is not None:
        own = {fold(f) for f in forms}
        if fold(entity.country.name) in own:
            return
        full = [f for f in forms if not f.replace(".", "").isupper() and country_named(f) is not None]
        if full:
            entity.name = max(full, key=len)
        return
    if entity.kind is ActorKind.PERSON:
        entity.name = max(forms, key=lambda f: (len(fold(f).split()), -forms.index(f)))
    elif entity.kind is ActorKind.ORGANIZATION:
        entity.name = max(forms, key=lambda f: (not _led_by_country(f), len(f.split()), len(f), -forms.index(f)))
    if entity.name.isupper() and len(entity.name) > 6 and not entity.name.isascii():
        entity.name = entity.name.title()


def _led_by_country(form: str) -> bool:
    """ "Sri Lankan Joint Chiefs": whose it is stands before the name proper."""
    tokens = form.split()
    return any(len(tokens) > n + 1 and country_of_people(" ".join(tokens[:n])) is not None for n in (1, 2))
