"""doctor."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from tuibrief.cli.session import Session
from tuibrief.cli.table import print_rows

if TYPE_CHECKING:
    from tuibrief.cite.asking import Terminal
    from tuibrief.cite.multiplexers import Tmux

# The smallest screen that the app is made for.
_LEAST = (40, 12)
_TRIED = "tuibrief doctor: “Ærø”"

Row = tuple[str, str]


def doctor_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the examination."""
    parser.add_argument(
        "--copy", action="store_true", help="try each route with a short text, which replaces the clipboard's"
    )


def doctor(session: Session, arguments: argparse.Namespace) -> int:
    """Print what tuibrief finds around it, and what to change where."""
    print_rows(session.console, _findings(session, arguments.copy))
    return session.console.code


def _findings(session: Session, try_copy: bool) -> Iterator[Row]:
    from tuibrief import __version__
    from tuibrief.cite.asking import Terminal, ask_terminal
    from tuibrief.cite.multiplexers import surroundings

    yield "tuibrief", f"{__version__}, Python {sys.version.split()[0]}, {sys.platform}"
    yield "library", str(session.places.library)
    yield "settings", str(session.places.settings) + ("" if session.places.settings.exists() else " (none: defaults)")
    now, tmux = surroundings(os.environ)
    # Asked only where somebody sits: in a pipe the answers would be nobody's.
    terminal = ask_terminal() if session.console.out_is_terminal else Terminal()
    yield from _terminal(now, terminal)
    yield from _line(now, tmux)
    yield from _clipboard(session, now)
    yield from (("change", advice) for advice in _advice(now, tmux, terminal))
    yield from _tried(now) if try_copy else _tried_beside(now, terminal)
    yield from _styles(session)
    yield _model(session)


def _terminal(env: Mapping[str, str], terminal: Terminal) -> Iterator[Row]:
    """Names, size and colours."""
    size = shutil.get_terminal_size()
    small = size.columns < _LEAST[0] or size.lines < _LEAST[1]
    yield (
        "terminal",
        (f"{terminal.name}, " if terminal.name else "")
        + f"TERM={env.get('TERM', '')}, {size.columns}×{size.lines}"
        + (f" (the app wants {_LEAST[0]}×{_LEAST[1]})" if small else ""),
    )
    given, term = env.get("COLORTERM", "").lower(), env.get("TERM", "")
    if given in ("truecolor", "24bit"):
        yield "colours", f"16 million (COLORTERM={given})"
    elif "256" in term:
        yield "colours", "256 (if it shows more, export COLORTERM=truecolor; ssh does not hand it on by itself)"
    else:
        yield "colours", '16, by its name; theme = "ansi" in the settings, or --theme ansi, suits it'


def _line(env: Mapping[str, str], tmux: Tmux | None) -> Iterator[Row]:
    """Multiplexers, SSH, display: what lies between here and the eye."""
    from tuibrief.cite import clipboard
    from tuibrief.cite.asking import display_answers
    from tuibrief.cite.multiplexers import far_end

    if tmux:
        kind = tmux.kind or tmux.term or "no client"
        told = f"set-clipboard {tmux.clipboard}, allow-passthrough {'on' if tmux.lets_through else 'off'}"
        yield "multiplexer", f"tmux {tmux.version} in {kind}; {told}" if tmux.version else "tmux, which does not answer"
    elif env.get("STY"):
        yield "multiplexer", f"screen {env['STY']}"
    else:
        there = {"tmux": "tmux", "screen": "screen", "either": "tmux or screen"}.get(far_end(env))
        yield "multiplexer", f"none here; TERM speaks of {there} at the near end of the line" if there else "none"
    yield "remote", "yes, over SSH" if clipboard.is_remote(env) else "no"
    display = env.get("WAYLAND_DISPLAY") or env.get("DISPLAY")
    yield "display", f"{display}, which does not answer" if display_answers(env) is False else display or "none"


def _clipboard(session: Session, env: Mapping[str, str]) -> Iterator[Row]:
    """The routes, what each can carry, and the last copies."""
    from tuibrief.cite import clipboard, copies

    routes = clipboard.routes(env)
    yield "clipboard", "routes, in order: " + (", ".join(routes) or "none")
    if session.settings.clipboard != "auto":
        yield "clipboard", f"the settings allow only {session.settings.clipboard}"
    limit = f"{clipboard.MOST_OSC52:,} bytes at a time"
    limits = {
        "osc52": f"{limit}; more is refused",
        "screen": f"{limit}, in pieces that screen can carry; more is refused",
        "tmux": f"any size; most terminals take {limit} from it",
    }
    for route in routes:
        yield f"  {route}", limits.get(route, "any size")
    kept = copies.last(session.places.copies)
    yield "copies", f"the last {len(kept)} are kept in {session.places.copies}" if kept else "none yet"


def _advice(env: Mapping[str, str], tmux: Tmux | None, terminal: Terminal) -> Iterator[str]:
    """What to change in which file, only where it may be needed."""
    from tuibrief.cite import clipboard
    from tuibrief.cite.asking import display_answers
    from tuibrief.cite.multiplexers import far_end

    if tmux:
        yield from _tmux_advice(tmux)
    elif far_end(env) in ("tmux", "either"):
        yield "at the near end, in ~/.tmux.conf: set -s set-clipboard on"
        if far_end(env) == "either":
            yield "and for long texts: set -g default-terminal tmux-256color"
    remote, there = clipboard.is_remote(env), clipboard.has_display(env)
    if remote or (tmux is None and not there):
        yield from _terminal_advice(env, tmux, terminal)
        return
    if display_answers(env) is False:
        yield "this display is gone or another's: export DISPLAY (or WAYLAND_DISPLAY) as it is in a new terminal"
    if there and not clipboard.tools(env):
        yield "install a tool for this display: wl-clipboard (Wayland), xclip or xsel (X)"


def _terminal_advice(env: Mapping[str, str], tmux: Tmux | None, terminal: Terminal) -> Iterator[str]:
    """What the terminal at the near end of the line has to allow."""
    from tuibrief.cite.asking import advice_for

    if terminal.takes_copies:
        yield "nothing in your terminal: it says that it takes copies (OSC 52)"
        return
    named = terminal._replace(name=tmux.kind) if tmux else terminal
    known = advice_for(named, {} if tmux else env)
    if known:
        yield f"for your own terminal, {named.name or env.get('TERM_PROGRAM') or env.get('TERM')}:"
        yield known
    else:
        yield "your own terminal must allow OSC 52: most do; xterm with XTerm*allowWindowOps: true in ~/.Xresources,"
        yield "kitty with clipboard_control write-clipboard in kitty.conf, iTerm2 in its settings, General, Selection"
    yield "where nothing helps, gp in the app shows a copy to be selected"


def _tmux_advice(tmux: Tmux) -> Iterator[str]:
    if not tmux.version:
        yield "tmux is older than 3.2, or does not answer: it keeps copies for itself"
        return
    if tmux.term and "clipboard" not in tmux.features:
        yield f"in ~/.tmux.conf, if its terminal takes copies: set -as terminal-features ',{tmux.term}:clipboard'"
    if tmux.nested:
        yield "in the ~/.tmux.conf of the tmux around this one: set -s set-clipboard on"
    if tmux.in_xterm and not tmux.lets_through:
        yield "tmux does not name the clipboard, so xterm fills the middle button's: in ~/.Xresources"
        yield "XTerm*selectToClipboard: true, or in ~/.tmux.conf set -g allow-passthrough on"


def _tried_beside(env: Mapping[str, str], terminal: Terminal) -> Iterator[Row]:
    """Each route, tried without touching the clipboard where that can be done."""
    from tuibrief.cite import clipboard
    from tuibrief.cite.asking import tried_beside
    from tuibrief.cite.running import Refused

    said = {True: "works", False: "takes a text, but gives another back", None: "only “doctor --copy” can try it"}
    for route in clipboard.routes(env):
        try:
            word = said[tried_beside(route, _TRIED, env)]
        except Refused as refusal:
            word = str(refusal)
        if route == "osc52" and terminal.takes_copies:
            word = "the terminal says that it takes copies"
        yield "tried", f"{route}: {word}"
    yield "tried", "the clipboard is as it was; “doctor --copy” fills it by each route"


def _tried(env: Mapping[str, str]) -> Iterator[Row]:
    from tuibrief.cite import clipboard
    from tuibrief.cite.asking import read_back
    from tuibrief.cli.citing import _to_terminal

    for route in clipboard.routes(env):
        copied = clipboard.copy(_TRIED, _to_terminal, only=route)
        held = read_back(route, env) if copied.ok else None
        back = {None: "", True: ", and read back", False: ", but something else is read back"}
        yield "tried", f"{route}: {copied.message}{back[None if held is None else held == _TRIED]}"
    yield "tried", f"now paste somewhere: {_TRIED} should come"


def _styles(session: Session) -> Iterator[Row]:
    from importlib.util import find_spec

    from tuibrief.cite import STYLES, own

    mine = own.names(session.places.settings.parent)
    lacking = " (tuibrief[csl] is not installed)" if mine and not find_spec("citeproc") else ""
    yield "styles", f"{len(STYLES)}, and your own: {', '.join(mine) or 'none'}{lacking}"


def _model(session: Session) -> Row:
    from importlib import metadata

    from tuibrief.extract.parse import MODEL_PACKAGE

    package = session.settings.model or MODEL_PACKAGE
    try:
        return "model", f"{package} {metadata.version(package)}"
    except metadata.PackageNotFoundError:
        return "model", f"{package} is not installed: install tuibrief anew with pip"
