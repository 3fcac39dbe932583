"""A web page -> an article: its own words out of all that surrounds them, and what it says about itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tuibrief.ingest.decode import decode
from tuibrief.ingest.htmlmeta import Meta, meta_of
from tuibrief.ingest.htmltree import Block, Page, parsed
from tuibrief.ingest.problem import Problem, Refused
from tuibrief.model import Article

SUFFIXES = (".html", ".htm", ".xhtml")
_DECLARED = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE)
# A block with more of its words in links than this is a list of links, not a paragraph.
_MOST_LINKED = 0.6


def read(raw: bytes, path: str) -> Iterator[Article | Problem]:
    """The one article of a page. Raises Refused for a page without readable text."""
    declared = _DECLARED.search(raw, 0, 4096)
    text, remark = decode(raw, declared[1].decode("ascii") if declared else None)
    article = article_of(text, path)
    if remark:
        yield Problem(path, f"{path} {remark}", kept=True)
    yield article


def article_of(markup: str, path: str) -> Article:
    """The article of a page's markup. Raises Refused for a page without readable text."""
    page = parsed(markup)
    meta = meta_of(page)
    body = text_of(page, meta)
    if not any(c.isalnum() for c in body):
        raise Refused("is a page without text of its own: it may need a browser to show any.")
    return Article.of(
        body,
        path,
        title=meta.title,
        outlet=meta.outlet,
        authors=meta.authors,
        published=meta.published,
        url=meta.url,
    )


def text_of(page: Page, meta: Meta) -> str:
    """The headline and the paragraphs, an empty line between."""
    blocks = _main(page)
    lines = [block.text for block in blocks if _is_prose(block)]
    if meta.body and len(meta.body) > 2 * sum(map(len, lines)):
        lines = [" ".join(line.split()) for line in meta.body.splitlines()]
    lines = [line for line in lines if line]
    if meta.title and not any(_same(line, meta.title) for line in lines[:4]):
        lines.insert(0, meta.title)
    return "\n\n".join(lines)


def _same(one: str, other: str) -> bool:
    return re.sub(r"\W+", "", one).casefold() == re.sub(r"\W+", "", other).casefold()


def _main(page: Page) -> list[Block]:
    """The blocks of the <article> with most text, else of <main>, else those of the part with most prose."""
    for kind in ("article", "main"):
        groups: dict[int, list[Block]] = {}
        for block in page.blocks:
            number = block.article if kind == "article" else block.main
            if number:
                groups.setdefault(number, []).append(block)
        best = max(groups.values(), key=_weight, default=[])
        if _weight(best) >= 200 or (best and _weight(best) * 2 > _weight(page.blocks)):
            return best
    return page.blocks


def _weight(blocks: list[Block]) -> int:
    return sum(len(block.text) for block in blocks if _is_prose(block) and not block.heading)


def _is_prose(block: Block) -> bool:
    if not any(c.isalnum() for c in block.text):
        return False
    if block.linked > _MOST_LINKED * len(block.text):
        return False
    return not block.aside
