"""Whose name is turned round: only where its form leaves no doubt which word is the family name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cite.test_styles import WHOLE, replace
from tuibrief.cite import formatted
from tuibrief.cite.names import in_byline, initials, inverted, straight

WESTERN = [
    ("Marta Lunde", "Lunde, Marta", "Lunde, M."),
    ("John Paul Jones", "Jones, John Paul", "Jones, J. P."),
    ("Jae-min Park", "Park, Jae-min", "Park, J.-m."),
    ("Mary Smith-Jones", "Smith-Jones, Mary", "Smith-Jones, M."),
    ("Dan Hale", "Hale, Dan", "Hale, D."),
    ("Ana Lima", "Lima, Ana", "Lima, A."),
    ("Rachel Lu", "Lu, Rachel", "Lu, R."),
    ("Fumio Tanaka", "Tanaka, Fumio", "Tanaka, F."),
    ("JD Holt", "Holt, JD", "Holt, J. D."),
    ("J.D. Holt", "Holt, J.D.", "Holt, J. D."),
    ("Ludwig van Damme", "van Damme, Ludwig", "van Damme, L."),
    ("Imre NAGY", "Nagy, Imre", "Nagy, I."),
]
KEPT = ["Kwon Sang Woo", "Lin Jinhai", "Gao Feng", "Nguyễn Thị Mai", "Wang Wei", "山田 太郎", "محمد علي"]
FIRST = [("Han Su-bin", "Han, S.-b."), ("Choi Young-jin", "Choi, Y.-j."), ("CHOI Young Jin", "Choi, Y. J.")]


@pytest.mark.parametrize(("name", "turned", "short"), WESTERN)
def test_a_given_name_first_is_turned_round(name: str, turned: str, short: str) -> None:
    assert inverted(name) == turned
    assert initials(name) == short


@pytest.mark.parametrize("name", KEPT)
@pytest.mark.parametrize("style", ["apa", "mla", "chicago", "chicago-bib", "plain", "icd206", "wikipedia", "bibtex"])
def test_a_name_in_doubt_stands_as_the_byline_has_it_in_every_style(name: str, style: str) -> None:
    assert name in formatted([replace(WHOLE, authors=(name,))], style)


@pytest.mark.parametrize(("name", "short"), FIRST)
def test_a_family_name_known_to_stand_first_stays_there_without_a_comma(name: str, short: str) -> None:
    assert inverted(name) == straight(name)
    assert inverted(name).casefold() == name.casefold()
    assert initials(name) == short


def test_who_writes_the_comma_decides() -> None:
    assert inverted("Kwon, Sang Woo") == "Kwon, Sang Woo"
    assert initials("Kwon, Sang Woo") == "Kwon, S. W."
    assert straight("Tanaka, Fumio") == "Fumio Tanaka"


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Ana Lima", ("Ana Lima",)),
        ("by: Ana Lima and Bea Chen", ("Ana Lima", "Bea Chen")),
        ("Ana Lima & Bea Chen", ("Ana Lima", "Bea Chen")),
        ("Ana Lima, Bea Chen, and Cy Holt", ("Ana Lima", "Bea Chen", "Cy Holt")),
        ("Ana Lima, Staff Writer", ("Ana Lima",)),
        ("Ana Lima, Harbour Post", ("Ana Lima",)),
        ("Lima, Ana", ("Lima, Ana",)),
        ("Ana Lima, Jr.", ("Ana Lima, Jr.",)),
        ("Ministry of Health and Social Affairs", ("Ministry of Health and Social Affairs",)),
        ("Holt and Sons", ("Holt and Sons",)),
        ("Byron Holt", ("Byron Holt",)),
        ("", ()),
    ],
)
def test_what_a_byline_says_beside_the_names_is_no_name(byline: str, names: tuple[str, ...]) -> None:
    assert in_byline(byline, "Harbour Post") == names


WORDS = st.text(st.sampled_from("abeinorsuzAKLMXéü-.'’ØÑ"), min_size=1, max_size=8)


@given(st.lists(WORDS, min_size=1, max_size=5))
def test_no_part_of_a_name_is_lost(words: list[str]) -> None:
    name = " ".join(words)
    for form in (inverted, straight):
        assert sorted(form(name).replace(",", "").casefold().split()) == sorted(name.casefold().split())
