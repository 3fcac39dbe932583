"""The library: one file with all articles, readings and marks, asked and changed through one class.

No caller sees TinyDB or the file's format, so that another engine can stand behind the same questions one day.
"""

from __future__ import annotations

from pathlib import Path
from types import TracebackType

from tuibrief.library.lock import Unwritable
from tuibrief.library.records import (
    ActorRow,
    ArticleRow,
    CheckReport,
    Damage,
    EventRow,
    HistoryRow,
    LibraryError,
    MarkedEvent,
    Orphan,
)
from tuibrief.library.upkeep import Upkeep


class Library(Upkeep):
    """An open library. Safe to use from several threads; several sessions may have it open at once."""

    @classmethod
    def open(cls, path: Path, *, who: str | None = None) -> Library:
        """Open the library at ``path``. A missing file is an empty library: it is made by the first ``add`` only.

        LibraryError, with nothing changed, for a folder, a file of another program, one that a newer version wrote,
        or one that can't be read. ``who`` signs the changes (the system's user name unless given).
        """
        try:
            return cls(Path(path), who if who is not None else _user())
        except Unwritable as error:
            raise LibraryError(f"The library {path} can't be opened: {error}.") from error
        except OSError as error:
            raise LibraryError(f"The library {path} can't be opened: {error.strerror or error}.") from error

    @property
    def library_id(self) -> str | None:
        """The library's own id, kept over moves, backups and compactions; None before the first add."""
        header = self._journal.log.header
        return str(header["library"]) if header else None

    def close(self, *, discard: bool = False) -> None:
        """Close the library. LibraryError, and it stays open, where changes still wait and may not be discarded."""
        with self._lock:
            if self.waiting and not discard and not self._flush():
                raise LibraryError(f"{self.problem} They would be lost.")
            self._close_index()
            self._db.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close(discard=error is not None)


def _user() -> str:
    import getpass  # 5 ms, mostly for a prompt that is never shown

    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


__all__ = [
    "ActorRow",
    "ArticleRow",
    "CheckReport",
    "Damage",
    "EventRow",
    "HistoryRow",
    "Library",
    "LibraryError",
    "MarkedEvent",
    "Orphan",
]
