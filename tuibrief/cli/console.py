"""Lines to stdout and stderr. What comes from articles reaches no terminal but in its safe form."""

from __future__ import annotations

import sys
from typing import TextIO

from tuibrief.text import safe

OK, PARTLY, USAGE, LIBRARY, READER, INTERRUPTED, BROKEN_PIPE = 0, 1, 2, 3, 4, 130, 141


class Console:
    """The two streams of one command. ``wrong`` counts what was complained of."""

    def __init__(self, out: TextIO | None = None, err: TextIO | None = None) -> None:
        self._out = out or sys.stdout
        self._err = err or sys.stderr
        self.wrong = 0
        self._progress = ""
        for stream in (self._out, self._err):
            # A file name may hold bytes that are no text: never a reason to fall over.
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="backslashreplace")
        self.out_is_terminal = self._out.isatty()
        self.err_is_terminal = self._err.isatty()

    def data(self, text: str) -> None:
        """One line (or more) of data. Into a file or pipe it goes as it is, and at once: a program may wait."""
        self._hide_progress()
        if self.out_is_terminal:
            text = "\n".join(map(safe, text.split("\n")))
        self._out.write(text + "\n")
        self._out.flush()

    def say(self, text: str) -> None:
        """One line of talk."""
        self._hide_progress()
        self._err.write(safe(text) + "\n")
        self._err.flush()

    def complain(self, text: str) -> None:
        """One line about what went wrong; the command goes on, and its exit code will tell."""
        self.wrong += 1
        self.say(f"tuibrief: {text}")

    def progress(self, text: str) -> None:
        """What is going on, on a line that is overwritten; only where somebody watches."""
        if not self.err_is_terminal:
            return
        import shutil

        self._hide_progress()
        self._progress = safe(text)[: max(0, shutil.get_terminal_size().columns - 1)]
        self._err.write(self._progress)
        self._err.flush()

    def _hide_progress(self) -> None:
        if self._progress:
            self._err.write("\r\x1b[K")
            self._progress = ""

    def end(self) -> None:
        """Take the progress line away."""
        self._hide_progress()
        self._err.flush()

    @property
    def code(self) -> int:
        """The exit code so far."""
        return PARTLY if self.wrong else OK
