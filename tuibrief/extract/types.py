"""Stage 8: PLOVER types."""

from tuibrief.extract.parse import Parse
from tuibrief.extract.stages import Cast, Predicate
from tuibrief.model import EventType, Status


def find_types(
    parse: Parse, cast: Cast, predicates: tuple[Predicate, ...], statuses: tuple[Status, ...]
) -> tuple[EventType, ...]:
    """One type a predicate."""
    return tuple(EventType.OTHER for _ in predicates)
