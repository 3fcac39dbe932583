"""Which date each happening has, in an article of Wednesday, 22 October 2025."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.extract.test_times import model
from tuibrief.extract import actors, dating, layout, names, parse, predicates, times
from tuibrief.model import Status


def dates(text: str, published: str | None = "2025-10-22") -> dict[str, str | None]:
    """The date of each happening, by the first word of its trigger."""
    laid = layout.lay_out(text)
    parsed = parse.parse(text, laid.paragraphs, model())
    cast = actors.find_cast(parsed, laid, names.find_names(parsed, laid))
    found = predicates.find_predicates(parsed, laid, cast)
    calendar = times.find_times(parsed, laid, published)
    dated = dating.find_dates(parsed, calendar, found, tuple(Status.HAPPENED for _ in found))
    for one in dated:
        assert (one.when is None) == (not one.spans)
    return {parsed.tokens[p.head].text: d.when for p, d in zip(found, dated, strict=True)}


@pytest.mark.parametrize(
    ("text", "word", "when"),
    [
        ("The army shelled the port on Monday.", "shelled", "2025-10-20"),
        ("In September, the union signed the contract.", "signed", "2025-09"),
        ("The treaty was signed in 1994.", "signed", "1994"),
        ("Police arrested three men at 3 p.m. on Monday.", "arrested", "2025-10-20T15:00"),
        ("The two sides will meet on Friday.", "meet", "2025-10-24"),
        ("The two guards are expected to testify on Friday.", "testify", "2025-10-24"),
        ("The firm has been upgrading its plants over the past decade.", "upgrading", "2015/2025"),
        ("The paper was published from 1998 to 2004.", "published", "1998/2004"),
        ("The firm expects to resume deliveries by March.", "resume", "2026-03"),
        ("A June 3 rally was banned.", "rally", "2025-06-03"),
        ("Voters rejected the plan in Sunday's election.", "election", "2025-10-19"),
        ("The boat overturned in the early hours of Monday.", "overturned", "2025-10-20"),
        ("Her lawyer declined to comment on Tuesday.", "declined", "2025-10-21"),
        ("Speaking in Lima on Saturday, the minister said the bridge was safe.", "said", "2025-10-18"),
        ("The case is expected to go to trial early next year.", "trial", "2026"),
        ("The mayor had hidden the fault as early as 2017.", "hidden", "2017"),
        ("Two stations were set ablaze on Tuesday by masked men.", "set", "2025-10-21"),
        ("The blast killed nine and wounded two on Monday.", "killed", "2025-10-20"),
        ("The hearing is scheduled for Friday.", "hearing", "2025-10-24"),
        ("Six officers were hurt in the overnight clashes.", "clashes", "2025-10-21/2025-10-22"),
        ("The firm will close a plant in Lyon, France, by March.", "close", "2026-03"),
        ("She will travel to Lima next month, where she will meet the king.", "meet", "2025-11"),
        ("Some 9,000 people reached the islands between 1 January and 15 July.", "reached", "2025-01-01/2025-07-15"),
    ],
)
def test_a_happening_takes_the_time_that_modifies_it(text: str, word: str, when: str) -> None:
    assert dates(text)[word] == when


def test_what_somebody_is_tried_for_was_before_the_verdict() -> None:
    assert dates("A jury on Monday convicted a guard in the death of a detainee.")["death"] is None


def test_a_vote_in_a_dispute_is_not_of_the_day_it_began() -> None:
    found = dates("Bakers have voted to extend their strike in a dispute that began on 6 January.")
    assert found["voted"] is None


def test_how_often_in_a_year_is_no_date() -> None:
    assert dates("The firm cut its forecast for the second time this year.")["cut"] is None


def test_a_statement_keeps_its_own_time_and_does_not_lend_it() -> None:
    found = dates("The minister said on Tuesday that rebels attacked a convoy.")
    assert found["said"] == "2025-10-21"
    assert found["attacked"] is None


def test_the_time_inside_what_is_said_is_not_the_sayings() -> None:
    found = dates("The minister said that rebels attacked a convoy on Sunday.")
    assert found["said"] is None
    assert found["attacked"] == "2025-10-19"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The strike is the first at the port since 2008.", "strike"),
        ("Shares fell to their lowest level since 2003.", "fell"),
        ("The border will be closed until Friday.", "closed"),
        ("Sales fell more than in 2008.", "signed"),
        ("The firm announced job cuts over the next four years.", "announced"),
        ("Police arrested a man who drove a stolen van.", "arrested"),
    ],
)
def test_where_no_time_puts_a_happening_anywhere_it_stays_undated(text: str, word: str) -> None:
    assert dates(text).get(word) is None


def test_since_leaves_the_end_open() -> None:
    assert dates("The rebels have controlled the valley since 2019.")["controlled"] == "2019/.."
    found = dates("The country has refused talks since negotiations collapsed in 2019.")
    assert found["collapsed"] == "2019"
    assert found["refused"] == "2019/.."


@pytest.mark.parametrize(
    ("text", "word", "when"),
    [
        ("A storm hit the coast on Monday, killing ten people.", "killing", "2025-10-20"),
        ("The governor apologized on Monday and dismissed his aide.", "dismissed", "2025-10-20"),
        ("The tax was imposed in 2019, when the ally banned beef.", "banned", "2019"),
        ("In September, the general oversaw a test.", "test", "2025-09"),
        ("Insurers met in Zurich on Tuesday to discuss the loss.", "discuss", "2025-10-21"),
        ("Leaders prepared for the summit, set to open on October 31.", "summit", "2025-10-31"),
    ],
)
def test_a_date_passes_on_where_the_grammar_makes_two_happenings_one_time(text: str, word: str, when: str) -> None:
    assert dates(text)[word] == when


def test_what_follows_a_dated_happening_by_a_length_is_dated_by_it() -> None:
    found = dates("The navy fired rockets on October 20, a week before the president's visit to the base.")
    assert found["fired"] == "2025-10-20"
    assert found["visit"] == "2025-10-27~"


def test_the_stamp_of_an_article_dates_nothing() -> None:
    text = "Man charged with theft\nPublished April 11, 2007 A man robbed a bank in the capital."
    assert "2007-04-11" not in dates(text, None).values()


WORDS = """police killed attack on Monday , the talks in 2019 since a week before after visit said October 3 by until
will meet . “ ”"""


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.sampled_from(WORDS.split()),
        max_size=25,
    ).map(" ".join),
    st.one_of(st.none(), st.dates().map(str), st.text(max_size=8)),
)
def test_any_text_is_dated_alike_twice(text: str, published: str | None) -> None:
    assert dates(text, published) == dates(text, published)
