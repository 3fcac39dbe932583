"""The panes of the comparison and the timeline by themselves: columns that stay straight, dates that say no more than
is known, plots that fit."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.app.test_panes import Recorder, a_row, in_app
from tests.overviewing import opened, telling
from tuibrief.app.panes.comparison import ComparisonPane
from tuibrief.app.panes.plot import Plot
from tuibrief.app.panes.strips import ASCII_SIGNS, UNICODE_SIGNS
from tuibrief.app.panes.timeline import TimelinePane, date_words
from tuibrief.app.screens.arrange import VIEWS, arrange
from tuibrief.compare import Agreement, Aspect, Comparison, Telling, Value
from tuibrief.text import width
from tuibrief.timeline import Entry, timeline

# --- dates


@pytest.mark.parametrize(
    ("when", "given", "wide", "narrow"),
    [
        ("2025-10-28", True, " 28 Oct 2025", " 28 Oct 25"),
        ("2025-10-28", False, "[28 Oct 2025]", "[28 Oct 25]"),
        ("2025-10", True, " Oct 2025", " Oct 2025"),
        ("2019", True, " 2019", " 2019"),
        ("2019/..", True, " since 2019", " since 2019"),
        ("2025-10/..", True, " since 2025", " since 2025"),
        ("../2020-02", True, " until 2020", " until 2020"),
        ("2015/2025", True, " 2015–2025", " 2015–2025"),
        ("2025-10-28~", True, " ~28 Oct 2025", " ~28 Oct 25"),
        (None, False, " undated", " undated"),
    ],
)
def test_a_date_is_never_said_more_exactly_than_it_is_known(
    when: str | None, given: bool, wide: str, narrow: str
) -> None:
    entry = Entry(a_row(), when, given, ("e0",), 1)
    for room, said in ((14, wide), (11, narrow)):
        found = date_words(entry, room)
        assert len(found) == room
        assert found.rstrip() == said.rstrip(), found


EDTF = st.dates(date(1850, 1, 1), date(2060, 12, 31)).flatmap(
    lambda day: st.sampled_from(
        [
            day.isoformat(),
            f"{day:%Y-%m}",
            f"{day:%Y}",
            f"{day.isoformat()}~",
            f"{day:%Y-%m}/..",
            f"../{day:%Y}",
            "soon",
            "",
        ]
    )
)


@given(EDTF, st.booleans())
def test_every_date_keeps_the_column(when: str, given: bool) -> None:
    for room in (14, 11):
        assert len(date_words(Entry(a_row(), when, given, (), 1), room)) == room


# --- the plot


@given(st.dictionaries(EDTF, st.integers(1, 900), max_size=30), st.integers(1, 200), st.sampled_from([1, 4, 6]), EDTF)
def test_a_plot_fits_whatever_the_dates(dated: dict[str, int], cells: int, height: int, here: str) -> None:
    plot = Plot(dated)
    if plot.empty:
        return
    for signs in (UNICODE_SIGNS, ASCII_SIGNS):
        lines = plot.lines(cells, height, signs, here)
        assert len(lines) == height
        for line in lines:
            words = "".join(text for text, _ in line)
            assert width(words) <= cells
            assert signs is UNICODE_SIGNS or words.isascii()
    for cell in (0, cells // 2, cells - 1):
        day = plot.first_day(cell, cells, height)
        assert day is None or date.fromisoformat(day)


def test_a_short_time_is_plotted_by_the_day_and_a_long_one_by_the_month_or_year() -> None:
    days = Plot({(date(2025, 10, 1) + timedelta(n)).isoformat(): 1 for n in range(9)})
    bars, axis = ("".join(text for text, _ in line) for line in days.lines(60, 2, UNICODE_SIGNS))
    assert bars == "█" * 27
    assert axis.startswith("1 Oct")
    assert axis.endswith("9 Oct 2025")
    months = Plot({"2020-01-05": 1, "2022-12-05": 4})
    assert "Jan ’20" in "".join(text for text, _ in months.lines(60, 2, UNICODE_SIGNS)[1])
    years = Plot({"1950-01-05": 1, "2022-12-05": 4})
    axis = "".join(text for text, _ in years.lines(20, 2, UNICODE_SIGNS)[1])
    assert (axis[:4], axis[-2:].isdigit()) == ("1950", True)


def test_the_bar_of_the_current_date_is_marked_and_a_click_finds_its_day() -> None:
    plot = Plot({"2025-10-01": 2, "2025-10-05": 4})
    lines = plot.lines(60, 4, UNICODE_SIGNS, "2025-10-05")
    assert ("███", "here") in lines[2]
    assert plot.first_day(13, 60, 4) == "2025-10-05"
    assert plot.first_day(40, 60, 4) is None


@pytest.mark.parametrize("dated", [{}, {"2025-10-28": 9}, {"2019/..": 2, "soon": 1}, {"0000-01-01": 1}])
def test_where_nothing_is_to_be_seen_there_is_no_plot(dated: dict[str, int]) -> None:
    assert Plot(dated).empty


# --- the timeline


def test_a_click_in_the_plot_goes_to_that_time(tmp_path: Path) -> None:
    text = "One opened. Two closed. Three moved. Four fell."
    words = ("opened", "closed", "moved", "fell")
    pair = telling(text, "a", *({"word": w, "when": f"2031-05-0{n + 1}"} for n, w in enumerate(words)))
    _, overview = opened(tmp_path, pair)
    pane = TimelinePane(title="Timeline")

    @in_app(pane, size=(60, 20))
    async def scenario(app: Recorder, pilot: Any) -> None:
        pane.show(timeline(overview), 0)
        await pilot.pause()
        assert app.text[5].startswith("▌ 1 May 2031")
        await pilot.click(TimelinePane, offset=(8, 2))
        assert pane.current == 2
        assert pane.find("fell")
        assert pane.current == 3
        assert not pane.find("zebra")
        pane.set_picked(frozenset([pair[1].events[0].id]))
        await pilot.pause()
        assert "◆" in app.text[5]


def test_an_empty_timeline_can_be_used() -> None:
    pane = TimelinePane(title="Timeline", empty="Nothing.")

    @in_app(pane, size=(60, 20))
    async def scenario(app: Recorder, pilot: Any) -> None:
        assert not pane.move(1)
        assert not pane.find("x")
        assert pane.entry_at(0) is None
        await pilot.click(TimelinePane, offset=(3, 2))


# --- the comparison


def a_comparison(many: int, words: str = "four workers") -> Comparison:
    tellings = tuple(
        Telling(
            f"a{n}", f"Title {n} {words}", f"Outlet {n}", "2031-05-07", (f"a{n}.1-2",), (f"Headline {n} {words}",), ()
        )
        for n in range(many)
    )
    kinds = (Agreement.SAME, Agreement.DIFFERS, Agreement.ONLY)
    cells = tuple((Value(words, words, kinds[n % 3]),) if n != 1 else () for n in range(many))
    aspects = (Aspect("who", cells), Aspect("according to", cells))
    return Comparison(tuple(t.events[0] for t in tellings), tellings, aspects, "Planned in A; happened in B")


@pytest.mark.parametrize("size", [(20, 5), (40, 12), (59, 9), (60, 30), (80, 24), (120, 40)])
@pytest.mark.parametrize(
    "words", ["four workers", "港湾局が要求を拒否した 👩\u200d👧 strike", "\x1b[31mred\u202e " * 9, "x" * 300]
)
def test_columns_stay_straight_at_every_size(size: tuple[int, int], words: str) -> None:
    pane = ComparisonPane(title="Comparison")

    @in_app(pane, size=size)
    async def scenario(app: Recorder, pilot: Any) -> None:
        pane.show(a_comparison(7, words), 0)
        for _ in range(8):
            await pilot.pause()
            for line in app.text:
                assert width(line) == size[0]
                assert "\x1b" not in line
                assert "\u202e" not in line
            pane.step(1)
            pane.move(2)
        assert pane.current == 6
        assert any(not pane.move(1) for _ in range(200))
        pane.top()


def test_a_step_within_the_page_paints_no_page_anew() -> None:
    pane = ComparisonPane(title="Comparison")

    @in_app(pane, size=(120, 20))
    async def scenario(app: Recorder, pilot: Any) -> None:
        pane.show(a_comparison(3), 0)
        await pilot.pause()
        first = app.text
        assert pane.step(1)
        await pilot.pause()
        assert [a.replace("▌", "│") for a in first[1:]] == [b.replace("▌", "│") for b in app.text[1:]]
        assert not pane.step(2) or pane.current == 2
        assert not pane.step(1)


@pytest.mark.parametrize("size", [(100, 30), (50, 40)])
def test_each_telling_stands_with_the_sentences_that_it_is_read_from(size: tuple[int, int]) -> None:
    pane = ComparisonPane(title="Comparison")

    @in_app(pane, size=size)
    async def scenario(app: Recorder, pilot: Any) -> None:
        pane.show(a_comparison(2), 0, {"a0": ("The mill closed on Monday.",), "a1": ("It shut.", "Nobody came back.")})
        await pilot.pause()
        shown = " ".join(" ".join(app.text).split())
        assert "“The mill" in shown
        assert "“It shut.”" in shown
        assert pane.find("Nobody")
        pane.show(a_comparison(2), 0)
        await pilot.pause()
        assert "words" not in "\n".join(line[:14] for line in app.text)


def test_the_mouse_goes_to_a_telling() -> None:
    pane = ComparisonPane(title="Comparison")

    @in_app(pane, size=(120, 20))
    async def scenario(app: Recorder, pilot: Any) -> None:
        pane.show(a_comparison(3), 0)
        await pilot.pause()
        await pilot.click(ComparisonPane, offset=(115, 5))
        assert pane.current == 2


def test_one_telling_alone_says_so_and_signs_nothing() -> None:
    pane = ComparisonPane(title="Comparison")

    @in_app(pane, size=(100, 20))
    async def scenario(app: Recorder, pilot: Any) -> None:
        alone = a_comparison(1)
        pane.show(Comparison(alone.events, alone.tellings, alone.aspects, ""), 0)
        await pilot.pause()
        assert "One article alone" in app.text[1]
        assert not any("+" in line for line in app.text)
        pane.show_words("Working out…")
        await pilot.pause()
        assert "Working out…" in app.text[2]
        assert not pane.step(1)
        assert not pane.find("x")


# --- on the screen


@given(st.integers(20, 300), st.integers(5, 100), st.sampled_from(VIEWS), st.booleans(), st.booleans())
def test_a_view_has_nothing_but_the_source_beside_it(
    columns: int, rows: int, view: str, in_source: bool, zoomed: bool
) -> None:
    focus = "source" if in_source else view
    made = arrange(columns, rows, focus, zoomed=zoomed, view=view)
    assert focus in made.names
    assert set(made.names) <= {"source", view}
    assert sum(cells for _, cells in made.panes) + len(made.panes) - 1 == columns
    if columns >= 160 and not zoomed:
        assert made.names == ("source", view)
