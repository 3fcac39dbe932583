"""Working things out beside the screen: in a thread, from what is known over all articles, to be shown when it is
done."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from tuibrief.app.screens.desk import Desk
    from tuibrief.overview import Overview

Show = Callable[[], None]

LOOK_AGAIN = 0.05  # seconds until it is looked once more whether the overview has been opened


class Worked(Message):
    """Something was worked out beside the screen; ``show`` puts it there."""

    def __init__(self, show: Show) -> None:
        super().__init__()
        self.show = show


class Beside:
    """Of each kind of thing only the last that was asked for is shown."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._asked: dict[str, int] = {}

    def ask(self, kind: str, work: Callable[[Overview], Show], *, ready: bool) -> None:
        """Have something worked out and shown: ``work`` is called in a thread, what it gives on the screen's loop.

        Where it has to wait until all is ``ready``, nothing happens now: it is to be asked for anew then.
        """
        self._asked[kind] = serial = self._asked.get(kind, 0) + 1
        knowledge = self._desk.linking.view.knowledge

        def late() -> bool:
            return self._asked[kind] != serial

        def begin() -> None:
            if knowledge is None or late() or (ready and not knowledge.ready):
                return
            if knowledge.overview is None:
                self._desk.set_timer(LOOK_AGAIN, begin)
            else:
                self._desk.run_worker(run, thread=True, name=kind, group=kind, exit_on_error=False)

        def run() -> None:
            if knowledge is not None and knowledge.overview is not None and not late():
                show = work(knowledge.overview)
                self._desk.post_message(Worked(lambda: None if late() else show()))

        begin()
