"""The key resolver: what a stroke means, without a screen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuibrief.app.keys import Bindable, Pending, Resolver, Run, Unknown, build, parse_keys, stroke, written

COMMANDS = (
    Bindable("down", ("j", "down"), ("browse",)),
    Bindable("top", ("gg", "home"), ("browse",)),
    Bindable("bottom", ("G",), ("browse",)),
    Bindable("pane.2", ("2",), ("browse",)),
    Bindable("grade", ("r",), ("events",), "grade"),
    Bindable("mark", ("m",), ("browse",), "letter"),
    Bindable("go", ("enter",), ("actor",)),
    Bindable("half", ("ctrl+d",), ("browse",)),
)


def resolver() -> Resolver:
    return Resolver(build(COMMANDS))


def typed(strokes: str, *contexts: str) -> list[object]:
    keys = resolver()
    return [keys.feed(s, contexts or ("events", "browse")) for s in parse_keys(strokes)]


def test_one_stroke_runs_its_command_at_once() -> None:
    assert typed("j") == [Run("down")]
    assert typed("ctrl+d") == [Run("half")]


def test_a_sequence_runs_when_it_is_whole_and_shows_what_stands_so_far() -> None:
    assert typed("gg") == [Pending("g"), Run("top")]


def test_a_slip_in_a_sequence_does_not_swallow_the_next_command() -> None:
    assert typed("gj") == [Pending("g"), Run("down")]
    assert typed("gx") == [Pending("g"), Unknown("x")]


def test_a_count_goes_before_a_command() -> None:
    assert typed("9j") == [Pending("9"), Run("down", 9)]
    assert typed("50G")[-1] == Run("bottom", 50)
    assert typed("72j")[-1] == Run("down", 72)


def test_a_digit_that_names_a_pane_acts_at_once() -> None:
    assert typed("2") == [Run("pane.2")]


@pytest.mark.parametrize(("keys", "grade"), [("rB2", "B2"), ("rb2", "B2"), ("r3", "3"), ("r-", "-"), ("rB enter", "B")])
def test_a_grade_is_a_letter_a_digit_or_both(keys: str, grade: str) -> None:
    assert typed(keys)[-1] == Run("grade", None, grade)


def test_what_is_no_grade_is_refused_and_forgotten() -> None:
    keys = resolver()
    assert keys.feed("r", ("events", "browse")) == Pending("r")
    assert isinstance(keys.feed("z", ("events", "browse")), Unknown)
    assert keys.pending == ""


def test_escape_drops_what_was_begun() -> None:
    keys = resolver()
    keys.feed("g", ("browse",))
    assert keys.feed("escape", ("browse",)) == Pending("")
    assert keys.feed("j", ("browse",)) == Run("down")


def test_a_key_of_one_pane_is_unknown_in_another() -> None:
    assert typed("enter", "actor", "browse") == [Run("go")]
    assert typed("enter", "events", "browse") == [Unknown("enter")]


def test_a_users_key_replaces_the_default() -> None:
    keymap = build(COMMANDS, {"down": "n"})
    assert keymap.of("down") == (("n",),)
    assert not keymap.problems


def test_an_unknown_command_in_a_keymap_is_reported() -> None:
    (problem,) = build(COMMANDS, {"fly": "f"}).problems
    assert "fly" in problem


def test_a_clash_is_reported_and_the_users_choice_wins() -> None:
    keymap = build(COMMANDS, {"down": "G"})
    assert [b.command for b in keymap.bindings if b.sequence == ("G",)] == ["down"]
    assert any("bottom" in p and "down" in p for p in keymap.problems)


def test_a_key_that_is_the_beginning_of_another_clashes() -> None:
    assert build(COMMANDS, {"half": "g"}).problems


def test_a_value_that_is_no_key_is_reported() -> None:
    assert build(COMMANDS, {"down": 7}).problems


def test_an_empty_list_takes_a_key_away() -> None:
    keymap = build(COMMANDS, {"down": []})
    assert keymap.of("down") == ()
    assert not keymap.problems


@pytest.mark.parametrize(
    ("key", "character", "expected"),
    [
        ("j", "j", "j"),
        ("upper_g", "G", "G"),
        ("left_square_bracket", "[", "["),
        ("question_mark", "?", "?"),
        ("space", " ", "space"),
        ("ctrl+d", "\x04", "ctrl+d"),
        ("enter", "\r", "enter"),
        ("shift+tab", None, "shift+tab"),
    ],
)
def test_keys_have_plain_names(key: str, character: str | None, expected: str) -> None:
    assert stroke(key, character) == expected


@given(
    st.lists(st.sampled_from(["j", "g", "r", "B", "2", "9", "0", "escape", "enter", "m", "x", "ctrl+d"]), max_size=30)
)
def test_whatever_is_typed_two_escapes_and_a_key_work(strokes: list[str]) -> None:
    keys = resolver()
    for s in strokes:
        keys.feed(s, ("events", "browse"))
    keys.feed("escape", ("events", "browse"))
    assert keys.feed("j", ("events", "browse")) == Run("down")


def test_written_is_what_parse_reads() -> None:
    for keys in ("gg", "ctrl+w h", "]", "enter", "+", "shift+tab"):
        assert parse_keys(written(parse_keys(keys))) == parse_keys(keys)


def test_what_may_follow_a_begun_sequence_is_known() -> None:
    keys = resolver()
    keys.feed("g", ("browse",))
    assert keys.following(("browse",)) == [("g", "top")]
    keys.feed("escape", ("browse",))
    assert keys.following(("browse",)) == []
    assert keys.awaited == ""
    keys.feed("r", ("events", "browse"))
    assert "A–F" in keys.awaited
    keys.feed("B", ("events", "browse"))
    assert "1–6" in keys.awaited
    keys.clear()
    keys.feed("m", ("browse",))
    assert "letter" in keys.awaited


def test_an_argument_can_be_awaited_without_the_commands_key() -> None:
    keys = resolver()
    assert keys.begin("grade", "grade") == "r"
    assert keys.feed("B", ("events", "browse")) == Pending("rB")
    assert keys.feed("2", ("events", "browse")) == Run("grade", None, "B2")
    unbound = Resolver(build(COMMANDS, {"grade": []}))
    unbound.begin("grade", "grade")
    assert unbound.feed("3", ("events", "browse")) == Run("grade", None, "3")
    unbound.begin("grade", "grade")
    assert unbound.feed("escape", ("events", "browse")) == Pending("")
    assert unbound.feed("j", ("events", "browse")) == Run("down")
