"""APA style, 7th edition: the reference list's entry (10.1), and the quotation in the running text."""

import re
from collections.abc import Sequence
from dataclasses import replace

from tuibrief.cite.citation import Citation
from tuibrief.cite.dates import MONTHS, Day, day_of
from tuibrief.cite.names import initials, parts
from tuibrief.cite.prose import outlet, paragraphs, quotations, stopped, titled


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
    return " ".join(filter(None, [stopped([*head, outlet(citation)]), citation.url]))


def in_texts(citations: Sequence[Citation]) -> str:
    """The quotations of several sources, with the letters of their entries."""
    letters = _letters(citations)
    return "\n\n".join(in_text(citation, letters.get(citation.article_id, "")) for citation in citations)


def in_text(citation: Citation, letter: str = "") -> str:
    """“Quote” (Family, 2025, para. 3)."""
    names = [parts(name).family for name in citation.authors]
    who = f"{names[0]} et al." if len(names) > 2 else " & ".join(names)
    if not who:  # the title stands in the author's place, its comma inside the marks (8.14)
        who = titled(citation.title, ",") if citation.titled else f"[{citation.title}],"
    else:
        who += ","
    day = day_of(citation.published)
    year = _bracketed(f"{day.year}{letter}", citation, day) if day else "n.d." + (f"-{letter}" if letter else "")
    place = f"{who} {', '.join(filter(None, [year, paragraphs(citation)]))}"
    quote = quotations(citation)
    return f"{quote} ({place})" if quote else f"({place})"


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
