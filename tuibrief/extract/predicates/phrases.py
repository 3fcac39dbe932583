"""Noun phrases: how far one reaches, who is named in it, and whether it stands for someone who can act."""

from __future__ import annotations

from tuibrief.extract.parse import Token
from tuibrief.extract.stages import Cast
from tuibrief.extract.words import words

BEFORE = frozenset(
    {"det", "amod", "compound", "nummod", "poss", "quantmod", "nmod", "predet", "case", "advmod", "punct", "npadvmod"}
)
PERSONAL = frozenset(
    {"i", "we", "you", "he", "she", "they", "who", "whom", "him", "her", "them", "us", "me", "himself", "herself"}
    | {"themselves", "everyone", "everybody", "someone", "anyone"}
)


def acts(cast: Cast, token: Token) -> bool:
    """Whether a word stands for someone: an actor of the article, or by its kind; "two of the men" as the men do."""
    token = sense(token) if token.pos == "NUM" else token
    mention = cast.at(token.index)
    if mention is not None and mention.actors:
        return not mention.place or token.pos == "PROPN"
    if token.entity in ("NORP", "GPE"):
        return True  # a name that the model takes for a person's or a firm's, and is no actor, is a product's
    if token.pos == "PRON":
        # "sold them", "it is used": what can be a thing is one, where it points at nobody
        thing = token.lower in ("it", "them", "itself") and token.dep in ("dobj", "nsubjpass", "pobj")
        return token.lower in PERSONAL and not thing
    lemma = token.lemma.lower()
    return lemma in words("people", "people") or (
        token.pos == "NOUN" and len(lemma) > 6 and lemma.endswith(("worker", "holder", "fighter", "goer", "woman"))
    )


def phrase(cast: Cast, head: Token) -> tuple[int, int]:
    """The first and last token of the short noun phrase: what stands before its head, and the name it is part of."""
    first, last = head.index, head.index
    for child in head.children:
        if child.index < head.index and child.dep in BEFORE:
            first = min(first, _leftmost(child))
    mention = cast.at(head.index)
    if mention is not None and mention.head == head.index:
        first, last = min(first, mention.first), max(last, mention.last)
    return first, last


def _leftmost(token: Token) -> int:
    first = token.index
    stack = [token]
    while stack:
        for child in stack.pop().children:
            if child.dep in ("relcl", "acl", "appos"):
                continue
            first = min(first, child.index)
            stack.append(child)
    return first


def heads_of(cast: Cast, token: Token) -> list[Token]:
    """Everyone whom a phrase names: each side of "and", those behind "such as", the name set beside a description."""
    found: list[Token] = []
    stack = [token]
    while stack and len(found) < 20:
        head = sense(stack.pop(0))
        named = _named(cast, head)
        found.append(named)
        for child in (*head.children, *(named.children if named is not head else ())):
            if child.dep == "conj" and child.pos in ("NOUN", "PROPN", "PRON", "NUM"):
                stack.append(child)
            elif (
                child.dep == "prep"
                and child.lower in ("like", "including", "as")
                and (child.lower != "as" or any(c.lower == "such" for c in child.children))
            ):
                example = child.child("pobj")
                if example is not None and example.pos == "PROPN":
                    stack.append(example)
    return found


def told_apart(cast: Cast, token: Token) -> Token:
    """ "one of the suspects, a guard named Ada Obi": the guard; "the judges, two of whom": the judges; else itself."""
    if token.pos in ("NUM", "PRON", "DET") and token.head.dep == "relcl" and _of_whom(token):
        return token.head.head
    if token.lower != "one":
        return token
    return next((c for c in token.children_of("appos") if cast.at(c.index) is not None), token)


def _of_whom(token: Token) -> bool:
    """ "Two of whom", "some of whom"."""
    of = token.child("prep")
    inner = of.child("pobj") if of is not None and of.lower == "of" else None
    return inner is not None and inner.lower == "whom"


def wielder(cast: Cast, token: Token) -> Token:
    """Whose doing it is: of "army jets" the army's, else the word itself."""
    if token.lemma not in words("actors", "wielded"):
        return token
    for child in token.children_of("compound"):
        mention = cast.at(child.index)
        if mention is not None and mention.actors and child.lemma.lower() in words("actors", "wielders"):
            return child
    return token


def sense(head: Token) -> Token:
    """Who or what a number or quantity is of: "dozens of workers" are workers, "one of the men" is a man."""
    if head.lemma.lower() in words("people", "quantities") or head.pos == "NUM":
        for prep in head.children_of("prep"):
            worth = prep.lower == "in" and head.entity == "MONEY"  # "6 million dollars in new machines"
            inner = prep.child("pobj") if prep.lower == "of" or worth else None
            if inner is not None:
                return inner
    return head


def _named(cast: Cast, head: Token) -> Token:
    """The name beside a description that itself stands for nobody known: "a carrier, Delta, said"."""
    if cast.at(head.index) is None and head.pos == "NOUN":
        for child in head.children_of("appos"):
            if child.pos == "PROPN" and cast.at(child.index) is not None:
                return child
    return head
