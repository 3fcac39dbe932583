"""Events -> stories: which events, of one article or several, are the same happening.

Articles are placed one by one as they come; nothing is redone, and the cost of placing one doesn't grow with the
library (posting lists are cut to their newest entries). What is known lies in a `Sidecar`, of which only what an
article needs is fetched. A person's joins and parts are no part of this: see `joins.py`.
"""

from __future__ import annotations

import math
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import orjson

from tuibrief.days import apart, interval
from tuibrief.kinship import LINK, SAME_TOPIC, contradicts, filled, gap, kinship, outvoted
from tuibrief.model import Article, Reading
from tuibrief.sidecar import Sidecar, dump, pack, unpack
from tuibrief.sketches import Sketch, packed, sketches_of, unpacked
from tuibrief.terms import is_ordinary, topic_of

_TERMS = 25  # an article's heaviest words, by which its kin are looked up
_KEPT = 80  # those that are kept and compared (ECB+: the same score as with all words, at a fifth of the memory)
_POSTINGS = 120  # newest articles looked at for each of them
_KIN = 20  # articles of one topic that events are held against
_WORDS = 50_000  # words whose frequency is held
_HELD = 300  # articles whose sketches stay decoded (2 KB each)

_ORDINARY = 2  # articles that are taken to have had a word of any news, in a library too small to tell
_DATED = 60  # events of each of two stories whose days are held against each other
_PLACED = 200  # the nearest events whose stories are looked at
_VOTERS = 12  # events of a story that speak for it
_SPEAK = 0.15  # of a story's events, so many at least must be kin to one that is put into it
_MERGE = 0.3  # of the pairs of two stories' events, so many must be kin where an event is kin to both

_LOGS = [0.0, *(1 + math.log(n) for n in range(1, 64))]

Known = tuple[str, dict[str, float], tuple[Sketch, ...]]
"""An article's id, its heaviest words with the logarithms of their counts, and its events' sketches."""


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
        terms = self._heaviest(topic_of(article.text))
        sketches = filled(sketches_of(article.text, reading, self._in_articles, frozenset(terms)))
        heavy = list(terms)[:_TERMS]
        kin = self._kin(terms, heavy)
        number = self._side.base.execute(
            "INSERT INTO article(id, stamp, actors, terms, sketches) VALUES(?, ?, ?, ?, ?)",
            (article.id, stamp, actors, pack(dump(terms)), pack(packed(sketches))),
        ).lastrowid
        assert number is not None
        self._articles += 1
        self._hold(number, (article.id, _logs(terms), sketches))
        self._post(number, heavy)
        near = _Near(sketches)
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

    def _heaviest(self, terms: dict[str, int]) -> dict[str, int]:
        """The words that say most about an article, heaviest first."""
        self._learn(terms)
        order = sorted(terms, key=lambda t: (-(1 + math.log(terms[t])) * self._rarity(t), t))
        return {t: terms[t] for t in order[:_KEPT]}

    def _rarity(self, term: str) -> float:
        seen = self._in_articles(term) + (_ORDINARY if is_ordinary(term) else 0)
        return math.log(1 + (self._articles + 8) / (1 + seen))

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
        weights = [self._rarity(term) for term in heavy]
        for at, other in self._side.rows(_newest(len(heavy)), heavy):
            votes[other] += weights[at]
        rare = _Rare(self._rarity)  # kin share most of their words
        mine = {term: log * rare[term] for term, log in _logs(terms).items()}
        size = math.sqrt(sum([x * x for x in mine.values()]))
        likely = [other for other, _ in sorted(votes.items(), key=lambda item: (-item[1], item[0]))[:_KIN]]
        self._learn({term for other in likely for term in self._known(other)[1]})
        found = [(other, _cosine(mine, size, self._known(other)[1], rare)) for other in likely]
        return [(other, topic) for other, topic in found if topic >= SAME_TOPIC]

    def _known(self, number: int) -> Known:
        known = self._held.get(number)
        if known is None:
            row = self._side.rows("SELECT id, terms, sketches FROM article WHERE n=?", (number,))[0]
            terms = _logs(orjson.loads(unpack(row[1])))
            known = row[0], terms, unpacked(row[0], unpack(row[2]), frozenset(terms))
            self._hold(number, known)
        else:
            self._held.move_to_end(number)
        return known

    def _hold(self, number: int, known: Known) -> None:
        self._held[number] = known
        if len(self._held) > _HELD:
            self._held.popitem(last=False)

    # -- placing ---

    def _place(self, article: int, sketch: Sketch, near: _Near) -> None:
        """Put an event into the story of its nearest kin that it can be one with, else into a story of its own; other
        stories that it is kin to become one with that where enough of their events are kin, too.

        The nearest one decides, as in coreference by mention ranking: a mean over the story lets its bare mentions
        ("the launch") outvote the telling one.
        """
        home: _Story | None = None
        for story, by in self._kin_stories(sketch, near):
            if not self._may_hold(story, sketch, near):
                continue
            if home is None:
                home, via = story, by
            elif self._same(home, story, near, sketch):
                self._merge(story, home, sketch.id)
        if home is None:
            number, placed_by = self._next, None
            self._next += 1
        else:
            number, placed_by = home.number, via
            self.touched.update(key for key, _, _ in home.members)
        self.touched.add(sketch.id)
        first, last = sketch.days or (None, None)
        put = "INSERT OR REPLACE INTO event VALUES(?, ?, ?, ?, ?, ?)"
        self._side.base.execute(put, (sketch.id, article, number, placed_by, first, last))

    def _kin_stories(self, sketch: Sketch, near: _Near) -> Iterator[tuple[_Story, str]]:
        """The stories with an event that this one is kin to, the nearest first, with that event."""
        found = [
            (score, other.id) for other, topic in near.of(sketch) if (score := kinship(sketch, other, topic)) >= LINK
        ]
        found.sort(key=lambda item: -item[0])
        marks = ",".join("?" * min(len(found), _PLACED))
        asked = [other for _, other in found[:_PLACED]]
        stories = dict(self._side.rows(f"SELECT id, story FROM event WHERE id IN ({marks})", asked))
        seen: set[int] = set()
        for other in asked:
            number = stories.get(other)
            if number is not None and number not in seen:
                seen.add(number)
                members = self._side.rows("SELECT id, first, last FROM event WHERE story=?", (number,))
                yield _Story(number, members), other

    def _may_hold(self, story: _Story, sketch: Sketch, near: _Near) -> bool:
        """Whether the events of a story, whatever its nearest one says, don't speak against an event's being in it:
        enough of them are kin to it, and there are no other days, no other meeting, no other doers."""
        compared, here = near.sample(story)
        kin = sum(kinship(sketch, other, topic) >= LINK for other, topic in compared)
        if kin * here < _SPEAK * len(compared):
            return False
        first, last = sketch.days or (None, None)
        if _days_apart([(sketch.id, first, last)], story.members):
            return False
        others = [other for other, _ in compared]
        return not any(contradicts(sketch, other) for other in others) and not outvoted([sketch], others)

    def _same(self, one: _Story, other: _Story, near: _Near, joint: Sketch) -> bool:
        """Whether two stories, the first now with an event (``joint``) that is kin to both, are one: most of what
        `_may_hold` asks, of all their events."""
        if _days_apart(one.members[-_DATED:], other.members[-_DATED:]):
            return False
        (mine, here), (theirs, there) = near.sample(one), near.sample(other)
        pairs = [(a, b, min(t, u)) for a, t in mine for b, u in theirs]
        if any(contradicts(a, b) for a, b, _ in pairs) or outvoted([a for a, _ in mine], [b for b, _ in theirs]):
            return False
        kin = sum(kinship(a, b, topic) >= LINK for a, b, topic in pairs)
        if kin * here * there >= _MERGE * len(pairs):
            return True
        kin += sum(kinship(joint, b, topic) >= LINK for b, topic in theirs)
        return kin * here * there >= _MERGE * (len(pairs) + len(theirs))

    def _merge(self, story: _Story, into: _Story, by: str) -> None:
        """Make a story part of another, as the event by which this was seen has it."""
        base = self._side.base
        base.execute("UPDATE event SET via=? WHERE story=? AND via IS NULL", (by, story.number))
        base.execute("UPDATE event SET story=? WHERE story=?", (into.number, story.number))
        self.touched.update(key for key, _, _ in story.members)
        into.members += story.members


Member = tuple[str, str | None, str | None]
"""An event of a story, with the first and last day that it can have been on."""


@dataclass(slots=True)
class _Story:
    number: int
    members: list[Member]


class _Rare(dict[str, float]):
    """How rare words are, each asked for once."""

    def __init__(self, rarity: Callable[[str], float]) -> None:
        self._rarity = rarity

    def __missing__(self, term: str) -> float:
        self[term] = found = self._rarity(term)
        return found


def _logs(terms: dict[str, int]) -> dict[str, float]:
    return {term: _LOGS[n] if n < 64 else 1 + math.log(n) for term, n in terms.items()}


def _cosine(mine: dict[str, float], size: float, theirs: dict[str, float], rare: _Rare) -> float:
    """Of an article's weighted words, ``size`` long, with another's, whose logarithms of counts are given."""
    other = math.sqrt(sum([(log * rare[term]) ** 2 for term, log in theirs.items()]))
    shared = sum([mine[term] * theirs[term] * rare[term] for term in mine.keys() & theirs.keys()])
    return shared / (size * other) if size and other else 0.0


@cache
def _newest(terms: int) -> str:
    """The question for the newest articles with each of so many words, and for which word it is."""
    one = "SELECT {} AS at, n FROM (SELECT n FROM posting WHERE term=? ORDER BY n DESC LIMIT {})"
    return " UNION ALL ".join(one.format(at, _POSTINGS) for at in range(terms)) or "SELECT 0, 0 WHERE 0"


class _Near:
    """The events that one may be one with, found by what every kinship needs: a family of words, or a kind and a day;
    most pairs share neither."""

    def __init__(self, sketches: Iterable[Sketch]) -> None:
        self._asked = {key for sketch in sketches for key in self._keys(sketch)}  # no others are looked up
        self._by_id: dict[str, tuple[Sketch, float]] = {}
        self._all: list[tuple[Sketch, float]] = []
        self._by: defaultdict[object, list[int]] = defaultdict(list)

    def add(self, sketch: Sketch, topic: float) -> None:
        """Put an event in, with how near its article is."""
        self._by_id[sketch.id] = sketch, topic
        keys = self._asked.intersection(self._keys(sketch))
        if keys:
            number = len(self._all)
            self._all.append((sketch, topic))
            for key in keys:
                self._by[key].append(number)

    def of(self, sketch: Sketch) -> list[tuple[Sketch, float]]:
        """Those that may be one with this one, in the order in which they were put in."""
        return [self._all[n] for n in sorted({n for key in self._keys(sketch) for n in self._by.get(key, ())})]

    def sample(self, story: _Story) -> tuple[list[tuple[Sketch, float]], float]:
        """The newest events of a story, of those that are here, and what part of it is here: the others stand in
        articles about something else."""
        here = [self._by_id[key] for key, _, _ in story.members if key in self._by_id]
        return here[-_VOTERS:], len(here) / len(story.members)

    @staticmethod
    def _keys(sketch: Sketch) -> tuple[object, ...]:
        return (*sketch.families, (sketch.type, sketch.when)) if sketch.when else tuple(sketch.families)


def _days_apart(some: Sequence[Member], others: Sequence[Member]) -> bool:
    """Whether the days of two groups of events keep them apart: two of one article, or most of all pairs."""
    pairs, against = 0, 0.0
    for one, first, last in some:
        for other, from_, to in others:
            if first and last and from_ and to:
                pairs += 1
                if apart((first, last), (from_, to)):
                    if one.partition(".")[0] == other.partition(".")[0]:
                        return True
                    open_ended = "0000" in (first, from_) or "9999" in (last, to)  # known by the article's date alone
                    against += (0.5 if open_ended else 1.0) * (gap((first, last), (from_, to)) > 1)
    return 2 * against > pairs


_ORDER = "article, CAST(substr(id, instr(id, '.') + 1) AS INTEGER)"


def find_stories(pairs: Sequence[tuple[Article, Reading]]) -> tuple[tuple[str, ...], ...]:
    """Groups of event ids over these articles, two or more each."""
    stories = Stories()
    for article, reading in pairs:
        stories.add(article, reading)
    return tuple(stories.groups())


__all__ = ["Stories", "find_stories", "interval"]
