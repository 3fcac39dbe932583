"""The pass over one article: each stage once, in order, from text to reading."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tuibrief.extract import (
    actors,
    attribution,
    core,
    dating,
    dating_title,
    happenings,
    headline,
    language,
    layout,
    names,
    parse,
    places,
    predicates,
    status,
    times,
    types,
)
from tuibrief.extract.parse import Parse, model_name
from tuibrief.extract.stages import Argument, BlockKind, Calendar, Cast, Dating, Layout, Place, Predicate, Said
from tuibrief.model import (
    Article,
    Attribution,
    Event,
    EventType,
    Participant,
    Reading,
    Role,
    Status,
    Time,
    Trigger,
    event_id,
)

if TYPE_CHECKING:
    from spacy.language import Language

RULES = "3"
"""The version of the rules: raised whenever a rule changes what is read, so that older readings show as stale."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What the stages have found; the lists from ``credits`` on have one entry a predicate."""

    article: Article
    language: str
    notice: str | None
    layout: Layout
    parse: Parse
    cast: Cast
    calendar: Calendar
    predicates: tuple[Predicate, ...]
    saids: tuple[Said, ...]
    credits: tuple[tuple[str, ...], ...]
    statuses: tuple[Status, ...]
    types: tuple[EventType, ...]
    dates: tuple[Dating, ...]
    places: tuple[tuple[Place, ...], ...]


def read(article: Article, nlp: Language) -> Reading:
    """Read one article. ``nlp`` is the loaded pipeline; the result does not depend on the day it runs."""
    found = _stages(article, nlp)
    if found.notice:
        return _reading(found, (), model_name(nlp))
    parsed, held = found.parse, found.predicates
    events = tuple(_event(found, i) for i in range(len(held)))
    events = dating.spread_events(parsed, held, happenings.share(parsed, held, events))
    events = dating.spread_events(parsed, held, dating_title.date_title(parsed, found.layout, held, events))
    lines = headline.find_headlines(parsed, found.cast, held, found.saids, events)
    marked = core.find_core(parsed, found.layout, held, events, lines)
    events = tuple(replace(e, headline=line, core=key) for e, line, key in zip(events, lines, marked, strict=True))
    return _reading(found, events, model_name(nlp))


def _stages(article: Article, nlp: Language) -> _Found:
    laid = layout.lay_out(article.text, article.title)
    tongue = language.language_of(article.text)
    notice = language.notice_of(laid, tongue)
    # What can't be read goes through the same stages as a text without a word.
    if notice:
        parsed = Parse(article.text, (), ())
    else:
        parsed = parse.parse(language.readable(laid, tongue), laid.paragraphs, nlp, laid.openings)
    named = names.find_names(parsed, laid)
    cast = actors.find_cast(parsed, laid, named)
    calendar = times.find_times(parsed, laid, article.published, article.url)
    found = predicates.find_predicates(parsed, laid, cast)
    saids = attribution.find_attributions(parsed, laid, cast, found)
    statuses = status.find_statuses(parsed, found, saids)
    return _Found(
        article=article,
        language=tongue,
        notice=notice,
        layout=laid,
        parse=parsed,
        cast=cast,
        calendar=calendar,
        predicates=found,
        saids=saids,
        credits=attribution.find_credits(parsed, found, saids),
        statuses=statuses,
        types=types.find_types(parsed, cast, found, statuses),
        dates=dating.find_dates(parsed, calendar, found, statuses),
        places=places.find_places(parsed, cast, named, found),
    )


def _event(found: _Found, index: int) -> Event:
    predicate, dating_, places_ = found.predicates[index], found.dates[index], found.places[index]
    trigger = found.parse.span(predicate.first if predicate.helped is None else predicate.helped, predicate.last)
    clause = found.parse.span(*predicate.clause)
    return Event(
        id=event_id(found.article.id, *trigger),
        start=min(clause.start, trigger.start),
        end=max(clause.end, trigger.end),
        trigger=Trigger(*trigger, predicate.lemma),
        type=found.types[index],
        headline="",
        who=_names(found.cast, predicate, Role.WHO),
        whom=_names(found.cast, predicate, Role.WHOM),
        participants=tuple(p for a in predicate.arguments for p in _participants(found, a)),
        when=dating_.when,
        where=tuple(dict.fromkeys(p.name for p in places_)),
        according_to=found.credits[index],
        status=found.statuses[index],
        when_spans=dating_.spans,
        where_spans=tuple(p.span for p in places_),
    )


def _names(cast: Cast, predicate: Predicate, role: Role) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for argument in predicate.arguments:
        mention = cast.at(argument.head) if argument.role is role else None
        if mention and not mention.place:
            found.update(dict.fromkeys(cast.names(mention)))
    return tuple(found)


def _participants(found: _Found, argument: Argument) -> list[Participant]:
    span = found.parse.span(argument.first, argument.last)
    mention = found.cast.at(argument.head)
    named = found.cast.names(mention) if mention else ()
    return [Participant(argument.role, *span, name) for name in named or (None,)]


def _attribution(parsed: Parse, said: Said) -> Attribution:
    source = parsed.span(*said.source) if said.source else None
    cue = parsed.span(*said.cue) if said.cue else None
    return Attribution(source, cue, said.content, said.names[0] if said.names else None)


def _reading(found: _Found, events: tuple[Event, ...], model: str) -> Reading:
    article, blocks, title = found.article, found.layout.blocks, found.layout.title
    return Reading(
        article=article.id,
        model=model,
        rules=RULES,
        language=found.language,
        published=found.calendar.published,
        published_basis=found.calendar.basis,
        title=article.title or (" ".join(title.of(article.text).split()) if title else None),
        paragraphs=tuple(b.span for b in blocks),
        headings=tuple(b.span for b in blocks if b.kind in (BlockKind.HEADING, BlockKind.TITLE)),
        times=tuple(Time(t.start, t.end, t.type, t.value) for t in found.calendar.times),
        actors=found.cast.actors,
        attributions=tuple(_attribution(found.parse, said) for said in found.saids),
        events=events,
        notice=found.notice,
    )
