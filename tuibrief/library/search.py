"""Search over articles, events and notes, with results as they come."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Literal, NamedTuple

from tuibrief.library import codec, edtf
from tuibrief.library.changes import Changes
from tuibrief.library.filters import Filter, folded
from tuibrief.library.index import Entry, Index
from tuibrief.library.query import Query, parse
from tuibrief.library.records import EventRow, LibraryError
from tuibrief.library.store import Shelf
from tuibrief.model import Mark, MarkKind, Span, event_id

Kind = Literal["event", "article", "note"]
KINDS: tuple[Kind, ...] = ("note", "event", "article")
_BATCH = 200  # articles indexed between two looks for results


class Hit(NamedTuple):
    """One result: what it is, its id, the article it stands in, where in its text (an event's trigger, a note's
    words), and a line to show: an article's title, an event's headline, a note's text.
    """

    kind: Kind
    id: str
    article: str | None
    start: int | None
    line: str


class Finding(Changes):
    """Searches, and the upkeep of the index behind them."""

    _index: Index | None = None
    _indexed = -1  # the version of the library up to which nothing is left to index

    def search(self, query: str, *, kinds: Iterable[Kind] = KINDS) -> Iterator[Hit]:
        """What answers a query, as it is found: notes, events, articles. LibraryError where the query can't be
        understood.

        What is not indexed yet is indexed on the way, and its results come as it is.
        """
        parsed = parse(query)
        return self._results(parsed, tuple(kinds))

    def _results(self, parsed: Query, kinds: tuple[Kind, ...]) -> Iterator[Hit]:
        if "note" in kinds:
            yield from self._notes(parsed)
        if not parsed.wanted or parsed.unspaced:
            if "event" in kinds:
                yield from (self._event_hit(s, k) for s, k in self._looked_through(parsed))
            if "article" in kinds:
                yield from self._articles_looked_through(parsed)
            return
        with self._lock:
            index = self._open_index()
        if index is None:
            return
        text_after = event_after = 0
        marked: set[tuple[str, int]] = set()
        while True:
            if "event" in kinds:
                yield from (self._event_hit(s, k) for s, k in self._events_found(index, parsed, event_after, marked))
            if "article" in kinds:
                yield from self._articles_found(index, parsed, text_after)
            text_after, event_after = index.last_rows()
            if not self.index_some():
                break
        if "event" in kinds:
            yield from (self._event_hit(s, k) for s, k in self._events_by_hand(parsed, marked))

    # -- the index ---

    def _open_index(self) -> Index | None:
        library = self._journal.log.known_id
        if library is None:
            return None
        if self._index is None or self._index.library != library:
            real = self._journal.log.real
            self._index = Index(real.with_name(real.name + ".index"), library)
        self._index.reload()
        return self._index

    def _close_index(self) -> None:
        if self._index is not None:
            self._index.close()
        self._index, self._indexed = None, -1

    def _drop_index(self) -> None:
        """Delete the index: it is derived, and holds what was purged."""
        self._close_index()
        real = self._journal.log.real
        for end in ("", "-journal", "-wal", "-shm"):
            real.with_name(real.name + ".index" + end).unlink(missing_ok=True)

    def index_some(self, count: int = _BATCH) -> int:
        """Index up to ``count`` articles that are not indexed yet; how many were. For quiet moments, and before a
        search.
        """
        with self._lock:
            index = self._open_index()
            if index is None or self._indexed == self.version:
                return 0
            todo: list[Entry] = []
            for key in self._live(archived=None):
                entry = self._entry(index, key)
                if entry is not None:
                    todo.append(entry)
                    if len(todo) == count:
                        break
            try:
                if todo:
                    index.add(todo)
                else:
                    self._indexed = self.version
            except sqlite3.OperationalError:
                return 0  # another session is indexing: its rows are seen at the next search
            except sqlite3.DatabaseError:
                self._drop_index()
                return 0
            return len(todo)

    def _entry(self, index: Index, key: str) -> Entry | None:
        title = self._articles[key].get("title") or ""
        block = self._blocks.get(key)
        stamp = str(block.columns["stamp"]) if block else ""
        if block and not title:
            title = block.columns.get("title") or ""
        text_done = index.texts.get(key, ("\0",))[0] == title
        events_done = block is None or index.events.get(key, ("\0",))[0] == stamp
        if text_done and events_done:
            return None
        try:
            text = self._text(key)
        except LibraryError:
            return None
        words = None if events_done else self._event_words(key, text)
        return Entry(key, title, None if text_done else f"{title}\n{text}", stamp, words)

    def _event_words(self, key: str, text: str) -> list[str]:
        """For each row of the article: headline, the words it was read from, and the names it was given."""
        raw = self._state.get("readings", key)
        if raw is None:
            return []
        events = sorted(codec.reading_of(codec.load(raw)).events, key=lambda e: (e.trigger.start, e.trigger.end))
        return [
            "\n".join((e.headline, Span(e.start, e.end).of(text), *e.who, *e.whom, *e.according_to, *e.where))
            for e in events
        ]

    # -- events ---

    def _event_hit(self, shelf: Shelf, k: int) -> Hit:
        number, block = shelf.number(k), shelf.block
        if number < block.count and number not in shelf.placed.events:
            columns, article = block.columns, shelf.article
            start = columns["start"][number]
            key = event_id(article, start, columns["end"][number])
            return Hit("event", key, article, start, columns["headline"][number])
        row = self._row(shelf, k)
        return Hit("event", row.id, row.article, row.start, row.headline)

    def _events_found(
        self, index: Index, parsed: Query, after: int, marked: set[tuple[str, int]]
    ) -> Iterator[tuple[Shelf, int]]:
        """Events that the index finds; those with marks on them are noted in ``marked``."""
        fits = self._event_test(parsed)
        live = set(self._live())
        for rows in index.matching_events(parsed.match(), after):
            for (row,) in rows:
                place = index.event_at(row)
                if place is None or place[0] not in live:
                    continue
                shelf = self._shelf(place[0])
                k = self._shown(shelf, place[1]) if shelf else None
                if shelf is not None and k is not None and fits(shelf, k):
                    if place[1] in shelf.placed.events:
                        marked.add(place)
                    yield shelf, k

    @staticmethod
    def _shown(shelf: Shelf, number: int) -> int | None:
        if number >= shelf.block.count:
            return None
        if shelf.rows is None:
            return number
        return shelf.rows.index(number) if number in shelf.rows else None

    def _events_by_hand(self, parsed: Query, done: set[tuple[str, int]]) -> Iterator[tuple[Shelf, int]]:
        """Events whose words a person changed or added: the index knows only what the machine read."""
        fits, live = self._event_test(parsed), set(self._live())
        for key in [k for k in self._in_article if k in live]:
            shelf = self._shelf(key)
            if shelf is None:
                continue
            for k in range(shelf.count):
                number = shelf.number(k)
                on = shelf.placed.events.get(number)
                if number < shelf.block.count and not (on and on.corrections):
                    continue
                if (key, number) not in done and parsed.in_text(_row_text(self._row(shelf, k))) and fits(shelf, k):
                    yield shelf, k

    def _looked_through(self, parsed: Query) -> Iterator[tuple[Shelf, int]]:
        """Without a word to look up: by the fields alone, or through each text where its script has no spaces."""
        with self._lock:
            shelves = [s for key in self._live() if (s := self._shelf(key)) and s.count]
            first, _, _ = parsed.filters()
            places = self._pick(shelves, first)
        fits = self._event_test(parsed)
        texts: dict[str, str] = {}
        for place in places:
            shelf, k = shelves[place >> 32], place & 0xFFFFFFFF
            if parsed.words:
                if shelf.article not in texts:
                    texts = {shelf.article: "\0".join(self._event_words(shelf.article, self._text(shelf.article)))}
                words = texts[shelf.article].split("\0")
                number = shelf.number(k)
                said = words[number] if number < len(words) else ""
                if not parsed.in_text(f"{said}\n{_row_text(self._row(shelf, k))}"):
                    continue
            if fits(shelf, k):
                yield shelf, k

    def _event_test(self, parsed: Query) -> Callable[[Shelf, int], bool]:
        """Whether an event answers the query's fields."""
        if not parsed.fields:
            return lambda _shelf, _k: True
        first, more, never = parsed.filters()
        notes, no_notes = parsed.notes(no=False), parsed.notes(no=True)

        def fits(shelf: Shelf, k: int) -> bool:
            row = self._row(shelf, k)
            outlet = self._articles.get(shelf.article, {}).get("outlet")
            said = self._notes_of(shelf, k) if notes or no_notes else ""
            return (
                all(f.accepts(row, outlet) for f in (first, *more))
                and not any(f.accepts(row, outlet) for f in never)
                and all(n in said for n in notes)
                and not any(n in said for n in no_notes)
            )

        return fits

    @staticmethod
    def _notes_of(shelf: Shelf, k: int) -> str:
        number, size = shelf.number(k), shelf.block.count
        on = shelf.placed.own_marks[number - size] if number >= size else shelf.placed.events.get(number)
        return "\n".join(str(m.value) for m in (on.marks if on else ()) if m.kind is MarkKind.NOTE).casefold()

    def _narrowed(self, wanted: Filter, query: str) -> Filter:
        places: dict[str, set[int]] = {}
        for hit in self.search(query, kinds=("event",)):
            if hit.article is not None and hit.start is not None:
                places.setdefault(hit.article, set()).add(hit.start)
        return replace(wanted, places={article: frozenset(starts) for article, starts in places.items()})

    # -- articles ---

    def _articles_found(self, index: Index, parsed: Query, after: int) -> Iterator[Hit]:
        fits = self._article_test(parsed)
        article_of, articles = index.article_of, self._articles
        for rows in index.matching_texts(parsed.match(), after):
            for (row,) in rows:
                key = article_of.get(row)
                fields = articles.get(key) if key else None
                if key is None or fields is None or "removed" in fields or fields.get("archived"):
                    continue
                if fits is None or fits(key):
                    yield Hit("article", key, key, None, fields.get("title") or self._title(key))

    def _title(self, key: str) -> str:
        title = self._articles[key].get("title")
        return str(title) if title else self._article_row(key).title

    def _articles_looked_through(self, parsed: Query) -> Iterator[Hit]:
        fits = self._article_test(parsed)
        for key in list(self._live()):
            title = self._title(key)
            if parsed.words and not parsed.in_text(f"{title}\n{self._text(key)}"):
                continue
            if fits is None or fits(key):
                yield Hit("article", key, key, None, title)

    def _article_test(self, parsed: Query) -> Callable[[str], bool] | None:
        """Whether an article answers the query's fields; None where there are none. Type and status are events'
        alone.
        """
        if not parsed.fields:
            return None

        def holds(key: str, name: str, value: str) -> bool:  # noqa: PLR0911
            row = self._article_row(key)
            match name:
                case "tag":
                    return value in row.tags
                case "source":
                    return folded(row.outlet or "") == folded(value)
                case "since":
                    return edtf.overlaps(row.published, value, None)
                case "until":
                    return edtf.overlaps(row.published, None, value)
                case "note":
                    notes = [str(m.value) for m in self._marks_in(key) if m.kind is MarkKind.NOTE]
                    return any(value.casefold() in n.casefold() for n in notes)
                case "actor":
                    block = self._blocks.get(key)
                    wanted = folded(value)
                    return block is not None and any(folded(n[0]) == wanted for n in block.columns["names"])
            return False

        fields = parsed.fields
        return lambda key: all(holds(key, f.name, f.value) != f.no for f in fields)

    # -- notes ---

    def _notes(self, parsed: Query) -> Iterator[Hit]:
        """Notes that hold the words; a field other than ``note:`` is about what a note stands on, so it rules notes
        out.
        """
        if any(f.name != "note" for f in parsed.fields):
            return
        with self._lock:
            notes = [m for m in self._marks.values() if m.kind is MarkKind.NOTE and self._in_use(m.target.article)]
        wanted, unwanted = parsed.notes(no=False), parsed.notes(no=True)
        for mark in notes:
            said = str(mark.value).casefold()
            if not all(n in said for n in wanted) or any(n in said for n in unwanted):
                continue
            if parsed.in_text(said):
                yield _note_hit(mark)


def _note_hit(mark: Mark) -> Hit:
    anchor = mark.target.anchor
    return Hit("note", mark.id, mark.target.article, anchor.start if anchor else None, str(mark.value))


def _row_text(row: EventRow) -> str:
    return "\n".join((row.headline, *row.who, *row.whom, *row.according_to))


__all__ = ["KINDS", "Finding", "Hit", "Query", "parse"]
