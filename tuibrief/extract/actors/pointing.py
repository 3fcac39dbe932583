"""Stage 3, helpers of the pronouns: the grammatical places that they and what they point at stand in."""

from __future__ import annotations

from tuibrief.extract.parse import Token
from tuibrief.extract.words import words

_ARGUMENTS = ("nsubj", "dobj", "nsubjpass", "dative")


def sayer(verb: Token) -> Token | None:
    """The subject of a verb of saying, shared ones too, or whom "according to" names."""
    subject = verb.child("nsubj")
    if subject is None and verb.dep in ("conj", "advcl"):
        subject = verb.head.child("nsubj")
    if subject is None and verb.lemma == "accord":
        to = verb.child("prep")
        subject = to.child("pobj") if to is not None else None
    return subject


def role_of(token: Token) -> str:
    """The grammatical place of a noun, "agent" for who does what a passive says."""
    if token.dep == "pobj" and token.head.dep == "agent":
        return "agent"
    return token.dep


def first_conjunct(token: Token) -> Token:
    """The first of the nouns that one is joined to."""
    while token.dep in ("conj", "appos") and token.head is not token:
        token = token.head
    return token


def clause_of(token: Token) -> Token:
    """The verb that governs a token."""
    for above in token.ancestors():
        if above.pos in ("VERB", "AUX") and above.lower != "according":
            return above
    return token.head


def is_empty(token: Token) -> bool:
    """ "It is likely that …", "it seems …": nobody."""
    if token.lower != "it" or token.dep not in ("nsubj", "nsubjpass", "expl"):
        return False
    verb = token.head
    if verb.lemma in ("be", "seem", "appear", "become", "take", "remain", "rain", "snow", "mean", "happen", "turn"):
        return any(c.dep in ("ccomp", "xcomp", "acomp", "advcl", "csubj", "attr") for c in verb.children)
    return token.dep == "nsubjpass" and any(c.dep == "ccomp" for c in verb.children)


def is_minded(token: Token) -> bool:
    """Whether it does what only somebody with a mind does."""
    return token.dep == "nsubj" and token.head.lemma in words("actors", "minded")


def barred_for(token: Token) -> set[int]:
    """Tokens that it can't mean: the other arguments of its verb, unless it is a possessive or reflexive."""
    if token.dep == "poss" or token.lower.endswith(("self", "selves")):
        return set()
    verb = token.head if token.dep != "pobj" else token.head.head
    if token.dep == "pobj" and token.head.lower == "of" and verb.pos not in ("VERB", "AUX"):
        verb = clause_of(verb)  # "detained six of them"
    barred = {c.index for c in verb.children if c is not token and c.dep in _ARGUMENTS}
    barred |= _doers(verb)
    # "X praised Y and invited her", "X demanded that he resign": X is neither
    above = verb
    while above.dep == "conj" and not above.child("nsubj", "nsubjpass") and not above.is_root:
        above = above.head
    if above is verb and verb.dep == "ccomp" and verb.tag == "VB" and not verb.child("aux"):
        above = verb.head
    if above is not verb:
        while above.dep == "conj" and not above.child("nsubj", "nsubjpass") and not above.is_root:
            above = above.head
        barred |= {c.index for c in above.children if c.dep in ("nsubj", "nsubjpass")}
    return barred


def _doers(verb: Token) -> set[int]:
    """Who does an infinitive, and whom "who" stands for: "a colleague who tried to save him" is not him."""
    doer = verb
    while doer.dep == "xcomp" and doer.head is not doer and not doer.child("nsubj", "nsubjpass"):
        doer = doer.head
        thing = doer.child("dobj")
        if thing is not None and thing.index < verb.index:
            return {thing.index}
    subject = doer.child("nsubj", "nsubjpass")
    if subject is None:
        return set()
    if subject.tag == "WP" and doer.dep == "relcl":
        return {doer.head.index}
    return {subject.index} if doer is not verb else set()
