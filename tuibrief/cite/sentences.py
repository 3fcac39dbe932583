"""Which sentences an event stands in, for quoting: found without the language model, which citing must not wait for."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

from tuibrief.model import Event, Span

# A full stop, question or exclamation mark, closing quotes and brackets, white space, then what can open a sentence.
_END = re.compile(r"[.!?…][.!?…]*[\"'”’»)\]]*\s+(?=[\"'“‘«(\[—–-]*\s*[^\W_])")
_LAST_WORD = re.compile(r"[^\s\"'“‘(\[]+$")


def sentences_around(text: str, paragraphs: Sequence[Span], event: Event) -> Span:
    """The sentence or sentences that hold an event's words, from one paragraph."""
    start = min(event.start, event.trigger.start)
    end = max(event.end, event.trigger.end)
    home = next((p for p in paragraphs if p.start <= event.trigger.start < p.end), Span(start, end))
    start, end = max(start, home.start), min(max(end, event.trigger.end), home.end)
    first, last = home.start, home.end
    for cut in cuts(text, home):
        if cut <= start:
            first = cut
        if cut >= end:
            last = cut
            break
    return Span(first, last).trimmed(text)


def cuts(text: str, paragraph: Span) -> Iterator[int]:
    """Where sentences after the first begin in a paragraph."""
    for found in _END.finditer(text, paragraph.start, paragraph.end):
        following = text[found.end() : found.end() + 8].lstrip("\"'“‘«([—–- ")[:1]
        if following.islower():
            continue
        before = _LAST_WORD.search(text, max(paragraph.start, found.start() - 40), found.start())
        word = before[0] if before else ""
        if text[found.start()] == "." and _abbreviated(word, following):
            continue
        yield found.end()


def _abbreviated(word: str, following: str) -> bool:
    if len(word) == 1 and word.isupper():  # an initial
        return True
    always, before_numbers, inside = _words()
    plain = word.lower()
    if plain in always:
        return True
    if plain in before_numbers and following.isdigit():
        return True
    return plain in inside


@functools.cache
def _words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    found = tomllib.loads(Path(__file__).with_name("abbreviations.toml").read_text(encoding="utf-8"))
    return frozenset(found["always"]), frozenset(found["before_numbers"]), frozenset(found["inside"])
