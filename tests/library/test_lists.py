"""Long lists are looked through without building their rows, and give what going through them row by row would."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bench.synthetic import fill
from tuibrief.library.columns import EventRows
from tuibrief.library.library import Library
from tuibrief.model import MarkKind


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    fill(tmp_path / "made.jsonl", 6, 4)
    with Library.open(tmp_path / "made.jsonl", who="reader") as library:
        yield library


def lists(library: Library) -> list[EventRows]:
    return [library.events(), library.events(core=True), library.events(query="warned"), library.events(sort="date")]


def test_ids_are_those_of_the_rows(library: Library) -> None:
    selected = library.target_of_selection(library.articles().ids[1], 4, 20)
    library.mark(MarkKind.EVENT, [selected], {"headline": "One's own", "type": "OTHER"})
    for rows in lists(library):
        ids = [row.id for row in rows]
        assert rows.ids(0, len(rows)) == ids
        assert rows.ids(3, 9) == ids[3:9]
        assert rows.ids(5, 2) == []
        assert [rows.index_of(event) for event in ids] == list(range(len(ids)))


def test_all_ids_of_a_long_list_are_those_of_its_rows(tmp_path: Path) -> None:
    fill(tmp_path / "long.jsonl", 40, 10)
    with Library.open(tmp_path / "long.jsonl", who="reader") as library:
        for rows in (library.events(), library.events(core=False), library.events(sort="date")):
            ids = [row.id for row in rows]
            assert rows.ids(0, len(rows)) == ids
            assert rows.ids(7, 397) == ids[7:397]


@pytest.mark.parametrize("forward", [True, False])
def test_rows_that_may_hold_words_come_from_here_on_round_the_end_and_none_is_missed(
    library: Library, forward: bool
) -> None:
    library.tag([library.target_of_event(library.events()[9].id)], "rewarned")
    for rows in lists(library):
        texts = [" ".join((row.when or "", row.headline, *row.according_to, *row.tags)).casefold() for row in rows]
        for start in range(len(rows)):
            order = [(start + (n if forward else -n)) % len(rows) for n in range(len(rows))]
            assert list(rows.near("", start, forward=forward)) == order
            near = list(rows.near("warned", start, forward=forward))
            assert [at for at in near if "warned" in texts[at]] == [at for at in order if "warned" in texts[at]]
    assert list(library.events().near("nobody says this", 0)) == []


def test_what_is_in_use_is_counted(library: Library) -> None:
    first = library.articles().ids[0]
    assert library.counts() == (6, 24, 0, 6)
    library.mark(MarkKind.READ, [library.target_of_article(first)], True)
    assert library.counts().unread == 5
    assert library.is_read(first)
    assert [library.articles().index_of(row.id) for row in library.articles()] == [0, 1, 2, 3, 4, 5]
    assert library.articles().index_of("none") is None
