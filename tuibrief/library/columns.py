"""The compact column index: what rows show and sort by, one block an article, decoded only when one of its rows is
asked for.

A block is written in the same line as its reading, so that opening a library parses none of the readings.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, overload

import orjson

from tuibrief import marks as marking
from tuibrief.library.records import ArticleRow, EventRow
from tuibrief.library.state import no_garbage_collection
from tuibrief.marks import EventMarks
from tuibrief.model import Event, EventType, Reading, Span, Status, Trigger, event_id

BLOCKS = 1
"""The version of the block's fields: a block of another version is built anew from its reading."""

_STATUS = {s: s.value[1] for s in Status}  # a(ppened), l(anned), o(ssible), e(gated): all different
_STATUS_OF = {v: k for k, v in _STATUS.items()}
_STAMP, _NAMES = b'"stamp":"', b'"names":'
_FEW = 300  # rows that are found one by one sooner than by going through all articles
_START, _AFTER_WHEN = b'"start":', b',"status":'


def block_fields(reading: Reading, stamp: str) -> dict[str, Any]:
    """The block of a reading. ``n`` stands first, so that counting needs no parse; ``stamp`` tells readings apart."""
    events = sorted(reading.events, key=lambda e: (e.trigger.start, e.trigger.end))
    kinds = {a.name: [a.name, a.kind.value, a.code] for a in reading.actors}
    names: dict[str, int] = {}

    def codes(values: tuple[str, ...]) -> list[int]:
        return [names.setdefault(v, len(names)) for v in values]

    types = list(dict.fromkeys(e.type.value for e in events))
    columns: dict[str, Any] = {
        "n": len(events),
        "v": BLOCKS,
        "stamp": stamp,
        "title": reading.title,
        "published": reading.published,
        "basis": reading.published_basis.value if reading.published_basis else None,
        "language": reading.language,
        "model": reading.model,
        "rules": reading.rules,
        "notice": reading.notice,
        "start": [e.trigger.start for e in events],
        "end": [e.trigger.end for e in events],
        "when": [e.when for e in events],
        "status": "".join(_STATUS[e.status] for e in events),
        "types": types,
        "type": [types.index(e.type.value) for e in events],
        "headline": [e.headline for e in events],
        "who": [codes(e.who) for e in events],
        "whom": [codes(e.whom) for e in events],
        "by": [codes(e.according_to) for e in events],
        "core": "".join("1" if e.core else "0" for e in events),
    }
    columns["names"] = [kinds.get(name, [name, "", None]) for name in names]
    return columns


class Block:
    """One article's rows. Immutable: a new reading makes a new block, so that lists made before stay whole."""

    __slots__ = ("_columns", "_raw", "_stamp", "article", "count")

    def __init__(self, article: str, raw: bytes):
        self.article = article
        self._raw: bytes | None = raw
        self._columns: dict[str, Any] | None = None
        self._stamp: str | None = None
        # b'{"n":12,…': counted without a parse.
        self.count = int(raw[5 : raw.index(b",", 5)]) if raw.startswith(b'{"n":') else len(self.columns["start"])

    @property
    def columns(self) -> dict[str, Any]:
        """The columns, decoded at the first use (5 µs)."""
        columns = self._columns
        if columns is None:
            raw = self._raw
            if raw is None:  # another thread was first
                return self.columns
            columns = self._columns = orjson.loads(raw)
            self._raw = None
        return columns

    @property
    def stamp(self) -> str:
        """Which reading this is, found without decoding the columns: 10,000 blocks are asked at a search."""
        if self._stamp is None:
            self._stamp = self._find_stamp()
        return self._stamp

    def _find_stamp(self) -> str:
        raw = self._raw
        at = raw.find(_STAMP, 0, 64) if raw is not None else -1
        if raw is None or at < 0:
            return str(self.columns.get("stamp", ""))
        at += len(_STAMP)
        return raw[at : raw.index(b'"', at)].decode()

    def all_names(self) -> list[str]:
        """Every name in the block, without decoding the other columns where they are not decoded yet."""
        raw = self._raw
        # The last key; inside a JSON string its quotes would be escaped, so nothing else looks like it.
        at = raw.rfind(_NAMES) if raw is not None else -1
        named = self.columns["names"] if raw is None or at < 0 else orjson.loads(raw[at + len(_NAMES) : -1])
        return [name[0] for name in named]

    def dated(self) -> tuple[list[int], list[int], list[str | None]]:
        """Start and end of each trigger and when, without decoding the other columns where they are not decoded yet."""
        raw = self._raw
        # Three keys in a row; inside a JSON string their quotes would be escaped, so nothing else looks like them.
        first = raw.find(_START) if raw is not None else -1
        last = raw.find(_AFTER_WHEN, first) if raw is not None else -1
        known = self.columns if raw is None or first < 0 or last < 0 else orjson.loads(b"{" + raw[first:last] + b"}")
        return known["start"], known["end"], known["when"]

    def triggers(self) -> list[Span]:
        """The events' trigger spans, in order."""
        columns = self.columns
        return [Span(a, b) for a, b in zip(columns["start"], columns["end"], strict=True)]

    def names(self, column: str, k: int) -> tuple[str, ...]:
        """The k-th event's ``who``, ``whom`` or ``by``."""
        codes = self.columns[column][k]
        names = self.columns["names"]
        return tuple(names[c][0] for c in codes) if codes else ()

    def status(self, k: int) -> Status:
        """The k-th event's status as read."""
        return _STATUS_OF[self.columns["status"][k]]

    def type(self, k: int) -> EventType:
        """The k-th event's type as read."""
        return EventType(self.columns["types"][self.columns["type"][k]])

    def event(self, k: int) -> Event:
        """The k-th event as far as rows know it: enough to correct and to show a line, without places and phrases."""
        columns = self.columns
        start, end = columns["start"][k], columns["end"][k]
        return Event(
            id=event_id(self.article, start, end),
            start=start,
            end=end,
            trigger=Trigger(start, end, ""),
            type=self.type(k),
            headline=columns["headline"][k],
            who=self.names("who", k),
            whom=self.names("whom", k),
            when=columns["when"][k],
            according_to=self.names("by", k),
            status=self.status(k),
            core=columns["core"][k] == "1",
        )


_NONE = EventMarks()


def row_of(event: Event, article: str, on: EventMarks | None, grade: str, own: bool = False) -> EventRow:
    """The row of an event with the marks that stand on it."""
    on = on or _NONE
    if on.corrections:
        event = marking.corrected(event, on.corrections)
    return EventRow(
        id=event.id,
        article=article,
        when=event.when,
        status=event.status,
        type=event.type,
        headline=event.headline,
        who=event.who,
        whom=event.whom,
        according_to=event.according_to,
        core=event.core,
        tags=on.tags,
        noted=on.notes > 0,
        verdict=on.verdict,
        grade=grade,
        start=event.trigger.start,
        corrected=tuple(on.corrections),
        own=own,
    )


def _ids(shelf: Any, rows: Sequence[int]) -> list[str]:
    """The ids of some rows of an article."""
    block, own = shelf.block, shelf.placed.own
    article, starts, ends, size = shelf.article, block.columns["start"], block.columns["end"], block.count
    numbers = rows if shelf.rows is None else [shelf.rows[k] for k in rows]
    return [f"{article}.{starts[n]}-{ends[n]}" if n < size else own[n - size].id for n in numbers]


def _may_hold(shelf: Any, word: str) -> bool:
    """Whether a row of an article may have a word; in small letters."""
    columns, placed = shelf.block.columns, shelf.placed
    words = [*columns["headline"], *filter(None, columns["when"]), *(name[0] for name in columns["names"])]
    for on in (*placed.events.values(), *placed.own_marks):
        words += [*on.tags, *map(str, on.corrections.values())]
    for event in placed.own:
        words += [event.headline, event.when or "", *event.according_to]
    return word in "\n".join(words).casefold()


class EventRows(Sequence[EventRow]):
    """Rows built when asked for, over blocks as they stood when the list was made.

    ``places`` are (block number << 32 | row number), or None for every row of every block in order; ``ordered`` says
    whether they ascend.
    """

    def __init__(
        self,
        blocks: list[Any],
        row: Callable[[Any, int], EventRow],
        places: array[int] | None = None,
        *,
        ordered: bool = True,
    ):
        self._blocks = blocks
        self._row = row
        self._places = places
        self._ordered = ordered
        self._ends: array[int] | None = None
        self._numbers: dict[str, int] | None = None
        if places is None:
            total = 0
            ends = array("q")
            for block in blocks:
                total += block.count
                ends.append(total)
            self._ends = ends

    def __len__(self) -> int:
        if self._places is not None:
            return len(self._places)
        return self._ends[-1] if self._ends else 0

    def at(self, index: int) -> tuple[Any, int]:
        """The block and the row number in it behind an index of this list."""
        if not -len(self) <= index < len(self):
            raise IndexError(index)
        index %= len(self)
        if self._places is not None:
            place = self._places[index]
            return self._blocks[place >> 32], place & 0xFFFFFFFF
        assert self._ends is not None
        number = bisect_right(self._ends, index)
        return self._blocks[number], index - (self._ends[number - 1] if number else 0)

    @overload
    def __getitem__(self, index: int) -> EventRow: ...
    @overload
    def __getitem__(self, index: slice) -> list[EventRow]: ...
    def __getitem__(self, index: int | slice) -> EventRow | list[EventRow]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        return self._row(*self.at(index))

    def __iter__(self) -> Iterator[EventRow]:
        if self._places is not None:
            for place in self._places:
                yield self._row(self._blocks[place >> 32], place & 0xFFFFFFFF)
            return
        for block in self._blocks:
            for k in range(block.count):
                yield self._row(block, k)

    def ids(self, first: int, last: int) -> list[str]:
        """The ids of the rows from ``first`` up to ``last``. No row is built: 100,000 take 50 ms."""
        found: list[str] = []
        if last - first <= _FEW:
            for index in range(max(0, first), min(last, len(self))):
                shelf, k = self.at(index)
                found += _ids(shelf, (k,))
            return found
        start = 0
        with no_garbage_collection():
            for shelf, numbers in self.shelves():
                end = start + len(numbers)
                if end > first and start < last:
                    found += _ids(shelf, numbers[max(0, first - start) : last - start])
                start = end
                if start >= last:
                    break
        return found

    def near(self, words: str, start: int, *, forward: bool = True) -> Iterator[int]:
        """The rows on from ``start``, round the end, of articles whose events' words may hold these; in small letters.

        No row is built: 100,000 are passed over in 40 ms.
        """
        longest = max(words.split(), key=len, default="")
        spans: list[tuple[Any, int, int]] = []
        end = 0
        for shelf, numbers in self.shelves():
            spans.append((shelf, end, end + len(numbers)))
            end += len(numbers)
        if not 0 <= start < end:
            return
        at = bisect_right(spans, start, key=lambda span: span[1]) - 1
        shelf, low, high = spans[at]
        if forward:
            order = [(shelf, start, high), *spans[at + 1 :], *spans[:at], (shelf, low, start)]
        else:
            order = [(shelf, low, start + 1), *spans[:at][::-1], *spans[at + 1 :][::-1], (shelf, start + 1, high)]
        for shelf, low, high in order:
            if _may_hold(shelf, longest):
                yield from range(low, high) if forward else range(high - 1, low - 1, -1)

    def shelves(self) -> Iterator[tuple[Any, Sequence[int]]]:
        """The articles of this list, each run with the numbers of its rows in it, for who reads columns."""
        if self._places is None:
            yield from ((block, range(block.count)) for block in self._blocks)
            return
        for number, places in groupby(self._places, key=lambda place: place >> 32):
            yield self._blocks[number], [place & 0xFFFFFFFF for place in places]

    @property
    def whole(self) -> bool:
        """Whether it has every row of its articles, in their order."""
        return self._places is None

    def reshelved(self, shelf: Callable[[Any], Any]) -> EventRows:
        """The same list, where it is `whole`, with another shelf in the place of each."""
        shelves = [made for block in self._blocks if (made := shelf(block)).count]
        return EventRows(shelves, self._row)

    def within(self, articles: Collection[str]) -> EventRows:
        """The rows of this list that stand in some articles."""
        if self._places is None:
            return EventRows([block for block in self._blocks if block.article in articles], self._row)
        return self.narrowed(lambda block, rows: rows if block.article in articles else ())

    def narrowed(self, pick: Callable[[Any, Sequence[int]], Iterable[int]]) -> EventRows:
        """The rows of this list that ``pick`` chooses of each article, given the numbers of its rows."""
        numbers = {id(block): number for number, block in enumerate(self._blocks)}
        places = array("q")
        for block, rows in self.shelves():
            base = numbers[id(block)] << 32
            places.extend(base | k for k in pick(block, rows))
        return EventRows(self._blocks, self._row, places, ordered=self._ordered)

    def index_of(self, event_id: str) -> int | None:
        """Where an event stands in this list; None where it does not. Looks only at the rows of its article."""
        span = self.span_of(event_id.rpartition(".")[0])
        if not span:
            return None
        found = _ids(self.at(span[0])[0], [self.at(index)[1] for index in span])
        return span[found.index(event_id)] if event_id in found else None

    def span_of(self, article: str) -> Sequence[int]:
        """The indices of an article's rows in this list."""
        if self._numbers is None:  # a list is asked for several at each key: 10,000 articles aren't gone through again
            self._numbers = {block.article: number for number, block in enumerate(self._blocks)}
        number = self._numbers.get(article)
        if number is None:
            return range(0)
        if self._places is None:
            assert self._ends is not None
            return range(self._ends[number - 1] if number else 0, self._ends[number])
        if self._ordered:
            return range(bisect_left(self._places, number << 32), bisect_left(self._places, number + 1 << 32))
        return [i for i, place in enumerate(self._places) if place >> 32 == number]


class ArticleRows(Sequence[ArticleRow]):
    """Articles' rows built when asked for."""

    def __init__(self, ids: list[str], row: Callable[[str], ArticleRow]):
        self.ids = ids
        self._row = row
        self._places: dict[str, int] | None = None

    def __len__(self) -> int:
        return len(self.ids)

    def index_of(self, article_id: str) -> int | None:
        """Where an article stands in this list; None where it does not. No row is built."""
        if self._places is None:
            self._places = {key: place for place, key in enumerate(self.ids)}
        return self._places.get(article_id)

    @overload
    def __getitem__(self, index: int) -> ArticleRow: ...
    @overload
    def __getitem__(self, index: slice) -> list[ArticleRow]: ...
    def __getitem__(self, index: int | slice) -> ArticleRow | list[ArticleRow]:
        if isinstance(index, slice):
            return [self._row(key) for key in self.ids[index]]
        return self._row(self.ids[index])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, (ArticleRows, list)) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]
