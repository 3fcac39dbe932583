"""The forms of words in a headline: tenses, owners, lists."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from tuibrief.extract.parse import Token
from tuibrief.extract.words import table as lexicon_table
from tuibrief.model import Status

_IN_FULL = {"'re": "are", "’re": "are", "'ve": "have", "’ve": "have", "'ll": "will", "’ll": "will"}


@cache
def _past_of() -> tuple[dict[str, str], frozenset[str]]:
    data = lexicon_table("headline")
    return data["past"], frozenset(data["double"]["verbs"].split())


def past(lemma: str) -> str:
    """The simple past of a verb."""
    irregular, double = _past_of()
    if lemma in irregular:
        return irregular[lemma]
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return lemma[:-1] + "ied"
    return lemma + lemma[-1] + "ed" if lemma in double else lemma + "ed"


def third_person(lemma: str) -> str:
    """The present for one who is spoken of: "get" -> "gets"."""
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        return lemma + "es"
    return lemma[:-1] + "ies" if lemma.endswith("y") and lemma[-2:-1] not in "aeiou" else lemma + "s"


def joined(names: Iterable[str]) -> str:
    """ "A", "A and B", "A, B and C"."""
    every = list(names)
    return " and ".join([", ".join(every[:-1]), every[-1]]) if len(every) > 1 else "".join(every)


def owning(name: str) -> str:
    """ "Norway’s", "the countries’"."""
    return name + ("’" if name.endswith("s") else "’s")


def without_ending(owner: str) -> str:
    """An owner without its ending: "Norway’s" -> "Norway"."""
    return owner.removesuffix("’s").removesuffix("'s").removesuffix("’").removesuffix("'")


def as_status(verb: Token, helpers: list[Token], status: Status, *, many: bool) -> str:
    """A finite verb as it may be, or isn't: "may approve", "may be freed", "did not sign", "was not signed"."""
    possible = status is Status.POSSIBLE
    be = "were" if many else "was"
    passive = any(c.dep == "auxpass" for c in helpers) or (verb.tag == "VBN" and not helpers)
    passive |= not helpers and verb.dep == "conj" and verb.head.child("auxpass") is not None
    if any(c.lemma == "have" for c in helpers):
        return ("may have been " if passive else "may have ") + verb.text if possible else f"had not {verb.text}"
    if passive:
        return f"may be {verb.text}" if possible else f"{be} not {verb.text}"
    if verb.tag == "VBG":
        return f"may be {verb.text}" if possible else f"{be} not {verb.text}"
    lemma = "hope" if verb.lemma == "hop" else verb.lemma
    return f"may {lemma}" if possible else f"did not {lemma}"


def in_full(token: Token) -> str | None:
    """A short auxiliary in full, where it stands behind a name: "they'll" -> "will"; None for other words."""
    if token.lower in ("'d", "’d"):
        return "had" if token.head.tag in ("VBN", "VBD") else "would"
    return _IN_FULL.get(token.lower)
