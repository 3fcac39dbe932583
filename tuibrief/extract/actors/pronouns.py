"""Stage 3, fifth part: whom pronouns stand for, by number, gender, grammatical place, nearness and repetition.

After Lappin and Leass 1994: each mention gives its actor a weight by its grammatical place, halved with every sentence.
Things compete: "the test …, and it …" is not the country. In a quotation "I" is the speaker and nobody else is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from tuibrief.extract.actors.casting import Casting, Entity, is_subject
from tuibrief.extract.actors.pointing import barred_for, clause_of, first_conjunct, is_empty, is_minded, role_of
from tuibrief.extract.actors.speakers import Speakers, and_others
from tuibrief.extract.parse import Sentence, Token
from tuibrief.extract.stages import Mention, MentionKind
from tuibrief.extract.words import words
from tuibrief.model import ActorKind

_HE = dict.fromkeys(("he", "him", "his", "himself"), "m")
_SHE = dict.fromkeys(("she", "her", "hers", "herself"), "f")
_IT = frozenset({"it", "its", "itself"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_SPEAKER = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})
_OWN = frozenset({"his", "her", "its", "their"})

REACH = 4
"""How many sentences back a pronoun looks."""
DECAY = 0.5
_SURE = 1.3  # whose gender is known, before one whose may be the other
_NAMELESS = 0.5  # "a former employee" of an earlier sentence gives way to who is named since
_HOME = 0.4  # the country that the article opens with, before one that it only mentions
_OPENING = 2  # sentences
_QUOTED = 0.6  # whom only a quotation speaks of, for who stands outside of it
_ONE_BODY = 0.7  # "they" is rather people than one firm
_WEIGHT = {
    "nsubj": 1.0,
    "nsubjpass": 0.9,
    "agent": 0.8,
    "poss": 0.65,
    "dobj": 0.6,
    "dative": 0.6,
    "appos": 0.6,
    "pobj": 0.5,
    "compound": 0.15,
    "nmod": 0.15,
    "amod": 0.15,
}


@dataclass(slots=True)
class _Said:
    """A mention in the flow of the text: token, sentence, actors (() for a thing), weight."""

    token: int
    sentence: int
    actors: tuple[Entity, ...]
    weight: float
    subject: bool
    plural: bool
    quoted: bool
    place: bool = False


class Talk:
    """What has been spoken of so far, and the pronouns that point back at it."""

    def __init__(self, casting: Casting) -> None:
        self.casting = casting
        self.said: list[_Said] = []
        self.genders: dict[int, str] = {}
        self.quotes = sorted(
            ((span.start, span.end, n) for n, group in enumerate(casting.layout.quotations) for span in group)
        )
        self._opens = [start for start, _, _ in self.quotes]
        self._speakers = Speakers(casting, self.quote_of)
        self._waiting: list[tuple[Token, int]] = []

    def quote_of(self, token: Token) -> int | None:
        """The quotation that a token stands in, None outside of any."""
        at = bisect_right(self._opens, token.start) - 1
        if at >= 0 and self.quotes[at][0] <= token.start < self.quotes[at][1]:
            return self.quotes[at][2]
        return None

    def note(self, token: Token, actors: tuple[Entity, ...], *, plural: bool = False, place: bool = False) -> None:
        """Add a mention to what has been spoken of."""
        weight = _WEIGHT.get(role_of(token), 0.4)
        if token.dep == "conj":
            weight = _WEIGHT.get(role_of(first_conjunct(token)), 0.4)
        if place:
            weight *= 0.3
        elif is_subject(token) and token.head.is_root:
            weight += 0.2
        said = _Said(
            token.index, token.sentence, actors, weight, is_subject(first_conjunct(token)), plural,
            self.quote_of(token) is not None, place,
        )  # fmt: skip
        self.said.append(said)

    def hear(self, sentence: Sentence) -> None:
        """Note the names of a sentence, so that what follows can point back at them."""
        seen: set[int] = set()
        for token in self.casting.parse.of(sentence):
            mention = self.casting.by_token.get(token.index)
            if mention is None or id(mention) in seen:
                continue
            seen.add(id(mention))
            head = self.casting.parse.tokens[mention.head]
            self.note(head, self.casting.entities_at(mention.head), plural=len(mention.actors) > 1, place=mention.place)
            self.note_pair(head)

    def note_pair(self, head: Token) -> None:
        """ "X and Y" are also one party of several, which "they" and "both sides" can mean."""
        if self.casting.by_token.get(head.index) is None:
            return
        if head.dep == "conj" or not any(c.dep == "conj" for c in head.children):
            return
        union = dict.fromkeys(self.casting.entities_at(head.index))
        last = head
        while (after := last.child("conj")) is not None and self.casting.by_token.get(after.index) is not None:
            union.update(dict.fromkeys(self.casting.entities_at(after.index)))
            last = after
        kinds = {e.kind for e in union}
        if len(union) > 1 and (len(kinds) == 1 or kinds == {ActorKind.COUNTRY, ActorKind.ORGANIZATION}):
            self.note(last, tuple(union), plural=True)

    def point(self, token: Token) -> None:
        """Resolve one pronoun ahead of its sentence's others: a possessor, before what it owns."""
        inside = self.quote_of(token)
        self._point(token, self._speakers.of(inside) if inside is not None else ())

    def country(self, token: Token) -> Entity | None:
        """The country most spoken of before a token."""
        weights: dict[int, float] = {}
        for said in self._window(token.sentence, REACH * 2):
            distance = token.sentence - said.sentence
            if said.token < token.index and distance >= 0:
                for entity in said.actors:
                    held = entity if entity.kind is ActorKind.COUNTRY else entity.of
                    if held is not None and held.kind is ActorKind.COUNTRY:
                        share = 1.0 if held is entity else 0.6
                        weights[held.index] = weights.get(held.index, 0.0) + share * said.weight * DECAY**distance
        home = self._home()
        if home is not None:
            weights[home.index] = weights.get(home.index, 0.0) + _HOME
        if not weights:
            return None
        return self.casting.entities[max(weights, key=lambda i: (weights[i], -i))]

    def _home(self) -> Entity | None:
        """The country that an article opens with: whose government "the government" is, if no other is spoken of."""
        for said in self.said:
            if said.sentence > _OPENING:
                return None
            if len(said.actors) == 1 and said.actors[0].kind is ActorKind.COUNTRY:
                return said.actors[0]
        return None

    def pair(self, token: Token, kinds: tuple[ActorKind, ...], number: int) -> tuple[Entity, ...]:
        """The last "X and Y" that stood as a subject or behind "between" and fits in kind and number."""
        for said in self._window(token.sentence, REACH * 6):
            first = first_conjunct(self.casting.parse.tokens[said.token])
            near = said.token < token.index and first.head is not token.head
            party = said.subject or (first.dep == "pobj" and first.head.lower == "between")
            if near and party and len(said.actors) == number and all(e.kind in kinds for e in said.actors):
                return said.actors
        return ()

    def salient(self, token: Token) -> list[Entity]:
        """Actors spoken of before a token, the weightiest first: grammatical place, nearness, repetition."""
        weights: dict[int, float] = {}
        for said in self._window(token.sentence, REACH * 3):
            distance = token.sentence - said.sentence
            if said.token < token.index and distance >= 0:
                for entity in said.actors:
                    weights[entity.index] = weights.get(entity.index, 0.0) + said.weight * DECAY**distance
        order = sorted(weights, key=lambda i: (-weights[i], i))
        return [self.casting.entities[i] for i in order]

    def recent(self, before: int, sentence: int, *, places: bool = True) -> list[Entity]:
        """Actors spoken of before a token, the latest first, each once; ``places``: also where they are only where."""
        found: dict[int, Entity] = {}
        for said in sorted(self._window(sentence, REACH * 2), key=lambda s: -s.token):
            if said.token < before and (places or not said.place):
                for entity in said.actors:
                    found.setdefault(entity.index, entity)
        return list(found.values())

    def _window(self, sentence: int, reach: int) -> Iterator[_Said]:
        """What was said up to so many sentences back, the latest first: a long article is not gone through whole."""
        for said in reversed(self.said):
            if sentence - said.sentence > reach:
                return
            yield said

    def resolve(self, sentence: Sentence) -> None:
        """Give the third-person pronouns of a sentence their actors: those outside of quotations first."""
        pronouns = [t for t in self.casting.parse.of(sentence) if t.pos in ("PRON", "DET") and t.lower in _ALL]
        for quoted in (False, True):
            for token in pronouns:
                inside = self.quote_of(token)
                if (inside is not None) is not quoted:
                    continue
                if token.lower in _SPEAKER:
                    if inside is not None:
                        self._waiting.append((token, inside))
                    continue
                self._point(token, self._speakers.of(inside) if inside is not None else ())

    def _point(self, token: Token, apart: tuple[Entity, ...]) -> None:
        gender = _HE.get(token.lower) or _SHE.get(token.lower) or ("it" if token.lower in _IT else "they")
        if gender == "it" and is_empty(token):
            return
        actors = self._best(token, gender, apart)
        if not actors:
            return
        if gender in "mf" and actors[0].named:
            actors[0].gender = actors[0].gender or gender
        if self.casting.by_token.get(token.index) is None:
            self.casting.mention(token.index, token.index, token.index, MentionKind.PRONOUN, actors)
            self.note(token, actors, plural=len(actors) > 1)

    def _best(self, token: Token, gender: str, apart: tuple[Entity, ...]) -> tuple[Entity, ...]:
        """The actors of the heaviest candidate; () where a thing outweighs them."""
        weights: dict[tuple[int, ...], float] = {}
        held: dict[tuple[int, ...], tuple[Entity, ...]] = {}
        minded = gender == "it" and is_minded(token)
        mutual = token.lower == "their" and token.head.lemma in words("actors", "mutual")
        barred = barred_for(token)
        not_them = [e for i in barred for e in self.casting.entities_at(i)] if gender in "mf" else []
        ahead = self._fronted(token)
        if ahead is not None:
            return ahead
        for said in reversed(list(self._window(token.sentence, REACH))):
            distance = token.sentence - said.sentence
            if said.token >= token.index or distance < 0:
                continue
            if said.actors and not self._fits(said, gender):
                continue
            if mutual and len(said.actors) < 2:
                continue
            if any(e in apart for e in said.actors) or said.token in barred or any(e in not_them for e in said.actors):
                continue
            if not said.actors and (gender in "mf" or minded or (gender == "they") is not said.plural):
                continue
            key = tuple(e.index for e in said.actors) or (-1, said.token)
            weight = self._weight(token, said, gender, quoted=bool(apart))
            weights[key] = max(weights.get(key, 0.0), weight) + 0.25 * min(weights.get(key, 0.0), weight)
            held[key] = said.actors
        if not weights:
            return self._ahead(token, gender)
        for key, actors in held.items():
            weights[key] += min(sum(e.count for e in actors), 10) * 0.015
        best = max(weights, key=lambda key: (weights[key], key))
        return held[best]

    def _weight(self, token: Token, said: _Said, gender: str, *, quoted: bool) -> float:
        """How likely a pronoun means what was said there."""
        distance = token.sentence - said.sentence
        weight = said.weight * DECAY**distance
        if said.subject and is_subject(token):
            weight *= 1.3
        if distance == 0:
            weight *= self._nearness(token, said)
        if said.quoted and quoted:
            weight *= 1.2  # within what one speaker says
        elif said.quoted and self.quote_of(token) is None:
            weight *= _QUOTED
        if gender in "mf":
            weight *= _NAMELESS if distance and not said.actors[0].named else 1.0
            weight *= _SURE if said.actors[0].gender == gender else 1.0
        elif gender == "they" and len(said.actors) == 1 and said.actors[0].kind is ActorKind.ORGANIZATION:
            weight *= _ONE_BODY
        return weight

    def _nearness(self, token: Token, said: _Said) -> float:
        """A possessive takes the subject of its own clause: "Trade unions … their members"."""
        tokens = self.casting.parse.tokens
        if token.lower in _OWN and said.subject:
            clause = clause_of(token)
            if clause_of(tokens[said.token]) is clause:
                return 1.6
        return 1.1 if said.subject else 1.0

    def _fits(self, said: _Said, gender: str) -> bool:
        entities = said.actors
        one = len(entities) == 1 and not entities[0].plural
        kind = entities[0].kind
        if gender in "mf":
            return one and kind is ActorKind.PERSON and entities[0].gender in ("", gender)
        if gender == "it":
            return (
                one and kind in (ActorKind.COUNTRY, ActorKind.ORGANIZATION) and not (said.place and said.weight > 0.5)
            )
        if one:
            return kind is ActorKind.GROUP or (kind is ActorKind.ORGANIZATION and not said.place)
        return True

    def _fronted(self, token: Token) -> tuple[Entity, ...] | None:
        """ "During their talks in Rome, Premier X …": X and whoever X was last named with; None for other pronouns."""
        if token.lower != "their":
            return None
        verb = clause_of(token)
        subject = verb.child("nsubj", "nsubjpass")
        if subject is None or subject.index < token.index or any(t is subject for t in token.ancestors()):
            return None
        own = self.casting.entities_at(subject.index)
        if any(c.dep == "conj" for c in subject.children):
            return and_others(self.casting, subject)
        if len(own) != 1 or own[0].plural or own[0].kind in (ActorKind.GROUP, ActorKind.ORGANIZATION):
            return own or None
        for said in self._window(token.sentence, REACH):
            if len(said.actors) > 1 and own[0] in said.actors:
                return said.actors
        return ()

    def _ahead(self, token: Token, gender: str) -> tuple[Entity, ...]:
        """ "In his first speech, Müller said …": the subject that follows in the same clause."""
        if token.lower not in _OWN:
            return ()
        verb = clause_of(token)
        for child in verb.children:
            if child.dep == "nsubj" and child.index > token.index:
                actors = self.casting.entities_at(child.index)
                if actors and self._fits(_Said(child.index, 0, actors, 1, True, False, False), gender):
                    return actors
        return ()

    def resolve_speakers(self) -> None:
        """Give "I" and "we" in quotations to who speaks, once all other mentions stand."""
        for token, quote in self._waiting:
            actors = self._speakers.of(quote)
            if actors and self.casting.by_token.get(token.index) is None:
                self.casting.mention(token.index, token.index, token.index, MentionKind.PRONOUN, actors)


_ALL = frozenset(_HE) | frozenset(_SHE) | _IT | _THEY | _SPEAKER


__all__ = ["Mention", "Talk"]
