"""cite."""

from __future__ import annotations

import argparse

from tuibrief.cite import STYLES, formatted
from tuibrief.cite.gather import gathered
from tuibrief.cli.session import Session, UsageError


def cite_arguments(parser: argparse.ArgumentParser) -> None:
    """ID… --style."""
    listed = "; ".join(f"{name} ({what})" for name, what in STYLES.items())
    parser.add_argument("ids", metavar="ID", nargs="+", help="event or article ids; their beginnings will do")
    parser.add_argument(
        "--style",
        metavar="STYLE",
        help=f"one of: {listed}; or a .csl file's name, beside the settings".replace("%", "%%"),
    )
    parser.add_argument(
        "--story", action="store_true", help="all events of the stories that these events are part of, by date"
    )
    parser.add_argument("--copy", action="store_true", help="also copy it, by the routes that apply here")


def cite(session: Session, arguments: argparse.Namespace) -> int:
    """Print the citation of events or articles, in the order given; several are one list, each source once."""
    ids = _stories(session, arguments.ids) if arguments.story else arguments.ids
    citations = gathered(session.library, ids)
    text = formatted(citations, arguments.style or session.settings.style, session.places.settings.parent)
    session.console.data(text)
    if arguments.copy:
        _copy(session, text, list(dict.fromkeys(citation.article_id for citation in citations)))
    return session.console.code


def _stories(session: Session, events: list[str]) -> list[str]:
    """The events of these events' stories, each once."""
    from tuibrief.cite.gather import story_events
    from tuibrief.cli.knowing import _overview

    articles = [given for given in events if "." not in given]
    if articles:
        raise UsageError(f"--story is of events; {articles[0]} is no event's id.")
    overview = _overview(session)
    return list(dict.fromkeys(each for event in events for each in story_events(overview, event)))


def _copy(session: Session, text: str, articles: list[str]) -> None:
    from tuibrief.cite import clipboard, copies

    copied = clipboard.copy(text, _to_terminal, only=session.settings.clipboard)
    copies.remember(session.places.copies, clipboard.clean(text), articles)
    if copied.ok:
        session.console.say(copied.message)
    else:
        session.console.complain(copied.message)


def _to_terminal(sequence: str) -> None:
    """To the terminal itself: stdout may be a file. Raises OSError where there is none."""
    from pathlib import Path

    with Path("/dev/tty").open("w", encoding="utf-8") as terminal:
        terminal.write(sequence)
