"""Which characters of a source are lit, and how: layers of spans painted over one line. No widget here."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import NamedTuple

from rich.style import Style

from tuibrief.app.panes.strips import Palette, Part
from tuibrief.model import Event, Role, Span

#: The roles in the order in which the legend names them.
ROLES = ("trigger", "who", "whom", "what", "when", "where")


class Lit(NamedTuple):
    """A span of the text and the role that it plays (one of `ROLES`)."""

    start: int
    end: int
    role: str


def evidence(event: Event | None) -> tuple[Lit, ...]:
    """The spans that an event was read from, the most telling last: where two overlap, the later one is seen."""
    if event is None:
        return ()
    lit = [Lit(span.start, span.end, "when") for span in event.when_spans]
    lit += [Lit(span.start, span.end, "where") for span in event.where_spans]
    for role in (Role.WHAT, Role.WHOM, Role.WHO):
        lit += [Lit(part.start, part.end, role.value) for part in event.participants if part.role == role]
    # A long phrase ("what") often holds the shorter ones: longest first, so that it doesn't cover them.
    lit.sort(key=lambda span: span.start - span.end)
    return (*lit, Lit(event.trigger.start, event.trigger.end, "trigger"))


class Spans:
    """Many spans of a text, asked for line by line."""

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        self.spans = sorted({Span(start, end) for start, end in spans if end > start})
        self._longest = max((span.end - span.start for span in self.spans), default=0)

    def within(self, start: int, end: int) -> Iterable[Span]:
        """Those that share a character with ``text[start:end]``."""
        place = bisect_left(self.spans, (start - self._longest, 0))
        while place < len(self.spans) and self.spans[place].start < end:
            if self.spans[place].end > start:
                yield self.spans[place]
            place += 1


def paint(words: str, start: int, base: Style, layers: Iterable[tuple[int, int, Style]]) -> list[Part]:
    """The words of a line that begins at offset ``start``, under layers ``(start, end, style)``, painted in order."""
    styles = [base] * len(words)
    for first, last, style in layers:
        for place in range(max(0, first - start), min(len(words), last - start)):
            styles[place] = style
    parts: list[Part] = []
    run = 0
    for place in range(1, len(words) + 1):
        if place == len(words) or styles[place] is not styles[run]:
            parts.append((words[run:place], styles[run]))
            run = place
    return parts


def legend(roles: Iterable[str], palette: Palette) -> list[Part]:
    """The roles by name, each in its own style."""
    named = set(roles)
    parts: list[Part] = []
    for role in ROLES:
        if role in named:
            parts += [(" ", palette.base), (role, getattr(palette, role))]
    return parts
