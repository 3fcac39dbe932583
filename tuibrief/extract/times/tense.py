"""Whether a time lies behind or ahead: read off the verb that governs it, and off the words before it.

"Talks are planned for Monday" lies ahead, "on Monday police said" behind. Returns -1 (behind), 1 (ahead) or 0 (not
told).
"""

from __future__ import annotations

from functools import cache

from tuibrief.extract.parse import Token
from tuibrief.extract.times.lexer import tables

_VERBS = ("VERB", "AUX")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(tables()["tense"][name])


def direction(token: Token) -> int:
    """Where the time that ends at this token lies, as the words that govern it have it."""
    noun = link = False
    for above in token.ancestors():
        if above.pos == "ADP":
            link = link or (noun and above.lower in ("to", "for", "on"))
            continue
        if above.pos in _VERBS:
            # "invited both sides to a meeting on Thursday": what one is invited to lies ahead
            planned = above.lemma.lower() in _words("ahead") and (link or _reaches_for(above, token))
            told = 1 if planned else verb_direction(above)
            if told or above.tag != "VBG":
                return told
        elif above.pos == "ADJ" and above.lower in _words("ahead"):
            return 1  # "elections are due on …"
        elif above.pos == "NOUN":
            if not noun and above.lemma.lower() in _words("ahead_nouns"):
                return 1
            noun = True
    return 0


def _reaches_for(verb: Token, time: Token) -> bool:
    """Whether something that the verb is after stands before the time ("agreed to talks in early November")."""
    return any(
        c.lower in ("to", "for") and c.dep == "prep" and c.index < time.index and c.child("pobj") for c in verb.children
    )


def by_preposition(word: str, told: int) -> int:
    """What the preposition before a time tells, given what its verb does."""
    if word in _words("past_prepositions"):
        return -1
    if word in _words("ahead_prepositions"):
        return 1
    return 1 if word == "by" and told >= 0 else told


def verb_direction(verb: Token) -> int:  # noqa: PLR0911  # a return a case
    """Where what a verb tells lies: -1 behind, 1 ahead, 0 not told."""
    helpers = verb.children_of("aux", "auxpass")
    subject = verb.child("nsubj")
    if verb.tag in ("VBZ", "VBP") and subject is not None and subject.lemma.lower() in _words("ahead_nouns"):
        return 1
    words = {h.lower for h in helpers}
    if words & _words("modals"):
        return 1
    if any(h.lower == "to" for h in helpers):
        return _infinitive(verb)
    ahead = verb.lemma.lower() in _words("ahead")
    bare = not words & {"have", "has", "had", "was", "were"}
    if verb.tag == "VBN" and ahead and verb.dep not in ("ROOT", "conj", "ccomp") and bare:
        return 1
    if verb.tag == "VBN" and ahead and words & {"is", "are", "be", "being", "'s", "'re"}:
        return 1
    if verb.tag == "VBN" and ahead and words & {"was", "were", "been"} and _lies_ahead(verb):
        return 1
    if verb.tag in ("VBD", "VBN") or words & {"was", "were", "had", "did", "has", "have", "been", "'ve", "'d"}:
        return -1
    if verb.tag == "VBG":
        return 1 if words & {"is", "are", "'s", "'re", "am", "'m"} else 0
    if verb.tag in ("VBZ", "VBP"):
        return -1 if verb.lemma.lower() in _words("sayings") else 1 if verb.lemma.lower() in _words("timetabled") else 0
    return 0


def _lies_ahead(verb: Token) -> bool:
    """Whether what was done to a plan puts it ahead: "was planned", "was set for", "were ordered to", not "was
    ordered", "were set ablaze"."""
    leads = any(c.lower in ("for", "to", "until") for c in verb.children_of("prep"))
    to = any(c.lower == "to" for x in verb.children_of("xcomp") for c in x.children)
    return leads or to or verb.lemma.lower() in _words("planned")


def _infinitive(verb: Token) -> int:
    """An infinitive lies ahead of now where its governor does or is a plan; a plain past governor leaves it behind."""
    above = verb.head
    if above is verb:
        return 1
    if above.pos in _VERBS:
        if above.lemma.lower() in _words("obliging"):
            return -1 if above.tag in ("VBD", "VBN") else 1
        if above.lemma.lower() in _words("ahead"):
            return 1
        return verb_direction(above) if above.tag != "VB" else 1
    if above.pos == "ADJ" and above.lower not in _words("ahead") and above.head.tag == "VBD":
        return -1  # "were unable to reach him on Saturday"
    return 1 if above.pos in ("ADJ", "NOUN") else 0
