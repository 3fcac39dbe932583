"""Stage 6, third part: quotations and who speaks them.

A quotation belongs to the saying it touches; one that stands alone goes to the cue beside it, else to whom the paragraph, or
the paragraph before it, was quoting.
"""

from __future__ import annotations

from collections.abc import Sequence

from tuibrief.extract.parse import Parse, Sentence, Token
from tuibrief.extract.stages import Layout
from tuibrief.model import Span

_MARKS = "\"'“”‘’«»„‹›「」"
_EDGES = " \t\n\r\u00a0,;:–—-"
# Fewer words without a verb are a term in scare quotes, not speech.
_SPEECH_WORDS = 4


def with_marks(text: str, span: Span) -> Span:
    """A quotation together with its marks."""
    start, end = span
    if start > 0 and text[start - 1] in _MARKS:
        start -= 1
    if end < len(text) and text[end] in _MARKS:
        end += 1
    return Span(start, end)


def trimmed(text: str, start: int, end: int) -> Span | None:
    """A stretch without blanks, commas and dashes at its ends; None where nothing is left."""
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return Span(start, end) if any(c.isalnum() for c in text[start:end]) else None


def joined(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Spans in order, overlapping ones and ones with only blanks or marks between them made one."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and (span.start <= out[-1].end or not any(c.isalnum() for c in text[out[-1].end : span.start])):
            if "\n" in text[out[-1].end : span.start]:
                out.append(span)
                continue
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)


class Quotes:
    """The article's quotations, looked up by character; groups that no saying has claimed yet."""

    def __init__(self, parse: Parse, layout: Layout) -> None:
        self.text = parse.text
        self.groups = [tuple(with_marks(self.text, s) for s in group) for group in layout.quotations if group]
        self.claimed = [False] * len(self.groups)
        self._spans = sorted((span, n) for n, group in enumerate(self.groups) for span in group)

    def at(self, offset: int) -> int | None:
        """The group that holds a character."""
        from bisect import bisect_right

        place = bisect_right(self._spans, (Span(offset, len(self.text) + 1), len(self.groups))) - 1
        if place >= 0:
            span, group = self._spans[place]
            if span.start <= offset < span.end:
                return group
        return None

    def touching(self, span: Span) -> list[int]:
        """The groups that share a character with a span."""
        return sorted({n for s, n in self._spans if s.overlaps(span)}) if self._spans else []

    def is_speech(self, group: int) -> bool:
        """Whether a quotation is somebody's words, not a term in scare quotes."""
        words = sum(len(s.of(self.text).split()) for s in self.groups[group])
        inner = self.groups[group][-1].of(self.text).rstrip("\"'”’»")
        return words >= _SPEECH_WORDS or (words >= 2 and inner.endswith((".", "!", "?", ",")))


def sentences_of(parse: Parse, span: Span) -> list[Sentence]:
    """The sentences that share a character with a span."""
    from bisect import bisect_right

    sentences, tokens = parse.sentences, parse.tokens
    place = max(0, bisect_right(sentences, span.start, key=lambda s: tokens[s.first].start) - 1)
    found = []
    while place < len(sentences) and tokens[sentences[place].first].start < span.end:
        if tokens[sentences[place].last].end > span.start:
            found.append(sentences[place])
        place += 1
    return found


def token_before(parse: Parse, sentence: Sentence, offset: int) -> Token | None:
    """The last word of a sentence that ends at or before a character, marks left out."""
    words = [t for t in parse.of(sentence) if t.end <= offset and t.pos not in ("PUNCT", "SPACE")]
    return words[-1] if words else None
