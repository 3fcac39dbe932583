"""Changes to the library from the screen: one made at once, or on very many events piece by piece beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tuibrief.app.changes import sentence

if TYPE_CHECKING:
    from tuibrief.app.bulk import Outcome
    from tuibrief.app.changes import Work
    from tuibrief.app.screens.desk import Desk

Plan = Callable[[], "Work"]
"""Says what is to be done to each of very many events. Called in a thread."""


def nothing() -> None:
    """What there is to do where nothing is."""


def change(desk: Desk, make: Callable[[], str]) -> bool:
    """Make a change to the library and say what it did; what stands in the way is said instead."""
    from tuibrief.library.records import LibraryError

    try:
        said = make()
    except (LibraryError, OSError) as error:
        desk.say(str(error), warn=True)
        return False
    desk.linking.marks_changed()
    desk.show_top()
    if said:
        desk.say(said)
    desk.tell_troubles()
    return True


def busy(desk: Desk) -> bool:
    """Whether a change on many events is under way, which is said then."""
    bulk = desk.bulk
    if bulk is None or not bulk.running:
        return False
    desk.say(f"{bulk.doing.capitalize()} goes on; {desk.resolver.keymap.shown('app.escape')} stops it.")
    return True


def stop(desk: Desk) -> bool:
    """Stop the change on many events that is under way; whether there was one. What it came to is said soon."""
    if desk.bulk is None or not desk.bulk.running:
        return False
    desk.bulk.stop()
    return True


def begin(desk: Desk, events: Sequence[str], plan: Plan, kept: Callable[[], None]) -> bool:
    """Begin a change on very many events; ``kept`` is called when all of it is made. Whether it has begun."""
    if desk.bulk is None or busy(desk):
        return False

    def ended(outcome: Outcome) -> None:
        if outcome.whole:
            kept()
            desk.linking.picks.clear()  # else they stay, to go on with
        _tell(desk, outcome, sentence(outcome.counted), "mark.undo", "takes that back")

    desk.bulk.change(events, plan, ended)
    return True


def begin_turn(desk: Desk, after: Callable[[], None], *, redo: bool) -> None:
    """Begin to undo (or redo) a change on very many events; ``after`` is called when all of it is."""
    if desk.bulk is None:
        return
    word, again = ("Redone", "mark.redo") if redo else ("Undone", "mark.undo")

    def ended(outcome: Outcome) -> None:
        some = "" if outcome.whole else f" {outcome.done:,} of {outcome.of:,}"
        left = f" {outcome.refused:,} left: another session has changed them since." if outcome.refused else ""
        _tell(desk, outcome, f"{word}{some}: {outcome.words}.{left}", again, "goes on")
        if outcome.whole:
            after()

    desk.bulk.turn(ended, redo=redo)


def _tell(desk: Desk, outcome: Outcome, said: str, command: str, what: str) -> None:
    """Show what has come of it."""
    desk.linking.marks_changed()
    desk.show_top()
    if outcome.problem:
        done = f" {said}" if outcome.done else ""
        desk.say(f"Stopped: {outcome.problem.rstrip('.')}.{done}", warn=True)
    elif outcome.whole:
        desk.say(said)
    elif not outcome.done:
        desk.say("Stopped before anything was changed.")
    else:
        desk.say(f"Stopped. {said} {desk.resolver.keymap.shown(command)} {what}.")
    desk.tell_troubles()
