"""Resolvers of dates that name their day, month or year: explicit and yearless ones, years, decades, centuries."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache
from typing import Any

from tuibrief.extract.parse import Token
from tuibrief.extract.times import timex
from tuibrief.extract.times.lexer import tables
from tuibrief.extract.times.rules import Match
from tuibrief.extract.times.scene import Found, Scene
from tuibrief.extract.times.timex import Day
from tuibrief.extract.words import words as listed

_AGAINST = 40
_NO_DECADE = frozenset(
    {"his", "her", "their", "my", "our", "your", "its", "low", "high", "upper", "lower", "aged", "age"}
)


@cache
def parsed_date(words: str, *, day_first: bool = False) -> date | None:
    """An explicit date, read by dateparser in any of its forms; ``day_first`` tells how to read "11/06/2024".

    The base is fixed, so that the day of the run never matters; only strings with day, month and year come here.
    """
    import dateparser  # 0.08 s to import, 0.1 s for the first date: only articles with explicit dates pay

    settings: Any = {
        "RELATIVE_BASE": datetime(2000, 1, 1),
        "TIMEZONE": "UTC",
        "REQUIRE_PARTS": ["day", "month", "year"],
        # Not "2 days ago", which it would try first: a third of the time, and from a base that means nothing.
        "PARSERS": ["timestamp", "absolute-time"],
        "DATE_ORDER": "DMY" if day_first else "MDY",
    }
    try:
        found = dateparser.parse(words, languages=["en"], settings=settings)
    except (ValueError, OverflowError, TypeError, AttributeError, IndexError, RecursionError):
        return None  # dateparser raises on some strings of odd digits
    return found.date() if found else None


def dated(match: Match, day: Day, kind: str = "DATE", value: str | None = None, edtf: str | None = None) -> Found:
    """A time that names this date; its value is the date's own unless given."""
    said = value or str(day)
    return Found(match.first, match.last, kind, said, edtf or timex.edtf_of(said), day=day)


def month_of(match: Match, scene: Scene) -> int | None:
    """The month that a match names."""
    word = (match.word("m", scene.lexemes) or "").rstrip(".")
    number: int | None = tables()["months"].get(word) or tables()["months_short"].get(word)
    return number


def number_of(word: str | None) -> int | None:
    """The number of a day or year as written ("22", "22nd")."""
    found = re.match(r"\d{1,6}", word or "")
    return int(found.group()) if found else None


def year_of(match: Match, scene: Scene) -> int | None:
    """The year that a match names: itself, or as "last year" does."""
    if year := number_of(match.word("y", scene.lexemes)):
        return year
    shift = match.word("s", scene.lexemes)
    if shift is None or scene.reference is None:
        return None
    return scene.reference.year + int(tables()["shifts"].get(shift, 0))


def full_date(match: Match, scene: Scene) -> Found | None:
    """Day, month and year."""
    words = " ".join(x.word for x in scene.lexemes[match.first : match.last + 1])
    day = parsed_date(words.replace(" ,", ",").replace(" .", ""))
    return dated(match, timex.of_date(day)) if day else None


def numeric_date(match: Match, scene: Scene) -> Found | None:
    """10/22/2025, 22.10.2025, 22-10-2025, 2025-10-22T15:00Z; which number is the day, ``day_order`` tells."""
    word = re.sub(r"\s", "", scene.lexemes[match.first].word)
    if (iso := timex.from_iso(word)) and iso.whole:
        clock = re.search(r"t(\d\d:\d\d)", word)
        return dated(match, iso, "TIME", f"{iso}T{clock[1]}") if clock else dated(match, iso)
    german = re.fullmatch(r"\d{1,2}\.\d{1,2}\.\d{4}", word) is not None
    year_first = re.match(r"\d{4}", word) is not None
    day = parsed_date(word, day_first=german or (scene.day_first and not year_first))
    return dated(match, timex.of_date(day)) if day else None


def date_range(match: Match, scene: Scene) -> Found | None:
    """October 20-22: its first day, up to its last."""
    month = month_of(match, scene)
    first, last = number_of(match.word("d", scene.lexemes)), number_of(match.word("e", scene.lexemes))
    if not month or not first or not last or first >= last:
        return None
    year = year_of(match, scene)
    start = timex.valid(year, month, first) if year else _yearless(match, scene, month, first)
    end = timex.valid(start.year, month, last) if start else None
    return dated(match, start, value=f"{start}/{end}") if start and end else None


def _yearless(match: Match, scene: Scene, month: int, day: int | None) -> Day | None:
    """The year that is meant: by the tense the one before or after the article, else the nearest."""
    base = scene.reference
    if base is None:
        return None
    if base.month is None:
        return timex.valid(base.year, month, day)
    ahead = scene.direction(match)
    options = [d for y in (-1, 0, 1) if (d := timex.valid(base.year + y, month, day))]
    if not options:
        return None
    here = base.whole or base.first
    if day is None or base.day is None:
        here = base.first.replace(day=1)

    def cost(option: Day) -> tuple[int, date]:
        apart = (option.first - here).days
        # A tense that speaks against a day is believed up to a week or so: "runs from October 20", told on the 22nd.
        return abs(apart) * (_AGAINST if apart * ahead < 0 else 1), option.first

    return min(options, key=cost)


def month_day(match: Match, scene: Scene) -> Found | None:
    """October 22, without a year; or only "Wednesday the 22nd"."""
    day = number_of(match.word("d", scene.lexemes))
    month = month_of(match, scene)
    if month is None:
        if scene.reference is None or scene.reference.month is None:
            return None
        month = scene.reference.month
    if not day or not timex.valid(2000, month, day):
        return None
    if not _is_month(match, scene):
        return None
    named = year_of(match, scene) if "s" in match.parts else None
    made = timex.valid(named, month, day) if named else _yearless(match, scene, month, day)
    if made is None:
        return Found(match.first, match.last, "DATE", f"XXXX-{month:02d}-{day:02d}")
    return dated(match, made)


def _is_month(match: Match, scene: Scene) -> bool:
    """Whether the word is a month here: not the verb "may", nobody's name (Theresa May, April Jones)."""
    lexemes = match.lexemes("m", scene.lexemes)
    if not lexemes or (len(lexemes[0].word) > 6 and lexemes[0].word != "august"):
        return True
    token = scene.token_at(lexemes[0].start)
    if token is None:
        return True
    if token.tag == "MD" or token.pos == "AUX" or token.entity == "PERSON":
        return False
    short = lexemes[0].word in tables()["months_short"]
    doubtful = lexemes[0].word in ("may", "march", "april", "june", "august") or (short and match.first == match.last)
    if not doubtful or token.entity == "DATE" or len(match.parts) > 1:
        return True
    before = scene.word(match.first - 1)
    return before in (
        "in",
        "since",
        "of",
        "by",
        "until",
        "from",
        "to",
        "and",
        "between",
        "for",
        "last",
        "next",
        "this",
        "till",
    )


def month(match: Match, scene: Scene) -> Found | None:
    """A month, with its year or without."""
    number = month_of(match, scene)
    if number is None or not _is_month(match, scene):
        return None
    year = number_of(match.word("y", scene.lexemes))
    shift = match.word("s", scene.lexemes)
    if year:
        made = timex.valid(year, number)
    elif shift and scene.reference:
        made = _shifted_month(scene.reference, number, tables()["shifts"].get(shift, 0))
    elif (after := _year_after(match, scene)) is not None:
        made = timex.valid(after, number)
    else:
        made = _yearless(match, scene, number, None)
    return dated(match, made) if made else Found(match.first, match.last, "DATE", f"XXXX-{number:02d}")


def _year_after(match: Match, scene: Scene) -> int | None:
    """October *of last year*: the year is a time of its own, and dates the month."""
    words = [scene.word(match.last + i) for i in (1, 2, 3)]
    named = {**tables()["months"], **tables()["months_short"]}
    if words[0] in ("and", "to", "or", "-", "–", "through", "until") and words[1] in named:
        # "between March and June 2031"
        later = number_of(words[2])
        return later if later and 1900 <= later <= 2100 else None
    if words[0] in ("of", "in", ","):
        words = words[1:]
    if scene.reference and words[1] == "year" and words[0] in ("last", "this", "next"):
        return scene.reference.year + int(tables()["shifts"][words[0]])
    return None


def _shifted_month(base: Day, number: int, count: int) -> Day | None:
    if base.month is None:
        return timex.valid(base.year + count, number)
    if count < 0:
        return timex.valid(base.year - (number >= base.month), number)
    return timex.valid(base.year + (count > 0 and number <= base.month), number)


def week_of_month(match: Match, scene: Scene) -> Found | None:
    """The last week of March."""
    number = month_of(match, scene)
    year = number_of(match.word("y", scene.lexemes))
    made = timex.valid(year, number) if year and number else _yearless(match, scene, number, None) if number else None
    if made is None or made.month is None:
        return None
    which = tables()["ordinals"].get(match.word("w", scene.lexemes) or "")
    day = timex.nth_weekday(made.year, made.month, which or -1, 4 if which else 1)
    return dated(match, made, value=timex.week(day)) if day else None


def year(match: Match, scene: Scene) -> Found | None:
    """A bare year, where the number is one: not so before a plural noun or a measure."""
    word = match.word("y", scene.lexemes)
    if word is None:  # '82
        digits = number_of((match.word("z", scene.lexemes) or "").lstrip("'")) or 0
        base = scene.reference.year if scene.reference else 2000
        centuries = [c + digits for c in range(1800, 2200, 100) if c + digits <= base + 10]
        return dated(match, Day(max(centuries))) if centuries else None
    number = int(word)
    at = match.parts["y"][0]
    if number < 1400 or _is_measure(scene, at, match.last):
        return None
    token = scene.token(at)
    if token and _counts(token.head.tag, token.dep, token.head.index - token.index, token.head.text):
        return None
    if (
        token
        and token.entity in ("ORG", "PRODUCT", "WORK_OF_ART")
        and scene.lexemes[match.last + 1].start
        and _inside_name(token, scene)
    ):
        return None
    if number < 1900 and scene.word(at - 1) not in (
        "in",
        "since",
        "of",
        "from",
        "until",
        "by",
        "during",
        "before",
        "after",
        "to",
        "and",
    ):
        return None
    return dated(match, Day(number))


def _is_measure(scene: Scene, first: int, last: int) -> bool:
    """Whether a number counts something: "2000ft", "more than 1500 tonnes"."""
    glued = last + 1 < len(scene.lexemes) and scene.lexemes[last + 1].start == scene.lexemes[last].end
    unit = scene.word(last + 1)
    return (
        scene.word(first - 1) in listed("times", "measures.before")
        or unit in listed("times", "measures.words")
        or (glued and unit[:1].isalpha())
    )


def _inside_name(token: Token, scene: Scene) -> bool:
    """Whether a number stands amid a name ("the Russell 2000 Index")."""
    tokens = scene.parse.tokens
    after = tokens[token.index + 1] if token.index + 1 < len(tokens) else token
    return (
        not token.entity_starts
        and after.entity == token.entity
        and not after.entity_starts
        and after.text[:1].isupper()
    )


def _counts(tag: str, dep: str, apart: int, head: str) -> bool:
    return dep == "nummod" and tag == "NNS" and 0 < apart <= 2 and head.islower()


def year_range(match: Match, scene: Scene) -> Found | None:
    """2010-11, 2014-2018."""
    first = number_of(match.word("y", scene.lexemes))
    if "z" not in match.parts:
        years = [int(x.word) for x in match.lexemes("y", scene.lexemes)]
        return None if not years else dated(match, Day(years[0]))
    tail = match.word("z", scene.lexemes) or ""
    if not first:
        return None
    last = int(str(first)[: 4 - len(tail)] + tail)
    return dated(match, Day(first), value=f"{first}/{last}") if last > first >= 1400 else None


def decade(match: Match, scene: Scene) -> Found | None:
    """The 1990s, the 80s: TIMEX3 writes the tens of years (199)."""
    digits = re.sub(r"\D", "", match.word("y", scene.lexemes) or "")
    before = scene.word(match.first - 1)
    if {scene.word(match.first - i) for i in (1, 2, 3, 4)} & _NO_DECADE:
        return None  # an age, a temperature
    if len(digits) == 2:
        if before in ("in", "to", "and") and not scene.told:
            return None
        digits = ("20" if digits in ("00", "10") else "19") + digits
    start = int(digits)
    if not 1500 <= start <= 2090:
        return None
    return Found(match.first, match.last, "DATE", digits[:3], f"{digits[:3]}X", day=Day(start))


def century(match: Match, scene: Scene) -> Found | None:
    """The 19th century."""
    word = match.word("n", scene.lexemes) or ""
    number = number_of(word) or tables()["ordinals"].get(word, 0)
    if not 1 <= number <= 21:
        return None
    return Found(match.first, match.last, "DATE", f"{number - 1:02d}", f"{number - 1:02d}XX")
