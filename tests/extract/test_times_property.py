"""What holds for the times of any text with any article date: offsets inside, twice the same, no exception."""

from __future__ import annotations

import re
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tuibrief.extract import layout, parse, times
from tuibrief.extract.times import reference_date, timex

_WORDS = """
Monday May march 2025 22 October Oct. 22nd , the of last next this week year month quarter third ago two several
a an half hours before earlier later since until by in on 18:00 UTC 3 p.m. 1990s '82 Q3 - – / Christmas Easter
Day New Year ' s fiscal every Mondays now recently 10/22/2025 31.12.1999 99/99/9999 2025-13-45 0001 9999 century
decade decades weekend morning night tonight overnight midnight noon period same that day following previous
first 100000000000 twenty five million $ % . ( ) past coming spring fall UTC +8 30th February
"""
WORDS = ["\n", *_WORDS.split()]
TEXTS = st.one_of(
    st.text(max_size=120),
    st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join),
    st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=4)), max_size=30).map("".join),
)
DATES = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.dates().map(date.isoformat),
    st.dates().map(lambda d: d.isoformat()[:7]),
    st.dates().map(lambda d: d.isoformat()[:4]),
    st.sampled_from(
        ["0001-01-01", "0001-01-03", "9999-12-31", "9999-12-30", "0001", "9999-12", "2025-02-29", "2025-10-22T25:61"]
    ),
)


def plain_parse(text: str) -> parse.Parse:
    """A parse without a model: words, each hanging on the one before it."""
    rows = [
        (
            m.start(),
            len(m.group()),
            m.group(),
            "VERB" if i % 3 else "ADP",
            "VBD",
            "prep",
            max(i - 1, 0),
            "",
            False,
            i == 0,
        )
        for i, m in enumerate(re.finditer(r"\w+|[^\w\s]|\s+", text))
    ]
    return parse.parse_of(text, rows, [])


@settings(max_examples=150, deadline=None)
@given(TEXTS, DATES, st.one_of(st.none(), st.text(max_size=40), st.just("https://a.org/2025/13/99/x")))
def test_any_text_with_any_date_is_read_without_an_exception_and_twice_the_same(
    text: str, published: str | None, url: str | None
) -> None:
    laid, parsed = layout.lay_out(text), plain_parse(text)
    calendar = times.find_times(parsed, laid, published, url)
    last = 0
    for time in calendar.times:
        assert last <= time.start < time.end <= len(text)
        assert text[time.start : time.end].strip() == text[time.start : time.end]
        assert 0 <= time.first <= time.last < len(parsed.tokens)
        assert time.type in {"DATE", "TIME", "DURATION", "SET"}
        assert time.value
        last = time.end
    assert times.find_times(parsed, laid, published, url) == calendar


@given(st.dates(), st.sampled_from(["Y", "M", "W", "D", "Q", "DE", "CE"]), st.integers(-10_000_000, 10_000_000))
def test_counting_on_from_any_day_gives_a_date_or_nothing(day: date, unit: str, count: int) -> None:
    made = timex.shift(timex.of_date(day), unit, count)
    assert made is None or timex.from_iso(str(made)) == made


@given(st.integers(1, 9999))
def test_easter_is_a_sunday_in_spring(year: int) -> None:
    day = timex.easter(year)
    assert day.isoweekday() == 7
    assert date(year, 3, 22) <= day <= date(year, 4, 25)


@given(st.dates(), st.integers(1, 7), st.sampled_from([-1, 0, 1]))
def test_the_nearest_weekday_lies_within_a_week_on_the_right_side(day: date, weekday: int, direction: int) -> None:
    found = timex.nearest_weekday(day, weekday, direction)
    if found is not None:
        assert found.isoweekday() == weekday
        assert 0 <= (found - day).days * (1 if direction > 0 else -1) < 7


@given(st.text(max_size=60))
def test_any_address_gives_a_date_or_none(url: str) -> None:
    found = reference_date.from_url(url)
    assert found is None or timex.from_iso(str(found)) == found
