"""What belongs to a clause in a headline: its helping verbs, the object that a relative clause takes from before it."""

from __future__ import annotations

from tuibrief.extract.parse import Token
from tuibrief.extract.stages import Said


def is_foreign(token: Token) -> bool:
    """Whether a word belongs to another clause than the phrase that it hangs on: a relative pronoun, a participle
    joined to a noun ("hundreds of homes and killing …")."""
    if token.tag in ("WDT", "WP") and token.dep == "dobj" and token.index < token.head.index:
        clause = token.head
        while clause.dep in ("xcomp", "conj") and not clause.is_root:
            clause = clause.head
        return clause.dep == "relcl"
    if token.dep == "cc":
        joint = next((c for c in token.head.children if c.dep == "conj" and c.index > token.index), None)
        return joint is not None and is_foreign(joint)
    return token.dep == "conj" and token.tag in ("VBG", "VBD") and token.head.tag in ("NN", "NNS", "NNP", "NNPS")


def speaks(thing: Token, said: Said) -> bool:
    """Whether what the model takes for an object is who speaks: "“Enough,” sighed one of them"."""
    return said.source is not None and said.source[0] <= thing.index <= said.source[1]


def told_by(text: str, said: Said) -> str:
    """What is said, in one piece: where the first is a whole sentence, that one."""
    first = said.content[0].of(text)
    new = len(said.content) > 1 and said.content[1].of(text).lstrip("\"“‘'«")[:1].isupper()
    if new or first.rstrip("\"”’'»")[-1:] in (".", "!", "?"):
        return first
    return " ".join(s.of(text) for s in said.content)


_SPEECH_WORDS = 4  # fewer in marks are a term: "said it was “over”"


def is_apart(text: str, verb: Token, said: Said) -> bool:
    """Whether what is said is speech in marks, or stands behind a colon or in another sentence: it is told in its own
    words behind a colon."""
    at = said.content[0].start
    if at < verb.end:
        return False
    before = text[:at].rstrip("\"“‘'«„ ")
    if before[-1:] == ":":
        return True
    whole = said.content[0].of(text)
    words = whole.lstrip("\"“‘'«„ ")
    quoted = text[at] in '"“«„' and whole[-1] in '"”»“' and len(words.split()) >= _SPEECH_WORDS
    if quoted and (words[:1].isupper() or before[-1:] == ","):
        return True
    below = verb.subtree()
    return not any(t.start <= at < t.end or (t.start > at and t.dep == "ccomp") for t in below)


def object_before(verb: Token) -> Token | None:
    """What a verb in a relative clause has for its object: "a deal that voters rejected", "people I trusted"."""
    top = verb
    while top.dep in ("xcomp", "conj") and not top.is_root and top.child("nsubj") is None:
        top = top.head
    subject = top.child("nsubj")
    if top.dep != "relcl" or subject is None or subject.tag in ("WP", "WDT") or top.head.entity in ("DATE", "TIME"):
        return None
    leads = [t for t in top.subtree() if t.tag in ("WP", "WDT", "WRB", "WP$") and t.index < top.index]
    taken = (
        ("dobj", "ccomp", "xcomp", "acomp", "attr")
        if leads
        else ("dobj", "ccomp", "xcomp", "acomp", "attr", "prep", "advcl", "oprd")
    )
    behind = [c for c in verb.children if c.dep in taken]
    if verb.child("nsubjpass") or any(c.tag not in ("WP", "WDT") for c in behind):
        return None
    return top.head if all(t.dep == "dobj" for t in leads) and top.head.pos in ("NOUN", "PROPN", "PRON") else None


def helpers_of(verb: Token) -> list[Token]:
    """The auxiliaries and the negation before a verb."""
    return [c for c in verb.children_of("aux", "auxpass", "neg") if c.index < verb.index]


def is_passive(verb: Token) -> bool:
    """Whether a verb has a passive auxiliary, its own or that of the verb it is joined to: "is picked and paid"."""
    if verb.child("auxpass") is not None:
        return True
    shares = verb.dep == "conj" and verb.tag == verb.head.tag == "VBN" and verb.child("aux") is None
    return shares and verb.head.child("auxpass") is not None
