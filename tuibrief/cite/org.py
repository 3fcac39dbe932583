"""Org mode: a quotation block and its source, the title linked."""

import re

from tuibrief.cite.citation import Citation
from tuibrief.cite.dates import british
from tuibrief.cite.names import listed, straight
from tuibrief.cite.prose import commas, dated, outlet, paragraphs, titled

_BLANK = "\u200b"  # a zero-width space keeps a mark from being one; the manual's own way (Org, 11.1 "Escape Character")

_OPENING = re.compile(r"\*+ |#(?:\+| |$)|[-+] |(?:\d+|[a-zA-Z])[.)] |\||:(?:\w+:| |$)|-{5,}$|%%\(|\[fn:")
_INLINE = re.compile(r"\[(?=\[|fn:)|\](?=\])|<(?=<)|\{(?=\{\{)")
_EMPHASIS = re.compile(r"(^|[\s({'\"“‘\u200b–—-])([*/_=~+])(?=\S)(?=[^\n]*?\S\2(?:$|[\s)}'\"”’.,:;!?\[–—-]))")


def one(citation: Citation) -> str:
    """#+begin_quote, the quotation, #+end_quote, and the source below it."""
    source = "— " + _source(citation)
    if not citation.quotes:
        return source[2:]
    lines = [_plain(line) for quote in citation.quotes for line in quote.split("\n")]
    return "\n".join(["#+begin_quote", "\n\n".join(lines), "", source, "#+end_quote"])


def _plain(text: str) -> str:
    """The text with a zero-width space where it would be a heading, keyword, comment, item, table, drawer or rule, a
    link, target, footnote or macro, or emphasised: there it stands behind the opening mark, which may have no space
    behind it (Org, 11.1).
    """
    text = _EMPHASIS.sub(lambda m: f"{m[1]}{m[2]}{_BLANK}", _INLINE.sub(lambda m: m[0] + _BLANK, text))
    return _BLANK + text if _OPENING.match(text) else text


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
