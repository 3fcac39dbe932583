"""What form a verb stands in."""

from __future__ import annotations

from tuibrief.extract.parse import Token

VERB_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
BARE_PARTICIPLE = frozenset({"acl", "relcl", "advcl", "ccomp", "xcomp", "oprd", "pcomp", "ROOT"})


def is_verb(token: Token) -> bool:
    """Whether the word is a verb in any form, no auxiliary."""
    return token.pos == "VERB" or (token.tag in VERB_TAGS and token.pos not in ("AUX", "ADJ", "ADP", "SCONJ"))


def is_passive(verb: Token) -> bool:
    """Whether a verb stands in the passive: with its auxiliary, or as a bare participle behind its noun."""
    if any(c.dep in ("nsubjpass", "auxpass", "csubjpass") for c in verb.children):
        return True
    if verb.tag != "VBN" or any(c.dep == "aux" for c in verb.children):
        return False
    if verb.dep == "conj" and is_verb(verb.head):
        return not verb.child("nsubj") and is_passive(verb.head)
    return verb.dep in BARE_PARTICIPLE and not verb.child("nsubj", "dobj")


def is_infinitive(verb: Token) -> bool:
    """Whether "to" stands before the verb."""
    return any(c.lower == "to" and c.dep == "aux" for c in verb.children)


def has_own_tense(verb: Token) -> bool:
    """Whether a verb has a subject or an auxiliary of its own, so that it shares nothing with its neighbour."""
    for child in verb.children:
        if child.dep in ("nsubj", "nsubjpass", "expl"):
            return True
        if child.dep in ("aux", "auxpass") and child.lower != "to":
            return True
    return False
