"""What the finding of actors works on: the actors so far, their mentions, and the phrases of a text."""

from __future__ import annotations

from dataclasses import dataclass, field

from tuibrief.extract.names.countries import Country, fold
from tuibrief.extract.parse import Parse, Token
from tuibrief.extract.stages import Layout, Mention, MentionKind
from tuibrief.model import ActorKind

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "agent"})


@dataclass(slots=True, eq=False)
class Entity:
    """An actor in the making. ``of`` is whom it belongs to; ``heads`` the nouns it goes by (president, company);
    ``gender`` "f", "m" or ""; ``named`` False for one known by a phrase alone."""

    index: int
    kind: ActorKind
    name: str
    named: bool = True
    of: Entity | None = None
    country: Country | None = None
    gender: str = ""
    plural: bool = False
    heads: set[str] = field(default_factory=set)
    aliases: dict[str, None] = field(default_factory=dict)
    count: int = 0
    abroad: bool = False  # the text says it is from where no country is: "the European builder X"
    number: str = ""  # how many a group known by a phrase counts, where the text says so
    formal: bool = False  # ``name`` is settled and longer aliases don't change it

    def code(self) -> str | None:
        """ISO 3166-1 alpha-3 of the country, or of the one it belongs to (an organization's people too)."""
        held: Entity | None = self
        for _ in range(3):
            if held is None or held.country:
                break
            held = held.of
        return held.country.code if held and held.country else None


@dataclass(slots=True)
class Casting:
    """The actors and mentions found so far in one article."""

    parse: Parse
    layout: Layout
    entities: list[Entity] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    by_token: dict[int, Mention] = field(default_factory=dict)
    countries: dict[str, Entity] = field(default_factory=dict)
    phrases: dict[tuple[str, int], Entity] = field(default_factory=dict)  # (phrase, owner's index or -1) -> its actor

    def new(self, kind: ActorKind, name: str, *, named: bool = True) -> Entity:
        """Add an actor."""
        entity = Entity(len(self.entities), kind, name, named)
        self.entities.append(entity)
        return entity

    def country(self, country: Country) -> Entity:
        """The actor for a country, added at its first call."""
        entity = self.countries.get(country.name)
        if entity is None:
            entity = self.countries[country.name] = self.new(ActorKind.COUNTRY, country.name)
            entity.country = country
        return entity

    def mention(
        self,
        first: int,
        last: int,
        head: int,
        kind: MentionKind,
        entities: tuple[Entity, ...],
        *,
        place: bool = False,
    ) -> Mention:
        """Note that these words stand for these actors; tokens that stand in a shorter mention stay with it."""
        made = Mention(first, last, head, kind, tuple(e.index for e in entities), place)
        self.mentions.append(made)
        for token in range(first, last + 1):
            held = self.by_token.get(token)
            if held is None or held.last - held.first >= last - first:
                self.by_token[token] = made
        if kind is not MentionKind.PRONOUN:
            for entity in entities:
                entity.count += 1
        return made

    def entities_at(self, token: int) -> tuple[Entity, ...]:
        """Whom the mention at a token stands for, () where there is none."""
        mention = self.by_token.get(token)
        return tuple(self.entities[i] for i in mention.actors) if mention else ()


def head_of(parse: Parse, first: int, last: int) -> Token:
    """The token of a stretch that hangs on something outside it (the last such)."""
    for token in reversed(parse.tokens[first : last + 1]):
        outside = token.head is token or not first <= token.head.index <= last
        if outside and token.pos != "PUNCT":
            return token
    return parse.tokens[last]


def determiner(head: Token) -> str:
    """The lower-case determiner of a noun, "" where it has none, "'s" where another noun owns it."""
    for child in head.children:
        if child.dep in ("det", "predet") or (child.dep == "poss" and child.pos in ("PRON", "DET")):
            return child.lower
        if child.dep == "poss":
            return "'s"
    return ""


def is_subject(token: Token) -> bool:
    """Whether a noun or pronoun is the one of whom its clause speaks."""
    return token.dep in SUBJECTS


def clean(text: str) -> str:
    """Words on one line, without a possessive ending."""
    text = " ".join(text.split())
    text = text.strip('"“”„«»‘([])')
    for end in ("'s", "’s", "'", "’"):
        if text.endswith(end):
            return text[: -len(end)].rstrip()
    return text


__all__ = ["Casting", "Entity", "clean", "determiner", "fold", "head_of", "is_subject"]
