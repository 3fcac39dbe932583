"""What is read for events, and what is only kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuibrief.extract.language import language_of, notice_of, readable
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


VERSE = """The harbour slept beneath the snow,
  And every lamp was dying;
The captain heard the north wind blow
  And all the gulls were crying.

Come home, come home, the water said,
  The night is growing colder"""
RECIPE = """Ingredients
1 kg ripe tomatoes
2 onions, chopped
3 tbsp olive oil
1. Heat the oil and fry the onions.
2. Add the tomatoes."""


@pytest.mark.parametrize(("text", "word"), [
    (VERSE, "verse"),
    (RECIPE, "list"),
    ("Results\n\nValmera 2-1 Oslund\nKardo 0-0 Lima\nHarbour Rovers 3-3 Ostrava\nBrisa 1-4 Lund", "list"),
    ("2024-05-02 10:33 INFO started\n2024-05-02 10:34 WARN refused\n2024-05-02 10:35 ERROR killed", "list"),
    ("Mon: sunny, 21C\nTue: showers, 17C\nWed: cloudy, 15C\nThu: rain, 14C", "list"),
    ("Year\tExports\tImports\n2019\t4,120\t3,880\n2020\t3,990\t4,010\n2021\t4,510\t4,300", "table"),
    ("Espresso ..... 2.20\nFlat white ..... 3.40\nHot chocolate ..... 3.60\nToast and jam ..... 3.00", "list"),
])  # fmt: skip
def test_verse_and_lists_say_that_no_events_were_read(text: str, word: str) -> None:
    notice = notice_of(lay_out(text), language_of(text))
    assert word in str(notice)
    assert "no events were read" in str(notice)


@pytest.mark.parametrize("text", [
    "Quake kills nine in Valmera",
    "Ferry sinks off Valmera\n\nA ferry sank on Monday.\nNine people died.\nThe owner denied that it was overloaded.\n"
    "Police opened an inquiry.\nThe harbour was closed.\nShips were sent to Oslund.",
    "Harbour closed\n\nThe minister gave three reasons:\n- the storm had damaged the pier\n- two ships had sunk\n\n"
    "The harbour will open on Friday, she said.",
])  # fmt: skip
def test_short_news_is_read(text: str) -> None:
    assert notice_of(lay_out(text), language_of(text)) is None


@given(st.text())
def test_any_text_gets_an_answer(text: str) -> None:
    code = language_of(text)
    assert code == language_of(text)
    assert notice_of(lay_out(text), code) == notice_of(lay_out(text), code)


SPANISH = "El ministro de Energía renunció el lunes después de que una presa se rompiera cerca de la ciudad, dijeron."


def test_a_paragraph_in_another_language_is_made_blanks() -> None:
    english = "The minister resigned on Monday after a dam burst near the city, officials said."
    text = f"{english}\n\n{SPANISH}\n\n{english}"
    assert language_of(text) == "en"
    assert readable(lay_out(text), "en") == f"{english}\n\n{' ' * len(SPANISH)}\n\n{english}"


def test_an_english_paragraph_of_names_is_read() -> None:
    text = "The team was named on Monday.\n\nForwards: Ana Silva, Eva Brandt, Lena Forsgren, Rosa Quispe, Mia Okun."
    assert readable(lay_out(text), "en") == text
