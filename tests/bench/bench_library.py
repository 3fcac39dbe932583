"""What the library costs, as ratios in one run: ``python -m tests.bench.bench_library [--articles N] [--rounds N]``.

Prints a table; asserts nothing, since times say as much of the machine as of the program.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from tests.bench.synthetic import fill
from tuibrief.library.library import Library

_OPEN = """
import sys, time
from pathlib import Path
from tuibrief.library.library import Library
begin, busy = time.perf_counter(), time.process_time()
library = Library.open(Path(sys.argv[1]))
rows = library.events()[:50], library.articles()[:50]
took, busy = time.perf_counter() - begin, time.process_time() - busy
if len(sys.argv) > 2:
    sum(1 for _ in library.events()), len(library.events(text="harbour")), library.events(sort="date")[0]
    sum(1 for _ in library.articles()), library.actors(), list(library.search("harbour"))
status = Path("/proc/self/status").read_text().split()
print(took, busy, int(status[status.index("VmHWM:") + 1]) / 1024)
"""


def timed(work: Callable[[], object]) -> float:
    """Seconds that a call takes."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def line(what: str, figure: str, budget: str = "") -> None:
    """One row of the table."""
    print(f"{what:<62} {figure:>16}  {budget}", flush=True)


def tagging(path: Path, rounds: int, folder: Path) -> None:
    """A durable tag against one fsynced append of the very line it wrote, and against stock TinyDB."""
    with Library.open(path, who="bench") as library:
        rows = library.events()
        step = len(rows) // (rounds * 20)
        targets = [library.target_of_event(rows[n * step].id) for n in range(rounds * 20)]
        ours, bare = [], []
        probe = os.open(folder / "probe", os.O_CREAT | os.O_WRONLY | os.O_APPEND)
        for number, target in enumerate(targets):
            before = path.stat().st_size
            ours.append(timed(lambda t=target, n=number: library.tag([t], f"tag {n % 30}")))  # type: ignore[misc]
            with path.open("rb") as file:
                file.seek(before)
                written = file.read()
            bare.append(timed(lambda data=written: (os.write(probe, data), os.fsync(probe))))  # type: ignore[misc]
        documents = {
            str(n): {"id": r.id, "headline": r.headline, "when": r.when, "who": r.who} for n, r in enumerate(rows)
        }
    stock = folder / "stock.json"
    stock.write_text(json.dumps({"_default": documents}))
    from tinydb import TinyDB

    with TinyDB(stock) as db:
        theirs = median(timed(lambda: db.update({"tags": ["x"]}, doc_ids=[len(documents) // 2])) for _ in range(3))
    tag, append = median(ours), median(bare)
    line(f"tag one of {len(documents):,} events, durable", f"{tag * 1e3:.3f} ms")
    line("  one fsynced append of that line", f"{append * 1e3:.3f} ms")
    line("  ratio", f"{tag / append:.2f}×", "≤ 3×")
    line("  stock TinyDB, one update", f"{theirs * 1e3:.0f} ms")
    line("  stock TinyDB / ours", f"{theirs / tag:,.0f}×")


def opening(path: Path, rounds: int, folder: Path) -> None:
    """Opening and the first rows, against a library with nothing in it; memory after everything was listed once."""

    def run(which: Path, *more: str) -> tuple[float, float, float]:
        out = subprocess.run([sys.executable, "-c", _OPEN, which, *more], capture_output=True, check=True, text=True)
        took, busy, memory = out.stdout.split()
        return float(took), float(busy), float(memory)

    runs = [run(path) for _ in range(rounds)]
    full, busy = median(r[0] for r in runs), median(r[1] for r in runs)
    none = median(run(folder / "none.jsonl")[0] for _ in range(rounds))
    line("open, with the first rows", f"{full:.3f} s")
    line("  more than opening none", f"{full - none:.3f} s", "≤ 1.0 s")
    line("  of it processor time", f"{busy:.3f} s")
    line("memory: opened, first rows", f"{runs[0][2]:.0f} MB", "≤ 350 MB")
    line("memory: and all listed, sorted, filtered, searched once", f"{run(path, 'all')[2]:.0f} MB", "≤ 350 MB")


def asking(path: Path, rounds: int) -> None:
    """Questions about one actor and one word, as the screen asks them; and a search while nothing is indexed yet."""
    with Library.open(path) as library:
        by_events = {row.name: row.events for row in library.actors()}
        most, middle = next(iter(by_events)), list(by_events)[len(by_events) // 2]
    for name in (middle, most):
        gc.collect()  # the libraries opened before: their end is not this one's cost
        with Library.open(path) as library:
            first = timed(lambda n=name, a=library: a.events(actor=n))  # type: ignore[misc]
            again = median(timed(lambda n=name, a=library: a.events(actor=n)) for _ in range(rounds))  # type: ignore[misc]
        line(f"events of one actor ({by_events[name]:,} of them): at first", f"{first * 1e3:.0f} ms")
        line("  and again", f"{again * 1e3:.1f} ms")
    with Library.open(path) as library:
        first = timed(lambda: next(library.search("harbour")))
        rest = timed(lambda: list(library.search("harbour")))
        line("search with nothing indexed yet: first result", f"{first * 1e3:.0f} ms", "≤ 100 ms")
        line("  every result of notes, events and articles", f"{rest * 1e3:.0f} ms")


QUERIES = ("harbour quota", "mill", "Abara tunnels", "Costa -tariff", '"closed for repairs"', "Haddad strike")


def searching(path: Path, rounds: int, folder: Path) -> None:
    """Searching articles against bare SQLite FTS5 on the same texts, each giving id and title of every hit."""
    with Library.open(path) as library:
        begin = time.perf_counter()
        worst, count = 0.0, 1
        while count:
            turn = time.perf_counter()
            count = library.index_some()
            worst = max(worst, time.perf_counter() - turn)
        line("index everything (once, in the background)", f"{time.perf_counter() - begin:.1f} s")
        line("  one turn of it, worst", f"{worst * 1e3:.0f} ms")
        base = sqlite3.connect(folder / "bare.db")
        base.execute("CREATE VIRTUAL TABLE t USING fts5(id UNINDEXED, title, body)")
        for row in library.articles():
            base.execute("INSERT INTO t VALUES(?, ?, ?)", (row.id, row.title, library.article(row.id).text))
        base.commit()
        ratios, first_ours, first_events, events = [], [], [], []
        for query in QUERIES:
            match = " NOT ".join(query.split(" -"))
            bare = median(
                timed(lambda m=match: base.execute("SELECT id, title FROM t WHERE t MATCH ?", (m,)).fetchall())  # type: ignore[misc]
                for _ in range(rounds)
            )
            found = list(library.search(query, kinds=("article",)))
            ours = median(timed(lambda q=query: list(library.search(q, kinds=("article",)))) for _ in range(rounds))  # type: ignore[misc]
            first_ours.append(max(timed(lambda q=query: next(library.search(q))) for _ in range(rounds)))  # type: ignore[misc]
            first_events.append(max(timed(lambda q=query: library.events(query=q)[:50]) for _ in range(rounds)))  # type: ignore[misc]
            events.append(median(timed(lambda q=query: list(library.search(q))) for _ in range(rounds)))  # type: ignore[misc]
            ratios.append(ours / bare)
            line(f"search {query} ({len(found):,} articles)", f"{ours * 1e3:.1f} ms", f"bare FTS5 {bare * 1e3:.1f} ms")
        line("  ratio to bare FTS5, median and worst query", f"{median(ratios):.2f}× {max(ratios):.2f}×", "≤ 2×")
        line("  first result of notes, events and articles, worst", f"{max(first_ours) * 1e3:.1f} ms", "≤ 100 ms")
        line("  every result of notes, events and articles, worst", f"{max(events) * 1e3:.0f} ms")
        line("  a list of all events found, worst", f"{max(first_events) * 1e3:.0f} ms")


def compacting(path: Path) -> None:
    """How long a session is held up while another process compacts: by a look for news, and by a tag."""
    with Library.open(path) as library:
        rows = library.events()
        targets = [library.target_of_event(rows[n].id) for n in range(300)]
        library.save_readings([r for row in library.articles()[:2000] if (r := library.reading(row.id))])
        alone = [timed(lambda n=n: library.tag([targets[n]], "alone")) for n in range(60)]  # type: ignore[misc]
        process = library.compacting()
        looks, tags = [], []
        begin = time.perf_counter()
        while process.poll() is None or len(looks) < 5:
            tags.append(timed(lambda: library.tag([targets[len(tags) % 300]], f"meanwhile {len(tags)}")))
            looks.append(timed(library.refresh))
            time.sleep(0.01)
        took = time.perf_counter() - begin
        looks.append(timed(library.refresh))
        line("compaction, in another process", f"{took:.1f} s")
        line("  a look for news meanwhile, worst", f"{max(looks) * 1e3:.1f} ms", "≤ 33 ms")
        line(f"  a tag meanwhile, worst of {len(tags)}", f"{max(tags) * 1e3:.1f} ms", "≤ 33 ms")
        line(f"  a tag before, worst of {len(alone)}", f"{max(alone) * 1e3:.1f} ms")


def main() -> None:
    """Make the library, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=9)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "library.jsonl"
        fill(path, given.articles)
        size = path.stat().st_size / 1e6
        line(f"{given.articles:,} articles, {given.articles * 10:,} events", f"{size:.0f} MB")
        opening(path, given.rounds, folder)
        tagging(path, given.rounds, folder)
        asking(path, given.rounds)
        searching(path, given.rounds, folder)
        compacting(path)


if __name__ == "__main__":
    main()
