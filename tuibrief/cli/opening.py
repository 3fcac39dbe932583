"""The app, from the command line."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from tuibrief.cli.console import USAGE
from tuibrief.cli.session import Session, UsageError


def open_arguments(parser: argparse.ArgumentParser) -> None:
    """The app's own options."""
    from tuibrief import __version__

    parser.add_argument("paths", metavar="PATH", nargs="*", help="files or folders to add first")
    parser.add_argument(
        "--theme", choices=("dark", "light", "contrast", "ansi"), help="colours (ansi: the terminal's own)"
    )
    parser.add_argument("--ascii", action="store_true", help="draw with plain characters only")
    parser.add_argument("--no-mouse", action="store_true", help="leave the mouse to the terminal")
    parser.add_argument("-V", "--version", action="version", version=f"tuibrief {__version__}")


def open_app(session: Session, arguments: argparse.Namespace) -> int:
    """Open the app. A path that isn't there is said before the screen is taken."""
    for path in arguments.paths:
        _present(path)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        session.console.say("tuibrief: the app needs a terminal; “tuibrief --help” lists what works without one.")
        return USAGE
    if os.environ.get("TERM") == "dumb":  # a shell in an editor: what is drawn would stand there as signs
        session.console.say(
            "tuibrief: a terminal with TERM=dumb can't be drawn on; “tuibrief --help” lists what works."
        )
        return USAGE
    from tuibrief import app

    return app.run(
        session.places.library,
        [Path(path) for path in arguments.paths],
        who=session.who,
        settings=session.settings,
        places=session.places,
        theme=arguments.theme,
        ascii_only=arguments.ascii,
        mouse=False if arguments.no_mouse else None,
        notices=session.notices,
    )


def _present(path: str) -> None:
    try:
        found = Path(path).exists()
    except (OSError, ValueError):
        found = False
    if found:
        return
    if "/" not in path:
        import difflib

        from tuibrief.cli.parser import COMMANDS

        near = difflib.get_close_matches(path, COMMANDS, n=1)
        if near:
            raise UsageError(f"there is no file and no command {path!r}; is “tuibrief {near[0]}” meant?")
    from tuibrief.ingest.paths import absent

    raise UsageError(absent(path))
