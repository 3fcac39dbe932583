"""Stage 3, third part: titles, and whom an actor belongs to, read from the words beside its name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from tuibrief.extract.actors.casting import Casting, Entity, fold, head_of
from tuibrief.extract.actors.linking import Linked
from tuibrief.extract.names.countries import country_named, country_of_capital, country_of_people
from tuibrief.extract.parse import Token
from tuibrief.extract.stages import MentionKind, Name, NameKind
from tuibrief.extract.words import words
from tuibrief.model import ActorKind

_NOUN = frozenset({"NOUN", "PROPN"})


def find_owners(casting: Casting, names: tuple[Name, ...], linked: Linked) -> None:
    """Read titles, gender and owner of every named person and organization; give role nouns beside a name its actor."""
    for i, name in enumerate(names):
        entity = linked.get(i)
        if entity is None or entity.kind is ActorKind.COUNTRY:
            continue
        head = head_of(casting.parse, name.first, name.last)
        _read_before(casting, name, head, entity)
        _read_beside(casting, name, head, entity)
        _read_after(casting, name, entity)
    for i, name in enumerate(names):
        entity = linked.get(i)
        if entity is not None and entity.of is None and entity.heads & words("actors", "rulers"):
            _read_sentence(casting, name, entity)
    for entity in casting.entities:
        if entity.kind is ActorKind.PERSON and entity.named:
            _guess_gender(entity)
        elif entity.kind is ActorKind.ORGANIZATION and entity.of is None:
            _read_name(casting, entity)


def _own(entity: Entity, owner: Entity | None) -> None:
    if owner is not None and owner is not entity and entity.of is None and owner.of is not entity:
        entity.of = owner


def owner_at(casting: Casting, token: Token) -> Entity | None:
    """The actor that a word next to a noun makes it belong to: nationality, country, capital, organization."""
    found = casting.entities_at(token.index)
    if found and found[0].kind in (ActorKind.COUNTRY, ActorKind.ORGANIZATION):
        return found[0]
    first = token.index
    while first > 0 and casting.parse.tokens[first - 1].head is token and token.text[:1].isupper():
        if casting.parse.tokens[first - 1].dep not in ("compound", "amod"):
            break
        first -= 1
    for start in range(first, token.index + 1):
        text = casting.parse.words(start, token.index)
        country = country_of_people(text) or country_named(text) or country_of_capital(text)
        if country:
            return casting.country(country)
    return None


def owner_of(casting: Casting, noun: Token) -> Entity | None:
    """Whom a role or body belongs to by its phrase: "France's …", "French …", "… of France", "… at the university"."""
    for child in noun.children:
        if child.index < noun.index and child.dep in ("poss", "amod", "compound", "nmod") and child.text[:1].isupper():
            owner = owner_at(casting, child)
            if owner:
                return owner
    for child in noun.children:
        if child.dep == "prep" and child.lower in ("of", "for", "at", "from", "in", "with"):
            target = child.child("pobj")
            if target is not None and target.text[:1].isupper():
                owner = owner_at(casting, target)
                if owner:
                    return owner
    return None


@cache
def _people() -> frozenset[str]:
    """Words for people, and their titles."""
    return words("actors", "people") | words("names", "titles")


def _read_before(casting: Casting, name: Name, head: Token, entity: Entity) -> None:
    """Words before the name in its phrase: "the former British finance minister", "Acme chief executive"."""
    tokens = casting.parse.tokens
    people = _people()
    bodies = words("actors", "bodies", "weak_bodies", "businesses")
    at = name.first - 1
    shared: set[int] = set()
    while at >= 0 and tokens[at].sentence == tokens[name.first].sentence:
        token = tokens[at]
        hyphen = "-" in (token.text, tokens[at + 1].text) and token.end >= tokens[at + 1].start
        inside = (
            token.index in shared
            or hyphen
            or token.head is head
            or token.head.head is head
            or token.head.index in range(at + 1, name.last + 1)
        )
        if token.text in ("’s", "'s") or token.pos in ("ADV", "DET"):
            at -= 1
            continue
        if token.lower == "and" and (roles := _shared_role(casting, at)):
            casting.mention(roles[0], at - 1, at - 1, MentionKind.ROLE, (entity,))
            shared.update(roles)
            at -= 1
            continue
        if not inside or token.pos not in ("NOUN", "PROPN", "ADJ", "PRON", "PUNCT", "VERB"):
            break
        lower = token.lower.rstrip(".")
        if _stands_apart(entity, token):
            break
        entity.abroad |= token.entity in ("NORP", "LOC") and not country_of_people(token.text)
        beside = token.index + 1 == name.first and token.pos == "NOUN"
        if beside and entity.kind is ActorKind.ORGANIZATION and token.lemma in bodies:
            entity.heads.add(token.lemma)  # "the union X"
        if lower in people and token.pos in _NOUN:
            entity.heads.add(token.lemma.lower() if token.pos == "NOUN" else lower)
        if token.text[:1].isupper() and lower not in people and not _names_model(name, entity, token, tokens):
            _own(entity, owner_at(casting, token))
        if token.dep == "poss" and token.pos != "PRON":
            break
        at -= 1


def _names_model(name: Name, entity: Entity, token: Token, tokens: Sequence[Token]) -> bool:
    """Whether a maker's name right before another name tells no owner: "the Acme Rover", "New Acme"."""
    if entity.kind is ActorKind.PERSON or token.dep == "poss" or token.index + 1 != name.first:
        return False
    country = country_of_people(token.text) or country_named(token.text)
    return country is None and tokens[name.first].text != "'s"


def _stands_apart(entity: Entity, noun: Token) -> bool:
    """Whether a word says that one is somebody's without being one of theirs: "Acme's rival X", "Acme's parent"."""
    said = {noun.lemma.lower(), *(c.lemma.lower() for c in noun.children if c.dep in ("compound", "amod", "nmod"))}
    if said & words("actors", "against"):
        return True
    return entity.kind is not ActorKind.PERSON and bool(said & words("actors", "beside"))


def _shared_role(casting: Casting, joint: int) -> list[int]:
    """The tokens of a role that an "and" joins to the one right before a name: "Acme CEO and co-founder X".

    Not where an article opens it: "the president and Vice President X" are two.
    """
    tokens = casting.parse.tokens
    people = _people()
    role, after = tokens[joint - 1], tokens[joint + 1]
    if role.lower.rstrip(".") not in people or role.tag in ("NNS", "NNPS") or role.entity == "PERSON":
        return []
    if after.pos not in _NOUN or after.text == "I":
        return []
    first = joint - 1
    while (
        first > 0 and tokens[first - 1].pos in ("NOUN", "PROPN", "ADJ") and tokens[first - 1].sentence == role.sentence
    ):
        first -= 1
    article = first > 0 and tokens[first - 1].pos in ("DET", "PRON") and tokens[first - 1].sentence == role.sentence
    titles = [t for t in tokens[first:joint] if t.lower.rstrip(".") in people]
    return [] if article or not titles else list(range(titles[0].index, joint))


def _read_beside(casting: Casting, name: Name, head: Token, entity: Entity) -> None:
    """A role in apposition or as a predicate: "X, a professor at Y"; "Japan's new premier, X"; "X is the head of Y"."""
    beside: list[Token] = [c for c in head.children if c.dep == "appos" and c.index > name.last]
    listed = any(c.dep == "cc" for c in head.head.children)
    if head.head.pos in _NOUN and (head.dep == "appos" or (head.dep == "conj" and not listed)):
        beside.append(head.head)
    if head.dep in ("nsubj",) and head.head.lemma == "be":
        beside += head.head.children_of("attr")
    beside += _identified(head)
    if head.dep == "oprd" and head.head.lemma in ("call", "name") and head.head.dep == "acl":
        beside.append(head.head.head)  # "a guard named X", "a group calling itself X"
    roles = words("actors", "people", "bodies", "weak_bodies")
    for noun in [n for first in beside for n in (first, *_second_roles(first, entity))]:
        if noun.lemma.lower() not in roles and noun.lower not in roles:
            continue
        if noun.pos == "PROPN" and any(e is not entity and e.named for e in casting.entities_at(noun.index)):
            continue  # a word of another's name: "the Bank of X, the Bank of Y"
        entity.heads.add(noun.lemma.lower())
        entity.abroad |= any(c.entity in ("NORP", "LOC") and not country_of_people(c.text) for c in noun.children)
        if not _stands_apart(entity, noun):
            _own(entity, owner_of(casting, noun))
        if casting.by_token.get(noun.index) is None and noun.dep != "attr":
            casting.mention(noun.index, noun.index, noun.index, MentionKind.ROLE, (entity,))


def _second_roles(noun: Token, entity: Entity) -> list[Token]:
    """The roles that are joined to one beside a person's name: "X, chairman and chief executive of Acme"."""
    if entity.kind is not ActorKind.PERSON or noun.tag in ("NNS", "NNPS"):
        return []
    people = words("actors", "people")
    joined = [c for c in noun.children if c.dep == "conj" and c.tag in ("NN", "NNP") and not c.child("det", "poss")]
    return [c for c in joined if c.lower in people or c.lemma.lower() in people]


def _identified(head: Token) -> list[Token]:
    """Whom the police identified as X, the man named as X."""
    if head.dep != "pobj" or head.head.lower != "as" or head.head.head.lemma not in ("identify", "name"):
        return []
    verb = head.head.head
    if verb.dep in ("relcl", "acl"):
        return [verb.head]
    return verb.children_of("nsubjpass") or verb.children_of("dobj")


def _read_after(casting: Casting, name: Name, entity: Entity) -> None:
    """ "X of the Z Institute", "X (Z)"."""
    tokens = casting.parse.tokens
    after = name.last + 1
    if after + 1 >= len(tokens) or entity.kind is not ActorKind.PERSON:
        return
    if tokens[after].lower in ("of", "from", "at") and tokens[after].sentence == tokens[name.last].sentence:
        target = tokens[after].child("pobj")
        if target is not None and target.text[:1].isupper():
            _own(entity, owner_at(casting, target))


def _read_sentence(casting: Casting, name: Name, entity: Entity) -> None:
    """A ruler named without a country is that of the one named just before in the sentence, if it has no other."""
    tokens = casting.parse.tokens
    taken = {id(e.of) for e in casting.entities if e.kind is ActorKind.PERSON and e.heads & words("actors", "rulers")}
    for at in range(name.first - 1, -1, -1):
        if tokens[at].sentence != tokens[name.first].sentence:
            return
        for found in casting.entities_at(at):
            if found.kind is ActorKind.COUNTRY and id(found) not in taken:
                entity.of = found
                return


def _guess_gender(entity: Entity) -> None:
    titles = entity.heads
    women, men = words("names", "women"), words("names", "men")
    if titles & women:
        entity.gender = "f"
    elif titles & men:
        entity.gender = "m"
    else:
        first = fold(entity.name).split()
        written = entity.name.split()[0].lower()
        # Of two that are joined the first tells: "Jean-Marie" is a man, "Anne-Marie" a woman.
        for given in (written, first[0]) if "-" in written else (first[:-1] or first):
            found = {key for key in ("women", "men") if given in words("gender", key)}
            if len(found) == 1:
                entity.gender = "f" if "women" in found else "m"
                return


def _read_name(casting: Casting, entity: Entity) -> None:
    """ "Bank of Japan" is Japan's, "European Union Military Staff" the European Union's."""
    tokens = entity.name.split()
    for i, token in enumerate(tokens):
        if token.lower() == "of" and i + 1 < len(tokens):
            country = country_named(" ".join(tokens[i + 1 :]))
            if country:
                _own(entity, casting.country(country))
    mine, generic = fold(entity.name).split(), words("names", "organizations", "forms")
    for other in casting.entities:
        theirs = fold(other.name).split()
        starts = other.kind is ActorKind.ORGANIZATION and 1 < len(theirs) < len(mine) and mine[: len(theirs)] == theirs
        if starts and not set(mine[len(theirs) :]) <= generic:
            _own(entity, other)


__all__ = ["NameKind", "find_owners", "owner_at", "owner_of"]
