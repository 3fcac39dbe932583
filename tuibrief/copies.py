"""Near-copies: the same wire text in two outlets, known by shared passages, so that a copy is no second source.

A text's passages are all its runs of eight words; those whose hash is divisible by six are its prints, the same ones
for the same passage wherever it stands (Manber's "modulo" fingerprints, kin to winnowing). Only originals keep their
prints, and a passage that many have is kept no more, so that neither a text that a hundred outlets print nor a line
that stands under every article makes looking one up dearer.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from zlib import crc32

from tuibrief.sidecar import Sidecar

COPY = 0.5
"""From this share of the smaller text's passages on, two articles are one text. Two reporters' own accounts of one
event that quote the same statement share less than a fifth."""

_RUN = 8  # words
_EVERY = 6
_MOST = 240  # prints of one text: of 1,500 words all, of longer ones those with the smallest hashes
_LEAST = 4  # shared prints
_HOLDERS = 40  # a passage that more originals have says nothing: a notice, an outlet's own lines
_KEPT = (1 << 32) - 1  # bits of a hash that are kept: four passages of two texts don't agree by chance
_BASE, _SIZE = 1_000_003, (1 << 61) - 1


def prints(text: str) -> list[int]:
    """The prints of a text, smallest first; words count without case and marks, so that layout changes nothing."""
    words = [crc32(w.encode("utf-8", "replace")) for w in re.findall(r"\w+", text.casefold())]
    if len(words) < _RUN:
        return []
    last, value, found = pow(_BASE, _RUN - 1, _SIZE), 0, set()
    for at, word in enumerate(words):
        if at >= _RUN:
            value -= words[at - _RUN] * last
        value = (value * _BASE + word) % _SIZE
        if at >= _RUN - 1 and value % _EVERY == 0:
            found.add(value // _EVERY & _KEPT)
    return sorted(found)[:_MOST]


class Copies:
    """Which articles are copies of which. Numbers are the sidecar's."""

    def __init__(self, sidecar: Sidecar) -> None:
        self._side = sidecar

    def add(self, number: int, text: str) -> int | None:
        """Take in an article's text; the number of the one whose copy it is, or None."""
        own = prints(text)
        holders = self._holders(own)
        shared: Counter[int] = Counter(n for found in holders.values() if len(found) <= _HOLDERS for n in found)
        for other, count in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
            if count < _LEAST:
                break
            size = len(self._prints(other))
            if count >= COPY * min(size, len(own)):
                self._side.base.execute("INSERT OR REPLACE INTO copy VALUES(?, ?)", (number, other))
                return other
        kept = [(value, number) for value in own if len(holders.get(value, ())) <= _HOLDERS]
        self._side.base.executemany("INSERT OR IGNORE INTO print VALUES(?, ?)", kept)
        packed = array("I", own).tobytes()
        self._side.base.execute("INSERT OR REPLACE INTO prints VALUES(?, ?)", (number, packed))
        return None

    def _holders(self, own: list[int]) -> dict[int, list[int]]:
        """The originals that have each of these prints."""
        if not own:
            return {}
        marks = ",".join("?" * len(own))
        found: defaultdict[int, list[int]] = defaultdict(list)
        for value, number in self._side.rows(f"SELECT hash, n FROM print WHERE hash IN ({marks})", own):
            found[value].append(number)
        return found

    def _prints(self, number: int) -> array[int]:
        return array("I", self._side.value("SELECT hashes FROM prints WHERE n=?", number) or b"")

    def remove(self, number: int) -> list[int]:
        """Forget an article; the numbers of its copies, which have to be taken in anew."""
        base = self._side.base
        base.executemany("DELETE FROM print WHERE hash=? AND n=?", [(v, number) for v in self._prints(number)])
        base.execute("DELETE FROM prints WHERE n=?", (number,))
        base.execute("DELETE FROM copy WHERE n=?", (number,))
        copies = [n for (n,) in self._side.rows("SELECT n FROM copy WHERE of=?", (number,))]
        base.execute("DELETE FROM copy WHERE of=?", (number,))
        return copies

    def of(self, article: str) -> tuple[str, ...]:
        """The other articles that have the same text, in the order they came."""
        number = self._side.number(article)
        if number is None:
            return ()
        first = self._side.value("SELECT of FROM copy WHERE n=?", number)
        first = number if first is None else first
        rows = self._side.rows(
            "SELECT id FROM article WHERE n=? OR n IN (SELECT n FROM copy WHERE of=?) ORDER BY n", (first, first)
        )
        return tuple(i for (i,) in rows if i != article)

    def originals(self) -> dict[str, str]:
        """Each copy's article with the one whose copy it is."""
        question = "SELECT a.id, b.id FROM copy JOIN article a ON a.n=copy.n JOIN article b ON b.n=copy.of"
        return dict(self._side.rows(question))

    def original(self, article: str) -> str:
        """The article whose copy this one is; itself where it is none."""
        question = "SELECT b.id FROM article a JOIN copy ON a.n=copy.n JOIN article b ON b.n=copy.of WHERE a.id=?"
        return str(self._side.value(question, article) or article)
