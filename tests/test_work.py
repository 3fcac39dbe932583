"""Reading in worker processes: what a user is promised of progress, cancelling and articles that go wrong.

The stages and the model are stood in for by a small package, so that the tests are of the workers, and quick.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tuibrief import work
from tuibrief.model import Article
from tuibrief.work import Readers, ReadersError

# What the worker imports in place of the model and the stages: it does what the article's text says.
STAND_IN = """
import os, sys, time, types
from contextlib import contextmanager
from tuibrief.model import Reading

class Nlp:
    @contextmanager
    def memory_zone(self):
        yield

def load_model(package="m"):
    if package == "missing":
        raise ModuleNotFoundError("No module named 'missing'")
    return Nlp()

def read(article, nlp):
    if article.text == "crash":
        os.kill(os.getpid(), 11)
    if article.text == "raise":
        raise ValueError("something\\nodd")
    if article.text == "print":
        print("noise on stdout"); os.write(1, b"more noise")
    if article.text == "hang":
        time.sleep(600)
    if article.text.startswith("slow"):
        time.sleep(0.3)
    return Reading(article.id, str(os.getpid()), "1", "en")

for name, members in (("parse", {"load_model": load_model}), ("pipeline", {"read": read})):
    module = types.ModuleType("tuibrief.extract." + name)
    vars(module).update(members)
    sys.modules[module.__name__] = module
import tuibrief.extract
tuibrief.extract.parse = sys.modules["tuibrief.extract.parse"]
tuibrief.extract.pipeline = sys.modules["tuibrief.extract.pipeline"]
"""


@pytest.fixture(autouse=True)
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "stand_in"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(STAND_IN)
    monkeypatch.setenv("PYTHONPATH", str(folder))


def articles(*texts: str) -> Iterator[Article]:
    for text in texts:
        yield Article.of(text, f"{text}.txt")


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_each_article_gets_its_reading_and_its_number() -> None:
    with Readers() as readers:
        found = list(readers.read(articles("a", "b", "c")))
    assert [(r.number, r.article_id, r.problem) for r in found] == [
        (n, a.id, None) for n, a in enumerate(articles("a", "b", "c"))
    ]
    assert all(r.reading and r.reading.article == r.article_id for r in found)


def test_nothing_to_read_starts_no_process_and_ends() -> None:
    with Readers() as readers:
        assert list(readers.read([])) == []


def test_the_model_is_loaded_once_a_worker() -> None:
    with Readers() as readers:
        found = [*readers.read(articles("a", "b")), *readers.read(articles("c"))]
    assert len({r.reading.model for r in found if r.reading}) == 1


def test_two_workers_share_the_articles() -> None:
    with Readers(2) as readers:
        found = list(readers.read(articles("slow 1", "slow 2", "slow 3", "slow 4")))
    assert len({r.reading.model for r in found if r.reading}) == 2
    assert sorted(r.number for r in found) == [0, 1, 2, 3]


def test_an_article_that_crashes_the_reader_is_its_own_problem_only() -> None:
    with Readers() as readers:
        found = list(readers.read(articles("a", "crash", "b")))
    assert [r.problem is None for r in found] == [True, False, True]
    assert "signal 11" in (found[1].problem or "")


def test_an_article_whose_reading_fails_says_so_in_one_line() -> None:
    with Readers() as readers:
        found = list(readers.read(articles("raise", "b")))
    assert "ValueError: something odd" in (found[0].problem or "")
    assert found[1].reading is not None


def test_what_a_library_prints_in_the_worker_does_no_harm() -> None:
    with Readers() as readers:
        assert [r.problem for r in readers.read(articles("print", "a"))] == [None, None]


def test_a_model_that_is_not_there_is_one_sentence() -> None:
    with Readers(package="missing") as readers, pytest.raises(ReadersError, match="'missing' can't be loaded"):
        list(readers.read(articles("a")))


def test_articles_are_taken_only_as_workers_get_free() -> None:
    taken = []

    def watched() -> Iterator[Article]:
        for article in articles("a", "b", "c", "d"):
            taken.append(article)
            yield article

    with Readers() as readers:
        next(readers.read(watched()))
        assert len(taken) == 1


def test_cancelling_ends_the_reading_while_an_article_hangs() -> None:
    readers = Readers(2)
    timer = threading.Timer(0.5, readers.cancel)
    timer.start()
    assert list(readers.read(articles("hang", "hang", "a"))) == []
    timer.join()


def test_a_cancel_before_the_first_article_is_not_lost() -> None:
    readers = Readers()
    readers.cancel()
    assert list(readers.read(articles("a"))) == []


def test_leaving_half_way_leaves_no_process_behind() -> None:
    with Readers() as readers:
        reading = readers.read(articles("a", "hang"))
        first = next(reading)
        assert first.reading
        pid = int(first.reading.model)
    assert not alive(pid)


def test_workers_end_when_their_parent_is_killed_in_the_middle_of_an_article() -> None:
    code = (
        "import sys, threading\nfrom tuibrief.work import Readers\nfrom tuibrief.model import Article\n"
        "reading = Readers().read(Article.of(t, t) for t in ('a', 'hang'))\n"
        "print(next(reading).reading.model, flush=True)\nnext(reading)"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert parent.stdout
    pid = int(parent.stdout.readline())
    time.sleep(0.2)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    for _ in range(200):
        if not alive(pid):
            break
        time.sleep(0.05)
    assert not alive(pid)


def test_the_model_that_would_read_is_known_without_loading_it() -> None:
    code = "import sys; from tuibrief import work; print(work.reader_now()); print('spacy' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": ""}
    )
    reader, loaded = done.stdout.splitlines()
    assert "3.8.0" in reader
    assert loaded == "False"
    assert work.reader_now("no_such_package") is None
