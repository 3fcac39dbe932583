"""MLA Handbook, 9th edition: the works-cited entry."""

from tuibrief.cite.citation import Citation
from tuibrief.cite.dates import MONTHS_MLA, Day, british, day_of
from tuibrief.cite.names import inverted, straight
from tuibrief.cite.prose import commas, dated, stopped, titled


def entry(citation: Citation) -> str:
    """Family, Given. “Title.” Outlet, 28 Oct. 2025, URL."""
    outlet = None if citation.outlet in citation.authors else citation.outlet
    title = titled(citation.title, ".") if citation.titled else citation.title
    place = commas([outlet, dated(citation, _short), citation.url])
    seen = day_of(citation.accessed)
    access = f"Accessed {_short(seen)}" if seen and citation.url and not day_of(citation.published) else None
    return stopped([_authors(citation), title, place, access])


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
