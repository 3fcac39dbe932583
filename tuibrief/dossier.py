"""One actor's file over all articles: who it is, when it was active, with whom it deals, what it did and said.

Pure: it is worked out of rows that the library gives, and holds no text of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from tuibrief.actors import KnownActor, fold
from tuibrief.model import EventType

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])(?:-\d\d)?(?:[~?%]|T.*)?$")


class EventFacts(Protocol):
    """What of an event's row goes into a dossier (the library's `EventRow` has it)."""

    @property
    def id(self) -> str:
        """The event's key."""

    @property
    def article(self) -> str:
        """The article's id."""

    @property
    def when(self) -> str | None:
        """EDTF."""

    @property
    def type(self) -> EventType:
        """PLOVER's type, or one of ours."""

    @property
    def who(self) -> tuple[str, ...]:
        """Names of those who act."""

    @property
    def whom(self) -> tuple[str, ...]:
        """Names of those acted on."""

    @property
    def according_to(self) -> tuple[str, ...]:
        """Names of those credited for it."""


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
    did: tuple[EventFacts, ...] = ()
    suffered: tuple[EventFacts, ...] = ()
    said: tuple[EventFacts, ...] = ()
    mentioned: tuple[EventFacts, ...] = ()

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


def dossier(actor: KnownActor | str, rows: Iterable[EventFacts]) -> Dossier:
    """The file of an actor out of the events it has a part in, in the order in which they are given.

    ``actor`` is what the library knows of it, or a bare name. A row's names are its article's own, so all names and
    aliases of the actor are looked for.
    """
    known = actor if isinstance(actor, KnownActor) else None
    name = known.name if known else str(actor)
    own = _Names((name, *known.aliases) if known else (name,))
    held = list(rows)
    lists = _sorted_out(held, own)
    days = sorted(row.when.split("/")[0] for row in held if row.when and row.when[:4].isdigit())
    return Dossier(
        key=known.key if known else "",
        name=name,
        kind=known.kind.value if known else "",
        code=known.code if known else None,
        of=known.of if known else None,
        aliases=tuple(word for word in known.aliases if word != name) if known else (),
        articles=len({row.article for row in held}),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        months=_by_month(held),
        partners=_partners(held, own),
        types=tuple(Counter(str(row.type) for row in lists["did"]).most_common()),
        did=tuple(lists["did"]),
        suffered=tuple(lists["suffered"]),
        said=tuple(lists["said"]),
        mentioned=tuple(lists["mentioned"]),
    )


def _sorted_out(rows: Sequence[EventFacts], own: _Names) -> dict[str, list[EventFacts]]:
    lists: dict[str, list[EventFacts]] = {"did": [], "suffered": [], "said": [], "mentioned": []}
    for row in rows:
        acts = own.any_of(row.who)
        if acts and row.type != EventType.STATEMENT:
            lists["did"].append(row)
        elif acts or (own.any_of(row.according_to) and not own.any_of(row.whom)):
            lists["said"].append(row)
        elif own.any_of(row.whom):
            lists["suffered"].append(row)
        else:
            lists["mentioned"].append(row)
    return lists


def _partners(rows: Sequence[EventFacts], own: _Names) -> tuple[tuple[str, int], ...]:
    """With whom it has events in common, acting or acted on: the most frequent first, by name among equals."""
    shared: Counter[str] = Counter()
    for row in rows:
        names = {name for name in (*row.who, *row.whom) if not own.has(name)}
        if names and (own.any_of(row.who) or own.any_of(row.whom)):
            shared.update(names)
    return tuple(sorted(shared.items(), key=lambda item: (-item[1], item[0])))


def _by_month(rows: Sequence[EventFacts]) -> tuple[tuple[str, int], ...]:
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
