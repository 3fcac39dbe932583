"""The nouns of tuibrief, as typed immutable records. No I/O, no third-party import.

Offsets are character indices (Python ``str``) into the article's text exactly as it was decoded, end exclusive.
Dates of times are TIMEX3 values (ISO-TimeML), dates of events and articles are EDTF (ISO 8601-2).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple


class Span(NamedTuple):
    """A stretch of an article's text: character offsets, end exclusive."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """Whether the other lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def of(self, text: str) -> str:
        """The words themselves."""
        return text[self.start : self.end]

    def trimmed(self, text: str) -> Span:
        """The same without white space at its ends; of nothing but white space, the empty span at its end."""
        start, end = self
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return Span(start, end)


class Basis(StrEnum):
    """What an article's date rests on."""

    GIVEN = "given"
    INFERRED = "inferred"


class ActorKind(StrEnum):
    """What an actor is."""

    PERSON = "person"
    COUNTRY = "country"
    ORGANIZATION = "organization"
    GROUP = "group"


class Status(StrEnum):
    """Whether an event happened, as the article has it."""

    HAPPENED = "happened"
    PLANNED = "planned"
    POSSIBLE = "possible"
    NEGATED = "negated"


class EventType(StrEnum):
    """PLOVER's event types (openeventdata.org/PLOVER), and two for what PLOVER leaves out."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"
    STATEMENT = "STATEMENT"
    OTHER = "OTHER"


class Role(StrEnum):
    """What part a participant plays in an event."""

    WHO = "who"
    WHOM = "whom"
    WHAT = "what"


@dataclass(frozen=True, slots=True)
class Article:
    """A text and what is known of it. ``published`` here is what was *given* with it (EDTF), never what was
    inferred."""

    id: str
    text: str
    path: str
    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    url: str | None = None
    sha256: str = ""

    @classmethod
    def of(
        cls,
        text: str,
        path: str,
        *,
        title: str | None = None,
        outlet: str | None = None,
        authors: tuple[str, ...] = (),
        published: str | None = None,
        url: str | None = None,
    ) -> Article:
        """An article whose id is the first 12 hexadecimal digits of its text's SHA-256: the same text, the same id."""
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        return cls(digest[:12], text, path, title, outlet, authors, published, url, digest)


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression: ISO-TimeML TIMEX3. ``type`` is DATE, TIME, DURATION or SET; ``value`` as TIMEX3 has it."""

    start: int
    end: int
    type: str
    value: str


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, country, organization or group as one article names it.

    ``aliases`` are the names as they stand in the text; ``of`` is whom it belongs to; ``code`` is ISO 3166-1 alpha-3
    for countries and for what belongs to one; ``mentions`` is where it stands, also by pronoun or role.
    """

    id: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    of: str | None = None
    code: str | None = None
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is credited with saying or thinking what: spans of source, cue and content, and the actor by name."""

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    actor: str | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """A phrase that takes part in an event; ``actor`` is the canonical name it stands for, if any."""

    role: Role
    start: int
    end: int
    actor: str | None = None


@dataclass(frozen=True, slots=True)
class Trigger:
    """The word or words that name an event, and their dictionary form."""

    start: int
    end: int
    lemma: str


@dataclass(frozen=True, slots=True)
class Event:
    """One happening as one article tells it. ``start``/``end`` are those of the clause or sentence it was read from.

    ``when`` is EDTF; ``when_spans`` and ``where_spans`` are the words of time and place (evidence for the screen).
    """

    id: str
    start: int
    end: int
    trigger: Trigger
    type: EventType
    headline: str
    who: tuple[str, ...] = ()
    whom: tuple[str, ...] = ()
    participants: tuple[Participant, ...] = ()
    when: str | None = None
    where: tuple[str, ...] = ()
    according_to: tuple[str, ...] = ()
    status: Status = Status.HAPPENED
    core: bool = False
    when_spans: tuple[Span, ...] = ()
    where_spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What was extracted from one article: the machine layer, rebuilt at any time.

    ``published`` (EDTF) with ``published_basis`` is the date that the reading rests on; ``title`` is the given one
    or the one found in the text; ``model`` and ``rules`` say what read it, so that a stale reading is shown as such;
    ``notice`` is a plain word where nothing was read (another language, a table). ``paragraphs`` and ``headings``
    are spans.
    """

    article: str
    model: str
    rules: str
    language: str
    published: str | None = None
    published_basis: Basis | None = None
    title: str | None = None
    paragraphs: tuple[Span, ...] = ()
    headings: tuple[Span, ...] = ()
    times: tuple[Time, ...] = ()
    actors: tuple[Actor, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    events: tuple[Event, ...] = ()
    notice: str | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a mark is held to a text: W3C Web Annotation's position and quote selectors.

    ``exact`` are the words, ``prefix`` and ``suffix`` up to 32 characters before and after.
    """

    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""


class TargetKind(StrEnum):
    """What a mark can be put on."""

    EVENT = "event"
    SELECTION = "selection"
    ARTICLE = "article"
    ACTOR = "actor"
    STORY = "story"
    OUTLET = "outlet"


@dataclass(frozen=True, slots=True)
class Target:
    """What a mark is put on.

    An event or a selection has its article and the anchor in its text (an event's is its trigger); an article has
    its id; ``name`` is the actor's key, the story's key or the outlet's name.
    """

    kind: TargetKind
    article: str | None = None
    anchor: Anchor | None = None
    name: str | None = None


class MarkKind(StrEnum):
    """What a person can add."""

    TAG = "tag"
    NOTE = "note"
    GRADE = "grade"
    VERDICT = "verdict"
    CORRECTION = "correction"
    EVENT = "event"
    MERGE = "merge"
    SPLIT = "split"
    READ = "read"


@dataclass(frozen=True, slots=True)
class Mark:
    """What a person adds: the human layer. ``id`` is a ULID; ``at`` is UTC (ISO 8601), for display, not for order.

    ``value``: the tag (TAG); the text (NOTE); a letter or digit of the Admiralty code (GRADE); "confirmed" or
    "rejected" (VERDICT); ``{"field": …, "value": …}`` (CORRECTION); the event's fields (EVENT); the other parties
    (MERGE, SPLIT).
    """

    id: str
    kind: MarkKind
    target: Target
    value: Any
    by: str
    at: str


def event_id(article_id: str, start: int, end: int) -> str:
    """An event's key: its article's content hash and its trigger's offsets, so the same text gives the same keys."""
    return f"{article_id}.{start}-{end}"
