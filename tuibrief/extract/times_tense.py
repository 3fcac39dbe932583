"""Whether a time lies behind or ahead: read off the verb that governs it, and off the words before it.

"Talks are planned for Monday" lies ahead, "on Monday police said" behind. Returns -1 (behind), 1 (ahead) or 0 (not told).
"""

from __future__ import annotations

from functools import cache

from tuibrief.extract.parse import Token
from tuibrief.extract.times_lexer import tables

_VERBS = ("VERB", "AUX")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(tables()["tense"][name])


def direction(token: Token) -> int:
    """Where the time that ends at this token lies, as the words that govern it have it."""
    preposition = _preposition(token)
    if preposition in _words("past_prepositions"):
        return -1
    previous: Token | None = None
    for governor in _governors(token):
        told = _of_governor(governor, previous)
        if told:
            return told
        if governor.pos in _VERBS and governor.tag != "VBG":
            break
        previous = governor
    return 1 if preposition in _words("ahead_prepositions") else 0


def _preposition(token: Token) -> str:
    for step in (token, *token.ancestors()):
        if step.pos == "ADP" and step.dep in ("prep", "pcomp", "mark"):
            return step.lower
        if step.pos in _VERBS:
            break
    return ""


def _governors(token: Token) -> list[Token]:
    """The words above a time, up to the verb that heads its clause and the one above that."""
    found: list[Token] = []
    for above in token.ancestors():
        if above.pos != "ADP":
            found.append(above)
        if len(found) >= 8:
            break
    return found


def _of_governor(governor: Token, below: Token | None) -> int:
    if governor.pos in ("NOUN", "ADJ", "PROPN"):
        return 1 if governor.lemma.lower() in _words("ahead_nouns") and governor.pos == "NOUN" else 0
    if governor.pos not in _VERBS:
        return 0
    return verb_direction(governor)


def verb_direction(verb: Token) -> int:
    """Where what a verb tells lies: -1 behind, 1 ahead, 0 not told."""
    helpers = verb.children_of("aux", "auxpass")
    words = {h.lower for h in helpers}
    if words & _words("modals"):
        return 1
    if any(h.lower == "to" for h in helpers):
        return _infinitive(verb)
    ahead = verb.lemma.lower() in _words("ahead")
    if verb.tag == "VBN" and ahead and verb.dep not in ("ROOT", "conj", "ccomp") and not words & {"have", "has", "had"}:
        return 1
    if verb.tag == "VBN" and ahead and words & {"is", "are", "be", "being", "'s", "'re"}:
        return 1
    if verb.tag == "VBN" and ahead and words & {"was", "were", "been"}:
        return 1
    if verb.tag in ("VBD", "VBN") or words & {"was", "were", "had", "did", "has", "have", "been", "'ve", "'d"}:
        return -1
    if verb.tag == "VBG":
        return 1 if words & {"is", "are", "'s", "'re", "am", "'m"} else 0
    if verb.tag in ("VBZ", "VBP"):
        return -1 if verb.lemma.lower() in _words("sayings") else 1
    return 0


def _infinitive(verb: Token) -> int:
    """An infinitive lies ahead of now where its governor does or is a plan; a plain past governor leaves it behind."""
    above = verb.head
    if above is verb:
        return 1
    if above.pos in _VERBS:
        if above.lemma.lower() in _words("ahead"):
            return 1
        return verb_direction(above) if above.tag != "VB" else 1
    if above.pos in ("ADJ", "NOUN"):
        return 1
    return 0
