"""What the desk says: the line at the top, and at the foot what was just said, the tour, or what can be done."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, cast

from textual.screen import Screen
from textual.timer import Timer

from tuibrief.app import commands, jobs
from tuibrief.app.keys import Resolver
from tuibrief.app.now import Situation, first
from tuibrief.app.screens.arrange import SMALLEST, Arrangement
from tuibrief.app.screens.bars import Bar, Words
from tuibrief.app.tour import Tour

if TYPE_CHECKING:
    from tuibrief.app.app import Briefing
    from tuibrief.app.linking import Linking

MESSAGE = 6.0  # seconds for which a message stands before the hints come back


class Talking(Screen[None]):
    """A screen with a line at the top and one at the foot."""

    linking: Linking
    resolver: Resolver
    _arrangement: Arrangement | None = None

    def __init__(self) -> None:
        super().__init__()
        self.top, self.foot = Bar(id="top"), Bar(id="foot")
        self.progress: jobs.Progressed | None = None
        self.messages: list[tuple[str, str]] = []
        self._message: Words | None = None
        self._useful: tuple[str, ...] = ()
        self._message_timer: Timer | None = None
        self.tour = Tour(lambda name: self.resolver.keymap.shown(name))  # noqa: PLW0108 (the keymap comes later)

    @property
    def briefing(self) -> Briefing:
        """The app, by its own type."""
        return cast("Briefing", self.app)

    @property
    def contexts(self) -> tuple[str, ...]:
        """Where we are, for the resolver: the most particular first."""
        raise NotImplementedError

    @property
    def situation(self) -> Situation:
        """How things stand, for what can be done now."""
        raise NotImplementedError

    def say(self, words: str, *, warn: bool = False) -> None:
        """Say a sentence at the foot for a moment; the last ones are kept (``:`` messages). A warning isn't talked over
        at once.
        """
        self.messages.append((time.strftime("%H:%M:%S"), words))
        del self.messages[:-200]
        self._message = (f" {words}", "warn" if warn else "strong")
        self.show_hints()
        if self._message_timer is not None:
            self._message_timer.stop()
        self._message_timer = self.set_timer(MESSAGE * (2 if warn else 1), self.unsay)

    def unsay(self) -> None:
        """Say nothing any more: hints, or the tour, stand at the foot."""
        self._message = None
        self.show_hints()

    def show_hints(self) -> None:
        """The foot: what was just said, else what can be done in this pane."""
        made = self._arrangement
        if made is not None and made.too_small:
            size = self.app.size
            self.foot.show([(f"Too small: {size.width}×{size.height}, needs {SMALLEST[0]}×{SMALLEST[1]}.", "")], [])
            return
        if self._message is not None:
            self.foot.show([self._message])
            return
        if self.tour.on:
            self.foot.show([(" tour ", "key"), (self.tour.words, "strong")])
            return
        hints: list[Words] = []
        situation = self.situation
        if situation.selecting:  # a mode, in which keys do something else
            hints.append((" select ", "mode"))
        room = self.app.size.width - sum(len(words) for words, _ in hints)
        for command in commands.hinted(self.contexts, first(situation)):
            key = self.resolver.keymap.shown(command.id)
            words = f" {key} {command.short} "
            if key and len(words) <= room:
                hints += [(f" {key} ", "key"), (f"{command.short} ", "quiet")]
                room -= len(words)
        self.foot.show(hints)

    def show_top(self) -> None:
        """The top: whose library, how much is in it, what is filtered, and how far the reading has come."""
        left: list[Words] = [(" tuibrief ", "key"), *self.linking.view.summary(self.briefing.options.library.stem)]
        right: list[Words] = []
        picked = len(self.linking.picks.ids)
        if picked:
            left.append((f"· {picked:,} picked ", "strong"))
        progress = self.progress
        if progress is not None:
            time_left = "" if progress.left is None else f", {jobs.duration(progress.left)} left"
            right = [
                (f"reading {progress.done + 1} of {progress.of}{time_left} · ", "strong"),
                ("esc", "key"),
                (" stops ", "quiet"),
            ]
        self.top.show(left, right)
        useful = first(self.situation)
        if useful != self._useful:  # the foot names other keys first now
            self._useful = useful
            self.show_hints()
