"""What an open library holds in memory over its journal: articles, blocks of rows, marks, and where the marks lie."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tuibrief import marks as marking
from tuibrief.library import codec
from tuibrief.library.columns import BLOCKS, Block, block_fields, row_of
from tuibrief.library.filters import folded
from tuibrief.library.journal import JournalDB, ulid
from tuibrief.library.lock import Unwritable
from tuibrief.library.records import EventRow, LibraryError
from tuibrief.library.state import no_garbage_collection
from tuibrief.marks import EventMarks, Placed
from tuibrief.model import Event, Mark, MarkKind, TargetKind

_NOTHING = Placed({}, (), (), ())
_ALTERING = frozenset({MarkKind.CORRECTION, MarkKind.EVENT})


class Shelf:
    """One article's rows with what its marks change about which are shown: own events added, rejected ones left out."""

    __slots__ = ("article", "block", "count", "placed", "rows")

    def __init__(self, block: Block, placed: Placed, *, rejected: bool):
        self.article = block.article
        self.block = block
        self.placed = placed
        self.rows: list[int] | None = None
        hidden = () if rejected else {k for k, on in placed.events.items() if on.verdict == "rejected"}
        if hidden or placed.own:
            self.rows = [k for k in range(block.count) if k not in hidden]
            for number in range(len(placed.own)):
                if rejected or placed.own_marks[number].verdict != "rejected":
                    self.rows.append(block.count + number)
            starts = [*block.columns["start"], *(e.trigger.start for e in placed.own)]
            self.rows.sort(key=starts.__getitem__)
        self.count = block.count if self.rows is None else len(self.rows)

    def number(self, k: int) -> int:
        """The event's number in the block (own events after the machine's) behind the k-th row shown."""
        return k if self.rows is None else self.rows[k]

    def showing(self, rows: list[int]) -> Shelf:
        """The same with some of its rows alone: their numbers here, in order."""
        other = object.__new__(Shelf)
        other.article, other.block, other.placed, other.count = self.article, self.block, self.placed, len(rows)
        other.rows = rows if self.rows is None else [self.rows[k] for k in rows]
        return other

    @property
    def bare(self) -> bool:
        """Whether no mark of a person stands on an event here: the columns say all."""
        return self.rows is None and not self.placed.events


class Store:
    """The journal and the indexes over it. ``version`` grows with every change seen."""

    def __init__(self, path: Path, who: str):
        self.path = path
        self.who = who
        self.version = 0
        self.reader: tuple[str, str] | None = None
        self._db = JournalDB(path, who=who)
        self._journal = self._db.journal
        self._state = self._journal.state
        self._lock = self._journal.log.lock.threads
        self._marks_table = self._db.table("marks")
        self._articles_table = self._db.table("articles")
        self._articles: dict[str, dict[str, Any]] = {}
        self._blocks: dict[str, Block] = {}
        self._marks: dict[str, Mark] = {}
        self._in_article: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._by_name: defaultdict[tuple[str, str], dict[str, None]] = defaultdict(dict)
        # Articles in which a person changed an event or added one: what columns say of them is not all.
        self._altered: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._naming: defaultdict[str, dict[str, None]] | None = None
        self._reads: defaultdict[str, dict[str, None]] = defaultdict(dict)  # by article the marks that say it is read
        self._tagged: defaultdict[str, Counter[str | None]] = defaultdict(Counter)  # by tag how often in which article
        self._shelves: dict[str, Shelf] = {}
        self._whole: dict[str, Shelf] = {}  # those of articles with marks, with what was rejected
        self._placed: dict[str, Placed] = {}
        self._touched: dict[tuple[str, str], None] = {}
        # Articles in the order in which they or their readings changed; None where any may have.
        self.changes: list[str | None] = []
        self._rebuild_wanted = False
        self._watched: dict[tuple[str, str], bytes | None] = {}
        self._foreign: list[tuple[str, str, bytes | None, bytes | None]] = []
        self._own_change = False
        self._journal.tell = self._hear
        self._journal.told_anew = self._hear_anew
        self._rebuild()

    # -- keeping the indexes up ---

    def _hear(self, _verb: str, table: str, key: str) -> None:
        if not key:
            self._rebuild_wanted = True
        self._touched[table, key] = None

    def _hear_anew(self) -> None:
        self._rebuild_wanted = True
        self._touched.clear()

    def _absorb(self) -> bool:
        """Bring the indexes up to what the journal has read; True if anything changed."""
        if not self._touched and not self._rebuild_wanted:
            return False
        if self._rebuild_wanted:
            self._rebuild()
        else:
            for table, key in self._touched:
                if not self._own_change:
                    self._note_foreign(table, key)
                if table in ("articles", "blocks"):
                    self.changes.append(key)
                if table == "articles":
                    self._index_article(key)
                elif table == "blocks":
                    self._index_block(key)
                elif table == "marks":
                    self._index_mark(key)
            self.version += 1
        self._touched.clear()
        return True

    def _note_foreign(self, table: str, key: str) -> None:
        if (table, key) in self._watched:
            after = self._state.get(table, key)
            self._foreign.append((table, key, self._watched[table, key], after))
            self._watched[table, key] = after

    def _rebuild(self) -> None:
        self._rebuild_wanted = False
        self.changes.append(None)
        for index in (self._articles, self._blocks, self._marks, self._in_article, self._by_name, self._altered):
            index.clear()
        self._naming = None
        self._reads.clear()
        self._tagged.clear()
        self._shelves.clear()
        self._whole.clear()
        self._placed.clear()
        with no_garbage_collection():
            raw = self._state.raw
            for key, held in self._state.tables.get("articles", {}).items():
                self._articles[key] = codec.load(raw(held))
            for key, held in self._state.tables.get("blocks", {}).items():
                self._blocks[key] = Block(key, raw(held))
            for key in self._state.tables.get("marks", {}):
                self._index_mark(key)
        for table, key in list(self._watched):
            if not self._own_change and self._state.get(table, key) != self._watched[table, key]:
                self._note_foreign(table, key)
        self._touched.clear()
        self.version += 1

    def _index_article(self, key: str) -> None:
        raw = self._state.get("articles", key)
        if raw is None:
            self._articles.pop(key, None)
        else:
            self._articles[key] = codec.load(raw)

    def _index_block(self, key: str) -> None:
        self._blocks.pop(key, None)
        self._unplace(key)
        raw = self._state.get("blocks", key)
        if raw is not None:
            self._blocks[key] = Block(key, raw)
            if self._naming is not None:
                self._name(self._blocks[key])

    def _name(self, block: Block) -> None:
        assert self._naming is not None
        for name in block.all_names():
            self._naming[folded(name)][block.article] = None

    def _articles_naming(self, name: str) -> dict[str, None]:
        """The articles whose events name somebody (some may have done so in a former reading only). The index is made
        at the first question: 10,000 articles take 0.1 s and 5 MB.
        """
        if self._naming is None:
            self._naming = defaultdict(dict)
            with no_garbage_collection():
                for block in self._blocks.values():
                    self._name(block)
        return self._naming.get(folded(name), {})

    def _index_mark(self, key: str) -> None:
        old = self._marks.pop(key, None)
        if old is not None:
            self._forget_mark(old)
        raw = self._state.get("marks", key)
        if raw is None:
            return
        mark = codec.mark_of(codec.load(raw))
        self._marks[key] = mark
        target = mark.target
        if mark.kind is MarkKind.TAG:
            self._tagged[str(mark.value)][target.article] += 1
        if target.article is not None:
            self._in_article[target.article][key] = None
            if mark.kind in _ALTERING:
                self._altered[target.article][key] = None
            elif mark.kind is MarkKind.READ:
                self._reads[target.article][key] = None
            self._unplace(target.article)
        if target.name is not None:
            self._by_name[target.kind.value, target.name][key] = None

    def _forget_mark(self, mark: Mark) -> None:
        target = mark.target
        if mark.kind is MarkKind.TAG:
            self._tagged[str(mark.value)][target.article] -= 1
        if target.article is not None:
            self._in_article[target.article].pop(mark.id, None)
            if mark.kind in _ALTERING:
                self._altered[target.article].pop(mark.id, None)
                if not self._altered[target.article]:
                    del self._altered[target.article]
            elif mark.kind is MarkKind.READ:
                self._reads[target.article].pop(mark.id, None)
            self._unplace(target.article)
        if target.name is not None:
            self._by_name[target.kind.value, target.name].pop(mark.id, None)

    def _unplace(self, article: str) -> None:
        self._shelves.pop(article, None)
        self._whole.pop(article, None)
        self._placed.pop(article, None)

    # -- looking ---

    def _marks_in(self, article: str) -> list[Mark]:
        return self._known(self._in_article.get(article, ()))

    def _marks_named(self, kind: TargetKind, name: str) -> list[Mark]:
        return self._known(self._by_name.get((kind.value, name), ()))

    def _known(self, ids: Iterable[str]) -> list[Mark]:
        # A copy at once: rows are built without the lock, while another thread may take marks off.
        return [mark for i in list(ids) if (mark := self._marks.get(i)) is not None]

    def _place(self, article: str) -> Placed:
        """Where an article's marks lie; worked out once for each reading and set of marks."""
        if not self._in_article.get(article):
            return _NOTHING
        placed = self._placed.get(article)
        if placed is None:
            with self._lock:  # lists build their rows without it
                block = self._blocks.get(article)
                triggers = block.triggers() if block else []
                placed = self._placed[article] = marking.place(self._marks_in(article), triggers)
        return placed

    def _block(self, article: str) -> Block | None:
        """An article's rows; built anew from its reading where another version of tuibrief wrote them."""
        block = self._blocks.get(article)
        if block is not None and block.columns.get("v") != BLOCKS:
            raw = self._state.get("readings", article)
            if raw is not None:
                fresh = block_fields(codec.reading_of(codec.load(raw)), str(block.columns.get("stamp", ulid())))
                block = self._blocks[article] = Block(article, codec.dump(fresh))
        return block

    def _shelf(self, article: str, *, rejected: bool = False) -> Shelf | None:
        rejected = rejected and bool(self._in_article.get(article))  # without marks none is: 10,000 aren't made anew
        known = self._whole if rejected else self._shelves
        if article in known:
            return known[article]
        block = self._blocks.get(article)
        placed = self._place(article)
        if block is None:
            if not placed.own:
                return None
            block = Block(article, _EMPTY_BLOCK)
        shelf = Shelf(block, placed, rejected=rejected)
        known[article] = shelf
        return shelf

    def _row(self, shelf: Shelf, k: int) -> EventRow:
        """A row with the marks as they are now, also in a list that was made before they were set."""
        number = shelf.number(k)
        size = shelf.block.count
        if number >= size:
            event, on = self._own_row(shelf, number - size)
        else:
            event = shelf.block.event(number)
            same_reading = self._blocks.get(shelf.article) is shelf.block
            on = (self._place(shelf.article) if same_reading else shelf.placed).events.get(number)
        return row_of(event, shelf.article, on, self._grade(shelf.article, on, event.according_to), number >= size)

    def _own_row(self, shelf: Shelf, number: int) -> tuple[Event, EventMarks | None]:
        event = shelf.placed.own[number]
        now = self._place(shelf.article)
        for other, on in zip(now.own, now.own_marks, strict=True):
            if other.id == event.id:
                return other, on
        return event, shelf.placed.own_marks[number]

    def _grade(self, article: str, on: EventMarks | None, credited: tuple[str, ...]) -> str:
        own = on.grades if on else ()
        if not self._by_name and not own:
            return ""
        outlet = self._articles.get(article, {}).get("outlet")
        of_outlet = marking.gather(self._marks_named(TargetKind.OUTLET, outlet)).grades if outlet else ()
        of_actors = [g for name in credited for g in marking.gather(self._marks_named(TargetKind.ACTOR, name)).grades]
        return marking.grade(own, of_actors, of_outlet)

    def _live(self, *, archived: bool | None = False) -> Iterator[str]:
        """Ids of the articles in the order they were added; ``archived`` None for both kinds."""
        for key, fields in self._articles.items():
            if not fields.get("removed") and (archived is None or bool(fields.get("archived")) == archived):
                yield key

    def _full_id(self, prefix: str, known: Iterator[str] | list[str], what: str) -> str:
        """The one id that begins so. LibraryError where there is none, or more than one."""
        found = []
        for key in known:
            if key == prefix:
                return key
            if prefix and key.startswith(prefix):
                found.append(key)
        if len(found) == 1:
            return found[0]
        if found:
            raise LibraryError(f"“{prefix}” is the beginning of {len(found)} {what}s’ ids; please give more of it.")
        raise LibraryError(f"There is no {what} “{prefix}” in the library.")

    def _is_read(self, article: str) -> bool:
        return any(
            m.kind is MarkKind.READ and m.value is not False and m.target.kind is TargetKind.ARTICLE
            for m in self._known(self._reads.get(article, ()))
        )

    # -- following other sessions ---

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        with self._lock:
            yield

    def _follow(self) -> bool:
        try:
            self._journal.follow()
        finally:
            changed = self._absorb()
        return changed


_EMPTY_BLOCK = codec.dump(
    {"n": 0, "v": BLOCKS, "stamp": "", "names": [], "types": [], "status": "", "core": ""}
    | {c: [] for c in ("start", "end", "when", "type", "headline", "who", "whom", "by")}
)

__all__ = ["Shelf", "Store", "Unwritable"]
