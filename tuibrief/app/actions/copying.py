"""Copying citations, by every route that reaches a clipboard."""

# ruff: noqa: ARG001 (all commands are called alike)

from __future__ import annotations

from typing import TYPE_CHECKING

from tuibrief.app.jobs import Told

if TYPE_CHECKING:
    from tuibrief.app.commands import Call
    from tuibrief.app.screens.desk import Desk


def citation(desk: Desk, call: Call) -> None:
    """Copy the citation of the event, or of the article where the cursor is on one."""
    words = _cited(desk, _style(desk))
    if words:
        copy_words(desk, words, "")


def _style(desk: Desk) -> str:
    return desk.briefing.kept.style or desk.briefing.options.settings.style


def _cited(desk: Desk, style: str) -> str:
    from tuibrief import cite

    linking = desk.linking
    article = linking.article
    if article is None:
        desk.say("There is nothing to cite yet.")
        return ""
    what = linking.cited()
    try:
        return cite.cite(article, linking.reading, what, style, grade=linking.grade() or None)
    except Exception as error:  # a style of the user's own may fail in any way, and must not take the app along
        desk.say(f"No citation could be made: {error}", warn=True)
        return ""


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

    styles = list(cite.STYLES.items())
    desk.app.push_screen(StyleDialog(styles, _style(desk), lambda name: _cited(desk, name)), done)


def copy_words(desk: Desk, words: str, note: str) -> None:
    """Copy in a thread (a route may take a second) and say what is known of how it went."""
    app = desk.briefing
    driver = app._driver

    def write(sequence: str) -> None:
        if driver is not None:
            app.call_from_thread(driver.write, sequence)
            app.call_from_thread(driver.flush)

    def work() -> None:
        from tuibrief.cite import clipboard

        try:
            said = str(clipboard.copy(words, write))
        except Exception as error:  # no route may take the app along
            said = f"It could not be copied: {error}"
        desk.post_message(Told(f"{note} · {said}" if note else said))

    desk.run_worker(work, thread=True, name="copy", exit_on_error=False)
