"""Which mentions in one article are the same happening.

A link needs words of one family (a launch, a test, "fired"), and nothing that speaks against it: other dates, other
parties, things told apart by a word ("cruise missiles", "ballistic missiles"), another status. Then a definite noun
("the launch", "those tests") goes to the mention before it that fits best, the latest of equals; a verb or an
indefinite noun only to one that agrees in who or when, besides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from tuibrief.extract.parse import Parse, Token
from tuibrief.extract.stages import Predicate
from tuibrief.extract.words import table as lexicon_table
from tuibrief.model import Event, EventType, Role, Status

_ENDINGS = (
    "ments",
    "ment",
    "ations",
    "ation",
    "ions",
    "ion",
    "ings",
    "ing",
    "als",
    "al",
    "ers",
    "er",
    "ed",
    "es",
    "s",
    "e",
)
_KEPT = 40  # happenings of a family, and mentions of each, that a mention is held against: a long text costs no more
_LEAD = 3  # sentences (a byline, a dateline among them) up to which the first mention of a kind is the title's
_STOPS = frozenset(".!?…")
_NEAR = 2  # sentences within which a mention without a doer goes on about what was just told
_DESCRIBING = frozenset({"NOUN", "PROPN", "ADJ"})
_NAMED = frozenset({"PERSON", "GPE", "NORP", "ORG", "DATE", "TIME", "CARDINAL", "ORDINAL", "LOC", "FAC"})


@dataclass(frozen=True, slots=True)
class Words:
    """The data of happenings.toml."""

    families: dict[str, frozenset[int]]
    things: dict[str, str]
    mutual: frozenset[str]
    loose: frozenset[str]
    other: frozenset[str]
    told: frozenset[str]
    vague: frozenset[str]
    attending: frozenset[str]


@cache
def words() -> Words:
    """The words, read once."""
    data = lexicon_table("happenings")
    families: defaultdict[str, set[int]] = defaultdict(set)
    for number, line in enumerate(data["families"]):
        for word in line.split():
            families[word].add(number)
    sets = {name: frozenset(data[name].split()) for name in ("mutual", "loose", "other", "told", "vague", "attending")}
    things = {word: line.split()[0] for line in data["things"] for word in line.split()}
    return Words({word: frozenset(found) for word, found in families.items()}, things, **sets)


@lru_cache(maxsize=10_000)
def stem(word: str) -> str:
    """A word without its commonest endings, so that a noun meets its verb: for comparing only."""
    word = word.casefold()
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)].removesuffix("e")
    return word.removesuffix("e")


class Mention(NamedTuple):
    """What a mention of a happening is compared by."""

    number: int
    sentence: int
    families: frozenset[object]
    nominal: bool
    definite: bool
    fresh: bool
    vague: bool
    pointing: bool
    known: bool
    mutual: bool
    about: frozenset[str]
    who: frozenset[str]
    whom: frozenset[str]
    status: Status
    days: tuple[str, str] | None
    day: str | None
    titled: bool = False
    main: bool = True


def sketch(parse: Parse, number: int, predicate: Predicate, event: Event) -> Mention:
    """What one mention is compared by."""
    data = words()
    head = parse.tokens[predicate.head]
    lemma = predicate.lemma.lower().replace(" ", "_")
    families: frozenset[object] = data.families.get(lemma) or frozenset({stem(lemma)})
    before = _before(head, data)
    owned = head.child("poss") is not None
    owned_last = owned and before & data.other == {"last"}  # "their last meeting": one of those told of
    also = any(c.lower == "also" and c.index < head.index for c in head.children)
    fresh = also or (bool(before & data.other) and not owned_last)
    definite = predicate.nominal and not fresh and (owned or bool(before & data.told))
    plain = predicate.nominal and not before & {"a", "an"} and head.tag in ("NNS", "NNPS") and not definite
    return Mention(
        number=number,
        sentence=head.sentence,
        families=families,
        nominal=predicate.nominal,
        definite=definite,
        fresh=fresh or bool(predicate.nominal and before & {"a", "an"}),
        vague=bool(before & data.vague) or (plain and (event.status is not Status.HAPPENED or _is_habit(head))),
        pointing=bool(before & {"this", "these", "those"}),
        known=_is_known(head, data),
        mutual=lemma in data.mutual,
        about=_about(parse, predicate, data),
        who=frozenset(event.who),
        whom=frozenset(event.whom),
        status=event.status,
        days=days_of(event.when),
        day=event.when,
        titled=head.sentence == 0 and _is_title(parse, head),
        main=head.dep != "pobj",  # not only told about: "Fares rise despite strike"
    )


def _is_title(parse: Parse, head: Token) -> bool:
    """Whether a word stands in a line without a full stop at its end."""
    sentence = parse.of(parse.sentence_of(head))
    last = next((t for t in reversed(sentence) if t.pos != "SPACE"), head)
    return last.text not in _STOPS


def _before(head: Token, data: Words) -> set[str]:
    """The words that single a noun out: its own, and those of "this latest round of …"."""
    heads = [head]
    if head.dep == "pobj" and head.head.lower == "of" and head.head.head.lemma in data.loose:
        heads.append(head.head.head)
    kinds = ("det", "amod", "poss", "nummod")
    return {c.lower for h in heads for c in h.children if c.index < h.index and c.dep in kinds}


def _is_habit(noun: Token) -> bool:
    """Whether a bare plural stands under a verb in the plain present: "uses missile tests to gain leverage"."""
    verb = next((t for t in noun.ancestors() if t.pos in ("VERB", "AUX")), None)
    return verb is not None and verb.tag in ("VBZ", "VBP") and verb.child("aux", "auxpass") is None


def _is_known(verb: Token, data: Words) -> bool:
    """Whether a passive verb speaks of something told of: "the masks were stolen"."""
    subject = verb.child("nsubjpass")
    return subject is not None and any(c.lower in data.told for c in subject.children_of("det", "poss"))


def _about(parse: Parse, predicate: Predicate, data: Words) -> frozenset[str]:
    """The words that tell this happening from others of its family: what is launched, what the test is of."""
    head = parse.tokens[predicate.head]
    found: set[str] = set()
    tokens: list[Token] = []
    if predicate.nominal:
        tokens += [c for c in head.children if c.index < head.index and c.dep in ("compound", "amod", "nmod")]
        for child in tuple(tokens):
            tokens += child.children_of("compound", "amod")
        for of in (c for c in head.children_of("prep") if c.lower == "of"):
            if (thing := of.child("pobj")) is not None:
                tokens += [thing, *thing.children_of("compound", "amod")]
    else:
        for argument in predicate.arguments:
            if argument.role is not Role.WHO:
                tokens += parse.tokens[argument.first : argument.last + 1]
        subject = head.child("nsubjpass") or (head.head if head.dep == "acl" and head.tag == "VBN" else None)
        if subject is not None:
            tokens += [subject, *subject.children_of("compound", "amod")]
    for token in tokens:
        if token.pos in _DESCRIBING and token.entity not in _NAMED and token.index != head.index:
            word = token.lemma.lower()
            if word not in data.loose and len(word) > 2:
                found.add(data.things.get(word, word))
    return frozenset(found)


def days_of(when: str | None) -> tuple[str, str] | None:
    """First and last day of an EDTF date or interval (an approximate one a day wider each way); None for none."""
    if not when:
        return None
    first, _, last = when.partition("/")
    ends = [_edge(first, "-01-01", "0000"), _edge(last or first, "-12-31", "9999")]
    return (ends[0], ends[1]) if all(ends) else None


def _edge(part: str, fill: str, open_end: str) -> str:
    part = part.split("T", maxsplit=1)[0].strip("~?%. ")
    if not part:
        return open_end
    if not part[:4].isdigit():
        return ""
    return part + fill[len(part) - 4 :] if len(part) in (4, 7) and part[5:7] <= "12" else part[:10]


def apart(a: tuple[str, str] | None, b: tuple[str, str] | None) -> bool:
    """Whether two stretches of days have none in common."""
    return a is not None and b is not None and (a[1] < b[0] or b[1] < a[0])


def fits(a: Mention, b: Mention) -> bool:
    """Whether nothing speaks against two mentions being one happening."""
    if not a.families & b.families or a.vague or b.vague:
        return False
    if a.status is not b.status or (apart(a.days, b.days) and not _near(a, b)):
        return False
    if a.about and b.about and (not a.about & b.about or (a.about - b.about and b.about - a.about and not a.mutual)):
        return False
    if a.mutual and b.mutual:
        mine, theirs = a.who | a.whom, b.who | b.whom
        return not mine or not theirs or mine <= theirs or theirs <= mine
    if a.who and b.who and not a.who & b.who:
        return False
    return not (a.whom and b.whom and not a.whom & b.whom)


def _near(a: Mention, b: Mention) -> bool:
    return bool(a.day and b.day and "~" in a.day + b.day and a.day[:7] == b.day[:7])


def groups(parse: Parse, predicates: tuple[Predicate, ...], events: tuple[Event, ...]) -> tuple[tuple[int, ...], ...]:
    """The mentions (numbers of predicates) that are one happening, two and more each, in the order of the text."""
    pairs = enumerate(zip(predicates, events, strict=True))
    mentions = [sketch(parse, n, p, e) for n, (p, e) in pairs if e.type is not EventType.STATEMENT]
    clusters: list[list[Mention]] = []
    by_family: defaultdict[object, list[list[Mention]]] = defaultdict(list)
    for mention in mentions:
        near = {id(c): c for family in mention.families for c in by_family[family][-_KEPT:]}
        chosen = _chosen(mention, near.values())
        if chosen is None:
            chosen = []
            clusters.append(chosen)
        chosen.append(mention)
        for family in mention.families:
            if not any(c is chosen for c in by_family[family]):
                by_family[family].append(chosen)
    return tuple(tuple(m.number for m in c) for c in clusters if len(c) > 1)


def _chosen(mention: Mention, near: Iterable[list[Mention]]) -> list[Mention] | None:
    """The happening told of before that a mention belongs to: the strongest tie, the latest of equals."""
    best: tuple[float, int] | None = None
    chosen = None
    for cluster in near:
        members = cluster[:1] + cluster[1:][-_KEPT:]
        if not all(fits(mention, m) for m in members):
            continue
        tie = max(_tie(mention, m) for m in members)
        if tie < 1:
            continue
        # "the launch" is the one that much is told of, "this launch" the one told of last
        weight = 0.0 if mention.pointing else 0.05 * len(cluster) + 0.2 * any(m.day for m in cluster)
        rank = (tie + weight, cluster[-1].number)
        if best is None or rank >= best:
            best, chosen = rank, cluster
    return chosen


def _tie(mention: Mention, earlier: Mention) -> float:
    """How much speaks for a mention being the same as an earlier one; 1 and more joins them."""
    same_day = mention.day is not None and mention.day == earlier.day
    parties = bool((mention.who | mention.whom) & (earlier.who | earlier.whom))
    about = bool(mention.about & earlier.about)
    tie = 0.5 * same_day + 0.4 * parties + 0.4 * about
    if earlier.titled and earlier.main and mention.main and 0 < mention.sentence <= _LEAD:
        return tie + 1.0  # the title tells what the first sentence tells
    if mention.definite:
        return tie + 1.0
    if mention.fresh and mention.status is Status.HAPPENED and not same_day:
        return 0.0
    if mention.status is not Status.HAPPENED and parties:
        tie += 0.6
    if about and not mention.nominal and not mention.who:
        tie += 0.4 if mention.known else 0.1  # "the masks were stolen": what it is done to was told of
        tie += 0.3 if mention.sentence - earlier.sentence <= _NEAR else 0.0
    return tie + 0.2
