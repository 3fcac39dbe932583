"""Stage 2: proper names."""

from tuibrief.extract.parse import Parse
from tuibrief.extract.stages import Layout, Name


def find_names(parse: Parse, layout: Layout) -> tuple[Name, ...]:
    """The proper names in order."""
    return ()
