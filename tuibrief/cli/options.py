"""Options that several commands take, so that a person learns them once."""

from __future__ import annotations

import argparse


def narrowing(parser: argparse.ArgumentParser) -> None:
    """--actor, --tag, --since, --until and --core: of which events something is listed."""
    parser.add_argument("--actor", metavar="NAME", help="in which somebody takes part or is credited")
    parser.add_argument("--tag", metavar="TAG", help="with a tag")
    parser.add_argument("--since", metavar="DATE", help="from a date on (2025, 2025-10, 2025-10-28)")
    parser.add_argument("--until", metavar="DATE", help="up to a date")
    parser.add_argument("--core", action="store_true", default=None, help="key events only")
