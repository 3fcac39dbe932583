"""Going from one thing to another, and back."""

# ruff: noqa: ARG001 (all commands are called alike)

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tuibrief.app.commands import Call
    from tuibrief.app.screens.desk import Desk


def open_current(desk: Desk, call: Call) -> None:
    """Open what the cursor is on: an article's events, an event's words, the event at a line, an actor's event."""
    linking = desk.linking
    linking.leave_trace()
    came_from = desk.focus_name
    if desk.across.open:
        desk.use("events")  # of the event that is current in the view
    elif desk.focus_name == "articles":
        if linking.article_id is not None and linking.view.all_articles:
            linking.set_scope(False)
        desk.use("events")
    elif desk.focus_name == "events" and linking.event_id is not None and linking.event_id in linking.events.spread:
        desk.across.compare(linking.event_id)
    elif desk.focus_name == "events":
        desk.use("source")
    elif desk.focus_name == "source" or linking.open_actors_row():
        desk.use("events")
        if desk.on_screen == ("events",) and came_from == "actor":
            desk.use("source")  # the words themselves, where there is room for one pane


def next_article(desk: Desk, call: Call) -> None:
    """The article after this one."""
    _step(desk, call.times)


def previous_article(desk: Desk, call: Call) -> None:
    """The article before this one."""
    _step(desk, -call.times)


def _step(desk: Desk, by: int) -> None:
    rows = desk.linking.view.articles
    if not rows:
        desk.say("There are no articles yet.")
        return
    at = desk.linking.view.article_at(desk.linking.article_id) or 0
    to = max(0, min(at + by, len(rows) - 1))
    if to == at:
        desk.say("That is the last article." if by > 0 else "That is the first article.")
        return
    desk.linking.leave_trace()
    desk.linking.go(rows[to].id, None)


def back(desk: Desk, call: Call) -> None:
    """To where you were before."""
    for _ in range(call.times):
        if not desk.linking.back():
            desk.say("There is nothing further back.")
            return


def forward(desk: Desk, call: Call) -> None:
    """To where you were before going back."""
    for _ in range(call.times):
        if not desk.linking.forward():
            desk.say("There is nothing further on.")
            return


def set_bookmark(desk: Desk, call: Call) -> None:
    """Remember this place under a letter."""
    app = desk.briefing
    here = desk.linking.place(desk.focus_name)
    app.kept = app.kept._replace(bookmarks={**app.kept.bookmarks, call.argument: here})
    desk.keep()
    desk.say(f"Bookmark {call.argument} is set.")


def to_bookmark(desk: Desk, call: Call) -> None:
    """To the place under a letter."""
    place = desk.briefing.kept.bookmarks.get(call.argument)
    if place is None:
        desk.say(f"There is no bookmark {call.argument}.")
        return
    desk.linking.leave_trace()
    desk.linking.go_place(place)


def open_url(desk: Desk, call: Call) -> None:
    """The article's page in a browser where there is one; else its address, shown and copied."""
    import os

    from tuibrief.app.actions.copying import copy_words

    article = desk.linking.article
    url = article.url if article else None
    if not url or not url.lower().startswith(("http://", "https://")):
        desk.say("This article has no web address.")
        return
    far = any(os.environ.get(name) for name in ("SSH_CONNECTION", "SSH_TTY"))
    if not far and (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        import webbrowser

        if webbrowser.open(url):
            desk.say(f"Opened {url}")
            return
    copy_words(desk, url, f"There is no browser here: {url}")
