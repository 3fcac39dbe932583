"""What linking costs as a library grows: ``python -m tests.bench.bench_stories [--articles N] [--rounds N]``.

Adding one article to many against adding it to 100 (the reading apart), opening again from the file beside the library,
and a dossier and a timeline over all events. Prints a table; asserts nothing, since times say as much of the machine as
of the program.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from tests.bench.synthetic import fill, pairs
from tuibrief.dossier import dossier
from tuibrief.library.library import Library
from tuibrief.overview import Overview
from tuibrief.timeline import timeline

_OPEN = """
import sys, time
from pathlib import Path
from tuibrief.library.library import Library
from tuibrief.overview import Overview
library = Library.open(Path(sys.argv[1]))
def memory():
    return int(Path("/proc/self/status").read_text().split("VmRSS:")[1].split()[0]) / 1024
before, begin = memory(), time.perf_counter()
overview = Overview(library)
overview.update()
print(time.perf_counter() - begin, memory() - before, memory())
"""


def line(what: str, figure: str, budget: str = "") -> None:
    """One row of the table."""
    print(f"{what:<62} {figure:>16}  {budget}", flush=True)


def timed(work: Callable[[], object]) -> float:
    """Seconds of processor time that a call takes: what others do on the machine meanwhile says nothing."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def adding(path: Path, rounds: int) -> float:
    """The median time that linking one more article takes."""
    took = []
    with Library.open(path, who="bench") as library:
        overview = Overview(library)
        overview.update()
        for article, reading in pairs(rounds, seed=99):
            library.add(article)
            library.save_reading(reading)
            took.append(timed(overview.update))
        overview.close()
    return median(took)


def asking(path: Path, rounds: int) -> None:
    """The actor with most articles and the timeline of everything, each from what was never looked at."""
    with Library.open(path) as library:
        overview = Overview(library)
        overview.update()
        known = overview.directory.all()[0]
        size = len(library.events())
        first = timed(lambda: timeline(overview)[:50])
        again = median(timed(lambda: timeline(overview)[:50]) for _ in range(rounds))
        line(f"timeline of {size:,} events, first", f"{first * 1e3:.0f} ms")
        line("  again", f"{again * 1e3:.0f} ms", "≤ 200 ms")
        rows = library.events()
        part = median(timed(lambda: dossier(known, overview.part_in(known.key))) for _ in range(rounds))
        line(f"dossier of one of {len(overview.part_in(known.key)):,} events", f"{part * 1e3:.0f} ms", "≤ 200 ms")
        whole = median(timed(lambda: dossier(known, rows)) for _ in range(3))
        line("dossier of one who has a part in all", f"{whole * 1e3:.0f} ms", "≤ 200 ms")
        overview.close()


def main() -> None:
    """Make the libraries, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=9)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        small, large = Path(name) / "small.jsonl", Path(name) / "large.jsonl"
        fill(small, 100)
        fill(large, given.articles)
        with Library.open(large) as library:
            overview = Overview(library)
            line(f"link {given.articles:,} articles (once)", f"{timed(overview.update):.1f} s")
            overview.close()
        beside = large.with_name(large.name + ".stories").stat().st_size
        line("  the file beside the library", f"{beside / 1e6:.0f} MB", f"library {large.stat().st_size / 1e6:.0f} MB")
        out = subprocess.run([sys.executable, "-c", _OPEN, large], capture_output=True, check=True, text=True)
        took, more, all_of_it = map(float, out.stdout.split())
        line("open again", f"{took:.2f} s")
        line("  memory for it, and in all", f"{more:.0f} MB, {all_of_it:.0f} MB", "≤ 350 MB in all")
        few, many = adding(small, given.rounds), adding(large, given.rounds)
        line("one article added to 100", f"{few * 1e3:.1f} ms")
        line(f"one article added to {given.articles:,}", f"{many * 1e3:.1f} ms")
        line("  ratio", f"{many / few:.2f}×", "≤ 3×")
        asking(large, given.rounds)


if __name__ == "__main__":
    main()
