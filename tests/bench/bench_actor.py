"""How soon an actor's file is on the screen: ``python -m tests.bench.bench_actor [LIBRARY]``, through a real pty.

Without a library, one of 10,000 articles with 100,000 events is made. Times are from a key to the last byte of what
answers it: a file that nothing is known of yet (each actor anew), one that was shown before, the list of actors while a
name is typed, a move in the file, and a step in Events while a file is being worked out beside it. Prints a table;
asserts nothing.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from tests.bench import synthetic
from tests.bench.app_keys import _settle
from tests.bench.meter import Costs, Meter, python
from tuibrief.library.library import Library
from tuibrief.overview import Overview

COLUMNS, ROWS = 120, 40
QUIET = 0.4  # nothing more comes of a file after so long


def line(what: str, seconds: list[float], budget: str = "") -> None:
    """One row of the table."""
    print(f"{what:<58} {1000 * median(seconds):8.0f} ms {1000 * max(seconds):8.0f} ms  {budget}", flush=True)


def press(meter: Meter, key: str, words: bytes = b"", quiet: float = QUIET) -> float:
    """Seconds from a key to the last byte of the answer that holds these words (or of any)."""
    begun = last = time.perf_counter()
    os.write(meter.fd, key.encode())
    got = b""
    while time.perf_counter() - begun < 5.0:
        more, at = meter.read(quiet if not words or words in got else 0.01, 5.0)
        if more:
            got, last = got + more, at
        if words in got and not more:
            break
    return last - begun


def link(library: Path) -> None:
    """Work out who is who first: while that is under way in the app, no file can be measured."""
    with Library.open(library) as kept:
        overview = Overview(kept)
        overview.update()
        overview.close()


def measure(library: Path) -> None:
    """Print the table for a library."""
    link(library)
    with tempfile.TemporaryDirectory() as home:
        places = {name: f"{home}/{name}" for name in ("XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")}
        command = [python(), "-m", "tuibrief", "--library", str(library)]
        with Meter(command, COLUMNS, ROWS, {"HOME": home, **places}) as meter:
            meter.read(2.0, 30.0)
            _settle(meter)
            print(f"{COLUMNS}×{ROWS}{'':<53} {'median':>10} {'worst':>10}")
            meter.press(["s", "4", "z"])
            files, again, typed = [], [], Costs()
            for name in ("lena c", "boris i", "ana h", "chen b", "dalia d", "emeka e", "farid f", "greta g", "hana k"):
                meter.press(["g", "a"])
                meter.press(list(name), typed)
                files.append(press(meter, "\r", b"pinned"))
                press(meter, "P")
                again += [press(meter, "P"), press(meter, "P")]
            line("file of an actor, from enter in “go to an actor”", files, "≤ 200 ms")
            line("  shown before (unpinned, pinned)", again)
            line("  a letter typed in “go to an actor”", typed.seconds)
            line("a move in the file", meter.press(["j"] * 60 + ["\x04"] * 10 + ["}", "{"] * 5).seconds)
            meter.press(["z", "3"])
            line("next of the event's actors (w), file and all", [press(meter, "w") for _ in range(6)], "≤ 200 ms")
            line("another event, its actor's file and all", [press(meter, "j") for _ in range(25)], "≤ 200 ms")
            busy = [press(meter, "j", quiet=0.12) for _ in range(60)]
            line("a step in Events every 0.12 s", busy)


def main() -> None:
    """Measure on a library, or on one made for it."""
    if len(sys.argv) > 1:
        measure(Path(sys.argv[1]))
        return
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "large.jsonl"
        synthetic.fill(made, 10_000)
        measure(made)


if __name__ == "__main__":
    main()
