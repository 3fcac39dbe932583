"""What a page says about itself: JSON-LD (schema.org) first, then Open Graph and other meta elements, then the page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tuibrief.ingest.dates import edtf
from tuibrief.ingest.htmltree import Page

_ARTICLES = re.compile(r"(?i)(?:article|posting|report|webpage|creativework)$")
_TITLES = ("og:title", "twitter:title", "citation_title", "dc.title", "dcterms.title", "headline")
_OUTLETS = (
    "og:site_name",
    "citation_journal_title",
    "dc.publisher",
    "dcterms.publisher",
    "application-name",
    "publisher",
)
_AUTHORS = ("article:author", "author", "citation_author", "dc.creator", "dcterms.creator", "parsely-author", "byl")
_DATES = (
    "article:published_time", "datepublished", "og:published_time", "date", "dc.date", "dcterms.date", "dc.date.issued",
    "citation_publication_date", "pubdate", "publishdate", "parsely-pub-date", "sailthru.date", "dcterms.created",
)  # fmt: skip
# A title ends in the outlet's name behind one of these.
_TAIL = re.compile(r"\s+(?:[|–—·•»]|-|::)\s+")


@dataclass(frozen=True, slots=True)
class Meta:
    """What is known of a page; ``body`` is the text that its JSON-LD holds, if any."""

    title: str | None
    outlet: str | None
    authors: tuple[str, ...]
    published: str | None
    url: str | None
    body: str


def meta_of(page: Page) -> Meta:
    """All that a page says of itself."""
    data = _article_data(page.data)
    outlet = _text(_name(data.get("publisher"))) or _first(page, _OUTLETS)
    return Meta(
        title=_title(page, data, outlet),
        outlet=outlet,
        authors=_authors(page, data),
        published=_published(page, data),
        url=_address(page, data),
        body=_body(data),
    )


def _article_data(scripts: Sequence[str]) -> dict[str, Any]:
    found = [node for script in scripts for node in _nodes(_loaded(script))]
    articles = [node for node in found if any(_ARTICLES.search(kind) for kind in _kinds(node))]
    # A page's own description comes with it: what has a headline and a date is the article.
    return max(articles, key=lambda n: ("headline" in n) + ("datePublished" in n) + ("author" in n), default={})


def _loaded(script: str) -> Any:
    try:
        return json.loads(script.strip(), strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 6:
        return
    if isinstance(value, list):
        for item in value:
            yield from _nodes(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        yield from _nodes(value.get("@graph"), depth + 1)
        yield from _nodes(value.get("mainEntity"), depth + 1)


def _kinds(node: dict[str, Any]) -> list[str]:
    kinds = node.get("@type")
    return [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]


def _name(value: Any) -> Any:
    if isinstance(value, list):
        return _name(value[0]) if value else None
    return value.get("name") if isinstance(value, dict) else value


def _text(value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    from html import unescape

    return " ".join(unescape(value).split()) or None


def _first(page: Page, names: Sequence[str]) -> str | None:
    return next((text for name in names for value in page.metas.get(name, ()) if (text := _text(value))), None)


def _title(page: Page, data: dict[str, Any], outlet: str | None) -> str | None:
    stated = _text(data.get("headline")) or _first(page, _TITLES)
    heading = " ".join(page.heading.split())
    title = stated or heading or " ".join(page.title.split())
    parts = _TAIL.split(title)
    if len(parts) > 1 and outlet and parts[-1].casefold() == outlet.casefold():
        title = title[: title.rindex(parts[-1])].rstrip(" |–—·•»-:")
    elif len(parts) > 1 and not stated and heading and title.startswith(heading):
        title = heading
    return title or None


def _authors(page: Page, data: dict[str, Any]) -> tuple[str, ...]:
    stated = data.get("author") or data.get("creator") or []
    names = [_text(_name(item)) for item in (stated if isinstance(stated, list) else [stated])]
    if not any(names):
        names = next(([_text(v) for v in page.metas[name]] for name in _AUTHORS if name in page.metas), [])
    found: dict[str, None] = {}
    for name in names:
        for one in _separate(name or ""):
            found.setdefault(one)
    return tuple(found)


def _separate(names: str) -> Iterator[str]:
    """Several names in one field, without "By"; an address of a profile page is no name."""
    names = re.sub(r"(?i)^by:?\s+", "", names.strip())
    if "://" in names or len(names) > 200:
        return
    for one in re.split(r"\s*;\s*|\s+(?:and|&)\s+|,\s*(?=\S+\s+\S)", names):
        if one.strip():
            yield one.strip()


def _published(page: Page, data: dict[str, Any]) -> str | None:
    stated = [data.get("datePublished"), data.get("dateCreated")]
    stated += [value for name in _DATES for value in page.metas.get(name, ())]
    stated += page.times[:1]
    return next((date for value in stated if isinstance(value, str) and (date := edtf(value))), None)


def _address(page: Page, data: dict[str, Any]) -> str | None:
    main = data.get("mainEntityOfPage")
    stated = [page.links.get("canonical"), _first(page, ("og:url",)), data.get("url")]
    stated.append(main.get("@id") if isinstance(main, dict) else main)
    return next((url for url in stated if isinstance(url, str) and re.match(r"https?://\S+$", url)), None)


def _body(data: dict[str, Any]) -> str:
    body = data.get("articleBody")
    if not isinstance(body, str):
        return ""
    from html import unescape

    return re.sub(r"<[^>]{0,500}>", " ", unescape(body))
