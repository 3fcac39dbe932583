"""What the library answers with: immutable rows for lists, and the one error it raises.

Named tuples, since every start of the program makes these classes: a frozen dataclass with slots costs twelve times as
much to make, and each of its rows four times.
"""

from __future__ import annotations

from typing import NamedTuple

from tuibrief.model import Basis, Event, EventType, Mark, Span, Status


class LibraryError(Exception):
    """Something that can't be done; ``str(error)`` is one clear sentence for the person."""


class ArticleRow(NamedTuple):
    """One article as a list shows it.

    ``title`` is what to display (given, else found in the text, else the file's name); ``published`` is EDTF with
    what it rests on; ``events`` is how many its reading has, -1 where it has none yet; ``noted`` says that a note
    stands on it or in it; ``read`` is the person's own mark; ``stale`` says that another model or other rules would
    read it now; ``added`` is UTC (ISO 8601).
    """

    id: str
    title: str
    outlet: str | None
    authors: tuple[str, ...]
    published: str | None
    published_basis: Basis | None
    path: str
    url: str | None
    events: int
    tags: tuple[str, ...]
    noted: bool
    read: bool
    stale: bool
    notice: str | None
    added: str
    archived: bool = False


class Counts(NamedTuple):
    """How much is in use: articles, their events as read, the articles without a reading, and those that the person
    has not marked read."""

    articles: int
    events: int
    waiting: int
    unread: int


class EventRow(NamedTuple):
    """One event as a list shows it, marks and corrections applied.

    ``when`` is EDTF; ``verdict`` is "confirmed", "rejected" or None; ``grade`` the Admiralty code's two as far as
    given ("B2", "B", "2" or ""); ``start`` is the trigger's offset in the article; ``corrected`` names the fields
    that a person overrode; ``own`` says that a person added the event.
    """

    id: str
    article: str
    when: str | None
    status: Status
    type: EventType
    headline: str
    who: tuple[str, ...]
    whom: tuple[str, ...]
    according_to: tuple[str, ...]
    core: bool
    tags: tuple[str, ...]
    noted: bool
    verdict: str | None
    grade: str
    start: int
    corrected: tuple[str, ...]
    own: bool = False


class ActorRow(NamedTuple):
    """One actor over the whole library: in how many events it takes part, and in how many articles they stand."""

    name: str
    kind: str
    code: str | None
    events: int
    articles: int


class MarkedEvent(NamedTuple):
    """An event with a person's corrections applied, what the machine read, and the marks that stand on it."""

    event: Event
    machine: Event | None
    marks: tuple[Mark, ...]


class HistoryRow(NamedTuple):
    """One change: ``at`` is UTC (ISO 8601), ``what`` one word ("tag", "note", "edit" …), ``detail`` what it set or
    took.
    """

    at: str
    by: str
    what: str
    detail: str
    mark: str | None = None


class Orphan(NamedTuple):
    """A mark whose words are no longer to be found in its article's text, or whose event is gone (``words`` then
    holds).
    """

    mark: Mark
    reason: str
    words: Span | None = None


class Damage(NamedTuple):
    """A stretch of the library's file that can't be read: where, how long, and what was saved from it."""

    offset: int
    length: int
    saved: int


class CheckReport(NamedTuple):
    """What ``check`` found: lines read, damaged stretches, bytes of an unfinished last line, documents that don't
    decode.
    """

    lines: int
    damage: tuple[Damage, ...]
    torn: int
    undecodable: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing at all is wrong."""
        return not self.damage and not self.torn and not self.undecodable
