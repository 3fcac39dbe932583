"""What is known of an article, set by hand: title, outlet, authors, date, address."""

# ruff: noqa: ARG001 (all commands are called alike)

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tuibrief.app.actions import copying, drafting
from tuibrief.app.actions.many import change

if TYPE_CHECKING:
    from collections.abc import Callable

    from tuibrief.app.commands import Call
    from tuibrief.app.screens.desk import Desk
    from tuibrief.model import Article


def edit(desk: Desk, call: Call) -> None:
    """Set what is known of the article, with the citation that comes of it below."""
    linking, library = desk.linking, desk.linking.view.library
    article, reading = linking.article, linking.reading
    if library is None or article is None:
        desk.say("There is no article here.")
        return
    from tuibrief.app.dialogs.details import DetailsDialog
    from tuibrief.app.dialogs.form import Half

    key = drafting.DETAILS + article.id

    def done(values: Mapping[str, Any] | None) -> None:
        if values is None:
            drafting.say_kept(desk, key, "article.edit")
        elif not values or change(desk, lambda: linking.view.edit_article(article.id, values)):
            drafting.keep(desk, key, "")

    found = {} if reading is None else {"title": reading.title or "", "published": reading.published or ""}
    half = Half(drafting.lines_of(desk, key), lambda lines: drafting.keep_lines(desk, key, lines))
    added = library.article_as_added(article.id)
    desk.app.push_screen(DetailsDialog(article, added, found, _citing(desk, article), half), done)


def _citing(desk: Desk, article: Article) -> Callable[[Mapping[str, Any], bool], str]:
    """Gives the citation of what is meant in the article, or of the article alone, in the style of ``y``, with other
    details."""
    from tuibrief import cite

    linking, style, folder = desk.linking, copying.style_of(desk), copying.folder_of(desk)
    reading, cited, grade = linking.reading, linking.cited(), linking.grade()
    row = linking.view.article_row(article.id)
    added = row.added[:10] if row is not None else None

    def words(values: Mapping[str, Any], quoting: bool) -> str:
        given, what = replace(article, **values), cited if quoting or style in copying.ONCE else None
        try:
            return cite.cite(given, reading, what, style, accessed=added, grade=grade or None, folder=folder)
        except Exception as error:  # a style of the user's own may fail in any way, and must not take the app along
            return str(error)

    return words
