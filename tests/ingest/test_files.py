"""Files and folders -> articles, and one clear sentence for each thing that can be wrong."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tuibrief.ingest import Problem, read_path
from tuibrief.ingest.paths import MOST_BYTES
from tuibrief.model import Article

TEXT = "Ferry crews stopped work on Tuesday.\n\nThe union said talks had failed."


def articles(path: Path) -> list[Article]:
    return [item for item in read_path(path) if isinstance(item, Article)]


def problems(path: Path) -> list[Problem]:
    return [item for item in read_path(path) if isinstance(item, Problem)]


def only_problem(path: Path) -> str:
    found = list(read_path(path))
    assert len(found) == 1
    assert isinstance(found[0], Problem)
    assert not found[0].kept
    return found[0].message


def test_a_text_file_is_kept_character_for_character(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(("  \t" + TEXT + "\n\n\n").encode())
    (article,) = articles(tmp_path / "a.txt")
    assert article.text == "  \t" + TEXT + "\n\n\n"
    assert article.path == str(tmp_path / "a.txt")


def test_a_byte_order_mark_goes_and_crlf_becomes_lf_and_nothing_else_changes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbfOne.\r\nTwo.\rThree.\n\r\n\t\xc2\xa0End")
    assert articles(tmp_path / "a.txt")[0].text == "One.\nTwo.\rThree.\n\n\t\u00a0End"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_text_with_a_wide_byte_order_mark_is_read(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT.encode(encoding))
    assert articles(tmp_path / "a.txt")[0].text == TEXT


def test_what_is_not_utf8_is_detected_and_said(tmp_path: Path) -> None:
    words = "“The café’s owner said: naïve talk – no more,” she told reporters after the fire in the old town."
    (tmp_path / "a.txt").write_bytes(words.encode("cp1252"))
    problem, article = read_path(tmp_path / "a.txt")
    assert isinstance(article, Article)
    assert article.text == words
    assert isinstance(problem, Problem)
    assert problem.kept
    assert "not UTF-8" in problem.message


def test_cyrillic_in_an_old_encoding_is_detected(tmp_path: Path) -> None:
    words = "Правительство объявило о начале переговоров. Стороны встретятся в понедельник, сообщил представитель."
    (tmp_path / "a.txt").write_bytes(words.encode("cp1251"))
    assert articles(tmp_path / "a.txt")[0].text == words


def test_utf8_with_a_broken_byte_keeps_all_other_characters(tmp_path: Path) -> None:
    words = "Zürich, Genève, Łódź, Kraków and Málaga signed – “all of them”."
    raw = words.encode() + b" \xff End."
    (tmp_path / "a.txt").write_bytes(raw)
    assert articles(tmp_path / "a.txt")[0].text == words + " \ufffd End."


def test_a_missing_path_is_one_sentence(tmp_path: Path) -> None:
    assert "does not exist" in only_problem(tmp_path / "nope.txt")


def test_a_name_with_a_null_is_one_sentence() -> None:
    assert "can't be a path" in only_problem(Path("a\0b"))


@pytest.mark.parametrize("raw", [b"", b" \n\t\r\n ", b"\xef\xbb\xbf"])
def test_an_empty_file_is_one_sentence(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(raw)
    assert "empty" in only_problem(tmp_path / "a.txt") or "no words" in only_problem(tmp_path / "a.txt")


def test_a_file_without_a_word_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("*** --- ***\n")
    assert "no words" in only_problem(tmp_path / "a.txt")


@pytest.mark.parametrize(
    ("raw", "said"),
    [(b"\x7fELF\x02\x01" + bytes(90), "program"), (b"%PDF-1.7\n%\xe2\xe3", "PDF"), (b"ab\0\0cd" * 50, "binary")],
)
def test_a_binary_file_is_one_sentence(tmp_path: Path, raw: bytes, said: str) -> None:
    (tmp_path / "a.txt").write_bytes(raw)
    assert said in only_problem(tmp_path / "a.txt")


def test_a_text_that_is_too_long_is_one_sentence_that_says_what_to_do(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as stream:
        stream.write(b"Words. ")
        stream.truncate(50_000_000)
    sentence = only_problem(tmp_path / "a.txt")
    assert "50 MB" in sentence
    assert ".jsonl" in sentence


def test_a_megabyte_is_not_too_long(tmp_path: Path) -> None:
    assert MOST_BYTES > 1_000_000
    (tmp_path / "a.txt").write_text("A word. " * 130_000)
    assert len(articles(tmp_path / "a.txt")[0].text) == 8 * 130_000


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "a.txt").chmod(0)
    assert "permission" in only_problem(tmp_path / "a.txt")


def test_a_folder_is_read_with_all_below_it_in_the_order_of_names(tmp_path: Path) -> None:
    (tmp_path / "b" / "c").mkdir(parents=True)
    (tmp_path / "z.txt").write_text("Last one.")
    (tmp_path / "a.txt").write_text("First one.")
    (tmp_path / "b" / "c" / "m.md").write_text("Deep one.")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / ".hidden.txt").write_text("Hidden.")
    assert [a.text for a in articles(tmp_path)] == ["First one.", "Last one.", "Deep one."]
    assert problems(tmp_path) == []


def test_a_bad_file_in_a_folder_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_text(TEXT)
    assert len(articles(tmp_path)) == 1
    assert len(problems(tmp_path)) == 1


def test_a_folder_without_articles_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "notes.xyz").write_text("x")
    sentence = only_problem(tmp_path)
    assert "holds no article" in sentence
    assert ".txt" in sentence


def test_a_folder_that_links_to_itself_ends(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "loop").symlink_to(tmp_path)
    assert len(articles(tmp_path)) == 1


def test_a_file_name_that_is_no_text_can_be_written_out_again(tmp_path: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text(TEXT)
    except OSError:
        pytest.skip("this file system takes only names that are text")
    (article,) = articles(tmp_path)
    assert article.path.encode("utf-8").endswith("caf\ufffd.txt".encode())


def test_an_unknown_ending_is_read_by_its_looks_when_named(tmp_path: Path) -> None:
    (tmp_path / "story").write_text("<!DOCTYPE html><title>Fire</title><p>A mill burned down on Friday night.</p>")
    (article,) = articles(tmp_path / "story")
    assert article.title == "Fire"


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.md", "a.html", "a.jsonl", "a.eml", "a"]))
def test_no_bytes_whatever_raise(tmp_path: Path, raw: bytes, name: str) -> None:
    (tmp_path / name).write_bytes(raw)
    found = list(read_path(tmp_path / name))
    assert found
    for item in found:
        if isinstance(item, Article):
            item.text.encode("utf-8")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=200))
def test_utf8_text_comes_back_as_it_was(tmp_path: Path, text: str) -> None:
    words = "Words. " + text.replace("\r", "").replace("\0", "")
    (tmp_path / "a.txt").write_bytes(words.encode())
    assert articles(tmp_path / "a.txt")[0].text == words
