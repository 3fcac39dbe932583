"""Where each happening is: the named places in its own words.

A place is read from what hangs on the happening itself ("met in X", "the X attack", "visited X", "flew to X"), not from
the happenings below or above it, save two: who comes to a place for a gathering gathers there ("arrived in X for a
summit"), and what is said during a gathering is said where it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tuibrief.extract.parse import Parse, Token
from tuibrief.extract.stages import Cast, Name, NameKind, Place, Predicate
from tuibrief.extract.words import lists, words
from tuibrief.model import Span

_GROUND = frozenset({NameKind.PLACE, NameKind.COUNTRY})
# What a name may also be taken for where its preposition tells that it is a place.
_ANY = frozenset({NameKind.ORGANIZATION, NameKind.OTHER, NameKind.PEOPLE})
_WHEN = frozenset({"DATE", "TIME", "QUANTITY"})
# Nouns between a happening and its place, and the words that join them: "of cholera *in camps for people* in X".
_DEPTH = 2
_AT = frozenset({"in", "near", "outside", "off", "to", "into", "from", "at"})
_THROUGH = frozenset({"in", "at", "for", "of", "inside", "across", "near", "on"})
# Sentences back to which "there" points at most.
_THERE = 3


def find_places(
    parse: Parse, cast: Cast, names: tuple[Name, ...], predicates: tuple[Predicate, ...]
) -> tuple[tuple[Place, ...], ...]:
    """The places of each predicate, in the order of the text."""
    finder = _Finder(parse, cast, names, predicates)
    found = [finder.places(p) for p in predicates]
    heads = {p.head: i for i, p in enumerate(predicates)}
    for i, predicate in enumerate(predicates):
        if not found[i]:
            found[i] = finder.lent(predicate, found, heads)
    return tuple(tuple(places) for places in found)


class _Finder:
    def __init__(self, parse: Parse, cast: Cast, names: tuple[Name, ...], predicates: Sequence[Predicate]) -> None:
        self.parse = parse
        self.cast = cast
        self.named = {i: n for n in names for i in range(n.first, n.last + 1)}
        self.heads = {p.head for p in predicates}

    def places(self, predicate: Predicate) -> list[Place]:
        """What the predicate's own words name."""
        head = self.parse.tokens[predicate.head]
        found = list(self._around(head, predicate.nominal))
        if not found and predicate.nominal:
            found = list(self._broke_out(head))
        if not found and predicate.nominal and head.dep == "pobj" and head.head.lower == "of":
            several = head.head.head  # "a string of burglaries in X"
            if several.lemma in words("people", "quantities"):
                found = list(self._around(several, True))
        if not found and not predicate.nominal:
            found = list(self._shared(head)) or list(self._relative(head)) or list(self._of_parties(head))
        if not found and predicate.helped is not None:  # "engineers in X are trying to restart it"
            helper = self.parse.tokens[predicate.helped]
            found = list(self._around(helper, False)) or list(self._of_parties(helper))
        return _once(found)

    def _around(self, head: Token, nominal: bool) -> Iterator[Place]:  # a branch a shape
        moving = head.lemma.lower() in words("places", "moving")
        goals = any(c.dep == "prep" and c.lower in ("to", "into", "in", "at", "for") for c in head.children)
        for child in head.children:
            if child.dep in ("prep", "agent", "prt", "advmod") and child.pos in ("ADP", "SCONJ", "ADV", "PART"):
                yield from self._phrase(child, moving, goals)
            elif child.dep in ("npadvmod", "dobj") and child.entity in _WHEN:
                yield from self._past_time(child, moving, goals)
            elif child.dep in ("dobj", "obj") and head.lemma in words("places", "onto"):
                yield from self._ground(child, loose=False)
            elif child.dep in ("dobj", "obj") and not nominal and head.lemma.lower() not in words("places", "about"):
                yield from self._with(child)
                if moving:
                    yield from self._goal(child)
            elif nominal and child.dep in ("compound", "nmod") and self._kind(child) is NameKind.PLACE:
                yield from self._name(child)

    def _broke_out(self, noun: Token) -> Iterator[Place]:
        """ "clashes that broke out in X": the noun's own clause tells where."""
        for clause in noun.children_of("relcl", "acl"):
            if clause.lemma in words("places", "strikes"):
                yield from self._around(clause, False)

    def _goal(self, thing: Token) -> Iterator[Place]:
        """ "moved its headquarters to X": the parser often hangs the goal on what is moved."""
        for prep in thing.children_of("prep"):
            spot = prep.child("pobj")
            if spot is not None and prep.lower in ("to", "into") and prep.index > thing.index:
                yield from self._ground(spot, loose=False)

    def _is_beside(self, prep: Token) -> bool:
        """ "in X, near Y": where X is, not where it happened."""
        before = self.parse.tokens[prep.index - 2] if prep.index > 1 else prep
        comma = self.parse.tokens[prep.index - 1].text == ","
        return prep.lower == "near" and comma and self._kind(before) in _GROUND

    def _with(self, other: Token) -> Iterator[Place]:
        """ "met reporters in X": the parser often hangs the place on the people."""
        mention = self.cast.at(other.index)
        if mention is None or not mention.actors:
            return
        for child in other.children:
            if child.dep == "prep" and child.lower in words("places", "place") and child.index > other.index:
                yield from self._phrase(child, False, False)

    def _phrase(self, prep: Token, moving: bool, goals: bool) -> Iterator[Place]:  # noqa: PLR0912  # a branch a shape
        """The places in a prepositional phrase on the happening."""
        lower = prep.lower
        if prep.head.lemma.lower() in words("places", "about") and self.parse.tokens[prep.index - 1].dep == "dobj":
            return  # "accused rivals in X"
        target = prep.child("pobj") or _farther(prep, moving)
        if target is None or self._is_beside(prep):
            return
        if target.head is not prep and lower in words("places", "nouns"):  # "60 km north of X"
            yield from self._ground(target, loose=True)
        if target.entity in _WHEN:
            yield from self._past_time(target, moving, goals)
        if lower in words("places", "with"):
            yield from self._with(target)
        if lower in words("places", "place"):
            yield from self._ground(target, loose=lower in words("places", "any_name"))
        elif lower in words("places", "ground"):
            if self._kind(target) is NameKind.PLACE or target.lemma in words("places", "nouns"):
                yield from self._ground(target, loose=False)
        elif lower in words("places", "towards"):
            if lower == "into" and not moving and target.lemma in words("places", "nouns"):
                yield from self._ground(target, loose=False)  # "fell into a gorge near X"
            if moving and (lower != "for" or prep.head.lemma in ("leave", "head", "depart")):
                yield from self._ground(target, loose=False)
        elif lower in words("places", "away") and not (moving and goals) and self._leaves(prep, moving):
            yield from self._ground(target, loose=False)
        elif lower in words("places", "suffering") and self._kind(target) is None and target.index not in self.heads:
            yield from self._in(target)

    def _past_time(self, time: Token, moving: bool, goals: bool) -> Iterator[Place]:
        """ "jailed for six years at X", "met on Monday in X": the parser often hangs the place on the time."""
        for child in time.children:
            lead = child.lower in words("places", "place") or (moving and child.lower in words("places", "towards"))
            if child.dep == "prep" and child.index > time.index and lead:
                yield from self._phrase(child, moving, goals)

    def _leaves(self, prep: Token, moving: bool) -> bool:
        """Whether "from X" is where it starts: not in "bought from X", "a tariff on rice from X"."""
        verb = prep.head
        if verb.lemma.lower() in lists("predicates", "counterpart").get(prep.lower, ()):
            return False
        before = self.parse.tokens[prep.index - 1]
        apart = before is not verb and before.pos in ("NOUN", "PROPN") and before.head is not verb
        return moving or not apart or verb.lemma in words("places", "outward")

    def _shared(self, head: Token) -> Iterator[Place]:
        """ "In X, police arrested two men and shot a third": a place before the first verb holds for the others."""
        if head.dep != "conj" or head.child("nsubj", "nsubjpass") is not None:
            return
        first = head.head
        for child in first.children:
            if child.dep == "prep" and child.index < first.index:
                yield from self._phrase(child, False, False)

    def _relative(self, head: Token) -> Iterator[Place]:
        """ "flew to X, where she met them": X; "met them there": the place named last before."""
        for child in head.children:
            if child.dep != "advmod" or child.lower not in ("where", "there"):
                continue
            if child.lower == "where" and head.dep == "relcl" and self._kind(head.head) in _GROUND:
                yield from self._name(head.head)
            elif child.lower == "where" and child.index and self.parse.tokens[child.index - 1].text == ",":
                yield from self._last_before(child.index, 0)
            elif child.lower == "there" and child.tag == "RB":
                yield from self._last_before(child.index, _THERE)

    def _last_before(self, index: int, reach: int) -> Iterator[Place]:
        """The place named last, at most ``reach`` sentences back."""
        tokens = self.parse.tokens
        sentence = tokens[index].sentence
        while index > 0:
            index -= 1
            token = tokens[index]
            if sentence - token.sentence > reach:
                return
            if self._kind(token) in _GROUND and self._is_where(token):
                yield from self._name(token)
                return

    def _is_where(self, token: Token) -> bool:
        mention = self.cast.at(token.index)
        return token.dep == "pobj" and (mention is None or mention.place)

    def _of_parties(self, head: Token) -> Iterator[Place]:
        """ "workers in X walked out", "closed a plant in X": where those are whom it is about."""
        lemma = head.lemma.lower()
        for child in head.children:
            if child.dep in ("nsubj", "nsubjpass"):
                apart = lemma in words("places", "telling")
            elif child.dep in ("dobj", "obj", "dative"):
                proposed = child.index in self.heads and lemma not in words("places", "there")  # "a meeting in X"
                apart = proposed or lemma in words("places", "about")
            else:
                continue
            for prep in _preps(child) if not apart else ():
                spot = prep.child("pobj") if prep.lower in words("places", "party") else None
                site = spot is not None and self._kind(spot) in _ANY  # "nurses at X Hospital": whose they are
                if spot is not None and prep.index > child.index and not (site or self._is_beside(prep)):
                    yield from self._ground(spot, loose=False)

    def _ground(self, target: Token, *, loose: bool) -> Iterator[Place]:
        """The place that a noun names or lies in; ``loose`` takes a name of any kind."""
        stack = [target]
        while stack:
            token = stack.pop(0)
            stack += [c for c in token.children if c.dep == "conj"]
            kind = self._kind(token)
            if kind in _GROUND or (loose and kind in _ANY) or self._is_site(token):
                yield from self._name(token)
                if kind not in _GROUND:  # "at the Aurora Center in northern Kenya"
                    yield from self._in(token, 0)
            elif kind is None and self._is_bare(token):
                yield from self._name(token)
            elif kind is None and token.index not in self.heads:
                yield from self._within(token)

    def _within(self, noun: Token) -> Iterator[Place]:
        """ "the city of X", "an area south of X", "X's western waters", "a hotel in X", "an X hotel"."""
        if noun.lemma not in words("places", "nouns") and noun.lower not in words("places", "nouns"):
            if noun.dep == "pobj":
                yield from self._in(noun)
            return
        if held := self._named_ground(noun):
            for token in (t for named in held for t in (named, *named.children_of("conj"))):
                if self._kind(token) in _GROUND:
                    yield from self._name(token)
            return
        ties = words("places", "place") | {"of", "from", "between", "on"}
        for token in noun.subtree():
            tied = token.dep == "pobj" and token.index > noun.index and token.head.lower in ties
            if tied and (self._kind(token) in _GROUND or self._is_named_so(token)):
                yield from self._ground(token, loose=True)
                return
            held = self._named_ground(token) if tied and token.lemma in words("places", "nouns") else []
            if held:  # "in three areas of X state", "in X and Y counties"
                yield from self._within(token)
                return

    def _is_named_so(self, token: Token) -> bool:
        """ "the town of X": a place, whatever the model takes the name for."""
        of = token.head
        return of.lower == "of" and of.head.lemma in words("places", "settlements") and self._kind(token) in _ANY

    def _is_site(self, token: Token) -> bool:
        """Whether a name's last word tells that it is a place: "the Aurora Space Center", "Kiruna Airport"."""
        name = self.named.get(token.index)
        return name is not None and name.last > name.first and token.lower in words("places", "sites")

    def _named_ground(self, noun: Token) -> list[Token]:
        """The names that go with a word for ground: "X state", "the X and Y districts", "Y's X region"."""
        held = ("compound", "nmod", "poss", "appos")
        beside = [c for c in noun.children if c.dep in held]
        found = [c for c in beside if self._kind(c) in _GROUND]
        if found or noun.lemma not in words("places", "settlements"):
            return found[-1:]  # of "Chile's Atacama region" the region
        named = (c for c in beside if c.tag == "NNP" and c.dep != "poss" and c.text[:1].isupper())
        return [c for c in named if self._is_unknown(c)]

    def _is_unknown(self, name: Token) -> bool:
        """Whether a name is nobody's that the article tells of, so that "X province" is a place."""
        mention = self.cast.at(name.index)
        return (mention is None or mention.place) and self._kind(name) in (*_ANY, None)

    def _is_bare(self, token: Token) -> bool:
        """ "in Iten", which the model knows for no name; not in a title, whose words all have capitals."""
        article = any(c.dep in ("det", "poss", "amod", "nummod") for c in token.children)
        alone = token.tag == "NNP" and token.text[:1].isupper() and token.entity in ("", "GPE", "LOC", "FAC")
        sentence = self.parse.sentence_of(token)
        body = any(t.text in (".", "!", "?") for t in self.parse.tokens[max(0, sentence.last - 2) : sentence.last + 1])
        return alone and not article and body and token.head.lower in _AT and self.cast.at(token.index) is None

    def _in(self, noun: Token, depth: int = _DEPTH) -> Iterator[Place]:
        """ "through accounts in X", "of cholera in camps for people in X": where the thing is, the happening is."""
        for prep in noun.children_of("prep"):
            spot = prep.child("pobj")
            if spot is None:
                continue
            if prep.lower in words("places", "party") and self._kind(spot) in _GROUND:
                yield from self._name(spot)
            elif depth and spot.index not in self.heads and self._kind(spot) is None and prep.lower in _THROUGH:
                if prep.lower in words("places", "party") and spot.lemma in words("places", "nouns"):
                    yield from self._within(spot)
                else:
                    yield from self._in(spot, depth - 1)

    def _kind(self, token: Token) -> NameKind | None:
        name = self.named.get(token.index)
        return name.kind if name is not None else None

    def _name(self, token: Token) -> Iterator[Place]:
        name = self.named.get(token.index)
        first, last = (name.first, name.last) if name is not None else _bare(token)
        span = self.parse.span(first, last)
        yield Place(name.text if name is not None else self.parse.words(first, last), Span(*span))

    def lent(self, predicate: Predicate, found: list[list[Place]], heads: dict[int, int]) -> list[Place]:
        """The places that a happening has from the one it hangs on, or that hangs on it."""
        head = self.parse.tokens[predicate.head]
        lender = _lender(head, predicate.nominal)
        if lender is not None:
            return found[heads[lender.index]] if lender.index in heads else []
        for child in head.children:
            if child.dep == "dobj" and head.lemma in words("places", "light") and child.index in heads:
                return found[heads[child.index]]
            if child.dep == "prep" and child.lower in words("places", "during"):
                target = child.child("pobj")
                if target is not None and target.index in heads:
                    return found[heads[target.index]]
        return []


def _bare(token: Token) -> tuple[int, int]:
    """A name that the names stage doesn't have: the word with the names right before it."""
    first = token.index
    for child in reversed(token.children):
        if child.index == first - 1 and child.dep == "compound" and child.tag == "NNP":
            first = child.index
    return first, token.index


def _farther(prep: Token, moving: bool) -> Token | None:
    """What a second preposition leads to: "out of X", "south of X", "in and around X"."""
    inner = prep.child("prep", "conj")
    if inner is None or not (inner.dep == "conj" or moving or prep.lower in words("places", "nouns")):
        return None
    return inner.child("pobj")


def _preps(noun: Token) -> list[Token]:
    """The prepositions on a noun, and on what it is of: "the leaders of three states in X"."""
    found = noun.children_of("prep")
    of = next((p.child("pobj") for p in found if p.lower == "of"), None)
    return found + (of.children_of("prep") if of is not None else [])


def _lender(head: Token, nominal: bool) -> Token | None:
    """The word above that tells where a happening is, too; None where there is none."""
    top = head
    while top.dep == "conj" and top.head is not top:
        top = top.head
    if top.dep == "pobj" and top.head.lower == "of" and top.head.head.lemma in words("people", "quantities"):
        top = top.head.head  # "a round of talks"
    above = top.head
    if not nominal:
        purpose = head.dep in ("advcl", "xcomp") and any(c.lower == "to" and c.dep == "aux" for c in head.children)
        # "met in X to discuss it"
        return head.head if purpose and head.head.lemma in words("places", "gathering") else None
    lends = False
    if top.dep == "pobj" and above.lower in words("places", "purpose"):
        above = above.head
        lends = above.lemma in words("places", "moving") | {"gather", "meet"}
    elif top.dep == "dobj":
        lends = above.lemma in words("places", "light")
    elif top.dep in ("nsubj", "nsubjpass"):
        lends = above.lemma in words("places", "strikes")  # "a storm struck X"
    return above if lends else None


def _once(places: list[Place]) -> list[Place]:
    held: dict[str, Place] = {}
    for place in places:
        held.setdefault(place.name, place)
    return list(held.values())
