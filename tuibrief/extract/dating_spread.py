"""Stage 4, second part: dates pass on where the grammar makes two happenings one time.

Participles, verbs joined by "and", "at a parade", "oversaw a test", "a summit set to open on …": what has no date takes
the other's.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from tuibrief.extract.parse import Parse, Token
from tuibrief.extract.stages import Predicate
from tuibrief.extract.words import table as lexicon_table
from tuibrief.model import Span


@cache
def _words(table: str, key: str) -> frozenset[str]:
    return frozenset(lexicon_table("times_dating")[table][key])


@dataclass(slots=True)
class Work:
    """The dates found so far, by predicate."""

    parse: Parse
    predicates: tuple[Predicate, ...]
    by_token: dict[int, int]
    when: dict[int, str] = field(default_factory=dict)
    spans: dict[int, list[Span]] = field(default_factory=dict)

    def head(self, number: int) -> Token:
        """The token that bears a happening."""
        return self.parse.tokens[self.predicates[number].head]

    def of(self, token: Token | None) -> int | None:
        """The happening that a token names."""
        return self.by_token.get(token.index) if token is not None else None

    def put(self, number: int | None, when: str | None, spans: list[Span]) -> None:
        """Date a happening that has no date yet."""
        if number is not None and when and number not in self.when:
            self.when[number] = when
            self.spans[number] = list(spans)

    def lend(self, giver: int | None, taker: int | None) -> None:
        """One time for both, where only one of them has it."""
        if giver is not None and taker is not None and giver in self.when:
            self.put(taker, self.when[giver], self.spans[giver])


def pass_on(work: Work) -> None:
    """Pass dates on between happenings that the grammar puts at one time."""
    for number, predicate in enumerate(work.predicates):
        head = work.head(number)
        if predicate.nominal or head.pos not in ("VERB", "AUX"):
            _from_noun(work, number, head)
        else:
            _from_verb(work, number, head)


def _from_verb(work: Work, number: int, verb: Token) -> None:
    helper = work.predicates[number].helped
    if helper is not None and work.parse.tokens[helper].dep == "conj":  # "met in April, but failed to agree"
        verb = work.parse.tokens[helper]
    above = work.of(verb.head) if verb.head is not verb else None
    subject = verb.child("nsubj", "nsubjpass", "csubj")
    if verb.dep == "advcl":
        _from_adverbial(work, number, verb, above, subject)
    elif (verb.dep == "conj" and subject is None) or (
        verb.dep == "pcomp" and verb.head.lower in ("by", "before") and verb.tag == "VBG"
    ):
        giver = above if verb.dep == "conj" else work.of(verb.head.head)
        if giver is None and verb.tag == "VBG":  # joined in the parse to the noun before it
            giver = next((n for t in verb.ancestors() if (n := work.of(t)) is not None), None)
        work.lend(giver, number)
        striking = _words("striking", "verbs")
        if giver is not None and {verb.lemma, verb.head.lemma} <= striking:  # "killed nine and wounded two on Monday"
            work.lend(number, giver)
    elif verb.dep in ("acl", "relcl"):
        _from_relative(work, number, verb, above)
    if verb.lemma.lower() in _words("light", "verbs") | _words("striking", "verbs") | _words("prepositions", "planned"):
        for noun in verb.children_of("nsubj", "nsubjpass"):
            work.lend(number, work.of(noun))
    _to_noun_before(work, number, verb)
    if verb.dep == "xcomp" and verb.head.lemma.lower() in _words("lending", "gathering"):
        work.lend(above, number)
    elif verb.dep == "xcomp" and verb.head.lemma in _words("lending", "declining"):
        work.lend(number, above)
    _to_objects(work, number, verb)


def _from_adverbial(work: Work, number: int, verb: Token, above: int | None, subject: Token | None) -> None:
    """Participles without a subject of their own, and clauses with "when", "as" or "while"."""
    mark = verb.child("mark", "advmod")
    word = mark.lower if mark else ""
    if word == "where":  # "will travel to Lima next month, where she will meet him"
        work.lend(above, number)
        return
    if word in _words("lending", "markers"):
        if subject is None or above is None:
            return  # "as reported by …"
        if _is_day(work.when.get(above)) or word == "when":
            work.lend(above, number)
        if _is_day(work.when.get(number)) and word != "when":
            work.lend(number, above)
    elif verb.tag == "VB" and subject is None and verb.head.lemma.lower() in _words("lending", "gathering"):
        work.lend(above, number)
    elif subject is None and verb.tag in ("VBG", "VBN") and word not in ("after", "before", "since"):
        work.lend(above, number)
        if verb.lemma in _words("lending", "speaking") and verb.head.lemma in _words("lending", "saying"):
            work.lend(number, above)  # "Speaking in Lima on Saturday, she said"
        if above is None and verb.tag == "VBG":  # "the launch marks the first since May, defying a ban"
            work.lend(work.of(verb.head.child("nsubj", "nsubjpass")), number)


def _from_relative(work: Work, number: int, verb: Token, above: int | None) -> None:
    """Clauses on a noun: on a happening ("the tests, attended by …"), or on a thing that another clause dates."""
    if above is not None and work.predicates[above].nominal:
        work.lend(above, number)
        work.lend(number, above)
    elif above is not None:
        return
    elif verb.tag == "VB" and verb.head.dep == "attr":  # "the tests were an opportunity to show the new ships"
        work.lend(work.of(verb.head.head.child("nsubj")), number)
    elif verb.dep == "acl" and verb.tag == "VBG" and work.parse.tokens[verb.index - 1].lower == ",":
        # ", stating that …" hangs in the parse on the noun before it as often as on the verb
        work.lend(next((n for t in verb.ancestors() if (n := work.of(t)) is not None), None), number)
        work.lend(_verb_before(work, verb), number)
    elif verb.dep == "relcl" and verb.tag == "VBD" and (verb.child("nsubj") or verb).lower in ("which", "that"):
        # "rockets launched on Monday, which flew 300 kilometres"
        for sibling in verb.head.children_of("acl"):
            if sibling.tag == "VBN":
                work.lend(work.of(sibling), number)


def _to_objects(work: Work, number: int, verb: Token) -> None:
    """What is done, gone through or seen then, and what goes on meanwhile."""
    lemma = verb.lemma.lower()
    for child in verb.children:
        inside = work.of(child)
        if child.dep == "dobj" and lemma in _words("lending", "verbs"):
            work.lend(number, inside)
            if not any(c.lower == "had" for c in verb.children_of("aux")):
                work.lend(inside, number)
        elif child.dep == "prep" and _goes_to(verb, child):
            work.lend(number, work.of(child.child("pobj")))
        elif child.dep == "dobj" and lemma in _words("lending", "perceiving"):
            work.lend(inside, number)
            for clause in child.children_of("acl"):
                work.lend(work.of(clause), number)
        elif child.dep == "prep" and child.lower in _words("lending", "prepositions") and not _is_charge(verb, child):
            inside = work.of(child.child("pobj"))
            work.lend(number, inside)
            if (
                child.lower != "with"
                and not _is_begun(child.child("pobj"))
                and _is_day(work.when.get(inside) if inside is not None else None)
            ):
                work.lend(inside, number)


def _is_begun(noun: Token | None) -> bool:
    """Whether a happening's date is only that of its beginning: "voted in a dispute that began on 6 January"."""
    clauses = noun.children_of("relcl", "acl") if noun is not None else []
    return any(c.lemma in ("begin", "start", "open", "erupt", "break") for c in clauses)


def _goes_to(verb: Token, prep: Token) -> bool:
    """ "Go to trial", "put to a vote": one happening with the noun."""
    return prep.lower == "to" and verb.lemma in ("go", "come", "put", "bring")


def _is_charge(verb: Token, prep: Token) -> bool:
    """Whether "in" leads to what somebody is charged with: "convicted in the death of a detainee"."""
    return prep.lower == "in" and verb.lemma.lower() in _words("lending", "charging")


def _to_noun_before(work: Work, number: int, verb: Token) -> None:
    """ "The summit, set to open on October 31": the parse hangs "set" on the verb before as often as on the noun."""
    told = verb.head if verb.dep == "xcomp" else verb
    at = told.index - 1
    if told.tag != "VBN" or told.dep not in ("advcl", "acl") or at < 1 or work.parse.tokens[at].lower != ",":
        return
    noun = work.by_token.get(at - 1)
    if noun is not None and work.predicates[noun].nominal and told.lemma.lower() in _words("prepositions", "planned"):
        work.lend(number, noun)


def _from_noun(work: Work, number: int, noun: Token) -> None:
    """An event noun takes the date of the clause that tells when it is ("a summit, set to open on October 31")."""
    for child in noun.children:
        if child.dep in ("acl", "relcl"):
            for verb in (child, *child.children_of("xcomp")):
                if child.lemma.lower() in _words("prepositions", "planned") | _words("lending", "verbs"):
                    work.lend(work.of(verb), number)


def _verb_before(work: Work, verb: Token) -> int | None:
    """The dated verb before a comma and a participle ("a ship that capsized on Monday, killing ten")."""
    for i in range(verb.index - 2, work.parse.sentence_of(verb).first, -1):
        number = work.by_token.get(i)
        if number is not None and work.parse.tokens[i].tag in ("VBD", "VBN", "VBZ", "VBP"):
            return number if _is_day(work.when.get(number)) else None
    return None


def _is_day(when: str | None) -> bool:
    return when is not None and len(when.rstrip("~")) >= 10 and "/" not in when
