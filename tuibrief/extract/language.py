"""Before all stages: whether this is English prose, which is what the model and the rules can read.

A language that no model reads, or a table, is kept, browsable and markable, with a plain word that no events were read.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from tuibrief.extract.parse import plain
from tuibrief.extract.stages import BlockKind, Layout
from tuibrief.extract.words import table

_SAMPLE = 20_000  # characters that are looked at: enough for any language, and a book costs no more than an article
_ENGLISH = 0.2  # share of function words from which on a text is English without asking
_SURE = 0.7  # probability below which the language library's answer on a short text is not believed
_FEW = 12  # words in a paragraph; fewer tell no language
_CERTAIN = 0.95  # probability from which on a paragraph of an English article is believed to be in another language


@cache
def _lexicon() -> tuple[frozenset[str], dict[str, str], dict[str, str], dict[str, str]]:
    data = table("language")
    return frozenset(data["english"].split()), data["notice"], data["names"], data["same"]


def language_of(text: str) -> str:
    """The text's language as an ISO 639-1 code; "und" where there are no words or none that tell."""
    words, small = _counted(text[:_SAMPLE])
    if not words:
        return "und"
    if small / words >= _ENGLISH or _mostly_english(text[:_SAMPLE], words):
        return "en"
    import py3langid  # 4.5 MB of model, 1 s to load: only where English is in doubt

    code, likelihood = _classified(py3langid, text[:_SAMPLE])
    if code in {"en", "zxx"} or (likelihood < _SURE and text.isascii()):
        # A headline or a caption has few function words, and a list of goods has none: English till the contrary shows.
        return "en"
    return _lexicon()[3].get(code, code)


def _mostly_english(text: str, words: int) -> bool:
    """Whether half of the words stand in lines that are English by their function words: the rest is quoted there."""
    lines = [line for line in _lines(text) if 2 * len(line.split()) >= _FEW and _small_words(line) >= _ENGLISH]
    return 2 * sum(len(re.findall(r"[^\W\d_]+", line)) for line in lines) >= words


def _classified(library: Any, text: str) -> tuple[str, float]:
    """The likeliest language and its probability among the first few (softmax of the library's log scores)."""
    from math import exp

    ranked = library.rank(text.encode("utf-8", "replace").decode("utf-8"))[:5]
    best = ranked[0][1]
    return str(ranked[0][0]), 1 / sum(exp(max(score - best, -700)) for _, score in ranked)


def readable(layout: Layout, language: str) -> str:
    """The text with paragraphs in another language made blanks, character for character: nothing is read of them.

    Only a paragraph with too few English function words is asked about, as a whole article is.
    """
    blocks = [b for b in layout.blocks if b.kind is BlockKind.BODY] if language == "en" else []
    text = layout.text
    for block in blocks if len(blocks) > 1 else ():
        piece = layout.text[block.start : block.end]
        if len(piece.split()) >= _FEW and _small_words(piece) < _ENGLISH and _is_foreign(piece):
            text = text[: block.start] + " " * len(piece) + text[block.end :]
    return text


def _is_foreign(piece: str) -> bool:
    import py3langid  # 1 s to load: only where a paragraph is in doubt

    code, likelihood = _classified(py3langid, piece)
    return code not in {"en", "zxx"} and likelihood >= _CERTAIN


def notice_of(layout: Layout, language: str) -> str | None:
    """A plain word where the text is not to be read for events, else None."""
    notices = _lexicon()[1]
    if language == "und":
        return notices["empty"]
    if _is_figures(layout) or _is_list(layout.text):
        return notices["table"]
    if _is_verse(layout.text, language):
        return notices["verse"]
    if language != "en":
        return notices["language"].format(language=_language_name(language))
    return None if _is_prose(layout) else notices["table"]


def _is_figures(layout: Layout) -> bool:
    """Whether figures make up a good part of a longer text, whatever its few words are taken for."""
    sample = layout.text[:_SAMPLE]
    return len(sample) > 200 and sum(map(str.isdigit, sample)) > 0.15 * len(sample)


_ITEM = re.compile(r"(?:[-*•–—·]|\(?\d+(?:[.,:/-]\d+)*[.)]?|[A-Z]\w{2}:)\s")
_STOPS = (".", "!", "?", ".”", '."', "!”", "?”", '!"', '?"', ":")


def _lines(text: str) -> list[str]:
    return [line for raw in text[:_SAMPLE].split("\n") if (line := raw.strip())]


@lru_cache(maxsize=200)  # a paragraph is asked about twice
def _counted(text: str) -> tuple[int, int]:
    """How many words there are, and how many of them are English function words."""
    words = re.findall(r"[^\W\d_]+", plain(text).casefold())
    return len(words), sum(map(_lexicon()[0].__contains__, words))


def _small_words(text: str) -> float:
    """The share of English function words."""
    words, small = _counted(text)
    return small / words if words else 0.0


def _is_list(text: str) -> bool:
    """Whether lines are items: most open with a number or a bullet, or they are scraps with no sentence among them."""
    lines = _lines(text)
    if len(lines) < 3:
        return False
    items = sum(bool(_ITEM.match(line)) for line in lines)
    if len(lines) >= 5 and items >= 0.6 * len(lines):
        return True
    scraps = sum(len(line) <= 60 and not line.endswith(_STOPS) for line in lines)
    apart = items == len(lines) or (len(lines) >= 4 and scraps >= 0.8 * len(lines))
    return apart and _small_words(text[:_SAMPLE]) < 0.16


def _is_verse(text: str, language: str) -> bool:
    """Whether short lines that each open with a capital mostly end in mid-sentence, as no paragraph does."""
    lines = _lines(text)
    if len(lines) < 6 or language != "en":
        return False
    short = sum(len(line) <= 60 and len(line.split()) >= 3 for line in lines)
    capital = sum(line.lstrip("\"'“‘—- ")[:1].isupper() for line in lines)
    running = sum(not line.endswith(_STOPS) for line in lines)
    return short >= 0.8 * len(lines) and capital >= 0.85 * len(lines) and running >= 0.5 * len(lines)


def _is_prose(layout: Layout) -> bool:
    """Whether most of a longer text stands in blocks that read as sentences: words, not figures, with small words
    between."""
    prose = total = 0
    for block in layout.blocks:
        piece = layout.text[block.start : block.end]
        words, small = _counted(piece)
        figures = sum(map(str.isdigit, piece))
        total += len(piece)
        if words >= 5 and figures < 0.2 * len(piece) and small >= 0.12 * words:
            prose += len(piece)
        if total >= _SAMPLE:
            break
    return total < 200 or prose >= 0.3 * total


def _language_name(code: str) -> str:
    return _lexicon()[2].get(code, f"the language “{code}”")
