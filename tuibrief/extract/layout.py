"""Stage 1: title, byline, dateline, headings, paragraphs, quotations."""

import re

from tuibrief.extract.stages import Block, BlockKind, Layout


def lay_out(text: str, title: str | None = None) -> Layout:
    """The blocks of a text."""
    return Layout(text, tuple(Block(m.start(), m.end(), BlockKind.BODY) for m in re.finditer(r"\S[^\n]*", text)))
