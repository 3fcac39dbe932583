"""Stage 3: whom each mention stands for."""

from __future__ import annotations

from tuibrief.extract import affiliation, groups, linking, pronouns, standing
from tuibrief.extract.casting import Casting, Entity, clean, fold, head_of
from tuibrief.extract.parse import Parse
from tuibrief.extract.stages import Cast, Layout, MentionKind, Name
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
    return _finish(casting)


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


__all__ = ["ActorKind", "MentionKind", "clean", "find_cast", "head_of"]
