"""An article that was gone through to its end is marked read: once its last event or its last line has been come to.

That is said, and ``U`` takes it back. It is no step of undo: ``u`` takes back what was done on purpose.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tuibrief.app.screens.desk import Desk


def reached_end(desk: Desk) -> None:
    """Mark the article read where the cursor stands at its end: in Source on the last line, in Events on the last of
    its events (key events or all; not in a filtered list, nor in that of all articles)."""
    view, article = desk.linking.view, desk.linking.article_id
    if desk.selecting or article is None or view.library is None or not _at_end(desk):
        return
    row = view.article_row(article)
    if row is None or row.read or row.events < 0:
        return
    from tuibrief.library.records import LibraryError
    from tuibrief.model import MarkKind

    try:
        target = view.library.target_of_article(article)
        view.library.mark(MarkKind.READ, [target], True, undoable=False)
    except (LibraryError, OSError):
        return  # nobody asked for it: where nothing can be written, it stays unread
    desk.linking.marks_changed()
    desk.show_top()
    desk.say(f"Read to its end, so marked read; {desk.resolver.keymap.shown('mark.read')} takes that back.")


def _at_end(desk: Desk) -> bool:
    if desk.focus_name == "source":
        return desk.source.at_end
    view, events = desk.linking.view, desk.linking.events
    if desk.focus_name != "events" or view.all_articles or view.filter:
        return False
    return bool(len(events.rows)) and events.current == len(events.rows) - 1
