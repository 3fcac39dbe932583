"""Which command is meant, and its arguments. Only the parser of the command that is asked for is built."""

from __future__ import annotations

import argparse
import importlib
import textwrap
from collections.abc import Callable, Sequence
from typing import NamedTuple

from tuibrief.cli.session import Session


class Command(NamedTuple):
    """A command: the module that has ``NAME_arguments(parser)`` and ``NAME(session, arguments)``, and its one line."""

    module: str
    help: str


COMMANDS = {
    "add": Command("adding", "add files or folders and read them"),
    "extract": Command("extracting", "print what is read in files, as JSON lines, past any library"),
    "events": Command("asking", "list events"),
    "articles": Command("asking", "list articles"),
    "search": Command("asking", "find articles and events by their words"),
    "actors": Command("knowing", "list the actors of all articles"),
    "actor": Command("knowing", "print an actor's file; merge, split or rename it"),
    "stories": Command("knowing", "list the happenings that several articles tell"),
    "story": Command("knowing", "join or part stories"),
    "timeline": Command("knowing", "list stories by date"),
    "compare": Command("knowing", "print how each article tells a story"),
    "tag": Command("marking", "tag an event or article"),
    "untag": Command("marking", "take tags off an event or article"),
    "note": Command("marking", "write a note on an event or article"),
    "history": Command("marking", "who changed what on an event or article"),
    "edit": Command("marking", "set an article's title, outlet, authors, date or address"),
    "cite": Command("citing", "print a citation of events or articles"),
    "reread": Command("adding", "read articles anew"),
    "remove": Command("keeping", "take articles out of the library (their text stays in the file)"),
    "archive": Command("keeping", "put articles away, or take them back"),
    "purge": Command("keeping", "remove articles for good"),
    "locate": Command("keeping", "say where library, settings and logs lie"),
    "cases": Command("keeping", "list the named libraries"),
    "check": Command("keeping", "read every line of the library and say what is wrong"),
    "compact": Command("keeping", "drop superseded readings from the library's file"),
    "backup": Command("keeping", "copy the library to a file"),
    "export": Command("keeping", "write the library for other programs"),
    "doctor": Command("doctor", "test the terminal, the clipboard's routes and the model"),
    "keys": Command("keeping", "list the app's keys"),
}

_ENDING = """\
A path that is named like a command can be written ./{first}. Exit codes: 0 done; 1 something in the input was
wrong, the rest was done; 2 the command can't be understood; 3 the library can't be read or written; 4 articles can't be
read here at all; 130 interrupted; 141 the reader of the output went away.
"""


class Parser(argparse.ArgumentParser):
    """argparse with one sentence for an error, and its help on one screen."""

    def error(self, message: str) -> None:  # type: ignore[override]
        """Say what is wrong and where help is; exit code 2."""
        self.exit(2, f"tuibrief: {message} (see {self.prog} --help)\n")


def parse(words: Sequence[str]) -> tuple[Callable[[Session, argparse.Namespace], int], argparse.Namespace]:
    """The function to run and its arguments. A first word that is a command is one, anything else is a path."""
    at = _first_word(words)
    name = words[at] if at is not None else ""
    if name not in COMMANDS:
        from tuibrief.cli import opening

        parser = _parser("tuibrief [PATH…]", None, _listing())
        opening.open_arguments(parser)
        return opening.open_app, parser.parse_args(words)
    module = importlib.import_module(f"tuibrief.cli.{COMMANDS[name].module}")
    parser = _parser(f"tuibrief {name}", COMMANDS[name].help, None)
    getattr(module, f"{name}_arguments")(parser)
    rest = [*words[:at], *words[at + 1 :]] if at is not None else []
    run: Callable[[Session, argparse.Namespace], int] = getattr(module, name)
    return run, parser.parse_args(rest)


def _first_word(words: Sequence[str]) -> int | None:
    skip = False
    for i, word in enumerate(words):
        if skip:
            skip = False
        elif word in ("--library", "--case", "--theme"):
            skip = True
        elif word == "--":
            return None
        elif not word.startswith("-") or word == "-":
            return i
    return None


def _parser(prog: str, description: str | None, ending: str | None) -> Parser:
    words = prog.split()
    parser = Parser(
        prog="tuibrief" if words[1].startswith("[") else prog,
        usage=f"{prog} [options]" if words[1].startswith("[") else None,
        description=description and description[0].upper() + description[1:] + ".",
        epilog=ending,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--library", metavar="FILE", help="the library's file")
    where.add_argument("--case", metavar="NAME", help="a named library")
    return parser


def _listing() -> str:
    lines = [f"  {name:<10}{command.help}" for name, command in COMMANDS.items()]
    return "\n".join(["commands (tuibrief COMMAND --help tells more):", *lines, "", textwrap.dedent(_ending())])


def _ending() -> str:
    return _ENDING.format(first=next(iter(COMMANDS)))
