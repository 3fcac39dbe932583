"""Where a person was: layout, article, cursor, filter, bookmarks and half-written notes, one small file a library.

It is written beside the app's loop a moment after a change, whole and atomic, so that a kill or a dropped line costs at
most that moment. It is never needed: one that is missing, torn or from another version gives a fresh start.
"""

from __future__ import annotations

import hashlib
import json
import os
import threading
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

DELAY = 0.4  # seconds from a change to the file: long enough to gather a run of keys


class Place(NamedTuple):
    """Somewhere to go back to: an article, an event in it (or none), and the pane; in Actor also whose file stood there
    (by the actor's key), whether it was pinned, and the event under the cursor."""

    article: str | None = None
    event: str | None = None
    pane: str = "events"
    actor: str = ""
    pinned: bool = False
    line: str = ""


class Saved(NamedTuple):
    """A view that has a name: what the filter is, and of which articles and events."""

    filter: str = ""
    all_articles: bool = True
    core_only: bool = False


class State(NamedTuple):
    """All that is restored. ``drafts`` are half-written notes, and the lines of half-written corrections as JSON, by
    what they are on; ``widths`` are shares of the screen's width, ``hidden`` the panes taken off the screen;
    ``apart`` says that in a list of all articles each telling of a story has a row; ``filters`` and ``searches`` are
    what was typed earlier, the last last; ``pinned`` is the key of the actor whose
    file stays.
    """

    place: Place = Place()
    all_articles: bool = False
    core_only: bool = False
    apart: bool = False
    filter: str = ""
    zoomed: bool = False
    articles_open: bool = False
    pinned: str = ""
    theme: str = ""
    style: str = ""
    widths: Mapping[str, int] = MappingProxyType({})
    hidden: tuple[str, ...] = ()
    drafts: Mapping[str, str] = MappingProxyType({})
    bookmarks: Mapping[str, Place] = MappingProxyType({})
    filters: tuple[str, ...] = ()
    searches: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    views: Mapping[str, Saved] = MappingProxyType({})
    toured: bool = False


def path_for(library: Path, folder: Path) -> Path:
    """The state file of a library: by its real path, so that a link leads to the same."""
    real = os.path.realpath(library)
    return folder / f"app-{hashlib.sha256(real.encode('utf-8', 'surrogateescape')).hexdigest()[:16]}.json"


def load(path: Path) -> State:
    """The state in a file; a fresh one where there is none that can be used."""
    try:
        found = json.loads(path.read_bytes())
    except FileNotFoundError:  # who has another library is not new here
        return State(toured=any(path.parent.glob("app-*.json")))
    except (OSError, ValueError, RecursionError):
        return State()
    return _typed(found) if isinstance(found, dict) else State()


def _typed(found: dict[str, Any]) -> State:
    default = State()
    good: dict[str, Any] = {}
    for name in State._fields:
        value = found.get(name)
        kind = type(getattr(default, name))
        if name == "place":
            good[name] = _place(value)
        elif name == "bookmarks":
            good[name] = {k: _place(v) for k, v in value.items()} if isinstance(value, dict) else {}
        elif name == "drafts":
            good[name] = {k: v for k, v in value.items() if isinstance(v, str)} if isinstance(value, dict) else {}
        elif name == "views":
            good[name] = _views(value)
        elif name == "widths":
            good[name] = {k: v for k, v in value.items() if type(v) is int} if isinstance(value, dict) else {}
        elif name in ("filters", "searches", "added", "hidden"):
            good[name] = tuple(v for v in value if isinstance(v, str)) if isinstance(value, list) else ()
        elif type(value) is kind:
            good[name] = value
    return default._replace(**good)


def _place(value: object) -> Place:
    if not isinstance(value, dict):
        return Place()
    article, event, pane = value.get("article"), value.get("event"), value.get("pane")
    return Place(
        article if isinstance(article, str) else None,
        event if isinstance(event, str) else None,
        pane if pane in ("articles", "source", "events", "actor") else "events",
        str(value.get("actor") or ""),
        value.get("pinned") is True,
        str(value.get("line") or ""),
    )


def _views(value: object) -> dict[str, Saved]:
    if not isinstance(value, dict):
        return {}
    return {
        name: Saved(str(v.get("filter", "")), v.get("all_articles") is not False, v.get("core_only") is True)
        for name, v in value.items()
        if isinstance(v, dict)
    }


def save(path: Path, state: State) -> None:
    """Write the state: a temporary file beside it, then a rename. Raises OSError."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_suffix(f".{os.getpid()}.part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        os.write(descriptor, json.dumps(_plain(state), ensure_ascii=False).encode("utf-8", "replace"))
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    part.replace(path)


def _plain(value: Any) -> Any:
    """What JSON can hold of a state: its records as objects."""
    if isinstance(value, Place | Saved | State):
        return {name: _plain(each) for name, each in value._asdict().items()}
    return {name: _plain(each) for name, each in value.items()} if isinstance(value, Mapping) else value


class Keeper:
    """Writes the latest state a moment after it changed, in a thread of its own, so that no key waits for a disk."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problem: str | None = None
        self._wanted: State | None = None
        self._written: State | None = None
        self._changed = threading.Condition()
        self._ended = False
        self._thread: threading.Thread | None = None

    def keep(self, state: State) -> None:
        """Have this state written soon; only the last of several is. Nothing happens where nothing changed."""
        with self._changed:
            if state == (self._wanted or self._written):
                return
            self._wanted = state
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="state", daemon=True)
                self._thread.start()
            self._changed.notify()

    def close(self) -> None:
        """Write what is still waiting, and end."""
        with self._changed:
            self._ended = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join(5)

    def _run(self) -> None:
        while True:
            with self._changed:
                while self._wanted is None and not self._ended:
                    self._changed.wait()
                if self._wanted is not None and not self._ended:
                    self._changed.wait_for(lambda: self._ended, DELAY)
                wanted, self._wanted = self._wanted, None
                ended = self._ended
            if wanted is not None:
                try:
                    save(self.path, wanted)
                    self._written = wanted
                except OSError as error:
                    self.problem = f"Where you were can't be kept ({error.strerror})."
            if ended:
                return
