"""Stage 7: what the words right at a verb or noun say of it: negation, modals, "upcoming", a time to come."""

from __future__ import annotations

from collections.abc import Iterator

from tuibrief.extract.parse import Token
from tuibrief.extract.predicates.voice import is_infinitive
from tuibrief.extract.words import lists, words
from tuibrief.model import Status

WEEKDAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "tonight"})
NOBODY = frozenset({"nobody", "none", "nothing", "no-one", "neither"})
DEFINITE = frozenset({"the", "this", "that", "these", "those"})


def listed(group: str, word: str) -> Status | None:
    """The status that a group of the lexicon gives a word."""
    for name, members in lists("status", group).items():
        if word in members:
            return Status(name)
    return None


def denied(noun: Token) -> bool:
    """Whether a noun stands under "no"."""
    return any(c.lower in ("no", "neither", "zero") and c.dep in ("det", "neg", "nummod") for c in noun.children)


def conditioned(verb: Token) -> bool:
    """Whether an if-clause hangs on the verb."""
    return any(c.dep == "advcl" and any(m.dep == "mark" and m.lower == "if" for m in c.children) for c in verb.children)


def definite(noun: Token) -> bool:
    """Whether a noun points at something known ("the deal", "its tour")."""
    return any((c.dep == "det" and c.lower in DEFINITE) or c.dep == "poss" for c in noun.children)


def of_noun(noun: Token) -> Status | None:
    """What the words before a noun and a time behind it say of it; None where they say nothing."""
    if denied(noun):
        return Status.NEGATED
    for child in noun.children:
        if child.index < noun.index and child.dep in ("amod", "compound", "nmod"):
            quality = listed("quality", child.lower)
            if quality is not None:
                return quality
    return Status.PLANNED if _coming(noun) else None


def of_verb(verb: Token) -> Status | None:
    """What negation, auxiliaries and a time to come say of a verb; None where they say nothing."""
    if any(_denies(verb, child) for child in verb.children):
        return Status.NEGATED
    found: Status | None = Status.POSSIBLE if _is_called_for(verb) or _is_unreal(verb) else None
    for child in verb.children:
        if child.dep == "aux":
            found = _modal(verb, child.lower) or found
        elif child.dep == "advmod" and found is None and child.lower in words("status", "adverbs.possible"):
            found = Status.POSSIBLE
    if found is None and verb.tag in ("VBP", "VBZ", "VBG") and (_coming(verb) or _arranged(verb)):
        return Status.PLANNED
    return found


def _is_called_for(verb: Token) -> bool:
    """Whether a bare verb heads a sentence without a subject: "Heat the oil", "Give it time"."""
    if verb.tag != "VB" or not (verb.is_root or (verb.dep == "conj" and verb.head.tag == "VB" and verb.head.is_root)):
        return False
    shared = verb.head if verb.dep == "conj" else verb
    return not any(t.child("nsubj", "nsubjpass", "aux", "auxpass", "csubj", "expl") for t in (verb, shared))


def _is_unreal(verb: Token) -> bool:
    """ "Had it been granted, …": a condition without its "if"."""
    subject, helper = verb.child("nsubj", "nsubjpass"), verb.child("aux")
    if subject is None or helper is None or helper.lower != "had" or helper.index > subject.index:
        return False
    return not any(c.text == "?" for c in verb.children)


def _denies(verb: Token, child: Token) -> bool:
    word = child.lower
    if child.dep in ("neg", "advmod", "preconj", "cc"):
        if word == "longer" and child.child("neg"):
            return True
        if word == "no" or word not in words("status", "adverbs.negated") or child.index > verb.index + 2:
            return False
        # "not only", "not just" deny nothing
        return not any(
            c.index > child.index and c.lower in words("status", "adverbs.beyond_negation") for c in verb.children
        )
    if child.dep in ("nsubj", "nsubjpass", "dobj"):
        added = any(c.lower == "," and verb.index < c.index < child.index for c in verb.children)
        return not added and (word in NOBODY or denied(child))  # "answered, nothing more"
    return False


def _modal(verb: Token, word: str) -> Status | None:
    if word in words("status", "modals.planned"):
        return Status.PLANNED
    if word in words("status", "modals.possible"):
        return Status.POSSIBLE
    if word in words("status", "modals.would"):
        if word == "'d" and verb.tag in ("VBN", "VBD"):
            return None  # "they'd left"
        clause = verb.head if verb.dep == "conj" else verb
        if clause.dep == "ccomp" and clause.head.tag in ("VBD", "VBN") and not conditioned(verb):
            return Status.PLANNED  # the future as it was said in the past
        return Status.POSSIBLE
    return None


def _arranged(verb: Token) -> bool:
    """ "is travelling on Monday", "the trial opens on Monday": the present with a day is an arrangement."""
    if verb.tag == "VBG":
        arranged = any(c.dep == "aux" and c.lower in ("is", "are", "'s", "'re", "am") for c in verb.children)
    else:
        arranged = verb.lemma.lower() in words("status", "coming.arranged")
    return arranged and any(word.lower in WEEKDAYS for word in _times(verb))


def _coming(token: Token) -> bool:
    """Whether a time to come stands at the word ("next week", "tomorrow")."""
    coming = words("status", "coming.words")
    return any(word.lower in coming and word.pos != "SCONJ" for word in _times(token))


def _times(token: Token) -> Iterator[Token]:
    for child in token.children:
        if child.dep in ("npadvmod", "advmod", "tmod", "prep", "poss"):
            yield child
            for inner in child.children:
                yield inner
                if child.dep == "prep" and inner.dep == "pobj" and inner.entity != "DATE":
                    continue  # "the war in the next valley" is no time
                yield from inner.children


def to_come(verb: Token) -> bool:
    """Whether an infinitive is governed by nothing, as in headlines ("Firm to build plant"), or by "is to"."""
    if not is_infinitive(verb):
        # "Two more mills to be shut are …", read as the sentence's verb with "to" hung on "be"
        return verb.is_root and any(is_infinitive(c) for c in verb.children_of("auxpass"))
    above = verb.head
    return verb.is_root or (
        above.lemma.lower() == "be" and above.pos in ("AUX", "VERB") and verb.dep in ("xcomp", "ccomp")
    )
