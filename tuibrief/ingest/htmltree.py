"""A page's markup -> its blocks of text, and what stands in its head. The standard library's parser takes anything."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

_SKIPPED = {
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "iframe",
    "object",
    "select",
    "textarea",
    "button",
    "math",
}
_ASIDE = {"nav", "aside", "footer", "form", "figure", "figcaption", "menu", "dialog"}
_BLOCKS = {
    "p", "div", "section", "article", "main", "header", "footer", "aside", "nav", "li", "ul", "ol", "dl", "dt", "dd",
    "blockquote", "pre", "table", "tr", "td", "th", "caption", "figure", "figcaption", "form", "fieldset", "hr",
    "h1", "h2", "h3", "h4", "h5", "h6", "body", "html", "address", "details", "summary",
}  # fmt: skip
_VOID = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
}  # fmt: skip
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
# What pages call the parts that are not their article, as whole words of a class or id.
_NAMED_ASIDE = re.compile(
    r"(?i)(?:^|[\s_-])(?:nav|navbar|menu|sidebar|footer|comments?|related|recommended|newsletter|subscribe|promo|share|"
    r"sharing|social|breadcrumbs?|cookie|banner|advert|advertisement|ads?|popup|modal|toolbar)(?:$|[\s_-])"
)


@dataclass(slots=True)
class Block:
    """A stretch of text that stands alone; ``linked`` is how many of its characters are in links."""

    text: str
    heading: bool = False
    linked: int = 0
    aside: bool = False
    article: int = 0
    main: int = 0


@dataclass(slots=True)
class Page:
    """What a page holds: blocks, the texts of <title> and <h1>, meta elements, links by their rel, JSON-LD, <time>s."""

    blocks: list[Block] = field(default_factory=list)
    title: str = ""
    heading: str = ""
    metas: dict[str, list[str]] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    data: list[str] = field(default_factory=list)
    times: list[str] = field(default_factory=list)
    byline: str = ""


def parsed(markup: str) -> Page:
    """The page of any markup, however broken."""
    parser = _Parser()
    parser.feed(markup)
    parser.close()
    parser.end_block()
    return parser.page


@dataclass(slots=True)
class _Open:
    tag: str
    aside: bool
    article: int
    main: int


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self._open: list[_Open] = [_Open("", aside=False, article=0, main=0)]
        self._words: list[str] = []
        self._linked = 0
        self._link = 0
        self._skip = 0
        self._into = ""
        self._numbers = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._note(tag, given)
        if tag in _VOID:
            if tag in ("br", "hr"):
                self._words.append("\n" if tag == "br" else "")
            return
        if tag in _BLOCKS:
            self.end_block()
            if tag == "p" and self._open[-1].tag == "p":  # a paragraph ends where the next begins
                self._open.pop()
        if tag in _SKIPPED:
            self._skip += 1
        if tag in ("a", "title", "h1"):
            self._link += tag == "a"
            self._into = tag if tag != "a" else self._into
        if len(self._open) < 2000:  # markup that only opens: deeper tells nothing
            self._open.append(self._child(tag, given))

    def _child(self, tag: str, given: dict[str, str]) -> _Open:
        above = self._open[-1]
        named = f"{given.get('class', '')} {given.get('id', '')}"
        hidden = "hidden" in given or given.get("aria-hidden") == "true"
        aside = tag in _ASIDE or hidden or (tag not in ("body", "html", "article", "main") and _aside_name(named))
        article, main = above.article, above.main
        if (tag == "article" and not above.article) or given.get("itemprop") == "articleBody":
            self._numbers += 1
            article = self._numbers
        if tag == "main" or given.get("role") == "main":
            self._numbers += 1
            main = self._numbers
        return _Open(tag, above.aside or aside, article, main)

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        if tag in _BLOCKS:
            self.end_block()
        if all(element.tag != tag for element in self._open):
            return
        while len(self._open) > 1:
            closed = self._open.pop().tag
            self._skip -= closed in _SKIPPED
            self._link -= closed == "a"
            if closed == self._into:
                self._into = ""
            if closed == tag:
                break

    def handle_data(self, data: str) -> None:
        if self._into == "title":
            self.page.title += data
        elif self._open[-1].tag == "script" and self._data_script:
            self.page.data[-1] += data
        elif not self._skip:
            if self._into == "h1" and not self._open[-1].aside:
                self.page.heading += data
            self._words.append(data)
            self._linked += len(data) if self._link else 0

    _data_script = False

    def _note(self, tag: str, given: dict[str, str]) -> None:
        if tag == "meta" and given.get("content"):
            name = given.get("property") or given.get("name") or given.get("itemprop") or ""
            self.page.metas.setdefault(name.lower(), []).append(given["content"].strip())
        elif tag == "link" and given.get("href"):
            for rel in given.get("rel", "").lower().split():
                self.page.links.setdefault(rel, given["href"].strip())
        elif tag == "time" and given.get("datetime"):
            self.page.times.append(given["datetime"].strip())
        elif tag == "script":
            self._data_script = given.get("type", "").lower() == "application/ld+json"
            if self._data_script:
                self.page.data.append("")

    def end_block(self) -> None:
        """Close the block that is being gathered."""
        text = " ".join("".join(self._words).split())
        if text:
            here = self._open[-1]
            heading = any(element.tag in _HEADINGS for element in self._open[-4:])
            self.page.blocks.append(Block(text, heading, self._linked, here.aside, here.article, here.main))
        self._words.clear()
        self._linked = 0


def _aside_name(named: str) -> bool:
    return bool(_NAMED_ASIDE.search(named))
