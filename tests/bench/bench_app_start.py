"""Start to first screen: the app on a library of the two seeds, beside a bare Textual app, in the same run.

    python -m tests.bench.bench_app_start [rounds]

Two times from starting the process, in a real pty: to the first screen (the panes stand, keys are taken), and to its
events. Budget of the first: 1.5 times the bare app (medians of nine). Bytes are searched, not drawn: a terminal's own
work is no part of it.
"""

from __future__ import annotations

import json
import os
import select
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.app.terminal import Terminal, app_command
from tuibrief.ingest import Problem, read_path
from tuibrief.settings import resource

BUDGET = 1.5
FRAME = b"quit"  # the foot is the last line of the first screen
BARE = """
from textual.app import App
from textual.widgets import Static

class Bare(App[None]):
    def compose(self):
        yield Static("the first screen")

Bare().run()
"""


def time_to(command: Sequence[str], marker: bytes, home: Path) -> float:
    """Seconds from the start of a command to a marker in what it writes."""
    begun = time.perf_counter()
    with Terminal(command, columns=120, rows=40, home=home, environment={"PYTHONPATH": str(Path.cwd())}) as terminal:
        seen = bytearray()
        while marker not in seen:
            if not select.select([terminal.master], [], [], 20)[0]:
                raise SystemExit(f"{marker!r} was never written:\n{seen.decode(errors='replace')[-2000:]}")
            seen += os.read(terminal.master, 65536)
        return time.perf_counter() - begun


def seeds_library(path: Path) -> bytes:
    """A library of the seeds as they are after their first reading; gives the first words of its first event, which
    are written as soon as the events stand."""
    from tuibrief.library.library import Library
    from tuibrief.work import Readers

    library = Library.open(path, who="bench")
    for item in read_path(resource("seeds")):
        if not isinstance(item, Problem):
            library.add(item)
    with Readers(1) as readers:
        for read in readers.read([library.article(key) for key in library.unread()]):
            if read.reading is not None:
                library.save_reading(read.reading)
    words = library.events()[0].headline[:12].encode()
    library.close()
    return words


def main() -> int:
    """Print the table; the exit code says whether the budget is kept."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        library = home / "seeds.jsonl"
        marker = seeds_library(library)
        bare_command = [sys.executable, "-c", BARE]
        bare, first, ours = [], [], []
        for _ in range(rounds):
            bare.append(time_to(bare_command, b"the first screen", home))
            first.append(time_to(app_command(library), FRAME, home))
            ours.append(time_to(app_command(library), marker, home))
    medians = {name: statistics.median(times) for name, times in (("bare", bare), ("panes", first), ("events", ours))}
    ratio = medians["panes"] / medians["bare"]
    shown = {f"{name} s": round(value, 3) for name, value in medians.items()}
    ratios = {"panes ratio": round(ratio, 2), "events ratio": round(medians["events"] / medians["bare"], 2)}
    print(json.dumps(shown | ratios | {"budget": BUDGET}))
    return 0 if ratio <= BUDGET else 1


if __name__ == "__main__":
    raise SystemExit(main())
