"""Stage 5: verbs and event nouns with their participants."""

from tuibrief.extract.parse import Parse
from tuibrief.extract.stages import Cast, Layout, Predicate


def find_predicates(parse: Parse, layout: Layout, cast: Cast) -> tuple[Predicate, ...]:
    """The happenings that the article names, in order."""
    return tuple(
        Predicate(t.index, t.index, t.index, t.lemma, False, (), (t.index, t.index))
        for t in parse.tokens
        if t.pos == "VERB"
    )
