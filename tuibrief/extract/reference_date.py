"""The date of an article that comes without one: from its dateline, its byline, its address, or the dated facts it
tells.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from tuibrief.extract import timex
from tuibrief.extract.stages import BlockKind, Layout
from tuibrief.extract.times_absolute import full_date, numeric_date
from tuibrief.extract.times_length import clock
from tuibrief.extract.times_lexer import tables
from tuibrief.extract.times_rules import Match
from tuibrief.extract.times_scene import Found, Scene
from tuibrief.extract.times_tense import verb_direction
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

    Datelines and stamps first, then the address, then the latest day that is told as past, moved on by what is told to
    have happened after it ("hours before", "two days later").
    """
    explicit = [(m, f) for m in matches if (f := _explicit(m, scene)) and f.day]
    stamped = [f.day for m, f in explicit if is_stamp(m, scene, layout)]
    if stamped:
        return stamped[0]
    return from_url(url) or _latest_past(scene, explicit, matches)


def _explicit(match: Match, scene: Scene) -> Found | None:
    if match.rule.resolve == "full_date":
        return full_date(match, scene)
    return numeric_date(match, scene) if match.rule.resolve == "numeric_date" else None


def is_stamp(match: Match, scene: Scene, layout: Layout) -> bool:
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
            (bool(after) and (after[0].isdigit() or after[0].isupper() or after[0] in "-–—|(@")) or lead.isupper()
        )
    return False


def _latest_past(scene: Scene, explicit: Sequence[tuple[Match, Found]], matches: Sequence[Match]) -> Day | None:
    """The latest day told as past, with the days that must have gone by since; None where later years are spoken of."""
    days = [(f.day.whole, m) for m, f in explicit if f.day and f.day.whole]
    past = [(d, m) for d, m in days if scene.direction(m) <= 0]
    if not past:
        return None
    latest = max(d for d, _ in past)
    years = [
        int(w)
        for m in matches
        if m.rule.resolve == "year" and (w := m.word("y", scene.lexemes)) and scene.direction(m) < 0
    ]
    if any(y > latest.year for y in years):
        return None  # an old date in a younger article
    moved = timex.add_days(latest, max(int(_hours_beyond(scene, matches)), _weekdays_beyond(scene, matches, latest)))
    ahead = [d for d, m in days if scene.direction(m) > 0 and d >= latest]
    return timex.of_date(min([moved or latest, *ahead]))


def _weekdays_beyond(scene: Scene, matches: Sequence[Match], latest: date) -> int:
    """How many days after its latest full date an article must lie, by the bare weekdays that it tells as past.

    "… in the final on Saturday, July 16, 2022. … The coach praised her team on Sunday": a weekday soon after that date
    is the one after it; one just before it is the one before.
    """
    held = {i for m in matches if m.rule.resolve == "full_date" for i in range(m.first, m.last + 1)}
    apart = [
        (tables()["weekdays"][word] - latest.isoweekday()) % 7
        for m in matches
        if m.rule.resolve == "weekday"
        and m.first not in held
        and (word := m.word("w", scene.lexemes)) in tables()["weekdays"]
        if scene.direction(m) < 0
    ]
    return max((a for a in apart if a <= 3), default=0)


def _hours_beyond(scene: Scene, matches: Sequence[Match]) -> bool:
    """Whether the article tells of something that happened hours *after* an afternoon of its latest day.

    "The rocket was fired around 3 p.m. … just hours before the envoy landed": what lies hours beyond an afternoon and
    is told with all that followed from it was written on the next day.
    """
    afternoon = any(m.rule.resolve == "clock" and (f := clock(m, scene)) and f.value[10:13] >= "T12" for m in matches)
    return afternoon and any(_hours_before_past(scene, m) for m in matches if m.rule.resolve in ("length", "earlier"))


def _hours_before_past(scene: Scene, match: Match) -> bool:
    unit = match.word("u", scene.lexemes) or ""
    if tables()["units"].get(unit) != "TH" or scene.word(match.last + 1) != "before":
        return False
    token = scene.token(match.last + 1)
    if token is None:
        return False
    verb = token.head if token.dep in ("mark", "prep") else token
    clause = next((c for c in token.children if c.pos == "VERB"), verb)
    return clause.pos == "VERB" and verb_direction(clause) < 0
