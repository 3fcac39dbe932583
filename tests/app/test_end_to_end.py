"""The main job, with the real model: open the seeds, read events beside their source, tag one, find it tomorrow."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tests.app.conftest import ROOT
from tests.app.terminal import Terminal
from tuibrief.settings import resource


def tuibrief(tmp_path: Path, *arguments: str, path: str = "", columns: int = 120, rows: int = 40) -> Terminal:
    command = [sys.executable, "-c", "import sys; from tuibrief.cli import main; sys.exit(main())", *arguments]
    everywhere = {"PYTHONPATH": os.pathsep.join(p for p in (path, str(ROOT)) if p)}
    return Terminal(command, columns=columns, rows=rows, home=tmp_path, environment=everywhere)


def test_the_seeds_from_first_start_to_the_next_day(tmp_path: Path) -> None:
    with tuibrief(tmp_path, str(resource("seeds"))) as first:
        first.wait_for("reading 1 of 2", limit=60)
        first.wait_for("Events 1/", limit=90)
        first.wait_for(lambda screen: "reading" not in screen.splitlines()[0], limit=90)
        first.press("j", "t")
        first.type("launch")
        first.press("enter")
        assert "#launch" in first.text
        first.press("y")
        first.wait_for(lambda screen: "terminal" in screen.splitlines()[-1] or "cop" in screen.splitlines()[-1])
        first.press("q", settle=False)
        assert first.wait_end() == 0
    # Tomorrow nothing is read anew: a spaCy that can't be imported does no harm.
    (tmp_path / "poison" / "spacy").mkdir(parents=True)
    (tmp_path / "poison" / "spacy" / "__init__.py").write_text("raise ImportError('not at the second start')")
    with tuibrief(tmp_path, path=str(tmp_path / "poison")) as again:
        again.wait_for("#launch", limit=30)
        assert "Events 2/" in again.text
        assert "2 articles" in again.text
        again.press("q", settle=False)
        assert again.wait_end() == 0


def test_reading_can_be_stopped_and_goes_on_at_the_next_start(tmp_path: Path) -> None:
    with tuibrief(tmp_path, str(resource("seeds"))) as first:
        first.wait_for("esc stops", limit=60)
        first.press("escape")
        first.wait_for("Reading stopped")
        first.press("q", settle=False)
        assert first.wait_end() == 0
    with tuibrief(tmp_path) as again:
        again.wait_for("Events 1/", limit=90)
