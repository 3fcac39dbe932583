"""Events -> stories: which events, of one article or several, are the same happening.

Articles are placed one by one as they come; nothing is redone, and the cost of placing one doesn't grow with the
library (posting lists are cut to their newest entries). What is known lies in a `Sidecar`, of which only what an
article needs is fetched. A person's joins and parts are no part of this: see `joins.py`.
"""

from __future__ import annotations

import math
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Iterable, Iterator, Sequence

import orjson

from tuibrief.model import ActorKind, Article, Reading
from tuibrief.sidecar import Sidecar, dump
from tuibrief.sketches import (
    LINK,
    SAME_TOPIC,
    Sketch,
    apart,
    contradicts,
    interval,
    kinship,
    outvoted,
    packed,
    sketch_of,
    terms_of,
    unpacked,
)

_TERMS = 25  # an article's heaviest words, by which its kin are looked up
_KEPT = 80  # those that are kept and compared (ECB+: the same score as with all words, at a fifth of the memory)
_POSTINGS = 120  # newest articles looked at for each of them
_KIN = 30  # articles of one topic that events are held against
_WORDS = 50_000  # words whose frequency is held
_HELD = 300  # articles whose sketches stay decoded (2 KB each)

_LOGS = [0.0, *(1 + math.log(n) for n in range(1, 64))]

Known = tuple[str, dict[str, int], tuple[Sketch, ...]]
"""An article's id, its heaviest words with their counts, and its events' sketches."""


class Stories:
    """The stories of a library, kept up as articles come and go.

    ``touched`` collects the events of stories that changed, for who keeps something by event; empty it at will.
    """

    def __init__(self, sidecar: Sidecar | None = None) -> None:
        self._side = sidecar or Sidecar()
        self.touched: set[str] = set()
        self.forget()

    def forget(self) -> None:
        """Drop what is held of the sidecar: another session changed it, or a transaction was rolled back."""
        self._held: OrderedDict[int, Known] = OrderedDict()
        self._frequency: dict[str, int] = {}
        self._articles = int(self._side.value("SELECT count(*) FROM article"))
        self._next = int(self._side.value("SELECT coalesce(max(story), -1) + 1 FROM event"))

    def add(self, article: Article, reading: Reading, stamp: str = "", actors: bytes = b"") -> None:
        """Place the events of an article; an earlier reading of it is forgotten first.

        ``stamp`` and ``actors`` are kept with it for whoever asks.
        """
        self.remove(article.id)
        terms = self._heaviest(terms_of(article.text))
        named = frozenset(a.name for a in reading.actors if a.kind is not ActorKind.GROUP)
        sketches = tuple(sketch_of(e, article.text, reading, named) for e in reading.events)
        heavy = list(terms)[:_TERMS]
        kin = self._kin(terms, heavy)
        number = self._side.base.execute(
            "INSERT INTO article(id, stamp, actors, terms, sketches) VALUES(?, ?, ?, ?, ?)",
            (article.id, stamp, actors, dump(terms), packed(sketches)),
        ).lastrowid
        assert number is not None
        self._articles += 1
        self._hold(number, (article.id, terms, sketches))
        self._post(number, heavy)
        near = _Near()
        for other, topic in kin:
            for sketch in self._known(other)[2]:
                near.add(sketch, topic)
        for sketch in sketches:
            self._place(number, sketch, near)
            near.add(sketch, 1.0)

    def remove(self, article: str) -> None:
        """Forget an article and its events."""
        number = self._side.number(article)
        if number is None:
            return
        base = self._side.base
        for (event,) in self._side.rows("SELECT id FROM event WHERE article=?", (number,)):
            self.touched.update(self.story_of(event))
        terms = list(self._known(number)[1])[:_TERMS]
        base.executemany("DELETE FROM posting WHERE term=? AND n=?", [(t, number) for t in terms])
        base.executemany("UPDATE frequency SET articles=articles-1 WHERE term=?", [(t,) for t in terms])
        for term in terms:
            if term in self._frequency:
                self._frequency[term] -= 1
        base.execute("DELETE FROM event WHERE article=?", (number,))
        base.execute("DELETE FROM article WHERE n=?", (number,))
        self._held.pop(number, None)
        self._articles -= 1

    def story_of(self, event: str) -> tuple[str, ...]:
        """The ids of all events that are the same happening as this one, itself among them."""
        number = self._side.value("SELECT story FROM event WHERE id=?", event)
        if number is None:
            return (event,)
        return tuple(i for (i,) in self._side.rows(f"SELECT id FROM event WHERE story=? ORDER BY {_ORDER}", (number,)))

    def ways(self, event: str) -> dict[str, str | None]:
        """The story of an event as a tree: each of its events with the one by which it was placed there."""
        number = self._side.value("SELECT story FROM event WHERE id=?", event)
        if number is None:
            return {event: None}
        return dict(self._side.rows(f"SELECT id, via FROM event WHERE story=? ORDER BY {_ORDER}", (number,)))

    def groups(self) -> Iterator[tuple[str, ...]]:
        """All stories of two events and more."""
        found: defaultdict[int, list[str]] = defaultdict(list)
        many = "SELECT story FROM event GROUP BY story HAVING count(*) > 1"
        for story, event in self._side.rows(f"SELECT story, id FROM event WHERE story IN ({many}) ORDER BY {_ORDER}"):
            found[story].append(event)
        return (tuple(events) for _, events in sorted(found.items()))

    # -- words ---

    def _heaviest(self, terms: Counter[str]) -> dict[str, int]:
        """The words that say most about an article, heaviest first."""
        self._learn(terms)
        order = sorted(terms, key=lambda t: (-(1 + math.log(terms[t])) * self._rarity(t), t))
        return {t: terms[t] for t in order[:_KEPT]}

    def _rarity(self, term: str) -> float:
        return math.log(1 + (self._articles + 8) / (1 + self._in_articles(term)))

    def _in_articles(self, term: str) -> int:
        found = self._frequency.get(term)
        if found is None:
            asked = self._side.value("SELECT articles FROM frequency WHERE term=?", term)
            found = self._frequency[term] = int(asked or 0)
        return found

    def _learn(self, terms: Iterable[str]) -> None:
        """Fetch how frequent these words are at once: one by one they are half of what placing an article costs."""
        if len(self._frequency) > _WORDS:
            self._frequency.clear()
        lacking = [t for t in terms if t not in self._frequency]
        for at in range(0, len(lacking), 500):
            part = lacking[at : at + 500]
            self._frequency.update(dict.fromkeys(part, 0))
            marks = ",".join("?" * len(part))
            rows = self._side.rows(f"SELECT term, articles FROM frequency WHERE term IN ({marks})", part)
            self._frequency.update({term: int(articles) for term, articles in rows})

    def _post(self, number: int, heavy: list[str]) -> None:
        base = self._side.base
        base.executemany("INSERT INTO posting VALUES(?, ?)", [(t, number) for t in heavy])
        more = "INSERT INTO frequency VALUES(?, 1) ON CONFLICT(term) DO UPDATE SET articles=articles+1"
        base.executemany(more, [(t,) for t in heavy])
        for term in heavy:
            if term in self._frequency:
                self._frequency[term] += 1

    # -- kin ---

    def _kin(self, terms: dict[str, int], heavy: list[str]) -> list[tuple[int, float]]:
        """The articles about the same thing, the likeliest first, with their cosine."""
        votes: Counter[int] = Counter()
        for term in heavy:
            weight = self._rarity(term)
            newest = "SELECT n FROM posting WHERE term=? ORDER BY n DESC LIMIT ?"
            for (other,) in self._side.rows(newest, (term, _POSTINGS)):
                votes[other] += weight  # type: ignore[assignment]
        rare: dict[str, float] = {}  # kin share most of their words
        mine = self._vector(terms, rare)
        likely = [other for other, _ in sorted(votes.items(), key=lambda item: (-item[1], item[0]))[:_KIN]]
        self._learn({term for other in likely for term in self._known(other)[1]})
        found = [(other, self._cosine(mine, self._vector(self._known(other)[1], rare))) for other in likely]
        return [(other, topic) for other, topic in found if topic >= SAME_TOPIC]

    def _known(self, number: int) -> Known:
        known = self._held.get(number)
        if known is None:
            row = self._side.rows("SELECT id, terms, sketches FROM article WHERE n=?", (number,))[0]
            known = row[0], orjson.loads(row[1]), unpacked(row[0], row[2])
            self._hold(number, known)
        else:
            self._held.move_to_end(number)
        return known

    def _hold(self, number: int, known: Known) -> None:
        self._held[number] = known
        if len(self._held) > _HELD:
            self._held.popitem(last=False)

    def _vector(self, terms: dict[str, int], rare: dict[str, float]) -> dict[str, float]:
        for term in terms.keys() - rare.keys():
            rare[term] = self._rarity(term)
        return {t: _LOGS[n] * rare[t] if n < 64 else (1 + math.log(n)) * rare[t] for t, n in terms.items()}

    @staticmethod
    def _cosine(a: dict[str, float], b: dict[str, float]) -> float:
        size = math.sqrt(sum([x * x for x in a.values()]) * sum([x * x for x in b.values()]))
        return sum([a[t] * b[t] for t in a.keys() & b.keys()]) / size if size else 0.0

    # -- placing ---

    def _place(self, article: int, sketch: Sketch, near: _Near) -> None:
        """Put an event into the story of its nearest kin that it can be one with, else into a story of its own.

        The nearest one decides, as in coreference by mention ranking: a mean over the story lets its bare mentions
        ("the launch") outvote the telling one (seeds 0.75 against 0.82, ECB+ 0.63 against 0.65).
        """
        found = [(score, other) for other, topic in near.of(sketch) if (score := kinship(sketch, other, topic)) >= LINK]
        found.sort(key=lambda item: -item[0])
        refused: set[int] = set()
        story, via = self._next, None
        for _, other in found:
            number = self._side.value("SELECT story FROM event WHERE id=?", other.id)
            if number is None or number in refused:
                continue
            members = self._side.rows("SELECT id, first, last FROM event WHERE story=?", (number,))
            if not _barred(sketch, members, near.by_id):
                story, via = number, other.id
                self.touched.update(m[0] for m in members)
                break
            refused.add(number)
        self._next = max(self._next, story + 1)
        self.touched.add(sketch.id)
        first, last = sketch.days or (None, None)
        put = "INSERT OR REPLACE INTO event VALUES(?, ?, ?, ?, ?, ?)"
        self._side.base.execute(put, (sketch.id, article, story, via, first, last))


class _Near:
    """The events that one may be one with, found by what every kinship needs: a family of words, or a kind and a day;
    most pairs share neither."""

    def __init__(self) -> None:
        self.by_id: dict[str, Sketch] = {}
        self._all: list[tuple[Sketch, float]] = []
        self._by: defaultdict[object, list[int]] = defaultdict(list)

    def add(self, sketch: Sketch, topic: float) -> None:
        """Put an event in, with how near its article is."""
        number = len(self._all)
        self._all.append((sketch, topic))
        self.by_id[sketch.id] = sketch
        for key in self._keys(sketch):
            self._by[key].append(number)

    def of(self, sketch: Sketch) -> list[tuple[Sketch, float]]:
        """Those that may be one with this one, in the order in which they were put in."""
        return [self._all[n] for n in sorted({n for key in self._keys(sketch) for n in self._by.get(key, ())})]

    @staticmethod
    def _keys(sketch: Sketch) -> tuple[object, ...]:
        return (*sketch.families, (sketch.type, sketch.when)) if sketch.when else tuple(sketch.families)


def _barred(sketch: Sketch, members: Sequence[tuple[str, str | None, str | None]], beside: dict[str, Sketch]) -> bool:
    """Whether the members of a story speak against an event's being in it, whatever its nearest one says: other days,
    or, where their article was compared, another meeting or other doers."""
    if any(first and last and apart(sketch.days, (first, last)) for _, first, last in members):
        return True
    compared = [beside[key] for key, _, _ in members if key in beside]
    return any(contradicts(sketch, other) for other in compared) or outvoted(sketch, compared)


_ORDER = "article, CAST(substr(id, instr(id, '.') + 1) AS INTEGER)"


def find_stories(pairs: Sequence[tuple[Article, Reading]]) -> tuple[tuple[str, ...], ...]:
    """Groups of event ids over these articles, two or more each."""
    stories = Stories()
    for article, reading in pairs:
        stories.add(article, reading)
    return tuple(stories.groups())


__all__ = ["Stories", "find_stories", "interval"]
