"""A real terminal for tests: the program in a pty of its own, its bytes read by pyte as a terminal would read them.

A headless run of the app writes nothing, so what an article can do to a terminal, what a key costs and how a screen
looks can only be seen here. The raw bytes are kept (``raw``) for tests that count or search them.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType

import pyte

KEYS = {
    "enter": "\r", "tab": "\t", "escape": "\x1b", "space": " ", "backspace": "\x7f", "up": "\x1b[A", "down": "\x1b[B",
    "right": "\x1b[C", "left": "\x1b[D", "home": "\x1b[H", "end": "\x1b[F", "pageup": "\x1b[5~", "pagedown": "\x1b[6~",
    "shift+tab": "\x1b[Z", "delete": "\x1b[3~", "f1": "\x1bOP", "f2": "\x1bOQ",
    "esc": "\x1b[27u",  # escape as terminals with kitty's protocol send it: told from a sequence without a pause
}  # fmt: skip
IDLE = 0.004  # seconds of work in a quiet moment: less than any key takes, more than a timer that finds nothing to do


def sent(key: str) -> str:
    """What a terminal sends for a key by its plain name."""
    if key in KEYS:
        return KEYS[key]
    if key.startswith("ctrl+"):
        return chr(ord(key[5:].upper()) & 0x1F)
    return key


def clean_environment(home: Path) -> dict[str, str]:
    """An environment in which nothing of the developer's own is seen: no settings, no tmux, no display."""
    keep = {k: v for k, v in os.environ.items() if k in {"PATH", "PYTHONPATH", "LD_LIBRARY_PATH", "SYSTEMROOT"}}
    return keep | {
        "HOME": str(home), "XDG_DATA_HOME": str(home / "data"), "XDG_STATE_HOME": str(home / "state"),
        "XDG_CONFIG_HOME": str(home / "config"), "XDG_CACHE_HOME": str(home / "cache"), "TERM": "xterm-256color",
        "COLORTERM": "truecolor", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "0",
        "USER": "reader", "LOGNAME": "reader", "ESCDELAY": "20",
    }  # fmt: skip


class Terminal:
    """One program in one terminal. Use as a context manager: whatever happens, the program is ended."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        columns: int = 80,
        rows: int = 24,
        home: Path,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.raw = bytearray()
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.master, slave = pty.openpty()
        self._set_size(columns, rows)
        self.process = subprocess.Popen(
            list(command),
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=clean_environment(home) | dict(environment or {}),
            cwd=home,
            start_new_session=True,
            preexec_fn=_take_terminal,  # noqa: PLW1509 (nothing else makes it the controlling one)
        )
        os.close(slave)
        os.set_blocking(self.master, False)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self.master)

    # --- what a person does

    def press(self, *keys: str, settle: bool = True) -> None:
        """Type keys by their plain names (``j``, ``enter``, ``ctrl+d``), one after another."""
        for key in keys:
            self.write(sent(key))
            if key == "escape":
                self.settle(0.05)  # a lone escape is only told from a sequence by the pause after it
        if settle:
            self.settle()

    def type(self, text: str) -> None:
        """Type a text as it stands."""
        self.write(text)
        self.settle()

    def write(self, text: str) -> None:
        """Send characters to the program."""
        os.write(self.master, text.encode())

    def click(self, column: int, row: int) -> None:
        """Press and release the mouse's first button (SGR coordinates, counted from 0 here)."""
        at = f"{column + 1};{row + 1}"
        self.write(f"\x1b[<0;{at}M\x1b[<0;{at}m")
        self.settle()

    def wheel(self, column: int, row: int, *, down: bool = True) -> None:
        """Turn the wheel by one notch."""
        self.write(f"\x1b[<{65 if down else 64};{column + 1};{row + 1}M")
        self.settle()

    def resize(self, columns: int, rows: int, quiet: float = 0.25) -> None:
        """Make the terminal another size, as a person does who drags its corner; wait until it is still so long."""
        self.screen.resize(rows, columns)
        self._set_size(columns, rows)
        os.killpg(self.process.pid, signal.SIGWINCH)
        self.settle(quiet)

    # --- what a person sees

    def read(self, seconds: float = 0.02) -> int:
        """Take in what was written, waiting at most so long for the first byte. Gives the number of bytes."""
        taken = 0
        wait = seconds
        while select.select([self.master], [], [], wait)[0]:
            try:
                data = os.read(self.master, 65536)
            except OSError:  # Linux says EIO when the other end has closed
                break
            if not data:
                break
            self.raw += data
            self._stream.feed(data)
            taken += len(data)
            wait = 0.0
        return taken

    def settle(self, quiet: float = 0.1, limit: float = 10.0) -> None:
        """Wait until nothing has been written for a moment and the program has had nothing to do meanwhile: on a
        machine that is busy with other things silence alone only says that the program has not had its turn.
        """
        end = time.monotonic() + limit
        since, worked = time.monotonic(), self._worked()
        while time.monotonic() < end and self.process.poll() is None:
            written, now = self.read(0.01), self._worked()
            if written or now is None or worked is None or now - worked > IDLE:
                since, worked = time.monotonic(), now
            elif time.monotonic() - since >= quiet:
                return
        self.read()

    def _worked(self) -> float | None:
        """The seconds of processor that the program has had, all threads together; ``None`` where one of them is
        running or waits for its turn. Where the system does not tell, no time at all: silence has to do then.
        """
        had = 0.0
        for thread in Path(f"/proc/{self.process.pid}/task").glob("*"):
            try:
                if (thread / "stat").read_text().rpartition(")")[2].split()[0] not in "SIZXT":
                    return None
                had += int((thread / "schedstat").read_text().split()[0]) / 1e9
            except (OSError, IndexError, ValueError):
                continue  # the thread has ended
        return had

    def wait_for(self, wanted: str | Callable[[str], bool], limit: float = 20.0) -> str:
        """Wait until the screen shows this text (or fulfils this condition). Gives the screen; fails with it when it
        never does.
        """
        end = time.monotonic() + limit
        while time.monotonic() < end:
            self.read(0.05)
            text = self.text
            if wanted in text if isinstance(wanted, str) else wanted(text):
                return text
            if self.process.poll() is not None:
                self.read()
                break
        raise AssertionError(f"never shown: {wanted!r}\n{self.text}")

    def wait_end(self, limit: float = 10.0) -> int:
        """Wait until the program has ended. Gives its exit code."""
        end = time.monotonic() + limit
        while self.process.poll() is None and time.monotonic() < end:
            self.read(0.05)
        self.read()
        code = self.process.poll()
        if code is None:
            raise AssertionError(f"still running\n{self.text}")
        return code

    @property
    def text(self) -> str:
        """The screen as text, blanks at the ends of lines dropped."""
        return "\n".join(line.rstrip() for line in self.screen.display).rstrip() + "\n"

    def style_of(self, words: str) -> pyte.screens.Char:
        """How the first character of these words is drawn (colours, bold, underline, reverse)."""
        for row, line in enumerate(self.screen.display):
            column = line.find(words)
            if column >= 0:
                return self.screen.buffer[row][column]
        raise AssertionError(f"not on the screen: {words!r}\n{self.text}")

    def where(self, words: str) -> tuple[int, int]:
        """Column and row at which these words stand."""
        for row, line in enumerate(self.screen.display):
            column = line.find(words)
            if column >= 0:
                return column, row
        raise AssertionError(f"not on the screen: {words!r}\n{self.text}")

    def _set_size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def _take_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def app_command(library: Path, *paths: Path, trace: Path | None = None, **options: object) -> list[str]:
    """The command that starts the app on a library, without the command line around it. Into ``trace`` go the ids of
    the commands that are run, each when it is done."""
    traced = (
        "from tuibrief.app.screens.desk import Desk as D; was = D.run_command; "
        f"D.run_command = lambda d, n, *a, **k: (was(d, n, *a, **k), print(n, file=open({str(trace)!r}, 'a')))[0]; "
    )
    code = (
        f"import sys; from pathlib import Path; from tuibrief.app import run; {traced if trace else ''}"
        f"sys.exit(run(Path({str(library)!r}), [Path(p) for p in {[str(p) for p in paths]!r}], **{options!r}))"
    )
    return [sys.executable, "-c", code]
