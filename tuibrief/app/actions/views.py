"""Views that have a name, and jumping to any event."""

# ruff: noqa: ARG001 (all commands are called alike)

from __future__ import annotations

from typing import TYPE_CHECKING

from tuibrief.app.state import Place, Saved

if TYPE_CHECKING:
    from tuibrief.app.commands import Call
    from tuibrief.app.screens.desk import Desk


def _put(desk: Desk, views: dict[str, Saved]) -> None:
    app = desk.briefing
    app.kept = app.kept._replace(views=views)
    desk.keep()


def _words(saved: Saved) -> str:
    """What a view shows, in words."""
    of = "all articles" if saved.all_articles else "one article"
    return " · ".join(part for part in (saved.filter, "key events" if saved.core_only else "", of) if part)


def save(desk: Desk, call: Call) -> None:
    """Keep the filter, the scope and key events or all under a name."""
    from tuibrief.app.dialogs.prompt import Asking, Prompt

    view = desk.linking.view
    now = Saved(view.filter, view.all_articles, view.core_only)
    known = desk.briefing.kept.views

    def changed(typed: str) -> str:
        return f"replaces: {_words(known[typed.strip()])}" if typed.strip() in known else _words(now)

    def done(typed: str | None) -> None:
        name = (typed or "").strip()
        if name:
            _put(desk, {**known, name: now})
            desk.say(f"Kept as “{name}”: {desk.resolver.keymap.shown('find.views')} shows it again.")

    desk.app.push_screen(Prompt("name of this view ", "", Asking(changed), tuple(known), _words(now)), done)


def choose(desk: Desk, call: Call) -> None:
    """Show a view that has a name; or drop its name."""
    known = dict(desk.briefing.kept.views)
    if not known:
        desk.say(f"No view has a name yet: {desk.resolver.keymap.shown('find.save-view')} gives the present one.")
        return
    from tuibrief.app.dialogs.box import Row
    from tuibrief.app.dialogs.views import Listed

    def done(chosen: tuple[str, bool] | None) -> None:
        if chosen is None:
            return
        name, dropped = chosen
        if dropped:
            _put(desk, {k: v for k, v in known.items() if k != name})
            desk.say(f"“{name}” is dropped; its events stay.")
            return
        desk.linking.leave_trace()
        desk.linking.show_view(known[name])
        desk.use("events")
        desk.show_top()

    rows = [Row(name, _words(saved), name) for name, saved in known.items()]
    desk.app.push_screen(Listed("Views", rows, "enter show it · d drop the name · esc close"), done)


def bookmarks(desk: Desk, call: Call) -> None:
    """Go to a bookmark of those that are set; or drop one."""
    app, view = desk.briefing, desk.linking.view
    known = dict(app.kept.bookmarks)
    if not known:
        desk.say(f"No bookmark is set yet: {desk.resolver.keymap.shown('go.bookmark')} and a letter sets one.")
        return
    from tuibrief.app.dialogs.box import Row
    from tuibrief.app.dialogs.views import Listed

    def done(chosen: tuple[str, bool] | None) -> None:
        if chosen is None:
            return
        letter, dropped = chosen
        if dropped:
            app.kept = app.kept._replace(bookmarks={k: v for k, v in known.items() if k != letter})
            desk.keep()
            desk.say(f"Bookmark {letter} is dropped.")
        else:
            desk.run_command("go.to-bookmark", argument=letter)

    def row(letter: str, place: Place) -> Row:
        event, article = view.event(place.event), view.article_row(place.article)
        title = view.title_of(article) if article is not None else "its article is gone"
        return Row(f"{letter}  {event.headline if event is not None else title}", title if event else "", letter)

    rows = [row(letter, place) for letter, place in sorted(known.items())]
    desk.app.push_screen(Listed("Bookmarks", rows, "enter go there · d drop it · esc close"), done)


def jump(desk: Desk, call: Call) -> None:
    """To any event of the library, by words of its headline."""
    if desk.linking.view.library is None:
        desk.say("There is no library to look in.")
        return
    from tuibrief.app.dialogs.views import JumpDialog

    def done(event: str | None) -> None:
        if event is not None:
            desk.linking.leave_trace()
            desk.linking.go(event.rpartition(".")[0], event)
            desk.use("events" if desk.focus_name != "source" else "source")

    desk.app.push_screen(JumpDialog(desk.linking.view.find_events), done)
