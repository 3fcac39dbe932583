"""Many articles are linked in a process of its own, and what it did is found by the session that asked."""

import queue
from pathlib import Path

import pytest

from tests.overviewing import fire, fire_again, keep, vote
from tuibrief.catchup import behind, catch_up
from tuibrief.library.library import Library
from tuibrief.overview import Overview
from tuibrief.stories import Stories

A, B = (pair[1].events[0].id for pair in (fire(), fire_again()))


def never(*_: object) -> None:
    raise AssertionError("linked here")


def test_what_the_process_linked_is_not_linked_here_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Library.open(tmp_path / "library.jsonl") as library:
        keep(library, fire(), fire_again(), vote())
        assert behind(library) == 3
        assert catch_up(library)
        assert behind(library) == 0
        monkeypatch.setattr(Stories, "add", never)
        overview = Overview(library)
        overview.update()
        assert set(overview.story(A)) == {A, B}


def test_it_can_be_stopped_and_what_is_missing_is_taken_in_here(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.jsonl") as library:
        keep(library, fire(), fire_again())
        assert not catch_up(library, stopped=lambda: True)
        overview = Overview(library)
        overview.update()
        assert set(overview.story(A)) == {A, B}


def test_the_screen_hears_how_far_it_is_and_can_stop_it_and_let_it_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tuibrief.app.knowledge import Knowledge

    news: queue.Queue[tuple[int, int, float | None]] = queue.Queue()
    told: queue.Queue[bool] = queue.Queue()
    with Library.open(tmp_path / "library.jsonl") as library:
        keep(library, fire(), fire_again(), vote())
        monkeypatch.setattr("tuibrief.catchup.MANY", 2)
        knowledge = Knowledge(library, lambda: told.put(True), lambda *done: news.put(done))
        knowledge.stop()
        knowledge.update()
        knowledge.go_on()
        assert told.get(timeout=30)
        assert news.get(timeout=1) == (0, 3, None)
        heard = [news.get(timeout=1)]
        while not news.empty():
            heard.append(news.get())
        assert heard[-1] == (3, 3, None)
        assert set(knowledge.spread) >= {A, B}


def test_a_library_that_is_not_there_yet_has_nothing_to_link(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.jsonl") as library:
        assert behind(library) == 0
        assert not list(tmp_path.glob("library*"))
