"""Stage 6: who is credited with what."""

from tuibrief.extract.attribution.sayings import find_attributions, find_credits

__all__ = ["find_attributions", "find_credits"]
