"""One line an event that reads well alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.extract.reading import pipeline
from tuibrief.extract import headline, inflection
from tuibrief.extract import pipeline as reading
from tuibrief.model import Article


def lines(text: str) -> dict[str, str]:
    """Trigger -> headline."""
    read = reading.read(Article.of(text, "a", published="2024-05-20"), pipeline())
    return {text[e.trigger.start : e.trigger.end]: e.headline for e in read.events}


@pytest.mark.parametrize(
    ("text", "trigger", "line"),
    [
        (
            "Maria Okoye met the press. She said the dam, which is old, would hold.",
            "said",
            "Maria Okoye said the dam would hold",
        ),
        ("Norway condemned the raid, sending troops to the border.", "sending", "Norway sent troops to the border"),
        ("Officials said the rebels had shelled the town.", "shelled", "The rebels had shelled the town"),
        ("“We will not sign it,” Maria Okoye said.", "said", "Maria Okoye said: “We will not sign it”"),
        ("The strike ended after Norway’s visit to Sweden.", "visit", "Norway’s visit to Sweden"),
        ("Norway plans to launch a rocket in June.", "launch", "Norway to launch a rocket in June"),
        ("The masks were stolen in March.", "stolen", "The masks were stolen in March"),
        ("The bill passes only if senators approve the budget.", "approve", "Senators may approve the budget"),
        ("The union denied that any contract was signed.", "contract was signed", "No contract was signed"),
        ("If convicted, the men face ten years.", "convicted", "The men may be convicted"),
        ("He announced a merger that voters have vowed to fight.", "fight", "Voters to fight a merger"),
        (
            "The report named an agency whose inspectors searched the mill.",
            "searched",
            "Agency’s inspectors searched the mill",
        ),
        ("“Give it time,” Maria Okoye said. “We will win.”", "said", "Maria Okoye said: “Give it time”"),
        (
            "Norway appointed a mediator, Alan Pryce. Norway met the mediator.",
            "appointed",
            "Norway appointed Alan Pryce",
        ),
        (
            'Maria Okoye said in an interview "We should have built the dam in our own yard."',
            "said",
            'Maria Okoye said in an interview: "We should have built the dam in our own yard."',
        ),
        (
            'Maria Okoye said, "with respect to the court, we think it is wrong."',
            "said",
            'Maria Okoye said: "with respect to the court, we think it is wrong."',
        ),
        (
            "Maria Okoye said that those who had bought a case will get it back.",
            "said",
            "Maria Okoye said that those who had bought a case will get it back",
        ),
        (
            'The union released a statement saying "We will ask about the sale in May."',
            "released",
            'Union released a statement saying "We will ask about the sale in May"',
        ),
        ("The jets are picked and purchased by Norway.", "purchased", "The jets are purchased by Norway"),
        ("The mill met those who lost jobs.", "lost", "Those lost jobs"),
        (
            "The dam is safe, as stated on the website of Norsk.",
            "stated",
            "The website of Norsk stated: The dam is safe",
        ),
        ("The clerk replied: “The mill is closed.”", "replied", "Clerk replied: “The mill is closed.”"),
        ("The mill said no official had visited the dam.", "visited", "No official had visited the dam"),
        (
            "The firm will close a plant in Odense, a plan denounced by the union.",
            "close",
            "Firm will close a plant in Odense",
        ),
        (
            "A magnitude 6.4 earthquake struck the island, flattening homes and killing nine people.",
            "struck",
            "A magnitude 6.4 earthquake struck the island",
        ),
        ("The army agreed to a cease-fire.", "cease-fire", "The army agreed to a cease-fire"),
        ("Two diplomats, who asked not to be named, met the press.", "named", "Two diplomats were not named"),
        ("The banks promised help. Prosecutors did not.", "did", "Prosecutors did not"),
        ("“It is over,” lamented one rider.", "lamented", "One rider lamented: “It is over”"),
        ("“Would I sell it? No,” Maria Okoye said.", "sell", "Maria Okoye would sell it"),
        ("The navy test-fired two missiles on Sunday.", "test-fired", "Navy test-fired two missiles on Sunday"),
        (
            "Okoye described the vote, held in May, as a success.",
            "described",
            "Okoye described the vote as a success",
        ),
        (
            "The club signed with old partners like Norway and Peru.",
            "signed",
            "Club signed with old partners like Norway and Peru",
        ),
        ("Police attempted to stop the van.", "attempted to stop", "Police attempted to stop the van"),
        ("Norway, trying to save the deal, sent an envoy.", "trying to save", "Norway tried to save the deal"),
        ("Norway and Peru met. They'd lost the race.", "lost", "Norway and Peru had lost the race"),
        (
            "Maria Okoye called the raid on the farm “a vicious attack” on Monday.",
            "called",
            "Maria Okoye called the raid on the farm “a vicious attack” on Monday",
        ),
    ],
)
def test_a_headline_names_its_subject_and_leaves_out_what_surrounds_it(text: str, trigger: str, line: str) -> None:
    assert lines(text)[trigger] == line


def test_a_headline_is_one_line_of_at_most_ninety_characters_cut_between_words() -> None:
    text = (
        "The committee of the international association of harbour and river pilots in the north announced "
        "a new agreement on working hours in the eastern harbours of the country and on the islands beyond."
    )
    for line in lines(text).values():
        assert 0 < len(line) <= 91
        assert "\n" not in line
        assert line.endswith("…") or line.split()[-1].strip("”") in text


@given(st.lists(st.tuples(st.text(max_size=60), st.booleans()), max_size=8))
@settings(max_examples=200, deadline=None)
def test_pieces_of_any_text_make_one_line_within_the_limit(pieces: list[tuple[str, bool]]) -> None:
    line = headline.fit(pieces, 90)
    assert len(line) <= 92  # capitals of a few letters are two characters long
    assert len(line.splitlines()) <= 1


@pytest.mark.parametrize(
    ("lemma", "past"),
    [("send", "sent"), ("announce", "announced"), ("deny", "denied"), ("plan", "planned"), ("hop", "hoped")],
)
def test_a_verb_gets_its_past(lemma: str, past: str) -> None:
    assert inflection.past(lemma) == past


@pytest.mark.parametrize(("lemma", "form"), [("get", "gets"), ("deny", "denies"), ("go", "goes"), ("say", "says")])
def test_a_verb_follows_the_name_that_stands_for_i_or_we(lemma: str, form: str) -> None:
    assert inflection.third_person(lemma) == form


@pytest.mark.parametrize(
    ("pieces", "line"),
    [
        (["The Secretary of Defense", "of Defense resigned"], "The Secretary of Defense resigned"),
        (["The climbers had been", "been freed"], "The climbers had been freed"),
        (["Lund 's won the race"], "Lund's won the race"),
        (["Orbex sold its mills, its ships and"], "Orbex sold its mills, its ships"),
        (["A man from Oslo", "from Oslo -- and"], "A man from Oslo"),
        (["She gave in to the bank to the end"], "She gave in to the bank to the end"),
    ],
)
def test_a_headline_says_nothing_twice_in_a_row_and_ends_in_no_joint(pieces: list[str], line: str) -> None:
    assert headline.fit([(piece, True) for piece in pieces], 90) == line


def test_a_bracket_whose_partner_was_left_out_goes_too() -> None:
    assert headline.clean("The dam] will hold (as built) until May") == "The dam will hold (as built) until May"
    assert headline.clean("(The dam broke") == "The dam broke"
