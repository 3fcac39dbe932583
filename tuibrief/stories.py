"""Events -> stories: which events, of one article or several, are the same happening."""

from collections.abc import Sequence

from tuibrief.model import Article, Reading


def find_stories(pairs: Sequence[tuple[Article, Reading]]) -> tuple[tuple[str, ...], ...]:
    """Groups of event ids, two or more each."""
    return ()
