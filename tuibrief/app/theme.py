"""The app's themes: dark, light, high contrast, and the terminal's own 16 colours (half the bytes, for slow lines).

The panes' own styles follow from these (`tuibrief.app.panes.strips.Palette`). No theme tells anything by colour alone:
statuses have signs, and without colour roles have underline, bold and italics.
"""

from __future__ import annotations

from textual.theme import BUILTIN_THEMES, Theme

NAMES = ("dark", "light", "contrast", "ansi")

DARK = Theme(
    name="dark",
    primary="#87afd7",
    secondary="#9d8cc9",
    accent="#d7af5f",
    warning="#e0af68",
    error="#d75f5f",
    success="#8fbf7f",
    foreground="#d7d7d7",
    background="#15171c",
    surface="#1c1f26",
    panel="#262a33",
    dark=True,
    variables={
        "quiet": "#9e9e9e",
        "cursor": "#2f3a4f",
        "cursor-ink": "#d7d7d7",
        "trigger": "#d7af5f",
        "error": "#d75f5f",
    },
)

LIGHT = Theme(
    name="light",
    primary="#1f5fa8",
    secondary="#6b4fa0",
    accent="#96600a",
    warning="#96600a",
    error="#b3261e",
    success="#2e6b2a",
    foreground="#262626",
    background="#fbfaf7",
    surface="#f2f0ea",
    panel="#e6e3da",
    dark=False,
    variables={
        "quiet": "#585858",
        "cursor": "#cfdff2",
        "cursor-ink": "#262626",
    },
)

ANSI = Theme(
    name="ansi",
    ansi=True,
    primary="ansi_blue",
    secondary="ansi_magenta",
    accent="ansi_yellow",
    warning="ansi_yellow",
    error="ansi_red",
    success="ansi_green",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    dark=True,
    variables=BUILTIN_THEMES["ansi-dark"].variables
    | {
        "quiet": "ansi_default",
        "cursor": "ansi_blue",
        "cursor-ink": "ansi_bright_white",
        "input-cursor-text-style": "reverse",
    },
)

CONTRAST = Theme(
    name="contrast",
    primary="#ffffff",
    secondary="#ffffff",
    accent="#ffff00",
    warning="#ffff00",
    error="#ff8080",
    success="#80ff80",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1a1a1a",
    dark=True,
    variables={
        "quiet": "#e4e4e4",
        "cursor": "#ffffff",
        "cursor-ink": "#000000",
        "cursor-away": "#3a3a3a",
        "who": "#87d7ff",
        "whom": "#ffaf87",
        "what": "#d7afff",
        "when": "#ffff87",
        "where": "#87ffd7",
    },
)

THEMES = (DARK, LIGHT, CONTRAST, ANSI)


def following(name: str) -> str:
    """The theme after this one, round and round."""
    return NAMES[(NAMES.index(name) + 1) % len(NAMES)] if name in NAMES else NAMES[0]
