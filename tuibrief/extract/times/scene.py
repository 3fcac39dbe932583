"""What a resolver of times knows: the lexemes, the article's date, what was spoken of last, and the tense around."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from tuibrief.extract.parse import Parse, Token
from tuibrief.extract.times.lexer import Lexeme
from tuibrief.extract.times.rules import Match
from tuibrief.extract.times.tense import by_preposition, direction
from tuibrief.extract.times.timex import Day

_STORY = 60  # days around an article's date in which lies what it tells of
# Words that stand between a time and its preposition.
_PASSED = frozenset({"the", "early", "late", "mid", "-", "around", "about", "at", "least"})


@dataclass(frozen=True, slots=True)
class Found:
    """A resolved time: lexemes ``first`` to ``last``, TIMEX3 type and value, EDTF, and whether it stands on its own."""

    first: int
    last: int
    type: str
    value: str
    edtf: str | None = None
    anchored: bool = True
    day: Day | None = None  # the date it names, for what is said after it ("the same day")


@dataclass(slots=True)
class Scene:
    """One article while its times are resolved, in the order of the text."""

    lexemes: Sequence[Lexeme]
    parse: Parse
    reference: Day | None = None
    day_first: bool = False  # in a date of numbers
    told: list[Found] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    following: Found | None = (
        None  # the date that stands right behind the time that is being resolved ("16:15 UTC, June 1")
    )

    def __post_init__(self) -> None:
        self.starts = [t.start for t in self.parse.tokens]

    @property
    def today(self) -> date | None:
        """The article's date, where it is known to the day."""
        return self.reference.whole if self.reference else None

    def token_at(self, offset: int) -> Token | None:
        """The token that a character stands in."""
        at = bisect_right(self.starts, offset) - 1
        return self.parse.tokens[at] if at >= 0 else None

    def token(self, lexeme: int) -> Token | None:
        """The token that a lexeme starts in."""
        return self.token_at(self.lexemes[lexeme].start)

    def direction(self, match: Match) -> int:
        """Whether the time lies behind (-1) or ahead (1), as its verb tells; 0 where it doesn't."""
        inside = {t.index for i in range(match.first, match.last + 1) if (t := self.token(i))}
        heads = [self.parse.tokens[i] for i in inside if self.parse.tokens[i].head.index not in inside]
        told = next((d for h in heads or [self.parse.tokens[i] for i in inside] if (d := direction(h))), 0)
        at = match.first - 1
        while self.word(at) in _PASSED:
            at -= 1
        return by_preposition(self.word(at), told)

    def word(self, lexeme: int) -> str:
        """The word of a lexeme; empty past the ends."""
        return self.lexemes[lexeme].word if 0 <= lexeme < len(self.lexemes) else ""

    def last_day(self, sentence: int | None = None) -> Day | None:
        """The day last spoken of, in this sentence only where one is given."""
        for found in reversed(self.told):
            if found.day and found.day.day and (sentence is None or self._sentence(found) == sentence):
                return found.day
        return None

    def story_day(self, at: int) -> Day | None:
        """The day last spoken of before a lexeme: in its paragraph any, further up one of the story that is told, not
        one of years ago that is told on the way."""
        today, here = self.today, self._paragraph(at)
        days = [(f.day, self._paragraph(f.first)) for f in reversed(self.told) if f.day and f.day.day]
        for day, paragraph in days:
            if paragraph == here or (today and day.whole and abs((day.whole - today).days) <= _STORY):
                return day
        return days[0][0] if days else None

    def _paragraph(self, lexeme: int) -> int:
        token = self.token(lexeme)
        return self.parse.sentence_of(token).paragraph if token else -1

    def _sentence(self, found: Found) -> int:
        token = self.token(found.first)
        return token.sentence if token else -1

    def last_date(self) -> Day | None:
        """The date last spoken of, of whatever precision."""
        return next((f.day for f in reversed(self.told) if f.day), None)
