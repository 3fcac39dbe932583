"""Which other event is the same happening: the likely ones first, any other by part of its headline."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tuibrief.app.dialogs.box import Row
from tuibrief.app.dialogs.views import JumpDialog
from tuibrief.app.panes.dates import wide
from tuibrief.library.records import EventRow


class JoinDialog(JumpDialog):
    """Gives the event's id. ``likely`` is asked in a thread for what to offer while nothing is typed; ``outlet_of``
    says in which outlet an event stands."""

    title_words = "Which event is the same happening?"
    hint = "type part of its headline · enter join · esc close"

    def __init__(
        self,
        find: Callable[[str], Sequence[EventRow]],
        likely: Callable[[], Sequence[EventRow]],
        outlet_of: Callable[[EventRow], str],
    ) -> None:
        super().__init__(find)
        self._likely, self._outlet_of = likely, outlet_of

    def begin(self) -> None:
        """Ready to type, with what is likely below."""
        super().begin()

        def work() -> None:
            found = self._rows("")
            self.app.call_from_thread(self._show, "", found)

        self.run_worker(work, thread=True, group="find", exclusive=True, exit_on_error=False)

    def _rows(self, typed: str) -> list[Row]:
        found = self._find(typed) if typed else self._likely()
        return [Row(row.headline, self._aside(row), row.id) for row in found]

    def _aside(self, row: EventRow) -> str:
        return " · ".join(words for words in (self._outlet_of(row), wide(row.when).strip()) if words)
