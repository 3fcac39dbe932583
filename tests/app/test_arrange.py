"""Which panes are on the screen at which size."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuibrief.app.screens.arrange import PANES, arrange

SHARES = st.dictionaries(st.sampled_from(PANES), st.integers(-5, 90))


@pytest.mark.parametrize(
    ("columns", "focus", "articles", "expected"),
    [
        (120, "events", False, ("source", "events", "actor")),
        (120, "articles", True, ("articles", "source", "events")),
        (120, "actor", True, ("articles", "events", "actor")),
        (200, "events", True, ("articles", "source", "events", "actor")),
        (80, "events", False, ("source", "events")),
        (80, "source", True, ("source", "events")),
        (80, "actor", False, ("events", "actor")),
        (80, "articles", True, ("articles", "events")),
        (79, "source", False, ("source",)),
        (40, "actor", False, ("actor",)),
    ],
)
def test_panes_by_width(columns: int, focus: str, articles: bool, expected: tuple[str, ...]) -> None:
    assert arrange(columns, 30, focus, articles_open=articles).names == expected


def test_zoom_leaves_one_pane() -> None:
    assert arrange(200, 50, "source", zoomed=True).panes == (("source", 200),)


def test_small_screens_give_up_the_bars_before_the_panes() -> None:
    assert (arrange(40, 12, "events").top, arrange(40, 12, "events").foot) == (True, True)
    assert (arrange(20, 5, "events").top, arrange(20, 5, "events").foot) == (False, False)
    assert not arrange(20, 5, "events").too_small
    assert arrange(19, 5, "events").too_small


@given(st.integers(20, 400), st.integers(5, 100), st.sampled_from(PANES), st.booleans(), st.booleans(), SHARES)
def test_columns_always_add_up_and_the_pane_in_use_is_there(
    columns: int, rows: int, focus: str, articles: bool, zoomed: bool, shares: dict[str, int]
) -> None:
    made = arrange(columns, rows, focus, articles_open=articles, zoomed=zoomed, shares=shares)
    assert sum(width for _, width in made.panes) + len(made.panes) - 1 == columns
    assert all(width >= 1 for _, width in made.panes)
    assert focus in made.names
