"""The Articles pane: read or not, date, title, outlet, how many events, tags, note sign, progress while being read."""

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


class ArticlesPane(LineList):
    """Rows are `ArticleRow`. ``progress`` tells by article id how much of it has been read (0 to 1).

    ``title_of`` names an article; it is asked for the rows on the screen only.
    """

    def __init__(self, rows: Sequence[ArticleRow] = (), **options: Any) -> None:
        self.progress: Mapping[str, float] = MappingProxyType({})
        self.title_of: Callable[[ArticleRow], str] = lambda row: row.title
        super().__init__(rows, **options)

    def set_progress(self, progress: Mapping[str, float]) -> None:
        """Show how far the reading of articles has come."""
        self.progress = progress
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
        tags = safe(tag_words(row.tags))
        if tags and cells >= 30:
            ends.append((" " + clip(tags, max(6, cells // 5), palette.signs.ellipsis), palette.tag))
        if row.noted:
            ends.append((" " + palette.signs.note, palette.note))
        if cells >= _OUTLET_FROM:
            ends.append((" " + fit(safe(row.outlet or ""), min(20, cells // 5), palette.signs.ellipsis), palette.dim))
        done = self.progress.get(row.id)
        if done is not None:
            counted = f"{round(done * 100)}%"
        elif row.events < 0:
            counted = palette.signs.ellipsis  # not read yet
        else:
            counted = str(row.events) + ("?" if row.stale else "")
        ends.append((" " + clip(counted, 7).rjust(4), palette.dim))
        return ends

    def row_text(self, row: ArticleRow) -> str:
        """What a search in the pane looks in."""
        return " ".join((self.title_of(row), row.outlet or "", row.published or "", tag_words(row.tags)))


def _cells(parts: Sequence[Part]) -> int:
    return sum(width(words) for words, _ in parts)
