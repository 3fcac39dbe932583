"""Opening the library beside the screen. No Textual here."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tuibrief.library.library import Library


class Opened(NamedTuple):
    """The library is open, or could not be (``problem`` is a sentence). ``notice`` is what will be in the way later."""

    library: Library | None
    problem: str = ""
    notice: str = ""


def open_library(path: Path, who: str) -> Opened:
    """Open the library; anything that stands in the way becomes a sentence."""
    try:
        from tuibrief.library.library import Library

        return Opened(Library.open(path, who=who), notice=_notice(path))
    except Exception as error:  # whatever is wrong with the file, the screen says it and stays usable
        said = str(error) or type(error).__name__
        return Opened(None, said if said.endswith(".") else f"{path} can't be opened: {said}.")


def _notice(path: Path) -> str:
    """Said at once, and not only when something has been changed: that the file may be read but not written."""
    if path.exists() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        return "This library may be read, not written: changes are kept only until you quit."
    return ""


class Opening:
    """Opens the library in a thread. It begins when the first screen stands: both hold the interpreter, so that
    beginning
    earlier would only make the person look at an empty terminal for longer."""

    def __init__(self, path: Path, who: str) -> None:
        self._path, self._who = path, who
        self._library: Library | None = None

    def start(self, tell: Callable[[Opened], object]) -> None:
        """Open it, and tell when it is open or can't be."""

        def work() -> None:
            opened = open_library(self._path, self._who)
            self._library = opened.library
            tell(opened)

        threading.Thread(target=work, name="open", daemon=True).start()

    def close(self) -> None:
        """Close what was opened, after the app has ended: news of jobs that come in until then still find it open."""
        if self._library is not None:
            self._library.close(discard=True)
