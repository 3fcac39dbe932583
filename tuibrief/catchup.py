"""Linking many articles at once in a process of its own, so that a screen beside it stays quick.

A thread that links thousands of articles holds the interpreter: a key took 80 ms instead of 9 with 10,000 to take in.
The process writes the file beside the library, from which every session takes what was worked out. It lives only as
long as the session that started it, and what it had done by then is kept.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tuibrief.library.library import Library, LibraryError
from tuibrief.overview import Overview, place_of
from tuibrief.sidecar import Sidecar

MANY = 300
"""Articles behind from which on a process is worth its start (0.2 s; linking takes about 5 ms an article)."""

_LOOK = 0.2  # seconds between two looks at whether it is done


def behind(library: Library) -> int:
    """How many articles of the library have no place in its file of stories yet."""
    file, name = place_of(library)
    if not name:
        return 0
    side = Sidecar(file, name)
    try:
        return max(0, len(library.stamps()) - int(side.value("SELECT count(*) FROM article") or 0))
    finally:
        side.close()


def catch_up(library: Library, stopped: Callable[[], bool] = lambda: False) -> bool:
    """Have a process link what is missing, and wait for it; whether it ended well. ``stopped`` ends it early."""
    words = [sys.executable, "-m", __name__, str(library.path)]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(words, stdin=quiet, stdout=quiet, stderr=quiet) as child:
        while child.poll() is None:
            if stopped():
                child.terminate()
            time.sleep(_LOOK)
        return child.returncode == 0


def main() -> int:
    """Link the library that is named, as politely as can be; 1 where it can't be opened."""
    os.nice(10)
    parent = os.getppid()

    def told(_done: int, _many: int) -> None:
        if os.getppid() != parent:  # the session is gone, killed perhaps
            raise SystemExit(0)

    try:
        with Library.open(Path(sys.argv[1])) as library:
            overview = Overview(library)
            overview.update(told)
            overview.close()
    except LibraryError:
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
