"""What can be done here, now: for the help (``?``) and the foot of the screen. Pure; command ids are the registry's."""

from __future__ import annotations

from typing import NamedTuple


class Situation(NamedTuple):
    """What the screen is in: the pane, and all that changes what keys do or what is useful."""

    pane: str
    opened: bool = True
    articles: int = 1
    events: int = 1
    reading: bool = False
    selecting: bool = False
    picked: int = 0
    ranging: bool = False
    filter: str = ""
    finding: str = ""
    zoomed: bool = False
    articles_open: bool = False
    drafts: int = 0
    touring: bool = False
    changing: str = ""


class Now(NamedTuple):
    """A sentence on how things stand, and the commands that are useful then, the most useful first."""

    words: str
    commands: tuple[str, ...]


SELECTING = (
    "select.a-word", "select.a-sentence", "select.a-paragraph", "select.word", "select.other-end", "mark.tag",
    "select.note", "copy.citation", "select.event", "select.end",
)  # fmt: skip
PICKED = (
    "mark.tag", "mark.note", "mark.grade", "mark.confirm", "mark.reject", "mark.correct", "copy.citation", "pick.none",
)  # fmt: skip
IN_PANE = {
    "articles": (
        "go.open", "mark.read", "move.unread", "mark.tag", "mark.note", "copy.citation", "article.edit",
        "pane.articles",
    ),
    "source": (
        "select.start", "move.paragraph-down", "find.search", "mark.tag", "mark.note", "copy.citation", "article.edit",
        "go.url",
    ),
    "events": (
        "go.open", "mark.tag", "mark.note", "copy.citation", "mark.correct", "mark.confirm", "mark.reject",
        "mark.grade", "find.core", "find.filter", "pick.toggle", "find.scope", "find.fold", "move.untagged",
    ),
    "comparison": (
        "story.next-telling", "story.previous-telling", "go.open", "story.part", "story.join", "view.close", "mark.tag",
        "mark.note", "copy.citation", "copy.story",
    ),
    "timeline": (
        "go.open", "view.close", "story.compare", "timeline.core", "timeline.scope", "timeline.filter", "mark.tag",
        "mark.note", "copy.citation", "pick.toggle", "story.join", "story.part",
    ),
    "actor": (
        "go.open", "actor.pin", "actor.next", "actor.go", "actor.merge", "actor.rename", "actor.split", "mark.tag",
        "mark.note", "copy.citation", "actor.next-list", "actor.apart", "actor.none", "actor.reset",
    ),
}  # fmt: skip


def now(s: Situation) -> list[Now]:
    """What holds at the moment, the most pressing first; what can always be done in the pane comes last."""
    if not s.opened:
        return [Now("There is no library to show.", ("app.messages", "app.quit"))]
    if not s.articles:
        return [Now("No articles yet.", ("app.add", "app.tour", "app.quit"))]
    found: list[Now] = []
    if s.changing:
        found.append(Now(f"{s.changing.capitalize()} goes on; everything works meanwhile.", ("app.cancel",)))
    if s.selecting:
        return [Now("Words are being selected.", SELECTING)]
    if s.ranging:
        found.append(Now("Moving picks events.", ("pick.range", "pick.none")))
    if s.picked:
        events = "1 event is" if s.picked == 1 else f"{s.picked:,} events are"
        found.append(Now(f"{events} picked: the next action goes on {'it' if s.picked == 1 else 'all'}.", PICKED))
    if s.finding:
        found.append(Now(f"“{s.finding}” was searched for.", ("find.next", "find.previous", "app.escape")))
    if s.filter:
        found.append(Now(f"A filter is on: {s.filter}", ("find.no-filter", "find.filter", "find.save-view")))
    if s.reading:
        found.append(Now("Articles are being read; everything works meanwhile.", ("app.cancel",)))
    if s.zoomed:
        found.append(Now("This pane is alone on the screen.", ("pane.zoom",)))
    if s.drafts:
        what = "Something half-written is" if s.drafts == 1 else f"{s.drafts} half-written things are"
        found.append(Now(f"{what} kept.", ("go.drafts",)))
    if s.touring:
        found.append(Now("The tour is on.", ("app.tour",)))
    return found


def first(s: Situation) -> tuple[str, ...]:
    """The commands that the foot of the screen names before all others."""
    if s.selecting:
        return SELECTING
    if s.opened and not s.articles:
        return ("app.add", "app.tour", "app.quit")
    if s.picked:
        return PICKED
    if s.finding:
        return ("find.next", "find.previous")
    if s.pane in ("comparison", "timeline", "actor"):
        return IN_PANE[s.pane]
    return ("find.no-filter",) if s.filter else ()
