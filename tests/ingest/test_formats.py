"""One format each: what of it becomes text, and what becomes title, outlet, authors, date and address."""

import json
from pathlib import Path

import pytest

from tuibrief.ingest import Problem, read_path
from tuibrief.ingest.dates import edtf
from tuibrief.model import Article

PAGE = """<!DOCTYPE html><html><head><title>Mill burns | The Valley News</title>
<meta property="og:site_name" content="The Valley News">
<meta property="article:published_time" content="2024-03-05T23:10:00-05:00">
<link rel="canonical" href="https://news.example/mill">
<style>p {color: red}</style><script>var x = "<p>no</p>";</script></head>
<body><nav><a href="/">Home</a><p>Menu of the day</p></nav>
<article><h1>Mill burns</h1><p class="byline">By Ana Lima and Bo Chen</p>
<p>A paper mill burned down &amp; two workers were <b>hurt</b>,
officials said.</p><p>The cause<br>is unknown.
<aside><p>Read also: other fires</p></aside>
<p>The owner promised to rebuild the mill within a year and to keep all workers on the payroll until then.</p>
<p><a href="/1">Floods</a> <a href="/2">Storms</a></p></article>
<footer>All rights reserved</footer></body></html>"""

LINKED = """<html><head><script type="application/ld+json">{"@context":"https://schema.org","@graph":[
{"@type":"WebSite","name":"Site","url":"https://x.example/"},
{"@type":["NewsArticle"],"headline":"Talks &amp; tariffs","datePublished":"2023-11-02T08:00:00Z",
"author":[{"@type":"Person","name":"Cleo Okafor"},{"name":"D. Haas"}],"publisher":{"name":"Trade Daily"},
"mainEntityOfPage":{"@id":"https://x.example/talks"}}]}</script><meta name="author" content="Webmaster"></head>
<body><div><p>The two sides met for nine hours and agreed on nothing, a delegate said.</p></div></body></html>"""


def only(path: Path) -> Article:
    (article,) = read_path(path)
    assert isinstance(article, Article)
    return article


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_a_page_gives_its_article_without_menus_scripts_and_lists_of_links(tmp_path: Path) -> None:
    article = only(write(tmp_path / "a.html", PAGE))
    assert article.text.split("\n\n") == [
        "Mill burns",
        "By Ana Lima and Bo Chen",
        "A paper mill burned down & two workers were hurt, officials said.",
        "The cause is unknown.",
        "The owner promised to rebuild the mill within a year and to keep all workers on the payroll until then.",
    ]


def test_a_page_says_its_title_without_the_outlet_and_its_outlet_date_and_address(tmp_path: Path) -> None:
    article = only(write(tmp_path / "a.html", PAGE))
    assert (article.title, article.outlet, article.published, article.url) == (
        "Mill burns",
        "The Valley News",
        "2024-03-05",
        "https://news.example/mill",
    )


def test_json_ld_is_believed_before_other_metas(tmp_path: Path) -> None:
    article = only(write(tmp_path / "a.html", LINKED))
    assert article.title == "Talks & tariffs"
    assert article.authors == ("Cleo Okafor", "D. Haas")
    assert (article.outlet, article.published, article.url) == ("Trade Daily", "2023-11-02", "https://x.example/talks")
    assert article.text.startswith("Talks & tariffs\n\nThe two sides met")


def test_a_page_without_text_is_one_sentence(tmp_path: Path) -> None:
    (problem,) = read_path(write(tmp_path / "a.html", "<html><body><script>draw()</script></body></html>"))
    assert isinstance(problem, Problem)
    assert "without text" in problem.message


def test_a_page_is_decoded_as_it_declares(tmp_path: Path) -> None:
    page = '<html><head><meta charset="iso-8859-2"></head><body><p>Łódź i Gdańsk podpisały umowę.</p></body></html>'
    (tmp_path / "a.html").write_bytes(page.encode("iso-8859-2"))
    assert only(tmp_path / "a.html").text == "Łódź i Gdańsk podpisały umowę."


@pytest.mark.parametrize(
    "markup", ["<p>" * 5000 + "Deep words.", "<div><p>Words.</div></p></p><b", "<p>A &#x110000; b"]
)
def test_broken_markup_is_read_all_the_same(tmp_path: Path, markup: str) -> None:
    assert only(write(tmp_path / "a.html", markup)).text


def test_front_matter_of_markdown_says_what_is_known_and_is_no_text(tmp_path: Path) -> None:
    text = (
        '---\ntitle: "Dockers\' pay"\nauthor:\n  - Ana Lima\n  - Bo Chen\ndate: 2022-07-01\nsource: Port Gazette\n'
        "url: https://p.example/1\ntags: [a, b]\n---\n\n# Dockers' pay\n\nPay rose.\n"
    )
    article = only(write(tmp_path / "a.md", text))
    assert article.text == "# Dockers' pay\n\nPay rose.\n"
    assert (article.title, article.authors) == ("Dockers' pay", ("Ana Lima", "Bo Chen"))
    assert (article.published, article.outlet, article.url) == ("2022-07-01", "Port Gazette", "https://p.example/1")


def test_a_rule_at_the_start_of_markdown_is_text(tmp_path: Path) -> None:
    text = "---\nJust a line.\n---\nMore."
    assert only(write(tmp_path / "a.md", text)).text == text


def test_json_lines_keep_their_text_untouched_and_their_path(tmp_path: Path) -> None:
    row = {"path": "x/1.txt", "text": "\ufeffOne.\r\nTwo.", "title": "T", "outlet": "O", "authors": ["A", "B"]}
    more = {"published": "2021-05", "url": "https://e.example"}
    article = only(write(tmp_path / "a.jsonl", json.dumps({**row, **more}) + "\n"))
    assert article.text == "\ufeffOne.\r\nTwo."
    assert (article.path, article.title, article.outlet, article.authors) == ("x/1.txt", "T", "O", ("A", "B"))
    assert (article.published, article.url) == ("2021-05", "https://e.example")


def test_a_bad_line_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    text = (
        '{"path":"1","text":"One."}\n{bad\n[1]\n{"path":"2"}\n{"path":"3","text":" "}\n\n{"path":"4","text":"Four."}\n'
    )
    found = list(read_path(write(tmp_path / "a.jsonl", text)))
    assert [a.path for a in found if isinstance(a, Article)] == ["1", "4"]
    named = [p.message.split(",")[1].strip() for p in found if isinstance(p, Problem)]
    assert named == ["line 2", "line 3", "line 4", "line 5"]


def test_json_lines_are_read_one_at_a_time(tmp_path: Path) -> None:
    from tuibrief.ingest import jsonl

    def rows() -> object:
        yield b'{"path":"1","text":"One."}'
        raise AssertionError("asked for more than the first line")

    first = next(jsonl.read(rows(), "x"))  # type: ignore[arg-type]
    assert isinstance(first, Article)


def test_half_a_surrogate_pair_becomes_a_stand_in_of_the_same_length(tmp_path: Path) -> None:
    article = only(write(tmp_path / "a.jsonl", '{"path":"1","text":"a \\ud83d b"}'))
    assert article.text == "a \ufffd b"


def test_a_message_gives_its_plain_text_subject_sender_and_date(tmp_path: Path) -> None:
    text = (
        "From: Harbour Letter <news@h.example>\nSubject: =?utf-8?q?Caf=C3=A9s_close?=\n"
        "Date: Tue, 5 Mar 2024 23:10:00 -0500\n"
        'MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary="b"\n\n--b\nContent-Type: text/plain; '
        "charset=utf-8\n\nAll caf\u00e9s closed.\n--b\nContent-Type: text/html\n\n<p>Other</p>\n--b--\n"
    )
    article = only(write(tmp_path / "a.eml", text))
    assert article.text.strip() == "All cafés closed."
    assert (article.title, article.outlet, article.published) == ("Cafés close", "Harbour Letter", "2024-03-05")


def test_a_message_with_only_a_page_gives_the_pages_text(tmp_path: Path) -> None:
    text = (
        "From: a@b.example\nSubject: Hi\nContent-Type: text/html; charset=utf-8\n\n<p>The bank failed on Monday.</p>\n"
    )
    assert only(write(tmp_path / "a.eml", text)).text == "The bank failed on Monday."


@pytest.mark.parametrize(
    ("stated", "date"),
    [
        ("2025-10-28T23:59:00+09:00", "2025-10-28"),
        ("2025-10", "2025-10"),
        ("2025", "2025"),
        ("2025-10-21~", "2025-10-21~"),
        ("20251028", "2025-10-28"),
        ("28 October 2025", "2025-10-28"),
        ("Oct 28, 2025", "2025-10-28"),
        ("Tue, 28 Oct 2025 10:00:00 GMT", "2025-10-28"),
        ("3/4/2025", None),
        ("2025-13-01", None),
        ("2025-02-30", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_dates_are_told_or_left_out(stated: str, date: str | None) -> None:
    assert edtf(stated) == date
