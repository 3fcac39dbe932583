"""RIS, as reference managers take it in."""

from tuibrief.cite.citation import Citation
from tuibrief.cite.dates import Day, day_of
from tuibrief.cite.names import parts
from tuibrief.cite.prose import paragraphs, writers
from tuibrief.cite.quotes import quoted


def one(citation: Citation) -> str:
    """One record, from TY to ER."""
    day, seen = day_of(citation.published), day_of(citation.accessed)
    fields = [
        ("TY", "NEWS"),
        *(("AU", _author(name)) for name in writers(citation)),
        ("TI", citation.title),
        ("T2", citation.outlet),
        ("PY", str(day.year) if day else None),
        ("DA", _date(day)),
        ("UR", citation.url),
        ("Y2", _date(seen) if citation.url else None),
        ("SP", paragraphs(citation)),
        *(("N1", quoted(quote)) for quote in citation.quotes),
        ("N1", "Date inferred, not stated in the source." if citation.inferred and day else None),
        ("ID", citation.article_id),
    ]
    return "".join(f"{tag}  - {' '.join(value.split())}\n" for tag, value in fields if value) + "ER  - "


def _author(name: str) -> str:
    """Family, Given, Suffix, whichever stands first in running text: the comma is what tells them apart here."""
    found = parts(name)
    return ", ".join(filter(None, found[:3]))


def _date(day: Day | None) -> str | None:
    """2025/10/28/: year, month, day and an empty field for other words."""
    if not day:
        return None
    return f"{day.year:04}/{f'{day.month:02}' if day.month else ''}/{f'{day.day:02}' if day.day else ''}/"
