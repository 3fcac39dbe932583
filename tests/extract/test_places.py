"""Where each happening is."""

from __future__ import annotations

import pytest

from tests.extract.reading import where


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("Police arrested two men in Marseille on Friday.", "arrested", "Marseille"),
        ("Rescuers landed near the town of Aparri.", "landed", "Aparri"),
        ("The minister visited Nairobi.", "visited", "Nairobi"),
        ("Troops fired rockets from a hill south of Damascus.", "fired", "Damascus"),
        ("The minister flew to Lisbon.", "flew", "Lisbon"),
        ("The ferry exploded in Norway’s northern waters.", "exploded", "Norway"),
        ("The minister met reporters in Geneva.", "met", "Geneva"),
        ("Police detained two students in Lagos.", "detained", "Lagos"),
        ("The talks in Geneva collapsed.", "talks", "Geneva"),
        ("The rocket was launched from the Aurora Space Center on Monday.", "launched", "Aurora Space Center"),
        ("She told a news conference in Sagamihara, near Tokyo, that it worked.", "told", "Sagamihara"),
        ("The firm moved its headquarters from Geneva to Zug.", "moved", "Zug"),
        ("A bus fell into a gorge near Dharampur.", "fell", "Dharampur"),
        ("Soldiers died in clashes that broke out around Damascus.", "clashes", "Damascus"),
        ("He was jailed for six years in Leeds on Monday.", "jailed", "Leeds"),
        ("Nine people have died of cholera in camps for displaced people in Sudan.", "died", "Sudan"),
        ("A trawler spotted the boat about 70 kilometres north of Dakar.", "spotted", "Dakar"),
        ("The flood ruined wells in and around the city of Maiduguri.", "ruined", "Maiduguri"),
    ],
)
def test_a_place_is_read_off_the_happenings_own_words(text: str, trigger: str, place: str) -> None:
    assert where(text, trigger) == (place,)


def test_who_comes_for_a_summit_meets_there() -> None:
    text = "President Ana Ruiz arrived in Geneva for a summit with King Idris Bello."
    assert where(text, "summit") == ("Geneva",)


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The envoy criticised Kenya in a speech.", "criticised"),
        ("The firm believes in Canada and its workers celebrated.", "celebrated"),
    ],
)
def test_a_country_that_is_talked_of_is_no_place(text: str, trigger: str) -> None:
    assert where(text, trigger) == ()


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("Miners in Santiago rallied on Monday.", "rallied", "Santiago"),
        ("The brewer closed a plant in Malmo.", "closed", "Malmo"),
        ("The envoy flew to Muscat, where she met the rebels.", "met", "Muscat"),
        ("The envoy arrived in Muscat on Monday. She met the rebels there.", "met", "Muscat"),
        ("Ministers gathered in Muscat to discuss the truce.", "discuss", "Muscat"),
        ("He hid the money through accounts in Vaduz.", "hid", "Vaduz"),
        ("A freighter sank off Chile.", "sank", "Chile"),
        ("A blast shook the village of Torrevela.", "shook", "Torrevela"),
    ],
)
def test_a_place_is_read_off_those_who_take_part_and_off_where_and_there(text: str, trigger: str, place: str) -> None:
    assert where(text, trigger) == (place,)


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The miller accused rivals in Peru of fraud.", "accused"),
        ("The bloc proposed a meeting in Muscat.", "proposed"),
        ("Growers bought seed from Peru.", "bought"),
        ("The union said in Rome that the pay of clerks in Peru had fallen.", "said"),
    ],
)
def test_where_others_are_is_no_place_of_what_is_said_or_bought(text: str, trigger: str) -> None:
    assert "Peru" not in where(text, trigger)
    assert "Muscat" not in where(text, trigger)


def test_talks_are_where_they_end() -> None:
    assert where("A second round of talks ended in Khartoum.", "talks") == ("Khartoum",)
