"""Read a text with the real pipeline, once a test run, for the stages that stand on names and actors."""

from __future__ import annotations

from functools import cache
from typing import Any

from tuibrief.extract import actors, layout, names, parse, places, predicates
from tuibrief.extract.parse import Parse
from tuibrief.extract.stages import Cast, Name


@cache
def pipeline() -> Any:
    return parse.load_model()


@cache
def named(text: str) -> tuple[Parse, tuple[Name, ...], Cast]:
    laid = layout.lay_out(text, None)
    parsed = parse.parse(text, laid.paragraphs, pipeline())
    found = names.find_names(parsed, laid)
    return parsed, found, actors.find_cast(parsed, laid, found)


def who(text: str, words: str, nth: int = 0) -> tuple[str, ...]:
    """The actors that the nth occurrence of some words stands for: the mention at their last word."""
    parsed, _, cast = named(text)
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    end = at + len(words)
    token = next(t for t in parsed.tokens if t.start < end <= t.end)
    mention = cast.at(token.index)
    return cast.names(mention) if mention and not mention.place else ()


def actor(text: str, name: str) -> Any:
    return next(a for a in named(text)[2].actors if a.name == name)


def where(text: str, trigger: str) -> tuple[str, ...]:
    """The places of the happening that a word names."""
    parsed, found, cast = named(text)
    predicates_found = predicates.find_predicates(parsed, layout.lay_out(text, None), cast)
    at = text.index(trigger)
    for predicate, held in zip(
        predicates_found, places.find_places(parsed, cast, found, predicates_found), strict=True
    ):
        if parsed.tokens[predicate.head].start == at:
            return tuple(p.name for p in held)
    raise AssertionError(f"no happening at {trigger!r}")
