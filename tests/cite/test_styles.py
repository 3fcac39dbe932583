"""Golden citations: every style over every combination of what an article may lack. The styles' files name the sections."""

# ruff: noqa: E501 - a golden citation is easiest to read on one line

import itertools
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuibrief.cite import STYLES, Citation, CiteError, cite, cite_several, formatted
from tuibrief.cite.clipboard import clean
from tuibrief.model import Article, Basis, Event, EventType, Reading, Span, Trigger

WHOLE = Citation(
    article_id="0123456789ab",
    sha256="0123456789abcdef" * 4,
    title="Crews end strike",
    authors=("Ana van Dyke", "Bea Chen"),
    outlet="Harbour Post",
    published="2024-03-05",
    url="https://h.example/a",
    accessed="2024-03-09",
    quotes=("They said “no” twice.",),
    paragraphs=(3,),
    headlines=("Crews end strike",),
)
NO_AUTHOR = replace(WHOLE, authors=())
NO_TITLE = replace(WHOLE, title="Ferry crews have ended their …", titled=False)
NO_OUTLET = replace(WHOLE, outlet=None)
NO_DATE = replace(WHOLE, published=None)
INFERRED = replace(WHOLE, inferred=True)
NO_URL = replace(WHOLE, url=None)
BARE = replace(NO_TITLE, authors=(), outlet=None, published=None, url=None, accessed=None)

GOLDEN = {
    "plain": [
        (WHOLE, "“They said ‘no’ twice.” — Ana van Dyke and Bea Chen, “Crews end strike,” Harbour Post, 5 March 2024, para. 3"),
        (NO_AUTHOR, "“They said ‘no’ twice.” — “Crews end strike,” Harbour Post, 5 March 2024, para. 3"),
        (NO_OUTLET, "“They said ‘no’ twice.” — Ana van Dyke and Bea Chen, “Crews end strike,” 5 March 2024, para. 3"),
        (NO_DATE, "“They said ‘no’ twice.” — Ana van Dyke and Bea Chen, “Crews end strike,” Harbour Post, para. 3"),
        (INFERRED, "“They said ‘no’ twice.” — Ana van Dyke and Bea Chen, “Crews end strike,” Harbour Post, [5 March 2024], para. 3"),
        (BARE, "“They said ‘no’ twice.” — “Ferry crews have ended their …,” para. 3"),
        (replace(BARE, quotes=(), paragraphs=()), "“Ferry crews have ended their …”"),
    ],
    "chicago": [
        (WHOLE, "Ana van Dyke and Bea Chen, “Crews end strike,” Harbour Post, March 5, 2024, para. 3, https://h.example/a."),
        (NO_AUTHOR, "“Crews end strike,” Harbour Post, March 5, 2024, para. 3, https://h.example/a."),
        (NO_DATE, "Ana van Dyke and Bea Chen, “Crews end strike,” Harbour Post, accessed March 9, 2024, para. 3, https://h.example/a."),
        (INFERRED, "Ana van Dyke and Bea Chen, “Crews end strike,” Harbour Post, [March 5, 2024], para. 3, https://h.example/a."),
        (NO_URL, "Ana van Dyke and Bea Chen, “Crews end strike,” Harbour Post, March 5, 2024, para. 3."),
    ],
    "chicago-bib": [
        (WHOLE, "van Dyke, Ana, and Bea Chen. “Crews end strike.” Harbour Post, March 5, 2024. https://h.example/a."),
        (NO_AUTHOR, "Harbour Post. “Crews end strike.” March 5, 2024. https://h.example/a."),
        (NO_DATE, "van Dyke, Ana, and Bea Chen. “Crews end strike.” Harbour Post, accessed March 9, 2024. https://h.example/a."),
        (INFERRED, "van Dyke, Ana, and Bea Chen. “Crews end strike.” Harbour Post, [March 5, 2024]. https://h.example/a."),
        (BARE, "“Ferry crews have ended their …”"),
    ],
    "apa": [
        (WHOLE, "van Dyke, A., & Chen, B. (2024, March 5). Crews end strike. Harbour Post. https://h.example/a"),
        (NO_AUTHOR, "Crews end strike. (2024, March 5). Harbour Post. https://h.example/a"),
        (NO_TITLE, "van Dyke, A., & Chen, B. (2024, March 5). [Ferry crews have ended their …]. Harbour Post. https://h.example/a"),
        (NO_OUTLET, "van Dyke, A., & Chen, B. (2024, March 5). Crews end strike. https://h.example/a"),
        (NO_DATE, "van Dyke, A., & Chen, B. (n.d.). Crews end strike. Harbour Post. https://h.example/a"),
        (INFERRED, "van Dyke, A., & Chen, B. ([2024, March 5]). Crews end strike. Harbour Post. https://h.example/a"),
        (BARE, "[Ferry crews have ended their …]. (n.d.)."),
    ],
    "apa-text": [
        (WHOLE, "“They said ‘no’ twice” (van Dyke & Chen, 2024, para. 3)."),
        (NO_AUTHOR, "“They said ‘no’ twice” (“Crews end strike,” 2024, para. 3)."),
        (NO_DATE, "“They said ‘no’ twice” (van Dyke & Chen, n.d., para. 3)."),
        (INFERRED, "“They said ‘no’ twice” (van Dyke & Chen, [2024], para. 3)."),
    ],
    "mla": [
        (WHOLE, "van Dyke, Ana, and Bea Chen. “Crews end strike.” Harbour Post, 5 Mar. 2024, https://h.example/a."),
        (NO_AUTHOR, "“Crews end strike.” Harbour Post, 5 Mar. 2024, https://h.example/a."),
        (NO_DATE, "van Dyke, Ana, and Bea Chen. “Crews end strike.” Harbour Post, https://h.example/a. Accessed 9 Mar. 2024."),
        (INFERRED, "van Dyke, Ana, and Bea Chen. “Crews end strike.” Harbour Post, [5 Mar. 2024], https://h.example/a."),
        (NO_TITLE, "van Dyke, Ana, and Bea Chen. “Ferry crews have ended their …” Harbour Post, 5 Mar. 2024, https://h.example/a."),
    ],
    "wikipedia": [
        (
            WHOLE,
            "{{cite news |last1=van Dyke |first1=Ana |last2=Chen |first2=Bea |title=Crews end strike |work=Harbour Post "
            "|date=5 March 2024 |url=https://h.example/a |access-date=9 March 2024 |quote=They said 'no' twice.}}",
        ),
        (BARE, "{{cite news |title=Ferry crews have ended their … |quote=They said 'no' twice.}}"),
    ],
    "icd206": [
        (
            replace(WHOLE, grade="B2"),
            "Harbour Post; Ana van Dyke and Bea Chen; “Crews end strike”; published 05 MAR 2024; para. 3; "
            "https://h.example/a; accessed 09 MAR 2024; graded B2; SHA-256 0123456789abcdef; "
            "quoted: “They said ‘no’ twice.”",
        ),
    ],
    "link": [(WHOLE, "https://h.example/a#:~:text=They%20said%20%E2%80%9Cno%E2%80%9D%20twice.")],
    "quotation": [(WHOLE, "They said “no” twice.")],
    "headline": [(WHOLE, "Crews end strike")],
}  # fmt: skip


@pytest.mark.parametrize(
    ("style", "citation", "text"), [(style, *row) for style, rows in GOLDEN.items() for row in rows]
)
def test_golden(style: str, citation: Citation, text: str) -> None:
    assert formatted([citation], style) == text


LACKS: list[dict[str, Any]] = [
    {"authors": ()},
    {"title": NO_TITLE.title, "titled": False},
    {"outlet": None},
    {"published": None},
    {"inferred": True},
    {"published": "2024~"},
    {"url": None},
    {"accessed": None},
    {"quotes": (), "paragraphs": ()},
    {"authors": ("Harbour Post",)},
]
LACKING = [
    replace(WHOLE, **{name: value for lack in some for name, value in lack.items()})
    for number in range(len(LACKS) + 1)
    for some in itertools.combinations(LACKS, number)
]


@pytest.mark.parametrize("style", STYLES)
def test_whatever_is_missing_no_mark_is_doubled_and_none_left_over(style: str) -> None:
    for citation in LACKING:
        if (style == "link" and not citation.url) or (style == "quotation" and not citation.quotes):
            with pytest.raises(CiteError, match=r"\.$"):
                formatted([citation], style)
            continue
        text = formatted([citation], style)
        for wrong in (",,", ", ,", "“”", ". .", "..", ",.", "()", "None", "[](", "; ;", "  |", "||", "— ,", "(,", "{}"):
            assert wrong not in text, citation
        assert text.strip() == (text if style != "ris" else text.strip())
        assert not text.startswith((",", ".", ";", "—"))
        assert "\t" not in text
        if style in ("plain", "chicago", "chicago-bib", "apa", "mla", "wikipedia", "icd206", "link", "headline"):
            assert "\n" not in text


def test_bibtex_makes_its_own_marks_plain() -> None:
    text = formatted([replace(WHOLE, title="Profit & loss: 50% of {all} #1_a", quotes=("$5 ~ 6^2 \\ x",))], "bibtex")
    assert r"title = {{Profit \& loss: 50\% of \{all\} \#1\_a}}" in text
    assert r"annotation = {\$5 \textasciitilde{} 6\textasciicircum{}2 \textbackslash{} x}" in text
    assert text.startswith("@online{vandyke2024-012345,")
    assert "date = {2024-03-05}" in text


def test_bibtex_of_a_printed_paper_is_an_article() -> None:
    text = formatted([NO_URL], "bibtex")
    assert text.startswith("@article{")
    assert "journaltitle = {Harbour Post}" in text


def test_ris_is_a_record_from_type_to_end() -> None:
    lines = formatted([INFERRED], "ris").split("\n")
    assert lines[0] == "TY  - NEWS"
    assert lines[-1] == "ER  - "
    assert "AU  - van Dyke, Ana" in lines
    assert "DA  - 2024/03/05/" in lines
    assert any("inferred" in line for line in lines)


def test_csl_json_of_several_is_one_array() -> None:
    import json

    items = json.loads(formatted([WHOLE, replace(BARE, article_id="b", published="2024-03~")], "csl-json"))
    assert [item["id"] for item in items] == ["0123456789ab", "b"]
    assert items[0]["author"] == [{"family": "van Dyke", "given": "Ana"}, {"family": "Chen", "given": "Bea"}]
    assert items[1]["issued"] == {"date-parts": [[2024, 3]], "circa": True}


def test_markdown_and_org_quote_in_a_block_with_a_linked_title() -> None:
    marked = replace(WHOLE, quotes=("# 1. *Not* a [list]",))
    assert formatted([marked], "markdown") == (
        "> \\# 1. \\*Not\\* a \\[list\\]\n>\n> — Ana van Dyke and Bea Chen, "
        "[“Crews end strike”](https://h.example/a), *Harbour Post*, 5 March 2024, para. 3"
    )
    assert formatted([replace(WHOLE, quotes=("* star",))], "org").split("\n")[:2] == ["#+begin_quote", "\u200b* star"]


def test_wikipedia_marks_in_a_title_do_not_end_the_template() -> None:
    text = formatted([replace(WHOLE, title="A | B }} [C]")], "wikipedia")
    assert "|title=A {{!}} B &#125;&#125; &#91;C&#93; |" in text


def test_a_title_that_asks_keeps_its_mark() -> None:
    asks = replace(WHOLE, title="Why “now”?")
    assert "“Why ‘now’?,” Harbour Post" in formatted([asks], "chicago")
    assert "“Why ‘now’?” Harbour Post" in formatted([asks], "mla")


def test_two_articles_of_one_author_and_year_get_letters_in_the_order_of_their_titles() -> None:
    first = replace(WHOLE, article_id="1", title="Zebra")
    second = replace(WHOLE, article_id="2", title="Apple")
    text = formatted([first, second], "apa")
    assert "(2024b, March 5). Zebra." in text
    assert "(2024a, March 5). Apple." in text


@pytest.mark.parametrize(
    ("name", "apa"),
    [
        ("Jean-Paul Roy", "Roy, J.-P."),
        ("Sam Lee Jr.", "Lee, S., Jr."),
        ("Reuters", "Reuters"),
        ("Harbour Post Staff", "Harbour Post Staff"),
        ("Lee, Sam", "Lee, S."),
    ],
)
def test_names_are_turned_round_where_they_are_a_persons(name: str, apa: str) -> None:
    assert formatted([replace(WHOLE, authors=(name,))], "apa").startswith(apa)


def test_an_agency_that_is_also_the_outlet_is_named_once() -> None:
    agency = replace(WHOLE, authors=("Reuters",), outlet="Reuters")
    for style in ("plain", "apa", "mla", "chicago", "chicago-bib", "markdown", "org", "wikipedia", "icd206"):
        assert formatted([agency], style).count("Reuters") == 1


TEXT = (
    "Crews end strike\n\nThe port opened on Monday. Mr. Vale of the U.S. line said: “We will sail.” It was the 3.5th\nday.\n\n"
    "It ended at noon! Nobody cheered."
)
ARTICLE = Article.of(TEXT, "a.txt", title="Crews end strike | Harbour Post", outlet="Harbour Post")
READING = Reading(
    ARTICLE.id,
    "m",
    "1",
    "en",
    published="2024-03-05",
    published_basis=Basis.INFERRED,
    paragraphs=(Span(0, 16), Span(18, TEXT.index("\n\nIt ended")), Span(TEXT.index("It ended"), len(TEXT))),
    headings=(Span(0, 16),),
)


def event(word: str) -> Event:
    start = TEXT.index(word)
    trigger = Trigger(start, start + len(word), word)
    return Event(word, start, start + len(word), trigger, EventType.OTHER, f"Headline of {word}")


@pytest.mark.parametrize(
    ("word", "quote", "paragraph"),
    [
        ("opened", "The port opened on Monday.", 1),
        ("sail", "Mr. Vale of the U.S. line said: ‘We will sail.’", 1),
        ("3.5th", "It was the 3.5th day.", 1),
        ("ended", "It ended at noon!", 2),
    ],
)
def test_an_event_is_quoted_by_its_whole_sentence_and_numbered_by_its_paragraph(
    word: str, quote: str, paragraph: int
) -> None:
    assert cite(ARTICLE, READING, event(word)) == (
        f"“{quote}” — “Crews end strike,” Harbour Post, [5 March 2024], para. {paragraph}"
    )


def test_a_selection_is_quoted_as_it_was_selected() -> None:
    start = TEXT.index("will sail")
    assert cite(ARTICLE, READING, Span(start, start + 9), "quotation") == "will sail"


def test_an_article_without_reading_has_its_paragraphs_counted_from_its_lines() -> None:
    assert cite(ARTICLE, None, event("ended")).endswith("Harbour Post, para. 3")


def test_events_of_one_source_share_it() -> None:
    text = cite_several([(ARTICLE, READING, event("opened")), (ARTICLE, READING, event("ended"))])
    assert text.count("Harbour Post") == 1
    assert text.endswith("paras. 1, 2")
    assert cite_several([(ARTICLE, READING, event("opened"))] * 2, "mla").count("\n") == 0


def test_an_unknown_style_is_one_sentence() -> None:
    with pytest.raises(CiteError, match="no style 'x'"):
        cite(ARTICLE, None, None, "x")


SECOND = replace(
    WHOLE, article_id="ba9876543210", title="The tide turns", published="2024-02-01", quotes=("Low tide.",)
)


def test_a_list_of_several_names_each_source_once_in_the_order_of_its_first() -> None:
    again = replace(WHOLE, quotes=("Then they left.",), paragraphs=(1,))
    text = formatted([WHOLE, SECOND, again], "plain")
    assert text == (
        "“They said ‘no’ twice.” … “Then they left.” — Ana van Dyke and Bea Chen, “Crews end strike,” Harbour Post, "
        "5 March 2024, paras. 1, 3\n\n"
        "“Low tide.” — Ana van Dyke and Bea Chen, “The tide turns,” Harbour Post, 1 February 2024, para. 3"
    )


def test_a_quotation_that_stands_in_another_is_not_quoted_twice() -> None:
    part, whole = replace(WHOLE, quotes=("Low tide.",)), replace(WHOLE, quotes=("Low tide. Then they left.",))
    for order in ([part, whole], [whole, part], [part, whole, part]):
        assert formatted(order, "quotation") == "Low tide. Then they left."


@pytest.mark.parametrize("style", ["bibtex", "ris", "csl-json", "wikipedia", "apa", "mla", "chicago", "chicago-bib"])
def test_no_style_lists_a_source_twice_whatever_its_grades(style: str) -> None:
    text = formatted([replace(WHOLE, grade="B2"), SECOND, replace(WHOLE, grade="C3")], style)
    assert text.count("Crews end strike") == 1


def test_a_source_line_shows_each_grade() -> None:
    text = formatted([replace(WHOLE, grade="B2"), SECOND, replace(WHOLE, grade="C3")], "icd206")
    assert [part for part in ("graded B2", "graded C3") if part in text] == ["graded B2", "graded C3"]


def test_letters_follow_the_dates_and_stand_in_the_text_too() -> None:
    entries = formatted([WHOLE, SECOND], "apa").split("\n")
    assert "(2024b, March 5). Crews end strike." in entries[0]
    assert "(2024a, February 1). The tide turns." in entries[1]
    assert "(van Dyke & Chen, 2024b, para. 3)" in formatted([WHOLE, SECOND], "apa-text")


def test_undated_articles_of_one_author_get_letters_behind_a_hyphen() -> None:
    undated = [replace(NO_DATE, article_id=key, title=title) for key, title in (("1", "The ant"), ("2", "A bee"))]
    ant, bee = formatted(undated, "apa").split("\n")
    assert "(n.d.-a). The ant." in ant
    assert "(n.d.-b). A bee." in bee


def test_a_near_copy_in_another_outlet_is_a_source_of_its_own() -> None:
    copy = replace(WHOLE, article_id="c0ffee", outlet="Coast Daily", url=None)
    assert formatted([WHOLE, copy], "apa").split("\n") == [
        "van Dyke, A., & Chen, B. (2024a, March 5). Crews end strike. Harbour Post. https://h.example/a",
        "van Dyke, A., & Chen, B. (2024b, March 5). Crews end strike. Coast Daily.",
    ]
    assert formatted([WHOLE, copy], "mla").split("\n")[1] == "---. “Crews end strike.” Coast Daily, 5 Mar. 2024."


HOSTILE = st.text(st.sampled_from("ab .,“”\"'[]{}|<>\\#*&%\x1b\x9b\x07~201\r\n\t\u2028\u202e\x00é日"), max_size=30)


@given(text=HOSTILE, title=HOSTILE, outlet=HOSTILE, author=HOSTILE, url=HOSTILE, style=st.sampled_from(sorted(STYLES)))
def test_whatever_an_article_holds_its_citation_is_safe_to_paste(
    text: str, title: str, outlet: str, author: str, url: str, style: str
) -> None:
    article = Article.of(text, "a", title=title, outlet=outlet, authors=(author,), published="2024-03-05", url=url)
    try:
        copied = clean(cite(article, None, Span(0, len(text)), style))
    except CiteError:
        return
    assert not [c for c in copied if c != "\n" and (ord(c) < 32 or 127 <= ord(c) < 160 or c == "\u202e")]
    assert not copied.endswith("\n")
    if style not in ("markdown", "org", "bibtex", "ris", "csl-json"):
        assert "\n" not in copied
