"""Readings made for tests without a model: events whose triggers are words of their article's text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tuibrief.model import Actor, ActorKind, Article, Event, EventType, Span, Trigger, event_id


def sentence_around(text: str, start: int, end: int) -> Span:
    """The sentence that holds these characters: from the last full stop or newline to the next full stop."""
    before, stop = text.rfind(". ", 0, start), text.find(".", end)
    first = max(before + 2 if before >= 0 else 0, text.rfind("\n", 0, start) + 1)
    return Span(first, stop + 1 if stop >= 0 else len(text))


def event_at(article: Article, word: str, kind: EventType, headline: str, *, lemma: str = "", **more: Any) -> Event:
    """An event whose trigger is the first such word of the text."""
    start = article.text.index(word)
    end = start + len(word)
    span = sentence_around(article.text, start, end)
    trigger = Trigger(start, end, lemma or word)
    return Event(event_id(article.id, start, end), span.start, span.end, trigger, kind, headline, **more)


def actors_of(events: Iterable[Event], kind: ActorKind, **others: ActorKind) -> tuple[Actor, ...]:
    """Everybody who is named in events, in their order; ``others`` are of another kind than the rest, by name."""
    names = dict.fromkeys(name for e in events for name in (*e.who, *e.whom, *e.according_to))
    return tuple(Actor(name, name, others.get(name, kind), (name,)) for name in names)
