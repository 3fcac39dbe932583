"""Linking many articles at once in a process of its own, so that a screen beside it stays quick.

A thread that links thousands of articles holds the interpreter: a key took 80 ms instead of 9 with 10,000 to take in.
The process writes the file beside the library, from which every session takes what was worked out. It lives only as
long as the session that started it, and what it had done by then is kept.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from tuibrief.library.library import Library, LibraryError
from tuibrief.overview import Overview, place_of
from tuibrief.sidecar import Sidecar

MANY = 300
"""Articles behind from which on a process is worth its start (0.2 s; linking takes about 5 ms an article)."""

_LOOK = 0.2  # seconds between two looks at whether it is done
_LOOKS = 5  # looks between two at how far it is


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


def catch_up(
    library: Library,
    stopped: Callable[[], bool] = lambda: False,
    told: Callable[[int], object] = lambda _: None,
    meanwhile: Callable[[], bool] = lambda: False,
) -> bool:
    """Have a process link what is missing, and wait for it; whether it ended well. ``stopped`` ends it early, with what
    is done by then kept; ``told`` hears about once a second how many articles are still missing; ``meanwhile`` does a
    moment of other work, until it says that nothing is left."""
    words = [sys.executable, "-m", __name__, str(library.path)]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(words, stdin=quiet, stdout=quiet, stderr=quiet) as child:
        looks = 0
        while child.poll() is None:
            if stopped():
                child.terminate()
            elif (looks := looks + 1) % _LOOKS == 0:
                with suppress(sqlite3.Error):  # the file is being made, or written just now
                    told(behind(library))
            until = time.monotonic() + _LOOK
            while time.monotonic() < until and meanwhile():
                pass
            time.sleep(max(0.0, until - time.monotonic()))
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
