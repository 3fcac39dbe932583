"""The upkeep of the full-text index, in quiet moments: some articles at a time, never needed for a right answer."""

from __future__ import annotations

import sqlite3
import time
from typing import TYPE_CHECKING

from tuibrief.library import codec
from tuibrief.library.changes import Changes
from tuibrief.library.records import LibraryError

if TYPE_CHECKING:
    from pathlib import Path

    from tuibrief.library.index import Entry, Index

_BATCH = 16  # articles indexed in one transaction: some 10 ms


class Indexing(Changes):
    """What of the library is in the index, and putting the rest there."""

    _index: Index | None = None
    _left: list[str] | None = None  # still to be indexed, last first; as of ``_left_version``
    _left_version = -1
    # What this session has put into the index: each once. Two sessions that know different readings of an article
    # would else take turns in replacing each other's for ever.
    _offered: dict[str, tuple[str, str]] | None = None

    def _index_file(self) -> Path:
        real = self._journal.log.real
        return real.with_name(real.name + ".index")

    def _open_index(self, *, write: bool) -> Index | None:
        from tuibrief.library.index import Index

        library = self._journal.log.known_id
        if library is None or not self._journal.log.exists:
            return None  # nothing is kept yet, or the library is closed
        if self._index is not None and (self._index.library != library or not self._index.in_place):
            self._close_index()
        if self._index is None:
            self._index = Index.open(self._index_file(), library, write=write)
            if self._index is not None and write and self._index.littered:
                self._drop_index()
                self._index = Index.open(self._index_file(), library, write=write)
        return self._index

    def _close_index(self) -> None:
        if self._index is not None:
            self._index.close()
        self._index = self._left = self._offered = None

    def _drop_index(self) -> None:
        """Delete the index: it is derived, and holds what was purged."""
        from tuibrief.library.index import delete

        self._close_index()
        delete(self._index_file())

    def index_some(self, count: int = _BATCH) -> int:
        """Index up to ``count`` articles that are not indexed yet; how many were, 0 where nothing is left or it can't
        be done now. For quiet moments, from any thread: the library's lock is held for a moment at a time.
        """
        entries: list[Entry] = []
        with self._lock:
            index = self._open_index(write=True)
        if index is None or not current(index):
            return 0
        with self._lock:
            if self._left is None or self._left_version != self.version:
                self._left, self._left_version = self._not_indexed(index), self.version
            left = self._left
        while left and len(entries) < count:
            with self._lock:
                entry = self._entry(index, left.pop())
            if entry is not None:
                entries.append(entry)
        if not entries:
            return 0
        try:
            index.add(entries)
        except sqlite3.OperationalError:
            with self._lock:
                self._left = None  # another session is indexing: later
            return 0
        except sqlite3.DatabaseError:
            with self._lock:
                if self._index is index:
                    self._drop_index()
            return 0
        with self._lock:
            if self._offered is None:
                self._offered = {}
            self._offered.update((e.article, (e.text_stamp, e.event_stamp)) for e in entries)
        return len(entries)

    def index_for(self, seconds: float) -> bool:
        """Index for about so long; True when nothing is left, or nothing can be done now."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if not self.index_some():
                return True
        return False

    def _stamps(self, key: str) -> tuple[str, str]:
        """What is to be indexed of an article, told from what was before: its text with the title, and its events."""
        block = self._blocks.get(key)
        stamp = block.stamp if block else ""
        title = self._articles[key].get("title")
        if title and not title.isascii():
            title = title.encode("utf-8", "replace").decode()
        return title or f"\n{stamp}", stamp

    def _not_indexed(self, index: Index) -> list[str]:
        offered = self._offered or {}
        left = []
        for key in self._live(archived=None):
            stamps = self._stamps(key)
            if offered.get(key) != stamps and self._lacking(index, key, stamps) != (False, False):
                left.append(key)
        left.reverse()
        return left

    def _lacking(self, index: Index, key: str, stamps: tuple[str, str]) -> tuple[bool, bool]:
        """Whether an article's text is not in the index as it is now, and whether its events are not."""
        text, events = index.texts.get(key), index.events.get(key)
        return text is None or text[0] != stamps[0], key in self._blocks and (events is None or events[0] != stamps[1])

    def _entry(self, index: Index, key: str) -> Entry | None:
        from tuibrief.library.index import Entry

        if key not in self._articles:
            return None
        stamps = self._stamps(key)
        no_text, no_events = self._lacking(index, key, stamps)
        try:
            text = self._text(key)
        except LibraryError:
            return None
        words = self._event_words(key, text) if no_events else None
        return Entry(key, stamps[0], f"{self._title(key)}\n{text}" if no_text else None, stamps[1], words)

    def _title(self, key: str) -> str:
        """An article's title as given, else as read, else its file's name."""
        title = self._articles[key].get("title")
        return str(title) if title else self._article_row(key).title

    def _event_words(self, key: str, text: str) -> list[str]:
        """For each row of the article: headline, the words it was read from, and the names it was given."""
        raw = self._state.get("readings", key)
        if raw is None:
            return []
        words = []
        for event in sorted(codec.load(raw).get("events", ()), key=lambda e: e["trigger"][:2]):
            start, end = event["at"]
            names = (name for field in ("who", "whom", "according_to", "where") for name in event.get(field, ()))
            words.append("\n".join((event.get("headline", ""), text[start:end], *names)))
        return words


def current(index: Index) -> bool:
    """Bring an index up to what other sessions put there; False where that can't be done now. Without the library's
    lock, since it may wait.
    """
    try:
        index.reload()
    except sqlite3.Error:
        return False
    return True
