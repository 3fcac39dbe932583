"""A program in a pty, and what a key costs it: bytes written and the time from the key to the last byte."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

#: Nothing written for so long means that the answer to a key is complete.
QUIET = 0.06
#: Seconds for which the first byte of an answer is waited for; a key that does nothing takes so long.
MOST_WAITING = 1.0


@dataclass(slots=True)
class Costs:
    """What each of a run of keys cost: seconds to the last byte of its answer, bytes, and the processor's time of the
    program's first thread (for Python the one that draws), which says more than the clock on a busy machine; ``cpu`` is
    the time of all its threads together."""

    seconds: list[float] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    spent: list[float] = field(default_factory=list)
    cpu: float = 0.0

    def row(self, name: str) -> str:
        """One line of a table."""
        times = sorted(1000 * t for t, size in zip(self.seconds, self.sizes, strict=True) if size) or [0.0]
        sizes = sorted(self.sizes)
        spent = sorted(1000 * t for t, size in zip(self.spent, self.sizes, strict=True) if size) or [0.0]
        return (
            f"{name:<36} {statistics.median(times):7.1f} {_share(times, 0.95):7.1f} "
            f"{statistics.mean(sizes):9.0f} {_share(sizes, 0.95):8.0f} {max(sizes):8d} "
            f"{statistics.median(spent):8.1f} {_share(spent, 0.95):8.1f} {1000 * self.cpu / len(self.sizes):8.1f}"
        )


HEADER = (
    f"{'':<36} {'p50 ms':>7} {'p95 ms':>7} {'mean B':>9} {'p95 B':>8} {'max B':>8} "
    f"{'CPU p50':>8} {'CPU p95':>8} {'all CPU':>8}"
)


def drawing_seconds(pid: int) -> float:
    """The processor's time that the first thread of a process has taken, exactly; 0 where the system doesn't say."""
    try:
        return int(Path(f"/proc/{pid}/task/{pid}/schedstat").read_text(encoding="ascii").split()[0]) / 1e9
    except OSError:
        return 0.0


def cpu_seconds(pid: int) -> float:
    """The processor's time that a process has taken, to a hundredth; 0 where the system doesn't say."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _share(values: Sequence[float], share: float) -> float:
    return values[min(len(values) - 1, int(share * len(values)))]


class Meter:
    """Runs a command in a terminal of a size. Use as a context manager."""

    def __init__(
        self, command: Sequence[str], columns: int, rows: int, environment: Mapping[str, str] | None = None
    ) -> None:
        env = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "TMUX", "STY", "DISPLAY")}
        env |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"} | dict(environment or {})
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            try:
                os.execvpe(command[0], list(command), env)
            finally:
                os._exit(127)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.last = b""
        self.everything = bytearray()  # all that was written, for who wants to see the screen afterwards

    def __enter__(self) -> Meter:
        return self

    def __exit__(self, *_: object) -> None:
        for sign in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.kill(self.pid, sign)
            except ProcessLookupError:
                break
            for _ in range(30):
                if os.waitpid(self.pid, os.WNOHANG)[0]:
                    os.close(self.fd)
                    return
                time.sleep(0.05)
        os.close(self.fd)

    def read(self, quiet: float = QUIET, most: float = 10.0) -> tuple[bytes, float]:
        """What is written until nothing comes for ``quiet`` seconds, and when the last of it came."""
        begun = last = time.perf_counter()
        got = bytearray()
        while time.perf_counter() - begun < most:
            ready, _, _ = select.select([self.fd], [], [], quiet)
            if not ready:
                break
            try:
                part = os.read(self.fd, 1 << 16)
            except OSError:
                break
            if not part:
                break
            got += part
            last = time.perf_counter()
            if b"\x1b[?2026$p" in part:  # the program asks whether updates can be synchronized: as modern terminals do
                os.write(self.fd, b"\x1b[?2026;2$y")
        self.last = bytes(got)
        self.everything += got
        return self.last, last

    def until(self, words: bytes, most: float = 60.0) -> float:
        """Seconds until these words have been written."""
        begun = time.perf_counter()
        seen = b""
        while time.perf_counter() - begun < most:
            got, last = self.read(0.02, 0.5)
            seen = seen[-200:] + got
            if words in seen:
                return last - begun
        raise TimeoutError(f"{words!r} was not written")

    def press(self, keys: Sequence[str], costs: Costs | None = None, quiet: float = QUIET) -> Costs:
        """Press keys one by one, each once the answer to the one before is complete.

        What no key has answered for is read away first, and an answer is waited for until it begins: a slow one
        would else pass for none, and be counted with the key after it.
        """
        costs = costs or Costs()
        self.read(quiet)
        cpu = cpu_seconds(self.pid)
        for key in keys:
            spent = drawing_seconds(self.pid)
            begun = time.perf_counter()
            os.write(self.fd, key.encode())
            if not select.select([self.fd], [], [], MOST_WAITING)[0]:  # nothing to be answered
                costs.seconds.append(0.0)
                costs.sizes.append(0)
                costs.spent.append(0.0)
                continue
            got, last = self.read(quiet)
            costs.seconds.append(last - begun)
            costs.sizes.append(len(got))
            costs.spent.append(drawing_seconds(self.pid) - spent)
        costs.cpu += cpu_seconds(self.pid) - cpu
        return costs


def python() -> str:
    """This Python."""
    return sys.executable
