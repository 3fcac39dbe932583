"""Resolvers of times that hang on the article's date or on what was spoken of before: "yesterday", "last week", "a year
earlier".
"""

from __future__ import annotations

from datetime import date

from tuibrief.extract.times import timex
from tuibrief.extract.times.absolute import dated
from tuibrief.extract.times.length import count_of, length_value
from tuibrief.extract.times.lexer import tables
from tuibrief.extract.times.rules import Match
from tuibrief.extract.times.scene import Found, Scene
from tuibrief.extract.times.timex import Day
from tuibrief.extract.words import words

_DEICTIC = {"today": 0, "tonight": 0, "this": 0, "overnight": 0, "yesterday": -1, "last": -1, "tomorrow": 1}
_MONTHS = {"Y": 12, "DE": 120, "CE": 1200}
_WEEKS_OF_A_NEW_YEAR = 3  # months in which a year still counts as new
_BEYOND = {"before yesterday": -2, "after tomorrow": 2}


def _of_the_night() -> frozenset[str]:
    """What goes on in one night and is told of as news, not as a kind of thing."""
    return words("times", "night.news")


def _part(match: Match, scene: Scene) -> str | None:
    word = match.word("d", scene.lexemes)
    part: str | None = tables()["day_parts"].get(word or "")
    return part


def _day(match: Match, day: Day, part: str | None) -> Found:
    """A day, or a part of it."""
    return dated(match, day, "TIME", f"{day}T{part}") if part else dated(match, day)


def deictic(match: Match, scene: Scene) -> Found | None:
    """Today, yesterday morning, tonight, last night."""
    word = match.word("k", scene.lexemes) or ""
    part = "NI" if word in ("tonight", "overnight") else _part(match, scene)
    token = scene.token(match.parts["k"][0])
    capital = token is not None and token.text.istitle() and token.dep in ("compound", "nmod")
    if word == "today" and capital:
        return None  # "the Today programme"
    if word == "overnight" and token is not None and token.pos == "ADJ" and token.head.lemma not in _of_the_night():
        return None  # "overnight delivery", but "overnight clashes"
    if word == "today" and scene.word(match.last + 1) == "'" and not scene.today:
        return None
    today = scene.today
    count = _BEYOND.get(word, _DEICTIC.get(word, 0))
    day = timex.add_days(today, count) if today else None
    if day is None:
        return Found(
            match.first, match.last, "TIME" if part else "DATE", f"XXXX-XX-XXT{part}" if part else "XXXX-XX-XX"
        )
    if word == "overnight" and today and scene.direction(match) < 0:
        before = timex.add_days(today, -1)
        return dated(
            match, timex.of_date(day), "TIME", f"{day.isoformat()}TNI", f"{before}/{today}" if before else None
        )
    return _day(match, timex.of_date(day), part)


def weekday(match: Match, scene: Scene) -> Found | None:
    """Monday, next Monday, Friday night: the one before or after the article's date, by the tense."""
    word = (match.word("w", scene.lexemes) or "").rstrip(".")
    number = tables()["weekdays"].get(word) or tables()["weekdays_short"].get(word, 1)
    part = _part(match, scene)
    token = scene.token(match.parts["w"][0])
    if (
        token
        and token.entity in ("WORK_OF_ART", "ORG", "PRODUCT")
        and token.entity != "DATE"
        and scene.word(match.first - 1) == "black"
    ):
        return None
    today = scene.today
    if today is None:
        value = f"XXXX-WXX-{number}"
        return Found(match.first, match.last, "TIME" if part else "DATE", value + (f"T{part}" if part else ""))
    shift = match.word("s", scene.lexemes)
    week_after = "week" in [x.word for x in scene.lexemes[match.first : match.last + 1]]
    if week_after and shift:
        monday = timex.add_days(today, 1 - today.isoweekday()) or today
        day = timex.add_days(monday, 7 * tables()["shifts"][shift] + number - 1)
    elif shift == "following" and (last := scene.last_day()) and last.whole:
        day = timex.nearest_weekday(timex.add_days(last.whole, 1) or last.whole, number, 1)
    else:
        day = _weekday(today, number, shift, match, scene)
    return _day(match, timex.of_date(day), part) if day else None


def _weekday(today: date, number: int, shift: str | None, match: Match, scene: Scene) -> date | None:
    count = tables()["shifts"].get(shift or "", 0)
    if shift and count < 0:
        return timex.nearest_weekday(timex.add_days(today, -1) or today, number, -1)
    if shift and count > 0:
        return timex.nearest_weekday(timex.add_days(today, 1) or today, number, 1)
    return timex.nearest_weekday(today, number, scene.direction(match))


def shift(match: Match, scene: Scene) -> Found | None:
    """This week, last month, next year, the weekend, the end of the year, early next month."""
    unit = tables()["units"][match.word("u", scene.lexemes) or "day"]
    word = match.word("s", scene.lexemes) or "the"
    count = tables()["shifts"].get(word, 0)
    base = _base(match, scene, word, unit)
    if base is None:
        return Found(match.first, match.last, "DATE", "XXXX-XX-XX" if unit == "D" else "XXXX")
    lengths = count and unit in ("DE", "CE") and word not in ("previous", "following", "preceding")
    if lengths or (word == "past" and unit in ("W", "M", "Y")):
        return Found(match.first, match.last, "DURATION", length_value(unit, 1), _since(scene, unit, 1, count))
    token = scene.token(match.last)
    if word == "the" and token and token.text[:1].isupper() and not token.text.isupper():
        return None  # "Player of the Year"
    made = _unit(base, unit, count, match, scene)
    return dated(match, made[0], value=made[1]) if made else None


def _base(match: Match, scene: Scene, word: str, unit: str) -> Day | None:
    """The date that is counted from: for "the day" and "the following week" the one last spoken of."""
    whole = any(x.word in ("entire", "whole", "full") for x in match.lexemes("t", scene.lexemes))
    if (word == "the" and (unit == "D" or whole)) or word in ("following", "previous", "preceding", "prior"):
        return _told_last(match, scene, unit) or scene.reference
    return scene.reference


def _told_last(match: Match, scene: Scene, unit: str) -> Day | None:
    """What is counted on from: for days and weeks the day told last in the sentence, else in the story."""
    if unit not in ("D", "W", "WE", "2W", "NI"):
        return scene.last_date()
    token = scene.token(match.first)
    return scene.last_day(token.sentence if token else None) or scene.story_day(match.first)


def _unit(base: Day, unit: str, count: int, match: Match, scene: Scene) -> tuple[Day, str] | None:  # noqa: PLR0911  # a return a case
    """The unit so many on from a date: a day in it, and its value."""
    if unit in ("Y", "M", "D", "DE", "CE"):
        made = timex.shift(base, unit, count)
        if made is None:
            return None
        if unit in ("DE", "CE"):
            return made, str(made.year)[: 3 if unit == "DE" else 2]
        return made, str(made)
    if unit == "Q":
        if base.month is None:
            return None
        year, month = timex.add_months(base.year, base.month, 3 * count)
        return Day(year, month), f"{year:04d}-Q{(month + 2) // 3}"
    day = base.whole
    if day is None or unit not in ("W", "WE", "2W"):
        return None
    moved = timex.add_days(day, 7 * count)
    if moved is None:
        return None
    if unit == "WE":
        # On the first days of a week "this weekend" of something past is the one just over.
        if count == 0 and day.isoweekday() <= 3 and scene.direction(match) < 0:
            moved = timex.add_days(day, -7) or moved
        return timex.of_date(moved).to("M"), timex.week(moved) + "-WE"
    return timex.of_date(moved).to("M"), timex.week(moved)


def same_period(match: Match, scene: Scene) -> Found | None:
    """The same period last year: the month, quarter or day last spoken of, a year before."""
    last = scene.last_date() or scene.reference
    if last is None:
        return None
    base = last if last.month else scene.reference or last
    word = scene.lexemes[match.first + 2].word
    told = next((f for f in reversed(scene.told) if f.day), None)
    year = base.year - 1
    if scene.reference and "s" in match.parts:
        year = scene.reference.year + tables()["shifts"].get(match.word("s", scene.lexemes) or "", -1)
    if told and "-Q" in told.value and word in ("period", "quarter", "time"):
        return dated(match, Day(year, base.month), value=f"{year:04d}{told.value[4:]}")
    made = timex.valid(year, base.month, base.day if word in ("day", "time") else None)
    return dated(match, made) if made else None


def anaphor(match: Match, scene: Scene) -> Found | None:  # noqa: PLR0911  # a return a case
    """That day, the same week, the following year, the day before: by the date last spoken of."""
    key = match.word("k", scene.lexemes)
    word = match.word("u", scene.lexemes)
    part = _part(match, scene)
    unit = "D" if word is None or word == "night" else "D" if word == "time" else tables()["units"][word]
    step = match.word("s", scene.lexemes)
    count = {"following": 1, "next": 1, "after": 1}.get(step or "", -1 if step else 0)
    if word in ("time", "period") and key == "same":
        return None  # "at the same time" says "however"
    if word == "time" and scene.word(match.first - 1) not in ("by", "at", "since", "until", "before", "after"):
        return None
    if key == "that" and (token := scene.token(match.first)) and token.pos in ("SCONJ", "PRON"):
        return None
    if unit in ("TH", "TM", "TS"):
        return None
    last = _told_last(match, scene, unit) or scene.reference
    if last is None:
        return Found(match.first, match.last, "DATE", "XXXX-XX-XX" if unit == "D" else "XXXX")
    made = _unit(last, unit, count, match, scene)
    if made is None:
        return None
    return (
        _day(match, made[0], "NI" if word == "night" else part) if unit == "D" else dated(match, made[0], value=made[1])
    )


def earlier(match: Match, scene: Scene) -> Found | None:
    """A year earlier, a week prior, two days later: from the date last spoken of."""
    unit = tables()["units"][match.word("u", scene.lexemes) or "day"]
    count = count_of(match, scene)
    sign = 1 if match.word("k", scene.lexemes) == "later" else -1
    told = _told_last(match, scene, unit)
    base = told or (
        scene.reference if sign < 0 else None
    )  # "a decade later", with nothing told before, is not counted from today
    return _moved(match, unit, count, sign, base)


def new_year(match: Match, scene: Scene) -> Found | None:
    """In the new year: the one that begins soon, or, told in the first weeks of a year, has begun."""
    base = scene.reference
    if base is None:
        return None
    begun = base.month is not None and base.month <= _WEEKS_OF_A_NEW_YEAR and scene.direction(match) < 0
    return dated(match, Day(base.year if begun else base.year + 1))


def ago(match: Match, scene: Scene) -> Found | None:
    """Two weeks ago: from the article's date."""
    unit = tables()["units"][match.word("u", scene.lexemes) or "day"]
    return _moved(match, unit, count_of(match, scene), -1, scene.reference)


def _moved(match: Match, unit: str, count: float | None, sign: int, base: Day | None) -> Found | None:
    """So many units from a date; hours and vague counts name no date."""
    if count is not None and count != int(count) and unit in _MONTHS:
        unit, count = "M", count * _MONTHS[unit]  # half a century, two and a half years
    if count is None or count != int(count) or base is None or unit in ("TH", "TM", "TS"):
        value = "PAST_REF" if sign < 0 else "FUTURE_REF"
        return Found(match.first, match.last, "DATE", value, anchored=False)
    made = timex.shift(base, "D" if unit == "NI" else unit, sign * int(count))
    if made is None and unit == "M":
        made, unit = timex.shift(base, "Y", sign * round(count / 12)), "Y"
    if made is None:
        return None
    if unit == "M" and count >= 24 and count % 12 == 0:
        unit = "Y"
    grain = {"Y": "Y", "DE": "Y", "CE": "Y", "M": "M", "Q": "M"}.get(unit, "D")
    return dated(match, made.to(grain), edtf=str(made.to(grain)) + ("~" if grain == "D" and unit != "D" else ""))


def _since(scene: Scene, unit: str, count: float, sign: int) -> str | None:
    """EDTF of so many units up to the article's date, or from it."""
    base = scene.reference
    if base is None or count != int(count):
        return None
    grain = {"Y": "Y", "DE": "Y", "CE": "Y", "M": "M", "Q": "M"}.get(unit, "D")
    made = timex.shift(base, "D" if unit == "NI" else unit, sign * int(count)) if not unit.startswith("T") else None
    if made is None:
        return None
    ends = (str(made.to(grain)), str(base.to(grain)))
    return "/".join(ends if sign < 0 else ends[::-1])


def span(match: Match, scene: Scene) -> Found | None:
    """The past decade, the next four years: a length, and the stretch of the calendar that it is."""
    word = match.word("u", scene.lexemes) or "day"
    unit = tables()["units"][word]
    step = match.word("s", scene.lexemes) or ""
    if step in ("recent",):
        return Found(match.first, match.last, "DATE", "PAST_REF")
    plural = word in tables()["plural_units"]["words"]
    count = count_of(match, scene) if match.parts.keys() & {"n", "c", "h"} or plural or not match.parts else 1
    if match.parts.keys().isdisjoint({"n", "c", "h"}) and not plural:
        count = 1.0
    sign = tables()["shifts"].get(step, 0)
    edtf = _since(scene, unit, count, sign) if count and sign else None
    return Found(match.first, match.last, "DURATION", length_value(unit, count), edtf)
