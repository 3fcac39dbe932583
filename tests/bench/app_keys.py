"""What a key costs in the app itself, with 10,000 articles and 100,000 events, driven through a pty."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.bench import synthetic
from tests.bench.meter import HEADER, Meter, python

SIZES = ((80, 24), (120, 40))
STEPS = 150
MOST_SETTLING = 180.0  # seconds to wait for what the app works out over all articles beside the screen


def _cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _settle(meter: Meter) -> float:
    """Wait until the app does nothing more by itself; how long that took."""
    begun = time.perf_counter()
    while time.perf_counter() - begun < MOST_SETTLING:
        before = _cpu_seconds(meter.pid)
        meter.read(1.0, 1.0)
        if _cpu_seconds(meter.pid) - before < 0.05:
            break
    return time.perf_counter() - begun


def measure(library: Path, columns: int, rows: int, options: Sequence[str] = ()) -> None:
    """Print the table for one size."""
    with tempfile.TemporaryDirectory() as home:
        places = {name: f"{home}/{name}" for name in ("XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")}
        command = [python(), "-m", "tuibrief", "--library", str(library), *options]
        begun = time.perf_counter()
        with Meter(command, columns, rows, {"HOME": home, **places}) as meter:
            _, last = meter.read(2.0, 30.0)
            print(f"\n{columns}×{rows} {' '.join(options)}: all painted after {last - begun:.2f} s")
            busy = meter.press(["s"], quiet=1.0)
            busy = meter.press(["j"] * 30)
            settled = _settle(meter)
            print(f"worked out over all articles after {settled:.0f} s\n{HEADER}")
            print(busy.row("Events, a step, meanwhile"))
            for name, keys in {
                "Events, a step": ["j"] * STEPS,
                "Events, a step up": ["k"] * 40,
                "Events, half a page": ["\x04"] * 20,
                "change of pane": ["2", "3"] * 10,
                "Source, a line (after 2)": ["2", *["j"] * 40],
                "to the last and first": ["3", *["G", "g", "g"] * 3],
            }.items():
                print(meter.press(keys).row(name))
            idle, _ = meter.read(10.0, 10.0)
            print(f"{'idle for 10 s':<34} {len(idle):>25d}")


def run(library: Path | None) -> None:
    """Measure on a library, or on one of 10,000 articles made for it."""
    if library is not None:
        for size in SIZES:
            measure(library, *size)
        return
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "large.jsonl"
        synthetic.fill(made, 10_000)
        for size in SIZES:
            measure(made, *size)
        measure(made, *SIZES[1], ("--theme", "ansi"))
