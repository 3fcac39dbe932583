"""The model's records as JSON bytes and back: what stands in a library's lines.

Empty fields are left out, so that a reading takes about half the room; ``decode(encode(x)) == x`` for every record.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from sys import intern
from typing import Any

import orjson

from tuibrief.model import (
    Actor,
    ActorKind,
    Anchor,
    Article,
    Attribution,
    Basis,
    Event,
    EventType,
    Mark,
    MarkKind,
    Participant,
    Reading,
    Role,
    Span,
    Status,
    Target,
    TargetKind,
    Time,
    Trigger,
)

_SHORT = 40  # characters up to which a string is worth being looked for among those that are there


def dump(value: Mapping[str, Any]) -> bytes:
    """JSON for what the library itself stores. A lone surrogate, which UTF-8 can't hold, is written as an escape."""
    try:
        return orjson.dumps(value)
    except TypeError:
        return json.dumps(value, separators=(",", ":")).encode("ascii")


def load(raw: bytes) -> Any:
    """The value of a JSON document, also of one with the escapes and numbers that only the standard library reads."""
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError:
        return json.loads(raw)


def _spans(spans: tuple[Span, ...]) -> list[list[int]]:
    return [list(s) for s in spans]


def _tuple_of_spans(value: Any) -> tuple[Span, ...]:
    return tuple(Span(*s) for s in value or ())


def _span(value: Any) -> Span | None:
    return Span(*value) if value else None


SAID = "said_"
"""Before the name of an article's field: what it was before a person first set it."""


def article_fields(article: Article) -> dict[str, Any]:
    """What is known of an article, without its text."""
    fields = {
        "id": article.id,
        "path": article.path,
        "title": article.title,
        "outlet": article.outlet,
        "authors": list(article.authors),
        "published": article.published,
        "url": article.url,
        "sha256": article.sha256,
    }
    return {k: v for k, v in fields.items() if v}


def as_added(fields: Mapping[str, Any]) -> dict[str, Any]:
    """An article's fields as they were before a person set any."""
    said = {name.removeprefix(SAID): value for name, value in fields.items() if name.startswith(SAID)}
    found = {name: value for name, value in fields.items() if not name.startswith(SAID)} | said
    return {name: value for name, value in found.items() if value}


def article_of(fields: Mapping[str, Any], text: str) -> Article:
    """The article again."""
    return Article(
        id=fields["id"],
        text=text,
        path=fields.get("path", ""),
        title=fields.get("title"),
        outlet=fields.get("outlet"),
        authors=tuple(fields.get("authors") or ()),
        published=fields.get("published"),
        url=fields.get("url"),
        sha256=fields.get("sha256", ""),
    )


def event_fields(event: Event) -> dict[str, Any]:
    """An event as a document."""
    trigger = event.trigger
    fields = {
        "id": event.id,
        "at": [event.start, event.end],
        "trigger": [trigger.start, trigger.end, trigger.lemma],
        "type": event.type.value,
        "headline": event.headline,
        "who": list(event.who),
        "whom": list(event.whom),
        "participants": [[p.role.value, p.start, p.end, p.actor] for p in event.participants],
        "when": event.when,
        "where": list(event.where),
        "according_to": list(event.according_to),
        "status": event.status.value,
        "core": event.core,
        "when_spans": _spans(event.when_spans),
        "where_spans": _spans(event.where_spans),
    }
    return {k: v for k, v in fields.items() if v or k in ("at", "headline")}


def event_of(fields: Mapping[str, Any]) -> Event:
    """The event again."""
    return Event(
        id=fields["id"],
        start=fields["at"][0],
        end=fields["at"][1],
        trigger=Trigger(*fields["trigger"]),
        type=EventType(fields["type"]),
        headline=fields.get("headline", ""),
        who=tuple(fields.get("who", ())),
        whom=tuple(fields.get("whom", ())),
        participants=tuple(Participant(Role(p[0]), p[1], p[2], p[3]) for p in fields.get("participants", ())),
        when=fields.get("when"),
        where=tuple(fields.get("where", ())),
        according_to=tuple(fields.get("according_to", ())),
        status=Status(fields.get("status", "happened")),
        core=bool(fields.get("core", False)),
        when_spans=_tuple_of_spans(fields.get("when_spans")),
        where_spans=_tuple_of_spans(fields.get("where_spans")),
    )


def reading_fields(reading: Reading) -> dict[str, Any]:
    """A reading as a document."""
    fields: dict[str, Any] = {
        "article": reading.article,
        "model": reading.model,
        "rules": reading.rules,
        "language": reading.language,
        "published": reading.published,
        "basis": reading.published_basis.value if reading.published_basis else None,
        "title": reading.title,
        "paragraphs": _spans(reading.paragraphs),
        "headings": _spans(reading.headings),
        "times": [[t.start, t.end, t.type, t.value] for t in reading.times],
        "actors": [
            [a.id, a.name, a.kind.value, list(a.aliases), a.of, a.code, _spans(a.mentions)] for a in reading.actors
        ],
        "attributions": [
            [a.source and list(a.source), a.cue and list(a.cue), _spans(a.content), a.actor]
            for a in reading.attributions
        ],
        "events": [event_fields(e) for e in reading.events],
        "notice": reading.notice,
    }
    return {k: v for k, v in fields.items() if v or k in ("article", "model", "rules", "language")}


def reading_of(fields: Mapping[str, Any]) -> Reading:
    """The reading again."""
    return Reading(
        article=fields["article"],
        model=fields["model"],
        rules=fields["rules"],
        language=fields["language"],
        published=fields.get("published"),
        published_basis=Basis(fields["basis"]) if fields.get("basis") else None,
        title=fields.get("title"),
        paragraphs=_tuple_of_spans(fields.get("paragraphs")),
        headings=_tuple_of_spans(fields.get("headings")),
        times=tuple(Time(*t) for t in fields.get("times", ())),
        actors=tuple(
            Actor(a[0], a[1], ActorKind(a[2]), tuple(a[3]), a[4], a[5], _tuple_of_spans(a[6]))
            for a in fields.get("actors", ())
        ),
        attributions=tuple(
            Attribution(_span(a[0]), _span(a[1]), _tuple_of_spans(a[2]), a[3]) for a in fields.get("attributions", ())
        ),
        events=tuple(event_of(e) for e in fields.get("events", ())),
        notice=fields.get("notice"),
    )


def target_fields(target: Target) -> dict[str, Any]:
    """A mark's target as part of its document."""
    fields: dict[str, Any] = {"kind": target.kind.value}
    if target.article is not None:
        fields["article"] = target.article
    if target.anchor is not None:
        a = target.anchor
        fields["anchor"] = [a.start, a.end, a.exact, a.prefix, a.suffix]
    if target.name is not None:
        fields["name"] = target.name
    return fields


def target_of(fields: Mapping[str, Any]) -> Target:
    """The target again."""
    anchor = fields.get("anchor")
    return Target(
        kind=TargetKind(fields["kind"]),
        article=_once(fields.get("article")),
        anchor=Anchor(*anchor) if anchor else None,
        name=fields.get("name"),
    )


def mark_fields(mark: Mark) -> dict[str, Any]:
    """A mark as a document."""
    return {
        "id": mark.id,
        "kind": mark.kind.value,
        "target": target_fields(mark.target),
        "value": mark.value,
        "by": mark.by,
        "at": mark.at,
    }


def mark_of(fields: Mapping[str, Any]) -> Mark:
    """The mark again."""
    return Mark(
        id=fields["id"],
        kind=MarkKind(fields["kind"]),
        target=target_of(fields["target"]),
        value=_once(fields.get("value")),
        by=_once(fields.get("by", "")),
        at=_once(fields.get("at", "")),
    )


def _once(value: Any) -> Any:
    """What many marks have alike is one string in memory for all of them: a tag may stand on 100,000 events."""
    return intern(value) if type(value) is str and len(value) <= _SHORT else value
