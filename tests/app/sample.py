"""A small library with prepared readings, so that the screen's tests need no model: a port strike, in two articles, and a storm.

`read` makes a reading from a list of clauses: each names the trigger's words as they stand in the text and who takes part.
"""

# ruff: noqa: E501 (a table of clauses)

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.readings import actors_of, event_at
from tuibrief.model import (
    ActorKind,
    Article,
    Basis,
    EventType,
    Participant,
    Reading,
    Role,
    Span,
    Status,
)

STRIKE = """Dockers at the port of Halvik walked out on Monday after talks with the Harbour Board broke down. Their union, the \
Dockers' League, said 1,200 members had joined the strike.

“We will not return before the night shifts are paid,” Ingrid Solheim, who leads the League, told reporters at the gates on \
4 March 2024. The Harbour Board rejected the demand and warned that ships would be sent to Port Aldous.

The government may send mediators on Thursday, according to the Labour Ministry. It has not ordered the dockers back to work.
"""

MEDIATION = """Two mediators arrived in Halvik on Thursday to bring the Dockers' League and the Harbour Board back to one table, the \
Labour Ministry said.

Ingrid Solheim welcomed the move. “It took four days,” she said. The strike has cost the port 9 million crowns, by the Board's count.

The Harbour Board agreed to pay night shifts from May. Shipping lines protested that they had not been asked.
"""

STORM = """Storm Vilde struck the coast on Saturday night and tore the roof off the ferry terminal at Halvik. Nobody was hurt.

The Coast Guard rescued six sailors from the trawler Nordlys. Ferries are expected to sail again on Tuesday.
"""


@dataclass(frozen=True)
class Clause:
    """One event to be put into a reading."""

    trigger: str
    headline: str
    type: EventType
    who: tuple[str, ...] = ()
    whom: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    when: tuple[str, str] | None = None  # the words, and EDTF
    status: Status = Status.HAPPENED
    core: bool = True


T = EventType
LEAGUE, BOARD, MINISTRY = "Dockers' League", "Harbour Board", "Labour Ministry"

CLAUSES: dict[str, Sequence[Clause]] = {
    STRIKE: (
        Clause("walked out", "Dockers walk out at the port of Halvik", T.PROTEST, (LEAGUE,), when=("Monday", "2024-03-04")),
        Clause("broke down", "Talks between dockers and the Harbour Board break down", T.OTHER, (LEAGUE,), (BOARD,)),
        Clause("said", "Dockers' League says 1,200 members joined the strike", T.STATEMENT, (LEAGUE,), core=False),
        Clause("joined", "1,200 members join the strike", T.PROTEST, (LEAGUE,), by=(LEAGUE,)),
        Clause("return", "Dockers will not return before night shifts are paid", T.REJECT, (LEAGUE,), by=("Ingrid Solheim",),
               status=Status.NEGATED),
        Clause("told", "Ingrid Solheim tells reporters the League will not return", T.STATEMENT, ("Ingrid Solheim",),
               when=("4 March 2024", "2024-03-04"), core=False),
        Clause("rejected", "Harbour Board rejects the demand", T.REJECT, (BOARD,), (LEAGUE,)),
        Clause("warned", "Harbour Board warns that ships would be sent to Port Aldous", T.THREATEN, (BOARD,)),
        Clause("send", "Government may send mediators", T.AID, by=(MINISTRY,), when=("Thursday", "2024-03-07"), status=Status.POSSIBLE),
        Clause("ordered", "Government orders the dockers back to work", T.COERCE, whom=(LEAGUE,), status=Status.NEGATED, core=False),
    ),
    MEDIATION: (
        Clause("arrived", "Two mediators arrive in Halvik", T.AID, when=("Thursday", "2024-03-07"), by=(MINISTRY,)),
        Clause("welcomed", "Ingrid Solheim welcomes the mediators", T.SUPPORT, ("Ingrid Solheim",)),
        Clause("cost", "Strike costs the port 9 million crowns", T.OTHER, by=(BOARD,), core=False),
        Clause("agreed", "Harbour Board agrees to pay night shifts from May", T.AGREE, (BOARD,), (LEAGUE,), when=("May", "2024-05")),
        Clause("protested", "Shipping lines protest that they were not asked", T.PROTEST, core=False),
    ),
    STORM: (
        Clause("struck", "Storm Vilde strikes the coast", T.OTHER, when=("Saturday night", "2024-03-09")),
        Clause("tore", "Storm tears the roof off the ferry terminal at Halvik", T.OTHER),
        Clause("rescued", "Coast Guard rescues six sailors from the trawler Nordlys", T.AID, ("Coast Guard",)),
        Clause("sail", "Ferries to sail again", T.OTHER, when=("Tuesday", "2024-03-12"), status=Status.PLANNED, core=False),
    ),
}  # fmt: skip

KINDS = {"Ingrid Solheim": ActorKind.PERSON}


def read(article: Article, clauses: Iterable[Clause]) -> Reading:
    """The reading that holds these clauses."""
    text = article.text
    events = []
    for clause in clauses:
        parts = [
            Participant(role, text.index(name), text.index(name) + len(name), name)
            for role, names in ((Role.WHO, clause.who), (Role.WHOM, clause.whom))
            for name in names
            if name in text
        ]
        when = (
            [Span(text.index(clause.when[0]), text.index(clause.when[0]) + len(clause.when[0]))] if clause.when else []
        )
        events.append(
            event_at(
                article,
                clause.trigger,
                clause.type,
                clause.headline,
                lemma=clause.trigger.split()[0],
                who=clause.who,
                whom=clause.whom,
                participants=tuple(parts),
                when=clause.when[1] if clause.when else None,
                according_to=clause.by,
                status=clause.status,
                core=clause.core,
                when_spans=tuple(when),
            )
        )
    actors = actors_of(events, ActorKind.ORGANIZATION, **KINDS)
    paragraphs, at = [], 0
    for block in text.split("\n\n"):
        paragraphs.append(Span(at, at + len(block.rstrip())))
        at += len(block) + 2
    return Reading(
        article.id, "sample", "1", "en", article.published, Basis.GIVEN if article.published else None, article.title,
        tuple(paragraphs), actors=actors, events=tuple(sorted(events, key=lambda e: e.trigger.start)),
    )  # fmt: skip


def articles() -> list[Article]:
    """The three articles."""
    return [
        Article.of(STRIKE, "strike.txt", title="Dockers walk out at Halvik", outlet="The Northern Post", published="2024-03-05",
                   authors=("Marte Lunde",), url="https://post.example/halvik"),
        Article.of(MEDIATION, "mediation.txt", title="Mediators come to Halvik", outlet="Coast Daily", published="2024-03-08"),
        Article.of(STORM, "storm.txt", title="Storm Vilde takes a roof", outlet="The Northern Post", published="2024-03-10"),
    ]  # fmt: skip


def make(path: Path, *more: tuple[Article, Reading | None]) -> Path:
    """A library file with the three articles and their readings (and more)."""
    from tuibrief.library.library import Library

    library = Library.open(path, who="reader")
    for article in articles():
        library.add(article)
        library.save_reading(read(article, CLAUSES[article.text]))
    for article, reading in more:
        library.add(article)
        if reading is not None:
            library.save_reading(reading)
    return path
