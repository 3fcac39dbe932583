"""Stories over all articles: the comparison and the timeline, and saying which events are one happening."""

# ruff: noqa: ARG001 (all commands are called alike)

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tuibrief.app.across import Scope
from tuibrief.app.actions.many import stop as stop_change
from tuibrief.app.actions.subject import with_actor
from tuibrief.app.beside import Worked
from tuibrief.app.jobs import Told

if TYPE_CHECKING:
    from tuibrief.app.commands import Call
    from tuibrief.app.screens.desk import Desk
    from tuibrief.library.records import EventRow
    from tuibrief.overview import Overview

_WORD = re.compile(r"\w{5,}")
_WORDS, _LIKELY = 5, 30  # words of a headline that are looked for; events that are offered
_ONE_STORY = 500  # events that are joined or parted by hand at once
FILTER_HINT = "words, or actor: tag: type: status: source: since: until: note: is: · f1 more"


def compare(desk: Desk, call: Call) -> None:
    """How the articles tell the current event's story, side by side."""
    linking = desk.linking
    event, knowledge = linking.meant, linking.view.knowledge
    if event is None or linking.view.library is None or knowledge is None:
        desk.say("There is no event here to compare.")
        return
    if knowledge.ready and knowledge.spread.get(event, 1) < 2:
        also = knowledge.also_in.get(event.rpartition(".")[0])
        alone = f"Only this text tells of it (also in {also})" if also else "Only this article tells of it"
        desk.say(f"{alone}: there is nothing to compare. {_key(desk, 'story.join')} joins it with another event.")
        return
    linking.leave_trace()
    desk.across.compare(event)


def next_telling(desk: Desk, call: Call) -> None:
    """To the article on the right."""
    _step(desk, call.times)


def previous_telling(desk: Desk, call: Call) -> None:
    """To the article on the left."""
    _step(desk, -call.times)


def _step(desk: Desk, by: int) -> None:
    if not desk.across.comparison.step(by) and desk.across.comparison.comparison is not None:
        desk.say(
            "That is the last article that tells of it." if by > 0 else "That is the first article that tells of it."
        )


def close(desk: Desk, call: Call) -> None:
    """Back to how all was before the view was opened; what is picked or was looked for is let go first."""
    linking = desk.linking
    if stop_change(desk) or linking.picks.clear() or linking.clear_find():
        return
    desk.across.close()


# -- timeline ---


def timeline(desk: Desk, call: Call) -> None:
    """The stories by date: of the actor in Actor where one is there, of what the filter lets through, or of all."""
    linking, across = desk.linking, desk.across
    if across.open == "timeline":
        desk.use("timeline")
        return
    view = linking.view
    if view.library is None:
        desk.say("There is no library to look in.")
        return
    scope = Scope(filter=view.filter, core_only=view.core_only)
    dossier = linking.actor.dossier if desk.focus_name == "actor" else None
    if dossier is not None:
        scope = scope._replace(actor=dossier.key, name=dossier.name, filter="")
    linking.leave_trace()
    across.open_timeline(scope)


def scope(desk: Desk, call: Call) -> None:
    """The timeline of all, or of the one in Actor: whom the current event is about, or who is pinned."""
    across = desk.across
    if across.scope.actor:
        across.rescope(across.scope._replace(actor="", name=""))
        return
    with_actor(desk, lambda who: across.rescope(across.scope._replace(actor=who.key, name=who.name)))


def core(desk: Desk, call: Call) -> None:
    """The key events, or every one."""
    across = desk.across
    across.rescope(across.scope._replace(core_only=not across.scope.core_only))


def filter_timeline(desk: Desk, call: Call) -> None:
    """Ask what to show in the timeline, and show it while it is typed; escape brings back what was."""
    from tuibrief.app.actions.finding import remembered
    from tuibrief.app.dialogs.prompt import Asking, FilterPrompt

    app, across, begun = desk.briefing, desk.across, desk.across.scope

    def changed(typed: str) -> str:
        wanted = begun._replace(filter=typed.strip())
        if wanted != across.scope:
            across.rescope(wanted)
        return ""

    def done(typed: str | None) -> None:
        across.rescope(begun if typed is None else begun._replace(filter=typed.strip()))
        if typed and typed.strip():
            app.kept = app.kept._replace(filters=remembered(app.kept.filters, typed.strip()))
            desk.keep()

    asking = Asking(changed, None, desk.linking.view.values_of)
    desk.app.push_screen(FilterPrompt("filter ", begun.filter, asking, app.kept.filters, FILTER_HINT), done)


def no_filter(desk: Desk, call: Call) -> None:
    """The whole timeline again."""
    desk.across.rescope(desk.across.scope._replace(filter=""))


# -- by hand ---


def join(desk: Desk, call: Call) -> None:
    """The picked events are one happening; or the current one and another, which is asked for."""
    linking = desk.linking
    now, picked = linking.event_id, linking.picks.ids
    if now is None:
        desk.say("There is no event here to join.")
        return
    events = picked if len(picked) > 1 else tuple(dict.fromkeys((*picked, now)))
    if _too_many(desk, events):
        return
    if len(events) > 1:
        from tuibrief.app.dialogs.box import Confirm

        question = f"Are these {len(events)} events one happening, told {len(events)} times?"
        desk.app.push_screen(Confirm(question), lambda yes: _join(desk, events) if yes else None)
        return
    from tuibrief.app.dialogs.join import JoinDialog

    view = linking.view

    def outlet_of(row: EventRow) -> str:
        article = view.article_row(row.article)
        return (article.outlet or view.title_of(article)) if article is not None else ""

    def done(chosen: str | None) -> None:
        if chosen is not None:
            _join(desk, (now, chosen))

    desk.app.push_screen(JoinDialog(view.find_events, lambda: _likely(desk, now), outlet_of), done)


def _too_many(desk: Desk, events: Sequence[str]) -> bool:
    """Whether so many events are picked that they can't be meant as one happening, which is said then."""
    if len(events) <= _ONE_STORY:
        return False
    desk.say(f"{len(events):,} events are picked: more than {_ONE_STORY} are no one happening.", warn=True)
    return True


def _likely(desk: Desk, event: str) -> list[EventRow]:
    """Events of other stories whose words are like an event's, those of its day first. May be asked from any thread."""
    view = desk.linking.view
    known, knowledge = view.event(event), view.knowledge
    if known is None or knowledge is None or knowledge.overview is None:
        return []
    story = knowledge.overview.story(event)
    score: Counter[str] = Counter()
    rows: dict[str, EventRow] = {}
    for word in sorted(set(_WORD.findall(known.headline.casefold())), key=len)[-_WORDS:]:
        for row in view.find_events(word):
            if row.id not in story:
                rows[row.id] = row
                score[row.id] += 1
    ordered = sorted(rows, key=lambda found: (-score[found], rows[found].when != known.when))
    return [rows[found] for found in ordered[:_LIKELY]]


def _join(desk: Desk, events: Sequence[str]) -> None:
    from tuibrief.joining import join_stories

    undo = _key(desk, "mark.undo")

    def make(overview: Overview) -> str:
        join_stories(overview, events)
        many = overview.sources(events[0])
        told = f"told in {many} articles now" if many > 1 else "one story now"
        return f"Joined: {told}. {undo} takes it back."

    _by_hand(desk, make)


def part(desk: Desk, call: Call) -> None:
    """The current event (the picked ones, the telling with its near-copies) is another happening than the rest."""
    linking, across = desk.linking, desk.across
    events = linking.picks.ids or ((linking.event_id,) if linking.event_id is not None else ())
    if across.open == "comparison" and not linking.picks.ids:
        found, telling = across.comparison.comparison, across.comparison.telling
        if found is not None and telling is not None:
            copies = {telling.article, *(article for article, _ in telling.also_in)}
            events = tuple(e for e in found.events if e.rpartition(".")[0] in copies)
    if not events:
        desk.say("There is no event here to part from its story.")
        return
    if _too_many(desk, events):
        return
    from tuibrief.joining import part_story

    undo = _key(desk, "mark.undo")

    def make(overview: Overview) -> str:
        part_story(overview, events)
        return f"Parted: another happening than the rest. {undo} takes it back."

    if across.open == "comparison":
        across.compare_rest(events)
    _by_hand(desk, make)


def reset(desk: Desk, call: Call) -> None:
    """All joins and parts of this story are taken back."""
    event = desk.linking.event_id
    if event is None:
        desk.say("There is no event here.")
        return
    from tuibrief.joining import reset_story

    def make(overview: Overview) -> str:
        many = reset_story(overview, (event,))
        return (
            f"Took back what was joined or parted here ({many} mark{'s' * (many != 1)}): the story is as it was found."
        )

    _by_hand(desk, make)


def _by_hand(desk: Desk, make: Callable[[Overview], str]) -> None:
    """Join or part beside the screen, which may have to wait for articles that are being taken in; say what it did."""
    from tuibrief.joins import JoinError
    from tuibrief.library.records import LibraryError

    knowledge = desk.linking.view.knowledge
    overview = knowledge.overview if knowledge is not None else None
    if knowledge is None or overview is None or not knowledge.ready:
        desk.say("It is still being worked out which events are one happening: try again in a moment.")
        return

    def work() -> None:
        try:
            said = make(overview)
            knowledge.refold()
        except (JoinError, LibraryError, OSError) as error:
            desk.post_message(Told(str(error), warning=True))
            return
        desk.post_message(Worked(lambda: _made(desk, said)))

    desk.run_worker(work, thread=True, name="join", exit_on_error=False)


def _made(desk: Desk, said: str) -> None:
    desk.linking.picks.clear()
    desk.linking.worked_out()
    desk.linking.marks_changed()
    desk.across.refresh_now()
    desk.show_top()
    desk.say(said)


def _key(desk: Desk, command: str) -> str:
    return desk.resolver.keymap.shown(command)
