"""Sayings that close a sentence ("…, medics told Reuters") and that the small model hangs wrongly, set right before any
stage.

| words | the model hangs | here |
|---|---|---|
| "Lima denies it, the agency reported, quoting" | reported on denies, as what is denied | denies on reported |
| "An attack on a port killed nine, medics said" | attack on said, beside medics; killed on attack | killed on said |
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tuibrief.extract.links_nouns import move
from tuibrief.extract.words import words

if TYPE_CHECKING:
    from tuibrief.extract.parse import Token

_SUBJECT = ("nsubj", "nsubjpass")
_ASIDE = frozenset({"punct", "advcl", "prep", "npadvmod"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})


def mend_closer(tokens: Sequence[Token], verb: Token) -> None:
    """Hang what is said on the saying that closes its sentence; in place."""
    if verb.tag not in _FINITE or verb.lemma not in words("links", "speaks"):
        return
    speaker = _speaker(tokens, verb)
    if speaker is None:
        return
    if verb.dep == "ccomp" and verb.head.is_root and verb.head.index < speaker.index:
        _turn(verb)
    elif verb.child("ccomp") is None:
        _finite_before(verb, speaker)


def _speaker(tokens: Sequence[Token], verb: Token) -> Token | None:
    """The subject right before a verb, if a comma stands before its first word."""
    subject = next((c for c in reversed(verb.children) if c.dep in _SUBJECT and c.index < verb.index), None)
    if subject is None or subject.pos not in ("NOUN", "PROPN", "PRON"):
        return None
    first = last = subject.index
    for token in subject.subtree():
        first, last = min(first, token.index), max(last, token.index)
    return subject if last == verb.index - 1 and first and tokens[first - 1].text == "," else None


def _turn(verb: Token) -> None:
    """Make the saying the main verb, and the main verb what is said; one with a clause or object of its own stays."""
    told = verb.head
    later = verb.child("ccomp", "xcomp", "dobj")
    named = later is not None and later.dep == "dobj" and verb.lemma == "tell"
    more = any(c.index > verb.index and c.dep not in _ASIDE for c in told.children)  # "it was, she said, too late"
    if more or (later is not None and not named) or told.pos not in ("VERB", "AUX") or not told.child(*_SUBJECT):
        return
    told.children.remove(verb)
    verb.head, verb.dep = verb, "ROOT"
    told.head, told.dep = verb, "ccomp"
    verb.children.append(told)
    for child in [c for c in told.children if c.index > verb.index]:
        move(child, verb, child.dep)
    verb.children.sort(key=lambda t: t.index)


def _finite_before(verb: Token, speaker: Token) -> None:
    """A second subject far before the speaker is that of a verb which the model took for its participle."""
    other = next((c for c in verb.children if c.dep in _SUBJECT and c.index < speaker.index), None)
    if other is None:
        return
    deeds = (c for c in other.children_of("acl", "relcl") if c.tag in ("VBN", "VBD") and c.index > other.index)
    deed = next((c for c in deeds if c.child("dobj") is not None and c.child("aux", "auxpass") is None), None)
    if deed is None or deed.child(*_SUBJECT) is not None:
        return
    move(deed, verb, "ccomp")
    deed.tag = "VBD"
    move(other, deed, "nsubj")
