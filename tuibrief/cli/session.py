"""What every command has at hand: places, settings, the console, and the library when it is first asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tuibrief import settings as user
from tuibrief.cli.console import Console

if TYPE_CHECKING:
    from tuibrief.library.library import Library


class UsageError(Exception):
    """The command can't be understood; the message is one sentence."""


class Session:
    """One run of the command line."""

    def __init__(self, console: Console, library: str | None, case: str | None) -> None:
        self.console = console
        self.places = user.places(library, case)
        self.settings, self.notices = user.load(self.places.settings)
        self._library: Library | None = None

    @property
    def who(self) -> str:
        """Who makes the marks."""
        return self.settings.name or user.login_name()

    @property
    def library(self) -> Library:
        """The library, opened now. Raises LibraryError."""
        if self._library is None:
            from tuibrief.library.library import Library, LibraryError

            path = self.places.library
            if path.parent == self.places.cases:
                self._private(path.parent)
            self._library = Library.open(path, who=self.who)
            if self._library.problem:
                self.console.say(f"tuibrief: {self._library.problem}")
            del LibraryError
        return self._library

    def _private(self, folder: Path) -> None:
        # Where it can't be made, the library's own error says so when something is to be written.
        try:
            user.private_folder(folder)
        except OSError:
            return

    def close(self) -> None:
        """Close what was opened. Raises LibraryError where a change could not be written."""
        if self._library is not None:
            library, self._library = self._library, None
            library.close()
