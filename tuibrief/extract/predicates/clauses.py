"""Stage 5, third part: how happenings hang on each other, and the words that one clause takes."""

from __future__ import annotations

from tuibrief.extract.parse import Parse, Token
from tuibrief.extract.predicates.triggers import Trigger
from tuibrief.extract.predicates.voice import is_verb
from tuibrief.extract.stages import Relation

_OF_LINK = {
    "ccomp": Relation.COMPLEMENT,
    "xcomp": Relation.COMPLEMENT,
    "csubj": Relation.SUBJECT,
    "csubjpass": Relation.SUBJECT,
    "nsubj": Relation.SUBJECT,
    "nsubjpass": Relation.SUBJECT,
    "dobj": Relation.OBJECT,
    "dative": Relation.OBJECT,
    "oprd": Relation.OBJECT,
    "attr": Relation.OBJECT,
    "relcl": Relation.MODIFIER,
    "acl": Relation.MODIFIER,
    "poss": Relation.MODIFIER,
    "appos": Relation.MODIFIER,
    "advcl": Relation.ADVERBIAL,
    "conj": Relation.CONJUNCT,
    "agent": Relation.SUBJECT,
}


# A clause is read this many words to either side, a governor looked for this many steps up: text without sentences (a
# table, a listing) makes trees so deep that the work would grow with the square of their length.
_REACH = 150
_DEEPEST = 40
_PHRASES = frozenset({"dobj", "attr", "nsubj", "nsubjpass", "acomp", "pobj"})
_CLAUSES = frozenset({"xcomp", "ccomp", "acl", "relcl"})


def find_governor(trigger: Trigger, owner: dict[int, int], own: int) -> tuple[int | None, Relation | None, str | None]:
    """The index of the predicate that a trigger hangs on, how, and the word between them.

    ``owner`` maps tokens to the predicate whose trigger they are; ``own`` is this one's index.
    """
    token = trigger.head
    path: list[Token] = []
    while token.head is not token and len(path) < _DEEPEST:
        path.append(token)
        token = token.head
        above = owner.get(token.index)
        if above is not None and above != own:
            return above, _relation(path, token), _marker(path)
    return None, None, None


def _relation(path: list[Token], governor: Token) -> Relation:
    """The relation that decides, seen from the governor down: its own link, a preposition told by what it hangs on."""
    link = path[-1].dep
    if link in ("prep", "agent"):
        return Relation.ADVERBIAL if is_verb(governor) else Relation.MODIFIER
    inner = path[0].dep
    # "made a decision to leave": the infinitive hangs on the noun; "is ready to fight": on the adjective
    if link in _PHRASES and len(path) > 1 and any(t.dep in _CLAUSES for t in path):
        return Relation.COMPLEMENT if link == "acomp" or inner in ("xcomp", "ccomp") else Relation.MODIFIER
    return _OF_LINK.get(link, Relation.ADVERBIAL if is_verb(governor) else Relation.MODIFIER)


def _marker(path: list[Token]) -> str | None:
    for token in reversed(path):
        if token.pos == "ADP" and token is not path[0]:
            return token.lower
    head = path[-1] if path[-1].pos != "ADP" else path[0]
    for token in (head, path[0]):
        for child in token.children:
            if child.index < token.index and (child.dep == "mark" or (child.dep == "advmod" and child.tag == "WRB")):
                return child.lower
    for token in (head, path[0]):
        for child in token.children:
            if child.dep == "aux" and child.lower == "to":
                return "to"
    return None


def find_clause(parse: Parse, trigger: Trigger) -> tuple[int, int]:
    """The readable stretch around a trigger: a verb's clause without what hangs on its edges, a noun's phrase."""
    head = trigger.head
    if trigger.verb is None:
        return _stretch(parse, head, trigger, frozenset({"relcl", "appos", "conj", "cc", "advcl"}))
    return _stretch(parse, head, trigger, frozenset({"conj", "cc", "advcl", "parataxis"}))


def _stretch(parse: Parse, head: Token, trigger: Trigger, without: frozenset[str]) -> tuple[int, int]:
    inside = {head.index, *range(trigger.first, trigger.last + 1)}
    stack = [head]
    while stack:
        for child in stack.pop().children:
            if child.dep == "punct" or child.pos == "SPACE" or (child.head is head and child.dep in without):
                continue
            if (child.head is head and child.dep == "mark") or abs(child.index - head.index) > _REACH:
                continue
            inside.add(child.index)
            stack.append(child)
    # Only what is joined to the trigger: a part torn off by a left-out clause is not read with it.
    first = last = head.index
    tokens = parse.tokens
    sentence = parse.sentence_of(head)
    while first > sentence.first and (first - 1 in inside or _bridges(tokens[first - 1], inside, first - 2)):
        first -= 1
    while last < sentence.last and (last + 1 in inside or _bridges(tokens[last + 1], inside, last + 2)):
        last += 1
    return min(first, trigger.first), max(last, trigger.last)


def _bridges(token: Token, inside: set[int], beyond: int) -> bool:
    """Whether a mark stands between two parts of one clause."""
    return (token.dep == "punct" or token.pos in ("PUNCT", "SPACE")) and beyond in inside
