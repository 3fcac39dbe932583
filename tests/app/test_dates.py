"""Dates in a column: as exact as the article is, never more, and in the cells there are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuibrief.app.panes import dates


@pytest.mark.parametrize(
    ("when", "narrow", "wide"),
    [
        ("2025-10-28", "28 Oct", "28 Oct 2025"),
        ("2025-03-04", " 4 Mar", " 4 Mar 2025"),
        ("2024-03-04", "Mar ’24", " 4 Mar 2024"),
        ("2025-10-28T14:30", "28 Oct", "28 Oct 2025"),
        ("2025-10", "Oct", "Oct 2025"),
        ("2019-10", "Oct ’19", "Oct 2019"),
        ("2025", "2025", "2025"),
        ("201X", "2010s", "2010s"),
        ("2025-21", "spring", "spring 2025"),
        ("2019-22", "sum ’19", "summer 2019"),
        ("2025-10-27/2025-11-02", "27 Oct–", "27 Oct–2 Nov"),
        ("2025-10-24/2025-10-30", "24 Oct–", "24–30 Oct"),
        ("2024-10-24/2024-10-30", "Oct ’24", "Oct 2024"),
        ("2024-10-27/2024-11-02", "Oct ’24", "Oct–Nov ’24"),
        ("2025-03/2025-05", "Mar–May", "Mar–May"),
        ("2015/2025", "2015–25", "2015–2025"),
        ("1998/2003", "1998–", "1998–2003"),
        ("2024-11-28/2025-02-03", "2024–25", "2024–2025"),
        ("2019/..", "2019–", "2019–"),
        ("../2019", "–2019", "–2019"),
        ("2025-10-27/..", "27 Oct–", "27 Oct 2025–"),
        ("2025~", "~2025", "~2025"),
        ("", "", ""),
    ],
)
def test_a_date_is_shown_as_exact_as_it_is(when: str, narrow: str, wide: str) -> None:
    assert dates.narrow(when, "2025") == narrow
    assert dates.wide(when, "2025") == wide


@given(st.text(alphabet="0123456789-/.X~?%T:", max_size=24), st.sampled_from([None, "2025"]))
def test_no_date_takes_more_than_its_column(when: str, year: str | None) -> None:
    assert len(dates.narrow(when, year)) <= dates.NARROW
    assert len(dates.wide(when, year)) <= dates.WIDE
