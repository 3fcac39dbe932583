"""One actor's file over all articles: who it is, when it was active, with whom it deals, what it did and said.

Pure: it is worked out of rows that the library gives, and holds no text of its own.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, overload

from tuibrief.actors import KnownActor, fold
from tuibrief.library import edtf
from tuibrief.library.columns import EventRows
from tuibrief.library.records import EventRow
from tuibrief.model import EventType

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])(?:-\d\d)?(?:[~?%]|T.*)?$")


class Facts(NamedTuple):
    """What of an event goes into a dossier, without its row being built."""

    article: str
    start: int
    when: str | None
    type: EventType
    who: tuple[str, ...]
    whom: tuple[str, ...]
    according_to: tuple[str, ...]


class Picked(Sequence[EventRow]):
    """Some rows of some lists, built when they are looked at: an actor can have part in tens of thousands of events."""

    def __init__(self, places: Sequence[tuple[Sequence[EventRow], int]]) -> None:
        self._places = places

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, index: int) -> EventRow: ...
    @overload
    def __getitem__(self, index: slice) -> list[EventRow]: ...
    def __getitem__(self, index: int | slice) -> EventRow | list[EventRow]:
        if isinstance(index, slice):
            return [rows[at] for rows, at in self._places[index]]
        rows, at = self._places[index]
        return rows[at]


def _facts(rows: Sequence[EventRow]) -> Iterator[Facts]:
    """The facts of each row, in order; of the library's own lists straight from their columns (a tenth of the time)."""
    if not isinstance(rows, EventRows):
        for row in rows:
            yield Facts(row.article, row.start, row.when, row.type, row.who, row.whom, row.according_to)
        return
    for index in range(len(rows)):
        shelf, k = rows.at(index)
        number, block = shelf.number(k), shelf.block
        if number >= block.count or number in shelf.placed.events:  # a person's own, or corrected perhaps
            row = rows[index]
            yield Facts(row.article, row.start, row.when, row.type, row.who, row.whom, row.according_to)
            continue
        columns = block.columns
        who, whom, by = block.names("who", number), block.names("whom", number), block.names("by", number)
        kind = EventType(columns["types"][columns["type"][number]])
        yield Facts(shelf.article, columns["start"][number], columns["when"][number], kind, who, whom, by)


@dataclass(frozen=True, slots=True)
class Dossier:
    """One actor's file.

    ``first`` and ``last`` are the earliest and latest day, month or year of its dated events (EDTF); ``months`` counts
    its events by month (``2025-10``), without gaps from the first to the last; ``partners`` counts the events that it
    shares with others, ``types`` its own doings by type. Each event stands in one of the four lists: ``said`` (its
    statements, and what it is credited for), ``did``, ``suffered`` (had done to it), ``mentioned``.
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
    partners: tuple[tuple[str, int], ...] = ()
    types: tuple[tuple[str, int], ...] = ()
    did: Sequence[EventRow] = ()
    suffered: Sequence[EventRow] = ()
    said: Sequence[EventRow] = ()
    mentioned: Sequence[EventRow] = ()

    @property
    def events(self) -> int:
        """How many events it has a part in."""
        return len(self.did) + len(self.suffered) + len(self.said) + len(self.mentioned)


class _Names:
    """An actor's names in any spelling. Folding a name costs, and a large library repeats the same few: each once."""

    def __init__(self, names: Iterable[str]) -> None:
        self._folded = {fold(name) for name in names}
        self._asked: dict[str, bool] = {}

    def has(self, name: str) -> bool:
        found = self._asked.get(name)
        if found is None:
            found = self._asked[name] = fold(name) in self._folded
        return found

    def any_of(self, names: Sequence[str]) -> bool:
        return any(self.has(name) for name in names)


def dossier(
    actor: KnownActor | str, *lists: Sequence[EventRow], dates: Mapping[str, str | None] | None = None
) -> Dossier:
    """The file of an actor out of the events it has a part in, in the order in which they are given, or, with the
    articles' ``dates``, by date (undated ones at their article's).

    ``actor`` is what the library knows of it, or a bare name. A row's names are its article's own, so all names and
    aliases of the actor are looked for: there may be a list for each name. An event in several of them counts once.
    """
    known = actor if isinstance(actor, KnownActor) else None
    name = known.name if known else str(actor)
    own = _Names((name, *known.aliases) if known else (name,))
    held: list[Facts] = []
    parts: dict[str, list[tuple[Sequence[EventRow], int]]] = {"did": [], "suffered": [], "said": [], "mentioned": []}
    whens: dict[str, list[str]] = {part: [] for part in parts}
    types: Counter[str] = Counter()
    seen: set[tuple[str, int]] = set()
    for rows in lists:
        for at, facts in enumerate(_facts(rows)):
            if len(lists) > 1:
                if facts[:2] in seen:
                    continue
                seen.add(facts[:2])
            held.append(facts)
            part = _part(facts, own)
            parts[part].append((rows, at))
            if dates is not None:
                whens[part].append(facts.when or dates.get(facts.article) or "")
            if part == "did":
                types[str(facts.type)] += 1
    if dates is not None:
        parts = {part: _by_date(places, whens[part]) for part, places in parts.items()}
    days = sorted(facts.when.split("/")[0] for facts in held if facts.when and facts.when[:4].isdigit())
    return Dossier(
        key=known.key if known else "",
        name=name,
        kind=known.kind.value if known else "",
        code=known.code if known else None,
        of=known.of if known else None,
        aliases=tuple(word for word in known.aliases if word != name) if known else (),
        articles=len({facts.article for facts in held}),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        months=_by_month(held),
        partners=_partners(held, own),
        types=tuple(types.most_common()),
        did=Picked(parts["did"]),
        suffered=Picked(parts["suffered"]),
        said=Picked(parts["said"]),
        mentioned=Picked(parts["mentioned"]),
    )


def _by_date(
    places: Sequence[tuple[Sequence[EventRow], int]], whens: Sequence[str]
) -> list[tuple[Sequence[EventRow], int]]:
    """Sorted by date. There are few dates and many events: only the dates are sorted."""
    on: defaultdict[str, list[tuple[Sequence[EventRow], int]]] = defaultdict(list)
    for place, when in zip(places, whens, strict=True):
        on[when].append(place)
    return [place for when in sorted(on, key=edtf.sort_key) for place in on[when]]


def _part(facts: Facts, own: _Names) -> str:
    """Which of the four lists an event stands in."""
    acts = own.any_of(facts.who)
    if acts and facts.type != EventType.STATEMENT:
        return "did"
    if acts or (own.any_of(facts.according_to) and not own.any_of(facts.whom)):
        return "said"
    return "suffered" if own.any_of(facts.whom) else "mentioned"


def _partners(rows: Sequence[Facts], own: _Names) -> tuple[tuple[str, int], ...]:
    """With whom it has events in common, acting or acted on: the most frequent first, by name among equals."""
    shared: Counter[str] = Counter()
    for row in rows:
        names = {name for name in (*row.who, *row.whom) if not own.has(name)}
        if names and (own.any_of(row.who) or own.any_of(row.whom)):
            shared.update(names)
    return tuple(sorted(shared.items(), key=lambda item: (-item[1], item[0])))


def _by_month(rows: Sequence[Facts]) -> tuple[tuple[str, int], ...]:
    """Events by month, months without any between them counted as 0. Years alone and intervals are left out."""
    counts: Counter[str] = Counter()
    for row in rows:
        match = _MONTH.match(row.when) if row.when else None
        if match:
            counts[f"{match[1]}-{match[2]}"] += 1
    if not counts:
        return ()
    year, month = (int(part) for part in min(counts).split("-"))
    last = max(counts)
    months = []
    while (label := f"{year:04}-{month:02}") <= last:
        months.append((label, counts[label]))
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return tuple(months)
