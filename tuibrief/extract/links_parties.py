"""Links between a verb and the other party to it that the small model often gets wrong, set right before any stage.

| words | the model hangs | here |
|---|---|---|
| "fired at men who fled and detained six of them" | detained on fled | on fired: nobody detains themselves |
| "called for the mayor to resign" | mayor on resign alone | behind for, as in "called on the mayor to" |
| "it will close, he said, and has hired Obi" | hired on said | on close |
| "two men whom she had asked to leave" | whom on leave | on asked |
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tuibrief.extract.links_nouns import is_human, move
from tuibrief.extract.words import lists, words

if TYPE_CHECKING:
    from tuibrief.extract.parse import Token

_SUBJECT = ("nsubj", "nsubjpass")
_OTHERS = {"them": True, "him": False, "her": False}


def mend_parties(tokens: Sequence[Token], verb: Token) -> None:
    """Set right who a verb is done by and whom it deals with; in place."""
    if verb.dep == "conj":
        if verb.tag == "VBD":
            _bound(verb)
        _after_saying(tokens, verb)
    elif verb.dep == "advcl" and verb.tag in ("VB", "VBN"):
        _called_for(verb)
    elif verb.dep == "xcomp" and verb.tag == "VB":
        _whom(verb)


def _bound(verb: Token) -> None:
    """ "… at men who fled and detained six of them": who is meant by "them" does not detain."""
    clause = verb.head
    relative = clause.child(*_SUBJECT)
    if clause.dep != "relcl" or relative is None or relative.lower not in ("who", "that") or verb.child(*_SUBJECT):
        return
    before, main = clause.head, next((a for a in clause.head.ancestors() if a.pos == "VERB"), None)
    thing = verb.child("dobj")
    if thing is not None and thing.pos == "NUM" and (of := thing.child("prep")) is not None and of.lower == "of":
        thing = of.child("pobj")
    plural = _OTHERS.get(thing.lower) if thing is not None else None
    if plural is None or plural is not (before.tag in ("NNS", "NNPS")) or not is_human(before):
        return
    if main is None or main.tag != "VBD" or main.index > before.index:
        return
    joint = next((c for c in clause.children_of("cc") if c.index < verb.index), None)
    move(verb, main, "conj")
    if joint is not None:
        move(joint, main, "cc")


def _after_saying(tokens: Sequence[Token], verb: Token) -> None:
    """ "The firm is in talks, two people said, and has hired Obi": the firm has."""
    saying = verb.head
    subject = saying.child("nsubj")
    if subject is None or verb.child(*_SUBJECT) or saying.lemma not in words("attribution", "clause.utter"):
        return
    if saying.index + 1 >= len(tokens) or tokens[saying.index + 1].text != "," or not saying.child("cc"):
        return
    told = saying.head if saying.dep == "parataxis" else saying.child("ccomp")
    if told is None or told.index > subject.index or told.pos not in ("VERB", "AUX"):
        return
    helper = verb.child("aux", "auxpass") or verb
    if saying.dep != "parataxis" and not (helper.tag == "VBZ" and subject.tag in ("NNS", "NNPS")):
        return
    joint = next((c for c in saying.children_of("cc") if c.index < verb.index), None)
    move(verb, told, "conj")
    if joint is not None:
        move(joint, told, "cc")


def _called_for(verb: Token) -> None:
    """ "Called for the mayor to resign"."""
    above, mark, subject = verb.head, verb.child("mark"), verb.child("nsubj", "nsubjpass")
    if mark is None or subject is None or mark.lower != "for" or verb.child("aux") is None:
        return
    if above.lemma not in lists("predicates", "control_behind")["for"] or not above.index < mark.index < subject.index:
        return
    move(mark, above, "prep")
    mark.pos, mark.tag = "ADP", "IN"
    move(subject, mark, "pobj")


def _whom(verb: Token) -> None:
    """ "Men whom she had asked to leave": she asked them."""
    above, whom = verb.head, verb.child("dobj")
    if whom is None or whom.lower != "whom" or above.child("dobj", "dative"):
        return
    if whom.index < above.index and above.lemma in words("predicates", "control_object"):
        move(whom, above, "dobj")
