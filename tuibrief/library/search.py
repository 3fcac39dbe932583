"""Search over articles, events and notes, with results as they come.

What the index knows comes from there; what it does not know yet is looked through as it stands, so a search never waits
for indexing, writes nothing, and always ends. ``index_some`` keeps the index up in quiet moments.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from tuibrief.library import edtf
from tuibrief.library.filters import Filter, folded
from tuibrief.library.indexing import Indexing
from tuibrief.library.records import EventRow, LibraryError
from tuibrief.library.state import no_garbage_collection
from tuibrief.library.store import Shelf
from tuibrief.model import Mark, MarkKind, event_id

if TYPE_CHECKING:
    from tuibrief.library.index import Index, Known
    from tuibrief.library.query import Query

Kind = Literal["event", "article", "note"]
KINDS: tuple[Kind, ...] = ("note", "event", "article")

Found = tuple[Shelf, Sequence[int]]  # rows of one article that answer


class Hit(NamedTuple):
    """One result: what it is, its id, the article it stands in, where in its text (an event's trigger, a note's
    words), and a line to show: an article's title, an event's headline, a note's text.
    """

    kind: Kind
    id: str
    article: str | None
    start: int | None
    line: str


class _Asked:
    """A query made ready: its words, and its fields as filters of events."""

    def __init__(self, query: Query):
        from tuibrief.library.match import Matcher

        self.query = query
        self.words = Matcher(query)
        self.match = "" if query.unspaced else query.match()
        self.first, self.more, self.never = query.filters()
        self.notes, self.no_notes = query.notes(no=False), query.notes(no=True)


class _Scope(NamedTuple):
    """Where a search looks: what is indexed, the articles in their order, those to be looked through, those whose text
    and whose events (of which reading) the index is believed about, and whether rejected events count.
    """

    known: Known | None
    keys: list[str]
    rest: list[str]
    texts: set[str]
    events: dict[str, str]
    rejected: bool


class Finding(Indexing):
    """Searches."""

    # What the index is believed about, kept until the library or the index changes: a search is typed letter by letter.
    _believed: tuple[int, int, _Scope] | None = None

    def search(self, query: str, *, kinds: Iterable[Kind] = KINDS) -> Iterator[Hit]:
        """What answers a query, as it is found: notes, events, articles; then events and articles of what is not
        indexed yet. LibraryError where the query can't be understood. Other threads may use the library meanwhile.
        """
        from tuibrief.library.query import parse

        return self._results(_Asked(parse(query)), tuple(kinds))

    def _results(self, asked: _Asked, kinds: tuple[Kind, ...]) -> Iterator[Hit]:
        if "note" in kinds:
            yield from self._notes(asked)
        index = self._index_for(asked)
        scope = self._scope(index, None, rejected=False)
        if "event" in kinds:
            for shelf, rows in self._indexed_events(index, asked, scope):
                yield from [self._event_hit(shelf, k) for k in rows]
        fits = self._article_test(asked.query) if "article" in kinds else None
        if index is not None and "article" in kinds:
            yield from self._indexed_articles(index, asked, scope, fits)
        for key in scope.rest:
            with self._lock:
                found, rows, is_hit = self._look_through(key, asked, scope, kinds, fits)
                hits = [self._event_hit(found, k) for k in rows] if found else []
                if is_hit:
                    hits.append(Hit("article", key, key, None, self._title(key)))
            yield from hits

    def _narrowed(self, wanted: Filter, query: str, keys: list[str] | None, *, rejected: bool) -> Filter:
        """A filter that also asks what a search query does, over some articles or all in use."""
        from tuibrief.library.query import parse

        asked = _Asked(parse(query))
        index = self._index_for(asked)
        scope = self._scope(index, keys, rejected=rejected)
        places: dict[str, set[int]] = {}
        for shelf, rows in self._indexed_events(index, asked, scope):
            places.setdefault(shelf.article, set()).update(map(shelf.number, rows))
        for key in scope.rest:
            with self._lock:
                found, rows, _ = self._look_through(key, asked, scope, ("event",), None)
            if found is not None and rows:
                places.setdefault(key, set()).update(map(found.number, rows))
        return wanted._replace(places=places)

    # -- where to look ---

    def _index_for(self, asked: _Asked) -> Index | None:
        """The index, where it can answer this query now."""
        if not asked.match:
            return None
        with self._lock:
            return self._open_index(write=False)

    def _scope(self, index: Index | None, keys: list[str] | None, *, rejected: bool) -> _Scope:
        known = None
        if index is not None:
            try:
                known = index.known()
            except sqlite3.Error:
                known = None
        plain = keys is None and not rejected and known is not None
        edition = known.edition if known is not None else 0
        with self._lock:
            if plain and self._believed is not None and self._believed[:2] == (self.version, edition):
                return self._believed[2]
            keys = list(self._live()) if keys is None else keys
            texts: set[str] = set()
            events: dict[str, str] = {}
            if known is not None:
                with no_garbage_collection():
                    self._believe(known, keys, texts, events)
            rest = [key for key in keys if key not in texts or key not in events]
            scope = _Scope(known, keys, rest, texts, events, rejected)
            if plain:
                self._believed = self.version, edition, scope
            return scope

    def _believe(self, known: Known, keys: list[str], texts: set[str], events: dict[str, str]) -> None:
        """Note what the index has of these articles as it is now. 10,000 are gone through before the first result."""
        blocks, altered, stamps_of = self._blocks, self._altered, self._stamps
        known_texts, known_events = known.texts, known.events
        for key in keys:
            text_stamp, stamp = stamps_of(key)
            text, event = known_texts.get(key), known_events.get(key)
            if text is not None and text[0] == text_stamp:
                texts.add(key)
            # Of events that a person changed or added the index knows only what the machine read.
            if (event is None or event[0] == stamp) and (event is not None or key not in blocks) and key not in altered:
                events[key] = stamp

    # -- what is indexed ---

    def _indexed_events(self, index: Index | None, asked: _Asked, scope: _Scope) -> Iterator[Found]:
        if index is None or scope.known is None:
            return
        allowed = scope.events
        if asked.first.actor is not None:
            with self._lock:
                allowed = {key: allowed[key] for key in self._candidates(asked.first) if key in allowed}
        try:
            for groups in index.events_matching(asked.match, scope.known):
                for group in groups:
                    if allowed.get(group.article) == group.stamp:
                        shelf = self._shelf_of(group.article, scope)
                        if shelf is not None:
                            yield shelf, self._fitting(shelf, asked, group.numbers)
        except sqlite3.Error:
            self._disbelieve(scope)

    def _indexed_articles(
        self, index: Index, asked: _Asked, scope: _Scope, fits: Callable[[str], bool] | None
    ) -> Iterator[Hit]:
        if scope.known is None:
            return
        try:
            for keys in index.texts_matching(asked.match, scope.known):
                for key in keys:
                    if key in scope.texts and key in self._articles and (fits is None or fits(key)):
                        yield Hit("article", key, key, None, self._title(key))
        except sqlite3.Error:
            self._disbelieve(scope)

    def _disbelieve(self, scope: _Scope) -> None:
        """The index is locked or spoiled in the midst: what is left is looked through. Some may come twice, none is
        missed.
        """
        self._believed = None
        scope.events.clear()
        scope.texts.clear()
        scope.rest[:] = scope.keys

    def _shelf_of(self, key: str, scope: _Scope) -> Shelf | None:
        with self._lock:
            return self._shelf(key, rejected=scope.rejected) if key in self._articles else None

    # -- what is not ---

    def _look_through(
        self, key: str, asked: _Asked, scope: _Scope, kinds: tuple[Kind, ...], fits: Callable[[str], bool] | None
    ) -> tuple[Shelf | None, Sequence[int], bool]:
        """The rows of an article that answer, and whether it does itself, by its words as they stand; nothing of what
        the index was believed about. Under the lock.
        """
        want_events = "event" in kinds and key not in scope.events
        want_text = "article" in kinds and key not in scope.texts
        if key not in self._articles or not (want_events or want_text):
            return None, (), False
        shelf = self._shelf(key, rejected=scope.rejected) if want_events else None
        if not asked.query.words:
            rows = self._fitting(shelf, asked, None) if shelf else ()
            return shelf, rows, want_text and (fits is None or fits(key))
        from tuibrief.library.match import fold

        try:
            text = self._text(key)
        except LibraryError:
            return None, (), False
        plain = fold(text)
        rows = self._rows_with_words(shelf, asked, text, plain) if shelf and shelf.count else ()
        is_hit = want_text and asked.words.holds(f"{fold(self._title(key))}\n{plain}") and (fits is None or fits(key))
        return shelf, rows, is_hit

    def _rows_with_words(self, shelf: Shelf, asked: _Asked, text: str, plain: str) -> Sequence[int]:
        from tuibrief.library.match import fold

        if shelf.bare:
            raw = self._state.get("readings", shelf.article) or b""
            if not asked.words.maybe(plain + fold(raw.decode("utf-8", "replace"))):
                return ()
        words = self._event_words(shelf.article, text)
        numbers = []
        for k in range(shelf.count):
            number = shelf.number(k)
            said = words[number] if number < min(len(words), shelf.block.count) else ""
            if number >= shelf.block.count or number in shelf.placed.events:
                said += "\n" + _row_text(self._row(shelf, k))
            if asked.words.holds(fold(said)):
                numbers.append(number)
        return self._fitting(shelf, asked, numbers) if numbers else ()

    # -- fields ---

    def _fitting(self, shelf: Shelf, asked: _Asked, numbers: Sequence[int] | None) -> Sequence[int]:
        """The rows shown, of those with these numbers (None: of all), that answer the query's fields."""
        if not asked.query.fields and shelf.rows is None and numbers is not None:
            return [k for k in numbers if k < shelf.count]
        first = asked.first if numbers is None else asked.first._replace(places={shelf.article: frozenset(numbers)})
        rows = self._answering(shelf, first)
        for wanted in asked.more:
            among = set(self._answering(shelf, wanted))
            rows = [k for k in rows if k in among]
        for unwanted in asked.never:
            out = set(self._answering(shelf, unwanted))
            rows = [k for k in rows if k not in out]
        if asked.notes or asked.no_notes:
            rows = [k for k in rows if _notes_fit(asked, self._notes_of(shelf, k))]
        return rows

    @staticmethod
    def _notes_of(shelf: Shelf, k: int) -> str:
        number, size = shelf.number(k), shelf.block.count
        on = shelf.placed.own_marks[number - size] if number >= size else shelf.placed.events.get(number)
        return "\n".join(str(m.value) for m in (on.marks if on else ()) if m.kind is MarkKind.NOTE).casefold()

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
                case "is":
                    return {"tagged": bool(row.tags), "noted": row.noted}.get(value.lower(), False)
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
                    return block is not None and any(folded(n) == wanted for n in block.all_names())
            return False

        fields = parsed.fields
        return lambda key: all(holds(key, f.name, f.value) != f.no for f in fields)

    # -- results ---

    def _event_hit(self, shelf: Shelf, k: int) -> Hit:
        number, block = shelf.number(k), shelf.block
        if number < block.count and number not in shelf.placed.events:
            columns, article = block.columns, shelf.article
            start = columns["start"][number]
            key = event_id(article, start, columns["end"][number])
            return Hit("event", key, article, start, columns["headline"][number])
        row = self._row(shelf, k)
        return Hit("event", row.id, row.article, row.start, row.headline)

    def _notes(self, asked: _Asked) -> Iterator[Hit]:
        """Notes that hold the words; a field other than ``note:`` is about what a note stands on, so it rules notes
        out.
        """
        if any(f.name != "note" for f in asked.query.fields):
            return
        with self._lock:
            notes = [m for m in self._marks.values() if m.kind is MarkKind.NOTE and self._in_use(m.target.article)]
        if notes:
            from tuibrief.library.match import fold

            for mark in notes:
                said = str(mark.value)
                if _notes_fit(asked, said.casefold()) and asked.words.holds(fold(said)):
                    yield _note_hit(mark)


def _notes_fit(asked: _Asked, said: str) -> bool:
    return all(n in said for n in asked.notes) and not any(n in said for n in asked.no_notes)


def _note_hit(mark: Mark) -> Hit:
    anchor = mark.target.anchor
    return Hit("note", mark.id, mark.target.article, anchor.start if anchor else None, str(mark.value))


def _row_text(row: EventRow) -> str:
    return "\n".join((row.headline, *row.who, *row.whom, *row.according_to))


__all__ = ["KINDS", "Finding", "Hit"]
