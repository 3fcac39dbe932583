"""Stage 4: time expressions, each with its words, type and value, in an article of Wednesday, 22 October 2025."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from typing import Any

import pytest

from tuibrief.extract import layout, parse, times
from tuibrief.extract.stages import Calendar
from tuibrief.model import Basis


@cache
def model() -> Any:
    return parse.load_model()


def read(text: str, published: str | None = "2025-10-22", url: str | None = None) -> Calendar:
    laid = layout.lay_out(text)
    return times.find_times(parse.parse(text, laid.paragraphs, model()), laid, published, url)


def said(text: str, published: str | None = "2025-10-22") -> list[tuple[str, str, str]]:
    return [(text[t.start : t.end], t.type, t.value) for t in read(text, published).times]


def one(text: str, words: str, value: str, kind: str = "DATE") -> None:
    assert (words, kind, value) in said(text)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The law took effect on March 01, 2008.", "March 01, 2008", "2008-03-01"),
        ("They married on the 14th of February 2009.", "the 14th of February 2009", "2009-02-14"),
        ("She was born on 3 March 1961 in Lagos.", "3 March 1961", "1961-03-03"),
        ("It sank on Sept. 12th, 2019, off Dakar.", "Sept. 12th, 2019", "2019-09-12"),
        ("It was filed on 12/31/2009 in Ohio.", "12/31/2009", "2009-12-31"),
        ("It was filed on 22.10.2021 in Graz.", "22.10.2021", "2021-10-22"),
        ("The index, as of 2024-02-05, stood at 12.", "2024-02-05", "2024-02-05"),
        ("On Wednesday, October 22, 2025, it rained.", "Wednesday, October 22, 2025", "2025-10-22"),
    ],
)
def test_explicit_dates_are_read_in_many_forms(text: str, words: str, value: str) -> None:
    one(text, words, value)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Talks are planned for Monday.", "Monday", "2025-10-27"),
        ("On Monday police said two men had been held.", "Monday", "2025-10-20"),
        ("A hearing is scheduled for November 5.", "November 5", "2025-11-05"),
        ("The strike ended on November 5.", "November 5", "2024-11-05"),
        ("No strike has been called since May.", "May", "2025-05"),
        ("The court may rule in May on the appeal.", "May", "2026-05"),
        ("The match was postponed until Saturday.", "Saturday", "2025-10-25"),
        ("The mediator invited both sides to a meeting on Friday.", "Friday", "2025-10-24"),
        ("By Tuesday, 40 people were dead.", "Tuesday", "2025-10-21"),
        ("Voters go to the polls on Sunday.", "Sunday", "2025-10-26"),
        ("The deadline is Friday.", "Friday", "2025-10-24"),
        ("The conference runs from October 20 to October 24.", "October 20", "2025-10-20"),
        ("The ceasefire, which began on January 19, has held.", "January 19", "2025-01-19"),
    ],
)
def test_the_tense_tells_whether_a_time_lies_behind_or_ahead(text: str, words: str, value: str) -> None:
    one(text, words, value)


@pytest.mark.parametrize(
    "text",
    [
        "The court may rule on the appeal.",
        "Leaders march on the capital.",
        "April Jones met June Carter in Paris.",
        "Some 1950 workers walked out.",
        "The fall of the government surprised markets.",
        "The 18-year-old was arrested at 10 Downing Street.",
        "She was named Player of the Year.",
        "The second man fled.",
        "He was in his early 30s.",
        "The fund paid $2010 to each.",
    ],
)
def test_words_and_numbers_that_are_no_time_are_left_alone(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Early last month the bank cut rates.", "Early last month", "2025-09"),
        ("He paid the debt at the end of last year.", "the end of last year", "2024"),
        ("The team has won twice this year.", "this year", "2025"),
        ("They met last week in Rome.", "last week", "2025-W42"),
        ("At the weekend, thousands marched.", "the weekend", "2025-W42-WE"),
        ("Profit fell in the third quarter.", "the third quarter", "2025-Q3"),
        ("It lost money in the third quarter of last year.", "the third quarter of last year", "2024-Q3"),
        ("Q4 2024 was weak.", "Q4 2024", "2024-Q4"),
        ("Exports grew in the first half of 2025.", "the first half of 2025", "2025-H1"),
        ("The budget for fiscal 2026 was cut.", "fiscal 2026", "FY2026"),
        ("The fair was cancelled last summer.", "last summer", "2025-SU"),
        ("The winter of 2009 was hard.", "The winter of 2009", "2009-WI"),
        ("Rents doubled in the 1990s.", "1990s", "199"),
        ("Cars of the '80s were boxy.", "'80s", "198"),
        ("The tower is of the 19th century.", "the 19th century", "18"),
        ("Shares hit the lowest level since '82.", "'82", "1982"),
        ("The previous government fell in late 2019.", "late 2019", "2019"),
        ("In 2023/24 the club lost money.", "2023/24", "2023/2024"),
        ("Shops close on Christmas Day.", "Christmas Day", "2025-12-25"),
        ("The Easter truce was broken.", "Easter", "2025-04-20"),
        ("The parade was held on Labor Day.", "Labor Day", "2025-09-01"),
    ],
)
def test_weeks_months_quarters_seasons_years_and_feasts(text: str, words: str, value: str) -> None:
    one(text, words, value)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("He said so yesterday.", "yesterday", "2025-10-21"),
        ("The dam was built two decades ago.", "two decades ago", "2005"),
        ("Nearly half a century ago, the lake dried up.", "Nearly half a century ago", "1975"),
        ("The union had voted the previous day.", "the previous day", "2025-10-21"),
        ("It sank on 8 March 2014. Two weeks later it was found.", "Two weeks later", "2014-03-22"),
        ("The quake hit on June 3, 2024. A week prior, wells ran dry.", "A week prior", "2024-05-27"),
        ("The quake hit on June 3, 2024. The same day, a bridge fell.", "The same day", "2024-06-03"),
        ("The quake hit on June 3, 2024. The following day, a bridge fell.", "The following day", "2024-06-04"),
    ],
)
def test_relative_times_count_from_the_article_or_from_what_was_told(text: str, words: str, value: str) -> None:
    one(text, words, value)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("They left at 18:30 GMT on Tuesday.", "18:30 GMT on Tuesday", "2025-10-21T18:30Z"),
        ("The vote was held at 3 p.m. on Friday.", "3 p.m. on Friday", "2025-10-17T15:00"),
        ("Fire broke out on June 3, 2024, around 3 p.m. local time.", "3 p.m. local time", "2024-06-03T15:00"),
        ("At midnight on Friday the truce began.", "midnight on Friday", "2025-10-17T00:00"),
        ("The minister resigned on Thursday night.", "Thursday night", "2025-10-16TNI"),
        ("It rained this morning.", "this morning", "2025-10-22TMO"),
        ("They spoke at 16:15 UTC, June 1st, in Oslo.", "16:15 UTC", "2025-06-01T16:15Z"),
    ],
)
def test_clock_times_take_the_day_that_they_are_of(text: str, words: str, value: str) -> None:
    one(text, words, value, "TIME")


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The war lasted four years.", "four years", "P4Y"),
        ("A 12-hour curfew was imposed.", "12-hour", "PT12H"),
        ("It runs almost two and a half years late.", "almost two and a half years", "P2.5Y"),
        ("It is the lowest level in over a decade.", "over a decade", "P10Y"),
        ("Rescue teams arrived hours before the storm.", "hours", "PTXH"),
        ("Over the past five years, 200 were killed.", "the past five years", "P5Y"),
        ("It has been upgraded over the past decade.", "the past decade", "P10Y"),
        ("It fell for several months.", "several months", "PXM"),
    ],
)
def test_lengths(text: str, words: str, value: str) -> None:
    one(text, words, value, "DURATION")


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Every year thousands march.", "Every year", "P1Y"),
        ("The weekly market was closed.", "weekly", "P1W"),
        ("It builds 15 planes a year.", "a year", "P1Y"),
        ("The court sits on Mondays.", "Mondays", "XXXX-WXX-1"),
    ],
)
def test_what_recurs_is_a_set(text: str, words: str, value: str) -> None:
    one(text, words, value, "SET")


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The store now sells music.", "now", "PRESENT_REF"),
        ("He has recently spoken of peace.", "recently", "PAST_REF"),
        ("It may be built in the near future.", "the near future", "FUTURE_REF"),
    ],
)
def test_vague_times(text: str, words: str, value: str) -> None:
    one(text, words, value)


def test_weeks_quarters_decades_and_lengths_back_have_edtf() -> None:
    def edtf(text: str) -> list[str | None]:
        return [t.edtf for t in read(text).times]

    assert edtf("They met last week.") == ["2025-10-13/2025-10-19"]
    assert edtf("Profit fell in the third quarter.") == ["2025-07/2025-09"]
    assert edtf("Rents doubled in the 1990s.") == ["199X"]
    assert edtf("It has been upgraded over the past decade.") == ["2015/2025"]
    assert edtf("The war lasted four years.") == [None]


def test_without_any_date_of_the_article_what_is_unknown_is_marked_as_unknown() -> None:
    assert said("It happened on Monday, in October.", None) == [
        ("Monday", "DATE", "XXXX-WXX-1"),
        ("October", "DATE", "XXXX-10"),
    ]


@pytest.mark.parametrize(
    ("text", "url", "expected"),
    [
        ("Ferry sinks\nMarch 3, 2010\nA ferry sank on Tuesday.", None, "2010-03-03"),
        ("LIMA, Oct 4, 2019 (Reuters) - A ferry sank on Tuesday.", None, "2019-10-04"),
        ("Ferry sinks\nPosted on May 4, 2011 at 07:15 PM A ferry sank.", None, "2011-05-04"),
        ("A ferry sank on Tuesday.", "https://example.org/world/2019/10/22/ferry", "2019-10-22"),
        ("A ferry sank on Tuesday.", "https://example.org/2019/oct/22/ferry", "2019-10-22"),
        ("A ferry sank on Tuesday.", "https://example.org/2019/10/ferry", "2019-10"),
        ("A ferry sank on Tuesday, March 2, 2021. A new one will sail on April 9, 2021.", None, "2021-03-02"),
        ("Rovers won the cup on Saturday, July 16, 2022. Their coach praised them on Sunday.", None, "2022-07-17"),
        ("The mine was opened on July 16, 1962. It was closed in 2011.", None, None),
        ("Rockets were fired on October 22. In September 2025, a test had failed.", None, "2025-10-22"),
        ("SEOUL, Oct 22 (Reuters) - Rockets were fired. In September 2025, a test had failed.", None, "2025-10-22"),
        ("A ferry sank on Tuesday.", None, None),
    ],
)
def test_an_article_without_a_date_is_dated_by_what_it_says(text: str, url: str | None, expected: str | None) -> None:
    calendar = read(text, None, url)
    assert calendar.published == expected
    assert calendar.basis == (Basis.INFERRED if expected else None)


def test_what_is_told_hours_beyond_an_afternoon_was_written_the_next_day() -> None:
    text = (
        "The navy fired a rocket just hours before the envoy landed for talks. The shot was fired on May 4, 2021, "
        "around 4 p.m. local time. Elections are due on May 9, 2021."
    )
    assert read(text, None).published == "2021-05-05"


def test_a_given_date_is_kept_with_its_precision() -> None:
    calendar = read("It rained in October.", "2019-03")
    assert (calendar.published, calendar.basis) == ("2019-03", Basis.GIVEN)
    assert [t.value for t in calendar.times] == ["2018-10"]


def test_a_given_date_in_another_form_is_understood_and_nonsense_is_none() -> None:
    assert read("It rained on Monday.", "Oct. 22, 2025").published == "2025-10-22"
    assert read("It rained on Monday.", "soon").published is None


def test_the_day_zone_and_hash_seed_of_the_run_never_matter() -> None:
    code = (
        "from tuibrief.extract import layout, parse, times\n"
        "t = 'On Monday, 3 May, 12/05/09 and March 3, 2010, it rained; talks are set for Friday at 3 p.m. EST.'\n"
        "print(times.find_times(parse.parse_of(t, [(0, len(t), t, 'X', '', 'ROOT', 0, '', False, True)], []),"
        " layout.lay_out(t), '2010-04-01'))"
    )
    seen = set()
    for zone, seed in (("UTC", "1"), ("Asia/Tokyo", "2")):
        env = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed}
        seen.add(
            subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True).stdout
        )
    assert len(seen) == 1
    assert "2010-03-03" in seen.pop()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It was filed on 11/06/2024.", "2024-11-06"),
        ("It was filed on 11/06/2024 and dropped on 25/06/2024.", "2024-06-11"),
        ("It was filed on 11/06/2024 and dropped on 06/25/2024.", "2024-11-06"),
        ("It was filed on Tuesday, 11/06/2024.", "2024-06-11"),
        ("It was filed on Wednesday, 11/06/2024.", "2024-11-06"),
        ("It was filed on 11/06/2024, a year after the fire of 3 May.", "2024-06-11"),
        ("The labour councillor filed it on 11/06/2024.", "2024-06-11"),
        ("The labor organizer filed it on 11/06/2024.", "2024-11-06"),
        ("Mr Bello filed it on 11-06-2024.", "2024-06-11"),
        ("Mr. Bello filed it on 05.08.2024.", "2024-08-05"),
        ("Mr Bello filed it on 2024/06/11.", "2024-06-11"),
    ],
)
def test_which_number_is_the_day_is_read_off_the_article(text: str, value: str) -> None:
    assert value in [v for _, _, v in said(text)]


def test_the_address_and_the_given_date_tell_which_number_is_the_day() -> None:
    text = "It was filed on 11/06/2024."
    assert [t.value for t in read(text, None, "https://news.example.co.uk/a").times] == ["2024-06-11"]
    assert [t.value for t in read(text, "2024-06-12").times] == ["2024-06-11"]
    assert [t.value for t in read(text, "2024-11-06").times] == ["2024-11-06"]


@pytest.mark.parametrize(
    "text",
    [
        "The jet fell around 2000ft before it levelled.",
        "The hall holds more than 1500 spectators.",
        "They carried 1800 tonnes of rice.",
        "Nearly 2000 were hurt.",
    ],
)
def test_a_measured_number_is_no_year(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The bridge fell on 5 August last year.", "5 August last year", "2024-08-05"),
        ("It will open on May 3 next year.", "May 3 next year", "2026-05-03"),
        ("Roads were damaged between 3 and 5 August.", "3 and 5 August", "2025-08-03/2025-08-05"),
        ("The fair ran from May 3 to 5, 2024.", "May 3 to 5, 2024", "2024-05-03/2024-05-05"),
        ("Work is due to start in the new year.", "the new year", "2026"),
        ("It will be built between March and June 2031.", "March", "2031-03"),
    ],
)
def test_dates_of_other_years_and_stretches_of_days(text: str, words: str, value: str) -> None:
    one(text, words, value)


def test_the_previous_day_is_not_counted_from_a_day_of_years_ago() -> None:
    text = "The dam broke on Monday.\n\nAn older one broke on 3 May 2011.\n\nIt had rained the previous day."
    assert ("the previous day", "DATE", "2025-10-19") in said(text)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("It opened at 06.00 BST on Monday.", "06.00 BST on Monday", "2025-10-20T06:00"),
        ("She declined to comment Tues. afternoon.", "Tues. afternoon", "2025-10-21TAF"),
        ("Shots were heard before dawn Monday.", "dawn Monday", "2025-10-20TMO"),
        ("Posted 4:52 PM on Tuesday, October 1, 2019", "4:52 PM", "2019-10-01T16:52"),
    ],
)
def test_clock_times_and_short_days_as_papers_write_them(text: str, words: str, value: str) -> None:
    one(text, words, value, "TIME")


def test_a_programme_named_today_is_no_day() -> None:
    assert said("Speaking on the Today programme, she resigned.") == []


def test_in_two_weeks_time_lies_so_long_ahead() -> None:
    assert [t.edtf for t in read("A vote is expected in about two weeks' time.").times] == ["2025-11-05~"]


def test_a_date_that_is_the_last_line_dates_the_article() -> None:
    text = "Bishop resigns\n\nThe bishop stepped down on Tuesday.\n\nProtesters met last Thursday.\n\nSept. 3, 2019"
    assert read(text, None).published == "2019-09-03"
