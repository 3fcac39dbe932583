"""An event's fields as a person types them, and dates as they are typed. No Textual here."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from tuibrief.library import edtf
from tuibrief.model import Event, EventType, Status


class Field(NamedTuple):
    """A field of an event that can be corrected: its name in the record, its label, the words it may be (any: none)."""

    name: str
    label: str
    choices: tuple[str, ...] = ()
    several: bool = False


FIELDS = (
    Field("headline", "Headline"),
    Field("who", "Who", several=True),
    Field("whom", "Whom", several=True),
    Field("when", "When"),
    Field("where", "Where", several=True),
    Field("according_to", "Credited to", several=True),
    Field("status", "Status", tuple(s.value for s in Status)),
    Field("type", "Type", tuple(t.value for t in EventType)),
)
BY_NAME = {field.name: field for field in FIELDS}
DIFFERENT = object()  # what several events don't share


class Wrong(ValueError):
    """What was typed can't be this field's; the words say why."""


def values_of(event: Event | None) -> dict[str, Any]:
    """The fields' values as a correction keeps them: lists of names, words, EDTF; of no event, those of a fresh one."""
    if event is None:
        return {f.name: [] if f.several else "" for f in FIELDS} | {"status": "happened", "type": "OTHER", "when": None}
    found = {field.name: getattr(event, field.name) for field in FIELDS}
    return {name: list(value) if isinstance(value, tuple) else _plain(value) for name, value in found.items()}


def _plain(value: Any) -> Any:
    return str(value) if value is not None else None


def shared(many: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The values that all have; `DIFFERENT` where they don't agree."""
    if not many:
        return {}
    return {
        name: value if all(other[name] == value for other in many) else DIFFERENT for name, value in many[0].items()
    }


def typed_of(name: str, value: Any) -> str:
    """A value as it stands in the line to type into; names are parted by semicolons."""
    if value is DIFFERENT or value is None:
        return ""
    return "; ".join(value) if BY_NAME[name].several else str(value)


def value_of(name: str, typed: str, base: str = "") -> Any:
    """The value of what was typed. Raises `Wrong`."""
    field, words = BY_NAME[name], " ".join(typed.split())
    if field.several:
        return [part for part in (each.strip() for each in words.split(";")) if part]
    if field.choices:
        fits = [choice for choice in field.choices if choice.casefold().startswith(words.casefold())] if words else []
        exact = [choice for choice in fits if choice.casefold() == words.casefold()]
        if len(exact or fits) != 1:
            raise Wrong(" ".join(choice.lower() for choice in (fits or field.choices)))
        return (exact or fits)[0]
    if name == "when":
        if not words:
            return None
        made = read_date(words, base)
        if made is None:
            raise Wrong("no date like 28 Oct 2025, last Friday, 2025-10, 2019/2021")
        return made
    if not words:
        raise Wrong("a headline needs a word")
    return words


def read_date(words: str, base: str = "") -> str | None:
    """A date as people type it, in EDTF; relative ones count from ``base`` (the article's date). None: no date."""
    if edtf.bounds(words) is not None:
        return words
    ends = re.split(
        r"\s+(?:to|until|till)\s+|\s*[–/]\s*|\s+-\s+", re.sub(r"^(?:from|between)\s+", "", words, flags=re.I)
    )
    if len(ends) == 2:
        first, last = (_one(end, base) if end.strip(". ") else ".." for end in ends)
        made = f"{first}/{last}" if first and last else None
        return made if made and edtf.bounds(made) is not None else None
    return _one(words, base)


def _one(words: str, base: str) -> str | None:
    from datetime import datetime

    from dateparser.date import DateDataParser  # 0.08 s, and only those who correct a date pay it

    if edtf.bounds(words) is not None and "/" not in words:
        return words
    bounds = edtf.bounds(base) if base else None
    settings: dict[str, Any] = {"PREFER_DATES_FROM": "past", "TIMEZONE": "UTC", "RETURN_AS_TIMEZONE_AWARE": False}
    if bounds:
        settings["RELATIVE_BASE"] = datetime.fromisoformat(bounds[1])
    plain = re.sub(r"^(?:last|on|in)\s+(?=[a-z]+day\b|\d|[a-z]{3,9}\s)", "", words.strip(), flags=re.I)
    try:
        found = DateDataParser(languages=["en"], settings=settings).get_date_data(plain)
    except (ValueError, OverflowError, TypeError, AttributeError, IndexError, RecursionError):
        return None  # dateparser raises on some strings of odd digits
    if found is None or found.date_obj is None:
        return None
    return {"year": f"{found.date_obj:%Y}", "month": f"{found.date_obj:%Y-%m}"}.get(
        found.period, f"{found.date_obj:%Y-%m-%d}"
    )
