"""Questions about many events at once, for a change on all of them: each article is looked at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from tuibrief import marks as marking
from tuibrief.library.questions import Questions
from tuibrief.library.records import LibraryError
from tuibrief.marks import EventMarks
from tuibrief.model import Target, TargetKind, event_id

_NOTHING = EventMarks()


class Several(Questions):
    """Answers from triggers alone: no reading is decoded. Ids have to be whole; events that are gone are passed
    over. The lock is held for one article at a time."""

    def targets_of_events(self, events: Iterable[str]) -> list[Target]:
        """What marks on these events are put on, in their order."""
        found: list[Target] = []
        for article, group in groupby(events, key=_article):
            with self._lock:
                triggers = self._triggers(article)
                there = [triggers[event] for event in group if event in triggers]
                if not there:
                    continue
                try:
                    text = self._text(article)
                except LibraryError:
                    continue
            for start, end in there:
                found.append(Target(TargetKind.EVENT, article, marking.anchor_of(text, start, end)))
        return found

    def tags_on_all(self, events: Iterable[str]) -> tuple[str, ...]:
        """The tags that stand on every one of these events. Ends at the first with which none is left."""
        common: tuple[str, ...] | None = None
        for on in self._marks_on_each(events):
            common = on.tags if common is None else tuple(tag for tag in common if tag in on.tags)
            if not common:
                break
        return common or ()

    def all_are(self, verdict: str, events: Iterable[str]) -> bool:
        """Whether every one of these events is “confirmed” or “rejected”. Ends at the first that isn't."""
        return all(on.verdict == verdict for on in self._marks_on_each(events))

    def warm(self, events: Iterable[str]) -> None:
        """Work out where the marks in the articles of these events lie, so that the next list is there at once."""
        for article, _ in groupby(events, key=_article):
            with self._lock:
                if article in self._blocks:
                    self._shelf(article)
                    self._shelf(article, rejected=True)

    def _marks_on_each(self, events: Iterable[str]) -> Iterator[EventMarks]:
        for article, group in groupby(events, key=_article):
            with self._lock:
                if not self._in_article.get(article):
                    marked: dict[str, EventMarks] = {}
                else:
                    placed, ids = self._place(article), list(self._triggers(article))
                    marked = {ids[k]: on for k, on in placed.events.items()}
                    marked |= {e.id: on for e, on in zip(placed.own, placed.own_marks, strict=True)}
            yield from (marked.get(event, _NOTHING) for event in group)

    def _triggers(self, article: str) -> dict[str, tuple[int, int]]:
        """The trigger of each event of an article by its id: those that were read, in order, then a person's own."""
        fields = self._articles.get(article)
        if fields is None or fields.get("removed"):
            return {}
        block = self._block(article)
        spans: Sequence[tuple[int, int]] = block.triggers() if block else ()
        found = {event_id(article, start, end): (start, end) for start, end in spans}
        own = self._place(article).own if self._in_article.get(article) else ()
        return found | {e.id: (e.trigger.start, e.trigger.end) for e in own}


def _article(event: str) -> str:
    return event.rpartition(".")[0]
