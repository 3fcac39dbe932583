"""Stage 9: one line that reads well."""

from tuibrief.extract.parse import Parse
from tuibrief.extract.stages import Cast, Predicate, Said
from tuibrief.model import Event


def find_headlines(
    parse: Parse, cast: Cast, predicates: tuple[Predicate, ...], saids: tuple[Said, ...], events: tuple[Event, ...]
) -> tuple[str, ...]:
    """One headline an event."""
    return tuple(" ".join(parse.words(*p.clause).split()) for p in predicates)
