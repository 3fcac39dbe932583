"""Numbers in a text, with what they count: "four workers", "$4.2 billion", "12.5 %"."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from tuibrief.terms import stem


class Count(NamedTuple):
    """A number as the text has it, its value, and the stem of what it counts ("$" and "%" for amounts)."""

    text: str
    value: str
    noun: str


@cache
def _number_words() -> dict[str, int]:
    source = files("tuibrief").joinpath("extract/lexicon/times.toml").read_text(encoding="utf-8")
    return {str(word): int(value) for word, value in tomllib.loads(source)["number_words"].items()}


_NUMBER = re.compile(r"(?<![\w.,/:-])[$€£¥]?\d[\d,.]*\d?(?:\s?%)?|(?<![\w-])[a-z]+(?:-[a-z]+)?(?![\w-])", re.IGNORECASE)
# "42 of its clinics", "300,000 displaced people", "two of the three"
_NOUN = re.compile(
    r"[\s-]*(?:of\s+(?:(?:the|its|his|her|their|our|those|these)\s+)?)?(?:[a-z]+(?:ed|ing|ous|al|ive)\s+)?([a-z]{3,})",
    re.IGNORECASE,
)
_SCALE = re.compile(r"[\s-]?(thousand|million|billion|trillion|bn|m|k)\b", re.IGNORECASE)
_SCALES = {
    "thousand": 10**3,
    "k": 10**3,
    "million": 10**6,
    "m": 10**6,
    "billion": 10**9,
    "bn": 10**9,
    "trillion": 10**12,
}


def counts(text: str) -> list[Count]:
    """The counts and amounts of a text with the word that they count; years and days of months are left out."""
    found = []
    for match in _NUMBER.finditer(text):
        value = _value(match.group())
        if value is None:
            continue
        scale = _SCALE.match(text, match.end())
        end = scale.end() if scale else match.end()
        after = _NOUN.match(text, end)
        noun = after[1] if after else ""
        money = match.group()[0] if match.group()[0] in "$€£¥" else ""
        percent = match.group().endswith("%")
        if (not noun and not money and not percent) or (not scale and _is_date(text, match, noun)):
            continue
        said = text[match.start() : after.end() if after and not money and not percent else end]
        unit = money or ("%" if percent else stem(noun))
        found.append(Count(" ".join(said.split()), _scaled(value, scale), unit))
    return found


def _scaled(value: str, scale: re.Match[str] | None) -> str:
    if scale is None:
        return value
    whole = float(value) * _SCALES[scale[1].casefold()]
    return str(int(whole)) if whole.is_integer() else str(whole)


def _value(word: str) -> str | None:
    if word[-1].isdigit() or word[-1] == "%" or word[0] in "$€£¥":
        plain = word.strip("$€£¥% ").replace(",", "").rstrip(".")
        return plain if re.fullmatch(r"\d+(\.\d+)?", plain) else None
    words = _number_words()
    total = 0
    for part in word.casefold().split("-"):
        if part not in words or part in _NO_COUNT:
            return None
        total += words[part]
    return str(total)


# "one" is mostly a pronoun, "single" mostly an adjective.
_NO_COUNT = frozenset({"one", "single"})


@cache
def _months() -> frozenset[str]:
    from calendar import month_abbr, month_name

    return frozenset(m.casefold() for m in (*month_name, *month_abbr) if m)


def _is_date(text: str, match: re.Match[str], noun: str) -> bool:
    before = re.search(r"([A-Za-z]+)\.?\s*$", text[: match.start()])
    near = {noun.casefold(), before[1].casefold() if before else ""}
    return bool(near & _months()) or (re.fullmatch(r"(1[89]|20)\d\d", match.group()) is not None)
