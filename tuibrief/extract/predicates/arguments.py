"""Stage 5, second part: who acts, on or with whom, and what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tuibrief.extract.parse import Token
from tuibrief.extract.predicates.event_nouns import shape_of
from tuibrief.extract.predicates.nominals import from_governor, noun_arguments
from tuibrief.extract.predicates.phrases import acts, heads_of, phrase, sense, told_apart, wielder
from tuibrief.extract.predicates.subjects import (
    RELATIVE,
    TIMES,
    antecedent,
    relative_pronoun,
    subject_of,
    undergoer_of,
)
from tuibrief.extract.predicates.triggers import Trigger
from tuibrief.extract.predicates.voice import has_own_tense, is_infinitive, is_passive, is_verb
from tuibrief.extract.stages import Argument, Cast
from tuibrief.extract.words import lists, words
from tuibrief.model import ActorKind, Role

Part = tuple[Role, Token]
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET"})
MEASURES = frozenset({"DATE", "TIME", "CARDINAL", "PERCENT", "MONEY", "QUANTITY"})
# "chosen and bought by": so near do verbs stand that share who does them.
SHARED = 3
SOME = frozenset({"others", "some", "many", "most", "few", "none", "another"})
THINGS = frozenset({"it", "this", "that", "these", "those"})
GIVING = frozenset(
    {"provide", "supply", "present", "equip", "arm", "reward", "replace", "outfit", "furnish", "fit", "entrust"}
)


def find_arguments(cast: Cast, trigger: Trigger) -> tuple[Argument, ...]:
    """The participants of one happening, in the order of the text, each head once."""
    inside = range(trigger.first, trigger.last + 1)
    kept: dict[int, Argument] = {}
    for role, token in _parts(cast, trigger):
        for head in heads_of(cast, token):
            if _beyond(trigger.verb, token, head):
                continue
            if head.index not in kept and head.index not in inside:
                first, last = _clear(*phrase(cast, head), head.index, inside)
                kept[head.index] = Argument(role, head.index, first, last)
    return tuple(sorted(kept.values(), key=lambda a: (a.first, a.head)))


def _beyond(verb: Token | None, token: Token, head: Token) -> bool:
    """ "Obi, who flew in on Monday, and his host": the host, joined behind the clause, does not fly."""
    return verb is not None and token.index < verb.index < head.index and verb in token.children and verb.dep == "relcl"


def _parts(cast: Cast, trigger: Trigger) -> list[Part]:
    """Roles and head words, as they are found: what the verb says before what the noun says."""
    verb, noun, mended = trigger.verb, trigger.noun, trigger.mended
    if mended is not None:
        found = [(Role.WHO, mended.subject)] if mended.subject else []
        return found + ([(acted_on(cast, mended.object), mended.object)] if mended.object else [])
    found = []
    if verb is not None:
        found = [(role, t) for role, t in verb_arguments(cast, verb) if t is not noun]
    if noun is not None:
        found += noun_arguments(cast, noun, has_subject=any(r is Role.WHO for r, _ in found))
        if verb is None and not any(r is Role.WHO for r, _ in found):
            found += from_governor(cast, noun)
    return found


def _clear(first: int, last: int, head: int, inside: range) -> tuple[int, int]:
    """A phrase cut back where it would run over the trigger."""
    if first < inside.stop and inside.start <= last:
        return (inside.stop, last) if head >= inside.stop else (first, inside.start - 1)
    return first, last


def acted_on(cast: Cast, token: Token) -> Role:
    """Whom for one who can act, else what."""
    return Role.WHOM if acts(cast, token) else Role.WHAT


def verb_arguments(cast: Cast, verb: Token) -> Iterator[Part]:
    """The participants of a verb: roles and head words."""
    if is_passive(verb):
        yield from _agents(cast, verb)
        undergoer = undergoer_of(cast, verb)
        if undergoer is not None:
            yield _object_role(cast, verb, undergoer), undergoer
            yield from _owner(cast, verb, undergoer)  # "X's offer was rejected"
    else:
        actor = subject_of(cast, verb)
        if actor is not None:
            actor = told_apart(cast, _all_who_meet(verb, actor))
            actor = wielder(cast, actor) if verb.child("dobj") is not None else actor
            yield _subject_role(cast, verb, actor), actor
            if shape_of(actor.lemma.lower()) == "mutual":
                yield from behind(cast, actor)  # "diplomacy with X collapsed"
                yield from _between(actor)  # "talks between X and Y collapsed"
    yield from _objects(cast, verb)
    yield from _others(cast, verb)
    yield from _meant(cast, verb)
    yield from _employer(cast, verb)


def _meant(cast: Cast, verb: Token) -> Iterator[Part]:
    """Whom a threat or demand is meant for: "threatened to sue Acme", "demanded that the mayor resign"."""
    lemma = verb.lemma.lower()
    if lemma in ("demand", "seek", "urge"):
        yield from _resigning(cast, verb)
    if lemma in words("predicates", "meant.object") and not verb.child("dobj"):
        below = verb.child("xcomp")
        thing = below.child("dobj") if below is not None and is_infinitive(below) and not is_passive(below) else None
        if thing is not None and acts(cast, thing):
            yield Role.WHOM, thing
    elif lemma in words("predicates", "meant.subject"):
        below = verb.child("ccomp")
        meant = below.child("nsubj") if below is not None and below.child("mark") else None
        if (
            meant is not None
            and acts(cast, meant)
            and (meant.pos in ("NOUN", "PROPN") or _is_another(cast, verb, meant))
        ):
            yield Role.WHOM, meant
    if lemma in lists("predicates", "control_behind")["for"] and any(is_infinitive(c) for c in verb.children):
        for prep in verb.children_of("prep"):  # "called for the mayor to resign"
            asked = prep.child("pobj") if prep.lower == "for" else None
            if asked is not None and acts(cast, asked):
                yield Role.WHOM, asked


def _resigning(cast: Cast, verb: Token) -> Iterator[Part]:
    """ "Demanded the resignation of the mayor", "sought her dismissal": of whom it is demanded or sought."""
    thing = verb.child("dobj")
    if thing is None or thing.lemma.lower() not in words("predicates", "demanded"):
        return
    of = next((c for c in thing.children_of("prep") if c.lower == "of"), None)
    party = thing.child("poss") or (of.child("pobj") if of is not None else None)
    if party is not None and acts(cast, party):
        yield Role.WHOM, party


def _is_another(cast: Cast, verb: Token, pronoun: Token) -> bool:
    """Whether a pronoun stands for somebody else than who does what the verb says: "alleged that he had lied"."""
    mention, subject = cast.at(pronoun.index), subject_of(cast, verb)
    own = cast.at(subject.index) if subject is not None else None
    return mention is not None and own is not None and not set(mention.actors) & set(own.actors)


def _employer(cast: Cast, verb: Token) -> Iterator[Part]:
    """Whom a walkout is against: "workers at Acme went on strike"."""
    if verb.lemma.lower() not in words("predicates", "walking_out"):
        return
    away = {c.lower for c in verb.children_of("prt", "prep", "advmod")} & {"out", "off", "on"}
    subject = verb.child("nsubj")
    for prep in subject.children_of("prep") if subject is not None and (away or verb.lemma == "strike") else ():
        employer = prep.child("pobj") if prep.lower in ("at", "of") else None
        if employer is not None and acts(cast, employer):
            yield Role.WHOM, employer


def _agents(cast: Cast, verb: Token) -> Iterator[Part]:
    """ "by X" at a passive, also at the last of several ("chosen and bought by X"); "reached between X and Y"."""
    own = any(c.dep == "agent" for c in verb.children)
    last = next((c for c in verb.children_of("conj") if c.tag == "VBN" and not has_own_tense(c)), None)
    if not own and last is not None and last.index - verb.index <= SHARED:
        yield from _agents(cast, last)
    for child in verb.children:
        if child.dep == "agent" or (child.dep == "prep" and child.lower in ("by", "between")):
            by = child.child("pobj")
            if by is None or by.entity in MEASURES:
                continue
            if by.lemma.lower() not in words("predicates", "measured.means") or by.child("poss", "appos"):
                yield Role.WHO, wielder(cast, by)


def _all_who_meet(verb: Token, actor: Token) -> Token:
    """ "Ruiz and his host, Ada Obi, who met in Rome": both, for nobody meets alone."""
    if verb.dep != "relcl" or verb.lemma.lower() not in words("predicates", "together") or verb.child("dobj"):
        return actor
    if any(c.lower == "with" for c in verb.children_of("prep")):
        return actor
    first = actor
    while first.dep in ("conj", "appos") and first.head is not first:
        first = first.head
    return first if first.child("conj") is not None else actor


def _between(thing: Token) -> Iterator[Part]:
    for prep in thing.children_of("prep"):
        parties = prep.child("pobj") if prep.lower == "between" else None
        if parties is not None:
            yield Role.WHO, parties


def _is_price(cast: Cast, verb: Token, actor: Token) -> bool:
    """ "Acme rose 3 percent": its shares did."""
    if verb.lemma.lower() not in words("predicates", "measured.words") or verb.child("ccomp", "xcomp"):
        return False
    mention = cast.at(actor.index)
    if mention is None or any(cast.actors[i].kind is not ActorKind.ORGANIZATION for i in mention.actors):
        return False
    behind_it = [c for c in verb.children_of("dobj", "npadvmod", "advmod", "attr", "prep") if c.index > verb.index]
    return any(t.entity == "PERCENT" for c in behind_it for t in (c, *c.children_of("pobj", "npadvmod")))


def _subject_role(cast: Cast, verb: Token, actor: Token) -> Role:
    """Who, but for one it befalls ("suffered a blow") and a thing that only moves or changes ("the plane landed")."""
    if _is_price(cast, verb, actor):
        return Role.WHAT
    if acts(cast, actor):
        thing = verb.child("dobj")
        befalls = thing is not None and shape_of(thing.lemma.lower()) is not None
        return Role.WHOM if befalls and verb.lemma.lower() in words("predicates", "undergoing.words") else Role.WHO
    if verb.child("dobj", "ccomp", "xcomp", "dative") or verb.dep == "relcl" or actor.lower in SOME:
        return Role.WHO
    return Role.WHAT if actor.pos in ("NOUN", "PROPN", "NUM") or actor.lower in THINGS else Role.WHO


def _object_role(cast: Cast, verb: Token, thing: Token) -> Role:
    """Whom for one who can act, but for troops and the like that are sent or built up."""
    thing = sense(thing)
    if (
        thing.pos == "NOUN"
        and thing.lemma.lower() in words("predicates", "instruments.nouns")
        and verb.lemma.lower() in words("predicates", "instruments.verbs")
    ):
        return Role.WHAT
    return acted_on(cast, thing)


def _objects(cast: Cast, verb: Token) -> Iterator[Part]:
    for child in verb.children:
        if child.dep in ("dobj", "dative", "oprd") and (child.pos in NOMINAL or child.tag == "JJ"):
            named = (
                child.pos == "PROPN"
                and verb.lemma.lower() in words("predicates", "appointing")
                and not is_passive(verb)
            )
            if (
                (child.dep == "oprd" and not named and not verb.child("dobj"))
                or child.entity in TIMES
                or _said_again(verb, child)
            ):
                continue
            thing = antecedent(verb) if child.lower in RELATIVE else child
            if thing is not None:
                yield _object_role(cast, verb, thing), thing
                if verb.lemma.lower() not in words("predicates", "telling.words"):
                    yield from behind(cast, thing)
                yield from _owner(cast, verb, thing)
        elif child.dep == "dative" and child.pos == "ADP":
            other = child.child("pobj")
            sent = _is_ground(cast, other) and verb.lemma.lower() in words("places", "moving") if other else False
            if other is not None and acts(cast, other) and not sent:
                yield Role.WHOM, other
    gap = _gap(verb)
    if gap is not None:
        yield acted_on(cast, gap), gap
    below = verb.child("ccomp", "xcomp")
    if below is not None and is_infinitive(below) and verb.lemma.lower() in words("predicates", "control_chosen"):
        let = below.child("nsubj")  # "allowed them to leave", where the model hangs "them" on leave
        if let is not None and verb.child("dobj") is None:
            yield acted_on(cast, let), let


def _said_again(verb: Token, thing: Token) -> bool:
    """ "showed Acme 5, a new version": what stands after the comma says what it is, and is no object too."""
    first = verb.child("dobj")
    if thing.dep != "dobj" or first is None or first is thing or first.pos != "PROPN" or thing.pos != "NOUN":
        return False
    article = thing.child("det")
    return article is not None and any(c.text == "," and first.index < c.index < article.index for c in verb.children)


def _gap(verb: Token) -> Token | None:
    """The object that stands elsewhere: "the missile they fired", "built and sold the car"."""
    if verb.dep == "relcl" and not verb.child("dobj", "nsubjpass", "ccomp", "xcomp") and not is_passive(verb):
        subject = verb.child("nsubj")
        if subject is None or subject.lower in RELATIVE:
            return None
        for child in verb.children:
            if child.tag in ("WRB", "IN") and child.dep in ("advmod", "mark"):
                return None
            if child.dep == "prep" and any(c.lower in RELATIVE or c.dep == "pcomp" for c in child.children):
                return None
        return verb.head
    if verb.dep == "conj" and is_verb(verb.head) and not verb.child("dobj", "prep", "ccomp", "xcomp", "advmod", "prt"):
        # "built and sold the car" is often read with the object on the first verb alone
        shared = verb.head.child("dobj")
        return shared if shared is not None and shared.index > verb.index else None
    return None


def behind(cast: Cast, thing: Token, depth: int = 0) -> Iterator[Part]:
    """The other party behind an abstract noun: "ties with old partners", "all forms of dialogue with the capital"."""
    for prep in thing.children_of("prep"):
        other = prep.child("pobj")
        if other is None:
            continue
        bids = prep.lower == "for" and thing.lemma.lower() in words("predicates", "bids") and thing.dep == "dobj"
        if (bids or prep.lower in ("with", "against", "toward", "towards")) and acts(cast, other):
            yield Role.WHOM, other
        elif prep.lower == "of" and depth < 2 and shape_of(other.lemma.lower()):
            yield from behind(cast, other, depth + 1)


def _owner(cast: Cast, verb: Token, thing: Token) -> Iterator[Part]:
    """Whose offer is rejected, whose ban is defied, whose licence is suspended."""
    lemma = verb.lemma.lower()
    harmed = lemma in words("predicates", "owner.harming")
    if not (harmed or lemma in words("predicates", "owner.words")) or acts(cast, thing):
        return
    for child in thing.children:
        owned = child.dep == "poss" and (harmed or (child.pos == "NOUN" and cast.at(child.index) is not None))
        named = child.dep in ("poss", "compound", "nmod") and (child.pos == "PROPN" or owned)
        mention = cast.at(child.index) if child.dep == "amod" else None
        if (named and acts(cast, child)) or (mention is not None and mention.actors):
            yield Role.WHOM, child
        elif (child.dep == "prep" and child.lower in ("of", "by")) or (child.dep == "acl" and child.tag == "VBN"):
            by = child.child("agent") if child.dep == "acl" else child  # "a lawsuit brought by X"
            owner = by.child("pobj") if by is not None else None
            if owner is not None and acts(cast, owner):
                yield Role.WHOM, owner


def _others(cast: Cast, verb: Token) -> Iterator[Part]:
    """Parties behind a preposition that the verb asks for ("met with", "fired at"), things it is about ("bid for")."""
    lemma = verb.lemma.lower()
    counterpart, about = lists("predicates", "counterpart"), lists("predicates", "about")
    lone = verb.child("dobj", "nsubjpass", "ccomp") is None and not is_passive(verb)
    for prep in verb.children_of("prep", "dative"):
        other = prep.child("pobj")
        if other is None or other.entity in TIMES:
            continue
        word = prep.lower
        if acts(cast, other):
            if word == "to" and not lone and _is_ground(cast, other) and lemma in words("places", "moving"):
                continue  # "sent observers to Kenya": where to
            if lemma in counterpart.get(word, ()) or (lone and lemma in about.get(word, ())):
                yield Role.WHOM, other
        elif word == "at" and lemma in counterpart["at"] and (owner := other.child("poss")) is not None:
            yield (Role.WHOM if acts(cast, owner) else Role.WHAT), owner  # "threw stones at her car"
        elif shape_of(other.lemma.lower()) is not None:
            if lemma in about.get(word, ()) or lemma in words("predicates", "shares.to"):
                yield from behind(cast, other)
            if lone and lemma in about.get(word, ()):
                yield Role.WHAT, other
        elif (lone and (lemma in about.get(word, ()) or lemma in counterpart.get(word, ()))) or (
            word == "with" and lemma in GIVING
        ):
            yield Role.WHAT, other


def _is_ground(cast: Cast, token: Token) -> bool:
    """Whether a word names a place or a country."""
    mention = cast.at(token.index)
    if mention is not None and (mention.place or any(cast.actors[i].kind is ActorKind.COUNTRY for i in mention.actors)):
        return True
    return token.entity in ("GPE", "LOC")


def with_pronoun(trigger: Trigger, arguments: tuple[Argument, ...]) -> tuple[Argument, ...]:
    """The participants, with the relative pronoun that stands for one of them at the verb.

    Who acts is pointed at by the pronoun alone: it stands in the clause that is read, its antecedent right before it.
    """
    verb = trigger.verb
    pronoun = relative_pronoun(verb) if verb is not None else None
    if pronoun is None or verb is None:
        return arguments
    before = antecedent(verb)
    role = next((a.role for a in arguments if before is not None and a.head == before.index), None)
    if role is None or any(a.first <= pronoun.index <= a.last for a in arguments):
        return arguments
    if role is Role.WHO:
        return tuple(
            replace(a, first=pronoun.index, last=pronoun.index) if before is not None and a.head == before.index else a
            for a in arguments
        )
    added = Argument(role, pronoun.index, pronoun.index, pronoun.index)
    return tuple(sorted((*arguments, added), key=lambda a: (a.first, a.head)))
