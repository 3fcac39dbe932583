"""Reading from the command line: worker processes, their progress, and what became of each article."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from tuibrief.cli.session import Session

if TYPE_CHECKING:
    from tuibrief.ingest import Problem
    from tuibrief.model import Article, Reading


def taken_in(session: Session, paths: Iterable[str]) -> Iterator[Article]:
    """The articles of all paths ("-" is standard input); what is wrong is said as it comes."""
    from tuibrief.model import Article

    for path in paths:
        for item in _items(path):
            if isinstance(item, Article):
                yield item
            elif item.kept:
                session.console.say(f"tuibrief: {item.message}")
            else:
                session.console.complain(item.message)


def _items(path: str) -> Iterator[Article | Problem]:
    from tuibrief import ingest

    if path == "-":
        import sys

        return ingest.read_stream(sys.stdin.buffer)
    return ingest.read_path(path)


def readings(
    session: Session, articles: Iterable[Article], workers: int | None, told: Callable[[int], str]
) -> Iterator[tuple[Article, Reading]]:
    """The articles with their readings, in the articles' order; one that can't be read is complained of and left out.

    ``told`` makes the progress line from how many are done. Raises ReadersError.
    """
    from tuibrief.work import Read, Readers

    given: dict[int, Article] = {}

    def counted() -> Iterator[Article]:
        for number, article in enumerate(articles):
            given[number] = article
            yield article

    held: dict[int, Read] = {}
    following = 0
    with Readers(workers or session.settings.workers, session.settings.model or None) as readers:
        session.console.progress(told(0))
        for read in readers.read(counted()):
            held[read.number] = read
            while following in held:
                done, article = held.pop(following), given.pop(following)
                following += 1
                session.console.progress(told(following))
                if done.reading is not None:
                    yield article, done.reading
                else:
                    session.console.complain(f"{article.path}: {done.problem}")
