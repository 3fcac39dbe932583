"""Dates in EDTF sort and filter by the days that they cover."""

from __future__ import annotations

import pytest

from tuibrief.library import edtf


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2025-10-28", "2025-10-28", "2025-10-28"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2019", "2019-01-01", "2019-12-31"),
        ("2015/2025-03", "2015-01-01", "2025-03-31"),
        ("2019/..", "2019-01-01", "9999-12-31"),
        ("../2019-05", "0000-01-01", "2019-05-31"),
        ("2025-10-21~", "2025-10-21", "2025-10-21"),
        ("2025?", "2025-01-01", "2025-12-31"),
        ("201X", "2010-01-01", "2019-12-31"),
        ("2025-10-2X", "2025-10-20", "2025-10-29"),
        ("2025-XX", "2025-01-01", "2025-12-31"),
        ("2025-22", "2025-06-01", "2025-08-31"),
        ("2025-10-28T10:00:00", "2025-10-28", "2025-10-28"),
    ],
)
def test_a_date_covers_these_days(value: str, first: str, last: str) -> None:
    assert edtf.bounds(value) == (first, last)


@pytest.mark.parametrize("value", ["", "soon", "2025-13", "2025-99", "28.10.2025", "20251028", "2025-00", "2025-10-45"])
def test_what_is_no_date_covers_none(value: str) -> None:
    assert edtf.bounds(value) is None
    assert not edtf.overlaps(value, None, None)


def test_dates_sort_by_their_beginning_and_undated_ones_last() -> None:
    values = [None, "2025-10", "2019/..", "../2018", "2025-09-30", "nonsense"]
    assert sorted(values, key=edtf.sort_key)[:4] == ["../2018", "2019/..", "2025-09-30", "2025-10"]


def test_a_date_answers_since_and_until_where_any_of_its_days_does() -> None:
    assert edtf.overlaps("2025-10", "2025-10-31", None)
    assert edtf.overlaps("2025-10", None, "2025-10")
    assert not edtf.overlaps("2025-10", "2025-11", None)
    assert not edtf.overlaps("2025-10", None, "2025-09")
    assert edtf.overlaps("2019/..", "2024", "2024")
