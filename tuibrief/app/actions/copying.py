"""Copying citations, by every route that reaches a clipboard."""

# ruff: noqa: ARG001 (all commands are called alike)

from __future__ import annotations

from typing import TYPE_CHECKING

from tuibrief.app.jobs import Told

if TYPE_CHECKING:
    from pathlib import Path

    from tuibrief.app.commands import Call
    from tuibrief.app.screens.desk import Desk
    from tuibrief.cite import Citation


def citation(desk: Desk, call: Call) -> None:
    """Copy the citation of the event, of all that are picked, or of the article where the cursor is on one."""
    words, articles = _cited(desk, _style(desk))
    if words:
        copy_words(desk, words, "", articles)


def _style(desk: Desk) -> str:
    return desk.briefing.kept.style or desk.briefing.options.settings.style


def _folder(desk: Desk) -> Path:
    """Where styles of the user's own lie."""
    return desk.briefing.options.places.settings.parent


def _cited(desk: Desk, style: str) -> tuple[str, tuple[str, ...]]:
    """The citation and the articles it is of; ("", ()) where there is none, which is said."""
    from tuibrief import cite

    try:
        found = _citations(desk)
        if not found:
            desk.say("There is nothing to cite yet.")
            return "", ()
        articles = tuple(dict.fromkeys(article for article, _ in found))
        return cite.formatted([made for _, made in found], style, _folder(desk)), articles
    except Exception as error:  # a style of the user's own may fail in any way, and must not take the app along
        desk.say(f"No citation could be made: {error}", warn=True)
        return "", ()


def _citations(desk: Desk) -> list[tuple[str, Citation]]:
    """What is to be cited, each with its article's id."""
    from tuibrief import cite

    linking, library = desk.linking, desk.linking.view.library
    added = library.article_row(linking.article.id).added[:10] if library and linking.article else None
    ids = linking.picks.ids or ((linking.meant,) if linking.meant not in (None, linking.event_id) else ())
    if library is None or not ids:
        if linking.article is None:
            return []
        made = cite.citation(
            linking.article, linking.reading, linking.cited(), accessed=added, grade=linking.grade() or None
        )
        return [(linking.article.id, made)]
    found = []
    for name in filter(None, ids):
        event, row = library.event(name), linking.view.row(name) or linking.actor.current_event
        article = library.article(name.rpartition(".")[0])
        made = cite.citation(
            article,
            library.reading(article.id),
            event,
            accessed=library.article_row(article.id).added[:10],
            grade=(row.grade if row and row.id == name else "") or None,
        )
        found.append((article.id, made))
    return found


def choose_style(desk: Desk, call: Call) -> None:
    """Choose the style, with what it gives for what is current; then copy that."""
    if desk.linking.article is None:
        desk.say("There is nothing to cite yet.")
        return
    from tuibrief import cite
    from tuibrief.app.dialogs.styles import StyleDialog

    def done(name: str | None) -> None:
        if name is None:
            return
        app = desk.briefing
        app.kept = app.kept._replace(style=name)
        desk.keep()
        citation(desk, call)

    styles = list(cite.styles(_folder(desk)).items())
    desk.app.push_screen(StyleDialog(styles, _style(desk), lambda name: _cited(desk, name)[0]), done)


def last(desk: Desk, call: Call) -> None:
    """Show the last copies, whole; enter copies one again."""
    from tuibrief.app.dialogs.styles import CopiesDialog
    from tuibrief.cite import copies

    kept = copies.last(desk.briefing.options.places.copies)
    if not kept:
        desk.say("Nothing was copied yet: y copies a citation.")
        return

    def done(chosen: str | None) -> None:
        if chosen is not None:
            one = kept[int(chosen)]
            copy_words(desk, one.text, "", one.articles)

    desk.app.push_screen(CopiesDialog([(one.at, one.text) for one in kept]), done)


def copy_words(desk: Desk, words: str, note: str, articles: tuple[str, ...] = ()) -> None:
    """Copy in a thread (a route may take a second), keep it among the last copies, and say what is known of how it
    went."""
    app = desk.briefing
    driver, options = app._driver, app.options

    def write(sequence: str) -> None:
        if driver is not None:
            app.call_from_thread(driver.write, sequence)
            app.call_from_thread(driver.flush)

    def work() -> None:
        from tuibrief.cite import clipboard, copies

        try:
            copied = clipboard.copy(words, write, only=options.settings.clipboard)
            copies.remember(options.places.copies, clipboard.clean(words), articles)
            said = str(copied) if copied.ok else f"{copied} · p shows it, to be selected by hand"
        except Exception as error:  # no route may take the app along
            said = f"It could not be copied: {error}"
        desk.post_message(Told(f"{note} · {said}" if note else said))

    desk.run_worker(work, thread=True, name="copy", exit_on_error=False)
