"""The words of a text as the time patterns see them: a character a word, which stands for the classes that it belongs
to.

spaCy's tokens are not used here: it cuts "12-year", "6:40", "'82" and "2010-11" in ways that depend on what stands
around.
"""

from __future__ import annotations

import re
import string
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from tuibrief.extract.parse import plain
from tuibrief.extract.words import table as lexicon_table
from tuibrief.model import Span

OTHER = "."
BREAK = "|"

# Words first: they are nine in ten lexemes, and each alternative before them is tried at every one.
_LEXEME = re.compile(
    r"""
    [^\W\d_](?:
        (?<=[QqAaPp])(?:(?<=[0-9\s].)\.\s?[Mm]\.?(?!\w)|(?<=[Qq])[1-4](?!\w))            # p.m., Q3
        |[^\W\d_]*)                                                                       # words
    |[0-9](?:
        (?<![0-9].)(?:
            [0-9]{3}-[0-9][0-9]?-[0-9][0-9]?                                              # 2025-10-22,
            (?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:\.[0-9]+)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?(?![0-9])  # with a time
            |[0-9]{0,3}\s?/\s?[0-9]{1,2}\s?/\s?[0-9]{2,4}(?![0-9/])                       # 10/22/2025
            |[0-9]?\.[0-9]{1,2}\.[0-9]{4}(?![0-9])                                        # 22.10.2025
            |[0-9]?-[0-9]{1,2}-[0-9]{4}(?![0-9-])                                         # 22-10-2025
            |(?<![0-9:].)[0-9]?:\s?[0-9]{2}(?::[0-9]{2})?(?![0-9:])                       # 18:00
            |(?<=[1-4])[Qq](?!\w))                                                        # 3Q
        |[0-9]*(?:st|nd|rd|th|ST|ND|RD|TH)(?!\w)                                          # 22nd
        |[0-9]{1,3}'?s(?!\w)                                                              # 1990s, 80's
        |[0-9]*(?:,[0-9]{3}(?![0-9]))*(?:\.[0-9]+)*)                                      # 12, 1,100, 2.5
    |'(?<![\w.].)[0-9]{2}(?:'?s)?(?!['\w])                                                # '82, '80s
    |[+-](?:(?<=(?:GMT|UTC).)|(?<=(?:GMT|UTC)\s.))[0-9]{1,2}(?::?[0-9]{2})?(?![0-9])      # GMT +8
    |[^\w\s]
    """,
    re.VERBOSE,
)


class Lexeme(NamedTuple):
    """A word, number or sign: character offsets, the word in lower case, and its class character."""

    start: int
    end: int
    word: str
    code: str


@cache
def tables() -> dict[str, Any]:
    """The words of time."""
    return lexicon_table("times")


def number_classes(text: str) -> list[str]:  # noqa: PLR0911  # one line a form
    """The classes of a lexeme that starts with a digit."""
    lower = text.lower()
    if "/" in text or text.count("-") == 2 or text.count(".") == 2:
        return ["NUMDATE"]
    if ":" in text:
        return ["CLOCK"]
    if lower.endswith("q"):
        return ["QUARTERNAME"]
    if lower[-2:] in ("st", "nd", "rd", "th"):
        return ["ORDNUM", "DAY"] if 1 <= int(lower[:-2][:5]) <= 31 else ["ORDNUM"]
    if lower.endswith("s"):
        digits = lower.rstrip("s").rstrip("'")
        return [] if digits[-1] != "0" else ["DECADE"] if len(digits) == 4 else ["DECADE2"] if len(digits) == 2 else []
    if "," in text:
        return ["BIGNUM"]
    if "." in text:
        return ["DECIMAL"]
    value = int(text[:8])
    if len(text) == 4 and 1000 <= value <= 2100:
        return ["YEAR", "FOURDIGIT"]
    found = ["INT"] if len(text) < 7 else ["BIGNUM"]
    if len(text) == 4:
        found.append("FOURDIGIT")
    if len(text) == 2:
        found.append("TWODIGIT")
    if len(text) <= 2 and 1 <= value <= 31:
        found.append("DAY")
    return found


# One number of each set of classes that there is.
_NUMBER_SAMPLES = "2025-10-22 10:30 3q 1st 45th 1990s 80s 1,000 2.5 1999 999 1234567 0800 5 22 07 00 55 0"
_WORD_TABLES = {
    "MONTH": "months",
    "MONTHSHORT": "months_short",
    "DOW": "weekdays",
    "DOWSHORT": "weekdays_short",
    "DOWPLURAL": "weekdays_plural",
    "UNIT": "units",
    "DAYPART": "day_parts",
    "SEASON": "seasons",
    "NUMWORD": "number_words",
    "ORDINAL": "ordinals",
    "SHIFT": "shifts",
    "FREQUENCY": "frequencies",
    "ZONE": "zones",
}
_LIST_TABLES = {
    "UNIT1": "singular_units",
    "CALUNIT": "calendar_units",
    "PLURALUNIT": "plural_units",
    "VAGUE": "vague_counts",
    "POSITION": "positions",
}


class Alphabet:
    """Which character stands for which set of classes, and which word belongs to which classes.

    ``literals`` are the words and signs that patterns name themselves; each is a class of its own, written "=word".
    """

    def __init__(self, literals: frozenset[str]) -> None:
        words: dict[str, set[str]] = {w: {"=" + w} for w in literals}
        for name, table in _WORD_TABLES.items():
            for word in tables()[table]:
                words.setdefault(word, set()).add(name)
        for name, table in _LIST_TABLES.items():
            for word in tables()[table]["words"]:
                words.setdefault(word, set()).add(name)
        for word in ("am", "a.m", "a.m.", "a. m."):
            words.setdefault(word, set()).add("AM")
        for word in ("pm", "p.m", "p.m.", "p. m."):
            words.setdefault(word, set()).add("PM")
        for word in ("q1", "q2", "q3", "q4"):
            words.setdefault(word, set()).add("QUARTERNAME")
        sets = {frozenset(c) for c in words.values()} | {frozenset(number_classes(n)) for n in _NUMBER_SAMPLES.split()}
        sets |= {frozenset(["OFFSET"]), frozenset(["YEAR2"])}
        self.code = {s: chr(0xE000 + i) for i, s in enumerate(sorted(sets, key=sorted))}
        self.words = {w: self.code[frozenset(c)] for w, c in words.items()}
        self.plain_words = {
            w: self.code.get(frozenset(c - {"MONTH", "MONTHSHORT", "DOW", "DOWSHORT"}), OTHER)
            for w, c in words.items()
            if w in tables()["capital"]["words"]
        }

    def chars(self, name: str) -> str:
        """All the characters of words of a class."""
        return "".join(char for classes, char in self.code.items() if name in classes)

    def anchors(self) -> frozenset[str]:
        """The characters that a time can hang on: not those of words that stand everywhere ("of", "the", a number)."""
        common = set(tables()["anchors"]["common_classes"])
        named = {"=" + w for w in tables()["anchors"]["words"]}
        return frozenset(
            char
            for c, char in self.code.items()
            if any(n in named or not (n.startswith("=") or n in common) for n in c)
        )

    def code_of(self, text: str, word: str) -> str:
        """The character of a lexeme."""
        if text[0] in string.digits:
            known = self.words.get(word)
            return known or self.code.get(frozenset(number_classes(text)), OTHER)
        if text[0] == "'" and len(text) > 1:
            return self.code.get(frozenset(["YEAR2"] if text[1:].isdigit() else number_classes(text[1:])), OTHER)
        if text[0] in "+-" and len(text) > 1:
            return self.code[frozenset(["OFFSET"])]
        if word in self.plain_words and text[0].islower():
            return self.plain_words[word]
        return self.words.get(word, OTHER)


def lex(text: str, spans: Sequence[Span], alphabet: Alphabet) -> list[Lexeme]:
    """All lexemes of a text's blocks; between blocks stands a break."""
    text = plain(text)
    lexemes: list[Lexeme] = []
    seen: dict[str, tuple[int, str, str]] = {}
    for span in spans:
        for found in _LEXEME.finditer(text, span.start, span.end):
            said = found.group()
            known = seen.get(said)
            if known is None:
                word = said.lower() if len(said.lower()) == len(said) else said
                known = len(said.lstrip()), word.strip(), alphabet.code_of(said.strip(), word.strip())
                seen[said] = known
            length, word, code = known
            end = found.end()
            lexemes.append(Lexeme(end - length, end, word, code))
        lexemes.append(Lexeme(span.end, span.end, "", BREAK))
    return lexemes
