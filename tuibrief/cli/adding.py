"""add, reread."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tuibrief.cli.reading import readings, taken_in
from tuibrief.cli.session import Session, UsageError
from tuibrief.cli.table import print_rows

if TYPE_CHECKING:
    from tuibrief.model import Article

# One line of the library's log, and one wait for the disk, for so many articles.
_BATCH = 50
# Readings between two turns of indexing, and seconds for it at the end; what is left then, later searches do.
_INDEXED, _INDEXING = 32, 2.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """PATH…."""
    parser.add_argument("paths", metavar="PATH", nargs="+", help="a file or folder; - is standard input")
    parser.add_argument("--workers", type=count, metavar="N", help="processes that read (default: the setting, or 1)")
    parser.add_argument("--later", action="store_true", help="add only; the app or a later add reads them")


def count(words: str) -> int:
    """A whole number from 1 to 64."""
    number = int(words)
    if not 1 <= number <= 64:
        raise argparse.ArgumentTypeError("a number from 1 to 64 is needed")
    return number


def add(session: Session, arguments: argparse.Namespace) -> int:
    """Add the articles, read what has no reading yet, and print each that was added: id, events, title."""
    library, console = session.library, session.console
    added: dict[str, None] = {}
    batch: list[Article] = []
    new = 0
    for article in taken_in(session, arguments.paths):
        added[article.id] = None
        batch.append(article)
        if len(batch) == _BATCH:
            new += library.add_all(batch)
            batch.clear()
            console.progress(f"adding: {len(added)}")
    if batch:
        new += library.add_all(batch)
    if added and not arguments.later:
        _read(session, library.unread(), arguments.workers)
    print_rows(console, (_row(session, article) for article in added))
    library.index_for(_INDEXING)
    known = len(added) - new
    console.say(f"{new} added" + (f", {known} already there" if known else ""))
    return console.code


def _row(session: Session, article: str) -> tuple[str, str, str]:
    row = session.library.article_row(article)
    return row.id, "unread" if row.events < 0 else str(row.events), row.title


def _read(session: Session, articles: Sequence[str], workers: int | None) -> int:
    """Read these articles and keep each reading as it comes, so that an interruption loses none."""
    library, done = session.library, 0

    def told(number: int) -> str:
        return f"reading: {number} of {len(articles)}" + (" (loading the model)" if not number else "")

    if articles:
        for _, reading in readings(session, (library.article(key) for key in articles), workers, told):
            library.save_reading(reading)
            done += 1
            if done % _INDEXED == 0:
                library.index_some()  # while the worker processes read on
    return done


def reread_arguments(parser: argparse.ArgumentParser) -> None:
    """[ARTICLE…]."""
    parser.add_argument(
        "articles", metavar="ARTICLE", nargs="*", help="article ids (default: all with a stale reading)"
    )
    parser.add_argument("--all", action="store_true", help="all articles")
    parser.add_argument("--workers", type=count, metavar="N", help="processes that read")


def reread(session: Session, arguments: argparse.Namespace) -> int:
    """Read articles anew. Marks stay on their words."""
    from tuibrief import work

    library = session.library
    if arguments.articles and arguments.all:
        raise UsageError("give article ids or --all, not both.")
    library.reader = work.reader_now(session.settings.model or None)
    rows = [library.article_row(key) for key in arguments.articles] or library.articles()
    wanted = [row.id for row in rows if arguments.articles or arguments.all or row.stale or row.events < 0]
    done = _read(session, wanted, arguments.workers)
    session.console.say(f"{done} read anew" if wanted else "no reading is stale")
    return session.console.code
