"""Who is who over the library."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuibrief.actors import Directory, fold, key_of
from tuibrief.model import Actor, ActorKind

NAMES = ("Roe", "J. Roe", "Jane Roe", "Jane Maria Roe", "John Roe", "JMR", "Jane Roe Inc")


def body(name: str, *aliases: str) -> Actor:
    return Actor("x", name, ActorKind.ORGANIZATION, aliases)


def person(name: str, *aliases: str, of: str | None = None) -> Actor:
    return Actor("x", name, ActorKind.PERSON, aliases, of)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ngo Thi Binh", "Ngô Thị Bình"),
        ("Park Soo-jin", "Park Soo Jin"),
        ("Haruki Endo", "Endo Haruki"),
        ("Joan B. Harker", "Joan Harker"),
        ("Seán O’Dea", "Sean O'Dea"),
        ("Choe Min-ho", "Choe Min Ho"),
        ("Mohammed al-Tamimi", "Muhammad Al Tamimi"),
        ("Mohamed Tamimi", "Mohammed al-Tamimi"),
        ("Yusuf el-Amin", "Youssef Amin"),
        ("Andriy Horbinskyi", "Andriy Horbinsky"),
        ("Sergei Malkov", "Sergey Malkov"),
        ("J. D. Marrow", "JD Marrow"),
        ("Nagy Eszter", "Eszter Nagy"),
        ("Jørgen Lund", "Jorgen Lund"),
        ("Łukasz Wrona", "Lukasz Wrona"),
    ],
)
def test_a_person_is_one_in_every_spelling_and_order(one: str, other: str) -> None:
    assert key_of(person(one)) == key_of(person(other))


def test_a_country_is_one_by_its_code_whatever_it_is_called() -> None:
    a = Actor("x", "Burma", ActorKind.COUNTRY, code="MMR")
    b = Actor("x", "Myanmar", ActorKind.COUNTRY, code="MMR")
    assert key_of(a) == key_of(b) == "country:MMR"


def test_father_and_son_are_two() -> None:
    assert key_of(person("Luis Ortega")) != key_of(person("Luis Ortega Jr."))


def test_an_organization_in_another_order_of_words_is_the_same() -> None:
    a = Actor("x", "Ministry of the Interior", ActorKind.ORGANIZATION)
    b = Actor("x", "Interior Ministry", ActorKind.ORGANIZATION)
    assert key_of(a) == key_of(b)


@pytest.mark.parametrize(("one", "other"), [
    ("Quillon Inc.", "Quillon"), ("Brandvold ASA", "Brandvold"), ("Harlow & Co.", "Harlow"), ("Norbana AG", "Norbana"),
    ("Tarn Water plc", "Tarn Water"),
])  # fmt: skip
def test_a_company_is_the_same_with_and_without_its_legal_form(one: str, other: str) -> None:
    assert key_of(body(one)) == key_of(body(other))


def test_two_companies_of_which_one_has_a_longer_name_are_two() -> None:
    assert key_of(body("Harlow Brands")) != key_of(body("Harlow"))
    directory = Directory()
    directory.add("a1", [body("Harlow Brands")])
    directory.add("a2", [body("Harlow")])
    assert directory.key("a1", "Harlow Brands") != directory.key("a2", "Harlow")


def test_initials_of_a_body_stand_for_the_one_that_an_article_calls_so() -> None:
    directory = Directory()
    directory.add("a1", [body("Lindmoor Transit Union", "LTU", "the union")])
    directory.add("a2", [body("LTU")])
    whole = directory.key("a1", "Lindmoor Transit Union")
    assert directory.key("a2", "LTU") == whole
    assert directory.articles(str(whole)) == {"a1", "a2"}
    directory.add("a3", [body("Lower Tarn University", "LTU")])  # now it may be either
    assert directory.key("a2", "LTU") not in (whole, directory.key("a3", "Lower Tarn University"))
    directory.remove("a3")
    assert directory.key("a2", "LTU") == whole


def test_a_double_surname_is_joined_with_the_short_form_only_where_an_article_has_both() -> None:
    directory = Directory()
    directory.add("a1", [person("Lucia Ferran Oliva")])
    directory.add("a2", [person("Lucia Ferran")])
    assert directory.key("a1", "Lucia Ferran Oliva") != directory.key("a2", "Lucia Ferran")
    directory.add("a3", [person("Lucia Ferran Oliva", "Lucia Ferran", "Ferran")])
    assert directory.key("a1", "Lucia Ferran Oliva") == directory.key("a2", "Lucia Ferran")


def test_an_initial_before_a_surname_stands_for_the_one_whom_it_fits() -> None:
    directory = Directory()
    directory.add("a1", [person("Dana Whitlow"), person("Mark Whitlow")])
    directory.add("a2", [person("D. Whitlow")])
    assert directory.key("a2", "D. Whitlow") == directory.key("a1", "Dana Whitlow")
    directory.add("a3", [person("Dora Whitlow")])
    assert directory.key("a2", "D. Whitlow") != directory.key("a1", "Dana Whitlow")


@pytest.mark.parametrize("make", [lambda: person("captain"), lambda: person("President"), lambda: body("Police")])
def test_who_is_only_described_is_somebody_else_in_the_next_article(make: Callable[[], Actor]) -> None:
    directory = Directory()
    name = make().name
    directory.add("a1", [make()])
    directory.add("a2", [make()])
    assert directory.key("a1", name) != directory.key("a2", name)
    assert [known.name for known in directory.all()] == [name, name]


def test_a_person_read_as_a_body_in_one_article_is_the_person() -> None:
    directory = Directory()
    directory.add("a1", [person("Ottoline Brade")])
    directory.add("a2", [body("Ottoline Brade")])
    directory.add("a3", [body("Ottoline Brade")])
    directory.add("a4", [person("Ottoline Brade")])
    assert len({directory.key(article, "Ottoline Brade") for article in ("a1", "a2", "a3", "a4")}) == 1
    assert len(directory.all()) == 1


def test_groups_without_a_name_stand_behind_the_others() -> None:
    directory = Directory()
    directory.add("a1", [Actor("x", "farmers", ActorKind.GROUP), person("Amara Okafor")])
    directory.add("a2", [Actor("x", "farmers", ActorKind.GROUP)])
    assert [known.name for known in directory.all()] == ["Amara Okafor", "farmers"]


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=12))
def test_whoever_comes_and_goes_each_actor_is_one_and_none_is_lost(steps: list[tuple[str, str, str]]) -> None:
    directory = Directory()
    for article, name, alias in steps:
        if name == alias:
            directory.remove(article)
        else:
            directory.add(article, [person(name, alias), body(alias, name)])
    known = directory.all()
    assert len({k.key for k in known}) == len(known)
    for k in known:
        assert directory.resolve(k.key) == k.key
        assert directory.articles(k.key)


def test_fold_drops_case_accents_points_and_article() -> None:
    assert fold("The U.S.") == fold("us")
    assert fold("Renée’s") == "renee"


def test_a_surname_alone_joins_its_one_carrier_and_no_one_when_there_are_two() -> None:
    directory = Directory()
    directory.add("a1", [person("Amara Okafor", "Okafor")])
    directory.add("a2", [person("Okafor")])
    assert directory.key("a2", "Okafor") == directory.key("a1", "Amara Okafor")
    directory.add("a3", [person("Chidi Okafor")])
    assert directory.key("a2", "Okafor") not in (
        directory.key("a1", "Amara Okafor"),
        directory.key("a3", "Chidi Okafor"),
    )


def test_the_name_shown_is_the_one_most_articles_use() -> None:
    directory = Directory()
    for n, name in enumerate(["Park Soo-jin", "Park Soo-jin", "Park Soo Jin"]):
        directory.add(f"a{n}", [person(name, of="Harbor Union")])
    (known,) = directory.all()
    assert (known.name, known.articles, known.of) == ("Park Soo-jin", 3, "Harbor Union")
    assert known.aliases == ("Park Soo Jin",)


def test_an_article_read_again_or_removed_leaves_nothing_behind() -> None:
    directory = Directory()
    directory.add("a1", [person("Amara Okafor")])
    directory.add("a1", [person("Bela Toth")])
    assert [k.name for k in directory.all()] == ["Bela Toth"]
    directory.remove("a1")
    assert directory.all() == []
    assert directory.key("a1", "Bela Toth") is None


def test_a_merge_holds_for_articles_added_later() -> None:
    directory = Directory()
    directory.add("a1", [person("Robert Lund")])
    directory.add("a2", [person("Bob Lund")])
    directory.merge("person:bob lund", "person:lund robert")
    directory.add("a3", [person("Bob Lund")])
    assert directory.key("a3", "Bob Lund") == directory.key("a1", "Robert Lund")
    (known,) = directory.all()
    assert known == directory.known("person:bob lund")
    assert known.articles == 3


def test_a_merge_of_two_keys_makes_one_actor_and_into_itself_is_refused() -> None:
    directory = Directory()
    one, other = person("Robert Lund"), person("Bob Lund")
    directory.add("a1", [one])
    directory.add("a2", [other])
    directory.merge(key_of(other), key_of(one))
    (known,) = directory.all()
    assert known.name == "Robert Lund"
    assert known.articles == 2
    assert "Bob Lund" in known.aliases
    with pytest.raises(ValueError, match="one actor already"):
        directory.merge(key_of(other), key_of(one))


def test_a_split_parts_one_article_s_namesake() -> None:
    directory = Directory()
    directory.add("a1", [person("Ana Silva")])
    directory.add("a2", [person("Ana Silva")])
    directory.split("a2", "Ana Silva", "person:ana silva#2")
    assert directory.key("a1", "Ana Silva") != directory.key("a2", "Ana Silva")


def test_an_actor_is_found_by_name_alias_or_part_of_a_name_in_that_order() -> None:
    directory = Directory()
    directory.add("a", [person("Jane Roe", "J. Roe"), person("Roe Jane Doe"), person("Max Jane")])
    assert [k.name for k in directory.find("jane roe")] == ["Jane Roe"]
    assert [k.name for k in directory.find("J Roe")] == ["Jane Roe"]
    assert {k.name for k in directory.find("jane")} == {"Jane Roe", "Roe Jane Doe", "Max Jane"}
    assert [k.name for k in directory.find("person:jane max")] == ["Max Jane"]
    assert directory.find("nobody") == directory.find("  ") == []


def test_a_name_given_by_a_person_outlives_the_articles_that_are_read_anew() -> None:
    directory = Directory()
    directory.add("a", [person("Jane Roe")])
    directory.rename("person:jane roe", "Judge Roe")
    directory.add("a", [person("Jane Roe"), person("Max Poe")])
    assert directory.name("person:jane roe") == "Judge Roe"
    assert {k.name for k in directory.all()} == {"Judge Roe", "Max Poe"}


def test_what_is_said_to_be_no_actor_is_nowhere_but_can_be_found_to_take_it_back() -> None:
    directory = Directory()
    directory.add("a", [person("Boiler Room")])
    directory.hide("person:boiler room")
    assert directory.all() == []
    assert directory.key("a", "Boiler Room") is None
    assert directory.known("person:boiler room") is None
    assert [k.key for k in directory.find("boiler")] == ["person:boiler room"]
    directory.forget_marks()
    assert len(directory.all()) == 1


def test_namesakes_told_apart_before_and_after_their_article_comes() -> None:
    directory = Directory()
    directory.split("b", "person:jane roe", "person:jane roe#2")
    for article in "abc":
        directory.add(article, [person("Jane Roe")])
    directory.split("c", "person:jane roe", "person:jane roe#2")
    assert directory.articles("person:jane roe") == {"a"}
    assert directory.articles("person:jane roe#2") == {"b", "c"}
    assert directory.names_in("b", "person:jane roe#2") == ("Jane Roe",)
    directory.forget_marks()
    assert directory.articles("person:jane roe") == {"a", "b", "c"}


def test_the_names_that_stand_for_somebody_besides_their_own_can_be_told() -> None:
    directory = Directory()
    directory.add("a", [person("Joan Smith"), person("Joanna Smythe")])
    directory.add("b", [person("Smith")])
    directory.merge("person:joanna smythe", "person:joan smith")
    assert directory.besides("person:smith") == [
        ("person:joanna smythe", "Joanna Smythe"),
        ("person:smith", "Smith"),
    ]
    assert directory.besides("person:nobody") == []
    assert {article: {a.name for a in actors} for article, actors in directory.called("person:smith").items()} == {
        "a": {"Joan Smith", "Joanna Smythe"},
        "b": {"Smith"},
    }
