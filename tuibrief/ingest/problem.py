"""What went wrong with a file: one sentence, which says what to do."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a file (or a line of it), as one sentence for the user.

    ``kept`` is true where it is only a remark: the article was taken all the same (a guessed encoding, say).
    """

    path: str
    message: str
    kept: bool = False


class Refused(Exception):
    """Raised by a format's reader for what can't be an article; the message is the sentence without the path."""
