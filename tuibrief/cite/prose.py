"""What the written styles share: parts joined without a doubled or empty comma, names of bodies compared, dates."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from tuibrief.cite.citation import Citation
from tuibrief.cite.dates import Day, bracketed, day_of
from tuibrief.cite.names import same_body
from tuibrief.cite.quotes import quoted, stopped, within


class Title(str):
    """A part that stands in quotation marks."""

    __slots__ = ()


def titled(title: str, mark: str) -> str:
    """The title in quotation marks with a comma or full stop inside them, as American manuals have it."""
    title = within(title)
    return f"“{stopped(title, mark) if mark else title}”"


def commas(parts: Sequence[str | None]) -> str:
    """The parts that are there, with commas between; a `Title` gets quotation marks, its comma inside."""
    return "".join(_joined([part for part in parts if part]))


def _joined(parts: Sequence[str]) -> Iterator[str]:
    for i, part in enumerate(parts):
        last = i == len(parts) - 1
        if isinstance(part, Title):
            yield titled(part, "" if last else ",") + ("" if last else " ")
        else:
            yield part + ("" if last else ", ")


def sentences(parts: Sequence[str | None]) -> str:
    """The parts that are there as sentences, each with its full stop unless it has a mark of its own."""
    return " ".join(stopped(part, ".") for part in parts if part)


def outlet(citation: Citation) -> str | None:
    """The outlet, unless it is the author already (an agency, a staff): no style names it twice."""
    name = citation.outlet
    return None if not name or any(same_body(name, author) for author in citation.authors) else name


def writers(citation: Citation) -> tuple[str, ...]:
    """The authors, without one who is the outlet: for styles in which the outlet may not be left out."""
    return tuple(name for name in citation.authors if not citation.outlet or not same_body(citation.outlet, name))


def without_the(outlet: str | None) -> str | None:
    """The name of a periodical as Chicago cites it: an initial "The" is left out (14.193)."""
    return re.sub(r"^(?i:the)\s+(?=\S)", "", outlet) if outlet else None


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
    return " … ".join(map(quoted, citation.quotes))
