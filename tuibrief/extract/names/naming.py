"""Stage 2, middle part: what the words around a proper name tell of what it names."""

from __future__ import annotations

import re

from tuibrief.extract.names.spans import Candidate
from tuibrief.extract.parse import Parse
from tuibrief.extract.words import words
from tuibrief.model import Span

_LONGEST_LIST = 6
_VERSION = re.compile(r"\d+\.\d+")


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
    bodies = words("actors", "bodies", "businesses")
    if before is not None and before.tag == "NN" and before.sentence == head.sentence:
        beside = before.head is head or head.head is before
        beside |= before.head is head.head and before.dep == head.dep  # two subjects of one verb
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
    if before in words("names", "parts") and item.first > 1 and parse.tokens[item.first - 2].lower in ("in", "near"):
        return 1  # "in central X"
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
    if after is not None and after.lower in words("names", "houses") and tokens[item.last].head is after:
        return True  # "the Obi family" acts, no Obi
    if item.label == "PERSON" and _is_made(parse, item):
        return True
    if after is not None and after.pos == "NOUN" and after.lemma in things and after.head is not after:
        return item.label not in ("GPE", "NORP", "LOC")
    before = tokens[item.first - 1] if item.first else None
    return before is not None and before.pos == "NOUN" and before.lemma in things and item.label == "PRODUCT"


def _is_made(parse: Parse, item: Candidate) -> bool:
    """Whether what the model takes for a person is a product: "the X web browser", "X 4.0", "X, the new version"."""
    things = words("names", "things")
    tokens = parse.tokens
    head = tokens[item.last]
    if any(c.dep == "appos" and c.index > item.last and c.lemma in things for c in head.children):
        return True
    if any(c.text in words("names", "brand_new") or (c.dep == "nummod" and c.text.isdigit()) for c in head.children):
        return True
    after = tokens[item.last + 1] if item.last + 1 < len(tokens) else None
    if after is None or after.sentence != head.sentence:
        return False
    if _VERSION.fullmatch(after.text) and after.entity not in ("PERCENT", "MONEY"):
        return True
    noun = head
    while noun.dep in ("compound", "nmod") and noun.head.index > noun.index:
        noun = noun.head
    return noun.index > item.last and noun.tag in ("NN", "NNS") and noun.lemma in things


def is_articled(parse: Parse, item: Candidate) -> bool:
    """Whether "the" is the name's own: "the Acme Store", not "the Brandt government"."""
    before = parse.tokens[item.first - 1] if item.first else None
    return before is not None and before.lower == "the" and item.first <= before.head.index <= item.last


def is_firm(parse: Parse, item: Candidate) -> bool:
    """Whether what stands beside the name can only be a firm's: "X's chief executive", "retailers, including X"."""
    head = parse.tokens[item.last]
    if head.dep == "poss" and head.head.lemma in words("names", "of_firms"):
        return True
    firms = words("actors", "businesses", "bodies")
    if any(c.dep == "appos" and c.index > item.last and c.lemma in firms and c.tag == "NN" for c in head.children):
        return True
    top = head
    for _ in range(_LONGEST_LIST):
        if top.dep in ("conj", "nmod") and top.head.tag in ("NNP", "NNPS"):
            top = top.head
    above = top.head.head if top.dep == "pobj" and top.head.lower in ("including", "like", "as") else None
    return above is not None and above.tag == "NNS" and above.lemma in words("actors", "businesses")


def in_dateline(parse: Parse, item: Candidate, line: Span) -> bool:
    """Keep a candidate; in a dateline only places are named, and the agency in brackets takes no part in anything."""
    start = parse.tokens[item.first].start
    if not line.start <= start < line.end:
        return True
    item.label, item.line = "GPE", True
    return "(" not in parse.text[line.start : start]


def is_beside_person(parse: Parse, item: Candidate) -> bool:
    """Whether a noun of people says what the named one is: "its head, X", "X, a nurse from Lima"."""
    head = parse.tokens[item.last]
    for token in (head.head if head.dep == "appos" and head.head.index < item.first else None, head.child("appos")):
        if token is None or token.tag != "NN" or abs(token.index - item.first) > _LONGEST_LIST:
            continue
        apart = parse.tokens[min(token.index, item.first) : max(token.index, item.first)]
        if not any(t.text == "," for t in apart):
            continue
        if token.lemma in words("actors", "people") and token.lemma not in words("names", "firms_too"):
            return not any(c.dep == "conj" for c in token.children)
    return False


def is_said_to_be_body(parse: Parse, item: Candidate) -> bool:
    """ "Frontex, the border agency": what stands behind the comma says that it is a body."""
    told = parse.tokens[item.last].child("appos")
    if told is None or told.tag != "NN" or not item.last < told.index <= item.last + _LONGEST_LIST:
        return False
    return told.lemma in words("actors", "bodies") and told.child("det") is not None


def is_beside_point(parse: Parse, item: Candidate) -> bool:
    """Whether a name stands only where a thing's does: before a noun, behind "on" or "via"."""
    head = parse.tokens[item.last]
    if head.dep in ("compound", "nmod") and not item.first <= head.head.index <= item.last:
        return head.head.lemma not in words("actors", "people")
    return head.dep == "pobj" and head.head.lower in ("on", "via", "in", "into", "through", "using", "onto", "at")
