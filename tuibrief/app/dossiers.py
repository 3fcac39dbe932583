"""Actors' files, worked out beside the screen where the library is large: a key never waits for one.

Only the latest that was asked for counts; while keys come quickly, none is begun. While nothing is asked for, what may
be asked for next is prepared.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

PAUSE = 0.1  # seconds without another question before one is worked on: a key that is held repeats sooner
BREATH = 0.015  # seconds before one that nothing was asked before for a while is: its key is painted first
REST = 0.02  # seconds without anything to do before what may come next is prepared

K = TypeVar("K")
V = TypeVar("V")


class Dossiers(Generic[K, V]):
    """``make`` is called in a thread; ``show`` too, with what it made, where nothing else has been asked for since."""

    def __init__(self, make: Callable[[K], V], show: Callable[[K, V], object]) -> None:
        self._make, self._show = make, show
        self._wanted: K | None = None
        self._asked = self._due = 0.0
        self._serial = self._answered = 0
        self._ahead: Iterator[object] | None = None
        self._news = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def rested(self) -> bool:
        """Whether nothing was asked for a while: no key is held."""
        return time.monotonic() - self._asked > PAUSE

    def ask(self, key: K | None, *, now: bool = False) -> None:
        """Have this one made and shown, instead of any asked for before; None to have none. It is begun at once with
        ``now``, or where nothing was asked for a while; else when no other question comes."""
        at = time.monotonic()
        self._due = at + (0.0 if now else BREATH if self.rested else PAUSE)
        self._asked, self._wanted = at, key
        self._serial += 1
        self._begin(needed=key is not None)

    def ahead(self, work: Iterator[object]) -> None:
        """Have this gone through step by step, instead of any such before, while nothing is asked for."""
        self._ahead = work
        self._begin(needed=True)

    def _begin(self, *, needed: bool) -> None:
        self._news.set()
        if self._thread is None and needed:
            self._thread = threading.Thread(target=self._run, name="dossiers", daemon=True)
            self._thread.start()

    def _run(self) -> None:
        while True:
            self._news.wait()
            self._news.clear()
            while (left := self._due - time.monotonic()) > 0:
                self._news.wait(left)
                self._news.clear()
            try:
                self._answer()
                self._look_ahead()
            except Exception:  # the app may be ending; the pane then keeps what it shows
                continue

    def _answer(self) -> None:
        serial, key = self._serial, self._wanted
        if key is None or serial == self._answered:
            return
        made = self._make(key)
        if self._serial == serial:
            self._answered = serial
            self._show(key, made)

    def _look_ahead(self) -> None:
        """Prepare what may come, until there is news; it goes on after a question has been answered."""
        work = self._ahead
        if work is None or self._news.wait(REST):
            return
        for _ in work:
            if self._news.is_set():
                return
        if self._ahead is work:
            self._ahead = None
