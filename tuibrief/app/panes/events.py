"""The Events pane: date, status sign, headline, whom it is credited to, in how many articles, tags, note sign."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from rich.style import Style

from tuibrief.app.panes import dates
from tuibrief.app.panes.line_list import LineList
from tuibrief.app.panes.strips import Palette, Part
from tuibrief.library.records import EventRow
from tuibrief.text import clip, fit, safe, width

if TYPE_CHECKING:
    from tuibrief.folding import Folding

_CREDIT_COLUMN_FROM = 96  # cells from which the credited have a column of their own
_CREDIT_FROM = 50  # from which they stand beside the headline at all
_WIDE_DATE_FROM = 60
_DATE_FROM = 24
_PLAIN_DATE_FROM = 36  # in Actor, where a narrow list is about one whose dates stand above it
_ENDS_FROM = 20
STRUCK = Style(strike=True)


def tag_words(tags: Sequence[str]) -> str:
    """Tags as they are shown: ``#one #two``."""
    return " ".join("#" + tag for tag in tags)


@dataclass(frozen=True, slots=True)
class EventLook:
    """What a row's look hangs on besides the event: the year that narrow dates leave out, selection, its spread; a
    ``date`` that stands in the place of its own, just as wide as its column (empty: no column)."""

    year: str | None = None
    picked: bool = False
    articles: int = 1
    date: str | None = None
    plain: bool = False  # all in one style: a fifth of the bytes, for lists that change whole with each key


def event_parts(row: EventRow, cells: int, palette: Palette, look: EventLook = EventLook()) -> list[Part]:
    """One event in just so many cells; columns fall away as it gets narrow, the headline last of all."""
    signs = palette.signs
    parts: list[Part] = []
    if look.date is not None:
        parts.append((look.date + " " if look.date else "", palette.dim))
    elif cells >= _WIDE_DATE_FROM:
        parts.append((fit(safe(signs.plain(dates.wide(row.when, look.year))), dates.WIDE) + " ", palette.dim))
    elif cells >= (_PLAIN_DATE_FROM if look.plain else _DATE_FROM):
        parts.append((fit(safe(signs.plain(dates.narrow(row.when, look.year))), dates.NARROW) + " ", palette.dim))
    sign = signs.picked if look.picked else signs.status(row.status)
    parts += [(sign, palette.picked if look.picked else palette.status(row.status)), (" ", palette.base)]
    left = cells - _cells(parts)
    if look.plain:
        headline = fit(safe(row.headline), left, signs.ellipsis)
        return [("".join(text for text, _ in parts) + headline, palette.base if row.core else palette.dim)]
    ends = _end_parts(row, cells, left, palette, look)
    words = palette.base if row.core else palette.dim
    if row.verdict == "rejected":
        words = words + STRUCK
    headline = signs.rejected + " " if row.verdict == "rejected" else ""
    headline = clip(headline + safe(row.headline), max(0, left - _cells(ends)), signs.ellipsis)
    return [*parts, (headline, words), (" " * (left - _cells(ends) - width(headline)), palette.base), *ends]


def _end_parts(row: EventRow, cells: int, left: int, palette: Palette, look: EventLook) -> list[Part]:
    """What stands right of the headline: tags, grade and signs, the credited, how many articles."""
    signs = palette.signs
    if left < _ENDS_FROM:
        return []
    marked = signs.confirmed if row.verdict == "confirmed" else ""
    marked += (signs.note if row.noted else "") + (signs.corrected if row.corrected or row.own else "")
    marked = safe(row.grade) + marked
    spread = f" {signs.times}{look.articles}" if look.articles > 1 else ""
    credited = safe(", ".join(row.according_to))
    if cells >= _CREDIT_COLUMN_FROM:
        spread = " " + fit(credited, 18, signs.ellipsis) + fit(spread, 4)
    elif credited and cells >= _CREDIT_FROM:
        spread = " " + clip(credited, cells // 5, signs.ellipsis) + spread
    ends: list[Part] = [(" " + marked if marked else "", palette.note), (spread, palette.dim)]
    if row.tags:
        headline = min(28, left // 2)
        room = max(2, min(left // 3, left - _cells(ends) - headline - 1))
        ends.insert(0, (" " + clip(safe(tag_words(row.tags)), room, signs.ellipsis), palette.tag))
    return ends


def _cells(parts: Sequence[Part]) -> int:
    return sum(width(words) for words, _ in parts)


def main_year(rows: Sequence[EventRow]) -> str | None:
    """The year that most of the first rows are in: narrow dates leave it out."""
    years = Counter(row.when[:4] for row in islice(rows, 200) if row.when and row.when[:4].isdigit())
    return years.most_common(1)[0][0] if years else None


class EventsPane(LineList):
    """Rows are `EventRow`: core events plain, others dim.

    ``picked`` holds the ids of events selected for one action; ``spread`` tells by event id in how many articles its
    story stands (1 where it isn't in it).
    """

    def __init__(self, rows: Sequence[EventRow] = (), **options: Any) -> None:
        self.year = main_year(rows)
        self.picked: Set[str] = frozenset()
        self.spread: Mapping[str, int] = MappingProxyType({})
        self._folding: Folding | None = None
        super().__init__(rows, **options)

    def set_rows(self, rows: Sequence[EventRow], keep: int | None = None) -> None:
        """Show other events; see `LineList.set_rows`."""
        self.year = main_year(rows)
        super().set_rows(rows, keep)

    def set_picked(self, ids: Set[str]) -> None:
        """Show these events as selected."""
        self.picked = ids
        self.repaint()

    def set_spread(self, spread: Mapping[str, int]) -> None:
        """Show in how many articles each event's story stands."""
        self.spread = spread
        self.repaint()

    def set_folding(self, folding: Folding | None) -> None:
        """By what rows stand for stories: one is shown as selected where any telling is. Drawn with the next rows."""
        self._folding = folding

    def _is_picked(self, event: str) -> bool:
        if not self.picked or event in self.picked or self._folding is None:
            return event in self.picked
        return not self.picked.isdisjoint(self._folding.story(event))

    def row_parts(self, row: EventRow, width: int) -> list[Part]:
        """The columns of one event."""
        look = EventLook(self.year, self._is_picked(row.id), self.spread.get(row.id, 1))
        return event_parts(row, width, self.palette, look)

    def row_text(self, row: EventRow) -> str:
        """What a search in the pane looks in."""
        return " ".join((row.when or "", row.headline, *row.according_to, tag_words(row.tags)))
