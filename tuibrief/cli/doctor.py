"""doctor."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Iterator

from tuibrief.cli.session import Session
from tuibrief.cli.table import print_rows


def doctor_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the examination."""
    parser.add_argument(
        "--copy", action="store_true", help="try each route with a short text, which replaces the clipboard's"
    )


def doctor(session: Session, arguments: argparse.Namespace) -> int:
    """Print what tuibrief finds around it, and what to change where."""
    print_rows(session.console, _findings(session, arguments.copy))
    return session.console.code


def _findings(session: Session, try_copy: bool) -> Iterator[tuple[str, str]]:
    from importlib import metadata

    from tuibrief import __version__
    from tuibrief.cite import clipboard
    from tuibrief.cite.multiplexers import surroundings

    size = shutil.get_terminal_size()
    yield "tuibrief", f"{__version__}, Python {sys.version.split()[0]}, {sys.platform}"
    yield "library", str(session.places.library)
    yield "settings", str(session.places.settings) + ("" if session.places.settings.exists() else " (none: defaults)")
    yield (
        "terminal",
        f"TERM={os.environ.get('TERM', '')}, COLORTERM={os.environ.get('COLORTERM', '')}, {size.columns}×{size.lines}",
    )
    now, _ = surroundings(os.environ)
    yield "multiplexer", "tmux" if now.get("TMUX") else "screen" if now.get("STY") else "none"
    yield "remote", "yes, over SSH" if clipboard.is_remote(now) else "no"
    yield "display", now.get("WAYLAND_DISPLAY") or now.get("DISPLAY") or "none"
    yield "clipboard", "routes, in order: " + (", ".join(clipboard.routes(now)) or "none")
    yield from _advice(now)
    if try_copy:
        from tuibrief.cli.citing import _to_terminal

        for route in clipboard.routes(now):
            yield f"  {route}", clipboard.copy("tuibrief doctor", _to_terminal, only=route).message
    from tuibrief.extract.parse import MODEL_PACKAGE

    package = session.settings.model or MODEL_PACKAGE
    try:
        yield "model", f"{package} {metadata.version(package)}"
    except metadata.PackageNotFoundError:
        yield "model", f"{package} is not installed: install tuibrief anew with pip"


def _advice(env: dict[str, str]) -> Iterator[tuple[str, str]]:
    from tuibrief.cite import clipboard

    if env.get("TMUX"):
        yield "", "tmux passes copies to its terminal where that says it takes them: in ~/.tmux.conf,"
        yield "", "set -s set-clipboard on, and set -as terminal-features ',*:clipboard'"
    elif clipboard.is_remote(env):
        yield (
            "",
            "your own terminal must allow OSC 52 (xterm: disallowedWindowOps; kitty: clipboard_control)",
        )
    elif not clipboard.has_display(env):
        yield "", "there is no display: only the terminal itself can take a copy, by OSC 52"
    elif not clipboard.tools(env):
        yield "", "no tool for this display is installed: wl-clipboard (Wayland), xclip or xsel (X)"
