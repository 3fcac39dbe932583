"""Stretches of text: trimming them, joining them, with and without quotation marks."""

from __future__ import annotations

from collections.abc import Sequence

from tuibrief.model import Span

_MARKS = "\"'“”‘’«»„‹›「」"
_EDGES = " \t\n\r\u00a0,;:–—-"


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


def without(span: Span, holes: Sequence[Span]) -> list[Span]:
    """A span with others cut out of it: the pieces that are left, in order."""
    pieces = [span]
    for hole in holes:
        cut: list[Span] = []
        for piece in pieces:
            if not piece.overlaps(hole):
                cut.append(piece)
                continue
            sides = Span(piece.start, hole.start), Span(hole.end, piece.end)
            cut += [side for side in sides if side.end > side.start]
        pieces = cut
    return pieces
