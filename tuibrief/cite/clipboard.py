"""The routes to a clipboard, chosen anew at each copy: a tmux session outlives the SSH line and display it began on.

Each route says only what is known: a tool that ends well has copied; tmux and a terminal have merely been given it.
"""

from __future__ import annotations

import base64
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

# Terminals that take OSC 52 cap it: hterm and what copies it at 100,000 bytes of sequence, which is this much text.
MOST_OSC52 = 74_994
# GNU screen drops a control string beyond 512 bytes (768 from 4.9 on).
_SCREEN_PIECE = 480
# All routes together: a key may not hang longer.
_PATIENCE = 0.9

Write = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Copied:
    """What became of a copy. ``ok`` is false where no route took it; the message is for the user either way."""

    route: str
    message: str
    ok: bool

    def __str__(self) -> str:
        return self.message


@dataclass(frozen=True, slots=True)
class Tool:
    """A program that takes the text on its standard input and keeps it for the clipboard."""

    name: str
    command: tuple[str, ...]


_ESCAPES = re.compile(
    "(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]"  # CSI, a bracketed paste's end among them
    "|(?:\x1b[\\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\\\|\x9c)"  # OSC, DCS and their like
    "|\x1b[ -/]*[0-~]"
)
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u206a-\u206f\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_LINE_ENDS = re.compile("\r\n|[\r\u0085\u2028\u2029\x0b\x0c]")


def clean(text: str) -> str:
    """The text as it is safe to paste into a shell or editor.

    No control character but line ends, no escape sequence (so no end of a bracketed paste), nothing that turns writing
    round or hides; a tab is a space.
    """
    text = _LINE_ENDS.sub("\n", text)
    while (shorter := _ESCAPES.sub("", text)) != text:  # what is left may close up to another sequence
        text = shorter
    text = _HIDDEN.sub("", text.replace("\t", " "))
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


def copy(text: str, write: Write | None = None, *, env: Mapping[str, str] | None = None, only: str = "auto") -> Copied:
    """Copy a text, cleaned, by every route that applies. ``write`` writes a string to the terminal untouched.

    ``only`` forces one route by its name ("tmux", "screen", "osc52", or a tool's). Never raises for what a route does.
    """
    text = clean(text)
    if not text:
        return Copied("", "nothing to copy", False)
    raw = text.encode()
    deadline = time.monotonic() + _PATIENCE
    env = surroundings(os.environ if env is None else env, deadline)
    told: list[tuple[str, str]] = []
    failed: list[str] = []
    for route in routes(env) if only == "auto" else (only,):
        if told and route in ("osc52", "pyperclip"):  # these only stand in for better ones
            break
        try:
            told.append((route, _take(route, raw, write, env, deadline)))
        except _Refused as refusal:
            failed.append(str(refusal))
        if told and told[-1][0] not in ("tmux", "screen"):
            break
    if told:
        told.reverse()  # what is known for certain comes first
        return Copied("+".join(name for name, _ in told), "; ".join(message for _, message in told), True)
    return Copied("", "not copied: " + ("; ".join(failed) or "no way to a clipboard was found"), False)


class _Refused(Exception):
    """A route did not take the text; the message says why, in a few words."""


def routes(env: Mapping[str, str]) -> tuple[str, ...]:
    """The names of the routes that apply, best first, in these surroundings."""
    found: list[str] = []
    if env.get("TMUX"):
        found.append("tmux")
    elif env.get("STY"):
        found.append("screen")
    if not is_remote(env):
        found += [tool.name for tool in tools(env)]
    if not env.get("TMUX") and not env.get("STY"):
        if is_remote(env) or not has_display(env):
            found.insert(0, "osc52")
        else:
            found += ["pyperclip", "osc52"]
    return tuple(found)


def is_remote(env: Mapping[str, str]) -> bool:
    """Whether the terminal is at the other end of an SSH line."""
    return any(env.get(name) for name in ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"))


def has_display(env: Mapping[str, str]) -> bool:
    """Whether there is a desktop whose clipboard a tool could reach."""
    return sys.platform == "darwin" or bool(env.get("WAYLAND_DISPLAY") or env.get("DISPLAY"))


def tools(env: Mapping[str, str]) -> tuple[Tool, ...]:
    """The native tools that are installed and have a display to work on."""
    found: list[Tool] = []
    if sys.platform == "darwin":
        found.append(Tool("pbcopy", ("pbcopy",)))
    if env.get("WAYLAND_DISPLAY"):
        found.append(Tool("wl-copy", ("wl-copy", "--type", "text/plain;charset=utf-8")))
    if env.get("DISPLAY"):
        found.append(Tool("xclip", ("xclip", "-selection", "clipboard", "-in")))
        found.append(Tool("xsel", ("xsel", "--clipboard", "--input")))
    return tuple(tool for tool in found if shutil.which(tool.command[0], path=env.get("PATH")))


def surroundings(env: Mapping[str, str], deadline: float | None = None) -> dict[str, str]:
    """The environment as it is now: in tmux, the SSH line and display of the client that attached last."""
    found = dict(env)
    if not found.get("TMUX"):
        return found
    try:
        told = _run(("tmux", "show-environment"), b"", found, deadline or time.monotonic() + _PATIENCE)
    except _Refused:
        return found
    for line in told.decode("utf-8", "replace").splitlines():
        name, _, value = line.lstrip("-").partition("=")
        if name in ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY", "DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY"):
            if line.startswith("-"):
                found.pop(name, None)
            else:
                found[name] = value
    if not found.get("SSH_CONNECTION"):  # tmux keeps track of this one only
        found.pop("SSH_CLIENT", None)
        found.pop("SSH_TTY", None)
    return found


def _take(route: str, raw: bytes, write: Write | None, env: Mapping[str, str], deadline: float) -> str:
    """Give the text to one route; what is then known, for the user. Raises _Refused."""
    if route == "tmux":
        return _tmux(raw, env, deadline)
    if route in ("osc52", "screen"):
        return _terminal(route, raw, write)
    if route == "pyperclip":
        # In a process of its own: it runs tools without a time limit and lets them print into the screen.
        call = "import sys, pyperclip; pyperclip.copy(sys.stdin.buffer.read().decode())"
        _run((sys.executable, "-P", "-c", call), raw, env, deadline, name="pyperclip")
        return "copied (pyperclip)"
    tool = next((tool for tool in tools(env) if tool.name == route), None)
    if tool is None:
        raise _Refused(f"{route} is not here")
    _run(tool.command, raw, env, deadline)
    return f"copied ({tool.name})"


def _tmux(raw: bytes, env: Mapping[str, str], deadline: float) -> str:
    try:
        _run(("tmux", "load-buffer", "-w", "-"), raw, env, deadline)
    except _Refused:
        _run(("tmux", "load-buffer", "-"), raw, env, deadline)
        return "given to tmux (its own buffer only: tmux 3.2 would pass it on)"
    if len(raw) > MOST_OSC52:
        return f"given to tmux, {len(raw):,} bytes: more than most terminals take from it"
    return "given to tmux"


def _terminal(route: str, raw: bytes, write: Write | None) -> str:
    if write is None:
        raise _Refused("there is no terminal to send it to")
    if len(raw) > MOST_OSC52:
        raise _Refused(f"{len(raw):,} bytes are more than a terminal takes ({MOST_OSC52:,})")
    sequence = f"\x1b]52;c;{base64.b64encode(raw).decode()}\x07"
    if route == "screen":
        pieces = (sequence[i : i + _SCREEN_PIECE] for i in range(0, len(sequence), _SCREEN_PIECE))
        # The sequence's own ESC inside a control string would end it early: only the first piece has one, which screen
        # passes on as it is not followed by a backslash.
        sequence = "".join(f"\x1bP{piece}\x1b\\" for piece in pieces)
    try:
        write(sequence)
    except OSError as error:
        raise _Refused(f"the terminal did not take it ({error.strerror})") from error
    return f"sent to the terminal, {len(raw):,} byte{'s' if len(raw) > 1 else ''}" + (
        ", by way of screen" if route == "screen" else ""
    )


def _run(command: Sequence[str], raw: bytes, env: Mapping[str, str], deadline: float, name: str = "") -> bytes:
    """Run a tool; what it printed. Its errors go nowhere: stderr is the user's screen. Raises _Refused."""
    name = name or command[0]
    left = deadline - time.monotonic()
    if left <= 0:
        raise _Refused(f"no time was left for {name}")
    # Tools stay in the background to serve the clipboard: an open pipe of theirs would be waited for.
    listens = command[1:2] == ("show-environment",)
    try:
        done = subprocess.run(
            command,
            input=raw,
            stdout=subprocess.PIPE if listens else subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=dict(env),
            timeout=left,
            check=False,
            start_new_session=True,
        )
    except subprocess.TimeoutExpired:
        raise _Refused(f"{name} did not answer") from None
    except OSError as error:
        raise _Refused(f"{name} can't be run ({error.strerror})") from error
    if done.returncode:
        raise _Refused(f"{name} failed")
    return done.stdout or b""
