"""The pass over one article: each stage once, in order, from text to reading."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tuibrief.extract import (
    actors,
    attribution,
    core,
    dating,
    happenings,
    headline,
    layout,
    names,
    parse,
    places,
    predicates,
    status,
    times,
    types,
)
from tuibrief.extract.stages import Argument, Block, BlockKind, Calendar, Cast, Dating, Place, Predicate, Said
from tuibrief.model import (
    Article,
    Attribution,
    Event,
    EventType,
    Participant,
    Reading,
    Role,
    Span,
    Status,
    Time,
    Trigger,
    event_id,
)

if TYPE_CHECKING:
    from spacy.language import Language

RULES = "1"
"""The version of the rules: raised whenever a rule changes what is read, so that older readings show as stale."""


def read(article: Article, nlp: Language) -> Reading:
    """Read one article. ``nlp`` is the loaded pipeline; the result does not depend on the day it runs."""
    laid = layout.lay_out(article.text, article.title)
    parsed = parse.parse_of(article.text, parse.rows_of(article.text, laid.paragraphs, nlp), laid.paragraphs)
    named = names.find_names(parsed, laid)
    cast = actors.find_cast(parsed, laid, named)
    calendar = times.find_times(parsed, laid, article.published, article.url)
    found = predicates.find_predicates(parsed, laid, cast)
    saids = attribution.find_attributions(parsed, laid, cast, found)
    credited = attribution.find_credits(parsed, found, saids)
    statuses = status.find_statuses(parsed, found, saids)
    kinds = types.find_types(parsed, cast, found, statuses)
    dates = dating.find_dates(parsed, calendar, found, statuses)
    where = places.find_places(parsed, cast, named, found)
    events = tuple(
        _event(article, parsed, cast, *row) for row in zip(found, credited, statuses, kinds, dates, where, strict=True)
    )
    events = happenings.share(parsed, found, events)
    lines = headline.find_headlines(parsed, cast, found, saids, events)
    events = tuple(replace(e, headline=line) for e, line in zip(events, lines, strict=True))
    marked = core.find_core(parsed, laid, found, events)
    events = tuple(replace(e, core=key) for e, key in zip(events, marked, strict=True))
    return _reading(article, laid.blocks, laid.title, cast, calendar, parsed, saids, events, nlp)


def _event(
    article: Article,
    parsed: parse.Parse,
    cast: Cast,
    predicate: Predicate,
    credited: tuple[str, ...],
    status: Status,
    kind: EventType,
    dating: Dating,
    places: tuple[Place, ...],
) -> Event:
    trigger = parsed.span(predicate.first, predicate.last)
    clause = parsed.span(*predicate.clause)
    return Event(
        id=event_id(article.id, *trigger),
        start=min(clause.start, trigger.start),
        end=max(clause.end, trigger.end),
        trigger=Trigger(*trigger, predicate.lemma),
        type=kind,
        headline="",
        who=_names(cast, predicate, Role.WHO),
        whom=_names(cast, predicate, Role.WHOM),
        participants=tuple(p for a in predicate.arguments for p in _participants(parsed, cast, a)),
        when=dating.when,
        where=tuple(dict.fromkeys(p.name for p in places)),
        according_to=credited,
        status=status,
        when_spans=dating.spans,
        where_spans=tuple(p.span for p in places),
    )


def _names(cast: Cast, predicate: Predicate, role: Role) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for argument in predicate.arguments:
        mention = cast.at(argument.head) if argument.role is role else None
        if mention:
            found.update(dict.fromkeys(cast.names(mention)))
    return tuple(found)


def _participants(parsed: parse.Parse, cast: Cast, argument: Argument) -> list[Participant]:
    span = parsed.span(argument.first, argument.last)
    mention = cast.at(argument.head)
    names = cast.names(mention) if mention else ()
    return [Participant(argument.role, *span, name) for name in names or (None,)]


def _reading(
    article: Article,
    blocks: tuple[Block, ...],
    title: Span | None,
    cast: Cast,
    calendar: Calendar,
    parsed: parse.Parse,
    saids: tuple[Said, ...],
    events: tuple[Event, ...],
    nlp: Language,
) -> Reading:
    def spoken(said: Said) -> list[Attribution]:
        source = parsed.span(*said.source) if said.source else None
        cue = parsed.span(*said.cue) if said.cue else None
        return [Attribution(source, cue, said.content, said.names[0] if said.names else None)]

    return Reading(
        article=article.id,
        model=parse.model_name(nlp),
        rules=RULES,
        language="en",
        published=calendar.published,
        published_basis=calendar.basis,
        title=article.title or (" ".join(title.of(article.text).split()) if title else None),
        paragraphs=tuple(b.span for b in blocks),
        headings=tuple(b.span for b in blocks if b.kind in (BlockKind.HEADING, BlockKind.TITLE)),
        times=tuple(Time(t.start, t.end, t.type, t.value) for t in calendar.times),
        actors=cast.actors,
        attributions=tuple(a for s in saids for a in spoken(s)),
        events=events,
    )
