"""What can be asked of a library."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from pathlib import PurePath
from typing import Any, Literal

from tuibrief import marks as marking
from tuibrief.library import codec, edtf
from tuibrief.library.columns import ArticleRows, Block, EventRows
from tuibrief.library.filters import Filter
from tuibrief.library.records import ActorRow, ArticleRow, Counts, LibraryError, MarkedEvent, Orphan
from tuibrief.library.state import no_garbage_collection
from tuibrief.library.store import Shelf, Store
from tuibrief.model import Article, Basis, Event, Mark, MarkKind, Reading, Span, Target, TargetKind


class Questions(Store):
    """Every question; each answers from what this session has read so far (``refresh`` reads on)."""

    # Decoded last, with the block that tells readings apart: marking many events of one article asks for it many times.
    _last_reading: tuple[str, Block | None, Reading | None] | None = None

    # -- articles ---

    def articles(self, *, archived: bool | None = False) -> ArticleRows:
        """The articles in the order they were added: those in use, or the archived ones, or (None) both.

        Rows are built when asked for, with what is known of the article then.
        """
        with self._lock:
            return ArticleRows(list(self._live(archived=archived)), self._article_row)

    def _article_row(self, key: str) -> ArticleRow:
        fields = self._articles[key]
        block = self._block(key)
        columns: dict[str, Any] = block.columns if block else {}
        on = marking.gather(m for m in self._marks_in(key) if m.target.kind is TargetKind.ARTICLE)
        given = fields.get("published")
        published = given or columns.get("published")
        basis = Basis.GIVEN if given else (Basis(columns["basis"]) if published and columns.get("basis") else None)
        path = fields.get("path", "")
        reader = (columns.get("model"), columns.get("rules"))
        return ArticleRow(
            id=key,
            title=fields.get("title") or columns.get("title") or PurePath(path).stem or key,
            outlet=fields.get("outlet"),
            authors=tuple(fields.get("authors", ())),
            published=published,
            published_basis=basis,
            path=path,
            url=fields.get("url"),
            events=block.count if block else -1,
            tags=on.tags,
            noted=any(m.kind is MarkKind.NOTE for m in self._marks_in(key)),
            read=self._is_read(key),
            stale=block is not None and self.reader is not None and reader != self.reader,
            notice=columns.get("notice"),
            added=fields.get("added", ""),
            archived=bool(fields.get("archived")),
        )

    def counts(self) -> Counts:
        """How much is in use. No row is built: 10,000 articles are counted in 4 ms."""
        with self._lock:
            keys = list(self._live())
            blocks = [block for key in keys if (block := self._blocks.get(key)) is not None]
            read = sum(1 for key in keys if key in self._reads and self._is_read(key))
            return Counts(len(keys), sum(b.count for b in blocks), len(keys) - len(blocks), len(keys) - read)

    def is_read(self, article_id: str) -> bool:
        """Whether the person has marked an article read."""
        return self._is_read(article_id)

    def article_row(self, article_id: str) -> ArticleRow:
        """One article's row, archived or not."""
        with self._lock:
            return self._article_row(self._article_id(article_id))

    def _article_id(self, prefix: str) -> str:
        if prefix in self._articles and not self._articles[prefix].get("removed"):
            return prefix
        return self._full_id(prefix, self._live(archived=None), "article")

    def article(self, article_id: str) -> Article:
        """An article with its text. A beginning of its id will do where it is the only one."""
        with self._lock:
            key = self._article_id(article_id)
            return codec.article_of(self._articles[key], self._text(key))

    def article_as_added(self, article_id: str) -> Article:
        """The same with title, outlet, authors, date and address as they were before a person set any."""
        with self._lock:
            key = self._article_id(article_id)
            return codec.article_of(codec.as_added(self._articles[key]), self._text(key))

    def _text(self, key: str) -> str:
        raw = self._state.get("texts", key)
        if raw is None:
            raise LibraryError(f"The text of article {key} is not in the library; its line may be damaged (see check).")
        text: str = codec.load(raw)["text"]
        return text

    def reading(self, article_id: str) -> Reading | None:
        """What was read in an article, corrections not applied; None where it is not read yet."""
        with self._lock:
            key = self._article_id(article_id)
            if self._last_reading is None or self._last_reading[:2] != (key, self._blocks.get(key)):
                raw = self._state.get("readings", key)
                reading = codec.reading_of(codec.load(raw)) if raw is not None else None
                self._last_reading = key, self._blocks.get(key), reading
            return self._last_reading[2]

    def unread(self) -> list[str]:
        """The articles in use that have no reading yet."""
        with self._lock:
            return [key for key in self._live() if key not in self._blocks]

    def stamps(self, among: Iterable[str] | None = None) -> dict[str, str]:
        """The articles in use (all, or among these) that are read, each with what tells its reading from an earlier
        one."""
        with self._lock:
            blocks, fields = self._blocks, self._articles
            read = [k for k in (fields if among is None else among) if k in blocks and k in fields]
            return {k: blocks[k].stamp for k in read if not fields[k].get("removed") and not fields[k].get("archived")}

    def dates(self) -> dict[str, str | None]:
        """The date (EDTF) of each article in use that is read: as given, else as its reading has it."""
        with self._lock:
            live = ((key, self._blocks[key]) for key in self._live() if key in self._blocks)
            return {k: self._articles[k].get("published") or b.columns.get("published") for k, b in live}

    # -- events ---

    def events(  # noqa: PLR0913
        self,
        *,
        article: str | None = None,
        actor: str | None = None,
        tag: str | None = None,
        since: str | None = None,
        until: str | None = None,
        text: str | None = None,
        type: str | None = None,  # noqa: A002
        status: str | None = None,
        core: bool | None = None,
        source: str | None = None,
        query: str | None = None,
        include_rejected: bool = False,
        sort: Literal["article", "date"] = "article",
    ) -> EventRows:
        """The events that answer every part of the question, by article and place in it, or by date (undated ones at
        their article's). Rows are built when asked for. ``query`` is what search understands. Events of archived
        articles are left out unless the article is named.
        """
        wanted = Filter(actor, tag, since, until, text, type, status, core, source).checked()
        with no_garbage_collection():
            if query and query.strip():
                among = [self._article_id(article)] if article else None
                wanted = self._narrowed(wanted, query, among, rejected=include_rejected)
            with self._lock:
                keys = [self._article_id(article)] if article else self._candidates(wanted)
                shelves = [s for key in keys if (s := self._shelf(key, rejected=include_rejected)) and s.count]
            if wanted.plain and sort == "article":
                return EventRows(shelves, self._row)
            # Shelves don't change, so the rest needs no lock: another thread may go on meanwhile.
            places = self._pick(shelves, wanted)
            if sort == "date":
                places = self._by_date(shelves, places)
            return EventRows(shelves, self._row, places, ordered=sort != "date")

    def _narrowed(self, wanted: Filter, query: str, keys: list[str] | None, *, rejected: bool) -> Filter:
        raise NotImplementedError

    def _candidates(self, wanted: Filter) -> list[str]:
        """The articles in use that may have an event that answers, in their order."""
        among: Collection[str] | None = wanted.places
        if wanted.actor is not None:
            named = {**self._articles_naming(wanted.actor), **dict.fromkeys(self._altered)}
            among = named if among is None else {key for key in among if key in named}
        return [key for key in self._live() if among is None or key in among]

    def _pick(self, shelves: list[Shelf], wanted: Filter) -> array[int]:
        places = array("q")
        # Key events alone are asked for by one key, over all articles: without the steps of a filter in half the time.
        alone = wanted.core is not None and wanted == Filter(core=wanted.core)
        sign = ("1" if wanted.core else "0") if alone else ""
        for number, shelf in enumerate(shelves):
            base = number << 32
            if sign and shelf.bare:
                places.extend([base | k for k, core in enumerate(shelf.block.columns["core"]) if core == sign])
            else:
                places.extend([base | k for k in self._answering(shelf, wanted)])
        return places

    def _answering(self, shelf: Shelf, wanted: Filter) -> Sequence[int]:
        """The rows of a shelf that answer a question, in order: by columns, those with marks on them one by one."""
        outlet = self._articles.get(shelf.article, {}).get("outlet")
        if shelf.bare:
            return wanted.rows(shelf.block, outlet)
        among = wanted.places.get(shelf.article, ()) if wanted.places is not None else None
        marked, size = shelf.placed.events, shelf.block.count
        # Columns answer for all that no correction changes; only what asks for marks is put to the rest one by one.
        of_marks = wanted.state is not None and wanted.state.lower() != "core"
        plain = set(wanted._replace(tag=None, state=None if of_marks else wanted.state).rows(shelf.block, outlet))
        found = []
        for k in range(shelf.count):
            event = shelf.number(k)
            on = marked.get(event)
            if event >= size or (on is not None and on.corrections):
                if (among is None or event in among) and wanted.accepts(self._row(shelf, k), outlet):
                    found.append(k)
            elif event not in plain:
                continue
            elif on is None:
                if wanted.tag is None and not of_marks:
                    found.append(k)
            elif (wanted.tag is None or wanted.tag in on.tags) and (
                not of_marks or wanted.accepts(self._row(shelf, k), outlet)
            ):
                found.append(k)
        return found

    def _by_date(self, shelves: list[Shelf], places: array[int]) -> array[int]:
        def key(place: int) -> str:
            shelf, k = shelves[place >> 32], place & 0xFFFFFFFF
            number = shelf.number(k)
            corrected = number in shelf.placed.events or number >= shelf.block.count
            when = self._row(shelf, k).when if corrected else shelf.block.columns["when"][number]
            given = self._articles.get(shelf.article, {}).get("published")
            return edtf.sort_key(when or given or shelf.block.columns.get("published"))

        return array("q", sorted(places, key=key))

    def event_with_marks(self, event_id: str) -> MarkedEvent:
        """An event as corrected, as the machine read it, and its marks. A beginning of the id will do."""
        with self._lock:
            article = self._article_id(event_id.rpartition(".")[0] or event_id)
            reading = self.reading(article)
            events = {e.id: e for e in reading.events} if reading else {}
            placed = self._place(article)
            own = {e.id: (e, on) for e, on in zip(placed.own, placed.own_marks, strict=True)}
            full = event_id if event_id.startswith(article) else article + event_id[len(event_id.rpartition(".")[0]) :]
            key = self._full_id(full, [*events, *(i for i in own if i not in events)], "event")
            if key in own and key not in events:
                return MarkedEvent(marking.corrected(own[key][0], own[key][1].corrections), None, own[key][1].marks)
            machine = events[key]
            block = self._block(article)
            spans = block.triggers() if block else []
            trigger = Span(machine.trigger.start, machine.trigger.end)
            on = placed.events.get(spans.index(trigger)) if trigger in spans else None
            corrections = on.corrections if on else {}
            return MarkedEvent(marking.corrected(machine, corrections), machine, on.marks if on else ())

    def event(self, event_id: str) -> Event:
        """An event with corrections applied. A beginning of its id will do where it is the only one."""
        return self.event_with_marks(event_id).event

    def target_of_event(self, event_id: str) -> Target:
        """What a mark on this event is put on: its trigger's words, so that the mark outlives any re-reading."""
        with self._lock:
            found = self.event_with_marks(event_id)
            event = found.machine or found.event
            article = event.id.rpartition(".")[0]
            anchor = marking.anchor_of(self._text(article), event.trigger.start, event.trigger.end)
            return Target(TargetKind.EVENT, article, anchor)

    def target_of_selection(self, article_id: str, start: int, end: int) -> Target:
        """What a mark on a stretch of an article's text is put on."""
        with self._lock:
            key = self._article_id(article_id)
            text = self._text(key)
            if not 0 <= start < end <= len(text):
                raise LibraryError(f"Article {key} has no characters {start} to {end}.")
            return Target(TargetKind.SELECTION, key, marking.anchor_of(text, start, end))

    def target_of_article(self, article_id: str) -> Target:
        """What a mark on a whole article is put on."""
        with self._lock:
            return Target(TargetKind.ARTICLE, self._article_id(article_id))

    # -- marks ---

    def marks(self, *, article: str | None = None, target: Target | None = None) -> tuple[Mark, ...]:
        """All marks, those in or on one article, or those on one thing (an event: also those that came to lie on
        it).
        """
        with self._lock:
            if target is not None:
                return self._marks_on(target)
            if article is not None:
                return tuple(self._marks_in(self._article_id(article)))
            return tuple(self._marks.values())

    def _marks_on(self, target: Target) -> tuple[Mark, ...]:
        if target.name is not None:
            return tuple(self._marks_named(target.kind, target.name))
        if target.article is None:
            return ()
        marks = self._marks_in(target.article)
        if not marks:
            return ()
        if target.kind is TargetKind.EVENT and target.anchor is not None:
            span = Span(target.anchor.start, target.anchor.end)
            block = self._block(target.article)
            spans = block.triggers() if block else []
            placed = self._place(target.article)
            owns = [Span(e.trigger.start, e.trigger.end) for e in placed.own]
            index = marking.event_at(span, [*spans, *owns])
            if index is not None:
                on = placed.events.get(index) if index < len(spans) else placed.own_marks[index - len(spans)]
                return on.marks if on else ()
        anchor = target.anchor
        return tuple(m for m in marks if m.target.kind is target.kind and (anchor is None or _same(m, anchor)))

    def tags(self) -> dict[str, int]:
        """Every tag in use and on how many things, most used first."""
        with self._lock:
            used = {
                tag: sum(count for article, count in where.items() if count and self._in_use(article))
                for tag, where in self._tagged.items()
            }
            return dict(sorted(((t, n) for t, n in used.items() if n), key=lambda item: (-item[1], item[0])))

    def _in_use(self, article: str | None) -> bool:
        return article is None or (article in self._articles and not self._articles[article].get("removed"))

    def orphans(self) -> list[Orphan]:
        """Marks whose words are not in their article's text any more, and those whose event is gone (they stay on
        words).
        """
        with self._lock:
            found: list[Orphan] = []
            for key in list(self._live(archived=None)):
                marks = self._marks_in(key)
                if not any(m.target.anchor for m in marks):
                    continue
                text = self._text(key)
                loose = {m.id for m in self._place(key).loose}
                for mark in marks:
                    anchor = mark.target.anchor
                    if anchor is None:
                        continue
                    if text[anchor.start : anchor.end] != anchor.exact:
                        found.append(Orphan(mark, "its words are no longer in the text"))
                    elif mark.id in loose:
                        found.append(Orphan(mark, "its event is no longer read", Span(anchor.start, anchor.end)))
            return found

    # -- actors ---

    def actors(self) -> Sequence[ActorRow]:
        """Every actor that takes part in an event or is credited with one, by how many."""
        with self._lock, no_garbage_collection():
            events: Counter[str] = Counter()
            articles: Counter[str] = Counter()
            known: dict[str, tuple[str, str | None]] = {}
            for key in self._live():
                block = self._block(key)
                if block is None or not block.count:
                    continue
                self._count_actors(block.columns, events, articles, known)
            rows = (ActorRow(n, known[n][0], known[n][1], events[n], articles[n]) for n in events)
            return sorted(rows, key=lambda row: (-row.events, row.name))

    @staticmethod
    def _count_actors(
        columns: dict[str, Any],
        events: Counter[str],
        articles: Counter[str],
        known: dict[str, tuple[str, str | None]],
    ) -> None:
        used: Counter[int] = Counter()
        for who, whom, by in zip(columns["who"], columns["whom"], columns["by"], strict=True):
            used.update({*who, *whom, *by})
        for code, times in used.items():
            name, kind, iso = columns["names"][code]
            events[name] += times
            articles[name] += 1
            if name not in known or (kind and not known[name][0]):
                known[name] = (kind, iso)


def _same(mark: Mark, anchor: Any) -> bool:
    mine = mark.target.anchor
    return mine is not None and (mine.start, mine.end) == (anchor.start, anchor.end)
