"""Citations of what a library holds: of events and articles by their ids, and of all events of a story."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from tuibrief.cite.citation import Citation, citation
from tuibrief.library.records import LibraryError

if TYPE_CHECKING:
    from tuibrief.library.library import Library
    from tuibrief.overview import Overview


def gathered(library: Library, ids: Iterable[str]) -> list[Citation]:
    """The citations of events and articles, in the order of their ids, beginnings of which will do. LibraryError for
    an id that is none.
    """
    grades: dict[str, Mapping[str, str]] = {}
    return [_one(library, given, grades) for given in ids]


def _one(library: Library, given: str, grades: dict[str, Mapping[str, str]]) -> Citation:
    """``grades`` keeps grades by article and event: a thousand events must not list theirs a thousand times."""
    event = library.event(given) if "." in given else None
    row = library.article_row(event.id.rpartition(".")[0] if event else given)
    if event and row.id not in grades:
        rows = library.events(article=row.id, include_rejected=True)
        grades[row.id] = {found.id: found.grade for found in rows if found.grade}
    return citation(
        library.article(row.id),
        library.reading(row.id),
        event,
        accessed=row.added[:10] or None,
        grade=grades[row.id].get(event.id) if event else None,
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
