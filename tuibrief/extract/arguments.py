"""Stage 5, second part: who acts, on or with whom, and what."""

from __future__ import annotations

from collections.abc import Iterator

from tuibrief.extract.nominals import noun_arguments
from tuibrief.extract.parse import Parse, Token
from tuibrief.extract.phrases import acts, heads_of, phrase
from tuibrief.extract.stages import Argument, Cast
from tuibrief.extract.triggers import Trigger
from tuibrief.extract.voice import is_passive, is_verb
from tuibrief.extract.words import lists, words
from tuibrief.model import Role

RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
# How many governors up a missing subject is looked for: deeper chains are wrong parses more often than not.
DEPTH = 6


def find_arguments(parse: Parse, cast: Cast, trigger: Trigger) -> tuple[Argument, ...]:
    """The participants of one happening, in the order of the text, each head once."""
    found: list[tuple[Role, Token]] = []
    verb, noun = trigger.verb, trigger.noun
    if trigger.mended is not None:
        mended = trigger.mended
        found += [(Role.WHO, mended.subject)] if mended.subject else []
        found += [(acted_on(cast, mended.object), mended.object)] if mended.object else []
    elif verb is not None:
        own = {noun.index} if noun is not None else set()
        found += [(role, t) for role, t in verb_arguments(cast, verb) if t.index not in own]
    if noun is not None:
        found += noun_arguments(cast, noun, lonely=verb is None, has_subject=any(r is Role.WHO for r, _ in found))
    inside = range(trigger.first, trigger.last + 1)
    kept: dict[int, Argument] = {}
    for role, token in found:
        for head in heads_of(cast, token):
            if head.index in kept or head.index in inside:
                continue
            first, last = phrase(cast, head)
            kept[head.index] = Argument(role, head.index, *_clear(first, last, head.index, inside))
    return tuple(sorted(kept.values(), key=lambda a: (a.first, a.head)))


def _clear(first: int, last: int, head: int, inside: range) -> tuple[int, int]:
    """A phrase cut back where it would run over the trigger."""
    if first < inside.stop and inside.start <= last:
        return (inside.stop, last) if head >= inside.stop else (first, inside.start - 1)
    return first, last


def verb_arguments(cast: Cast, verb: Token) -> Iterator[tuple[Role, Token]]:
    """The participants of a verb: roles and head words."""
    passive = is_passive(verb)
    if passive:
        agent = verb.child("agent")
        by = agent.child("pobj") if agent is not None else None
        if by is not None and not by.entity.startswith(("DATE", "TIME", "CARDINAL", "PERCENT", "MONEY")):
            yield Role.WHO, by
        undergoer = undergoer_of(verb)
        if undergoer is not None:
            yield acted_on(cast, undergoer), undergoer
    else:
        actor = subject_of(verb)
        if actor is not None:
            yield Role.WHO, actor
    yield from _objects(cast, verb)
    yield from _others(cast, verb)


def acted_on(cast: Cast, token: Token) -> Role:
    """Whom for one who can act, else what."""
    return Role.WHOM if acts(cast, token) else Role.WHAT


def _objects(cast: Cast, verb: Token) -> Iterator[tuple[Role, Token]]:
    for child in verb.children:
        if child.dep in ("dobj", "dative", "oprd") and child.pos in ("NOUN", "PROPN", "PRON", "NUM", "DET"):
            if child.dep == "oprd" and not verb.child("dobj"):
                continue
            if child.lower in RELATIVE:
                child = antecedent(child, verb)
                if child is None:
                    continue
            elif child.entity in ("DATE", "TIME"):
                continue
            yield acted_on(cast, child), child
            yield from _behind(cast, child)
        elif child.dep == "dative" and child.pos == "ADP":
            other = child.child("pobj")
            if other is not None:
                yield acted_on(cast, other), other
    if verb.dep == "relcl" and not verb.child("dobj", "nsubjpass") and not is_passive(verb):
        # "the missile (that) they fired": the clause's gap is its object where the subject stands
        subject = verb.child("nsubj")
        if (
            subject is not None
            and subject.lower not in RELATIVE
            and not verb.child("ccomp", "xcomp")
            and not (any(c.tag in ("WRB", "IN") and c.dep in ("advmod", "mark") for c in verb.children))
            and not any(
                c.dep == "prep" and c.child("pobj") and c.child("pobj").lower in RELATIVE for c in verb.children
            )
        ):
            yield acted_on(cast, verb.head), verb.head
    if verb.dep == "conj" and is_verb(verb.head) and not verb.child("dobj", "prep", "ccomp", "xcomp", "advmod", "prt"):
        # "built and sold the car" is often read with the object on the first verb alone
        shared = verb.head.child("dobj")
        if shared is not None and shared.index > verb.index:
            yield acted_on(cast, shared), shared


def _behind(cast: Cast, thing: Token) -> Iterator[tuple[Role, Token]]:
    """The other party behind an abstract object: "ties with old partners", "its focus to Russia"."""
    for prep in thing.children_of("prep"):
        if prep.lower in ("with", "against", "toward", "towards"):
            other = prep.child("pobj")
            if other is not None and acts(cast, other):
                yield Role.WHOM, other


def _others(cast: Cast, verb: Token) -> Iterator[tuple[Role, Token]]:
    """Parties behind a preposition that the verb asks for ("met with", "fired at"), for things as for people."""
    lemma = verb.lemma.lower()
    counterpart = lists("predicates", "counterpart")
    has_object = verb.child("dobj", "nsubjpass") is not None
    for prep in verb.children_of("prep", "dative"):
        verbs = counterpart.get(prep.lower)
        if not verbs or lemma not in verbs:
            continue
        other = prep.child("pobj")
        if other is None or other.entity in ("DATE", "TIME"):
            continue
        if acts(cast, other):
            yield Role.WHOM, other
        elif not has_object:
            yield Role.WHAT, other


def antecedent(pronoun: Token, verb: Token) -> Token | None:
    """The noun that a relative pronoun stands for: what its clause hangs on."""
    clause = verb
    for _ in range(DEPTH):
        if clause.dep == "relcl":
            return clause.head
        if clause.dep in ("conj", "ccomp", "xcomp", "pcomp", "prep", "advcl") and clause.head is not clause:
            clause = clause.head
        else:
            break
    # A pronoun that the model hung elsewhere stands for the noun right before it.
    return None


def own_subject(verb: Token) -> Token | None:
    """The subject that stands at the verb itself, relative pronouns resolved; None where there is none or a dummy."""
    for child in verb.children:
        if child.dep in ("nsubj", "nsubjpass"):
            if child.lower in RELATIVE and child.tag in ("WP", "WDT", "IN", "DT") and child.index < verb.index:
                before = antecedent(child, verb)
                if before is not None:
                    return before
                return child if child.lower != "that" else None
            if child.tag == "EX":
                return None
            return child
    return None


def undergoer_of(verb: Token) -> Token | None:
    """Whom or what a passive verb is done to."""
    own = own_subject(verb)
    if own is not None:
        return own
    if verb.dep in ("acl", "relcl"):
        return verb.head
    return inherited_subject(verb)


def subject_of(verb: Token) -> Token | None:
    """Who does what an active verb says, own or taken from what governs it."""
    own = own_subject(verb)
    if own is not None:
        return own
    if verb.child("expl", "nsubj", "csubj"):
        return None
    return inherited_subject(verb)


def inherited_subject(verb: Token, depth: int = 0) -> Token | None:
    """The subject that a verb without one shares with what governs it: conjunction, participle, infinitive, gerund."""
    above = verb.head
    if above is verb or depth > DEPTH:
        return None
    if verb.dep == "acl":
        return above if verb.tag in ("VBG", "VBN") else holder(above, depth)
    if verb.dep == "relcl":
        return holder(above, depth) if verb.tag == "VB" else above
    if verb.dep == "pcomp" or (verb.dep in ("pobj",) and above.pos == "ADP"):
        governor = above.head
        if is_verb(governor) or governor.pos == "AUX":
            return _subject_or_agent(governor, depth)
        return holder(governor, depth)
    if not (is_verb(above) or above.pos == "AUX"):
        if above.pos in ("ADJ", "ADV"):  # "is ready to fight", "he'd be willing to extend"
            return inherited_or_own(above.head, depth) if above.dep in ("acomp", "oprd") else None
        return (
            holder(above, depth)
            if verb.dep in ("advcl", "ccomp", "xcomp", "conj") and above.pos in ("NOUN", "PROPN")
            else None
        )
    if verb.dep == "xcomp" or (verb.dep == "ccomp" and not verb.child("nsubj", "nsubjpass")):
        thing = above.child("dobj", "dative")
        if thing is not None and thing.index < verb.index and not is_passive(above):
            if above.lemma.lower() in words("predicates", "control_object"):
                return thing
        return inherited_or_own(above, depth)
    if verb.dep in ("advcl", "conj", "prep", "dep", "parataxis"):
        return _subject_or_agent(above, depth) if verb.dep == "advcl" else inherited_or_own(above, depth)
    return None


def _subject_or_agent(verb: Token, depth: int) -> Token | None:
    return inherited_or_own(verb, depth)


def inherited_or_own(verb: Token, depth: int) -> Token | None:
    """The subject of a governor, its own or in turn inherited."""
    own = own_subject(verb)
    if own is not None:
        return own
    if verb.child("expl", "csubj"):
        return None
    return inherited_subject(verb, depth + 1)


def holder(noun: Token, depth: int = 0) -> Token | None:
    """Whose plan, wish or attempt a noun is: its possessor, "by …", "for … to", or who has it."""
    owner = noun.child("poss")
    if owner is not None:
        return owner
    for prep in noun.children_of("prep"):
        if prep.lower in ("by", "for"):
            other = prep.child("pobj")
            if other is not None:
                return other
    above = noun.head
    hops = 0
    while above is not noun and above.pos in ("ADP", "NOUN") and hops < 3:
        if above.pos == "NOUN" and above.child("poss") is not None:
            return above.child("poss")
        above = above.head
        hops += 1
    if is_verb(above) or above.pos == "AUX":
        if noun.dep in ("nsubj", "nsubjpass"):
            return None
        return inherited_or_own(above, depth + 1)
    return None
