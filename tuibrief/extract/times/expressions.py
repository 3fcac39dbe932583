"""Stage 4: time expressions (TIMEX3) and the article's own date.

The patterns are data (``lexicon/times_rules.toml``, with a table of what is covered); here they are matched, resolved
in the order of the text by the article's date, the tense of the governing verb and what was spoken of before, and cut
to tokens. The day on which this runs never matters.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tuibrief.extract.parse import Parse
from tuibrief.extract.stages import Calendar, Layout, TimeMention
from tuibrief.extract.times import absolute as times_absolute
from tuibrief.extract.times import length as times_length
from tuibrief.extract.times import period as times_period
from tuibrief.extract.times import reference_date, timex
from tuibrief.extract.times import relative as times_relative
from tuibrief.extract.times.day_order import day_first
from tuibrief.extract.times.lexer import lex
from tuibrief.extract.times.rules import Match, find_matches, grammar
from tuibrief.extract.times.scene import Found, Scene
from tuibrief.model import Basis

_RESOLVERS: dict[str, Callable[[Match, Scene], Found | None]] = {
    name: getattr(module, name)
    for module, names in (
        (
            times_absolute,
            "full_date numeric_date date_range month_day month week_of_month year year_range decade century",
        ),
        (times_period, "quarter half season fiscal holiday"),
        (times_relative, "deictic weekday shift same_period anaphor earlier new_year ago span"),
        (times_length, "length ahead clock daypart every frequency fixed"),
    )
    for name in names.split()
}

_EXPLICIT = ("full_date", "numeric_date")
# What may stand between a clock time and its day ("5:46 in the morning on Monday").
_BETWEEN = frozenset({",", "on", "(", ")", "to", "and", "-", "–", "in", "the", "morning", "afternoon", "evening"})
_DAYS = ("full_date", "month_day", "weekday", "deictic", "numeric_date")


def find_times(
    parse: Parse,
    layout: Layout,
    published: str | None,
    url: str | None = None,
    without: frozenset[str] = frozenset(),
) -> Calendar:
    """The article's date and its TIMEX3 expressions, in the order of the text.

    ``published`` is the date given with the article (EDTF or ISO 8601), ``without`` families of rules to leave out.
    """
    alphabet, _, _ = grammar()
    scene = Scene(lex(parse.text, [b.span for b in layout.blocks], alphabet), parse)
    matches = find_matches(scene.lexemes, without)
    given = _given(published)
    scene.day_first = day_first(scene, layout, matches, given.whole if given else None, url)
    scene.reference = given or reference_date.infer(scene, layout, matches, url)
    for number, match in enumerate(matches):
        if scene.told and match.first <= scene.told[-1].last:
            continue
        scene.following = _following(matches, number, scene) if match.rule.resolve == "clock" else None
        found = _RESOLVERS[match.rule.resolve](match, scene)
        if found and match.rule.resolve in _EXPLICIT and reference_date.is_stamp(match, scene, layout):
            found = replace(found, edtf=None)  # it dates the article, and no happening beside it
        if found:
            scene.told.append(found)
    times = tuple(m for f in scene.told if (m := _mention(f, scene)))
    if given:
        return Calendar(published if timex.from_iso(published) else str(given), Basis.GIVEN, times)
    return Calendar(str(scene.reference), Basis.INFERRED, times) if scene.reference else Calendar(None, None, times)


def _given(published: str | None) -> timex.Day | None:
    """The date that came with the article: ISO 8601 or EDTF, or any explicit form ("Oct. 22, 2025")."""
    if (iso := timex.from_iso(published)) or not published:
        return iso
    day = times_absolute.parsed_date(published)
    return timex.of_date(day) if day else None


def _following(matches: list[Match], number: int, scene: Scene) -> Found | None:
    """The date right behind a clock time, which is of that day; also past a second one ("9am to 5pm on Sunday")."""
    end = matches[number].last
    for at in range(number + 1, min(number + 12, len(matches))):
        later = matches[at]
        if later.first <= end or (later.rule.resolve not in _DAYS and later.rule.resolve != "clock"):
            continue
        if not {x.word for x in scene.lexemes[end + 1 : later.first]} <= _BETWEEN:
            return None
        if later.rule.resolve in _DAYS:
            return _RESOLVERS[later.rule.resolve](later, scene)
        if later.parts.keys() & {"w", "k"}:
            return times_length.clock(later, scene)
        end = later.last
    return None


def _mention(found: Found, scene: Scene) -> TimeMention | None:
    start, end = scene.lexemes[found.first].start, scene.lexemes[found.last].end
    first, last = scene.token_at(start), scene.token_at(max(start, end - 1))
    if first is None or last is None:
        return None
    return TimeMention(first.index, last.index, start, end, found.type, found.value, found.edtf, found.anchored)
