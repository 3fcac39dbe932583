"""Stage 6: who is credited with what."""

from tuibrief.extract.parse import Parse
from tuibrief.extract.stages import Cast, Layout, Predicate, Said


def find_attributions(parse: Parse, layout: Layout, cast: Cast, predicates: tuple[Predicate, ...]) -> tuple[Said, ...]:
    """Source, cue and content of all that is said or thought."""
    return ()


def find_credits(
    parse: Parse, predicates: tuple[Predicate, ...], saids: tuple[Said, ...]
) -> tuple[tuple[str, ...], ...]:
    """For each predicate, whom the article credits for it."""
    return tuple(() for _ in predicates)
