"""The Articles pane: read or not, date, title, outlet, how many events, tags, note sign."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from tuibrief.app.panes import dates
from tuibrief.app.panes.events import tag_words
from tuibrief.app.panes.line_list import LineList
from tuibrief.app.panes.strips import Part
from tuibrief.library.records import ArticleRow
from tuibrief.model import Basis
from tuibrief.text import clip, fit, safe, width

_OUTLET_FROM = 56
_WIDE_DATE_FROM = 44
_COPIED_FROM = 20


class ArticlesPane(LineList):
    """Rows are `ArticleRow`. ``title_of`` names an article; it is asked for the rows on the screen only. ``also_in``
    has by article the outlets in which the same text stands."""

    def __init__(self, rows: Sequence[ArticleRow] = (), **options: Any) -> None:
        self.title_of: Callable[[ArticleRow], str] = lambda row: row.title
        self.also_in: Mapping[str, str] = MappingProxyType({})
        super().__init__(rows, **options)

    def set_also_in(self, also_in: Mapping[str, str]) -> None:
        """Show which articles are the same text as others."""
        self.also_in = also_in
        self.repaint()

    def row_parts(self, row: ArticleRow, width: int) -> list[Part]:
        """The columns of one article."""
        palette = self.palette
        signs = palette.signs
        unread = signs.unread if not row.read else " "
        parts: list[Part] = [(unread + " ", palette.note)]
        if width >= _WIDE_DATE_FROM:
            about = "~" if row.published and row.published_basis == Basis.INFERRED else ""
            parts.append((fit(signs.plain(about + dates.wide(row.published)), dates.WIDE) + " ", palette.dim))
        ends = self._end_parts(row, width)
        room = max(0, width - _cells(parts) - _cells(ends))
        title = safe(self.title_of(row))
        return [*parts, (fit(title, room, signs.ellipsis), palette.dim if row.read else palette.base), *ends]

    def _end_parts(self, row: ArticleRow, cells: int) -> list[Part]:
        palette = self.palette
        ends: list[Part] = []
        also = safe(self.also_in.get(row.id, ""))
        if also and cells >= _OUTLET_FROM:
            ends.append((" " + clip(f"also in {also}", max(16, cells // 4), palette.signs.ellipsis), palette.note))
        elif also and cells >= _COPIED_FROM:
            ends.append((" " + palette.signs.copied, palette.note))
        tags = safe(tag_words(row.tags))
        if tags and cells >= 30:
            ends.append((" " + clip(tags, max(6, cells // 5), palette.signs.ellipsis), palette.tag))
        if row.noted:
            ends.append((" " + palette.signs.note, palette.note))
        if cells >= _OUTLET_FROM:
            ends.append((" " + fit(safe(row.outlet or ""), min(20, cells // 5), palette.signs.ellipsis), palette.dim))
        # Not read yet; else how many, marked where other rules would read it otherwise.
        counted = palette.signs.ellipsis if row.events < 0 else str(row.events) + ("?" if row.stale else "")
        ends.append((" " + clip(counted, 7).rjust(4), palette.dim))
        return ends

    def row_text(self, row: ArticleRow) -> str:
        """What a search in the pane looks in."""
        return " ".join((self.title_of(row), row.outlet or "", row.published or "", tag_words(row.tags)))


def _cells(parts: Sequence[Part]) -> int:
    return sum(width(words) for words, _ in parts)
