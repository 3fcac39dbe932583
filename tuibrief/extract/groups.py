"""Stage 3, fourth part: actors that go by a common noun: groups, roles, bodies without a name, and several at once.

"South Korean officials", "a spokesman for the bank", "its military", "the regime", "the two leaders", "the ministry".
"""

from __future__ import annotations

from tuibrief.extract.affiliation import owner_of
from tuibrief.extract.casting import Casting, Entity, clean, determiner, fold, premodifiers
from tuibrief.extract.parse import Sentence, Token
from tuibrief.extract.pronouns import Talk
from tuibrief.extract.stages import MentionKind
from tuibrief.extract.words import words
from tuibrief.model import ActorKind

_THE = frozenset({"the", "this", "that", "these", "those", "both", "its", "his", "her", "their", "'s"})
_PLURAL = frozenset({"NNS", "NNPS"})


def find_groups(casting: Casting, talk: Talk, sentence: Sentence) -> None:
    """Note the actors in a sentence that go by a common noun."""
    talk.hear(sentence)
    for token in casting.parse.of(sentence):
        if token.pos not in ("NOUN", "PROPN", "ADJ", "VERB", "X") or casting.by_token.get(token.index) is not None:
            continue
        sort = _sort(token)
        if sort is None:
            if token.pos == "NOUN" and token.dep in ("nsubj", "nsubjpass", "dobj", "pobj"):
                talk.note(token, (), plural=token.tag in _PLURAL)
            continue
        _stand(casting, talk, token, sort)


def _sort(token: Token) -> str | None:
    """What kind of actor a common noun names, None where it names none or only qualifies another noun."""
    if token.entity in ("ORG", "GPE", "FAC", "LOC", "PERSON") and token.pos == "PROPN":
        pass
    if token.dep in ("compound", "amod", "nmod", "npadvmod", "advmod", "punct") and token.head.index > token.index:
        return None
    if token.pos not in ("NOUN", "PROPN"):
        return None
    lemma, lower = token.lemma.lower(), token.lower
    if lower in words("actors", "bodies") or lemma in words("actors", "bodies") or lemma in words("actors", "states"):
        return "body"
    if lower in words("actors", "groups") or lemma in words("actors", "groups"):
        return "group"
    if lemma in words("actors", "people") or lower in words("actors", "people") or _is_person(lemma):
        return "people" if token.tag in _PLURAL else "person"
    return None


def _is_person(lemma: str) -> bool:
    lemma = lemma.rpartition("-")[2] or lemma
    if lemma in words("actors", "people"):
        return True
    for ending in words("actors", "people_endings"):
        if lemma.endswith(ending) and len(lemma) > len(ending) and lemma not in words("actors", "not_people"):
            return True
    return False


def _stand(casting: Casting, talk: Talk, token: Token, sort: str) -> None:
    """Find or add whom a common noun stands for, and note the mention."""
    first, owner_token = premodifiers(token, casting.parse)
    mention_first = min(
        [first] + [c.index for c in token.children if c.dep in ("det", "poss", "predet", "nummod") and c.index < first]
    )
    several = _several(casting, talk, token, owner_token)
    if several:
        casting.mention(mention_first, token.index, token.index, MentionKind.ROLE, several)
        talk.note(token, several, plural=True)
        return
    owner = _owner(casting, talk, token, owner_token)
    entity = (
        _state(casting, talk, token, owner)
        or _role(casting, talk, token, sort, owner, first)
        or _back(casting, talk, token, sort, owner, first)
        or _anew(casting, token, sort, owner, owner_token, first)
    )
    kind = MentionKind.GROUP if entity.kind is ActorKind.GROUP else MentionKind.ROLE
    if not entity.named or entity.kind is ActorKind.COUNTRY:
        text = clean(casting.parse.words(first, token.index))
        if not entity.named or " " in text:
            entity.aliases.setdefault(text)
    actors = (entity, *_examples(casting, token))
    casting.mention(mention_first, token.index, token.index, kind, tuple(dict.fromkeys(actors)))
    talk.note(token, (entity,), plural=entity.plural)


def _examples(casting: Casting, token: Token) -> list[Entity]:
    """ "experts such as X", "leaders, including Y": the named are part of who acts."""
    found: list[Entity] = []
    for child in token.children:
        if child.dep != "prep" or child.lower not in ("like", "as", "including"):
            continue
        if child.lower == "as" and not any(c.lower == "such" for c in child.children):
            continue
        stack = child.children_of("pobj")
        while stack:
            noun = stack.pop(0)
            found += [e for e in casting.entities_at(noun.index) if e.kind is not ActorKind.COUNTRY or e.named]
            stack += noun.children_of("conj")
    return found


def _owner(casting: Casting, talk: Talk, token: Token, owner_token: Token | None) -> Entity | None:
    if owner_token is not None:
        if owner_token.lower in ("its", "his", "her", "their", "our", "my", "whose"):
            if casting.by_token.get(owner_token.index) is None and owner_token.lower in ("its", "his", "her", "their"):
                talk.point(owner_token)
            found = casting.entities_at(owner_token.index)
            return found[0] if len(found) == 1 else None
        found = casting.entities_at(owner_token.index)
        if found:
            return found[0]
    return owner_of(casting, token)


def _several(casting: Casting, talk: Talk, token: Token, owner_token: Token | None) -> tuple[Entity, ...]:
    """ "the two leaders", "both countries", "the three companies": the last ones of that kind; their bodies act for them."""
    if owner_token is not None:
        held = casting.entities_at(owner_token.index)
        if len(held) > 1 and token.lower in words("actors", "bodies") | {
            "militaries",
            "armies",
            "governments",
            "leaders",
            "forces",
        }:
            return held
    if token.lemma.lower() not in words("actors", "parties") or token.tag not in _PLURAL:
        return ()
    number = next(
        (c.lower for c in token.children if c.dep in ("nummod", "det", "predet", "amod") and c.lower in _NUMBERS), ""
    )
    if not number or (number not in ("both",) and determiner(token) not in ("the", "these", "those", "both", "all")):
        return ()
    wanted = _NUMBERS[number]
    kinds = _kinds_of(token)
    pool = [e for e in talk.recent(token.index, token.sentence) if not e.plural]
    for kind in kinds:
        fitting = [e for e in pool if e.kind is kind and (kind is not ActorKind.PERSON or e.named)]
        if len(fitting) >= wanted:
            return tuple(sorted(fitting[:wanted], key=lambda e: e.index))
    return ()


_NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5}


def _kinds_of(token: Token) -> tuple[ActorKind, ...]:
    lemma = token.lemma.lower()
    if lemma in (
        "country",
        "nation",
        "state",
        "neighbor",
        "neighbour",
        "government",
        "military",
        "army",
        "force",
        "power",
        "superpower",
        "capital",
        "economy",
    ):
        return (ActorKind.COUNTRY,)
    if lemma in words("actors", "businesses") or lemma in (
        "team",
        "club",
        "union",
        "organization",
        "organisation",
        "airlines",
    ):
        return (ActorKind.ORGANIZATION,)
    if lemma in ("side", "party", "rival", "ally", "foe", "enemy", "adversary", "partner", "group"):
        return (ActorKind.COUNTRY, ActorKind.ORGANIZATION, ActorKind.PERSON)
    return (ActorKind.PERSON,)


def _state(casting: Casting, talk: Talk, token: Token, owner: Entity | None) -> Entity | None:
    """ "the regime", "the Peruvian government", "the country": the country itself."""
    if token.lemma.lower() not in words("actors", "states") or token.tag in _PLURAL:
        return None
    if owner is not None:
        return (
            owner
            if owner.kind is ActorKind.COUNTRY
            else owner.of
            if owner.of and owner.of.kind is ActorKind.COUNTRY
            else None
        )
    if any(c.dep in ("compound", "amod") and c.text[:1].isupper() for c in token.children):
        return None
    if determiner(token) not in ("the", "this", "a") or (determiner(token) == "a" and token.lemma.lower() != "regime"):
        return None
    return talk.country(token)


def _role(casting: Casting, talk: Talk, token: Token, sort: str, owner: Entity | None, first: int) -> Entity | None:
    """ "the American president", "the minister", "the company": someone named elsewhere in the text."""
    if determiner(token) not in ("the", "this", "that") or token.tag in _PLURAL:
        return None
    lemma = token.lemma.lower()
    recent = talk.recent(token.index, token.sentence)
    known = recent + [e for e in casting.entities if e not in recent]
    if sort == "person":
        fitting = [e for e in known if e.kind is ActorKind.PERSON and e.named and lemma in e.heads]
        if owner is not None:
            owned = [e for e in fitting if _same_side(e, owner)]
            if owned:
                return owned[0]
            fitting = [e for e in fitting if e.of is None]
        recently = [e for e in fitting if e in recent] or (fitting if lemma in words("actors", "offices") else [])
        return recently[0] if recently else None
    if sort == "body" and first == token.index and owner is None:
        same = [e for e in known if e.kind is ActorKind.ORGANIZATION and e.named and lemma in fold(e.name).split()]
        if same:
            return same[0]
        if lemma in words("actors", "businesses"):
            public = words("actors", "bodies") - words("actors", "businesses")
            firms = [
                e for e in recent
                if e.kind is ActorKind.ORGANIZATION and e.named and not public & set(fold(e.name).split())
            ]  # fmt: skip
            return firms[0] if firms else None
    return None


def _same_side(entity: Entity, owner: Entity) -> bool:
    return entity.of is owner or (entity.code() is not None and entity.code() == owner.code())


def _back(casting: Casting, talk: Talk, token: Token, sort: str, owner: Entity | None, first: int) -> Entity | None:
    """The same phrase again, or "the officials" for "three customs officials" before."""
    key = _key(casting, token, first)
    plural = sort in ("people", "group")
    for entity in casting.entities:
        if (
            not entity.named
            and entity.of is owner
            and key in entity.heads
            and (plural or sort == "body" or determiner(token) in _THE)
        ):
            return entity
    if first == token.index and owner is None and determiner(token) in _THE:
        lemma = token.lemma.lower()
        for entity in talk.recent(token.index, token.sentence):
            if not entity.named and entity.plural is (sort != "person" and sort != "body") and lemma in entity.heads:
                return entity
    return None


def _key(casting: Casting, token: Token, first: int) -> str:
    """What makes two phrases one actor's: the words without nationality."""
    kept = [
        t.lower
        for t in casting.parse.tokens[first : token.index]
        if t.entity not in ("NORP", "GPE") and t.pos not in ("PUNCT", "PART")
    ]
    return "=" + " ".join([*kept, token.lower])


def _anew(
    casting: Casting, token: Token, sort: str, owner: Entity | None, owner_token: Token | None, first: int
) -> Entity:
    """A new actor that goes by its phrase."""
    parse = casting.parse
    kind = {"person": ActorKind.PERSON, "body": ActorKind.ORGANIZATION}.get(sort, ActorKind.GROUP)
    if token.tag in _PLURAL and sort == "body":
        kind = ActorKind.GROUP
    if token.lower == "police":
        kind = ActorKind.ORGANIZATION
    phrase = clean(parse.words(first, token.index))
    name = phrase
    tie = _tie(casting, token)
    if tie:
        name = clean(parse.words(first, tie))
    elif owner is not None and owner_token is not None:
        held = (
            clean(parse.words(min(t.index for t in owner_token.subtree()), token.index))
            if owner_token.pos != "PRON"
            else ""
        )
        name = held.removeprefix("the ").removeprefix("The ") or f"{owner.name}’s {phrase}"
    entity = casting.new(kind, name, named=False)
    entity.of = owner
    entity.plural = kind is ActorKind.GROUP
    entity.heads |= {token.lemma.lower(), token.lower, _key(casting, token, first)}
    if name != phrase:
        entity.aliases[
            name
            if owner_token is None or owner_token.pos != "PRON"
            else clean(parse.words(owner_token.index, token.index))
        ] = None
    if sort == "person":
        woman, man = words("names", "women"), words("names", "men")
        lemma = token.lemma.lower()
        entity.gender = "f" if lemma in woman or lemma in _SHE else "m" if lemma in man or lemma in _HE else ""
    return entity


_SHE = frozenset(
    ["woman", "girl", "mother", "daughter", "sister", "wife", "widow", "aunt", "niece", "grandmother", "girlfriend", "lady", "actress", "waitress", "bride", "nun"]
)
_HE = frozenset(
    ["man", "boy", "father", "son", "brother", "husband", "widower", "uncle", "nephew", "grandfather", "boyfriend", "gunman", "policeman", "fireman", "groom", "monk"]
)


def _tie(casting: Casting, token: Token) -> int | None:
    """Where "… from Russia and China", "… for the ministry" ends, if such a phrase with a name follows at once."""
    for child in token.children:
        if child.dep == "prep" and child.index == token.index + 1 and child.lower in words("actors", "ties"):
            target = child.child("pobj")
            if target is None:
                continue
            last = max(t.index for t in target.subtree())
            stretch = casting.parse.tokens[child.index : last + 1]
            if (
                len(stretch) <= 8
                and any(t.tag in ("NNP", "NNPS") for t in stretch)
                and all(t.pos not in ("VERB", "PUNCT", "SCONJ") for t in stretch)
            ):
                return last
    return None
