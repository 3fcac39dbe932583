"""Completing the fields of a filter as it is typed: ``type:mob`` to ``type:mobilize``. Pure.

A word that is still being typed does not count yet: a filter acts as if it weren't there until it can be something.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from tuibrief.library import edtf
from tuibrief.library.filters import STATES, folded
from tuibrief.library.query import FIELDS
from tuibrief.model import EventType, Status

# The word at the end of a line: with a field, or the beginning of one; quotation marks may still be open.
_LAST = re.compile(r'(?:^|(?<=\s))(?P<no>-?)(?:(?P<field>[a-z]+):)?(?P<value>"[^"]*"?|[^\s":]*)$', re.IGNORECASE)
_CLOSED = {
    "type": tuple(kind.value.lower() for kind in EventType),
    "status": tuple(status.value for status in Status),
    "is": STATES,
}
_OPEN = ("tag", "actor", "source")  # fields whose values stand in the library
_DATES = ("since", "until")
MOST = 50

Values = Callable[[str], Sequence[str] | None]


class Unfinished(NamedTuple):
    """The word at the end of what was typed: where it begins, its minus sign and field, and its value so far."""

    start: int
    no: str
    field: str
    value: str


def last_word(typed: str) -> Unfinished | None:
    """The word that is being typed; None after a blank."""
    found = _LAST.search(typed)
    if found is None or not (found["field"] or found["value"]):
        return None
    return Unfinished(found.start(), found["no"], (found["field"] or "").lower(), found["value"])


def from_library(field: str) -> bool:
    """Whether a field's values have to be asked of the library."""
    return field in _OPEN


def offers(typed: str, values: Values) -> tuple[str, ...]:
    """What the word at the end could become: a field's values, or fields; those that begin so first. ``values`` gives
    what a library's field can be, the most used first; None while that isn't known yet."""
    word = last_word(typed)
    if word is None:
        return ()
    if not word.field:
        part = word.value.lower()
        return tuple(f"{name}:" for name in FIELDS if part and name.startswith(part))
    part = folded(word.value.strip('"'))
    known = _CLOSED.get(word.field) or (values(word.field) if word.field in _OPEN else None) or ()
    if any(each == word.value.strip('"') for each in known):
        return ()  # it stands there whole
    begin = [each for each in known if folded(each).startswith(part)]
    inside = [each for each in known if part in folded(each) and each not in begin]
    return tuple((begin + inside)[:MOST])


def completed(typed: str, offer: str) -> str:
    """What stands in the line when the word at its end is made this offer."""
    word = last_word(typed)
    if word is None:
        return typed
    if not word.field:
        return typed[: word.start] + word.no + offer
    quoted = f'"{offer}"' if re.search(r"[\s:]", offer) else offer
    return f"{typed[: word.start]}{word.no}{word.field}:{quoted} "


def effective(typed: str, values: Values) -> str:
    """The filter that acts while this is being typed: without the word at the end, as long as it can't be anything."""
    word = last_word(typed)
    if word is None or word.field not in FIELDS or _whole(word, values):
        return typed
    return typed[: word.start].rstrip()


def problem(typed: str, values: Values) -> str:
    """Why the word at the end can't stay as it is, in a sentence; empty where it can."""
    word = last_word(typed)
    if word is None or word.field not in FIELDS or _whole(word, values):
        return ""
    if word.field in _DATES:
        return f"{word.field}: a date like 2025, 2025-10 or 2025-10-28."
    if not word.value.strip('"'):
        return f"“{word.field}:” needs a value after it."
    found = offers(typed, values)
    if found:
        return "tab goes through: " + ", ".join(found[:4]) + (" …" if len(found) > 4 else "")
    what = {"actor": "Nobody here is called", "tag": "No tag is", "source": "No source here is called"}
    if word.field in what:
        return f"{what[word.field]} “{word.value.strip(chr(34))}”."
    return f"{word.field}: {', '.join(_CLOSED[word.field])}"


def no_field(typed: str) -> str:
    """The first name before a colon that is none of a filter's fields (``actr:``), and is looked for as it stands;
    empty where there is none. A web address is not meant for a field, nor is what stands in quotation marks."""
    outside = re.sub(r'"[^"]*"?', '""', typed)
    names = re.findall(r"(?:^|(?<=\s))-?([a-z]+):(?!//)", outside, re.IGNORECASE)
    return next((name for name in names if name.lower() not in FIELDS), "")


def _whole(word: Unfinished, values: Values) -> bool:
    """Whether a word can be looked for as it stands."""
    value = folded(word.value.strip('"'))
    if not value:
        return False
    if word.field in _DATES:
        return edtf.bounds(word.value.strip('"')) is not None
    if word.field in _CLOSED:
        return value in _CLOSED[word.field]
    if word.field not in _OPEN:
        return True
    known = values(word.field)
    if word.field == "tag":  # tags are told apart as they are written
        return known is None or word.value.strip('"') in known
    return known is None or any(folded(each) == value for each in known)
