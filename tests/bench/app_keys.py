"""What a key costs in the app itself, with 10,000 articles and 100,000 events, driven through a pty.

Beside it, in the same table: less, and Textual's OptionList and DataTable, of the same events.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import pyte

from tests.bench import synthetic
from tests.bench.lists import words
from tests.bench.meter import HEADER, Costs, Meter, cpu_seconds, python

SIZES = ((80, 24), (120, 40))
STEPS = 150
MOST_SETTLING = 600.0  # seconds to wait for what the app works out over all articles beside the screen
#: Seconds of silence after which what follows a key with a delay (the actor's file, over all articles) has come too.
LATE = 0.4
DOWN, PAGE_DOWN, HALF_DOWN = "\x1b[B", "\x1b[6~", "\x04"


def _settle(meter: Meter) -> float:
    """Wait until the app does nothing more by itself, nor a process of its own of which it tells how far it is; how
    long that took."""
    begun = time.perf_counter()
    quiet = 0
    while quiet < 2 and time.perf_counter() - begun < MOST_SETTLING:
        before = cpu_seconds(meter.pid)
        said, _ = meter.read(2.5, 2.5)
        quiet = quiet + 1 if not said and cpu_seconds(meter.pid) - before < 0.1 else 0
    return time.perf_counter() - begun


def _resident(pid: int) -> float:
    """Memory in MB."""
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def _shares(meter: Meter, columns: int, rows: int, key: str, times: int) -> list[float]:
    """For each press, with all that follows from it, the bytes written by the characters that then stand on the screen,
    blanks at the ends of lines not counted."""
    screen = pyte.Screen(columns, rows)
    stream = pyte.ByteStream(screen)
    begun = len(meter.everything)
    ends = []
    for _ in range(times):
        meter.press([key], quiet=LATE)
        ends.append(len(meter.everything))
    stream.feed(bytes(meter.everything[:begun]))
    found = []
    for end in ends:
        written = bytes(meter.everything[begun:end])
        stream.feed(written)
        found.append(len(written) / sum(len(line.rstrip()) for line in screen.display))
        begun = end
    return found


def measure(library: Path, columns: int, rows: int, options: Sequence[str] = ()) -> None:
    """Print the table for one size."""
    with tempfile.TemporaryDirectory() as home:
        places = {name: f"{home}/{name}" for name in ("XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")}
        command = [python(), "-m", "tuibrief", "--library", str(library), *options]
        begun = time.perf_counter()
        with Meter(command, columns, rows, {"HOME": home, **places}) as meter:
            _, last = meter.read(2.0, 30.0)
            print(f"\n{columns}×{rows} {' '.join(options)}: all painted after {last - begun:.2f} s")
            meter.press(["s"], quiet=1.0)
            busy = meter.press(["j"] * 30)
            settled = _settle(meter)
            print(f"worked out over all articles after {settled:.0f} s\n{HEADER}")
            print(busy.row("Events, a step, meanwhile"))
            for name, keys in {
                "Events, a step": ["j"] * STEPS,
                "Events, a step up": ["k"] * 40,
                "Events, half a page": [HALF_DOWN] * 20,
                "Events, a page": [PAGE_DOWN] * 20,
                "change of pane": ["2", "3"] * 10,
                "to a pane off the screen, and back": ["4", "3"] * 10,
                "Source, a line (after 2)": ["2", *["j"] * 40],
                "to the last and first": ["3", *["G", "g", "g"] * 3],
                "key events only, and all again": ["c"] * 8,
            }.items():
                print(meter.press(keys).row(name))
            late = Costs()
            meter.press(["j"] * 40, late, quiet=LATE)
            print(late.row("Events, a step, and the actor's file"))
            print(meter.press([HALF_DOWN] * 20, quiet=LATE).row("half a page, and the actor's file"))
            shares = _shares(meter, columns, rows, PAGE_DOWN, 12)
            print(f"a page with all that follows: {sum(shares) / len(shares):.2f} bytes a character it shows")
            meter.read(1.5, 10.0)
            idle, _ = meter.read(10.0, 10.0)
            print(f"idle for 10 s: {len(idle)} bytes; memory {_resident(meter.pid):.0f} MB")


def _others(rows: Path, columns: int, lines: int) -> None:
    """The same events in other programs."""
    lists = str(Path(__file__).with_name("lists.py"))
    commands = {
        "OptionList": [python(), lists, "options", str(rows)],
        "DataTable": [python(), lists, "table", str(rows)],
    }
    if shutil.which("less"):
        commands["less (scrolls)"] = ["less", str(rows)]
    first = rows.read_text(encoding="utf-8").splitlines()[lines // 2].split()[0].encode()
    environment = {"PYTHONPATH": str(Path.cwd())}
    for name, command in commands.items():
        with Meter(command, columns, lines, environment) as meter:
            meter.until(first, 120)
            meter.read(1.0)
            print(meter.press([DOWN] * 60).row(f"{name}, a step"))
            print(meter.press([PAGE_DOWN] * 20).row(f"{name}, a page"))


def _rows(library: Path, out: Path) -> Path:
    """The library's events, a line each."""
    from tuibrief.library.library import Library

    with Library.open(library) as opened:
        out.write_text("\n".join(words(row) for row in opened.events()), encoding="utf-8")
    return out


def run(library: Path | None) -> None:
    """Measure on a library, or on one of 10,000 articles made for it."""
    with tempfile.TemporaryDirectory() as folder:
        if library is None:
            library = Path(folder) / "large.jsonl"
            synthetic.fill(library, 10_000)
        rows = _rows(library, Path(folder) / "rows.txt")
        for size in SIZES:
            measure(library, *size)
            _others(rows, *size)
        measure(library, *SIZES[1], ("--theme", "ansi"))
