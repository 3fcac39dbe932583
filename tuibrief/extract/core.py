"""Stage 9, second part: whether an event belongs in the list of key events.

A weighed sum of plain marks: where the event stands in its sentence and its article, whether it happened, who is in it,
whether the article has told of it before. The weights are data (core.toml), fitted by logistic regression to
articles that were read by hand.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from tuibrief.extract.happenings import groups
from tuibrief.extract.parse import Parse, Token
from tuibrief.extract.stages import BlockKind, Layout, Predicate, Relation
from tuibrief.extract.words import table as lexicon_table
from tuibrief.extract.words import words
from tuibrief.model import Event, EventType, Role, Status

_RELATIONS = {
    Relation.OBJECT: "object",
    Relation.SUBJECT: "subject",
    Relation.MODIFIER: "modifier",
    Relation.ADVERBIAL: "adverbial",
    Relation.COMPLEMENT: "complement",
    Relation.CONJUNCT: "conjunct",
}

_CLAUSES = {"advcl": "adverbial", "acl": "modifier", "relcl": "modifier", "xcomp": "complement", "pcomp": "adverbial"}


@cache
def _weights() -> tuple[dict[str, float], frozenset[str]]:
    data = lexicon_table("core")
    return {k: float(v) for k, v in data["weights"].items()}, frozenset(data["background"].split())


def find_core(
    parse: Parse,
    layout: Layout,
    predicates: tuple[Predicate, ...],
    events: tuple[Event, ...],
    lines: Sequence[str],
) -> tuple[bool, ...]:
    """One mark an event: whether it belongs in a briefing's list. ``lines`` are the events' headlines."""
    weights, _ = _weights()
    places = Blocks(layout)
    later = {n for group in groups(parse, predicates, events) for n in group[1:]}
    return tuple(
        sum(weights.get(mark, 0.0) for mark in marks(parse, places, predicates, events, n, line, n in later)) > 0
        for n, line in enumerate(lines)
    )


class Blocks:
    """The blocks of an article by what stands in them."""

    def __init__(self, layout: Layout) -> None:
        self._blocks = layout.blocks
        self._starts = [b.start for b in layout.blocks]
        self._body = next((b for b in layout.blocks if b.kind is BlockKind.BODY), None)
        self._quoted = sorted(span for group in layout.quotations for span in group)

    def is_quoted(self, offset: int) -> bool:
        """Whether a character stands between quotation marks."""
        place = bisect_right(self._quoted, (offset, 1 << 60)) - 1
        return place >= 0 and offset < self._quoted[place].end

    def mark(self, offset: int, sentence: int) -> str | None:
        """The mark of what begins at a character, in a sentence that begins at another: title, heading, lead."""
        place = bisect_right(self._starts, offset) - 1
        if place < 0:
            return None
        block = self._blocks[place]
        if block.kind in (BlockKind.TITLE, BlockKind.HEADING):
            return block.kind.value
        if block is not self._body:
            return None
        return "lead" if sentence <= block.start + 1 else "first paragraph"


def marks(
    parse: Parse,
    blocks: Blocks,
    predicates: tuple[Predicate, ...],
    events: tuple[Event, ...],
    number: int,
    line: str,
    retold: bool,
) -> list[str]:
    """The marks of one event with its headline, each by its name in core.toml."""
    predicate, event = predicates[number], events[number]
    head = parse.tokens[predicate.head]
    found = ["every"]
    found.append("noun" if predicate.nominal else _form(head))
    found += _place_in_sentence(parse, predicates, events, number)
    if place := blocks.mark(head.start, parse.tokens[parse.sentence_of(head).first].start):
        found.append(place)
    if event.status is not Status.HAPPENED:
        found.append(event.status.value)
    if event.type is EventType.STATEMENT:
        found.append("saying")
        found.append(
            "saying by name" if _is_named(event.who) else "saying by none" if not event.who else "saying by some"
        )
    elif event.type is EventType.OTHER:
        found.append("of no type")
        if not any(a.role is not Role.WHO for a in predicate.arguments):
            found.append("of no type alone")
    if blocks.is_quoted(head.start):
        found.append("quoted")
    if event.who or event.whom:
        found.append("somebody")
    if _is_named(event.who):
        found.append("name")
    if event.when:
        found.append("date")
    if retold:
        found.append("told before")
    found += _of_line(line, event, predicate, head, place)
    return found


def _of_line(line: str, event: Event, predicate: Predicate, head: Token, place: str | None) -> list[str]:
    """Marks of an event's line: one that nobody understands alone, or that tells what a thing is like."""
    if event.who or place == BlockKind.TITLE.value:
        return []
    opening, _, rest = line.partition(" ")
    opening = opening.casefold()
    if not rest:
        return ["one word"]
    if predicate.nominal:
        return []
    if opening in words("core", "pointing") and _is_subject(opening, head):
        return ["points elsewhere"]
    telling = any(c.isdigit() for c in rest)  # "killing at least 31 people"
    if opening in (head.lower, head.lemma) or any(c.lower == opening for c in head.children_of("aux", "auxpass")):
        return [] if telling else ["without subject"]
    telling = telling or any(w[:1].isupper() for w in rest.split()) or bool(event.when)
    always = head.tag in ("VBZ", "VBP") and not head.children_of("aux", "auxpass") and not telling
    return ["of a thing"] if always and event.type is EventType.OTHER else []


def _is_subject(word: str, verb: Token) -> bool:
    """Whether a word is by itself the subject of a verb, or of the one that it is joined to."""
    while verb.dep in ("conj", "xcomp") and not verb.is_root and verb.child("nsubj", "nsubjpass") is None:
        verb = verb.head
    subject = verb.child("nsubj", "nsubjpass")
    return subject is not None and subject.lower == word


def _is_named(names: tuple[str, ...]) -> bool:
    return any(name[:1].isupper() for name in names)


def _form(verb: Token) -> str:
    """Whether a verb is finite, an infinitive, or a participle; a past perfect looks back."""
    helpers = verb.children_of("aux", "auxpass")
    if any(c.lower == "had" for c in helpers):
        return "past perfect"
    if verb.tag in ("VBD", "VBZ", "VBP") or any(c.tag in ("MD", "VBD", "VBZ", "VBP") for c in helpers):
        return "finite"
    if any(c.lower == "to" for c in helpers) or verb.tag == "VB":
        return "infinitive"
    return "participle"


def _place_by_clause(token: Token) -> list[str]:
    """For what hangs on no other happening: "while she *hopes* for peace, it is far" is still no main clause."""
    _, background = _weights()
    while token.dep == "conj" and not token.is_root:
        token = token.head
    if token.is_root:
        return ["main"]
    kind = _CLAUSES.get(token.dep)
    if kind is None:
        return ["main"]
    mark = token.child("mark")
    return [kind, "background"] if mark is not None and mark.lower in background else [kind]


def _place_in_sentence(
    parse: Parse, predicates: tuple[Predicate, ...], events: tuple[Event, ...], number: int
) -> list[str]:
    predicate = predicates[number]
    _, background = _weights()
    steps = 0
    while predicate.relation is Relation.CONJUNCT and predicate.governor is not None and steps < 6:
        predicate, steps = predicates[predicate.governor], steps + 1
    if predicate.governor is None or predicate.relation is None:
        return _place_by_clause(parse.tokens[predicate.head])
    found = [_RELATIONS[predicate.relation]]
    if events[predicate.governor].type is EventType.STATEMENT and predicate.relation is Relation.COMPLEMENT:
        # "The dam burst, officials said": what is told comes first, who says so is added
        found = ["told first"] if predicate.head < predicates[predicate.governor].head else [*found, "said"]
    if predicate.marker in background:
        found.append("background")
    above = predicates[predicate.governor]
    if above.governor is not None and above.relation is not Relation.CONJUNCT:
        found.append("deep")
    return found
