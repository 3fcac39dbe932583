"""remove, archive, purge, locate, cases, check, compact, backup, export, keys."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tuibrief import settings as user
from tuibrief.cli.console import LIBRARY
from tuibrief.cli.session import Session, UsageError
from tuibrief.cli.table import print_json, print_rows

if TYPE_CHECKING:
    from tuibrief.model import Article, Reading


def remove_arguments(parser: argparse.ArgumentParser) -> None:
    """ARTICLE…."""
    parser.add_argument("articles", metavar="ARTICLE", nargs="+", help="article ids; their beginnings will do")


def remove(session: Session, arguments: argparse.Namespace) -> int:
    """Take articles out of the lists; adding the same text brings them back with their marks."""
    for given in arguments.articles:
        session.library.remove(session.library.article_row(given).id)
    return session.console.code


def archive_arguments(parser: argparse.ArgumentParser) -> None:
    """ARTICLE… --back."""
    parser.add_argument("articles", metavar="ARTICLE", nargs="+", help="article ids; their beginnings will do")
    parser.add_argument("--back", action="store_true", help="take them back into the lists")


def archive(session: Session, arguments: argparse.Namespace) -> int:
    """Put articles away, whole, out of the lists; “articles --archived” lists them."""
    for given in arguments.articles:
        session.library.archive(given, not arguments.back)
    return session.console.code


def purge_arguments(parser: argparse.ArgumentParser) -> None:
    """ARTICLE… --yes."""
    parser.add_argument("articles", metavar="ARTICLE", nargs="+", help="article ids; their beginnings will do")
    parser.add_argument("--yes", action="store_true", help="don't ask")


def purge(session: Session, arguments: argparse.Namespace) -> int:
    """Remove articles with their text, readings, marks, history and last copies. This can't be undone."""
    from tuibrief.cite import copies

    # All ids first: one that is wrong stops the command before anything is gone.
    articles = list(dict.fromkeys(session.library.any_article_id(given) for given in arguments.articles))
    if not arguments.yes:
        if not sys.stdin.isatty():
            raise UsageError("purge can't be undone: give --yes.")
        sys.stderr.write(f"Remove {', '.join(articles)} for good, with all marks on them? [y/N] ")
        sys.stderr.flush()
        if sys.stdin.readline().strip().lower() not in ("y", "yes"):
            session.console.say("nothing was removed")
            return session.console.code
    for article in articles:
        session.library.purge(article)
        try:
            copies.forget(session.places.copies, article)
        except OSError as error:
            session.console.complain(f"the last copies of {article} could not be removed: {error.strerror}.")
    return session.console.code


def locate_arguments(parser: argparse.ArgumentParser) -> None:
    """[WHAT]."""
    parser.add_argument(
        "what", nargs="?", choices=user.Places._fields, metavar="WHAT", help=", ".join(user.Places._fields)
    )


def locate(session: Session, arguments: argparse.Namespace) -> int:
    """Print where things lie, or the path of one of them alone."""
    if arguments.what:
        session.console.data(str(getattr(session.places, arguments.what)))
    else:
        print_rows(session.console, ((name, str(path)) for name, path in session.places._asdict().items()))
    return session.console.code


def cases_arguments(parser: argparse.ArgumentParser) -> None:
    """--json."""
    parser.add_argument("--json", action="store_true", help="one JSON object a line: name and path")


def cases(session: Session, arguments: argparse.Namespace) -> int:
    """Print the named libraries, one a line."""
    for name in user.cases(session.places.cases):
        if arguments.json:
            print_json(session.console, {"name": name, "path": str(session.places.cases / f"{name}.jsonl")})
        else:
            session.console.data(name)
    return session.console.code


def check_arguments(parser: argparse.ArgumentParser) -> None:
    """--json."""
    parser.add_argument("--json", action="store_true", help="the report as one JSON object")


def check(session: Session, arguments: argparse.Namespace) -> int:
    """Read every line of the library; exit code 3 where something is wrong."""
    report = session.library.check()
    if arguments.json:
        stretches = [each._asdict() for each in report.damage]
        print_json(session.console, {**report._asdict(), "damage": stretches, "sound": report.sound})
        return session.console.code if report.sound else LIBRARY
    for damage in report.damage:
        saved = f"; {damage.saved} records in it could be saved" if damage.saved else ""
        session.console.say(f"bytes {damage.offset} to {damage.offset + damage.length} can't be read{saved}")
    if report.torn:
        session.console.say(
            f"the last line is unfinished ({report.torn} bytes): a writer was stopped in the middle of it"
        )
    for name in report.undecodable:
        session.console.say(f"{name} can't be decoded")
    lines = f"{report.lines} line{'' if report.lines == 1 else 's'} read"
    session.console.say(f"{lines}; all is well" if report.sound else f"{lines}; the rest of the library is whole")
    return session.console.code if report.sound else LIBRARY


def compact_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing."""


def compact(session: Session, _arguments: argparse.Namespace) -> int:
    """Drop superseded readings. Marks and their history stay."""
    saved = session.library.compact()
    session.console.say(f"{saved.before:,} bytes before, {saved.after:,} after")
    return session.console.code


def backup_arguments(parser: argparse.ArgumentParser) -> None:
    """FILE."""
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--force", action="store_true", help="overwrite FILE")


def backup(session: Session, arguments: argparse.Namespace) -> int:
    """Copy the library to a file, whole, also while it is in use."""
    size = session.library.backup(Path(arguments.file), overwrite=arguments.force)
    session.console.say(f"{size:,} bytes written to {arguments.file}")
    return session.console.code


def export_arguments(parser: argparse.ArgumentParser) -> None:
    """--format and FILE."""
    parser.add_argument("--format", choices=("jsonl", "tinydb"), default="jsonl", help="jsonl: as extract prints it")
    parser.add_argument("file", metavar="FILE", nargs="?", help="where to (default: standard output, for jsonl)")
    parser.add_argument("--force", action="store_true", help="overwrite FILE")


def export(session: Session, arguments: argparse.Namespace) -> int:
    """Write all articles and readings for other programs, or all tables for stock TinyDB."""
    if arguments.format == "tinydb":
        if not arguments.file:
            raise UsageError("export --format tinydb needs a FILE to write to.")
        size = session.library.export_tinydb(Path(arguments.file), overwrite=arguments.force)
        session.console.say(f"{size:,} bytes written to {arguments.file}")
        return session.console.code
    from tuibrief.export.extraction import lines

    if not arguments.file:
        for line in lines(_pairs(session)):
            session.console.data(line)
        return session.console.code
    try:
        with Path(arguments.file).open("w" if arguments.force else "x", encoding="utf-8") as stream:
            stream.writelines(f"{line}\n" for line in lines(_pairs(session)))
    except FileExistsError:
        raise UsageError(f"{arguments.file} is there already: --force overwrites it.") from None
    except OSError as error:
        raise UsageError(f"{arguments.file} can't be written: {error.strerror}.") from error
    return session.console.code


def _pairs(session: Session) -> Iterator[tuple[Article, Reading]]:
    for row in session.library.articles():
        reading = session.library.reading(row.id)
        if reading is not None:
            yield session.library.article(row.id), reading
        else:
            session.console.complain(f"{row.title} is not read yet and was left out.")


def keys_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing."""


def keys(session: Session, _arguments: argparse.Namespace) -> int:
    """Print every command of the app with its keys, as the keymap file sets them: command, keys, what it does."""
    from tuibrief.app import commands
    from tuibrief.app.keys import written

    keymap = commands.load_keymap(session.places.keymap)
    for problem in keymap.problems:
        session.console.complain(problem)
    rows = ((c.id, " ".join(written(s) for s in keymap.of(c.id)), c.title) for c in commands.COMMANDS)
    print_rows(session.console, rows)
    return session.console.code
