"""MLA Handbook, 9th edition: the works-cited entry."""

from collections.abc import Sequence

from tuibrief.cite.citation import Citation
from tuibrief.cite.dates import MONTHS_MLA, Day, british, day_of
from tuibrief.cite.names import inverted, straight, turned_list
from tuibrief.cite.prose import commas, dated, outlet, sentences, titled


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
    place = commas([outlet(citation), dated(citation, _short), citation.url])
    seen = day_of(citation.accessed)
    access = f"Accessed {_short(seen)}" if seen and citation.url and not day_of(citation.published) else None
    return sentences(["---" if again else _authors(citation), titled(citation.title, "."), place, access])


def _authors(citation: Citation) -> str | None:
    if not citation.authors:
        return None
    names = [inverted(citation.authors[0]), *map(straight, citation.authors[1:])]
    if len(names) < 3:
        return turned_list(names)
    return f"{names[0]}{',' if ',' in names[0] else ''} et al."


def _short(day: Day) -> str:
    return british(day, MONTHS_MLA)
