"""Stage 6, second part: the shapes in which a cue takes what is said: clause, infinitive, noun phrase, "as …"."""

from __future__ import annotations

from tuibrief.extract.attribution.contents import (
    NOWHERE,
    Content,
    around,
    disputed_at,
    edges,
    foreign_at,
    opening,
    reach,
)
from tuibrief.extract.attribution.cues import Lexicon, Stance, is_passive
from tuibrief.extract.parse import Parse, Token
from tuibrief.extract.words import words as people

CLOSING_MARKS = frozenset('"”»')
_OPENING_MARKS = frozenset('"“«„')
_LATER = ("prep", "advcl", "npadvmod")
_LEADS = frozenset({"that", "whether", "if"})
_BEING = frozenset({"be", "seem", "appear", "remain", "feel", "become", "sound", "look"})


def frame(parse: Parse, verb: Token, source: Token | None, words: Lexicon) -> Content | None:
    """What a verb's own dependents give as its content, the sure shapes first."""
    lemma = verb.lemma
    clause = _clause_of(verb)
    before = clause is not None and clause.index < verb.index
    if before and (lemma in words.not_closing or _has_other_object(verb, source, words)):
        clause = None
    if clause is not None and (lemma in words.clause or clause.index < verb.index):
        stance = words.clause.get(lemma, Stance.UTTER)
        if clause.index > verb.index:
            return Content(((opening(clause, verb.index + 1), reach(verb, clause, words)),), stance)
        if lemma in words.clause or parse.tokens[edges(clause)[0]].lower in _OPENING_MARKS:
            return Content(around(parse, clause, verb, source), stance)
    return (
        _infinitive(verb, words)
        or _naming(verb, words)
        or _as(verb, words)
        or _object(verb, source, words)
        or _preposition(verb, words)
    )


def _indirect_question(verb: Token) -> Token | None:
    """ "wondered aloud if the party would survive": no condition, but what is asked."""
    for child in verb.children_of("advcl"):
        mark = child.child("mark")
        asks = mark is not None and (
            mark.lower == "whether" or (mark.lower == "if" and verb.lemma in ("wonder", "ask"))
        )
        if asks and child.index > verb.index:
            return child
    return None


def _has_other_object(verb: Token, source: Token | None, words: Lexicon) -> bool:
    """Whether a verb after a clause has an object that is neither speaker nor spoken to: "…; the others deny it"."""
    thing = verb.child("dobj")
    if thing is source:
        return False
    marks = [c for t in (verb, *verb.children_of("ccomp")) for c in t.children if c.index < verb.index]
    quoted = any(c.lower in CLOSING_MARKS for c in marks)
    return thing is not None and thing.index > verb.index and not quoted and verb.lemma not in words.goal_verbs


def _clause_of(verb: Token) -> Token | None:
    """The verb's finite clause: the one after it, unless words in quotation marks come before it."""
    clauses = [
        c
        for c in verb.children_of("ccomp")
        if c.tag not in ("VB", "VBG", "VBN") or c.child("nsubj", "nsubjpass", "aux", "auxpass", "expl")
    ]
    if clauses:
        after = next((c for c in clauses if c.index > verb.index), None)
        quoted = any(c.lower in _OPENING_MARKS for c in clauses[0].children_of("punct")) or any(
            c.lower in CLOSING_MARKS and clauses[0].index < c.index < verb.index for c in verb.children
        )
        return clauses[0] if after is None or quoted else after
    # Mistakes that the small model often makes: the clause as parataxis after a colon, or hung on the one who is told
    # ("telling a meeting in the town that he …").
    for child in verb.children_of("parataxis"):
        if child.index > verb.index and child.child("nsubj") and not _is_bare_saying(child):
            return child
    if (asked := _indirect_question(verb)) is not None:
        return asked
    told = verb.child("dobj")
    if told is None or told.index < verb.index:
        return None
    for token in told.subtree():
        mark = token.child("mark") if token.dep in ("relcl", "acl") else None
        if mark is not None and mark.lower == "that" and token.child("nsubj", "nsubjpass"):
            return token
    return None


def _is_bare_saying(clause: Token) -> bool:
    """ "…, officials said": it speaks what stands before it, and is nobody's content."""
    told = clause.child("ccomp", "dobj", "xcomp", "prep", "acomp", "attr")
    return clause.lemma in people("attribution", "clause.utter") and clause.child("nsubj") is not None and told is None


def _infinitive(verb: Token, words: Lexicon) -> Content | None:
    """ "plans to …", "vowed to …", "asked the firm to …", "reported detecting …"."""
    for child in [*verb.children, *_urged(verb, words)]:
        if child.index < verb.index or child.dep not in ("xcomp", "ccomp", "advcl", "dobj", "acl", "relcl"):
            continue
        to = next((c for c in child.children if c.lower == "to" and c.dep == "aux"), None)
        if to is not None and verb.lemma in words.infinitive and child.dep != "dobj":
            if child.lemma in words.clause and _clause_of(child) is not None:
                return None  # "refused to say whether …": the saying is the cue
            if is_passive(verb) and words.infinitive[verb.lemma] is Stance.INTENT:
                return None  # "is expected to", "was meant to": nobody's
            first = opening(child, verb.index + 1)
            return Content(((first, reach(verb, child, words)),), words.infinitive[verb.lemma])
        if to is None and child.tag == "VBG" and verb.lemma in words.gerund:
            return Content(((opening(child, verb.index + 1), reach(verb, child, words)),), words.gerund[verb.lemma])
    return None


def _urged(verb: Token, words: Lexicon) -> list[Token]:
    """What somebody is called on to do: "called on Okun to debate"."""
    if words.infinitive.get(verb.lemma) is not Stance.UTTER:
        return []
    found = []
    for lead in verb.children_of("prep"):
        if lead.lower in ("on", "upon", "to", "with") and (goal := lead.child("pobj")):
            found += [c for t in (lead, goal) for c in t.children if c.dep in ("advcl", "acl", "relcl", "xcomp")]
    return found


def _right(verb: Token, *deps: str) -> Token | None:
    return next((c for c in verb.children if c.dep in deps and c.index > verb.index), None)


def _naming(verb: Token, words: Lexicon) -> Content | None:
    """ "called the vote a farce": both halves are what is said."""
    if verb.lemma not in words.naming:
        return None
    second = _right(verb, "oprd", "ccomp", "acomp") or _named_in_marks(verb)
    if second is None:
        return None
    first = _right(verb, "dobj")
    if first is not None and first.lower.endswith(("self", "selves")):
        return None  # "a group calling itself …": a name
    start = verb.index + 1 if not is_passive(verb) else edges(second)[0]
    return Content(((start, edges(second)[1]),), words.naming[verb.lemma])


def _named_in_marks(verb: Token) -> Token | None:
    """ "called the raid “a vicious attack”", where the model takes what is quoted for more of the raid."""
    thing = _right(verb, "dobj")
    again = next((c for c in thing.children_of("appos") if c.index > thing.index), None) if thing is not None else None
    if again is None or not any(c.lower in _OPENING_MARKS for t in (again, verb) for c in t.children):
        return None
    return again


def _as(verb: Token, words: Lexicon) -> Content | None:
    """ "described the vote as a farce", "described by her as a farce"."""
    stance = words.as_.get(verb.lemma) or words.object.get(verb.lemma)
    if stance is None or stance is Stance.INTENT:
        return None
    lead = next((c for c in verb.children_of("prep") if c.lower == "as" and c.index > verb.index), None)
    thing = _right(verb, "dobj")
    if lead is None and thing is not None:
        lead = next((c for c in thing.children_of("prep") if c.lower == "as"), None)
    if lead is None:
        return None
    start = edges(thing)[0] if thing is not None and thing.index < lead.index else lead.index
    return Content(((max(start, verb.index + 1), edges(lead)[1]),), stance)


def _object(verb: Token, source: Token | None, words: Lexicon) -> Content | None:
    """ "announced a deal", "accused the president of lying": the thing, and what is said of it."""
    thing = _right(verb, "dobj")
    leads = words.with_object.get(verb.lemma)
    if leads and thing is None and is_passive(verb):  # "was accused by her rivals of lying"
        lead = next((c for c in verb.subtree() if c.dep == "prep" and c.lower in leads and c.index > verb.index), None)
        return Content((edges(lead),), Stance.UTTER) if lead is not None else None
    if verb.dep == "xcomp" and is_passive(verb.head):
        return None  # "is expected to announce its plans": nothing said yet
    if thing is not None and leads:
        near = [c for c in verb.subtree() if c.dep == "prep" and c.lower in leads and c.index > thing.index]
        lead = next((c for c in near if c.head in (verb, thing)), near[0] if near else None)
        if lead is not None:
            start = max(edges(thing)[0], verb.index + 1)
            high = max(edges(thing)[1], edges(lead)[1])
            foreign = foreign_at(verb, thing, words)
            stance = words.object.get(verb.lemma, Stance.UTTER)
            return Content(((start, min(high, foreign - 1) if foreign > lead.index else high),), stance)
    particle = verb.child("prt")
    joint = particle is not None and f"{verb.lemma}_{particle.lower}" in words.particles
    if not (joint or verb.lemma in words.object) or source is None or thing is None:
        return None
    if (
        thing.pos == "PRON"
        or (of_noun(thing, words) is not None and verb.lemma in words.light)
        or thing.entity == "PERSON"
        or thing.lemma == "anonymity"
        or thing.lemma in people("people", "people")
    ):
        return None
    low, high = edges(thing)
    for child in verb.children:
        if (
            child.dep == "prep"
            and child.index > thing.index
            and child.lower in ("for", "of", "about", "over", "against")
        ):
            high = max(high, edges(child)[1])
    if verb.lemma in words.ahead:
        high = max([high, *(edges(c)[1] for c in verb.children if c.index > thing.index and c.dep in _LATER)])
    high = min(high, foreign_at(verb, thing, words) - 1)
    start = max(low, (particle.index if joint and particle else verb.index) + 1)
    return Content(((start, high),), words.object.get(verb.lemma, Stance.UTTER), clausal=False)


def _preposition(verb: Token, words: Lexicon) -> Content | None:
    """ "called for an inquiry", "warned of floods"."""
    if verb.lemma not in words.preposition or is_passive(verb):
        return None
    stance, leads = words.preposition[verb.lemma]
    if verb.lemma in words.handing and _right(verb, "dobj") is not None:
        return None  # "referred the case to a judge", "asked members about it"
    for child in verb.children_of("prep"):
        if child.index > verb.index and child.lower in leads and (thing := child.child("pobj", "pcomp")):
            if (thing.pos == "PRON" and not thing.children) or (thing.child("poss") and of_noun(thing, words)):
                return None  # "referring to her claim that …": the claim is hers
            return Content(((child.index + 1, edges(child)[1]),), stance, clausal=thing.dep == "pcomp")
    return None


def of_noun(noun: Token, words: Lexicon) -> Content | None:
    """ "her claim that …", "a promise to …", "her argument is that …"."""
    stance = words.nouns.get(noun.lemma)
    if stance is None or disputed_at(noun) < NOWHERE:
        return None
    for child in noun.children:
        if child.index < noun.index or child.dep not in ("acl", "ccomp", "relcl", "advcl"):
            continue
        if child.dep == "acl" and child.tag == "VBG" and child.lemma in words.clause:
            return None  # "a statement saying that": the verb is the cue
        mark = child.child("mark")
        to = next((c for c in child.children if c.lower == "to" and c.dep == "aux"), None)
        if (mark is not None and mark.lower in _LEADS and child.dep != "relcl") or to is not None:
            return Content(((opening(child, noun.index + 1), edges(child)[1]),), stance)
    about = noun.child("prep") if noun.lemma in words.noun_of and noun.child("poss") else None
    if about is not None and about.lower == "of" and about.child("pobj", "pcomp"):
        return Content(((about.index + 1, edges(about)[1]),), stance, clausal=False)
    if noun.dep == "nsubj" and noun.head.lemma == "be":
        clause = noun.head.child("ccomp", "xcomp")
        if clause is not None and clause.index > noun.head.index:
            return Content(((opening(clause, noun.head.index + 1), edges(clause)[1]),), stance)
    return None


def of_adjective(adjective: Token, words: Lexicon) -> Content | None:
    """ "is confident that …", "is willing to …"."""
    stance = words.adjectives.get(adjective.lower)
    if adjective.lower == "clear" and adjective.head.lemma == "make":
        beside = [*adjective.children, *adjective.head.children]
        clause = next((c for c in beside if c.dep in ("ccomp", "advcl") and c.index > adjective.index), None)
        if clause is not None:
            first = opening(clause, adjective.index + 1)
            return Content(((first, reach(adjective.head, clause, words)),), Stance.UTTER)
    leads = words.adjective_lead.get(adjective.lower, frozenset())
    being = adjective.dep in ("acomp", "conj", "oprd") or adjective.head.lemma in _BEING
    if not (stance or leads) or not (being or adjective.child("auxpass")):
        return None
    for child in adjective.children:
        if child.index < adjective.index:
            continue
        thing = child.child("pobj", "pcomp") if child.dep == "prep" and child.lower in leads else None
        if thing is not None and (thing.pos != "PRON" or thing.children):
            return Content(((child.index + 1, edges(child)[1]),), Stance.VIEW, clausal=thing.dep == "pcomp")
        if stance is None:
            continue
        if child.dep == "ccomp" or (child.dep == "xcomp" and child.child("aux")):
            if child.dep == "xcomp" and stance is Stance.VIEW and child.tag == "VB":
                continue  # "proud to be here": no content
            return Content(((opening(child, adjective.index + 1), edges(child)[1]),), stance)
    return None
