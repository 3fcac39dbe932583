"""Stage 3: whom each mention stands for."""

from tuibrief.extract.parse import Parse
from tuibrief.extract.stages import Cast, Layout, Name


def find_cast(parse: Parse, layout: Layout, names: tuple[Name, ...]) -> Cast:
    """The actors of the article and their mentions."""
    return Cast((), (), {})
