"""Stage 9: one line that reads well.

The article's own words, as far as they stand alone: subject, verb and what belongs to it, with names in the place of
pronouns and roles, and without the attribution around it, relative clauses and asides. A clause without a finite verb
("…, sending troops") is given one. An event noun gets those who act: "Lee’s visit to Oslo", "Summit of Lee and Xi".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from tuibrief.extract.parse import Parse
from tuibrief.extract.stages import Cast, Predicate, Said
from tuibrief.extract.wording import Wording
from tuibrief.extract.words import table as lexicon_table
from tuibrief.model import Event

_EDGE = " \t\n,;:–—-"
_QUOTES = '"“”„«»'


@cache
def _limit() -> int:
    return int(lexicon_table("headline")["limits"]["characters"])


def find_headlines(
    parse: Parse, cast: Cast, predicates: tuple[Predicate, ...], saids: tuple[Said, ...], events: tuple[Event, ...]
) -> tuple[str, ...]:
    """One headline an event: at most about 90 characters, cut between words, never empty."""
    spoken: dict[int, Said] = {}
    for said in saids:
        if said.predicate is not None:
            spoken.setdefault(said.predicate, said)
    lines = []
    for number, (predicate, event) in enumerate(zip(predicates, events, strict=True)):
        wording = Wording(parse, cast, event)
        pieces = wording.noun(predicate) if predicate.nominal else wording.verb(predicate, spoken.get(number))
        lines.append(fit(pieces, _limit()))
    return tuple(_alone(parse, predicates, lines, n) for n in range(len(lines)))


def _alone(parse: Parse, predicates: tuple[Predicate, ...], lines: list[str], number: int) -> str:
    """A line of a word alone gives way to that of the verb above it, where that holds the word, or to its clause."""
    predicate, line = predicates[number], lines[number]
    if len(line.split()) < 2 and predicate.governor is not None:
        above = lines[predicate.governor]
        word = parse.tokens[predicate.head].text
        if word.casefold() in above.casefold().split():
            return above
        line = fit([(parse.words(*predicates[predicate.governor].clause), True)], _limit()) or line
    return line or fit([(parse.words(*predicate.clause), True)], _limit()) or predicate.lemma


def fit(pieces: Iterable[tuple[str, bool]], limit: int) -> str:
    """Pieces (words, whether they are needed) in one line.

    What is not needed is left out where it would not fit; what is needed is cut between words.
    """
    line = ""
    for piece, needed in pieces:
        words = clean(piece)
        if not words:
            continue
        longer = f"{line}{':' if piece.startswith(':') else ''} {words}" if line else words
        if len(longer) <= limit:
            line = longer
        elif needed:
            line = _cut(longer, limit)
            break
    line = _once(line.strip(_EDGE))
    return line[:1].upper() + line[1:]


# What names put in another's place leave behind: "the Secretary of Defense of Defense", "had been been".
_TWICE = re.compile(r"\b((?:of|for|from|in|to|at|by|on) [\w.'’-]+(?: [\w.'’-]+){0,2}) \1(?=[\s,;:.…]|$)", re.IGNORECASE)
_AGAIN = re.compile(r"\b(been|be|was|were|is|are|has|have|the|an?|of|for|to|that) \1\b", re.IGNORECASE)
_CLITIC = re.compile(r"(?<=\w) (['’]) ?(s|ll|re|ve|d|m)\b")
# Speech whose closing mark fell away with the full stop: "a statement saying “We will ask …".
_UNCLOSED = re.compile(r"""^[^"“”«»]+\s["“][A-Z’'‘][^"“”«»\s]*(?: [^"“”«»\s]+){3,}$""")
_LOOSE = re.compile(r"[\s,]+([\"”'’])$")  # “with a haste ”, "Give it time,"
_JOINTS = ("and", "or", "but", "nor", "-", "–", "—")
_DANGLING = re.compile(r"(?:\s+(?:and|or|but|nor)|\s*[-–—]+)$")


def _once(line: str) -> str:
    """A line that says nothing twice in a row, ends in no joint, and has its short forms at their words."""
    if "'" in line or "’" in line:
        line = _CLITIC.sub(r"\1\2", line)
    for said in (_TWICE, _AGAIN):
        if said.search(line):
            line = said.sub(r"\1", line)
    while line.endswith(_JOINTS) and (found := _DANGLING.search(line)):
        line = line[: found.start()].rstrip(_EDGE)
    return line


def _cut(words: str, limit: int) -> str:
    shorter = words[:limit].rsplit(" ", 1)[0].strip(_EDGE)
    return shorter.rstrip(".") + "…" if shorter else words[:limit]


def clean(words: str) -> str:
    """One line without blanks at its ends, doubled commas, or a mark or bracket whose partner was left out."""
    words = " ".join(words.split())
    if words.replace(" ", "").isalnum():  # most pieces: nothing in them that could be wrong
        return words
    for wrong, right in ((" ,", ","), (",,", ","), (" .", "."), ("( ", "("), (" )", ")"), ("()", "")):
        words = words.replace(wrong, right)
    words = words.strip(_EDGE)
    if words.endswith(".") and words.count(".") == 1:
        words = words[:-1]
    if _UNCLOSED.search(words):
        words += "”" if "“" in words else '"'
    if words.count("“") != words.count("”") or words.count('"') % 2 or words.count("«") != words.count("»"):
        words = words.translate(dict.fromkeys(map(ord, _QUOTES)))
    for opens, closes in ("()", "[]"):
        if words.count(opens) != words.count(closes):
            words = words.replace(opens, "").replace(closes, "")
    words = _LOOSE.sub(r"\1", words)
    return words.replace(",”", "”").strip(_EDGE)
