"""Who is credited with what: sentences of many fields, with source, cue and content as a reader marks them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.extract.reading import pipeline
from tuibrief.extract import actors, attribution, layout, names, parse, predicates
from tuibrief.extract.stages import Said

# text -> (source, cue, content …); each text holds these sayings and no others
SENTENCES: dict[str, list[tuple[str | None, str, tuple[str, ...]]]] = {
    "The bridge will close in May, the mayor said.": [("the mayor", "said", ("The bridge will close in May",))],
    "The mayor told reporters on Monday that the bridge would be closed, adding that repairs could take months.": [
        ("The mayor", "told", ("the bridge would be closed",)),
        ("The mayor", "adding", ("repairs could take months",)),
    ],
    "Prosecutors said a notebook seized at the home of Silva listed payments of £210,000.": [
        ("Prosecutors", "said", ("a notebook seized at the home of Silva listed payments of £210,000",))
    ],
    "The lawyer said his client had been beaten by guards, an allegation that the ministry rejected.": [
        ("The lawyer", "said", ("his client had been beaten by guards",)),
    ],
    "Portugal urged its citizens to stay indoors, while the army put troops on alert.": [
        ("Portugal", "urged", ("to stay indoors",))
    ],
    "The plan, she said, will fail within a year.": [("she", "said", ("The plan", "will fail within a year"))],
    "“The plan will fail,” said Maria Okoye, a spokeswoman for the union. “We will not sign it.”": [
        ("Maria Okoye, a spokeswoman for the union", "said", ("“The plan will fail,”", "“We will not sign it.”"))
    ],
    "“It took too long to pump the water out,” said the engineer Ana Lima commenting on the flood.": [
        ("the engineer Ana Lima", "said", ("“It took too long to pump the water out,”",)),
        ("the engineer Ana Lima", "commenting", ("the flood",)),
    ],
    "“It really helps the town.” said Alan Pryce. Norsk has not come forward with a plan.": [
        ("Alan Pryce", "said", ("“It really helps the town.”",)),
    ],
    "When asked whether the mill would close, Maria Okoye replied, “It will stay open for a year.”": [
        ("Maria Okoye", "replied", ("“It will stay open for a year.”",)),
    ],
    "“It’s a big deal,” Rivera said, “and we will not stop.”": [
        ("Rivera", "said", ("“It’s a big deal,”", "“and we will not stop.”"))
    ],
    "The bridge will be closed, according to the mayor, and repairs could take months.": [
        ("the mayor", "according to", ("The bridge will be closed",))
    ],
    "According to the Herald, the minister said he would resign.": [
        ("the Herald", "According to", ("the minister said he would resign",)),
        ("the minister", "said", ("he would resign",)),
    ],
    "The factory will close, as reported by the Daily Post.": [
        ("the Daily Post", "reported", ("The factory will close",))
    ],
    "The ministry reported detecting a leak at the plant, as detailed by the Daily Post.": [
        ("the Daily Post", "detailed", ("The ministry reported detecting a leak at the plant",)),
        ("The ministry", "reported", ("detecting a leak at the plant",)),
    ],
    "It was reported that two ministers had resigned.": [(None, "reported", ("two ministers had resigned",))],
    "As the mayor put it, “nobody won.”": [("the mayor", "put", ("“nobody won.”",))],
    "Two people familiar with the matter said the bank is considering a sale.": [
        ("Two people familiar with the matter", "said", ("the bank is considering a sale",))
    ],
    "The senator believes the bill is dead.": [("The senator", "believes", ("the bill is dead",))],
    "The governor wants to raise taxes and plans to sign the bill.": [
        ("The governor", "wants", ("to raise taxes",)),
        ("The governor", "plans", ("to sign the bill",)),
    ],
    "Lowe’s allies are hoping to force a vote.": [("Lowe’s allies", "hoping", ("to force a vote",))],
    "The company denied that it had polluted the river.": [
        ("The company", "denied", ("it had polluted the river",))
    ],
    "A report by the ministry found that half of the wells were dry.": [
        ("A report by the ministry", "found", ("half of the wells were dry",))
    ],
    "Polls show her leading by five points.": [("Polls", "show", ("her leading by five points",))],
    "Her claim that the vote was stolen was rejected by the court.": [("Her", "claim", ("the vote was stolen",))],
    "The president expressed hope that a deal could be reached before June.": [
        ("The president", "expressed hope", ("a deal could be reached before June",))
    ],
    "Rivera is confident that the court will agree.": [("Rivera", "is confident", ("the court will agree",))],
    "The opposition accused the president of lying.": [("The opposition", "accused", ("the president of lying",))],
    "The judge described the filing as “a stunt” and vowed to act.": [
        ("The judge", "described", ("the filing as “a stunt”",)),
        ("The judge", "vowed", ("to act",)),
    ],
    "The deal has been described by its critics as a sellout.": [("its critics", "described", ("as a sellout",))],
    "The union said workers would strike if no deal is reached, but the company said talks would continue.": [
        ("The union", "said", ("workers would strike if no deal is reached",)),
        ("the company", "said", ("talks would continue",)),
    ],
    "In a statement, the airline said it “deeply regrets” the delay and promised to refund all passengers.": [
        ("the airline", "said", ("it “deeply regrets” the delay",)),
        (None, "promised", ("to refund all passengers",)),
    ],
    "“I think we won. People say it was close,” the captain told the paper.": [
        ("the captain", "told", ("“I think we won. People say it was close,”",))
    ],
    "“This is ridiculous!” shouted one protester.": [
        ("one protester", "shouted", ("“This is ridiculous!”",))
    ],
    "The minister was quoted as saying that the army would stay.": [
        ("The minister", "saying", ("the army would stay",))
    ],
    "Park Min-ho, an economist at Hana University, and other experts say growth may slow.": [
        ("Park Min-ho, an economist at Hana University, and other experts", "say", ("growth may slow",))
    ],
    "Analysts fear a recession.": [("Analysts", "fear", ("a recession",))],
    "In his view, the law goes too far.": [("his", "view", ("the law goes too far",))],
    "LIMA, March 4 — Rain destroyed the harvest, farmers said.": [
        ("farmers", "said", ("Rain destroyed the harvest",))
    ],
    "Police arrested three men, the prosecutor’s office said Monday.": [
        ("the prosecutor’s office", "said", ("Police arrested three men",))
    ],
    "She sent a short reply: “I will not attend the hearing.”": [
        ("She", "sent", ("“I will not attend the hearing.”",))
    ],
    "Voters in the north have asked the firm to pay more for the damage.": [
        ("Voters in the north", "asked", ("to pay more for the damage",))
    ],
    "Half of the growers say the harvest is lost, a new survey finds.": [
        ("a new survey", "finds", ("Half of the growers say the harvest is lost",)),
        ("Half of the growers", "say", ("the harvest is lost",)),
    ],
    "Nobody wants a strike, insisted one official of the union.": [
        ("one official of the union", "insisted", ("Nobody wants a strike",))
    ],
    "Nineteen wells were dry, an analysis by the Courier found.": [
        ("an analysis by the Courier", "found", ("Nineteen wells were dry",))
    ],
    "State radio quoted the general as saying that the border was quiet.": [
        ("State radio", "quoted", ("the general as saying that the border was quiet",)),
        ("the general", "saying", ("the border was quiet",)),
    ],
    "Doctors confirmed that a vaccine existed but doubted that it was safe.": [
        ("Doctors", "confirmed", ("a vaccine existed",)),
        ("Doctors", "doubted", ("it was safe",)),
    ],
    "Friends of the coach say he is calm and believe he will stay.": [
        ("Friends of the coach", "say", ("he is calm",)),
        ("Friends of the coach", "believe", ("he will stay",)),
    ],
    "The driver had been drinking, the court heard.": [("the court", "heard", ("The driver had been drinking",))],
    "A jury has been told that the captain was asleep.": [(None, "told", ("the captain was asleep",))],
    "The council refused the request, arguing that the money was spent.": [
        ("The council", "refused", ("the request",)),
        ("The council", "arguing", ("the money was spent",)),
    ],
    "The minister dismissed the report as “fiction” in a statement on Monday.": [
        ("The minister", "dismissed", ("the report as “fiction”",))
    ],
    "The firm released a memo from its engineers warning that the valves were worn.": [
        ("a memo from its engineers", "warning", ("the valves were worn",))
    ],
    "The union is opposed to the merger.": [("The union", "is opposed", ("the merger",))],
    "Teachers were convinced that the roof was unsafe.": [("Teachers", "were convinced", ("the roof was unsafe",))],
    "Analysts are worried about the drought.": [("Analysts", "are worried", ("the drought",))],
    "Residents reacted to the governor’s promise of help.": [("the governor’s", "promise", ("help",))],
    "The mayor has said he will stay, even as rivals call on him to go.": [
        ("The mayor", "said", ("he will stay",)),
        ("rivals", "call", ("to go",)),
    ],
    "The museum said only that the painting was safe.": [("The museum", "said", ("the painting was safe",))],
    "He put it bluntly: “The mine is dead.”": [("He", "put", ("“The mine is dead.”",))],
    "‘We saw the smoke,’ she said. ‘Nobody came.’": [("she", "said", ("‘We saw the smoke,’", "‘Nobody came.’"))],
    "“Where were you? Why did nobody call?” the judge shot back.": [
        ("the judge", "shot", ("“Where were you? Why did nobody call?”",))
    ],
    "The mayor called the raid on the farm “a vicious attack” and resigned.": [
        ("The mayor", "called", ("the raid on the farm “a vicious attack”",))
    ],
    "The judge urged drivers not to leave early, calling the road unsafe.": [
        ("The judge", "urged", ("not to leave early",)),
        ("The judge", "calling", ("the road unsafe",)),
    ],
    "The clerk admitted to losing the keys.": [("The clerk", "admitted", ("losing the keys",))],
    "The senator’s office signaled that talks would go on.": [
        ("The senator’s office", "signaled", ("talks would go on",))
    ],
    "The move suggests that prices will rise.": [],
    "She heard that the shop was closed.": [],
    "The tower is 90 metres high and stands beside the old harbour.": [],
    "The 787 holds 250 passengers and flies at night.": [],
}  # fmt: skip


def sayings(text: str) -> tuple[parse.Parse, tuple[Said, ...]]:
    laid = layout.lay_out(text)
    parsed = parse.parse(text, laid.paragraphs, pipeline())
    cast = actors.find_cast(parsed, laid, names.find_names(parsed, laid))
    found = predicates.find_predicates(parsed, laid, cast)
    return parsed, attribution.find_attributions(parsed, laid, cast, found)


def plain(words: str) -> str:
    return words.strip(" .,’'").removesuffix("’s")


@pytest.mark.parametrize("text", SENTENCES)
def test_a_saying_has_the_source_cue_and_content_that_a_reader_marks(text: str) -> None:
    parsed, found = sayings(text)
    told = {
        (parsed.words(*s.cue) if s.cue else "", tuple(plain(c.of(text)) for c in s.content)): s.source for s in found
    }
    want = {(cue, tuple(plain(c) for c in content)): source for source, cue, content in SENTENCES[text]}
    assert set(told) == set(want)
    for key, source in want.items():
        if source is not None:
            held = told[key]
            assert held is not None
            assert plain(parsed.words(*held)) == plain(source)


def test_a_speaker_named_before_a_colon_says_what_follows() -> None:
    text = (
        "Three pilots spoke at the inquiry with Judge Ines Halloran.\n\n"
        "Halloran: “Who closed the valve?”\n\nHalloran asked the same of the engineers.\n\n"
        "Note: “Valve” is a term of the trade."
    )
    parsed, found = sayings(text)
    (said,) = [s for s in found if s.cue is None]
    assert said.source is not None
    assert parsed.words(*said.source) == "Halloran"
    assert [c.of(text) for c in said.content] == ["“Who closed the valve?”"]


def test_single_marks_quote_over_paragraphs_and_leave_apostrophes_alone() -> None:
    text = (
        "‘The workers’ homes are gone,’ said Ana Lima. ‘We ran.\n\n‘Nobody had warned us.’\n\n"
        "The miners' claim that it's over is 'nonsense', the '90s law says."
    )
    quoted = [[s.of(text) for s in g] for g in layout.lay_out(text).quotations]
    assert quoted[:2] == [["The workers’ homes are gone,"], ["We ran.", "Nobody had warned us."]]
    assert "nonsense" in quoted[2]


def test_what_nobody_is_said_to_say_has_no_source() -> None:
    _, (said,) = sayings("It was reported that two ministers had resigned.")
    assert said.source is None
    assert said.names == ()


def test_one_quotation_over_several_paragraphs_has_one_speaker() -> None:
    text = (
        "“The levee broke at midnight,” said Ana Lima, the fire chief. “We ran.\n\n"
        "“Nobody had warned us,” she said.\n\nThe town was empty by morning."
    )
    parsed, found = sayings(text)
    speech = [c.of(text) for s in found for c in s.content]
    assert speech == ["“The levee broke at midnight,”", "“We ran.", "“Nobody had warned us,”"]
    assert all(s.source and parsed.words(*s.source).startswith(("Ana Lima", "she")) for s in found)


def test_speech_that_goes_on_after_the_cue_belongs_to_the_one_who_spoke_not_to_the_paper_that_has_it() -> None:
    text = "“Nobody was hurt. The fire is out,” Ana Lima said, according to Radio Norte. “We were lucky.”"
    _, found = sayings(text)
    lima = next(s for s in found if "Ana Lima" in s.names)
    assert [c.of(text) for c in lima.content] == ["“Nobody was hurt. The fire is out,”", "“We were lucky.”"]


def test_every_source_is_named_by_the_actor_that_it_stands_for() -> None:
    _, found = sayings("Maria Okoye met the press on Monday. She said the dam would hold.")
    assert [s.names for s in found] == [("Maria Okoye",)]


WORDS = st.lists(
    st.sampled_from(
        [
            *("said", "“", "”", '"', "the mayor", "that", "according to", ",", ".", "he", "believes", "\n\n", "as"),
            *(":", "says", "wants to", "reported", "by", "no", "’", "told", "claim", "is sure", "who", "and"),
            *("“We", "left,”", "!", "🙂", "\u202e"),
        ]
    ),
    max_size=40,
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.one_of(WORDS.map(" ".join), st.text(max_size=80)))
def test_any_text_is_read_and_content_lies_inside_it_apart_from_its_cue(text: str) -> None:
    parsed, found = sayings(text)
    for said in found:
        assert said.content
        for span in said.content:
            assert 0 <= span.start < span.end <= len(text)
            assert said.cue is None or not span.overlaps(parsed.span(*said.cue))
            assert said.source is None or not span.overlaps(parsed.span(*said.source))
        assert list(said.content) == sorted(said.content)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Sales fell, according to figures released by the Riga Institute.", ("Riga Institute",)),
        ("The dam is safe, as stated on the website of Norsk.", ("Norsk",)),
        ("The mill lost money, according to a report seen by the Riga Institute.", ()),
    ],
)
def test_a_text_speaks_for_who_made_it_and_not_for_who_saw_it(text: str, names: tuple[str, ...]) -> None:
    assert [said.names for said in sayings(text)[1]] == [names]
