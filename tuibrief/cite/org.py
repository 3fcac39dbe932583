"""Org mode: a quotation block and its source, the title linked."""

import re

from tuibrief.cite.citation import Citation
from tuibrief.cite.dates import british
from tuibrief.cite.names import listed, straight
from tuibrief.cite.prose import commas, dated, outlet, paragraphs, titled

_BLANK = "\u200b"  # a zero-width space keeps a mark from being one; the manual's own way (Org, 11.1 "Escape Character")


def one(citation: Citation) -> str:
    """#+begin_quote, the quotation, #+end_quote, and the source below it."""
    source = "— " + _source(citation)
    if not citation.quotes:
        return source[2:]
    return "\n".join(["#+begin_quote", "\n\n".join(map(_plain, citation.quotes)), "", source, "#+end_quote"])


def _plain(text: str) -> str:
    """A line that would open a heading, keyword or item gets a zero-width space before it, as do links' brackets."""
    text = text.replace("[[", f"[{_BLANK}[").replace("]]", f"]{_BLANK}]")
    return _BLANK + text if re.match(r"\*+ |#\+|[-+] |\d+[.)] |\|", text) else text


def _source(citation: Citation) -> str:
    authors = _plain(listed([straight(name) for name in citation.authors], serial=False))
    title = titled(_plain(citation.title), "")
    if citation.url:
        title = f"[[{_address(citation.url)}][{title}]]"
    where = outlet(citation)
    place = f"/{_plain(where)}/" if where else None
    return commas([authors, title, place, dated(citation, british), paragraphs(citation)])


def _address(url: str) -> str:
    return re.sub(r"[\s\[\]\\]", lambda m: "".join(f"%{byte:02X}" for byte in m[0].encode()), url)
