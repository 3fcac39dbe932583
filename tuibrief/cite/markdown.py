"""Markdown: a block quotation and its source, the title linked."""

import re

from tuibrief.cite.citation import Citation
from tuibrief.cite.dates import british
from tuibrief.cite.names import listed, straight
from tuibrief.cite.prose import commas, dated, outlet, paragraphs, titled

_MARKS = re.compile(r"([\\`*_\[\]<>|~$&#])")
_OPENING = re.compile(r"^([-+=]|\d+[.)])")


def one(citation: Citation) -> str:
    """> quote, an empty line, and > — Author, [“Title”](URL), *Outlet*, 28 October 2025, para. 3."""
    lines = [escaped(line) for quote in citation.quotes for line in quote.split("\n")]
    source = "— " + _source(citation)
    return "\n>\n".join(f"> {line}" for line in [*lines, source]) if lines else source[2:]


def escaped(text: str) -> str:
    """The text with what Markdown would read as marks made plain."""
    text = _MARKS.sub(r"\\\1", text)
    return _OPENING.sub(lambda m: m[1][:-1] + "\\" + m[1][-1], text)


def _source(citation: Citation) -> str:
    authors = escaped(listed([straight(name) for name in citation.authors], serial=False))
    title = titled(escaped(citation.title), "")
    if citation.url:
        title = f"[{title}]({_address(citation.url)})"
    where = outlet(citation)
    place = f"*{escaped(where)}*" if where else None
    date = dated(citation, british)
    return commas([authors, title, place, date and escaped(date), paragraphs(citation)])


def _address(url: str) -> str:
    return re.sub(r"[\s()<>\\]", lambda m: "".join(f"%{byte:02X}" for byte in m[0].encode()), url)
