"""What may come next is prepared beside the screen: it looks the same, gives way to what is asked for, and is used."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.app.test_panes import ARTICLE, MEETING, READING, Recorder, a_row, in_app
from tuibrief.app.dossiers import Dossiers
from tuibrief.app.kept import make_room
from tuibrief.app.panes import ActorPane, SourcePane, actor
from tuibrief.app.panes import source as source_pane
from tuibrief.app.panes.dossier_rows import dossier_rows
from tuibrief.app.panes.strips import Palette
from tuibrief.app.view import View
from tuibrief.dossier import dossier
from tuibrief.library.library import Library

LONG = 30.0  # seconds to wait for what must come


def test_an_article_that_was_prepared_looks_as_one_that_was_not(monkeypatch: pytest.MonkeyPatch) -> None:
    plain, prepared = SourcePane(title="Source"), SourcePane(title="Source")
    made: list[object] = []
    page = source_pane.Page

    @in_app(plain, prepared, size=(120, 18))
    async def scenario(app: Recorder, pilot: Any) -> None:
        prepared.prepare(ARTICLE, READING, MEETING.trigger.start)
        plain.show_article(ARTICLE, READING, marks=[(READING.paragraphs[0], "#")] if READING.paragraphs else [])
        monkeypatch.setattr(source_pane, "Page", lambda *given: made.append(given) or page(*given))
        prepared.show_article(ARTICLE, READING)
        for pane in (plain, prepared):
            pane.show_event(MEETING)
        await pilot.pause()
        assert not made
        assert all(line[:60].rstrip() == line[60:].rstrip() for line in app.text[1:])
        assert any("Ministers met both sides" in line for line in app.text)


def test_an_article_that_was_read_anew_meanwhile_is_laid_out_as_it_was_read() -> None:
    pane = SourcePane(title="Source")

    @in_app(pane, size=(60, 18))
    async def scenario(app: Recorder, pilot: Any) -> None:
        pane.prepare(ARTICLE, READING, 0)
        pane.show_article(ARTICLE, replace(READING, notice="Read by other rules."))
        await pilot.pause()
        assert any("Read by other rules." in line for line in app.text)
        pane.show_article(None)
        pane.prepare(ARTICLE, READING, 0)
        pane.prepare(ARTICLE, replace(READING, notice="Twice prepared."), 0)
        pane.show_article(ARTICLE, replace(READING, notice="Twice prepared."))
        await pilot.pause()
        assert any("Twice prepared." in line for line in app.text)


def test_an_actors_file_that_was_prepared_is_only_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    pane = ActorPane(title="Actor")
    rows = [a_row(n, when=f"2025-03-{1 + n:02}") for n in range(9)]
    first, other = dossier("Harbour board", rows), dossier("Dockers’ union", rows)

    @in_app(pane, size=(60, 24))
    async def scenario(app: Recorder, pilot: Any) -> None:
        pane.show(first)
        pane.prepare(other)
        with monkeypatch.context() as patch:
            patch.setattr(actor, "dossier_rows", None)
            patch.setattr(actor, "main_year", None)
            pane.show(other)
            await pilot.pause()
        assert "Dockers’ union" in app.text[1]
        assert any("Board rejects demand 8" in line for line in app.text)
        monkeypatch.undo()
        before = app.text
        pane.show(first)
        pane.show(replace(other))
        await pilot.pause()
        assert app.text == before


def test_what_is_prepared_gives_way_to_a_question_and_goes_on_after_it() -> None:
    seen: list[str] = []
    asked, done = threading.Event(), threading.Event()

    def work() -> Iterator[object]:
        for step in ("one", "two", "three"):
            seen.append(step)
            if step == "one":
                beside.ask("question", now=True)
            yield None
        done.set()

    def show(key: str, made: str) -> None:
        seen.append(made)
        asked.set()

    beside: Dossiers[str, str] = Dossiers(lambda key: f"answer to {key}", show)
    beside.ahead(work())
    assert asked.wait(LONG)
    assert done.wait(LONG)
    assert seen == ["one", "answer to question", "two", "three"]


def test_an_answer_is_shown_once_whatever_is_prepared_after_it() -> None:
    shown: list[str] = []
    steps = [threading.Event() for _ in range(3)]
    beside: Dossiers[str, str] = Dossiers(lambda key: key, lambda key, made: shown.append(made))
    beside.ask("first", now=True)
    for step in steps:
        beside.ahead(_once(step))
        assert step.wait(LONG)
    assert shown == ["first"]


def _once(step: threading.Event) -> Iterator[object]:
    step.set()
    yield None


def test_room_is_made_by_letting_go_of_the_older_half() -> None:
    kept: dict[Any, Any] = {n: n for n in range(8)}
    make_room(kept, 9)
    assert len(kept) == 8
    make_room(kept, 8)
    assert list(kept) == [4, 5, 6, 7]


@given(
    st.lists(st.sampled_from(("Board signs", "Union strikes", "Straße closed", "Board strikes 2025")), min_size=1),
    st.data(),
)
def test_a_search_in_an_actors_file_passes_over_what_cannot_hold_it_and_nothing_else(
    headlines: list[str], data: st.DataObject
) -> None:
    rows = [a_row(n, headline=h, when=f"2025-{1 + n % 12:02}", who=("Board",)) for n, h in enumerate(headlines)]
    lines = dossier_rows(dossier("Board", rows), 30, 20, Palette.resolve({}))
    start = data.draw(st.integers(0, len(lines) - 1))
    forward = data.draw(st.booleans())
    order = [(start + step * (1 if forward else -1)) % len(lines) for step in range(len(lines))]
    wanted = [at for at in order if lines.is_event(at)]
    assert list(lines.near("strikes", start, forward=forward)) == wanted


def test_the_list_that_one_key_changes_to_is_there_and_is_made_anew_after_a_change(tmp_path: Path) -> None:
    with Library.open(tmp_path / "case.jsonl", who="me") as library:
        library.add(ARTICLE)
        library.save_readings([replace(READING, events=(*READING.events[:2], replace(MEETING, core=True)))])
        view = View(library, all_articles=True)
        assert len(view.events(None)) == 3
        view.foresee()
        asked: list[object] = []
        ask = library.events
        library.events = lambda **given: asked.append(given) or ask(**given)  # type: ignore[method-assign]
        view.core_only = True
        key_events = [row.id for row in view.events(None)]
        view.core_only = False
        assert len(view.events(None)) == 3
        assert not asked
        assert key_events == [row.id for row in ask(core=True)]
        library.save_readings([replace(READING, events=tuple(replace(each, core=True) for each in READING.events))])
        view.core_only = True
        assert [row.id for row in view.events(None)] == [row.id for row in ask(core=True)] != key_events
        assert asked
