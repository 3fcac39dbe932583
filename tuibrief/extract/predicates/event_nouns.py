"""Stage 5: which nouns name a happening."""

from __future__ import annotations

from functools import cache

from tuibrief.extract.names.countries import country_named
from tuibrief.extract.parse import Token
from tuibrief.extract.words import lists, table, words

NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
# What a happening has behind it: of what, by whom, against whom.
BEHIND = frozenset({"of", "by", "against", "with", "between", "to", "from", "on"})
# What a happening stands behind.
BEFORE = frozenset({"during", "after", "before", "amid", "following", "since", "amidst", "upon"})
NAMES = frozenset({"ORG", "PERSON", "GPE", "FAC", "LAW", "WORK_OF_ART", "PRODUCT", "NORP", "LOC", "MONEY"})


@cache
def shape_of(lemma: str) -> str | None:
    """How an event noun shares out its participants: mutual, done, undergone or alone; None for any other noun."""
    for shape in ("undergone", "mutual", "done", "alone"):
        if lemma in words("nouns", shape):
            return shape
    return None


def names_happening(noun: Token, whole: str) -> bool:
    """Whether a noun stands for a happening here. ``whole`` is the word with what is hyphened to it ("test-firing")."""
    qualifies = noun.dep in ("compound", "amod", "nmod", "npadvmod", "aux") or noun.entity in ("DATE", "TIME")
    if qualifies or whole.partition("-")[0] in words("nouns", "hyphened.no_happening") or _is_task(noun):
        return False
    lemma = noun.lemma.lower()
    if noun.pos == "PROPN" or noun.entity in NAMES:
        return _named(noun)
    if shape_of(lemma) is None and shape_of(whole) is None:
        return _made_from_verb(noun, lemma)
    if lemma in words("nouns", "guarded.words") and not _happens(noun, lemma):
        return False
    if noun.dep == "attr" and any(c.lower == "no" for c in noun.children):
        return any(
            c.tag == "EX" for c in noun.head.children
        )  # "it was no accident" names none, "there was no accident" one
    return not _is_idiom(noun, lemma)


def _is_task(noun: Token) -> bool:
    """Whether a bare noun only says what an office is for: "vice president of sales and marketing"."""
    top = noun
    while top.dep == "conj" and top.head.tag in NOUN_TAGS and top.head.index < top.index:
        top = top.head
    of = top.head
    if top.dep != "pobj" or of.lower not in ("of", "for") or of.head.lemma.lower() not in words("nouns", "offices"):
        return False
    return not any(c.dep in ("det", "poss", "nummod", "prep") for t in (noun, top) for c in t.children)


def _named(noun: Token) -> bool:
    """Whether a proper name is one of a happening: "the Macworld Conference", "the Super Bowl"."""
    lower = noun.lower
    if country_named(noun.text) or (lower in words("nouns", "also_bodies") and not noun.child("compound", "poss")):
        return False  # "US $299"; "Congress" is a parliament where nothing says whose meeting it is
    if lower in table("times")["months"] and not any(c.dep in ("compound", "poss") for c in noun.children):
        return False  # "March 01, 2008" alone on a line
    singular = lower[:-1] if lower.endswith("s") and len(lower) > 4 else lower
    if noun.entity == "EVENT":
        town = noun.entity_starts and noun.dep == "pobj" and noun.head.lower == "in" and not noun.children
        return noun.dep != "poss" and not (town and shape_of(singular) is None)
    if {lower, singular} & words("nouns", "guarded.named"):
        return noun.dep in ("pobj", "dobj", "appos", "conj") and noun.entity in (
            "",
            "ORG",
            "EVENT",
            "FAC",
            "WORK_OF_ART",
        )
    known = shape_of(lower) or shape_of(singular)
    if known is None or noun.entity in NAMES:
        return False
    return lower not in words("nouns", "guarded.words") or _happens(noun, lower)


def _happens(noun: Token, lemma: str) -> bool:
    """Whether a noun that may also be a thing stands as a happening: whose, of what, by whom, when, or known."""
    if noun.tag in ("NNS", "NNPS") and lemma in words("nouns", "guarded.plural"):
        return True
    if noun.dep == "pobj" and noun.head.lower in BEFORE:
        return True
    pointed = lemma in words("nouns", "guarded.pointed")
    if pointed and noun.dep in ("dobj", "nsubjpass") and noun.head.lemma.lower() in words("nouns", "guarded.brought"):
        return True
    compounded = lemma in words("nouns", "guarded.compounded")
    if compounded and noun.dep == "attr" and any(c.tag == "EX" for c in noun.head.children):
        return True  # "there would be no cuts"
    apart = lemma in words("nouns", "guarded.of_what")
    return any(
        _marks(child, pointed, compounded) for child in noun.children if not (apart and child.lower in ("of", "by"))
    )


def _marks(child: Token, pointed: bool, compounded: bool) -> bool:
    """Whether a word at a noun makes it a happening."""
    return (
        child.dep == "poss"
        or (child.dep == "prep" and (child.lower in BEHIND or (pointed and child.lower in ("for", "over"))))
        or (pointed and child.dep == "det" and child.lower in ("the", "this", "that", "these", "those"))
        or (compounded and child.dep == "compound" and child.pos == "NOUN")
    )


def _is_idiom(noun: Token, lemma: str) -> bool:
    """Whether a bare noun is part of a set phrase ("in return", "on display")."""
    if noun.dep == "pobj" and lemma in lists("nouns", "idioms_of").get(noun.head.lower, ()):
        return True
    if noun.dep != "pobj" or any(c.dep not in ("punct", "conj", "cc") for c in noun.children):
        return False
    return lemma in lists("nouns", "idioms").get(noun.head.lower, ())


def _made_from_verb(noun: Token, lemma: str) -> bool:
    """Whether a noun that no list has is made from a verb and stands like a happening."""
    if len(lemma) < 6 or noun.tag != "NN" or not lemma.endswith(tuple(words("nouns", "endings.words"))):
        return False
    if lemma in words("nouns", "endings.things") or lemma in words("people", "people"):
        return False
    behind = {c.lower for c in noun.children if c.dep in ("prep", "agent")}
    if "by" in behind and "of" in behind:
        return True
    if lemma.endswith("ing") and "of" in behind and any(c.lower == "the" for c in noun.children):
        return True
    return (
        noun.dep == "pobj"
        and noun.head.lower in ("during", "after", "following", "amid", "upon")
        and bool(behind & {"of", "by"} or noun.child("poss"))
    )
