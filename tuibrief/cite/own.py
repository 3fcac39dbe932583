"""Styles of the user's own: Citation Style Language files in the settings folder; the extra ``tuibrief[csl]``."""

from __future__ import annotations

import functools
import re
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tuibrief.cite import csl
from tuibrief.cite.citation import Citation, CiteError
from tuibrief.cite.dates import day_of

_TITLE = re.compile(r"<title>([^<]*)</title>")


def names(folder: Path) -> dict[str, str]:
    """Each style's name (its file's, without the ending) and its title, in order."""
    try:
        files = sorted(path for path in folder.iterdir() if path.suffix == ".csl")
    except OSError:
        return {}
    return {path.stem: f"{_title(path)} (CSL)" for path in files}


def _title(path: Path) -> str:
    try:
        with path.open(encoding="utf-8", errors="replace") as stream:
            found = _TITLE.search(stream.read(4000))
    except OSError:
        found = None
    return " ".join(found[1].split()) if found else path.stem


def formatted(citations: Sequence[Citation], file: Path) -> str:
    """The style's list of sources, in the order given; of a style without one, its notes. Raises CiteError."""
    try:
        import citeproc
        from citeproc.source.json import CiteProcJSON
    except ImportError:
        raise CiteError(f"The style {file.stem!r} needs an extra: install tuibrief[csl] with pip.") from None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what it does not know in a style; they would go to the screen
        try:
            style = citeproc.CitationStylesStyle(str(file), validate=False)
            source = CiteProcJSON([_item(citation) for citation in citations])
            _bracket_dates(source, citations, own_sign=_has_sign(file))
            return _listed(citeproc, style, source, citations)
        except CiteError:
            raise
        except Exception as error:  # whatever is wrong in the file
            raise CiteError(
                f"{file} can't be used as a CSL style: {' '.join(str(error).split()).rstrip('.')}."
            ) from error


def _listed(citeproc: Any, style: Any, source: Any, citations: Sequence[Citation]) -> str:
    sheet = citeproc.CitationStylesBibliography(style, source, citeproc.formatter.plain)
    groups = [citeproc.Citation([citeproc.CitationItem(citation.article_id)]) for citation in citations]
    for group in groups:
        sheet.register(group)
    if style.has_bibliography():
        lines = [str(line) for line in sheet.bibliography()]
    else:
        lines = [str(sheet.cite(group, lambda _item: None)) for group in groups]
    found = [_with_brackets(" ".join(line.split())) for line in lines]
    if not any(found):
        raise CiteError("The style gives nothing for a newspaper's article.")
    return "\n".join(found)


# Around a date that the article does not state, until the whole line stands; with and without "ca.".
_OPEN, _OPEN_CIRCA, _CLOSE = "\ue000", "\ue001", "\ue002"


def _bracket_dates(source: Any, citations: Sequence[Citation], *, own_sign: bool) -> None:
    """Have dates that an article does not state come in brackets, as the style writes them, whatever the style is.

    CSL has no sign for such a date, only for one that is about right, which a style may or may not have words for
    (``own_sign``). The processor's dates are records of its own making; a kind of ours tells its writer apart.
    """
    writer = _bracketing()
    for citation in citations:
        day = day_of(citation.published)
        date = source[citation.article_id.lower()].get("issued")
        if day is None or date is None:
            continue
        if day.circa and not own_sign:
            date[writer] = _OPEN_CIRCA
        elif citation.inferred and not day.circa:
            date[writer], date["circa"] = _OPEN, False


def _has_sign(file: Path) -> bool:
    """Whether a style has words of its own for a date that is about right."""
    return re.search(r'is-uncertain-date="[^"]*\bissued\b', file.read_text("utf-8", "replace")) is not None


@functools.cache
def _bracketing() -> str:
    """Teach the processor to put what stands in a date's field of this name before it."""
    from citeproc import model
    from citeproc.source import VariableError

    field, write = "tuibrief-opens", model.Date.process

    def process(self: Any, item: Any, variable: str | None = None, *more: Any, **named: Any) -> Any:
        text = write(self, item, variable, *more, **named)
        if text is None or self.is_locale_date():
            return text
        try:
            opens = item.reference[(variable or self.get("variable")).replace("-", "_")].get(field)
        except (VariableError, AttributeError):
            return text
        return f"{opens}{text}{_CLOSE}" if opens else text

    model.Date.process = process
    return field


def _with_brackets(line: str) -> str:
    """Brackets for the signs: one pair where a style writes one date in two parts."""
    line = re.sub(f"\\s+{_CLOSE}", _CLOSE, line)
    line = re.sub(f"{_CLOSE}(\\W{{0,2}})[{_OPEN}{_OPEN_CIRCA}]", r"\1", line)
    return line.replace(_OPEN_CIRCA, "[ca. ").replace(_OPEN, "[").replace(_CLOSE, "]")


def _item(citation: Citation) -> dict[str, Any]:
    """As CSL-JSON, without what is quoted: a list of sources names sources."""
    item = csl.item(citation)
    item.pop("note", None)
    return item
