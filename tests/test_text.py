"""Text from outside can't write to the terminal, hide or shift columns."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuibrief.text import clean_for_clipboard, clip, fit, is_narrow, prefix_within, safe, width

# Any character at all, lone surrogates too, with those that do harm made likely.
HARMFUL = (
    "\x00\x07\x08\t\n\r\x1b\x7f\x80\x9b\x9d\u202a\u202e\u2066\u2069\u200e\u200f\u061c\u200b\u200c\u200d"
    "\u2060\ufeff\ufe0f\U000e0041\U0001f1f0\U0001f3fd\ud800\ufffe"
)
ANY = st.text(st.one_of(st.characters(exclude_categories=()), st.sampled_from(HARMFUL)))
# The signs before Arabic numbers are of the category of invisible formatting, but are drawn.
DRAWN_FORMATTING = {chr(c) for c in (*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD)}


def steers(character: str) -> bool:
    category = unicodedata.category(character)
    if (
        character == "\u200c" or character in DRAWN_FORMATTING
    ):  # the first only stays inside words of scripts that write it
        return False
    return category in {"Cc", "Cf", "Cs", "Zl", "Zp"} or ord(character) & 0xFFFE == 0xFFFE


@given(ANY)
def test_the_safe_form_is_as_long_as_the_text_and_steers_nothing(text: str) -> None:
    made = safe(text)
    assert len(made) == len(text)
    assert not [character for character in made if steers(character)]
    assert safe(made) == made


def test_no_single_character_of_unicode_gets_through_that_steers() -> None:
    for code in range(sys.maxunicode + 1):
        made = safe("a" + chr(code))
        assert len(made) == 2
        assert not steers(made[1]), hex(code)


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("\x1b]52;c;aGk=\x07", "␛]52;c;aGk=␇"),
        ("one\ttwo\nthree\r", "one two three␍"),
        ("\x9b31m", "�31m"),
        ("a\u202eb\u2069", "a␚b␚"),
        ("x\u200by", "x␚y"),
        ("\U000e0068\U000e0069", "␚␚"),
        ("\ud83d", "�"),
        ("\x7f", "␡"),
        ("plain [bold]words[/]", "plain [bold]words[/]"),
        ("Zürich, Łódź, Αθήνα, 東京", "Zürich, Łódź, Αθήνα, 東京"),
    ],
)
def test_what_stands_in_for_what(text: str, made: str) -> None:
    assert safe(text) == made


def test_letters_of_scripts_that_are_joined_keep_their_joiners_and_others_show_them() -> None:
    assert safe("می\u200cخواهم") == "می\u200cخواهم"
    assert safe("pay\u200cpal") == "pay␚pal"
    assert "␚" in safe("pay\u200dpal")


@pytest.mark.parametrize(
    "text", ["👩\u200d👩\u200d👧", "❤\ufe0f", "👍\U0001f3fd", "\U0001f1f0\U0001f1f7", "✈\ufe0e 1\ufe0f⃣"]
)
def test_emoji_are_taken_apart_into_what_every_terminal_measures_alike(text: str) -> None:
    made = safe(text)
    assert "␚" not in made
    each = sum(width(character) for character in made)
    assert width(made) == each


def test_an_accent_with_nothing_to_stand_on_is_not_drawn_on_the_border() -> None:
    assert safe("\u0301a")[0] == "␚"
    assert safe("áb") == "áb"


@given(ANY, st.integers(0, 30))
def test_clipped_text_never_takes_more_cells_and_fitted_text_takes_just_so_many(text: str, cells: int) -> None:
    text = safe(text)
    assert width(clip(text, cells)) <= cells
    assert width(fit(text, cells)) == cells


@given(ANY, st.integers(0, 30))
def test_a_prefix_is_the_longest_that_fits_and_parts_no_accent_from_its_letter(text: str, cells: int) -> None:
    text = safe(text)
    count = prefix_within(text, cells)
    assert width(text[:count]) <= cells
    if count < len(text):
        assert width(text[: count + 1]) > cells
        assert width(text[count]) > 0


@given(ANY)
def test_text_that_counts_as_narrow_takes_a_cell_a_character(text: str) -> None:
    text = safe(text)
    if is_narrow(text):
        assert width(text) == len(text)
        assert sum(width(character) for character in text) == len(text)


def test_widths_are_those_of_the_screen() -> None:
    assert width("日本") == 4
    assert clip("日本語テキスト", 6) == "日本…"
    assert fit("日本", 5) == "日本 "
    assert clip("abc", 1) == "a"


@given(ANY)
def test_nothing_that_is_copied_steers_a_terminal_or_runs_a_command_by_its_last_line(text: str) -> None:
    made = clean_for_clipboard(text)
    assert not made.endswith("\n")
    bad = [c for c in made if unicodedata.category(c) == "Cc" and c not in "\n\t"]
    assert not bad
    assert not set(made) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\ufeff")


def test_escape_sequences_are_dropped_whole_from_what_is_copied() -> None:
    assert clean_for_clipboard("a\x1b[201~b\x1b]0;title\x07c\x1b[31;1md\x1bcE") == "abcdE"
    assert clean_for_clipboard("one\r\ntwo\x85three\n\n") == "one\ntwo\nthree"
    assert clean_for_clipboard("👩\u200d👧 stays, می\u200cخواهم too") == "👩\u200d👧 stays, می\u200cخواهم too"
