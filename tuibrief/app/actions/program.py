"""The program itself: palette, help, reading, themes, leaving."""

# ruff: noqa: ARG001 (all commands are called alike)

from __future__ import annotations

from typing import TYPE_CHECKING

from tuibrief.app import commands
from tuibrief.app.actions.layout import close_articles
from tuibrief.app.actions.many import stop as stop_change

if TYPE_CHECKING:
    from tuibrief.app.commands import Call
    from tuibrief.app.screens.desk import Desk


def palette(desk: Desk, call: Call) -> None:
    """Every command by name."""
    from tuibrief.app.dialogs.palette import Palette
    from tuibrief.app.now import first

    def done(chosen: str | None) -> None:
        if chosen is None:
            return
        if chosen.isdecimal():
            desk.run_command("move.bottom", int(chosen))
            return
        command = commands.BY_ID[chosen]
        if command.takes:
            desk.show_pending(desk.resolver.begin(chosen, command.takes))
        else:
            desk.run_command(chosen)

    # What is useful now first; then as the registry has them.
    useful = commands.hinted(desk.contexts, first(desk.situation))
    here = list(dict.fromkeys((*useful, *commands.offered(desk.contexts))))
    desk.app.push_screen(Palette(here, desk.resolver.keymap), done)


def help_keys(desk: Desk, call: Call) -> None:
    """What can be done here, now; then every key."""
    from tuibrief.app.dialogs.palette import Help
    from tuibrief.app.now import now
    from tuibrief.app.screens.arrange import TITLES

    place = TITLES.get(desk.focus_name, desk.focus_name.capitalize())
    desk.app.push_screen(Help(now(desk.situation), desk.contexts, place, desk.resolver.keymap))


def escape(desk: Desk, call: Call) -> None:
    """Stop a change on many events. Else close what is open, the innermost first: found places, the zoom, the articles,
    the filter; then stop reading."""
    if stop_change(desk):
        return
    linking = desk.linking
    if linking.picks.clear() or linking.clear_find():
        desk.show_top()
        return
    if desk.across.open:
        desk.across.close()
        return
    if desk.zoomed:
        desk.zoomed = False
        desk.use(desk.focus_name)
    elif desk.articles_open:
        close_articles(desk)
    elif desk.progress is not None or desk.catching_up is not None:
        cancel(desk, call)
    elif linking.view.filter:
        linking.set_filter("")
        desk.show_top()
        desk.keep()


def read_waiting(desk: Desk, call: Call) -> None:
    """Read the articles that have no reading; link what is read, where that was stopped."""
    knowledge = desk.linking.view.knowledge
    if knowledge is not None and knowledge.stopped:
        knowledge.go_on()
        if not desk.linking.view.waiting():
            desk.say("Linking goes on.")
            return
    if desk.reading is None:
        desk.say("There is no library to read into.")
    elif desk.reading.running:
        desk.say("Reading is under way.")
    elif not desk.linking.view.waiting():
        desk.say("Every article has been read.")
    else:
        desk.reading.start()


def cancel(desk: Desk, call: Call) -> None:
    """Stop a change on many events, reading, or linking what is read; what is done stays."""
    if stop_change(desk):
        return
    knowledge = desk.linking.view.knowledge
    if desk.reading is not None and desk.reading.running:
        desk.reading.cancel()
    elif desk.catching_up is not None and knowledge is not None:
        knowledge.stop()
        key = desk.resolver.keymap.shown("app.read")
        desk.say(f"Linking stopped; what is done stays. {key} goes on with it.")
    else:
        desk.say("Nothing is being read or changed.")


def next_theme(desk: Desk, call: Call) -> None:
    """The theme after this one."""
    from tuibrief.app.theme import following

    name = following(desk.app.theme)
    desk.change_theme(name)
    desk.say(f"Theme: {name}.")


def tour(desk: Desk, call: Call) -> None:
    """Begin the tour, or end it."""
    if desk.tour.on:
        desk.tour.end()
    else:
        desk.tour.begin()
    desk.unsay()


def messages(desk: Desk, call: Call) -> None:
    """What was said of late, the last first, with the time of day."""
    from tuibrief.app.dialogs.box import Reading

    said = "\n".join(f"{at}  {words}" for at, words in reversed(desk.messages))
    desk.app.push_screen(Reading("Messages", said or "Nothing has been said yet."))


def redraw(desk: Desk, call: Call) -> None:
    """Draw all anew, after something else has written to the terminal."""
    desk.briefing.forget_screen()
    desk.app.refresh(repaint=True, layout=True)
    desk.refresh(repaint=True, layout=True)


def suspend(desk: Desk, call: Call) -> None:
    """Back to the shell until ``fg``. Where none waits (an app alone in its pane) nothing could wake it: it says so."""
    import os

    if os.getsid(0) == os.getpid() or os.getsid(os.getppid()) != os.getsid(0):
        desk.say("There is no shell behind this to go back to.")
        return
    desk.app.action_suspend_process()


def quit_app(desk: Desk, call: Call) -> None:
    """Leave. What is being read is read on at the next start; what could not be written yet is asked about."""
    waiting, bulk = desk.linking.view.unsaved, desk.bulk
    if not waiting and not (bulk is not None and bulk.running):
        desk.leave()
        return
    from tuibrief.app.dialogs.box import Confirm

    if bulk is not None and bulk.running:
        question = f"{bulk.doing.capitalize()} goes on. Stop it and quit? What is done by then stays."
        desk.app.push_screen(Confirm(question), lambda yes: desk.leave() if yes else None)
        return
    things = "change is" if waiting == 1 else "changes are"
    question = f"{waiting} {things} not written to the library yet and would be lost. Quit all the same?"
    desk.app.push_screen(Confirm(question), lambda yes: desk.leave() if yes else None)
