"""A wrapped text shows every character once, never wider than its measure, and each offset finds its place and back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tuibrief.app.panes.wrap import Wrapped, plain_paragraphs
from tuibrief.text import cell_width, safe, width

WORDS = st.text(
    st.one_of(
        st.sampled_from("ab \n—-é́語。」🙂\x1b\u200b\t\u202e\u093e"),
        st.characters(exclude_categories=()),
    ),
    max_size=200,
)
MEASURE = st.integers(1, 40)


def lines(wrapped: Wrapped) -> list[tuple[int, int]]:
    return [line for index in range(wrapped.count) if (line := wrapped.line(index))]


@given(WORDS, MEASURE)
def test_no_line_is_wider_than_the_measure(text: str, measure: int) -> None:
    wrapped = Wrapped(text, measure, plain_paragraphs(text))
    for index in range(wrapped.count):
        words = wrapped.words(index)
        one_wide = measure == 1 and sum(cell_width(c) > 0 for c in words) <= 1
        assert width(words) <= measure or one_wide


@given(WORDS, MEASURE)
def test_all_but_blanks_at_breaks_and_newlines_is_on_the_lines_in_order(text: str, measure: int) -> None:
    wrapped = Wrapped(text, measure, plain_paragraphs(text))
    at = 0
    for start, end in lines(wrapped):
        assert start >= at
        assert not text[at:start].strip(" \n\t\x0b\x0c\r\x1c\x1d\x1e\x1f\x85") or set(safe(text[at:start])) <= {" "}
        at = end
    assert not safe(text[at:]).strip(" ")


@given(WORDS, MEASURE)
def test_every_offset_is_on_one_line_and_comes_back_from_its_cell(text: str, measure: int) -> None:
    wrapped = Wrapped(text, measure, plain_paragraphs(text))
    made = lines(wrapped)
    for offset in range(len(text) + 1):
        index = wrapped.line_of(offset)
        start, end = made[index]
        assert start <= offset
        assert index + 1 == len(made) or offset < made[index + 1][0]
        line, cell = wrapped.cell_of(offset)
        assert line == index
        if offset < end:
            back = wrapped.offset_at(line, cell)
            # A mark that takes no cell shares that of its letter.
            assert (
                back == offset
                or width(wrapped.words(line, min(back, offset), max(back, offset))) == 0
                or (cell_width(wrapped.words(line, offset, offset + 1)) == 0)
            )


@given(WORDS, MEASURE, st.integers(0, 200))
def test_what_is_wrapped_first_makes_no_difference(text: str, measure: int, offset: int) -> None:
    lazy, whole = Wrapped(text, measure), Wrapped(text, measure)
    assert whole.count >= 1
    assert lazy.line_of(min(offset, len(text))) == whole.line_of(min(offset, len(text)))


def test_words_stay_whole_where_they_fit_and_break_after_dashes() -> None:
    wrapped = Wrapped("the quick brown fox—jumps over", 20)
    assert [wrapped.words(index) for index in range(wrapped.count)] == ["the quick brown fox—", "jumps over"]


def test_wide_characters_break_anywhere_but_not_before_closing_marks() -> None:
    wrapped = Wrapped("東京都の港湾局は、新しい岸壁を公開した。", 16)
    made = [wrapped.words(index) for index in range(wrapped.count)]
    assert made == ["東京都の港湾局", "は、新しい岸壁を", "公開した。"]


def test_paragraphs_are_parted_by_an_empty_line_that_the_text_lacks() -> None:
    text = "First paragraph.\nSecond paragraph."
    wrapped = Wrapped(text, 40, plain_paragraphs(text))
    assert [wrapped.words(index) for index in range(wrapped.count)] == ["First paragraph.", "", "Second paragraph."]
    assert wrapped.line_of(text.index("Second")) == 2
    spaced = Wrapped("One.\n\nTwo.", 40, plain_paragraphs("One.\n\nTwo."))
    assert [spaced.words(index) for index in range(spaced.count)] == ["One.", "", "Two."]


def test_a_long_text_is_wrapped_only_as_far_as_it_is_looked_at() -> None:
    text = "A sentence of some words that goes on. " * 50 + "\n"
    wrapped = Wrapped(text * 2000, 80)
    assert wrapped.line(30) is not None
    assert wrapped._next < 3 * len(text)
