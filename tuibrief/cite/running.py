"""Tools of others, run so that they can neither print into the user's screen nor keep a key waiting."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Mapping, Sequence

PATIENCE = 0.8
"""Seconds for all routes together: a key may not hang longer."""


class Refused(Exception):
    """A route did not take the text; the message says why, in a few words."""


def run(
    command: Sequence[str], raw: bytes, env: Mapping[str, str], deadline: float, *, name: str = "", listen: bool = False
) -> bytes:
    """Run a tool; what it printed, where it is listened to. Its errors go nowhere: stderr is the user's screen.

    ``deadline`` is on the monotonic clock. Raises Refused. A tool that stays in the background to serve the clipboard
    must not be listened to: its open pipe would be waited for.
    """
    name = name or command[0]
    left = deadline - time.monotonic()
    if left <= 0:
        raise Refused(f"no time was left for {name}")
    try:
        done = subprocess.run(
            command,
            input=raw,
            stdout=subprocess.PIPE if listen else subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=dict(env),
            timeout=left,
            check=False,
            start_new_session=True,
        )
    except subprocess.TimeoutExpired:
        raise Refused(f"{name} did not answer") from None
    except OSError as error:
        raise Refused(f"{name} can't be run ({error.strerror})") from error
    if done.returncode:
        raise Refused(f"{name} failed")
    return done.stdout or b""
