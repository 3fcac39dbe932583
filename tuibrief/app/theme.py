"""The app's themes: dark, light, and one in the terminal's own 16 colours (half the bytes, for slow lines).

Evidence colours are variables (``$who``, ``$whom``, ``$when``, ``$where``, ``$trigger``) that styles and panes share. No theme tells
anything by colour alone: statuses have signs, roles have underline, bold and italics besides.
"""

from __future__ import annotations

from textual.theme import Theme

NAMES = ("dark", "light", "ansi")

DARK = Theme(
    name="dark",
    primary="#7aa2d6",
    secondary="#9d8cc9",
    accent="#e0af68",
    warning="#e0af68",
    error="#e06c75",
    success="#8fbf7f",
    foreground="#d5d8de",
    background="#15171c",
    surface="#1c1f26",
    panel="#262a33",
    dark=True,
    variables={
        "who": "#8ab4e8",
        "whom": "#c3a6e6",
        "when": "#9fce8d",
        "where": "#6fc3b8",
        "trigger": "#f0c674",
        "quiet": "#878d9a",
        "cursor": "#2f3a4f",
        "cursor-away": "#23272f",
        "lit": "#242a36",
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
    foreground="#22252b",
    background="#fbfaf7",
    surface="#f2f0ea",
    panel="#e6e3da",
    dark=False,
    variables={
        "who": "#1f5fa8",
        "whom": "#6b4fa0",
        "when": "#2e6b2a",
        "where": "#0f6b66",
        "trigger": "#8a4b00",
        "quiet": "#6a6f78",
        "cursor": "#cfdff2",
        "cursor-away": "#e8e6df",
        "lit": "#f3edd9",
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
    variables={
        "who": "ansi_blue",
        "whom": "ansi_magenta",
        "when": "ansi_green",
        "where": "ansi_cyan",
        "trigger": "ansi_yellow",
        "quiet": "ansi_default",
        "cursor": "ansi_default",
        "cursor-away": "ansi_default",
        "lit": "ansi_default",
        "input-cursor-text-style": "reverse",
    },
)

THEMES = (DARK, LIGHT, ANSI)


def following(name: str) -> str:
    """The theme after this one, round and round."""
    return NAMES[(NAMES.index(name) + 1) % len(NAMES)] if name in NAMES else NAMES[0]
