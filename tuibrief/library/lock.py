"""One writer at a time: a lock for threads and ``flock`` on a sidecar, which is never deleted.

``lockf`` would not do: it is held by the process, so it does not keep threads apart, and closing any descriptor drops
it.
"""

from __future__ import annotations

import errno
import fcntl
import os
import time
from pathlib import Path
from threading import RLock

_PATIENCE = 10.0  # seconds to wait for another session's write before saying so
_NAP = 0.0005
_NO_LOCKS = {errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS}


class Unwritable(Exception):
    """A change can't be written now; ``str(error)`` is the reason, as the rest of a sentence after a colon."""


class NoLocks(Unwritable):
    """The file system has no locks that work: writing from two sessions could not be kept apart."""


def reason(error: OSError) -> str:
    """Why the system refused, in plain words."""
    words = {
        errno.ENOSPC: "the disk is full",
        errno.EDQUOT: "the disk quota is used up",
        errno.EROFS: "the disk is read-only",
        errno.EACCES: "its file or folder is not yours to write",
        errno.EPERM: "its file or folder is not yours to write",
        errno.EFBIG: "the file has reached the largest size allowed",
        errno.ENOENT: "its file or folder is gone",
        errno.EIO: "the disk reports an error",
    }
    return words.get(error.errno or 0, (error.strerror or str(error)).lower())


class WriterLock:
    """The lock of the library at ``real`` (a path without symbolic links). Re-entrant within a thread."""

    def __init__(self, real: Path):
        self.sidecar = real.with_name(f".{real.name}.lock")
        self.threads = RLock()
        self._fd: int | None = None
        self._depth = 0
        self._proved = False

    def __enter__(self) -> WriterLock:
        self.threads.acquire()
        try:
            if self._depth == 0:
                self._take()
            self._depth += 1
        except BaseException:
            self.threads.release()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._depth -= 1
        if self._depth == 0 and self._fd is not None:
            fcntl.flock(self._fd, fcntl.LOCK_UN)
        self.threads.release()

    def _take(self) -> None:
        until = time.monotonic() + _PATIENCE
        try:
            while True:
                if time.monotonic() > until:
                    raise Unwritable("its lock file does not stay in place")
                if self._fd is None:
                    self._fd = os.open(self.sidecar, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
                self._wait(self._fd)
                if self._still_there(self._fd):
                    break
                # Somebody deleted the sidecar: others would lock the new one, so must we.
                os.close(self._fd)
                self._fd = None
            if not self._proved:
                self._prove()
        except OSError as error:
            if error.errno in _NO_LOCKS:
                raise NoLocks("this file system has no locks") from error
            raise Unwritable(reason(error)) from error

    @staticmethod
    def _wait(fd: int) -> None:
        until = time.monotonic() + _PATIENCE
        while True:
            try:
                fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return
            except BlockingIOError:
                if time.monotonic() > until:
                    raise Unwritable("another session has been writing for a long time") from None
                time.sleep(_NAP)

    def _still_there(self, fd: int) -> bool:
        mine = os.fstat(fd)
        try:
            there = self.sidecar.stat()
        except FileNotFoundError:
            return False
        return (mine.st_dev, mine.st_ino) == (there.st_dev, there.st_ino)

    def _prove(self) -> None:
        """Some network file systems say yes to every lock: a second descriptor must be refused while this one holds."""
        second = os.open(self.sidecar, os.O_RDWR)
        try:
            fcntl.flock(second, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._proved = True
            return
        finally:
            os.close(second)
        raise NoLocks("this file system grants every lock, so two sessions could not be kept apart")

    def close(self) -> None:
        """Let go of the sidecar's descriptor; the file stays."""
        if self._fd is not None:
            os.close(self._fd)
            self._fd = None
