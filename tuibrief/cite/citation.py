"""What a citation is made of, whatever its style: gathered once from an article, its reading and the cited words."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tuibrief.cite.names import in_byline, same_body
from tuibrief.cite.sentences import sentences_around
from tuibrief.model import Article, Basis, Event, Reading, Span

# So many words stand for a title that an article lacks.
_FIRST_WORDS = 8


class CiteError(Exception):
    """A style can't cite this; the message is one sentence for the user."""


@dataclass(frozen=True, slots=True)
class Citation:
    """One source, and what is cited of it.

    ``quotes`` are the quoted sentences (white space evened out, a line for each paragraph), ``paragraphs`` the numbers
    of those they begin in, from 1, headings not counted. ``titled`` is false where ``title`` is only the text's first
    words. ``published`` is EDTF, as is ``accessed``; ``inferred`` says that the article does not state its date.
    ``headlines`` are the events' one-line forms. ``linked`` are the quotations up to whole words, as which a page is
    searched for them; empty where they are.
    """

    article_id: str
    sha256: str
    title: str
    titled: bool = True
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    published: str | None = None
    inferred: bool = False
    url: str | None = None
    accessed: str | None = None
    quotes: tuple[str, ...] = ()
    paragraphs: tuple[int, ...] = ()
    headlines: tuple[str, ...] = ()
    grade: str | None = None
    linked: tuple[str, ...] = ()


def citation(
    article: Article,
    reading: Reading | None,
    cited: Event | Span | None,
    *,
    accessed: str | None = None,
    grade: str | None = None,
) -> Citation:
    """What is to be said of an event (its sentences), of a stretch of text (just that), or of the article as a whole.

    The date that a reading rests on stands in for one that was not given. ``accessed`` is an EDTF day, ``grade`` the
    Admiralty code's two characters, where a user gave one.
    """
    paragraphs = _paragraphs(article, reading)
    span = sentences_around(article.text, paragraphs, cited) if isinstance(cited, Event) else cited
    quote = "\n".join(_pieces(article.text, paragraphs, span)) if span else ""
    at = cited.trigger.start if isinstance(cited, Event) else span.start if span else None
    number = _number(paragraphs, reading, at) if at is not None else None
    title = _own(evened(article.title or (reading.title if reading else None) or ""), article.outlet)
    published = article.published or (reading.published if reading else None)
    inferred = not article.published and bool(reading and reading.published_basis is Basis.INFERRED)
    return Citation(
        article_id=article.id,
        sha256=article.sha256,
        title=title or _first_words(article.text),
        titled=bool(title),
        authors=tuple(dict.fromkeys(name for each in article.authors for name in in_byline(each, article.outlet))),
        outlet=evened(article.outlet or "") or None,
        published=published,
        inferred=inferred,
        url="".join((article.url or "").split()) or None,
        accessed=accessed,
        quotes=(quote,) if quote else (),
        paragraphs=(number,) if number else (),
        headlines=(evened(cited.headline),) if isinstance(cited, Event) and cited.headline else (),
        grade=grade,
        linked=("\n".join(_pieces(article.text, paragraphs, _whole_words(article.text, span))),)
        if span and quote
        else (),
    )


def joined(citations: Sequence[Citation], *, graded: bool = False) -> tuple[Citation, ...]:
    """Each source once, in the order in which it is first cited, with all that is cited of it; nothing quoted twice.

    ``graded`` keeps a source apart by the grades of what is cited of it, for styles that show them.
    """
    found: dict[tuple[str, str | None], list[Citation]] = {}
    for item in citations:
        found.setdefault((item.article_id, item.grade if graded else None), []).append(item)
    return tuple(map(_one, found.values()))


def _one(citations: Sequence[Citation]) -> Citation:
    if len(citations) == 1:
        return citations[0]
    return replace(
        citations[0],
        quotes=_wholes(dict.fromkeys(quote for item in citations for quote in item.quotes)),
        paragraphs=tuple(sorted({number for item in citations for number in item.paragraphs})),
        headlines=tuple(dict.fromkeys(line for item in citations for line in item.headlines)),
        linked=_wholes(dict.fromkeys(words for item in citations for words in item.linked or item.quotes)),
    )


def _wholes(quotes: Iterable[str]) -> tuple[str, ...]:
    """The quotations without those that stand in another one, in their order."""
    found = tuple(quotes)
    longest = sorted(found, key=len, reverse=True)
    return tuple(quote for quote in found if not _inside(quote, longest))


def _inside(quote: str, longest: Sequence[str]) -> bool:
    for other in longest:
        if len(other) <= len(quote):
            return False
        if quote in other:
            return True
    return False


def quoting_no_title(item: Citation) -> Citation:
    """The same without a quotation that is only the title: an event that a headline tells would name it twice."""
    kept = tuple(quote for quote in item.quotes if _folded(quote) != _folded(item.title))
    return item if len(kept) == len(item.quotes) else replace(item, quotes=kept)


def _folded(text: str) -> str:
    return re.sub(r"\W+", " ", text.casefold()).strip()


def on_one_line(item: Citation) -> Citation:
    """The same with each quotation on one line, for styles whose lines mean something."""
    if not any("\n" in quote for quote in item.quotes):
        return item
    return replace(item, quotes=tuple(map(evened, item.quotes)))


def _pieces(text: str, paragraphs: Sequence[Span], span: Span) -> Iterator[str]:
    """What stands in a span, cut where a paragraph begins."""
    first = bisect_right(paragraphs, span.start, key=lambda paragraph: paragraph.start)
    last = bisect_left(paragraphs, span.end, key=lambda paragraph: paragraph.start)
    cuts = [span.start, *(paragraph.start for paragraph in paragraphs[first:last]), span.end]
    pieces = (evened(text[start:end]) for start, end in pairwise(cuts))
    return (piece for piece in pieces if piece)


def _whole_words(text: str, span: Span) -> Span:
    """The span up to the ends of the words that it cuts into."""
    start, end = span.trimmed(text)
    while 0 < start < end and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while start < end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return Span(start, end)


def _own(title: str, outlet: str | None) -> str:
    """The title without the outlet's name, which pages put behind it ("Title | Outlet"): no style names it twice."""
    if outlet:
        if same_body(title, outlet):
            return ""  # a page that is called as its site has no title of its own
        title = re.sub(rf"\s+[|–—·-]\s+{re.escape(evened(outlet))}$", "", title, flags=re.IGNORECASE)
    return title


def evened(text: str) -> str:
    """The text on one line, each run of white space one space."""
    return " ".join(text.split())


def _first_words(text: str) -> str:
    line = next((line for line in text[:2000].splitlines() if line.strip()), "")
    words = line.split()
    if len(words) <= _FIRST_WORDS:
        return " ".join(words)
    return " ".join(words[:_FIRST_WORDS]).rstrip(".,;:–—-") + " …"


def _paragraphs(article: Article, reading: Reading | None) -> tuple[Span, ...]:
    if reading and reading.paragraphs:
        return reading.paragraphs
    return tuple(Span(*m.span()) for m in re.finditer(r"\S(?:.*\S)?(?:\n[^\S\n]*\S(?:.*\S)?)*", article.text))


def _number(paragraphs: Sequence[Span], reading: Reading | None, at: int) -> int | None:
    headings = set(reading.headings) if reading else set()
    number = 0
    for paragraph in paragraphs:
        number += paragraph not in headings
        if paragraph.start <= at < paragraph.end:
            return number if paragraph not in headings else None
    return None
