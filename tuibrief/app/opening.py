"""Opening the library beside the start of the screen. No Textual here: it begins before Textual is imported."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tuibrief.library.library import Library


class Opened(NamedTuple):
    """The library is open, or could not be (``problem`` is a sentence)."""

    library: Library | None
    problem: str = ""


def open_library(path: Path, who: str) -> Opened:
    """Open the library; anything that stands in the way becomes a sentence."""
    from tuibrief.library.library import Library

    try:
        return Opened(Library.open(path, who=who))
    except Exception as error:  # whatever is wrong with the file, the screen says it and stays usable
        said = str(error) or type(error).__name__
        return Opened(None, said if said.endswith(".") else f"{path} can't be opened: {said}.")


class Opening:
    """Opens the library in a thread, begun before Textual is imported, so that both are ready together."""

    def __init__(self, path: Path, who: str) -> None:
        self._answer: Opened | None = None
        self._tell: Callable[[Opened], object] | None = None
        self._lock = threading.Lock()
        threading.Thread(target=self._run, args=(path, who), name="open", daemon=True).start()

    def _run(self, path: Path, who: str) -> None:
        answer = open_library(path, who)
        with self._lock:
            self._answer = answer
            tell = self._tell
        if tell:
            tell(answer)

    def then(self, tell: Callable[[Opened], object]) -> Opened | None:
        """The answer where it stands already; else it is told as soon as it does."""
        with self._lock:
            if self._answer is None:
                self._tell = tell
            return self._answer
