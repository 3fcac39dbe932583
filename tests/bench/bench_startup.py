"""Start-up of commands, as ratios to ``python -c pass`` in the same run.

    python -m tests.bench.bench_startup [rounds]

Medians of nine, the commands taken in turn so that a busy machine slows all alike. Budget: ``--version`` at most 5.
``events``, ``cite`` and ``search`` run on a library of the two seed articles.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BUDGET = 5.0


def main() -> int:
    """Print the table; 1 where the budget is exceeded."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    script = shutil.which("tuibrief", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    assert script, "tuibrief is not installed beside this Python"
    with tempfile.TemporaryDirectory() as folder:
        os.environ["TUIBRIEF_LIBRARY"] = f"{folder}/library.jsonl"
        from tuibrief.settings import resource

        run([script, "add", str(resource("seeds"))])
        event = subprocess.run([script, "events"], capture_output=True, text=True, check=True).stdout.split("\t")[0]
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "tuibrief --version": [script, "--version"],
            "tuibrief --help": [script, "--help"],
            "tuibrief events": [script, "events"],
            "tuibrief cite": [script, "cite", event],
            "tuibrief search": [script, "search", "missiles"],
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(rounds):
            for name, command in commands.items():
                times[name].append(run(command))
    bare = statistics.median(times["python -c pass"])
    for name, taken in times.items():
        middle = statistics.median(taken)
        print(f"{name:<20} {1000 * middle:7.1f} ms  {middle / bare:5.2f}×")
    return statistics.median(times["tuibrief --version"]) > BUDGET * bare


def run(command: list[str]) -> float:
    """Seconds that a command takes."""
    begun = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begun


if __name__ == "__main__":
    sys.exit(main())
