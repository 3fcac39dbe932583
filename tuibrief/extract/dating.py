"""Stage 4, second part: which date each happening has.

A happening takes the time that modifies its own word: attached below its verb or noun in the parse, through a
preposition that puts it there ("on", "in", "during", not "by" or "until"). A statement keeps its own time. Then dates
pass on where the grammar makes two happenings one time: participles, verbs joined by "and", "at a parade", "oversaw a
test", "a summit set to open on …", and over lengths ("a week before the visit"). A happening without a time in its own
clause stays undated.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache

from tuibrief.extract.dating_owner import Owner, find_owner
from tuibrief.extract.parse import Parse, Token
from tuibrief.extract.stages import Calendar, Dating, Predicate, TimeMention
from tuibrief.extract.times import timex
from tuibrief.extract.times.tense import verb_direction
from tuibrief.extract.times.timex import Day
from tuibrief.extract.words import table as lexicon_table
from tuibrief.model import Event, Span, Status


@cache
def _words(table: str, key: str) -> frozenset[str]:
    return frozenset(lexicon_table("times_dating")[table][key])


@dataclass(slots=True)
class _Work:
    """The dates found so far, by predicate."""

    parse: Parse
    predicates: tuple[Predicate, ...]
    by_token: dict[int, int]
    when: dict[int, str] = field(default_factory=dict)
    spans: dict[int, list[Span]] = field(default_factory=dict)

    def head(self, number: int) -> Token:
        return self.parse.tokens[self.predicates[number].head]

    def of(self, token: Token | None) -> int | None:
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


def find_dates(
    parse: Parse,
    calendar: Calendar,
    predicates: tuple[Predicate, ...],
    statuses: tuple[Status, ...],  # noqa: ARG001
) -> tuple[Dating, ...]:
    """One dating a predicate: EDTF, or None where the text gives none, and the words it was read from."""
    by_token = _by_token(predicates)
    work = _Work(parse, predicates, by_token)
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
    work = _Work(parse, predicates, _by_token(predicates))
    for number, dating in enumerate(datings):
        work.put(number, dating.when, list(dating.spans))
    for _ in range(passes):
        dated = len(work.when)
        _pass_on(work)
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
    work: _Work, number: int, time: TimeMention, owner: Owner, owned: list[tuple[TimeMention, Owner | None]]
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


def _opens_stretch(work: _Work, time: TimeMention, owner: Owner) -> bool:
    """Whether a time stands after "from" or "between", wherever the parser hung that."""
    before = work.parse.tokens[time.first - 1].lower if time.first else ""
    return {owner.preposition, before} & {"from", "between"} != set()


def _own_years(work: _Work, calendar: Calendar) -> None:
    """ "In 2019, when the other side banned beef": the clause hangs on the time itself."""
    times = {i: t for t in calendar.times if t.edtf for i in range(t.first, t.last + 1)}
    for number in range(len(work.predicates)):
        verb = work.head(number)
        time = times.get(verb.head.index)
        if time and verb.dep in ("relcl", "acl", "advcl"):
            work.put(number, time.edtf, [Span(time.start, time.end)])


def _since(work: _Work) -> None:
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


def _fits(work: _Work, time: TimeMention, number: int, published: str | None) -> bool:
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


def _noun_before(work: _Work, time: TimeMention, number: int) -> int | None:
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
    work: _Work, time: TimeMention, owner: Owner | None, before: list[TimeMention], published: str | None
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


def _dated_otherwise(work: _Work, time: TimeMention, number: int | None) -> bool:
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


def _pass_on(work: _Work) -> None:
    """Pass dates on between happenings that the grammar puts at one time."""
    for number, predicate in enumerate(work.predicates):
        head = work.head(number)
        if predicate.nominal or head.pos not in ("VERB", "AUX"):
            _from_noun(work, number, head)
        else:
            _from_verb(work, number, head)


def _from_verb(work: _Work, number: int, verb: Token) -> None:
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
    _to_objects(work, number, verb)


def _from_adverbial(work: _Work, number: int, verb: Token, above: int | None, subject: Token | None) -> None:
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
        if above is None and verb.tag == "VBG":  # "the launch marks the first since May, defying a ban"
            work.lend(work.of(verb.head.child("nsubj", "nsubjpass")), number)


def _from_relative(work: _Work, number: int, verb: Token, above: int | None) -> None:
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


def _to_objects(work: _Work, number: int, verb: Token) -> None:
    """What is done, gone through or seen then, and what goes on meanwhile."""
    lemma = verb.lemma.lower()
    for child in verb.children:
        inside = work.of(child)
        if child.dep == "dobj" and lemma in _words("lending", "verbs"):
            work.lend(number, inside)
            if not any(c.lower == "had" for c in verb.children_of("aux")):
                work.lend(inside, number)
        elif child.dep == "dobj" and lemma in _words("lending", "perceiving"):
            work.lend(inside, number)
            for clause in child.children_of("acl"):
                work.lend(work.of(clause), number)
        elif child.dep == "prep" and child.lower in _words("lending", "prepositions"):
            inside = work.of(child.child("pobj"))
            work.lend(number, inside)
            if child.lower != "with" and _is_day(work.when.get(inside) if inside is not None else None):
                work.lend(inside, number)


def _to_noun_before(work: _Work, number: int, verb: Token) -> None:
    """ "The summit, set to open on October 31": the parse hangs "set" on the verb before as often as on the noun."""
    told = verb.head if verb.dep == "xcomp" else verb
    at = told.index - 1
    if told.tag != "VBN" or told.dep not in ("advcl", "acl") or at < 1 or work.parse.tokens[at].lower != ",":
        return
    noun = work.by_token.get(at - 1)
    if noun is not None and work.predicates[noun].nominal and told.lemma.lower() in _words("prepositions", "planned"):
        work.lend(number, noun)


def _from_noun(work: _Work, number: int, noun: Token) -> None:
    """An event noun takes the date of the clause that tells when it is ("a summit, set to open on October 31")."""
    for child in noun.children:
        if child.dep in ("acl", "relcl"):
            for verb in (child, *child.children_of("xcomp")):
                if child.lemma.lower() in _words("prepositions", "planned") | _words("lending", "verbs"):
                    work.lend(work.of(verb), number)


def _verb_before(work: _Work, verb: Token) -> int | None:
    """The dated verb before a comma and a participle ("a ship that capsized on Monday, killing ten")."""
    for i in range(verb.index - 2, work.parse.sentence_of(verb).first, -1):
        number = work.by_token.get(i)
        if number is not None and work.parse.tokens[i].tag in ("VBD", "VBN", "VBZ", "VBP"):
            return number if _is_day(work.when.get(number)) else None
    return None


def _is_day(when: str | None) -> bool:
    return when is not None and len(when.rstrip("~")) >= 10 and "/" not in when
