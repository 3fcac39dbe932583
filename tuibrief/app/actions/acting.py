"""Actors: going to one, pinning one, and saying who is who: merge, rename, split, set apart, no actor, and back."""

# ruff: noqa: ARG001 (all commands are called alike)

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from tuibrief.app.spotlight import NOBODY, NOT_YET

if TYPE_CHECKING:
    from tuibrief.actors import KnownActor
    from tuibrief.app.commands import Call
    from tuibrief.app.screens.desk import Desk
    from tuibrief.overview import Overview

T = TypeVar("T")


# --- whose file is shown


def choose(desk: Desk, call: Call) -> None:
    """To any actor of the library, by part of a name; its file stays until it is unpinned."""
    overview = _overview(desk)
    if overview is None:
        return
    from tuibrief.app.dialogs.actors import ActorsDialog

    def find(typed: str) -> Sequence[tuple[KnownActor, str]]:
        roster = overview.roster()
        return [(actor, "no actor" if actor.key in roster.hidden else "") for actor in roster.find(typed)]

    def done(key: str | None) -> None:
        if key is None:
            return
        if overview.directory.is_hidden(key):
            _ask_back(desk, overview, key)
            return
        desk.linking.leave_trace()
        desk.use("actor")
        _pin(desk, key)

    desk.app.push_screen(ActorsDialog("Go to an actor", find), done)


def pin(desk: Desk, call: Call) -> None:
    """Let the actor stay while you move, or no longer."""
    spotlight = desk.linking.spotlight
    if spotlight.pinned:
        name = spotlight.name
        spotlight.pin("")
        desk.keep()
        desk.say(f"{name} is pinned no more: Actor follows the events.")
        return
    _with_actor(desk, lambda _, key: key, lambda key: _pin(desk, key))


def _pin(desk: Desk, key: str) -> None:
    spotlight = desk.linking.spotlight
    spotlight.pin(key)
    desk.keep()
    overview = _overview(desk)
    name = overview.directory.name(key) if overview is not None else spotlight.name
    desk.say(f"{name} is pinned and stays while you move; {desk.resolver.keymap.shown('actor.pin')} lets it go.")


def next_actor(desk: Desk, call: Call) -> None:
    """The next of those whom the event names: who, whom, according to whom."""
    _step(desk, call.times)


def previous_actor(desk: Desk, call: Call) -> None:
    """The one before."""
    _step(desk, -call.times)


def _step(desk: Desk, by: int) -> None:
    spotlight = desk.linking.spotlight
    if spotlight.pinned:
        desk.say(f"{spotlight.name} is pinned; {desk.resolver.keymap.shown('actor.pin')} lets it go.")
        return
    if "actor" not in desk.on_screen:
        desk.use("actor")
    named = len(spotlight.asked().named)
    if named < 2:
        desk.say("Nobody else is named in this event." if named else NOBODY)
    else:
        spotlight.step(by)


def next_list(desk: Desk, call: Call) -> None:
    """To the next of the lists: did, had done to it, said, named."""
    if not any(desk.linking.actor.next_list(1) for _ in range(call.times)):
        desk.say("That is the last list.")


def previous_list(desk: Desk, call: Call) -> None:
    """To the beginning of this list, then to the one before."""
    if not any(desk.linking.actor.next_list(-1) for _ in range(call.times)):
        desk.say("That is the first list.")


# --- who is who


def merge(desk: Desk, call: Call) -> None:
    """Ask who is the same, and make them one."""
    from tuibrief.app.dialogs.actors import ActorsDialog
    from tuibrief.joining import merge_actors

    def begin(got: tuple[Overview, str, str]) -> None:
        overview, key, name = got

        def find(typed: str) -> Sequence[tuple[KnownActor, str]]:
            roster = overview.roster()
            found = roster.find(typed) if typed else roster.like(key)
            return [(actor, "") for actor in found if actor.key != key and actor.key not in roster.hidden]

        def make(into: str) -> str:
            other = overview.directory.name(into)
            merge_actors(overview, key, into)
            return f"{name} and {other} are one now"

        def done(into: str | None) -> None:
            if into is not None:
                _change(desk, lambda: make(into))

        desk.app.push_screen(ActorsDialog(f"Merge {name} into which actor? That one's name is kept", find), done)

    _with_actor(desk, lambda overview, key: (overview, key, overview.directory.name(key)), begin)


def rename(desk: Desk, call: Call) -> None:
    """Ask how the actor is called from now on."""
    from tuibrief.app.dialogs.prompt import Asking, Prompt
    from tuibrief.joining import rename_actor

    def begin(got: tuple[Overview, str, str]) -> None:
        overview, key, name = got

        def make(typed: str) -> str:
            rename_actor(overview, key, typed)
            return f"{name} is called {' '.join(typed.split())} now"

        def done(typed: str | None) -> None:
            if typed is not None and typed != name:
                _change(desk, lambda: make(typed))

        asking = Asking(lambda typed: "" if typed.strip() else "a name needs at least one character")
        desk.app.push_screen(Prompt(f"{name} is called ", name, asking, (), "enter keeps the name"), done)

    _with_actor(desk, lambda overview, key: (overview, key, overview.directory.name(key)), begin)


def split(desk: Desk, call: Call) -> None:
    """Ask in which articles the name is somebody else's."""
    from tuibrief.app.dialogs.actors import SeveralOf
    from tuibrief.app.dialogs.box import Row
    from tuibrief.joining import JoinError, split_actor

    view, here = desk.linking.view, desk.linking.meant

    def work(overview: Overview, key: str) -> tuple[Overview, str, str, dict[str, str]]:
        called = overview.directory.called(key)
        name = overview.directory.name(key)
        if len(called) < 2:
            raise JoinError(f"{name} stands in no other article, so there is nobody to be told apart from.")
        now = here.rpartition(".")[0] if here is not None else ""
        order = sorted(called, key=lambda a: a != now)
        return overview, key, name, {a: ", ".join(dict.fromkeys(x.name for x in called[a])) for a in order}

    def begin(got: tuple[Overview, str, str, dict[str, str]]) -> None:
        overview, key, name, named = got
        rows = []
        for article, names in named.items():
            row = view.article_row(article)
            if row is not None:
                rows.append(Row(view.title_of(row), " · ".join(filter(None, (names, row.published))), article))

        def make(articles: tuple[str, ...]) -> str:
            names = [actor.name for actor in overview.directory.called(key).get(articles[0], ())]
            split_actor(overview, key, articles)
            others = [k for _, k in overview.people(articles[0], names) if k]
            fresh = overview.directory.name(others[0]) if others else name
            where = "this article" if len(articles) == 1 else f"these {len(articles)} articles"
            return f"In {where} {name} is somebody else now, called {fresh}"

        def done(articles: tuple[str, ...] | None) -> None:
            if articles:
                _change(desk, lambda: make(articles))

        desk.app.push_screen(SeveralOf(f"In which article is {name} somebody else?", rows), done)

    _with_actor(desk, work, begin)


def apart(desk: Desk, call: Call) -> None:
    """Let a name that was taken for this actor's (by a merge, or a surname alone) stand for itself."""
    from tuibrief.app.dialogs.actors import OneOf
    from tuibrief.app.dialogs.box import Row
    from tuibrief.joining import JoinError, separate_actor

    def work(overview: Overview, key: str) -> tuple[Overview, str, list[tuple[str, str]]]:
        name, besides = overview.directory.name(key), overview.directory.besides(key)
        if not besides:
            raise JoinError(f"No other name stands for {name}: nothing was merged into it.")
        return overview, name, besides

    def begin(got: tuple[Overview, str, list[tuple[str, str]]]) -> None:
        overview, name, besides = got
        names = dict(besides)

        def make(key: str) -> str:
            separate_actor(overview, key)
            return f"{names[key]} is an actor of its own now, apart from {name}"

        def done(key: str | None) -> None:
            if key is not None:
                _change(desk, lambda: make(key))

        if len(besides) == 1:
            done(besides[0][0])
            return
        rows = [Row(shown, key.partition(":")[0], key) for key, shown in besides]
        desk.app.push_screen(OneOf(f"Which name is not {name}'s?", rows), done)

    _with_actor(desk, work, begin)


def no_actor(desk: Desk, call: Call) -> None:
    """Leave out of all lists what was taken for an actor."""
    from tuibrief.joining import no_actor as leave_out

    def work(overview: Overview, key: str) -> str:
        name = overview.directory.name(key)
        leave_out(overview, key)
        return f"{name} is no actor any more, and in no list"

    def done(said: str) -> None:
        if desk.linking.spotlight.pinned:
            desk.linking.spotlight.pin("")
            desk.keep()
        _changed(desk, said)

    _with_actor(desk, work, done)


def reset(desk: Desk, call: Call) -> None:
    """Take back all that a person merged, split or renamed of the actor."""
    _with_actor(desk, lambda overview, key: (overview, key), lambda got: _ask_back(desk, *got))


def _ask_back(desk: Desk, overview: Overview, key: str) -> None:
    from tuibrief.app.dialogs.box import Confirm
    from tuibrief.joining import reset_actor

    name = overview.directory.name(key)
    hidden = overview.directory.is_hidden(key)

    def make() -> str:
        many = reset_actor(overview, key)
        return f"Took back {many} mark{'' if many == 1 else 's'} on who {name} is"

    question = (
        f"{name} was said to be no actor. Take that back?"
        if hidden
        else f"Take back all that was merged, split, renamed or left out of {name}?"
    )
    desk.app.push_screen(Confirm(question), lambda yes: _change(desk, make) if yes else None)


# --- beside the screen


def _overview(desk: Desk) -> Overview | None:
    """What is known over all articles; where nothing is yet, that is said."""
    knowledge = desk.linking.view.knowledge
    overview = knowledge.overview if knowledge is not None else None
    if overview is None:
        desk.say(NOT_YET)
    return overview


def _with_actor(desk: Desk, work: Callable[[Overview, str], T], then: Callable[[T], object]) -> None:
    """Do something with the actor whose file is shown, in a thread, then go on here with what it gave."""
    from tuibrief.joining import JoinError

    spotlight, overview = desk.linking.spotlight, _overview(desk)
    asked = spotlight.asked()
    if overview is None:
        return
    if not (asked.pinned or asked.named):
        desk.say(NOBODY)
        return

    def run() -> T:
        key = spotlight.key(overview, asked)
        if not key:
            raise JoinError(NOBODY if key is None else NOT_YET)
        return work(overview, key)

    _beside(desk, run, then)


def _change(desk: Desk, make: Callable[[], str]) -> None:
    """Make a change in a thread, and say what it did."""
    _beside(desk, make, lambda said: _changed(desk, said))


def _changed(desk: Desk, said: str) -> None:
    desk.linking.marks_changed()
    desk.linking.worked_out()
    desk.show_top()
    desk.say(f"{said}; {desk.resolver.keymap.shown('mark.undo')} undoes it.")


def _beside(desk: Desk, work: Callable[[], T], then: Callable[[T], object]) -> None:
    """Work in a thread; go on with what it gave, or say what was wrong."""
    from tuibrief.joining import JoinError
    from tuibrief.library.records import LibraryError

    def run() -> None:
        try:
            made = work()
        except (JoinError, LibraryError, OSError) as error:
            desk.app.call_from_thread(desk.say, str(error), warn=True)
        else:
            desk.app.call_from_thread(then, made)

    desk.run_worker(run, thread=True, group="actors", exit_on_error=False)
