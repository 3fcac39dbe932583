"""What ``events(…)`` asks for, put to whole columns at once, so that 100,000 rows are filtered without building one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tuibrief.library import edtf
from tuibrief.library.columns import Block
from tuibrief.library.records import EventRow, LibraryError
from tuibrief.model import EventType, Status

Test = Callable[[int], bool]


def folded(name: str) -> str:
    """A name for comparing: without case, with plain spaces for hyphens."""
    return " ".join(name.casefold().replace("-", " ").split())


@dataclass(frozen=True, slots=True)
class Filter:
    """One question. Every part that is given must hold. ``actor`` takes part or is credited; ``source`` is credited or
    is the outlet; ``since``/``until`` are EDTF; ``text`` is looked for in headline and names; ``places`` are trigger
    starts by article, as a search found them.
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
    places: dict[str, frozenset[int]] | None = None

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
        return self

    @property
    def plain(self) -> bool:
        """Whether nothing is asked."""
        return self == Filter()

    def accepts(self, row: EventRow, outlet: str | None) -> bool:
        """The question put to one finished row: for rows with marks, which columns know nothing of."""
        names = {folded(n) for n in (*row.who, *row.whom, *row.according_to)}
        credited = {folded(n) for n in (*row.according_to, outlet or "")}
        return (
            (self.actor is None or folded(self.actor) in names)
            and (self.tag is None or self.tag in row.tags)
            and (self.source is None or folded(self.source) in credited)
            and (self.type is None or row.type == self.type.upper())
            and (self.status is None or row.status == self.status.lower())
            and (self.core is None or row.core == self.core)
            and (not (self.since or self.until) or edtf.overlaps(row.when, self.since, self.until))
            and (self.text is None or self.text.casefold() in " ".join((row.headline, *names)).casefold())
            and (self.places is None or row.start in self.places.get(row.article, ()))
        )

    def on(self, block: Block, outlet: str | None) -> Test | None:
        """The question put to a block whose rows bear no marks: a test of row numbers; None where no row can pass."""
        if self.tag is not None or (self.places is not None and block.article not in self.places):
            return None
        if self.plain:
            return _always
        tests: list[Test] = []
        for part in (self._names(block, outlet), self._kinds(block), self._words(block)):
            if part is None:
                return None
            tests += part
        if self.places is not None:
            starts, wanted = block.columns["start"], self.places[block.article]
            tests.append(lambda k: starts[k] in wanted)
        if len(tests) == 1:
            return tests[0]
        return lambda k: all(test(k) for test in tests)

    def _names(self, block: Block, outlet: str | None) -> list[Test] | None:
        tests: list[Test] = []
        columns = block.columns
        if self.actor is not None:
            wanted = folded(self.actor)
            codes = {i for i, name in enumerate(columns["names"]) if folded(name[0]) == wanted}
            if not codes:
                return None
            who, whom, by = columns["who"], columns["whom"], columns["by"]
            tests.append(lambda k: not codes.isdisjoint((*who[k], *whom[k], *by[k])))
        if self.source is not None and folded(self.source) != folded(outlet or ""):
            wanted = folded(self.source)
            sources = {i for i, name in enumerate(columns["names"]) if folded(name[0]) == wanted}
            if not sources:
                return None
            credited = columns["by"]
            tests.append(lambda k: not sources.isdisjoint(credited[k]))
        return tests

    def _kinds(self, block: Block) -> list[Test] | None:
        tests: list[Test] = []
        columns = block.columns
        if self.type is not None:
            if self.type.upper() not in columns["types"]:
                return None
            code, types = columns["types"].index(self.type.upper()), columns["type"]
            tests.append(lambda k: types[k] == code)
        if self.status is not None:
            letter, letters = self.status.lower()[1], columns["status"]
            tests.append(lambda k: letters[k] == letter)
        if self.core is not None:
            sign, signs = "1" if self.core else "0", columns["core"]
            tests.append(lambda k: signs[k] == sign)
        return tests

    def _words(self, block: Block) -> list[Test] | None:
        tests: list[Test] = []
        columns = block.columns
        if self.since or self.until:
            since, until, when = self.since, self.until, columns["when"]
            tests.append(lambda k: edtf.overlaps(when[k], since, until))
        if self.text is not None:
            text, headlines = self.text.casefold(), columns["headline"]
            codes = {i for i, name in enumerate(columns["names"]) if text in name[0].casefold()}
            who, whom, by = columns["who"], columns["whom"], columns["by"]
            tests.append(lambda k: text in headlines[k].casefold() or not codes.isdisjoint((*who[k], *whom[k], *by[k])))
        return tests


def _always(_: int) -> bool:
    return True
