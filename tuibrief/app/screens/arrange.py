"""Which panes stand on the screen, and how wide: a function of its size and of what the person is doing. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

PANES = ("articles", "source", "events", "actor")
VIEWS = ("comparison", "timeline")  # over all articles; opened in the place of the panes
TITLES = {
    "articles": "Articles", "source": "Source", "events": "Events", "actor": "Actor", "comparison": "Comparison",
    "timeline": "Timeline",
}  # fmt: skip
BESIDE = {"timeline": 120, "comparison": 160}  # columns from which Source stands beside a view
# Shares of the width. Source gets what makes a comfortable measure, Events what a headline needs.
SHARES = {"articles": 240, "source": 380, "events": 380, "actor": 240, "comparison": 620, "timeline": 480}
LEAST_SHARE, MOST_SHARE = 80, 1500
LEAST = 14  # columns below which a pane says nothing any more
SMALLEST = (20, 5)  # columns and rows below which there is only a sentence


class Arrangement(NamedTuple):
    """The panes from left to right with their columns, and whether the lines at top and bottom have room."""

    panes: tuple[tuple[str, int], ...]
    top: bool
    foot: bool
    too_small: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The panes that are on the screen."""
        return tuple(name for name, _ in self.panes)


def fitting(columns: int) -> int:
    """How many panes stand side by side: four from 160 columns, three from 120, two from 80, else one."""
    return 4 if columns >= 160 else 3 if columns >= 120 else 2 if columns >= 80 else 1


def chosen(columns: int, focus: str, *, articles_open: bool, zoomed: bool, view: str = "") -> tuple[str, ...]:
    """The panes to show. The one in use is always among them; the others are those that go with it. A ``view`` that is
    open has none beside it but Source."""
    if view:
        return ("source", view) if columns >= BESIDE[view] and not zoomed else (focus,)
    room = fitting(columns)
    if zoomed or room == 1:
        return (focus,)
    if room == 2:
        return {"articles": ("articles", "events"), "actor": ("events", "actor")}.get(focus, ("source", "events"))
    if not (articles_open or focus == "articles"):
        return ("source", "events", "actor")
    if room == 4:
        return PANES
    return ("articles", "events", "actor") if focus == "actor" else ("articles", "source", "events")


def arrange(  # noqa: PLR0913
    columns: int,
    rows: int,
    focus: str,
    *,
    articles_open: bool = False,
    zoomed: bool = False,
    shares: Mapping[str, int] | None = None,
    hidden: Collection[str] = (),
    view: str = "",
) -> Arrangement:
    """The whole arrangement; ``shares`` are a person's own (see `SHARES`), ``hidden`` panes are left out, and others
    take their place where there is room. Columns add up to the width."""
    if columns < SMALLEST[0] or rows < SMALLEST[1]:
        return Arrangement(((focus, max(1, columns)),), False, False, too_small=True)
    names = chosen(columns, focus, articles_open=articles_open, zoomed=zoomed, view=view)
    if hidden and len(names) > 1 and not view:
        names = _without(names, focus, hidden, fitting(columns))
    wanted = {n: max(1, {**SHARES, **(shares or {})}[n]) for n in names}
    total = sum(wanted.values())
    room = columns - (len(names) - 1)  # a rule between two panes
    widths = [max(min(LEAST, room // len(names)), room * wanted[n] // total) for n in names]
    widths[widths.index(max(widths))] += room - sum(widths)
    return Arrangement(tuple(zip(names, widths, strict=True)), rows >= 10, rows >= 7)


def _without(names: tuple[str, ...], focus: str, hidden: Collection[str], room: int) -> tuple[str, ...]:
    left = [n for n in names if n == focus or n not in hidden]
    more = [n for n in ("events", "source", "actor") if n not in hidden and n not in left]
    kept = [*left, *more[: room - len(left)]]
    return tuple(n for n in PANES if n in kept)


def dragged(now: Arrangement, right: str, column: int, shares: Mapping[str, int]) -> dict[str, int]:
    """The shares with which the rule left of a pane stands at a column of the screen, as far as both panes allow."""
    names = list(now.names)
    at = names.index(right)
    left = names[at - 1]
    widths = dict(now.panes)
    begin = sum(widths[n] + 1 for n in names[: at - 1])
    both = widths[left] + widths[right]
    wanted = max(min(LEAST, both // 2), min(column - begin, both - min(LEAST, both // 2)))
    whole = {**SHARES, **shares}
    total = sum(whole[n] for n in names)
    room = sum(widths.values())
    # Rounded up, since widths are rounded down; the widest pane takes what is left over.
    made = {n: -(-total * widths[n] // room) for n in names}
    made[left] = -(-total * wanted // room)
    made[right] = -(-total * (both - wanted) // room)
    return {n: max(LEAST_SHARE // 2, share) for n, share in made.items()}
