"""Stage 9, second part: whether an event belongs in the list of key events."""

from tuibrief.extract.parse import Parse
from tuibrief.extract.stages import Layout, Predicate
from tuibrief.model import Event


def find_core(
    parse: Parse, layout: Layout, predicates: tuple[Predicate, ...], events: tuple[Event, ...]
) -> tuple[bool, ...]:
    """One mark an event."""
    return tuple(True for _ in events)
