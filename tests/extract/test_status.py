"""Whether a happening happened, is planned, possible or negated."""

import pytest

from tests.extract.happened import of
from tuibrief.model import Status

HAPPENED = [
    ("The strike is expected to continue.", "strike"),
    ("The index gained nine points to end the day at 950.", "end"),
    ("The Rovers beat the hosts 2-1 to win the cup.", "win"),
    ("The dam burst on Sunday.", "burst"),
    ("The clerk said the dam had burst.", "burst"),
    ("The miners managed to escape.", "escape"),
    ("The committee is said to have left the city.", "left"),
    ("The parade was not only loud; it blocked the street.", "blocked"),
    ("The thieves seized the moment to flee.", "flee"),
    ("The parade was a chance for the firm to show its trucks.", "show"),
    ("Engineers sought to repair the bridge.", "repair"),
    ("They will be compensated for flight delays.", "delays"),
    ("Officials agreed to buy ten ferries in a deal worth $2 billion.", "deal"),
    ("The council will investigate a leak at the plant.", "leak"),
    ("Lawyers asked the court to overturn the conviction.", "conviction"),
    ("The council refused the request.", "request"),
    ("We would like to thank the crew.", "thank"),
    ("The rescue team was able to reach the cave.", "reach"),
    ("The judge did not cancel the hearing.", "hearing"),
    ("The minister stopped to greet the crowd.", "stopped"),
]
PLANNED = [
    ("The plant is to reopen in April after the tower is replaced.", "replaced"),
    ("The ministry ordered its three other jets grounded.", "grounded"),
    ("The mayor promised nine million euros for rebuilding.", "rebuilding"),
    ("The glider was set to land in Oslo on Monday.", "land"),
    ("Two more mills to be closed are to be named later this year.", "closed"),
    ("The carrier will buy ten jets.", "buy"),
    ("The court is to hear the case in May.", "hear"),
    ("The festival is expected to open on Friday.", "open"),
    ("The city plans to close the tunnel.", "close"),
    ("The tenor agreed to sing.", "sing"),
    ("Their plan to rebuild the library pleased the mayor.", "rebuild"),
    ("A strike by pilots is scheduled for Thursday.", "strike"),
    ("The upcoming election worries investors.", "election"),
    ("Carmaker to close plant", "close"),
    ("Members still have to vote on it.", "vote"),
    ("The party split two weeks before the election.", "election"),
    ("The minister will leave when the talks end.", "end"),
    ("The king arrived for a summit.", "summit"),
    ("The firm announced job cuts.", "cuts"),
    ("The envoy is travelling to Rome on Monday.", "travelling"),
    ("The airline said it would refund the fares.", "refund"),
    ("The trial opens on Monday.", "opens"),
    ("The unions are going to fight the plan.", "fight"),
    ("The tour will see ferries delivered to six ports.", "delivered"),
    ("The studio is planning to sell films for download.", "download"),
    ("The regulator approved the merger.", "merger"),
    ("The strike will go ahead unless the firm pays.", "strike"),
    ("The union postponed a strike.", "strike"),
]
POSSIBLE = [
    ("Forecasters warned that a storm could hit the coast.", "storm"),
    ("The merger would create the largest dairy in Norway.", "merger"),
    ("Had it been granted, the licence would have cost a million.", "granted"),
    ("The vaccine could save thousands.", "save"),
    ("The union may strike.", "strike"),
    ("The owner will sell if the price rises.", "rises"),
    ("The owner will sell if the price rises.", "sell"),
    ("The union threatened to strike.", "strike"),
    ("Residents urged the city to close the plant.", "close"),
    ("She is willing to testify.", "testify"),
    ("Hopes for a ceasefire faded.", "ceasefire"),
    ("The potential merger pleased traders.", "merger"),
    ("A rescue is unlikely.", "rescue"),
    ("The sailors won't return until the storm ends.", "ends"),
    ("Nurses called for a boycott.", "boycott"),
    ("The broker is believed to be hiding.", "hiding"),
    ("The crew are trying to repair the pump.", "repair"),
    ("The lab will close if the money does not arrive.", "arrive"),
    ("Police have not ruled out a bombing.", "bombing"),
    ("The company appears to have broken the law.", "broken"),
    ("We do not need to import grain.", "import"),
    ("Talks aimed at ending the dispute resumed.", "ending"),
    ("The club hopes to sign a keeper.", "sign"),
    ("The carrier may cancel the tour.", "tour"),
    ("The factory may have to close.", "close"),
    ("The two firms held talks on a merger.", "merger"),
    ("The mayor is suspected of taking bribes.", "taking"),
]
NEGATED = [
    ("The minister said there would be no cuts.", "cuts"),
    ("The bank denies wrongdoing.", "wrongdoing"),
    ("The court did not convict the broker.", "convict"),
    ("The minister had yet to give a reason.", "give"),
    ("The goalkeeper never played again.", "played"),
    ("The minister denied that the army had shelled the town.", "shelled"),
    ("The actor denied stealing the ring.", "stealing"),
    ("The president refused to sign the bill.", "sign"),
    ("The runner failed to finish the race.", "finish"),
    ("The committee cancelled the hearing.", "hearing"),
    ("The committee cancelled a planned trip.", "trip"),
    ("The talks ended without an agreement.", "agreement"),
    ("No one was injured.", "injured"),
    ("The rebels showed no sign of leaving.", "leaving"),
    ("The prosecutor ruled out an appeal.", "appeal"),
    ("There was no explosion.", "explosion"),
    ("The pilot was unable to land.", "land"),
    ("The club denied reports that it had sold its striker.", "sold"),
    ("The rebels stopped short of claiming victory.", "claiming"),
    ("The regulator rejected the merger.", "merger"),
    ("The deal brought production of the car to an end.", "production"),
    ("The delay in delivery cost the airline millions.", "delivery"),
    ("The reopening of the school has been delayed.", "reopening"),
    ("The bank has ruled out raising fees.", "raising"),
    ("The crowd was too small to fill the hall.", "fill"),
    ("The opposition failed in its attempt to block the budget.", "block"),
    ("She was acquitted of stealing the painting.", "stealing"),
]


@pytest.mark.parametrize(("text", "trigger"), HAPPENED)
def test_what_happened_is_told_as_such(text: str, trigger: str) -> None:
    assert of(text, trigger).status is Status.HAPPENED


@pytest.mark.parametrize(("text", "trigger"), PLANNED)
def test_what_is_planned_has_not_happened(text: str, trigger: str) -> None:
    assert of(text, trigger).status is Status.PLANNED


@pytest.mark.parametrize(("text", "trigger"), POSSIBLE)
def test_what_is_only_possible_is_no_fact(text: str, trigger: str) -> None:
    assert of(text, trigger).status is Status.POSSIBLE


@pytest.mark.parametrize(("text", "trigger"), NEGATED)
def test_what_did_not_happen_is_negated(text: str, trigger: str) -> None:
    assert of(text, trigger).status is Status.NEGATED


def test_not_failing_is_doing() -> None:
    assert of("The runner did not fail to finish the race.", "finish").status is Status.HAPPENED


def test_a_saying_does_not_lend_its_status_to_what_is_said() -> None:
    text = "The minister will say on Friday that the tunnel collapsed."
    assert of(text, "say").status is Status.PLANNED
    assert of(text, "collapsed").status is Status.HAPPENED
