"""Reading in worker processes, with progress and cancel. A process, since spaCy holds the interpreter for seconds.

A worker is ``python -m tuibrief.work`` with two pipes, not a fork: forking a program with threads and a terminal is
unsafe.
Frames on the pipes are a length (8 bytes, big-endian) and a pickle; both ends are this program, and nobody else's.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import selectors
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import TracebackType
from typing import IO, Any, NoReturn

from tuibrief.model import Article, Reading

# One process a core is the unit of parallel work here; threads inside a worker only contend (measured: two workers with
# threads are slower than one without).
_ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"), "1"
)
# A worker that has grown beyond this (resident bytes) gives way to a fresh one: allocators keep what a huge text took.
_RETIRE_AT = 1_200_000_000


class ReadersError(Exception):
    """No worker could be started; the message is one sentence for the user."""


@dataclass(frozen=True, slots=True)
class Read:
    """What became of one article: its reading, or one sentence about why there is none.

    ``number`` is the article's place in what was given, from 0: readings come in the order in which they get done.
    """

    article_id: str
    reading: Reading | None
    problem: str | None = None
    number: int = 0


class Readers:
    """Worker processes that read articles; each loads the model once, at its first article.

    ``workers`` is the number of processes, ``package`` the pipeline's package (the pinned one by default). One ``read``
    at a time; ``cancel`` may be called from any thread. As a context manager it ends its processes on the way out.
    """

    def __init__(self, workers: int = 1, package: str | None = None) -> None:
        self._most = max(1, workers)
        self._package = package or None
        self._workers: list[_Worker] = []
        self._lock = threading.Lock()
        self._cancelled = threading.Event()

    def __enter__(self) -> Readers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def read(self, articles: Iterable[Article]) -> Iterator[Read]:
        """The readings as they get done, in that order; articles are taken from the iterable only as workers get free.

        An article whose reading fails, or kills its worker, is a Read with a problem, and the rest goes on. After
        ``cancel`` it ends. Raises ReadersError where no worker can be started.
        """
        waiting = enumerate(articles)
        busy: dict[_Worker, tuple[int, Article]] = {}
        with selectors.DefaultSelector() as selector:
            try:
                more = True
                while more or busy:
                    while more and len(busy) < self._most and not self._cancelled.is_set():
                        item = next(waiting, None)
                        if item is None:
                            more = False
                        else:
                            worker = self._hand_out(item, busy)
                            busy[worker] = item
                            selector.register(worker.output, selectors.EVENT_READ, worker)
                    if self._cancelled.is_set() or not busy:
                        return
                    for key, _ in selector.select():
                        worker = key.data
                        number, article = busy.pop(worker)
                        selector.unregister(worker.output)
                        result = replace(self._result(worker, article), number=number)
                        if self._cancelled.is_set():
                            return
                        yield result
            finally:
                for worker in busy:  # left half-way: what these would still answer is for nobody
                    self._drop(worker)

    def _hand_out(self, item: tuple[int, Article], busy: Mapping[_Worker, object]) -> _Worker:
        worker = self._free(busy)
        if not worker.send(item[1]):  # it died while idle: once more, with a fresh one
            self._drop(worker)
            worker = self._free(busy)
            worker.send(item[1])
        return worker

    def _free(self, busy: Mapping[_Worker, object]) -> _Worker:
        with self._lock:
            free = next((w for w in self._workers if w not in busy), None)
            if free is None:
                free = _Worker(self._package)
                self._workers.append(free)
            if self._cancelled.is_set():
                free.kill()
            return free

    def _result(self, worker: _Worker, article: Article) -> Read:
        answer = worker.receive()
        if answer is None:
            self._drop(worker)
            return Read(article.id, None, f"reading it ended the reader ({worker.ending()}); it was left unread.")
        kind, value = answer
        if kind == "unstartable":
            self._drop(worker)
            raise ReadersError(value)
        if kind.endswith("last"):
            self._drop(worker)
        if kind.startswith("problem"):
            return Read(article.id, None, value)
        return Read(article.id, value)

    def _drop(self, worker: _Worker) -> None:
        with self._lock:
            if worker in self._workers:
                self._workers.remove(worker)
        worker.kill()

    def cancel(self) -> None:
        """End the reading at once, for good: workers are killed, not asked. Callable from any thread."""
        self._cancelled.set()
        self.close()

    def close(self) -> None:
        """End all workers. A later ``read`` starts new ones."""
        with self._lock:
            workers, self._workers = self._workers, []
        for worker in workers:
            worker.kill()


class _Worker:
    """One process and its two pipes."""

    def __init__(self, package: str | None) -> None:
        # -P: the current folder, which may be full of a stranger's files, is no place to import from.
        command = [sys.executable, "-P", "-m", "tuibrief.work", package or ""]
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, **_ONE_THREAD},
                # Its own session: Ctrl+C is the parent's to handle, and no library can ask the terminal.
                start_new_session=True,
            )
        except OSError as error:
            raise ReadersError(f"No process to read articles could be started: {error.strerror}.") from error

    @property
    def output(self) -> IO[bytes]:
        return _pipe(self._process.stdout)

    def send(self, article: Article) -> bool:
        try:
            _write(_pipe(self._process.stdin), article)
        except (OSError, ValueError):
            return False
        return True

    def receive(self) -> tuple[str, Any] | None:
        try:
            answer: tuple[str, Any] | None = _read(self.output)
        except (OSError, ValueError):
            return None
        return answer

    def ending(self) -> str:
        code = self._process.wait()
        return f"signal {-code}" if code < 0 else f"exit status {code}"

    def kill(self) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        _close(_pipe(self._process.stdin))


def _close(pipe: IO[bytes]) -> None:
    with contextlib.suppress(OSError):  # of what was still buffered for a dead process
        pipe.close()


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None  # both were asked for
    return pipe


def _write(stream: IO[bytes], value: object) -> None:
    frame = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(len(frame).to_bytes(8, "big") + frame)
    stream.flush()


def _read(stream: IO[bytes]) -> Any:
    """The next value, or None at the end of the stream, also in the middle of a frame."""
    head = stream.read(8)
    if len(head) < 8:
        return None
    length = int.from_bytes(head, "big")
    frame = stream.read(length)
    return pickle.loads(frame) if len(frame) == length else None


def reader_now(package: str | None = None) -> tuple[str, str] | None:
    """The model and the rules that would read now, as readings record them; None where the model isn't installed.

    The model is not loaded for it: its name and version stand in a file of its package.
    """
    import importlib.util
    import json
    from pathlib import Path

    from tuibrief.extract import parse, pipeline

    try:
        spec = importlib.util.find_spec(package or parse.MODEL_PACKAGE)
        if spec is None or spec.origin is None:
            return None
        found = json.loads(next(Path(spec.origin).parent.glob("**/meta.json")).read_text(encoding="utf-8"))
        return f"{found['lang']}_{found['name']}-{found['version']}", pipeline.RULES
    except (ImportError, OSError, ValueError, KeyError, StopIteration):
        return None


def main() -> NoReturn:
    """A worker's life: an article in, a reading out, until its input ends."""
    import gc
    import queue

    source, sink = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(null, 1)  # a library that prints must not print into the frames
    articles: queue.SimpleQueue[Article] = queue.SimpleQueue()
    # Its input ends when the parent is gone, by whatever end: then it ends too, also in the middle of an article.
    threading.Thread(target=_listen, args=(source, articles), daemon=True).start()
    try:
        read, nlp = _load(sys.argv[1] if len(sys.argv) > 1 else "")
    except Exception as error:
        articles.get()
        package = f"the model {sys.argv[1]!r}" if sys.argv[1:] and sys.argv[1] else "the model"
        _write(sink, ("unstartable", f"Articles can't be read: {package} can't be loaded ({_named(error)})."))
        os._exit(1)  # not by way of the interpreter's end, which would wait for the thread that listens
    # Tokens refer to each other in circles: one collection after each article, of what that article made, beats many.
    gc.collect()
    gc.freeze()
    gc.disable()
    while True:
        article = articles.get()
        try:
            kind, value = "reading", read(article, nlp)
        except MemoryError:
            kind, value = "problem", "it takes more memory than there is; it was left unread."
        except Exception as error:
            kind, value = "problem", f"reading it failed ({_named(error)}); it was left unread."
        gc.collect()
        gc.freeze()  # what is left stays for good: word lists, read when first asked for. Not to be searched each time.
        last = _resident() > _RETIRE_AT
        _write(sink, (f"{kind}, last" if last else kind, value))
        if last:
            os._exit(0)


def _named(error: Exception) -> str:
    said = " ".join(str(error).split())
    return f"{type(error).__name__}: {said[:200]}" if said else type(error).__name__


def _listen(source: IO[bytes], articles: Any) -> None:
    try:
        while (article := _read(source)) is not None:
            articles.put(article)
    finally:
        os._exit(0)


def _load(package: str) -> tuple[Any, Any]:
    # 1 s together: only ever in here, never where this module is imported.
    from tuibrief.extract import parse, pipeline

    nlp = parse.load_model(package) if package else parse.load_model()

    def read(article: Article, nlp: Any) -> Reading:
        # The pipeline's store of strings would grow with every new word for as long as the worker lives.
        with nlp.memory_zone():
            return pipeline.read(article, nlp)

    return read, nlp


def _resident() -> int:
    """Resident memory in bytes now, or 0 where the system doesn't tell cheaply."""
    try:
        with open("/proc/self/statm", "rb") as stream:  # noqa: PTH123
            return int(stream.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0


if __name__ == "__main__":
    main()
