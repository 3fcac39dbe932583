"""A small library for tests: two made-up articles with events whose triggers are words of their texts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.readings import actors_of, event_at
from tuibrief.library.library import Library
from tuibrief.model import (
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
)

HARBOUR = (
    "Harbour strike ends\n\nThe dockers' union signed a deal with the port authority on Monday, the mayor said.\n\n"
    "Ships may leave on Friday. The union had rejected an earlier offer in March.\n"
)
FLOOD = "Flood in the valley\n\nThe river agency warned farmers on Tuesday. Volunteers rescued two families.\n"


def harbour() -> tuple[Article, Reading]:
    """Three events: signed, leave (possible), rejected."""
    article = Article.of(
        HARBOUR, "in/harbour.txt", title="Harbour strike ends", outlet="Harbour Post", published="2025-10-28"
    )
    events = (
        event_at(
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
        event_at(article, "leave", EventType.OTHER, "Ships may leave", when="2025-10-31", status=Status.POSSIBLE),
        event_at(article, "rejected", EventType.REJECT, "Union rejects offer", who=("Dockers' Union",), when="2025-03"),
    )
    return article, reading(article, events)


def flood() -> tuple[Article, Reading]:
    """Two events: warned, rescued (undated)."""
    article = Article.of(FLOOD, "in/flood.txt", outlet="Valley News")
    events = (
        event_at(
            article,
            "warned",
            EventType.STATEMENT,
            "River agency warns farmers",
            who=("River Agency",),
            whom=("Farmers",),
            when="2025-09-02",
        ),
        event_at(article, "rescued", EventType.AID, "Volunteers rescue families", who=("Volunteers",), core=True),
    )
    return article, reading(article, events, title="Flood in the valley")


def reading(article: Article, events: tuple[Event, ...], *, title: str | None = None, model: str = "m1") -> Reading:
    """A reading with these events."""
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
        # Whom the reading only credits it may know nothing of.
        actors=actors_of((replace(e, according_to=()) for e in events), ActorKind.ORGANIZATION),
        events=events,
    )


def filled(path: Path, who: str = "ann") -> Library:
    """An open library with both articles, read."""
    library = Library.open(path, who=who)
    for article, read in (harbour(), flood()):
        library.add(article)
        library.save_reading(read)
    return library
