"""cite."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from tuibrief.cite import STYLES, citation, formatted
from tuibrief.cli.session import Session

if TYPE_CHECKING:
    from tuibrief.cite import Citation


def cite_arguments(parser: argparse.ArgumentParser) -> None:
    """ID… --style."""
    listed = "; ".join(f"{name} ({what})" for name, what in STYLES.items())
    parser.add_argument("ids", metavar="ID", nargs="+", help="event or article ids; their beginnings will do")
    parser.add_argument(
        "--style",
        metavar="STYLE",
        help=f"one of: {listed}; or a .csl file's name, beside the settings".replace("%", "%%"),
    )
    parser.add_argument("--copy", action="store_true", help="also copy it, by the routes that apply here")


def cite(session: Session, arguments: argparse.Namespace) -> int:
    """Print the citation of events or articles, in the order given."""
    style = arguments.style or session.settings.style
    grades: dict[str, dict[str, str]] = {}
    citations = [_citation(session, given, grades) for given in arguments.ids]
    text = formatted(citations, style, session.places.settings.parent)
    session.console.data(text)
    if arguments.copy:
        _copy(session, text, list(dict.fromkeys(citation.article_id for citation in citations)))
    return session.console.code


def _citation(session: Session, given: str, grades: dict[str, dict[str, str]]) -> Citation:
    """``grades`` keeps grades by article and event: a thousand events must not list theirs a thousand times."""
    library = session.library
    event = library.event(given) if "." in given else None
    row = library.article_row(event.id.rpartition(".")[0] if event else given)
    grade = None
    if event:
        if row.id not in grades:
            rows = library.events(article=row.id, include_rejected=True)
            grades[row.id] = {found.id: found.grade for found in rows if found.grade}
        grade = grades[row.id].get(event.id)
    return citation(
        library.article(row.id), library.reading(row.id), event, accessed=row.added[:10] or None, grade=grade
    )


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
