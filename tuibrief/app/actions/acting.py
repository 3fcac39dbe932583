"""Actors: going to one, pinning one, and saying who is who: merge, rename, split, set apart, no actor, and back."""

# ruff: noqa: ARG001 (all commands are called alike)

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tuibrief.app.actions.subject import Subject, beside, known, with_actor
from tuibrief.app.spotlight import NOBODY

if TYPE_CHECKING:
    from tuibrief.actors import KnownActor
    from tuibrief.app.commands import Call
    from tuibrief.app.screens.desk import Desk
    from tuibrief.overview import Overview
    from tuibrief.roster import Roster


class _Everybody:
    """The actors as they stood when a dialog first asked: while articles are taken in, each letter would make them
    anew."""

    def __init__(self) -> None:
        self._roster: Roster | None = None

    def __call__(self, overview: Overview) -> Roster:
        if self._roster is None or not self._roster.actors:
            self._roster = overview.roster()
        return self._roster


# --- whose file is shown


def choose(desk: Desk, call: Call) -> None:
    """To any actor of the library, by part of a name; its file stays until it is unpinned."""
    knowledge = desk.linking.view.knowledge
    if knowledge is None:
        desk.say("There is no library to look in.")
        return
    from tuibrief.app.dialogs.actors import ActorsDialog

    everybody = _Everybody()
    seen: dict[str, tuple[str, bool]] = {}  # by key the name, and whether it is said to be no actor

    def find(typed: str) -> Sequence[tuple[KnownActor, str]]:
        roster = everybody(known(knowledge))
        found = roster.find(typed)
        seen.update({actor.key: (actor.name, actor.key in roster.hidden) for actor in found})
        return [(actor, "no actor" if actor.key in roster.hidden else "") for actor in found]

    def done(key: str | None) -> None:
        overview = knowledge.overview
        if key is None or overview is None:
            return
        name, hidden = seen[key]
        if hidden:
            _ask_back(desk, Subject(overview, key, name), hidden=True)
            return
        desk.linking.leave_trace()
        desk.use("actor")
        _pin(desk, key, name)

    desk.app.push_screen(ActorsDialog("Go to an actor", find, lambda: knowledge.ready), done)


def pin(desk: Desk, call: Call) -> None:
    """Let the actor stay while you move, or no longer."""
    spotlight = desk.linking.spotlight
    if spotlight.pinned:
        name = spotlight.name
        spotlight.pin("")
        desk.keep()
        desk.say(f"{name} is pinned no more: Actor follows the events.")
        return
    with_actor(desk, lambda subject: _pin(desk, subject.key, subject.name))


def _pin(desk: Desk, key: str, name: str) -> None:
    desk.linking.spotlight.pin(key)
    desk.keep()
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
    with_actor(desk, lambda subject: _ask_merge(desk, subject))


def _ask_merge(desk: Desk, subject: Subject) -> None:
    from tuibrief.app.dialogs.actors import ActorsDialog
    from tuibrief.joining import merge_actors

    overview, key, name = subject
    everybody = _Everybody()

    def find(typed: str) -> Sequence[tuple[KnownActor, str]]:
        roster = everybody(overview)
        found = roster.find(typed) if typed else roster.like(key)
        return [(actor, "") for actor in found if actor.key != key and actor.key not in roster.hidden]

    def make(into: str) -> str:
        other = overview.name(into)
        merge_actors(overview, key, into)
        return f"{name} and {other} are one now"

    def done(into: str | None) -> None:
        if into is not None:
            _change(desk, lambda: make(into))

    desk.app.push_screen(ActorsDialog(f"Merge {name} into…", find, hint="that one's name is kept"), done)


def rename(desk: Desk, call: Call) -> None:
    """Ask how the actor is called from now on."""
    with_actor(desk, lambda subject: _ask_name(desk, subject))


def _ask_name(desk: Desk, subject: Subject) -> None:
    from tuibrief.app.dialogs.prompt import Asking, Prompt
    from tuibrief.joining import rename_actor

    overview, key, name = subject

    def make(typed: str) -> str:
        rename_actor(overview, key, typed)
        return f"{name} is called {' '.join(typed.split())} now"

    def done(typed: str | None) -> None:
        if typed is not None and typed != name:
            _change(desk, lambda: make(typed))

    asking = Asking(lambda typed: "" if typed.strip() else "a name needs at least one character")
    desk.app.push_screen(Prompt("call it ", name, asking, (), f"{name} until now · enter keeps the new name"), done)


def split(desk: Desk, call: Call) -> None:
    """Ask in which articles the name is somebody else's."""
    with_actor(desk, lambda subject: _ask_split(desk, subject))


def _ask_split(desk: Desk, subject: Subject) -> None:
    from tuibrief.app.dialogs.actors import SeveralOf
    from tuibrief.app.dialogs.box import Row
    from tuibrief.joining import JoinError, split_actor

    overview, key, name = subject
    view, meant = desk.linking.view, desk.linking.meant
    here = meant.rpartition(".")[0] if meant is not None else ""

    def load() -> Sequence[Row]:
        with overview.holding():
            called = overview.directory.called(key)
        if len(called) < 2:
            raise JoinError(f"{name} stands in no other article, so there is nobody to be told apart from.")
        rows = []
        for article in sorted(called, key=lambda a: a != here):
            row = view.article_row(article)
            names = ", ".join(dict.fromkeys(actor.name for actor in called[article]))
            if row is not None:
                said = (names if names != name else "", row.outlet, row.published)
                rows.append(Row(view.title_of(row), " · ".join(filter(None, said)), article))
        return rows

    def make(articles: tuple[str, ...]) -> str:
        with overview.holding():
            names = overview.directory.names_in(articles[0], key)
        split_actor(overview, key, articles)
        others = [k for _, k in overview.people(articles[0], names) if k]
        fresh = overview.name(others[0]) if others else name
        where = "this article" if len(articles) == 1 else f"these {len(articles)} articles"
        return f"In {where} {name} is somebody else now, called {fresh}"

    def done(chosen: tuple[str, ...] | str | None) -> None:
        if isinstance(chosen, str):
            desk.say(chosen, warn=True)
        elif chosen:
            _change(desk, lambda: make(chosen))

    desk.app.push_screen(SeveralOf(f"Where is {name} somebody else?", load), done)


def apart(desk: Desk, call: Call) -> None:
    """Let a name that was taken for this actor's (by a merge, or a surname alone) stand for itself."""
    with_actor(desk, lambda subject: _ask_apart(desk, subject))


def _ask_apart(desk: Desk, subject: Subject) -> None:
    from tuibrief.app.dialogs.actors import OneOf
    from tuibrief.app.dialogs.box import Row
    from tuibrief.joining import JoinError, separate_actor

    overview, key, name = subject

    def work() -> list[tuple[str, str]]:
        with overview.holding():
            besides = overview.directory.besides(key)
        if not besides:
            raise JoinError(f"No other name stands for {name}: nothing was merged into it.")
        return besides

    def make(other: str, shown: str) -> str:
        separate_actor(overview, other)
        return f"{shown} is an actor of its own now, apart from {name}"

    def begin(besides: list[tuple[str, str]]) -> None:
        names = dict(besides)

        def done(other: str | None) -> None:
            if other is not None:
                _change(desk, lambda: make(other, names[other]))

        if len(besides) == 1:
            done(besides[0][0])
            return
        rows = [Row(shown, other.partition(":")[0], other) for other, shown in besides]
        desk.app.push_screen(OneOf(f"Which name is not {name}'s?", rows), done)

    beside(desk, work, begin)


def no_actor(desk: Desk, call: Call) -> None:
    """Leave out of all lists what was taken for an actor."""
    from tuibrief.joining import no_actor as leave_out

    def begin(subject: Subject) -> None:
        def make() -> str:
            leave_out(subject.overview, subject.key)
            return f"{subject.name} is no actor any more, and in no list"

        beside(desk, make, done)

    def done(said: str) -> None:
        if desk.linking.spotlight.pinned:
            desk.linking.spotlight.pin("")
            desk.keep()
        _changed(desk, said)

    with_actor(desk, begin)


def reset(desk: Desk, call: Call) -> None:
    """Take back all that a person merged, split or renamed of the actor."""
    with_actor(desk, lambda subject: _ask_back(desk, subject))


def _ask_back(desk: Desk, subject: Subject, *, hidden: bool = False) -> None:
    from tuibrief.app.dialogs.box import Confirm
    from tuibrief.joining import reset_actor

    def make() -> str:
        many = reset_actor(subject.overview, subject.key)
        return f"Took back {many} mark{'' if many == 1 else 's'} on who {subject.name} is"

    question = (
        f"{subject.name} was said to be no actor. Take that back?"
        if hidden
        else f"Take back all that was merged, split, renamed or left out of {subject.name}?"
    )
    desk.app.push_screen(Confirm(question), lambda yes: _change(desk, make) if yes else None)


def _change(desk: Desk, make: Callable[[], str]) -> None:
    """Make a change in a thread, and say what it did."""
    beside(desk, make, lambda said: _changed(desk, said))


def _changed(desk: Desk, said: str) -> None:
    desk.linking.marks_changed()
    desk.linking.worked_out()
    desk.show_top()
    desk.say(f"{said}; {desk.resolver.keymap.shown('mark.undo')} undoes it.")
