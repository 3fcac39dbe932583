"""How much speaks for two events being one happening.

Lemma matching fails where incidents look alike: one missile test is not another. So a link needs a shared word for the
happening (a stem or a family of words), and what speaks for it (parties, days, what it is about, how near the two
sentences and the two articles are) has to outweigh what speaks against it (other parties, another status, days that
don't fit).

The weights are logarithms of odds, rounded from a logistic regression over pairs of mentions of one family in ECB+ and
in the texts of `tests/telling`; fitted to either half of ECB+'s topics, they came out alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from tuibrief.days import apart
from tuibrief.model import EventType, Status
from tuibrief.sketches import MUTUAL, Name, Sketch

SAME_TOPIC = 0.15
"""Two articles can tell of one thing from this cosine on (short ones of one incident lie at 0.16 and more, nearly all
unrelated pairs of ECB+ below); how far above tells like incidents apart, and weighs in each kinship."""

LINK = 0.2
"""How much must speak for a link, on the scale of `kinship`."""

NEVER = -9.0
"""The kinship of events that can't be one, or that have nothing in common."""

_BASE = 0.4
_SAME_WORD = 0.6
_SAME_KIND = -0.5  # no word in common, but the same kind of deed by the same one on the same day
_WEAK = -1.2  # words that tell little ("say", "take")
_WHO, _OTHER_WHO = 0.7, -1.8
_WHOM, _OTHER_WHOM = 1.8, -1.2
_WHERE = 0.2
_ABOUT = 0.6
_SAME_DAY, _NEXT_DAY = 1.0, -0.4
_DAYS_APART = -1.2  # only by what the articles' own dates allow
_NEGATED, _POSSIBLE = -1.0, -2.5
_TOPIC, _MEAN_TOPIC, _MOST_TOPIC = 3.0, 0.2, 0.5
_NEARNESS, _MEAN_NEARNESS = 2.5, 0.2
_WITHIN, _TOLD, _OPENING = 0.3, 0.8, 1.5
_OTHER_GROUPS = -1.3  # "train drivers" are no "pilots"
_OTHER_PLACES, _OTHER_ABOUT = -0.6, -1.0
_STRANGE, _FAMILIAR = -0.5, 0.5  # nothing, or all, of what takes part is spoken of in the other article

_OTHER_THING = -1.8  # other names in what takes part: one index is not another
_STALE = ((2, 0.0), (7, -0.5), (30, -1.0), (9999, -1.8))
"""Undated, the events of articles that came out so many days apart: news is of its day. (ECB+ has no dates to fit these
to; of 117 articles on markets and carmakers they part one day's losses from another's.)"""

_ABOUT_LEAST = 0.34  # of what a weak word speaks of, so much must be shared
_SLACK = 1  # day: "Wednesday" in one article is "Thursday" in one from another time zone
_VAGUE = frozenset({EventType.OTHER, EventType.STATEMENT})


def kinship(a: Sketch, b: Sketch, topic: float) -> float:
    """How much speaks for two events being one happening; LINK or more joins them. ``topic`` is how near their articles
    are (a cosine)."""
    if a.lasting is not b.lasting:
        return NEVER  # what went on "for decades" is no single happening
    score = _days(a, b)
    if score == NEVER:
        return NEVER
    who = parties(a.who, b.who, a.whom, b.whom, mutual=a.type in MUTUAL and b.type in MUTUAL)
    if a.word == b.word:
        score += _BASE + _SAME_WORD
    elif not a.families.isdisjoint(b.families):
        score += _BASE
    elif (
        a.type is b.type and a.type not in _VAGUE and who > 0 and a.when and a.when == b.when and a.when[0] == a.when[1]
    ):
        score += _BASE + _SAME_KIND
    else:
        return NEVER
    about = _shared(a.about, b.about)
    if a.weak or b.weak:
        if about < _ABOUT_LEAST or who <= 0:
            return NEVER
        score += _WEAK
    whom = parties(a.whom, b.whom, a.who, b.who)
    score += _WHO if who > 0 else _OTHER_WHO * -who
    score += _WHOM if whom > 0 else _OTHER_WHOM * -whom
    score += (_ABOUT * about if about else _OTHER_ABOUT) * (about >= 0) + _status(a, b)
    if other_things(a, b):
        score += _OTHER_THING
    if a.groups and b.groups and a.groups.isdisjoint(b.groups):
        score += _OTHER_GROUPS
    score += _places(a.where, b.where)
    if a.article == b.article:
        opening = (a.titled and b.leading) or (b.titled and a.leading)  # the title tells what the first sentence tells
        return score + _WITHIN + (_TOLD if a.told and b.told else 0.0) + _OPENING * opening
    return score + _surroundings(a, b, topic) + _known_to(a, b)


def _places(a: frozenset[str], b: frozenset[str]) -> float:
    """What the places of two events say: "the town of Roe" is "Roe"."""
    if not a or not b:
        return 0.0
    if not a.isdisjoint(b):
        return _WHERE
    return 0.0 if any(not set(x.split()).isdisjoint(y.split()) for x in a for y in b) else _OTHER_PLACES


def _known_to(a: Sketch, b: Sketch) -> float:
    """What it says that the other article speaks, or doesn't, of who and what takes part."""
    found = [len(s.marks & o.topic) / len(s.marks) for s, o in ((a, b), (b, a)) if s.marks]
    if not found:
        return 0.0
    return _STRANGE if not min(found) else _FAMILIAR if min(found) == 1 else 0.0


def _days(a: Sketch, b: Sketch) -> float:
    if a.when and a.when == b.when:
        return _SAME_DAY
    between = gap(a.when, b.when)
    if between and (_lent(a) or _lent(b)):
        return _DAYS_APART
    if between:
        return NEVER if a.article == b.article or between > _SLACK else _NEXT_DAY
    if apart(a.days, b.days):
        return NEVER if a.article == b.article else _DAYS_APART
    return _staleness(a, b)


def _lent(sketch: Sketch) -> bool:
    """Whether the day of an event is another mention's (`filled`)."""
    return sketch.when is not None and sketch.when != sketch.days


def _staleness(a: Sketch, b: Sketch) -> float:
    """What it costs that at most one of the events is dated, and what the others' articles came out days from it."""
    if a.when and b.when:
        return 0.0
    mine, theirs = (s.when or (s.out and (s.out, s.out)) or None for s in (a, b))
    between = gap(mine, theirs)
    return next((cost for days, cost in _STALE if between <= days), _STALE[-1][1])


def other_things(a: Sketch, b: Sketch) -> bool:
    """Whether what takes part in two events goes by other names, and nothing that is said of it is the same name."""
    mine, theirs = a.things, b.things
    if a.article == b.article:  # one article calls a body by one name: "the Dow fell", "Roe Bank, which fell"
        mine, theirs = mine or _bodies(a.who), theirs or _bodies(b.who)
        if not a.things and not b.things:
            return False  # `parties` has said what there is to say
    return bool(mine and theirs) and mine.isdisjoint(b.about | theirs) and theirs.isdisjoint(a.about)


def _bodies(names: frozenset[Name]) -> frozenset[str]:
    return frozenset(word for kind, words in names if kind == "o" for word in words)


@lru_cache(maxsize=8192)
def gap(a: tuple[str, str] | None, b: tuple[str, str] | None) -> int:
    """How many days lie from the end of one stretch of days to the start of the other; 0 where they share one."""
    if not a or not b or not apart(a, b):
        return 0
    last, first = (a[1], b[0]) if a[1] < b[0] else (b[1], a[0])
    try:
        return (date.fromisoformat(first) - date.fromisoformat(last)).days
    except ValueError:
        return 9999


def _status(a: Sketch, b: Sketch) -> float:
    """What a difference in status costs: what is planned in one article has happened in the next, but what may be is
    not what was."""
    if a.status is b.status:
        return 0.0
    pair = {a.status, b.status}
    return _NEGATED if Status.NEGATED in pair else _POSSIBLE if Status.POSSIBLE in pair else 0.0


def _surroundings(a: Sketch, b: Sketch, topic: float) -> float:
    """What the articles and the sentences of two events say."""
    score = _TOPIC * (min(topic, _MOST_TOPIC) - _MEAN_TOPIC)
    near = 0.0
    if a.near and b.near:
        shared = len(a.near & b.near) + 3 * len(a.near_names & b.near_names)
        sizes = (len(a.near) + 3 * len(a.near_names)) * (len(b.near) + 3 * len(b.near_names))
        near = float(shared / sizes**0.5)
    # Numbers that differ say nothing: a toll rises from article to article.
    return score + _NEARNESS * (near - _MEAN_NEARNESS)


def _shared(a: frozenset[str], b: frozenset[str]) -> float:
    """The part of the smaller set that both have; -1 where one is empty."""
    return len(a & b) / min(len(a), len(b)) if a and b else -1.0


# -- parties ---


def parties(
    a: frozenset[Name],
    b: frozenset[Name],
    beside_a: frozenset[Name],
    beside_b: frozenset[Name],
    *,
    mutual: bool = False,
    rivals: str = "pco",
) -> float:
    """1 where the parties agree, -1 where they speak against one happening, 0 where that can't be told.

    ``beside_a`` and ``beside_b`` are the parties in the other role, which may only have been read as such. Two speak
    against one happening only where they are of one kind (of ``rivals``): a ministry may act for its country. Of a
    meeting (``mutual``) all take part: where each side has one that the other lacks, there were two meetings.
    """
    if not a or not b:
        return 0.0
    mine = [n for n in a if not any(same_name(n, m) for m in b)]
    theirs = [m for m in b if not any(same_name(n, m) for n in a)]
    against = any(n[0] == m[0] and n[0] in rivals for n in mine for m in theirs)
    if len(mine) < len(a):
        return -1.0 if mutual and against else 1.0
    if any(same_name(n, m) for n in a for m in beside_b) or any(same_name(n, m) for n in b for m in beside_a):
        return 0.0
    return -1.0 if against else 0.0


@lru_cache(maxsize=65_536)
def same_name(a: Name, b: Name) -> bool:
    """Whether two names can be one's: the same, one part of the other ("Roe", "Jane Roe"), of persons two parts the
    same, a part spelt otherwise by one letter."""
    if a[1] == b[1]:
        return True
    if a[0] == b[0] == "c":
        return False
    short, long = sorted((a[1], b[1]), key=len)
    found = sum(any(_spelt_alike(word, other) for other in long) for word in short)
    return found == len(short) or (found > 1 and a[0] == b[0] == "p")


def _spelt_alike(a: str, b: str) -> bool:
    """Whether two words are one, or differ in one letter and are long."""
    if a == b:
        return True
    if min(len(a), len(b)) < 5 or abs(len(a) - len(b)) > 1 or a[0] != b[0]:
        return False
    at = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return a[at + 1 :] == b[at + 1 :] or a[at:] == b[at + 1 :] or a[at + 1 :] == b[at:]


# -- mentions of one article ---


def filled(sketches: tuple[Sketch, ...]) -> tuple[Sketch, ...]:
    """An article's sketches, those that speak of what was told of ("the crash") with day, parties and places of that:
    another article may share these, and never the bare word. A day that was lent stands in ``when`` alone, and doesn't
    keep events apart: what "the deal" is may be its signing or its end."""
    found: list[Sketch] = []
    for sketch in sketches:
        before = _told_of(sketch, found) if sketch.told and not sketch.weak else None
        if before is not None:
            sketch = replace(  # noqa: PLW2901  # the filled one goes on
                sketch,
                when=sketch.when or before.when,
                who=sketch.who or before.who - sketch.whom,
                whom=sketch.whom or before.whom - sketch.who,
                where=sketch.where or before.where,
                marks=sketch.marks | before.marks,
            )
        found.append(sketch)
    return tuple(found)


def _told_of(sketch: Sketch, before: Sequence[Sketch]) -> Sketch | None:
    """The nearest kin among an article's earlier events, the latest of equals."""
    best, score = None, LINK
    for other in before:
        if other.status is sketch.status and not sketch.families.isdisjoint(other.families):
            found = kinship(sketch, other, 1.0)
            if found >= score and not contradicts(sketch, other):
                best, score = other, found
    return best


# -- stories ---


def contradicts(a: Sketch, b: Sketch) -> bool:
    """Whether two events can't be one, so that no third one joins them: of two meetings each has a party that the
    other lacks; an article that names two things names them apart, and one that tells of another says so."""
    if a.article == b.article and (other_things(a, b) or brought_up(a, b)):
        return True
    if a.type not in MUTUAL or b.type not in MUTUAL:
        return False
    return parties(a.who, b.who, a.whom, b.whom, mutual=True) < 0


def brought_up(a: Sketch, b: Sketch) -> bool:
    """Whether the later of two events of one article is brought up as another than those told of before: "smelters also
    walked out", "a separate blast"."""
    return (a if _place(a) > _place(b) else b).other


def _place(event: Sketch) -> int:
    return int(event.id.rpartition(".")[2].partition("-")[0])


def outvoted(some: Iterable[Sketch], others: Sequence[Sketch]) -> bool:
    """Whether the events of a story rather name other doers, or others done to, than these: a bare mention of a launch
    joins nobody's launch to somebody else's."""
    who = whom = 0.0
    for a in some:
        who += _vote(a.who, a.whom, ((b.who, b.whom) for b in others))
        whom += _vote(a.whom, a.who, ((b.whom, b.who) for b in others))
    return who < 0 or whom < 0


def _vote(
    mine: frozenset[Name], beside: frozenset[Name], others: Iterable[tuple[frozenset[Name], frozenset[Name]]]
) -> float:
    # Companies and bodies have no vote: they go by too many names.
    return sum(parties(mine, theirs, beside, theirs_beside, rivals="pc") for theirs, theirs_beside in others if mine)
