"""extract."""

from __future__ import annotations

import argparse

from tuibrief.cli.adding import count
from tuibrief.cli.reading import readings, taken_in
from tuibrief.cli.session import Session


def extract_arguments(parser: argparse.ArgumentParser) -> None:
    """--json FILE…."""
    parser.add_argument("paths", metavar="FILE", nargs="+", help="a file, folder or .jsonl; - is standard input")
    parser.add_argument("--json", action="store_true", help="JSON lines (the only form there is, and the default)")
    parser.add_argument("--workers", type=count, metavar="N", help="processes that read (default: the setting, or 1)")


def extract(session: Session, arguments: argparse.Namespace) -> int:
    """Print one line an article as it is read, in the order of the input, and a last line with the stories."""
    from tuibrief.export.extraction import lines

    articles = taken_in(session, arguments.paths)
    read = readings(session, articles, arguments.workers, lambda number: f"read: {number}")
    for line in lines(read):
        session.console.data(line)
    return session.console.code
