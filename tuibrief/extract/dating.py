"""Stage 4, second part: which date each happening has.

A happening takes the time that modifies its own word: attached below its verb or noun in the parse, through a
preposition that puts it there ("on", "in", "during", not "by" or "until"). A statement keeps its own time. Then dates
pass on where the grammar makes two happenings one time: participles, verbs joined by "and", "at a parade", "oversaw a
test", "a summit set to open on …", and over lengths ("a week before the visit"). A happening without a time in its own
clause stays undated.
"""

from __future__ import annotations

from dataclasses import replace

from tuibrief.extract.dating_owner import Owner, find_owner
from tuibrief.extract.dating_spread import Work, pass_on
from tuibrief.extract.parse import Parse
from tuibrief.extract.stages import Calendar, Dating, Predicate, TimeMention
from tuibrief.extract.times import timex
from tuibrief.extract.times.tense import verb_direction
from tuibrief.extract.times.timex import Day
from tuibrief.model import Event, Span, Status


def find_dates(
    parse: Parse,
    calendar: Calendar,
    predicates: tuple[Predicate, ...],
    statuses: tuple[Status, ...],  # noqa: ARG001
) -> tuple[Dating, ...]:
    """One dating a predicate: EDTF, or None where the text gives none, and the words it was read from."""
    by_token = _by_token(predicates)
    work = Work(parse, predicates, by_token)
    owned = [(t, find_owner(parse, t, by_token)) for t in calendar.times]
    for number, (time, owner) in enumerate(owned):
        if owner is None or owner.predicate is None:
            continue
        if _fits(work, time, owner.predicate, calendar.published):
            _own(work, number, time, owner, owned)
        elif (noun := _noun_before(work, time, owner.predicate)) is not None:
            _own(work, number, time, Owner(noun, owner.preposition), owned)
    for number, (time, owner) in enumerate(owned):
        _offset(work, time, owner, [t for t, _ in owned[:number]], calendar.published)
    _own_years(work, calendar)
    _since(work)
    return spread(
        parse, predicates, tuple(Dating(work.when.get(n), tuple(work.spans.get(n, ()))) for n in range(len(predicates)))
    )


def spread(
    parse: Parse, predicates: tuple[Predicate, ...], datings: tuple[Dating, ...], passes: int = 2
) -> tuple[Dating, ...]:
    """Pass dates on, where the grammar makes two happenings one time, from those dated to those without a date.

    For callers that have dated more of them, as by another mention of the same happening.
    """
    work = Work(parse, predicates, _by_token(predicates))
    for number, dating in enumerate(datings):
        work.put(number, dating.when, list(dating.spans))
    for _ in range(passes):
        dated = len(work.when)
        pass_on(work)
        if len(work.when) == dated:
            break
    return tuple(Dating(work.when.get(n), tuple(work.spans.get(n, ()))) for n in range(len(predicates)))


def spread_events(parse: Parse, predicates: tuple[Predicate, ...], events: tuple[Event, ...]) -> tuple[Event, ...]:
    """The same over events, once mentions of one happening have shared their dates."""
    dates = spread(parse, predicates, tuple(Dating(e.when, e.when_spans) for e in events))
    return tuple(
        e if e.when or not d.when else replace(e, when=d.when, when_spans=d.spans)
        for e, d in zip(events, dates, strict=True)
    )


def _by_token(predicates: tuple[Predicate, ...]) -> dict[int, int]:
    found = {i: n for n, p in enumerate(predicates) for i in range(p.first, p.last + 1)}
    return found | {p.head: n for n, p in enumerate(predicates)}


def _own(
    work: Work, number: int, time: TimeMention, owner: Owner, owned: list[tuple[TimeMention, Owner | None]]
) -> None:
    """Give a happening its own time."""
    when, spans = time.edtf, [Span(time.start, time.end)]
    if when is None or (owner.preposition == "by" and not _is_plain(when)):
        return
    if owner.preposition == "since":
        when = f"{when.split('/')[0]}/.."
    elif _opens_stretch(work, time, owner) and number + 1 < len(owned):
        later = owned[number + 1][0]
        between = work.parse.text[time.end : later.start].strip().lower()
        if between in ("to", "and", "until", "through", "-", "–") and later.edtf:
            when = f"{when.split('/')[0]}/{later.edtf.split('/')[-1]}"
            spans.append(Span(later.start, later.end))
    held = work.when.get(owner.predicate or 0) if owner.predicate in work.when else None
    if held and _finer(when, held):
        work.when.pop(owner.predicate or 0)
    work.put(owner.predicate, when, spans)


def _opens_stretch(work: Work, time: TimeMention, owner: Owner) -> bool:
    """Whether a time stands after "from" or "between", wherever the parser hung that."""
    before = work.parse.tokens[time.first - 1].lower if time.first else ""
    return {owner.preposition, before} & {"from", "between"} != set()


def _own_years(work: Work, calendar: Calendar) -> None:
    """ "In 2019, when the other side banned beef": the clause hangs on the time itself."""
    times = {i: t for t in calendar.times if t.edtf for i in range(t.first, t.last + 1)}
    for number in range(len(work.predicates)):
        verb = work.head(number)
        time = times.get(verb.head.index)
        if time and verb.dep in ("relcl", "acl", "advcl"):
            work.put(number, time.edtf, [Span(time.start, time.end)])


def _since(work: Work) -> None:
    """ "Has refused since the talks collapsed in 2019": open from the other's date on."""
    for number, when in list(work.when.items()):
        token = work.head(number)
        mark = token.child("mark")
        up = token.head
        if mark is not None and mark.lower == "since" and token.dep == "advcl":
            taker = work.of(up)
        elif up.lower == "since" and token.dep in ("pobj", "pcomp"):
            taker = work.of(up.head)
        else:
            continue
        if "/" not in when:
            work.put(taker, f"{when.rstrip('~')}/..", work.spans[number])


def _is_plain(when: str) -> bool:
    """A year, a month of twelve, or a day: no season, no interval."""
    return "/" not in when and (len(when) != 7 or when[5:] <= "12")


def _fits(work: Work, time: TimeMention, number: int, published: str | None) -> bool:
    """Whether a verb's tense allows the time: "announced cuts over the next four years" announced nothing later."""
    verb = work.head(number)
    if not published or not time.edtf or verb.pos not in ("VERB", "AUX"):
        return True
    told = verb_direction(verb)
    start, _, end = time.edtf.rstrip("~").partition("/")
    grain = min(len(start), len(published), 10)
    if told == 0 and verb.tag in ("VBZ", "VBP") and not verb.child("aux"):
        return (end or start)[:grain] >= published[:grain]
    if told < 0:
        return start[:grain] < published[:grain] or (
            start[:grain] == published[:grain] and (not end or end[:grain] <= published[:grain])
        )
    return told == 0 or (end or start)[:grain] >= published[:grain]


def _noun_before(work: Work, time: TimeMention, number: int) -> int | None:
    """The event noun between a verb whose tense refuses a time and that time ("wipes out her victory in June")."""
    for child in work.head(number).children_of("dobj"):
        if (noun := work.of(child)) is not None and child.index < time.first:
            return noun
    for i in range(time.first - 1, work.predicates[number].last, -1):
        if i in work.by_token and work.predicates[work.by_token[i]].nominal:
            return work.by_token[i]
    return None


def _finer(when: str, held: str) -> bool:
    """Whether a second time of one happening tells more than the first ("on Monday … at 3 p.m.")."""
    return when.startswith(held) and len(when) > len(held)


def _offset(
    work: Work, time: TimeMention, owner: Owner | None, before: list[TimeMention], published: str | None
) -> None:
    """A week before the visit: one happening's date from the other's."""
    if owner is None or owner.other is None or not owner.sign:
        return
    if time.value.startswith("PT"):
        if owner.predicate is not None and not any(
            "T" in (work.when.get(n) or "") for n in (owner.predicate, owner.other)
        ):
            work.lend(owner.predicate, owner.other)
            work.lend(owner.other, owner.predicate)
        return
    length = _length(time.value)
    if length is None:
        return
    unit, count = length
    mine = work.when.get(owner.predicate) if owner.predicate is not None else None
    theirs = work.when.get(owner.other)
    spans = [Span(time.start, time.end)]
    if theirs is None:
        told = mine or (None if _dated_otherwise(work, time, owner.predicate) else _last_told(before, unit))
        base = told or (None if _dated_otherwise(work, time, owner.predicate) else published)
        moved = _moved(timex.from_iso(base), unit, -owner.sign * count)
        if moved:
            work.put(owner.other, moved + "~", spans)
            work.put(owner.predicate, told, spans)
    elif mine is None and "/" not in theirs:
        moved = _moved(timex.from_iso(theirs), unit, owner.sign * count)
        work.put(owner.predicate, moved + "~" if moved else None, spans)


def _dated_otherwise(work: Work, time: TimeMention, number: int | None) -> bool:
    """Whether the clause has a coarser time of its own ("returned to host the gala in 2005, three weeks after …")."""
    if number is None:
        return False
    verb = work.head(number)
    near = [work.of(c) for c in verb.children if c.dep in ("xcomp", "ccomp", "dobj", "nsubj")]
    return any(n in work.when for n in near if n is not None and n != work.of(work.parse.tokens[time.first].head))


def _last_told(before: list[TimeMention], unit: str) -> str | None:
    """The date told last, fine enough to count such units from."""
    for time in reversed(before):
        day = timex.from_iso(time.edtf)
        if day and "/" not in (time.edtf or "") and (day.whole or unit in "YM"):
            return str(day)
    return None


def _length(value: str) -> tuple[str, int] | None:
    """Unit and count of a TIMEX3 length in days or longer."""
    if not value.startswith("P") or value.startswith("PT") or not value[1:-1].isdigit():
        return None
    return value[-1], int(value[1:-1])


def _moved(base: Day | None, unit: str, count: int) -> str | None:
    if base is None or unit not in "YMWD" or (base.whole is None and unit in "WD"):
        return None
    made = timex.shift(base, unit, count)
    grain = unit if unit in "YM" else "D"
    return str(made.to(grain)) if made else None
