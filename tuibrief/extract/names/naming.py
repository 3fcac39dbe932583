"""Stage 2, middle part: what the words around a proper name tell of what it names."""

from __future__ import annotations

from tuibrief.extract.names.candidates import Candidate
from tuibrief.extract.parse import Parse
from tuibrief.extract.words import words
from tuibrief.model import Span


def is_titled(parse: Parse, item: Candidate) -> bool:
    """Whether a title stands before the name, with a comma between at most."""
    before = item.first - 1
    if before >= 0 and parse.tokens[before].text == ",":
        before -= 1
    if before < 0 or parse.tokens[before].sentence != parse.tokens[item.first].sentence:
        return False
    token = parse.tokens[before]
    if token.index != item.first - 1 and not token.text[0].isupper():
        return False
    lower = token.lower.rstrip(".")
    if lower in words("names", "marking_titles"):
        return token.tag != "VB"
    if lower in words("actors", "businesses"):
        return False  # "Insurer X"
    # "Striker Ada Obi": any noun for a person that the name hangs together with
    return lower in words("actors", "people") and item.first <= token.head.index <= item.last and item.last > item.first


def is_described(parse: Parse, item: Candidate) -> bool:
    """Whether a common noun beside the name says that it is a body: "the relief group X", "the agency, X, said"."""
    tokens = parse.tokens
    head, before = tokens[item.last], tokens[item.first - 1] if item.first else None
    bodies = words("actors", "bodies") | words("actors", "businesses")
    if before is not None and before.tag == "NN" and before.sentence == head.sentence:
        beside = before.head is head or head.head is before
        known = before.lemma in bodies or (before.lemma in words("actors", "weak_bodies") and before.child("det"))
        return bool(beside and known)
    if head.dep == "oprd" and head.head.lemma == "call" and head.head.dep == "acl":
        return head.head.head.lemma in bodies  # "a group calling itself X"
    # "a spokesman for the agency, X": a name of two words that the model takes for a person is the spokesman's
    apposed = head.dep == "appos" and head.head.tag == "NN" and head.head.lemma in bodies
    comma = tokens[item.first - 2] if before is not None and before.text == "," and item.first > 1 else None
    apposed |= comma is not None and comma.tag == "NN" and comma.lemma in bodies and head.dep == "appos"
    return apposed and (item.label != "PERSON" or item.first == item.last)


def is_placed(parse: Parse, item: Candidate) -> int:
    """Whether it stands as a place: 1 for "in X", "visiting X", 2 for "the town of X", else 0."""
    head = parse.tokens[item.last]
    if head.dep == "dobj" and head.head.lemma in ("visit", "tour") and head.index == head.head.index + 1:
        return 1
    before = parse.tokens[item.first - 1].lower if item.first else ""
    noun = parse.tokens[item.first - 2].lemma if item.first > 1 else ""
    if before in ("in", "near"):
        return int(parse.tokens[item.first - 1].head.lemma not in words("names", "in_whom"))
    if before != "of":
        return 0
    if noun in words("actors", "directions") or noun == "island":
        return 2
    return int(noun == "," or noun in words("places", "nouns"))


def does_something(parse: Parse, item: Candidate) -> bool:
    """Whether it does or owns something, or stands in brackets after its long form."""
    head = parse.tokens[item.last]
    bracketed = item.first > 0 and parse.tokens[item.first - 1].text == "("
    return bracketed or head.dep in ("nsubj", "poss") or (head.dep == "pobj" and head.head.dep == "agent")


def is_thing(parse: Parse, item: Candidate) -> bool:
    """Whether it names a ship, a weapon or a product: "the destroyers, the X and Y", "the Y missile"."""
    things = words("names", "things")
    tokens = parse.tokens
    head = tokens[item.last]
    for token in tokens[item.first : item.last + 1]:
        if not item.first <= token.head.index <= item.last:
            head = token
    steps = 0
    while head.dep in ("conj", "appos") and steps < 4:
        head = head.head
        if head.dep != "conj" and head.pos == "NOUN" and (head.lemma in things or head.lower in things):
            return True
        steps += 1
    if head.dep == "pobj" and head.head.lower in ("with", "of") and head.head.head.lemma in words("names", "charges"):
        return True  # "charged with X": a crime
    after = tokens[item.last + 1] if item.last + 1 < len(tokens) else None
    if after is not None and after.pos == "NOUN" and after.lemma in things and after.head is not after:
        return item.label not in ("GPE", "NORP", "LOC")
    before = tokens[item.first - 1] if item.first else None
    return before is not None and before.pos == "NOUN" and before.lemma in things and item.label == "PRODUCT"


def in_dateline(parse: Parse, item: Candidate, line: Span) -> bool:
    """Keep a candidate; in a dateline only places are named, and the agency in brackets takes no part in anything."""
    start = parse.tokens[item.first].start
    if not line.start <= start < line.end:
        return True
    item.label = "GPE"
    return "(" not in parse.text[line.start : start]
