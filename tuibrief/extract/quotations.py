"""Where words are quoted: pairs of quotation marks, also over several paragraphs that each open anew.

A mark that is never closed must not swallow the article: a quotation ends at latest with its paragraph, unless the next
paragraph opens anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tuibrief.model import Span

_DOUBLE = re.compile("[\"“”„«»‟＂]|''|``")
_SINGLE = re.compile(r"(?<![\w.])[‘'`](?=[\w“\"$£€])(?!\d\ds?\b)(.{2,600}?)(?<=[\w.,!?…%)])['’](?![\w])")
_OPENERS = "“„«‟"


def _opens(text: str, at: int, end: int, is_open: bool) -> bool:
    """Whether a straight mark opens: by the state, unless the space on just one side tells otherwise."""
    before = text[at - 1] if at else " "
    after = text[end] if end < len(text) else " "
    if before.isspace() and not after.isspace():
        return True
    if after.isspace() and not before.isspace():
        return False
    return not is_open


def _marks(text: str, paragraph: Span) -> Iterator[tuple[int, int, bool]]:
    """The double marks of a paragraph, and whether each opens."""
    is_open = False
    german = False
    for found in _DOUBLE.finditer(text, paragraph.start, paragraph.end):
        mark = found.group()
        if mark in "„«‟" or (mark == "“" and not german):
            is_open, german = True, mark == "„"
        elif mark in "”»“" or mark == "''":
            is_open = german = False
        elif mark == "``":
            is_open = True
        else:
            is_open = _opens(text, found.start(), found.end(), is_open)
        yield found.start(), found.end(), is_open


def _runs_on(text: str, following: Span | None) -> bool:
    return following is not None and text[following.start] in _OPENERS + '"'


def find_quotations(text: str, paragraphs: Sequence[Span], limit: int) -> tuple[tuple[Span, ...], ...]:
    """Groups of spans between quotation marks, in order; a quotation over several paragraphs is one group.

    ``limit`` is the greatest length, in characters, of a quotation whose closing mark is missing.
    """
    groups: list[list[Span]] = []
    carry = False  # the paragraph before ended inside a quotation, and this one opens anew
    for number, paragraph in enumerate(paragraphs):
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        start: int | None = None
        for at, end, opens in _marks(text, paragraph):
            if opens and start is None:
                start = end
            elif not opens and start is not None:
                _add(groups, Span(start, at), carry)
                start, carry = None, False
        if start is None:
            carry = False
        elif _runs_on(text, following) and _closes(text, paragraphs, number + 1):
            _add(groups, Span(start, paragraph.end), carry)
            carry = True
        else:
            if paragraph.end - start <= limit:
                _add(groups, Span(start, paragraph.end), carry)
            carry = False
    found = [tuple(g) for g in groups]
    if not found:
        found = [(Span(m.start(1), m.end(1)),) for p in paragraphs for m in _SINGLE.finditer(text, p.start, p.end)]
    return tuple(found)


def _closes(text: str, paragraphs: Sequence[Span], number: int) -> bool:
    """Whether a quotation that runs on into this paragraph is closed there, or runs on and is closed further on."""
    for later in range(number, len(paragraphs)):
        if text[paragraphs[later].start] not in _OPENERS + '"':
            return False
        if any(not opens for _, _, opens in _marks(text, paragraphs[later])):
            return True
    return False


def _add(groups: list[list[Span]], span: Span, carry: bool) -> None:
    if span.end <= span.start:
        return
    if carry and groups:
        groups[-1].append(span)
    else:
        groups.append([span])
