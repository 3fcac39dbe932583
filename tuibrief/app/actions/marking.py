"""What a person adds: tags, notes, grades, verdicts; and taking it back."""

# ruff: noqa: ARG001 (all commands are called alike)

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from tuibrief.app.actions import drafting
from tuibrief.app.actions.many import Plan, begin, begin_turn, busy, change, nothing
from tuibrief.app.bulk import MANY

if TYPE_CHECKING:
    from tuibrief.app.changes import Work
    from tuibrief.app.commands import Call
    from tuibrief.app.marked import Marked
    from tuibrief.app.screens.desk import Desk


Then = Callable[["Marked", bool], None]
"""Goes on with what a mark is to go on, and whether the person was asked already on how many."""


def _with_marked(desk: Desk, what: str, then: Then) -> None:
    """Go on with what a mark would go on. Where picked lines stand for more tellings than are shown, ask first for
    which of them it is meant; ``what`` begins that question (“Reject”)."""
    linking = desk.linking
    marked = linking.marked()
    if marked is None:
        desk.say("There is nothing here to mark yet.")
        return
    told = linking.told_by_picked() if marked.events else ()
    if (marked.large or len(told) > MANY) and busy(desk):
        return
    if len(told) <= len(marked.events):
        then(marked, False)
        return
    from tuibrief.app.dialogs.which import Which
    from tuibrief.app.marked import of_picked

    def done(everything: bool | None) -> None:
        meant = of_picked(linking.view, told) if everything else marked
        if everything is not None and meant is not None:
            then(meant, True)

    desk.app.push_screen(Which(what, len(marked.events), len(told)), done)


def _of_event(desk: Desk, what: str, then: Then) -> None:
    """The same for what can be done to events alone."""

    def of_event(marked: Marked, asked: bool) -> None:
        if marked.events:
            then(marked, asked)
        else:
            desk.say("There is no event here.")

    _with_marked(desk, what, of_event)


def _for_all(desk: Desk, question: str, marked: Marked, asked: bool, make: Callable[[], str], plan: Plan) -> None:
    """Make a change; on several events only after one question that says on how many."""

    def done(yes: bool | None) -> None:
        if yes:
            _apply(desk, marked, make, plan)

    if not marked.many or asked:
        done(True)
        return
    from tuibrief.app.dialogs.box import Confirm

    desk.app.push_screen(Confirm(f"{question} {marked.many:,} events?"), done)


def _apply(desk: Desk, marked: Marked, make: Callable[[], str], plan: Plan, kept: Callable[[], None] = nothing) -> bool:
    """Make a change: at once, or, to very many events, piece by piece beside the screen, as it is planned. ``kept`` is
    called when it is made; whether it was, or was begun."""
    if marked.large:
        return begin(desk, marked.events, plan, kept)
    made = _make(desk, make)
    if made:
        kept()
    return made


def _make(desk: Desk, make: Callable[[], str]) -> bool:
    """Make a change; nothing is picked or selected any more where it went well."""
    done = change(desk, make)
    if done:
        desk.linking.picks.clear()
        if desk.selecting:
            desk.run_command("select.end")
    return done


def tag(desk: Desk, call: Call) -> None:
    """Change the tags of what is current, in a line with completion."""
    _with_marked(desk, "Tag", lambda marked, _: _ask_tags(desk, marked))


def _ask_tags(desk: Desk, marked: Marked) -> None:
    from tuibrief.app.dialogs.tags import TagDialog

    view, used = desk.linking.view, desk.linking.view.tags_in_use()
    looked_for = marked.large and max(used.values(), default=0) >= len(marked.events)
    look = partial(view.tags_on_all, marked.events) if looked_for else None
    dialog = TagDialog(marked.words, () if marked.large else view.tags_on(marked.targets), used, look)

    def done(wanted: tuple[str, ...] | None) -> None:
        present = dialog.present
        if wanted is None or wanted == present:
            return
        work = view.tagging(present, wanted)
        if work.words:
            _apply(desk, marked, lambda: view.set_tags(marked.targets, wanted), lambda: work)

    desk.app.push_screen(dialog, done)


def note(desk: Desk, call: Call) -> None:
    """Write or change a note; what is written is kept as a draft until it is a note or given up."""
    _with_marked(desk, "Write a note on", lambda marked, _: _ask_note(desk, marked))


def _ask_note(desk: Desk, marked: Marked) -> None:
    from tuibrief.app.dialogs.note import NoteDialog

    view, key = desk.linking.view, marked.key
    own, others = (None, "") if marked.many else view.notes_on(marked.targets[0])
    mine = str(own.value) if own is not None else ""

    def drafted(words: str) -> None:
        drafting.keep(desk, key, words if words.strip() and words != mine else "")

    def done(words: str | None) -> None:
        if words is None:
            drafting.say_kept(desk, key, "select.note" if desk.selecting else "mark.note")
        elif words.strip() or not marked.large:
            make, plan = partial(view.set_note, marked.targets, words.strip()), partial(view.noting, words.strip())
            _apply(desk, marked, make, plan, lambda: drafted(""))

    begun = desk.briefing.kept.drafts.get(key, mine)
    desk.app.push_screen(NoteDialog(marked.words, begun, others, drafted), done)


def grade(desk: Desk, call: Call) -> None:
    """The Admiralty code: a letter for the source, a digit for the information."""
    view, given = desk.linking.view, call.argument
    words = "Take the grade off" if given == "-" else f"Grade {given}:"

    def ask(marked: Marked, asked: bool) -> None:
        make, plan = partial(view.set_grade, marked.targets, given), partial(view.grading, given)
        _for_all(desk, words, marked, asked, make, plan)

    _with_marked(desk, words, ask)


def reject(desk: Desk, call: Call) -> None:
    """Say that the event is none; the other way round where that was said."""
    _verdict(desk, "rejected", "Reject")


def confirm(desk: Desk, call: Call) -> None:
    """Say that the event is right; the other way round where that was said."""
    _verdict(desk, "confirmed", "Confirm")


def _verdict(desk: Desk, verdict: str, question: str) -> None:
    view = desk.linking.view

    def ask(marked: Marked, asked: bool) -> None:
        def plan() -> Work:
            return view.judging(verdict, back=view.all_are(verdict, marked.events))

        _for_all(desk, question, marked, asked, partial(view.set_verdict, marked.targets, verdict), plan)

    _of_event(desk, question, ask)


def correct(desk: Desk, call: Call) -> None:
    """Say what an event really is: who, whom, when, where, type, status, headline; what was read stays beside it."""
    _of_event(desk, "Correct", lambda marked, _: _ask_correction(desk, marked))


def _ask_correction(desk: Desk, marked: Marked) -> None:
    from tuibrief.app.dialogs.correct import CorrectDialog, Half
    from tuibrief.app.fields import DIFFERENT, shared, values_of

    view, key = desk.linking.view, drafting.CORRECTION + marked.key
    now: dict[str, Any] = dict.fromkeys(values_of(None), DIFFERENT)
    machine: dict[str, Any] = {}
    if not marked.large:  # what very many share isn't looked for: their readings would have to be decoded
        read = [view.readings_of(each) for each in marked.events]
        now = shared([values_of(event) for event, _ in read if event is not None])
        machine = shared([values_of(event) for _, event in read if event is not None])

    def done(values: Mapping[str, Any] | None) -> None:
        if values is None:
            drafting.say_kept(desk, key, "mark.correct")
        elif not values:
            drafting.keep(desk, key, "")
        else:
            work = view.correcting(values, machine)
            make, kept = partial(view.correct, marked.targets, values, machine), partial(drafting.keep, desk, key, "")
            _apply(desk, marked, make, lambda: work, kept)

    draft = Half(drafting.lines_of(desk, key), lambda lines: drafting.keep_lines(desk, key, lines))
    day = _published(desk, marked.events[0])
    desk.app.push_screen(CorrectDialog(f"Correct {marked.words}", now, machine, day, draft), done)


def make_event(desk: Desk, call: Call) -> None:
    """Make an event of the selected words."""
    marked = desk.linking.marked()
    if marked is None or not desk.selecting or marked.targets[0].anchor is None:
        desk.say("Select words first: v does, in Source.")
        return
    from tuibrief.app.dialogs.correct import CorrectDialog, Half
    from tuibrief.app.fields import values_of

    target = marked.targets[0]
    exact = " ".join((target.anchor.exact if target.anchor else "").split())
    begun = dict(values_of(None)) | {"headline": exact}

    key = drafting.CORRECTION + marked.key

    def done(values: Mapping[str, Any] | None) -> None:
        if values is None:
            drafting.say_kept(desk, key, "select.event")
        elif _make(desk, lambda: desk.linking.view.add_event(target, {"headline": exact, **values})):
            drafting.keep(desk, key, "")

    draft = Half(drafting.lines_of(desk, key), lambda lines: drafting.keep_lines(desk, key, lines))
    desk.app.push_screen(CorrectDialog("Make an event of these words", begun, {}, _published(desk), draft), done)


def _published(desk: Desk, event: str | None = None) -> str:
    """The date of an event's article, from which dates like “last Friday” count; of the current one."""
    view, key = desk.linking.view, event.rpartition(".")[0] if event is not None else desk.linking.article_id
    article, reading = view.article(key), view.reading(key)
    return (article.published if article else None) or (reading.published if reading else None) or ""


def read(desk: Desk, call: Call) -> None:
    """Mark the article read, or unread again."""
    article = desk.linking.article_id
    if article is not None:
        change(desk, lambda: desk.linking.view.toggle_read(article))


def undo(desk: Desk, call: Call) -> None:
    """Take back the last change (the last so many)."""
    _turn(desk, call.times, redo=False)


def redo(desk: Desk, call: Call) -> None:
    """Make it again."""
    _turn(desk, call.times, redo=True)


def _turn(desk: Desk, times: int, *, redo: bool) -> None:
    view = desk.linking.view
    for done in range(1, times + 1):
        if busy(desk):
            return
        if view.turn_size(redo=redo) > MANY:
            begin_turn(desk, lambda left=times - done: _turn(desk, left, redo=redo), redo=redo)  # type: ignore[misc]
            return
        if not change(desk, view.redo if redo else view.undo):
            return
