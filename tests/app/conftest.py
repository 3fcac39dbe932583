"""A library with prepared readings, made once, and the app on it in a real terminal."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.app import sample, told
from tests.app.terminal import Terminal, app_command
from tuibrief.app import state

ROOT = Path(__file__).parent.parent.parent
SCREENS = Path(__file__).parent / "screens"


@pytest.fixture(scope="session")
def sample_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The three articles of `sample`, read."""
    return sample.make(tmp_path_factory.mktemp("sample") / "harbour.jsonl")


@pytest.fixture
def library(sample_library: Path, tmp_path: Path) -> Path:
    """A copy to change."""
    return Path(shutil.copy(sample_library, tmp_path / "harbour.jsonl"))


Start = Callable[..., Terminal]
Told = Callable[..., Terminal]


@pytest.fixture
def start(library: Path, tmp_path: Path) -> Iterator[Start]:
    """Starts the app: ``start(columns, rows, ready="words on the first screen", …)``. Every one is ended at the end."""
    with ExitStack() as stack:

        def run(
            columns: int = 80,
            rows: int = 24,
            *paths: Path,
            ready: str | Callable[[str], bool] = "walk",
            path: Path | None = None,
            environment: dict[str, str] | None = None,
            new_here: bool = False,
            **options: object,
        ) -> Terminal:
            kept = state.path_for(path or library, tmp_path / "state" / "tuibrief")
            if not new_here and not kept.exists():
                state.save(kept, state.State(toured=True))
            command = app_command(path or library, *paths, **options)
            everywhere = {"PYTHONPATH": str(ROOT)} | (environment or {})
            terminal = Terminal(command, columns=columns, rows=rows, home=tmp_path, environment=everywhere)
            stack.enter_context(terminal)
            if ready:
                terminal.wait_for(ready)
                terminal.settle()
            return terminal

        yield run


@pytest.fixture
def same_screen() -> Callable[[Terminal, str], None]:
    """Waits until a screen is the golden one of a name; ``TUIBRIEF_UPDATE=1`` writes those anew."""

    def check(terminal: Terminal, name: str) -> None:
        path = SCREENS / f"{name}.txt"
        if os.environ.get("TUIBRIEF_UPDATE"):
            path.parent.mkdir(exist_ok=True)
            terminal.settle(0.7)
            path.write_text(terminal.text, encoding="utf-8")
        assert path.is_file(), f"there is no {path.name}: look at the screen, then run with TUIBRIEF_UPDATE=1"
        wanted = path.read_text(encoding="utf-8")
        end = time.monotonic() + 5
        while terminal.text != wanted and time.monotonic() < end:
            terminal.read(0.05)
        assert terminal.text == wanted

    return check


@pytest.fixture(scope="session")
def bridge(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bridge that is pulled down, in five articles, linked."""
    from tuibrief.library.library import Library
    from tuibrief.overview import Overview

    path = told.make(tmp_path_factory.mktemp("bridge") / "bridge.jsonl")
    with Library.open(path) as library:
        overview = Overview(library)
        overview.update()
        overview.close()
    return path


@pytest.fixture
def on_bridge(start: Start, bridge: Path, tmp_path: Path) -> Told:
    """The app on a copy of it, with all worked out."""

    def begin(columns: int = 120, rows: int = 40, **options: object) -> Terminal:
        path = tmp_path / "bridge.jsonl"
        for file in bridge.parent.glob("bridge.jsonl*"):
            (tmp_path / file.name).write_bytes(file.read_bytes())
        terminal = start(columns, rows, path=path, ready="Tarn" if columns > 40 else "demolish", **options)
        terminal.wait_for("x4" if options.get("ascii_only") else "×4", limit=8)
        return terminal

    return begin
