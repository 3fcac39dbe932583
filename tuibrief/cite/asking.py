"""What a terminal answers when it is asked who it is and whether it takes copies; and whether a display answers at all.
Only ``tuibrief doctor`` asks: in the app the answers would come among the keys.
"""

from __future__ import annotations

import os
import re
import select
import socket
import time
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from tuibrief.cite.running import Refused, run

PATIENCE = 0.4  # seconds for a terminal at the other end of a line; almost all answer at once

# XTVERSION, then primary device attributes, which every terminal since the VT100 answers: it ends the waiting.
_QUESTIONS = b"\x1b[>0q\x1b[c"
_NAME = re.compile(rb"\x1bP>\|([^\x1b]*)\x1b\\")
_ATTRIBUTES = re.compile(rb"\x1b\[\?([\d;]*)c")
_COPIES = "52"  # the attribute by which newer terminals say that they take OSC 52


class Terminal(NamedTuple):
    """What a terminal says of itself: its name and version, and that it takes copies (false: it doesn't say so)."""

    name: str = ""
    takes_copies: bool = False


def ask_terminal(patience: float = PATIENCE) -> Terminal:
    """Ask the terminal that this process belongs to. One that isn't there, or doesn't answer, has no name."""
    import termios
    import tty

    try:
        descriptor = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
    except OSError:
        return Terminal()
    try:
        before = termios.tcgetattr(descriptor)
        try:
            tty.setcbreak(descriptor, termios.TCSANOW)
            os.write(descriptor, _QUESTIONS)
            return _answer(_heard(descriptor, time.monotonic() + patience))
        finally:
            termios.tcsetattr(descriptor, termios.TCSAFLUSH, before)  # an answer that comes late is no typing
    except (OSError, termios.error):
        return Terminal()
    finally:
        os.close(descriptor)


def _heard(descriptor: int, deadline: float) -> bytes:
    heard = b""
    while not _ATTRIBUTES.search(heard):
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([descriptor], [], [], left)[0]:
            break
        heard += os.read(descriptor, 4096)
    return heard


def _answer(heard: bytes) -> Terminal:
    name, attributes = _NAME.search(heard), _ATTRIBUTES.search(heard)
    told = attributes[1].decode().split(";") if attributes else []
    # The name comes from outside: only what can be shown is.
    plain = "".join(c for c in (name[1].decode("utf-8", "replace") if name else "") if c.isprintable())
    return Terminal(plain[:60], _COPIES in told)


def advice_for(terminal: Terminal, env: Mapping[str, str]) -> str:
    """What to set in a terminal for copies to arrive, and where, by what it calls itself or sets in the environment; ""
    where that is not known.
    """
    told = [terminal.name, env.get("TERM_PROGRAM", ""), env.get("TERM", "")]
    told += [name for name in ("WT_SESSION", "VTE_VERSION", "KONSOLE_VERSION", "KITTY_PID") if env.get(name)]
    source = Path(__file__).with_name("terminals.toml").read_text(encoding="utf-8")
    for row in tomllib.loads(source)["terminal"]:
        if any(re.match(row["called"], each, re.IGNORECASE) for each in told if each):
            return str(row["change"])
    return ""


_BACK = {
    "xclip": ("xclip", "-selection", "clipboard", "-out"),
    "xsel": ("xsel", "--clipboard", "--output"),
    "wl-copy": ("wl-paste", "--no-newline"),
    "pbcopy": ("pbpaste",),
    "tmux": ("tmux", "show-buffer"),
}


# A place beside the clipboard in which a route can be tried: what puts a text there, reads it, and clears it away.
_BESIDE = {
    "xclip": (("xclip", "-selection", "secondary", "-in"), ("xclip", "-selection", "secondary", "-out"), ()),
    "xsel": (
        ("xsel", "--secondary", "--input"),
        ("xsel", "--secondary", "--output"),
        ("xsel", "--secondary", "--clear"),
    ),
    "pbcopy": (("pbcopy", "-pboard", "ruler"), ("pbpaste", "-pboard", "ruler"), ()),
    "tmux": (
        ("tmux", "load-buffer", "-b", "tuibrief-doctor", "-"),
        ("tmux", "show-buffer", "-b", "tuibrief-doctor"),
        ("tmux", "delete-buffer", "-b", "tuibrief-doctor"),
    ),
}


def tried_beside(route: str, text: str, env: Mapping[str, str]) -> bool | None:
    """Whether a route takes a text and gives it back, tried where nobody's clipboard is; None where there is no such
    place. Raises Refused where its program fails.
    """
    if route not in _BESIDE:
        return None
    put, get, clear = _BESIDE[route]
    run(put, text.encode(), env, time.monotonic() + 1)
    held = run(get, b"", env, time.monotonic() + 1, listen=True)
    if clear:
        run(clear, b"", env, time.monotonic() + 1)
    return held == text.encode()


def read_back(route: str, env: Mapping[str, str]) -> str | None:
    """What a route's clipboard holds; None where it can't be read."""
    if route not in _BACK:
        return None
    try:
        return run(_BACK[route], b"", env, time.monotonic() + 1, listen=True).decode("utf-8", "replace")
    except Refused:
        return None


def display_answers(env: Mapping[str, str]) -> bool | None:
    """Whether the display of these surroundings can be reached; None where there is none, or none that can be told."""
    name = env.get("WAYLAND_DISPLAY")
    if name:
        return Path(env.get("XDG_RUNTIME_DIR", "/run"), name).is_socket()
    found = re.fullmatch(r"(?:unix)?([^:]*):(\d+)(?:\.\d+)?", env.get("DISPLAY", ""))
    if not found:
        return None
    host, number = found[1], int(found[2])
    if not host:
        place = f"/tmp/.X11-unix/X{number}"
        return any(_connects(socket.AF_UNIX, address) for address in ("\0" + place, place))
    return _connects(socket.AF_INET, (host, 6000 + number))


def _connects(family: socket.AddressFamily, address: str | tuple[str, int]) -> bool:
    with socket.socket(family) as line:
        line.settimeout(0.3)
        try:
            line.connect(address)
        except (OSError, OverflowError):
            return False
    return True
