"""The Chicago Manual of Style, 17th edition: a note (14.191, 14.206) and a bibliography entry."""

from tuibrief.cite.citation import Citation
from tuibrief.cite.dates import american, day_of
from tuibrief.cite.names import inverted, listed, straight
from tuibrief.cite.prose import commas, dated, outlet, paragraphs, stopped, titled

_NAMES_IN_NOTE = 3  # four or more: the first and et al. (14.76)
_NAMES_IN_ENTRY = 10  # more than ten: the first seven and et al.


def note(citation: Citation) -> str:
    """Given Family, “Title,” Outlet, October 28, 2025, para. 3, URL."""
    names = [straight(name) for name in citation.authors]
    authors = listed(names) if len(names) <= _NAMES_IN_NOTE else f"{names[0]} et al."
    parts = [authors, citation.title, outlet(citation), *_when(citation), paragraphs(citation), citation.url]
    return _full_stop(commas(parts, citation.title))


def entry(citation: Citation) -> str:
    """Family, Given. “Title.” Outlet, October 28, 2025. URL."""
    names = [inverted(citation.authors[0]), *map(straight, citation.authors[1:])] if citation.authors else []
    authors = listed(names) if len(names) <= _NAMES_IN_ENTRY else f"{', '.join(names[:7])}, et al."
    if len(names) == 2:
        authors = f"{names[0]}, and {names[1]}"  # the turned name keeps its comma
    place = commas([outlet(citation), *_when(citation)])
    if citation.authors or not outlet(citation):
        return stopped([authors, titled(citation.title, "."), _capital(place), citation.url])
    # Without an author the outlet stands in the author's place (14.199).
    return stopped([citation.outlet, titled(citation.title, "."), _capital(commas(_when(citation))), citation.url])


def _when(citation: Citation) -> list[str]:
    date = dated(citation, american)
    if date:
        return [date]
    seen = day_of(citation.accessed)
    return [f"accessed {american(seen)}"] if seen and citation.url else []


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _full_stop(text: str) -> str:
    return text if text.endswith((".", ".”", "?”", "!”")) else text + "."
