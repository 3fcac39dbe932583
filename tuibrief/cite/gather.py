"""Citations of what a library holds: of events and articles by their ids, and of all events of a story."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from tuibrief.cite.citation import Citation, citation
from tuibrief.library.records import LibraryError

if TYPE_CHECKING:
    from tuibrief.library.library import Library
    from tuibrief.model import Article, Event, Reading
    from tuibrief.overview import Overview


class _Source(NamedTuple):
    """What the citations of one article share, asked of the library once: ``events`` are those as they were read,
    where no person changed them.
    """

    article: Article
    reading: Reading | None
    accessed: str | None
    grades: Mapping[str, str]
    events: Mapping[str, Event]


def gathered(library: Library, ids: Iterable[str]) -> list[Citation]:
    """The citations of events and articles, in the order of their ids, beginnings of which will do. LibraryError for
    an id that is none.
    """
    sources: dict[str, _Source] = {}
    found: list[Citation] = []
    for given in ids:
        key, dot, _ = given.partition(".")
        source = sources.get(key) or sources.setdefault(key, _source(library, key))
        # The library decodes a reading for each event that it is asked for in turn.
        event = (source.events.get(given) or library.event(given)) if dot else None
        grade = source.grades.get(event.id) if event else None
        found.append(citation(source.article, source.reading, event, accessed=source.accessed, grade=grade))
    return found


def quoted(library: Library, events: Iterable[str]) -> tuple[str, ...]:
    """The sentences that some events stand in, each once, in the events' order. LibraryError for an id that is none."""
    return tuple(dict.fromkeys(words for each in gathered(library, events) for words in each.quotes))


def _source(library: Library, key: str) -> _Source:
    row, reading = library.article_row(key), library.reading(key)
    rows = library.events(article=row.id, include_rejected=True)
    untouched = {event.id for event in rows if not event.corrected and not event.own}
    return _Source(
        library.article(row.id),
        reading,
        row.added[:10] or None,
        {event.id: event.grade for event in rows if event.grade},
        {event.id: event for event in reading.events if event.id in untouched} if reading else {},
    )


def story_events(overview: Overview, event: str) -> tuple[str, ...]:
    """The events of a story that a person has not rejected: articles by their dates, an article's in the order of its
    text. Near-copies in other outlets are sources of their own, as the manuals have it. LibraryError for no event.
    """
    library = overview.library
    key = library.event(event).id
    places: dict[str, tuple[str, str, str, int]] = {}
    for each in overview.story(key) or (key,):
        article = each.rpartition(".")[0]
        try:
            row, start = library.article_row(article), library.event(each).trigger.start
        except LibraryError:
            continue  # taken out meanwhile
        places[each] = row.published or "~", row.added, article, start
    articles = {each.rpartition(".")[0] for each in places}
    kept = {row.id for article in articles for row in library.events(article=article)}
    return tuple(sorted((each for each in places if each in kept or each == key), key=places.__getitem__))
