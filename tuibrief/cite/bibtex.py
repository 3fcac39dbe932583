"""BibTeX as biblatex reads it: @online with a web address, @article of a newspaper without one."""

import re
import unicodedata

from tuibrief.cite.citation import Citation, evened
from tuibrief.cite.dates import day_of, iso
from tuibrief.cite.names import parts
from tuibrief.cite.prose import outlet, paragraphs, writers

_MARKS = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


def one(citation: Citation) -> str:
    """One entry; its key holds the text's hash, so that the same source has the same key in every session."""
    seen = day_of(citation.accessed)
    printed = bool(citation.outlet and not citation.url)
    fields = [
        ("author", " and ".join(map(_author, writers(citation) if printed else citation.authors))),
        ("title", "{" + escaped(citation.title) + "}"),
        ("journaltitle", escaped(citation.outlet or "") if printed else ""),
        ("entrysubtype", "newspaper" if printed else ""),
        ("organization", escaped(outlet(citation) or "") if citation.url else ""),
        ("date", _date(citation)),
        ("url", _address(citation.url or "")),
        ("urldate", iso(seen) if seen and citation.url else ""),
        ("annotation", "\n\n".join(escaped(quote) for quote in citation.quotes)),
        ("note", _note(citation)),
    ]
    kind = "article" if printed else "online" if citation.url else "misc"
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields if value)
    return f"@{kind}{{{_key(citation)},\n{body},\n}}"


def escaped(text: str) -> str:
    """The text with TeX's own characters made plain."""
    return re.sub(r"[\\{}&%$#_~^]", lambda m: _MARKS[m[0]], text)


def _author(name: str) -> str:
    found = parts(name)
    if not found.given:
        return "{" + escaped(found.family) + "}"  # a body: its words are not names
    return escaped(", ".join(filter(None, [found.family, found.suffix, found.given])))


def _date(citation: Citation) -> str:
    """EDTF is what biblatex reads; a date that is not stated gets EDTF's sign for uncertain."""
    day = day_of(citation.published)
    if not day:
        return ""
    return iso(day) + ("~" if day.circa else "?" if citation.inferred else "")


def _note(citation: Citation) -> str:
    inferred = "date inferred" if citation.inferred and citation.published else None
    return "; ".join(filter(None, [paragraphs(citation), inferred]))


def _key(citation: Citation) -> str:
    name = parts(citation.authors[0]).family if citation.authors else citation.outlet or "anon"
    day = day_of(citation.published)
    plain = unicodedata.normalize("NFKD", evened(name)).encode("ascii", "ignore").decode()
    word = re.sub(r"[^a-z0-9]", "", plain.lower())[:20] or "source"
    return f"{word}{day.year if day else 'nd'}-{citation.article_id[:6]}"


def _address(url: str) -> str:
    """biblatex takes an address as it stands, its % too; only what would end the field is encoded."""
    return re.sub(r"[\s{}\\]", lambda m: "".join(f"%{byte:02X}" for byte in m[0].encode()), url)
