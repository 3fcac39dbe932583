"""Where words are quoted: pairs of quotation marks, also over several paragraphs that each open anew.

A mark that is never closed must not swallow the article: a quotation ends at latest with its paragraph, unless the next
paragraph opens anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from tuibrief.model import Span

_DOUBLE = re.compile("[\"“”„«»‟＂]|''|``")
_SINGLE_OPENS = re.compile(r"(?<![\w.])[‘'`](?=[\w“\"$£€…])(?!\d\ds?\b|(?:em|til|tis|twas|n)\b)")
_SINGLE_CLOSES = re.compile(r"(?<=[\w.,!?…%)”\"])['’](?!\w)")
_PLURAL = re.compile(r"s['’] (?=[a-z0-9$£€])")
_SPEECH_WORDS = 4  # fewer are a title or a term
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


def _is_late(text: str, rest: Span) -> bool:
    """Whether a straight mark in speech closes it though the blank stands on its wrong side ("has come. "In that …"):
    a sentence ends before it, and the marks behind it are pairs without it."""
    ended = text[: rest.start].rstrip()[-1:] in (".", "!", "?")
    return ended and text.count('"', rest.start + 1, rest.end) % 2 == 0


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
            shut = is_open and _is_late(text, Span(found.start(), paragraph.end))
            is_open = not shut and _opens(text, found.start(), found.end(), is_open)
        yield found.start(), found.end(), is_open


def _single_marks(text: str, paragraph: Span) -> Iterator[tuple[int, int, bool]]:
    """The single marks of a paragraph, apostrophes left out, and whether each opens."""
    at = paragraph.start
    while opener := _SINGLE_OPENS.search(text, at, paragraph.end):
        yield opener.start(), opener.end(), True
        after = _SINGLE_OPENS.search(text, opener.end(), paragraph.end)
        within = after.start() if after else paragraph.end
        closers = list(_SINGLE_CLOSES.finditer(text, opener.end(), within))
        # "the workers' claim": where another mark closes for sure, one after a plural is an apostrophe
        sure = [c for c in closers if not _PLURAL.match(text, c.start() - 1)]
        closer = next(iter(sure or closers[-1:]), None)
        if closer is None:
            at = within if after else paragraph.end
            continue
        yield closer.start(), closer.end(), False
        at = closer.end()


_Marks = Callable[[str, Span], Iterator[tuple[int, int, bool]]]


def _runs_on(text: str, following: Span | None, openers: str) -> bool:
    return following is not None and text[following.start] in openers


def find_quotations(text: str, paragraphs: Sequence[Span], limit: int) -> tuple[tuple[Span, ...], ...]:
    """Groups of spans between quotation marks, in order; a quotation over several paragraphs is one group.

    ``limit`` is the greatest length, in characters, of a quotation whose closing mark is missing. Single marks count
    where there are no double ones or less is said between those, as in many British papers.
    """
    double = _groups(text, paragraphs, limit, _marks, _OPENERS + '"')
    single = _groups(text, paragraphs, 0, _single_marks, "‘'")
    if double and _said(text, single) <= _said(text, double):
        # a title in single marks over an article in double ones, a sentence quoted so here and there
        first = paragraphs[0].end
        single = [g for g in single if g[-1].end <= first or _is_sentence(text, g)]
        double, single = single, double
    held = [s for g in single for s in g]
    alone = [g for g in double if not any(s.overlaps(h) for s in g for h in held)]
    return tuple(tuple(g) for g in sorted([*single, *alone]))


def _is_sentence(text: str, group: list[Span]) -> bool:
    return len(group[0].of(text).split()) >= _SPEECH_WORDS and text[group[-1].end - 1] in ".,!?"


def _said(text: str, groups: list[list[Span]]) -> int:
    """How many quotations are longer than a title or a term."""
    return sum(sum(len(s.of(text).split()) for s in g) >= _SPEECH_WORDS for g in groups)


def _groups(text: str, paragraphs: Sequence[Span], limit: int, marks: _Marks, openers: str) -> list[list[Span]]:
    groups: list[list[Span]] = []
    carry = False  # the paragraph before ended inside a quotation, and this one opens anew
    for number, paragraph in enumerate(paragraphs):
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        start: int | None = None
        for at, end, opens in marks(text, paragraph):
            if opens and start is None:
                start = end
            elif not opens and start is not None:
                _add(groups, Span(start, at), carry)
                start, carry = None, False
        if start is None:
            carry = False
        elif _runs_on(text, following, openers) and _closes(text, paragraphs, number + 1, marks, openers):
            _add(groups, Span(start, paragraph.end), carry)
            carry = True
        else:
            if paragraph.end - start <= limit:
                _add(groups, Span(start, paragraph.end), carry)
            carry = False
    return groups


def _closes(text: str, paragraphs: Sequence[Span], number: int, marks: _Marks, openers: str) -> bool:
    """Whether a quotation that runs on into this paragraph is closed there, or runs on and is closed further on."""
    for later in range(number, len(paragraphs)):
        if text[paragraphs[later].start] not in openers:
            return False
        if any(not opens for _, _, opens in marks(text, paragraphs[later])):
            return True
    return False


def _add(groups: list[list[Span]], span: Span, carry: bool) -> None:
    if span.end <= span.start:
        return
    if carry and groups:
        groups[-1].append(span)
    else:
        groups.append([span])
