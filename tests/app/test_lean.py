"""What is left out on the way to the terminal is never missed: the screen is the same, in words and styles."""

from __future__ import annotations

import pyte
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from textual.app import App
from textual.driver import Driver

from tests.app.conftest import Start
from tuibrief.app.lean import lean_driver, squeeze
from tuibrief.app.shown import Shown

CODES = st.sampled_from(
    (
        *("0", "", "1", "2", "3", "4", "7", "9", "22", "23", "24", "27", "29", "31", "39", "42", "49", "97", "104"),
        *("0;1;4", "38;5;208", "38;2;1;2;3", "48;2;21;23;28", "48;5;17", "1;38;2;9;9;9;48;2;0;0;0", "38;2;95;175;255"),
    )
)
PIECE = st.one_of(
    CODES.map(lambda codes: f"\x1b[{codes}m"),
    st.tuples(st.integers(1, 6), st.integers(1, 20)).map(lambda at: f"\x1b[{at[0]};{at[1]}H"),
    st.sampled_from(
        [
            *("\n", "\r\n", "\x1b[K", "\x1b[2J", "\x1b[?25l", "\x1b[5C", "\x1b7", "\x1b]0;title\x07", "ab", "  ", "x"),
            *("…", "日本", "as wide as the screen", " " * 14, "x" + " " * 19),
        ]
    ),
)
WRITTEN = st.lists(PIECE, max_size=40).map("".join)


def screen_of(data: str, columns: int = 20) -> tuple[list[list[object]], int, int]:
    screen = pyte.Screen(columns, 300)  # so high that no newline scrolls
    pyte.Stream(screen).feed(data)
    cells = [[screen.buffer[y][x] for x in range(columns)] for y in range(50)]
    return cells, screen.cursor.y, screen.cursor.x


def seen(data: str, columns: int = 20) -> tuple[list[list[object]], int, int]:
    """The screen without what nobody sees: the ink of blanks. Lines don't wrap, as Textual has it."""
    cells, y, x = screen_of("\x1b[?7l" + data, columns)
    return [[inkless(cell) for cell in row] for row in cells], y, min(x, columns - 1)


def inkless(cell: object) -> object:
    assert isinstance(cell, pyte.screens.Char)
    lined = cell.underscore or cell.strikethrough or cell.reverse or cell.blink
    return cell if cell.data != " " or lined else cell._replace(fg="default", bold=False, italics=False)


@given(WRITTEN)
def test_the_screen_is_the_same_and_no_longer_to_write(data: str) -> None:
    data += "\x1b[0m"
    for columns in (20, 0):
        made = squeeze(data, columns)
        assert seen(made)[0] == seen(data)[0]
        assert len(made) <= len(data)


@example(writes=["\x1b[1;19H\x1b]0;title\x07xx", "\x1b[K"], erases=False)  # behind the last column
@example(writes=["\x1b[1;1Hso wide a text", f"\x1b[44m\x1b[1;4Ha{' ' * 16}b"], erases=True)
@given(writes=st.lists(WRITTEN, max_size=5), erases=st.booleans())
def test_the_screen_is_the_same_where_what_stands_there_is_left_out(writes: list[str], erases: bool) -> None:
    plain = [data + "\x1b[0m" for data in writes]
    for data in (plain, [each for each in plain for _ in range(2)]):
        shown = Shown(20, 50, erases=erases)
        assert seen("".join(squeeze(each, 20, shown) for each in data)) == seen("".join(data))


LINES = st.one_of(st.text("ab …日", max_size=9), st.sampled_from((" " * 14, "ab" + " " * 16, "as wide" + " " * 12)))


@given(
    pieces=st.lists(st.tuples(st.integers(1, 4), st.integers(1, 10), CODES, LINES), max_size=30),
    erases=st.booleans(),
)
def test_however_lines_are_painted_over_each_other_all_is_seen(
    pieces: list[tuple[int, int, str, str]], erases: bool
) -> None:
    shown = Shown(30, 50, erases=erases)
    plain = [f"\x1b[{row};{column}H\x1b[{codes}m{text}\x1b[0m" for row, column, codes, text in pieces]
    assert seen("".join(squeeze(data, 30, shown) for data in plain), 30) == seen("".join(plain), 30)


def test_what_stands_there_is_not_written_again() -> None:
    shown = Shown(40, 3)
    line = "\x1b[2;1H\x1b[31mred \x1b[0mplain words\x1b[1;1H"
    assert "words" in squeeze(line, 40, shown)
    assert squeeze(line, 40, shown) == ""
    assert squeeze(line.replace("plain", "plane"), 40, shown) == "\x1b[2;8Hne\x1b[1;1H"
    assert squeeze(line.replace("31", "32"), 40, shown) == "\x1b[2;1H\x1b[32mred\x1b[8G\x1b[min\x1b[1;1H"
    shown.forget()
    assert "words" in squeeze(line, 40, shown)
    squeeze("\x1b[2J", 40, shown)
    assert "words" in squeeze(line, 40, shown)


@given(WRITTEN)
def test_what_is_squeezed_leaves_no_style_behind(data: str) -> None:
    made = squeeze(data + "\x1b[0m")
    after = screen_of(made + "\x1b[1;1Hx")[0][0][0]
    assert (after.fg, after.bg, after.bold, after.reverse) == ("default", "default", False, False)  # type: ignore[attr-defined]


def test_lines_of_one_style_say_it_once_and_newlines_before_a_position_go() -> None:
    style = "\x1b[38;2;213;216;222;48;2;21;23;28m"
    data = f"\x1b[1;1H{style}one\x1b[0m\n\x1b[2;1H{style}two\x1b[0m\x1b[2;9H\n\x1b[3;1H{style}three\x1b[0m"
    assert squeeze(data) == f"\x1b[1;1H{style}one\x1b[2;1Htwo\x1b[3;1Hthree\x1b[m"


def test_the_cursor_moves_by_row_or_column_alone_where_it_surely_is_near() -> None:
    there = "\x1b[2;1Hleft\x1b[2;9Hright\x1b[3;1Hnext"
    assert squeeze(there, 20) == "\x1b[2;1Hleft\x1b[9Gright\r\nnext"
    wrapped = "\x1b[2;1Hlonger than this line is\x1b[2;9Hright"
    assert squeeze(wrapped, 20) == wrapped
    doubtful = "\x1b[2;1H…………\x1b[3;1Hnext"  # some terminals draw these two cells wide
    assert squeeze(doubtful, 8) == doubtful


def test_a_style_ends_alone_and_colours_go_by_number_where_they_have_one() -> None:
    data = "\x1b[4;38;2;138;138;138;48;2;21;23;28ma\x1b[0m\x1b[38;2;138;138;138;48;2;21;23;28mb\x1b[0m"
    assert squeeze(data) == "\x1b[4;38;5;245;48;2;21;23;28ma\x1b[24mb\x1b[m"


def test_what_it_does_not_know_passes_as_it_came() -> None:
    for data in ("\x1b[4:3mcurly\x1b[0m", "\x1b[58;5;1mx\x1b[0m", "\x1b[1mopen", "\x1b[38;9mx\x1b[0m"):
        assert squeeze(data) == data
    assert squeeze("\x1b[?2026$p\x1b[>1u") == "\x1b[?2026$p\x1b[>1u"
    for copied in ("\x1b]52;c;aGk=\x07", "\x1bP\x1b]52;c;aGk=\x07\x1b\\", "\x1bPtmux;\x1b\x1b]52;c;aGk=\x07\x1b\\"):
        assert squeeze(copied) == copied


class Kept(Driver):
    """A driver that keeps what it is to write."""

    def __init__(self) -> None:
        self.kept: list[str] = []
        self._app = App()

    def write(self, data: str) -> None:
        self.kept.append(data)

    def start_application_mode(self) -> None:
        self.write("\x1b[>1u")

    def stop_application_mode(self) -> None:
        self.write("\x1b[<u")

    def disable_input(self) -> None: ...


def test_a_driver_writes_through_it() -> None:
    driver = lean_driver(Kept)()
    driver.write("\x1b[1ma\x1b[0m\x1b[1mb\x1b[0m")
    assert driver.kept == ["\x1b[1mab\x1b[m"]  # type: ignore[attr-defined]


@pytest.mark.parametrize(("terminal", "keyboard"), [("xterm-256color", ["\x1b[>1u", "\x1b[<u"]), ("linux", [])])
def test_a_terminal_gets_back_an_empty_screen_without_stray_letters(
    terminal: str, keyboard: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", terminal)
    driver = lean_driver(Kept)()
    driver.start_application_mode()
    driver.stop_application_mode()
    kept: list[str] = driver.kept  # type: ignore[attr-defined]
    assert [data for data in kept if data.endswith("u")] == keyboard
    assert any("\x1b[2J" in data for data in kept)


def test_drawing_anew_shows_what_was_there_and_writes_all_of_it(start: Start) -> None:
    terminal = start(100, 30)
    for keys in (("j", "ctrl+d"), (":",), ("esc",), ("4",), ("3",), ("z",), ("z",), ("1",), ("1",), ("j",)):
        terminal.press(*keys)
    terminal.resize(120, 30)
    terminal.press("j")
    terminal.settle(0.5)
    before, written = terminal.text, len(terminal.raw)
    terminal.press("ctrl+l")
    terminal.settle(0.5)
    assert terminal.text == before
    assert len(terminal.raw) - written > 2000


def test_a_dialog_writes_no_more_than_itself(start: Start) -> None:
    terminal = start(120, 40)
    terminal.settle(0.5)
    written = len(terminal.raw)
    terminal.press("/")
    terminal.settle(0.5)
    assert len(terminal.raw) - written < 1500
