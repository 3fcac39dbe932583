"""Dialogs cost little: what lies beneath stays as it is, what is to be read is drawn once."""

from __future__ import annotations

import asyncio

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text
from textual._context import visible_screen_stack
from textual.app import App, ComposeResult
from textual.containers import VerticalScroll

from tuibrief.app.dialogs.light import Light
from tuibrief.app.dialogs.sheet import Sheet
from tuibrief.app.panes.line_list import LineList


class Counted:
    """Words that count how often they are drawn."""

    def __init__(self) -> None:
        self.drawn: list[int] = []

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        self.drawn.append(options.max_width)
        yield Text("\n".join(f"line {number}" for number in range(40)))


class Over(Light[None]):
    """Words in the middle of what lies beneath."""

    CSS = "Over { background: transparent; align: center middle; } #words { width: 20; height: 4; }"

    def __init__(self, words: Counted) -> None:
        super().__init__()
        self.words = words

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="words"):
            yield Sheet(self.words)


class Beneath(App[None]):
    """Rows, over which something opens."""

    def compose(self) -> ComposeResult:
        yield LineList([f"row {number} of those beneath" for number in range(100)])

    @property
    def text(self) -> list[str]:
        """The screen's lines."""
        visible_screen_stack.set(self._background_screens)
        return [strip.text for strip in self.screen._compositor.render_strips()]


def test_words_to_read_are_drawn_once_however_often_they_are_laid_out_and_scrolled() -> None:
    async def inside() -> None:
        words, app = Counted(), Beneath()
        async with app.run_test(size=(60, 12)) as pilot:
            await app.push_screen(Over(words))
            await pilot.pause()
            app.screen.query_one("#words", VerticalScroll).scroll_relative(y=9, animate=False)
            await pilot.pause()
            app.screen.refresh(layout=True)
            await pilot.pause()
            assert any("line 9" in line for line in app.text)
            assert len(words.drawn) == len(set(words.drawn))

    asyncio.run(inside())


def test_what_lies_beneath_is_seen_beside_it_also_after_a_change_of_size() -> None:
    async def inside() -> None:
        app = Beneath()
        async with app.run_test(size=(60, 12)) as pilot:
            await pilot.pause()
            await app.push_screen(Over(Counted()))
            for size in ((60, 12), (44, 9), (70, 16), (50, 8)):
                await pilot.resize_terminal(*size)
                await pilot.pause()
                assert len(app.text) == size[1]
                assert {len(line) for line in app.text} == {size[0]}
                assert "row 0 of those beneath" in app.text[1]
                assert any("line 1" in line and "row" in line for line in app.text)

    asyncio.run(inside())
