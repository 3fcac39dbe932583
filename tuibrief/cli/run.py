"""One run: what is asked, done, and every way in which it can end, each with its sentence and its code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from tuibrief.cli.console import BROKEN_PIPE, INTERRUPTED, LIBRARY, READER, USAGE, Console
from tuibrief.cli.parser import parse
from tuibrief.cli.session import Session, UsageError
from tuibrief.settings import SettingsError


def run(words: Sequence[str]) -> int:
    """Run one command; its exit code."""
    console = Console()
    try:
        command, arguments = parse(words)
        session = Session(console, arguments.library, arguments.case)
        for notice in session.notices:
            console.say(f"tuibrief: {notice}")
        try:
            return command(session, arguments)
        finally:
            console.end()
            session.close()
    except (SettingsError, UsageError) as error:
        console.say(f"tuibrief: {error}")
        return USAGE
    except KeyboardInterrupt:
        console.say("tuibrief: interrupted; what was done until here is kept.")
        return INTERRUPTED
    except BrokenPipeError:
        _quiet()
        return BROKEN_PIPE
    except Exception as error:
        code = _known(error)
        if code is None:
            raise
        console.say(f"tuibrief: {error}")
        return code


def _known(error: Exception) -> int | None:
    """The code of an error that carries its sentence. Looked up by what is loaded: an error's module is."""
    for module, name, code in (
        ("tuibrief.library.records", "LibraryError", LIBRARY),
        ("tuibrief.work", "ReadersError", READER),
        ("tuibrief.cite.citation", "CiteError", USAGE),
    ):
        kind = getattr(sys.modules.get(module), name, None)
        if kind is not None and isinstance(error, kind):
            return code
    return None


def _quiet() -> None:
    """Whatever is still buffered for a pipe that is gone goes nowhere, without a message at the interpreter's end."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, sys.stdout.fileno())
