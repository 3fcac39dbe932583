"""What a person adds: tags, notes, grades, verdicts; and taking it back."""

# ruff: noqa: ARG001 (all commands are called alike)

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tuibrief.app.commands import Call
    from tuibrief.app.linking import Marked
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
    return True


def _marked(desk: Desk) -> Marked | None:
    marked = desk.linking.marked()
    if marked is None:
        desk.say("There is nothing here to mark yet.")
    return marked


def tag(desk: Desk, call: Call) -> None:
    """Change the tags of what is current, in a line with completion."""
    marked = _marked(desk)
    if marked is None:
        return
    from tuibrief.app.dialogs.tags import TagDialog

    view = desk.linking.view
    present = view.tags_on(marked.target)

    def done(wanted: tuple[str, ...] | None) -> None:
        if wanted is None or wanted == present:
            return
        change(desk, lambda: view.set_tags(marked.target, wanted))

    desk.app.push_screen(TagDialog(marked.words, present, view.tags_in_use()), done)


def note(desk: Desk, call: Call) -> None:
    """Write or change a note; what is written is kept as a draft until it is a note or given up."""
    marked = _marked(desk)
    if marked is None:
        return
    from tuibrief.app.dialogs.note import NoteDialog

    app, view, key = desk.briefing, desk.linking.view, marked.key
    own, others = view.notes_on(marked.target)
    mine = str(own.value) if own is not None else ""

    def drafted(words: str) -> None:
        drafts = {k: v for k, v in app.kept.drafts.items() if k != key}
        if words.strip() and words != mine:
            drafts[key] = words
        app.kept = app.kept._replace(drafts=drafts)
        app.keeper.keep(app.kept)

    def done(words: str | None) -> None:
        if words is None:
            if key in app.kept.drafts:
                desk.say(f"The draft is kept: {desk.resolver.keymap.shown('mark.note')} goes on with it.")
            return
        if change(desk, lambda: view.set_note(marked.target, words.strip())):
            drafted("")

    begun = app.kept.drafts.get(key, mine)
    desk.app.push_screen(NoteDialog(marked.words, begun, others, drafted), done)


def grade(desk: Desk, call: Call) -> None:
    """The Admiralty code: a letter for the source, a digit for the information."""
    marked = _marked(desk)
    if marked is not None:
        change(desk, lambda: desk.linking.view.set_grade(marked.target, call.argument))


def reject(desk: Desk, call: Call) -> None:
    """Say that the event is none; the other way round where that was said."""
    _verdict(desk, "rejected")


def confirm(desk: Desk, call: Call) -> None:
    """Say that the event is right; the other way round where that was said."""
    _verdict(desk, "confirmed")


def _verdict(desk: Desk, verdict: str) -> None:
    target = desk.linking.event_target()
    if target is None:
        desk.say("There is no event here.")
        return
    change(desk, lambda: desk.linking.view.set_verdict(target, verdict))


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
