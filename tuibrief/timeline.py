"""Stories by date, of the whole library or of a choice of events, with the events over time as a small plot.

A story stands once, at the most exact date that one of its events gives; one that gives none stands at its article's
date, and says so. Rows are built when they are looked at, so that 100,000 events open at once.
"""

from __future__ import annotations

import re
from calendar import month_name
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, overload

from tuibrief import marks as marking
from tuibrief.library import edtf
from tuibrief.library.columns import EventRows
from tuibrief.library.records import EventRow
from tuibrief.library.state import no_garbage_collection
from tuibrief.model import Event, event_id
from tuibrief.overview import Overview
from tuibrief.terms import terms_of

_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter", 33: "first quarter of", 34: "second quarter of",
            35: "third quarter of", 36: "fourth quarter of", 40: "first half of", 41: "second half of"}  # fmt: skip
_BARS = " ▁▂▃▄▅▆▇█"
_PLAIN_BARS = " .:-=+*#@"
_DATE = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?")


@dataclass(frozen=True, slots=True)
class Entry:
    """One story on the timeline.

    ``row`` is the event that stands for it; ``when`` is EDTF, and ``given`` says whether an event gives it: else it is
    its article's date. ``events`` are all of its events, ``sources`` in how many articles they stand, near-copies not
    counted.
    """

    row: EventRow
    when: str | None
    given: bool
    events: tuple[str, ...]
    sources: int

    @property
    def date(self) -> str:
        """The date in words, never more exact than it is: “October 2025”, “since 2019”; “[28 October 2025]” where it
        is the article's."""
        words = spoken(self.when)
        return words if self.given or not words else f"[{words}]"


class Timeline(Sequence[Entry]):
    """Stories in the order of their dates, undated ones last.

    ``dated`` counts them by the date (EDTF) that an event gives; ``counts`` by month ("2025-10") or, where only that is
    known, year ("2025").
    """

    def __init__(self, overview: Overview, rows: EventRows) -> None:
        self._overview = overview
        self._rows = rows
        self._dates = overview.library.dates()
        with no_garbage_collection():
            self._order, self.dated = _sorted(rows, self._dates, overview.linked)
        self.counts = _by_month(self.dated)

    def __len__(self) -> int:
        return len(self._order)

    @overload
    def __getitem__(self, index: int) -> Entry: ...
    @overload
    def __getitem__(self, index: slice) -> list[Entry]: ...
    def __getitem__(self, index: int | slice) -> Entry | list[Entry]:
        if isinstance(index, slice):
            return [self._entry(at) for at in self._order[index]]
        return self._entry(self._order[index])

    def __iter__(self) -> Iterator[Entry]:
        return map(self._entry, self._order)

    def _entry(self, at: int) -> Entry:
        row = self._rows[at]
        when = row.when if edtf.bounds(row.when or "") else None
        story = self._overview.linked.get(row.article, {}).get(row.id, (row.id,))
        sources = self._overview.sources(row.id)
        return Entry(row, when or self._dates.get(row.article), when is not None, story, sources)

    def index_of(self, event: str) -> int | None:
        """Where the story of an event stands; None where none of its events is among these."""
        story = self._overview.linked.get(event.rpartition(".")[0], {}).get(event, (event,))
        for each in dict.fromkeys((event, *story)):
            at = self._rows.index_of(each)
            if at is not None and at in self._places:
                return self._places[at]
        return None

    @cached_property
    def _places(self) -> dict[int, int]:
        """Where in the order each of the rows stands that stands for a story."""
        return {at: place for place, at in enumerate(self._order)}

    def find(self, words: str, start: int, *, forward: bool = True) -> int | None:
        """The next place after ``start`` (round the end) whose headline holds these words, in any case; no row is built
        of those that don't."""
        wanted, count = words.casefold(), len(self._order)
        for step in range(1, count + 1):
            place = (start + (step if forward else -step)) % count
            shelf, k = self._rows.at(self._order[place])
            number, block = shelf.number(k), shelf.block
            if number >= block.count or number in shelf.placed.events:
                headline = self._rows[self._order[place]].headline
            else:
                headline = block.columns["headline"][number]
            if wanted in headline.casefold():
                return place
        return None

    def plot(self, width: int = 60, *, plain: bool = False) -> str:
        """The events over time, one cell a month, or for longer times so many as fit; empty without dated events."""
        return plot(self.counts, width, plain=plain)


def timeline(
    overview: Overview,
    *,
    actor: str | None = None,
    tag: str | None = None,
    query: str | None = None,
    since: str | None = None,
    until: str | None = None,
    core: bool | None = None,
) -> Timeline:
    """The timeline of all events, or of those of an actor (its key), with a tag, or found by a search. LibraryError
    where the search or a date can't be understood."""
    rows = overview.library.events(tag=tag, query=query, since=since, until=until, core=core)
    return Timeline(overview, overview.part_in(actor, rows) if actor else rows)


Held = tuple[int, str, int, str]
"""What would stand for a story: vagueness of its date, sort key, place in the list, date as given."""


def precedence(when: str | None, published: str, place: int) -> Held:
    """What decides which of a story's events stands for it, the least of all: the one with the most exact date, the
    earliest of those, the first of those in the list."""
    return _vagueness(when) if when else 9, edtf.sort_key(when or published), place, when or ""


def dated(shelf: Any, rows: Sequence[int]) -> tuple[list[int], list[int], Sequence[str | None]]:
    """Start and end of each trigger of an article; and the dates of some of its rows, as they are or were corrected."""
    begins, ends, whens = shelf.block.dated()
    if shelf.rows is None and not shelf.placed.events:
        return begins, ends, whens if len(rows) == len(whens) else [whens[k] for k in rows]
    size, placed = shelf.block.count, shelf.placed
    found: list[str | None] = []
    for number in map(shelf.number, rows):
        own = number >= size
        on = placed.own_marks[number - size] if own else placed.events.get(number)
        when = placed.own[number - size].when if own else whens[number]
        if on is not None and "when" in on.corrections:
            when = marking.field_value("when", on.corrections["when"])
        found.append(when)
    return begins, ends, found


def _sorted(
    rows: EventRows, dates: Mapping[str, str | None], linked: Mapping[str, Mapping[str, tuple[str, ...]]]
) -> tuple[list[int], dict[str, int]]:
    """The places in the list of what stands for each story, by date, and how many have each date."""
    given: defaultdict[str, list[int]] = defaultdict(list)
    undated: defaultdict[str, list[int]] = defaultdict(list)
    standing: dict[str, Held] = {}  # by a story's first event
    start = 0
    for shelf, numbers in rows.shelves():
        begins, ends, whens = dated(shelf, numbers)
        published = dates.get(shelf.article) or ""
        own = linked.get(shelf.article)
        stories = [own.get(_id(shelf, shelf.number(k), begins, ends)) for k in numbers] if own else None
        for at, when in enumerate(whens):
            story = stories[at] if stories else None
            if story is not None:
                held = precedence(when, published, start + at)
                if story[0] not in standing or held < standing[story[0]]:
                    standing[story[0]] = held
            elif when:
                given[when].append(start + at)
            else:
                undated[published].append(start + at)
        start += len(numbers)
    for _, _, at, when in standing.values():
        if when:
            given[when].append(at)
        else:
            undated[_published(rows, at, dates)].append(at)
    found = [(edtf.sort_key(when), places) for days in (given, undated) for when, places in days.items()]
    found.sort(key=lambda item: item[0])
    order = [at for _, places in found for at in places]
    return order, {when: len(places) for when, places in given.items()}


def _published(rows: EventRows, at: int, dates: Mapping[str, str | None]) -> str:
    return dates.get(rows.at(at)[0].article) or ""


def _id(shelf: Any, number: int, begins: Sequence[int], ends: Sequence[int]) -> str:
    block = shelf.block
    if number >= block.count:
        return str(shelf.placed.own[number - block.count].id)
    return event_id(block.article, begins[number], ends[number])


def speaking(events: Sequence[Event]) -> Event:
    """The event whose headline says best what a story is: a key event before others, then the one with most words
    that the other headlines have too; the first of equals."""
    words = [{term for term, _ in terms_of(event.headline)} for event in events]
    shared = Counter(term for found in words for term in found)

    def worth(number: int) -> tuple[bool, float]:
        found = words[number]
        # A long headline has more words in common, but says more that is its own, too.
        return events[number].core, sum(shared[term] - 1 for term in found) / (len(found) + 10)

    return events[max(range(len(events)), key=worth)]


def exactest(whens: Iterable[str | None]) -> str | None:
    """The most exact of some dates (EDTF), the earliest of equals; None where none is a date."""
    dates = [when for when in whens if when and edtf.bounds(when) is not None]
    return min(dates, key=lambda when: (_vagueness(when), edtf.sort_key(when)), default=None)


@lru_cache(maxsize=8192)
def _vagueness(when: str) -> int:
    """0 for a day, 1 for about a day, 2 for a month, 3 for a year, 4 for longer; 5 for what can't be read."""
    if edtf.bounds(when) is None:
        return 5
    if "/" in when:
        return 4
    return (3 - min(when.count("-"), 2) if when.count("-") < 2 else 0) + ("~" in when)


def _by_month(counts: Mapping[str, int]) -> dict[str, int]:
    found: Counter[str] = Counter()
    for when, count in counts.items():
        if "/" in when or edtf.bounds(when) is None:
            continue
        month = re.match(r"\d{4}(-(0[1-9]|1[0-2]))?(?!\d)", when)
        if month:
            found[month.group()] += count
    return dict(sorted(found.items()))


def plot(counts: Mapping[str, int], width: int = 60, *, plain: bool = False) -> str:
    """Counts by month as bars with the first and last month at the ends. Years alone are left out."""
    months = {int(k[:4]) * 12 + int(k[5:]) - 1: n for k, n in counts.items() if len(k) == 7}
    if not months:
        return ""
    first, last = min(months), max(months)
    ends = f"{first // 12:04}-{first % 12 + 1:02} ", f" {last // 12:04}-{last % 12 + 1:02}"
    room = max(1, width - len(ends[0]) - len(ends[1]))
    step = -(-(last - first + 1) // room)
    cells: Counter[int] = Counter()
    for month, count in months.items():
        cells[(month - first) // step] += count
    bars, most = _PLAIN_BARS if plain else _BARS, max(cells.values())
    # What is more than none is seen: its bar is never empty.
    drawn = (bars[-(-cells[n] * (len(bars) - 1) // most)] for n in range((last - first) // step + 1))
    return ends[0] + "".join(drawn) + ends[1]


@lru_cache(maxsize=4096)
def spoken(when: str | None) -> str:
    """An EDTF date in words, as exact as it is: “28 October 2025”, “October 2025”, “about 2019”, “since 2019”, “2015 to
    2025”. What is no date comes back as it is."""
    if not when or edtf.bounds(when) is None:
        return when or ""
    first, slash, last = when.partition("/")
    if not slash:
        return _one(first)
    if last in ("", ".."):
        return f"since {_one(first)}"
    if first in ("", ".."):
        return f"until {_one(last)}"
    return f"{_one(first)} to {_one(last)}"


def _one(part: str) -> str:
    about = "about " if "~" in part or "?" in part or "%" in part else ""
    plain = re.sub(r"[~?%]", "", part).partition("T")[0]
    found = _DATE.match(plain)
    if not found:
        return about + plain
    year, month, day = found[1], int(found[2]), found[3]
    name = month_name[month] if 1 <= month <= 12 else _SEASONS.get(month, found[2])
    return about + (f"{int(day)} {name} {year}" if day else f"{name} {year}")
