"""Where each happening is."""

from tuibrief.extract.parse import Parse
from tuibrief.extract.stages import Cast, Name, Place, Predicate


def find_places(
    parse: Parse, cast: Cast, names: tuple[Name, ...], predicates: tuple[Predicate, ...]
) -> tuple[tuple[Place, ...], ...]:
    """The places of each predicate."""
    return tuple(() for _ in predicates)
