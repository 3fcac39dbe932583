"""English Wikipedia's {{cite news}} (CS1)."""

import re

from tuibrief.cite.citation import Citation
from tuibrief.cite.dates import british, day_of
from tuibrief.cite.names import parts, straight

# What would end the value or the template, or open a link in it.
_MARKS = {"|": "{{!}}", "[": "&#91;", "]": "&#93;", "{": "&#123;", "}": "&#125;", "<": "&lt;", ">": "&gt;"}


def one(citation: Citation) -> str:
    """The template on one line, parameters that lack a value left out."""
    seen = day_of(citation.accessed)
    fields = [
        *_authors(citation),
        ("title", citation.title),
        ("work", citation.outlet),
        ("date", _date(citation)),
        ("url", _address(citation.url) if citation.url else None),
        ("access-date", british(seen) if seen and citation.url else None),
        ("quote", " … ".join(citation.quotes)),
    ]
    return "{{cite news" + "".join(f" |{name}={_value(name, value)}" for name, value in fields if value) + "}}"


def _authors(citation: Citation) -> list[tuple[str, str | None]]:
    found: list[tuple[str, str | None]] = []
    authors = [name for name in citation.authors if name != citation.outlet]
    for i, name in enumerate(authors):
        number = "" if len(authors) == 1 else str(i + 1)
        person = parts(name)
        if person.given and not person.first:
            given = f"{person.given} {person.suffix}".strip()
            found += [(f"last{number}", person.family), (f"first{number}", given)]
        else:
            found.append((f"author{number}", straight(name)))
    return found


def _date(citation: Citation) -> str | None:
    """A date that the article does not state is left to a comment: CS1 refuses brackets in |date=."""
    day = day_of(citation.published)
    if not day:
        return None
    written = f"c. {day.year}" if day.circa else british(day)
    return f"{written} <!-- inferred, not stated in the source -->" if citation.inferred else written


def _value(name: str, value: str) -> str:
    if name in ("url", "date"):
        return value
    return re.sub(r"[|\[\]{}<>]", lambda m: _MARKS[m[0]], value)


def _address(url: str) -> str:
    return re.sub(r"[\s|\[\]{}<>\"]", lambda m: "".join(f"%{byte:02X}" for byte in m[0].encode()), url)
