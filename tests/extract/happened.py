"""Read a sentence up to its typed predicates, for the tests of triggers, participants, status and type."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from tests.extract.reading import named
from tuibrief.extract import layout, predicates, status, types
from tuibrief.extract.parse import Parse
from tuibrief.extract.stages import Predicate
from tuibrief.model import EventType, Role, Status


@dataclass(frozen=True)
class Found:
    """One predicate as the tests ask for it."""

    parse: Parse
    all: tuple[Predicate, ...]
    predicate: Predicate
    status: Status
    type: EventType

    def _phrases(self, role: Role) -> list[str]:
        return [self.parse.words(a.first, a.last) for a in self.predicate.arguments if a.role is role]

    @property
    def trigger(self) -> str:
        return self.parse.words(self.predicate.first, self.predicate.last)

    @property
    def who(self) -> list[str]:
        return self._phrases(Role.WHO)

    @property
    def whom(self) -> list[str]:
        return self._phrases(Role.WHOM)

    @property
    def what(self) -> list[str]:
        return self._phrases(Role.WHAT)

    @property
    def clause(self) -> str:
        return self.parse.words(*self.predicate.clause)

    @property
    def governor(self) -> str | None:
        if self.predicate.governor is None:
            return None
        above = self.all[self.predicate.governor]
        return self.parse.words(above.first, above.last)


@cache
def happenings(text: str) -> tuple[Found, ...]:
    """All predicates of a text, in order."""
    parsed, _, cast = named(text)
    found = predicates.find_predicates(parsed, layout.lay_out(text), cast)
    statuses = status.find_statuses(parsed, found, ())
    kinds = types.find_types(parsed, cast, found, statuses)
    return tuple(Found(parsed, found, *row) for row in zip(found, statuses, kinds, strict=True))


def triggers(text: str) -> list[str]:
    return [f.trigger for f in happenings(text)]


def of(text: str, trigger: str) -> Found:
    """The predicate with this trigger; the test fails with a list of those there are."""
    for found in happenings(text):
        if found.trigger == trigger:
            return found
    raise AssertionError(f"no {trigger!r} among {triggers(text)}")
