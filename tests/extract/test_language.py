"""What is read for events, and what is only kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuibrief.extract.language import language_of, notice_of
from tuibrief.extract.layout import lay_out

TABLE = "\n".join(f"Copper grade {n}   {n * 7}.{n}0   {n * 9}.15   +{n}.2%" for n in range(1, 30))


@pytest.mark.parametrize(("text", "code"), [
    ("The harbour of Valmera was closed on Friday after a storm, and the ferries stayed in port.", "en"),
    ("Quake kills nine in Valmera", "en"),
    ("Der Hafen von Valmera wurde am Freitag nach einem Sturm geschlossen, die Fähren blieben im Hafen.", "de"),
    ("Le port de Valmera a été fermé vendredi après une tempête et les ferries sont restés à quai.", "fr"),
    ("瓦尔梅拉港星期五因风暴关闭，渡轮停航。", "zh"),
    ("12 34 56 -- 78", "und"),
    ("", "und"),
])  # fmt: skip
def test_the_language_is_told(text: str, code: str) -> None:
    assert language_of(text) == code


def test_prose_in_english_is_read_without_a_word() -> None:
    text = "The harbour of Valmera was closed on Friday after a storm, and the ferries stayed in port. " * 4
    assert notice_of(lay_out(text), language_of(text)) is None


def test_another_language_a_table_and_figures_alone_say_that_no_events_were_read() -> None:
    german = "Der Hafen von Valmera wurde am Freitag nach einem Sturm geschlossen."
    assert "German" in str(notice_of(lay_out(german), "de"))
    assert "table" in str(notice_of(lay_out(TABLE), language_of(TABLE)))
    assert "no words" in str(notice_of(lay_out("1 2 3"), "und"))
    assert "xx" in str(notice_of(lay_out(german), "xx"))


@given(st.text())
def test_any_text_gets_an_answer(text: str) -> None:
    code = language_of(text)
    assert code == language_of(text)
    assert notice_of(lay_out(text), code) == notice_of(lay_out(text), code)
