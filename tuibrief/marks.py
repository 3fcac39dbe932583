"""Marks: how they hold to a text, and what they do to what the machine read.

Text anchors are W3C Web Annotation's TextPositionSelector and TextQuoteSelector. Where a text has changed, an anchor is
looked for as that model's readers do: position and quote, the quote alone, the quote with its context, then fuzzily.
What can't be found for certain is not found: a mark is never moved silently.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from tuibrief.model import (
    Anchor,
    Event,
    EventType,
    Mark,
    MarkKind,
    Span,
    Status,
    TargetKind,
    Trigger,
    event_id,
)

CONTEXT = 32
"""Characters kept before and after an anchor's words, as W3C's examples and Hypothesis do."""

FUZZY = 0.8
"""How like the old words with their context a stretch must be (difflib's ratio) before a mark goes there."""

FUZZY_WORDS = 0.6
"""How like the old words themselves it must be: context alone never carries a mark whose words are gone."""

MARGIN = 0.05
"""By how much the best such stretch must beat the next one."""

NEIGHBOURS = 4
"""How many beside a short quote must be the same where it stands once: a common word alone proves nothing."""

VERDICTS = ("confirmed", "rejected")
SOURCE_GRADES = "ABCDEF"
INFORMATION_GRADES = "123456"


class Found(NamedTuple):
    """Where an anchor's words stand, and how they were found."""

    span: Span
    how: Literal["position", "quote", "context", "fuzzy"]


def anchor_of(text: str, start: int, end: int) -> Anchor:
    """The anchor of ``text[start:end]``."""
    return Anchor(start, end, text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])


def locate(anchor: Anchor, text: str) -> Found | None:
    """Where an anchor's words stand in a text that may have changed; None where that is not certain."""
    size = len(anchor.exact)
    places = _all(anchor.exact, text) if size else []
    at_home = anchor.start in places
    if at_home and (len(places) == 1 or _shared(anchor, text, anchor.start) == _whole(anchor)):
        return Found(Span(anchor.start, anchor.start + size), "position")
    if len(places) == 1 and (size >= CONTEXT or _shared(anchor, text, places[0]) >= NEIGHBOURS):
        return Found(Span(places[0], places[0] + size), "quote")
    best = _by_context(anchor, text, places)
    if best is not None:
        return Found(Span(best, best + size), "position" if best == anchor.start else "context")
    return _fuzzy(anchor, text)


def _all(exact: str, text: str) -> list[int]:
    places, at = [], text.find(exact)
    while at >= 0:
        places.append(at)
        at = text.find(exact, at + 1)
    return places


def _whole(anchor: Anchor) -> int:
    return len(anchor.prefix) + len(anchor.suffix)


def _shared(anchor: Anchor, text: str, at: int) -> int:
    """How many characters of context, counted outwards from the words, are the same here."""
    before, end = text[max(0, at - len(anchor.prefix)) : at], at + len(anchor.exact)
    after = text[end : end + len(anchor.suffix)]
    left = next((i for i, (a, b) in enumerate(zip(anchor.prefix[::-1], before[::-1], strict=False)) if a != b), None)
    right = next((i for i, (a, b) in enumerate(zip(anchor.suffix, after, strict=False)) if a != b), None)
    return (len(before) if left is None else left) + (len(after) if right is None else right)


def _by_context(anchor: Anchor, text: str, places: list[int]) -> int | None:
    """The one place whose context is plainly more like the old one; at least a quarter of it must be the same."""
    scored = sorted(((_shared(anchor, text, at), at) for at in places), reverse=True)
    if not scored or scored[0][0] * 4 < max(_whole(anchor), 1):
        return None
    if len(scored) > 1 and scored[1][0] == scored[0][0]:
        return None
    return scored[0][1]


def _fuzzy(anchor: Anchor, text: str) -> Found | None:
    """A stretch like the old words with their context. Windows are tried where a longer word of either stands."""
    old = anchor.prefix + anchor.exact + anchor.suffix
    found: dict[Span, float] = {}
    for start in sorted(_starts(old, text)):
        window = Span(max(0, start), min(len(text), max(0, start) + len(old) + CONTEXT // 2))
        scored = _score(anchor, old, window.of(text))
        if scored:
            span = Span(window.start + scored[1].start, window.start + scored[1].end)
            found[span] = max(found.get(span, 0.0), scored[0])
    ranked = sorted(found.items(), key=lambda item: -item[1])
    if not ranked or ranked[0][1] < FUZZY:
        return None
    others = [score for span, score in ranked[1:] if not span.overlaps(ranked[0][0])]
    if others and others[0] > ranked[0][1] - MARGIN:
        return None
    return Found(ranked[0][0], "fuzzy")


def _starts(old: str, text: str) -> set[int]:
    """Where the old stretch would begin, if one of its longer words stands where it does."""
    words = sorted({w for w in old.split() if len(w) >= 4}, key=len, reverse=True)[:6]
    starts: set[int] = set()
    for word in words:
        offset = old.find(word)
        starts.update(at - offset for at in _all(word, text)[:50])
    return starts


def _score(anchor: Anchor, old: str, window: str) -> tuple[float, Span] | None:
    from difflib import SequenceMatcher  # 2 ms at start-up, for texts that changed

    matcher = SequenceMatcher(None, old, window, autojunk=False)
    blocks = [b for b in matcher.get_matching_blocks() if b.size]
    if not blocks:
        return None
    low, high = len(anchor.prefix), len(anchor.prefix) + len(anchor.exact)
    start, end = _mapped(blocks, low, high)
    if end <= start:
        return None
    words = SequenceMatcher(None, anchor.exact, window[start:end], autojunk=False).ratio()
    if words < FUZZY_WORDS:
        return None
    same = sum(b.size for b in blocks)
    reach = blocks[-1].b + blocks[-1].size - blocks[0].b
    return 2 * same / (len(old) + reach), Span(start, end)


def _mapped(blocks: Sequence[Any], low: int, high: int) -> tuple[int, int]:
    """Where ``old[low:high]`` lies in the window: after what stood before it, before what stood after it."""
    start, end = 0, blocks[-1].b + blocks[-1].size
    for block in blocks:
        if block.a <= low:
            start = block.b + min(low - block.a, block.size)
        if block.a + block.size > high:
            end = block.b + max(high - block.a, 0)
            break
    return start, end


def event_at(span: Span, triggers: Sequence[Span]) -> int | None:
    """Which trigger a mark's words lie on: the same one, else the one that shares most with it, else None."""
    best, most = None, 0
    for index, trigger in enumerate(triggers):
        if trigger == span:
            return index
        shared = min(trigger.end, span.end) - max(trigger.start, span.start)
        if shared > most:
            best, most = index, shared
    return best


_NO_CORRECTIONS: Mapping[str, Any] = MappingProxyType({})


class EventMarks(NamedTuple):
    """What stands on one event: its tags, how many notes, verdict, grades given on itself, corrections, the marks."""

    tags: tuple[str, ...] = ()
    notes: int = 0
    verdict: str | None = None
    grades: tuple[str, ...] = ()
    corrections: Mapping[str, Any] = _NO_CORRECTIONS
    marks: tuple[Mark, ...] = ()


def gather(marks: Iterable[Mark]) -> EventMarks:
    """What marks on one thing say together: of two on one field, the later in the log's order holds."""
    kept = tuple(marks)
    tags: dict[str, None] = {}
    corrections: dict[str, Any] = {}
    grades: dict[bool, str] = {}
    verdict, notes = None, 0
    for mark in kept:
        match mark.kind:
            case MarkKind.TAG:
                tags[str(mark.value)] = None
            case MarkKind.NOTE:
                notes += 1
            case MarkKind.VERDICT if mark.value in VERDICTS:
                verdict = str(mark.value)
            case MarkKind.GRADE:
                for sign in str(mark.value).upper():
                    if sign in SOURCE_GRADES + INFORMATION_GRADES:
                        grades[sign in SOURCE_GRADES] = sign
            case MarkKind.CORRECTION if isinstance(mark.value, dict) and "field" in mark.value:
                corrections[str(mark.value["field"])] = mark.value.get("value")
            case _:
                pass
    return EventMarks(tuple(tags), notes, verdict, tuple(grades.values()), corrections, kept)


def grade(own: Iterable[str], credited: Iterable[str], outlet: Iterable[str]) -> str:
    """The Admiralty code's two, as far as given: the source's letter is the event's own, else that of whom it is
    credited to, else the outlet's; the information's digit is the event's own.
    """
    own = tuple(own)
    letter = next((g for group in (own, credited, outlet) for g in group if g in SOURCE_GRADES), "")
    return letter + next((g for g in own if g in INFORMATION_GRADES), "")


_TUPLES = frozenset({"who", "whom", "where", "according_to"})
CORRECTABLE = ("when", "status", "type", "headline", "who", "whom", "where", "according_to", "core")
"""The fields of an event that a correction may override."""


def field_value(name: str, value: Any) -> Any:
    """A correction's value as the event's field has it. ValueError where it can't be that field's."""
    if name not in CORRECTABLE:
        raise ValueError(f"an event's {name} can't be corrected; only {', '.join(CORRECTABLE)} can")
    if name in _TUPLES:
        return (value,) if isinstance(value, str) else tuple(str(v) for v in value or ())
    if name == "status":
        return Status(value)
    if name == "type":
        return EventType(value)
    if name == "core":
        return bool(value)
    return None if value is None and name == "when" else str(value or "")


def corrected(event: Event, corrections: Mapping[str, Any]) -> Event:
    """The event as corrected; a correction that no longer fits its field is left out rather than shown wrong."""
    changes: dict[str, Any] = {}
    for name, value in corrections.items():
        try:
            changes[name] = field_value(name, value)
        except (ValueError, TypeError):
            continue
    return replace(event, **changes) if changes else event


_EVENT_FIELDS = frozenset(f.name for f in fields(Event))


def own_event(mark: Mark) -> Event | None:
    """The event that a person added: at the mark's own words, with the fields given. None where it has no words."""
    target = mark.target
    if mark.kind is not MarkKind.EVENT or target.article is None or target.anchor is None:
        return None
    start, end = target.anchor.start, target.anchor.end
    given = mark.value if isinstance(mark.value, dict) else {}
    plain = Event(
        id=event_id(target.article, start, end),
        start=start,
        end=end,
        trigger=Trigger(start, end, str(given.get("lemma", target.anchor.exact.lower()))),
        type=EventType.OTHER,
        headline=str(given.get("headline") or target.anchor.exact),
        core=True,
    )
    return corrected(plain, {k: v for k, v in given.items() if k in _EVENT_FIELDS})


class Placed(NamedTuple):
    """Where an article's marks came to lie: on which event (by index), which events are a person's own, what is loose.

    ``loose`` are marks set on an event that the reading no longer has: they stay on their words.
    """

    events: dict[int, EventMarks]
    own: tuple[Event, ...]
    own_marks: tuple[EventMarks, ...]
    loose: tuple[Mark, ...]


def place(marks: Iterable[Mark], triggers: Sequence[Span]) -> Placed:
    """Put an article's marks on its events, after this reading or another: to the event whose trigger overlaps."""
    marks = tuple(marks)
    own: dict[Span, Event] = {}
    for mark in marks:
        event = own_event(mark)
        if event is not None:
            span = Span(event.trigger.start, event.trigger.end)
            if span not in triggers:
                own[span] = event
    spans = [*triggers, *own]
    on: defaultdict[int, list[Mark]] = defaultdict(list)
    loose: list[Mark] = []
    for mark in marks:
        anchor = mark.target.anchor
        if anchor is None or (mark.target.kind is not TargetKind.EVENT and mark.kind is not MarkKind.EVENT):
            continue
        index = event_at(Span(anchor.start, anchor.end), spans)
        if index is None:
            loose.append(mark)
        else:
            on[index].append(mark)
    gathered = {index: gather(group) for index, group in on.items()}
    size = len(triggers)
    return Placed(
        {i: g for i, g in gathered.items() if i < size},
        tuple(own.values()),
        tuple(gathered.get(size + i, EventMarks()) for i in range(len(own))),
        tuple(loose),
    )
