"""What tmux tells of itself, and what a terminal's name tells of a multiplexer at the other end of an SSH line."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import NamedTuple

from tuibrief.cite.running import PATIENCE, Refused, run

_MARK = "tuibrief-asks"
_ASKED = ("client_termname", "client_termtype", "client_termfeatures", "set-clipboard", "allow-passthrough", "version")
_FOLLOWED = ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY", "DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY")


class Tmux(NamedTuple):
    """The tmux around us, as it answers (an old one leaves things empty).

    ``term`` is the TERM of the terminal it runs in, ``kind`` what that terminal calls itself ("XTerm(379)"),
    ``features`` what tmux takes it to be able to do; ``clipboard`` and ``passthrough`` are its own settings.
    """

    term: str = ""
    kind: str = ""
    features: tuple[str, ...] = ()
    clipboard: str = ""
    passthrough: str = ""
    version: str = ""

    @property
    def nested(self) -> bool:
        """Whether its terminal is another multiplexer."""
        return self.kind.startswith("tmux") or self.term.startswith(("tmux", "screen"))

    @property
    def in_xterm(self) -> bool:
        """Whether its terminal is xterm itself, which tells CLIPBOARD from PRIMARY where tmux doesn't."""
        return self.kind.startswith("XTerm(")

    @property
    def lets_through(self) -> bool:
        """Whether it hands a program's wrapped sequences on as they are."""
        return self.passthrough not in ("", "0", "off")


def surroundings(env: Mapping[str, str]) -> tuple[dict[str, str], Tmux | None]:
    """The environment as it is now, and the tmux around us: in tmux, the SSH line and display of its last client."""
    found = dict(env)
    if not found.get("TMUX"):
        return found, None
    question = "\t".join([_MARK, *(f"#{{{name}}}" for name in _ASKED)])
    command = ("tmux", "show-environment", ";", "display-message", "-p", question)
    try:
        told = run(command, b"", found, time.monotonic() + PATIENCE / 2, listen=True)
    except Refused:
        return found, Tmux()
    tmux = Tmux()
    for line in told.decode("utf-8", "replace").splitlines():
        if line.startswith(_MARK):
            tmux = _answer(line.split("\t")[1:])
            continue
        name, _, value = line.removeprefix("-").partition("=")
        if name in _FOLLOWED:
            if line.startswith("-"):
                found.pop(name, None)
            else:
                found[name] = value
    if not found.get("SSH_CONNECTION"):  # tmux keeps track of this one only
        found.pop("SSH_CLIENT", None)
        found.pop("SSH_TTY", None)
    return found, tmux


def _answer(values: list[str]) -> Tmux:
    term, kind, features, clipboard, passthrough, version = (values + [""] * len(_ASKED))[: len(_ASKED)]
    return Tmux(term, kind, tuple(filter(None, features.split(","))), clipboard, passthrough, version)


def tmux_warning(tmux: Tmux) -> str:
    """What may keep a text that tmux took from the desk's clipboard, and the setting that mends it; "" for nothing."""
    if tmux.nested:
        return "a tmux around it needs “set -s set-clipboard on”"
    if tmux.in_xterm and not tmux.lets_through:
        return "xterm: middle button, unless “selectToClipboard: true”"
    return ""


def far_end(env: Mapping[str, str]) -> str:
    """Which multiplexer the terminal's name speaks of though none is around us: at the near end of an SSH line.

    "tmux", "screen", "either" (both call themselves "screen"), or "".
    """
    term = env.get("TERM", "")
    if env.get("TMUX") or env.get("STY"):
        return ""
    if term.startswith("tmux"):
        return "tmux"
    if term.startswith("screen."):  # screen.xterm-256color: only GNU screen puts its terminal's name behind a dot
        return "screen"
    return "either" if term.startswith("screen") else ""
