"""Stage 5, first part: which words name a happening."""

from __future__ import annotations

from dataclasses import dataclass

from tuibrief.extract.parse import Parse, Token
from tuibrief.extract.phrases import acts
from tuibrief.extract.stages import Cast
from tuibrief.extract.words import lists, words

NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
HAPPENING_PREPOSITIONS = frozenset({"of", "by", "against", "with", "between", "to", "from", "on"})
VERB_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})


@dataclass(slots=True)
class Trigger:
    """A word that names a happening. ``verb`` bears its tense and subject, ``noun`` its sense; one of them may lack.

    ``first`` and ``last`` are the words to light up (inclusive).
    """

    first: int
    last: int
    lemma: str
    verb: Token | None
    noun: Token | None

    @property
    def head(self) -> Token:
        """The word that the happening hangs on: the verb where there is one."""
        token = self.verb or self.noun
        assert token is not None
        return token


def is_verb(token: Token) -> bool:
    """Whether the word is a verb in any form, no auxiliary."""
    return token.pos == "VERB" or (token.tag in VERB_TAGS and token.pos not in ("AUX", "ADJ", "ADP", "SCONJ"))


def is_passive(verb: Token) -> bool:
    """Whether a verb stands in the passive: with its auxiliary, or as a bare participle behind its noun."""
    if any(c.dep in ("nsubjpass", "auxpass", "csubjpass") for c in verb.children):
        return True
    if verb.tag != "VBN":
        return False
    if any(c.dep == "aux" for c in verb.children):
        return False
    if verb.dep == "conj" and is_verb(verb.head):
        return not verb.child("nsubj") and is_passive(verb.head)
    return verb.dep in ("acl", "relcl", "advcl", "ccomp", "xcomp", "oprd", "pcomp", "ROOT") and not verb.child(
        "nsubj", "dobj"
    )


def find_triggers(parse: Parse, cast: Cast) -> list[Trigger]:
    """All triggers in the order of the text; no word stands in two."""
    found: list[Trigger] = []
    taken: set[int] = set()
    for token in parse.tokens:
        if token.index in taken:
            continue
        trigger = None
        if is_verb(token):
            trigger = _verb(parse, cast, token)
        elif token.tag in NOUN_TAGS:
            trigger = _noun(parse, token, taken)
        if trigger is None:
            continue
        inside = range(trigger.first, trigger.last + 1)
        if taken.intersection(inside):
            trigger.first = trigger.last = trigger.head.index
        taken.update(range(trigger.first, trigger.last + 1))
        if trigger.noun is not None:
            taken.add(trigger.noun.index)
        found.append(trigger)
    found.sort(key=lambda t: t.first)
    return found


def _verb(parse: Parse, cast: Cast, verb: Token) -> Trigger | None:
    lemma = verb.lemma.lower()
    if verb.dep in ("amod", "aux", "auxpass", "compound", "punct", "nmod", "prep", "case", "mark", "cc"):
        return None
    if (
        verb.tag == "VBN"
        and verb.lower.startswith("un")
        and not verb.child("agent", "prt")
        and verb.lower[:4] != "unde"
    ):
        return None  # "unmoved", "unseen": qualities that the model takes for participles
    noun = _light_noun(verb, lemma)
    if noun is None and (_is_helper(verb, lemma) or _is_state(parse, cast, verb, lemma)):
        return None
    first = last = verb.index
    particle = verb.child("prt")
    if particle is not None and 0 < particle.index - verb.index <= 2:
        last = particle.index
    if noun is not None and 0 < noun.index - verb.index <= 4:
        last = noun.index
    first = _hyphened(parse, verb)
    if noun is None and particle is not None:
        lemma = f"{lemma} {particle.lower}"
    if noun is not None:
        lemma = f"{lemma} {noun.lemma.lower()}"
    return Trigger(first, last, lemma, verb, noun)


def _hyphened(parse: Parse, token: Token) -> int:
    """Where a hyphenated word begins: "test" in "test-fired"."""
    first = token.index
    tokens = parse.tokens
    while (
        first >= 2
        and tokens[first - 1].text in ("-", "‑", "–")
        and (tokens[first - 2].end == tokens[first - 1].start and tokens[first - 1].end == tokens[first].start)
        and tokens[first - 2].text[:1].islower()
    ):
        first -= 2
    return first


def _light_noun(verb: Token, lemma: str) -> Token | None:
    """The noun that a light verb makes one happening with ("held talks", "made its maiden flight", "went on strike")."""
    nouns = lists("predicates", "light").get(lemma, frozenset())
    supports = lemma in words("predicates", "support.words")
    if nouns or supports:
        below = [c for c in verb.children if c.dep in ("dobj", "nsubjpass")]
        if verb.dep == "acl" and verb.tag == "VBN":
            below.append(verb.head)
        for noun in below:
            known = noun.lemma.lower()
            if noun.tag in NOUN_TAGS and (known in nouns or (supports and shape_of(known) is not None)):
                return noun
    pairs = lists("predicates", "phrases").get(lemma)
    if pairs:
        for prep in verb.children_of("prep"):
            thing = prep.child("pobj")
            if thing is not None and f"{prep.lower}:{thing.lemma.lower()}" in pairs:
                return thing
    return None


def _is_helper(verb: Token, lemma: str) -> bool:
    """Whether the verb only shades the one below it ("appeared to", "is set to")."""
    below = verb.child("xcomp")
    if below is None or not is_verb(below) and below.pos != "AUX":
        return False
    if below.tag != "VB" and not any(c.lower == "to" for c in below.children):
        return lemma in ("keep", "continue")
    passive = any(c.dep == "auxpass" for c in verb.children) or (verb.tag == "VBN" and not verb.child("aux"))
    return lemma in words("predicates", "raising_passive" if passive else "raising")


def _is_state(parse: Parse, cast: Cast, verb: Token, lemma: str) -> bool:
    if (
        lemma in words("predicates", "states")
        or verb.lower in words("predicates", "prepositional")
        and verb.dep
        in (
            "prep",
            "mark",
            "advcl",
            "acl",
            "pcomp",
        )
        and verb.tag in ("VBG", "VBN")
        and not verb.child("aux", "auxpass")
    ):
        return True
    if lemma in words("predicates", "states_of_things"):
        subject = verb.child("nsubj")
        if subject is not None and subject.pos in ("NOUN", "PRON", "DET") and not acts(cast, subject):
            return True
    return False


def _noun(parse: Parse, noun: Token, taken: set[int]) -> Trigger | None:
    lemma = noun.lemma.lower()
    first = _hyphened(parse, noun)
    whole = parse.words(first, noun.index).lower() if first < noun.index else lemma
    known = shape_of(lemma) or shape_of(whole)
    if not known or noun.dep in ("compound", "amod", "nmod", "npadvmod"):
        return None
    if noun.pos == "PROPN" and noun.entity in ("ORG", "PERSON", "GPE", "FAC", "LAW", "WORK_OF_ART", "PRODUCT"):
        return None
    if lemma in words("nouns", "guarded.words") and not _happens(noun, lemma):
        return None
    if _is_idiom(noun, lemma) or (
        noun.dep == "attr" and any(c.lower == "no" for c in noun.children) and not _exists(noun)
    ):
        return None
    return Trigger(first, noun.index, whole, None, noun)


def shape_of(lemma: str) -> str | None:
    """How an event noun shares out its participants: mutual, done, undergone or alone; None where it is no event noun."""
    for shape in ("undergone", "mutual", "done", "alone"):
        if lemma in words("nouns", shape):
            return shape
    return None


def _exists(noun: Token) -> bool:
    """Whether "there is" stands before a noun."""
    return any(c.tag == "EX" for c in noun.head.children)


def _happens(noun: Token, lemma: str) -> bool:
    """Whether a noun that may also be a thing stands as a happening: with whose, of what, by whom, when, or pointed back at."""
    for child in noun.children:
        if child.dep == "poss" or (child.dep == "prep" and child.lower in HAPPENING_PREPOSITIONS):
            return True
        if (
            child.dep == "det"
            and child.lower in ("the", "this", "that", "these", "those")
            and lemma in words("nouns", "guarded.pointed")
        ):
            return True
    above = noun.head
    return noun.dep == "pobj" and above.lower in ("during", "after", "before", "amid", "following", "since")


def _is_idiom(noun: Token, lemma: str) -> bool:
    """Whether a bare noun is part of a set phrase ("in return", "on display")."""
    if noun.dep != "pobj" or any(c.dep in ("det", "poss", "amod") for c in noun.children):
        return False
    return lemma in lists("nouns", "idioms").get(noun.head.lower, ())
