"""Stage 6, first part: the words that credit somebody, and whom they credit.

A cue is a verb ("said"), a noun ("her claim that"), an adjective ("is confident that") or a preposition ("according
to").
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from tuibrief.extract.parse import Token
from tuibrief.extract.words import table as lexicon_table
from tuibrief.extract.words import words as people


class Stance(StrEnum):
    """What a cue credits its source with."""

    UTTER = "utter"  # words: only these, and views, stand for the article's own voice
    VIEW = "view"  # a belief, a piece of knowledge, a feeling
    INTENT = "intent"  # a wish, a plan, a decision
    SHOW = "show"  # what a poll or a report finds


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of attribution.toml by shape: lemma -> stance (prepositions: stance, and the words that lead on)."""

    clause: dict[str, Stance]
    infinitive: dict[str, Stance]
    gerund: dict[str, Stance]
    object: dict[str, Stance]
    as_: dict[str, Stance]
    naming: dict[str, Stance]
    preposition: dict[str, tuple[Stance, frozenset[str]]]
    with_object: dict[str, frozenset[str]]
    nouns: dict[str, Stance]
    adjectives: dict[str, Stance]
    light: frozenset[str]
    according: frozenset[str]
    words_of: frozenset[str]
    evidence: frozenset[str]
    own_words: frozenset[str]
    as_put: frozenset[str]
    disputed: frozenset[str]
    goal_verbs: frozenset[str]
    verbs: frozenset[str]
    particles: frozenset[str]
    ahead: frozenset[str]
    quoting: frozenset[str]
    venues: frozenset[str]
    noun_of: frozenset[str]
    adjective_lead: dict[str, frozenset[str]]
    hearers: frozenset[str]
    hearing: frozenset[str]
    of_people: frozenset[str]
    bodies: frozenset[str]
    handing: frozenset[str]
    clauses_only: frozenset[str]
    not_closing: frozenset[str]


def _table(data: dict[str, Any], name: str) -> dict[str, Stance]:
    return {word: stance for stance in reversed(Stance) for word in data[name].get(stance, "").split()}


@cache
def lexicon() -> Lexicon:
    """The words, read once."""
    data = lexicon_table("attribution")

    def leading(line: str) -> dict[str, frozenset[str]]:
        return {
            verb: frozenset(words.split(",")) for verb, _, words in (entry.partition(":") for entry in line.split())
        }

    preposition = {
        verb: (stance, words)
        for stance in reversed(Stance)
        for verb, words in leading(data["preposition"].get(stance, "")).items()
    }
    tables = {name: _table(data, name) for name in ("clause", "infinitive", "gerund", "object", "as", "naming")}
    with_object = leading(data["preposition"]["object"])
    phrases = data["phrases"]
    return Lexicon(
        clause=tables["clause"],
        infinitive=tables["infinitive"],
        gerund=tables["gerund"],
        object=tables["object"],
        as_=tables["as"],
        naming=tables["naming"],
        preposition=preposition,
        with_object=with_object,
        nouns=_table(data, "nouns"),
        adjectives=_table(data, "adjectives"),
        light=frozenset(data["nouns"]["light"].split()),
        according=frozenset(phrases["according"].split()),
        words_of=frozenset(phrases["words_of"].split()),
        evidence=frozenset(phrases["evidence_sources"].split()),
        own_words=frozenset(data["own_words"]["pronouns"].split()),
        disputed=frozenset(phrases["disputed"].split()),
        goal_verbs=frozenset(phrases["goal_verbs"].split()),
        as_put=frozenset(data["clause"]["as_put"].split()),
        verbs=frozenset().union(
            *tables.values(),
            preposition,
            with_object,
            data["clause"]["as_put"].split(),
            [entry.partition("_")[0] for entry in data["object"]["particles"].split()],
        ),
        particles=frozenset(data["object"]["particles"].split()),
        ahead=frozenset(data["object"]["ahead"].split()),
        quoting=frozenset(phrases["quoting"].split()),
        venues=frozenset(phrases["venues"].split()),
        noun_of=frozenset(data["nouns"]["with_of"].split()),
        adjective_lead=leading(data["adjectives"]["leads"]),
        hearers=frozenset(phrases["hearers"].split()),
        hearing=frozenset(phrases["hearing"].split()),
        of_people=frozenset(phrases["of_people"].split()),
        bodies=frozenset(phrases["bodies"].split()),
        handing=frozenset(phrases["handing"].split()),
        clauses_only=frozenset(phrases["clauses_only"].split()),
        not_closing=frozenset(phrases["not_closing"].split()),
    )


_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_RELATIVES = frozenset({"who", "which", "that", "whom"})
_DEPTH = 6  # a longer chain of verbs is a parser's error
_VERBAL = frozenset({"VERB", "AUX"})


def is_verb(token: Token) -> bool:
    """Whether the token heads a clause."""
    return token.pos in _VERBAL


_WHEN = frozenset({"when", "if", "once", "unless"})


def is_passive(verb: Token) -> bool:
    """Whether the verb is in the passive: "was told", or a bare participle ("a plan described by her")."""
    if verb.child("auxpass", "nsubjpass"):
        return True
    bare = verb.dep == "advcl" and verb.tag in ("VBD", "VBN") and not verb.child("nsubj", "aux", "dobj")
    if bare and any(c.lower in _WHEN and c.index == verb.index - 1 for c in verb.children):
        return True  # "When asked whether …, she replied"
    return (
        verb.tag == "VBN" and not verb.child("aux", "nsubj") and verb.dep in ("acl", "advcl", "ROOT", "relcl", "amod")
    )


def _antecedent(subject: Token) -> Token:
    """For "who" in a relative clause, the noun it stands for."""
    if subject.lower in _RELATIVES:
        clause: Token | None = subject.head
        while clause is not None and clause.dep in ("conj", "xcomp", "ccomp"):
            clause = None if clause.is_root else clause.head
        if clause is not None and clause.dep in ("relcl", "acl") and not clause.is_root:
            return clause.head
    return subject


def _agent(verb: Token) -> Token | None:
    by = verb.child("agent")
    if by is None:
        by = next((c for c in verb.children_of("prep") if c.lower == "by"), None)
    return by.child("pobj") if by else None


def actor_of(verb: Token, depth: int = 0) -> Token | None:
    """Head of the phrase that says or thinks: subject, "by" phrase, or what a dependent verb takes from above it."""
    if depth > _DEPTH:
        return None
    if is_passive(verb):
        return _agent(verb)
    subject = verb.child("nsubj", "csubj")
    if subject is not None:
        formal = subject.lower in ("it", "there", "this", "what") and verb.dep == "relcl"
        return None if subject.dep == "csubj" or formal else _antecedent(subject)
    return None if verb.is_root else _inherited(verb, depth)


def _inherited(verb: Token, depth: int) -> Token | None:
    """Whom a verb without a subject takes for one: "…, adding that", "asked her to say", "a letter saying"."""
    above = verb.head
    if verb.dep == "acl" and verb.tag == "VBG" and (governor := _beyond_comma(verb)):
        return _patient_or_actor(governor, depth)
    if verb.dep in ("acl", "relcl") and above.pos in ("NOUN", "PROPN", "PRON"):
        return above if verb.tag != "VB" else None
    if verb.dep == "pcomp" and not above.is_root:
        quoted = above.head.child("dobj") if above.head.lemma in lexicon().quoting else None
        return quoted or _patient_or_actor(above.head, depth)
    foreign = disagrees(above, verb) or is_thing(above.child("nsubj", "nsubjpass"))
    if verb.dep == "conj" and above.dep == "ccomp" and is_verb(above.head) and foreign:
        # "confirmed that a draft existed but doubted that …": a draft doubts nothing
        return actor_of(above.head, depth + 1)
    return _shared(verb, above, depth) if is_verb(above) else None


def _shared(verb: Token, above: Token, depth: int) -> Token | None:
    """Whom a verb shares with the verb that it hangs on."""
    goal = above.child("dobj") if verb.dep == "xcomp" and above.lemma in lexicon().goal_verbs else None
    if goal is not None:
        return goal
    if (text := _text_before(verb)) is not None:
        return text
    if verb.tag == "VBG" and verb.dep == "advcl" and above.dep == "xcomp" and _behind_comma(verb):
        # "urged voters not to stay home, calling …": who urges calls
        return _patient_or_actor(above.head, depth) if is_verb(above.head) else None
    shared = verb.dep in ("conj", "xcomp", "advcl", "ccomp", "dep", "parataxis")
    return _patient_or_actor(above, depth) if shared else None


def _behind_comma(verb: Token) -> bool:
    """Whether a comma, with or without a closing quotation mark, stands right before the verb."""
    beside = [c for t in (verb, verb.head) for c in t.children if verb.index - 2 <= c.index < verb.index]
    return any(c.lower == "," for c in beside)


def _text_before(verb: Token) -> Token | None:
    """ "released a memo from the agency warning that …", where the parser hung the warning on the release."""
    if verb.tag != "VBG" or verb.dep != "advcl":
        return None
    for thing in verb.head.children_of("dobj", "attr", "pobj"):
        near = max(t.index for t in thing.subtree()) == verb.index - 1
        if near and thing.lemma in lexicon().evidence:
            return thing
    return None


def _beyond_comma(verb: Token) -> Token | None:
    """For "made an offer, saying …", where the parser hung the saying on the offer: the verb that it goes with."""
    noun = verb.head
    if noun.dep in ("nsubj", "nsubjpass") or noun.is_root:
        return None
    above: Token | None = None
    comma = False
    for token in (noun, *noun.ancestors()):
        comma = comma or any(c.index == verb.index - 1 and c.lower == "," for c in token.children)
        if is_verb(token):
            above = token
            break
    return above if comma else None


def _patient_or_actor(verb: Token, depth: int) -> Token | None:
    """Whom a verb below takes for its subject: the surface subject, in the passive too ("was quoted as saying")."""
    surface = verb.child("nsubjpass")
    return _antecedent(surface) if surface else actor_of(verb, depth + 1)


_PARTS = frozenset({",", "–", "—", "--", ";"})


def disagrees(clause: Token, joined: Token) -> bool:
    """Whether a verb joined to a clause's verb can't share its subject: "say she is relaxed and *believe* …"."""
    subject = clause.child("nsubj", "nsubjpass")
    if subject is None or subject.child("conj") or joined.child("nsubj", "nsubjpass", "aux", "auxpass"):
        return False
    if any(c.tag in ("MD", "TO") or c.lemma == "do" for c in clause.children_of("aux")):
        return False
    if subject.lower in ("he", "she", "it") or subject.tag in ("NN", "NNP"):
        return joined.tag in ("VBP", "VB") and not (clause.tag == "VB" and not clause.child("aux", "auxpass"))
    return (subject.lower == "they" or subject.tag == "NNS") and joined.tag == "VBZ"


def is_thing(noun: Token | None) -> bool:
    """Whether a subject is nobody who could say or think anything: a common noun, and none for people."""
    return (
        noun is not None
        and noun.pos == "NOUN"
        and noun.entity not in ("PERSON", "ORG", "NORP", "GPE")
        and noun.lemma not in people("people", "people")
        and noun.lemma not in lexicon().evidence
        and noun.lemma not in lexicon().bodies
    )


_CUT = frozenset({"relcl", "acl", "advcl", "parataxis", "ccomp"})


def phrase(head: Token, beyond: Token | None = None) -> tuple[int, int]:
    """The noun phrase of a head, first and last token: without clauses, trailing marks and what holds ``beyond``."""
    first, last = head.index, head.index
    stack = [head]
    while stack:
        token = stack.pop()
        for child in token.children:
            near = child.dep == "acl" and child.tag == "VBN" and token is head and child.index == head.index + 1
            if (
                (child.dep in _CUT and not (near and (beyond is None or beyond not in child.subtree())))
                or (child.dep in ("punct", "cc") and child.index > head.index)
                or child is beyond
            ):
                continue
            stack.append(child)
        first, last = min(first, token.index), max(last, token.index)
    if beyond is not None:
        if first <= beyond.index < head.index:
            first = beyond.index + 1
        if head.index < beyond.index <= last:
            last = beyond.index - 1
    for (
        child
    ) in head.children:  # "…, two countries on the gulf, Sinha said": what a comma parts from the name is not its
        if first <= child.index < head.index and child.dep == "punct" and child.lower in _PARTS:
            first = child.index + 1
    return first, max(last, head.index)


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue: its head token, the token range it covers, what it credits, and the head of its source (None: unnamed)."""

    head: Token
    first: int
    last: int
    stance: Stance
    source: Token | None


def with_particle(verb: Token) -> tuple[int, int]:
    """The verb with its particle ("pointed out")."""
    particle = verb.child("prt")
    if particle is not None and particle.index == verb.index + 1:
        return verb.index, particle.index
    return verb.index, verb.index
