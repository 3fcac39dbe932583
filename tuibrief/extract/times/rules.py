"""The time patterns of ``lexicon/times_rules.toml``, compiled to regular expressions over class characters, and their
matches.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from tuibrief.extract.times.lexer import BREAK, OTHER, Alphabet, Lexeme, tables
from tuibrief.extract.words import table as lexicon_table

_PART = re.compile(r'\(\?[=!]|(?:[a-z]:)?(?:"[^"]+"|[A-Za-z0-9]+|\()|[()|?*]|\s+')


@dataclass(frozen=True, slots=True)
class Rule:
    """A compiled rule: what resolves it, or the value that it always has."""

    number: int
    family: str
    resolve: str
    value: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Match:
    """A stretch of lexemes that a rule takes for a time: indices ``first`` to ``last`` (inclusive), and the named
    parts.
    """

    rule: Rule
    first: int
    last: int
    parts: dict[str, tuple[int, int]]

    def lexemes(self, name: str, lexemes: Sequence[Lexeme]) -> list[Lexeme]:
        """The lexemes of a named part; none where it isn't there."""
        if name not in self.parts:
            return []
        first, last = self.parts[name]
        return list(lexemes[first : last + 1])

    def word(self, name: str, lexemes: Sequence[Lexeme]) -> str | None:
        """The words of a named part, or None."""
        return " ".join(x.word for x in self.lexemes(name, lexemes)) or None


def _holidays() -> str:
    """The macro of feasts: their words as a pattern."""
    words = tables()
    names = [*words["holidays"], *words["weekday_holidays"], *words["easter_holidays"]]
    phrases = []
    for name in sorted(names, key=len, reverse=True):
        parts = re.findall(r"[^\W\d_]+|[^\w\s]", name)
        phrases.append(" ".join(p if p.isalpha() else f'"{p}"' for p in parts))
    return "(" + " | ".join(phrases) + ")"


def _expanded(pattern: str, macros: dict[str, str]) -> str:
    for _ in range(4):
        pattern = re.sub(r"(?<!\")\b[A-Z]+\b", lambda m: macros.get(m.group(), m.group()), pattern)
    return pattern


def _literals(patterns: Sequence[str]) -> frozenset[str]:
    found = set()
    for pattern in patterns:
        for part in _PART.findall(pattern):
            bare = re.sub(r"^[a-z]:", "", part)
            if bare.startswith('"'):
                found.add(bare.strip('"'))
            elif bare == "APOS":
                found.add("'")
            elif bare[:1].islower():
                found.add(bare)
    return frozenset(found)


def _compiled(pattern: str, alphabet: Alphabet) -> re.Pattern[str]:
    out: list[str] = []
    used: dict[str, int] = {}

    def group(name: str) -> str:
        used[name] = used.get(name, 0) + 1
        return f"(?P<{name}_{used[name]}>"

    at = 0
    for part in _PART.finditer(pattern):
        if part.start() != at:
            raise ValueError(f"pattern not understood at {pattern[at:]!r}")
        at = part.end()
        said = part.group()
        if said.isspace():
            continue
        name, _, bare = said.rpartition(":") if re.match(r"[a-z]:", said) else ("", "", said)
        if bare == "(":
            out.append(group(name) if name else "(?:")
        elif said in (")", "|", "?", "*") or said.startswith("(?"):
            out.append(said)
        else:
            chars = _class(bare, alphabet)
            out.append(f"{group(name)}{chars})" if name else chars)
    if at != len(pattern):
        raise ValueError(f"pattern not understood at {pattern[at:]!r}")
    return re.compile("".join(out))


def _class(bare: str, alphabet: Alphabet) -> str:
    if bare == "END":
        return f"[{re.escape(BREAK)}]"
    if bare == "DET":
        return "[" + "".join(alphabet.chars("=" + w) for w in ("the", "a", "an")) + "]"
    if bare == "APOS":
        return "[" + alphabet.chars("='") + "]"
    chars = alphabet.chars(bare if bare.isupper() else "=" + bare.strip('"'))
    if not chars:
        raise ValueError(f"no words in class {bare!r}")
    return f"[{chars}]"


@cache
def grammar() -> tuple[Alphabet, tuple[Rule, ...], frozenset[str]]:
    """The alphabet, all rules, and the characters without which no rule can match."""
    data = lexicon_table("times_rules")
    macros = {**data["macros"], "HOLIDAY": _holidays()}
    patterns = [_expanded(r["pattern"], macros) for r in data["rule"]]
    alphabet = Alphabet(_literals(patterns))
    rules = tuple(
        Rule(i, r["family"], r.get("resolve", "fixed"), r.get("value", ""), _compiled(p, alphabet))
        for i, (r, p) in enumerate(zip(data["rule"], patterns, strict=True))
    )
    return alphabet, rules, alphabet.anchors() | {alphabet.words[w] for w in _holiday_words()}


def _holiday_words() -> set[str]:
    words = tables()
    names = [*words["holidays"], *words["weekday_holidays"], *words["easter_holidays"]]
    return {re.findall(r"[^\W\d_]+", n)[0] for n in names}


def _compact(lexemes: Sequence[Lexeme], anchors: frozenset[str]) -> tuple[str, list[int]]:
    """The stretches of known words that hold an anchor, put together: the rules read these, most of a text is none."""
    codes = "".join(x.code for x in lexemes) + BREAK
    out: list[str] = []
    index: list[int] = []
    for island in re.finditer(f"[^{re.escape(BREAK + OTHER)}]+", codes):
        if anchors.isdisjoint(island.group()):
            continue
        out.append(island.group() + codes[island.end() : island.end() + 1])
        index.extend(range(island.start(), island.end() + 1))
    return "".join(out), index


def find_matches(lexemes: Sequence[Lexeme], without: frozenset[str] = frozenset()) -> list[Match]:
    """The times among the lexemes in order, none overlapping: the leftmost, then longest, then first listed.

    ``without`` are families of rules to leave out (for measuring what each gives).
    """
    _, rules, anchors = grammar()
    codes, index = _compact(lexemes, anchors)
    found: list[Match] = []
    for rule in rules:
        if rule.family in without:
            continue
        for match in rule.pattern.finditer(codes):
            parts: dict[str, tuple[int, int]] = {}
            for name, chars in match.groupdict().items():
                if chars:
                    at = (index[match.start(name)], index[match.end(name) - 1])
                    old = parts.get(name[0], at)
                    parts[name[0]] = (min(at[0], old[0]), max(at[1], old[1]))
            first, last = parts.get("t", (index[match.start()], index[match.end() - 1])) if match.group() else (0, -1)
            if first <= last:
                found.append(Match(rule, first, last, parts))
    found.sort(key=lambda m: (m.first, -m.last, m.rule.number))
    return found
