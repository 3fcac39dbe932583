"""Plain: “quote” — Author, “Title,” Outlet, 28 October 2025, para. 3."""

from tuibrief.cite.citation import Citation
from tuibrief.cite.dates import british
from tuibrief.cite.names import listed, straight
from tuibrief.cite.prose import Title, commas, dated, outlet, paragraphs, quotations


def one(citation: Citation) -> str:
    """The quotation and its source, on one line."""
    quote = quotations(citation)
    return f"{quote} — {source(citation)}" if quote else source(citation)


def source(citation: Citation) -> str:
    """Where the quotation stands."""
    authors = [straight(name) for name in citation.authors]
    written = listed(authors, serial=False) if len(authors) < 4 else f"{authors[0]} et al."
    where = [outlet(citation), dated(citation, british), paragraphs(citation)]
    return commas([written, Title(citation.title), *where])
