"""Each mention stands for one actor over the article."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.extract.reading import actor, named, pipeline, who
from tuibrief.extract import actors, layout, names, parse, places, predicates
from tuibrief.model import ActorKind

COURT = (
    "Volvo sued Renault. The Swedish carmaker accuses the French company of copying. The two companies were partners."
)


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Turkish minister Elif Yildirim resigned. Yildirim was ill.", "Yildirim", "Elif Yildirim"),
        ("Nguyen Van Minh resigned. Mr Minh was ill.", "Minh", "Nguyen Van Minh"),
        ("Minister Juan Ortega Villar resigned. Ortega was ill.", "Ortega", "Juan Ortega Villar"),
        ("Park Min-jun resigned. Critics had warned Park Min Jun.", "Park Min Jun", "Park Min-jun"),
        ("Willem van der Meer smiled. Van der Meer was delighted.", "Van der Meer", "Willem van der Meer"),
        ("The Royal Nursing Federation (RNF) met. The RNF said no.", "RNF", "Royal Nursing Federation"),
    ],
)
def test_a_short_form_is_the_same_actor(text: str, words: str, name: str) -> None:
    assert who(text, words, text.count(words) - 1) == (name,)


def test_two_people_of_one_surname_are_kept_apart() -> None:
    text = "Judge Karen Smith sentenced Robert Smith. Karen Smith said Robert Smith had lied."
    found = {a.name: len(a.mentions) for a in named(text)[2].actors if a.kind is ActorKind.PERSON}
    assert found == {"Karen Smith": 2, "Robert Smith": 2}


def test_a_capital_that_acts_is_its_country_and_a_place_elsewhere() -> None:
    text = "Berlin rejected the plan. Demonstrators marched in Berlin. A farm south of Berlin burned down."
    assert who(text, "Berlin", 0) == ("Germany",)
    assert who(text, "Berlin", 1) == ()
    assert who(text, "Berlin", 2) == ()


def test_a_country_that_is_only_where_something_happens_does_nothing() -> None:
    parsed, _, cast = named("A volcano erupted in Iceland on Monday.")
    mention = cast.at(next(t.index for t in parsed.tokens if t.text == "Iceland"))
    assert mention is not None
    assert mention.place


def test_a_people_with_the_article_is_its_country_and_an_adjective_is_nobody() -> None:
    text = "The Chinese rejected the offer. Chinese officials gave no reason."
    assert who(text, "Chinese") == ("China",)
    group = actor(text, "Chinese officials")
    assert (group.kind, group.of, group.code) == (ActorKind.GROUP, "China", "CHN")


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Spanish Prime Minister Ana Ruiz left. The Spanish premier was tired.", "Spanish premier", "Ana Ruiz"),
        ("Governor Rosa Luna spoke. The governor thanked the rescuers.", "The governor", "Rosa Luna"),
        ("The Ministry of Defence denied it. The ministry gave no details.", "The ministry", "Ministry of Defence"),
        ("The Bank of Japan raised rates. The central bank fears inflation.", "central bank", "Bank of Japan"),
        ("Saigon Steel Corp. lost money. The company fired its director.", "The company", "Saigon Steel Corp."),
        ("Peru held an election. The government promised a fair count.", "The government", "Peru"),
        ("The Peruvian government denied it. Peru said no more.", "Peruvian government", "Peru"),
        (COURT, "Swedish carmaker", "Volvo"),
        (COURT, "French company", "Renault"),
    ],
)
def test_a_role_is_whoever_holds_it(text: str, words: str, name: str) -> None:
    assert who(text, words) == (name,)


@pytest.mark.parametrize(
    ("text", "words", "both"),
    [
        ("India and Pakistan signed. Both countries will withdraw.", "Both countries", {"India", "Pakistan"}),
        (COURT, "two companies", {"Volvo", "Renault"}),
        (
            "President Ana Ruiz met King Idris Bello. The two leaders spoke for an hour.",
            "two leaders",
            {"Ana Ruiz", "Idris Bello"},
        ),
    ],
)
def test_several_at_once_are_all_of_them(text: str, words: str, both: set[str]) -> None:
    assert set(who(text, words)) == both


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Mrs Elif Yildirim met Paul Weber. She praised the plan.", "She", "Elif Yildirim"),
        ("Mrs Elif Yildirim met Paul Weber. He praised the plan.", "He", "Paul Weber"),
        ("Canada raised tariffs. It also closed a port.", "It", "Canada"),
        ("Firefighters reached the village. They rescued a boy.", "They", "Firefighters"),
        ('"I am proud of the result," Piotr Nowak said.', "I", "Piotr Nowak"),
        ("In his first speech, Paul Weber promised reform.", "his", "Paul Weber"),
        ("Jean-Marie Colbert, the envoy, met Mrs Elif Yildirim. He praised the plan.", "He", "Jean-Marie Colbert"),
        ("Andrea Conti met Mrs Elif Yildirim. He praised the plan.", "He", "Andrea Conti"),
    ],
)
def test_a_pronoun_is_whom_it_points_at(text: str, words: str, name: str) -> None:
    assert who(text, words) == (name,)


def test_an_empty_it_is_nobody() -> None:
    assert who("Canada raised tariffs. It is likely that prices will rise.", "It") == ()


def test_a_thing_that_is_spoken_of_keeps_it_from_the_country() -> None:
    assert who("The bridge cost Canada millions. It collapsed after a week.", "It") != ("Canada",)


@pytest.mark.parametrize(
    "phrase",
    ["nurses", "protesters", "South African miners", "police", "two officials", "epidemiologists", "villagers"],
)
def test_people_without_a_name_go_by_their_phrase(phrase: str) -> None:
    text = f"On Monday {phrase} criticised the minister of Kenya."
    found = who(text, phrase)
    assert found == (phrase.removeprefix("two "),)


@pytest.mark.parametrize(
    ("text", "name", "owner"),
    [
        ("French President Paul Weber left.", "Paul Weber", "France"),
        ("Ana Ruiz, a professor at Lund University, disagreed.", "Ana Ruiz", "Lund University"),
        ("Ana Ruiz of the Nordic Peace Institute disagreed.", "Ana Ruiz", "Nordic Peace Institute"),
        ("Japan’s newly elected Prime Minister, Aiko Tanaka, agreed.", "Aiko Tanaka", "Japan"),
        ("Kenya’s Supreme Court annulled the vote.", "Supreme Court", "Kenya"),
    ],
)
def test_whom_an_actor_belongs_to_is_read_from_the_text(text: str, name: str, owner: str) -> None:
    assert actor(text, name).of == owner


def test_a_rival_or_an_owner_is_no_part_of_whose_it_is() -> None:
    assert actor("Volvo's French rival, Renault, is preparing a van.", "Renault").of != "Volvo"
    assert actor("Volvo owner Renault raised its stake.", "Renault").of != "Volvo"
    assert actor("Volvo owner Piotr Nowak met Paul Weber.", "Piotr Nowak").of == "Volvo"


def test_what_belongs_to_a_country_has_its_code() -> None:
    assert actor("French President Paul Weber left.", "Paul Weber").code == "FRA"
    assert actor("Canada raised tariffs.", "Canada").code == "CAN"


def test_its_military_is_the_countrys_own() -> None:
    text = "Kenya’s military crossed the border. Kenya said its military had captured a town."
    assert who(text, "Kenya’s military") == who(text, "its military")


def test_an_example_acts_with_its_group() -> None:
    text = "Experts such as Ana Ruiz warned of a drought."
    assert set(who(text, "Experts")) == {"Experts", "Ana Ruiz"}


PIECES = [
    *"“”\"'’-–(),.",
    "Ada",
    "Obi",
    "U.S.-South",
    "said",
    "the",
    "its",
    "two",
    "leaders",
    "of",
    "they",
    "Paris",
    "’s",
]
PIECES += ["İ", "ﬁ", "\n\n", "\u202e"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=120) | st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join))
def test_any_text_gives_the_same_actors_twice_with_offsets_inside_it(text: str) -> None:
    laid = layout.lay_out(text, None)
    parsed = parse.parse(text, laid.paragraphs, pipeline())
    found = names.find_names(parsed, laid)
    cast = actors.find_cast(parsed, laid, found)
    assert cast == actors.find_cast(parsed, laid, names.find_names(parsed, laid))
    for mention in cast.mentions:
        assert 0 <= mention.first <= mention.head <= mention.last < len(parsed.tokens)
        assert all(0 <= i < len(cast.actors) for i in mention.actors)
    for one in cast.actors:
        assert all(0 <= s.start < s.end <= len(text) for s in one.mentions)
    assert len({a.id for a in cast.actors}) == len(cast.actors)
    happenings = predicates.find_predicates(parsed, laid, cast)
    assert len(places.find_places(parsed, cast, found, happenings)) == len(happenings)


@pytest.mark.parametrize(
    ("first", "again"),
    [("Aiko Tanaka", "Tanaka Aiko"), ("Paul Weber", "Paul R. Weber"), ("Park Min-jun", "Park Minjun")],
)
def test_a_full_name_in_other_order_or_spelling_is_the_same_person(first: str, again: str) -> None:
    text = f"President {first} spoke on Monday. President {again} left on Friday."
    people = [a for a in named(text)[2].actors if a.kind is ActorKind.PERSON]
    assert [len(a.mentions) for a in people] == [2]


def test_a_bodys_name_cut_short_is_the_same_body() -> None:
    text = "The Joint Council of Midwives met on Monday. The Joint Council rejected the offer."
    assert who(text, "Joint Council", 1) == ("Joint Council of Midwives",)


def test_a_pair_with_a_hyphen_is_both() -> None:
    text = "President Ana Ruiz met King Idris Bello. Analysts praised the Ruiz-Bello summit."
    assert set(who(text, "Ruiz-Bello")) == {"Ana Ruiz", "Idris Bello"}


def test_they_are_the_two_who_were_named_together() -> None:
    text = "Ana Ruiz and Paul Weber met in Oslo. They signed a treaty."
    assert set(who(text, "They")) == {"Ana Ruiz", "Paul Weber"}


def test_nobody_greets_himself_as_him() -> None:
    assert who("Paul Weber arrived. Idris Bello greeted him.", "him") == ("Paul Weber",)


def test_a_possessive_is_the_subjects_of_its_own_clause() -> None:
    assert who("Kenya said Uganda had closed its border.", "its") == ("Uganda",)


@pytest.mark.parametrize(
    ("full", "family"),
    [("Paul Weber", "Weber"), ("Willem van der Meer", "van der Meer"), ("Park Min-jun", "Park")],
)
def test_a_person_is_known_by_the_family_name_too(full: str, family: str) -> None:
    assert family in actor(f"Minister {full} resigned on Friday.", full).aliases


def test_the_nigerian_is_a_person_and_the_chinese_are_a_country() -> None:
    text = "Serena Okafor beat Lucia Moretti in the final. The Nigerian said she was proud."
    assert who(text, "Nigerian") == ("Serena Okafor",)
    assert actor(text, "Serena Okafor").code == "NGA"


def test_a_role_joined_to_the_one_before_a_name_is_that_person_s() -> None:
    text = "Nordlys Chief Executive Officer and co-founder Ingrid Haugland will lead the group."
    assert who(text, "Officer") == ("Ingrid Haugland",)
    other = "The president and Foreign Minister Pedro Lima met in May."
    assert who(other, "president") != ("Pedro Lima",)


def test_their_before_its_noun_s_party_never_leaves_the_subject_out() -> None:
    text = (
        "Peru and Chile signed a treaty in May. During their summit in Lisbon, President Ana Costa and Premier Li Wei "
        "spoke of fish."
    )
    assert "Ana Costa" in who(text, "their")
    assert who(text.replace("President Ana Costa and Premier Li Wei", "President Ana Costa"), "their") != (
        "Peru",
        "Chile",
    )


def test_who_praises_is_not_who_is_invited() -> None:
    text = "President Lindiwe Dube praised Amina Sesay and invited her to Pretoria."
    assert who(text, "her") == ("Amina Sesay",)
    demand = "Ruth Mensah accused Joseph Banda of lying and demanded that he resign."
    assert who(demand, "he resign"[:2], 0) != ("Ruth Mensah",)


def test_he_is_who_was_named_last_before_somebody_without_a_name() -> None:
    text = (
        "A former clerk set fire to a shop on Friday, officials said.\n\nOfficers arrested Tomas Novak at home. "
        "He was charged with arson."
    )
    assert who(text, "He") == ("Tomas Novak",)


def test_a_state_is_no_country_of_its_name() -> None:
    assert who("The trial opened in Atlanta, Georgia, on Monday. Georgia passed the law in May.", "Georgia", 1) != (
        "Georgia",
    )
    assert who("Georgia signed the accord in Tbilisi on Monday.", "Georgia") == ("Georgia",)


def test_common_nouns_with_a_capital_are_nobody() -> None:
    for text in ("Turnout was 71 percent on Sunday.", "Shares of the bank fell on Monday."):
        assert not [a for a in named(text)[2].actors if a.name in ("Turnout", "Shares")]
    assert all(a.name != "file cabinet" for a in named("Officers found a gun in a file cabinet.")[2].actors)


def test_a_body_s_noun_beside_a_name_tells_that_it_is_one() -> None:
    text = "The relief group Open Hands said it had sent blankets."
    assert who(text, "Hands") == who(text, "it") == ("Open Hands",)
    assert actor(text, "Open Hands").kind == "organization"


def test_a_dateline_s_town_and_agency_take_no_part() -> None:
    text = "A headline of the day\n\nTOLEDO, Ohio (AP) — Officers held two men on Friday.\n\nThey were freed later."
    assert not {"TOLEDO", "AP"} & {a.name for a in named(text)[2].actors}


def test_the_company_is_none_that_reports_and_no_central_bank() -> None:
    text = "Orlen Group bought Baltica Foods for cash. The Central Bank kept its rate. The two companies met in May."
    assert set(who(text, "companies")) == {"Orlen Group", "Baltica Foods"}


def test_a_crime_is_nobody() -> None:
    text = "The driver was charged with Vehicular Manslaughter on Monday."
    assert all(a.name != "Vehicular Manslaughter" for a in named(text)[2].actors)


def test_a_trade_before_a_firm_s_name_and_a_name_that_a_body_gives_itself() -> None:
    text = "Retailer Nordby Stores agreed to buy a bank.\n\nA group calling itself Grey Moon claimed the attack."
    assert {"Nordby Stores", "Grey Moon"} <= {a.name for a in named(text)[2].actors if a.kind == "organization"}
    assert who(text, "group") == ("Grey Moon",)


def test_a_spokesman_s_name_is_no_body_s() -> None:
    text = "A spokesman for the group, Abu Karim, claimed that two jets were destroyed."
    assert actor(text, "Abu Karim").kind == "person"


def test_a_role_finds_who_bears_its_short_title() -> None:
    text = "Gov. Ruth Delgado signed the bill on Monday. The governor said it was late."
    assert who(text, "governor") == ("Ruth Delgado",)


@pytest.mark.parametrize(
    ("text", "words", "both"),
    [
        (
            "Brazil and the African Union agreed on a budget. Norway hailed it. Ana Ruiz urged the two sides to sign.",
            "the two sides",
            {"Brazil", "African Union"},
        ),
        (
            "Talks between the Teamsters union and Volvo collapsed. Minister Ana Ruiz summoned the two sides.",
            "the two sides",
            {"Teamsters", "Volvo"},
        ),
        (
            "Rebels shelled a camp and the army fired back. A priest appealed to both sides.",
            "both sides",
            {"Rebels", "army"},
        ),
    ],
)
def test_both_sides_are_those_who_were_named_together_or_fight(text: str, words: str, both: set[str]) -> None:
    assert set(who(text, words)) == both


def test_both_sides_of_a_road_are_nobody() -> None:
    assert who("India and Pakistan met. Trees grow on both sides of the road.", "both sides") == ()


def test_the_company_that_a_speaker_tells_of_is_the_speakers_own() -> None:
    text = (
        "Volvo agreed to buy Scania. Volvo chief executive Lena Holm spoke on Monday. She said the company would grow."
    )
    assert who(text, "the company") == ("Volvo",)


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Their leader, a builder named Ilir Hoxha, was held.", "leader", "Ilir Hoxha"),
        (
            "Ana Ruiz was fined. Her lawyer spoke on Monday, and the lawyer said his client would appeal.",
            "client",
            "Ana Ruiz",
        ),
        ("The world rowing federation banned him. A club asked the federation to think again.", "the federation", None),
    ],
)
def test_a_role_is_whoever_the_text_names_for_it(text: str, words: str, name: str | None) -> None:
    found = who(text, words, text.count(words) - 1)
    assert found == (name,) if name else len(found) == 1


def test_people_who_are_counted_go_by_their_number_too() -> None:
    assert "nine men" in actor("Police arrested nine men in the port.", "men").aliases


def test_a_place_that_is_told_or_beaten_is_someone() -> None:
    assert who("A clerk told the Sporting Herald that the vote was rigged.", "Sporting Herald") == ("Sporting Herald",)


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        (
            'Maria Okoye said in an interview "They laughed at us. In the end, we won it all."Army officials said that '
            "the contract was large.",
            "we",
            "Maria Okoye",
        ),
        (
            'A statement by Norsk said "Obviously we are very sad." Senator Maria Okoye, who lives nearby, said '
            '"The sale will hurt the town."',
            "we",
            "Norsk",
        ),
        (
            'Senator Maria Okoye said "The sale is off." '
            'Norsk released a joint statement saying "In May we will ask why."',
            "we",
            "Norsk",
        ),
        (
            'Aides read the letters. Minister Ana Lima: "In May we should rest." Senator Maria Okoye: "No."',
            "we",
            "Ana Lima",
        ),
    ],
)
def test_we_in_a_quotation_is_its_own_speaker_and_not_who_speaks_next(text: str, words: str, name: str) -> None:
    assert who(text, words) == (name,)


def test_who_speaks_a_quotation_without_a_known_speaker_is_not_guessed() -> None:
    text = 'The plaque said: "Here we rest." Maria Okoye said on Friday that the wall had fallen.'
    assert who(text, "we") == ()


def test_banks_in_a_list_belong_to_none_of_the_others() -> None:
    text = (
        "The Bank of Norway, the Bank of England, the European Central Bank (ECB) and the Bank of Japan announced "
        "a joint plan on Monday."
    )
    assert actor(text, "European Central Bank").of is None
    assert actor(text, "Bank of England").of in (None, "United Kingdom")


def test_a_parent_company_is_not_its_daughters() -> None:
    text = "Norman Holdings Corp., the parent company of European builder Avionics Group, won the contract on Friday."
    assert actor(text, "Norman Holdings Corp.").of is None


def test_a_body_named_whole_is_not_a_longer_one() -> None:
    text = "Marlow Inc. sued Marlow Records over the name. Marlow Inc. boss Anders Holm said Marlow would win."
    assert actor(text, "Anders Holm").of == "Marlow Inc."
    assert who(text, "Marlow", 2) == ("Marlow Inc.",)


def test_an_acronym_in_brackets_is_the_body_also_where_it_stood_alone_before() -> None:
    text = "NIG fell sharply. The state took over the Nordic Insurance Group (NIG) on Tuesday, and NIG rose again."
    assert who(text, "NIG", 0) == who(text, "NIG", 1) == ("Nordic Insurance Group",)


def test_some_company_of_a_country_is_not_the_one_spoken_of() -> None:
    text = "Avio defeated Norcraft. Senators said the army should buy planes from an American company, not from Avio."
    assert actor(text, "Avio").of is None


def test_two_offices_of_one_person_are_one_actor() -> None:
    text = "The plant will open soon, said Anders Holm, chairman and chief executive of Norden Airways."
    assert actor(text, "Anders Holm").of == "Norden Airways"
    assert [a.name for a in named(text)[2].actors if a.kind is ActorKind.PERSON] == ["Anders Holm"]


def test_a_european_builder_is_no_americans() -> None:
    text = "European aircraft builder, Avio, won the order on Monday. The American builder said it was unfair."
    assert actor(text, "Avio").of is None
