"""The styles that panes are drawn in, and how styled words become one line of a screen (a `Strip`).

Strings become segments with a style here and never anything else: Textual's and Rich's markup is not involved, so no
article can write any.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.strip import Strip

from tuibrief.text import width as cell_width

if TYPE_CHECKING:
    from textual.app import App

#: A piece of a line: words that have passed `tuibrief.text.safe`, and their style.
Part = tuple[str, Style]


_IN_ASCII = str.maketrans(
    {"·": "-", "×": "x", "“": '"', "”": '"', "’": "'", "…": "...", "–": "-", "¶": "par. ", "▸": ">"}
    | {"→": "->", "↑": "^", "↓": "v"}
)


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs of the screen; `ASCII_SIGNS` for terminals and fonts that have no others."""

    happened: str = "✓"
    planned: str = "◷"
    possible: str = "?"
    negated: str = "✗"
    note: str = "✎"
    unread: str = "•"
    current: str = "▌"
    picked: str = "◆"
    times: str = "×"
    thumb: str = "▐"
    rule: str = "─"
    dot: str = "·"
    confirmed: str = "+"
    rejected: str = "−"
    corrected: str = "≠"
    differs: str = "≠"
    copied: str = "≈"
    bars: str = " ▁▂▃▄▅▆▇█"
    ellipsis: str = "…"
    arrow: str = "→"

    def plain(self, words: str) -> str:
        """Words of our own as these signs allow: in ASCII without dashes and typographic quotation marks."""
        return words.translate(_IN_ASCII) if self.dot.isascii() else words

    def status(self, status: str) -> str:
        """The sign of an event's status; an unknown one is shown as possible."""
        return {
            "happened": self.happened,
            "planned": self.planned,
            "negated": self.negated,
        }.get(str(status), self.possible)


UNICODE_SIGNS = Signs()
ASCII_SIGNS = Signs(
    happened="*",
    planned=">",
    possible="?",
    negated="x",
    note="n",
    unread="o",
    current="|",
    picked="#",
    times="x",
    thumb="|",
    rule="-",
    dot="-",
    confirmed="+",
    rejected="-",
    corrected="=",
    differs="!",
    copied="~",
    bars=" .:-=+*#@",
    ellipsis="~",
    arrow=">",
)


@dataclass(frozen=True, slots=True)
class Palette:
    """Every style that panes draw with, resolved once for a theme: rich styles with their background in them.

    Textual paints no background behind a line that a widget draws itself, so each style carries it. Where the theme
    leaves the background to the terminal (ANSI themes) the styles have none, which halves the bytes.
    """

    base: Style
    dim: Style
    strong: Style
    heading: Style
    cursor: Style
    cursor_blurred: Style
    head: Style
    head_focused: Style
    happened: Style
    planned: Style
    possible: Style
    negated: Style
    tag: Style
    note: Style
    picked: Style
    plot: Style
    trigger: Style
    who: Style
    whom: Style
    what: Style
    when: Style
    where: Style
    other_trigger: Style
    found: Style
    selection: Style
    signs: Signs = UNICODE_SIGNS

    def status(self, status: str) -> Style:
        """The style of an event's status sign."""
        return {"happened": self.happened, "planned": self.planned, "negated": self.negated}.get(
            str(status), self.possible
        )

    @classmethod
    def of(cls, app: App[Any], *, ascii_only: bool = False, mono: bool | None = None) -> Palette:
        """The palette of the app's theme; ``mono`` (else the app's ``no_color``) tells roles apart without colour."""
        mono = app.no_color if mono is None else mono
        theme = app.current_theme
        return cls.resolve(
            app.theme_variables,
            dark=theme.dark,
            ansi=app.native_ansi_color,
            mono=mono,
            signs=ASCII_SIGNS if ascii_only else UNICODE_SIGNS,
        )

    @classmethod
    def resolve(
        cls,
        variables: dict[str, str],
        *,
        dark: bool = True,
        ansi: bool = False,
        mono: bool = False,
        signs: Signs = UNICODE_SIGNS,
    ) -> Palette:
        """A palette from a theme's variables (``foreground``, ``background``, ``primary`` … as Textual names them)."""
        # What is lit by a colour behind it would be seen by nobody without colours: there it is reversed.
        inks = _ansi_inks() if ansi or mono else _true_inks(variables, dark)
        return cls(**_styles(inks, mono=mono), signs=signs)


@dataclass(frozen=True, slots=True)
class _Inks:
    """Base style and makers of the rest: ``ink`` colours text, ``block`` colours text on a block."""

    base: Style
    dim: Style
    cursor: Style
    cursor_blurred: Style
    head: Style
    head_focused: Style
    trigger: Style
    found: Style
    selection: Style
    colours: dict[str, Style]


# Hues of roles and signs for themes that don't name them (``$who``, ``$whom`` …), told apart by people of all kinds of
# colour vision as far as six can be: after Okabe and Ito, lightened for dark themes, darkened for light ones. All are
# colours that terminals have numbers for: half the bytes at each change of style.
_HUES = {
    True: {
        "who": "#5fafff",
        "whom": "#ffaf87",
        "what": "#d7afff",
        "when": "#ffd75f",
        "where": "#5fd7af",
        "error": "#ff8787",
    },
    False: {
        "who": "#005faf",
        "whom": "#af5f00",
        "what": "#875faf",
        "when": "#5f5f00",
        "where": "#005f5f",
        "error": "#af0000",
    },
}
_ANSI_HUES = {"who": 4, "whom": 5, "what": 6, "when": 3, "where": 2, "error": 1}


def _rich(colour: Color) -> Any:
    return colour.rich_color


def _true_inks(variables: dict[str, str], dark: bool) -> _Inks:
    def named(name: str, otherwise: Color) -> Color:
        try:
            return Color.parse(variables[name])
        except (KeyError, ValueError):  # not in this theme, or a word that is no colour by itself ("auto 60%")
            return otherwise

    background = named("background", Color.parse("#121212" if dark else "#e0e0e0"))
    foreground = named("foreground", Color.parse("#e0e0e0" if dark else "#101010"))

    def on(back: Color, ink: Color = foreground, *, bold: bool | None = None) -> Style:
        return Style.from_color(_rich(ink), _rich(back)) + Style(bold=bold)

    block = named("cursor", background.blend(named("primary", Color.parse("#0178d4")), 0.4))
    quiet = named("cursor-away", background.blend(foreground, 0.12))
    pale = named("quiet", background.blend(foreground, 0.62))
    trigger = named("trigger", named("accent", Color.parse("#ffa62b")))
    focused = named("primary", block)
    return _Inks(
        base=on(background),
        dim=on(background, pale),
        cursor=on(block, block.get_contrast_text(1.0), bold=True),
        cursor_blurred=on(quiet),
        head=on(quiet, pale),
        head_focused=on(focused, focused.get_contrast_text(1.0), bold=True),
        trigger=on(trigger, trigger.get_contrast_text(1.0), bold=True),
        found=on(foreground, background),
        selection=on(focused, focused.get_contrast_text(1.0)),
        colours={name: on(background, named(name, Color.parse(hue))) for name, hue in _HUES[dark].items()},
    )


def _ansi_inks() -> _Inks:
    from rich.color import Color as RichColor

    return _Inks(
        base=Style(),
        dim=Style(dim=True),
        cursor=Style(reverse=True, bold=True),
        cursor_blurred=Style(bold=True),
        head=Style(underline=True),
        head_focused=Style(reverse=True, bold=True),
        trigger=Style(reverse=True, bold=True),
        found=Style(color=RichColor.from_ansi(0), bgcolor=RichColor.from_ansi(3)),
        selection=Style(reverse=True),
        colours={name: Style(color=RichColor.from_ansi(number)) for name, number in _ANSI_HUES.items()},
    )


def _styles(inks: _Inks, *, mono: bool) -> dict[str, Style]:
    """All styles by name. Roles differ by attributes as well as by colour; without colour, by those alone."""
    plain = inks.base
    roles = {
        "who": Style(bold=True),
        "whom": Style(underline=True),
        "what": Style(italic=True),
        "when": Style(bold=True, italic=True) if mono else Style(),
        "where": Style(underline=True, italic=True) if mono else Style(italic=True),
    }
    hue = dict.fromkeys(inks.colours, plain) if mono else inks.colours
    made = {name: hue[name] + extra for name, extra in roles.items()}
    return made | {
        "base": plain,
        "dim": inks.dim,
        "strong": plain + Style(bold=True),
        "heading": plain + Style(bold=True, underline=mono),
        "cursor": inks.cursor,
        "cursor_blurred": inks.cursor_blurred,
        "head": inks.head,
        "head_focused": inks.head_focused,
        "happened": inks.dim,  # what is usual has no colour of its own: planned, possible and denied stand out
        "planned": hue["who"],
        "possible": hue["when"],
        "negated": hue["error"],
        "tag": hue["what"],
        "note": hue["when"],
        "picked": hue["whom"],
        "plot": hue["who"],
        "trigger": inks.trigger,
        "other_trigger": plain + Style(underline=True),
        "found": Style(reverse=True, underline=True) if mono else inks.found,
        "selection": inks.selection,
    }


@lru_cache(maxsize=512)
def _carries(style: Style, fill: Style) -> bool:
    """Whether blanks in ``style`` look just as in ``fill``: then they need no escape sequence of their own."""
    marked = style.underline or style.reverse or style.strike or style.overline or style.underline2
    marked_fill = fill.underline or fill.reverse or fill.strike
    return not marked and not marked_fill and style.bgcolor == fill.bgcolor


def strip(parts: Iterable[Part], width: int, fill: Style) -> Strip:
    """One line of just ``width`` cells from parts that fit into it, padded in ``fill``.

    Neighbours of one style are joined, and blanks go with the part before them where that looks the same: each change
    of style costs some forty bytes on the line to the terminal.
    """
    joined: list[list[Any]] = []
    used = 0
    for words, style in parts:
        if not words:
            continue
        used += cell_width(words)
        if joined and (joined[-1][1] == style or (words.isspace() and _carries(joined[-1][1], style))):
            joined[-1][0] += words
        elif joined and joined[-1][0].isspace() and _carries(joined[-1][1], style):
            joined[-1][0] += words
            joined[-1][1] = style
        else:
            joined.append([words, style])
    if used < width:
        blank = " " * (width - used)
        if joined and (joined[-1][1] == fill or _carries(joined[-1][1], fill)):
            joined[-1][0] += blank
        else:
            joined.append([blank, fill])
    made = Strip([Segment(words, style) for words, style in joined], max(used, width))
    return made.crop(0, width) if used > width else made


def same_tail(old: Strip, new: Strip) -> int:
    """How many cells at the right end of two lines of one width are the same, so need no painting."""
    if old.cell_length != new.cell_length:
        return 0
    mine, theirs = list(new), list(old)
    cells = 0
    while mine and theirs:
        a, b = mine.pop(), theirs.pop()
        if a.text == b.text and a.style == b.style:
            cells += cell_width(a.text)
            continue
        if a.style == b.style and a.text.isascii() and b.text.isascii():
            shared = _common_end(a.text, b.text)
            cells += shared
        break
    return cells


def same_head(old: Strip, new: Strip) -> int:
    """How many cells at the left end of two lines of one width are the same, so need no painting."""
    cells = 0
    for a, b in zip(new, old, strict=False):
        if a.text == b.text and a.style == b.style:
            cells += cell_width(a.text)
            continue
        if a.style == b.style and a.text.isascii() and b.text.isascii():
            differ = (at for at, (x, y) in enumerate(zip(a.text, b.text, strict=False)) if x != y)
            cells += next(differ, min(len(a.text), len(b.text)))
        elif cell_width(a.text[:1]) == 0 or cell_width(b.text[:1]) == 0:
            return 0  # it belongs to the character before it
        break
    return cells


def _common_end(a: str, b: str) -> int:
    limit = min(len(a), len(b))
    for count in range(limit):
        if a[-1 - count] != b[-1 - count]:
            return count
    return limit
