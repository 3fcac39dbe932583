"""tag, untag, note, history, edit."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from tuibrief.cli.session import Session, UsageError
from tuibrief.cli.table import print_json, print_rows

if TYPE_CHECKING:
    from tuibrief.model import Target


def _thing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="an event's or article's id; its beginning will do")


def _target(session: Session, given: str) -> Target:
    """What is meant: an event has a dot in its id."""
    if "." in given:
        return session.library.target_of_event(given)
    return session.library.target_of_article(given)


def tag_arguments(parser: argparse.ArgumentParser) -> None:
    """ID TAG…."""
    _thing(parser)
    parser.add_argument("tags", metavar="TAG", nargs="+")


def tag(session: Session, arguments: argparse.Namespace) -> int:
    """Tag an event or article. A tag that it has already is no error."""
    target = _target(session, arguments.id)
    for name in arguments.tags:
        if not session.library.tag([target], name):
            session.console.say(f"{arguments.id} has the tag {name} already")
    return session.console.code


def untag_arguments(parser: argparse.ArgumentParser) -> None:
    """ID TAG…."""
    tag_arguments(parser)


def untag(session: Session, arguments: argparse.Namespace) -> int:
    """Take tags off an event or article."""
    target = _target(session, arguments.id)
    for name in arguments.tags:
        if not session.library.untag([target], name):
            session.console.complain(f"{arguments.id} does not have the tag {name}.")
    return session.console.code


def note_arguments(parser: argparse.ArgumentParser) -> None:
    """ID TEXT…."""
    _thing(parser)
    parser.add_argument("text", metavar="TEXT", nargs="+", help="the note; - reads it from standard input")


def note(session: Session, arguments: argparse.Namespace) -> int:
    """Write a note on an event or article."""
    text = sys.stdin.read() if arguments.text == ["-"] else " ".join(arguments.text)
    if not text.strip():
        raise UsageError("the note is empty.")
    session.library.note([_target(session, arguments.id)], text.rstrip())
    return session.console.code


def history_arguments(parser: argparse.ArgumentParser) -> None:
    """ID."""
    _thing(parser)
    parser.add_argument("--json", action="store_true", help="one JSON object a line")


def history(session: Session, arguments: argparse.Namespace) -> int:
    """Print each change: when, who, what, and what it set."""
    rows = session.library.history(arguments.id)
    if arguments.json:
        for row in rows:
            print_json(session.console, row._asdict())
        return session.console.code
    print_rows(session.console, ((row.at, row.by, row.what, row.detail) for row in rows))
    return session.console.code


def edit_arguments(parser: argparse.ArgumentParser) -> None:
    """ARTICLE and what to set."""
    parser.add_argument("article", metavar="ARTICLE", help="an article's id; its beginning will do")
    parser.add_argument("--title", metavar="TEXT")
    parser.add_argument("--outlet", metavar="NAME")
    parser.add_argument(
        "--author",
        metavar="NAME",
        action="append",
        dest="authors",
        help="once for each; Family, Given settles the order",
    )
    parser.add_argument("--published", metavar="DATE", help="2025, 2025-10, 2025-10-28 or “28 October 2025”")
    parser.add_argument("--url", metavar="ADDRESS", help="https://…")


def edit(session: Session, arguments: argparse.Namespace) -> int:
    """Set what is known of an article; an empty text ("") takes it away."""
    from tuibrief.cite.details import DETAILS, Wrong, value_of

    typed = {detail.name: getattr(arguments, detail.name) for detail in DETAILS}
    try:
        given = {name: value_of(name, words) for name, words in typed.items() if words is not None}
    except Wrong as wrong:
        raise UsageError(str(wrong)) from wrong
    if not given:
        raise UsageError("nothing to set: give --title, --outlet, --author, --published or --url.")
    session.library.edit_article(arguments.article, **given)
    if "published" in given:
        session.console.say(f"“tuibrief reread {arguments.article}” counts its events' days from this date")
    return session.console.code
