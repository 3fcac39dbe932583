"""What the timeline and the comparison cost in the app on a large library, through a pty:
``python -m tests.bench.bench_views [LIBRARY]`` (or one of 10,000 articles made and linked here, which takes minutes).

A view opens when its last byte is written: what is worked out beside the screen counts, too. Prints a table.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from tests.bench import synthetic
from tests.bench.app_keys import SIZES
from tests.bench.meter import HEADER, Costs, Meter, python
from tuibrief.app import state
from tuibrief.library.library import Library
from tuibrief.overview import Overview

ROUNDS = 9
STEPS = 60
WAIT = 0.6  # nothing written for so long: a view that is worked out beside the screen stands


def opened(meter: Meter, keys: str, back: str, rounds: int = ROUNDS) -> Costs:
    """What it costs to open a view by a sequence of keys, from the last of them; ``back`` closes it again."""
    costs = Costs()
    for _ in range(rounds):
        for key in keys[:-1]:
            meter.press([key])
        meter.press([keys[-1]], costs, quiet=WAIT)
        for key in back.split():
            meter.press([{"esc": "\x1b[27u"}.get(key, key)], quiet=0.3)
    return costs


def told_twice(library: Path) -> str:
    """An event of a story that several articles tell."""
    with Library.open(library) as opened_library:
        overview = Overview(opened_library)
        overview.update()
        found = next(iter(overview.spread))
        overview.close()
    return found


def measure(library: Path, columns: int, rows: int, event: str) -> None:
    """Print the table for one size."""
    with tempfile.TemporaryDirectory() as home:
        places = {name: f"{home}/{name}" for name in ("XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")}
        place = state.Place(event.rpartition(".")[0], event)
        kept = state.path_for(library, Path(places["XDG_STATE_HOME"]) / "tuibrief")
        state.save(kept, state.State(place=place, toured=True))
        command = [python(), "-m", "tuibrief", "--library", str(library)]
        with Meter(command, columns, rows, {"HOME": home, **places}) as meter:
            meter.until(b"events", 30.0)
            meter.read(0.5)
            print(f"\n{columns}×{rows}\n{HEADER}")
            print(opened(meter, "gl", "esc", 1).row("timeline, at once after the start"))
            time.sleep(8)
            meter.read(1.0)
            print(opened(meter, "gl", "esc").row("timeline"))
            meter.press(["g", "l"], quiet=WAIT)
            meter.press(["G", "g", "g"], quiet=0.3)
            print(meter.press(["j"] * STEPS).row("  a step"))
            print(meter.press(["\x04"] * 20).row("  half a page"))
            print(opened(meter, "c", "c").row("  key events only"))
            print(opened(meter, "s", "s").row("  of one actor"))
            print(meter.press(["\r", "H"] * 5, quiet=WAIT).row("  enter, and back"))
            meter.press(["\x1b[27u"], quiet=0.3)
            print(opened(meter, "C", "esc").row("comparison"))
            meter.press(["C"], quiet=WAIT)
            print(meter.press(["l", "h"] * 10).row("  to the next telling"))


def main() -> None:
    """Measure on a library, or on one made here."""
    if len(sys.argv) > 1:
        library = Path(sys.argv[1])
        event = told_twice(library)
        for size in SIZES:
            measure(library, *size, event)
        return
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "large.jsonl"
        synthetic.fill(made, 10_000)
        event = told_twice(made)
        for size in SIZES:
            measure(made, *size, event)


if __name__ == "__main__":
    main()
