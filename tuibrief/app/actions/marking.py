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
    from tuibrief.app.commands import Call
    from tuibrief.app.marked import Marked
    from tuibrief.app.screens.desk import Desk


def _marked(desk: Desk) -> Marked | None:
    marked = desk.linking.marked()
    if marked is None:
        desk.say("There is nothing here to mark yet.")
    elif marked.events and busy(desk):
        return None
    return marked


def _for_all(desk: Desk, question: str, marked: Marked, make: Callable[[], str], plan: Plan) -> None:
    """Make a change; on several events only after one question that says on how many."""

    def done(yes: bool | None) -> None:
        if yes:
            _apply(desk, marked, make, plan)

    if not marked.many:
        _make(desk, make)
        return
    from tuibrief.app.dialogs.box import Confirm

    desk.app.push_screen(Confirm(f"{question} {marked.many:,} events?"), done)


def _apply(desk: Desk, marked: Marked, make: Callable[[], str], plan: Plan, kept: Callable[[], None] = nothing) -> bool:
    """Make a change: at once, or, to very many events, piece by piece beside the screen, as it is planned. ``kept`` is
    called when it is made; whether it was, or was begun."""
    if marked.events:
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
    marked = _marked(desk)
    if marked is None:
        return
    from tuibrief.app.dialogs.tags import TagDialog

    view, used = desk.linking.view, desk.linking.view.tags_in_use()
    looked_for = marked.events and max(used.values(), default=0) >= len(marked.events)
    look = partial(view.tags_on_all, marked.events) if looked_for else None
    dialog = TagDialog(marked.words, () if marked.events else view.tags_on(marked.targets), used, look)

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
    marked = _marked(desk)
    if marked is None:
        return
    from tuibrief.app.dialogs.note import NoteDialog

    view, key = desk.linking.view, marked.key
    own, others = (None, "") if marked.many else view.notes_on(marked.targets[0])
    mine = str(own.value) if own is not None else ""

    def drafted(words: str) -> None:
        drafting.keep(desk, key, words if words.strip() and words != mine else "")

    def done(words: str | None) -> None:
        if words is None:
            drafting.say_kept(desk, key, "select.note" if desk.selecting else "mark.note")
        elif words.strip() or not marked.events:
            work = view.noting(words.strip())
            _apply(
                desk, marked, lambda: view.set_note(marked.targets, words.strip()), lambda: work, lambda: drafted("")
            )

    begun = desk.briefing.kept.drafts.get(key, mine)
    desk.app.push_screen(NoteDialog(marked.words, begun, others, drafted), done)


def grade(desk: Desk, call: Call) -> None:
    """The Admiralty code: a letter for the source, a digit for the information."""
    marked = _marked(desk)
    if marked is not None:
        view = desk.linking.view
        words = "Take the grade off" if call.argument == "-" else f"Grade {call.argument}:"
        _for_all(
            desk,
            words + (" of" if call.argument == "-" and marked.many else ""),
            marked,
            lambda: view.set_grade(marked.targets, call.argument),
            lambda: view.grading(call.argument),
        )


def reject(desk: Desk, call: Call) -> None:
    """Say that the event is none; the other way round where that was said."""
    _verdict(desk, "rejected", "Reject")


def confirm(desk: Desk, call: Call) -> None:
    """Say that the event is right; the other way round where that was said."""
    _verdict(desk, "confirmed", "Confirm")


def _verdict(desk: Desk, verdict: str, question: str) -> None:
    marked = _marked(desk)
    if marked is None:
        return
    if not marked.of_events:
        desk.say("There is no event here.")
        return
    view = desk.linking.view
    _for_all(
        desk,
        question,
        marked,
        lambda: view.set_verdict(marked.targets, verdict),
        lambda: view.judging(verdict, back=view.all_are(verdict, marked.events)),
    )


def correct(desk: Desk, call: Call) -> None:
    """Say what an event really is: who, whom, when, where, type, status, headline; what was read stays beside it."""
    marked = _marked(desk)
    if marked is None:
        return
    if not marked.of_events:
        desk.say("There is no event here.")
        return
    from tuibrief.app.dialogs.correct import CorrectDialog, Half
    from tuibrief.app.fields import DIFFERENT, shared, values_of

    view = desk.linking.view
    now: dict[str, Any] = dict.fromkeys(values_of(None), DIFFERENT)
    machine: dict[str, Any] = {}
    if not marked.events:  # what very many share isn't looked for: their readings would have to be decoded
        ids = desk.linking.picks.ids if marked.many else (desk.linking.meant,)
        read = [view.readings_of(each) for each in ids]
        now = shared([values_of(event) for event, _ in read if event is not None])
        machine = shared([values_of(event) for _, event in read if event is not None])

    key = drafting.CORRECTION + marked.key

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
    desk.app.push_screen(CorrectDialog(f"Correct {marked.words}", now, machine, _published(desk), draft), done)


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


def _published(desk: Desk) -> str:
    view, meant = desk.linking.view, desk.linking.meant
    key = meant.rpartition(".")[0] if meant is not None else desk.linking.article_id
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
