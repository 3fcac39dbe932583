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
from tuibrief.text import width

if TYPE_CHECKING:
    from tuibrief.app.app import Briefing
    from tuibrief.app.linking import Linking

PAUSE = 0.5  # seconds after which one who is in the middle of a sequence is told how it can go on
NARROW = 60  # columns below which a key beside a message stands without a word
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
        self.catching_up: jobs.Progressed | None = None
        self.changing: jobs.Progressed | None = None
        self.messages: list[tuple[str, str]] = []
        self._message: Words | None = None
        self._cut = False  # whether it is longer than the line, and the key beside it
        self._useful: tuple[str, ...] = ()
        self._pending_timer: Timer | None = None
        self._waiting = 0  # changes that could not be written, as last said
        self._kept_told = False
        self._following = False  # whether the foot says what may follow an unfinished sequence
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
        """Say a sentence at the foot for a moment; the last ones are kept (``gm``). A warning stands twice as long."""
        self.messages.append((time.strftime("%H:%M:%S"), words))
        del self.messages[:-200]
        self._message = (f" {words}", "warn" if warn else "strong")
        self.show_hints()
        if self._message_timer is not None:
            self._message_timer.stop()
        self._message_timer = self.set_timer(MESSAGE * (2 if warn else 1), self.unsay)

    def say_later(self, words: str) -> None:
        """Say what can wait: at once, or where a warning stands, after it."""
        if self._message is not None and self._message[1] == "warn":
            self.set_timer(MESSAGE, lambda: self.say(words))
        else:
            self.say(words)

    def tell_troubles(self) -> None:
        """Say what can't be written, once; and when it could be after all."""
        library = self.linking.view.library
        waiting = self.linking.view.unsaved
        if waiting != self._waiting:
            self._waiting = waiting
            self.show_top()
            if waiting and library is not None and library.problem:
                self.say(library.problem, warn=True)
            elif not waiting:
                self.say("All changes are written now.")
        problem = self.briefing.keeper.problem
        if problem and not self._kept_told:
            self._kept_told = True
            self.say(problem, warn=True)

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
            self._show_message(self._message)
            return
        if self._cut:
            self._cut = False
            self.foot.show(right=[])
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

    def _show_message(self, message: Words) -> None:
        """What was just said; where there is no room for all of it, also the key that shows it whole."""
        key = self.resolver.keymap.shown("app.messages")
        cut = bool(key) and width(message[0]) > self.app.size.width
        right: list[Words] = [(f" {key} ", "key")] if cut else []
        if cut and self.app.size.width >= NARROW:
            right.append(("whole ", "quiet"))
        self.foot.show([message], right if cut or self._cut else None)
        self._cut = cut

    def show_pending(self, typed: str) -> None:
        """What is typed of an unfinished sequence, in the corner; after a moment also what may follow it, instead of
        the hints. Nothing typed: the hints again."""
        if self._pending_timer is not None:
            self._pending_timer.stop()
            self._pending_timer = None
        if typed:
            self.foot.show(right=[(f"{typed} ", "key")])
            self._pending_timer = self.set_timer(PAUSE, self._show_following)
        elif self._following:
            self._following = False
            self.foot.show(right=[])
            self.show_hints()
        else:
            self.foot.show(right=[])

    def _show_following(self) -> None:
        """What may follow what is typed, as much as there is room for."""
        awaited = self.resolver.awaited
        said: list[Words] = [(f" {awaited}", "quiet")] if awaited else []
        for rest, command in self.resolver.following(self.contexts):
            known = commands.BY_ID[command]
            said += [(f" {rest} ", "key"), (f"{known.short or known.title} ", "quiet")]
        if said:
            self._following = True
            self.foot.show(said)

    def show_top(self) -> None:
        """The top: whose library, how much is in it, what is filtered, and how far the reading has come."""
        name, *rest = self.linking.view.summary(self.briefing.options.library.stem)
        left: list[Words] = [(" tuibrief ", "key"), name]
        right: list[Words] = []
        picked = self.linking.picks.count
        waiting = self.linking.view.unsaved
        if waiting:
            left.append((f"· {waiting:,} not written yet ", "warn"))
        if picked:  # before what gives way where there is little room
            left.append((f"· {picked:,} picked ", "strong"))
        left += rest
        progress = self.changing or self.progress or self.catching_up
        if progress is not None:
            time_left = "" if progress.left is None else f", {jobs.duration(progress.left)} left"
            right = [
                (f"{progress.doing} {progress.done + 1:,} of {progress.of:,}{time_left} · ", "strong"),
                ("esc", "key"),
                (" stops ", "quiet"),
            ]
        self.top.show(left, right)
        useful = first(self.situation)
        if useful != self._useful:  # the foot names other keys first now
            self._useful = useful
            self.show_hints()
