"""Stage 4, last part: what a title tells has the date that the first sentences give it.

A title seldom has a date of its own ("Ferry sinks off the coast"); the happening that it announces is told again,
dated, in the opening of the article. An event of the title takes the date of the opening's event of the same word or
kind, else, where the opening dates its news to a day, that day.
"""

from __future__ import annotations

from dataclasses import replace

from tuibrief.extract.parse import Parse
from tuibrief.extract.stages import BlockKind, Layout, Predicate
from tuibrief.model import Event, EventType, Status

_OPENING = 2  # sentences
_LOOSE = frozenset({EventType.OTHER, EventType.STATEMENT})
# What hangs on a title's main verb in another way is of another time: "jailed *for taking* bribes".
_MAIN = frozenset({"ROOT", "ccomp", "conj", "advcl", "relcl", "dep", "acl", "amod", "compound", "nmod"})
_NOW = frozenset({"VBZ", "VBP"})


def date_title(
    parse: Parse, layout: Layout, predicates: tuple[Predicate, ...], events: tuple[Event, ...]
) -> tuple[Event, ...]:
    """The events, those of the title dated where the opening of the article tells when they were."""
    title = layout.title
    told = _opening(parse, layout, predicates, events) if title else []
    if title is None or not told:
        return events
    main = [n for n in told if _is_told_mainly(parse, predicates[n])]
    dated = list(events)
    for number, event in enumerate(events):
        inside = title.start <= event.trigger.start < title.end
        if not inside or event.when or event.type is EventType.STATEMENT:
            continue
        source = _same(predicates, number, told, main, events)
        if source is None and event.status is Status.HAPPENED and _is_main(parse, predicates, number):
            source = _only(main, events)
        if source is not None:
            dated[number] = replace(event, when=source.when, when_spans=source.when_spans)
    return tuple(dated)


def _opening(parse: Parse, layout: Layout, predicates: tuple[Predicate, ...], events: tuple[Event, ...]) -> list[int]:
    """The dated happenings of the article's first sentences."""
    body = next((n for n, b in enumerate(layout.blocks) if b.kind is BlockKind.BODY), None)
    line = layout.dateline.end if layout.dateline else 0
    opening = [s for s in parse.sentences if s.paragraph == body and parse.tokens[s.last].end > line]
    held = {s.index for s in opening[:_OPENING]}
    return [
        n
        for n, (p, e) in enumerate(zip(predicates, events, strict=True))
        if e.when and not e.when.endswith("/..") and parse.tokens[p.head].sentence in held
    ]


def _same(
    predicates: tuple[Predicate, ...], number: int, told: list[int], main: list[int], events: tuple[Event, ...]
) -> Event | None:
    """The opening's event of the same word, else a main one of the same kind and parties."""
    event = events[number]
    alike = [n for n in told if events[n].status is event.status]
    for n in alike:
        if _word(predicates[n]) == _word(predicates[number]):
            return events[n]
    for n in alike:
        parties = {*event.who, *event.whom} & {*events[n].who, *events[n].whom}
        if events[n].type is event.type and event.type not in _LOOSE and parties and n in main:
            return events[n]
    return None


def _word(predicate: Predicate) -> str:
    """The first word of what names a happening: "walk off job", "walk off the job"."""
    return predicate.lemma.lower().partition(" ")[0]


def _is_main(parse: Parse, predicates: tuple[Predicate, ...], number: int) -> bool:
    """Whether a verb is what the title announces, not what that is about: a present, or, where there is none before it,
    a participle ("Coach sacked after defeat")."""
    head = parse.tokens[predicates[number].head]
    if head.pos not in ("VERB", "AUX") or head.dep not in _MAIN:
        return False
    if head.tag in _NOW or head.is_root:
        return True
    before = (parse.tokens[p.head] for p in predicates[:number])
    return head.tag in ("VBN", "VBD") and not any(t.tag in _NOW for t in before)


def _is_told_mainly(parse: Parse, predicate: Predicate) -> bool:
    """Whether a happening is what its sentence tells: no noun, no clause on one ("a dispute that began in May"), and
    nothing told of another time ("after police raided it")."""
    head = parse.tokens[predicate.head]
    if predicate.nominal:
        return False
    while not head.is_root:
        # a participle may be the main verb, lost under its subject: "A ferry carrying nine capsized, police said"
        lost = head.dep == "acl" and head.tag in ("VBN", "VBD")
        if head.dep not in ("ccomp", "conj", "xcomp", "parataxis") and not lost:
            return head.pos in ("NOUN", "PROPN")
        head = head.head
    return True


def _only(told: list[int], events: tuple[Event, ...]) -> Event | None:
    """The first thing that the opening tells as its news, if it was on a day."""
    held = [events[n] for n in told]
    happened = [e for e in held if e.status is Status.HAPPENED and e.type is not EventType.STATEMENT]
    return happened[0] if happened and "/" not in (happened[0].when or "/") else None
