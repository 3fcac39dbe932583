"""One actor's file over all articles: who it is, when it was active, with whom it deals, what it did and said.

Pure: it is worked out of rows that the library gives, and holds no text of its own.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, overload

from tuibrief.actors import KnownActor, fold
from tuibrief.library import edtf
from tuibrief.library.columns import EventRows
from tuibrief.library.records import EventRow
from tuibrief.library.state import no_garbage_collection
from tuibrief.model import EventType

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])(?:-\d\d)?(?:[~?%]|T.*)?$")


class Picked(Sequence[EventRow]):
    """Some rows of some lists, built when they are looked at: an actor can have part in tens of thousands of events.

    A place is the list's number, shifted left by ``SHIFT``, with the row's number in it.
    """

    SHIFT = 40

    def __init__(self, lists: Sequence[Sequence[EventRow]], places: Sequence[int]) -> None:
        self._lists, self._places = lists, places

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, index: int) -> EventRow: ...
    @overload
    def __getitem__(self, index: slice) -> list[EventRow]: ...
    def __getitem__(self, index: int | slice) -> EventRow | list[EventRow]:
        if isinstance(index, slice):
            return [self._row(place) for place in self._places[index]]
        return self._row(self._places[index])

    def index_of(self, event_id: str) -> int | None:
        """Where an event stands here; None where it does not. Looks at the rows of its article alone where it can."""
        for number, rows in enumerate(self._lists):
            if isinstance(rows, EventRows):
                found = rows.index_of(event_id)
            else:
                found = next((at for at, row in enumerate(rows) if row.id == event_id), None)
            if found is not None and (place := number << self.SHIFT | found) in self._places:
                return self._places.index(place)
        return None

    def may_hold(self, index: int, word: str) -> bool:
        """Whether a row's date or headline may hold a word in small letters. No row is built for that."""
        place = self._places[index]
        rows = self._lists[place >> self.SHIFT]
        if not isinstance(rows, EventRows):
            return True
        shelf, k = rows.at(place & ((1 << self.SHIFT) - 1))
        if shelf.placed.events or shelf.placed.own:  # a person may have written another
            return True
        columns, number = shelf.block.columns, shelf.number(k)
        return word in columns["headline"][number].casefold() or word in (columns["when"][number] or "").casefold()

    def _row(self, place: int) -> EventRow:
        return self._lists[place >> self.SHIFT][place & ((1 << self.SHIFT) - 1)]


@dataclass(frozen=True, slots=True)
class Dossier:
    """One actor's file.

    ``first`` and ``last`` are the earliest and latest day, month or year of its dated events (EDTF); ``months`` counts
    its events by month (``2025-10``), without gaps from the first to the last, ``dated`` by date (EDTF); ``partners``
    counts the events that it shares with others, ``dealings`` the same by their types, ``types`` its own doings by
    type. Each event stands in one of the four lists: ``said`` (its statements, and what it is credited for), ``did``,
    ``suffered`` (had done to it), ``mentioned``.
    """

    key: str
    name: str
    kind: str = ""
    code: str | None = None
    of: str | None = None
    aliases: tuple[str, ...] = ()
    articles: int = 0
    first: str | None = None
    last: str | None = None
    months: tuple[tuple[str, int], ...] = ()
    dated: Mapping[str, int] = field(default_factory=dict)
    partners: tuple[tuple[str, int], ...] = ()
    dealings: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    types: tuple[tuple[str, int], ...] = ()
    did: Sequence[EventRow] = ()
    suffered: Sequence[EventRow] = ()
    said: Sequence[EventRow] = ()
    mentioned: Sequence[EventRow] = ()

    @property
    def events(self) -> int:
        """How many events it has a part in."""
        return len(self.did) + len(self.suffered) + len(self.said) + len(self.mentioned)


class _Names(dict[str, bool]):
    """Whether a name is an actor's, in any spelling. Folding a name costs, and a large library repeats the same few:
    each once."""

    def __init__(self, names: Iterable[str]) -> None:
        super().__init__()
        self._folded = {fold(name) for name in names}

    def __missing__(self, name: str) -> bool:
        found = self[name] = fold(name) in self._folded
        return found

    def any_of(self, names: Sequence[str]) -> bool:
        return any(self[name] for name in names)


Called = Callable[[str, str], str | None]


def dossier(
    actor: KnownActor | str,
    *lists: Sequence[EventRow],
    dates: Mapping[str, str | None] | None = None,
    called: Called | None = None,
) -> Dossier:
    """The file of an actor out of the events it has a part in, in the order in which they are given, or, with the
    articles' ``dates``, by date (undated ones at their article's).

    ``actor`` is what the library knows of it, or a bare name. A row's names are its article's own, so all names and
    aliases of the actor are looked for: there may be a list for each name. An event in several of them counts once.
    ``called`` says how the library calls whom an article's name stands for (None: it is no actor); without it each name
    is a partner of its own.
    """
    known = actor if isinstance(actor, KnownActor) else None
    name = known.name if known else str(actor)
    own = _Names((name, *known.aliases) if known else (name,))
    tally = _Tally(own, dates, called or (lambda _, name: name), several=len(lists) > 1)
    with no_garbage_collection():
        for number, rows in enumerate(lists):
            tally.take(rows, number << Picked.SHIFT)
        parts = {part: Picked(lists, tally.places(part)) for part in PARTS}
    dealings = _by_name(tally.deals)
    days = sorted(when.split("/")[0] for when in tally.whens if when[:4].isdigit())
    return Dossier(
        key=known.key if known else "",
        name=name,
        kind=known.kind.value if known else "",
        code=known.code if known else None,
        of=known.of if known else None,
        aliases=tuple(word for word in known.aliases if word != name) if known else (),
        articles=len(tally.articles),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        months=_by_month(tally.whens),
        dated=tally.whens,
        partners=tuple((who, sum(count for _, count in types)) for who, types in dealings.items()),
        dealings=dealings,
        types=tuple(tally.types.most_common()),
        did=parts["did"],
        suffered=parts["suffered"],
        said=parts["said"],
        mentioned=parts["mentioned"],
    )


PARTS = ("did", "suffered", "said", "mentioned")


class _Tally:
    """What is counted over an actor's events; of the library's own lists straight from their columns."""

    def __init__(self, own: _Names, dates: Mapping[str, str | None] | None, called: Called, *, several: bool) -> None:
        self._own, self._called = own, called
        self._dates = dates
        self._seen: set[tuple[str, int]] | None = set() if several else None
        self._on: dict[str, defaultdict[str, list[int]]] = {part: defaultdict(list) for part in PARTS}
        self.whens: Counter[str] = Counter()
        self.articles: set[str] = set()
        self.types: Counter[str] = Counter()
        self.deals: Counter[tuple[str, str]] = Counter()  # with whom, and the type of event

    def take(self, rows: Sequence[EventRow], base: int) -> None:
        """Count the events of a list whose places begin at ``base``."""
        if not isinstance(rows, EventRows):
            for at, row in enumerate(rows, base):
                self._take_row(row, at)
            return
        start = 0
        for shelf, numbers in rows.shelves():
            if shelf.placed.events or shelf.placed.own or self._seen is not None:
                for at in range(start, start + len(numbers)):
                    self._take_row(rows[at], base + at)
            else:
                self._take_block(shelf.article, shelf.block.columns, numbers, base + start)
            start += len(numbers)

    def places(self, part: str) -> array[int]:
        """The places of one of the four lists. There are few dates and many events: only the dates are sorted."""
        on, places = self._on[part], array("q")
        for when in sorted(on, key=edtf.sort_key):
            places.extend(on[when])
        return places

    def _published(self, article: str) -> str:
        return (self._dates.get(article) or "") if self._dates is not None else ""

    def _take_row(self, row: EventRow, place: int) -> None:
        if self._seen is not None:
            if (row.article, row.start) in self._seen:
                return
            self._seen.add((row.article, row.start))
        own = self._own
        self.articles.add(row.article)
        if row.when:
            self.whens[row.when] += 1
        acts, suffers = own.any_of(row.who), own.any_of(row.whom)
        part = _part(acts, suffers, own.any_of(row.according_to), said=row.type == EventType.STATEMENT)
        self._on[part][(row.when or self._published(row.article)) if self._dates is not None else ""].append(place)
        if part == "did":
            self.types[str(row.type)] += 1
        if acts or suffers:
            others = {self._called(row.article, name) for name in (*row.who, *row.whom) if not own[name]}
            self.deals.update((name, str(row.type)) for name in others if name and not own[name])

    def _take_block(self, article: str, columns: Mapping[str, Any], numbers: Sequence[int], start: int) -> None:
        """`_take_row` for a whole article, in a tenth of the time."""
        names, types, kinds = columns["names"], columns["types"], columns["type"]
        has, whenever = self._own, self.whens
        own = frozenset([code for code, name in enumerate(names) if has[name[0]]])
        whos, whoms, by, whens = columns["who"], columns["whom"], columns["by"], columns["when"]
        saying = types.index(_SAYING) if _SAYING in types else -1
        otherwise, dated = self._published(article), self._dates is not None
        did, suffered, said, mentioned = (self._on[part] for part in PARTS)
        others = own.isdisjoint
        deals: list[tuple[int, int]] = []
        for at, k in enumerate(numbers, start):
            who, whom, kind = whos[k], whoms[k], kinds[k]
            acts, suffers = not others(who), not others(whom)
            if acts:
                part = said if kind == saying else did
                if part is did:
                    self.types[types[kind]] += 1
            elif suffers:
                part = suffered
            else:
                part = mentioned if others(by[k]) else said
            when = whens[k]
            if when:
                whenever[when] += 1
            part[(when or otherwise) if dated else ""].append(at)
            if acts or suffers:
                deals += [
                    (code, kind) for code in (whom if acts and len(who) == 1 else {*who, *whom}) if code not in own
                ]
        self.articles.add(article)
        shown = {code: self._called(article, names[code][0]) for code in {code for code, _ in deals}}
        for code, kind in deals:
            name = shown[code]
            if name and not has[name]:
                self.deals[name, types[kind]] += 1


_SAYING = EventType.STATEMENT.value


def _part(acts: bool, suffers: bool, credited: bool, *, said: bool) -> str:
    """Which of the four lists an event stands in."""
    if acts and not said:
        return "did"
    if acts or (credited and not suffers):
        return "said"
    return "suffered" if suffers else "mentioned"


def _by_name(deals: Mapping[tuple[str, str], int]) -> dict[str, tuple[tuple[str, int], ...]]:
    """By partner, the most frequent first, how many events of each type; spellings of one name count as one, under the
    commonest of them."""
    by_spelling: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for (name, kind), count in deals.items():
        by_spelling[name][kind] += count
    shown: dict[str, str] = {}
    joined: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for name, kinds in sorted(by_spelling.items(), key=lambda item: (-item[1].total(), item[0])):
        joined[shown.setdefault(fold(name), name)].update(kinds)
    ordered = sorted(joined.items(), key=lambda item: (-item[1].total(), item[0]))
    return {name: tuple(sorted(kinds.items(), key=lambda item: (-item[1], item[0]))) for name, kinds in ordered}


def _by_month(whens: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """Events by month, months without any between them counted as 0. Years alone and intervals are left out."""
    counts: Counter[str] = Counter()
    for when, count in whens.items():
        match = _MONTH.match(when)
        if match:
            counts[f"{match[1]}-{match[2]}"] += count
    if not counts:
        return ()
    year, month = (int(part) for part in min(counts).split("-"))
    last = max(counts)
    months = []
    while (label := f"{year:04}-{month:02}") <= last:
        months.append((label, counts[label]))
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return tuple(months)
