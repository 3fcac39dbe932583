"""A small library for tests: two made-up articles with events whose triggers are words of their texts."""

from __future__ import annotations

from pathlib import Path

from tuibrief.library.library import Library
from tuibrief.model import (
    Actor,
    ActorKind,
    Article,
    Basis,
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

HARBOUR = (
    "Harbour strike ends\n\nThe dockers' union signed a deal with the port authority on Monday, the mayor said.\n\n"
    "Ships may leave on Friday. The union had rejected an earlier offer in March.\n"
)
FLOOD = "Flood in the valley\n\nThe river agency warned farmers on Tuesday. Volunteers rescued two families.\n"


def event(article: Article, word: str, kind: EventType, headline: str, **more: object) -> Event:
    """An event whose trigger is the first such word of the text, read from its sentence."""
    start = article.text.index(word)
    end = start + len(word)
    first = max(article.text.rfind(". ", 0, start) + 2, article.text.rfind("\n", 0, start) + 1)
    last = article.text.index(".", end) + 1
    return Event(event_id(article.id, start, end), first, last, Trigger(start, end, word), kind, headline, **more)  # type: ignore[arg-type]


def harbour() -> tuple[Article, Reading]:
    """Three events: signed, leave (possible), rejected."""
    article = Article.of(
        HARBOUR, "in/harbour.txt", title="Harbour strike ends", outlet="Harbour Post", published="2025-10-28"
    )
    events = (
        event(
            article,
            "signed",
            EventType.AGREE,
            "Dockers' union signs deal with port authority",
            who=("Dockers' Union",),
            whom=("Port Authority",),
            when="2025-10-27",
            according_to=("Mayor",),
            core=True,
            participants=(Participant(Role.WHO, 21, 39, "Dockers' Union"),),
            where=("Harbour",),
        ),
        event(article, "leave", EventType.OTHER, "Ships may leave", when="2025-10-31", status=Status.POSSIBLE),
        event(article, "rejected", EventType.REJECT, "Union rejects offer", who=("Dockers' Union",), when="2025-03"),
    )
    return article, reading(article, events)


def flood() -> tuple[Article, Reading]:
    """Two events: warned, rescued (undated)."""
    article = Article.of(FLOOD, "in/flood.txt", outlet="Valley News")
    events = (
        event(
            article,
            "warned",
            EventType.STATEMENT,
            "River agency warns farmers",
            who=("River Agency",),
            whom=("Farmers",),
            when="2025-09-02",
        ),
        event(article, "rescued", EventType.AID, "Volunteers rescue families", who=("Volunteers",), core=True),
    )
    return article, reading(article, events, title="Flood in the valley")


def reading(article: Article, events: tuple[Event, ...], *, title: str | None = None, model: str = "m1") -> Reading:
    """A reading with these events."""
    names = dict.fromkeys(n for e in events for n in (*e.who, *e.whom))
    return Reading(
        article.id,
        model,
        "1",
        "en",
        article.published or "2025-09-03",
        Basis.GIVEN if article.published else Basis.INFERRED,
        title or article.title,
        paragraphs=(Span(0, len(article.text)),),
        times=(Time(0, 3, "DATE", "2025-10-27"),),
        actors=tuple(Actor(f"a{i}", n, ActorKind.ORGANIZATION, (n,)) for i, n in enumerate(names)),
        events=events,
    )


def filled(path: Path, who: str = "ann") -> Library:
    """An open library with both articles, read."""
    library = Library.open(path, who=who)
    for article, read in (harbour(), flood()):
        library.add(article)
        library.save_reading(read)
    return library
