"""What is not indexed yet is found by the same words as what is: our own look through a text against SQLite's FTS5."""

from __future__ import annotations

import sqlite3

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tuibrief.library.match import Matcher, fold
from tuibrief.library.query import Query, Word

SIGNS = st.text(st.sampled_from("abAB1éÉñçßøÅ ' ’—-_.,/\n\u0301हि한글Жй"), max_size=12)
WORDS = st.lists(st.builds(Word, SIGNS.filter(lambda s: any(c.isalnum() for c in s)), st.booleans(), st.booleans()))


def by_engine(text: str, query: Query) -> bool:
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE t USING fts5(body, tokenize='unicode61 remove_diacritics 2')")
    base.execute("INSERT INTO t VALUES(?)", (text,))
    found = base.execute("SELECT 1 FROM t WHERE t MATCH ?", (query.match(),)).fetchone() is not None
    base.close()
    return found


@given(st.lists(SIGNS, max_size=5).map(" ".join), WORDS)
@example("Élysée", [Word("elysee")])
@example("e\u0301a", [Word("éa")])
@example("a-b", [Word("a b"), Word("a_b", begins=True)])
@settings(max_examples=400, deadline=None)
def test_words_hold_of_a_text_as_the_full_text_index_has_it(text: str, words: list[Word]) -> None:
    query = Query(tuple(words), ())
    if query.wanted and not query.unspaced:
        assert Matcher(query).holds(fold(text)) == by_engine(text, query), (text, words)


@given(st.lists(SIGNS, min_size=1, max_size=4), WORDS)
def test_what_holds_of_a_part_may_hold_of_the_whole(parts: list[str], words: list[Word]) -> None:
    matcher = Matcher(Query(tuple(w for w in words if not w.no), ()))
    for part in parts:
        if matcher.holds(fold(part)):
            assert matcher.maybe(fold("\n".join(parts)))
