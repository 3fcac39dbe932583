"""What is shown of the library: which events in which order, and all that the screen asks and changes. No Textual here.

Without a library (it is not open yet, or can't be opened) every question has an empty answer.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple, cast

from tuibrief.app.holdings import Holdings
from tuibrief.model import Article, Event, MarkKind, Span, Target

if TYPE_CHECKING:
    from tuibrief.app.knowledge import Knowledge
    from tuibrief.folding import Folding
    from tuibrief.library.columns import EventRows
    from tuibrief.library.library import Library
    from tuibrief.library.records import EventRow

Part = tuple[str, str]  # words and a style's name, for the line at the top


class Found(NamedTuple):
    """What was found: the rows to show, the same with a row a telling, and what they are folded by."""

    rows: Sequence[EventRow]
    told: Sequence[EventRow]
    folding: Folding | None


class View(Holdings):
    """The library as the screen sees it now: scope, filter, and the rows that follow from them.

    In a list of all articles the tellings of one story are one row, as soon as it is known which these are, unless they
    are to stand ``apart``.
    """

    def __init__(
        self,
        library: Library | None = None,
        *,
        all_articles: bool = False,
        core_only: bool = False,
        filter: str = "",  # noqa: A002
        apart: bool = False,
    ) -> None:
        super().__init__(library)
        self.all_articles = all_articles
        self.core_only = core_only
        self.filter = filter
        self.apart = apart
        self.problem = ""
        self.knowledge: Knowledge | None = None
        self._rows: Sequence[EventRow] = ()
        self._told: Sequence[EventRow] = ()  # the same with a row a telling; of a list without a filter all events
        self.folding: Folding | None = None  # by which the rows are folded; None where they aren't
        self._lists: dict[tuple[object, ...], Found] = {}
        self._ready: tuple[tuple[object, ...], tuple[Found | None, str]] | None = None
        self._starts: tuple[str | None, list[int], list[str]] = (None, [], [])

    # --- events

    def events(self, article_id: str | None) -> Sequence[EventRow]:
        """The events for this scope and filter. What is wrong with the filter stands in ``problem``; the rows stay
        then.
        """
        if self.library is None:
            return ()
        ready, self._ready = self._ready, None
        rows, self.problem = (
            ready[1]
            if ready is not None and ready[0] == self._asked(article_id, self.filter)
            else self._ask(article_id, self.filter)
        )
        if rows is not None:
            self._rows, self._told, self.folding = rows
        self._starts = (None, [], [])
        return self._rows

    def prepare(self, article_id: str | None, filter: str) -> None:  # noqa: A002
        """Work out, in a thread, what a filter would show, so that showing it is quick: 0.2 s for 100,000 events."""
        asked = self._asked(article_id, filter)
        self._ready = (asked, self._ask(article_id, filter))

    def foresee(self) -> None:
        """Work out, in a thread, the list that one key changes to: the key events of all articles, or all of them."""
        if self.all_articles and not self.filter.strip():
            self._ask(None, "", core=not self.core_only)

    def _asked(self, article_id: str | None, filter: str, core: bool | None = None) -> tuple[object, ...]:  # noqa: A002
        core = self.core_only if core is None else core
        version = self.library.version if self.library is not None else 0
        article = None if self.all_articles else article_id
        return (version, self.all_articles, core, filter, article, self.wanted_folding)

    @property
    def wanted_folding(self) -> Folding | None:
        """How the list is to fold as things stand: only that of all articles does, where a story is told twice."""
        folding = self.knowledge.folding if self.knowledge is not None else None
        wanted = self.all_articles and not self.apart and folding is not None and not folding.nothing
        return folding if wanted else None

    def _ask(
        self,
        article_id: str | None,
        filter: str,  # noqa: A002
        core: bool | None = None,
    ) -> tuple[Found | None, str]:
        """The rows, or what is wrong with the filter."""
        from tuibrief.library.records import LibraryError

        if self.library is None or (article_id is None and not self.all_articles):
            return Found((), (), None), ""
        folding, core = self.wanted_folding, self.core_only if core is None else core
        plain, every = folding is not None and not filter.strip(), self.all_articles and not filter.strip()
        asked = self._asked(article_id, "", core)
        if every and asked in self._lists:
            return self._lists[asked], ""
        try:
            rows = self.library.events(
                article=None if self.all_articles else article_id,
                core=True if core and not plain else None,
                query=filter or None,
                include_rejected=True,
            )
        except LibraryError as error:
            return None, str(error)
        if folding is None:
            found = Found(rows, rows, None)
        else:
            found = Found(folding.all(rows, core=core) if plain else folding.some(rows), rows, folding)
        if every:
            # All of them and the key events are held until something changes: going to and fro makes no list anew.
            kept = {key: held for key, held in self._lists.items() if key[0] == asked[0] and key[-1] is folding}
            self._lists = {**kept, asked: found}
        return found, ""

    def values_of(self, field: str) -> tuple[str, ...]:
        """What a field of a filter can be, the most used first: tags, actors, who is credited and outlets. May be asked
        from any thread."""
        if self.library is None:
            return ()
        if field == "tag":
            return tuple(self.library.tags())
        if field == "actor":
            return tuple(row.name for row in self.library.actors())
        named = Counter(row.outlet for row in self.library.articles() if row.outlet)
        for shelf, _ in self.library.events().shelves():
            columns = shelf.block.columns
            named.update(columns["names"][code][0] for credited in columns["by"] for code in credited)
        return tuple(name for name, _ in named.most_common())

    def key_events(self, article_id: str | None) -> int | None:
        """How many key events an article has, where not only those are shown; None where that isn't to be said."""
        from tuibrief.library.records import LibraryError

        if self.library is None or self.core_only or self.all_articles or self.filter or article_id is None:
            return None
        try:
            return len(self.library.events(article=article_id, core=True, include_rejected=True))
        except LibraryError:
            return None

    @property
    def count(self) -> int:
        """How many rows are shown: events, or where they are folded stories."""
        return len(self._rows)

    @property
    def counted(self) -> str:
        """How much is shown, in words."""
        if self.folding is None:
            return counted(self.count, "event")
        return f"{self.count:,} stor{'y' if self.count == 1 else 'ies'}"

    @property
    def told(self) -> int | None:
        """How many events the stories that are shown are told by; None where that isn't known without counting."""
        return len(self._told) if self.folding is not None and (self.filter.strip() or not self.core_only) else None

    def tellings(self, events: Sequence[str]) -> tuple[str, ...]:
        """All that tells what some events of a folded list do; these alone where it isn't folded."""
        return self.folding.tellings(events) if self.folding is not None else tuple(events)

    @property
    def rows(self) -> Sequence[EventRow]:
        """The events that are shown."""
        return self._rows

    def ids(self, first: int, last: int) -> Sequence[str]:
        """The events in the rows from ``first`` up to ``last``, which is not among them."""
        ids = getattr(self._rows, "ids", None)
        found: Sequence[str] = ids(first, last) if ids is not None else ()
        return found

    def id_at(self, index: int) -> str | None:
        """The event in a row."""
        return self._rows[index].id if 0 <= index < len(self._rows) else None

    def index_of(self, event_id: str | None) -> int | None:
        """The row of an event; in a folded list the one that stands for it."""
        if event_id is None or not self._rows:
            return None
        rows = cast("EventRows", self._rows)
        return rows.index_of(event_id) if self.folding is None else self.folding.index_of(rows, event_id)

    def row(self, event_id: str | None) -> EventRow | None:
        """An event's own row, also where another stands for it in the list."""
        if event_id is None or not self._told:
            return None
        at = cast("EventRows", self._told).index_of(event_id)
        return None if at is None else self._told[at]

    def find_events(self, words: str, most: int = 100) -> Sequence[EventRow]:
        """Events of the whole library whose words hold these; the first so many. May be asked from any thread."""
        from tuibrief.library.records import LibraryError

        if self.library is None:
            return ()
        try:
            return self.library.events(query=words)[:most]
        except LibraryError:
            return ()

    def first_of(self, article_id: str | None) -> str | None:
        """The first event of an article among those shown."""
        ids = self._starts_of(article_id)[1]
        return ids[0] if ids else None

    def event(self, event_id: str | None) -> Event | None:
        """An event with its evidence, corrections applied."""
        if self.library is None or event_id is None:
            return None
        row = self.row(event_id)
        reading = self.reading(event_id.rpartition(".")[0])
        if row is not None and not row.corrected and not row.own and reading is not None:
            found = next((e for e in reading.events if e.id == event_id), None)
            if found is not None:
                return found
        from tuibrief.library.records import LibraryError

        try:
            return self.library.event(event_id)
        except LibraryError:
            return None

    def nearest(self, article_id: str | None, line: Span) -> str | None:
        """The event for a line of the text: the first whose trigger stands on it, else the last before it, else the
        first.
        """
        starts, ids = self._starts_of(article_id)
        if not starts:
            return None
        at = bisect_left(starts, line.start)
        if at < len(starts) and starts[at] < line.end:
            return ids[at]
        return ids[max(0, bisect_right(starts, line.start) - 1)]

    def _starts_of(self, article_id: str | None) -> tuple[list[int], list[str]]:
        if self._starts[0] != article_id or article_id is None:
            span_of = getattr(self._told, "span_of", None)
            among = [self._told[n] for n in span_of(article_id)] if span_of is not None else []
            rows = sorted((r for r in among if r.core or not self.core_only), key=lambda r: r.start)
            self._starts = (article_id, [r.start for r in rows], [r.id for r in rows])
        return self._starts[1], self._starts[2]

    def show_everything(self) -> None:
        """Drop what hides events: the filter, and key events only."""
        self.filter, self.core_only, self.problem = "", False, ""

    # --- what has changed

    def forget(self, *, marks_only: bool = False) -> None:
        """Ask anew what may have changed."""
        super().forget(marks_only=marks_only)
        self._starts = (None, [], [])

    # --- marks

    def toggle_read(self, article_id: str) -> str:
        """Mark an article read, or unread."""
        row = self.article_row(article_id)
        if self.library is None or row is None:
            return ""
        self.library.mark(MarkKind.READ, [self.library.target_of_article(article_id)], not row.read)
        return f"Marked {'unread' if row.read else 'read'}: {self.title_of(row)}"

    def margin(self, article_id: str | None) -> list[tuple[Span, str]]:
        """The signs beside the text: n for a note, # for a tag, + and - for verdicts."""
        if self.library is None or article_id is None or not self.has(article_id):
            return []
        signs = {MarkKind.NOTE: "✎", MarkKind.TAG: "#"}
        found: list[tuple[Span, str]] = []
        for mark in self.library.marks(article=article_id):
            anchor, sign = mark.target.anchor, signs.get(mark.kind)
            if anchor is not None and sign:
                found.append((Span(anchor.start, anchor.end), sign))
        return sorted(found, key=lambda f: f[1] != "✎")

    def target_of(self, event_id: str | None) -> Target | None:
        """What a mark on an event is put on."""
        from tuibrief.library.records import LibraryError

        try:
            return self.library.target_of_event(event_id) if self.library is not None and event_id is not None else None
        except LibraryError:
            return None

    def targets_of(self, event_ids: Iterable[str]) -> tuple[Target, ...]:
        """What marks on several events are put on, without those that are gone."""
        return tuple(self.library.targets_of_events(event_ids)) if self.library is not None else ()

    def readings_of(self, event_id: str | None) -> tuple[Event | None, Event | None]:
        """An event as it stands, and as the machine read it (None for a person's own)."""
        from tuibrief.library.records import LibraryError

        if self.library is None or event_id is None:
            return None, None
        try:
            found = self.library.event_with_marks(event_id)
        except LibraryError:
            return None, None
        return found.event, found.machine

    # --- words

    def summary(self, name: str) -> list[Part]:
        """The library in a few words, for the line at the top."""
        if self.library is None:
            return [(f"{name} ", "")]
        there = self.counts()
        said: list[Part] = [(f"{name} ", "strong")]
        if self.filter:  # before what gives way where there is little room
            said.append((f"· filter {self.filter.strip()}: {self.counted} ", "note"))
        said.append((f"· {counted(there.articles, 'article')}, {counted(there.events, 'event')} ", "quiet"))
        if there.unread and there.articles > 1:
            said.append((f"· {there.unread:,} unread ", "quiet"))
        return said

    def no_articles(self, key: Callable[[str], str]) -> str:
        """What to do where there are no articles; ``key`` gives a command's key by its id."""
        return f"No articles yet. {key('app.add')} adds a file or folder."

    def no_events(self, article: Article | None, key: Callable[[str], str]) -> str:  # noqa: PLR0911
        """Why no events are shown, and what can be done by which ``key``."""
        if self.library is None:
            return "Opening the library…"
        if not self.articles:
            return self.no_articles(key)
        if self.problem:
            return self.problem
        if self.filter:
            return f"No event fits the filter. {key('find.no-filter')} drops it, {key('find.filter')} changes it."
        reading = self.reading(article.id) if article else None
        if article is not None and reading is None and not self.all_articles:
            return "This article is not read yet. Its events appear here as soon as it is."
        if self.core_only:
            return f"No key events here. {key('find.core')} shows every event."
        return (reading.notice if reading else None) or "No events were found in this article."


def counted(number: int, noun: str) -> str:
    """A number with its noun: ``1 event``, ``142 events``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
