"""events, articles, search."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from tuibrief.cli.options import narrowing
from tuibrief.cli.session import Session
from tuibrief.cli.table import print_json, print_rows

if TYPE_CHECKING:
    from tuibrief.library.library import ArticleRow, EventRow
    from tuibrief.library.search import Kind

_SIGNS = {"happened": "", "planned": "planned", "possible": "possible", "negated": "negated"}


def events_arguments(parser: argparse.ArgumentParser) -> None:
    """[TEXT…] and filters."""
    parser.add_argument("text", metavar="TEXT", nargs="*", help="words in headline or names")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.add_argument("--article", metavar="ID", help="of one article")
    narrowing(parser)
    parser.add_argument("--type", metavar="TYPE", help="of a PLOVER type, STATEMENT or OTHER")
    parser.add_argument("--status", metavar="STATUS", help="happened, planned, possible or negated")
    parser.add_argument("--source", metavar="NAME", help="credited to somebody, or in an outlet")
    parser.add_argument("--sort", choices=("article", "date"), default="article")
    parser.add_argument("--rejected", action="store_true", help="also those that were rejected")


def events(session: Session, arguments: argparse.Namespace) -> int:
    """Print the events: id, date, status, tags, headline."""
    rows = session.library.events(
        article=arguments.article,
        actor=arguments.actor,
        tag=arguments.tag,
        since=arguments.since,
        until=arguments.until,
        text=" ".join(arguments.text) or None,
        type=arguments.type,
        status=arguments.status,
        core=arguments.core,
        source=arguments.source,
        include_rejected=arguments.rejected,
        sort=arguments.sort,
    )
    if arguments.json:
        for row in rows:
            print_json(session.console, row._asdict())
    else:
        print_rows(session.console, map(_event_cells, rows))
    return session.console.code


def _event_cells(row: EventRow) -> tuple[str, ...]:
    return row.id, row.when or "", _SIGNS[row.status], " ".join(f"#{tag}" for tag in row.tags), row.headline


def articles_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the list."""
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.add_argument("--archived", action="store_true", help="those that were put away")


def articles(session: Session, arguments: argparse.Namespace) -> int:
    """Print the articles: id, date (in brackets where it was inferred), events, outlet, title."""
    rows = session.library.articles(archived=arguments.archived)
    if arguments.json:
        for row in rows:
            print_json(session.console, row._asdict())
    else:
        print_rows(session.console, map(_article_cells, rows))
    return session.console.code


def _article_cells(row: ArticleRow) -> tuple[str, ...]:
    date = row.published or ""
    if row.published_basis == "inferred":
        date = f"[{date}]"
    return row.id, date, "unread" if row.events < 0 else str(row.events), row.outlet or "", row.title


_SEARCHED = """\
Words have all to be there, "a phrase" as it stands, word* its beginning, -word not. Fields: actor: tag: type: status:
source: since: until: note: (as in actor:"port authority" -status:planned since:2025-10).
"""
# Seconds, when all results are out, for the index of what was added meanwhile: the next search is faster.
_INDEXING = 1.0


def search_arguments(parser: argparse.ArgumentParser) -> None:
    """QUERY…."""
    parser.epilog = _SEARCHED
    parser.add_argument("query", metavar="QUERY", nargs="+", help="words and fields; several have all to hold")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.add_argument("--kind", choices=("event", "article", "note"), action="append", help="only these (repeatable)")


def search(session: Session, arguments: argparse.Namespace) -> int:
    """Print the notes, events and articles that answer the query, as they are found: kind, id, words."""
    library, console = session.library, session.console
    kinds: list[Kind] = arguments.kind or ["note", "event", "article"]
    for hit in library.search(" ".join(arguments.query), kinds=kinds):
        if arguments.json:
            print_json(console, hit._asdict())
        else:
            words = " ".join(hit.line.split())
            console.data(
                f"{hit.kind:<7}  {hit.id:<26}  {words}" if console.out_is_terminal else "\t".join((*hit[:2], words))
            )
    library.index_for(_INDEXING)
    return console.code
