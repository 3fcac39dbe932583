"""Stage 5: verbs and event nouns with their participants."""

from tuibrief.extract.predicates.happenings import find_predicates

__all__ = ["find_predicates"]
