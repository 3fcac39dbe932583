"""Stage 4: time expressions, and the article's own date."""

from tuibrief.extract.times.expressions import find_times

__all__ = ["find_times"]
