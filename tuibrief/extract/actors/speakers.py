"""Stage 3, part of the pronouns: who speaks a quotation, so that "I" and "we" in it find their actors.

A label before the quotation ("Lima: “We …”") tells it for sure, else the verb of saying that stands nearest. Who is
not known stays unknown: the next best speaker of the paragraph would be a false one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator

from tuibrief.extract.actors.casting import Casting, Entity
from tuibrief.extract.actors.pointing import sayer
from tuibrief.extract.parse import Sentence, Token
from tuibrief.extract.words import words
from tuibrief.model import Span

_LAST_RESORT = 10_000
"""Characters: a report's source speaks a quotation only where its paragraph names no other speaker."""
_TOUCHING = 3  # characters between a verb of saying and the quotation that is its own for sure
_MARKS = frozenset('"“”„«»‘’')
_ENDS = _MARKS | frozenset(".:;!?")


class Speakers:
    """The speakers of an article's quotations, each found once."""

    def __init__(self, casting: Casting, quote_of: Callable[[Token], int | None]) -> None:
        self.casting = casting
        self._quote_of = quote_of
        tokens = casting.parse.tokens
        self._starts = [tokens[s.first].start for s in casting.parse.sentences]
        self._known: dict[int, tuple[Entity, ...]] = {}

    def of(self, quote: int) -> tuple[Entity, ...]:
        """Who says a quotation; () where nobody is named who could."""
        if quote not in self._known:
            spans = self.casting.layout.quotations[quote]
            label = self._label(spans[0])
            found = self.casting.entities_at(label.index) if label is not None else self._nearest(spans)
            if not found:
                return ()
            self._known[quote] = found
        return self._known[quote]

    def _nearest(self, spans: tuple[Span, ...]) -> tuple[Entity, ...]:
        """The subject of the verb of saying that stands nearest to a quotation in its paragraph."""
        best: tuple[int, tuple[Entity, ...]] | None = None
        speaking = words("actors", "speaking")
        for sentence in self._paragraphs_of(spans):
            for token in self.casting.parse.of(sentence):
                if token.lemma not in speaking or token.pos not in ("VERB", "ADP", "AUX"):
                    continue
                if self._quote_of(token) is not None:
                    continue
                subject = sayer(token) or (token.head if token.dep == "acl" else None)
                actors = and_others(self.casting, subject) or self._author(subject) if subject is not None else ()
                distance = min(min(abs(token.start - s.end), abs(token.start - s.start)) for s in spans)
                own = subject is not None and 0 <= spans[0].start - token.end <= _TOUCHING
                if token.lemma == "accord" or self._is_past(spans[-1], token):
                    distance += _LAST_RESORT
                if (actors or own) and (best is None or distance < best[0]):
                    best = (distance, actors)
        return best[1] if best else ()

    def _is_past(self, quotation: Span, verb: Token) -> bool:
        """Whether a verb behind a quotation that closed with a full stop has other words of its own to say:
        "“… home.” Officials said that …", also where no blank stands before the next sentence."""
        if verb.start < quotation.end or self.casting.parse.text[: quotation.end].rstrip()[-1:] != ".":
            return False
        own = verb.child("ccomp", "dobj")
        return own is not None and own.index > verb.index

    def _author(self, text: Token) -> tuple[Entity, ...]:
        """Whose text it is that speaks: "a statement by Norsk said “We …”", "Lima’s letter reads “I …”", "Norsk
        released a statement saying “We …”"."""
        if text.lemma not in words("actors", "texts"):
            return ()
        by = next((c for c in text.children_of("prep", "agent") if c.lower in ("by", "from", "of")), None)
        owner = by.child("pobj") if by is not None else text.child("poss")
        if owner is None and text.dep == "dobj":
            owner = text.head.child("nsubj")
        return self.casting.entities_at(owner.index) if owner is not None else ()

    def _label(self, quotation: Span) -> Token | None:
        """The last word of a label before a quotation: "…” Minister Ana Lima: “We …”", not "She told Lima: “We …”"."""
        tokens = self.casting.parse.tokens
        at = bisect_right(tokens, quotation.start - 1, key=lambda t: t.start) - 1
        while at >= 0 and tokens[at].text in _MARKS:
            at -= 1
        if at < 1 or tokens[at].text != ":":
            return None
        first = at - 1
        while first >= 0 and tokens[first].text not in _ENDS and tokens[first].sentence == tokens[at - 1].sentence:
            if tokens[first].pos in ("VERB", "AUX", "SPACE"):
                return None
            first -= 1
        return tokens[at - 1] if tokens[at - 1].pos == "PROPN" else None

    def _paragraphs_of(self, spans: tuple[Span, ...]) -> Iterator[Sentence]:
        """The sentences of the paragraphs that some spans stand in."""
        sentences = self.casting.parse.sentences
        seen: set[int] = set()
        for span in spans:
            at = min(max(bisect_right(self._starts, span.start) - 1, 0), len(sentences) - 1)
            paragraph = sentences[at].paragraph
            if paragraph in seen:
                continue
            seen.add(paragraph)
            while at > 0 and sentences[at - 1].paragraph == paragraph:
                at -= 1
            while at < len(sentences) and sentences[at].paragraph == paragraph:
                yield sentences[at]
                at += 1


def and_others(casting: Casting, subject: Token) -> tuple[Entity, ...]:
    """Whom a subject stands for with those joined to it: "X and Y said"."""
    found = dict.fromkeys(casting.entities_at(subject.index))
    for other in subject.children_of("conj"):
        found.update(dict.fromkeys(casting.entities_at(other.index)))
    return tuple(found)
