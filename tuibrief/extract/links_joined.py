"""Verbs joined by "and" that the small model hangs on the wrong one of two before them, set right before any stage.

| words | the model hangs | here |
|---|---|---|
| "shares fell after the firm cut its forecast and said it would" | said on fell | on cut: no share speaks |
| "said officers were still searching, and urged drivers to" | urged on searching | on said |
| "reported in March, citing e-mails, that he had known" | known beside reported | as what is reported |
| "a sample collected in Iten, in the Rift Valley, on Monday" | the later places on another verb | all on collected |
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tuibrief.extract.links_nouns import is_human, move
from tuibrief.extract.words import words

if TYPE_CHECKING:
    from tuibrief.extract.parse import Token

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_SUBJECT = ("nsubj", "nsubjpass")


def mend_joined(verb: Token) -> None:
    """Hang a joined verb without a subject of its own on the verb whose subject does both; in place."""
    if verb.tag not in _FINITE or verb.lemma not in words("links", "minded") or verb.child(*_SUBJECT, "aux"):
        return
    first = verb.head
    joint = next((c for c in reversed(first.children_of("cc")) if c.index < verb.index), None)
    if joint is None or first.pos not in ("VERB", "AUX"):
        return
    main = _speaker_between(verb, first) or _saying_above(verb, first, joint)
    if main is not None:
        move(verb, main, "conj")
        move(joint, main, "cc")


def mend_reported(verb: Token) -> None:
    """Make a "that" clause that was joined to a verb of saying what is said; in place."""
    mark = verb.child("mark")
    said = verb.head
    if mark is None or mark.lower != "that" or said.child("ccomp") is not None or verb.index < said.index:
        return
    if said.lemma in words("links", "takes_clauses") | words("links", "speaks") and said.child("cc") is None:
        verb.dep = "ccomp"
        if said.tag == "VBN" and said.child("aux", "auxpass", "nsubjpass") is None and said.child("nsubj"):
            said.tag = "VBD"


def mend_chain(tokens: Sequence[Token], prep: Token) -> None:
    """Hang "…, in Y" on the verb of the "in X" right before it; in place."""
    if prep.index < 3 or tokens[prep.index - 1].text != "," or prep.lower not in words("places", "place") | {"on"}:
        return
    before, main = tokens[prep.index - 2], prep.head
    lead = before.head
    if before.dep != "pobj" or before.pos != "PROPN" or lead.dep != "prep" or main.pos not in ("VERB", "AUX"):
        return
    verb = lead.head
    inside = verb.tag == "VBN" and verb.dep == "acl" and main.index < verb.index and prep.child("pobj") is not None
    if inside and any(a is main for a in verb.ancestors()):
        move(prep, verb, "prep")


def _speaker_between(verb: Token, first: Token) -> Token | None:
    """The verb of a clause between the two, whose subject can speak where the first verb's can't."""
    subject = first.child(*_SUBJECT)
    if subject is None or subject.pos == "PRON" or _speaks(subject):
        return None
    for clause in first.children_of("advcl"):
        actor = clause.child(*_SUBJECT)
        same = clause.tag == verb.tag and first.index < clause.index < verb.index
        if same and actor is not None and (_speaks(actor) or actor.tag in ("NN", "PRP")):
            return clause
    return None


def _saying_above(verb: Token, first: Token, joint: Token) -> Token | None:
    """The saying whose speaker goes on behind ", and": what is said has a helping verb that the joined one lacks."""
    main = first.head
    helped = first.dep == "ccomp" and first.child("aux", "auxpass") is not None
    if not helped or main.index > first.index or main.tag != verb.tag or main.lemma not in words("links", "minded"):
        return None
    commas = {c.index for t in (first, main) for c in t.children if c.text == ","}
    return main if joint.index - 1 in commas else None


def _speaks(noun: Token) -> bool:
    """Whether a noun is one of people or bodies."""
    bodies = words("actors", "bodies", "weak_bodies", "states")
    return is_human(noun) or noun.entity in ("ORG", "GPE") or noun.pos == "PROPN" or noun.lemma.lower() in bodies
