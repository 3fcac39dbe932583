"""Verbs that the small model takes for something else, told by what stands around them.

Headlines ("Carrier exercises options on jets") are read as one long noun, "Acme test-fired two rockets" as a noun with
an adjective. Where a sentence has no finite verb, the verb is found again, with who stands before it and what behind.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from tuibrief.extract.parse import Parse, Token
from tuibrief.extract.predicates.event_nouns import NOUN_TAGS
from tuibrief.extract.predicates.voice import FINITE
from tuibrief.extract.words import lists, words

NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "PRON"})
# Links inside a noun phrase: a verb that hangs so is a misreading, no verb of the sentence.
INSIDE = frozenset({"amod", "compound", "nmod"})
OPENS_PHRASE = frozenset({"DET", "NUM", "ADJ", "NOUN", "PROPN", "PRON"})
# Longer sentences without a finite verb are lists or fragments, whose words tell too little.
LONGEST_HEADLINE = 20
STOPS = frozenset({".", "!", "?"})


@dataclass(frozen=True, slots=True)
class Mended:
    """A verb found again: its dictionary form, who acts and on what (head words)."""

    lemma: str
    subject: Token | None
    object: Token | None


def mend(parse: Parse) -> dict[int, Mended]:
    """The verbs found again, by token index."""
    found: dict[int, Mended] = {}
    for sentence in parse.sentences:
        tokens = parse.of(sentence)
        finite = any(t.tag in FINITE and t.dep not in INSIDE for t in tokens)
        before = len(found)
        for token in tokens:
            if token.dep == "amod" and (token.tag == "VBD" or (token.tag == "VBN" and not finite)):
                verb = _participle(parse, token)
                if verb is not None:
                    found[token.index] = verb
        if len(found) == before and len(tokens) <= LONGEST_HEADLINE:
            found.update(_headline(parse, tokens) if not finite else _half(parse, tokens))
        for token in tokens:
            to = parse.tokens[token.index - 1]
            if token.tag in NOUN_TAGS and to.tag == "TO" and token.index not in found and infinitive_of(to) is token:
                above = token.head.head if token.head is to else token.head
                after = parse.tokens[token.index + 1] if token.index + 1 < len(parse.tokens) else token
                found[token.index] = Mended(token.lower, above.child("nsubj", "nsubjpass"), _object(parse, after))
    return found


def infinitive_of(to: Token) -> Token | None:
    """The word behind a "to" that is no preposition, which the model may take for a noun: "was set to land in Lima"."""
    word = to.head if to.dep == "aux" else to.child("pobj")
    if to.tag != "TO" or word is None or word.index != to.index + 1:
        return None
    return word if to.dep == "prep" or word.dep == "xcomp" else None


def _half(parse: Parse, tokens: Sequence[Token]) -> dict[int, Mended]:
    """The verb of a headline's first half, where only the second has one: "Strike shuts port, ships turned away"."""
    comma = next((n for n, t in enumerate(tokens) if t.text in (",", ";")), 0)
    if not comma or tokens[-1].text in STOPS or tokens[-2].text in STOPS:
        return {}
    half = tokens[:comma]
    return {} if any(t.tag in FINITE for t in half) else _headline(parse, half)


def _participle(parse: Parse, verb: Token) -> Mended | None:
    """A participle between a name and a phrase: "Acme test-fired two rockets" read as "two Acme test-fired rockets"."""
    left = verb.index - 1
    while left > 0 and (parse.tokens[left].head is verb or parse.tokens[left].dep == "advmod"):
        left -= 1
    before = parse.tokens[left] if left >= 0 else None
    if before is None or before.head is not verb.head or before.dep not in ("compound", "nmod"):
        return None
    # No article or number stands behind an adjective: "the navy test-fired two missiles".
    parted = any(c.dep in ("det", "nummod", "poss") and c.index > verb.index for c in verb.head.children)
    return Mended(verb.lemma.lower(), before, verb.head) if before.pos == "PROPN" or parted else None


def _headline(parse: Parse, words_of: Sequence[Token]) -> dict[int, Mended]:
    tokens = [t for t in words_of if t.pos != "SPACE"]
    for before, token, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if (
            before.lower == "to"
            and token.tag in ("NNP", "NN", "VB")
            and token.lower in known_verbs()
            and token.index > 1
        ):
            return {token.index: Mended(token.lower, _last_nominal(tokens, before), _object(parse, after))}
        if (
            token.tag not in ("NNS", "NNPS", "NNP", "VBZ")
            or before.pos not in ("NOUN", "PROPN")
            or not token.lower.endswith("s")
        ):
            continue
        lemma = _base(token.lower)
        if lemma is not None and after.pos in OPENS_PHRASE and (after.tag != "NNP" or token.text[:1].islower()):
            return {token.index: Mended(lemma, before, _object(parse, after))}
    return {}


def _last_nominal(tokens: list[Token], before: Token) -> Token | None:
    return next((t for t in reversed(tokens) if t.index < before.index and t.pos in NOMINAL), None)


def _object(parse: Parse, start: Token) -> Token | None:
    """The head of the phrase that begins here: the last of the nouns in a row."""
    index, head = start.index, None
    while index < len(parse.tokens) and parse.tokens[index].sentence == start.sentence:
        token = parse.tokens[index]
        if token.pos not in OPENS_PHRASE and token.tag != "HYPH":
            break
        if token.pos in NOMINAL:
            head = token
        index += 1
    return head


def _base(word: str) -> str | None:
    """The dictionary form of a word in -s, if it is a verb that the lexicon has."""
    for ending, instead in (("ies", "y"), ("es", ""), ("s", "")):
        if word.endswith(ending) and word[: -len(ending)] + instead in known_verbs():
            return word[: -len(ending)] + instead
    return None


@cache
def known_verbs() -> frozenset[str]:
    """The verbs that the lexicon names as doings."""
    typed = frozenset().union(*lists("types", "verbs").values())
    return (typed | words("predicates", "doings")) - words("predicates", "states")
