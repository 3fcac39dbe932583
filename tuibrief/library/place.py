"""The library's file and folder as the system has them: what may stand there, how they are made and made durable."""

from __future__ import annotations

import fcntl
import os
import stat
from pathlib import Path

from tuibrief.library.lock import reason
from tuibrief.library.records import LibraryError


def check_place(path: Path) -> None:
    """Refuse what can't be a library, before anything is opened: opening a pipe would hang."""
    try:
        found = path.stat()
    except FileNotFoundError:
        if path.is_symlink():
            raise LibraryError(f"{path} is a symbolic link to a file that is not there.") from None
        return
    except OSError as error:
        raise LibraryError(f"The library {path} can't be opened: {reason(error)}.") from error
    if stat.S_ISDIR(found.st_mode):
        raise LibraryError(f"{path} is a folder, not a library.")
    if not stat.S_ISREG(found.st_mode):
        raise LibraryError(f"{path} is not a plain file, so it can't be a library.")


def make_folder(folder: Path) -> None:
    """A folder and those above it, readable by nobody else where they are made here."""
    missing = [p for p in [folder, *folder.parents] if not p.exists()]
    try:
        for each in reversed(missing):
            each.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise LibraryError(f"The library's folder {folder} can't be made: {reason(error)}.") from error


def sync(fd: int) -> None:
    """Make a file's content durable. On macOS ``fsync`` leaves it in the drive's cache; F_FULLFSYNC does not."""
    full = getattr(fcntl, "F_FULLFSYNC", None)
    if full is None:
        os.fsync(fd)
    else:
        fcntl.fcntl(fd, full)


def sync_folder(folder: Path) -> None:
    """Make a folder's entries durable: a new or renamed file is there after a power cut."""
    fd = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def write_all(fd: int, data: bytes) -> None:
    """Write all of it, however often that takes."""
    view = memoryview(data)
    while view:
        view = view[os.write(fd, view) :]
