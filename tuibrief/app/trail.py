"""Where one has been: a trail of places to go back along, and forward again. No Textual here."""

from __future__ import annotations

from tuibrief.app.state import Place

MOST_TRACES = 200


class Trail:
    """The places of one session. Subclasses say where we are, and go."""

    def __init__(self) -> None:
        self._back: list[Place] = []
        self._forward: list[Place] = []

    def here(self) -> Place:
        """Where we are."""
        raise NotImplementedError

    def go_place(self, place: Place) -> None:
        """To an article, an event in it, and a pane."""
        raise NotImplementedError

    def leave_trace(self) -> None:
        """Remember this place, to be gone back to."""
        here = self.here()
        if not self._back or self._back[-1] != here:
            self._back.append(here)
            del self._back[:-MOST_TRACES]
        self._forward.clear()

    def back(self) -> bool:
        """To the last place; whether there is one."""
        return self._travel(self._back, self._forward)

    def forward(self) -> bool:
        """To the place from which we went back; whether there is one."""
        return self._travel(self._forward, self._back)

    def _travel(self, out: list[Place], into: list[Place]) -> bool:
        here = self.here()
        while out and out[-1] == here:
            out.pop()
        if not out:
            return False
        into.append(here)
        self.go_place(out.pop())
        return True
