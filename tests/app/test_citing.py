"""What an article is known by, set in the app; what else is copied than a citation; a text to be selected by hand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.app.conftest import Start
from tests.app.sample import STRIKE, articles
from tests.app.terminal import Terminal
from tests.app.test_copying import sent
from tests.overviewing import fire, fire_again, keep, vote
from tuibrief.library.library import Library
from tuibrief.model import Article

STRUCK = articles()[0].id
EMPTY = ["backspace"] * 40


def known(library: Path) -> Article:
    with Library.open(library) as kept:
        return kept.article(STRUCK)


def test_what_is_known_of_an_article_is_set_with_its_citation_below_and_undone(start: Start, library: Path) -> None:
    terminal = start(100, 30)
    terminal.press("E")
    terminal.wait_for("— Marte Lunde, “Dockers walk out")
    terminal.press("tab", "tab", "ctrl+u")
    terminal.type("Solheim, Ana; Li Wei")
    terminal.wait_for("— Ana Solheim and Li Wei, “Dockers walk out")
    assert "file: Marte Lunde" in terminal.text  # what the file said stays beside it
    assert "→ Solheim, Ana; Li Wei" in terminal.text
    terminal.press("tab", "ctrl+u")
    terminal.type("6 March 2024")
    terminal.wait_for("6 March 2024, para. 1")
    terminal.press("enter")
    terminal.wait_for("Set the article's authors, date.")
    assert known(library).authors == ("Solheim, Ana", "Li Wei")
    assert known(library).published == "2024-03-06"
    terminal.press("y")
    terminal.wait_for("sent to the terminal")
    assert "Ana Solheim and Li Wei" in sent(terminal)[-1]
    terminal.press("u")
    terminal.wait_for("Undone: set authors, date of “Dockers walk out at Halvik”")
    terminal.press("y")
    terminal.settle()
    assert "— Marte Lunde, " in sent(terminal)[-1]
    assert known(library) == articles()[0]


@pytest.mark.parametrize(
    ("tabs", "typed", "word"),
    [(3, "31 April 2024", "is not a date like"), (4, "post.example", "is not a web address like")],
)
def test_what_can_not_be_keeps_the_form_open_with_a_word(
    start: Start, library: Path, tabs: int, typed: str, word: str
) -> None:
    terminal = start(100, 30)
    terminal.press("E", *["tab"] * tabs, "ctrl+u")
    terminal.type(typed)
    terminal.press("enter")
    terminal.wait_for(word)
    assert "What is known of the article" in terminal.text
    assert known(library) == articles()[0]


def test_what_was_not_kept_is_there_again_and_among_the_drafts(start: Start, library: Path) -> None:
    terminal = start(100, 30)
    terminal.press("E", "tab", "ctrl+u")
    terminal.type("Coast Daily")
    terminal.press("esc")
    terminal.wait_for("The draft is kept")
    terminal.press("g", "d")
    terminal.wait_for("details: outlet Coast Daily")
    terminal.press("enter")
    terminal.wait_for("file: The Northern Post")
    terminal.press("enter")
    terminal.wait_for("Set the article's outlet.")
    assert known(library).outlet == "Coast Daily"
    terminal.press("g", "d")
    terminal.wait_for("Nothing is half-written")


def test_the_form_stands_whole_on_a_small_screen(start: Start) -> None:
    terminal = start(40, 12)
    terminal.press("E")
    text = terminal.wait_for("Marte Lunde, “Dockers")
    for word in ("Title", "Outlet", "Authors", "Date", "Address", "enter keep"):
        assert word in text


def test_a_source_edited_in_articles_is_the_one_there(start: Start, library: Path) -> None:
    terminal = start(100, 30)
    terminal.press("1", "j", "E")
    terminal.wait_for("Mediators come to Halvik")
    terminal.press("tab", "ctrl+u")
    terminal.type("Fjord News")
    terminal.press("enter")
    terminal.wait_for("Set the article's outlet.")
    with Library.open(library) as kept:
        assert [row.outlet for row in kept.articles()] == ["The Northern Post", "Fjord News", "The Northern Post"]


@pytest.mark.parametrize(
    ("keys", "copied"),
    [
        (("Q",), "Dockers at the port of Halvik walked out on Monday after talks with the Harbour Board broke down."),
        (("H",), "Dockers walk out at the port of Halvik"),
        (("G", "k", "enter"), None),
    ],
)
def test_the_quotation_or_the_headline_alone_is_copied_this_once(
    start: Start, keys: tuple[str, ...], copied: str
) -> None:
    terminal = start(100, 30)
    terminal.press("Y")
    terminal.wait_for("Style of citations")
    terminal.press(*keys)
    terminal.wait_for("sent to the terminal")
    terminal.press("y")
    terminal.settle()
    alone, cited = sent(terminal)
    assert alone == (copied or alone)
    assert cited.startswith(f"“{alone}" if copied is None else "“Dockers at the port")
    assert "— Marte Lunde" in cited


def test_a_link_opens_the_page_at_the_selected_words(start: Start) -> None:
    terminal = start(100, 30)
    terminal.press("2", "v", "w", "w", "Y")
    terminal.wait_for("Style of citations")
    terminal.press("L")
    terminal.wait_for("sent to the terminal")
    (link,) = sent(terminal)
    assert link.startswith("https://post.example/halvik#:~:text=walked%20out%20on")


def test_the_style_shows_what_it_gives_for_all_that_is_picked(start: Start) -> None:
    terminal = start(100, 40)
    terminal.press("*", "Y")
    terminal.wait_for("Style of citations")
    terminal.press("j", "j", "j")
    terminal.wait_for("Lunde, M. (2024, March 5). Dockers walk out at Halvik. The Northern Post.")
    terminal.press("esc", "esc", "1", "Y")
    terminal.wait_for("│ Marte Lunde, “Dockers walk out at Halvik,”")  # in Articles nothing is quoted


def test_a_whole_story_is_cited_from_any_of_its_events(start: Start, tmp_path: Path) -> None:
    path = tmp_path / "fires.jsonl"
    with Library.open(path, who="reader") as library:
        keep(library, fire(), fire_again(), vote())
    terminal = start(100, 30, path=path, ready="×2")
    terminal.press("y")
    terminal.wait_for("sent to the terminal")
    terminal.press("g", "y")
    terminal.wait_for("The whole story, 2 events in 2 articles · sent to the terminal")
    one, whole = sent(terminal)
    assert whole.split("\n\n")[0] == one
    assert whole.index("Coast Mail") < whole.index("Harbour Sun")
    assert "tram" not in whole


NOWHERE = {"TMUX": "/nowhere,1,0", "PATH": "/nowhere"}


def bare(terminal: Terminal) -> str:
    """The text as it was last written for the hand: what a terminal's own selection gives, however it wraps it."""
    pages = re.findall(rb"\x1b\[2J\x1b\[H\x1b\[\?7h(.*?)\x1b\[\?7l", bytes(terminal.raw), re.DOTALL)
    assert pages
    assert b"\x1b" not in pages[-1]
    return str(pages[-1].decode())


def mouse(terminal: Terminal) -> bool:
    """Whether the program was last heard to want the mouse."""
    return terminal.raw.rfind(b"\x1b[?1000h") > terminal.raw.rfind(b"\x1b[?1000l")


@pytest.mark.parametrize("size", [(100, 30), (40, 12)])
def test_a_refused_copy_opens_to_be_selected_by_hand(start: Start, size: tuple[int, int]) -> None:
    terminal = start(*size, environment=NOWHERE)
    assert mouse(terminal)
    before = terminal.text
    terminal.press("y")
    text = terminal.wait_for("select it by hand")
    assert text.startswith("“Dockers at the port of Halvik")
    assert "│" not in text
    assert not mouse(terminal)
    assert bare(terminal) == (
        "“Dockers at the port of Halvik walked out on Monday after talks with the Harbour Board broke down.” — Marte "
        "Lunde, “Dockers walk out at Halvik,” The Northern Post, 5 March 2024, para. 1"
    )
    terminal.press("esc")
    terminal.wait_for("not copied: tmux can't be run")
    assert mouse(terminal)
    assert terminal.text.splitlines()[:-1] == before.splitlines()[:-1]


def test_a_text_by_hand_has_pages_and_follows_the_size(start: Start) -> None:
    terminal = start(40, 12, environment=NOWHERE)
    terminal.press("*", "y")
    terminal.wait_for("page 1 of")
    first = bare(terminal)
    terminal.press("j")
    terminal.wait_for("page 2 of")
    assert bare(terminal) != first
    terminal.resize(100, 30)
    terminal.wait_for(lambda text: "page" not in text and "select it by hand" in text)
    assert bare(terminal).startswith(first)
    assert bare(terminal).endswith("paras. 1, 2, 3")
    terminal.press("q")
    terminal.wait_for("10 picked")


def test_the_last_copy_is_shown_to_be_selected_where_a_terminal_took_nothing(start: Start) -> None:
    terminal = start(100, 30)
    terminal.press("g", "p")
    terminal.wait_for("Nothing was copied yet")
    terminal.press("y")
    terminal.wait_for("sent to the terminal")
    terminal.press("g", "p")
    terminal.wait_for("select it by hand")
    assert bare(terminal) == sent(terminal)[0]
    terminal.press("esc", "p")
    terminal.wait_for("Last copies")
    terminal.press("v")
    terminal.wait_for("select it by hand")
    assert STRIKE[:20] in bare(terminal)


def test_what_another_session_sets_of_the_article_is_cited_at_once(start: Start, library: Path) -> None:
    terminal = start(100, 30)
    with Library.open(library, who="another") as other:
        other.edit_article(STRUCK, outlet="Fjord News")
    terminal.wait_for("Fjord News")  # above the text
    terminal.press("y")
    terminal.wait_for("sent to the terminal")
    assert "Fjord News, 5 March 2024" in sent(terminal)[-1]
