"""Words stand out from what is behind them as far as WCAG asks in every theme, and nothing hangs on colour alone."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import pytest
from rich.style import Style
from textual.app import App
from textual.color import Color

from tuibrief.app import theme
from tuibrief.app.panes.strips import ASCII_SIGNS, UNICODE_SIGNS, Palette

AA, AAA = 4.5, 7.0  # WCAG 2.2, 1.4.3 and 1.4.6: the least contrast of words, and the enhanced
LEAST = {"dark": AA, "light": AA, "contrast": AAA}
IN_DIALOGS = (
    ("foreground", "surface"), ("foreground", "panel"), ("quiet", "surface"), ("quiet", "panel"),
    ("quiet", "background"), ("primary", "surface"), ("primary", "panel"), ("cursor-ink", "cursor"),
)  # fmt: skip


def luminance(colour: tuple[int, int, int]) -> float:
    """WCAG's relative luminance."""
    parts = [part / 255 for part in colour]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    """WCAG's contrast ratio, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def in_theme(name: str, *, mono: bool = False) -> tuple[Palette, dict[str, str]]:
    """A theme's palette and variables, as the app has them."""

    async def ask() -> tuple[Palette, dict[str, str]]:
        app: App[Any] = App()
        async with app.run_test() as pilot:
            for made in theme.THEMES:
                app.register_theme(made)
            app.theme = name
            await pilot.pause()
            return Palette.of(app, mono=mono), app.theme_variables

    return asyncio.run(ask())


def styles(palette: Palette) -> Iterator[tuple[str, Style]]:
    for field in fields(palette):
        if field.name != "signs":
            yield field.name, getattr(palette, field.name)


def test_the_measure_is_wcags() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((118, 118, 118), (255, 255, 255)) == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("name", LEAST)
def test_words_stand_out_in_panes_and_dialogs(name: str) -> None:
    palette, variables = in_theme(name)
    low = {}
    for style_name, style in styles(palette):
        assert style.color is not None, style_name
        assert style.bgcolor is not None, style_name
        low[style_name] = contrast(style.color.get_truecolor(), style.bgcolor.get_truecolor())
    for ink, behind in IN_DIALOGS:
        low[f"{ink} on {behind}"] = contrast(Color.parse(variables[ink]).rgb, Color.parse(variables[behind]).rgb)
    assert {found: round(ratio, 2) for found, ratio in low.items() if ratio < LEAST[name]} == {}


@pytest.mark.parametrize("signs", [UNICODE_SIGNS, ASCII_SIGNS])
def test_each_status_verdict_and_mark_has_a_sign_of_its_own(signs: Any) -> None:
    assert len({signs.happened, signs.planned, signs.possible, signs.negated, signs.picked}) == 5
    assert len({signs.note, signs.corrected, signs.confirmed, signs.rejected}) == 4
    assert len({signs.unread, " "}) == 2


def test_without_colour_all_that_is_lit_differs_in_more_than_colour() -> None:
    palette, _ = in_theme("dark", mono=True)
    lit = ("base", "trigger", "who", "whom", "what", "when", "where", "found", "selection", "cursor", "heading")
    looks = {}
    for name in lit:
        style: Style = getattr(palette, name)
        looks[name] = (bool(style.bold), bool(style.underline), bool(style.italic), bool(style.reverse))
    for name in lit[1:]:
        assert looks[name] != looks["base"], name
    roles = [looks[name] for name in ("who", "whom", "what", "when", "where", "trigger")]
    assert len(set(roles)) == len(roles)
    assert looks["selection"] != looks["found"]
