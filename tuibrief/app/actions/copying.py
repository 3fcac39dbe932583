"""Copying citations, by every route that reaches a clipboard."""

# ruff: noqa: ARG001 (all commands are called alike)

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple

from tuibrief.app.jobs import Told
from tuibrief.text import width

if TYPE_CHECKING:
    from pathlib import Path

    from tuibrief.app.commands import Call
    from tuibrief.app.screens.desk import Desk
    from tuibrief.cite import Citation

Gather = Callable[[], "Sequence[Citation]"]
"""Gives the citations of what was meant when a key was pressed. May be called from any thread."""

ONCE = ("quotation", "headline", "link")
"""What is no style of citations: choosing one copies it this once, and leaves the style as it was."""


class Made(NamedTuple):
    """What is to be copied, the articles that it came from, and what is said before what became of it."""

    words: str
    articles: tuple[str, ...]
    note: str = ""


_PREVIEWED = 20  # citations that a preview shows at most: it has a few lines


def citation(desk: Desk, call: Call) -> None:
    """Copy the citation of the event, of all that are picked, or of the article where the cursor is on one."""
    gather = meant(desk)
    if gather is not None:
        copy_cited(desk, gather, style_of(desk))


def style_of(desk: Desk) -> str:
    """The style in which citations are copied."""
    return desk.briefing.kept.style or desk.briefing.options.settings.style


def folder_of(desk: Desk) -> Path:
    """Where styles of the user's own lie."""
    return desk.briefing.options.places.settings.parent


def meant(desk: Desk) -> Gather | None:
    """What would be cited now: the selected words, in Articles the article, the picked events, the event under the
    cursor, else the article. None where there is nothing, which is said.
    """
    from tuibrief import cite
    from tuibrief.cite.gather import gathered

    linking, library = desk.linking, desk.linking.view.library
    article = linking.article
    if library is None or article is None:
        desk.say("There is nothing to cite yet.")
        return None
    span = linking.source.selection if desk.selecting else None
    if span:
        added = library.article_row(article.id).added[:10]
        words = cite.citation(article, linking.reading, span, accessed=added)
        return lambda: [words]
    if desk.focus_name == "articles":
        return partial(gathered, library, (article.id,))
    return partial(gathered, library, linking.picks.ids or (linking.meant or article.id,))


def copy_cited(desk: Desk, gather: Gather, style: str, note: str = "") -> None:
    """Make the citations and copy them, in a thread: a thousand take a third of a second. ``note`` is said before what
    became of it, with how many citations there are of how many articles; without one, what it is that was copied.
    """
    from tuibrief import cite

    folder = folder_of(desk)

    def made() -> Made:
        found = gather()
        articles = tuple(dict.fromkeys(each.article_id for each in found))
        said = note.format(len(found), len(articles)) if note else called(style, len(found))
        return Made(cite.formatted(found, style, folder), articles, said)

    _copy(desk, made)


def called(style: str, many: int) -> str:
    """What it is that was copied: the citation and its style, how many of them, or the quotation alone."""
    if style in ONCE:
        return style.capitalize() if many == 1 else f"{style.capitalize()}s of {many:,}"
    return f"Citation ({style})" if many == 1 else f"{many:,} citations ({style})"


def choose_style(desk: Desk, call: Call) -> None:
    """Choose the style, with what it gives for what is meant; then copy that."""
    gather = meant(desk)
    if gather is None:
        return
    from tuibrief import cite
    from tuibrief.app.dialogs.styles import StyleDialog

    folder = folder_of(desk)
    found = cache(gather)

    def preview(name: str) -> str:
        try:
            more = len(found()) - _PREVIEWED
            words = cite.formatted(found()[:_PREVIEWED], name, folder)
        except Exception as error:  # a style of the user's own may fail in any way, and must not take the app along
            return str(error)
        return words + (f"\n… and {more:,} more" if more > 0 else "")

    def done(name: str | None) -> None:
        if name is None:
            return
        app = desk.briefing
        if name not in ONCE:
            app.kept = app.kept._replace(style=name)
            desk.keep()
        copy_cited(desk, found, name)

    desk.app.push_screen(StyleDialog(list(cite.styles(folder).items()), style_of(desk), ONCE, preview), done)


def story(desk: Desk, call: Call) -> None:
    """Copy the citations of all that tells of the event's story, each source once."""
    event, library = desk.linking.meant, desk.linking.view.library
    knowledge = desk.linking.view.knowledge
    if event is None or library is None or desk.focus_name == "articles":
        desk.say("There is no event here whose story could be cited.")
        return
    overview = knowledge.overview if knowledge is not None else None
    if overview is None:
        desk.say("Which events are one story is still being worked out.")
        return
    from tuibrief.cite.gather import gathered, story_events

    def gather() -> Sequence[Citation]:
        return gathered(library, story_events(overview, event))

    copy_cited(desk, gather, style_of(desk), "The whole story, {0} events in {1} articles")


def last(desk: Desk, call: Call) -> None:
    """Show the last copies, whole; enter copies one again, v shows it to be selected by hand."""
    from tuibrief.app.dialogs.styles import CopiesDialog
    from tuibrief.cite import copies

    kept = copies.last(desk.briefing.options.places.copies)
    if not kept:
        _say_none(desk)
        return

    def done(chosen: tuple[str, int] | None) -> None:
        if chosen is None:
            return
        what, at = chosen
        if what == "by hand":
            show_by_hand(desk, kept[at].text)
        else:
            copy_words(desk, kept[at].text, "", kept[at].articles)

    desk.app.push_screen(CopiesDialog([(one.at, one.text) for one in kept]), done)


def by_hand(desk: Desk, call: Call) -> None:
    """Show the last copy plainly, to be selected with the terminal's own mouse: for one that takes no copies."""
    from tuibrief.cite import copies

    kept = copies.last(desk.briefing.options.places.copies)
    if kept:
        show_by_hand(desk, kept[0].text)
    else:
        _say_none(desk)


def _say_none(desk: Desk) -> None:
    desk.say(f"Nothing was copied yet: {desk.resolver.keymap.shown('copy.citation')} copies a citation.")


def show_by_hand(desk: Desk, words: str, why: str = "") -> None:
    """Open a text to be selected by hand; ``why`` says what it was not copied for."""
    from tuibrief.app.dialogs.byhand import ByHand

    desk.app.push_screen(ByHand(words, why))


def copy_words(desk: Desk, words: str, note: str, articles: tuple[str, ...] = ()) -> None:
    """Copy a text, keep it among the last copies, and say what is known of how it went."""
    _copy(desk, lambda: Made(words, articles, note))


def _copy(desk: Desk, make: Callable[[], Made]) -> None:
    """Copy in a thread (a route may take a second). What no route takes is shown, to be selected by hand."""
    app = desk.briefing
    driver, options = app._driver, app.options
    again = desk.resolver.keymap.shown("copy.by-hand")

    def write(sequence: str) -> None:
        if driver is not None:
            app.call_from_thread(driver.write, sequence)
            app.call_from_thread(driver.flush)

    def refused(words: str, why: str) -> None:
        if app.screen is desk:
            show_by_hand(desk, words, why)

    def work() -> None:
        from tuibrief.cite import clipboard, copies

        try:
            words, articles, note = make()
        except Exception as error:  # a style of the user's own may fail in any way, and must not take the app along
            desk.post_message(Told(f"No citation could be made: {error}", warning=True))
            return
        try:
            copied = clipboard.copy(words, write, only=options.settings.clipboard)
            clean = clipboard.clean(words)
            copies.remember(options.places.copies, clean, articles)
        except Exception as error:  # no route may take the app along
            desk.post_message(Told(f"It could not be copied: {error}", warning=True))
            return
        kept = not copied.ok and again and len(clean) <= copies.LONGEST
        said = f"{copied} · {again} shows it again" if kept else str(copied)
        whole = f"{note} · {said}" if note and copied.ok else said
        # What the terminal in between needs is more than what was copied, where there isn't room for both.
        desk.post_message(Told(whole if width(whole) < app.size.width else said, warning=not copied.ok))
        if not copied.ok and clean:
            app.call_from_thread(refused, clean, str(copied))

    desk.run_worker(work, thread=True, name="copy", exit_on_error=False)
