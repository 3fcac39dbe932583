"""What a key costs: the time to its last byte, and the bytes, through a real pty.

    bench_keys.py [ROWS]          the lists: ours, Textual's OptionList and DataTable, and less
    bench_keys.py app [LIBRARY]   the app itself, on a library (or on one of 10,000 articles made here)

Goals (DESIGN, "Budgets"): p50 ≤ 16 ms and p95 ≤ 33 ms at 120×40; mean bytes a step in Events with the panes on screen
following ≤ 2.5 KB at 80×24 and ≤ 4 KB at 120×40, p95 ≤ 10 KB; idle 0 bytes.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench.lists import make_rows, words
from tests.bench.meter import HEADER, Costs, Meter, python

DOWN = "\x1b[B"
PAGE = "\x1b[6~"
SIZES = ((80, 24), (120, 40))
STEPS = 120


def lists(count: int = 100_000) -> None:
    """One list of the same rows in each of the widgets, and in less."""
    here = Path(__file__).with_name("lists.py")
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "rows.txt"
        plain.write_text("\n".join(words(row) for row in make_rows(count)), encoding="utf-8")
        commands = {
            "LineList (ours)": [python(), str(here), "ours", str(count)],
            "OptionList": [python(), str(here), "options", str(count)],
            "DataTable": [python(), str(here), "table", str(count)],
        }
        if shutil.which("less"):
            commands["less (scrolls)"] = ["less", str(plain)]
        for columns, rows in SIZES:
            print(f"\n{columns}×{rows}, {count:,} rows\n{HEADER}  open s")
            for name, command in commands.items():
                begun = time.perf_counter()
                with Meter(command, columns, rows) as meter:
                    meter.until(b"2024-02-02", 120)
                    opened = time.perf_counter() - begun
                    meter.read(0.5)
                    steps = meter.press([DOWN] * STEPS)
                    pages = meter.press([PAGE] * 20)
                    print(f"{steps.row(name + ', step')} {opened:7.2f}")
                    print(pages.row(name + ", page"))


def main() -> None:
    """Run what the command line asks for."""
    if sys.argv[1:2] == ["app"]:
        from tests.bench.app_keys import run

        run(Path(sys.argv[2]) if len(sys.argv) > 2 else None)
    else:
        lists(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)


if __name__ == "__main__":
    main()


__all__ = ["Costs"]
