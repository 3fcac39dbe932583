"""Adding articles while the app runs."""

# ruff: noqa: ARG001 (all commands are called alike)

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tuibrief.app.commands import Call
    from tuibrief.app.screens.desk import Desk


def add(desk: Desk, call: Call) -> None:
    """Ask for a file or folder, take in what is there and read it, beside the screen."""
    if desk.reading is None:
        desk.say("There is no library to add to.")
        return
    from tuibrief.app.actions.finding import remembered
    from tuibrief.app.dialogs.paths import PathPrompt, named

    app, reading = desk.briefing, desk.reading

    def done(typed: str | None) -> None:
        if typed is None:
            return
        app.kept = app.kept._replace(added=remembered(app.kept.added, typed.strip()))
        desk.keep()
        desk.touched = False  # what was named is what is to be read: it is gone to, where no key comes before it
        reading.add(named(typed))

    desk.app.push_screen(PathPrompt(app.kept.added), done)
