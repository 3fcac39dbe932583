"""Selecting words in Source: a mode of its own, in which keys move the end of the selection."""

# ruff: noqa: ARG001 (all commands are called alike)

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tuibrief.app.commands import Call
    from tuibrief.app.panes import SourcePane
    from tuibrief.app.screens.desk import Desk


def _source(desk: Desk) -> SourcePane:
    return desk.source


def start(desk: Desk, call: Call) -> None:
    """Begin at the cursor."""
    if desk.linking.article is None:
        desk.say("There is nothing to select yet.")
        return
    desk.selecting = True
    _source(desk).select()
    desk.show_hints()


def end(desk: Desk, call: Call) -> None:
    """Select nothing any more."""
    desk.selecting = False
    _source(desk).end_selection()
    desk.show_hints()


def left(desk: Desk, call: Call) -> None:
    """A character back."""
    _source(desk).move_character(-call.times)


def right(desk: Desk, call: Call) -> None:
    """A character on."""
    _source(desk).move_character(call.times)


def word(desk: Desk, call: Call) -> None:
    """A word on."""
    _source(desk).move_word(call.times)


def word_back(desk: Desk, call: Call) -> None:
    """A word back."""
    _source(desk).move_word(-call.times)


def a_word(desk: Desk, call: Call) -> None:
    """The word around the cursor."""
    _source(desk).select("word")


def a_sentence(desk: Desk, call: Call) -> None:
    """The sentence around the cursor."""
    _source(desk).select("sentence")


def a_paragraph(desk: Desk, call: Call) -> None:
    """The paragraph around the cursor."""
    _source(desk).select("paragraph")


def other_end(desk: Desk, call: Call) -> None:
    """Move the other end from now on."""
    _source(desk).swap_ends()
