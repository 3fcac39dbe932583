"""The tellings of one story as one line: which event stands for it in a list of all articles.

The rule is the timeline's (`timeline.precedence`), a rejected event after the others. What is worked out once over the
library is put to each list without building a row, so that a list of 100,000 events folds in the time of a key.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from tuibrief.library.columns import EventRows
from tuibrief.library.state import no_garbage_collection
from tuibrief.model import event_id
from tuibrief.overview import Overview
from tuibrief.timeline import Held, dated, precedence

_BITS = 20
_PLACE = (1 << _BITS) - 1
_ALONE = -1


class _Told(NamedTuple):
    """What an article tells: for each event that was read its story and its place among those that tell it (story <<
    20 | place, -1 where it alone does), the same by id for a person's own; and the block that they were read into."""

    block: Any
    codes: array[int]
    own: dict[str, int]

    def code(self, shelf: Any, number: int) -> int:
        size = self.block.count
        return self.codes[number] if number < size else self.own.get(shelf.placed.own[number - size].id, _ALONE)


class Folding:
    """How the lists of all articles fold, as the library and its stories stood when this was made.

    Lists may be newer: what of an article was read anew since is shown a line a telling, until this is made anew.
    """

    def __init__(self, overview: Overview) -> None:
        self._linked = overview.linked
        self._told: dict[str, _Told] = {}
        self._first_core: dict[int, int] = {}  # by story the first of its places that is a key event's
        # The shelves as they fold, and the rows that stay of each block: in lists of all, of key events.
        self._shown: tuple[dict[str, tuple[Any, Any]], ...] = ({}, {})
        self._rows: tuple[dict[str, tuple[Any, list[int]]], ...] = ({}, {})
        with no_garbage_collection():
            self._work_out(overview)

    def _work_out(self, overview: Overview) -> None:
        tellings: defaultdict[str, list[tuple[bool, Held, str, int, bool]]] = defaultdict(list)
        shelves: dict[str, Any] = {}
        published, place = overview.library.dates(), 0
        for shelf, rows in overview.library.events(include_rejected=True).shelves():
            own = self._linked.get(shelf.article)
            if own:
                shelves[shelf.article] = shelf
                begins, ends, whens = dated(shelf, rows)
                day = published.get(shelf.article) or ""
                for at, k in enumerate(rows):
                    number = shelf.number(k)
                    story = own.get(_id(shelf, number, begins, ends))
                    if story is not None:
                        held = precedence(whens[at], day, place + at)
                        rejected, core = _marked(shelf, number)
                        tellings[story[0]].append((rejected, held, shelf.article, number, core))
            place += len(rows)
        for article, shelf in shelves.items():
            self._told[article] = _Told(shelf.block, array("q", [_ALONE]) * shelf.block.count, {})
        several = (each for each in tellings.values() if len(each) > 1)
        for serial, found in enumerate(several):
            found.sort()
            for at, (_, _, article, number, core) in enumerate(found[: _PLACE + 1]):
                self._put(shelves[article], number, serial << _BITS | at)
                if core:
                    self._first_core.setdefault(serial, at)

    def _put(self, shelf: Any, number: int, code: int) -> None:
        told, size = self._told[shelf.article], shelf.block.count
        if number < size:
            told.codes[number] = code
        else:
            told.own[shelf.placed.own[number - size].id] = code

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to fold: no story is told twice."""
        return not self._told

    # -- folding ---

    def all(self, rows: EventRows, *, core: bool = False) -> EventRows:
        """A list of every event, folded; or what of it is a key event. No row is gone through of articles that are as
        they were at the last time."""
        known = self._shown[core]

        def shown(shelf: Any) -> Any:
            held = known.get(shelf.article)
            if held is None or held[0] is not shelf:
                held = known[shelf.article] = (shelf, self._folded(shelf, core=core))
            return held[1]

        return rows.reshelved(shown)

    def _folded(self, shelf: Any, *, core: bool) -> Any:
        told = self._told.get(shelf.article)
        if told is not None and told.block is not shelf.block:
            told = None
        if told is None and not core:
            return shelf
        kept = self._kept(shelf, told, core=core)
        return shelf if len(kept) == shelf.count else shelf.showing(kept)

    def _kept(self, shelf: Any, told: _Told | None, *, core: bool) -> list[int]:
        """The rows of an article that stay. Worked out anew only where a person's marks change which these are: tags on
        100,000 events change none."""
        plain = shelf.rows is None and not (
            core and any("core" in on.corrections for on in shelf.placed.events.values())
        )
        known = self._rows[core].get(shelf.article)
        if plain and known is not None and known[0] is shelf.block:
            return known[1]
        numbers = ((k, shelf.number(k)) for k in range(shelf.count))
        kept = [
            k
            for k, number in numbers
            if (told is None or self._first(told.code(shelf, number), core=core))
            and (not core or _marked(shelf, number)[1])
        ]
        if plain:
            self._rows[core][shelf.article] = (shelf.block, kept)
        return kept

    def _first(self, code: int, *, core: bool) -> bool:
        """Whether an event stands for its story: in a list of all, or of key events."""
        return code == _ALONE or code & _PLACE == (self._first_core.get(code >> _BITS) if core else 0)

    def warm(self, rows: EventRows) -> None:
        """Fold a list of every event, so that the next is there at once: 100,000 take a quarter of a second."""
        self.all(rows)
        self.all(rows, core=True)

    def some(self, rows: EventRows) -> EventRows:
        """A list of some events, folded: of each story the best of those that are in it."""
        first: dict[int, int] = {}
        for shelf, numbers in rows.shelves():
            for code in self._codes(shelf, numbers):
                if code != _ALONE:
                    story, at = code >> _BITS, code & _PLACE
                    first[story] = min(first.get(story, at), at)

        def kept(shelf: Any, numbers: Sequence[int]) -> Iterable[int]:
            codes = zip(numbers, self._codes(shelf, numbers), strict=True)
            return [k for k, code in codes if code == _ALONE or first[code >> _BITS] == code & _PLACE]

        with no_garbage_collection():
            return rows.narrowed(kept)

    def _codes(self, shelf: Any, rows: Sequence[int]) -> Sequence[int]:
        told = self._told.get(shelf.article)
        if told is None or told.block is not shelf.block:
            return [_ALONE] * len(rows)
        return [told.code(shelf, shelf.number(k)) for k in rows]

    # -- asking ---

    def story(self, event: str) -> tuple[str, ...]:
        """The events that tell what this one tells, itself among them."""
        return self._linked.get(event.rpartition(".")[0], {}).get(event, (event,))

    def tellings(self, events: Iterable[str]) -> tuple[str, ...]:
        """These events, and all others that tell what they do, each once. 100,000 take 40 ms."""
        found = dict.fromkeys(events)
        for event in list(found):
            own = self._linked.get(event[: event.rfind(".")])
            if own and event in own:
                found |= dict.fromkeys(own[event])
        return tuple(found)

    def index_of(self, rows: EventRows, event: str) -> int | None:
        """The line of a folded list that stands for an event; None where none does."""
        at = rows.index_of(event)
        others = (each for each in self.story(event) if each != event) if at is None else ()
        return next((found for each in others if (found := rows.index_of(each)) is not None), at)


def _id(shelf: Any, number: int, begins: Sequence[int], ends: Sequence[int]) -> str:
    size = shelf.block.count
    if number >= size:
        return str(shelf.placed.own[number - size].id)
    return event_id(shelf.article, begins[number], ends[number])


def _marked(shelf: Any, number: int) -> tuple[bool, bool]:
    """Whether an event was rejected, and whether it is a key event."""
    size, placed = shelf.block.count, shelf.placed
    own = number >= size
    on = placed.own_marks[number - size] if own else placed.events.get(number)
    core = placed.own[number - size].core if own else shelf.block.columns["core"][number] == "1"
    if on is None:
        return False, core
    return on.verdict == "rejected", bool(on.corrections.get("core", core))
