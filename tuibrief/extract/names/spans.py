"""Stage 2, first part: where the model's spans of names begin and end: cut at commas, joined at particles."""

from __future__ import annotations

from dataclasses import dataclass

from tuibrief.extract.names.countries import country_named
from tuibrief.extract.parse import Parse
from tuibrief.extract.words import words


@dataclass(slots=True)
class Candidate:
    """A candidate: tokens first..last, the model's label ("" where it gave none), and text if less than the tokens'."""

    first: int
    last: int
    label: str
    text: str
    shout: bool = False  # in a headline's Title Case, where capitals prove nothing
    trade: bool = False  # what it does stands before it: "Insurer X"
    line: bool = False  # in the dateline, where only places are named


def cut_at_comma(parse: Parse, item: Candidate) -> list[Candidate]:
    """ "Obi, Acme Security Services" are two names; "Acme, Inc." and "Obi, Roe & Lima" are one."""
    stretch = parse.tokens[item.first : item.last + 1]
    comma = next((t.index for t in stretch if t.text == ","), None)
    if comma is None or item.label not in ("ORG", "PERSON") or not item.first < comma < item.last:
        return [item]
    after = parse.tokens[comma + 1]
    if after.lower.rstrip(".") in words("names", "forms") or any(t.lower in ("&", "and") for t in stretch):
        return [item]
    rest = Candidate(comma + 1, item.last, item.label, "")
    return [Candidate(item.first, comma - 1, item.label, ""), *cut_at_comma(parse, rest)]


def join_particles(parse: Parse, found: list[Candidate]) -> list[Candidate]:
    """Put together a person's name that the model cut at its particles: "Willem van", "Meer"."""
    particles = words("names", "particles")
    joined: list[Candidate] = []
    for item in found:
        before = joined[-1] if joined else None
        if before is not None and before.label == item.label == "PERSON":
            between = parse.tokens[before.last : item.first]
            small = all(t.text.islower() and t.lower in particles for t in between[1:])
            tied = len(between) > 1 or (between[0].text.islower() and between[0].lower in particles)
            if small and tied and between[0].sentence == parse.tokens[item.first].sentence:
                before.last = item.last
                continue
        joined.append(item)
    for item in joined:
        _to_whole(parse, item)
        _over_particle(parse, item)
    ends = [0, *(item.last + 1 for item in joined)]
    return [item for item, end in zip(joined, ends, strict=False) if item.first >= end]


def _over_particle(parse: Parse, item: Candidate) -> None:
    """Take in what follows a Romance particle: "Estrela" "do Sul", where the model sees an English verb."""
    while item.label in ("ORG", "GPE", "PERSON") and item.last + 2 < len(parse.tokens):
        small, after = parse.tokens[item.last + 1 : item.last + 3]
        inside = after.sentence == parse.tokens[item.last].sentence and after.tag in ("NNP", "NNPS")
        if small.text not in words("names", "romance") or not inside or not after.text[:1].isupper():
            return
        item.last = after.index
        while item.last + 1 < len(parse.tokens) and parse.tokens[item.last + 1].head is parse.tokens[item.last]:
            if parse.tokens[item.last + 1].tag != "NNP" or parse.tokens[item.last + 1].entity:
                return
            item.last += 1


def _to_whole(parse: Parse, item: Candidate) -> None:
    """Take in what stands behind the mark of a family name like "O' Leary", written apart."""
    tokens = parse.tokens
    if tokens[item.last].text in "'’" and item.last > item.first:
        item.last -= 1
    rest = tokens[item.last + 1 : item.last + 3]
    marked = tokens[item.last].text in ("O", "D") and len(rest) > 1 and rest[0].text in "'’"
    if item.label == "PERSON" and marked and item.last > item.first and rest[1].text[:1].isupper():
        item.last += 2


def with_form(parse: Parse, found: list[Candidate]) -> list[Candidate]:
    """Join a company with the legal form right after it ("Acme" "LLC"), however the model labelled that."""
    forms = words("names", "forms")
    joined: list[Candidate] = []
    for item in found:
        form = item.first == item.last and parse.tokens[item.first].lower.rstrip(".") in forms
        if form and joined and item.first == joined[-1].last + 1 and joined[-1].label in ("ORG", "PERSON", "GPE"):
            joined[-1].last, joined[-1].label = item.last, "ORG"
        else:
            joined.append(item)
    for item in joined:
        if item.label not in ("ORG", "PERSON", "GPE") or item.last + 1 == len(parse.tokens):
            continue
        last, after = parse.tokens[item.last], parse.tokens[item.last + 1]
        inside = after.sentence == last.sentence and not after.entity and after.tag == "NNP"
        if inside and item.label == "ORG" and after.lower.rstrip(".") in forms:
            item.last += 1
        elif inside and last.head is after and last.dep == "compound" and after.lower in words("names", "tails"):
            item.last, item.label = item.last + 1, "ORG"  # "Diwan" "FM"
    return joined


def join_pairs(parse: Parse, found: list[Candidate]) -> list[Candidate]:
    """ "Avon" and "Somerset Police" are one: the words before "and" are no name that does anything by itself."""
    joined: list[Candidate] = []
    for item in found:
        before = joined[-1] if joined else None
        last = parse.tokens[item.last]
        if before is not None and before.first == before.last == item.first - 2 and item.first < item.last:
            word, joint = parse.tokens[before.first], parse.tokens[before.first + 1]
            shared = joint.lower in ("and", "&") and last.lower in words("names", "of_pairs")
            inside = word.dep in ("nmod", "compound") and before.first < word.head.index <= item.last
            if shared and inside and joint.sentence == last.sentence and country_named(word.text) is None:
                before.last, before.label = item.last, "ORG"
                continue
        if before is not None and _is_one_body(parse, before, item):
            before.last = item.last
            continue
        joined.append(item)
    return joined


def _is_one_body(parse: Parse, before: Candidate, item: Candidate) -> bool:
    """ "the European Aeronautic Defence" and "Space Company": one article, and only the second says what it is."""
    if before.label != "ORG" or before.last != item.first - 2 or not 0 < before.first < before.last:
        return False
    tokens = parse.tokens
    joint, article = tokens[item.first - 1], tokens[before.first - 1]
    article = tokens[before.first] if tokens[before.first].lower == "the" else article
    heads = words("names", "organizations") | words("names", "forms")
    ends = tokens[item.last].lower in words("names", "of_pairs") and tokens[before.last].lower not in heads
    # "the parent company X and Y Company" has one article for one body, too
    single = article.lower == "the" or (article.tag == "NN" and article.lower in words("actors", "bodies"))
    return ends and single and joint.lower in ("and", "&") and joint.sentence == tokens[item.last].sentence
