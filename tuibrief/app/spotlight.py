"""Whose file stands in Actor: one of those named in the current event, or the one who is pinned, whatever is current.

In a large library a file is worked out beside the screen (`dossiers`), and so is every question about who is who: those
may wait for an article that is being taken in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from tuibrief.app.dossiers import Dossiers
from tuibrief.app.kept import make_room
from tuibrief.app.panes.actor import About

if TYPE_CHECKING:
    from tuibrief.app.linking import Linking
    from tuibrief.dossier import Dossier
    from tuibrief.library.columns import EventRows
    from tuibrief.model import Event
    from tuibrief.overview import Overview

AT_ONCE = 100  # articles up to which an actor's file is made before the key is answered (a few milliseconds)
KEPT = 64  # files held until something changes

NOBODY = "Nobody is named in this event."
NOT_YET = "Who is who is being worked out; this comes by itself."
GONE = "The pinned actor is in no article any more. {key} lets Actor follow the events again."


class Asked(NamedTuple):
    """A question whose file to show: of a pinned actor by its key, else of the ``at``-th of those whom an event of an
    article names (each with its part in it), or of the one among them with the key ``prefer``."""

    pinned: str = ""
    article: str = ""
    named: tuple[tuple[str, str], ...] = ()
    at: int = 0
    prefer: str = ""


class Found(NamedTuple):
    """The answer: the file (None: nobody, or not known yet), which of how many the event names, and its part in it."""

    dossier: Dossier | None = None
    at: int = 0
    of: int = 0
    part: str = ""

    @property
    def key(self) -> str:
        """The actor's key; empty where it isn't known."""
        return self.dossier.key if self.dossier is not None else ""


class _All(NamedTuple):
    """What every file is made from, as it is at a state of the library."""

    version: int
    events: EventRows
    dates: Mapping[str, str | None]


class _Part(NamedTuple):
    part: str
    name: str
    key: str


class Spotlight:
    """Whose file is shown, and from where. Its questions are asked on the app's loop but for `key` and `make`."""

    def __init__(self, linking: Linking) -> None:
        self._linking = linking
        self.pinned = ""
        self.found = Found()
        self._event: Event | None = None
        self._at, self._prefer = 0, ""
        self._line: str | None = None
        self._stale = True
        self._answered: Asked | None = None
        self._told = False
        self._files: dict[str, Dossier] = {}
        self._answers: dict[Asked, Found] = {}
        self._all: _All | None = None
        self._beside: Dossiers[Asked, Found] = Dossiers(self.make, self._made)
        linking.actor.about = self._about

    # --- whose

    def asked(self) -> Asked:
        """Whose file is to be shown now."""
        if self.pinned:
            return Asked(self.pinned)
        return _asked(self._event, self._at, self._prefer) if self._event is not None else Asked()

    @property
    def shown(self) -> Dossier | None:
        """The file that stands in Actor; None where it is off the screen, or another is on its way."""
        return self.found.dossier if not self._stale and self._answered == self.asked() else None

    @property
    def name(self) -> str:
        """How the one in Actor is called; empty where there is nobody."""
        if self.shown is not None:
            return self.shown.name
        asked = self.asked()
        if asked.pinned:
            return asked.pinned.partition(":")[2]
        return asked.named[asked.at % len(asked.named)][1] if asked.named else ""

    def key(self, overview: Overview, asked: Asked) -> str | None:
        """The key of the one whose file is asked for; empty where it isn't known, None where there is nobody. Ask in a
        thread."""
        if asked.pinned:
            return asked.pinned
        parts = self._parts(overview, asked)
        return parts[_chosen(parts, asked)].key if parts else None

    # --- changes

    def follow(self, event: Event | None) -> None:
        """Another event is current (or the same one has changed): its first actor, where nobody is pinned."""
        if event is None or self._event is None or event.id != self._event.id:
            self._at, self._prefer = 0, ""
        self._event = event
        self.show()

    def step(self, by: int) -> None:
        """To the next of the actors whom the event names, round the end."""
        self._at, self._prefer = self._at + by, ""
        self.show(now=True)

    def pin(self, key: str, line: str | None = None) -> None:
        """Let an actor's file stand whatever is current, with the cursor on an event; "" follows the events again, from
        the actor who was pinned where the event names it."""
        self._prefer, self._at = ("", 0) if key else (self.pinned, 0)
        self.pinned, self._line = key, line
        self.show(now=True)

    def choose(self, key: str, line: str | None) -> None:
        """Show the one of the event's actors who has this key, with the cursor on an event."""
        self.pinned, self._prefer, self._at, self._line = "", key, 0, line
        self.show(now=True)

    def forget(self) -> None:
        """Files may be others now."""
        self._files, self._answers, self._all = {}, {}, None

    def worked_out(self) -> None:
        """Who is who is known now."""
        self._told = True
        self.forget()
        self.show()

    # --- showing

    def show(self, *, now: bool = False) -> None:
        """Bring Actor up to date, or note that it isn't while it is off the screen. With ``now``, as quickly as can
        be."""
        linking = self._linking
        self._stale = "actor" not in linking.desk.on_screen
        if self._stale:
            return
        asked = self.asked()
        at_once = not (asked.pinned or asked.named) or len(linking.view.articles) <= AT_ONCE
        known = asked in self._answers and (now or self._beside.rested)
        if at_once or known:
            self._beside.ask(None)
            self._put(self.make(asked))
        else:
            self._beside.ask(asked, now=now)

    def pane_shown(self) -> None:
        """Actor may have come onto the screen."""
        if self._stale:
            self.show(now=True)

    def _made(self, asked: Asked, found: Found) -> None:
        """From the thread: show it, if it is still what is asked for."""

        def put() -> None:
            if self.asked() == asked and not self._stale:
                self._put(found)

        self._linking.desk.app.call_from_thread(put)

    def _put(self, found: Found) -> None:
        with self._linking.actor.held():
            self._put_all(found)

    def _put_all(self, found: Found) -> None:
        pane, keymap = self._linking.actor, self._linking.desk.resolver.keymap
        self.found, line, self._line = found, self._line, None
        if found.of:
            self._at, self._prefer = found.at, ""
        self._answered = self.asked()
        if self.pinned:
            pane.set_empty(GONE.format(key=keymap.shown("actor.pin")) if self._told else NOT_YET)
        else:
            pane.set_empty(NOBODY)
        if self._linking.view.knowledge is not None:
            pane.set_spread(self._linking.view.knowledge.spread)
        dot = pane.palette.signs.dot
        aside = (
            f" {dot} pinned"
            if self.pinned
            else f" {dot} {found.part} {found.at + 1}/{found.of}"
            if found.of > 1
            else ""
        )
        pane.set_aside(aside)
        pane.show(found.dossier, line or None)

    def _about(self, article: str) -> About:
        view = self._linking.view
        row = view.article_row(article)
        if row is None:
            return About()
        return About(row.outlet or "", view.title_of(row), row.published or "")

    # --- beforehand

    def ahead(self, work: Iterator[object]) -> None:
        """Have something prepared, step by step, in the thread of the files, while none is asked for."""
        if len(self._linking.view.articles) > AT_ONCE:
            self._beside.ahead(work)

    def prepare(self, event: Event) -> None:
        """Make and lay out the file that is shown when an event comes to be current. Ask in a thread."""
        if not self.pinned and not self._stale:
            dossier = self.make(_asked(event)).dossier
            if dossier is not None:
                self._linking.actor.prepare(dossier)

    def foresee(self) -> None:
        """Make the file of the current event while Actor is off the screen: the key that brings it there then draws it
        at once, rather than an empty pane first. Ask in a thread."""
        if self._stale:
            self.make(self.asked())

    # --- working it out, in any thread

    def make(self, asked: Asked) -> Found:
        """The answer to a question."""
        answers = self._answers
        found = answers.get(asked)
        if found is None:
            make_room(answers, 4 * KEPT)
            found = answers[asked] = self._find(asked)
        return found

    def _find(self, asked: Asked) -> Found:
        knowledge = self._linking.view.knowledge
        overview = knowledge.overview if knowledge is not None else None
        if asked.pinned:
            return Found(self._file(overview, asked.pinned))
        parts = self._parts(overview, asked)
        if not parts:
            return Found()
        at = _chosen(parts, asked)
        chosen = parts[at]
        file = self._file(overview, chosen.key) if chosen.key else None
        return Found(file or self._by_name(chosen.name), at, len(parts), chosen.part)

    def _parts(self, overview: Overview | None, asked: Asked) -> list[_Part]:
        """Those whom the event names, each once, without who is said to be no actor."""
        keys = dict(overview.people(asked.article, [n for _, n in asked.named])) if overview is not None else {}
        parts: dict[str, _Part] = {}
        for part, name in asked.named:
            key = keys.get(name, "")
            if key is not None:
                parts.setdefault(key or name, _Part(part, name, key))
        return list(parts.values())

    def _file(self, overview: Overview | None, key: str) -> Dossier | None:
        """The file of an actor, worked out once for all events that name it."""
        from tuibrief.dossier import dossier

        files = self._files
        if key in files or overview is None:
            return files.get(key)
        known = overview.known(key)
        if known is None:
            return None
        made = files.get(known.key)
        if made is None:
            every = self._everything(overview)
            events = overview.part_in(known.key, every.events, named=True)
            made = dossier(known, events, dates=every.dates, called=overview.namer())
        make_room(files, KEPT)
        files[key] = made
        files[known.key] = made
        return made

    def _everything(self, overview: Overview) -> _All:
        library, every = overview.library, self._all
        if every is None or every.version != library.version:
            every = self._all = _All(library.version, library.events(), library.dates())
        return every

    def _by_name(self, name: str) -> Dossier | None:
        """The file of a bare name, until its article is taken in."""
        from tuibrief.dossier import dossier

        library, files = self._linking.view.library, self._files
        if library is None:
            return None
        if name not in files:
            files[name] = dossier(name, library.events(actor=name), dates=library.dates())
        return files[name]


def _asked(event: Event, at: int = 0, prefer: str = "") -> Asked:
    """The question whose file an event brings up."""
    parts = (("who", event.who), ("whom", event.whom), ("source", event.according_to))
    named: dict[str, str] = {}
    for part, names in parts:
        for name in names:
            named.setdefault(name, part)
    article = event.id.rpartition(".")[0]
    return Asked("", article, tuple((part, name) for name, part in named.items()), at, prefer)


def _chosen(parts: list[_Part], asked: Asked) -> int:
    """Which of them is asked for."""
    if asked.prefer:
        return next((n for n, part in enumerate(parts) if part.key == asked.prefer), 0)
    return asked.at % len(parts)
