"""Starting with what can't be used: one clear sentence or a usable screen each, nothing lost, no traceback."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.app import sample
from tests.app.conftest import Start
from tests.app.terminal import Terminal
from tuibrief.library.library import Library


def named(words: str) -> Callable[[str], bool]:
    """Whether the pane on the right says these words, however its lines are broken."""
    return lambda screen: words in "".join(line.rpartition("│")[2].strip() for line in screen.splitlines())


def leaves(terminal: Terminal) -> None:
    assert "Traceback" not in terminal.text
    terminal.press("esc", "q", settle=False)
    assert terminal.wait_end() == 0
    assert b"Traceback" not in terminal.raw


def test_adding_the_same_text_twice_adds_it_once(start: Start, library: Path, tmp_path: Path) -> None:
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text(sample.STRIKE, encoding="utf-8")
    terminal = start(80, 24, tmp_path / "one.txt", tmp_path / "two.txt", ready="already")
    terminal.wait_for("3 articles, 19 events")
    leaves(terminal)
    with Library.open(library) as kept:
        assert len(kept.articles()) == 3


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("huge.txt", b"The board met on Monday. " * 2_000_000, "more than an article can be"),
        ("photo.txt", b"\x89PNG\r\n\x1a\n\x00\x00" + bytes(range(256)) * 40, "photo.txt"),
        ("empty.txt", b"", "empty.txt"),
    ],
)
def test_what_is_no_article_is_said_and_the_rest_stays(
    start: Start, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(content)
    terminal = start(80, 24, tmp_path / name, ready=said)
    terminal.press("j")
    terminal.wait_for("Talks between")
    terminal.wait_for("3 articles")
    leaves(terminal)


def test_a_folder_without_articles_is_said(start: Start, tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    leaves(start(80, 24, tmp_path / "nothing", ready="nothing"))


def test_a_path_that_is_not_there_is_said(start: Start, tmp_path: Path) -> None:
    terminal = start(80, 24, tmp_path / "missing.txt", ready="does not exist")
    terminal.wait_for("Dockers")
    leaves(terminal)


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        b'{"some": "other program"}\n',
        b'{"tuibrief": 99, "library": "X"}\n',
        b"\x00" * 4096,
    ],
)
def test_a_library_that_is_none_is_said_and_left_as_it_was(start: Start, tmp_path: Path, content: bytes) -> None:
    place = tmp_path / "photo.jsonl"
    place.write_bytes(content)
    terminal = start(80, 24, path=place, ready=named("photo.jsonl"))
    terminal.press("j", "t", "esc", "4", "1", "s", "c", "esc", "y")
    leaves(terminal)
    assert place.read_bytes() == content


@pytest.mark.skipif(os.geteuid() == 0, reason="root can read everything")
def test_a_library_that_may_not_be_read_is_said(start: Start, tmp_path: Path, library: Path) -> None:
    library.chmod(0)
    leaves(start(80, 24, ready="can't be opened"))


def test_a_folder_as_library_is_said(start: Start, tmp_path: Path) -> None:
    (tmp_path / "cases.jsonl").mkdir()
    leaves(start(80, 24, path=tmp_path / "cases.jsonl", ready=named("cases.jsonl")))


def test_a_terminal_of_twenty_by_five_can_be_used(start: Start) -> None:
    terminal = start(20, 5, ready="✓")
    terminal.press("j", "2", "j", "4", "1", "3", "f")
    terminal.type("board")
    terminal.press("enter")
    assert "Board" in terminal.text or "board" in terminal.text
    leaves(terminal)
