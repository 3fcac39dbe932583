"""Proper names: whole, cut clean, and of one kind over the article."""

from __future__ import annotations

import pytest

from tests.extract.reading import named
from tuibrief.extract.stages import NameKind


def kinds(text: str) -> dict[str, NameKind]:
    return {n.text: n.kind for n in named(text)[1]}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Spanish Prime Minister Juan Carlos Ortega Villar met reporters in Madrid.", "Juan Carlos Ortega Villar"),
        ("Vietnamese President Nguyen Van Minh said he would resign.", "Nguyen Van Minh"),
        ("Senator Abdullah al-Mansour said the vote was unfair.", "Abdullah al-Mansour"),
        ("The Dutch king, Willem van der Meer, thanked the doctors.", "Willem van der Meer"),
        ("Brazilian striker João da Silva scored twice on Sunday.", "João da Silva"),
        ("Judge Karen Smith's ruling surprised many lawyers.", "Karen Smith"),
        ("Ana Lima said in an interview that the port would close.", "Ana Lima"),
    ],
)
def test_a_person_is_named_without_title_article_or_possessive(text: str, name: str) -> None:
    assert kinds(text)[name] is NameKind.PERSON


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The radio station Lakeside FM reported it.", "Lakeside FM"),
        (
            "The group's parent company Roe Aeronautic Defence and Space Company won a deal.",
            "Roe Aeronautic Defence and Space Company",
        ),
        ("The South Asian Taxi Council (SATACO) met the mayor.", "SATACO"),
        ("Frontale, the border agency, sent a plane.", "Frontale"),
    ],
)
def test_a_bodys_name_is_whole(text: str, name: str) -> None:
    assert kinds(text)[name] is NameKind.ORGANIZATION


def test_a_romance_particle_is_no_english_verb() -> None:
    assert "Estrela do Norte" in kinds("Okoye joined Estrela do Norte in May.")


def test_names_on_both_sides_of_a_comma_are_two() -> None:
    found = kinds("Police named the guard as Ben Roe. The firm that employed Roe, Lima Protection Services, mourned.")
    assert found["Lima Protection Services"] is NameKind.ORGANIZATION
    assert not any("," in name for name in found)


def test_a_town_in_a_dateline_is_a_place_however_the_model_takes_it() -> None:
    found = kinds(
        "SFAX, Tunisia, April 11, 2023 (Medwire) - The guard rescued nine sailors. A clinic in Sfax took them in."
    )
    assert found["Sfax"] is NameKind.PLACE


def test_a_country_that_the_model_takes_for_somebody_is_a_country() -> None:
    assert kinds("Migrants from Ivory Coast and Mali drowned.")["Mali"] is NameKind.COUNTRY
    assert kinds("Jordan Mali said he would sue. Mali was angry.")["Mali"] is NameKind.PERSON


def test_an_executive_is_no_part_of_the_firms_name() -> None:
    assert "Acme Executive" not in kinds("Acme Executive Tom Roe resigned on Monday.")


def test_an_organizations_name_keeps_its_own_of_and_loses_its_article() -> None:
    found = kinds("The Bank of Japan raised rates. The Organization of American States sent observers.")
    assert found["Bank of Japan"] is NameKind.ORGANIZATION
    assert found["Organization of American States"] is NameKind.ORGANIZATION


def test_an_acronym_in_brackets_is_an_organization() -> None:
    assert kinds("The Royal Nursing Federation (RNF) called a strike.")["RNF"] is NameKind.ORGANIZATION


def test_a_surname_alone_is_the_kind_of_the_full_name() -> None:
    text = "Chancellor Anke Brandt opened the fair. Brandt's speech was short. Critics of Brandt stayed away."
    assert {n.kind for n in named(text)[1] if n.text == "Brandt"} == {NameKind.PERSON}


def test_a_family_name_of_several_words_is_the_persons() -> None:
    text = "The Dutch king, Willem van der Meer, thanked the doctors. Van der Meer said he was delighted."
    assert kinds(text)["Van der Meer"] is NameKind.PERSON


def test_both_names_of_a_hyphenated_pair_are_found() -> None:
    text = "France and Germany talked. The France-Germany summit opened on Monday."
    found = [n.text for n in named(text)[1]]
    assert found.count("France") == 2
    assert found.count("Germany") == 2


def test_a_double_barrelled_name_is_not_cut_in_two() -> None:
    assert "Marie-Claire Dubois" in kinds("Mayor Marie-Claire Dubois opened the bridge.")


def test_a_ship_is_nobody() -> None:
    found = kinds("The navy launched two destroyers, the Ada Lovell and the Grace Hooper, in the harbour.")
    assert NameKind.PERSON not in found.values()


def test_words_of_a_headline_are_no_names_but_known_names_in_it_are() -> None:
    text = (
        "Rising Tensions And Fragile Hopes As Brandt Visits Ankara\n\n"
        "Chancellor Anke Brandt visited Ankara on Monday. Brandt met her Turkish counterpart."
    )
    found = kinds(text)
    assert "Brandt" in found
    assert not {n for n in found if "Tensions" in n or "Hopes" in n}


@pytest.mark.parametrize("initials", ["U.S.", "UK", "UAE"])
def test_a_country_goes_by_its_initials(initials: str) -> None:
    assert kinds(f"Officials from the {initials} arrived in Geneva.")[initials] is NameKind.COUNTRY


def test_us_in_small_letters_is_a_pronoun() -> None:
    assert "us" not in kinds("The teacher told us that school was over.")


def test_a_company_keeps_its_legal_form() -> None:
    assert "Saigon Steel Corp." in kinds("Saigon Steel Corp. fired its director on Friday.")


def test_a_name_known_from_the_text_is_found_in_its_headline() -> None:
    text = (
        "Tempers Flare As Obi Walks Out Of Lagos Budget Talks\n\nMinister Ada Obi left the talks. Obi gave no reason."
    )
    assert [n.text for n in named(text)[1]].count("Obi") == 2


def test_a_lake_a_prize_and_a_ship_are_nobody() -> None:
    found = kinds("Divers found the wreck of the HMS Ardent in Lake Victoria. She won the Booker Prize.")
    assert not {NameKind.PERSON, NameKind.ORGANIZATION} & set(found.values())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Norden bought the Tidal Music Store in May. The Tidal Music Store sells songs.", "Tidal Music Store"),
        ("Anders Holm showed the new Jaguara 4.0 web browser on Monday.", "Jaguara"),
        ("Norden unveiled Marlin, the new version of its operating system.", "Marlin"),
    ],
)
def test_a_product_is_nobody(text: str, name: str) -> None:
    assert kinds(text).get(name) not in (NameKind.PERSON, NameKind.ORGANIZATION)


def test_who_has_a_workforce_or_a_trade_is_a_firm() -> None:
    text = "Other retailers, including Best Buys and Radio Hut, had no such trouble, the report said."
    assert kinds(text)["Best Buys"] is NameKind.ORGANIZATION
    sold = "The group cancelled the sale of its plants to Mona, a Canadian parts company."
    assert kinds(sold)["Mona"] is NameKind.ORGANIZATION


@pytest.mark.parametrize(
    "text",
    [
        "Norden won a US$ 40 billion (GB #20.1 billion) contract on Monday.",
        "The contract is worth GB £20 million, the ministry said.",
        "The store sells the player for AU $5 and the larger one for US $199.",
    ],
)
def test_a_countrys_letters_before_an_amount_are_a_currency(text: str) -> None:
    assert not {n for n in kinds(text) if n in ("GB", "US", "AU", "CA")}


def test_a_family_name_written_apart_is_whole() -> None:
    text = "The airline's chief, Michael O' Leary, said fares would rise."
    assert kinds(text)["Michael O' Leary"] is NameKind.PERSON


def test_an_office_is_no_name() -> None:
    text = "The Chief Executive Officer and the Secretary of Defense met on Monday."
    assert not {n for n, kind in kinds(text).items() if kind is NameKind.PERSON}
    assert kinds("Secretary of State Ada Obi left.")["Ada Obi"] is NameKind.PERSON
