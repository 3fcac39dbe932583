"""An event, a selection or an article -> a citation; one file a style. ``clipboard`` has the routes to a clipboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from tuibrief.cite import apa, bare, bibtex, chicago, csl, icd206, link, markdown, mla, org, own, plain, ris, wikipedia
from tuibrief.cite.citation import Citation, CiteError, citation, joined, on_one_line, quoting_no_title
from tuibrief.model import Article, Event, Reading, Span

__all__ = ["STYLES", "Citation", "CiteError", "citation", "cite", "cite_several", "formatted", "styles"]

_Several = Callable[[Sequence[Citation]], str]


def _each(one: Callable[[Citation], str], between: str = "\n\n") -> _Several:
    return lambda citations: between.join(one(item) for item in citations)


def _sources(one: Callable[[Citation], str]) -> _Several:
    """A style that lists sources, not quotations: each source once."""
    return lambda citations: "\n".join(dict.fromkeys(one(item) for item in citations))


def _apa(citations: Sequence[Citation]) -> str:
    return "\n".join(dict.fromkeys(apa.entries(citations)))


def _mla(citations: Sequence[Citation]) -> str:
    return "\n".join(mla.entries(citations))


STYLES: dict[str, str] = {
    "plain": "“Quotation” — Author, “Title,” Outlet, date, paragraph",
    "chicago": "Chicago 17, note",
    "chicago-bib": "Chicago 17, bibliography",
    "apa": "APA 7, reference",
    "apa-text": "APA 7, quotation in the text",
    "mla": "MLA 9, works cited",
    "markdown": "Markdown, quotation and linked source",
    "org": "Org mode, quotation and linked source",
    "wikipedia": "Wikipedia, {{cite news}}",
    "bibtex": "BibTeX (biblatex)",
    "ris": "RIS",
    "csl-json": "CSL-JSON",
    "icd206": "ICD 206 source line",
    "link": "Web link to the quotation",
    "quotation": "Quotation only",
    "headline": "Headline only",
}
"""Every style's name, and what it is called in a list."""

_FORMS: dict[str, _Several] = {
    "plain": _each(plain.one),
    "chicago": _each(chicago.note, "\n"),
    "chicago-bib": _sources(chicago.entry),
    "apa": _apa,
    "apa-text": apa.in_texts,
    "mla": _mla,
    "markdown": _each(markdown.one),
    "org": _each(org.one),
    "wikipedia": _each(wikipedia.one, "\n"),
    "bibtex": _each(bibtex.one),
    "ris": _each(ris.one, "\n"),
    "csl-json": csl.several,
    "icd206": _each(icd206.one, "\n"),
    "link": _each(link.one, "\n"),
    "quotation": _each(bare.quotation, "\n"),
    "headline": _each(bare.headline, "\n"),
}

# In these a quotation's paragraphs stand apart, or tell where its ends are.
_OF_LINES = frozenset({"markdown", "org", "quotation", "link"})

_OF_WORDS = frozenset({"quotation", "link"})
"""What is asked for in these is the words themselves, be they a title's."""


def styles(folder: Path | None = None) -> dict[str, str]:
    """All styles by name, with what each is called: the sixteen, and a folder's .csl files."""
    return STYLES | ({name: title for name, title in own.names(folder).items() if name not in STYLES} if folder else {})


def cite(
    article: Article,
    reading: Reading | None,
    cited: Event | Span | None,
    style: str = "plain",
    *,
    accessed: str | None = None,
    grade: str | None = None,
    folder: Path | None = None,
) -> str:
    """The citation of an event, a stretch of text (Span) or a whole article (None), without a line end after it.

    ``folder`` is where styles of the user's own lie. Raises CiteError, with one sentence, for a style that isn't known
    or that can't cite this.
    """
    return formatted([citation(article, reading, cited, accessed=accessed, grade=grade)], style, folder)


def cite_several(
    items: Sequence[tuple[Article, Reading | None, Event | Span | None]],
    style: str = "plain",
    *,
    accessed: str | None = None,
    grade: str | None = None,
    folder: Path | None = None,
) -> str:
    """The citations of several, each source once, in the order of its first. Raises CiteError as ``cite``."""
    return formatted([citation(*item, accessed=accessed, grade=grade) for item in items], style, folder)


def formatted(citations: Sequence[Citation], style: str, folder: Path | None = None) -> str:
    """Citations that are made already, in a style. Raises CiteError as ``cite``."""
    form = _FORMS.get(style)
    sources = joined(citations, graded=style == "icd206")
    if style not in _OF_WORDS:
        sources = tuple(map(quoting_no_title, sources))
    if style not in _OF_LINES:
        sources = tuple(map(on_one_line, sources))
    if form is not None:
        return form(sources)
    if folder and style in own.names(folder):
        return own.formatted(sources, folder / f"{style}.csl")
    raise CiteError(f"There is no style {style!r}; there are {', '.join(styles(folder))}.")
