"""Stage 5: who does what a verb says, also where another clause names them (conjunction, relative, control)."""

from __future__ import annotations

from tuibrief.extract.parse import Token
from tuibrief.extract.predicates.phrases import acts
from tuibrief.extract.predicates.voice import is_infinitive, is_passive, is_verb
from tuibrief.extract.stages import Cast
from tuibrief.extract.words import lists, words

RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
# How many governors up a missing subject is looked for: deeper chains are wrong parses more often than not.
DEPTH = 6
TIMES = frozenset({"DATE", "TIME"})


def own_subject(verb: Token) -> Token | None:
    """The subject that stands at the verb itself, relative pronouns resolved; None where there is none or a dummy."""
    for child in verb.children:
        if child.dep in ("nsubj", "nsubjpass"):
            if is_relative(child, verb):
                before = antecedent(verb)
                return before if before is not None or child.lower == "that" else child
            return None if child.tag == "EX" else child
    return None


def is_relative(token: Token, verb: Token) -> bool:
    """Whether a word is the relative pronoun that opens a verb's clause."""
    return token.lower in RELATIVE and token.tag in ("WP", "WDT", "IN", "DT", "WP$") and token.index < verb.index


def antecedent(verb: Token) -> Token | None:
    """The noun that a relative pronoun stands for: what its clause hangs on."""
    clause = verb
    for _ in range(DEPTH):
        if clause.dep == "relcl":
            return clause.head
        if clause.dep not in ("conj", "ccomp", "xcomp", "pcomp", "prep", "advcl") or clause.is_root:
            return None
        clause = clause.head
    return None


def relative_pronoun(verb: Token) -> Token | None:
    """The relative pronoun that stands as the verb's own subject or object."""
    return next((c for c in verb.children if c.dep in ("nsubj", "nsubjpass", "dobj") and is_relative(c, verb)), None)


def undergoer_of(cast: Cast, verb: Token) -> Token | None:
    """Whom or what a passive verb is done to."""
    own = own_subject(verb)
    if own is None and verb.dep in ("acl", "relcl"):
        own = verb.head
    if own is None:
        own = inherited_subject(cast, verb)
    lasts = own is not None and own.tag == "NNS"  # "three days were lost", not "Monday was …"
    return None if own is not None and own.entity in TIMES and not lasts else own


def subject_of(cast: Cast, verb: Token) -> Token | None:
    """Who does what an active verb says, own or taken from what governs it."""
    own = own_subject(verb)
    if own is not None:
        return own
    if verb.child("expl", "nsubj", "csubj"):
        return None
    return inherited_subject(cast, verb)


def own_or_inherited(cast: Cast, verb: Token, depth: int) -> Token | None:
    """The subject of a governor, its own or in turn inherited; an expletive shares none."""
    own = own_subject(verb)
    if own is not None or verb.child("expl", "csubj") or depth > DEPTH:
        return own
    return inherited_subject(cast, verb, depth + 1)


def inherited_subject(cast: Cast, verb: Token, depth: int = 0) -> Token | None:
    """The subject that a verb without one shares with what governs it."""
    above, found = verb.head, None
    if above is verb or depth > DEPTH:
        return None
    if verb.dep in ("acl", "relcl"):
        found = _of_noun(cast, verb, above, depth)
    elif verb.dep == "pcomp" or (verb.dep == "pobj" and above.pos == "ADP"):
        found = _behind(cast, above, depth)
    elif not (is_verb(above) or above.pos == "AUX") or (above.dep == "acomp" and above.tag == "VBN"):
        found = _of_other(cast, verb, above, depth)
    elif verb.dep in ("xcomp", "ccomp", "advcl", "conj", "prep", "dep", "parataxis"):
        below = verb.dep in ("xcomp", "ccomp", "advcl")
        controlled = (_called_on(verb, above) or _controlled(verb, above)) if below else None
        found = controlled or own_or_inherited(cast, above, depth)
    return found


def _behind(cast: Cast, prep: Token, depth: int) -> Token | None:
    """The subject of a gerund behind a preposition: "after leaving", "accused them of lying", "no sign of leaving"."""
    governor = prep.head
    if governor.entity in TIMES and is_verb(governor.head.head):
        governor = governor.head.head  # "sent off in the 38th minute for punching"
    if not (is_verb(governor) or governor.pos == "AUX"):
        return _accused(prep) or holder(cast, governor, depth)
    objects = governor.lemma.lower() in lists("predicates", "object_of").get(prep.lower, ())
    if objects and not is_passive(governor):
        thing = governor.child("dobj")
        return antecedent(governor) if thing is not None and thing.lower in RELATIVE else thing
    return own_or_inherited(cast, governor, depth)


def _accused(prep: Token) -> Token | None:
    """ "accused rivals in Peru of lying", where the model hangs "of" on a noun: the rivals."""
    above = prep.head
    for _ in range(DEPTH):
        if is_verb(above) or above.is_root:
            break
        above = above.head
    if above.lemma.lower() not in lists("predicates", "object_of").get(prep.lower, ()):
        return None
    return above.child("nsubjpass") if is_passive(above) else above.child("dobj")


def _controlled(verb: Token, above: Token) -> Token | None:
    """The object that does what follows: "persuaded them to leave", "chose Acme to build it"."""
    if verb.dep == "advcl" and not (
        is_infinitive(verb) and above.lemma.lower() in words("predicates", "control_chosen")
    ):
        return None
    thing = above.child("dobj", "dative")
    if thing is None or thing.index > verb.index or is_passive(above):
        return None
    if thing.pos == "ADP":
        return None
    if above.lemma.lower() not in words("predicates", "control_object"):
        return None
    return antecedent(above) if thing.lower in RELATIVE else thing  # "men whom she asked to leave"


def _called_on(verb: Token, above: Token) -> Token | None:
    """Who stands behind the preposition of a call: "called on them to leave", "appealed to both to stop"."""
    if not is_infinitive(verb) or above.child("dobj"):
        return None
    lemma = above.lemma.lower()
    for prep in above.children_of("prep", "dative"):
        asked = prep.child("pobj") if lemma in lists("predicates", "control_behind").get(prep.lower, ()) else None
        if asked is not None and asked.index < verb.index:
            return asked
    return None


def _of_noun(cast: Cast, verb: Token, noun: Token, depth: int) -> Token | None:
    """The subject of a clause that hangs on a noun: the noun, or whose plan it is."""
    if is_infinitive(verb) or (verb.dep == "relcl" and verb.tag == "VB"):
        if any(c.dep == "amod" and c.lower in words("predicates", "ranks") for c in noun.children):
            return _ranked(cast, noun, depth)
        return holder(cast, noun, depth)
    if verb.tag != "VBG" or acts(cast, noun):
        return noun
    apart = any(c.dep == "punct" and c.text == "," for c in noun.children if noun.index < c.index < verb.index)
    if apart or noun.lemma.lower() in words("predicates", "voices.words"):
        # "expressed regret, saying …", "a letter saying …": the one who speaks through it
        speaker = holder(cast, noun, depth)
        return speaker if speaker is not None and acts(cast, speaker) else noun
    return noun


def _ranked(cast: Cast, noun: Token, depth: int) -> Token | None:
    """ "the first model to use it": the model; "X became the first woman to win": X."""
    if noun.dep == "attr":
        subject = own_or_inherited(cast, noun.head, depth + 1)
        if subject is not None and acts(cast, subject):
            return subject
    return noun


def _of_other(cast: Cast, verb: Token, above: Token, depth: int) -> Token | None:
    """The subject of a clause that hangs on an adjective ("ready to fight") or straight on a noun."""
    if above.pos in ("ADJ", "ADV") or above.dep == "acomp":
        return own_or_inherited(cast, above.head, depth) if above.dep in ("acomp", "oprd") else None
    if verb.dep in ("advcl", "ccomp", "xcomp", "conj") and above.pos in ("NOUN", "PROPN"):
        return holder(cast, above, depth)
    return None


def holder(cast: Cast, noun: Token, depth: int = 0) -> Token | None:
    """Whose plan, wish or attempt a noun is: its possessor, "by …", "for … to", a name before it, or who has it."""
    own = _holder_at(cast, noun)
    if own is not None:
        return own
    above, hops = noun.head, 0
    while above is not noun and above.pos in ("ADP", "NOUN") and not above.is_root and hops < 3:
        owner = above.child("poss") if above.pos == "NOUN" else None
        if owner is not None:
            return owner
        above, hops = above.head, hops + 1
    if not (is_verb(above) or above.pos == "AUX") or noun.dep in ("nsubj", "nsubjpass"):
        return None
    # who rejects a plan has not made it
    return (
        None if above.lemma.lower() in words("predicates", "owner.words") else own_or_inherited(cast, above, depth + 1)
    )


def _holder_at(cast: Cast, noun: Token) -> Token | None:
    """Whose a noun is, by the words right at it."""
    owner = noun.child("poss")
    if owner is not None:
        return owner
    for child in noun.children:
        if child.dep == "prep" and child.lower in ("by", "for") and child.child("pobj") is not None:
            return child.child("pobj")
        if child.dep in ("compound", "nsubj", "nmod") and child.pos == "PROPN" and acts(cast, child):
            return child
    return None
