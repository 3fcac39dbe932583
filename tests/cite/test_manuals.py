"""What the manuals say of hard cases: marks within marks, names, bodies, dates that are not stated, and signs that a format
would take for its own. Each row is a whole citation, to be read as a reader would.
"""

# ruff: noqa: E501 - a golden citation is easiest to read on one line

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cite.test_styles import LACKS, NO_URL, WHOLE
from tuibrief.cite import STYLES, Citation, citation, formatted
from tuibrief.cite.quotes import quoted, stopped
from tuibrief.model import Article, Reading, Span

SHORT = replace(WHOLE, authors=("Ana Lima",), url=None, accessed=None)


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("They said “no” twice.", "“They said ‘no’ twice.”"),
        ("He said: “She told me ‘go’ now.”", "“He said: ‘She told me “go” now.’”"),  # a third kind is the first again
        ("He said ‘no’, as the dockers’ leader did.", "“He said ‘no’, as the dockers’ leader did.”"),
        ("‘The dockers’ strike’ began", "“‘The dockers’ strike’ began”"),
        ('He said "she told me \'go\' now"', "“He said ‘she told me “go” now’”"),
        ("It isn't 'over'", "“It isn't ‘over’”"),
        ('The 6" pipe burst', "“The 6\" pipe burst”"),
        ("“We will not sail.", "“‘We will not sail.’”"),  # cut out of a longer quotation
        ("It took four days.”", "“‘It took four days.’”"),
        ("„Nein“, sagte er", "“‚Nein‘, sagte er”"),
        ("Il dit : « Non »", "“Il dit : ‹ Non ›”"),
        ("「いいえ」と言った。", "“「いいえ」と言った。”"),
    ],
)  # fmt: skip
def test_marks_within_marks(text: str, inside: str) -> None:
    assert quoted(text) == inside


@pytest.mark.parametrize(
    ("text", "comma", "stop"),
    [
        ("Crews end strike", "Crews end strike,", "Crews end strike."),
        ("Who owns the port?", "Who owns the port?,", "Who owns the port?"),
        ("Crews say ‘no’", "Crews say ‘no,’", "Crews say ‘no.’"),
        ("Captain: ‘Never!’", "Captain: ‘Never!,’", "Captain: ‘Never!’"),
        ("It is over.", "It is over,", "It is over."),
        ("Port sold to Vale Inc.", "Port sold to Vale Inc.,", "Port sold to Vale Inc."),
        ("Back in the U.S.", "Back in the U.S.,", "Back in the U.S."),
        ("And then …", "And then …,", "And then …"),
        ("Back to the dockers’", "Back to the dockers’,", "Back to the dockers’."),
        ("終わり。", "終わり,", "終わり。"),
    ],
)
def test_a_comma_and_a_full_stop_stand_inside_the_marks_and_double_none(text: str, comma: str, stop: str) -> None:
    assert (stopped(text, ","), stopped(text, ".")) == (comma, stop)


@given(st.text(st.sampled_from("ab “”‘’\"'.?s"), max_size=40))
def test_inside_double_marks_no_double_mark_comes_before_a_single_one_and_no_letter_is_lost(text: str) -> None:
    found = quoted(text)
    assert (found[0], found[-1]) == ("“", "”")
    letters = [c for c in text if c.isalnum()]
    assert [c for c in found if c.isalnum()] == letters
    inner = [c for c in found[1:-1] if c in "“”‘’"]
    assert not inner or inner[0] in "‘’"


TITLES = [
    ("Who owns the port?", "chicago", "Ana Lima, “Who owns the port?,” Harbour Post, March 5, 2024, para. 3."),
    ("Who owns the port?", "chicago-bib", "Lima, Ana. “Who owns the port?” Harbour Post, March 5, 2024."),
    ("Who owns the port?", "apa", "Lima, A. (2024, March 5). Who owns the port? Harbour Post."),
    ("Who owns the port?", "mla", "Lima, Ana. “Who owns the port?” Harbour Post, 5 Mar. 2024."),
    ("Captain: “Never!”", "chicago-bib", "Lima, Ana. “Captain: ‘Never!’” Harbour Post, March 5, 2024."),
    ("Captain: “Never!”", "apa", "Lima, A. (2024, March 5). Captain: “Never!” Harbour Post."),
    ("Captain: “Never!”", "mla", "Lima, Ana. “Captain: ‘Never!’” Harbour Post, 5 Mar. 2024."),
    ("Crews say “no”", "chicago", "Ana Lima, “Crews say ‘no,’” Harbour Post, March 5, 2024, para. 3."),
    ("Crews say “no”", "apa", "Lima, A. (2024, March 5). Crews say “no.” Harbour Post."),
    ("Crews say “no”", "mla", "Lima, Ana. “Crews say ‘no.’” Harbour Post, 5 Mar. 2024."),
    ("Port sold to Vale Inc.", "chicago", "Ana Lima, “Port sold to Vale Inc.,” Harbour Post, March 5, 2024, para. 3."),
    ("Ana Lima", "chicago", "Ana Lima, “Ana Lima,” Harbour Post, March 5, 2024, para. 3."),
    ("Harbour Post", "chicago", "Ana Lima, “Harbour Post,” Harbour Post, March 5, 2024, para. 3."),
    ("إضراب في الميناء؟", "mla", "Lima, Ana. “إضراب في الميناء؟” Harbour Post, 5 Mar. 2024."),
    ("港のストライキ「終結」", "apa", "Lima, A. (2024, March 5). 港のストライキ「終結」. Harbour Post."),
]  # fmt: skip


@pytest.mark.parametrize(("title", "style", "text"), TITLES)
def test_titles_that_end_in_a_mark_or_hold_one(title: str, style: str, text: str) -> None:
    assert formatted([replace(SHORT, title=title)], style) == text


ENDINGS = ["?", "!", ".", "…", "...", " “why?”", " “no”", " “No!”", " “No.”", " ‘no’", "s’", " Inc.", " (again)", " in the U.S.", "。"]  # fmt: skip
WRITTEN = ("plain", "chicago", "chicago-bib", "apa", "apa-text", "mla", "markdown", "org", "icd206")


@pytest.mark.parametrize("style", WRITTEN)
def test_however_a_title_ends_and_whatever_is_missing_no_mark_follows_another_for_nothing(style: str) -> None:
    for ending in ENDINGS:
        for lack in [{}, *LACKS]:
            text = formatted([replace(WHOLE, **{"title": f"Crews say “so”{ending}", **lack})], style)
            found = re.search(
                r"[?!][”’]*\.|,[”’]*,|[,.][”’]+\.|(?<![.])\.[”’]*\.(?![.])|…\.|[?!.]{2}[”’]?(?<!\.\.), |“”|  ", text
            )
            assert found is None or found[0] == "…." or "..." in ending, (ending, lack, text)
            assert text.count("“") == text.count("”"), (ending, lack, text)


AUTHORS = [
    (("Ana Lima", "Bea Chen"), "chicago-bib", "Lima, Ana, and Bea Chen."),
    (("Port Press Office", "Ana Lima"), "chicago-bib", "Port Press Office and Ana Lima."),
    (("Port Press Office", "Ana Lima"), "mla", "Port Press Office and Ana Lima."),
    (("Kwon Sang Woo", "Ana Lima", "Bea Chen"), "mla", "Kwon Sang Woo et al."),
    (("Ana Lima", "Bea Chen", "Cy Holt"), "mla", "Lima, Ana, et al."),
    (("Ana Lima", "Bea Chen", "Cy Holt"), "chicago", "Ana Lima, Bea Chen, and Cy Holt,"),
    (("Ana Lima", "Bea Chen", "Cy Holt", "Di Vale"), "chicago", "Ana Lima et al.,"),
    (("Ana Lima", "Bea Chen", "Cy Holt", "Di Vale"), "apa", "Lima, A., Chen, B., Holt, C., & Vale, D. (2024"),
    (("Ludwig van der Berg",), "chicago-bib", "van der Berg, Ludwig. "),
    (("Maria de la Cruz", "Ali al-Nur"), "apa", "de la Cruz, M., & al-Nur, A. (2024"),
    (("Sam Lee Jr.",), "mla", "Lee, Sam, Jr. “"),
    (("Sam Lee Jr.", "Bo Hart III"), "chicago", "Sam Lee Jr. and Bo Hart III, “"),
    (("Sam Lee, Jr.",), "chicago", "Sam Lee Jr., “"),
    (("By Ana Lima", "Ana Lima"), "apa", "Lima, A. (2024"),
    (tuple(f"Ana Name{n}" for n in range(12)), "chicago-bib", "Name0, Ana, Ana Name1, Ana Name2, Ana Name3, Ana Name4, Ana Name5, Ana Name6, et al. “"),
    (tuple(f"Ana Name{n}" for n in range(22)), "apa", ", ".join(f"Name{n}, A." for n in range(19)) + ", … Name21, A. (2024"),
]  # fmt: skip


def cited(authors: tuple[str, ...]) -> Citation:
    article = Article.of("Crews end strike.", "a", title="Crews end strike", authors=authors, published="2024-03-05")
    return citation(article, None, None)


@pytest.mark.parametrize(("authors", "style", "begins"), AUTHORS)
def test_authors(authors: tuple[str, ...], style: str, begins: str) -> None:
    assert formatted([cited(authors)], style).startswith(begins)


def test_a_family_name_that_stands_first_is_told_apart_where_a_program_reads_it() -> None:
    found = replace(SHORT, authors=("Han Su-bin",))
    assert "AU  - Han, Su-bin\n" in formatted([found], "ris")
    assert "author = {Han, Su-bin}" in formatted([found], "bibtex")
    assert '"family": "Han"' in formatted([found], "csl-json")


@pytest.mark.parametrize("author", ["Harbour Post", "HARBOUR POST", "The Harbour Post"])
def test_an_outlet_that_signs_itself_is_named_once_in_any_spelling(author: str) -> None:
    found = replace(WHOLE, authors=(author,))
    for style in set(STYLES) - {"link", "quotation", "headline", "bibtex"}:
        assert formatted([found], style).casefold().count("harbour post") == 1, style
    assert "organization" not in formatted([found], "bibtex")
    assert "author" not in formatted([replace(found, url=None)], "bibtex")  # a printed paper's article needs its paper


def test_chicago_leaves_the_the_of_a_paper_out_and_the_others_keep_it() -> None:
    found = replace(SHORT, outlet="The Harbour Post")
    assert formatted([found], "chicago") == "Ana Lima, “Crews end strike,” Harbour Post, March 5, 2024, para. 3."
    assert formatted([replace(found, authors=())], "chicago-bib") == "Harbour Post. “Crews end strike.” March 5, 2024."
    assert "The Harbour Post" in formatted([found], "apa")
    assert "The Harbour Post" in formatted([found], "mla")


LONG = " ".join(["word"] * 39)
IN_TEXT = [
    (("They said “no” twice.",), "“They said ‘no’ twice” (Lima, 2024, para. 3)."),
    (("Who says so?",), "“Who says so?” (Lima, 2024, para. 3)."),
    (("He said: “We sail.”",), "“He said: ‘We sail’” (Lima, 2024, para. 3)."),
    (("Back in the U.S.",), "“Back in the U.S.” (Lima, 2024, para. 3)."),
    (("One.", "Two."), "“One.” … “Two” (Lima, 2024, para. 3)."),
    ((f"{LONG} “end.”",), f"{LONG} “end.” (Lima, 2024, para. 3)"),  # forty words: a block, in no marks
    ((LONG,), f"“{LONG}” (Lima, 2024, para. 3)."),
    ((), "(Lima, 2024, para. 3)"),
]


@pytest.mark.parametrize(("quotes", "text"), IN_TEXT)
def test_an_apa_quotation_ends_with_its_source_and_one_full_stop(quotes: tuple[str, ...], text: str) -> None:
    assert formatted([replace(SHORT, quotes=quotes)], "apa-text") == text


def test_two_authors_of_one_family_name_have_their_initials_in_apas_text() -> None:
    other = replace(SHORT, article_id="f", authors=("Eva Lima",), quotes=("Two.",))
    text = formatted([SHORT, other], "apa-text")
    assert "(A. Lima, 2024, para. 3)" in text
    assert "(E. Lima, 2024, para. 3)" in text


DATES = [
    ("2024-03-05", False, "Harbour Post, 5 March 2024,"),
    ("2024-03-05T10:00:00Z", False, "Harbour Post, 5 March 2024,"),
    ("2024-03", True, "Harbour Post, [March 2024],"),
    ("2024-03~", False, "Harbour Post, [ca. March 2024],"),
    ("2024-03-01/2024-03-05", True, "Harbour Post, [March 2024],"),  # what both ends share
    ("2024-02-27/2024-03-05", True, "Harbour Post, [2024],"),
    ("2023/2024", False, "Harbour Post, [ca. 2023],"),
    ("2024-21", False, "Harbour Post, 2024,"),
    ("2024/..", False, "Harbour Post, 2024,"),
    (None, True, "Harbour Post, para. 3"),
]


@pytest.mark.parametrize(("published", "inferred", "part"), DATES)
def test_no_more_of_a_date_is_said_than_is_known(published: str | None, inferred: bool, part: str) -> None:
    assert part in formatted([replace(SHORT, published=published, inferred=inferred)], "plain")


def test_a_date_that_is_not_stated_is_said_to_be_so_in_every_format() -> None:
    found = replace(WHOLE, inferred=True)
    for style, sign in {"plain": "[5 March", "chicago": "[March 5", "chicago-bib": "[March 5", "apa": "([2024, March 5])",
                        "apa-text": "[2024]", "mla": "[5 Mar.", "markdown": "\\[5 March 2024\\]", "org": "[5 March",
                        "wikipedia": "<!-- inferred", "bibtex": "2024-03-05?", "ris": "Date inferred",
                        "csl-json": "Date inferred", "icd206": "[05 MAR 2024]"}.items():  # fmt: skip
        assert sign in formatted([found], style), style


PARAGRAPHS = "The port opened.\n\nIt closed\nagain at noon."
PARTED = Article.of(PARAGRAPHS, "a", title="Port", url="https://h.example/a")


def selected(article: Article, start: int, end: int) -> Citation:
    return citation(
        article, Reading(article.id, "m", "1", "en", paragraphs=(Span(0, 16), Span(18, 43))), Span(start, end)
    )


def test_a_quotation_over_two_paragraphs_keeps_them_apart_where_lines_can_be() -> None:
    found = selected(PARTED, 4, len(PARAGRAPHS))
    assert formatted([found], "quotation") == "port opened.\nIt closed again at noon."
    assert formatted([found], "markdown").startswith("> port opened.\n>\n> It closed again at noon.\n>\n> — ")
    assert formatted([found], "org").startswith("#+begin_quote\nport opened.\n\nIt closed again at noon.\n")
    assert formatted([found], "plain").startswith("“port opened. It closed again at noon.” — ")
    assert formatted([found], "ris").count("\n") == formatted([replace(found, quotes=("a",))], "ris").count("\n")
    # No match of a text fragment goes over the end of a paragraph: its ends are named instead.
    assert formatted([found], "link").endswith("#:~:text=port%20opened.,It%20closed%20again%20at%20noon.")


def test_an_event_that_the_headline_tells_does_not_name_the_title_twice() -> None:
    text = "Crews end strike\n\nThe port opened."
    told = Article.of(text, "a", title="Crews End Strike", url="https://h.example/a")
    found = citation(told, None, Span(0, 16))
    assert formatted([found], "plain") == "“Crews End Strike,” para. 1"
    assert formatted([found], "quotation") == "Crews end strike"
    assert formatted([found], "link").endswith("#:~:text=Crews%20end%20strike")


def test_a_page_that_is_called_as_its_site_is_named_by_its_first_words() -> None:
    found = citation(Article.of("The port opened.", "a", title="harbour post", outlet="The Harbour Post"), None, None)
    assert formatted([found], "plain") == "“The port opened,” The Harbour Post"


@pytest.mark.parametrize(
    ("quote", "fragment"),
    [
        ("Fee-free, & more: 100%", "Fee%2Dfree%2C%20%26%20more%3A%20100%25"),
        ("— no – “yes”", "%E2%80%94%20no%20%E2%80%93%20%E2%80%9Cyes%E2%80%9D"),
        (" ".join(f"w{n}" for n in range(13)), "w0%20w1%20w2%20w3%20w4,w8%20w9%20w10%20w11%20w12"),
    ],
)
def test_a_text_fragment_is_encoded(quote: str, fragment: str) -> None:
    assert formatted([replace(WHOLE, quotes=(quote,))], "link") == f"https://h.example/a#:~:text={fragment}"


def test_a_text_fragment_names_whole_words_where_a_selection_cuts_into_some() -> None:
    found = selected(PARTED, 6, 13)
    assert formatted([found], "quotation") == "rt open"
    assert formatted([found], "link") == "https://h.example/a#:~:text=port%20opened"


def test_a_text_fragment_stands_behind_a_pages_own_fragment() -> None:
    found = replace(WHOLE, url="https://h.example/a?x=1#part:~:text=old", quotes=("One.", "Two."))
    assert formatted([found], "link") == "https://h.example/a?x=1#part:~:text=One.&text=Two."


ZW = "\u200b"


@pytest.mark.parametrize(
    ("quote", "plain"),
    [
        ("* star", f"{ZW}* star"),
        ("#+end_quote", f"{ZW}#+end_quote"),
        ("# comment", f"{ZW}# comment"),
        (":drawer:", f"{ZW}:drawer:"),
        ("| a | b |", f"{ZW}| a | b |"),
        ("a) item", f"{ZW}a) item"),
        ("-----", f"{ZW}-----"),
        ("one *bold* and /slanted/ word", f"one *{ZW}bold* and /{ZW}slanted/ word"),
        ("a_b and 2*3*4 and/or", "a_b and 2*3*4 and/or"),
        ("see [[x][y]] and [fn:1] and {{{m}}}", f"see [{ZW}[x][y]{ZW}] and [{ZW}fn:1] and {{{ZW}{{{{m}}}}}}"),
    ],
)
def test_org_takes_nothing_quoted_for_its_own(quote: str, plain: str) -> None:
    assert formatted([replace(WHOLE, quotes=(quote,))], "org").split("\n")[1] == plain


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("A | B [[C]] {{d}}", "A {{!}} B &#91;&#91;C&#93;&#93; &#123;&#123;d&#125;&#125;"),
        ("''Italic'' <ref>x</ref>", "&#39;&#39;Italic&#39;&#39; &lt;ref&gt;x&lt;/ref&gt;"),
        ("Crews’ “no”", "Crews' 'no'"),
    ],
)
def test_wikipedia_takes_nothing_for_its_own_and_has_straight_single_marks(title: str, plain: str) -> None:
    assert f"|title={plain} |" in formatted([replace(WHOLE, title=title)], "wikipedia")


def test_bibtex_leaves_a_percent_sign_in_an_address_as_it_is() -> None:
    text = formatted([replace(WHOLE, url="https://h.example/a%20b?x={1}&y_2")], "bibtex")
    assert "url = {https://h.example/a%20b?x=%7B1%7D&y_2}" in text


def test_csl_json_holds_only_what_its_schema_knows() -> None:
    known = {"id", "type", "title", "author", "container-title", "issued", "accessed", "URL", "note"}
    (item,) = json.loads(formatted([replace(WHOLE, inferred=True)], "csl-json"))
    assert set(item) <= known
    assert item["note"].split("\n") == [
        "“They said ‘no’ twice.”",
        "para. 3",
        "Date inferred, not stated in the source.",
    ]


def test_ris_lines_are_a_tag_two_blanks_a_hyphen_and_a_blank() -> None:
    text = formatted([replace(WHOLE, title="Two\nlines", quotes=("a\nb",)), NO_URL], "ris")
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in text.split("\n"))
