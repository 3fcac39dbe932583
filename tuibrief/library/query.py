"""The language of searches: words, "phrases", -not, and fields such as ``actor:`` and ``since:``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from tuibrief.library.filters import Filter
from tuibrief.library.records import LibraryError

FIELDS = ("actor", "tag", "type", "status", "source", "since", "until", "note", "is")
_PIECE = re.compile(r"""(?P<no>-)?(?:(?P<field>[a-z]+):)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))""", re.IGNORECASE)
# Scripts written without spaces between words, which FTS5's tokenizer takes for one long word: Thai, Lao, Khmer,
# Burmese, Japanese, Chinese.
UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


class Word(NamedTuple):
    """A word or phrase to be found, or (``no``) not to be found; ``begins`` for ``word*``."""

    text: str
    no: bool = False
    begins: bool = False


class Field(NamedTuple):
    """A field that must hold, or (``no``) must not."""

    name: str
    value: str
    no: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A search, taken apart."""

    words: tuple[Word, ...]
    fields: tuple[Field, ...]

    @property
    def wanted(self) -> tuple[Word, ...]:
        """The words that must be there."""
        return tuple(w for w in self.words if not w.no)

    @property
    def unwanted(self) -> tuple[Word, ...]:
        """The words that must not be there."""
        return tuple(w for w in self.words if w.no)

    @property
    def unspaced(self) -> bool:
        """Whether a word is in a script that only a plain look through the texts finds."""
        return any(UNSPACED.search(w.text) for w in self.words)

    def match(self) -> str:
        """The words as FTS5 has them; empty where none must be there."""
        found = " AND ".join(_quoted(w) for w in self.wanted)
        return found + "".join(f" NOT {_quoted(w)}" for w in self.unwanted) if found else ""

    def filters(self) -> tuple[Filter, list[Filter], list[Filter]]:
        """One filter with the first of each field, others that must hold too, and those that must not."""
        first: dict[str, str] = {}
        more: list[Filter] = []
        never: list[Filter] = []
        for field in self.fields:
            if field.name == "note":
                continue
            if field.no:
                never.append(_filter(field.name, field.value))
            elif field.name in first:
                more.append(_filter(field.name, field.value))
            else:
                first[field.name] = field.value
        parts = {_PARTS.get(name, name): value for name, value in first.items()}
        return Filter(**parts).checked(), more, never  # type: ignore[arg-type]

    def notes(self, *, no: bool) -> list[str]:
        """The words asked for, or ruled out, in notes."""
        return [f.value.casefold() for f in self.fields if f.name == "note" and f.no == no]


_PARTS = {"is": "state"}  # of a filter, where a field's name is a word of Python's own


def _filter(name: str, value: str) -> Filter:
    return Filter(**{_PARTS.get(name, name): value}).checked()  # type: ignore[arg-type]


def _quoted(word: Word) -> str:
    quoted = '"' + word.text.replace('"', '""') + '"'
    return quoted + " *" if word.begins else quoted


def parse(text: str) -> Query:
    """Take a search apart. LibraryError, one sentence, where a date, type or status in it can't be understood."""
    words: list[Word] = []
    fields: list[Field] = []
    for piece in _PIECE.finditer(text):
        no = bool(piece["no"])
        value = piece["phrase"] if piece["phrase"] is not None else piece["word"]
        name = (piece["field"] or "").lower()
        if name in FIELDS:
            if not value:
                raise LibraryError(f"“{name}:” needs a value after it, as in {name}:word.")
            fields.append(Field(name, value, no))
            continue
        if piece["field"]:
            value = f"{piece['field']}:{value}"
        begins = piece["word"] is not None and value.endswith("*")
        value = value.rstrip("*") if begins else value
        if any(c.isalnum() for c in value):
            words.append(Word(value, no, begins))
    if not words and not fields:
        raise LibraryError("Nothing to search for: give a word, a “phrase”, or a field such as actor:name.")
    query = Query(tuple(words), tuple(fields))
    query.filters()
    return query
