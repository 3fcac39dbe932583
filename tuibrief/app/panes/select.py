"""Characters, words, sentences and paragraphs of a text, as selecting moves over them. Pure."""

from __future__ import annotations

import re

from tuibrief.model import Span

_WORD = re.compile(r"\w+(?:[’'\-.]\w+)*|[^\w\s]+")
# A sentence ends at . ! ? … (with closing quotes or brackets) before a blank and no small letter, or at a newline.
_SENTENCE_END = re.compile(r"[.!?…。！？]+[\"'”’)\]]*(?=\s+[^a-z\s]|\s*$)|[。！？]|\n")
# Short forms whose dot ends no sentence: one capital (U.S., J. Smith), titles.
_SHORT = re.compile(r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Sgt|Capt|Sen|Rep|Gov|St|No|vs|Jr|Sr))\.$")


def word_at(text: str, offset: int) -> Span:
    """The word (or run of signs) that holds a character, or the next from a blank; the character where none follows."""
    start = max(text.rfind("\n", 0, offset) + 1, offset - 200)
    for match in _WORD.finditer(text, start):
        if match.end() > offset:
            return Span(match.start(), match.end())
    return Span(offset, min(offset + 1, len(text)))


def word_step(text: str, offset: int, delta: int) -> int:
    """The start of the next word (of the one before, where ``delta`` is negative), so many words away."""
    for _ in range(abs(delta)):
        if delta > 0:
            inside = word_at(text, offset)
            match = _WORD.search(text, inside.end if inside.start <= offset else inside.start)
            offset = match.start() if match else max(0, len(text) - 1)
        else:
            starts = [match.start() for match in _WORD.finditer(text, max(0, offset - 400), offset)]
            offset = starts[-1] if starts else max(0, offset - 400) if offset > 400 else 0
    return offset


def paragraph_at(text: str, offset: int) -> Span:
    """The line of the text (between newlines) that holds a character."""
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    return Span(start, len(text) if end < 0 else end)


def sentence_at(text: str, offset: int) -> Span:
    """The sentence that holds a character, without the blanks around it; never over a newline."""
    paragraph = paragraph_at(text, offset)
    start = paragraph.start
    for match in _SENTENCE_END.finditer(text, paragraph.start, paragraph.end):
        if _SHORT.search(text, max(start, match.end() - 6), match.end()):
            continue
        if match.end() > offset:
            return Span(start, match.end()).trimmed(text)
        start = match.end()
    return Span(start, paragraph.end).trimmed(text)
