"""Stage 8: PLOVER types, by sense and participants.

The same verb is different things by who does it to whom: a strike by nurses is a protest, by jets an assault, a missile
is fired in a test or at a town. ``lexicon/types.toml`` lists the senses with their conditions; the first that holds
decides, else what the word means by itself, else OTHER.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from tuibrief.extract.parse import Parse, Token
from tuibrief.extract.predicates.voice import is_infinitive
from tuibrief.extract.stages import Argument, Cast, Predicate
from tuibrief.extract.words import lists, table, words
from tuibrief.model import Actor, ActorKind, EventType, Role, Status

# Dependents that make another verb of a verb, wherever the model takes them for adverbs ("step down", "plead guilty").
_WITH_VERB = ("prt", "advmod", "acomp", "oprd")


@dataclass(frozen=True, slots=True)
class Sense:
    """One row of the lexicon: what a word means where its conditions hold. Empty conditions always hold."""

    type: EventType
    who: frozenset[str]
    what: frozenset[str]
    near: frozenset[str]
    within: frozenset[str]
    object: frozenset[str]
    under: frozenset[str]
    status: str
    flags: frozenset[str]


def find_types(
    parse: Parse, cast: Cast, predicates: tuple[Predicate, ...], statuses: tuple[Status, ...]
) -> tuple[EventType, ...]:
    """One type a predicate. A word that one mention tells the sense of ("missile test") has it all over the article."""
    by_token = {i: n for n, p in enumerate(predicates) for i in range(p.first, p.last + 1)}
    readings = [
        _Reading(parse, cast, predicates, by_token, predicate, status)
        for predicate, status in zip(predicates, statuses, strict=True)
    ]
    found = [reading.type() for reading in readings]
    told: dict[str, Counter[EventType]] = {}
    for predicate, kind in zip(predicates, found, strict=True):
        if predicate.nominal and kind is not EventType.OTHER:
            told.setdefault(predicate.lemma, Counter())[kind] += 1
    for i, predicate in enumerate(predicates):
        kinds = told.get(predicate.lemma) if predicate.nominal and found[i] is EventType.OTHER else None
        if kinds is not None and len(kinds) == 1:
            found[i] = next(iter(kinds))
    for i, reading in enumerate(readings):
        if found[i] is EventType.OTHER:
            found[i] = reading.type(known=found)  # who attends a test whose sense is known by now
    return tuple(found)


_FLAGS = ("without_whom", "other", "negated", "takes", "object_acts", "helps", "has_object", "no_object", "has_clause",
          "predicated", "done", "undone", "mishap", "direct", "to_do", "passive", "wonders")  # fmt: skip


_BUILDS = frozenset(_FLAGS[6:])


@cache
def _senses() -> dict[str, tuple[Sense, ...]]:
    classes = lists("types", "classes")
    by_word: dict[str, list[Sense]] = {}

    def members(row: dict[str, Any], key: str) -> frozenset[str]:
        named = frozenset(w for c in row.get(key, "").split() for w in classes[c])
        return named | frozenset(row.get(f"{key}_word", "").split())

    for row in table("types")["sense"]:
        flags = {k for k in _FLAGS if row.get(k)}
        flags |= {"leader"} if row.get("who_kind") == "leader" else set()
        sense = Sense(
            EventType(row["type"]), members(row, "who"), members(row, "what"), members(row, "near"),
            members(row, "within"), members(row, "object"), members(row, "under"),
            row.get("status", ""), frozenset(flags),
        )  # fmt: skip
        for word in row["words"].split():
            by_word.setdefault(word, []).append(sense)
    return {word: tuple(rows) for word, rows in by_word.items()}


@cache
def _plain(nominal: bool) -> dict[str, EventType]:
    found: dict[str, EventType] = {}
    for name, members in lists("types", "nouns" if nominal else "verbs").items():
        for word in members:
            found.setdefault(word, EventType(name))
    return found


class _Reading:
    """One predicate, and what the conditions ask of it."""

    def __init__(
        self,
        parse: Parse,
        cast: Cast,
        predicates: tuple[Predicate, ...],
        by_token: dict[int, int],
        predicate: Predicate,
        status: Status,
    ) -> None:
        self.parse, self.cast, self.predicates, self.by_token = parse, cast, predicates, by_token
        self.predicate, self.status = predicate, status
        self.head = parse.tokens[predicate.head]

    def type(self, depth: int = 0, known: Sequence[EventType] | None = None) -> EventType:
        """The type, where ``known`` has those of the other predicates already."""
        keys = self._keys()
        for key in keys:
            for sense in _senses().get(key, ()):
                if self._holds(sense):
                    found = self._of_object(depth, known) if "takes" in sense.flags else sense.type
                    if found is not None:
                        return found
            if "_" in key and not self.predicate.nominal and (meant := _plain(False).get(key)) is not None:
                return meant  # a phrase means what it means as a whole ("launch attack")
        return self._by_itself(keys)

    def _by_itself(self, keys: list[str]) -> EventType:
        """What the word means where no condition speaks."""
        joined = self.predicate.lemma.replace(" ", "_")
        for key in keys:
            found = _plain(self.predicate.nominal).get(key)
            if found is None and key != joined and not self.predicate.nominal:
                found = _plain(True).get(key)  # the noun of a light verb
            if found is None:
                continue
            if found is EventType.STATEMENT and key in words("types", "clausal.words") and not self._clausal():
                return EventType.OTHER
            return found
        return EventType.OTHER

    def _clausal(self) -> bool:
        """Whether a verb has a clause or a happening for an object, or none at all ("…, he recalled")."""
        thing = self.head.child("dobj", "nsubjpass")
        held = any(c.lower == "as" for c in self.head.children_of("prep"))  # "seen as a threat"
        return held or thing is None or thing.index in self.by_token or self.head.child("ccomp", "xcomp") is not None

    def _keys(self) -> list[str]:
        """The ways to look the word up: the whole of a phrase first, then its noun or verb."""
        lemma = self.predicate.lemma
        joined = lemma.replace(" ", "_")
        keys = []
        if not self.predicate.nominal:
            particles = [c for c in self.head.children if c.dep in _WITH_VERB and "_" not in joined]
            leads = [c for c in self.head.children if c.dep == "prep" and not _is_when(c)]
            keys = [f"{joined}_{c.lower}" for c in leads]
            keys += [f"{joined}_{c.lower}" for c in particles if c.index > self.head.index]
        keys.append(joined)
        parts = lemma.split(" ")
        if len(parts) == 2:
            if parts[1] in _plain(True):
                keys += [parts[1], parts[0]]
            elif parts[0] not in words("types", "shifting.words"):
                keys.append(parts[0])
        if "-" in lemma:
            keys.append(lemma.rsplit("-", 1)[1])
        return keys

    def _holds(self, sense: Sense) -> bool:
        """Whether all that a sense asks for is so; what it leaves out, it doesn't ask for."""
        flags = sense.flags
        whom = any(a.role is Role.WHOM for a in self.predicate.arguments)
        return (
            (not sense.status or self.status.value == sense.status)
            and ("negated" not in flags or self.status is Status.NEGATED)
            and ("without_whom" not in flags or not whom)
            and (whom or "object_acts" not in flags)
            and (whom or "other" not in flags or self._to_country())
            and (not sense.who or self._has(self._doing(), sense.who))
            and (not sense.what or self._has((Role.WHAT, Role.WHOM), sense.what) or self._behind(sense.what))
            and (not sense.near or self._near(sense.near) or self._has((Role.WHO, Role.WHAT), sense.near))
            and (not sense.within or self._behind(sense.within))
            and (not sense.object or self._has((Role.WHAT, Role.WHOM), sense.object))
            and (not sense.under or self._under(sense.under))
            and ("leader" not in flags or self._led())
            and ("helps" not in flags or self._helps())
            and self._built(flags)
        )

    def _built(self, flags: frozenset[str]) -> bool:
        """Whether the verb has the object, clause, name or doer that a sense asks for."""
        if not flags & _BUILDS:
            return True
        head = self.head
        thing = head.child("dobj", "nsubjpass")
        doer = any(a.role is Role.WHO for a in self.predicate.arguments)
        whom = {a.head for a in self.predicate.arguments if a.role is Role.WHOM}
        held = {
            "has_object": thing is not None,
            "no_object": thing is None,
            "has_clause": head.child("xcomp", "ccomp") is not None,
            "predicated": head.child("oprd", "attr", "xcomp", "ccomp") is not None,
            "done": doer,
            "undone": not doer,
            "mishap": not self._somebody() and self._befell(),
            "direct": any(c.index in whom for c in head.children_of("dobj", "nsubjpass", "dative", "relcl")),
            "passive": head.child("nsubjpass") is not None,
            "wonders": any(_wonders(c) for c in head.children_of("ccomp")),
            "to_do": any(is_infinitive(c) for c in head.children_of("xcomp", "ccomp")),
        }
        return all(held[flag] for flag in flags & _BUILDS)

    def _under(self, members: frozenset[str]) -> bool:
        """Whether it hangs on one of these verbs: "offered to send tents"."""
        above = self.predicate.governor
        return above is not None and self.predicates[above].lemma.lower() in members

    def _somebody(self) -> bool:
        """Whether one who acts is an actor, no thing that only stands there ("a ferry sank, killing 17")."""
        acting = [a.head for a in self.predicate.arguments if a.role is Role.WHO]
        return any(self.cast.at(head) is not None or self.parse.tokens[head].pos == "PRON" for head in acting)

    def _befell(self) -> bool:
        """Whether the happening that it comes of, or goes with, is nobody's doing: "sank, killing 17"."""
        if self.head.dep == "advcl":
            return _is_mishap(self.head.head)
        return any(_is_mishap(c) and c.child("mark", "advmod") is not None for c in self.head.children_of("advcl"))

    def _to_country(self) -> bool:
        """Whether it goes to a country, which then gets it: "sent tanks to Norway"."""
        for to in self.head.children_of("prep", "dative"):
            goal = to.child("pobj") if to.lower in ("to", "for") else None
            mention = self.cast.at(goal.index) if goal is not None else None
            if mention is not None and any(self.cast.actors[i].kind is ActorKind.COUNTRY for i in mention.actors):
                return True
        return False

    def _doing(self) -> tuple[Role, ...]:
        """The roles that a condition on who acts asks for: a thing that only moves is a what ("the missile flew")."""
        alone = not any(a.role is Role.WHO for a in self.predicate.arguments)
        return (Role.WHO, Role.WHAT) if alone else (Role.WHO,)

    def _has(self, roles: tuple[Role, ...], members: frozenset[str]) -> bool:
        """Whether a participant is one of these, by its own word or one that qualifies it."""
        return any(
            a.role in roles and any(w in members for w in self._words_of(self.parse.tokens[a.head]))
            for a in self.predicate.arguments
        )

    def _words_of(self, token: Token) -> Iterable[str]:
        """A participant's words; for a pronoun those of whom it stands for ("it had targeted": the army)."""
        mention = self.cast.at(token.index) if token.pos == "PRON" else None
        if mention is None:
            return _words(token)
        return [w for i in mention.actors for w in self.cast.actors[i].name.lower().split()]

    def _behind(self, members: frozenset[str]) -> bool:
        """Whether one of these stands behind a preposition at the trigger ("returned to talks")."""
        for token in self._own():
            stack = [token]
            while stack:
                for child in stack.pop().children:
                    if child.dep in ("prep", "agent") and child.lower != "according":
                        stack.append(child)
                    elif child.dep in ("pobj", "npadvmod") and any(w in members for w in _words(child)):
                        return True
        return False

    def _near(self, members: frozenset[str]) -> bool:
        """Whether one of these qualifies the trigger's noun ("missile launch", "sanctions relief")."""
        return any(w in members for token in self._own() for w in _words(token, own=False))

    def _own(self) -> Iterable[Token]:
        tokens = self.parse.tokens
        yield self.head
        for i in range(self.predicate.first, self.predicate.last + 1):
            if i != self.head.index and tokens[i].pos in ("NOUN", "PROPN"):
                yield tokens[i]

    def _of_object(self, depth: int, known: Sequence[EventType] | None) -> EventType | None:
        """The type of the happening that is the object ("oversaw the test" is what the test is)."""
        if depth > 2:
            return None
        for argument in self.predicate.arguments:
            other = self.by_token.get(argument.head)
            if other is None or argument.role is Role.WHO or self.predicates[other] is self.predicate:
                continue
            found = known[other] if known is not None else self._sibling(other).type(depth + 1)
            return None if found is EventType.STATEMENT else found
        above = self.predicate.governor
        for prep in self.head.children_of("prep"):
            inner = prep.child("pcomp") if prep.lower == "by" else None
            if inner is not None and inner.index in self.by_token:
                return self._sibling(self.by_token[inner.index]).type(depth + 1)
        if above is not None and self.head.dep == "acl" and self.predicates[above].head == self.head.head.index:
            return self._sibling(above).type(depth + 1)
        return None

    def _sibling(self, index: int) -> _Reading:
        return _Reading(self.parse, self.cast, self.predicates, self.by_token, self.predicates[index], self.status)

    def _helps(self) -> bool:
        """Whether it is done to help: "sent troops to support the war"."""
        return any(
            c.dep in ("advcl", "xcomp") and c.lemma.lower() in words("types", "helping.words")
            for c in self.head.children
        )

    def _led(self) -> bool:
        """Whether one who acts speaks for others: a leader or envoy by title, a country, or a person known by name."""
        return any(a.role is Role.WHO and self._leads(a) for a in self.predicate.arguments)

    def _leads(self, argument: Argument) -> bool:
        token = self.parse.tokens[argument.head]
        if any(w in words("types", "leaders.words") for w in _words(token)):
            return True
        mention = self.cast.at(token.index)
        if mention is not None and mention.actors:
            return all(_speaks_for_others(self.cast.actors[i]) for i in mention.actors)
        return False


def _speaks_for_others(actor: Actor) -> bool:
    """Whether an actor is a country, somebody of one, or somebody with an office in a name that the article uses."""
    if actor.kind is not ActorKind.PERSON or actor.code:
        return actor.kind in (ActorKind.PERSON, ActorKind.COUNTRY)
    titles = words("types", "leaders.words")
    return any(w in titles for name in (actor.name, *actor.aliases) for w in name.lower().split())


def _wonders(clause: Token) -> bool:
    """Whether a clause is a question told: "asked why they had waited"."""
    opener = next(
        (c for c in clause.children_of("advmod", "mark", "nsubj", "dobj", "attr") if c.index < clause.index), None
    )
    return opener is not None and opener.lower in ("why", "how", "when", "where", "whether", "if", "what", "who")


def _is_mishap(verb: Token) -> bool:
    """Whether a verb tells of what befalls: "a bus overturned", "the roof fell in", not "a missile struck"."""
    if verb.lemma not in words("types", "mishaps.words") or verb.child("agent") is not None:
        return False
    subject = verb.child("nsubj", "nsubjpass")
    return subject is None or subject.lemma not in lists("types", "classes")["attackers"]


def _is_when(prep: Token) -> bool:
    """Whether a preposition only leads to a day or an hour: "called the raid an outrage on Thursday"."""
    time = prep.child("pobj")
    return time is not None and time.entity in ("DATE", "TIME")


def _words(token: Token, own: bool = True) -> Iterable[str]:
    """The word itself, those that qualify it, and what it is of, in lower case."""
    if own:
        yield token.lemma.lower()
    for child in token.children:
        if child.dep in ("compound", "amod", "nmod", "poss"):
            yield child.lemma.lower()
            for inner in child.children:
                if inner.dep in ("compound", "amod"):
                    yield inner.lemma.lower()
        elif child.dep == "prep" and child.lower in ("of", "in", "from"):
            below = child.child("pobj")
            if below is not None:
                yield below.lemma.lower()
                for inner in below.children:
                    if inner.dep in ("compound", "amod"):
                        yield inner.lemma.lower()
