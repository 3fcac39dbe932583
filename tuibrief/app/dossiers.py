"""Actors' files, worked out beside the screen where the library is large: a key never waits for one.

Only the latest that was asked for counts; while keys come quickly, none is begun.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tuibrief.dossier import Dossier

Key = tuple[str, str]  # the actor's name, and the article that calls it so

PAUSE = 0.1  # seconds without another question before one is worked on: a key that is held repeats sooner


class Dossiers:
    """``make`` is called in a thread; ``show`` too, with what it made, where nothing else has been asked for since."""

    def __init__(self, make: Callable[[Key], Dossier | None], show: Callable[[Key, Dossier | None], object]) -> None:
        self._make, self._show = make, show
        self._wanted: Key | None = None
        self._news = threading.Event()
        self._thread: threading.Thread | None = None

    def ask(self, key: Key | None) -> None:
        """Have this one made and shown, instead of any asked for before; None to have none."""
        self._wanted = key
        self._news.set()
        if self._thread is None and key is not None:
            self._thread = threading.Thread(target=self._run, name="dossiers", daemon=True)
            self._thread.start()

    def _run(self) -> None:
        while True:
            self._news.wait()
            self._news.clear()
            time.sleep(PAUSE)
            key = self._wanted
            if key is None or self._news.is_set():
                continue
            try:
                made = self._make(key)
                if self._wanted == key:
                    self._show(key, made)
            except Exception:  # the app may be ending; the pane then keeps what it shows
                continue
