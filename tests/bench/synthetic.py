"""A library made up by a seeded generator, for benchmarks: ``python -m tests.bench.synthetic OUT --articles N``.

Every event's trigger, participants and date are words of its article's text, as in a real reading, but nothing is
read: it is made in one go, so that 100,000 events take seconds. The same seed gives the same library's content.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tuibrief.library.library import Library
from tuibrief.model import (
    Actor,
    ActorKind,
    Article,
    Attribution,
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

_FIRST = (
    "Ana",
    "Boris",
    "Chen",
    "Dalia",
    "Emeka",
    "Farid",
    "Greta",
    "Hana",
    "Ivo",
    "Juno",
    "Kofi",
    "Lena",
    "Milan",
    "Nora",
)
_LAST = (
    "Abara",
    "Brandt",
    "Costa",
    "Dupont",
    "Eklund",
    "Ferro",
    "Grieg",
    "Haddad",
    "Ito",
    "Jansen",
    "Kovac",
    "Lund",
    "Moreau",
)
_BODIES = (
    "the port authority",
    "the harbour union",
    "the central bank",
    "the flood agency",
    "the grain board",
    "the rail company",
)
_OUTLETS = ("Daily Ledger", "Harbour Post", "North Wire", "Evening Courier", "The Signal")
_VERBS = (
    ("signed", "sign", EventType.AGREE),
    ("met", "meet", EventType.CONSULT),
    ("accused", "accuse", EventType.ACCUSE),
    ("attacked", "attack", EventType.ASSAULT),
    ("rejected", "reject", EventType.REJECT),
    ("warned", "warn", EventType.THREATEN),
    ("funded", "fund", EventType.AID),
    ("blocked", "block", EventType.COERCE),
    ("praised", "praise", EventType.SUPPORT),
    ("told", "tell", EventType.STATEMENT),
)
_MATTERS = (
    "over the grain quota",
    "about the flooded tunnels",
    "on the new tariff",
    "after the strike",
    "near the old mill",
)
_FILLER = (
    "Prices at the market had risen for weeks while stocks were low.",
    "Residents described long queues and little information.",
    "Analysts pointed to a dry summer and a late harvest.",
    "The road along the coast stayed closed for repairs.",
    "Neighbouring towns had seen much the same in earlier years.",
    "A spokesperson could not be reached in the evening.",
    "Schools and clinics kept to their usual hours throughout.",
)
_STATUS = (Status.HAPPENED, Status.HAPPENED, Status.HAPPENED, Status.PLANNED, Status.POSSIBLE, Status.NEGATED)


class Maker:
    """Writes one article and its reading after the other."""

    def __init__(self, seed: int = 1):
        self._chance = random.Random(seed)
        self._people = [f"{a} {b}" for a in _FIRST for b in _LAST]

    def pair(self, number: int, events: int = 10) -> tuple[Article, Reading]:
        """The ``number``-th article, with so many events, and its reading."""
        chance = self._chance
        day = date(2020, 1, 1) + timedelta(days=chance.randrange(2000))
        cast = [*chance.sample(self._people, 5), *chance.sample(_BODIES, 2)]
        title = f"{cast[0]} and {cast[5]} {chance.choice(_MATTERS)} ({number})"
        text = title + "\n\n"
        paragraphs: list[Span] = []
        found: list[tuple[int, int, int, str, str, str, tuple[str, str, EventType], str]] = []
        for _ in range(events):
            who, whom, by = chance.sample(cast, 3)
            verb, when = chance.choice(_VERBS), day - timedelta(days=chance.randrange(9))
            start = len(text)
            text += f"{who} "
            at = len(text)
            text += f"{verb[0]} {whom} {chance.choice(_MATTERS)} on {when.isoformat()}, according to {by}."
            end = len(text)
            for _ in range(chance.randrange(3, 6)):
                text += " " + chance.choice(_FILLER)
            text += f" Case {chance.randrange(100_000)} was filed.\n\n"
            paragraphs.append(Span(start, len(text) - 2))
            found.append((start, at, end, who, whom, by, verb, when.isoformat()))
        outlet = chance.choice(_OUTLETS)
        article = Article.of(text, f"made/{number:06}.txt", title=title, outlet=outlet, published=day.isoformat())
        return article, self._reading(article, cast, paragraphs, found)

    def _reading(self, article: Article, cast: list[str], paragraphs: list[Span], found: list[Any]) -> Reading:
        events, times, saids = [], [], []
        for start, at, end, who, whom, by, verb, when in found:
            past = at + len(verb[0])
            day_at = article.text.index(when, at)
            by_at = article.text.index(by, day_at)
            times.append(Time(day_at, day_at + 10, "DATE", when))
            saids.append(
                Attribution(Span(by_at, end - 1), Span(by_at - 13, by_at - 1), (Span(start, day_at + 10),), by)
            )
            events.append(
                Event(
                    id=event_id(article.id, at, past),
                    start=start,
                    end=end,
                    trigger=Trigger(at, past, verb[1]),
                    type=verb[2],
                    headline=f"{who} {verb[0]} {whom}",
                    who=(who,),
                    whom=(whom,),
                    participants=(
                        Participant(Role.WHO, start, at - 1, who),
                        Participant(Role.WHOM, past + 1, past + 1 + len(whom), whom),
                    ),
                    when=when,
                    according_to=(by,),
                    status=self._chance.choice(_STATUS),
                    core=self._chance.random() < 0.4,
                    when_spans=(Span(day_at, day_at + 10),),
                )
            )
        actors = tuple(
            Actor(f"a{n}", name, ActorKind.PERSON if n < 5 else ActorKind.ORGANIZATION, (name,), mentions=(Span(0, 1),))
            for n, name in enumerate(cast)
        )
        return Reading(
            article=article.id,
            model="synthetic",
            rules="1",
            language="en",
            published=article.published,
            published_basis=Basis.GIVEN,
            title=article.title,
            paragraphs=tuple(paragraphs),
            times=tuple(times),
            actors=actors,
            attributions=tuple(saids),
            events=tuple(events),
        )


def pairs(articles: int, events: int = 10, seed: int = 1) -> Iterator[tuple[Article, Reading]]:
    """So many articles with so many events each."""
    maker = Maker(seed)
    return (maker.pair(number, events) for number in range(articles))


def fill(path: Path, articles: int, events: int = 10, seed: int = 1, *, batch: int = 200) -> None:
    """Make a library of so many articles at ``path``, each with its reading in a line of its own, as reading writes
    it.
    """
    with Library.open(path, who="bench") as library:
        waiting: list[tuple[Article, Reading]] = []
        for pair in pairs(articles, events, seed):
            waiting.append(pair)
            if len(waiting) == batch:
                _store(library, waiting)
        _store(library, waiting)


def _store(library: Library, waiting: list[tuple[Article, Reading]]) -> None:
    if waiting:
        library.add_all([a for a, _ in waiting])
        library.save_readings([r for _, r in waiting])
        waiting.clear()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--events", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    fill(given.out, given.articles, given.events, given.seed)
