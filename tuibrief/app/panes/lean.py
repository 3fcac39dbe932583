"""A strip that is written in half the bytes: between two styles only what differs is sent.

Textual's own `Strip` writes each segment's whole style and a reset after it, some forty bytes a segment; over SSH that
is most of what a key costs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from rich.color import ColorSystem
from rich.console import Console
from rich.style import Style
from textual.strip import Strip

_ATTRIBUTES = ("bold", "dim", "italic", "underline", "blink", "reverse", "strike", "overline")
_SGR = {"bold": "1", "dim": "2", "italic": "3", "underline": "4", "blink": "5", "reverse": "7", "strike": "9"}
_SGR["overline"] = "53"


class _Codes(NamedTuple):
    """A style in SGR (ECMA-48): its attributes, foreground and background."""

    attributes: frozenset[str]
    ink: str
    back: str


@lru_cache(maxsize=1024)
def _codes(style: Style, system: ColorSystem) -> _Codes:
    attributes = frozenset(_SGR[name] for name in _ATTRIBUTES if getattr(style, name))
    ink = ";".join(style.color.downgrade(system).get_ansi_codes()) if style.color else "39"
    back = ";".join(style.bgcolor.downgrade(system).get_ansi_codes(foreground=False)) if style.bgcolor else "49"
    return _Codes(attributes, ink, back)


_PLAIN = _Codes(frozenset(), "39", "49")


@lru_cache(maxsize=4096)
def _change(before: _Codes, after: _Codes) -> str:
    """The shortest sequence that leads from one style to another."""
    if before == after:
        return ""
    changed = sorted(after.attributes - before.attributes)
    changed += [after.ink] if after.ink != before.ink else []
    changed += [after.back] if after.back != before.back else []
    anew = sorted(after.attributes) + [code for code, plain in ((after.ink, "39"), (after.back, "49")) if code != plain]
    fresh = f"\x1b[{';'.join(['0', *anew]) if anew else ''}m"
    if before.attributes - after.attributes:
        return fresh
    return min(f"\x1b[{';'.join(changed)}m", fresh, key=len)


class LeanStrip(Strip):
    """A `Strip` that is lean to write; what is cut from one is one too. For words and styles alone: no links."""

    __slots__ = ()

    def render(self, console: Console) -> str:
        """The strip as it is written to the terminal, ending in no style."""
        if self._render_cache is None:
            system = console._color_system or ColorSystem.TRUECOLOR
            written: list[str] = []
            now = _PLAIN
            for words, style, _ in self._segments:
                after = _PLAIN if style is None else _codes(style, system)
                written += (_change(now, after), words)
                now = after
            written.append(_change(now, _PLAIN))
            self._render_cache = "".join(written)
        return self._render_cache

    def crop(self, start: int, end: int | None = None) -> Strip:
        """A part of the strip between two cells."""
        return _lean(super().crop(start, end))

    def divide(self, cuts: Iterable[int]) -> Sequence[Strip]:
        """The parts of the strip between cells."""
        return [_lean(part) for part in super().divide(cuts)]


def _lean(strip: Strip) -> Strip:
    return strip if isinstance(strip, LeanStrip) else LeanStrip(list(strip), strip.cell_length)
