"""Stage 6: speakers named before a colon, as transcripts and reports of hearings print them: "Okoye: “We knew.”"."""

from __future__ import annotations

import re

from tuibrief.extract.attribution.drafts import Draft
from tuibrief.extract.attribution.spans import trimmed
from tuibrief.extract.attribution.speech import Quotes, sentences_of
from tuibrief.extract.parse import Parse, Token
from tuibrief.extract.stages import BlockKind, Cast, Layout
from tuibrief.extract.words import table
from tuibrief.model import Span

_SPEAKER = re.compile(r"([A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3})(?: \([^)\n]{1,40}\))?:\s+(?=\S)")
_MARKS = "\"“«„'‘"
_TURNS = 2  # paragraphs that open with speakers make a transcript, in which nothing need be quoted


def spoken_parts(parse: Parse, layout: Layout, cast: Cast, quotes: Quotes) -> list[Draft]:
    """The parts of a transcript, each by its speaker; what is quoted there is claimed."""
    turns = [turn for block in layout.blocks if (turn := _turn(parse, cast, layout, block.span, block.kind))]
    found: list[Draft] = []
    for speaker, part in turns:
        quoted = parse.text[part.start] in _MARKS
        if not quoted and len(turns) < _TURNS:
            continue
        spans = [part]
        for group in quotes.touching(part):
            if not quotes.claimed[group]:
                quotes.claimed[group] = True
                spans += [s for s in quotes.groups[group] if s.start >= part.end]
        found.append(Draft(None, speaker, spans, quoting=True))
    return found


def _turn(parse: Parse, cast: Cast, layout: Layout, block: Span, kind: BlockKind) -> tuple[Token, Span] | None:
    """The speaker who opens a paragraph and what he or she says; the article's title is no speech."""
    found = _SPEAKER.match(parse.text, *block)
    if found is None or kind is BlockKind.TITLE or found[1].lower() in table("layout")["labels"]:
        return None
    name = Span(*found.span(1))
    named = [t for s in sentences_of(parse, name) for t in parse.of(s) if name.holds(Span(t.start, t.end))]
    mention = cast.at(named[-1].index) if named else None
    part = trimmed(layout.text, found.end(), block.end)
    if part is None or mention is None or mention.place or not cast.names(mention):
        return None
    return named[-1], part
