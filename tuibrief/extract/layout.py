"""Stage 1: title, byline, dateline, headings, paragraphs, quotations.

| part | what it is taken from |
|---|---|
| paragraph | a line; in a hard-wrapped text (lines break where the next word would not fit) up to an early break |
| title | the first line that stands alone, without a final stop, followed by more; or the given title, if it opens |
| byline | "By Jane Doe", "Written by …" |
| dateline | a line of nothing but a date, or the opening "QUITO, Oct 22 (Reuters) - " of a first paragraph |
| heading | a later short line without a final stop, followed by more |
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from tuibrief.extract.quotations import find_quotations
from tuibrief.extract.stages import Block, BlockKind, Layout
from tuibrief.extract.words import table as lexicon_table
from tuibrief.model import Span

_LINE = re.compile(r"\S[^\n\r\v\f\x85\u2028\u2029]*")
_WORD = re.compile(r"[^\W\d_]+|\d+")
_NUMERIC_DATE = re.compile(r"\b\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}\b")
_STAMP = re.compile(
    r"(?:^|[|/·•] ?)(?:last )?(?:published|updated|posted|created|modified|filed)(?: (?:on|at))?:? \S", re.IGNORECASE
)
_STOPS = ".!?…:;,"
_CLOSERS = "\"'”’»)] \t"


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(lexicon_table("layout")[name])


@cache
def _limit(name: str) -> int:
    return int(lexicon_table("layout")["limits"][name])


@cache
def _opening() -> re.Pattern[str]:
    """The opening of a first paragraph up to its dash or colon.

    Three forms: "QUITO, Oct 22 (Reuters) -", "LIMA, Peru (AP) --" or "(AP) -", "LONDON —".
    """
    months = "|".join(sorted(_words("months"), key=len, reverse=True))
    agency = "|".join(map(re.escape, sorted(_words("agencies"), key=len, reverse=True)))
    place = r"[A-Z][\w.'’]*(?:[ -][A-Z][\w.'’]*){0,3}"
    upper = r"[A-Z][A-Z.'’]{2,}(?:[ -][A-Z][A-Z.'’]*){0,3}"
    date = rf"(?:(?:{months})\.? \d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}} (?:{months})\.?)(?:,? \d{{4}})?"
    dash = r"\s*(?:—|–|--+|-|_|:)\s+|—\s*"
    credit = rf"\s*\((?:[A-Z][\w. /-]{{1,40}}|{agency})\)"
    return re.compile(
        rf"(?:(?:{place}|{upper})(?:, {place}){{0,2}}(?:,? (?i:{date}))(?:{credit})?(?:{dash})"
        rf"|(?:(?:{place}|{upper})(?:, {place}){{0,2}})?\s?{credit}(?:{dash})"
        rf"|{upper}(?:, {place}){{0,2}}(?:{dash}))"
    )


def lay_out(text: str, title: str | None = None) -> Layout:
    """The blocks of a text in order, and its quotations. ``title`` is the one given with the article, if any."""
    spans = _join_wrapped(text, [Span(m.start(), m.start() + len(m.group().rstrip())) for m in _LINE.finditer(text)])
    kinds = _kinds(text, spans, title)
    blocks = tuple(Block(s.start, s.end, k) for s, k in zip(spans, kinds, strict=True))
    return Layout(
        text,
        blocks,
        find_quotations(text, spans, _limit("quotation_characters")),
        title=_first(blocks, BlockKind.TITLE),
        byline=_first(blocks, BlockKind.BYLINE),
        dateline=_dateline_opening(text, blocks) or _first(blocks, BlockKind.DATELINE),
        label=_label(text, _first(blocks, BlockKind.TITLE)),
    )


def _first(blocks: Sequence[Block], kind: BlockKind) -> Span | None:
    return next((b.span for b in blocks if b.kind is kind), None)


_LABEL = re.compile(r"([A-Z][\w.'’-]*(?: [\w.'’-]+){0,3}):\s+(?=[\w\"'“‘$€£])")


def _label(text: str, title: Span | None) -> Span | None:
    """What stands before a title's colon: "Police:", "World Cup:", "Exclusive:"."""
    found = _LABEL.match(text, *title) if title else None
    return Span(*found.span(1)) if found else None


def _dateline_opening(text: str, blocks: Sequence[Block]) -> Span | None:
    body = next((b for b in blocks if b.kind is BlockKind.BODY), None)
    found = _opening().match(text, body.start, min(body.end, body.start + 160)) if body else None
    named = _WORD.search(found.group().removeprefix("THE ")) if found else None  # "THE HAGUE" is a place
    if not found or not named or named.group().lower() in _words("date_words") | _words("labels"):
        return None
    return Span(found.start(), found.start() + len(found.group().rstrip()))


def _join_wrapped(text: str, lines: list[Span]) -> list[Span]:
    """Join the lines of a hard-wrapped text into paragraphs.

    A text counts as wrapped where most line breaks without a blank line between stand where the next word would have
    gone past the right edge; then a line that breaks early ends its paragraph.
    """
    pairs = [(a, b) for a, b in pairwise(lines) if text.count("\n", a.end, b.start) == 1]
    if len(pairs) < 3:
        return lines
    width = sorted(a.end - a.start for a, _ in pairs)[len(pairs) * 9 // 10]
    if not 40 <= width <= 110:
        return lines

    def full(a: Span, b: Span) -> bool:
        word = re.match(r"\S+", text[b.start : b.end])
        return a.end - a.start + 1 + (len(word.group()) if word else 0) >= width - 1

    if sum(full(a, b) for a, b in pairs) < 0.7 * len(pairs):
        return lines
    if sum(_ends_sentence(a.of(text)) for a, _ in pairs) > 0.5 * len(pairs):
        return lines  # each line is a paragraph, and they happen to be of one length
    joined = [lines[0]]
    for a, b in pairwise(lines):
        if text.count("\n", a.end, b.start) == 1 and full(a, b):
            joined[-1] = Span(joined[-1].start, b.end)
        else:
            joined.append(b)
    return joined


def _kinds(text: str, spans: Sequence[Span], title: str | None) -> list[BlockKind]:
    kinds: list[BlockKind] = []
    titled = body = False
    for number, span in enumerate(spans):
        words = " ".join(span.of(text).split())
        more = number + 1 < len(spans)
        if not body and _is_date_line(words):
            kind = BlockKind.DATELINE
        elif not body and _is_byline(words):
            kind = BlockKind.BYLINE
        elif not body and not titled and more and _is_title(words, title):
            kind, titled = BlockKind.TITLE, True
        elif words.rstrip(" .:»>").lower() in _words("furniture"):
            kind = BlockKind.OTHER
        elif more and _is_heading(words):
            kind = BlockKind.HEADING
        else:
            kind, body = BlockKind.BODY, True
        kinds.append(kind)
    return kinds


def _ends_sentence(words: str) -> bool:
    bare = words.rstrip(_CLOSERS)
    if not bare.endswith(tuple(_STOPS)):
        return False
    return not (bare.endswith(".") and bare.rsplit(" ", 1)[-1].lower() in _words("title_abbreviations"))


def _is_title(words: str, given: str | None) -> bool:
    if given and words.casefold() == " ".join(given.split()).casefold():
        return True
    if len(words) > _limit("title_characters") or not any(c.isalpha() for c in words):
        return False
    return words.rstrip(_CLOSERS).endswith(("?", "!")) or not _ends_sentence(words)


def _is_heading(words: str) -> bool:
    if len(words) > _limit("heading_characters") or len(words.split()) > _limit("heading_words"):
        return False
    lead = words.lstrip("\"'“‘«([#*0123456789. ")
    if not lead or not (lead[0].isupper() or not lead[0].islower()):
        return False
    return not _ends_sentence(words.rstrip("?")) and words[-1] not in '"”»'


def _is_byline(words: str) -> bool:
    lower = words.lower()
    opener = next(
        (o for o in sorted(_words("byline_openers"), key=len, reverse=True) if lower.startswith(o + " ")), None
    )
    if opener is None or len(words.split()) > _limit("byline_words") or words.endswith((".", "!", "?")):
        return False
    rest = [w for w in re.split(r"[\s,|/&-]+", words[len(opener) :]) if w]
    named = [w for w in rest if w.lower() not in _words("byline_words") and w[0].isalpha()]
    return bool(named) and all(w[0].isupper() for w in named)


def _is_date_line(words: str) -> bool:
    parts = [w.lower() for w in _WORD.findall(words)]
    if not parts or len(parts) > _limit("dateline_words"):
        return False
    known = _words("date_words")
    stamped = _STAMP.search(words) is not None and not _ends_sentence(words)
    if not stamped and not all(p.isdigit() or p in known for p in parts):
        return False
    numbers = any(p.isdigit() for p in parts)
    return bool(_NUMERIC_DATE.search(words)) or (numbers and any(p in _words("months") for p in parts))
