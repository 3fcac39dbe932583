"""The library's articles and their readings, as the screen asks for them. No Textual here.

Without a library (it is not open yet, or can't be opened) every question has an empty answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import PurePath
from typing import TYPE_CHECKING

from tuibrief.app.changes import Changes
from tuibrief.model import Article, Reading

if TYPE_CHECKING:
    from tuibrief.library.library import Library
    from tuibrief.library.records import ArticleRow, Counts

# “HARBOUR TOWN, March 4 (Agency) — ”: says where, not what.
_DATELINE = re.compile(r"^[A-ZÀ-Þ][A-ZÀ-Þ .'’-]+(?:,[^–—]{0,40}?|\s*\([^)]{1,30}\))?\s*(?:[–—]|\s-\s|--)\s*")
KEPT_READINGS = 24  # decoded readings held: going back and forth between a few articles decodes each once


class Holdings(Changes):
    """What there is: articles, their texts and readings, each decoded once while it is in use."""

    def __init__(self, library: Library | None = None) -> None:
        self.library = library
        self._articles: Sequence[ArticleRow] | None = None
        self._counts: tuple[int, Counts] | None = None
        self._first_words: dict[str, str] = {}
        self._reading = lru_cache(KEPT_READINGS)(self._load_reading)
        self._article = lru_cache(KEPT_READINGS)(self._load_article)

    @property
    def articles(self) -> Sequence[ArticleRow]:
        """All articles in use, in the order in which they were added."""
        if self._articles is None:
            self._articles = self.library.articles() if self.library is not None else []
        return self._articles

    def article_at(self, article_id: str | None) -> int | None:
        """Where an article stands among all; None where it doesn't."""
        index_of = getattr(self.articles, "index_of", None)
        found: int | None = index_of(article_id) if article_id is not None and index_of is not None else None
        return found

    def article_row(self, article_id: str | None) -> ArticleRow | None:
        """One article's row."""
        at = self.article_at(article_id)
        return None if at is None else self.articles[at]

    def next_unread(self, article_id: str | None) -> str | None:
        """The first article after this one, round the end, that isn't marked read; None where no other is."""
        if self.library is None:
            return None
        ids = list(getattr(self.articles, "ids", ()))
        at = self.article_at(article_id)
        begin = 0 if at is None else at + 1
        others = (key for key in (*ids[begin:], *ids[:begin]) if key != article_id)
        return next((key for key in others if not self.library.is_read(key)), None)

    def title_of(self, row: ArticleRow) -> str:
        """What an article is called: its title; the first words of one without a title, not its file's name."""
        if row.title != PurePath(row.path).stem:
            return row.title
        known = self._first_words.get(row.id)
        if known is None:
            article = self.article(row.id)
            words = " ".join(article.text[:400].split()) if article else ""
            words = _DATELINE.sub("", words)[:100]
            known = self._first_words[row.id] = words or row.title
        return known

    def has(self, article_id: str) -> bool:
        """Whether there is such an article."""
        return self.article_at(article_id) is not None

    def article(self, article_id: str | None) -> Article | None:
        """An article with its text."""
        return self._article(article_id) if article_id is not None else None

    def reading(self, article_id: str | None) -> Reading | None:
        """What was read in an article; None where it isn't read yet."""
        return self._reading(article_id) if article_id is not None else None

    def _load_article(self, article_id: str) -> Article | None:
        from tuibrief.library.records import LibraryError

        try:
            return self.library.article(article_id) if self.library is not None else None
        except LibraryError:
            return None

    def _load_reading(self, article_id: str) -> Reading | None:
        from tuibrief.library.records import LibraryError

        try:
            return self.library.reading(article_id) if self.library is not None else None
        except LibraryError:
            return None  # taken out of the library

    def waiting(self) -> int:
        """How many articles have no reading yet."""
        return self.counts().waiting

    def counts(self) -> Counts:
        """How much is in the library; counted anew only after a change."""
        from tuibrief.library.records import Counts

        if self.library is None:
            return Counts(0, 0, 0, 0)
        if self._counts is None or self._counts[0] != self.library.version:
            self._counts = (self.library.version, self.library.counts())
        return self._counts[1]

    # --- what has changed

    def refresh(self) -> bool:
        """Take in other sessions' changes; whether there were any. A stat where there were none."""
        return self.library is not None and bool(self.library.refresh())

    def forget(self, *, marks_only: bool = False) -> None:
        """Ask anew what may have changed."""
        self._articles = None
        self._article.cache_clear()  # a person's title, outlet, authors, date and address stand in it
        if not marks_only:
            self._reading.cache_clear()
