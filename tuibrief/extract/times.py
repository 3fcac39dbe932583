"""Stage 4: time expressions, and the article's own date."""

from tuibrief.extract.parse import Parse
from tuibrief.extract.stages import Calendar, Layout


def find_times(parse: Parse, layout: Layout, published: str | None, url: str | None = None) -> Calendar:
    """The article's date and its TIMEX3 expressions."""
    return Calendar(published, None)
