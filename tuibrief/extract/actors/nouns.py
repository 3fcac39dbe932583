"""Common nouns that stand for actors: what each is, and how much of its phrase is its name."""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from tuibrief.extract.actors.casting import Casting, Entity, clean
from tuibrief.extract.parse import Token
from tuibrief.extract.words import words

LONGEST_DESCRIPTION = 9  # tokens
PLURAL = frozenset({"NNS", "NNPS"})
_QUALIFIES = frozenset({"compound", "amod", "nmod", "npadvmod", "advmod", "punct"})
_BEFORE = frozenset({"amod", "compound", "nmod", "advmod", "quantmod", "npadvmod", "punct", "nummod"})
_PREDICATE = frozenset({"attr", "oprd", "acomp"})


class Sort(StrEnum):
    """What a common noun names: one human being, people, a crowd or body of people, or an organization."""

    PERSON = "person"
    PEOPLE = "people"
    GROUP = "group"
    BODY = "body"


def sort_of(token: Token) -> Sort | None:
    """What kind of actor a common noun names, None where it names none or only qualifies another noun."""
    inside = token.dep in _QUALIFIES and token.head.index > token.index
    if token.pos not in ("NOUN", "PROPN") or (inside and token.head.lemma not in words("actors", "wielded")):
        return None
    if inside:  # "army jets bombed the town"
        return Sort.BODY if token.dep == "compound" and token.lemma.lower() in words("actors", "wielders") else None
    forms = {token.lemma.lower(), token.lower}
    known = _others(token) or (_guards(token) if "guard" in forms else None)
    if known is not None or (not forms & _all_nouns() and not _is_person(token.lemma.lower())):
        return known
    if forms & words("actors", "bodies") or forms & words("actors", "states"):
        found = Sort.BODY
    elif forms & words("actors", "groups"):
        found = Sort.GROUP
    elif forms & words("actors", "people") or _is_person(token.lemma.lower()):
        found = Sort.PEOPLE if token.tag in PLURAL else Sort.PERSON
    elif forms & words("actors", "weak_bodies"):
        return Sort.BODY if acts_or_suffers(token) else None
    else:
        return None
    weak = (
        forms & words("actors", "weak_people")
        and not acts_or_suffers(token)
        and (found is not Sort.PEOPLE or len(forms) == 1)
    )
    return None if weak or _only_says_what(token, found) else found


def _others(token: Token) -> Sort | None:
    """ "Wounding 36 others"."""
    counted_ = token.lower == "others" and token.tag in PLURAL and token.child("nummod") is not None
    return Sort.PEOPLE if counted_ else None


def _guards(token: Token) -> Sort | None:
    """ "The coast guard" is a body, "a security guard" a person; a guard alone is as often a thing."""
    kinds = {c.lower for c in token.children if c.dep in ("compound", "amod")}
    if kinds & words("actors", "guards.bodies") and token.tag not in PLURAL:
        return Sort.BODY
    if kinds & words("actors", "guards.people"):
        return Sort.PEOPLE if token.tag in PLURAL else Sort.PERSON
    return None


@cache
def _all_nouns() -> frozenset[str]:
    """Every common noun of the lexicon: most nouns are none of them."""
    return frozenset().union(*(words("actors", k) for k in ("people", "groups", "bodies", "states", "weak_bodies")))


@cache
def _is_person(lemma: str) -> bool:
    """Whether a noun that is not in the lists is one by its last part: "co-worker", "epidemiologist", "cheesemaker"."""
    last = lemma.rpartition("-")[2]
    if last in words("actors", "people"):
        return True
    if lemma in words("actors", "not_people"):
        return False
    return any(lemma.endswith(end) and len(lemma) > len(end) + 1 for end in words("actors", "people_endings"))


def _only_says_what(token: Token, sort: Sort) -> bool:
    """ "as a key player", "he is a doctor", "off guard": says what another is, or nobody in particular."""
    if token.dep in _PREDICATE:
        return True
    if token.dep == "pobj" and token.head.lower == "as" and token.head.dep == "prep":
        return not any(c.lower == "such" for c in token.head.children)
    if sort is not Sort.PERSON:
        return False
    if token.sentence == 0 and token.dep in ("nsubj", "nsubjpass", "dobj"):
        return False  # a title leaves articles out: "Police hold teacher"
    bare = not any(c.dep in ("det", "poss", "nummod", "amod", "compound", "appos") for c in token.children)
    return bare and token.pos == "NOUN" and not acts(token) and token.dep not in ("appos", "conj")


def acts(token: Token) -> bool:
    """Whether a noun does or is told what only someone can do or be told."""
    top = token
    while top.dep == "conj" and top.head is not top:
        top = top.head
    minded = words("actors", "minded")
    verb = top.head
    if top.dep == "nsubj" and verb.pos == "VERB" and verb.child("dobj", "ccomp") is not None and not verb.child("aux"):
        return True
    if top.dep in ("nsubj", "nsubjpass"):
        return verb.lemma in minded
    return top.dep == "pobj" and top.head.dep == "agent"


def acts_or_suffers(token: Token) -> bool:
    """Whether a noun acts, or has done to it what only someone can ("accused the railway")."""
    if acts(token) or (token.dep in ("dobj", "dative") and token.head.lemma in words("actors", "met")):
        return True
    if token.dep != "pobj":
        return False
    above = token.head.head
    if token.head.lower == "with":
        return above.lemma in words("actors", "dealings")  # "talks with the hospital"
    if token.head.lower == "against":
        return above.lemma in words("actors", "legal")
    walking = above.head.lemma in words("predicates", "walking_out") and above.dep == "nsubj"
    return walking and token.head.lower in ("at", "of")  # "workers at the railway walked out"


def beginning(casting: Casting, head: Token) -> tuple[int, Token | None]:
    """Where a noun's phrase begins without determiners, numbers, quantifiers and possessor; and the possessor."""
    tokens = casting.parse.tokens
    light = words("actors", "light")
    first = head.index
    owner: Token | None = None
    for child in reversed([c for c in head.children if c.index < head.index]):
        if child.dep == "poss":
            owner = child
            break
        below = child.subtree()
        if child.dep not in _BEFORE or len(below) > 6 or child.entity in ("DATE", "TIME"):
            break
        between = tokens[below[0].index : first]
        if any(
            t.text in ',;:()—–"“”' or t.pos == "SPACE" or t.tag in ("VBD", "VBZ", "VBP", "MD", "WDT") for t in between
        ):
            break
        first = below[0].index
    while (
        first < head.index
        and tokens[first + 1].text != "-"
        and (
            tokens[first].lower in light
            or tokens[first].pos in ("DET", "NUM", "ADP", "PUNCT")
            or (tokens[first].pos == "ADV" and (tokens[first].head is head or tokens[first].head.lower in light))
        )
    ):
        first += 1
    return first, owner


def whole(token: Token, first: int) -> int:
    """Where the phrase begins with its determiner and possessor."""
    for child in token.children:
        if child.index < first and child.dep in ("det", "poss", "predet", "nummod"):
            below = child.subtree()
            if len(below) <= 8:
                first = min(first, below[0].index)
    return first


def tie(casting: Casting, token: Token) -> int | None:
    """Where "… from Russia and China", "… for the ministry" ends, if such a phrase with a name follows at once."""
    for child in token.children:
        if child.dep != "prep" or child.index != token.index + 1 or child.lower not in words("actors", "ties"):
            continue
        target = child.child("pobj")
        title = casting.layout.title  # where a verb is easily taken for a noun: "Nurses at Acme win"
        if target is None or (title is not None and title.start <= token.start < title.end):
            continue
        last = target.subtree()[-1].index
        stretch = casting.parse.tokens[child.index : last + 1]
        named = any(t.tag in ("NNP", "NNPS") and t.entity not in ("DATE", "TIME") for t in stretch)
        if named and len(stretch) <= 8 and all(t.pos not in ("VERB", "PUNCT", "SCONJ", "SPACE") for t in stretch):
            return last
    return None


def described_to(token: Token) -> int | None:
    """Where "people briefed on the talks", "two officials with knowledge of the matter" end.

    People who speak unnamed are told apart by it.
    """
    speaks = token.dep == "nsubj" and token.head.lemma in words("actors", "speaking")
    credited = token.dep == "pobj" and token.head.lower == "to" and token.head.head.lower == "according"
    if not (speaks or credited):
        return None
    for child in token.children:
        if child.index != token.index + 1:
            continue
        participle = child.dep == "acl" and child.tag == "VBN"
        if participle or child.lower in words("actors", "known_by"):
            below = child.subtree()
            whole = below[-1].index - below[0].index + 1 == len(below)
            fits = whole and len(below) <= LONGEST_DESCRIPTION and not any(t.tag in ("WP", "VBD", "VBZ") for t in below)
            return below[-1].index if fits and below[-1].pos != "PUNCT" else None
    return None


def key_of(casting: Casting, token: Token, first: int, owner: Entity | None) -> str:
    """What makes two phrases one actor's: the words without nationality; of some bodies a country has but one."""
    if token.lemma.lower() in words("actors", "sole_bodies"):
        return "=" + token.lemma.lower()
    kept = [
        t.lower
        for t in casting.parse.tokens[first : token.index]
        if (owner is None or t.entity not in ("NORP", "GPE")) and t.pos not in ("PUNCT", "PART")
    ]
    return "=" + " ".join([*kept, token.lower])


def number_of(token: Token) -> str:
    """How many a noun in the plural counts, in figures: "Fourteen" is "14"; "" where it counts none."""
    number = token.child("nummod")
    if number is None or (token.tag not in PLURAL and token.lower != "people"):
        return ""
    figures = words("actors", "figures")
    return next((f.partition("=")[2] for f in figures if f.partition("=")[0] == number.lower), number.lower)


def counted(token: Token) -> Token | None:
    """Whom "thousands of …", "a group of …" counts."""
    if token.lemma.lower() not in words("actors", "counting"):
        return None
    for child in token.children:
        if child.dep == "prep" and child.lower == "of" and (target := child.child("pobj")) is not None:
            return target
    return None


def phrase_name(casting: Casting, token: Token, first: int, owner: Entity | None, owner_token: Token | None) -> str:
    """The name of an actor that goes by a phrase: with whose it is, in the text's words where they name that."""
    parse = casting.parse
    phrase = clean(parse.words(first, token.index))
    end = tie(casting, token)
    if end is not None:
        return clean(parse.words(first, end))
    if owner is None or owner_token is None:
        return phrase
    if owner_token.tag in ("NNP", "NNPS") and owner_token.dep == "poss":
        start = owner_token.subtree()[0]
        held = clean(parse.words(start.index, token.index))
        return held[4:] if held[:4].lower() == "the " else held
    return f"{owner.name}{'’' if owner.name.endswith('s') else '’s'} {phrase}"
