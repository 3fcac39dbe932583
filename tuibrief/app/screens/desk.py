"""The desk: the panes side by side, and what stands around them. It routes strokes to commands and owns what is
current.

How panes move each other stands in `linking`, what commands do in ``actions``, what is shown of the library in `View`.
"""

# ruff: noqa: ARG002 (Textual calls handlers with what happened)

from __future__ import annotations

import gc
from contextlib import ExitStack
from importlib import import_module
from typing import Self

from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import Reactive
from textual.widget import Widget

from tuibrief.app import commands, jobs
from tuibrief.app.across import Across
from tuibrief.app.bulk import Bulk
from tuibrief.app.ends import reached_end
from tuibrief.app.keys import Pending, Resolver, Run
from tuibrief.app.knowledge import Knowledge
from tuibrief.app.linking import Linking
from tuibrief.app.now import Situation
from tuibrief.app.opening import Opened
from tuibrief.app.panes import ActorPane, ArticlesPane, EventsPane, SourcePane
from tuibrief.app.panes.lines import Lines
from tuibrief.app.screens.arrange import TITLES, Arrangement, arrange, dragged
from tuibrief.app.screens.hearing import Hearing, WorkedOut
from tuibrief.app.screens.rule import Dragging, PaneRule

REFRESH = 0.5  # seconds between two looks at the library's file for other sessions' changes


class Desk(Hearing):
    """The one screen. ``focus_name`` is the pane in use; ``linking`` knows what is current in each."""

    AUTO_FOCUS = ""  # None would be the app's, which is the first widget

    # Textual's own paints the whole screen at each change of focus (16 KB); the panes' heads show it here.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    def __init__(self) -> None:
        super().__init__()
        self.panes: dict[str, Lines] = {
            "articles": ArticlesPane(id="articles", title=TITLES["articles"]),
            "source": SourcePane(id="source", title=TITLES["source"]),
            "events": EventsPane(id="events", title=TITLES["events"]),
            "actor": ActorPane(id="actor", title=TITLES["actor"]),
        }
        self.rules: dict[str, PaneRule] = {name: PaneRule(name) for name in list(self.panes)[1:]}
        self._dragging = Dragging(self.drag_rule)
        for pane in self.panes.values():
            pane.told = self.heed
        self.linking = Linking(self)
        self.across = Across(self)
        self.focus_name = "events"
        self.zoomed = False
        self.articles_open = False
        self.selecting = False
        self.shares: dict[str, int] = {}
        self.hidden: set[str] = set()
        self.reading: jobs.Reading | None = None
        self.bulk: Bulk | None = None
        self.search = ""

    # --- start and end

    def compose(self) -> ComposeResult:
        """Top line, panes with rules between them, foot line."""
        yield self.top
        with Container(id="panes"):
            for name, pane in self.panes.items():
                if name in self.rules:
                    yield self.rules[name]
                yield pane
        yield self.foot

    def on_mount(self) -> None:
        """Restore what was, and take up the library as soon as it is open."""
        app = self.briefing
        keymap = commands.load_keymap(app.options.places.keymap)
        self.resolver = Resolver(keymap)
        kept = app.kept
        self.focus_name, self.zoomed, self.articles_open = kept.place.pane, kept.zoomed, kept.articles_open
        self.shares = dict(kept.widths)
        self.hidden = set(kept.hidden) - {self.focus_name}
        self._paint_themes()
        self.lay_out()
        wrong = (*app.options.notices, *keymap.problems)
        for sentence in wrong:
            self.say(sentence, warn=True)
        if len(wrong) > 1:  # one line has room for the last only
            self.say(f"{len(wrong)} settings or keys are wrong: {keymap.shown('app.messages')} says which.", warn=True)
        self.show_top()
        app.app_resume_signal.subscribe(
            self, lambda _: self.run_command("app.redraw")
        )  # the shell has written meanwhile
        self.call_after_refresh(app.opening.start, lambda opened: app.call_from_thread(self.take_up, opened))

    def _settled(self) -> None:
        """The first screen and the library stand: garbage is collected again, but never all that was made up to now.

        And rarely all that came since: with 100,000 events that went through, a key waited for 0.2 s."""
        gc.freeze()
        gc.set_threshold(700, 10, 100)
        gc.enable()

    def take_up(self, opened: Opened) -> None:
        """The library is open (or isn't): show it, and begin to read."""
        app = self.briefing
        self.set_timer(0.5, self._settled)
        if opened.library is None:
            self.linking.fail(opened.problem)
            self.say(opened.problem, warn=True)
            self.show_top()
            return
        self.linking.open(opened.library, app.kept)
        self.show_top()
        if opened.library.problem:
            self.say(opened.library.problem, warn=True)
        elif opened.notice:
            self.say(opened.notice, warn=True)
        settings = app.options.settings
        self.reading = jobs.Reading(self, opened.library, settings.workers, settings.model)
        self.bulk = Bulk(self, opened.library)
        if app.options.paths or self.linking.view.waiting():
            self.reading.start(app.options.paths)
        drafts = len(app.kept.drafts)
        if drafts:
            one = "correction" if next(iter(app.kept.drafts)).startswith("correct:") else "note"
            what = f"A half-written {one} is kept" if drafts == 1 else f"{drafts} half-written things are kept"
            self.say_later(f"{what}: {self.resolver.keymap.shown('go.drafts')} goes on with it.")
        elif not app.kept.toured:
            self.say_later(f"New here? {self.resolver.keymap.shown('app.tour')} takes you round; ? shows the keys.")
            app.kept = app.kept._replace(toured=True)
        knowledge = Knowledge(
            opened.library,
            lambda: self.post_message(WorkedOut()),
            lambda done, of, left: self.post_message(jobs.Progressed(done, of, left, "linking")),
        )
        self.linking.view.knowledge = knowledge
        knowledge.update()
        self.set_interval(REFRESH, self.look)

    def leave(self) -> None:
        """End the app: what is read stays, where we are is kept."""
        if self.reading is not None:
            self.reading.cancel()
        if self.bulk is not None:
            self.bulk.stop()
            self.bulk.wait(2)
        self.keep()
        self.briefing.keeper.close()
        self.app.exit(0)

    def look(self) -> None:
        """Has another session changed the library? A stat, and nothing is written where not."""
        if self.linking.refresh():
            self.show_top()
        self.tell_troubles()

    def keep(self) -> None:
        """Have where we are written, a moment from now."""
        app = self.briefing
        app.kept = app.kept._replace(
            place=self.across.place() or self.linking.place(self.focus_name),
            all_articles=self.linking.view.all_articles,
            core_only=self.linking.view.core_only,
            apart=self.linking.view.apart,
            filter=self.linking.view.filter,
            zoomed=self.zoomed,
            articles_open=self.articles_open,
            pinned=self.linking.spotlight.pinned,
            widths=dict(self.shares),
            hidden=tuple(sorted(self.hidden)),
        )
        app.keeper.keep(app.kept)

    # --- strokes and commands

    @property
    def contexts(self) -> tuple[str, ...]:
        """Where we are, for the resolver: the most particular first."""
        return ("select",) if self.selecting else (self.focus_name, "browse")

    @property
    def situation(self) -> Situation:
        """How things stand, for what can be done now."""
        view, picks = self.linking.view, self.linking.picks
        return Situation(
            self.focus_name,
            opened=not self.linking.failed,
            articles=1 if view.library is None else len(view.articles),
            reading=self.progress is not None,
            changing=self.changing.doing if self.changing is not None else "",
            selecting=self.selecting,
            picked=picks.count,
            ranging=picks.ranging,
            filter=view.filter,
            finding=self.search if self.linking.finding else "",
            zoomed=self.zoomed,
            drafts=len(self.briefing.kept.drafts),
            touring=self.tour.on,
        )

    def stroke(self, key: str) -> bool:
        """Every stroke ends here: a command, the middle of a sequence, or nothing."""
        self.touched = True
        before = self.resolver.pending
        outcome = self.resolver.feed(key, self.contexts)
        if isinstance(outcome, Run):
            self._show_pending(before, "")
            self.run_command(outcome.command, outcome.times, outcome.argument)
        elif isinstance(outcome, Pending):
            self._show_pending(before, outcome.typed)
        else:
            self._show_pending(before, "")
        return True

    def run_command(self, name: str, count: int | None = None, argument: str = "") -> None:
        """Run a command of the registry by its id."""
        module, function = commands.BY_ID[name].run.split(".")
        with ExitStack() as painting:  # each pane once, however often what it shows changes on the way
            for lines in (*self.panes.values(), self.top, self.foot):
                painting.enter_context(lines.held())
            import_module(f"tuibrief.app.actions.{module}").__dict__[function](self, commands.Call(count, argument))
            if self.tour.ran(name):
                self.show_hints()

    def _show_pending(self, before: str, now: str) -> None:
        if before != now:
            self.show_pending(now)

    # --- panes

    @property
    def pane(self) -> Lines:
        """The pane in use."""
        return self.panes[self.focus_name]

    @property
    def source(self) -> SourcePane:
        """The Source pane by its own type."""
        return self.linking.source

    @property
    def on_screen(self) -> tuple[str, ...]:
        """The panes that are on the screen, from left to right."""
        return self._arrangement.names if self._arrangement else ()

    def add_pane(self, name: str, pane: Lines) -> None:
        """Take in a pane that is made only when it is first used."""
        self.panes[name], self.rules[name], pane.told = pane, PaneRule(name), self.heed
        for lines in (pane, self.rules[name]):
            lines.display = False
            lines.set_palette(self.briefing.signs_palette)
        self.query_one("#panes").mount(self.rules[name], pane)

    def use(self, name: str) -> None:
        """Go to a pane; it comes onto the screen if it isn't."""
        self.across.using(name)
        self.focus_name = name
        self.hidden.discard(name)
        self.lay_out()
        self.linking.pane_shown()
        self.keep()

    def lay_out(self) -> None:
        """Lay the panes out for the size of the screen; nothing is touched where nothing changes."""
        size = self.app.size
        made = arrange(
            size.width,
            size.height,
            self.focus_name,
            articles_open=self.articles_open,
            zoomed=self.zoomed,
            shares=self.shares,
            hidden=self.hidden,
            view=self.across.open,
        )
        if made != self._arrangement:
            self._apply(made)
        pane = self.pane
        if self.focused is not pane:
            self.set_focus(pane, scroll_visible=False)
            self.show_hints()

    def _apply(self, made: Arrangement) -> None:
        before, self._arrangement = self._arrangement, made
        self.briefing.painter.laying_out = True
        columns = dict(made.panes)
        self.top.display = made.top
        self.foot.display = made.foot or made.too_small
        for name, pane in self.panes.items():
            shown = name in columns and not made.too_small
            pane.display = shown
            if shown:
                pane.styles.width = columns[name]
            if name in self.rules:
                self.rules[name].display = shown and made.names[0] != name
        if made.too_small or (before and before.too_small):
            self.show_hints()

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Paint what is on the screen. All of it, as after a dialog: line by line, of which what is still there isn't
        written."""
        made = self._arrangement
        if regions or not repaint or layout or recompose or made is None or made.too_small:
            return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
        for lines in (self.top, *self.panes.values(), *self.rules.values(), self.foot):
            if lines.display:
                lines.paint_again()
        return self

    def _refresh_layout(self, size: Size | None = None, scroll: bool = False) -> None:
        super()._refresh_layout(size, scroll)
        self.briefing.painter.laying_out = False

    def _forward_event(self, event: events.Event) -> None:
        if isinstance(event, events.MouseEvent):
            inside = self.region.contains(event.x, event.y) and isinstance(event, events.MouseDown)
            under = self.get_widget_at(event.x, event.y)[0] if inside else None
            if self._dragging.takes(event, under):
                return
        super()._forward_event(event)

    def drag_rule(self, right: str, column: int) -> None:
        """The rule left of a pane was dragged to a column of the screen."""
        if self._arrangement is not None:
            self.shares.update(dragged(self._arrangement, right, column, self.shares))
            self.lay_out()
            self.keep()

    def on_resize(self, event: events.Resize) -> None:
        """Another size."""
        self.lay_out()
        self.show_hints()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """A pane was clicked: it is the one in use now."""
        # Events of focus come late: only what still has the focus counts, or two panes would take it from
        # each other for ever.
        name = event.widget.id if event.widget is self.focused else None
        if name in self.panes and name != self.focus_name:
            self.use(name)

    def _update_focus_styles(self, focused: Widget | None = None, blurred: Widget | None = None) -> None:
        """Textual would style and paint all panes anew at each change of focus (16 KB); no style hangs on it."""

    def _paint_themes(self) -> None:
        palette = self.briefing.signs_palette
        for lines in (*self.panes.values(), *self.rules.values(), self.top, self.foot):
            lines.set_palette(palette)

    def change_theme(self, name: str) -> None:
        """Put on another theme."""
        app = self.briefing
        app.theme = name
        app.kept = app.kept._replace(theme=name)
        self._paint_themes()
        self.keep()

    # --- news from the panes and from the jobs

    def heed(self, message: Message) -> None:
        """A cursor moved: what follows from it is painted in the same frame."""
        if isinstance(message, SourcePane.SourceMoved):
            self.on_source_pane_source_moved(message)
        elif isinstance(message, EventsPane.Moved):
            self.on_line_list_moved(message)
        reached_end(self)

    def on_line_list_moved(self, message: EventsPane.Moved) -> None:
        """A cursor moved."""
        if message.control.id == "timeline":
            self.across.moved(message.index)
        else:
            self.linking.moved(message.control.id or "", message.index)

    def on_comparison_pane_chosen(self) -> None:
        """A telling was double-clicked."""
        self.run_command("go.open")

    def on_line_list_chosen(self, message: EventsPane.Chosen) -> None:
        """A row was double-clicked."""
        self.run_command("go.open")

    def on_source_pane_source_moved(self, message: SourcePane.SourceMoved) -> None:
        """The cursor in Source came to another line."""
        if not self.selecting:
            self.linking.source_moved(message.line)

    def on_source_pane_selected(self, message: SourcePane.Selected) -> None:
        """The mouse has selected words: the keys of selecting hold now."""
        self.selecting = True
        self.use("source")
        self.show_hints()
