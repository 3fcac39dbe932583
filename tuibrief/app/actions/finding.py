"""Searching in a pane, and filtering the events."""

# ruff: noqa: ARG001 (all commands are called alike)

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol, cast

from tuibrief.app.complete import no_field
from tuibrief.library.query import FIELDS

if TYPE_CHECKING:
    from tuibrief.app.commands import Call
    from tuibrief.app.screens.desk import Desk

FILTER_HINT = "words, or actor: tag: type: status: source: since: until: note: is: · f1 more"
MOST_REMEMBERED = 50
SLOW_FROM = 20_000  # events from which a filter takes longer than a key may


class Searchable(Protocol):
    """What can be searched."""

    def find(self, text: str, forward: bool = True) -> bool:
        """See the panes."""
        ...

    def found(self, text: str) -> str:
        """See the panes."""
        ...


def remembered(earlier: Sequence[str], now: str) -> tuple[str, ...]:
    """What was typed earlier, with what is typed now as the last; each is there once."""
    return (*(each for each in earlier if each != now), now)[-MOST_REMEMBERED:]


def search(desk: Desk, call: Call) -> None:
    """Ask for words and go to the next place that holds them, while they are typed."""
    from tuibrief.app.dialogs.prompt import Asking, Prompt

    pane = cast(Searchable, desk.pane)
    app = desk.briefing
    desk.linking.leave_trace()
    begun = desk.linking.remember()

    here = False

    def changed(typed: str) -> str:
        nonlocal here
        desk.linking.restore(begun)
        here = bool(typed) and pane.find(typed)
        return pane.found(typed) if here else "not found" if typed else ""

    def done(typed: str | None) -> None:
        if typed:
            desk.search = typed
            if not here:
                desk.say(f"“{typed}” is not in this pane.")
            app.kept = app.kept._replace(searches=remembered(app.kept.searches, typed))
            desk.keep()
        elif typed is None:
            desk.linking.restore(begun)
            desk.linking.clear_find()
        desk.show_top()

    desk.app.push_screen(Prompt("/", "", Asking(changed), app.kept.searches), done)


def next_match(desk: Desk, call: Call) -> None:
    """The next place."""
    _again(desk, call.times, forward=True)


def previous_match(desk: Desk, call: Call) -> None:
    """The place before."""
    _again(desk, call.times, forward=False)


def _again(desk: Desk, times: int, *, forward: bool) -> None:
    if not desk.search:
        desk.say(f"Nothing was searched for yet: {desk.resolver.keymap.shown('find.search')} does.")
        return
    for _ in range(min(times, 1000)):
        if not cast(Searchable, desk.pane).find(desk.search, forward):
            desk.say(f"“{desk.search}” is not in this pane.")
            return


def _no_list(desk: Desk) -> bool:
    """Whether what filters lists is of no use here, which is said then."""
    if not desk.across.open:
        return False
    desk.say(f"That is for lists of events; {desk.resolver.keymap.shown('view.close')} goes back to them.")
    return True


def filter_events(desk: Desk, call: Call) -> None:
    """Ask what to show, and show it while it is typed; escape brings back what was."""
    if _no_list(desk):
        return
    from tuibrief.app.dialogs.prompt import Asking, FilterPrompt

    app, linking, view = desk.briefing, desk.linking, desk.linking.view
    before, begun, article = view.filter, linking.event_id, linking.article_id
    offset = linking.source.current_offset

    def changed(typed: str) -> str:
        problem = linking.set_filter(typed, begun)
        desk.show_top()
        none = no_field(typed)
        return problem or view.counted + (f" · no field {none}:" if none else "")

    def done(typed: str | None) -> None:
        linking.set_filter(before if typed is None else typed.strip(), begun if typed is None else None)
        if typed is None and linking.article_id == article:
            linking.source.go_to(offset, tell=False)
        if typed and typed.strip():
            app.kept = app.kept._replace(filters=remembered(app.kept.filters, typed.strip()))
            none = no_field(typed)
            if none:
                desk.say(f"There is no field “{none}”. Fields: {' '.join(FIELDS)}")
        desk.use("events" if desk.focus_name == "actor" else desk.focus_name)
        desk.show_top()

    slow = view.all_articles and view.counts().events > SLOW_FROM
    asking = Asking(changed, (lambda typed: view.prepare(article, typed)) if slow else None, view.values_of)
    desk.app.push_screen(FilterPrompt("filter ", before, asking, app.kept.filters, FILTER_HINT), done)


def no_filter(desk: Desk, call: Call) -> None:
    """Show all events again."""
    if _no_list(desk):
        return
    desk.linking.set_filter("")
    desk.show_top()
    desk.keep()


def scope(desk: Desk, call: Call) -> None:
    """This article's events, or those of all."""
    if _no_list(desk):
        return
    desk.linking.set_scope(not desk.linking.view.all_articles)
    desk.show_top()
    desk.keep()


def core(desk: Desk, call: Call) -> None:
    """The key events, or every one."""
    if _no_list(desk):
        return
    desk.linking.set_core(not desk.linking.view.core_only)
    desk.show_top()
    desk.keep()


def fold(desk: Desk, call: Call) -> None:
    """In the list of all articles: one line a story, or one a telling."""
    if _no_list(desk):
        return
    linking, view = desk.linking, desk.linking.view
    if not view.all_articles:
        shown = desk.resolver.keymap.shown("find.scope")
        desk.say(f"An article's own list has a line for each event; {shown} shows those of all articles.")
        return
    linking.set_apart(not view.apart)
    desk.show_top()
    desk.keep()
    if view.folding is not None:
        desk.say("One line a story: the tellings of one happening are one line.")
    elif view.apart:
        desk.say("One line a telling.")
    else:
        desk.say("It is still being worked out which events are one happening: the list folds then.")
