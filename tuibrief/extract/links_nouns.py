"""Links of nouns that the small model often gets wrong, set right before any stage reads them.

| words | the model hangs | here |
|---|---|---|
| "the army and aid workers" | army on workers, as if army workers | workers beside army |
| "ship sinks off Chile" | off on sinks as its particle, Chile as its object | Chile behind off |
| "a spokesman for the group, Ana Silva" | Silva on group | on spokesman |
| "by her aide, Ana Silva, who asked" | Silva on the verb, as if a measure | beside aide |
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tuibrief.extract.words import words

if TYPE_CHECKING:
    from tuibrief.extract.parse import Token

NOUN_LINKS = frozenset({"npadvmod", "appos", "prt", "nmod"})
"""The links that ``mend_noun`` looks at, besides plural names."""
_HUMAN = frozenset({"those", "anyone", "everyone", "someone", "one", "people"})


def mend_noun(tokens: Sequence[Token], token: Token) -> None:
    """Set right how a noun, or a particle before one, hangs; in place."""
    if token.tag == "NNPS" and not token.entity:
        _common(tokens, token)
    if token.dep == "npadvmod" and token.entity == "PERSON":
        _set_beside(tokens, token)
    elif token.dep == "appos" and token.entity == "PERSON":
        _past_body(tokens, token)
    elif token.dep == "prt":
        _place_after(token)
    elif token.dep == "nmod" and token.pos == "NOUN":
        _body_and_people(token)


def move(token: Token, head: Token, dep: str) -> None:
    """Hang a token elsewhere; never below itself."""
    if head is token or any(a is token for a in head.ancestors()):
        return
    if not token.is_root:
        token.head.children.remove(token)
    token.head, token.dep = head, dep
    head.children.append(token)
    head.children.sort(key=lambda t: t.index)


def is_human(noun: Token) -> bool:
    """Whether a noun is one of people, by its own word or the model's label."""
    if noun.entity in ("PERSON", "NORP") or noun.lower in _HUMAN:
        return True
    forms = {noun.lemma.lower(), noun.lower}
    return not forms.isdisjoint(words("actors", "people")) or not forms.isdisjoint(words("actors", "groups"))


def _place_after(particle: Token) -> None:
    """ "ship sinks off Chile": Chile is where, not what it sinks."""
    verb = particle.head
    place = verb.child("dobj")
    if place is None or place.entity not in ("GPE", "LOC") or particle.lower not in words("places", "place"):
        return
    if particle.index == verb.index + 1 and place.subtree()[0].index == particle.index + 1:
        particle.dep, particle.pos, particle.tag = "prep", "ADP", "IN"
        move(place, particle, "pobj")


def _body_and_people(body: Token) -> None:
    """ "the army and aid workers": the army, and workers."""
    people, kind, joint = body.head, body.child("conj"), body.child("cc")
    if kind is None or joint is None or people.tag != "NNS" or kind.index != people.index - 1:
        return
    bodies = words("actors", "bodies")
    if body.lemma not in bodies or kind.lemma in bodies or people.lemma not in words("links", "apart_from_bodies"):
        return
    if people.is_root:
        return
    article = next((c for c in people.children_of("det") if c.index == body.index - 1), None)
    move(body, people.head, people.dep)
    move(kind, people, "compound")
    move(people, body, "conj")
    if article is not None:
        move(article, body, "det")


def _common(tokens: Sequence[Token], token: Token) -> None:
    """ "Pilots at Acme called off": only the start of the sentence gave them a capital."""
    opens = not token.index or tokens[token.index - 1].sentence != token.sentence
    if opens and token.lower.endswith("s") and token.lower[:-1] in words("actors", "people"):
        token.pos, token.tag, token.lemma = "NOUN", "NNS", token.lower[:-1]


def _past_body(tokens: Sequence[Token], name: Token) -> None:
    """ "a spokesman for the group, Ada Obi, …": the spokesman is Ada Obi, not the group."""
    body = name.head
    role = body.head.head if body.dep == "pobj" and body.head.dep == "prep" else body
    if role is body or is_human(body) or role.pos != "NOUN" or not is_human(role) or role.tag == "NNS":
        return
    if body.head.lower in ("for", "of", "at", "from") and any(
        t.text == "," for t in tokens[body.index + 1 : name.index]
    ):
        move(name, role, "appos")


def _set_beside(tokens: Sequence[Token], name: Token) -> None:
    """ "by her aide, Ana Silva, …": the name says who the aide is."""
    first = name.subtree()[0].index
    while first < name.index and tokens[first].pos == "PUNCT":
        first += 1
    if first < 2 or tokens[first - 1].text != ",":
        return
    role = tokens[first - 2]
    while role.dep == "pobj" and role.head.lower == "of" and role.head.dep == "prep":
        role = role.head.head  # "her head of research, Ada Obi"
    if role.pos == "NOUN" and is_human(role) and role.index < name.index and not role.child("appos"):
        move(name, role, "appos")
