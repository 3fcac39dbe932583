"""Stage 3, fourth part: actors that go by a common noun: groups, roles, bodies without a name, and several at once.

"New Zealand officials", "a spokesman for the bank", "its military", "the regime", "the two leaders", "the ministry".
"""

from __future__ import annotations

import re

from tuibrief.extract.actors.affiliation import owner_of
from tuibrief.extract.actors.casting import Casting, Entity, clean, determiner, fold
from tuibrief.extract.actors.nouns import (
    PLURAL,
    Sort,
    beginning,
    counted,
    described_to,
    key_of,
    phrase_name,
    sort_of,
    tie,
    whole,
)
from tuibrief.extract.actors.pronouns import Talk
from tuibrief.extract.actors.standing import is_collective
from tuibrief.extract.names.countries import country_of_people
from tuibrief.extract.parse import Sentence, Token
from tuibrief.extract.stages import MentionKind
from tuibrief.extract.words import lists, words
from tuibrief.model import ActorKind

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "its", "his", "her", "their", "'s"})
_PERSONAL = frozenset({"its", "his", "her", "their"})
_NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5}
_KINDS = {kind.value: kind for kind in ActorKind}


def find_groups(casting: Casting, talk: Talk, sentence: Sentence) -> None:
    """Note the actors in a sentence that go by a common noun."""
    talk.hear(sentence)
    counters: list[tuple[Token, Token]] = []
    for token in casting.parse.of(sentence):
        if token.pos not in ("NOUN", "PROPN") or casting.by_token.get(token.index) is not None:
            continue
        target = counted(token)
        if target is not None:
            counters.append((token, target))
            continue
        if _compatriot(casting, talk, token):
            continue
        sort = sort_of(token)
        if sort is None and token.lemma.lower() in words("actors", "weak_bodies") and determiner(token) == "the":
            named = None if token.dep == "compound" else _named_body(casting, token.lemma.lower(), [])
            sort = Sort.BODY if named is not None else None
        if sort is not None:
            _stand(casting, talk, token, sort)
        elif token.pos == "NOUN" and token.dep in ("nsubj", "nsubjpass", "dobj", "pobj") and token.entity not in _TIMES:
            talk.note(token, (), plural=token.tag in PLURAL)
    for token, target in reversed(counters):
        found = casting.entities_at(target.index)
        if found and casting.by_token[target.index].kind in (MentionKind.GROUP, MentionKind.ROLE):
            casting.mention(token.index, token.index, token.index, MentionKind.GROUP, found)
            talk.note(token, found, plural=True)


def _compatriot(casting: Casting, talk: Talk, token: Token) -> bool:
    """ "The Nigerian said she …": the person most spoken of who is from there, or from nowhere yet."""
    if not token.text[0].isupper() or determiner(token) != "the" or token.dep not in ("nsubj", "dobj", "pobj", "poss"):
        return False
    country = country_of_people(token.text)
    if country is None or is_collective(token.text):
        return False
    owner = casting.country(country)
    people = [e for e in talk.salient(token) if e.kind is ActorKind.PERSON and e.named and e.of in (None, owner)]
    people.sort(key=lambda e: e.of is not owner)
    if not people:
        return False
    people[0].of = owner
    casting.mention(token.index - 1, token.index, token.index, MentionKind.DEMONYM, (people[0],))
    talk.note(token, (people[0],))
    return True


_TIMES = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY"})


def _stand(casting: Casting, talk: Talk, token: Token, sort: Sort) -> None:
    """Find or add whom a common noun stands for, and note the mention."""
    first, owner_token = beginning(casting, token)
    start = whole(token, first)
    several = _several(casting, talk, token, owner_token)
    if several:
        casting.mention(start, token.index, token.index, MentionKind.ROLE, several)
        talk.note(token, several, plural=True)
        return
    owner = _owner(casting, talk, token, owner_token)
    entity = (
        _unnamed(casting, token, sort, start)
        or _apposed(casting, token)
        or _state(talk, token, owner)
        or _role(casting, talk, token, sort, owner, bare=first == token.index)
        or _again(casting, talk, token, sort, owner, first)
        or _anew(casting, talk, token, sort, owner, owner_token, first)
    )
    _alias(casting, entity, token, first, owner_token)
    kind = MentionKind.GROUP if entity.kind is ActorKind.GROUP else MentionKind.ROLE
    actors = tuple(dict.fromkeys((entity, *_examples(casting, token))))
    casting.mention(start, token.index, token.index, kind, actors)
    talk.note(token, (entity,), plural=entity.plural)


def _unnamed(casting: Casting, token: Token, sort: Sort, start: int) -> Entity | None:
    """ "Two people briefed on the talks said": other people than "two people" who were hurt."""
    last = described_to(token) if sort is not Sort.BODY else None
    if last is None:
        return None
    phrase = clean(casting.parse.words(start, last))
    phrase = re.sub("(?i)^(?:the|an?|another|some|many|several) ", "", phrase)
    if phrase[:1].isupper() and not casting.parse.tokens[start].tag.startswith("NNP"):
        phrase = phrase[:1].lower() + phrase[1:]
    same = casting.phrases.get(("=" + fold(phrase), -1))
    if same is not None:
        return same
    entity = casting.new(ActorKind.PERSON if sort is Sort.PERSON else ActorKind.GROUP, phrase, named=False)
    entity.plural = sort is not Sort.PERSON
    entity.heads |= {token.lemma.lower(), token.lower}
    entity.aliases.setdefault(phrase)
    entity.aliases.setdefault(clean(casting.parse.words(start, token.index)))
    casting.phrases["=" + fold(phrase), -1] = entity
    return entity


def _apposed(casting: Casting, token: Token) -> Entity | None:
    """ "The man, a teacher, …": who stands before the comma."""
    if token.dep != "appos":
        return None
    found = casting.entities_at(token.head.index)
    wanted = ActorKind.GROUP if token.tag in PLURAL else ActorKind.PERSON
    return found[0] if len(found) == 1 and found[0].kind is wanted else None


def _alias(casting: Casting, entity: Entity, token: Token, first: int, owner_token: Token | None) -> None:
    """Keep the phrase as it stands as one of the actor's names."""
    phrase = clean(casting.parse.words(first, token.index))
    if owner_token is not None and not entity.named:
        phrase = clean(casting.parse.words(owner_token.subtree()[0].index, token.index))
    elif entity.named and (entity.kind is not ActorKind.COUNTRY or " " not in phrase):
        return
    entity.aliases.setdefault(phrase)
    end = tie(casting, token)
    if end is not None and not entity.named:
        entity.aliases.setdefault(clean(casting.parse.words(first, end)))


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
            found += [e for e in casting.entities_at(noun.index) if e.named]
            stack += noun.children_of("conj")
    return found


def _owner(casting: Casting, talk: Talk, token: Token, owner_token: Token | None) -> Entity | None:
    """Whose the body or the people are, by possessor, nationality or what follows."""
    if owner_token is None:
        return owner_of(casting, token)
    if owner_token.lower in _PERSONAL and casting.by_token.get(owner_token.index) is None:
        talk.point(owner_token)
    found = casting.entities_at(owner_token.index)
    if len(found) != 1:
        return None
    owner = found[0]
    sole = token.lemma.lower() in words("actors", "sole_bodies") and owner.kind is not ActorKind.COUNTRY
    if sole and owner.of is not None and owner.of.kind is ActorKind.COUNTRY:
        return owner.of  # "the general staff said its military": the country's
    return owner


def _several(casting: Casting, talk: Talk, token: Token, owner_token: Token | None) -> tuple[Entity, ...]:
    """ "the two leaders", "both countries", "the three companies": the last ones of that kind; their bodies act for
    them ("both countries' militaries")."""
    lemma = token.lemma.lower()
    number = _number(token, lemma)
    if owner_token is not None:
        held = casting.entities_at(owner_token.index)
        bodies = words("actors", "bodies") | words("actors", "states") | {"leader", "force"}
        return held if len(held) > 1 and lemma in bodies else ()
    if not number:
        return ()
    pair = talk.pair(token, _kinds_of(lemma), number)
    if pair:
        return pair
    # who urges the two sides is neither of them
    subject = token.head.child("nsubj") if token.dep in ("dobj", "pobj", "dative") else None
    doers = (
        [e for t in (subject, *subject.children_of("conj")) for e in casting.entities_at(t.index)] if subject else []
    )
    pool = [e for e in talk.recent(token.index, token.sentence) if not e.plural and e not in doers]
    if lemma in words("actors", "businesses"):
        pool = [e for e in pool if e.named and not _public() & set(fold(e.name).split())]
    for kind in _kinds_of(lemma):
        fitting = [e for e in pool if e.kind is kind and (kind is not ActorKind.PERSON or e.named)]
        if len(fitting) >= number:
            return tuple(sorted(fitting[:number], key=lambda e: e.index))
    return ()


def _public() -> frozenset[str]:
    """Words in the names of bodies that are no business."""
    return (words("actors", "bodies") | words("actors", "outlets")) - words("actors", "businesses")


def _number(token: Token, lemma: str) -> int:
    """How many known parties "the two …", "both …" calls for; 0 where it calls for none ("two men who …")."""
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


def _state(talk: Talk, token: Token, owner: Entity | None) -> Entity | None:
    """ "the regime", "the Peruvian government", "the country": the country itself."""
    lemma = token.lemma.lower()
    if lemma not in words("actors", "states") or token.tag in PLURAL:
        return None
    found: Entity | None = None
    if owner is not None:
        found = owner if owner.kind is ActorKind.COUNTRY else owner.of
        found = found if found is not None and found.kind is ActorKind.COUNTRY else None
    elif not any(c.dep in ("compound", "amod") and c.text[:1].isupper() for c in token.children):
        before = [
            e for e in talk.recent(token.index, token.sentence) if lemma in e.heads and e.kind is ActorKind.COUNTRY
        ]
        if determiner(token) in ("the", "this") or (determiner(token) == "a" and before):
            found = before[0] if before and lemma not in _ANY_COUNTRY else talk.country(token)
    if found is not None:
        found.heads.add(lemma)
    return found


_ANY_COUNTRY = frozenset({"country", "nation"})


def _role(casting: Casting, talk: Talk, token: Token, sort: Sort, owner: Entity | None, *, bare: bool) -> Entity | None:
    """ "the American president", "the minister", "the company": someone named elsewhere in the text."""
    if determiner(token) not in ("the", "this", "that") or token.tag in PLURAL:
        return None
    recent = talk.salient(token)
    if sort is Sort.PERSON:
        return _office(casting, token.lemma.lower(), recent, owner)
    if sort is not Sort.BODY:
        return None
    if owner is None:
        described = None if bare else _described(casting, talk, token, recent)
        return _named_body(casting, token.lemma.lower(), recent) if bare else described
    return _national(token, owner, recent) if owner.kind is ActorKind.COUNTRY else None


def _national(token: Token, owner: Entity, recent: list[Entity]) -> Entity | None:
    """ "the Swedish carmaker": the business most spoken of that is that country's or no country's yet."""
    lemma = token.lemma.lower()
    if lemma not in words("actors", "businesses") or any(c.dep == "poss" for c in token.children):
        return None
    public = words("actors", "bodies") - words("actors", "businesses")
    for entity in recent:
        firm = entity.kind is ActorKind.ORGANIZATION and entity.named and not public & set(fold(entity.name).split())
        if firm and (entity.of is None or entity.of is owner):
            entity.of = owner
            entity.heads.add(lemma)
            return entity
    return None


def _described(casting: Casting, talk: Talk, token: Token, recent: list[Entity]) -> Entity | None:
    """ "the defence ministry" is the Ministry of Defence, "the central bank" the Bank of X."""
    wanted = {t.lower for t in token.children if t.index < token.index and t.dep in ("compound", "amod")}
    wanted = (wanted | {token.lemma.lower()}) - words("actors", "generic")
    held = set(map(id, recent))
    # A body named further on that is another country's than the one spoken of is another body.
    nation = talk.country(token)
    later = [e for e in casting.entities if id(e) not in held and (e.of is None or nation is None or e.of is nation)]
    for entity in recent + later:
        if entity.kind is ActorKind.ORGANIZATION and entity.named and wanted <= set(fold(entity.name).split()):
            return entity
    return None


def _office(casting: Casting, lemma: str, recent: list[Entity], owner: Entity | None) -> Entity | None:
    held = set(map(id, recent))
    known = recent + [e for e in casting.entities if id(e) not in held]
    called = lists("actors", "called").get(lemma, frozenset()) | {lemma}
    fitting = [e for e in known if e.kind is ActorKind.PERSON and e.named and called & e.heads]
    if owner is not None:
        owned = [e for e in fitting if e.of is owner or (e.code() is not None and e.code() == owner.code())]
        if owned:
            return owned[0]
        fitting = [e for e in fitting if e.of is None]
    if lemma not in words("actors", "offices"):
        fitting = [e for e in fitting if id(e) in held]
    return fitting[0] if fitting else None


_MOVEMENTS = frozenset({"group", "movement", "militia", "faction", "party"})


def _named_body(casting: Casting, lemma: str, recent: list[Entity]) -> Entity | None:
    held = set(map(id, recent))
    kinds = {ActorKind.ORGANIZATION, ActorKind.GROUP} if lemma in _MOVEMENTS else {ActorKind.ORGANIZATION}
    all_of_them = recent + [e for e in casting.entities if id(e) not in held]
    known = [e for e in all_of_them if e.named and e.kind in kinds]
    for entity in known:
        words_of = {w for form in entity.aliases for w in fold(form).split()}
        if lemma in entity.heads or lemma in words_of or lemma + "s" in words_of:
            return entity
    if lemma in words("actors", "businesses"):
        firms = [e for e in known if id(e) in held and not _public() & set(fold(e.name).split())]
        return firms[0] if firms else None
    return None


def _again(casting: Casting, talk: Talk, token: Token, sort: Sort, owner: Entity | None, first: int) -> Entity | None:
    """The same phrase again, or "the officials" for "three customs officials" before."""
    definite = determiner(token) in _DEFINITE
    if sort is not Sort.PERSON or definite:
        same = casting.phrases.get((key_of(casting, token, first, owner), owner.index if owner else -1))
        if same is not None and not (sort is Sort.PERSON and first == token.index):
            return same
    if first == token.index and owner is None and definite:
        plural = sort in (Sort.PEOPLE, Sort.GROUP)
        for entity in talk.recent(token.index, token.sentence):
            if not entity.named and entity.plural is plural and token.lemma.lower() in entity.heads:
                return entity
    return None


def _anew(
    casting: Casting, talk: Talk, token: Token, sort: Sort, owner: Entity | None, owner_token: Token | None, first: int
) -> Entity:
    """A new actor that goes by its phrase."""
    lemma = token.lemma.lower()
    kind = {Sort.PERSON: ActorKind.PERSON, Sort.BODY: ActorKind.ORGANIZATION}.get(sort, ActorKind.GROUP)
    sole = lemma in words("actors", "sole_bodies") or token.lower in words("actors", "sole_bodies")
    if token.tag in PLURAL and sort is Sort.BODY and not sole:
        kind = ActorKind.GROUP
    if token.lower == "police":
        kind = ActorKind.ORGANIZATION
    name = phrase_name(casting, token, first, owner, owner_token)
    entity = casting.new(kind, name, named=False)
    entity.of = owner
    if (
        owner is None
        and casting.parse.tokens[first].lower in ("state", "government", "official")
        and first < token.index
    ):
        entity.of = talk.country(token)
    entity.plural = kind is ActorKind.GROUP
    entity.heads |= {lemma, token.lower}
    casting.phrases[key_of(casting, token, first, owner), owner.index if owner else -1] = entity
    if sort is Sort.PERSON:
        for gender, key in (("f", "women"), ("m", "men")):
            if lemma in words("names", key) or lemma in words("actors", f"{key}_nouns"):
                entity.gender = gender
    return entity
