"""Stage 3: nouns that stand for several at once: "the two leaders", "both sides", "the three companies"."""

from __future__ import annotations

from tuibrief.extract.actors.casting import Casting, Entity, determiner, fold
from tuibrief.extract.actors.nouns import PLURAL
from tuibrief.extract.actors.pronouns import Talk
from tuibrief.extract.parse import Token
from tuibrief.extract.words import lists, words
from tuibrief.model import ActorKind

_NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5}
_KINDS = {kind.value: kind for kind in ActorKind}


def several(casting: Casting, talk: Talk, token: Token, owner_token: Token | None) -> tuple[Entity, ...]:
    """ "the two leaders", "both countries", "the three companies": the last ones of that kind; their bodies act for
    them ("both countries' militaries")."""
    lemma = token.lemma.lower()
    number = _number(token, lemma)
    if owner_token is not None:
        held = casting.entities_at(owner_token.index)
        bodies = words("actors", "bodies", "states") | {"leader", "force"}
        return held if len(held) > 1 and lemma in bodies else ()
    if not number:
        return ()
    kinds = _kinds_of(lemma)
    # a union of countries stands beside one: "the two governments"
    paired = (*kinds, ActorKind.ORGANIZATION) if kinds == (ActorKind.COUNTRY,) else kinds
    pair = talk.pair(token, paired, number)
    if pair:
        return pair
    # who urges the two sides is neither of them
    subject = token.head.child("nsubj") if token.dep in ("dobj", "pobj", "dative") else None
    doers = (
        [e for t in (subject, *subject.children_of("conj")) for e in casting.entities_at(t.index)] if subject else []
    )
    spoken = [e for e in talk.recent(token.index, token.sentence, places=False) if e not in doers]
    facing = (_fighting(spoken) or _bargaining(spoken)) if lemma in words("actors", "opponents") else ()
    if facing and number == len(facing):
        return facing
    pool = [e for e in spoken if not e.plural]
    if lemma in words("actors", "businesses"):
        pool = [e for e in pool if e.named and not public_words() & set(fold(e.name).split())]
    for kind in kinds:
        if kind is ActorKind.PERSON and lemma in words("actors", "opponents"):
            continue  # those who only speak for them
        fitting = [e for e in pool if e.kind is kind and (kind is not ActorKind.PERSON or e.named)]
        if len(fitting) >= number:
            return tuple(sorted(fitting[:number], key=lambda e: e.index))
    return ()


def calls_for_both(token: Token) -> bool:
    """ "urged the two sides", not "on both sides of the road"."""
    lemma = token.lemma.lower()
    if lemma not in words("actors", "opponents") or not _number(token, lemma):
        return False
    return not any(c.dep == "prep" and c.lower == "of" for c in token.children)


def _fighting(spoken: list[Entity]) -> tuple[Entity, ...]:
    """Of those spoken of last, the rebels and the forces of the state, where there are both."""
    sides = []
    for key in ("fighters.against", "fighters.of_state"):
        names = words("actors", key)
        sides += [e for e in spoken if (e.heads | set(fold(e.name).split())) & names][:1]
    return tuple(sorted(sides, key=lambda e: e.index)) if len(set(map(id, sides))) == 2 else ()


def _bargaining(spoken: list[Entity]) -> tuple[Entity, ...]:
    """Of those spoken of last, a union and whom it has to do with: a firm, a body, a government."""
    kinds = (ActorKind.ORGANIZATION, ActorKind.COUNTRY)
    bodies = [e for e in spoken if e.kind in kinds and not e.plural]
    unions = [e for e in bodies if "union" in e.heads or fold(e.name).split()[-1] in ("union", "federation")]
    unions = [e for e in unions if fold(e.name) not in ("european union", "african union")]
    if not unions:
        return ()
    outlets = words("actors", "outlets")
    others = [e for e in bodies if e not in unions and e.of not in unions and not outlets & set(fold(e.name).split())]
    return tuple(sorted((unions[0], others[0]), key=lambda e: e.index)) if others else ()


def public_words() -> frozenset[str]:
    """Words in the names of bodies that are no business."""
    bodies = words("actors", "bodies", "weak_bodies", "outlets")
    return bodies - words("actors", "businesses")


def _number(token: Token, lemma: str) -> int:
    """How many known parties "the two …", "both …" calls for; 0 where it calls for none ("two men who …")."""
    if lemma in ("pair", "duo") and token.tag == "NN" and token.dep in ("nsubj", "dobj", "nsubjpass"):
        return 2 if determiner(token) == "the" and not token.child("prep", "relcl") else 0
    if lemma not in words("actors", "parties") or token.tag not in PLURAL or token.child("relcl") is not None:
        return 0
    marks = ("nummod", "det", "predet", "amod")
    number = next((c.lower for c in token.children if c.dep in marks and c.lower in _NUMBERS), "")
    if number != "both" and determiner(token) not in ("the", "these", "those", "both", "all"):
        return 0
    return _NUMBERS.get(number, 0)


def _kinds_of(lemma: str) -> tuple[ActorKind, ...]:
    for kinds, nouns in lists("actors", "several").items():
        if lemma in nouns:
            return tuple(_KINDS[k] for k in kinds.split("_"))
    return (ActorKind.PERSON,)
