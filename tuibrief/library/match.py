"""Looking for words in a text as it stands, with the answers that the full-text index gives.

FTS5's ``unicode61`` tokenizer takes runs of letters and digits for words, without case and without the accents of
letters; so does this, so that what is not indexed yet is found by the same words.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from tuibrief.library.query import UNSPACED, Query, Word

_TOKEN = re.compile(r"[^\W_]+")
_ACCENTED = re.compile("[\u00c0-\u1fff\uac00-\ud7a3]")  # where letters with accents are: most texts have none of them
_ACCENTS = re.compile("[\u0300-\u036f]")


def fold(text: str) -> str:
    """A text for comparing: small letters without accents."""
    text = text.lower()
    if text.isascii() or not _ACCENTED.search(text):
        return text
    return _ACCENTS.sub("", unicodedata.normalize("NFD", text))


class _Sought(NamedTuple):
    """A word or phrase: ``part`` must be in a text for ``pattern`` to be, and is faster to look for."""

    part: str
    pattern: re.Pattern[str]
    no: bool


def _sought(word: Word) -> _Sought:
    text = fold(word.text)
    tokens = _TOKEN.findall(text)
    if UNSPACED.search(text) or not tokens:
        return _Sought(text, re.compile(re.escape(text)), word.no)
    inner = r"[\W_]+".join(map(re.escape, tokens))
    pattern = rf"(?<![^\W_]){inner}" + ("" if word.begins else r"(?![^\W_])")
    return _Sought(max(tokens, key=len), re.compile(pattern), word.no)


class Matcher:
    """A query's words, to be put to folded texts."""

    def __init__(self, query: Query):
        self._sought = [_sought(word) for word in query.words]

    def maybe(self, folded: str) -> bool:
        """Whether the words could hold of a part of this text; cheap."""
        return all(s.no or s.part in folded for s in self._sought)

    def holds(self, folded: str) -> bool:
        """Whether the words hold of this text."""
        return self.maybe(folded) and all((s.pattern.search(folded) is not None) != s.no for s in self._sought)
