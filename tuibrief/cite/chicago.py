"""The Chicago Manual of Style, 17th edition: a note (14.191, 14.206) and a bibliography entry."""

from tuibrief.cite.citation import Citation
from tuibrief.cite.dates import american, day_of
from tuibrief.cite.names import inverted, listed, straight, turned_list
from tuibrief.cite.prose import Title, commas, dated, outlet, paragraphs, sentences, titled, without_the
from tuibrief.cite.quotes import stopped

_NAMES_IN_NOTE = 3  # four or more: the first and et al. (14.76)
_NAMES_IN_ENTRY = 10  # more than ten: the first seven and et al.


def note(citation: Citation) -> str:
    """Given Family, “Title,” Outlet, October 28, 2025, para. 3, URL."""
    names = [straight(name) for name in citation.authors]
    authors = listed(names) if len(names) <= _NAMES_IN_NOTE else f"{names[0]} et al."
    place = without_the(outlet(citation))
    return stopped(
        commas([authors, Title(citation.title), place, *_when(citation), paragraphs(citation), citation.url]), "."
    )


def entry(citation: Citation) -> str:
    """Family, Given. “Title.” Outlet, October 28, 2025. URL."""
    names = [inverted(citation.authors[0]), *map(straight, citation.authors[1:])] if citation.authors else []
    authors = turned_list(names) if len(names) <= _NAMES_IN_ENTRY else f"{', '.join(names[:7])}, et al."
    place, title, when = without_the(outlet(citation)), titled(citation.title, "."), _when(citation)
    if citation.authors or not place:
        return sentences([authors, title, _capital(commas([place, *when])), citation.url])
    # Without an author the outlet stands in the author's place (14.199).
    return sentences([place, title, _capital(commas(when)), citation.url])


def _when(citation: Citation) -> list[str]:
    date = dated(citation, american)
    if date:
        return [date]
    seen = day_of(citation.accessed)
    return [f"accessed {american(seen)}"] if seen and citation.url else []


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
