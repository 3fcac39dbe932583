"""The app as a terminal shows it, at several sizes and in several states, as text that a person can read in a diff."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.app import sample
from tests.app.conftest import Start
from tests.app.terminal import Terminal
from tuibrief.app import state
from tuibrief.app.state import Place, Saved, State
from tuibrief.library.library import Library
from tuibrief.model import Article

Same = Callable[[Terminal, str], None]

SIZES = [(40, 12), (80, 24), (120, 40), (200, 50)]
# Name, the keys that lead there from the first screen, those that lead back (before escape, and to the first event).
STATES: list[tuple[str, list[str], list[str]]] = [
    ("first", [], []),
    ("articles", ["1"], []),
    ("actor", ["4"], []),
    ("all-articles", ["s"], ["s"]),
    ("zoomed", ["2", "z"], []),
    ("selecting", ["2", "v", "a", "s"], []),
    ("picked", ["space", "space"], []),
    ("tagging", ["t", "n"], []),
    ("note", ["a", "W", "h", "y", "?"], ["ctrl+g"]),
    ("correcting", ["e"], []),
    ("grading", ["r", "B"], []),
    ("sequence", ["g"], []),
    ("confirming", ["space", "space", "x"], ["n"]),
    ("styles", ["Y", "j"], []),
    ("commands", [":", "u", "n"], []),
    ("help", ["?"], []),
    ("help-selecting", ["2", "v", "?"], ["esc"]),
    ("views", ["g", "v"], []),
    ("bookmarks", ["g", "b"], []),
    ("jumping", ["g", "e", *"storm"], []),
    ("filtering", ["s", "f", *"board"], ["esc", "s"]),
    ("completing", ["f", *"status:p"], []),
    ("filtered", ["f", *"board", "enter"], ["F"]),
    ("nothing-fits", ["f", *"zebu", "enter"], ["F"]),
    ("searching", ["2", "/", *"board"], []),
    ("adding", ["i"], []),
]
HOME = ["esc", "esc", "esc", "3", "g", "g"]


@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_states(start: Start, same_screen: Same, library: Path, tmp_path: Path, columns: int, rows: int) -> None:
    key = sample.articles()[0].id
    kept = State(
        toured=True,
        views={"about the board": Saved("board"), "key events": Saved(core_only=True, all_articles=False)},
        bookmarks={"b": Place(key, None, "source")},
    )
    state.save(state.path_for(library, tmp_path / "state" / "tuibrief"), kept)
    terminal = start(columns, rows)
    for name, keys, back in STATES:
        terminal.press(*keys)
        same_screen(terminal, f"{name}-{columns}x{rows}")
        terminal.press(*back, *HOME)


def at_all_sizes(terminal: Terminal, same_screen: Same, name: str) -> None:
    for columns, rows in SIZES:
        terminal.resize(columns, rows)
        same_screen(terminal, f"{name}-{columns}x{rows}")


def test_an_empty_library(start: Start, same_screen: Same, tmp_path: Path) -> None:
    at_all_sizes(start(80, 24, path=tmp_path / "none.jsonl", ready="No articles yet"), same_screen, "empty")


def test_while_an_article_is_read(start: Start, same_screen: Same, tmp_path: Path) -> None:
    long = "The council of Lindmoor met. It heard a report on the mills. Nobody spoke. " * 4000
    path = sample.make(tmp_path / "harbour.jsonl", (Article.of(long, "long.txt", title="A long report"), None))
    at_all_sizes(start(80, 24, path=path, ready="reading 1 of 1"), same_screen, "reading")


def test_a_library_that_is_none(start: Start, same_screen: Same, tmp_path: Path) -> None:
    (tmp_path / "other.jsonl").write_text('{"some": "other program"}\n', encoding="utf-8")
    at_all_sizes(start(80, 24, path=Path("other.jsonl"), ready="other.jsonl is not"), same_screen, "no-library")


def test_a_damaged_library(start: Start, same_screen: Same, library: Path) -> None:
    with Library.open(library) as kept:
        for event in kept.events()[:2]:
            kept.tag([kept.target_of_event(event.id)], "wages")
    lines = library.read_bytes().split(b"\n")
    lines[-3] = lines[-3][:40] + b"XXXX" + lines[-3][44:]  # the first of the two
    library.write_bytes(b"\n".join(lines))
    at_all_sizes(start(80, 24, ready="damaged"), same_screen, "damaged")


def test_a_library_that_can_not_be_written(start: Start, same_screen: Same, library: Path) -> None:
    library.with_name(f".{library.name}.lock").mkdir()
    terminal = start(80, 24)
    terminal.press("t", *"wages", "enter")
    at_all_sizes(terminal, same_screen, "not-written")


def test_a_file_that_is_not_there(start: Start, same_screen: Same, tmp_path: Path) -> None:
    at_all_sizes(start(80, 24, tmp_path / "missing.txt", ready="does not exist"), same_screen, "missing-file")


def test_signs_in_ascii(start: Start) -> None:
    terminal = start(80, 24, ascii_only=True)
    for keys in ([], ["t"], ["esc", "?"], ["esc", ":"], ["esc", "Y"], ["esc", "1"], ["4"], ["f"]):
        terminal.press(*keys)
        words = terminal.text.translate(
            dict.fromkeys(map(ord, "“”—"))
        )  # an article's and a citation's own characters stay
        assert words.isascii(), words


@pytest.mark.parametrize(("columns", "rows"), [(20, 5), (24, 6), (30, 8)])
def test_a_very_small_screen_can_be_used(start: Start, columns: int, rows: int) -> None:
    terminal = start(columns, rows, ready="✓")
    before = terminal.text
    terminal.press("j")
    assert terminal.text != before
    terminal.press("q")
    assert terminal.wait_end() == 0


def test_a_screen_that_is_too_small_says_so_and_recovers(start: Start) -> None:
    terminal = start(80, 24)
    terminal.resize(19, 4)
    terminal.wait_for("Too small")
    terminal.resize(80, 24)
    terminal.wait_for("Dockers walk out")
    assert "Too small" not in terminal.text


RESIZED = [
    [], ["t"], ["a"], ["e"], ["?"], [":"], ["f"], ["/"],
    ["Y"], ["1"], ["z"], ["4"], ["2", "v"], ["x"], ["g", "e"], ["S"], ["V", "j"],
]  # fmt: skip


def test_resizing_in_every_state(start: Start) -> None:
    terminal = start(120, 40)
    for keys in RESIZED:
        terminal.press(*keys, settle=False)
        for columns, rows in ((80, 24), (20, 5), (10, 2), (200, 50), (120, 40)):
            terminal.resize(columns, rows, quiet=0.03)
            assert terminal.process.poll() is None, f"{keys}\n{terminal.text}"
        terminal.press("esc", "esc", "esc", "3")
        terminal.wait_for("Dockers walk out at the port")


def test_no_colour_tells_the_same(start: Start) -> None:
    terminal = start(80, 24, environment={"NO_COLOR": "1"})
    terminal.wait_for("✓")
    terminal.wait_for("✗")
    marked = terminal.style_of("walked out") if "walked out" in terminal.text else terminal.style_of("walked")
    assert marked.bold or marked.reverse or marked.underscore


@pytest.mark.parametrize("theme", ["dark", "light", "contrast", "ansi"])
def test_every_theme_starts(start: Start, theme: str) -> None:
    terminal = start(80, 24, theme=theme)
    terminal.press("j", "l")
    terminal.wait_for("Talks between")


def test_the_terminals_own_colours_only_in_the_ansi_theme(start: Start) -> None:
    terminal = start(80, 24, theme="ansi")
    for code in (b"38;2;", b"48;2;", b"38;5;", b"48;5;"):
        assert code not in terminal.raw
