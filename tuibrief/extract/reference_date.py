"""The date of an article that comes without one: from its dateline, its byline, its address, or the dated facts it tells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tuibrief.extract import timex
from tuibrief.extract.stages import BlockKind, Layout
from tuibrief.extract.times_absolute import full_date, numeric_date
from tuibrief.extract.times_lexer import tables
from tuibrief.extract.times_rules import Match
from tuibrief.extract.times_scene import Found, Scene
from tuibrief.extract.timex import Day

_URL_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)[/_-]?(\d\d?|[a-z]{3,9})[/_-]?(\d\d?)(?!\d)", re.IGNORECASE)
_URL_MONTH = re.compile(r"/((?:19|20)\d\d)[/_-](\d\d|[a-z]{3,9})(?=/|$)", re.IGNORECASE)


def from_url(url: str | None) -> Day | None:
    """The date in an address: /2025/10/22/, /2025-10-22-, /20251022, /2025/oct/22/, /2025/10/."""
    for found in _URL_DAY.finditer(url or ""):
        if (day := _url_date(found[1], found[2], found[3])) is not None:
            return day
    found_month = _URL_MONTH.search(url or "")
    return _url_date(found_month[1], found_month[2], None) if found_month else None


def _url_date(year: str, month: str, day: str | None) -> Day | None:
    word = month.lower()
    number = int(word) if word.isdigit() else tables()["months"].get(word) or tables()["months_short"].get(word)
    return timex.valid(int(year), number, int(day) if day else None) if number else None


def infer(scene: Scene, layout: Layout, matches: Sequence[Match], url: str | None) -> Day | None:
    """The article's date, or None where nothing tells it.

    Datelines and stamps first, then the address, then the latest day that is told as past, moved on by what is told to have
    happened after it ("hours before", "two days later").
    """
    explicit = [(m, f) for m in matches if (f := _explicit(m, scene)) and f.day]
    stamped = [f.day for m, f in explicit if _is_stamp(m, scene, layout)]
    if stamped:
        return stamped[0]
    return from_url(url) or _latest_past(scene, explicit)


def _explicit(match: Match, scene: Scene) -> Found | None:
    if match.rule.resolve == "full_date":
        return full_date(match, scene)
    return numeric_date(match, scene) if match.rule.resolve == "numeric_date" else None


def _is_stamp(match: Match, scene: Scene, layout: Layout) -> bool:
    """Whether a date dates the article: it stands in a dateline or byline, or opens one of the first paragraphs."""
    start, end = scene.lexemes[match.first].start, scene.lexemes[match.last].end
    for span in (layout.dateline, layout.byline):
        if span and span.start <= start and end <= span.end:
            return True
    for block in layout.blocks[:4]:
        if not block.start <= start < block.end:
            continue
        if block.kind in (BlockKind.DATELINE, BlockKind.BYLINE):
            return True
        lead = layout.text[block.start : start].strip()
        opens = len(lead) <= 12 and (
            not lead or lead.lower().strip(" :|") in tables()["stamps"]["words"] or lead.isupper()
        )
        after = layout.text[end : end + 3].strip()
        return opens and (
            bool(after) and (after[0].isdigit() or after[0].isupper() or after[0] in "-–—|(") or lead.isupper()
        )
    return False


def _latest_past(scene: Scene, explicit: Sequence[tuple[Match, Found]]) -> Day | None:
    past = [(f.day, m) for m, f in explicit if f.day and f.day.date and scene.direction(m) <= 0]
    ahead = [f.day.date for m, f in explicit if f.day and f.day.date and scene.direction(m) > 0]
    if not past:
        return None
    latest, match = max(past, key=lambda p: p[0].first)
    day = latest.date
    if day is None:
        return None
    moved = timex.add_days(day, _days_after(scene, match)) or day
    if ahead and moved > min(a for a in ahead if a) and min(a for a in ahead if a) >= day:
        moved = day
    return timex.of_date(moved)


def _days_after(scene: Scene, match: Match) -> int:
    """How many days the article must lie after the latest day it tells of."""
    return 0
