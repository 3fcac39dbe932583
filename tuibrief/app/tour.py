"""A short tour at the foot of the screen. It only watches: every key does what it always does."""

# ruff: noqa: E501 (a table of stops)

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Stop(NamedTuple):
    """What to try: the words (``{move.down}`` stands for that command's key) and the commands that take the tour on."""

    words: str
    commands: tuple[str, ...]


STOPS = (
    Stop("{move.down} and {move.up} move through the events; the source and the actor follow.", ("move.down", "move.up")),
    Stop("{pane.source} goes to the source, {pane.events} back to the events; {pane.next} to the next pane.",
         ("pane.source", "pane.next", "pane.previous")),
    Stop("{find.core} shows key events only, or every one; {find.scope} those of all articles.", ("find.core", "find.scope")),
    Stop("{pane.articles} slides the articles in, and out again.", ("pane.articles",)),
    Stop("{mark.tag} tags an event, {mark.note} writes a note, {mark.correct} corrects it; {mark.undo} takes that back.",
         ("mark.tag", "mark.note", "mark.correct", "mark.undo")),
    Stop("{find.filter} filters, {find.search} searches; escape drops both.", ("find.filter", "find.search")),
    Stop("{story.timeline} is the timeline of all articles; {story.compare} compares how they tell an event (×2).",
         ("story.timeline", "story.compare")),
    Stop("{copy.citation} copies a citation of the event, ready to paste.", ("copy.citation", "copy.style")),
    Stop("{app.help} shows every key, {app.palette} every command. That was the tour.", ("app.help", "app.palette")),
)  # fmt: skip


class Tour:
    """Where in the tour someone is. ``shown`` gives a command's key."""

    def __init__(self, shown: Callable[[str], str]) -> None:
        self._shown = shown
        self._at: int | None = None

    @property
    def on(self) -> bool:
        """Whether it is under way."""
        return self._at is not None

    @property
    def words(self) -> str:
        """What to try now, with its number; empty where there is no tour."""
        if self._at is None:
            return ""
        said = STOPS[self._at].words
        for part in said.split("{")[1:]:
            name = part.partition("}")[0]
            said = said.replace("{" + name + "}", self._shown(name) or ":")
        return f"{self._at + 1}/{len(STOPS)} {said}"

    def begin(self) -> None:
        """From the first stop."""
        self._at = 0

    def end(self) -> None:
        """No tour any more."""
        self._at = None

    def ran(self, command: str) -> bool:
        """A command was run; whether that took the tour on."""
        if self._at is None:
            return False
        if command == "app.escape":
            self._at = None
            return True
        if command not in STOPS[self._at].commands:
            return False
        self._at = self._at + 1 if self._at + 1 < len(STOPS) else None
        return True
