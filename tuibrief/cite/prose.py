"""What the written styles share: quotation marks, and parts joined without a doubled or empty comma."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from tuibrief.cite.citation import Citation
from tuibrief.cite.dates import Day, bracketed, day_of

_STRAIGHT = re.compile(r'"')
_INNER = str.maketrans({"“": "‘", "”": "’", "„": "‚", "«": "‹", "»": "›"})


def quoted(text: str) -> str:
    """The text in quotation marks, its own double ones made single."""
    return f"“{within(text)}”"


def within(text: str) -> str:
    """The text as it stands inside double quotation marks: its own made single, straight ones curled by their place."""

    def curled(found: re.Match[str]) -> str:
        before = text[found.start() - 1 : found.start()]
        return "‘" if not before or before.isspace() or before in "([—–-“‘" else "’"

    return _STRAIGHT.sub(curled, text).translate(_INNER)


def titled(title: str, mark: str) -> str:
    """The title in quotation marks with a comma or full stop inside them, as American manuals have it.

    A full stop gives way to a question or exclamation mark; a comma stays beside one (Chicago 6.125).
    """
    title = within(title)
    if mark == "." and re.search(r"[.?!…][’”]?$", title):
        mark = ""
    if mark == ",":
        title = re.sub(r"(?<!\.)\.$", "", title)
    return f"“{title}{mark}”"


def commas(parts: Sequence[str | None], title: str | None = None) -> str:
    """The parts that are there, with commas between; ``title`` among them gets quotation marks, its comma inside."""
    there = [part for part in parts if part]
    return "".join(_joined(there, title))


def _joined(parts: Sequence[str], title: str | None) -> Iterator[str]:
    for i, part in enumerate(parts):
        last = i == len(parts) - 1
        if title is not None and part == title:
            yield titled(part, "" if last else ",") + ("" if last else " ")
        else:
            yield part + ("" if last else ", ")


def stopped(parts: Sequence[str | None]) -> str:
    """The parts that are there as sentences, each with its full stop unless it has a mark of its own."""
    there = [part for part in parts if part]
    return " ".join(part if re.search(r"[.?!…][”’]?$", part) else part + "." for part in there)


def outlet(citation: Citation) -> str | None:
    """The outlet, unless it is the author already (an agency, a staff): no style names it twice."""
    return None if citation.outlet in citation.authors else citation.outlet


def paragraphs(citation: Citation) -> str | None:
    """para. 3, or paras. 3, 5."""
    numbers = citation.paragraphs
    if not numbers:
        return None
    return f"para{'s' if len(numbers) > 1 else ''}. {', '.join(map(str, numbers))}"


def dated(citation: Citation, form: Callable[[Day], str]) -> str | None:
    """The date in a style's form, in brackets where the article does not state it; None where none is known."""
    day = day_of(citation.published)
    return bracketed(form(day), day, citation.inferred) if day else None


def quotations(citation: Citation) -> str:
    """All that is quoted of one source, each in its quotation marks."""
    return " … ".join(quoted(quote) for quote in citation.quotes)
