"""Whom a command about an actor is for, and work on who is who beside the screen."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from tuibrief.app.spotlight import NOBODY, NOT_YET

if TYPE_CHECKING:
    from tuibrief.app.knowledge import Knowledge
    from tuibrief.app.screens.desk import Desk
    from tuibrief.overview import Overview

T = TypeVar("T")

PATIENCE = 3.0  # seconds after the start to wait for who is who; later, what is known by then has to do


class Subject(NamedTuple):
    """The actor whom a command is about."""

    overview: Overview
    key: str
    name: str


def known(knowledge: Knowledge) -> Overview:
    """What is known over all articles; soon after the start, wait a little for it. Ask in a thread."""
    end = knowledge.begun + PATIENCE
    while not knowledge.ready and time.monotonic() < end:
        time.sleep(0.02)
    if knowledge.overview is None:
        from tuibrief.joining import JoinError

        raise JoinError(NOT_YET)
    return knowledge.overview


def with_actor(desk: Desk, then: Callable[[Subject], object]) -> None:
    """Go on with the actor whose file is shown: at once, so that keys typed next come to what is opened; where Actor
    is off the screen or its file still on its way, once it is known who it is."""
    from tuibrief.joining import JoinError

    spotlight, knowledge = desk.linking.spotlight, desk.linking.view.knowledge
    asked = spotlight.asked()
    if knowledge is None or not (asked.pinned or asked.named):
        desk.say(NOBODY)
        return
    shown = spotlight.shown
    if shown is not None and shown.key and knowledge.overview is not None:
        then(Subject(knowledge.overview, shown.key, shown.name))
        return

    def work() -> Subject:
        overview = known(knowledge)
        key = spotlight.key(overview, asked)
        if not key:
            raise JoinError(NOBODY if key is None else NOT_YET)
        return Subject(overview, key, overview.name(key))

    beside(desk, work, then)


def beside(desk: Desk, work: Callable[[], T], then: Callable[[T], object]) -> None:
    """Work in a thread; go on with what it gave, or say what was wrong."""
    from tuibrief.joining import JoinError
    from tuibrief.library.records import LibraryError

    def run() -> None:
        try:
            made = work()
        except (JoinError, LibraryError, OSError) as error:
            desk.app.call_from_thread(desk.say, str(error), warn=True)
        else:
            desk.app.call_from_thread(then, made)

    desk.run_worker(run, thread=True, group="actors", exit_on_error=False)
