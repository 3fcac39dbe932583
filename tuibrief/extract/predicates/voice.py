"""What form a verb stands in."""

from __future__ import annotations

from tuibrief.extract.links_nouns import is_human
from tuibrief.extract.parse import Token
from tuibrief.extract.words import words

VERB_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
MEASURES = frozenset({"DATE", "TIME", "CARDINAL", "PERCENT", "MONEY", "QUANTITY"})
# How many joined verbs back an auxiliary is looked for: a longer list is no sentence.
LONGEST_LIST = 12
BARE_PARTICIPLE = frozenset({"acl", "relcl", "advcl", "ccomp", "xcomp", "oprd", "pcomp", "ROOT"})


def is_verb(token: Token) -> bool:
    """Whether the word is a verb in any form, no auxiliary."""
    return token.pos == "VERB" or (token.tag in VERB_TAGS and token.pos not in ("AUX", "ADJ", "ADP", "SCONJ"))


def is_passive(verb: Token) -> bool:
    """Whether a verb stands in the passive: with its auxiliary, or as a bare participle behind its noun."""
    for _ in range(LONGEST_LIST):
        told = _voice(verb)
        if told is not None:
            return told
        verb = verb.head  # a bare participle that shares the auxiliary of the one before it ("was tried and jailed")
    return False


def _voice(verb: Token) -> bool | None:
    """Whether a verb by itself is passive; None where the verb that it is joined to decides."""
    if verb.tag == "VBG":
        told = verb.dep in ("pobj", "pcomp") and not verb.child("dobj")  # "released after questioning"
        of_suspects = told and verb.lemma in words("predicates", "of_suspects")
        return of_suspects or any(c.dep == "auxpass" and c.lower == "being" for c in verb.children)
    if any(c.dep in ("nsubjpass", "auxpass", "csubjpass") for c in verb.children):
        return True
    if verb.tag not in ("VBN", "VBD") or any(c.dep in ("aux", "dobj") for c in verb.children):
        return False
    if _done_by(verb) or (verb.tag == "VBD" and (_chosen(verb) or _befalls(verb))):
        return True
    if verb.dep == "conj" and is_verb(verb.head) and verb.tag == "VBN":
        gapped = verb.lemma in words("predicates", "headline_passive") and verb.head.child("auxpass") is not None
        return None if gapped or not verb.child("nsubj") else False  # "ten were killed and dozens wounded"
    return verb.tag == "VBN" and verb.dep in BARE_PARTICIPLE and not verb.child("nsubj")


def _chosen(verb: Token) -> bool:
    """Whether a verb that asks for an object has an infinitive alone, as headlines put it ("Firm allowed to bid")."""
    below, subject = verb.child("xcomp"), verb.child("nsubj")
    if subject is not None and subject.tag == "WP":
        return False  # "diplomats who asked not to be named"
    return below is not None and is_infinitive(below) and verb.lemma.lower() in words("predicates", "control_chosen")


def _befalls(verb: Token) -> bool:
    """Whether a verb that nobody does without an object has none, as in headlines: "Coach sacked after defeat"."""
    if verb.dep != "ROOT" or verb.lemma not in words("predicates", "headline_passive"):
        return False
    subject = verb.child("nsubj")
    if subject is None or verb.child("ccomp", "xcomp", "prt", "dative", "acomp") or subject.pos == "PRON":
        return False
    titled = any(is_human(c) for c in subject.children_of("compound"))
    return titled or is_human(subject) or subject.lemma in words("people", "quantities")


def _done_by(verb: Token) -> bool:
    """Whether "by" and one who can do it stand behind a verb without an object ("Shops swamped by orders")."""
    if verb.lemma.lower() in words("predicates", "measured.words"):
        return False
    for child in verb.children:
        if child.lower == "by" and child.dep in ("prep", "agent"):
            by = child.child("pobj")
            if by is not None and by.entity not in MEASURES and by.pos in ("NOUN", "PROPN", "PRON"):
                return by.lemma.lower() not in words("predicates", "measured.means")
    return False


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
