"""The machines of the chain: an X server, xterm on it, sshd on this machine's loopback, and a clipboard to read.

``Xterm`` is a ``Terminal`` (a pty whose screen the test sees) whose every byte is also written to a real xterm, and
whose answers go back: what a program sends on its way to the clipboard is judged by xterm itself.
"""

from __future__ import annotations

import getpass
import os
import select
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import tty
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from tests.app.terminal import Terminal, clean_environment

PATH = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/sbin"])
ALLOWS = ("XTerm*VT100.allowWindowOps: true",)
IGNORES = ("XTerm*VT100.allowWindowOps: false",)
# tmux names no clipboard when it passes a text on: xterm then takes the middle button's, unless it is told this.
ONE_CLIPBOARD = (*ALLOWS, "XTerm*VT100.selectToClipboard: true")


def found(name: str) -> str | None:
    """Where a program is; sshd lies in a folder that few have in their PATH."""
    return shutil.which(name, path=PATH)


def lacking(*names: str) -> str:
    """What is not installed, as a reason to skip; "" where all is here."""
    missing = [name for name in names if not found(name)]
    return f"not installed: {', '.join(missing)}" if missing else ""


def until(what: Callable[[], bool], limit: float = 15.0) -> bool:
    """Ask again and again until the answer is true; the last answer."""
    end = time.monotonic() + limit
    while not (answer := what()) and time.monotonic() < end:
        time.sleep(0.03)
    return answer


@contextmanager
def ended(process: subprocess.Popen[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    """The process with all that it started in its session; ended at the end."""
    try:
        yield process
    finally:
        for sign in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(process.pid, sign)
                process.wait(2)
            except (ProcessLookupError, subprocess.TimeoutExpired):
                continue
            break
        process.wait()


class Display:
    """An X server's clipboard."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.env = {**os.environ, "DISPLAY": name, "LC_ALL": "C.UTF-8"}

    def put(self, text: str) -> None:
        """Have the clipboard hold a text."""
        command = ["xclip", "-selection", "clipboard", "-in"]
        subprocess.run(command, input=text.encode(), env=self.env, check=True, stdout=subprocess.DEVNULL)

    def get(self, selection: str = "clipboard") -> bytes:
        """What the clipboard holds (or "primary", which the middle button pastes)."""
        command = ["xclip", "-selection", selection, "-out", "-target", "UTF8_STRING"]
        try:
            return subprocess.run(command, env=self.env, capture_output=True, timeout=3, check=False).stdout
        except subprocess.TimeoutExpired:
            return b""


@contextmanager
def display() -> Iterator[Display]:
    """An X server on a display number that it finds itself."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1024x768x24", "-nolisten", "tcp", "-noreset"]
    with ended(_quiet(command, pass_fds=(writing,))):
        os.close(writing)
        assert select.select([reading], [], [], 30)[0], "Xvfb did not start"
        with os.fdopen(reading) as told:
            yield Display(f":{told.readline().strip()}")


def _quiet(command: Sequence[str], pass_fds: Sequence[int] = (), **env: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PATH": PATH, **env},
        pass_fds=pass_fds,
        start_new_session=True,
    )


class Xterm(Terminal):
    """A program in a terminal that is a real xterm at the same time."""

    def __init__(
        self, command: Sequence[str], home: Path, at: Display, resources: Sequence[str] = ALLOWS, **environment: str
    ) -> None:
        place = home / "xterm.tty"
        place.unlink(missing_ok=True)
        hold = f"stty raw -echo; tty > {place}.new; mv {place}.new {place}; exec sleep 3600"
        self._xterm = _quiet(
            [
                "xterm",
                "-u8",
                "-geometry",
                "80x24",
                *(word for one in resources for word in ("-xrm", one)),
                "-e",
                "sh",
                "-c",
                hold,
            ],
            DISPLAY=at.name,
            LC_ALL="C.UTF-8",
        )
        assert until(place.exists), "xterm did not start"
        self._tty = os.open(place.read_text().strip(), os.O_RDWR | os.O_NOCTTY)
        tty.setraw(self._tty)
        super().__init__(command, home=home, environment={"PATH": PATH, **environment})

    def read(self, seconds: float = 0.02) -> int:
        """As a terminal's, with xterm taking part."""
        before = len(self.raw)
        taken = super().read(seconds)
        if taken:
            os.write(self._tty, self.raw[before:])
        while select.select([self._tty], [], [], 0)[0]:
            os.write(self.master, os.read(self._tty, 4096))
        return taken

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with ended(self._xterm):
            super().__exit__(kind, error, trace)
        os.close(self._tty)


class Remote:
    """A machine that is reached over SSH: this one, by a server with keys and a port of its own."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder = folder
        self.port = port

    def command(self, *words: str, **environment: str) -> list[str]:
        """The local command that runs a command there, in a terminal."""
        env = {k: v for k, v in clean_environment(self.folder).items() if k not in ("TERM", "USER", "LOGNAME")}
        env |= {"PATH": PATH, **environment}
        there = " ".join(map(shlex.quote, ["env", *(f"{k}={v}" for k, v in env.items()), *words]))
        options = ("StrictHostKeyChecking=no", f"UserKnownHostsFile={self.folder}/known", "LogLevel=ERROR")
        return [
            "ssh", "-tt", "-F", "none", "-p", str(self.port), "-i", str(self.folder / "key"),
            *(part for option in options for part in ("-o", option)), f"{getpass.getuser()}@127.0.0.1", there,
        ]  # fmt: skip


@contextmanager
def remote() -> Iterator[Remote]:
    """sshd on a free port of the loopback, with keys of the test's own."""
    with tempfile.TemporaryDirectory(prefix="tb") as place:
        folder = Path(place)
        for key in ("host", "key"):
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / key)], check=True)
        if os.getuid() == 0:
            Path("/run/sshd").mkdir(exist_ok=True)  # where sshd goes to shed its rights
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        (folder / "config").write_text(
            f"ListenAddress 127.0.0.1\nPort {port}\nHostKey {folder}/host\nPidFile none\nUsePAM no\nStrictModes no\n"
            f"AuthorizedKeysFile {folder}/key.pub\nPasswordAuthentication no\nPermitRootLogin yes\nPrintMotd no\n"
            "PrintLastLog no\nX11Forwarding no\nAcceptEnv none\n"
        )
        with ended(_quiet([str(found("sshd")), "-D", "-f", str(folder / "config")])):
            assert until(lambda: _answers(port)), "sshd did not start"
            yield Remote(folder, port)


def _answers(port: int) -> bool:
    with socket.socket() as line:
        return line.connect_ex(("127.0.0.1", port)) == 0


def app(library: Path) -> list[str]:
    """The app as a person starts it."""
    script = Path(sys.executable).parent / "tuibrief"
    start = [str(script)] if script.exists() else [sys.executable, "-m", "tuibrief"]
    return [*start, "--library", str(library)]
