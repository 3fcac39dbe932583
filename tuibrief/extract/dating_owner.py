"""Which happening a time belongs to, found by climbing the parse from the time's head."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from tuibrief.extract.parse import Parse, Token
from tuibrief.extract.stages import TimeMention
from tuibrief.extract.words import table as lexicon_table

_COUNTED = 4  # tokens between "the second time" and "this year"
_MODIFIERS = ("compound", "nummod", "amod", "poss", "nmod", "npadvmod", "appos", "det", "quantmod", "advmod")


@dataclass(frozen=True, slots=True)
class Owner:
    """The predicate that a time dates, the preposition between them, and, for a length before or after another
    happening, that one with the sign of the way there (-1: so long before it).
    """

    predicate: int | None
    preposition: str = ""
    other: int | None = None
    sign: int = 0


@cache
def _words(table: str, key: str) -> frozenset[str]:
    return frozenset(lexicon_table("times_dating")[table][key])


def find_owner(parse: Parse, time: TimeMention, by_token: dict[int, int]) -> Owner | None:
    """The happening that a time belongs to; None where it belongs to none."""
    head = _head(parse, time)
    relation = parse.tokens[time.last + 1] if time.last + 1 < len(parse.tokens) else None
    length = time.edtf is None and not (head.dep == "pobj" or _is_span(parse, time))
    if length and relation is not None and relation.lower in ("before", "after"):
        return _relative(parse, time, relation, by_token)
    if time.edtf is None or _is_count(parse, time):
        return None
    return _climb(parse, head, time, by_token)


def _is_span(parse: Parse, time: TimeMention) -> bool:
    """Whether a length tells how long something took: "over three days before", "for a week after"."""
    before = parse.tokens[time.first - 1].lower if time.first else ""
    inside = parse.tokens[time.first].lower
    return before in ("over", "for", "in", "within", "during") or inside in ("over", "for")


def _is_count(parse: Parse, time: TimeMention) -> bool:
    """Whether a time tells within what something is counted: "for the second time this year"."""
    before = parse.tokens[max(0, time.first - _COUNTED) : time.first]
    return any(
        t.lemma == "time" and before[i - 1].tag == "JJ" and before[i - 1].lower in lexicon_table("times")["ordinals"]
        for i, t in enumerate(before)
        if i
    )


def _head(parse: Parse, time: TimeMention) -> Token:
    """The token of a time that hangs on a word outside it."""
    inside = range(time.first, time.last + 1)
    for i in inside:
        token = parse.tokens[i]
        if token.head.index not in inside and token.pos != "PUNCT":
            return token
    return parse.tokens[time.first]


def _climb(parse: Parse, token: Token, time: TimeMention, by_token: dict[int, int]) -> Owner | None:  # noqa: PLR0911  # a return a case
    preposition, nouns = "", 0
    while True:
        up = token.head
        if up is token:
            return _of_root(token, time, preposition, by_token)
        if token.pos in ("ADP", "SCONJ") and token.dep in ("prep", "pcomp", "mark", "advmod") and not preposition:
            preposition = token.lower
            near = _right_after(parse, token, time) or _planned_for(preposition, up)
            if preposition not in _words("prepositions", "at") and not near:
                return None
        if up.pos in ("ADP", "SCONJ") and up.index not in by_token:
            token = up
            continue
        if preposition == "since" and _is_record(parse, up, time):
            return None
        if up.index in by_token:
            return Owner(_content(parse, up, time, by_token), preposition)
        if up.pos in ("VERB", "AUX"):
            return _of_light_verb(up, preposition, by_token)
        if token.dep in _MODIFIERS and not preposition and not _in_adjunct(up):
            return None
        part = preposition == "of" and up.lemma in _words("prepositions", "parts")  # "in the early hours of Monday"
        if (preposition in ("since", "of") and not part) or nouns:
            return None
        if part:
            preposition = ""
        else:  # a place stands between as often as not: "a plant in Lyon, France, by June"
            nouns += up.pos != "ADJ" and up.entity not in ("GPE", "LOC", "FAC")
        token = up


def _is_record(parse: Parse, up: Token, time: TimeMention) -> bool:
    """Whether "since" tells how rare a thing is ("fell to the lowest level since 2003") and not when it began."""
    between = parse.tokens[up.index : time.first]
    return any(t.tag in ("JJS", "RBS") or t.lower in ("first", "only") for t in between)


def _of_root(root: Token, time: TimeMention, preposition: str, by_token: dict[int, int]) -> Owner | None:
    """A sentence that was parsed without its verb (headlines): the verb among the root's own words."""
    if root.index in by_token:
        return Owner(by_token[root.index], preposition)
    verbs = [
        c
        for c in root.children
        if c.index in by_token and c.pos == "VERB" and c.dep in ("amod", "compound", "nmod", "acl")
    ]
    before = [v for v in verbs if v.index < time.first]
    return Owner(by_token[before[-1].index], preposition) if before else None


def _right_after(parse: Parse, preposition: Token, time: TimeMention) -> bool:
    """ "As early as 2017", "shortly after 4 p.m.": about that time."""
    before = parse.tokens[preposition.index - 1].lower if preposition.index else ""
    if preposition.lower == "as":
        return before in _words("prepositions", "as")
    if preposition.lower not in ("after", "before") or "T" not in time.value:
        return False
    part = time.value[-2:].isalpha()  # "before dawn on Saturday" is on Saturday
    return part or before in _words("prepositions", "right")


def _planned_for(preposition: str, up: Token) -> bool:
    return preposition == "for" and up.lemma.lower() in _words("prepositions", "planned")


def _in_adjunct(noun: Token) -> bool:
    """Whether a noun is where or in which something went on ("in a Wednesday interview")."""
    return noun.dep == "pobj" and noun.head.lower in ("in", "at", "during")


def _of_light_verb(verb: Token, preposition: str, by_token: dict[int, int]) -> Owner | None:
    """A verb that is no happening hands its time to its subject ("the announcement came on Monday"), or to its
    complement.
    """
    for dep in ("xcomp", "ccomp"):
        inner = verb.child(dep)
        if inner is not None and inner.index in by_token:
            return Owner(by_token[inner.index], preposition)
    nouns = (verb.child("nsubj", "nsubjpass", "attr"), verb.child("dobj"))  # "had four deaths overnight"
    for noun in nouns:
        if noun is not None and noun.index in by_token and preposition != "since":
            return Owner(by_token[noun.index], preposition)
    return None


def _content(parse: Parse, up: Token, time: TimeMention, by_token: dict[int, int]) -> int:
    """The happening meant where a time hangs on this one.

    Behind the infinitive of a planning verb it dates what is planned ("are expected to appear on Friday"); before a
    comma and a participle it dates the verb before ("struck on Sunday, killing ten").
    """
    if up.tag == "VBG" and up.dep == "advcl" and up.head.index < time.first and up.head.index in by_token:
        between = [parse.tokens[i].lower for i in range(time.last + 1, up.index)]
        if between[:1] == [","]:
            return by_token[up.head.index]
    if up.lemma.lower() in _words("prepositions", "planned"):
        inner = up.child("xcomp")
        if inner is not None and inner.index in by_token and inner.index < time.first:
            return by_token[inner.index]
    return by_token[up.index]


def _relative(parse: Parse, time: TimeMention, relation: Token, by_token: dict[int, int]) -> Owner | None:
    """A length before or after another happening: the governing one and the other."""
    sign = -1 if relation.lower == "before" else 1
    other: int | None = None
    if relation.dep == "mark":
        clause = relation.head
        other = _first_happening(clause, by_token)
        outer = clause.head
    else:
        inner = relation.child("pobj", "pcomp")
        other = _first_happening(inner, by_token) if inner is not None else None
        outer = relation.head
    mine: int | None = None
    if outer.index > time.last:  # hung on the "said" that ends the sentence: what is told before the length is meant
        sentence = parse.sentence_of(outer)
        mine = next((by_token[i] for i in range(time.first, sentence.first - 1, -1) if i in by_token), None)
        return Owner(mine, relation.lower, other, sign) if other is not None and other != mine else None
    for up in (outer, *outer.ancestors()):
        if up.index in by_token:
            mine = by_token[up.index]
            break
        if up.pos in ("VERB", "AUX"):
            subject = up.child("nsubj", "nsubjpass")
            mine = by_token.get(subject.index) if subject is not None else None
            break
    return Owner(mine, relation.lower, other, sign) if other is not None and other != mine else None


def _first_happening(token: Token, by_token: dict[int, int]) -> int | None:
    if token.index in by_token and token.lemma.lower() not in _words("prepositions", "planned"):
        return by_token[token.index]
    for child in token.children_of("xcomp", "ccomp"):
        if child.index in by_token:
            return by_token[child.index]
    return by_token.get(token.index)
