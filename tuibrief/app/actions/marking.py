"""What a person adds: tags, notes, grades, verdicts; and taking it back."""

# ruff: noqa: ARG001 (all commands are called alike)

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from tuibrief.app.actions import drafting
from tuibrief.model import TargetKind

if TYPE_CHECKING:
    from tuibrief.app.commands import Call
    from tuibrief.app.marked import Marked
    from tuibrief.app.screens.desk import Desk


def change(desk: Desk, make: Callable[[], str]) -> bool:
    """Make a change to the library and say what it did; what stands in the way is said instead."""
    from tuibrief.library.records import LibraryError

    try:
        said = make()
    except (LibraryError, OSError) as error:
        desk.say(str(error), warn=True)
        return False
    desk.linking.marks_changed()
    desk.show_top()
    if said:
        desk.say(said)
    desk.tell_troubles()
    return True


MOST_AT_ONCE = 5_000  # events in one action: what a person can have looked over


def _marked(desk: Desk) -> Marked | None:
    if desk.linking.picks.count > MOST_AT_ONCE:
        desk.say(f"More than {MOST_AT_ONCE:,} events are picked: that many can't be marked at once.", warn=True)
        return None
    marked = desk.linking.marked()
    if marked is None:
        desk.say("There is nothing here to mark yet.")
    return marked


def _for_all(desk: Desk, question: str, marked: Marked, make: Callable[[], str]) -> None:
    """Make a change; on several events only after one question that says on how many."""

    def done(yes: bool | None) -> None:
        if yes:
            _make(desk, make)

    if not marked.many:
        _make(desk, make)
        return
    from tuibrief.app.dialogs.box import Confirm

    desk.app.push_screen(Confirm(f"{question} {marked.many} events?"), done)


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

    view = desk.linking.view
    present = view.tags_on(marked.targets)

    def done(wanted: tuple[str, ...] | None) -> None:
        if wanted is None or wanted == present:
            return
        _make(desk, lambda: view.set_tags(marked.targets, wanted))

    desk.app.push_screen(TagDialog(marked.words, present, view.tags_in_use()), done)


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
        elif _make(desk, lambda: view.set_note(marked.targets, words.strip())):
            drafted("")

    begun = desk.briefing.kept.drafts.get(key, mine)
    desk.app.push_screen(NoteDialog(marked.words, begun, others, drafted), done)


def grade(desk: Desk, call: Call) -> None:
    """The Admiralty code: a letter for the source, a digit for the information."""
    marked = _marked(desk)
    if marked is not None:
        view = desk.linking.view
        words = "Take the grade off" if call.argument == "-" else f"Grade {call.argument}:"
        _for_all(desk, words, marked, lambda: view.set_grade(marked.targets, call.argument))


def reject(desk: Desk, call: Call) -> None:
    """Say that the event is none; the other way round where that was said."""
    _verdict(desk, "rejected", "Reject")


def confirm(desk: Desk, call: Call) -> None:
    """Say that the event is right; the other way round where that was said."""
    _verdict(desk, "confirmed", "Confirm")


def _verdict(desk: Desk, verdict: str, question: str) -> None:
    marked = _marked(desk)
    if marked is None or marked.targets[0].kind is not TargetKind.EVENT:
        desk.say("There is no event here.")
        return
    _for_all(desk, question, marked, lambda: desk.linking.view.set_verdict(marked.targets, verdict))


def correct(desk: Desk, call: Call) -> None:
    """Say what an event really is: who, whom, when, where, type, status, headline; what was read stays beside it."""
    marked = _marked(desk)
    if marked is None or marked.targets[0].kind is not TargetKind.EVENT:
        desk.say("There is no event here.")
        return
    from tuibrief.app.dialogs.correct import CorrectDialog, Half
    from tuibrief.app.fields import shared, values_of

    view = desk.linking.view
    ids = desk.linking.picks.ids if marked.many else (desk.linking.meant,)
    read = [view.readings_of(each) for each in ids]
    now = shared([values_of(event) for event, _ in read if event is not None])
    machine = shared([values_of(event) for _, event in read if event is not None])

    key = drafting.CORRECTION + marked.key

    def done(values: Mapping[str, Any] | None) -> None:
        if values is None:
            drafting.say_kept(desk, key, "mark.correct")
        elif not values or _make(desk, lambda: view.correct(marked.targets, values, machine)):
            drafting.keep(desk, key, "")

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
    for _ in range(call.times):
        if not change(desk, desk.linking.view.undo):
            return


def redo(desk: Desk, call: Call) -> None:
    """Make it again."""
    for _ in range(call.times):
        if not change(desk, desk.linking.view.redo):
            return
