"""The date of an article that comes without one: from its dateline, its byline, its address, or the dated facts it
tells.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from tuibrief.extract.stages import BlockKind, Layout
from tuibrief.extract.times import timex
from tuibrief.extract.times.absolute import full_date, month_of, number_of, numeric_date
from tuibrief.extract.times.length import clock
from tuibrief.extract.times.lexer import tables
from tuibrief.extract.times.rules import Match
from tuibrief.extract.times.scene import Found, Scene
from tuibrief.extract.times.tense import verb_direction
from tuibrief.extract.times.timex import Day

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
    held = {i for m, _ in explicit for i in range(m.first, m.last + 1)}
    matches = [m for m in matches if m.first not in held]
    stamped = [f.day for m, f in explicit if is_stamp(m, scene, layout)]
    if stamped:
        return stamped[0]
    return from_url(url) or _yearless_stamp(scene, layout, explicit, matches) or _latest_past(scene, explicit, matches)


def _yearless_stamp(
    scene: Scene, layout: Layout, explicit: Sequence[tuple[Match, Found]], matches: Sequence[Match]
) -> Day | None:
    """ "QUITO, Oct 22 (Reuters) -", in the year that the article tells of."""
    years = [f.day.year for _, f in explicit if f.day]
    year = max(years, default=None) or _year_told(scene, matches, ("month", "year"))
    stamps = [m for m in matches if m.rule.resolve == "month_day" and is_stamp(m, scene, layout)]
    day = next((d for m in stamps if (d := _in_year(m, scene, year))), None)
    return timex.of_date(day) if day else None


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
    for block in layout.blocks[-1:]:  # "Sept. 3, 2019" as the last line
        around = layout.text[block.start : start].strip() + layout.text[end : block.end].strip(" .")
        if block.start <= start and end <= block.end and not around and len(layout.blocks) > 1:
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
    days = [
        (f.day.whole, scene.direction(m))
        for m, f in explicit
        if f.day and f.day.whole and scene.word(m.first - 1) != "since"
    ]
    full = max((d for d, told in days if told <= 0), default=None)
    year = full.year if full else _year_told(scene, matches, ("month",))
    for match in matches:
        told = _told(match, scene)
        day = _in_year(match, scene, year) if told else None
        # Where a full date stands, a day without a year is of its story only within the week after.
        if day and (full is None or 0 <= (day - full).days <= 7):
            days.append((day, told))
    past = [d for d, told in days if told <= 0]
    if not past or (_year_told(scene, matches, ("month", "year")) or 0) > max(past).year:
        return None  # an old date in a younger article
    latest = max(past)
    moved = timex.add_days(latest, max(int(_hours_beyond(scene, matches)), _weekdays_beyond(scene, matches, latest)))
    ahead = [d for d, told in days if told > 0 and d >= latest]
    return timex.of_date(min([moved or latest, *ahead]))


def _year_told(scene: Scene, matches: Sequence[Match], kinds: tuple[str, ...]) -> int | None:
    """The latest year that something is told of as past, by a month with its year or by the year alone."""
    words = [
        word
        for m in matches
        if m.rule.resolve in kinds and (word := m.word("y", scene.lexemes)) and scene.direction(m) < 0
    ]
    return max((int(w) for w in words if len(w) == 4 and 1900 <= int(w) <= 2100), default=None)


def _told(match: Match, scene: Scene) -> int:
    """Where a day without a year lies, if its verb tells: -1 behind, 1 ahead; 0 also for what is no such day."""
    return scene.direction(match) if match.rule.resolve == "month_day" else 0


def _in_year(match: Match, scene: Scene, year: int | None) -> date | None:
    """A day without a year ("October 22") in the year that the article tells of."""
    month, day = month_of(match, scene), number_of(match.word("d", scene.lexemes))
    made = timex.valid(year, month, day) if year and month and day else None
    return made.whole if made else None


def _weekdays_beyond(scene: Scene, matches: Sequence[Match], latest: date) -> int:
    """How many days after its latest full date an article must lie, by the bare weekdays that it tells as past.

    "… in the final on Saturday, July 16, 2022. … The coach praised her team on Sunday": a weekday soon after that date
    is the one after it; one just before it is the one before.
    """
    apart = [
        (tables()["weekdays"][word] - latest.isoweekday()) % 7
        for m in matches
        if m.rule.resolve == "weekday" and (word := m.word("w", scene.lexemes)) in tables()["weekdays"]
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
