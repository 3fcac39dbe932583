"""Links that the small model gets wrong are set right before any stage reads them."""

from __future__ import annotations

import pytest

from tests.extract.reading import pipeline
from tuibrief.extract import layout, parse
from tuibrief.extract import pipeline as reading
from tuibrief.extract.parse import Token
from tuibrief.model import Article, Reading


def read(text: str) -> Reading:
    return reading.read(Article.of(text, "a.txt"), pipeline())


def doers(text: str, trigger: str) -> tuple[str, ...]:
    start = text.index(trigger)
    found = [e for e in read(text).events if e.trigger.start <= start < e.trigger.end]
    assert found, trigger
    return found[0].who


def said(text: str) -> list[tuple[str, str, str]]:
    def words(span: object) -> str:
        return text[span[0] : span[1]] if span else ""  # type: ignore[index]

    return [(words(a.source), words(a.cue), " ".join(words(c) for c in a.content)) for a in read(text).attributions]


def token(text: str, word: str) -> Token:
    laid = layout.lay_out(text)
    parsed = parse.parse(text, laid.paragraphs, pipeline(), laid.openings)
    return next(t for t in parsed.tokens if t.text == word)


def test_who_is_named_after_a_short_title_speaks() -> None:
    text = '"He had a knife in his coat," said Sgt. Amina Farouk, who led the search.'
    assert [s[0] for s in said(text)] == ["Sgt. Amina Farouk"]
    assert doers("Officers held two men near the pier, police Lt. Rosa Bianchi said.", "said") == ("Rosa Bianchi",)


@pytest.mark.parametrize(
    ("opening", "doer"),
    [
        ("TUCSON, Ariz. — Senate candidate Ines Valdez denied on Tuesday that she had lied.", "Ines Valdez"),
        ("QUITO, May 4 (Reuters) - Ecuador denied on Tuesday that it had sold the oil.", "Ecuador"),
        ("LIMA — Ana Quispe denied on Tuesday that she had lied.", "Ana Quispe"),
    ],
)
def test_a_dateline_is_no_part_of_the_first_sentence(opening: str, doer: str) -> None:
    text = f"A headline of the day\n\n{opening}\n\nA second paragraph follows here."
    assert doers(text, "denied") == (doer,)


def test_a_title_s_label_is_no_part_of_its_sentence() -> None:
    text = "Police: Woman robbed bank, fled on scooter\n\nOfficers gave no name on Monday."
    assert doers(text, "robbed") != ("Police",)


def test_who_denies_also_calls_it_names() -> None:
    text = "Mayor Olga Petrova denied that the council had sold the park, calling the report a bad joke."
    assert ("Mayor Olga Petrova", "calling") in [s[:2] for s in said(text)]
    denial = next(s for s in said(text) if s[1] == "denied")
    assert "joke" not in denial[2]


def test_a_verb_of_the_main_verb_s_tense_goes_with_it() -> None:
    text = "Senator Ruth Adeyemi mocked farmers who oppose the dam and promised to build it within a year."
    assert doers(text, "promised") == ("Ruth Adeyemi",)


def test_who_means_people_and_which_what_ran_its_course() -> None:
    text = "Two people close to the inquiry, who spoke on condition of anonymity, described the files."
    assert token(text, "spoke").head.text == "people"
    assert (
        token("Leaders urged both sides to resume talks in Lima, which collapsed in May.", "collapsed").head.text
        == "talks"
    )


@pytest.mark.parametrize("verb", ["say", "believe"])
def test_a_saying_set_into_a_relative_clause_takes_no_doer_away(verb: str) -> None:
    text = f"Officers arrested the driver who police {verb} hit the cyclist on Sunday."
    assert doers(text, "hit") == ("driver",)


def test_who_was_asked_speaks() -> None:
    text = "Kim Ji-woo, asked about the strike on Monday, said he was not worried about it."
    assert [s[:2] for s in said(text)] == [("Kim Ji-woo", "said")]


def test_what_came_before_sent_it() -> None:
    assert token("The road was closed after days of rain sent mud onto it.", "sent").child("nsubj") is not None


def test_records_show_and_statements_state() -> None:
    assert ("city records", "show") in [
        s[:2] for s in said("The lease was worth two million dollars, city records show.")
    ]
    text = "The files contradict the minister's statement last month that nobody had been paid."
    assert ("the minister's", "statement", "nobody had been paid") in said(text)


def test_what_the_article_adds_is_nobody_s_saying() -> None:
    text = "Premier Luc Moreau said on Sunday that the talks were close to failure, after the Liberals rejected a plan."
    content = next(s[2] for s in said(text) if s[1] == "said")
    assert content == "the talks were close to failure"


def test_one_word_in_reply_is_speech() -> None:
    assert ("The clerk", "replied", '"Understood."') in said('The clerk replied: "Understood." Nobody came.')


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        (
            "Privately, some in the party wonder whether the premier can survive.",
            "wonder",
            "whether the premier can survive",
        ),
        ("He claimed without evidence that Ruiz had promised a vote.", "claimed", "Ruiz had promised a vote"),
        ("The minister said in a letter that the dam was safe.", "said", "the dam was safe"),
        ("Chancellor Mona Lund has ruled out another vote.", "ruled out", "another vote"),
        ("Mayor Ida Falk blamed the delay on the builders.", "blamed", "the delay on the builders"),
        ("Some members suspect the officials of hiding the figures.", "suspect", "the officials of hiding the figures"),
        ("A survey by the institute put her lead at nine points.", "put", "her lead at nine points"),
    ],
)
def test_sayings_of_more_shapes_are_found(text: str, cue: str, content: str) -> None:
    assert (cue, content) in [s[1:] for s in said(text)]


def test_nobody_says_what_only_a_person_could_have_put_somewhere() -> None:
    assert not said("General Omar Aziz put two brigades at the border.")


def test_a_saying_of_the_article_ends_before_its_own_words() -> None:
    text = "Most voters do not want a new bridge, according to a poll, even as ministers plan one."
    content = next(s[2] for s in said(text) if s[1] == "according to")
    assert "ministers" not in content


def test_whom_others_quote_says_no_more_than_that() -> None:
    text = "Witnesses said the roof fell at noon, police Lt. Ana Moreno said."
    assert next(s[2] for s in said(text) if s[0] == "Witnesses") == "the roof fell at noon"


def test_a_headline_s_label_credits() -> None:
    text = "Police: Woman robbed bank, fled on scooter\n\nOfficers gave no name on Monday."
    robbed = next(e for e in read(text).events if e.trigger.lemma == "rob")
    assert robbed.according_to == ("Police",)


def test_who_speaks_unnamed_is_told_apart() -> None:
    text = (
        "Two people were hurt in the crash.\n\nThe bank will cut 900 jobs, two people briefed on the plan said. Two "
        "officials with knowledge of the matter confirmed that."
    )
    names = {a.name for a in read(text).actors}
    assert {"two people briefed on the plan", "people"} <= names


def test_a_quotation_is_hers_who_says_it_at_once_and_a_word_in_marks_is_no_speech() -> None:
    text = (
        "The vote, which even some friends called “a sad joke,” was lost.\n\n“They have thrown me out nine times,” she "
        "said, her voice low. “I come back.”"
    )
    quoted = [(s[0], s[2]) for s in said(text)]
    assert ("she", "“They have thrown me out nine times,” “I come back.”") in quoted
    assert not any("sad joke" in content and "thrown" in content for _, content in quoted)


def test_what_is_hung_on_a_name_as_a_participle_is_its_verb() -> None:
    text = "Mitchell Ravens, a builder who leads in most polls, boasted on Fox News that he had finished her."
    assert any(s[0].startswith("Mitchell Ravens") and s[1] == "boasted" for s in said(text))


def test_a_repeated_claim_is_one_saying() -> None:
    found = said("He also repeated a false claim that she once worked for a bank.")
    assert [s[2] for s in found].count("she once worked for a bank") == 1


def test_a_closing_saying_is_nobody_s_content() -> None:
    text = "Models predict a record vote in the suburbs, officials said, and the clerk warned of delays."
    assert all(s[2] != "officials said" for s in said(text))


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The minister said on Thursday she had read the letter.", "she had read the letter"),
        ("Forecasters expect more rain through Monday.", "more rain through Monday"),
        ("She predicted an election before the snow melts.", "an election before the snow melts"),
    ],
)
def test_when_it_was_said_is_no_part_of_it_and_when_it_will_be_is(text: str, content: str) -> None:
    assert [s[2] for s in said(text)] == [content]


def test_a_group_takes_its_verb_in_the_plural() -> None:
    text = "Prosecutors said on Monday that they are looking into the matter."
    assert any("Prosecutors are looking" in e.headline for e in read(text).events)


def test_what_is_told_to_somebody_at_the_sentence_s_end_is_all_before() -> None:
    text = (
        "Fighter jets bombed the camp overnight, killing nine men, army spokesman Col. Omar Idriss told the Daily News."
    )
    assert doers(text, "told") == ("Omar Idriss",)
    assert any(s[1] == "told" and s[2].startswith("Fighter jets bombed") for s in said(text))


def test_who_urges_two_sides_is_neither() -> None:
    text = "Norway and Sweden have urged the two sides to resume talks."
    assert not set(doers(text, "resume")) & {"Norway", "Sweden"}


def test_no_ship_promises() -> None:
    text = "The operator denied that the ferry was overloaded and promised to pay the families."
    assert token(text, "promised").head.text == "denied"


def test_a_noun_between_after_and_its_verb_does_what_the_verb_says_with_a_name_set_in() -> None:
    text = "The court ordered a recount after the candidate, minister Rosa Lima, alleged that clerks had lied."
    assert doers(text, "alleged") == ("Rosa Lima",)


def test_a_body_and_people_are_two() -> None:
    assert set(doers("Troops shelled the camp, the army and aid workers said.", "said")) == {"army", "aid workers"}


def test_a_participle_right_after_a_noun_is_what_was_done_to_it() -> None:
    text = "The firm will supply ten jets converted for the task."
    assert token(text, "converted").head.text in ("jets", "supply")
    assert doers(text, "converted") == ()


def test_a_name_after_the_body_that_somebody_speaks_for_is_the_speaker_s() -> None:
    assert doers("A spokesman for the group, Abu Lahan, claimed that two jets were hit.", "claimed") == ("Abu Lahan",)


def test_no_finite_verb_is_joined_to_an_infinitive() -> None:
    text = "The judge ordered the mayor to pay a fine and barred him from office."
    assert doers(text, "barred") == ("judge",)


def test_a_deal_is_reached_and_not_the_firm_that_pays() -> None:
    text = "Under the agreement, reached with the help of a judge, the firm will hire ten clerks."
    assert token(text, "reached").head.text == "agreement"


def test_people_who_open_a_sentence_are_no_name() -> None:
    assert doers("Pilots at Acme called off a strike on Friday.", "called off") == ("Pilots at Acme",)


def test_no_share_speaks_and_who_said_before_goes_on() -> None:
    text = "Shares of Norsk fell on Monday after the chipmaker cut its forecast and said it would close a plant."
    assert doers(text, "said") == doers(text, "cut")
    text = "A spokesman said officers were still examining two contracts, and urged residents to come forward."
    assert doers(text, "urged") == ("spokesman",)


def test_a_saying_that_closes_its_sentence_vouches_for_all_before_it() -> None:
    text = "A drone attack on a crowded market in the town killed nine and wounded two, medical workers told Reuters."
    assert doers(text, "told") == ("medical workers",)
    assert [s[2] for s in said(text)] == [text[: text.index(", medical")]]
    text = "Moscow denies having any part in it, the Interfax agency reported, quoting an aide."
    assert ("the Interfax agency", "reported", "Moscow denies having any part in it") in said(text)


def test_who_is_named_after_where_it_was_said_speaks() -> None:
    text = "In a post on the platform, its director, Elin Brandt, wrote that the town had received 60,000 people."
    assert [s[2] for s in said(text)] == ["the town had received 60,000 people"]
    assert doers(text, "wrote") == ("Elin Brandt",)


def test_who_was_quoted_as_saying_speaks_and_what_was_asked_is_not_said() -> None:
    text = "“We have not lost. Wait for the count,” the party's leader, Ana Ruiz, was quoted as saying by the Herald."
    assert [s[0] for s in said(text)] == ["the party's leader, Ana Ruiz"]
    text = "Asked when the results would be announced, she said, “By Friday, the law allows us eight days.”"
    assert [s[2] for s in said(text)] == ["“By Friday, the law allows us eight days.”"]
