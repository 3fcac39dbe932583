"""The views over all articles, Comparison and Timeline: which is open, what it shows, and the way back.

While one is open, the event under its cursor is the current one, whichever article it is in: all that can be done with
an event can be done there. The lists beneath stay as they are, so that closing the view puts all back as it was. What
they show is worked out beside the screen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import replace
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, NamedTuple, ParamSpec, cast

from tuibrief.app.beside import Beside
from tuibrief.app.screens.arrange import TITLES, VIEWS
from tuibrief.text import clip

if TYPE_CHECKING:
    from tuibrief.app.linking import Cursors, Linking
    from tuibrief.app.panes.comparison import ComparisonPane
    from tuibrief.app.panes.timeline import TimelinePane
    from tuibrief.app.screens.desk import Desk
    from tuibrief.app.state import Place
    from tuibrief.compare import Comparison
    from tuibrief.overview import Overview
    from tuibrief.timeline import Timeline

P = ParamSpec("P")
_MANY = 300  # articles up to which a view is brought up to date with each change
_REST = 1.0  # seconds in which the changes of a larger library are gathered
_NAME = 30  # cells of an article's title where it stands for its outlet in a sentence
_QUOTED = 3  # events of a telling whose sentences are shown


class Home(NamedTuple):
    """How all was when the first view was opened: the cursors, the pane, and whether it was zoomed."""

    cursors: Cursors
    pane: str
    zoomed: bool


class Scope(NamedTuple):
    """Of what the timeline is: all, or one actor (key and name), and what a filter lets through."""

    actor: str = ""
    name: str = ""
    filter: str = ""
    core_only: bool = False


class Across:
    """Which view is open (``open``, empty where none), and what it is of."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.open = ""
        self.scope = Scope()
        self._home: Home | None = None
        self._over_timeline = False
        self._compared: str | None = None  # the event whose story is compared
        self._beside = Beside(desk)
        self._resting = False  # whether what changed waits to be worked out

    @property
    def timeline(self) -> TimelinePane:
        """The Timeline pane; there once it was opened."""
        return cast("TimelinePane", self.desk.panes["timeline"])

    @property
    def comparison(self) -> ComparisonPane:
        """The Comparison pane; there once it was opened."""
        return cast("ComparisonPane", self.desk.panes["comparison"])

    # --- opening and closing

    def open_timeline(self, scope: Scope) -> None:
        """Show the timeline, on the current event's story."""
        self._over_timeline = False
        self.scope = scope
        self._show("timeline")
        self._ask_timeline(self.desk.linking.event_id)

    def compare(self, event: str) -> None:
        """Show how the articles tell the story of an event."""
        self._over_timeline = self.open == "timeline" or (self.open == "comparison" and self._over_timeline)
        self._compared = event
        self._show("comparison")
        self.comparison.show_words("Comparing what the articles say…")
        self._ask_comparison()

    def reopens(self, place: Place) -> bool:
        """Go to a place in a view; whether it is one."""
        if place.pane not in VIEWS:
            return False
        linking = self.desk.linking
        if self._home is None:
            self._home = self._here()
        elif not self.open:  # the view was left for another article: beneath it, all is as when it was opened
            linking.go(self._home.cursors.article, self._home.cursors.event)
        if place.pane == "comparison":
            self._compared = place.event
        self._open(place.pane)
        if place.event is not None:
            linking.visit(place.event)
        if place.pane == "timeline":
            self._ask_timeline(place.event)
        else:
            self._ask_comparison()
        return True

    def _here(self) -> Home:
        linking = self.desk.linking
        return Home(linking.remember(), self.desk.focus_name, self.desk.zoomed)

    def _show(self, name: str) -> None:
        if not self.open:
            self._home = self._here()
        self._open(name)

    def _open(self, name: str) -> None:
        self._mount(name)
        self.open = name
        self.desk.use(name)

    def _mount(self, name: str) -> None:
        """Make a view's pane when it is first opened: the start pays nothing for it."""
        if name in self.desk.panes:
            return
        if name == "timeline":
            from tuibrief.app.panes.timeline import TimelinePane

            self.desk.add_pane(name, TimelinePane(id=name, title=TITLES[name]))
            self.timeline.set_empty("Working out the timeline…")
        else:
            from tuibrief.app.panes.comparison import ComparisonPane

            self.desk.add_pane(name, ComparisonPane(id=name, title=TITLES[name]))
            self.comparison.told = lambda _: self._stepped()

    def close(self) -> None:
        """Back to what lies under the view: the timeline under a comparison, else all as it was."""
        if self.open == "comparison" and self._over_timeline:
            self._over_timeline = False
            self.open = "timeline"
            self.desk.use("timeline")
            self.moved(self.timeline.current)
            return
        home = self._home
        if self.open and home is not None:
            self._put_back()
            self.open = ""
            self.desk.zoomed = home.zoomed
            self.desk.use(home.pane)

    def end(self) -> None:
        """Close the view on the way to somewhere else: beneath, all is as it was."""
        if self.open and self._home is not None:
            self._put_back()
            self.open = ""
            if self.desk.focus_name in VIEWS:
                self.desk.use("events")

    def leave(self) -> None:
        """Close the view and stay on its event, in its article."""
        linking = self.desk.linking
        article, event = linking.article_id, linking.event_id
        linking.leave_trace()
        self.end()
        linking.go(article, event)

    def using(self, pane: str) -> None:
        """Another pane is to be used: Source stands beside a view, any other takes its place."""
        if self.open and pane not in (self.open, "source"):
            self.leave()

    def _put_back(self) -> None:
        if self._home is not None:
            self.desk.linking.put_back(self._home.cursors)

    # --- where we are

    def place(self) -> Place | None:
        """Where we are beneath the view; None where none is open."""
        from tuibrief.app.state import Place

        if not self.open or self._home is None:
            return None
        return Place(self._home.cursors.article, self._home.cursors.event, self._home.pane)

    def back_to(self, event: str | None) -> bool:
        """Put the view's cursor back on an event (a search was given up); whether a view is open."""
        if self.open == "timeline":
            at = self._row_of(event)
            if at is not None:
                self.timeline.go(at)
        return bool(self.open)

    def moved(self, index: int) -> None:
        """The cursor came to a row of the timeline."""
        entry = self.timeline.entry_at(index)
        if entry is not None:
            self.desk.linking.visit(entry.row.id)

    def _stepped(self) -> None:
        """The cursor came to another telling."""
        telling = self.comparison.telling
        if telling is not None and telling.events:
            self.desk.linking.visit(telling.events[0])

    def pick(self, ids: Set[str]) -> None:
        """Show which events are picked."""
        if "timeline" in self.desk.panes:
            self.timeline.set_picked(ids)

    # --- changes beneath

    @contextmanager
    def aside(self) -> Iterator[None]:
        """What is done in between is done to what lies beneath the view, which is then brought up to date."""
        if not self.open:
            yield
            return
        linking = self.desk.linking
        event = linking.event_id
        self._put_back()
        yield
        if self._home is not None:
            self._home = self._home._replace(cursors=linking.remember())
        if event is not None and linking.view.event(event) is not None:
            linking.visit(event)
        self.refresh()

    def refresh(self) -> None:
        """Work out anew what is shown; in a large library, where articles may be coming in one after another, not at
        once and not for each."""
        if len(self.desk.linking.view.articles) <= _MANY:
            self.refresh_now()
        elif self.open and not self._resting:
            self._resting = True
            self.desk.set_timer(_REST, self._rested)

    def _rested(self) -> None:
        self._resting = False
        self.refresh_now()

    def refresh_now(self) -> None:
        """Work out anew what is shown, at once."""
        if self.open == "timeline" or (self.open and self._over_timeline):
            self._ask_timeline(self.desk.linking.event_id)
        if self.open == "comparison":
            self._ask_comparison()

    def rescope(self, scope: Scope) -> None:
        """Make the timeline one of something else."""
        self.scope = scope
        self._ask_timeline(self.desk.linking.event_id)

    # --- working out

    def _ask_timeline(self, event: str | None) -> None:
        scope = self.scope

        def work(overview: Overview) -> Callable[[], None]:
            from tuibrief.library.records import LibraryError
            from tuibrief.timeline import timeline

            try:
                core = True if scope.core_only else None
                made = timeline(overview, actor=scope.actor or None, query=scope.filter or None, core=core)
            except LibraryError as error:
                problem = str(error)
                return lambda: self._no_timeline(problem)
            at = made.index_of(event) if event is not None else None
            return lambda: self._timeline_made(made, at)

        self.timeline.set_title(self._title(scope))
        self._beside.ask("timeline", work, ready=False)

    def _title(self, scope: Scope) -> str:
        dot = f" {self.timeline.palette.signs.dot} "
        said = [TITLES["timeline"] + (" of key events" if scope.core_only else "")]
        said += [scope.name] if scope.name else []
        said += [f"filter {scope.filter}"] if scope.filter else []
        return dot.join(said)

    def _no_timeline(self, problem: str) -> None:
        self.timeline.set_rows(())
        self.timeline.set_empty(problem)

    def _timeline_made(self, made: Timeline, at: int | None) -> None:
        pane, linking = self.timeline, self.desk.linking
        pane.set_empty(self._why_empty())
        pane.show(made, at if at is not None else min(max(0, pane.current), max(0, len(made) - 1)))
        if self.open == "timeline" and self._row_of(linking.event_id) != pane.current:
            self.moved(pane.current)

    def _why_empty(self) -> str:
        view, scope = self.desk.linking.view, self.scope
        shown = self.desk.resolver.keymap.shown
        if not view.articles:
            return view.no_articles(shown)
        if scope.filter:
            drop, change = shown("timeline.no-filter"), shown("timeline.filter")
            return f"No event fits the filter. {drop} drops it, {change} changes it."
        if scope.core_only:
            return f"No key events here. {shown('timeline.core')} shows every event."
        if scope.name:
            return f"{scope.name} has no part in any event. {shown('timeline.scope')} shows all."
        return "No events were found in any article."

    def _row_of(self, event: str | None) -> int | None:
        index_of = getattr(self.timeline.rows, "index_of", None)
        found: int | None = index_of(event) if event is not None and index_of is not None else None
        return found

    def _ask_comparison(self) -> None:
        event, current = self._compared, self.desk.linking.event_id

        def work(overview: Overview) -> Callable[[], None]:
            from tuibrief.cite.gather import quoted
            from tuibrief.compare import compare
            from tuibrief.library.records import LibraryError

            try:
                found = compare(overview, event or "")
                words = {t.article: quoted(overview.library, t.events[:_QUOTED]) for t in found.tellings}
            except LibraryError:
                return lambda: self.comparison.show_words("This event is no longer in the library.")
            return lambda: self._compared_now(found, current, words)

        knowledge = self.desk.linking.view.knowledge
        if knowledge is None or not knowledge.ready:
            words = "Working out which articles tell of the same happening…"
            if knowledge is not None and knowledge.stopped:
                words = (
                    f"Linking the articles was stopped; {self.desk.resolver.keymap.shown('app.read')} goes on with it."
                )
            self.comparison.show_words(words)
        self._beside.ask("comparison", work, ready=True)

    def _titled(self, found: Comparison) -> Comparison:
        """The tellings with the titles that the lists have: a file's name says nothing."""
        view, note, tellings = self.desk.linking.view, found.note, []
        for telling in found.tellings:
            row = view.article_row(telling.article)
            title = view.title_of(row) if row is not None else telling.title
            if not telling.outlet:
                note = note.replace(telling.title, clip(title, _NAME))
            tellings.append(replace(telling, title=title))
        return replace(found, tellings=tuple(tellings), note=note)

    def _compared_now(self, found: Comparison, current: str | None, words: Mapping[str, Sequence[str]]) -> None:
        found = self._titled(found)
        at = next((n for n, t in enumerate(found.tellings) if current in t.events), None)
        if at is None and self.comparison.comparison is not None:
            at = self.comparison.current  # the telling was parted: the one beside it
        if at is None:
            at = next((n for n, t in enumerate(found.tellings) if self._compared in t.events), 0)
        self.comparison.show(found, at, words)
        telling = self.comparison.telling
        if self.open == "comparison" and telling is not None and self.desk.linking.event_id not in telling.events:
            self._stepped()

    def compare_rest(self, parted: tuple[str, ...]) -> None:
        """These events are no longer part of what is compared: go on with the rest."""
        known = self.comparison.comparison
        rest = [e for e in (known.events if known is not None else ()) if e not in parted]
        if rest:
            self._compared = rest[0]


def beneath(change: Callable[Concatenate[Linking, P], None]) -> Callable[Concatenate[Linking, P], None]:
    """A change of the lists is made to those that lie beneath an open view, too: see `Across.aside`."""

    @wraps(change)
    def made(linking: Linking, /, *given: P.args, **named: P.kwargs) -> None:
        with linking.desk.across.aside():
            change(linking, *given, **named)

    return made


__all__ = ["Across", "Home", "Scope", "beneath"]
