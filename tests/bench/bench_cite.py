"""Copying citations: 1 and 1,000 of them, from the library to the route's end, and a tool that hangs.

    python -m tests.bench.bench_cite [rounds]

Medians of nine. Budgets: 50 ms for one, 500 ms for a thousand (of 20 articles by turns, in every style; the slowest
counts), 1 s with a tool that hangs. The route is a program that takes the text and ends, as xclip does.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tuibrief.cite import STYLES, clipboard, formatted
from tuibrief.cite.gather import gathered
from tuibrief.library.library import Library
from tuibrief.model import Article, Basis, Event, EventType, Reading, Span, Trigger, event_id

BUDGETS = {1: 50.0, 1000: 500.0}
HANGS = 1000.0
SENTENCE = "Crews at “Pier {0}” stopped work, Mr. Vale of the port said on day {0}: “We will not sail!” "


def main() -> int:
    """Print the table; 1 where a budget is exceeded."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    over = False
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder) / "cited.jsonl", who="bench") as library:
        by_article = [kept(library, number) for number in range(20)]
        ids = [event for events in zip(*by_article, strict=True) for event in events]
        for count, budget in BUDGETS.items():
            took = {
                style: measured(lambda s=style, c=count: copied(library, ids[:c], s, folder), rounds)
                for style in STYLES
            }
            slowest = max(took, key=lambda style: took[style])
            print(
                f"{count:>5} citation(s): plain {took['plain']:6.1f} ms, "
                f"slowest ({slowest}) {took[slowest]:6.1f} ms, budget {budget:.0f} ms"
            )
            over |= took[slowest] > budget
        took_hanging = measured(lambda: copied(library, ids[:1], "plain", folder, "exec sleep 60"), min(rounds, 3))
        print(f"a tool that hangs: {took_hanging:6.1f} ms, budget {HANGS:.0f} ms")
    return over or took_hanging > HANGS


def kept(library: Library, number: int) -> list[str]:
    """Put an article with its reading into the library; the ids of its events."""
    items = article(number)
    library.add(items[0][0])
    assert items[0][1] is not None
    library.save_reading(items[0][1])
    return [item[2].id for item in items if isinstance(item[2], Event)]


def article(number: int) -> list[tuple[Article, Reading | None, Event | Span | None]]:
    """An article of 25 paragraphs with 50 events, each in a sentence of its own."""
    paragraphs, spans, at = [], [], 0
    for i in range(25):
        text = (SENTENCE.format(2 * i) + SENTENCE.format(2 * i + 1)).strip()
        paragraphs.append(text)
        spans.append(Span(at, at + len(text)))
        at += len(text) + 2
    text = "\n\n".join([*paragraphs, f"Number {number}."])
    source = Article.of(
        text, "a", title=f"Day {number} of the strike", outlet="Harbour Post",
        authors=("Ana Lima", f"Eva Lund {number}"), published="2024-03-05", url=f"https://post.example/{number}",
    )  # fmt: skip
    starts = [i for i in range(len(text)) if text.startswith("stopped", i)]
    events = tuple(
        Event(event_id(source.id, s, s + 7), s, s + 7, Trigger(s, s + 7, "stop"), EventType.PROTEST, "Crews stop work")
        for s in starts
    )
    reading = Reading(
        source.id, "m", "1", "en", "2024-03-05", Basis.GIVEN, source.title, tuple(spans), events=events
    )  # fmt: skip
    return [(source, reading, event) for event in events]


def copied(library: Library, ids: list[str], style: str, folder: str, tool: str = "") -> None:
    """Make the citations and copy them by a stand-in for xclip."""
    place = Path(folder) / ("hangs" if tool else "works")
    if not place.exists():
        place.mkdir()
        (place / "xclip").write_text(f"#!/bin/sh\n{tool or 'cat > /dev/null'}\n")
        (place / "xclip").chmod(0o755)
    env = {"PATH": f"{place}{os.pathsep}{os.environ['PATH']}", "DISPLAY": ":987"}
    done = clipboard.copy(formatted(gathered(library, ids), style), lambda _sequence: None, env=env)
    assert done.route == ("osc52" if tool else "xclip"), done.message


def measured(work: Callable[[], None], rounds: int) -> float:
    """Milliseconds, the median."""
    times = []
    for _ in range(rounds):
        begun = time.perf_counter()
        work()
        times.append(1000 * (time.perf_counter() - begun))
    return statistics.median(times)


if __name__ == "__main__":
    sys.exit(main())
