"""Quotation marks: which mark closes which, one kind within another, and full stops and commas inside them."""

from __future__ import annotations

import functools
import re
import tomllib
from pathlib import Path
from typing import NamedTuple

# What ends a sentence, also in scripts that have signs of their own for it.
STOPS = ".?!…。！？．؟۔।"

_OPENS = {"“": "”", "‘": "’", "„": "“", "«": "»"}
# What a pair becomes inside double marks: at odd depths, then at even ones.
_WRITTEN = {
    "”": (("‘", "’"), ("“", "”")),
    "’": (("‘", "’"), ("“", "”")),
    "“": (("‚", "‘"), ("„", "“")),
    "»": (("‹", "›"), ("«", "»")),
}
_ANY = re.compile("[“”‘’„«»]")
_STRAIGHT_DOUBLE = re.compile(r'"')
_STRAIGHT_SINGLE = re.compile(r"(?<![\w'])'(?=\w)([^'\"“”]*)(?<=[\w.,?!…])'(?![\w'])")


class _Pair(NamedTuple):
    """Where a quotation inside a text opens and closes; -1 and the text's length where that lies outside of it."""

    start: int
    end: int
    closing: str


def quoted(text: str) -> str:
    """The text in double quotation marks, with those in it made single, and those within these double again."""
    return f"“{within(text)}”"


def within(text: str) -> str:
    """The text as it stands inside double quotation marks.

    Its own become single, those within these double. Of a quotation that was cut out of a longer one, the mark that
    was left behind is put there again.
    """
    text = _curled(text)
    marks: dict[int, str] = {}
    before = after = ""
    around: list[int] = []  # where those end that are open at this point
    for pair in sorted(_pairs(text), key=lambda pair: (pair.start, -pair.end)):
        while around and around[-1] < pair.start:
            around.pop()
        opening, closing = _WRITTEN[pair.closing][len(around) % 2]
        around.append(pair.end)
        if pair.start < 0:
            before = opening
        else:
            marks[pair.start] = opening
        if pair.end >= len(text):
            after = closing
        else:
            marks[pair.end] = closing
    # A mark that is no part of a pair is none of ours to turn round, but it must not end the marks around.
    stray = {"“": "‘", "”": "’"}
    return before + _ANY.sub(lambda m: marks.get(m.start()) or stray.get(m[0], m[0]), text) + after


def straightened(text: str) -> str:
    """The text with straight marks for curly ones, double and single."""
    return re.sub("[‘’‚]", "'", re.sub("[“”„]", '"', text))


def stopped(text: str, mark: str) -> str:
    """The text with a full stop or comma behind it, inside the quotation marks that it ends with (Chicago 6.9).

    A full stop gives way to a mark that ends a sentence already. A comma stays beside a question or exclamation mark
    (Chicago 6.125) and takes a full stop's place, unless that is an abbreviation's.
    """
    closing = {pair.end for pair in _pairs(text) if pair.closing in "”’"}
    at = len(text)
    while at - 1 in closing:
        at -= 1
    body, tail = text[:at], text[at:]
    if mark == "." and body.endswith(tuple(STOPS)):
        return text
    if mark == "," and re.search(r"(?<!\.)[.。．]$", body) and not abbreviated(body):
        body = body[:-1]
    return body + mark + tail


def _curled(text: str) -> str:
    """Straight marks curled: single ones where they stand in pairs around words, double ones by their place."""

    within_one = False

    def double(found: re.Match[str]) -> str:
        nonlocal within_one
        before = text[found.start() - 1 : found.start()]
        opens = not before or before.isspace() or before in "([—–-“‘'"
        if before.isdigit() and not within_one:
            return found[0]  # of inches
        within_one = opens
        return "“" if opens else "”"

    return _STRAIGHT_SINGLE.sub(r"‘\1’", _STRAIGHT_DOUBLE.sub(double, text))


def _pairs(text: str) -> list[_Pair]:
    if not _ANY.search(text):
        return []
    found: list[_Pair] = []
    open_: list[tuple[int, str]] = []
    more_open = text.count("“") > text.count("”") + text.count("„")
    for mark in _ANY.finditer(text):
        i, c = mark.start(), mark[0]
        top = open_[-1][1] if open_ else ""
        if top and (c == top or (top, c) == ("“", "”")) and (c != "’" or _closes(text, i)):
            found.append(_Pair(open_.pop()[0], i, c))
        elif c == "“" and more_open and "”" in (mark for _, mark in open_):
            continue  # the next paragraph of one quotation
        elif c in _OPENS and (c != "‘" or text[i + 1 : i + 2].strip()):
            open_.append((i, _OPENS[c]))
        elif c in "”»":
            outer = next((n for n in range(len(open_) - 1, -1, -1) if open_[n][1] == c), None)
            if outer is not None:  # what opened within it is closed nowhere
                found.append(_Pair(open_[outer][0], i, c))
                del open_[outer:]
            elif c == "”" and not any(pair.start < 0 for pair in found):
                found.append(_Pair(-1, i, c))  # it opened before the text
    return found + [_Pair(start, len(text), c) for start, c in open_[:1] if c == "”"]


def _closes(text: str, at: int) -> bool:
    """Whether ’ closes a quotation: an apostrophe has a letter behind it, or a plural's s before it and a later ’."""
    if text[at + 1 : at + 2].isalnum():
        return False
    if text[at - 1 : at] != "s":
        return True
    rest = re.split("[‘“”]", text[at + 1 : at + 200], maxsplit=1)[0]
    return re.search(r"’(?!\w)", rest) is None


def abbreviated(text: str) -> bool:
    """Whether the full stop that a text ends with is that of an abbreviation ("Inc.", "U.S.")."""
    word = (text.split() or [""])[-1].rstrip(".").lower().lstrip("([‘“")
    return "." in word or word in _abbreviations()


@functools.cache
def _abbreviations() -> frozenset[str]:
    found = tomllib.loads(Path(__file__).with_name("abbreviations.toml").read_text(encoding="utf-8"))
    return frozenset([*found["inside"], *found["at_end"]])
