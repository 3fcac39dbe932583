"""How the panes move each other: what is current, and what follows from it.

The current event is lit in Source and brings its actor up in Actor; the line in Source makes its event current; where
one has been can be gone back to. Panes that are off the screen are brought up to date when they come onto it: a key
pays for what is seen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple, cast

from tuibrief.app.across import beneath
from tuibrief.app.ahead import Ahead
from tuibrief.app.marked import Marked, marked
from tuibrief.app.picks import Picks
from tuibrief.app.spotlight import Spotlight
from tuibrief.app.state import Place, Saved, State
from tuibrief.app.trail import Trail
from tuibrief.app.view import View, counted
from tuibrief.model import Article, Event, Reading, Span

if TYPE_CHECKING:
    from tuibrief.app.panes import ActorPane, ArticlesPane, EventsPane, SourcePane
    from tuibrief.app.screens.desk import Desk
    from tuibrief.library.library import Library
    from tuibrief.library.records import EventRow


class Cursors(NamedTuple):
    """Where the cursor of each pane stands, to be put back when a search is given up."""

    event: str | None
    article: str | None
    offset: int


class Linking(Trail):
    """What is current, and the panes that show it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.view = View()
        self.article_id: str | None = None
        self.event_id: str | None = None
        self.article: Article | None = None
        self.reading: Reading | None = None
        self.event: Event | None = None
        self.finding = False  # whether found places are lit
        self.failed = False  # whether the library could not be opened
        self.spotlight = Spotlight(self)
        self.picks = Picks(self)
        self.ahead = Ahead(self)

    # --- the panes by their own types

    @property
    def articles(self) -> ArticlesPane:
        """The Articles pane."""
        return cast("ArticlesPane", self.desk.panes["articles"])

    @property
    def source(self) -> SourcePane:
        """The Source pane."""
        return cast("SourcePane", self.desk.panes["source"])

    @property
    def events(self) -> EventsPane:
        """The Events pane."""
        return cast("EventsPane", self.desk.panes["events"])

    @property
    def actor(self) -> ActorPane:
        """The Actor pane."""
        return cast("ActorPane", self.desk.panes["actor"])

    # --- the library

    def open(self, library: Library, kept: State) -> None:
        """Show a library, where the person was when it was left."""
        self.view = View(
            library, all_articles=kept.all_articles, core_only=kept.core_only, filter=kept.filter, apart=kept.apart
        )
        self.articles.title_of = self.view.title_of
        self.spotlight.pinned = kept.pinned
        self._show_articles(kept.place.article)
        self._take_article(self.article_id)
        self._show_events(kept.place.event, follow=True)

    def fail(self, problem: str) -> None:
        """There is no library to show; say why where its events would stand."""
        self.failed = True
        self.events.set_empty(problem)

    def refresh(self) -> bool:
        """Take in what other sessions changed; whether they did."""
        if not self.view.refresh():
            return False
        self.changed()
        return True

    @beneath
    def changed(self, *, new_articles: Sequence[str] = (), read: str | None = None) -> None:
        """The library has other content: show it, with all cursors where they were."""
        self.view.forget()
        self.spotlight.forget()
        if self.view.knowledge is not None:
            self.view.knowledge.update()
        first = self.article_id is None
        self._show_articles(new_articles[0] if first and new_articles else self.article_id)
        edited = self.view.article(self.article_id) != self.article
        if first or edited or read == self.article_id or self.reading is None:
            self._take_article(self.article_id)
        self._show_events(self.event_id)

    @beneath
    def marks_changed(self) -> None:
        """Marks are others now: rows and margins, and what was joined or parted."""
        self.view.forget(marks_only=True)
        self.spotlight.forget()
        if self.view.knowledge is not None:
            self.view.knowledge.update()
        self._show_articles(self.article_id)
        if self.view.article(self.article_id) != self.article:  # its title, outlet, authors, date or address
            self._take_article(self.article_id)
        self._show_events(self.event_id)
        self.source.set_marks(self.view.margin(self.article_id))

    def worked_out(self) -> None:
        """Who is who, and in how many articles each happening stands, is known now."""
        if self.view.wanted_folding is not self.view.folding:
            self.fold_anew()
        if self.view.knowledge is not None:
            self.events.set_spread(self.view.knowledge.spread)
            self.articles.set_also_in(self.view.knowledge.also_in)
            self.source.set_title(self._source_title())
        self.spotlight.worked_out()

    @beneath
    def fold_anew(self) -> None:
        """Which tellings are one story is known better now, or they are to stand apart, or no longer."""
        self._show_events(self.event_id)
        self.desk.show_top()

    # --- what is shown

    def _show_articles(self, keep: str | None) -> None:
        rows = self.view.articles
        at = self.view.article_at(keep) or 0
        self.articles.set_rows(rows, at)
        self.articles.set_empty(self.view.no_articles(self.desk.resolver.keymap.shown))
        self.article_id = rows[at].id if rows else None

    def _take_article(self, article_id: str | None, at: int = 0) -> None:
        """Make an article the one in Source."""
        self.article_id = article_id
        self.article, self.reading = self.view.article(article_id), self.view.reading(article_id)
        self.source.show_article(self.article, self.reading, marks=self.view.margin(article_id), at=at)
        self.source.set_title(self._source_title())

    def _source_title(self) -> str:
        also = self.view.knowledge.also_in.get(self.article_id or "") if self.view.knowledge is not None else None
        return f"Source {self.source.palette.signs.dot} also in {also}" if also else "Source"

    def _show_events(self, keep: str | None, *, follow: bool = False) -> None:
        """Fill Events for the present scope and filter, on the event that was current where it is among them. The
        cursor in
        Source stays where it is then, unless it is to ``follow``."""
        rows = self.view.events(self.article_id)
        at = self.view.index_of(keep)
        self.events.set_folding(self.view.folding)
        self.events.set_rows(rows, 0 if at is None else at)
        self.events.set_empty(self.view.no_events(self.article, self.desk.resolver.keymap.shown))
        self.events.set_title(self._events_title())
        self.events.set_aside(self._events_aside())
        if at is not None and self.view.folding is not None:  # the line may show another telling of it
            self._take_event(keep, follow=follow)
        else:
            self._take_event(rows[0 if at is None else at].id if rows else None, follow=follow or at is None)

    def _events_title(self) -> str:
        view = self.view
        what = "stories" if view.folding is not None else "events"
        what = f"Key {what}" if view.core_only else what.capitalize()
        return f"{what} of all articles" if view.all_articles else what

    def _events_aside(self) -> str:
        """What stands after the count: how many of an article's are key events, how many events tell the stories."""
        keys, told = self.view.key_events(self.article_id), self.view.told
        said = f"{keys} key" if keys else counted(told, "event") if told is not None else ""
        return f" {self.events.palette.signs.dot} {said}" if said else ""

    def _take_event(self, event_id: str | None, *, follow: bool = True) -> None:
        """Make an event of the list the current one: its article in Source, its words lit, its actor up."""
        self.event_id = event_id
        row = self.view.row(event_id)
        if row is not None and row.article != self.article_id:
            self._take_article(row.article)
            self._point_articles()
        self.event = self.view.event(event_id)
        self.source.show_event(self.event, follow=follow)
        self.spotlight.follow(self.event)
        at = self.view.index_of(event_id)
        if at is not None:
            self.ahead.look(at)

    def visit(self, event_id: str) -> None:
        """Make an event current in whichever article it is; the lists stay as they are."""
        article = event_id.rpartition(".")[0]
        with self.source.held():
            if article != self.article_id:
                self._take_article(article)
            self._take_event(event_id)

    def put_back(self, cursors: Cursors) -> None:
        """Make current again what was before events were visited."""
        with self.source.held():
            if cursors.article != self.article_id:
                self._take_article(cursors.article)
            self._take_event(cursors.event)
            self.source.go_to(cursors.offset, tell=False)

    def _point_articles(self) -> None:
        at = self.view.article_at(self.article_id)
        if at is not None:
            self.articles.go(at, tell=False)

    def pane_shown(self) -> None:
        """Panes have come onto the screen: bring up to date what wasn't."""
        self.spotlight.pane_shown()

    # --- news from the panes

    def moved(self, pane: str, index: int) -> None:
        """The cursor of a list moved."""
        if pane == "events":
            self.picks.stretch(index)
            self._take_event(self.view.id_at(index))
        elif pane == "articles" and 0 <= index < len(self.view.articles):
            self._take_article(self.view.articles[index].id)
            if not self.view.all_articles:
                self._show_events(None)
            else:
                self._point_events(self.view.first_of(self.article_id))
        else:
            return
        self.desk.keep()

    def source_moved(self, line: Span) -> None:
        """The cursor in Source came to another line: the event that stands there is the current one."""
        event = self.view.nearest(self.article_id, line)
        if event is None or event == self.event_id:
            return
        self.event_id = event
        self.event = self.view.event(event)
        self.source.show_event(self.event, follow=False)
        self._point_events(event)
        self.spotlight.follow(self.event)
        self.desk.keep()

    def _point_events(self, event_id: str | None) -> None:
        at = self.view.index_of(event_id)
        if at is not None:
            self.events.go(at, tell=False)

    # --- filter, scope

    def set_filter(self, typed: str, keep: str | None = None) -> str:
        """Show what a filter lets through, on the event to ``keep`` (the current one) where it is among it; gives what
        is wrong with the filter, or nothing."""
        if typed == self.view.filter:
            return self.view.problem
        self.view.filter = typed
        self._show_events(keep or self.event_id)
        return self.view.problem

    def set_scope(self, all_articles: bool) -> None:
        """Events of all articles, or of this one."""
        self.view.all_articles = all_articles
        self._show_events(self.event_id)

    def set_apart(self, apart: bool) -> None:
        """In the list of all articles a row for each telling, or one for all tellings of a story."""
        self.view.apart = apart
        self._show_events(self.event_id)

    def set_core(self, core_only: bool) -> None:
        """Key events only, or every one."""
        self.view.core_only = core_only
        self._show_events(self.event_id)

    def show_view(self, saved: Saved) -> None:
        """Show what a view that has a name shows."""
        self.desk.across.end()
        view = self.view
        view.filter, view.all_articles, view.core_only = saved
        self._show_events(self.event_id)
        self.desk.keep()

    def next_event(self, wanted: Callable[[EventRow], bool]) -> bool:
        """To the next event that fulfils a condition, round the end."""
        if self.desk.across.open:
            self.desk.across.leave()
        rows = self.view.events(self.article_id)
        at = self.view.index_of(self.event_id)
        begin = -1 if at is None else at
        for n in range(1, len(rows) + 1):
            index = (begin + n) % len(rows)
            if wanted(rows[index]):
                self.events.go(index)
                return True
        return False

    # --- going about

    def place(self, pane: str) -> Place:
        """Where we are."""
        here = Place(self.article_id, self.event_id, pane)
        if pane != "actor" or not self.spotlight.found.key:
            return here
        at = self.actor.current_event
        return here._replace(
            actor=self.spotlight.found.key, pinned=bool(self.spotlight.pinned), line=at.id if at is not None else ""
        )

    def here(self) -> Place:
        """Where we are, in the view that is open or the pane in use."""
        return self.place(self.desk.across.open or self.desk.focus_name)

    def go_place(self, place: Place) -> None:
        """To an article, an event in it, and a pane."""
        if self.desk.across.reopens(place):
            return
        self.go(place.article, place.event)
        self.desk.use(place.pane)
        if place.actor:
            (self.spotlight.pin if place.pinned else self.spotlight.choose)(place.actor, place.line)

    def go(self, article_id: str | None, event_id: str | None) -> None:
        """To an event, in whichever article it is; a filter or scope that hides it gives way."""
        self.desk.across.end()
        if article_id is not None and article_id != self.article_id and self.view.has(article_id):
            self._take_article(article_id)
            self._point_articles()
            if not self.view.all_articles:
                self._show_events(event_id)
            elif event_id is None:
                event_id = self.view.first_of(article_id)
        if event_id is not None:
            if self.view.index_of(event_id) is None:
                self.view.show_everything()
                self._show_events(event_id)
            self._point_events(event_id)
            self._take_event(event_id)
        self.desk.show_top()
        self.desk.keep()

    def open_actors_row(self) -> bool:
        """Go to the event under the cursor in Actor; whether there is one."""
        chosen = self.actor.current_event
        if chosen is None:
            return False
        self.go(chosen.article, chosen.id)
        return True

    # --- what commands ask

    def marked(self) -> Marked | None:
        """What a mark would go on now."""
        return marked(self)

    def told_by_picked(self) -> tuple[str, ...]:
        """All that tells what the picked lines stand for, where lines stand for stories; nothing elsewhere."""
        view, picked = self.view, self.picks.ids
        folding = view.folding
        if self.desk.across.open == "timeline" and view.knowledge is not None:
            folding = view.knowledge.folding
        return folding.tellings(picked) if folding is not None and picked else ()

    @property
    def meant(self) -> str | None:
        """The event that marks and citations are for: the one under the cursor in Actor while that is in use, else the
        current one."""
        at = self.actor.current_event if self.desk.focus_name == "actor" else None
        return at.id if at is not None else self.event_id

    def cited(self) -> Event | Span | None:
        """What a citation would quote: the selection, the event, or (in Articles) nothing but the article."""
        if self.desk.selecting and self.source.selection:
            return self.source.selection
        return None if self.desk.focus_name == "articles" else self.event

    def grade(self) -> str:
        """The current event's grade, for citations that show one."""
        row = self.view.row(self.event_id)
        return row.grade if row is not None and self.desk.focus_name != "articles" else ""

    # --- searching

    def remember(self) -> Cursors:
        """Where all cursors stand."""
        return Cursors(self.event_id, self.article_id, self.source.current_offset)

    def restore(self, cursors: Cursors) -> None:
        """Put all cursors back."""
        elsewhere = cursors.article != self.article_id or cursors.event != self.event_id
        if elsewhere and not self.desk.across.back_to(cursors.event):
            self.go(cursors.article, cursors.event)
        self.source.go_to(cursors.offset, tell=False)
        self.finding = True

    def clear_find(self) -> bool:
        """Light no found places any more; whether there were any."""
        had, self.finding = self.finding, False
        self.source.clear_find()
        return had
