"""The routes to a clipboard, chosen anew at each copy: a tmux session outlives the SSH line and display it began on.

Each route says only what is known: a tool that ends well has copied; tmux and a terminal have merely been given it.
"""

from __future__ import annotations

import base64
import os
import re
import shutil
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tuibrief.cite.multiplexers import Tmux, far_end, surroundings, tmux_warning
from tuibrief.cite.running import PATIENCE, Refused, run

# Terminals that take OSC 52 cap it: hterm and what copies it at 100,000 bytes of sequence, which is this much text.
MOST_OSC52 = 74_994
# GNU screen drops a control string beyond 512 bytes (768 from 4.9 on).
_SCREEN_PIECE = 480

# It does not look whether a tool failed, so what it copied is read back. Qt's clipboard would end with the process.
_PYPERCLIP = """
import sys, pyperclip
text = sys.stdin.buffer.read().decode()
pyperclip.copy(text)
sys.exit(pyperclip.copy.__name__ == "copy_qt" or pyperclip.paste().splitlines() != text.splitlines())
"""

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
    deadline = time.monotonic() + PATIENCE
    now, tmux = surroundings(os.environ if env is None else env)
    job = _Job(text.encode(), write, now, tmux or Tmux(), deadline)
    told: list[tuple[str, str]] = []
    failed: list[str] = []
    for route in routes(now) if only == "auto" else (only,):
        if told and route in ("osc52", "pyperclip"):  # these only stand in for better ones
            break
        try:
            told.append((route, job.take(route)))
        except Refused as refusal:
            failed.append(str(refusal))
        if told and told[-1][0] not in ("tmux", "screen"):
            break
    if told:
        told.reverse()  # what is known for certain comes first
        return Copied("+".join(name for name, _ in told), "; ".join(message for _, message in told), True)
    return Copied("", "not copied: " + ("; ".join(failed) or "no way to a clipboard was found"), False)


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


@dataclass(frozen=True, slots=True)
class _Job:
    """One text on its way; ``take`` gives it to one route."""

    raw: bytes
    write: Write | None
    env: Mapping[str, str]
    tmux: Tmux
    deadline: float

    def take(self, route: str) -> str:
        """Give the text to one route; what is then known, for the user. Raises Refused."""
        if route == "tmux":
            return self._to_tmux()
        if route in ("osc52", "screen"):
            return self._to_terminal(route)
        if route == "pyperclip":
            # In a process of its own: it runs tools without a time limit and lets them print into the screen.
            run((sys.executable, "-P", "-c", _PYPERCLIP), self.raw, self.env, self.deadline, name="pyperclip")
            return "copied (pyperclip)"
        tool = next((tool for tool in tools(self.env) if tool.name == route), None)
        if tool is None:
            raise Refused(f"{route} is not here")
        run(tool.command, self.raw, self.env, self.deadline)
        return f"copied ({tool.name})"

    def _to_tmux(self) -> str:
        try:
            run(("tmux", "load-buffer", "-w", "-"), self.raw, self.env, self.deadline)
        except Refused:
            if time.monotonic() >= self.deadline:
                raise
            run(("tmux", "load-buffer", "-"), self.raw, self.env, self.deadline)
            return "given to tmux (its own buffer only: tmux 3.2 would pass it on)"
        if len(self.raw) > MOST_OSC52:
            return f"given to tmux, {len(self.raw):,} bytes: more than most terminals take from it"
        self._name_the_clipboard()
        warning = tmux_warning(self.tmux)
        return f"given to tmux ({warning})" if warning else "given to tmux"

    def _name_the_clipboard(self) -> None:
        """Say "the clipboard" where tmux lets us: it names none itself, which xterm takes for its middle button's."""
        if self.write is None or not (self.tmux.lets_through and (self.tmux.in_xterm or self.tmux.nested)):
            return
        try:
            self.write(_through_tmux(self._sequence()))
        except OSError:
            return  # tmux has the text already

    def _sequence(self) -> str:
        return f"\x1b]52;c;{base64.b64encode(self.raw).decode()}\x07"

    def _to_terminal(self, route: str) -> str:
        if self.write is None:
            raise Refused("there is no terminal to send it to")
        size = len(self.raw)
        if size > MOST_OSC52:
            raise Refused(f"{size:,} bytes are more than a terminal takes ({MOST_OSC52:,})")
        sequence = self._sequence()
        there = "screen" if route == "screen" else far_end(self.env)
        if there == "either" and len(sequence) > _SCREEN_PIECE:
            there = "long"
        try:
            self.write(_ON_THE_WAY[there](sequence))
        except OSError as error:
            raise Refused(f"the terminal did not take it ({error.strerror})") from error
        return f"sent to the terminal, {size:,} byte{'s' if size > 1 else ''}{_SAID[there]}"


def _in_pieces(sequence: str) -> str:
    """The sequence in control strings that screen hands on to its terminal.

    The sequence's own ESC inside a control string would end it early: only the first piece has one, which screen
    passes on as it is not followed by a backslash.
    """
    pieces = (sequence[i : i + _SCREEN_PIECE] for i in range(0, len(sequence), _SCREEN_PIECE))
    return "".join(f"\x1bP{piece}\x1b\\" for piece in pieces)


def _through_tmux(sequence: str) -> str:
    """The sequence as tmux hands it on untouched, with its ``allow-passthrough``."""
    return "\x1bPtmux;" + sequence.replace("\x1b", "\x1b\x1b") + "\x1b\\"


# How a sequence is written, and what is said of it, by the multiplexer on its way (see far_end). Screen prints what is
# too long for it, so a long one goes in pieces alone where either may be there.
_ON_THE_WAY: dict[str, Callable[[str], str]] = {
    "": str,
    "screen": _in_pieces,
    "tmux": lambda sequence: sequence + _through_tmux(sequence),
    "either": lambda sequence: sequence + _in_pieces(sequence),
    "long": _in_pieces,
}
_SAID = {
    "": "",
    "screen": ", by way of screen",
    "tmux": " (tmux there needs “set -s set-clipboard on”)",
    "either": " (tmux there needs “set -s set-clipboard on”)",
    "long": " (tmux there needs TERM=tmux-256color, set-clipboard on)",
}
