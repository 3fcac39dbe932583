"""Stage 3: whom each mention stands for.

| words | stand for | read in |
|---|---|---|
| "Ortega", "Mr Minh", "Tanaka Aiko", "Park Minjun", "P. Weber" | the person of that full name | linking |
| "RNF", "the Joint Council", "Acme" | the body of that full name | linking |
| "Berlin denied it"; "in Berlin", "south of Berlin" | the country; only a place | standing |
| "the Chinese", "Kurds"; "the Nigerian" | the country, a group; a person from there | standing, groups |
| "France's new premier, X", "X of the Z Institute" | X, who belongs to France, to the institute | affiliation |
| "the regime", "the Peruvian government" | the country | groups |
| "the premier", "the ministry", "the Swedish carmaker" | who holds that role by the text | groups |
| "both countries", "the two leaders" | the last ones of that kind | groups |
| "nurses", "two officials", "its military", "experts such as X" | an actor named by its phrase | groups, nouns |
| he, she, it, they, their; I and we in a quotation | whom they point at; who speaks | pronouns |
"""

from __future__ import annotations

from tuibrief.extract.actors import affiliation, groups, linking, pronouns, standing
from tuibrief.extract.actors.casting import Casting, Entity, fold
from tuibrief.extract.parse import Parse
from tuibrief.extract.stages import Cast, Layout, Name
from tuibrief.extract.words import words
from tuibrief.model import Actor, ActorKind, Span


def find_cast(parse: Parse, layout: Layout, names: tuple[Name, ...]) -> Cast:
    """The actors of the article and their mentions."""
    casting = Casting(parse, layout)
    linked = linking.link_names(casting, names)
    standing.stand_names(casting, names, linked)
    affiliation.find_owners(casting, names, linked)
    talk = pronouns.Talk(casting)
    for sentence in parse.sentences:
        groups.find_groups(casting, talk, sentence)
        talk.resolve(sentence)
    talk.resolve_speakers()
    _add_family_names(casting)
    return _finish(casting)


def _add_family_names(casting: Casting) -> None:
    """A full name's family name is a name of the person too, where nobody else of the article has it.

    It stands last, with its particles ("van der Berg"); first in the countries where it does, and where the given name
    is written with a hyphen and a small letter ("Park Min-jun").
    """
    families: dict[str, list[Entity]] = {}
    for entity in casting.entities:
        if entity.kind is ActorKind.PERSON and entity.named and " " in entity.name and entity.aliases:
            families.setdefault(_family_name(entity), []).append(entity)
    for family, entities in families.items():
        entity = entities[0]
        # A text that says one of the words alone has told which it is.
        alone = {fold(form) for form in entity.aliases} & set(fold(entity.name).split())
        if len(entities) == 1 and len(family) > 1 and not alone and fold(family) not in map(fold, entity.aliases):
            entity.aliases.setdefault(family)


def _family_name(entity: Entity) -> str:
    parts = entity.name.split()
    hyphened = any("-" in p and p.rpartition("-")[2].islower() and not p.lower().startswith("al-") for p in parts[1:])
    if hyphened or (entity.code() or "") in words("actors", "family_first"):
        return parts[0]
    particles = words("names", "particles")
    start = len(parts) - 1
    if parts[start].lower().rstrip(".") in ("jr", "sr", "ii", "iii", "iv") and start > 1:
        start -= 1
    last = start
    while start > 1 and fold(parts[start - 1]) in particles:
        start -= 1
    return " ".join(parts[start : last + 1])


def _finish(casting: Casting) -> Cast:
    """Freeze what was found: canonical names, aliases as they stand, spans."""
    parse = casting.parse
    spans: dict[int, list[Span]] = {}
    for mention in casting.mentions:
        for i in mention.actors:
            spans.setdefault(i, []).append(parse.span(mention.first, mention.last))
    owners = {e.of.index for e in casting.entities if e.of and e.index in spans}
    kept = [e for e in casting.entities if e.index in spans or e.index in owners]
    place = {e.index: n for n, e in enumerate(kept)}
    taken: dict[str, int] = {}
    actors = tuple(_actor(e, spans.get(e.index, []), taken) for e in kept)
    mentions = []
    swap = {}
    for mention in casting.mentions:
        made = type(mention)(
            mention.first,
            mention.last,
            mention.head,
            mention.kind,
            tuple(place[i] for i in mention.actors),
            mention.place,
        )
        swap[id(mention)] = made
        mentions.append(made)
    mentions.sort(key=lambda m: (m.first, m.last))
    return Cast(actors, tuple(mentions), {t: swap[id(m)] for t, m in sorted(casting.by_token.items())})


def _actor(entity: Entity, spans: list[Span], taken: dict[str, int]) -> Actor:
    slug = f"{entity.kind.value}:{fold(entity.name).replace(' ', '-')}"
    taken[slug] = taken.get(slug, 0) + 1
    if taken[slug] > 1:
        slug += f"-{taken[slug]}"
    return Actor(
        id=slug,
        name=entity.name,
        kind=entity.kind,
        aliases=tuple(entity.aliases),
        of=entity.of.name if entity.of else None,
        code=entity.code(),
        mentions=tuple(sorted(set(spans))),
    )
