"""Resolvers of lengths ("five months", "12-year"), sets ("every year", "weekly") and clock times ("18:00 UTC")."""

from __future__ import annotations

import re

from tuibrief.extract.parse import Token
from tuibrief.extract.times import timex
from tuibrief.extract.times.lexer import tables
from tuibrief.extract.times.rules import Match
from tuibrief.extract.times.scene import Found, Scene
from tuibrief.extract.times.timex import Day

_CLOCK_UNITS = {"TH": "H", "TM": "M", "TS": "S"}
_UNIT_LENGTHS = {"DE": ("Y", 10), "CE": ("Y", 100), "2W": ("W", 2), "Q": ("Q", 1), "NI": ("D", 1), "WE": ("WE", 1)}


def count_of(match: Match, scene: Scene) -> float | None:
    """The number that a match counts by; None for "several", "a few"; 1 for "a"."""
    if "c" in match.parts:
        return 2 if match.word("c", scene.lexemes) == "couple" else None
    words = [x.word for x in match.lexemes("n", scene.lexemes)]
    if not words:
        plural = (match.word("u", scene.lexemes) or "") in tables()["plural_units"]["words"]
        return None if plural else 1
    total = 0.0
    at = match.parts["n"][0]
    spoken = [scene.word(i) for i in range(at, match.last + 1)]
    for word in spoken:
        if re.fullmatch(r"\d+(,\d{3})*(\.\d+)?", word):
            total += float(word.replace(",", "")[:9])
        elif word == "hundred":
            total = max(total, 1) * 100
        elif word == "half":
            total += 0.5
        elif word in tables()["number_words"]:
            total += tables()["number_words"][word]
    return total or None


def length_value(unit: str, count: float | None) -> str:
    """TIMEX3 of a length: P5M, PT30M, P2.5Y, PXY."""
    clock = _CLOCK_UNITS.get(unit)
    unit, times = (clock, 1) if clock else _UNIT_LENGTHS.get(unit, (unit, 1))
    number = "X" if count is None else f"{count * times:g}" if count < 1_000_000 else str(int(count * times))
    return f"P{'T' if clock else ''}{number}{unit}"


def length(match: Match, scene: Scene) -> Found | None:
    """Five months, half a year, several days."""
    word = match.word("u", scene.lexemes) or "day"
    unit = tables()["units"][word]
    count = count_of(match, scene)
    first = scene.word(match.first)
    if word == "second" and first in ("a", "an") and match.last - match.first == 1:
        return None  # an ordinal
    if word == "quarter" and "n" not in match.parts:
        return None  # a fraction
    if unit in ("WE",) and first in ("a", "an"):
        count = 1
    if scene.word(match.first - 1) in ("$", "€", "£", "aged", "age"):
        return None
    if first in ("a", "an") and match.last == match.first + 1 and _is_rate(scene.token(match.last), scene):
        return Found(match.first, match.last, "SET", length_value(unit, 1), anchored=False)
    value = length_value(unit, count)
    return Found(match.first, match.last, "DURATION", value, _ahead(match, scene, unit, count), anchored=False)


def _is_rate(token: Token | None, scene: Scene) -> bool:
    """Whether "a day" says how often: "300 people a day cross the border"."""
    if token is None or token.index < 2:
        return False
    counted = scene.parse.tokens[token.index - 2]
    if counted.lower in ("once", "twice", "times"):
        return True
    return token.dep == "npadvmod" and (
        counted.pos == "NUM" or (counted.pos in ("NOUN", "SYM") and counted.child("nummod") is not None)
    )


def _ahead(match: Match, scene: Scene, unit: str, count: float | None) -> str | None:
    """EDTF of "in two weeks" where it is told of what lies ahead."""
    if (
        scene.word(match.first - 1) != "in"
        or not count
        or count != int(count)
        or unit in _CLOCK_UNITS
        or not scene.reference
    ):
        return None
    if scene.direction(match) <= 0:
        return None
    made = timex.shift(scene.reference, unit, int(count))
    return f"{made}~" if made else None


def ahead(match: Match, scene: Scene) -> Found | None:
    """In two weeks' time: so long after the article's date."""
    unit, count = tables()["units"][match.word("u", scene.lexemes) or "day"], count_of(match, scene)
    value = length_value(unit, count)
    if scene.reference is None or not count or count != int(count) or unit in _CLOCK_UNITS:
        return Found(match.first, match.last, "DURATION", value, anchored=False)
    made = timex.shift(scene.reference, unit, int(count))
    return Found(match.first, match.last, "DURATION", value, f"{made}~" if made else None, anchored=made is not None)


def every(match: Match, scene: Scene) -> Found | None:
    """Every year, each Monday, Mondays, 15 a year."""
    if day := match.word("w", scene.lexemes):
        number = tables()["weekdays"].get(day) or tables()["weekdays_plural"].get(day)
        return Found(match.first, match.last, "SET", f"XXXX-WXX-{number}", anchored=False)
    if part := match.word("d", scene.lexemes):
        return Found(match.first, match.last, "SET", f"XXXX-XX-XXT{tables()['day_parts'][part]}", anchored=False)
    if month := match.word("m", scene.lexemes):
        return Found(match.first, match.last, "SET", f"XXXX-{tables()['months'][month]:02d}", anchored=False)
    unit = tables()["units"][match.word("u", scene.lexemes) or "day"]
    if unit == "TS" and scene.word(match.last) == "second":
        return None
    word = match.word("n", scene.lexemes) or ""
    count = (
        2.0 if word == "other" else float(word[:6]) if word.isdigit() else float(tables()["number_words"].get(word, 1))
    )
    return Found(match.first, match.last, "SET", length_value(unit, count), anchored=False)


def frequency(match: Match, scene: Scene) -> Found | None:
    """Weekly, annual; no name of a paper ("the Daily Telegraph")."""
    token = scene.token(match.first)
    if token and token.text[:1].isupper() and (token.index and not token.text.isupper()) and token.pos == "PROPN":
        return None
    value = tables()["frequencies"][match.word("f", scene.lexemes) or "daily"]
    return Found(match.first, match.last, "SET", value, anchored=False)


def _hour(match: Match, scene: Scene) -> tuple[int, int] | None:
    """Hour and minute on the 24-hour clock."""
    if word := match.word("n", scene.lexemes):
        return (0, 0) if word == "midnight" else (12, 0)
    digits = re.findall(r"\d+", match.word("c", scene.lexemes) or "")
    if not digits:
        return None
    if len(digits) == 1 and len(digits[0]) == 4:
        digits = [digits[0][:2], digits[0][2:]]
    hour, minute = int(digits[0]), int(digits[1]) if len(digits) > 1 else 0
    if half := match.word("a", scene.lexemes):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return (hour, minute) if hour < 24 and minute < 60 else None


def _clock_day(match: Match, scene: Scene) -> Day | None:
    """The day that a clock time is of: named beside it, told in its sentence, told last, or the article's."""
    today = scene.today
    if word := match.word("k", scene.lexemes):
        moved = timex.add_days(today, {"yesterday": -1, "tomorrow": 1}.get(word, 0)) if today else None
        return timex.of_date(moved) if moved else None
    if word := match.word("w", scene.lexemes):
        day = timex.nearest_weekday(today, tables()["weekdays"][word], scene.direction(match)) if today else None
        return timex.of_date(day) if day else None
    if scene.following and scene.following.day and scene.following.day.whole:
        return scene.following.day
    token = scene.token(match.first)
    return scene.last_day(token.sentence if token else None) or scene.story_day(match.first) or scene.reference


def clock(match: Match, scene: Scene) -> Found | None:
    """18:00 UTC, 3 p.m. local time, noon on Monday."""
    made = _hour(match, scene)
    if made is None:
        return None
    zone = match.word("z", scene.lexemes)
    if zone and "a" not in match.parts and "n" not in match.parts:
        digits = re.findall(r"\d+", match.word("c", scene.lexemes) or "")
        if len(digits) == 1 and len(digits[0]) < 3 and zone not in ("utc", "gmt"):
            return None  # "5 et", "20 ist"
    day = _clock_day(match, scene)
    # Only UTC is written: another zone's day may be another.
    mark = "Z" if zone and tables()["zones"].get(zone) == 0 else ""
    time = f"T{made[0]:02d}:{made[1]:02d}{mark}"
    if day is None or day.whole is None:
        return Found(match.first, match.last, "TIME", f"XXXX-XX-XX{time}")
    return Found(match.first, match.last, "TIME", f"{day}{time}", f"{day}{time}", day=day)


def daypart(match: Match, scene: Scene) -> Found | None:
    """In the morning: of the day last spoken of."""
    part = tables()["day_parts"][match.word("d", scene.lexemes) or "morning"]
    day = _clock_day(match, scene)
    if day is None or day.whole is None:
        return Found(match.first, match.last, "TIME", f"XXXX-XX-XXT{part}")
    return Found(match.first, match.last, "TIME", f"{day}T{part}", str(day), day=day)


def fixed(match: Match, scene: Scene) -> Found | None:  # noqa: ARG001  # all resolvers are called alike
    """A vague reference: its value is the rule's."""
    return Found(match.first, match.last, "DATE", match.rule.value, anchored=False)
