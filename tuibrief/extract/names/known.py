"""Stage 2, last part: known names where neither label nor tag gave them."""

from __future__ import annotations

from collections import defaultdict

from tuibrief.extract.names.candidates import is_unit
from tuibrief.extract.names.countries import fold
from tuibrief.extract.parse import Parse
from tuibrief.extract.stages import Name, NameKind
from tuibrief.extract.words import words


def name_key(text: str) -> str:
    """What makes two spellings one: no case, accents, dots or hyphens, no possessive."""
    return fold(text.replace("’s", "").replace("'s", ""))


def add_known(parse: Parse, names: list[Name]) -> list[Name]:
    """Find known names where neither label nor tag gave them: in headlines, or misread as common words."""
    taken = {i for n in names for i in range(n.first, n.last + 1)}
    book, parts = _book_of_names(parse, names)
    added = list(names)
    for token in parse.tokens:
        if token.index in taken or token.lower not in book or not token.text[0].isupper():
            continue
        for tokens, kind in book[token.lower]:
            stretch = parse.tokens[token.index : token.index + len(tokens)]
            if tuple(t.lower for t in stretch) != tokens or any(t.index in taken for t in stretch):
                continue
            if is_unit(parse, token.index, stretch[-1].index):
                continue
            likely = ("PROPN",) if tokens in parts else ("PROPN", "NOUN", "ADJ", "X", "INTJ")
            if len(tokens) == 1 and token.pos not in likely:
                continue
            last = stretch[-1].index
            added.append(Name(token.index, last, kind, parse.words(token.index, last)))
            taken.update(t.index for t in stretch)
            break
    return added


_Forms = dict[str, list[tuple[tuple[str, ...], NameKind]]]


def _book_of_names(parse: Parse, names: list[Name]) -> tuple[_Forms, set[tuple[str, ...]]]:
    """The known names by their first word, the longest first; and those that are only a person's first or last name."""
    book: _Forms = defaultdict(list)
    parts: dict[tuple[str, ...], NameKind] = {}
    for name in {(name_key(n.text), n.kind): n for n in names}.values():
        tokens = tuple(t.lower for t in parse.tokens[name.first : name.last + 1] if t.lower != "'s")
        if name.kind is not NameKind.PEOPLE and tokens:
            book[tokens[0]].append((tokens, name.kind))
        if name.kind is NameKind.PERSON and len(tokens) > 1:
            for end in (tokens[0], tokens[-1]):
                if len(end) > 2 and end.isalpha() and end not in words("names", "particles"):
                    parts[(end,)] = name.kind
    known = {tokens for forms in book.values() for tokens, _ in forms}
    for tokens in set(parts) - known:
        book[tokens[0]].append((tokens, NameKind.PERSON))
    for forms in book.values():
        forms.sort(key=lambda form: (-len(form[0]), form[0]))
    return book, set(parts) - known
