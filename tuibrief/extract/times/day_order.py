"""Whether an article writes the day before the month in a date of numbers: 11/06/2024.

It is read from the article itself, the surest sign first; a sign that speaks for both is passed over.

| sign | day first | month first |
|---|---|---|
| another such date with a number over 12 | 25/06/2024 | 06/25/2024 |
| the weekday beside the date, or the date given with the article | Tuesday, 11/06/2024 | Wednesday, 11/06/2024 |
| the country that the address ends in | .co.uk, .in | .us |
| dates in words, outside the dateline | 3 May | May 3 |
| words of a country: zones, money, spelling, "Mr" with its stop | BST, lakh, centre | EDT, center, Mr. |

Where nothing tells, the month stands first, as in most of what is written in English. "11.06.2024" has its day first
everywhere, "2024/06/11" its year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from urllib.parse import urlsplit

from tuibrief.extract.stages import Layout
from tuibrief.extract.times import timex
from tuibrief.extract.times.lexer import tables
from tuibrief.extract.times.rules import Match
from tuibrief.extract.times.scene import Scene
from tuibrief.extract.words import words

_NUMBERS = re.compile(r"(\d{1,2})\s?[/-]\s?(\d{1,2})\s?[/-]\s?(\d{4}|\d\d)")
_BESIDE = 3  # lexemes between a weekday and its date
_NEAR = 3  # days between the date given with an article and the one in its text


def day_first(scene: Scene, layout: Layout, matches: Sequence[Match], given: date | None, url: str | None) -> bool:
    """Whether the day stands first; False where no date of the article can be read both ways."""
    dates = [(m, n) for m in matches if m.rule.resolve == "numeric_date" and (n := _numbers(m, scene))]
    if all(a > 12 or b > 12 or a == b for _, (a, b, _) in dates):
        return False
    signs = (
        _by_size(dates),
        _by_days(scene, dates, given),
        _by_country(url),
        _by_words(scene, layout, matches),
        _by_vocabulary(scene),
    )
    return next((sign > 0 for sign in signs if sign), False)


def _numbers(match: Match, scene: Scene) -> tuple[int, int, int] | None:
    found = _NUMBERS.fullmatch(scene.lexemes[match.first].word)
    if found is None:
        return None
    first, second, year = (int(g) for g in found.groups())
    return first, second, year + (2000 if year < 100 else 0)


def _by_size(dates: Sequence[tuple[Match, tuple[int, int, int]]]) -> int:
    return sum((a > 12) - (b > 12) for _, (a, b, _) in dates)


def _by_days(scene: Scene, dates: Sequence[tuple[Match, tuple[int, int, int]]], given: date | None) -> int:
    """Which reading falls on the weekday that stands beside it, and which is the day given with the article."""
    sign = 0
    for match, (first, second, year) in dates:
        readings = [timex.valid(year, second, first), timex.valid(year, first, second)]
        days = [r.whole if r else None for r in readings]
        weekday = _weekday_beside(scene, match)
        for day, side in zip(days, (1, -1), strict=True):
            sign += side * bool(day and weekday and day.isoweekday() == weekday)
            sign += side * bool(day and given and abs((day - given).days) <= _NEAR)
    return sign


def _weekday_beside(scene: Scene, match: Match) -> int | None:
    named = {**tables()["weekdays_short"], **tables()["weekdays"]}
    for at in range(match.first - 1, max(-1, match.first - 1 - _BESIDE), -1):
        if number := named.get(scene.word(at)):
            return int(number)
    return None


def _by_country(url: str | None) -> int:
    """By the country in which an address lies; a general one (.com) tells nothing."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return 0
    country = host.rpartition(".")[2]
    if country in words("times", "day_order.month_first_countries"):
        return -1
    return 1 if len(country) == 2 and country not in words("times", "day_order.no_countries") else 0


def _by_words(scene: Scene, layout: Layout, matches: Sequence[Match]) -> int:
    """By dates in words: "3 May" against "May 3"."""
    sign = 0
    for match in matches:
        if match.rule.resolve not in ("full_date", "month_day") or not match.parts.keys() >= {"d", "m"}:
            continue
        span = layout.dateline
        if span and span.start <= scene.lexemes[match.first].start < span.end:
            continue  # agencies write "May 3" there all over the world
        sign += 1 if match.parts["d"][0] < match.parts["m"][0] else -1
    return sign


def _by_vocabulary(scene: Scene) -> int:
    return sum(_signs(scene))


def _signs(scene: Scene) -> Iterator[int]:
    day, month = words("times", "day_order.day_first"), words("times", "day_order.month_first")
    titles = words("times", "day_order.titles")
    for at, lexeme in enumerate(scene.lexemes):
        word = lexeme.word
        if word in day:
            yield 1
        elif word in month:
            yield -1
        elif word in titles:
            yield -1 if scene.word(at + 1) == "." else 1
