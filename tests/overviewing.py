"""A library of made-up articles on one fire and one vote, for tests of what is known over all articles."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.readings import actors_of, event_at
from tuibrief.library.library import Library
from tuibrief.model import ActorKind, Article, Basis, EventType, Reading
from tuibrief.overview import Overview

FIRE = (
    "A blaze destroyed the old cannery of Brackwater on Tuesday and killed four workers. "
    "Fire chief Dana Whitlow said the blaze began in the boiler room of the cannery."
)
FIRE_AGAIN = (
    "Six workers died when fire gutted the cannery in Brackwater, a boiler room at its heart, fire chief Dana Whitlow "
    "said. The cannery had burned once before."
)
FIRE_LATER = (
    "Brackwater buried the workers of its cannery. The blaze in the boiler room of the cannery was the worst, "
    "Dana Whitlow said at the graves."
)
VOTE = "The council of Lindmoor approved a tram line along the canal. Joan Smith of the greens praised the tram vote."


def telling(text: str, path: str, *events: dict[str, Any], **given: Any) -> tuple[Article, Reading]:
    """An article with events at words of its text; the actors are all who are named in them, as persons."""
    article = Article.of(text, path, **given)
    made = []
    for given_fields in events:
        fields = {"lemma": str(given_fields["word"]), "type": EventType.OTHER, **given_fields}
        word, kind = str(fields.pop("word")), fields.pop("type")
        made.append(event_at(article, word, kind, str(fields.pop("headline", f"{word} in {path}")), **fields))
    actors = actors_of(made, ActorKind.PERSON)
    published = given.get("published")
    basis = Basis.GIVEN if published else None
    return article, Reading(article.id, "m", "1", "en", published, basis, actors=actors, events=tuple(made))


def fire(**more: Any) -> tuple[Article, Reading]:
    return telling(FIRE, "fire", {"word": "blaze"} | more, outlet="Coast Mail", published="2031-05-07")


def fire_again(**more: Any) -> tuple[Article, Reading]:
    return telling(
        FIRE_AGAIN, "again", {"word": "fire", "lemma": "blaze"} | more, outlet="Harbour Sun", published="2031-05-08"
    )


def fire_later(**more: Any) -> tuple[Article, Reading]:
    return telling(FIRE_LATER, "later", {"word": "blaze"} | more, outlet="Inland Times", published="2031-05-11")


def vote(who: str = "Joan Smith", path: str = "vote", text: str = VOTE) -> tuple[Article, Reading]:
    return telling(text, path, {"word": "praised", "lemma": "praise", "who": (who,)}, published="2031-06-01")


def keep(library: Library, *pairs: tuple[Article, Reading]) -> list[str]:
    """Put articles with their readings into a library; the id of each one's first event."""
    for article, reading in pairs:
        library.add(article)
        library.save_reading(reading)
    return [reading.events[0].id for _, reading in pairs if reading.events]


def opened(path: Path, *pairs: tuple[Article, Reading], who: str = "ann") -> tuple[Library, Overview]:
    """A library with these articles, and its overview, up to date."""
    library = Library.open(path / "library.jsonl", who=who)
    keep(library, *pairs)
    overview = Overview(library)
    overview.update()
    return library, overview
