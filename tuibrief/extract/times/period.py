"""Resolvers of quarters, halves, seasons, fiscal years and feasts."""

from __future__ import annotations

import re
from datetime import date

from tuibrief.extract.times import timex
from tuibrief.extract.times.absolute import dated, number_of, year_of
from tuibrief.extract.times.lexer import tables
from tuibrief.extract.times.rules import Match
from tuibrief.extract.times.scene import Found, Scene
from tuibrief.extract.times.timex import Day


def quarter(match: Match, scene: Scene) -> Found | None:
    """The third quarter of this year; "the fourth quarter" alone is the nearest, by tense."""
    word = match.word("n", scene.lexemes) or match.word("q", scene.lexemes) or ""
    which = 4 if word in ("final", "last") else tables()["ordinals"].get(word) or number_of(re.sub(r"\D", "", word))
    if not which or not 1 <= which <= 4:
        return None
    year = year_of(match, scene)
    if year is None:
        if scene.reference is None:
            return Found(match.first, match.last, "DATE", f"XXXX-Q{which}")
        base = scene.reference
        # Figures are told after the quarter's end: of the last four quarters' and the next two, unless plans are told.
        apart = which - ((base.month or 12) + 2) // 3
        year = base.year - 1 if apart >= (2 if scene.direction(match) < 0 else 3 if base.month else 1) else base.year
        if apart == 0 and scene.direction(match) < 0 and (base.month or 12) % 3 == 1:
            year -= 1
        if apart < 0 and scene.direction(match) > 0:
            year += 1
    return dated(match, Day(year, which * 3 - 2), value=f"{year:04d}-Q{which}")


def half(match: Match, scene: Scene) -> Found | None:
    """The first half of 2009."""
    which = tables()["ordinals"].get(match.word("n", scene.lexemes) or "")
    year = year_of(match, scene)
    if which not in (1, 2) or year is None:
        return None
    return dated(match, Day(year), value=f"{year:04d}-H{which}")


def season(match: Match, scene: Scene) -> Found | None:
    """A season of this, the last or a named year."""
    code = tables()["seasons"][match.word("e", scene.lexemes) or "summer"]
    token = scene.token(match.parts["e"][0])
    if token and (token.pos in ("VERB", "AUX") or (token.entity and token.entity != "DATE")):
        return None
    base = scene.reference
    year = number_of(match.word("y", scene.lexemes))
    if year is None:
        if base is None:
            return Found(match.first, match.last, "DATE", f"XXXX-{code}")
        opens = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[code]
        shift = tables()["shifts"].get(match.word("s", scene.lexemes) or "", 0)
        begun = (base.month or 12) >= opens
        year = base.year
        if shift < 0:
            year -= 0 if (base.month or 12) >= opens + 3 and code != "WI" else 1
        elif shift > 0:
            year += 1 if begun else 0
        elif not begun and scene.direction(match) < 0 and match.word("s", scene.lexemes) is None:
            year -= 1
    return dated(match, Day(year), value=f"{year:04d}-{code}")


def fiscal(match: Match, scene: Scene) -> Found | None:
    """Fiscal 2026; "the financial year" is the article's."""
    word = match.word("y", scene.lexemes)
    year = number_of(word)
    if year is not None and len(word or "") == 2:
        year += 2000
    if year is None:
        if scene.reference is None:
            return None
        shift = tables()["shifts"].get(match.word("s", scene.lexemes) or "", 0)
        year = scene.reference.year + shift
    return dated(match, Day(year), value=f"FY{year:04d}")


def holiday(match: Match, scene: Scene) -> Found | None:
    """A feast, in its own year or the nearest by tense."""
    name = re.sub(r" ([.'])", r"\1", match.word("h", scene.lexemes) or "").replace("' s", "'s").replace(". ", ". ")
    name = re.sub(r"'\s+s\b", "'s", name)
    word = scene.lexemes[match.parts["h"][0]]
    token = scene.token_at(word.start)
    if token is None or token.text[:1].islower():
        return None
    year = number_of(match.word("y", scene.lexemes))
    base = scene.reference
    if year:
        day = _feast(name, year)
        return dated(match, timex.of_date(day)) if day else None
    if base is None:
        return Found(match.first, match.last, "DATE", "XXXX-" + tables()["holidays"].get(name, "XX-XX"))
    options = [d for y in (-1, 0, 1) if (d := _feast(name, base.year + y))]
    here = base.whole or base.first
    ahead = scene.direction(match) or tables()["shifts"].get(match.word("s", scene.lexemes) or "", 0)
    if ahead:
        fitting = [d for d in options if (d <= here if ahead < 0 else d >= here)]
        options = [fitting[-1 if ahead < 0 else 0]] if fitting else options
    if not options:
        return None
    return dated(match, timex.of_date(min(options, key=lambda d: abs((d - here).days))))


def _feast(name: str, year: int) -> date | None:
    words = tables()
    try:
        if fixed := words["holidays"].get(name):
            return date(year, int(fixed[:2]), int(fixed[3:]))
        if moving := words["weekday_holidays"].get(name):
            return timex.nth_weekday(year, moving[0], moving[1], moving[2])
        if name in words["easter_holidays"]:
            return timex.add_days(timex.easter(year), words["easter_holidays"][name])
    except (ValueError, OverflowError):
        return None
    return None
