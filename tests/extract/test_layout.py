"""Stage 1: the parts of an article, and its quotations."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuibrief.extract.layout import lay_out
from tuibrief.extract.stages import BlockKind, Layout
from tuibrief.model import Span


def kinds(text: str, title: str | None = None) -> list[tuple[str, str]]:
    return [(b.kind.value, b.span.of(text)) for b in lay_out(text, title).blocks]


def quoted(text: str) -> list[list[str]]:
    return [[s.of(text) for s in group] for group in lay_out(text).quotations]


def test_title_byline_dateline_and_body_are_told_apart() -> None:
    text = "Ferry sinks off Batra coast\nBy Ana Lopes and John Roe\nMarch 3, 2010\nA ferry sank on Tuesday. Ten died."
    assert [k for k, _ in kinds(text)] == ["title", "byline", "dateline", "body"]
    laid = lay_out(text)
    assert laid.title
    assert laid.title.of(text) == "Ferry sinks off Batra coast"
    assert laid.byline
    assert laid.byline.of(text) == "By Ana Lopes and John Roe"


@pytest.mark.parametrize(
    "line",
    [
        "March 01, 2008",
        "Published: Monday, 3 March 2010 at 4:31 pm EST",
        "2010-03-03",
        "Updated 16 September 2013, 12:42 GMT",
    ],
)
def test_a_line_of_nothing_but_a_date_is_a_dateline(line: str) -> None:
    text = f"Ferry sinks\n{line}\nA ferry sank on Tuesday."
    laid = lay_out(text)
    assert laid.dateline
    assert laid.dateline.of(text) == line


@pytest.mark.parametrize(
    "opening",
    [
        "SEOUL, Oct 22 (Reuters) -",
        "LIMA, Peru (AP) --",
        "LONDON —",
        "(Reuters) -",
        "MUMBAI:",
        "Paris, 3 May 2010 (AFP) –",
        "PORT LOUIS, Jan. 4, 2021 -",
    ],
)
def test_a_dateline_that_opens_a_paragraph_stays_in_it(opening: str) -> None:
    text = f"{opening} The port was closed on Tuesday, officials said."
    laid = lay_out(text)
    assert [b.kind for b in laid.blocks] == [BlockKind.BODY]
    assert laid.dateline
    assert laid.dateline.of(text) == opening


@pytest.mark.parametrize(
    "text",
    [
        "By noon the streets were empty.\nNobody came.",
        "The port was closed on Tuesday.\nShips wait.",
        "EXCLUSIVE: The port was closed on Tuesday.",
        "In May 2008 the port was closed.\nShips wait.",
    ],
)
def test_plain_sentences_are_neither_title_nor_byline_nor_dateline(text: str) -> None:
    laid = lay_out(text)
    assert laid.title is None
    assert laid.byline is None
    assert laid.dateline is None


def test_a_title_may_ask_or_end_in_an_abbreviation() -> None:
    assert kinds("Who pays for the dam?\nNobody knows yet.")[0][0] == "title"
    assert kinds("Court fines maker in U.S.\nThe court fined it.")[0][0] == "title"


def test_the_given_title_is_found_in_the_text_also_with_a_full_stop() -> None:
    assert kinds("The dam broke.\nTen died there.", "The dam broke.")[0][0] == "title"
    assert kinds("The dam broke.\nTen died there.")[0][0] == "body"


def test_short_lines_without_a_stop_are_headings_and_page_furniture_is_neither() -> None:
    text = "First paragraph ends here.\nWhat comes next\nSecond one.\nAdvertisement\nThird one."
    assert [k for k, _ in kinds(text)] == ["body", "heading", "body", "other", "body"]


def test_a_hard_wrapped_text_is_joined_into_its_paragraphs() -> None:
    text = (
        "The heavy rains of the last two weeks have destroyed much of the wheat\n"
        "harvest in the southern provinces, the farm ministry said on Monday, and\n"
        "prices are expected to rise.\n\n"
        "Officials said that they would meet farmers on Friday in the capital and\n"
        "discuss aid. It was not clear how much money the government would be able\n"
        "to give."
    )
    assert [t.split()[0] for _, t in kinds(text)] == ["The", "Officials"]


def test_a_text_with_a_paragraph_a_line_stays_so() -> None:
    text = "\n".join(f"Paragraph number {i} says something short. It stands alone." for i in range(8))
    assert len(kinds(text)) == 8


def test_curly_and_straight_quotations_are_found_without_their_marks() -> None:
    assert quoted('She said, “We will wait.” He said, "Not I."') == [["We will wait."], ["Not I."]]
    assert quoted("He called it 'a grave mistake' on Monday, the workers' union said.") == [["a grave mistake"]]


def test_a_quotation_over_paragraphs_that_each_open_anew_is_one_group() -> None:
    text = (
        "“We heard the river,” she began. “Then it came.\n“It took the bridge.\n"
        "“And the school,” she said.\nNobody slept."
    )
    assert quoted(text) == [["We heard the river,"], ["Then it came.", "It took the bridge.", "And the school,"]]


def test_an_unclosed_quotation_does_not_swallow_the_article() -> None:
    text = 'The beam was 5" thick and he said "we know.\nThe next day they met.\nIt ended "well" for all.'
    ends = [s.end for g in lay_out(text).quotations for s in g]
    first_line = text.index("\n")
    assert all(e <= first_line or e > text.index("It ended") for e in ends)
    assert ["well"] in quoted(text)


def covers(laid: Layout) -> bool:
    inside = {i for b in laid.blocks for i in range(b.start, b.end)}
    return all(i in inside for i, c in enumerate(laid.text) if not c.isspace())


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("\n\n “”\"'‘’.AaByX1,—-")), max_size=300))
def test_any_text_is_covered_by_blocks_that_never_overlap_and_twice_the_same(text: str) -> None:
    laid = lay_out(text)
    assert covers(laid)
    assert all(a.end <= b.start for a, b in zip(laid.blocks, laid.blocks[1:], strict=False))
    spans: list[Span] = [s for g in laid.quotations for s in g]
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    assert lay_out(text) == laid


def test_a_place_with_an_article_opens_a_dateline() -> None:
    text = "A headline of the day\n\nTHE HAGUE, April 22, 2024 - The watchdog fined the firm.\n\nMore follows here.\n"
    laid = lay_out(text)
    assert laid.dateline is not None
    assert text[laid.dateline.start : laid.dateline.end] == "THE HAGUE, April 22, 2024 -"


def test_a_straight_mark_with_its_blank_on_the_wrong_side_still_closes() -> None:
    text = 'She wrote "The day has come. "In the letter she thanked all. He said "Good luck to her." and left.'
    assert [[part.strip() for part in group] for group in quoted(text)] == [
        ["The day has come."],
        ["Good luck to her."],
    ]
