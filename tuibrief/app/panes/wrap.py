"""A text wrapped to a measure of cells, with maps between character offsets and lines. No Textual here.

Lines are made only as far as they are asked for, so that the first screen of a text of any size comes at once.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from tuibrief.model import Span
from tuibrief.text import cell_width, is_narrow, prefix_within, safe, width

# Signs that must not begin a line where characters are wide (Japanese and Chinese closing marks and commas).
_NOT_FIRST = frozenset("、。，．・：；？！）」』】〕〉》”’…ー々")
_LATIN_BREAKS = "—–-/"


def plain_paragraphs(text: str) -> list[Span]:
    """Paragraphs of a text that nothing has been read from: blocks between empty lines, else its lines."""
    spans = []
    separator = "\n\n" if "\n\n" in text.strip("\n") else "\n"
    start = 0
    while start <= len(text):
        end = text.find(separator, start)
        end = len(text) if end < 0 else end
        block = text[start:end]
        if block.strip():
            lead = len(block) - len(block.lstrip())
            spans.append(Span(start + lead, start + len(block.rstrip())))
        start = end + len(separator)
    return spans


class Wrapped:
    """A text in lines of at most ``measure`` cells.

    A line is ``(start, end)`` in characters; the blanks at which it was broken belong to it but lie behind ``end``.
    Between paragraphs that no empty line parts, an empty line stands in (both are the paragraph's start). Every
    offset from 0 to ``len(text)`` lies on just one line.
    """

    def __init__(self, text: str, measure: int, paragraphs: Sequence[Span] = ()) -> None:
        self.text = text
        self.measure = max(1, measure)
        self._parted = sorted({span.start for span in paragraphs})
        self._starts = array("Q")
        self._ends = array("Q")
        self._hard_starts = array("Q")  # for each line, where its unwrapped line starts
        self._next = 0
        self._done = False
        self._safe_line: tuple[int, int, str] = (0, -1, "")

    # Questions.

    def line(self, index: int) -> tuple[int, int] | None:
        """Start and end of a line in characters; None beyond the last."""
        while index >= len(self._starts) and not self._done:
            self._wrap_next()
        return (self._starts[index], self._ends[index]) if 0 <= index < len(self._starts) else None

    def line_of(self, offset: int) -> int:
        """The line on which a character lies."""
        while self._next <= offset and not self._done:
            self._wrap_next()
        return max(0, bisect_right(self._starts, max(0, offset)) - 1)

    @property
    def count(self) -> int:
        """How many lines there are; wraps all of the text."""
        while not self._done:
            self._wrap_next()
        return len(self._starts)

    def at_least(self, lines: int) -> int:
        """How many lines are known after making so many (fewer where the text ends)."""
        self.line(lines - 1)
        return len(self._starts)

    def words(self, index: int, start: int | None = None, end: int | None = None) -> str:
        """The safe words of a line, or of the part of it between two offsets."""
        line = self.line(index)
        if line is None:
            return ""
        base, words = self._safe_hard(self._hard_starts[index])
        first = line[0] if start is None else max(start, line[0])
        last = line[1] if end is None else min(end, line[1])
        return words[first - base : max(first, last) - base]

    def cell_of(self, offset: int) -> tuple[int, int]:
        """Line and cell of a character; one behind the end of a line is at its end."""
        index = self.line_of(offset)
        return index, width(self.words(index, end=offset))

    def offset_at(self, index: int, cell: int) -> int:
        """The character at a cell of a line (the last of the line beyond its end)."""
        line = self.line(index)
        if line is None:
            return len(self.text)
        words = self.words(index)
        used = 0
        if is_narrow(words):
            used = min(max(0, cell), max(0, len(words) - 1))
        else:
            used = prefix_within(words, max(0, cell))
            used = min(used, max(0, len(words) - 1))
            while used and cell_width(words[used]) == 0:
                used -= 1
        return line[0] + used

    def begins(self, index: int, starts: Sequence[int]) -> int | None:
        """The number (from 0) among sorted ``starts`` of the one that lies on this line; empty lines have none."""
        line = self.line(index)
        if line is None or line[0] == line[1]:
            return None
        place = bisect_left(starts, line[0])
        return place if place < len(starts) and starts[place] < max(line[1], line[0] + 1) else None

    # Wrapping.

    def _safe_hard(self, start: int) -> tuple[int, str]:
        """The safe form of the whole unwrapped line: what a character becomes can hang on its neighbours."""
        if self._safe_line[0] == start and self._safe_line[1] >= 0:
            return start, self._safe_line[2]
        end = self.text.find("\n", start)
        end = len(self.text) if end < 0 else end
        words = safe(self.text[start:end])
        self._safe_line = (start, end, words)
        return start, words

    def _add(self, start: int, end: int, hard: int) -> None:
        self._starts.append(start)
        self._ends.append(end)
        self._hard_starts.append(hard)

    def _wrap_next(self) -> None:
        """Wrap one more unwrapped line (up to a newline)."""
        start = self._next
        if start > len(self.text) or (start == len(self.text) and self._starts and not self._ends_with_newline()):
            self._done = True
            return
        base, words = self._safe_hard(start)
        if start and self._part_before(start):
            self._add(start, start, start)
        self._wrap_line(base, words)
        self._next = start + len(words) + 1
        if self._next > len(self.text):
            self._done = True

    def _ends_with_newline(self) -> bool:
        return self.text.endswith("\n")

    def _part_before(self, start: int) -> bool:
        """Whether an empty line must be put in before a paragraph that starts in the unwrapped line at ``start``."""
        place = bisect_left(self._parted, start)
        if place >= len(self._parted):
            return False
        first = self._parted[place]
        if self.text[start:first].strip() or "\n" in self.text[start:first]:
            return False
        return self._ends[-1] > self._starts[-1]

    def _wrap_line(self, base: int, words: str) -> None:
        narrow = is_narrow(words)
        at, length = 0, len(words)
        while True:
            if narrow:
                limit = at + self.measure
            else:
                limit = at + prefix_within(words[at : at + 2 * self.measure], self.measure)
                limit = max(limit, at + 1)  # a measure of one cell and a wide character
                while limit < length and cell_width(words[limit]) == 0:
                    limit += 1
            if limit >= length:
                self._add(base + at, base + len(words.rstrip(" ")) if words[at:].strip(" ") else base + at, base)
                return
            end, following = _cut(words, at, limit, narrow=narrow)
            self._add(base + at, base + end, base)
            at = following
            if at >= length:
                return


def _cut(words: str, at: int, limit: int, *, narrow: bool) -> tuple[int, int]:
    """Where to end a line that may hold ``words[at:limit]``, and where the next starts (behind the blanks)."""
    space = words.rfind(" ", at, limit + 1)
    best = space if words[at:space].strip(" ") else -1
    for sign in _LATIN_BREAKS:
        place = words.rfind(sign, at, limit)
        if place > at and place + 1 > best and words[place + 1] != " " and words[place - 1].isalpha():
            best = max(best, place + 1)
    if not narrow:
        best = max(best, _wide_break(words, max(at, best), limit))
    if best <= at:
        best = limit
    end = best
    while end > at and words[end - 1] == " ":
        end -= 1
    following = best
    while following < len(words) and words[following] == " ":
        following += 1
    return end, following


def _wide_break(words: str, at: int, limit: int) -> int:
    """The last place up to ``limit`` beside a wide character, where a line is broken without a blank; -1 if none."""
    for place in range(limit, at, -1):
        if words[place] in _NOT_FIRST or cell_width(words[place]) == 0:
            continue
        if cell_width(words[place]) == 2 or cell_width(words[place - 1]) == 2:
            return place
    return -1
