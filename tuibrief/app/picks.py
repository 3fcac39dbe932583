"""Several events picked for one action: one by one, or a range from a row to the cursor."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tuibrief.app.linking import Linking


class Picks:
    """The picked events, by id, in the order in which they were picked."""

    def __init__(self, linking: Linking) -> None:
        self._linking = linking
        self._kept: dict[str, None] = {}
        self._ranged: dict[str, None] = {}
        self._all: dict[str, None] = {}  # both together
        self._from: int | None = None
        self._to = 0
        self._rows: object = None  # in which the range's ends are counted

    @property
    def ids(self) -> tuple[str, ...]:
        """All that are picked."""
        return tuple({**self._kept, **self._ranged})

    @property
    def count(self) -> int:
        """How many are picked."""
        return len(self._all)

    @property
    def ranging(self) -> bool:
        """Whether moving picks."""
        return self._from is not None

    def toggle(self) -> None:
        """Pick the current event, or no longer."""
        now = self._linking.event_id
        if now is None:
            return
        told = [event for event in self._linking.view.tellings((now,)) if event in self._kept]
        if told:  # in a folded list another telling of it may be the one that was picked
            for event in told:
                del self._kept[event]
                if event not in self._ranged:
                    del self._all[event]
        else:
            self._kept[now] = self._all[now] = None
        self._show()

    def range(self) -> None:
        """Begin a range at the cursor; where one is begun, keep what it holds."""
        if self._from is not None:
            self._kept |= self._ranged
            self._ranged, self._from = {}, None
        else:
            self._from = self._to = self._linking.events.current
            self._rows = self._linking.view.rows
            self._take(self._linking.view.ids(self._from, self._from + 1))
        self._show()

    def stretch(self, index: int) -> None:
        """The cursor came to a row: a range that is begun goes up to it. Only what comes in or falls out is touched: a
        range may hold tens of thousands."""
        view, begun = self._linking.view, self._from
        if begun is None or (index == self._to and view.rows is self._rows):
            return
        if view.rows is not self._rows:  # others are shown now: the range is counted in these
            self._rows, self._to, self._ranged, self._all = view.rows, begun, {}, dict(self._kept)
            self._take(view.ids(begun, begun + 1))
        before, self._to = self._to, index
        first, last = min(begun, index), max(begun, index) + 1
        held_first, held_last = min(begun, before), max(begun, before) + 1
        self._take([*view.ids(first, min(last, held_first)), *view.ids(max(first, held_last), last)])
        out = [*view.ids(held_first, min(held_last, first)), *view.ids(max(held_first, last), held_last)]
        for event in out:
            self._ranged.pop(event, None)
            if event not in self._kept:
                self._all.pop(event, None)
        self._show()

    def _take(self, ids: Iterable[str]) -> None:
        taken = dict.fromkeys(ids)
        self._ranged |= taken
        self._all |= taken

    def all(self) -> None:
        """Pick all events that are shown."""
        view = self._linking.view
        self._kept |= dict.fromkeys(view.ids(0, view.count))
        self._all |= self._kept
        self._show()

    def put(self, ids: Iterable[str]) -> None:
        """Pick just these."""
        self._kept, self._ranged, self._from = dict.fromkeys(ids), {}, None
        self._all = dict(self._kept)
        self._show()

    def clear(self) -> bool:
        """Pick nothing; whether anything was."""
        had = bool(self._all) or self.ranging
        self._kept, self._ranged, self._all, self._from = {}, {}, {}, None
        if had:
            self._show()
        return had

    def _show(self) -> None:
        linking = self._linking
        linking.events.set_picked(self._all.keys())
        linking.desk.across.pick(self._all.keys())
        linking.desk.show_top()
