"""The app as a terminal shows it, at several sizes and in several states, as text that a person can read in a diff."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.app.conftest import Start
from tests.app.terminal import Terminal

Same = Callable[[Terminal, str], None]


@pytest.mark.parametrize(("columns", "rows"), [(40, 12), (80, 24), (120, 40), (200, 50)])
def test_the_first_screen(start: Start, same_screen: Same, columns: int, rows: int) -> None:
    same_screen(start(columns, rows), f"first-{columns}x{rows}")


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("articles", ["1"]),
        ("actor", ["4"]),
        ("all-articles", ["s"]),
        ("tagging", ["t", "n"]),
        ("note", ["a", "W", "h", "y", "?"]),
        ("help", ["?"]),
        ("commands", [":", "u", "n"]),
        ("styles", ["Y", "j"]),
        ("filtering", ["s", "f", "b", "o", "a", "r", "d"]),
        ("nothing-fits", ["f", "z", "e", "b", "u", "enter"]),
        ("searching", ["2", "/", "b", "o", "a", "r", "d"]),
        ("selecting", ["2", "v", "a", "s"]),
        ("pending", ["g"]),
    ],
)
def test_states(start: Start, same_screen: Same, name: str, keys: list[str]) -> None:
    terminal = start(80, 24)
    terminal.press(*keys)
    same_screen(terminal, f"{name}-80x24")


def test_four_panes_on_a_wide_screen(start: Start, same_screen: Same) -> None:
    terminal = start(200, 50)
    terminal.press("1")
    same_screen(terminal, "articles-200x50")


def test_signs_in_ascii(start: Start) -> None:
    terminal = start(80, 24, ascii_only=True)
    for keys in ([], ["t"], ["esc", "?"], ["esc", ":"], ["esc", "Y"], ["esc", "1"], ["4"], ["f"]):
        terminal.press(*keys)
        words = terminal.text.translate(
            dict.fromkeys(map(ord, "“”—"))
        )  # an article's and a citation's own characters stay
        assert words.isascii(), words


@pytest.mark.parametrize(("columns", "rows"), [(20, 5), (24, 6), (30, 8)])
def test_a_very_small_screen_can_be_used(start: Start, columns: int, rows: int) -> None:
    terminal = start(columns, rows, ready="✓")
    before = terminal.text
    terminal.press("j")
    assert terminal.text != before
    terminal.press("q")
    assert terminal.wait_end() == 0


def test_a_screen_that_is_too_small_says_so_and_recovers(start: Start) -> None:
    terminal = start(80, 24)
    terminal.resize(19, 4)
    assert "Too small" in terminal.text
    terminal.resize(80, 24)
    assert "Dockers walk out" in terminal.text
    assert "Too small" not in terminal.text


STATES = [
    [], ["t"], ["a"], ["e"], ["?"], [":"], ["f"], ["/"],
    ["Y"], ["1"], ["z"], ["4"], ["2", "v"], ["x"], ["g", "e"], ["S"], ["V", "j"],
]  # fmt: skip


def test_resizing_in_every_state(start: Start) -> None:
    terminal = start(120, 40)
    for state in STATES:
        terminal.press(*state, settle=False)
        for columns, rows in ((80, 24), (20, 5), (10, 2), (200, 50), (120, 40)):
            terminal.resize(columns, rows, quiet=0.03)
            assert terminal.process.poll() is None, f"{state}\n{terminal.text}"
        terminal.press("esc", "esc", "esc", "3")
        terminal.wait_for("Dockers walk out at the port")


def test_no_colour_tells_the_same(start: Start) -> None:
    terminal = start(80, 24, environment={"NO_COLOR": "1"})
    assert "✓" in terminal.text
    assert "✗" in terminal.text
    marked = terminal.style_of("walked out") if "walked out" in terminal.text else terminal.style_of("walked")
    assert marked.bold or marked.reverse or marked.underscore


@pytest.mark.parametrize("theme", ["dark", "light", "contrast", "ansi"])
def test_every_theme_starts(start: Start, theme: str) -> None:
    terminal = start(80, 24, theme=theme)
    terminal.press("j", "l")
    assert "Talks between" in terminal.text


def test_the_terminals_own_colours_only_in_the_ansi_theme(start: Start) -> None:
    terminal = start(80, 24, theme="ansi")
    assert b"[38;2;" not in terminal.raw
    assert b"[48;2;" not in terminal.raw
