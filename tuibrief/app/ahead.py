"""What the next key may ask for is prepared while nothing else is to be done: the article is read and wrapped, the
actor's file is made and laid out. The key then only draws."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tuibrief.model import Event

if TYPE_CHECKING:
    from tuibrief.app.linking import Linking


class Ahead:
    """Knows where the next keys may lead: on in the same steps, to the neighbours, half a page or a page on, to the
    ends, to the article beside."""

    def __init__(self, linking: Linking) -> None:
        self._linking = linking
        self._at = 0

    def look(self, index: int) -> None:
        """The event in a row of Events has become the current one: prepare what may follow it."""
        step, self._at = index - self._at, index
        self._linking.spotlight.ahead(self._prepare(self._targets(index, step), self._linking.article_id))

    def _targets(self, index: int, step: int) -> list[int]:
        """The rows that the next key may lead to, the likeliest first."""
        count, page = self._linking.view.count, max(2, self._linking.events.body_height)
        likely = (step, 1, page // 2, page, -1)
        rows = [*(index + by for by in likely if by), count - 1, 0]
        return [row for row in dict.fromkeys(rows) if 0 <= row < count and row != index]

    # --- in a thread

    def _prepare(self, rows: list[int], article: str | None) -> Iterator[object]:
        view = self._linking.view
        for row in rows:
            event = view.event(view.id_at(row))
            if event is not None:
                yield from self._event(event)
        for by in (1, -1):
            yield from self._article(article, by)
        self._linking.spotlight.foresee()
        yield None
        view.foresee()

    def _event(self, event: Event) -> Iterator[object]:
        linking = self._linking
        self._source(event.id.rpartition(".")[0], event.trigger.start)
        yield None
        linking.spotlight.prepare(event)
        yield None

    def _article(self, beside: str | None, by: int) -> Iterator[object]:
        """The article after another, or before it, on its first event."""
        view = self._linking.view
        at = view.article_at(beside)
        if at is None or not 0 <= at + by < len(view.articles):
            return
        article = view.articles[at + by].id
        reading = view.reading(article)
        if reading is not None and reading.events:
            yield from self._event(min(reading.events, key=lambda event: event.trigger.start))

    def _source(self, article: str, offset: int) -> None:
        view = self._linking.view
        self._linking.source.prepare(view.article(article), view.reading(article), offset)
