"""Stage 5: the participants of event nouns ("X's visit to Y", "a test of an engine by X", "the X-Y summit")."""

from __future__ import annotations

from collections.abc import Iterator

from tuibrief.extract.parse import Token
from tuibrief.extract.predicates.event_nouns import shape_of
from tuibrief.extract.predicates.phrases import acts
from tuibrief.extract.predicates.subjects import TIMES, holder, own_or_inherited, undergoer_of
from tuibrief.extract.predicates.voice import is_passive, is_verb
from tuibrief.extract.stages import Cast
from tuibrief.extract.words import lists, words
from tuibrief.model import Role

Part = tuple[Role, Token]
NO_TOPIC = frozenset({"DATE", "TIME", "GPE", "LOC", "ORDINAL", "CARDINAL", "MONEY"})


def noun_arguments(cast: Cast, noun: Token, *, has_subject: bool) -> Iterator[Part]:
    """Roles and head words from the noun's own phrase. ``has_subject``: a light verb has lent one who acts."""
    lemma = noun.lemma.lower()
    shape = shape_of(lemma) or "done"
    counted = noun.head.head if noun.dep == "pobj" and noun.head.lower == "of" else None
    if counted is not None and counted.lemma.lower() in words("people", "quantities"):
        for owner in counted.children_of("poss"):
            yield _owner_role(cast, owner, shape), owner  # "X's series of attacks"
    for child in (*noun.children, *_astray(noun)):
        if child.dep == "poss":
            yield _owner_role(cast, child, shape), child
        elif child.dep in ("compound", "nmod", "amod"):
            yield from _modifier(cast, noun, child, shape, has_subject)
        elif child.dep in ("prep", "agent"):
            yield from _behind(cast, child, shape, lemma)
        elif child.dep == "acl" and child.tag == "VBN" and _lends(child, lemma):
            for link in child.children_of("agent", "prep"):
                by = link.child("pobj")
                if by is not None and link.lower in ("by", "between"):
                    yield Role.WHO, by  # "tests conducted by the army"


def _astray(noun: Token) -> list[Token]:
    """Prepositions that belong to the noun but hang on its verb: "won an order from X for 60 jets"."""
    if noun.dep != "dobj" or noun.head.index > noun.index:
        return []
    lemma, verb = noun.lemma.lower(), noun.head.lemma.lower()
    against = lists("nouns", "against")
    asked = lists("predicates", "counterpart")
    return [
        prep
        for prep in noun.head.children_of("prep")
        if prep.index > noun.index
        and (verb not in asked.get(prep.lower, ()) or (prep.lower == "from" and lemma in words("nouns", "from_whom")))
        and (lemma in against.get(prep.lower, ()) or lemma in words("nouns", "from_whom"))
        and prep.lower in ("on", "against", "with", "over", "from", "for")
    ]


def _lends(participle: Token, noun: str) -> bool:
    """Whether a participle behind an event noun only says that it took place ("held", "conducted")."""
    verb = participle.lemma.lower()
    return verb in words("predicates", "support.words") or noun in lists("predicates", "light").get(verb, ())


def _acted_on(cast: Cast, token: Token) -> Role:
    return Role.WHOM if acts(cast, token) else Role.WHAT


def _owner_role(cast: Cast, owner: Token, shape: str) -> Role:
    """ "X's arrest" is done to X, "X's visit" by X; a thing's crash or launch is what it is about."""
    if shape == "undergone":
        return _acted_on(cast, owner)
    if acts(cast, owner) or (owner.pos == "PRON" and owner.lower != "its"):
        return Role.WHO
    return Role.WHO if owner.pos == "PRON" and shape != "alone" else Role.WHAT


def _modifier(cast: Cast, noun: Token, child: Token, shape: str, has_subject: bool) -> Iterator[Part]:
    """ "police raid" (who), "missile test" (what), "a Smith-Jones summit" (both)."""
    mention = cast.at(child.index)
    named = mention is not None and bool(mention.actors)
    if (child.dep == "amod" and not named) or (mention is not None and mention.place):
        return
    if not named and noun.lemma.lower() in words("nouns", "guarded.of_what"):
        return  # "a court case"
    if acts(cast, child):
        if child.entity == "ORG" and noun.lemma.lower() in words("nouns", "guarded.named"):
            return  # "the NATO summit": its name, not its host
        role = Role.WHOM if shape == "undergone" or has_subject else Role.WHO
        yield role, child
        for part in child.children_of("compound", "nmod"):
            if cast.at(part.index) is not None and cast.at(part.index) is not mention:
                yield role, part
    elif (
        child.pos in ("NOUN", "PROPN")
        and child.entity not in NO_TOPIC
        and (shape in ("done", "undergone") or (shape == "alone" and child.pos == "PROPN"))
    ):
        yield Role.WHAT, child


def _behind(cast: Cast, prep: Token, shape: str, lemma: str) -> Iterator[Part]:
    other = prep.child("pobj")
    if other is None or other.entity in TIMES:
        return
    word = prep.lower
    if word in ("by", "between") or (word == "from" and lemma in words("nouns", "from_whom")):
        yield Role.WHO, other
    elif word == "of":
        if shape in ("alone", "mutual"):
            yield (Role.WHO if acts(cast, other) else Role.WHAT), other
        else:
            yield _acted_on(cast, other), other
    elif lemma in lists("nouns", "against").get(word, ()) or (word == "for" and shape == "done"):
        yield _acted_on(cast, other), other
        if word == "for":  # "a demand for X's surrender" is made of X
            owner = other.child("poss")
            if owner is not None and acts(cast, owner):
                yield Role.WHOM, owner


def from_governor(cast: Cast, noun: Token) -> Iterator[Part]:
    """Who takes part because of the verb or wish above a happening ("agreed a purchase", "hope for talks")."""
    happening, above = noun, noun.head
    measured = above.head.entity == "MONEY" or above.head.lemma.lower() in words("people", "quantities")
    if noun.dep == "pobj" and above.lower == "of" and measured:
        noun, above = above.head, above.head.head  # "under a wave of sanctions"
    if noun.dep in ("dobj", "conj") and is_verb(above):
        if above.lemma.lower() in words("predicates", "shares.words") and not is_passive(above):
            yield from _subject(cast, above)
    elif noun.dep == "pobj" and above.pos in ("ADP", "SCONJ"):
        verb = above.head
        if is_verb(verb) or verb.pos == "AUX":
            yield from _behind_verb(cast, happening, above, verb)
        elif above.lower in ("on", "in") and happening.lemma.lower() in words("predicates", "states_of_doers"):
            if acts(cast, verb):
                yield Role.WHO, verb  # "dockers on strike"
        elif verb.lemma.lower() in words("predicates", "inclination.words") and above.lower in (
            "of",
            "for",
            "to",
            "on",
            "in",
        ):
            owner = holder(cast, verb)
            if owner is not None and acts(cast, owner):
                yield Role.WHO, owner


def _behind_verb(cast: Cast, happening: Token, prep: Token, verb: Token) -> Iterator[Part]:
    lemma, word = verb.lemma.lower(), prep.lower
    thing = verb.child("dobj")
    if (
        thing is not None
        and thing.lemma.lower() in words("predicates", "inclination.words")
        and word in ("of", "for", "to")
    ):
        yield from _subject(cast, verb)  # "showed openness to talks", where the model hangs "to" on the verb
    elif word in ("after", "during", "following") and happening.lemma.lower() in words("predicates", "of_the_accused"):
        subject_ = undergoer_of(cast, verb) if is_passive(verb) else None
        if subject_ is not None and acts(cast, subject_):
            yield Role.WHOM, subject_  # "acquitted after a trial"
    elif word in ("of", "from") and shape_of(happening.lemma.lower()) == "mutual" and not is_passive(verb):
        if lemma in words("predicates", "leaving"):
            yield from _subject(cast, verb)  # "walked out of talks"
    elif word == "under" and shape_of(happening.lemma.lower()) in ("done", "undergone"):
        # "remains under sanctions": they fall on the subject
        for _, subject in _subject(cast, verb):
            yield Role.WHOM, subject
    elif word == "in" and happening.lemma.lower() in words("predicates", "deeds") and not is_passive(verb):
        yield from _subject(cast, verb)  # "arrested ten in a raid"
    elif (word in ("for", "in", "on", "to") and lemma in words("predicates", f"shares.{word}")) or (
        lemma == "be" and word == "in"
    ):
        if is_passive(verb):
            thing = undergoer_of(cast, verb)
            if thing is not None and acts(cast, thing):
                yield Role.WHO, thing
        else:
            yield from _subject(cast, verb)


def _subject(cast: Cast, verb: Token) -> Iterator[Part]:
    subject = own_or_inherited(cast, verb, 0)
    if subject is not None and acts(cast, subject):
        yield Role.WHO, subject
