"""APA style, 7th edition: the reference list's entry (10.1), and the quotation in the running text."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from tuibrief.cite.citation import Citation
from tuibrief.cite.dates import MONTHS, Day, day_of
from tuibrief.cite.names import initials, parts, straight_initials
from tuibrief.cite.prose import outlet, paragraphs, quotations, sentences, titled
from tuibrief.cite.quotes import abbreviated

_BLOCK = 40  # words


def entries(citations: Sequence[Citation]) -> list[str]:
    """The entries of several sources; one author's of one year are told apart by letters (2025a, 2025b)."""
    letters = _letters(citations)
    return [entry(citation, letters.get(citation.article_id, "")) for citation in citations]


def entry(citation: Citation, letter: str = "") -> str:
    """Family, G. (2025, October 28). Title. Outlet. URL."""
    # No full stop follows a real URL: it could be taken for a part of it.
    authors = _authors(citation)
    title = citation.title if citation.titled else f"[{citation.title}]"
    date = _date(citation, letter)
    head = [authors, date, title] if authors else [title, date]
    return " ".join(filter(None, [sentences([*head, outlet(citation)]), citation.url]))


def in_texts(citations: Sequence[Citation]) -> str:
    """The quotations of several sources, with the letters of their entries; authors of one family name are told apart
    by their initials (8.20)."""
    letters, shared = _letters(citations), _shared_families(citations)
    return "\n\n".join(in_text(citation, letters.get(citation.article_id, ""), shared) for citation in citations)


def in_text(citation: Citation, letter: str = "", shared: Collection[str] = ()) -> str:
    """“Quote” (Family, 2025, para. 3). A quotation of forty words and more is a block without marks, its source behind
    its own full stop (8.27)."""
    day = day_of(citation.published)
    year = _bracketed(f"{day.year}{letter}", citation, day) if day else "n.d." + (f"-{letter}" if letter else "")
    who = _who(citation, shared)
    place = f"({who} {', '.join(filter(None, [year, paragraphs(citation)]))})"
    if any(len(quote.split()) >= _BLOCK for quote in citation.quotes):
        return "\n".join(citation.quotes) + f" {place}"
    return f"{_open_ended(quotations(citation))} {place}." if citation.quotes else place


def _who(citation: Citation, shared: Collection[str]) -> str:
    """The authors and a comma; without one the title stands in their place, its comma inside the marks (8.14)."""
    if not citation.authors:
        return titled(citation.title, ",") if citation.titled else f"[{citation.title}],"
    names = [parts(name).family for name in citation.authors]
    if names[0] in shared:
        names[0] = straight_initials(citation.authors[0])
    return (f"{names[0]} et al." if len(names) > 2 else " & ".join(names)) + ","


def _open_ended(quote: str) -> str:
    """Without the full stop that ends it, which comes behind the source (8.26); other marks stay."""
    body = quote.rstrip("’”")
    if not re.search(r"(?<!\.)\.$", body) or abbreviated(body):
        return quote
    return body[:-1] + quote[len(body) :]


def _shared_families(citations: Sequence[Citation]) -> set[str]:
    """The family names of first authors who are several people."""
    found: dict[str, set[str]] = {}
    for citation in citations:
        if citation.authors:
            found.setdefault(parts(citation.authors[0]).family, set()).add(initials(citation.authors[0]))
    return {family for family, names in found.items() if len(names) > 1}


def _authors(citation: Citation) -> str:
    names = [initials(name) for name in citation.authors]
    if len(names) > 20:  # the first nineteen and the last
        names = [*names[:19], f"… {names[-1]}"]
        return ", ".join(names)
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])}, & {names[-1]}"


def _date(citation: Citation, letter: str) -> str:
    day = day_of(citation.published)
    if not day:
        return f"(n.d.{'-' + letter if letter else ''})"
    return f"({_bracketed(_written(day, letter), citation, day)})"


def _written(day: Day, letter: str) -> str:
    year = f"{day.year}{letter}"
    if not day.month:
        return year
    return f"{year}, {MONTHS[day.month - 1]}" + (f" {day.day}" if day.day else "")


def _bracketed(written: str, citation: Citation, day: Day) -> str:
    if day.circa:
        return f"[ca. {written}]"
    return f"[{written}]" if citation.inferred else written


def _letters(citations: Sequence[Citation]) -> dict[str, str]:
    groups: dict[tuple[str, int | None], dict[str, Citation]] = {}
    for citation in citations:
        day = day_of(citation.published)
        author = _authors(citation)
        if author:
            groups.setdefault((author, day.year if day else None), {})[citation.article_id] = replace(
                citation, quotes=()
            )
    found: dict[str, str] = {}
    for group in groups.values():
        if len(group) > 1:
            ordered = sorted(group.values(), key=_rank)
            found.update({c.article_id: _letter(i) for i, c in enumerate(ordered)})
    return found


def _rank(citation: Citation) -> tuple[int, int, str, str]:
    """By date, a year alone first; of one date by title, without its article (9.47)."""
    day = day_of(citation.published)
    title = re.sub(r"^(?:the|an?)\s+", "", citation.title.casefold())
    return (day.month or 0) if day else 0, (day.day or 0) if day else 0, title, citation.article_id


def _letter(number: int) -> str:
    return (_letter(number // 26 - 1) if number >= 26 else "") + chr(ord("a") + number % 26)
