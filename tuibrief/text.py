"""Characters on their way to a screen or a clipboard: the safe form, and cell widths. No I/O.

Text from outside can hold escape sequences, bidi overrides and invisible characters. `safe` is the one place where
such text becomes harmless; everything that is drawn passes it. It maps 1:1, so that offsets into the source stay true
on the screen.

Widths are those of ``rich.cells``, which Textual lays out by, of text that has passed `safe`: what terminals measure
each in their own way (joined emoji, variation selectors, flags, skin tones) is taken apart there, so columns stay
straight.
"""

from __future__ import annotations

import re

#: What stands for a character that isn't one: lone surrogates, noncharacters, C1 controls.
BROKEN = "�"
#: What stands for an invisible character that steers or hides (SYMBOL FOR SUBSTITUTE).
HIDDEN = "␚"
#: Zero cells wide everywhere and joins nothing (COMBINING GRAPHEME JOINER): for what may stay invisible.
_MUTE = "\u034f"
_LINE = "␤"

# Invisible formatting (category Cf but for the Arabic number signs, which are drawn), line and paragraph separators,
# Hangul and Mongolian fillers, all variation selectors, tags.
_INVISIBLE = (
    "\u00ad\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\u115f\u1160\u3164\uffa0\u17b4\u17b5\U00013430-\U0001345f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"
)
_SPLIT_BY_TERMINALS = "\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff"
_NOT_CHARACTERS = "\ud800-\udfff\ufdd0-\ufdef" + "".join(
    f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17)
)
# A mark with nothing to stand on would be drawn on the border beside it.
_MARKS_FIRST = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_UNSAFE = re.compile(
    f"[\x00-\x1f\x7f-\x9f\u2028\u2029{_INVISIBLE}{_SPLIT_BY_TERMINALS}{_NOT_CHARACTERS}]|\\A[{_MARKS_FIRST}]"
)

# Zero-width (non-)joiners are letters of the spelling in Arabic, Syriac, the scripts of India and a few beside them.
_JOINING_SCRIPTS = re.compile("[\u0600-\u07ff\u08a0-\u0dff\u1000-\u109f\u1780-\u17ff\u1800-\u18af]")
_EMOJI = re.compile("[\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff\u200d\ufe0f\U0001f3fb-\U0001f3ff]")


def _fixed_stand_ins() -> dict[str, str]:
    table = {chr(code): chr(0x2400 + code) for code in range(0x20)}
    table |= {chr(code): BROKEN for code in range(0x80, 0xA0)}
    # A flag's two letters: terminals draw 2, 3 or 4 cells; plain letters are always 2.
    table |= {chr(0x1F1E6 + index): chr(ord("A") + index) for index in range(26)}
    return table | {"\t": " ", "\n": " ", "\x7f": "\u2421", "\x85": _LINE, "\u2028": _LINE, "\u2029": _LINE}


_FIXED = _fixed_stand_ins()


def _stand_in(match: re.Match[str]) -> str:
    character = match.group()
    if (fixed := _FIXED.get(character)) is not None:
        return fixed
    code = ord(character)
    if 0x1F3FB <= code <= 0x1F3FF:
        return _MUTE if match.start() else HIDDEN
    if code in (0x200C, 0x200D, 0xFE0E, 0xFE0F):
        return _joiner(match.string, match.start(), code)
    if 0xD800 <= code < 0xE000 or code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF:
        return BROKEN
    return HIDDEN


def _joiner(text: str, at: int, code: int) -> str:
    """What a joiner or emoji selector becomes: itself or mute where it belongs to the writing, else visible."""
    before = text[at - 1 : at] if at else ""
    after = text[at + 1 : at + 2]
    if code == 0x200C and before and _JOINING_SCRIPTS.match(before) and _JOINING_SCRIPTS.match(after):
        return "\u200c"
    if code == 0x200D and before and (_JOINING_SCRIPTS.match(before) or (_EMOJI.match(before) and _EMOJI.match(after))):
        return _MUTE  # rich counts the character after a joiner as no cell; a joiner never reaches it
    if (
        code >= 0xFE0E
        and before
        and (_EMOJI.match(before) or before in "#*0123456789")
        and before not in "\u200d\ufe0f"
    ):
        return _MUTE
    return HIDDEN


def safe(text: str) -> str:
    """The text as it may be written to a terminal: same length in characters, nothing in it steers or hides.

    Tabs and newlines become spaces, other controls their control pictures (``␛``), hidden formatting ``␚``, what is no
    character ``�``. Letters of all scripts, accents and emoji stay.
    """
    if text.isascii() and text.isprintable():
        return text
    return _UNSAFE.sub(_stand_in, text)


# Escape sequences whole (CSI, OSC and other strings, two-byte ones), so that no "[201~" is left in a quotation.
_ESCAPES = re.compile(
    "(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]"
    "|(?:\x1b[\\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c\n]*(?:\x07|\x1b\\\\|\x9c)?"
    "|\x1b[ -~]?"
)
_NOT_COPIED = re.compile(
    f"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f"
    "\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff"
    f"{_NOT_CHARACTERS}]"
)


def clean_for_clipboard(text: str) -> str:
    """The text as it may be pasted anywhere, also into a shell.

    Escape sequences, controls, bidi overrides and hidden characters are dropped; newlines inside stay (LF), those at
    the end go, since a pasted last newline runs a command. Joined emoji and joiners of a spelling stay.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n")
    text = text.replace("\u2028", "\n").replace("\u2029", "\n")
    return _NOT_COPIED.sub("", _ESCAPES.sub("", text)).rstrip("\n")


# Characters of one cell each: lets most text be measured by its length.
_NARROW = re.compile(
    "[ -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u0590"
    "\u2010-\u2027\u2030-\u205e\u2070-\u20cf\u2100-\u2319\u2500-\u25fc]*"
)


def is_narrow(text: str) -> bool:
    """Whether each character takes one cell for sure (then cells are characters)."""
    return text.isascii() or _NARROW.fullmatch(text) is not None


def width(text: str) -> int:
    """How many cells the text takes; of `safe` text, as Textual counts."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def cell_width(character: str) -> int:
    """Cells of one character: 0 (it joins the one before), 1 or 2."""
    from rich.cells import get_character_cell_size

    return get_character_cell_size(character)


def prefix_within(text: str, cells: int) -> int:
    """How many characters of the text fit into so many cells; a base is never parted from the marks that follow it."""
    if is_narrow(text):
        return min(len(text), max(0, cells))
    used = 0
    for index, character in enumerate(text):
        used += cell_width(character)
        if used > cells:
            return index
    return len(text)


def clip(text: str, cells: int, ellipsis: str = "…") -> str:
    """At most so many cells of the text, with an ellipsis in the last where something is cut."""
    if cells <= 0:
        return ""
    if (len(text) <= cells and text.isascii()) or width(text) <= cells:
        return text
    mark = ellipsis if width(ellipsis) < cells else ""
    return text[: prefix_within(text, cells - width(mark))] + mark


def fit(text: str, cells: int, ellipsis: str = "…") -> str:
    """The text clipped or padded with spaces to just so many cells."""
    clipped = clip(text, cells, ellipsis)
    return clipped + " " * (cells - width(clipped))
