"""Styles of the user's own: Citation Style Language files in the settings folder; the extra ``tuibrief[csl]``."""

from __future__ import annotations

import re
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tuibrief.cite import csl
from tuibrief.cite.citation import Citation, CiteError

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
    found = [" ".join(line.split()) for line in lines]
    if not any(found):
        raise CiteError("The style gives nothing for a newspaper's article.")
    return "\n".join(found)


def _item(citation: Citation) -> dict[str, Any]:
    """As CSL-JSON, without what is quoted: a list of sources names sources."""
    item = csl.item(citation)
    for name in ("note", "locator"):
        item.pop(name, None)
    return item
