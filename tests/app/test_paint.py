"""Changed lines go straight to the terminal only where they may, and look there as Textual would have drawn them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import pyte
from hypothesis import given
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.screen import ModalScreen

from tests.app.test_lean import inkless
from tuibrief.app.lean import placed
from tuibrief.app.paint import Painter, Placed
from tuibrief.app.panes.line_list import LineList
from tuibrief.app.shown import Shown

COLUMNS, ROWS = 24, 8
STYLES = ("", "bold", "red on blue", "#5fafff on #15171c", "underline", "reverse", "color(3)")
SEGMENT = st.builds(
    Segment,
    st.text(st.sampled_from("ab …日é"), max_size=5),
    st.sampled_from(STYLES).map(Style.parse),
)
LINE = st.tuples(st.integers(1, ROWS), st.integers(1, 8), st.lists(SEGMENT, max_size=3))


def on_screen(data: str) -> list[list[object]]:
    screen = pyte.Screen(COLUMNS, ROWS)
    pyte.Stream(screen).feed("\x1b[?7l" + data)
    return [[inkless(screen.buffer[y][x]) for x in range(COLUMNS)] for y in range(ROWS)]


def plainly(lines: Sequence[Placed]) -> str:
    words = ""
    for row, column, segments in lines:
        words += f"\x1b[{row};{column}H"
        for text, style, _ in segments:
            words += (style or Style()).render(text, color_system=ColorSystem.TRUECOLOR)
    return words


@given(st.lists(st.lists(LINE, max_size=6), max_size=4))
def test_what_is_placed_looks_as_it_does_written_plainly(frames: list[list[Placed]]) -> None:
    shown = Shown(COLUMNS, ROWS)
    written, wanted = "", ""
    for lines in frames:
        made = placed(lines, ColorSystem.TRUECOLOR, COLUMNS, shown)
        assert made is not None
        written += made
        wanted += plainly(lines)
        assert on_screen(written) == on_screen(wanted)


def test_a_line_that_stands_there_already_is_not_written_again() -> None:
    shown = Shown(COLUMNS, ROWS)
    line: Placed = (2, 1, [Segment("as it was", Style(bold=True))])
    assert placed([line], ColorSystem.TRUECOLOR, COLUMNS, shown)
    assert placed([line], ColorSystem.TRUECOLOR, COLUMNS, shown) == ""


def test_a_link_is_left_to_textual() -> None:
    line: Placed = (1, 1, [Segment("there", Style(link="https://example.org"))])
    assert placed([line], ColorSystem.TRUECOLOR, COLUMNS, Shown(COLUMNS, ROWS)) is None


class Above(ModalScreen[None]):
    """Something over the list."""


class Painted(App[None]):
    """A list in an app whose driver notes what is painted straight."""

    def __init__(self) -> None:
        super().__init__()
        self.painter = Painter(self)
        self.rows = LineList([f"row {n}" for n in range(100)])
        self.straight: list[tuple[int, str]] = []
        self.knows = True

    def compose(self) -> ComposeResult:
        yield self.rows

    def on_mount(self) -> None:
        self.rows.focus()

    def note(self, lines: Sequence[Placed], system: Any) -> bool:
        if self.knows:
            self.straight += [(row, "".join(s.text for s in segments).strip()) for row, _, segments in lines]
        return self.knows

    def count_refreshes(self) -> list[int]:
        """How many lines Textual is asked to paint from now on, each time."""
        asked: list[int] = []
        refresh = self.rows.refresh

        def counted(*regions: Region, **options: Any) -> LineList:
            asked.append(len(regions))
            return refresh(*regions, **options)

        self.rows.refresh = counted  # type: ignore[method-assign]
        return asked


def in_app(scenario: Callable[[Painted, Any], Awaitable[None]]) -> None:
    async def inside() -> None:
        app = Painted()
        async with app.run_test(size=(40, 10)) as pilot:
            app._driver.paint = app.note  # type: ignore[union-attr]
            await pilot.pause()
            app.straight.clear()
            await scenario(app, pilot)

    asyncio.run(inside())


def test_all_that_changes_at_once_is_painted_at_once() -> None:
    async def scenario(app: Painted, pilot: Any) -> None:
        asked = app.count_refreshes()
        app.rows.move(1)
        app.rows.set_title("Rows")
        assert app.straight == []
        await pilot.pause()
        assert [row for row, _ in app.straight] == sorted(row for row, _ in app.straight)
        assert {row for row, _ in app.straight} >= {1, 2, 3}
        assert not asked

    in_app(scenario)


def test_beneath_a_dialog_nothing_is_painted_over_it() -> None:
    async def scenario(app: Painted, pilot: Any) -> None:
        await app.push_screen(Above())
        await pilot.pause()
        app.straight.clear()
        app.rows.move(1)
        await pilot.pause()
        assert app.straight == []

    in_app(scenario)


def test_while_panes_are_laid_out_and_where_the_terminal_does_not_know_a_style_textual_paints() -> None:
    async def scenario(app: Painted, pilot: Any) -> None:
        refreshed = app.count_refreshes()
        app.painter.laying_out = True
        app.rows.move(1)
        await pilot.pause()
        assert app.straight == []
        assert refreshed
        refreshed.clear()
        app.painter.laying_out, app.knows = False, False
        app.rows.move(1)
        await pilot.pause()
        assert refreshed

    in_app(scenario)
