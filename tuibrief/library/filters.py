"""What ``events(…)`` asks for, put to whole columns at once, so that 100,000 rows are filtered without building one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from tuibrief.library import edtf
from tuibrief.library.columns import Block
from tuibrief.library.records import EventRow, LibraryError
from tuibrief.model import EventType, Status

STATES = ("core", "tagged", "noted", "graded", "corrected", "confirmed", "rejected", "own")
"""What an event can be (``is:tagged``): a key event, with a person's mark of that kind on it, or added by a person."""


@lru_cache(maxsize=20_000)  # a library repeats the same few names over and over
def folded(name: str) -> str:
    """A name for comparing: without case, with plain spaces for hyphens."""
    return " ".join(name.casefold().replace("-", " ").split())


class Filter(NamedTuple):
    """One question. Every part that is given must hold. ``actor`` takes part or is credited; ``source`` is credited or
    is the outlet; ``since``/``until`` are EDTF; ``text`` is looked for in headline and names; ``state`` is one of
    `STATES`; ``places`` are trigger starts by article, as a search found them.
    """

    actor: str | None = None
    tag: str | None = None
    since: str | None = None
    until: str | None = None
    text: str | None = None
    type: str | None = None
    status: str | None = None
    core: bool | None = None
    source: str | None = None
    places: Mapping[str, Collection[int]] | None = None
    state: str | None = None

    def checked(self) -> Filter:
        """Itself; LibraryError in one sentence where a part can't be understood."""
        for name in ("since", "until"):
            value = getattr(self, name)
            if value is not None and edtf.bounds(value) is None:
                raise LibraryError(f"{name}: “{value}” is not a date like 2025, 2025-10 or 2025-10-28.")
        if self.type is not None and self.type.upper() not in EventType.__members__:
            raise LibraryError(f"There is no event type “{self.type}”; there are {', '.join(EventType)}.")
        if self.status is not None and self.status.lower() not in set(Status):
            raise LibraryError(f"There is no status “{self.status}”; there are {', '.join(Status)}.")
        if self.state is not None and self.state.lower() not in STATES:
            raise LibraryError(f"Nothing is “{self.state}”; an event can be {', '.join(STATES)}.")
        return self

    @property
    def plain(self) -> bool:
        """Whether nothing is asked."""
        return self == Filter()

    def accepts(self, row: EventRow, outlet: str | None) -> bool:
        """The question put to one finished row: for rows with marks, which columns know nothing of. ``places`` are its
        asker's to look after.
        """
        names = {folded(n) for n in (*row.who, *row.whom, *row.according_to)}
        credited = {folded(n) for n in (*row.according_to, outlet or "")}
        return (
            (self.actor is None or folded(self.actor) in names)
            and (self.tag is None or self.tag in row.tags)
            and (self.source is None or folded(self.source) in credited)
            and (self.type is None or row.type == self.type.upper())
            and (self.status is None or row.status == self.status.lower())
            and (self.core is None or row.core == self.core)
            and (self.state is None or _is(row, self.state.lower()))
            and (not (self.since or self.until) or edtf.overlaps(row.when, self.since, self.until))
            and (self.text is None or self.text.casefold() in " ".join((row.headline, *names)).casefold())
        )

    def rows(self, block: Block, outlet: str | None) -> Sequence[int]:
        """The question put to a block whose rows bear no marks: the numbers of the rows that answer it, in order."""
        if self.tag is not None or (self.places is not None and block.article not in self.places):
            return ()
        if self.state is not None and self.state.lower() != "core":
            return ()
        found: Sequence[int] = range(block.count)
        for part in (self._places, self._named, self._credited, self._kinds, self._times, self._words):
            found = part(block, outlet, found)
            if not found:
                return ()
        return found

    def _places(self, block: Block, _outlet: str | None, rows: Sequence[int]) -> Sequence[int]:
        if self.places is None:
            return rows
        wanted = self.places[block.article]
        return sorted(k for k in wanted if k < block.count)

    def _named(self, block: Block, _outlet: str | None, rows: Sequence[int]) -> Sequence[int]:
        if self.actor is None:
            return rows
        codes = _codes(block, self.actor)
        columns = block.columns if codes else {}
        if len(codes) == 1:  # the usual case, in a third of the time
            c = codes.pop()
            all_names = enumerate(zip(columns["who"], columns["whom"], columns["by"], strict=True))
            held = [k for k, (who, whom, by) in all_names if c in who or c in whom or c in by]
            return held if len(rows) == block.count else sorted(set(held).intersection(rows))
        return _with_any(codes, (columns["who"], columns["whom"], columns["by"]), rows) if codes else ()

    def _credited(self, block: Block, outlet: str | None, rows: Sequence[int]) -> Sequence[int]:
        if self.source is None or folded(self.source) == folded(outlet or ""):
            return rows
        codes = _codes(block, self.source)
        return _with_any(codes, (block.columns["by"],), rows) if codes else ()

    def _kinds(self, block: Block, _outlet: str | None, rows: Sequence[int]) -> Sequence[int]:
        if self.type is not None:
            if self.type.upper() not in block.columns["types"]:
                return ()
            code, types = block.columns["types"].index(self.type.upper()), block.columns["type"]
            rows = [k for k in rows if types[k] == code]
        if self.status is not None:
            letter, letters = self.status.lower()[1], block.columns["status"]
            rows = [k for k in rows if letters[k] == letter]
        if self.core is not None or self.state is not None:  # of states only “core” comes here
            if self.core is False and self.state is not None:
                return ()
            sign, signs = "0" if self.core is False else "1", block.columns["core"]
            rows = [k for k in rows if signs[k] == sign]
        return rows

    def _times(self, block: Block, _outlet: str | None, rows: Sequence[int]) -> Sequence[int]:
        if not (self.since or self.until):
            return rows
        since, until, when = self.since, self.until, block.columns["when"]
        return [k for k in rows if edtf.overlaps(when[k], since, until)]

    def _words(self, block: Block, _outlet: str | None, rows: Sequence[int]) -> Sequence[int]:
        if self.text is None:
            return rows
        columns, text = block.columns, self.text.casefold()
        headlines = columns["headline"]
        codes = {i for i, name in enumerate(columns["names"]) if text in name[0].casefold()}
        named = set(_with_any(codes, (columns["who"], columns["whom"], columns["by"]), rows)) if codes else ()
        return [k for k in rows if k in named or text in headlines[k].casefold()]


def _is(row: EventRow, state: str) -> bool:
    found: dict[str, object] = {
        "core": row.core, "tagged": row.tags, "noted": row.noted, "graded": row.grade, "corrected": row.corrected,
        "confirmed": row.verdict == "confirmed", "rejected": row.verdict == "rejected", "own": row.own,
    }  # fmt: skip
    return bool(found[state])


def _codes(block: Block, name: str) -> set[int]:
    """The numbers that stand for a name in the block, in any of its spellings."""
    wanted = folded(name)
    return {i for i, given in enumerate(block.all_names()) if folded(given) == wanted}


def _with_any(codes: set[int], columns: Sequence[Sequence[Sequence[int]]], rows: Sequence[int]) -> list[int]:
    return [k for k in rows if any(not codes.isdisjoint(column[k]) for column in columns)]
