"""What Textual writes to the terminal, written in half the bytes: the same screen, fewer words.

Textual writes each piece of a line with its whole style before it and a reset after it, and moves the cursor for each:
some fifty bytes a piece, more than the words themselves. `squeeze` keeps the terminal's style and its cursor in mind
and sends what differs. It changes nothing else: what it doesn't know passes as it came.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from rich.color import ColorSystem
from rich.style import Style
from textual._ansi_sequences import SYNC_END, SYNC_START
from textual.driver import Driver

from tuibrief.app.paint import Placed
from tuibrief.app.shown import Shown, one_cell_each

# Escape sequences (ECMA-48): a style, a cursor position, any other; and newlines, of which those right before a cursor
# position do nothing (on the last line they would scroll, but there Textual writes none).
_TOKEN = re.compile(
    r"\x1b\[(?P<style>[0-9;:]*)m|(?P<move>\x1b\[\d+;\d+H)|(?P<line>\n)"
    r"|(?P<other>\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[PX^_][^\x1b]*\x1b\\|[^\[\]PX^_]))"
)


class _State(NamedTuple):
    """A terminal's style: attributes that are on, foreground, background; each as the code that sets it."""

    on: frozenset[str] = frozenset()
    ink: str = "39"
    back: str = "49"


# Of all others those that change nothing on the screen and leave the cursor where it is: modes (but for other screens
# and ways to count), the keyboard's protocol, questions, titles and copies.
_HARMLESS = re.compile(
    r"\x1b\[\?(?!(?:3|5|6|47|69|1047|1048|1049)[hl])\d+[hl]|\x1b\[\?\d+\$p|\x1b\[[<>=?]\d*u|\x1b[\]P].*", re.DOTALL
)
_STEP = 6  # bytes of a cursor move: so many cells are as cheap to write as to step over
_ERASED = 12  # blanks that are dearer to write than to erase and step over
_SEEN_ON_BLANKS = frozenset({"4", "5", "6", "7", "9", "21", "51", "52", "53"})  # lines, blinking, reverse
_KITTY = ("\x1b[>1u", "\x1b[<u")  # begin and end of the keyboard protocol that tells all keys apart
_PLAIN = _State()
_NO_STYLE = Style()
_OFF = {"22": {"1", "2"}, "23": {"3"}, "24": {"4", "21"}, "25": {"5", "6"}, "27": {"7"}, "28": {"8"}, "29": {"9"}}
_OFF |= {"54": {"51", "52"}, "55": {"53"}}
_OFF_OF = {attribute: code for code, attributes in _OFF.items() for attribute in attributes}
_ON = frozenset({"1", "2", "3", "4", "5", "6", "7", "8", "9", "21", "51", "52", "53"})
_INKS = frozenset(str(code) for code in (*range(30, 38), 39, *range(90, 98)))
_BACKS = frozenset(str(code) for code in (*range(40, 48), 49, *range(100, 108)))
# The colours that terminals have numbers for: a cube of six steps, and greys (as xterm has them, and all since).
_STEPS = (0, 95, 135, 175, 215, 255)
_NUMBERED = {(r, g, b): 16 + 36 * i + 6 * j + k for i, r in enumerate(_STEPS) for j, g in enumerate(_STEPS)
             for k, b in enumerate(_STEPS)} | {(8 + 10 * n,) * 3: 232 + n for n in range(24)}  # fmt: skip


@lru_cache(maxsize=8192)
def _styled(state: _State, codes: str) -> _State | None:
    """The state after a style sequence; None for one that isn't known."""
    on, ink, back = set(state.on), state.ink, state.back
    parts = codes.split(";")
    at = 0
    while at < len(parts):
        code = parts[at].lstrip("0") or "0"
        if code == "0":
            on, ink, back = set(), "39", "49"
        elif code in _ON:
            on.add(code)
        elif code in _OFF:
            on -= _OFF[code]
        elif code in _INKS:
            ink = code
        elif code in _BACKS:
            back = code
        elif code in ("38", "48"):
            length = {"5": 3, "2": 5}.get(parts[at + 1] if at + 1 < len(parts) else "", 0)
            colour = parts[at : at + length]
            if not length or len(colour) < length or not all(part.isdigit() for part in colour):
                return None
            ink, back = (_numbered(colour), back) if code == "38" else (ink, _numbered(colour))
            at += length - 1
        else:
            return None
        at += 1
    return _State(frozenset(on), ink, back)


def _numbered(colour: list[str]) -> str:
    """A colour's code; by its number where it has one (``38;5;245``), which is shorter by half."""
    number = _NUMBERED.get((int(colour[2]), int(colour[3]), int(colour[4]))) if colour[1] == "2" else None
    return ";".join(colour) if number is None else f"{colour[0]};5;{number}"


@lru_cache(maxsize=8192)
def _change(now: _State, wanted: _State) -> str:
    """The shortest sequence from one style to another."""
    if now == wanted:
        return ""
    fresh = ["0", *sorted(wanted.on)]
    fresh += [code for code, plain in ((wanted.ink, "39"), (wanted.back, "49")) if code != plain]
    anew = "\x1b[" + (";".join(fresh) if len(fresh) > 1 else "") + "m"
    ended = {_OFF_OF[attribute] for attribute in now.on - wanted.on}
    kept = {attribute for attribute in now.on if _OFF_OF[attribute] not in ended}
    changed = sorted(ended) + sorted(wanted.on - kept)
    changed += [wanted.ink] if wanted.ink != now.ink else []
    changed += [wanted.back] if wanted.back != now.back else []
    return min(f"\x1b[{';'.join(changed)}m", anew, key=len)


@lru_cache(maxsize=512)
def _blank(style: _State) -> _State:
    """What is seen of a style on a blank: not its ink, unless lines or reversing show it."""
    return style if style.on & _SEEN_ON_BLANKS else _State(back=style.back)


class _Cursor:
    """Where the terminal's cursor is, as far as is known for sure, and the shortest way from there to elsewhere."""

    def __init__(self, columns: int) -> None:
        self._columns = columns
        self._row = 0  # 0: not known
        self._most = 0  # the furthest column that it can have reached in this row, 1 the first

    def wrote(self, text: str) -> None:
        """A text was written. No character takes more cells than bytes in UTF-8, whatever the terminal makes of it."""
        self._most += len(text) if text.isascii() else len(text.encode("utf-8", "replace"))
        if not self._row or self._most > self._columns + 1 or not text.isprintable():
            self._row = 0

    def lost(self) -> None:
        """Something was written that may have moved it."""
        self._row = 0

    def to(self, row: int, column: int) -> str:
        """The sequence that brings it to a place (both counted from 1)."""
        before, self._row, self._most = self._row, row, column
        if before == row:
            return "\r" if column == 1 else f"\x1b[{column}G"
        if before and before + 1 == row and column <= 3:
            return ("\r\n", "\r\n\x1b[C", "\r\n\x1b[2C")[column - 1]
        return f"\x1b[{row};{column}H"


class _Writer:
    """Writes what Textual writes, in fewer bytes."""

    def __init__(self, columns: int, shown: Shown | None) -> None:
        self.written: list[str] = []
        self.wanted = _PLAIN
        self._now = _PLAIN
        self._cursor = _Cursor(columns)
        self._shown = shown
        self._at = shown.cursor if shown is not None else None  # the next text's row and column, where that is known
        self._waits = False  # whether the cursor has yet to be brought there: another position makes it needless
        self._left_out = ""  # what stood there already, between where the cursor is and where the next text goes
        self._newlines = ""  # needless too where a position follows
        self._last = (" ", _PLAIN)  # the latest character that was to be written, and its style

    def style(self, codes: str) -> bool:
        """Another style from here on; whether it is known."""
        state = _styled(self.wanted, codes)
        self.wanted = state or self.wanted
        return state is not None

    def to(self, row: int, column: int) -> None:
        """The next text goes to a place."""
        if self._at == (row, column) and self._shown is not None and not self._newlines:
            return  # it would go there anyway
        self._at, self._waits, self._left_out, self._newlines = (row, column), True, "", ""

    def newline(self) -> None:
        """A newline, which does nothing where a position follows."""
        self._newlines += "\n"

    def look(self, style: Style, system: ColorSystem | None) -> bool:
        """Rich's style from here on; whether it is known."""
        state = _looks(style, system)
        self.wanted = state or self.wanted
        return state is not None

    def text(self, text: str) -> None:
        """A text in the style that is wanted: what of it isn't there already."""
        if self._newlines or self._at is None or self._shown is None or not one_cell_each(text):
            self._write(text)
            self._lost(text)
            return
        row, column = self._at
        self._last = (text[-1], self.wanted)
        first, last = self._shown.put(row, column, text, self.wanted, _blank(self.wanted))
        self._leave_out(row, column, text[:first])
        if first < last:
            self._write_or_erase(row, column + first, text[first:last])
            self._leave_out(row, column + last, text[last:])

    def _write_or_erase(self, row: int, column: int, text: str) -> None:
        """Write a text at a place; many blanks at its end are erased where the terminal can."""
        words = text.rstrip(" ")
        blanks = len(text) - len(words)
        shown, end = self._shown, column + len(text)
        can = shown is not None and shown.erases and end <= shown.size[0] + 1 and not self.wanted.on & _SEEN_ON_BLANKS
        if not can or blanks < _ERASED:
            self._write(text)
            self._at = (row, end)
            return
        if words:
            self._write(words)
            self._at = (row, column + len(words))
        self._write("", f"\x1b[{blanks}X")  # ECH: in the background that holds, and the cursor stays
        self._at, self._waits = (row, end), True

    def _leave_out(self, row: int, column: int, text: str) -> None:
        if text:
            # Few cells that look so in the style that holds are written all the same: shorter than to step over them.
            alike = self._now == self.wanted or (not text.strip(" ") and _blank(self._now) == _blank(self.wanted))
            near = (self._left_out or not self._waits) and alike
            self._left_out = self._left_out + text if near and len(self._left_out + text) < _STEP else ""
            self._at, self._waits = (row, column + len(text)), True

    def _write(self, text: str, sequence: str = "") -> None:
        if self._left_out:
            self.written.append(self._left_out)
            self._cursor.wrote(self._left_out)
            self._left_out, self._waits = "", False
        self._move()
        style = self._now if not text.strip(" ") and _blank(self._now) == _blank(self.wanted) else self.wanted
        self.written += (_change(self._now, style), text, sequence)
        self._cursor.wrote(text)
        self._now = style

    def _lost(self, text: str) -> None:
        """Where the cursor is after this text isn't known, nor what is behind it in the row."""
        if self._shown is not None:
            if self._at is not None and text.isprintable():
                row, column = self._at
                # At the last column it is pushed back over what stands before it.
                fits = column - 1 + 2 * len(text) <= self._shown.size[0]
                self._shown.forget_row(row, column if fits else 1)
            else:
                self._shown.forget()
        self._at = None

    def other(self, sequence: str) -> None:
        """A sequence that is none of ours to understand."""
        self._move()
        self.written += (_change(self._now, self.wanted), sequence)
        self._cursor.lost()
        self._now = self.wanted
        if not _HARMLESS.fullmatch(sequence):
            self._lost("\n")

    def _move(self) -> None:
        if self._waits and self._at is not None:
            row, column = self._at
            if self._shown is not None and column > self._shown.size[0]:
                # Behind the last column the cursor stands only by writing there.
                character, style = self._last
                self.written += (self._cursor.to(row, column - 1), _change(self._now, style), character)
                self._cursor.wrote(character)
                self._now = style
            else:
                self.written.append(self._cursor.to(row, column))
        if self._newlines:
            self.written.append(self._newlines)
            self._cursor.lost()
            self._lost("\n")
        self._waits, self._left_out, self._newlines = False, "", ""

    def end(self) -> str:
        """All that is written."""
        if self._shown is not None and not self._newlines and self._at == self._shown.cursor and not any(self.written):
            self._waits = False
        self._move()
        self.written.append(_change(self._now, _PLAIN))
        if self._shown is not None:
            self._shown.cursor = self._at
        return "".join(self.written)


def squeeze(data: str, columns: int = 0, shown: Shown | None = None) -> str:
    """The same output in fewer bytes. It begins and ends in no style, as Textual's does, else it passes unchanged.

    In a terminal of so many ``columns`` the cursor is moved by its row or column alone where that is enough. What
    ``shown`` knows to stand there already is left out.
    """
    writer = _Writer(columns, shown)
    at = 0
    for token in _TOKEN.finditer(data):
        start = token.start()
        if start > at:
            writer.text(data[at:start])
        at = token.end()
        kind = token.lastgroup
        if kind == "style":
            if not writer.style(token["style"]):
                break
        elif kind == "move":
            row, column = token["move"][2:-1].split(";")
            writer.to(int(row), int(column))
        elif kind == "line":
            writer.newline()
        else:
            writer.other(token.group())
    else:
        if writer.wanted == _PLAIN:
            if at < len(data):
                writer.text(data[at:])
            return writer.end()
    if shown is not None:
        shown.forget()
    return data


_CODES = re.compile(r"\x1b\[([0-9;]*)m")


@lru_cache(maxsize=2048)
def _looks(style: Style, system: ColorSystem | None) -> _State | None:
    """What a style of Rich's is in a terminal with these colours; None for a link, or where it isn't known."""
    if style.link:
        return None
    codes = _CODES.match(style.render("x", color_system=system))
    return _styled(_PLAIN, codes[1]) if codes is not None else _PLAIN


def placed(lines: Iterable[Placed], system: ColorSystem | None, columns: int, shown: Shown | None = None) -> str | None:
    """What writes segments to their places, in as few bytes as `squeeze`; None where one has a style that isn't known
    (then nothing is known of the screen any more either)."""
    writer = _Writer(columns, shown)
    for row, column, segments in lines:
        writer.to(row, column)
        for text, style, _ in segments:
            if not writer.look(style or _NO_STYLE, system):
                if shown is not None:
                    shown.forget()
                return None
            if text:
                writer.text(text)
    writer.wanted = _PLAIN
    return writer.end()


@lru_cache(maxsize=1)
def erases_in_colour() -> bool:
    """Whether the terminal erases cells in the background that holds (terminfo's ``bce`` and ``ech``); many leave them
    black, and what GNU screen makes of it depends on its settings, whatever TERM says."""
    import curses

    if os.environ.get("STY"):
        return False
    try:
        curses.setupterm()
        return curses.tigetflag("bce") > 0 and bool(curses.tigetstr("ech"))
    except (curses.error, OSError, ValueError):
        return False


@lru_cache(maxsize=8)
def lean_driver(base: type[Driver]) -> type[Driver]:
    """A driver that writes through `squeeze`, over one of Textual's own (what ``App.get_driver_class`` gives)."""

    class LeanDriver(base):  # type: ignore[misc, valid-type]
        """Textual's driver, with less to write, that leaves a clean terminal."""

        _shown: Shown | None = None

        def write(self, data: str) -> None:
            """Write what is left of the data."""
            # The Linux console draws the letter of what it doesn't know.
            if data in _KITTY and os.environ.get("TERM") == "linux":
                return
            size = self._app.size
            if self._shown is None or self._shown.size != size:
                self._shown = Shown(*size, erases=erases_in_colour())
            super().write(squeeze(data, size.width, self._shown))

        def paint(self, lines: Sequence[Placed], system: ColorSystem | None) -> bool:
            """Write segments to their places, as one update where the terminal knows such; whether all styles are
            known."""
            size = self._app.size
            if self._shown is None or self._shown.size != size:
                self._shown = Shown(*size, erases=erases_in_colour())
            made = placed(lines, system, size.width, self._shown)
            if made:
                begin, end = (SYNC_START, SYNC_END) if self._app._sync_available else ("", "")
                super().write(f"{begin}{made}{end}")
            return made is not None

        def forget(self) -> None:
            """Write all anew from now on: the terminal may have changed what it shows."""
            self._shown = None

        def stop_application_mode(self) -> None:
            """Give the terminal back. One without a second screen (screen's default, the Linux console) would keep
            ours, with the shell's prompt in the midst of it."""
            self.forget()
            super().write("\x1b[m\x1b[H\x1b[2J")
            super().stop_application_mode()

    return LeanDriver
