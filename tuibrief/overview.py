"""All that is known over the whole library, kept up: who is who, which events are one story, which articles are copies.

What was worked out lies in a file beside the library (`tuibrief.sidecar`), so that opening a large one is a matter of
reading a list; a person's marks are put on top each time, so that undoing them needs nothing worked out anew.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path

import orjson

from tuibrief import __version__
from tuibrief import marks as marking
from tuibrief.actors import Directory
from tuibrief.copies import Copies
from tuibrief.effective import Stamps, digests, effective, span_of
from tuibrief.joins import Regrouped, story_ops, tell_directory
from tuibrief.library.library import Library, LibraryError
from tuibrief.library.state import no_garbage_collection
from tuibrief.model import Actor, ActorKind, Mark, MarkKind, Span, TargetKind
from tuibrief.people import People
from tuibrief.sidecar import ENDING, Sidecar, dump
from tuibrief.stories import Stories

_BATCH = 20  # articles written in one transaction: another session waits so long at most
_SMALL_BATCH = 3  # where a screen waits for its turn


class Overview(People):
    """Actors, stories and copies over one library. Safe to ask and to update from any thread.

    ``spread`` has for each event whose story stands in several articles in how many, near-copies not counted;
    ``linked`` has by article, for each event of a story of two and more, that story.
    """

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self.spread: dict[str, int] = {}
        self.linked: dict[str, dict[str, tuple[str, ...]]] = {}
        self._lock = threading.RLock()
        self._updating = threading.Lock()
        self._taken: dict[str, str] = {}
        self._marks: tuple[Mark, ...] = ()
        self._regrouped = Regrouped((), lambda event: {event: None})
        self._side: Sidecar | None = None
        self.stories, self.copies = Stories(), Copies(Sidecar())  # until the library's own are opened
        self._seen, self._cursor = -1, 0
        self._stamps: dict[str, str] = {}
        self._digests: dict[str, str] = {}

    # -- keeping up ---

    def update(self, told: Callable[[int, int], object] | None = None, pause: float = 0.0) -> bool:
        """Take in what is new, read anew, gone, or said by a person; whether anything changed.

        ``told`` hears how many of how many articles are done; ``pause`` is slept after every few, for a screen.
        """
        with self._updating:
            return self._update_safely(told, pause)

    @property
    def settled(self) -> bool:
        """Whether all was taken in; where not, another session was writing, and `update` has to be called again."""
        return self._seen >= 0

    def look(self) -> None:
        """`update`; where another thread is at that, which may take minutes, only what a person said of actors counts
        at once."""
        if self._updating.acquire(blocking=False):
            try:
                self._update_safely(None, 0.0)
            finally:
                self._updating.release()
        else:
            with self._names:
                tell_directory(self.directory, self.library.marks())

    def _update_safely(self, told: Callable[[int, int], object] | None, pause: float) -> bool:
        try:
            return self._update(told, pause)
        except sqlite3.OperationalError:
            with self._lock:
                self._forget()
            return False  # another session writes: the next time
        except (sqlite3.DatabaseError, ValueError, LookupError):
            with self._lock:  # the file is damaged
                if self._side is not None:
                    self._side.start_anew()
                self._forget()
            return self._update(told, pause)
        except BaseException:
            self._seen = -1  # what was not done is looked for anew
            raise

    def _update(self, told: Callable[[int, int], object] | None, pause: float) -> bool:
        first = self._open()
        version = self.library.version
        other = self._follow()
        if version == self._seen and not other:
            return False
        marks = self.library.marks()
        wanted, among = self._wanted(marks, whole=first or other)
        gone = [a for a in among if a in self._taken and a not in wanted]
        new = [a for a in among if a in wanted and self._taken.get(a) != wanted[a]]
        again: list[str] = []
        size = _BATCH if not pause else _SMALL_BATCH
        for at in range(0, len(gone), size):
            again += self._write(gone[at : at + size], {})
        new = list(dict.fromkeys([*new, *(a for a in again if a in wanted)]))
        changed = bool(gone or new)
        done, again = 0, []
        while new:
            for at in range(0, len(new), size):
                part = {a: wanted[a] for a in new[at : at + size]}
                again += self._write([], part)
                done += len(part)
                if told is not None:
                    told(done, len(new))
                if pause:
                    time.sleep(pause)
            # A copy whose original went away stands for itself, or for another, now.
            new, again, done = [a for a in again if a in wanted and a not in self._taken], [], 0
        said = self._tell(marks, whole=first or other)
        self._seen = version
        return said or changed or other

    def _wanted(self, marks: Iterable[Mark], *, whole: bool) -> tuple[Mapping[str, str], Collection[str]]:
        """What tells the state of each article that stories rest on: its reading, and the marks that change its
        events; and the articles where that may be new: all, or those that changed since the last time."""
        changes, start = self.library.changes, self._cursor
        self._cursor = len(changes)
        since = changes[start : self._cursor]
        read = [a for a in since if a is not None]
        whole = whole or self._seen < 0 or len(read) < len(since)
        if whole:
            self._stamps = self.library.stamps()
        else:
            for article in read:
                self._stamps.pop(article, None)
            self._stamps.update(self.library.stamps(read))
        before, self._digests = self._digests, digests(marks)
        marked = {a for a in before.keys() | self._digests.keys() if before.get(a) != self._digests.get(a)}
        among = [*self._taken, *self._stamps] if whole else [*read, *marked]
        return Stamps(self._stamps, self._digests), dict.fromkeys(among)

    def _open(self) -> bool:
        """The sidecar, opened once there is a library; whether that was now."""
        file, library = place_of(self.library)
        if self._side is not None and (self._side.library == library or not library):
            return False
        with self._lock:
            if self._side is not None:
                self._side.close()
            self._side = Sidecar(file, library) if library else Sidecar()
            self.stories, self.copies = Stories(self._side), Copies(self._side)
            self._taken.clear()
            self.directory = Directory()
        return True

    def _forget(self) -> None:
        self._seen = -1
        if self._side is not None:
            self.stories.forget()
            self._load()

    def _follow(self) -> bool:
        """See what another session worked out."""
        with self._lock:
            assert self._side is not None
            if not self._side.changed():
                return False
            self.stories.forget()
            self._load()
            return True

    def _load(self) -> None:
        assert self._side is not None
        there = dict(self._side.rows("SELECT id, stamp FROM article"))
        with self._names:
            for article in [a for a in self._taken if a not in there]:
                self.directory.remove(article)
                del self._taken[article]
            if there.items() - self._taken.items():
                with no_garbage_collection():
                    for article, stamp, actors in self._side.rows("SELECT id, stamp, actors FROM article"):
                        if self._taken.get(article) != stamp:
                            self.directory.add(article, _actors(actors))
                            self._taken[article] = stamp

    def _write(self, gone: Iterable[str], new: dict[str, str]) -> list[str]:
        """One transaction; the articles that have to be taken in once more."""
        again: list[str] = []
        with self._lock:
            assert self._side is not None
            try:
                with self._side.writing():
                    if self._side.changed():
                        self.stories.forget()
                        self._load()
                    for article in gone:
                        again += self._remove(article)
                    for article, stamp in new.items():
                        if self._taken.get(article) != stamp:
                            again += self._add(article, stamp)
            except BaseException:
                self._forget()
                raise
        return again

    def _remove(self, article: str) -> list[str]:
        assert self._side is not None
        number = self._side.number(article)
        again: list[str] = []
        if number is not None:
            for copy in self.copies.remove(number):
                other = self._side.value("SELECT id FROM article WHERE n=?", copy)
                if other is not None:
                    again.append(other)
                    self._side.base.execute("UPDATE article SET stamp='' WHERE n=?", (copy,))
                    self._taken.pop(other, None)
            self.stories.remove(article)
        with self._names:
            self.directory.remove(article)
        self._taken.pop(article, None)
        return again

    def _add(self, article: str, stamp: str) -> list[str]:
        again = self._remove(article)
        try:
            given, reading = self.library.article(article), self.library.reading(article)
        except LibraryError:
            return again
        if reading is None:
            return again
        reading = effective(reading, self.library.marks(article=article))
        actors = dump([[a.name, a.kind.value, a.code, a.of, a.aliases] for a in reading.actors])
        self.stories.add(given, reading, stamp, actors)
        assert self._side is not None
        number = self._side.number(article)
        assert number is not None
        self.copies.add(number, given.text)
        with self._names:
            self.directory.add(article, _actors(actors))
        self._taken[article] = stamp
        return again

    # -- a person's marks ---

    def _tell(self, marks: tuple[Mark, ...], *, whole: bool) -> bool:
        """Put the marks on top, and bring the counts of who asks often up to date; whether marks are others now."""
        joining = tuple(m for m in marks if m.kind in (MarkKind.MERGE, MarkKind.SPLIT))
        with self._lock:
            new = joining != self._marks or whole
            if new:
                with self._names:
                    tell_directory(self.directory, joining)
            before = set(self._regrouped.events)
            ops = story_ops(joining, self._event_of)
            self._regrouped = Regrouped(ops, self._ways)
            touched, self.stories.touched = self.stories.touched, set()
            self._marks = joining
            if whole:
                originals = self.copies.originals()
                self.spread.clear()
                self.linked.clear()
                with no_garbage_collection():
                    self._count(self.stories.groups(), lambda a: originals.get(a, a))
                touched = set()  # all are counted
            touched |= before | set(self._regrouped.events)
            for event in touched:
                self.spread.pop(event, None)
                self.linked.get(event.rpartition(".")[0], {}).pop(event, None)
            # A copy that came or went changes the counts of all stories that it has a part in: those are touched.
            groups = {self.story(event) for event in touched if event in self._regrouped.events or self._has(event)}
            self._count(groups, self.copies.original)
            return new

    def _has(self, event: str) -> bool:
        assert self._side is not None
        return self._side.value("SELECT 1 FROM event WHERE id=?", event) is not None

    def _count(self, groups: Iterable[tuple[str, ...]], original: Callable[[str], str]) -> None:
        for group in groups:
            if len(group) < 2:
                continue
            owners = [event.rpartition(".")[0] for event in group]
            for event, article in zip(group, owners, strict=True):
                self.linked.setdefault(article, {})[event] = group
            articles = set(owners)
            if len(articles) > 1 and (sources := len({original(a) for a in articles})) > 1:
                self.spread.update(dict.fromkeys(group, sources))

    def _ways(self, event: str) -> dict[str, str | None]:
        return self.stories.ways(event)

    def joined(self, event: str) -> list[str]:
        """The marks by which a person joined or parted the story of an event."""
        with self._lock:
            story = set(self.story(event))
            own = [m for m in self._marks if m.target.kind is TargetKind.EVENT and isinstance(m.value, dict)]
            ids = {m.value.get("story") for m in own if self._event_of(m) in story}
            return [m.id for m in own if m.value.get("story") in ids]

    def _event_of(self, mark: Mark) -> str | None:
        """The event on whose trigger a mark's words lie now."""
        article, anchor = mark.target.article, mark.target.anchor
        if article is None or anchor is None or article not in self._taken:
            return None
        assert self._side is not None
        question = "SELECT event.id FROM event JOIN article ON event.article=article.n WHERE article.id=?"
        events = [i for (i,) in self._side.rows(question, (article,))]
        index = marking.event_at(Span(anchor.start, anchor.end), [span_of(event) for event in events])
        return None if index is None else events[index]

    # -- asking ---

    def story(self, event: str) -> tuple[str, ...]:
        """The events that are the same happening as this one, itself among them, as found and as a person said."""
        with self._lock:
            return self._regrouped.story_of(event) or self.stories.story_of(event)

    def groups(self) -> list[tuple[str, ...]]:
        """All stories of two events and more."""
        with self._lock:
            own = [group for group in self._regrouped.groups() if len(group) > 1]
            mine = set(self._regrouped.events)
            return [*(g for g in self.stories.groups() if g[0] not in mine), *own]

    def sources(self, event: str) -> int:
        """In how many articles an event's story stands, near-copies not counted."""
        return self.spread.get(event, 1)

    def copies_of(self, article: str) -> tuple[str, ...]:
        """The other articles with the same text: "also in …"."""
        with self._lock:
            return self.copies.of(article)

    def originals(self) -> dict[str, str]:
        """Each near-copy's article with the one whose copy it is."""
        with self._lock:
            return self.copies.originals()

    def close(self) -> None:
        """Close the file. What is asked afterwards opens it again."""
        with self._lock:
            if self._side is not None:
                self._side.close()
                self._side = None


def place_of(library: Library) -> tuple[Path, str]:
    """Where a library's file of stories lies, and what it has to say of itself to be this library's, by this version
    of tuibrief: another may compare otherwise. The second is empty where there is no library yet."""
    real = Path(os.path.realpath(library.path))
    return real.with_name(real.name + ENDING), f"{library.library_id} {__version__}" if library.library_id else ""


def _actors(raw: bytes) -> tuple[Actor, ...]:
    return tuple(
        Actor("", name, ActorKind(kind), tuple(aliases), of, code)
        for name, kind, code, of, aliases in orjson.loads(raw or b"[]")
    )
