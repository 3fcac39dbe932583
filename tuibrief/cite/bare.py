"""The quotation alone, and the headline alone."""

from tuibrief.cite.citation import Citation, CiteError


def quotation(citation: Citation) -> str:
    """The words as they stand, without quotation marks; several are one a line."""
    if not citation.quotes:
        raise CiteError("Nothing is quoted: an article as a whole has no quotation.")
    return "\n".join(citation.quotes)


def headline(citation: Citation) -> str:
    """The event's one line; for a selection or an article, its title."""
    return "\n".join(citation.headlines) or citation.title
