"""What Textual writes to the terminal, written in half the bytes: the same screen, fewer words.

Textual writes each piece of a line with its whole style before it and a reset after it, and moves the cursor for each:
some fifty bytes a piece, more than the words themselves. `squeeze` keeps the terminal's style in mind and sends what
differs. It changes nothing else: what it doesn't know passes as it came.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from textual.driver import Driver

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


_PLAIN = _State()
_OFF = {"22": {"1", "2"}, "23": {"3"}, "24": {"4", "21"}, "25": {"5", "6"}, "27": {"7"}, "28": {"8"}, "29": {"9"}}
_OFF |= {"54": {"51", "52"}, "55": {"53"}}
_ON = frozenset({"1", "2", "3", "4", "5", "6", "7", "8", "9", "21", "51", "52", "53"})
_INKS = frozenset(str(code) for code in (*range(30, 38), 39, *range(90, 98)))
_BACKS = frozenset(str(code) for code in (*range(40, 48), 49, *range(100, 108)))


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
            ink, back = (";".join(colour), back) if code == "38" else (ink, ";".join(colour))
            at += length - 1
        else:
            return None
        at += 1
    return _State(frozenset(on), ink, back)


@lru_cache(maxsize=8192)
def _change(now: _State, wanted: _State) -> str:
    """The shortest sequence from one style to another."""
    if now == wanted:
        return ""
    fresh = ["0", *sorted(wanted.on)]
    fresh += [code for code, plain in ((wanted.ink, "39"), (wanted.back, "49")) if code != plain]
    anew = "\x1b[" + (";".join(fresh) if len(fresh) > 1 else "") + "m"
    if now.on - wanted.on:
        return anew
    changed = sorted(wanted.on - now.on)
    changed += [wanted.ink] if wanted.ink != now.ink else []
    changed += [wanted.back] if wanted.back != now.back else []
    return min(f"\x1b[{';'.join(changed)}m", anew, key=len)


def squeeze(data: str) -> str:
    """The same output in fewer bytes. It begins and ends in no style, as Textual's does, else it passes unchanged."""
    written: list[str] = []
    now = wanted = _PLAIN
    held = ""  # the last cursor position and newlines after it: another position makes them needless
    at = 0
    for token in _TOKEN.finditer(data):
        start = token.start()
        if start > at:
            written += (held, _change(now, wanted), data[at:start])
            now, held = wanted, ""
        at = token.end()
        kind = token.lastgroup
        if kind == "style":
            state = _styled(wanted, token["style"])
            if state is None:
                return data
            wanted = state
        elif kind == "move":
            held = token.group()
        elif kind == "line":
            held += "\n"
        else:
            written += (held, _change(now, wanted), token.group())
            now, held = wanted, ""
    if wanted != _PLAIN:
        return data
    written.append(held)
    if at < len(data):
        written += (_change(now, wanted), data[at:])
        now = wanted
    written.append(_change(now, _PLAIN))
    return "".join(written)


@lru_cache(maxsize=8)
def lean_driver(base: type[Driver]) -> type[Driver]:
    """A driver that writes through `squeeze`, over one of Textual's own (what ``App.get_driver_class`` gives)."""

    class LeanDriver(base):  # type: ignore[misc, valid-type]
        """Textual's driver, with less to write."""

        def write(self, data: str) -> None:
            """Write what is left of the data."""
            super().write(squeeze(data))

    return LeanDriver
