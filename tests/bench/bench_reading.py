"""Reading speed, as ratios to the bare spaCy pipeline on the same text in the same run.

    python -m tests.bench.bench_reading [rounds]

The texts are the test articles and the seeds, several times over, each time with other white space at the end. Medians.
Budgets: whole reading at least 0.75 of the bare pipeline's words a second (in one process, article by article);
bare is the pipeline as its package loads it, on one thread. The same pipeline quickened (``extract/pace.py``) is shown
beside it: how much it gains by the other library for matrices depends on the processor.
Two worker processes at least 1.7 of one (the models loaded, and a first article each read, before the clock starts).
"""

from __future__ import annotations

import gc
import importlib
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

# As a worker has it; before numpy is imported.
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ[_name] = "1"

# ruff: noqa: E402
from tuibrief.ingest import read_path
from tuibrief.model import Article
from tuibrief.settings import resource
from tuibrief.work import Readers

if TYPE_CHECKING:
    from spacy.language import Language

WHOLE, WORKERS = 0.75, 1.7


def corpus(times: int) -> list[Article]:
    """The articles, each so many times, all of them different texts."""
    folders = (Path(__file__).parent.parent / "articles", resource("seeds"))
    found = [item for folder in folders for item in read_path(folder) if isinstance(item, Article)]
    return [Article.of(article.text + "\n" * i, article.path) for i in range(times) for article in found]


def alone(articles: list[Article], rounds: int) -> tuple[float, float, float]:
    """Seconds of the bare pipeline, of the quickened one, and of whole reading."""
    from tuibrief.extract import parse, pipeline

    stock, nlp = importlib.import_module(parse.MODEL_PACKAGE).load(), parse.load_model()
    gc.disable()

    def parsed(by: Language) -> None:
        for article in articles:
            with by.memory_zone():
                by(parse.plain(article.text))
            gc.collect()

    def whole() -> None:
        for article in articles:
            with nlp.memory_zone():
                pipeline.read(article, nlp)
            gc.collect()

    works = (partial(parsed, stock), partial(parsed, nlp), whole)
    for work in works:
        work()
    gc.freeze()  # as a worker does
    times = [[seconds(work) for work in works] for _ in range(rounds)]
    gc.enable()
    bare, quick, all_of_it = (statistics.median(column) for column in zip(*times, strict=True))
    return bare, quick, all_of_it


def seconds(work: Callable[[], object]) -> float:
    """How long it takes on one processor, whatever else the machine does meanwhile."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def in_workers(articles: list[Article], workers: int) -> float:
    """Seconds that worker processes take, from when each of them has read an article."""
    warm = [Article.of(f"{articles[0].text}{' ' * i}", "warm") for i in range(workers)]
    marks: list[float] = []

    def given() -> Iterator[Article]:
        yield from warm
        yield from articles

    with Readers(workers) as readers:
        for _ in range(2):  # the first time through loads the models
            marks = [time.perf_counter()]
            for read in readers.read(given()):
                assert read.reading, read.problem
            marks.append(time.perf_counter())
    return marks[1] - marks[0]


def main() -> int:
    """Print the figures; 1 where a budget is missed."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    articles = corpus(4)
    words = sum(len(article.text.split()) for article in articles)
    bare, quick, whole = alone(articles, rounds)
    print(f"bare pipeline   {words / bare:8,.0f} words/s")
    print(f"quickened       {words / quick:8,.0f} words/s   {bare / quick:.2f}×")
    print(f"whole reading   {words / whole:8,.0f} words/s   {bare / whole:.2f}× (at least {WHOLE})")
    pairs = [(in_workers(articles, 1), in_workers(articles, 2)) for _ in range(max(1, rounds // 2))]
    one, two = (statistics.median(pair[i] for pair in pairs) for i in (0, 1))
    print(f"one worker      {words / one:8,.0f} words/s")
    print(f"two workers     {words / two:8,.0f} words/s   {one / two:.2f}× (at least {WORKERS})")
    return bare / whole < WHOLE or one / two < WORKERS


if __name__ == "__main__":
    sys.exit(main())
