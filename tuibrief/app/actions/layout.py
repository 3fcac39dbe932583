"""Which pane is in use, and how the panes stand."""

# ruff: noqa: ARG001 (all commands are called alike)

from __future__ import annotations

from typing import TYPE_CHECKING

from tuibrief.app.screens.arrange import LEAST_SHARE, MOST_SHARE, PANES, SHARES, TITLES

if TYPE_CHECKING:
    from tuibrief.app.commands import Call
    from tuibrief.app.screens.desk import Desk

STEP = 30


def articles(desk: Desk, call: Call) -> None:
    """Slide the articles in and go there; from there, slide them out."""
    if desk.focus_name == "articles":
        close_articles(desk)
    else:
        desk.articles_open = True
        desk.use("articles")


def close_articles(desk: Desk) -> None:
    """Slide the articles out."""
    desk.articles_open = False
    desk.use("events" if desk.focus_name == "articles" else desk.focus_name)


def source(desk: Desk, call: Call) -> None:
    """To Source."""
    desk.use("source")


def events(desk: Desk, call: Call) -> None:
    """To Events."""
    desk.use("events")


def actor(desk: Desk, call: Call) -> None:
    """To Actor."""
    desk.use("actor")


def next_pane(desk: Desk, call: Call) -> None:
    """To the pane on the right; from the last, round to the first."""
    _step(desk, call.times)


def previous_pane(desk: Desk, call: Call) -> None:
    """To the pane on the left; from the first, round to the last."""
    _step(desk, -call.times)


def _step(desk: Desk, by: int) -> None:
    order = [n for n in PANES if n != "articles" or desk.articles_open or desk.focus_name == "articles"]
    order = [n for n in order if n not in desk.hidden]
    if desk.across.open:
        order = ["source", desk.across.open]
    desk.use(order[(order.index(desk.focus_name) + by) % len(order)])


def zoom(desk: Desk, call: Call) -> None:
    """The pane alone on the screen, or all again."""
    desk.zoomed = not desk.zoomed
    desk.use(desk.focus_name)


def wider(desk: Desk, call: Call) -> None:
    """Give the pane more of the width."""
    _share(desk, STEP * call.times)


def narrower(desk: Desk, call: Call) -> None:
    """Give the pane less of the width."""
    _share(desk, -STEP * call.times)


def hide(desk: Desk, call: Call) -> None:
    """Take the pane off the screen until one goes to it again; the others get its width."""
    name = desk.focus_name
    if desk.across.open:
        desk.across.close()
        return
    if name == "articles":
        close_articles(desk)
        return
    left = [n for n in PANES if n not in ("articles", name) and n not in desk.hidden]
    if not left:
        desk.say("This is the only pane left.")
        return
    desk.hidden.add(name)
    desk.use("events" if "events" in left else left[0])
    desk.say(f"{TITLES[name]} is hidden: {desk.resolver.keymap.shown(f'pane.{name}')} shows it again.")


def reset(desk: Desk, call: Call) -> None:
    """All panes as at first."""
    desk.shares.clear()
    desk.hidden.clear()
    desk.zoomed = False
    desk.use(desk.focus_name)


def _share(desk: Desk, by: int) -> None:
    name = desk.focus_name
    now = desk.shares.get(name, SHARES[name])
    desk.shares[name] = max(LEAST_SHARE, min(now + by, MOST_SHARE))
    desk.use(name)
