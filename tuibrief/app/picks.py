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
        self._from: int | None = None

    @property
    def ids(self) -> tuple[str, ...]:
        """All that are picked."""
        return tuple({**self._kept, **self._ranged})

    @property
    def ranging(self) -> bool:
        """Whether moving picks."""
        return self._from is not None

    def toggle(self) -> None:
        """Pick the current event, or no longer."""
        now = self._linking.event_id
        if now is None:
            return
        if now in self._kept:
            del self._kept[now]
        else:
            self._kept[now] = None
        self._show()

    def range(self) -> None:
        """Begin a range at the cursor; where one is begun, keep what it holds."""
        if self._from is not None:
            self._kept |= self._ranged
            self._ranged, self._from = {}, None
        else:
            self._from = self._linking.events.current
            self.stretch(self._from)
        self._show()

    def stretch(self, index: int) -> None:
        """The cursor came to a row: a range that is begun goes up to it."""
        if self._from is None:
            return
        view = self._linking.view
        first, last = sorted((self._from, index))
        ids = (view.id_at(at) for at in range(first, last + 1))
        self._ranged = dict.fromkeys(found for found in ids if found is not None)
        self._show()

    def all(self) -> None:
        """Pick all events that are shown."""
        view = self._linking.view
        ids = (view.id_at(at) for at in range(view.count))
        self._kept |= dict.fromkeys(found for found in ids if found is not None)
        self._show()

    def put(self, ids: Iterable[str]) -> None:
        """Pick just these."""
        self._kept, self._ranged, self._from = dict.fromkeys(ids), {}, None
        self._show()

    def clear(self) -> bool:
        """Pick nothing; whether anything was."""
        had = bool(self.ids) or self.ranging
        self._kept, self._ranged, self._from = {}, {}, None
        if had:
            self._show()
        return had

    def _show(self) -> None:
        linking = self._linking
        linking.events.set_picked(frozenset(self.ids))
        linking.desk.across.pick(frozenset(self.ids))
        linking.desk.show_top()
