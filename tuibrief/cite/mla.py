"""MLA Handbook, 9th edition: the works-cited entry."""

from collections.abc import Sequence

from tuibrief.cite.citation import Citation
from tuibrief.cite.dates import MONTHS_MLA, Day, british, day_of
from tuibrief.cite.names import inverted, straight
from tuibrief.cite.prose import commas, dated, outlet, stopped, titled


def entries(citations: Sequence[Citation]) -> list[str]:
    """The entries of several sources; behind one of the same authors, three hyphens stand for them (5.126)."""
    found: list[str] = []
    before: tuple[str, ...] = ()
    for citation in citations:
        found.append(entry(citation, again=bool(citation.authors) and citation.authors == before))
        before = citation.authors
    return found


def entry(citation: Citation, *, again: bool = False) -> str:
    """Family, Given. “Title.” Outlet, 28 Oct. 2025, URL."""
    title = titled(citation.title, ".") if citation.titled else citation.title
    place = commas([outlet(citation), dated(citation, _short), citation.url])
    seen = day_of(citation.accessed)
    access = f"Accessed {_short(seen)}" if seen and citation.url and not day_of(citation.published) else None
    return stopped(["---" if again else _authors(citation), title, place, access])


def _authors(citation: Citation) -> str | None:
    names = citation.authors
    if not names:
        return None
    first = inverted(names[0])
    if len(names) == 1:
        return first
    return f"{first}, and {straight(names[1])}" if len(names) == 2 else f"{first}, et al."


def _short(day: Day) -> str:
    return british(day, MONTHS_MLA)
