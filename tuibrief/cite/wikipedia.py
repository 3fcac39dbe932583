"""English Wikipedia's {{cite news}} (CS1)."""

import re

from tuibrief.cite.citation import Citation
from tuibrief.cite.dates import british, day_of
from tuibrief.cite.names import parts, straight
from tuibrief.cite.prose import writers
from tuibrief.cite.quotes import straightened, within

# What would end the value or the template, or open a link in it.
_MARKS = {"|": "{{!}}", "[": "&#91;", "]": "&#93;", "{": "&#123;", "}": "&#125;", "<": "&lt;", ">": "&gt;"}


def one(citation: Citation) -> str:
    """The template on one line, parameters that lack a value left out."""
    seen = day_of(citation.accessed)
    fields = [
        *_authors(citation),
        ("title", _marked(citation.title)),
        ("work", citation.outlet),
        ("date", _date(citation)),
        ("url", _address(citation.url) if citation.url else None),
        ("access-date", british(seen) if seen and citation.url else None),
        ("quote", " … ".join(map(_marked, citation.quotes))),
    ]
    return "{{cite news" + "".join(f" |{name}={_value(name, value)}" for name, value in fields if value) + "}}"


def _authors(citation: Citation) -> list[tuple[str, str | None]]:
    found: list[tuple[str, str | None]] = []
    authors = writers(citation)
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
    return re.sub(r"[|\[\]{}<>]|'{2,}", lambda m: _MARKS.get(m[0]) or "&#39;" * len(m[0]), value)


def _marked(text: str) -> str:
    """The template puts its own double marks around titles and quotations; within them single ones, and straight ones,
    are Wikipedia's (MOS:QUOTEMARKS)."""
    return straightened(within(text))


def _address(url: str) -> str:
    return re.sub(r"[\s|\[\]{}<>\"]", lambda m: "".join(f"%{byte:02X}" for byte in m[0].encode()), url)
