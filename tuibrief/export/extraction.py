"""Readings as JSON lines: what ``tuibrief extract --json`` prints, one object an article and a last line of stories."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import orjson

from tuibrief import stories
from tuibrief.model import Article, Event, Reading


def lines(pairs: Iterable[tuple[Article, Reading]]) -> Iterator[str]:
    """One line an article, as it comes, then one with the stories over all of them.

    A text that comes a second time keeps its line; its ids get a suffix, so that every event id is unique in the
    output.
    """
    seen: dict[str, int] = {}
    kept: list[tuple[Article, Reading]] = []
    for article, reading in pairs:
        seen[article.id] = times = seen.get(article.id, 0) + 1
        pair = _renamed(article, reading, f"~{times}") if times > 1 else (article, reading)
        kept.append(pair)
        yield orjson.dumps(as_dict(*pair)).decode()
    yield orjson.dumps({"stories": [list(s) for s in stories.find_stories(kept)]}).decode()


def _renamed(article: Article, reading: Reading, suffix: str) -> tuple[Article, Reading]:
    events = tuple(replace(e, id=e.id + suffix) for e in reading.events)
    return replace(article, id=article.id + suffix), replace(reading, article=article.id + suffix, events=events)


def as_dict(article: Article, reading: Reading) -> dict[str, Any]:
    """One article and its reading, with exactly the fields of the exchange format."""
    return {
        "article": {
            "id": article.id,
            "path": article.path,
            "title": reading.title or article.title,
            "outlet": article.outlet,
            "authors": list(article.authors),
            "published": reading.published,
            "published_basis": reading.published_basis,
            "url": article.url,
            "language": reading.language,
            "sha256": article.sha256,
        },
        "times": [{"start": t.start, "end": t.end, "type": t.type, "value": t.value} for t in reading.times],
        "actors": [
            {"id": a.id, "name": a.name, "kind": a.kind, "aliases": list(a.aliases), "of": a.of, "code": a.code}
            for a in reading.actors
        ],
        "attributions": [
            {
                "source": a.source and list(a.source),
                "cue": a.cue and list(a.cue),
                "content": [list(span) for span in a.content],
                "actor": a.actor,
            }
            for a in reading.attributions
        ],
        "events": [event_as_dict(e) for e in reading.events],
    }


def event_as_dict(event: Event) -> dict[str, Any]:
    """One event, with exactly the fields of the exchange format."""
    trigger = event.trigger
    return {
        "id": event.id,
        "start": event.start,
        "end": event.end,
        "trigger": {"start": trigger.start, "end": trigger.end, "lemma": trigger.lemma},
        "type": event.type,
        "headline": event.headline,
        "who": list(event.who),
        "whom": list(event.whom),
        "participants": [
            {"role": p.role, "start": p.start, "end": p.end, "actor": p.actor} for p in event.participants
        ],
        "when": event.when,
        "where": list(event.where),
        "according_to": list(event.according_to),
        "status": event.status,
        "core": event.core,
    }
