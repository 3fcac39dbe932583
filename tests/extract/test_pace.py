"""The quickened pipeline says what the pipeline says as its package loads it."""

from __future__ import annotations

import importlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.extract.reading import pipeline
from tuibrief.extract import parse
from tuibrief.extract.pace import RememberingMatcher

TEXTS = (
    "Nurses won't strike on Monday, the union said, unless it gets what it's got coming. They ain't gonna wait.",
    "There were two fires that day. Who'd have thought that those had been set? The mayor didn't, and let's go.",
    "Costa has to go,\u00a0said Ruiz, who is said to have been doing nothin' while the ferry sank.  Y'all.",
    "Prices rose 4.2% in May, while exports fell; that is the worst since 2009, but the bank can't do much.",
)


@pytest.fixture(scope="module")
def stock() -> Any:
    return importlib.import_module(parse.MODEL_PACKAGE).load()


@pytest.fixture(scope="module")
def remembering(stock: Any) -> RememberingMatcher:
    """One for all examples, so that later ones meet what earlier ones left."""
    return RememberingMatcher(stock, stock.get_pipe("attribute_ruler").patterns)


@pytest.mark.parametrize("text", TEXTS)
def test_each_word_is_read_as_the_bare_pipeline_reads_it(stock: Any, text: str) -> None:
    ours, theirs = pipeline()(text), stock(text)

    def told(doc: Any) -> list[tuple[str, ...]]:
        return [(t.text, t.lemma_, t.pos_, t.tag_, t.dep_, t.head.text, t.ent_type_, str(t.morph)) for t in doc]

    assert told(ours) == told(theirs)
    assert told(pipeline()(text)) == told(theirs)  # once more, from what is remembered


WORDS = ("that", "do", "n't", "'s", "y'", "all", "let", "ai", "it", "got", "ta", " ", "ferry", "had", "is", "Nothin'")
TAGS = ("IN", "DT", "RB", "VB", "VBZ", "VBP", "VBD", "MD", "PRP", "_SP", "NN", "")
LINKS = ("mark", "nsubj", "expl", "aux", "ROOT", "det", "dobj", "")


@given(
    st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(TAGS), st.sampled_from(LINKS)), min_size=1, max_size=9)
)
def test_what_is_remembered_is_what_the_rules_find(
    stock: Any, remembering: RememberingMatcher, words: list[tuple[str, str, str]]
) -> None:
    from spacy.tokens import Doc

    ruler = stock.get_pipe("attribute_ruler")
    doc = Doc(
        stock.vocab,
        words=[w for w, _, _ in words],
        tags=[t for _, t, _ in words],
        deps=[d for _, _, d in words],
        heads=list(range(len(words))),
    )
    found = remembering(doc, allow_missing=True, as_spans=False)
    assert sorted(found) == sorted(ruler.matcher(doc, allow_missing=True, as_spans=False))
