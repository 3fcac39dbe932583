"""Stage 7: what the word above makes of a happening: "rule out a vote", "denied reports that", "fined for delays"."""

from __future__ import annotations

from tuibrief.extract.parse import Token
from tuibrief.extract.predicates.voice import is_infinitive, is_verb
from tuibrief.extract.signs import definite, denied, listed
from tuibrief.extract.words import words
from tuibrief.model import Status

HAPPENED, PLANNED, NEGATED = Status.HAPPENED, Status.PLANNED, Status.NEGATED


def sets_ahead(token: Token, prep: Token) -> bool:
    """Whether a preposition sets a happening ahead: "ahead of talks", "due for delivery", "two weeks before a vote"."""
    word, above = prep.lower, prep.head.lower
    if (word, above) in (("of", "ahead"), ("for", "due")):
        return True
    return (
        word == "before"
        and token.lemma.lower() in words("status", "control.set")
        and any(c.lemma.lower() in words("status", "control.spans") for c in prep.children)
    )


def lemma_of(verb: Token) -> str:
    """The verb with its particle: "rule_out"."""
    particle = verb.child("prt")
    return f"{verb.lemma.lower()}_{particle.lower}" if particle is not None else verb.lemma.lower()


def of_report(verb: Token, noun: Token) -> Status:
    """What a clause that says what a noun is about has from the verb above it: "denied reports that it had sold"."""
    if denied(noun) and verb.child("mark"):
        return NEGATED  # "no evidence that they had met"
    told = any(c.dep == "mark" and c.lower == "that" for c in verb.children) or not verb.child("mark")
    above = noun.head
    tells = noun.lemma.lower() in words("status", "governors.asked") and noun.dep == "dobj"
    return (listed("finite", above.lemma.lower()) or HAPPENED) if told and tells and is_verb(above) else HAPPENED


def is_held(verb: Token, above: Token, lemma: str) -> bool:
    """ "Is believed to be hiding", "appears to have broken": held to be so, not known."""
    if above.child("auxpass"):
        return lemma in words("status", "control.held")
    seems = lemma in words("status", "control.seeming") and above.tag in ("VBZ", "VBP")
    return seems and (verb.tag == "VBG" or any(c.dep == "aux" and c.lower in ("have", "be") for c in verb.children))


def is_given(token: Token, lemma: str, word: str) -> bool:
    """Whether what stands behind a verb's preposition is there already: "compensated for delays", "in a deal worth"."""
    if word == "for" and lemma in words("status", "governors.causes"):
        return True
    return word in ("in", "under") and token.lemma.lower() in words("status", "governors.made")


def says_it(verb: Token) -> bool:
    """Whether a wish is the thing itself: "would like to thank you"."""
    if verb.lemma.lower() != "like" or not any(c.lower in ("would", "'d", "’d") for c in verb.children_of("aux")):
        return False
    below = verb.child("xcomp")
    return below is not None and below.lemma.lower() in words("status", "control.performed")


def comes_of(verb: Token, above: Token) -> bool:
    """Whether an infinitive tells what came of a change rather than what it was for: "fell 3% to close at 21"."""
    return (
        above.lemma.lower() in words("status", "control.changing")
        and verb.lemma.lower() in words("status", "control.outcome")
        and not any(child.lower in ("order", "so") and child.index < verb.index for child in verb.children)
    )


def takes_chance(verb: Token) -> bool:
    """Whether a verb says that a chance was taken: "seized the moment"."""
    thing = verb.child("dobj")
    return (
        thing is not None
        and verb.lemma.lower() in words("status", "governors.taken")
        and thing.lemma.lower() in words("status", "governors.chances")
    )


def of_object(noun: Token, verb: Token) -> Status | None:
    """What a verb makes of a happening that is its object ("cancelled a trip", "announces job cuts")."""
    lemma, thing = verb.lemma.lower(), noun.lemma.lower()
    if lemma in words("status", "governors.refusing") and thing in words("status", "governors.asked"):
        return HAPPENED  # "refused the request", "denied the claim": it was made
    if lemma == "bring" and is_ended(verb):
        return NEGATED
    given = listed("object", lemma_of(verb)) or listed("object", lemma)
    if lemma == "delay" and any(c.lower in ("until", "till", "to") and c.dep != "aux" for c in verb.children):
        given = PLANNED
    return given if given is not None or definite(noun) else listed("new_object", lemma)


def is_ended(verb: Token) -> bool:
    """ "Brought production to an end"."""
    for to in verb.children_of("prep"):
        end = to.child("pobj")
        if to.lower == "to" and end is not None and end.lemma.lower() in words("status", "governors.ends"):
            return True
    return False


def to_be_done(verb: Token) -> bool:
    """Whether an infinitive in the passive stands behind a noun: "an event to be held"."""
    return is_infinitive(verb) and any(c.dep == "auxpass" for c in verb.children)


def is_sum(thing: Token) -> bool:
    """Whether a noun is money: "nine million euros", "funds"."""
    return thing.entity == "MONEY" or thing.lemma.lower() in words("status", "governors.sums")


def sets_aside(verb: Token) -> bool:
    """Whether a verb sets money aside for what is still to be done: "promised", "earmarked"."""
    return verb.lemma.lower() in words("status", "governors.setting_aside")
