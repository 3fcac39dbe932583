"""Picking several events, so that the next action goes on all of them."""

# ruff: noqa: ARG001 (all commands are called alike)

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from tuibrief.app.actions.moving import Movable

if TYPE_CHECKING:
    from tuibrief.app.commands import Call
    from tuibrief.app.screens.desk import Desk


def toggle(desk: Desk, call: Call) -> None:
    """Pick the event (or no longer) and go on to the next, so many times."""
    for _ in range(call.times):
        desk.linking.picks.toggle()
        if not cast(Movable, desk.pane).move(1):
            break


def pick_range(desk: Desk, call: Call) -> None:
    """Moving picks from here on; the same once more ends the range."""
    picks = desk.linking.picks
    picks.range()
    if picks.ranging:
        desk.say("Moving picks events now; V again ends that, esc picks none.")


def everything(desk: Desk, call: Call) -> None:
    """Pick all events that are shown."""
    desk.linking.picks.all()


def nothing(desk: Desk, call: Call) -> None:
    """Pick none."""
    if not desk.linking.picks.clear():
        desk.say("Nothing is picked.")
