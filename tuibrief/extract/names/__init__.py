"""Stage 2: proper names."""

from tuibrief.extract.names.proper import find_names

__all__ = ["find_names"]
