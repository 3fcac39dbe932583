"""What the stages hand on to each other: one record a stage, each standing on those before it.

A stage is a function from what stands to what it adds:

    layout.lay_out(text)                                   -> Layout
    parse.parse(text, spans of layout.paragraphs, nlp)     -> Parse
    names.find_names(parse, layout)                        -> tuple[Name, ...]
    actors.find_cast(parse, layout, names)                 -> Cast
    times.find_times(parse, layout, published, url)        -> Calendar
    predicates.find_predicates(parse, layout, cast)        -> tuple[Predicate, ...]
    attribution.find_attributions(parse, layout, cast, predicates) -> tuple[Said, ...]
    status.find_statuses(parse, predicates, saids)         -> tuple[Status, ...]      one a predicate
    types.find_types(parse, cast, predicates, statuses)    -> tuple[EventType, ...]   one a predicate
    dating.find_dates(parse, predicates, calendar, statuses) -> tuple[Dating, ...]    one a predicate
    places.find_places(parse, cast, names, predicates)     -> tuple[tuple[Place, ...], ...]
    coreference of happenings: happenings.share(…)         -> slots filled from other mentions of the same happening
    headline.find_headlines(…) -> tuple[str, ...]          core.find_core(…) -> tuple[bool, ...]

Token ranges here are (first, last) token indices, last *inclusive*; everything named ``span`` is in characters.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tuibrief.model import Actor, Basis, Role, Span


class BlockKind(StrEnum):
    """What a block of an article's text is."""

    TITLE = "title"
    BYLINE = "byline"
    DATELINE = "dateline"
    HEADING = "heading"
    BODY = "body"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or line of the article that stands alone; sentences never cross it."""

    start: int
    end: int
    kind: BlockKind

    @property
    def span(self) -> Span:
        """Character offsets."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Layout:
    """The article's blocks in order (they never overlap; white space between them belongs to none) and its quotations.

    ``quotations`` are character spans of the words between quotation marks, the marks left out; a quotation that
    runs on over several paragraphs (each opening anew) is one group of spans. ``dateline`` is the place-and-date
    opening of a first paragraph ("QUITO, Oct 22 (Reuters) -") or a line of its own. ``label`` is what stands before the
    colon of a title ("Police: Man held after fire").
    """

    text: str
    blocks: tuple[Block, ...]
    quotations: tuple[tuple[Span, ...], ...] = ()
    title: Span | None = None
    byline: Span | None = None
    dateline: Span | None = None
    label: Span | None = None

    @property
    def openings(self) -> list[int]:
        """The characters at which a sentence opens inside a block: after a title's label, after the dateline."""
        starts = [self.label.end + 1] if self.label else []
        if self.dateline and not any(b.end == self.dateline.end for b in self.blocks):
            starts.append(self.dateline.end)
        return [s + len(self.text[s:]) - len(self.text[s:].lstrip()) for s in starts]

    @property
    def paragraphs(self) -> list[Span]:
        """The spans of all blocks."""
        return [b.span for b in self.blocks]


class NameKind(StrEnum):
    """What a proper name names. PEOPLE are nationalities, faiths, parties used as adjectives or plurals (NORP)."""

    PERSON = "person"
    COUNTRY = "country"
    ORGANIZATION = "organization"
    PLACE = "place"
    PEOPLE = "people"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name as it stands in the text: tokens ``first`` to ``last``, possessive ending and article left out."""

    first: int
    last: int
    kind: NameKind
    text: str


class MentionKind(StrEnum):
    """How a mention refers to its actor."""

    NAME = "name"
    METONYM = "metonym"
    DEMONYM = "demonym"
    ROLE = "role"
    PRONOUN = "pronoun"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that stand for one actor, or for several ("the two leaders"): indices into ``Cast.actors``.

    ``head`` is the index of the token that heads the phrase. ``place`` is True where the words only name a place.
    """

    first: int
    last: int
    head: int
    kind: MentionKind
    actors: tuple[int, ...]
    place: bool = False


@dataclass(frozen=True, slots=True)
class Cast:
    """Who stands in the article, and where. ``by_token`` maps the index of every token inside a mention to the
    innermost mention that holds it."""

    actors: tuple[Actor, ...]
    mentions: tuple[Mention, ...]
    by_token: dict[int, Mention]

    def at(self, token: int) -> Mention | None:
        """The mention that a token stands in."""
        return self.by_token.get(token)

    def names(self, mention: Mention) -> tuple[str, ...]:
        """The canonical names of whom a mention stands for."""
        return tuple(self.actors[i].name for i in mention.actors)


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression: tokens, characters, TIMEX3 type and value, and what it is in EDTF (None for a length or a set
    that names no stretch of the calendar). ``anchored`` is False where it hangs on an event ("a week before the
    visit")."""

    first: int
    last: int
    start: int
    end: int
    type: str
    value: str
    edtf: str | None = None
    anchored: bool = True


@dataclass(frozen=True, slots=True)
class Calendar:
    """The article's date (EDTF), what it rests on, and its time expressions in order."""

    published: str | None
    basis: Basis | None
    times: tuple[TimeMention, ...] = ()


@dataclass(frozen=True, slots=True)
class Argument:
    """A phrase in a predicate: its head token, tokens ``first`` to ``last`` (the whole noun phrase), and its role."""

    role: Role
    head: int
    first: int
    last: int


class Relation(StrEnum):
    """How a predicate hangs on the one that governs it."""

    COMPLEMENT = "complement"  # said that it *fired*; plans to *fire*
    OBJECT = "object"  # confirmed the *launch*
    SUBJECT = "subject"  # the *launch* triggered …
    MODIFIER = "modifier"  # the missiles *fired* on Monday; a plan to *strengthen*
    ADVERBIAL = "adverbial"  # …, *noting* that; if he *agreed*; after the *collapse*
    CONJUNCT = "conjunct"  # analysed and *maintained*


@dataclass(frozen=True, slots=True)
class Predicate:
    """A word that names a happening: ``head`` its token, ``first`` to ``last`` the trigger ("took office",
    "test-fired").

    ``clause`` is the (first, last) token range of the clause or phrase it was read from. ``governor`` is the index
    (in the tuple of predicates) of the predicate it hangs on, with ``relation``; ``marker`` is the word between them
    ("if", "after", "unless", "to"). ``nominal`` tells event nouns from verbs. ``helped`` is where the helping verb
    before the trigger begins ("failed to appear"), which is shown with it.
    """

    head: int
    first: int
    last: int
    lemma: str
    nominal: bool
    arguments: tuple[Argument, ...]
    clause: tuple[int, int]
    governor: int | None = None
    relation: Relation | None = None
    marker: str | None = None
    helped: int | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """Who is credited with what: token ranges of source and cue, character spans of the content, the cue's predicate
    (its index) and the source's canonical names (several: "Park and other experts")."""

    source: tuple[int, int] | None
    cue: tuple[int, int] | None
    content: tuple[Span, ...]
    predicate: int | None = None
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dating:
    """When a happening is: EDTF, and the words it was read from."""

    when: str | None = None
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a happening is: the place's name and its words."""

    name: str
    span: Span
