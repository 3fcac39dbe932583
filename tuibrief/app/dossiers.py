"""Actors' files, worked out beside the screen where the library is large: a key never waits for one.

Only the latest that was asked for counts; while keys come quickly, none is begun.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

PAUSE = 0.1  # seconds without another question before one is worked on: a key that is held repeats sooner
BREATH = 0.015  # seconds before one that nothing was asked before for a while is: its key is painted first

K = TypeVar("K")
V = TypeVar("V")


class Dossiers(Generic[K, V]):
    """``make`` is called in a thread; ``show`` too, with what it made, where nothing else has been asked for since."""

    def __init__(self, make: Callable[[K], V], show: Callable[[K, V], object]) -> None:
        self._make, self._show = make, show
        self._wanted: K | None = None
        self._asked = self._due = 0.0
        self._news = threading.Event()
        self._thread: threading.Thread | None = None

    def ask(self, key: K | None, *, now: bool = False) -> None:
        """Have this one made and shown, instead of any asked for before; None to have none. It is begun at once with
        ``now``, or where nothing was asked for a while; else when no other question comes."""
        at = time.monotonic()
        self._due = at + (0.0 if now else BREATH if at - self._asked > PAUSE else PAUSE)
        self._asked, self._wanted = at, key
        self._news.set()
        if self._thread is None and key is not None:
            self._thread = threading.Thread(target=self._run, name="dossiers", daemon=True)
            self._thread.start()

    def _run(self) -> None:
        while True:
            self._news.wait()
            self._news.clear()
            while (left := self._due - time.monotonic()) > 0:
                self._news.wait(left)
                self._news.clear()
            key = self._wanted
            if key is None:
                continue
            try:
                made = self._make(key)
                if self._wanted == key:
                    self._show(key, made)
            except Exception:  # the app may be ending; the pane then keeps what it shows
                continue
