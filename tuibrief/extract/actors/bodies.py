"""Stage 3: which named body a common noun means: "the company", "the federation", "the Carters union"."""

from __future__ import annotations

from tuibrief.extract.actors.casting import Casting, Entity, clean, fold
from tuibrief.extract.actors.nouns import PLURAL, Sort, acts_or_suffers, whole
from tuibrief.extract.actors.pronouns import Talk
from tuibrief.extract.actors.several import public_words
from tuibrief.extract.parse import Token
from tuibrief.extract.stages import MentionKind
from tuibrief.extract.words import words
from tuibrief.model import ActorKind

_MOVEMENTS = frozenset({"group", "movement", "militia", "faction", "party"})


def named_body(casting: Casting, lemma: str, recent: list[Entity]) -> Entity | None:
    """The body that "the bank", "the federation" means: of those spoken of (``recent``), else one named further on."""
    held = set(map(id, recent))
    kinds = {ActorKind.ORGANIZATION, ActorKind.GROUP} if lemma in _MOVEMENTS else {ActorKind.ORGANIZATION}
    spoken = [e for e in recent if e.named and e.kind in kinds]
    firms = [e for e in spoken if not public_words() & (set(fold(e.name).split()) | (e.heads - {lemma}))]
    business = lemma in words("actors", "businesses")
    for entity in spoken:
        if _is_called(entity, lemma):
            return entity
    if business and firms:
        return firms[0]
    # What is named only further on: "the bank", whose name follows.
    later = (e for e in casting.entities if id(e) not in held and e.named and e.kind in kinds)
    return next((e for e in later if _is_called(e, lemma)), None)


def _is_called(entity: Entity, lemma: str) -> bool:
    """Whether a body goes by a noun, in its name or in what the text calls it."""
    words_of = {w for form in entity.aliases for w in fold(form).split()}
    return lemma in entity.heads or lemma in words_of or lemma + "s" in words_of


def speakers_own(casting: Casting, talk: Talk, token: Token) -> Entity | None:
    """ "Obi, the head of Acme, said the company would …": Acme."""
    if token.lemma.lower() not in words("actors", "businesses"):
        return None
    for above in token.ancestors():
        if above.dep != "ccomp" or above.head.lemma not in words("actors", "speaking"):
            continue
        subject = above.head.child("nsubj")
        if subject is not None and subject.pos == "PRON" and casting.by_token.get(subject.index) is None:
            talk.point(subject)
        for speaker in casting.entities_at(subject.index) if subject is not None else ():
            firm = speaker.of if speaker.kind is ActorKind.PERSON else None
            if firm is not None and firm.kind is ActorKind.ORGANIZATION and firm.named:
                return None if public_words() & set(fold(firm.name).split()) else firm
    return None


def is_known_body(casting: Casting, talk: Talk, token: Token) -> bool:
    """Whether "the federation", as often a thing, is one already spoken of, by a name or a phrase."""
    lemma = token.lemma.lower()
    firms = talk.salient(token) if lemma in words("actors", "businesses") and acts_or_suffers(token) else []
    if named_body(casting, lemma, firms) is not None:
        return True
    if any(c.dep in ("amod", "compound", "poss") for c in token.children):
        return False
    spoken = talk.recent(token.index, token.sentence)
    return any(not e.named and e.kind is ActorKind.ORGANIZATION and lemma in e.heads for e in spoken)


def same_body(casting: Casting, talk: Talk, token: Token) -> bool:
    """ "the Carters union", "the Acme company": the noun only says what the name names."""
    if token.lemma.lower() not in words("actors", "same_body") or not token.index or token.tag in PLURAL:
        return False
    before = casting.parse.tokens[token.index - 1]
    mention = casting.by_token.get(before.index)
    if before.head is not token or before.dep not in ("compound", "nmod") or mention is None or mention.place:
        return False
    found = casting.entities_at(before.index)
    if len(found) != 1 or found[0].kind is not ActorKind.ORGANIZATION or not found[0].named:
        return False
    found[0].heads.add(token.lemma.lower())
    found[0].aliases.setdefault(clean(casting.parse.words(mention.first, token.index)))
    casting.mention(whole(token, mention.first), token.index, token.index, MentionKind.ROLE, found)
    talk.note(token, found)
    return True


def named_beside(casting: Casting, token: Token, sort: Sort) -> Entity | None:
    """ "The charity Open Hands said", "told the radio station Lakeside FM": whose name follows at once."""
    kind = {Sort.PERSON: ActorKind.PERSON, Sort.BODY: ActorKind.ORGANIZATION}.get(sort)
    mention = casting.by_token.get(token.index + 1)
    if kind is None or mention is None or mention.place or mention.kind is not MentionKind.NAME:
        return None
    head = casting.parse.tokens[mention.head]
    apart = head.sentence != token.sentence or mention.first != token.index + 1
    twice = token.dep == head.dep and token.head is head.head  # the model gives a verb two subjects
    if apart or (head.dep in ("nsubj", "nsubjpass") and token.head is not head and not twice):
        return None  # "told the firm Acme would pay"
    found = [casting.entities[i] for i in mention.actors]
    if len(found) != 1 or found[0].kind is not kind or not found[0].named:
        return None
    found[0].heads.add(token.lemma.lower())
    return found[0]
