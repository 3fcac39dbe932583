"""A source line after Intelligence Community Directive 206: one line to find and weigh a source by."""

from tuibrief.cite.citation import Citation
from tuibrief.cite.dates import Day, bracketed, day_of
from tuibrief.cite.names import listed, straight
from tuibrief.cite.prose import paragraphs, quotations, writers
from tuibrief.cite.quotes import quoted

_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")


def one(citation: Citation) -> str:
    """Outlet; Author; “Title”; published 28 OCT 2025; para. 3; URL; accessed …; graded B2; SHA-256 …; quoted “…”."""
    day, seen = day_of(citation.published), day_of(citation.accessed)
    date = f"published {bracketed(_military(day), day, citation.inferred)}" if day else "date of publication unknown"
    quote = quotations(citation)
    parts = [
        citation.outlet or "Outlet unknown",
        listed([straight(name) for name in writers(citation)], serial=False),
        quoted(citation.title) if citation.titled else f"untitled, begins {quoted(citation.title)}",
        date,
        paragraphs(citation),
        citation.url,
        f"accessed {_military(seen)}" if seen else None,
        f"graded {citation.grade}" if citation.grade else None,
        f"SHA-256 {citation.sha256[:16]}" if citation.sha256 else None,
        f"quoted: {quote}" if quote else None,
    ]
    return "; ".join(filter(None, parts))


def _military(day: Day) -> str:
    parts = [f"{day.day:02}" if day.day else "", _MONTHS[day.month - 1] if day.month else "", str(day.year)]
    return " ".join(filter(None, parts))
