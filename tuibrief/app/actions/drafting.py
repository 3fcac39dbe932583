"""What is half-written: notes and corrections that were left before they were kept. Each lies in the state file from
its first letter on, under the key of what it is on."""

# ruff: noqa: ARG001 (all commands are called alike)

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from tuibrief.model import Span

if TYPE_CHECKING:
    from tuibrief.app.commands import Call
    from tuibrief.app.screens.desk import Desk

CORRECTION = "correct:"  # before the key of what a half-written correction is on
DETAILS = "details:"  # before the article whose title, outlet and so on are half-written


def keep(desk: Desk, key: str, words: str) -> None:
    """Keep what stands so far; nothing is kept of what is empty."""
    app = desk.briefing
    drafts = {k: v for k, v in app.kept.drafts.items() if k != key}
    if words:
        drafts[key] = words
    app.kept = app.kept._replace(drafts=drafts)
    app.keeper.keep(app.kept)


def lines_of(desk: Desk, key: str) -> dict[str, str]:
    """The lines of a half-written correction, by field."""
    try:
        found = json.loads(desk.briefing.kept.drafts.get(key, "{}"))
    except ValueError:
        return {}
    return {k: v for k, v in found.items() if isinstance(v, str)} if isinstance(found, dict) else {}


def keep_lines(desk: Desk, key: str, lines: Mapping[str, str]) -> None:
    """Keep the lines of a correction that differ from what stands."""
    keep(desk, key, json.dumps(dict(lines), ensure_ascii=False) if lines else "")


def say_kept(desk: Desk, key: str, command: str) -> None:
    """After something was left: say that it is kept, if it is."""
    if key in desk.briefing.kept.drafts:
        shown = desk.resolver.keymap.shown
        desk.say(f"The draft is kept: {shown(command)} goes on with it, {shown('go.drafts')} lists all.")


def choose(desk: Desk, call: Call) -> None:
    """Show all that is half-written; go on with one, or drop it."""
    drafts = dict(desk.briefing.kept.drafts)
    if not drafts:
        desk.say("Nothing is half-written.")
        return
    from tuibrief.app.dialogs.box import Row
    from tuibrief.app.dialogs.views import Listed

    def done(chosen: tuple[str, bool] | None) -> None:
        if chosen is None:
            return
        key, dropped = chosen
        if dropped:
            keep(desk, key, "")
            desk.say("The draft is dropped.")
        else:
            go_on(desk, key)

    rows = [Row(_words(desk, key), _where(desk, key), key) for key in reversed(drafts)]
    desk.app.push_screen(Listed("Half-written", rows, "enter go on with it · d drop it · esc close"), done)


def _words(desk: Desk, key: str) -> str:
    if key.startswith((CORRECTION, DETAILS)):
        lines = lines_of(desk, key)
        kind = "details: " if key.startswith(DETAILS) else "correction: "
        return kind + "; ".join(f"{name.replace('_', ' ')} {line}" for name, line in lines.items())
    return "note: " + " ".join(desk.briefing.kept.drafts[key].split())


def _where(desk: Desk, key: str) -> str:
    kind, what = _on(key)
    view = desk.linking.view
    if kind == "picked":
        return f"{what.count(',') + 1} events"
    if kind == "many":
        return f"{int(what.partition('.')[0]):,} events"
    if kind == "event":
        event = view.event(what)
        return event.headline if event is not None else "its event is gone"
    row = view.article_row(what.rpartition(".")[0] if kind == "selection" else what)
    return view.title_of(row) if row is not None else "its article is gone"


def _on(key: str) -> tuple[str, str]:
    kind, _, what = key.removeprefix(CORRECTION).partition(":")
    return kind, what


def go_on(desk: Desk, key: str) -> None:
    """To what a draft is on, and into its dialog; where that is gone, show what was written."""
    kind, what = _on(key)
    linking, correction = desk.linking, key.startswith(CORRECTION)
    linking.leave_trace()
    linking.picks.clear()
    if desk.selecting:
        desk.run_command("select.end")
    to = {"event": _to_event, "article": _to_article, "selection": _to_words, "picked": _to_picked}
    went = (to | {"details": _to_article}).get(kind)
    if went is None or not went(desk, what):
        from tuibrief.app.dialogs.box import Reading

        why = "Pick the events again to go on" if kind == "many" else "What it was on is gone"
        desk.app.push_screen(Reading(f"{why}; this was written", _words(desk, key)))
    elif kind == "details":
        desk.run_command("article.edit")
    elif kind == "selection":
        desk.run_command("select.event" if correction else "select.note")
    else:
        desk.run_command("mark.correct" if correction else "mark.note")


def _to_event(desk: Desk, event: str) -> bool:
    if desk.linking.view.event(event) is None:
        return False
    desk.linking.go(event.rpartition(".")[0], event)
    desk.use("events")
    return True


def _to_article(desk: Desk, article: str) -> bool:
    if not desk.linking.view.has(article):
        return False
    desk.linking.go(article, None)
    desk.articles_open = True
    desk.use("articles")
    return True


def _to_words(desk: Desk, place: str) -> bool:
    article, _, ends = place.rpartition(".")
    first, _, last = ends.partition("-")
    if not (desk.linking.view.has(article) and first.isdecimal() and last.isdecimal()):
        return False
    desk.linking.go(article, None)
    desk.use("source")
    desk.selecting = True
    desk.source.select_span(Span(int(first), int(last)))
    desk.show_hints()
    return True


def _to_picked(desk: Desk, ids: str) -> bool:
    there = [each for each in ids.split(",") if desk.linking.view.event(each) is not None]
    if not there:
        return False
    desk.linking.go(there[0].rpartition(".")[0], there[0])
    desk.use("events")
    desk.linking.picks.put(there)
    return True
