"""The last copies, kept in a file that only the user can read: for a terminal that took nothing, and for tomorrow."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_KEPT = 20
LONGEST = 200_000  # characters; a longer text is not kept


@dataclass(frozen=True, slots=True)
class Copy:
    """A text that was copied, when (UTC, ISO 8601), and the articles it came from."""

    text: str
    at: str
    articles: tuple[str, ...] = ()


def remember(path: Path, text: str, articles: Iterable[str] = (), at: str | None = None) -> None:
    """Add a copy, and let go of the oldest beyond twenty. A disk that takes nothing is no reason to fail a copy."""
    if at is None:
        from datetime import UTC, datetime

        at = datetime.now(UTC).isoformat(timespec="seconds")
    if len(text) <= LONGEST:
        kept = [copy for copy in last(path) if copy.text != text]
        _write(path, [Copy(text, at, tuple(articles)), *kept][:_KEPT])


def last(path: Path) -> tuple[Copy, ...]:
    """The last copies, newest first; lines that can't be read are left out."""
    found: list[Copy] = []
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return ()
    for line in lines:
        with contextlib.suppress(ValueError, TypeError, KeyError, AttributeError):
            row = json.loads(line)
            found.append(Copy(str(row["text"]), str(row["at"]), tuple(map(str, row["articles"]))))
    return tuple(found)


def forget(path: Path, article: str) -> None:
    """Remove what was copied from an article that is purged (its id, or an id's beginning, as the purge took it).

    Raises OSError: a purge claims no more than it did.
    """
    kept = last(path)
    left = [copy for copy in kept if not any(one.startswith(article) for one in copy.articles)]
    if len(left) < len(kept):
        _replace(path, left)


def _write(path: Path, copies: Iterable[Copy]) -> None:
    with contextlib.suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _replace(path, copies)


def _replace(path: Path, copies: Iterable[Copy]) -> None:
    # mkstemp's files are 0600 from the start.
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".copies-")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            for copy in copies:
                row = {"at": copy.at, "articles": list(copy.articles), "text": copy.text}
                stream.write(json.dumps(row, ensure_ascii=True) + "\n")
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
