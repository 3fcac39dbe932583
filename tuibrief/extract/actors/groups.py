"""Stage 3, fourth part: actors that go by a common noun: groups, roles, bodies without a name, and several at once.

"New Zealand officials", "a spokesman for the bank", "its military", "the regime", "the two leaders", "the ministry".
"""

from __future__ import annotations

import re

from tuibrief.extract.actors.affiliation import owner_of
from tuibrief.extract.actors.bodies import is_known_body, named_beside, named_body, same_body, speakers_own
from tuibrief.extract.actors.casting import Casting, Entity, clean, determiner, fold
from tuibrief.extract.actors.nouns import (
    PLURAL,
    Sort,
    beginning,
    counted,
    described_to,
    key_of,
    number_of,
    phrase_name,
    sort_of,
    tie,
    whole,
)
from tuibrief.extract.actors.pointing import clause_of
from tuibrief.extract.actors.pronouns import Talk
from tuibrief.extract.actors.several import calls_for_both, several
from tuibrief.extract.actors.standing import is_collective
from tuibrief.extract.names.countries import country_of_people
from tuibrief.extract.parse import Sentence, Token
from tuibrief.extract.stages import MentionKind
from tuibrief.extract.words import lists, words
from tuibrief.model import ActorKind

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "its", "his", "her", "their", "'s"})
_SOON = 3
"""Within how many sentences an article that opens with "a bishop" says who that is."""
_PERSONAL = frozenset({"its", "his", "her", "their"})


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
        if _compatriot(casting, talk, token) or same_body(casting, talk, token):
            continue
        sort = sort_of(token)
        if sort is None and calls_for_both(token) and several(casting, talk, token, None):
            sort = Sort.GROUP
        if sort is None and token.lemma.lower() in words("actors", "weak_bodies") and determiner(token) == "the":
            sort = Sort.BODY if token.dep != "compound" and is_known_body(casting, talk, token) else None
        if sort is not None:
            _stand(casting, talk, token, sort)
        elif token.pos == "NOUN" and token.dep in ("nsubj", "nsubjpass", "dobj", "pobj") and token.entity not in _TIMES:
            talk.note(token, (), plural=token.tag in PLURAL)
    for token, target in reversed(counters):
        found = casting.entities_at(target.index)
        if found and casting.by_token[target.index].kind in (MentionKind.GROUP, MentionKind.ROLE):
            casting.mention(token.index, token.index, token.index, MentionKind.GROUP, found)
            talk.note(token, found, plural=True)
    _note_pairs(casting, talk, sentence)


def _note_pairs(casting: Casting, talk: Talk, sentence: Sentence) -> None:
    """Note "the union and the company" as one party of two; pairs of names are noted already."""
    for joined in casting.parse.of(sentence):
        first = joined.head
        if joined.dep != "conj" or first.dep == "conj" or casting.by_token.get(joined.index) is None:
            continue
        if _ROLES & {m.kind for t in (first, joined) if (m := casting.by_token.get(t.index))}:
            talk.note_pair(first)


_ROLES = frozenset({MentionKind.ROLE, MentionKind.GROUP})


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
    together = several(casting, talk, token, owner_token)
    if together:
        casting.mention(start, token.index, token.index, MentionKind.ROLE, together)
        talk.note(token, together, plural=True)
        return
    owner = _owner(casting, talk, token, owner_token)
    entity = (
        _unnamed(casting, token, sort, start)
        or _apposed(casting, token)
        or _so_named(casting, token, sort)
        or named_beside(casting, token, sort)
        or _client(token, owner)
        or _state(talk, token, owner)
        or _role(casting, talk, token, sort, owner, bare=first == token.index)
        or _named_later(casting, token, sort)
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


def _so_named(casting: Casting, token: Token, sort: Sort) -> Entity | None:
    """ "Their leader, an Albanian named Ada Obi, …": the leader is Ada Obi."""
    if sort is not Sort.PERSON:
        return None
    for noun in (token, *token.children_of("appos")):
        for verb in noun.children_of("acl"):
            name = verb.child("oprd", "dobj") if verb.lower in ("named", "called", "identified") else None
            known = next((p for p in verb.children_of("prep") if p.lower == "as"), None)
            if name is None and known is not None and verb.lower in ("known", "identified"):
                name = known.child("pobj")  # "the officer, identified only as Obi"
            for entity in casting.entities_at(name.index) if name is not None else ():
                if entity.kind is ActorKind.PERSON and entity.named:
                    return entity
    return None


def _named_later(casting: Casting, token: Token, sort: Sort) -> Entity | None:
    """ "A bishop in the south resigned. Bishop Ada Obi said …": an article first says what its person is, then who."""
    title = casting.layout.title
    bare = title is not None and title.start <= token.start < title.end and not determiner(token)
    if sort is not Sort.PERSON or not (bare or determiner(token) in ("a", "an")):
        return None
    lemma = token.lemma.lower()
    apart = any(
        c.lower in words("actors", "gone") or (c.dep == "compound" and c.text.islower()) for c in token.children
    )
    if lemma not in words("actors", "offices") or apart:
        return None
    called = lists("actors", "called").get(lemma, frozenset()) | {lemma}
    known = [e for e in casting.entities if e.kind is ActorKind.PERSON and e.named and called & e.heads]
    if len(known) != 1:
        return None
    place = next((m for m in casting.mentions if known[0].index in m.actors), None)
    near = place is not None and 0 < casting.parse.tokens[place.head].sentence - token.sentence <= _SOON
    return known[0] if near else None


def _client(token: Token, owner: Entity | None) -> Entity | None:
    """A lawyer's client is whose lawyer it is: "Obi's lawyer said his client …"."""
    if token.lemma.lower() != "client" or owner is None or owner.kind is not ActorKind.PERSON:
        return None
    return owner.of if owner.of is not None and owner.of.kind is ActorKind.PERSON else None


def _alias(casting: Casting, entity: Entity, token: Token, first: int, owner_token: Token | None) -> None:
    """Keep the phrase as it stands as one of the actor's names."""
    phrase = clean(casting.parse.words(first, token.index))
    if owner_token is not None and not entity.named:
        phrase = clean(casting.parse.words(owner_token.subtree()[0].index, token.index))
    elif entity.named and (entity.kind is not ActorKind.COUNTRY or " " not in phrase):
        return
    number = token.child("nummod") if entity.plural else None
    if number is None or not entity.name.lower().startswith(f"{number.lower} "):
        entity.aliases.setdefault(phrase)  # "27 people" are not just "people" where 41 are, too
    if number is not None and number.index == first - 1:
        entity.aliases.setdefault(clean(casting.parse.words(number.index, token.index)))
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


def _state(talk: Talk, token: Token, owner: Entity | None) -> Entity | None:
    """ "the regime", "the Peruvian government", "the country": the country itself."""
    lemma = token.lemma.lower()
    held_before = any(c.lower in words("actors", "gone") for c in token.children)
    if lemma not in words("actors", "states") or token.tag in PLURAL or held_before:
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
    if sort is Sort.BODY and token.dep in ("dobj", "dative", "pobj"):
        subject = clause_of(token).child("nsubj")  # who accuses the firm is not the firm
        doers = casting.entities_at(subject.index) if subject is not None and subject.index < token.index else ()
        recent = [e for e in recent if e not in doers]
    if sort is Sort.PERSON:
        return _office(casting, token.lemma.lower(), recent, owner)
    if sort is not Sort.BODY:
        return None
    if owner is None:
        described = None if bare else _described(casting, talk, token, recent)
        if not bare:
            return described
        return speakers_own(casting, talk, token) or named_body(casting, token.lemma.lower(), recent)
    return _national(token, owner, recent) if owner.kind is ActorKind.COUNTRY else None


def _national(token: Token, owner: Entity, recent: list[Entity]) -> Entity | None:
    """ "the Swedish carmaker": the business most spoken of that is that country's or no country's yet."""
    lemma = token.lemma.lower()
    if lemma not in words("actors", "businesses") or determiner(token) in ("'s", "a", "an", "another"):
        return None
    public = words("actors", "bodies") - words("actors", "businesses")
    for entity in recent:
        firm = entity.kind is ActorKind.ORGANIZATION and entity.named and not public & set(fold(entity.name).split())
        if firm and not entity.abroad and (entity.of is None or entity.of is owner):
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


def _again(casting: Casting, talk: Talk, token: Token, sort: Sort, owner: Entity | None, first: int) -> Entity | None:
    """The same phrase again, or "the officials" for "three customs officials" before."""
    definite = determiner(token) in _DEFINITE
    if sort is not Sort.PERSON or definite:
        same = casting.phrases.get((key_of(casting, token, first, owner), owner.index if owner else -1))
        number = number_of(token)
        if same is not None and number and not definite and same.number and same.number != number:
            return casting.phrases.get((f"{number}{key_of(casting, token, first, owner)}", -1))
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
    key, number = key_of(casting, token, first, owner), number_of(token)
    counter = token.child("nummod")
    if number and counter is not None and (key, owner.index if owner else -1) in casting.phrases:
        name = f"{clean(counter.text)} {name}"  # "27 people" beside "41 people"
    entity = casting.new(kind, name, named=False)
    entity.of, entity.number = owner, number
    if (
        owner is None
        and casting.parse.tokens[first].lower in ("state", "government", "official")
        and first < token.index
    ):
        entity.of = talk.country(token)
    entity.plural = kind is ActorKind.GROUP
    entity.heads |= {lemma, token.lower}
    casting.phrases[key, owner.index if owner else -1] = entity
    if number:
        casting.phrases[number + key, -1] = entity
    if sort is Sort.PERSON:
        for gender, key in (("f", "women"), ("m", "men")):
            if lemma in words("names", key) or lemma in words("actors", f"{key}_nouns"):
                entity.gender = gender
    return entity
