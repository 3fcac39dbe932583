"""Stage 5: the participants of event nouns ("X's visit to Y", "a test of an engine by X", "the X-Y summit")."""

from __future__ import annotations

from collections.abc import Iterator

from tuibrief.extract.parse import Token
from tuibrief.extract.phrases import acts
from tuibrief.extract.stages import Cast
from tuibrief.extract.event_nouns import shape_of
from tuibrief.extract.words import lists
from tuibrief.model import Role

ON_WHOM = ("on", "against", "with", "to", "from", "at", "over", "toward", "towards")


def noun_arguments(cast: Cast, noun: Token, *, lonely: bool, has_subject: bool) -> Iterator[tuple[Role, Token]]:
    """Roles and head words. ``lonely``: no light verb lends its subject; ``has_subject``: one who acts is known already."""
    lemma = noun.lemma.lower()
    shape = shape_of(lemma) or "done"
    undergone = shape == "undergone"
    for child in noun.children:
        if child.dep == "poss":
            if undergone:
                yield _acted_on(cast, child), child
            elif acts(cast, child) or shape == "alone" or child.pos == "PRON":
                yield Role.WHO, child
            else:
                yield Role.WHAT, child
        elif child.dep in ("compound", "nmod", "amod"):
            yield from _modifier(cast, noun, child, undergone, has_subject)
        elif child.dep in ("prep", "agent"):
            yield from _behind(cast, noun, child, shape, lemma)


def _acted_on(cast: Cast, token: Token) -> Role:
    return Role.WHOM if acts(cast, token) else Role.WHAT


def _modifier(
    cast: Cast, noun: Token, child: Token, undergone: bool, has_subject: bool
) -> Iterator[tuple[Role, Token]]:
    """ "police raid" (who), "missile test" (what), "a Smith-Jones summit" (both)."""
    mention = cast.at(child.index)
    if child.dep == "amod" and not (mention is not None and mention.actors):
        return
    if mention is not None and mention.place:
        return
    if acts(cast, child):
        role = Role.WHOM if undergone or has_subject else Role.WHO
        yield role, child
        for part in child.children_of("compound", "nmod"):
            if cast.at(part.index) is not None and cast.at(part.index) is not mention:
                yield role, part
    elif child.pos in ("NOUN", "PROPN") and child.entity not in ("DATE", "TIME", "GPE", "LOC"):
        yield Role.WHAT, child


def _behind(cast: Cast, noun: Token, prep: Token, shape: str, lemma: str) -> Iterator[tuple[Role, Token]]:
    other = prep.child("pobj")
    if other is None or other.entity in ("DATE", "TIME"):
        return
    word = prep.lower
    if word == "by":
        yield Role.WHO, other
    elif word == "between":
        yield Role.WHO, other
    elif word == "of":
        if shape == "alone":
            yield Role.WHO, other
        elif shape == "mutual":
            yield Role.WHO if acts(cast, other) else Role.WHAT, other
        else:
            yield _acted_on(cast, other), other
    elif word in ON_WHOM and lemma in lists("nouns", "against").get(word, ()):
        yield _acted_on(cast, other), other
    elif word == "for" and shape == "done":
        yield _acted_on(cast, other), other
