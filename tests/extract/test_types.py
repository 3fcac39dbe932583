"""PLOVER types by sense and participants, not by the verb alone."""

import pytest

from tests.extract.happened import happenings, of
from tuibrief.model import EventType

SENSES = [
    ("Nurses went on strike in Lyon.", "went on strike", "PROTEST"),
    ("A strike by rail workers stranded commuters.", "strike", "PROTEST"),
    ("Jets struck a fuel depot near the border.", "struck", "ASSAULT"),
    ("The court struck down the law.", "struck down", "REJECT"),
    ("An earthquake struck the coast.", "struck", "OTHER"),
    ("The army fired a missile into the sea as a test.", "fired", "ASSAULT"),
    ("The navy test-fired two missiles.", "test-fired", "MOBILIZE"),
    ("The board fired its engineers.", "fired", "COERCE"),
    ("Prosecutors charged the banker with fraud.", "charged", "ACCUSE"),
    ("The hotel charges a fee of 20 dollars.", "charges", "OTHER"),
    ("The militia killed four villagers.", "killed", "ASSAULT"),
    ("The flood killed four villagers.", "killed", "OTHER"),
    ("Germany sent tanks to Ukraine.", "sent", "AID"),
    ("The two countries shared intelligence about the smugglers.", "shared", "COOPERATE"),
    ("The two presidents signed a peace treaty.", "signed a peace treaty", "SUPPORT"),
    ("The studio agreed to raise wages.", "agreed", "AGREE"),
    ("The rebels released the hostages.", "released", "RETREAT"),
    ("The label released an album.", "released", "OTHER"),
    ("The council lifted the curfew.", "lifted", "CONCEDE"),
    ("The council imposed sanctions on the bank.", "imposed sanctions", "SANCTION"),
    ("The talks collapsed.", "collapsed", "REJECT"),
    ("The ministers held talks.", "held talks", "CONSULT"),
    ("The chancellor arrived in Lisbon.", "arrived", "CONSULT"),
    ("The parcel arrived in Lisbon.", "arrived", "OTHER"),
    ("Police arrested the broker.", "arrested", "COERCE"),
    ("The mayor called for calm.", "called", "REQUEST"),
    ("The general threatened to shell the port.", "threatened", "THREATEN"),
    ("The clerk recalled that the lamp was broken.", "recalled", "STATEMENT"),
    ("The carmaker recalled 2,000 vans.", "recalled", "OTHER"),
    ("The spokesman said nothing new.", "said", "STATEMENT"),
    ("The union called off the strike.", "called off", "RETREAT"),
    ("Mortar fire wounded three drivers.", "wounded", "ASSAULT"),
    ("The board banned the runner for three years.", "banned", "COERCE"),
    ("The actor denied the charges.", "denied", "STATEMENT"),
    ("The charity offered tents and blankets.", "offered", "AID"),
    ("The team beat its rivals 3-1.", "beat", "OTHER"),
    ("Parliament passed the climate law.", "passed", "SUPPORT"),
    ("The minister stepped down on Friday.", "stepped down", "CONCEDE"),
    ("Detectives from both countries worked together.", "worked", "COOPERATE"),
    ("The carmakers formed an alliance.", "formed", "COOPERATE"),
    ("The app shares photos.", "shares", "OTHER"),
    ("Norway sent grain to Somalia.", "sent", "AID"),
    ("The country violated the truce.", "violated", "REJECT"),
    ("Farmers blocked the motorway.", "blocked", "PROTEST"),
    ("Snow blocked the road.", "blocked", "OTHER"),
    ("The bank froze the account.", "froze", "SANCTION"),
    ("The ministry banned imports of beef.", "banned", "SANCTION"),
    ("The government called up reservists.", "called up", "MOBILIZE"),
    ("The guard raised its alert level.", "raised", "MOBILIZE"),
    ("The airline modernised its fleet.", "modernised", "OTHER"),
    ("The firm demonstrated a new phone.", "demonstrated", "OTHER"),
    ("The ministry shut the newspaper.", "shut", "COERCE"),
    ("The army took control of the palace.", "took control", "COERCE"),
    ("A bomb exploded in the market.", "exploded", "ASSAULT"),
    ("A drone hit the refinery.", "hit", "ASSAULT"),
    ("The actor fought cancer for years.", "fought", "OTHER"),
    ("The battery was charged overnight.", "charged", "OTHER"),
    ("The driver left the scene of the crash.", "left", "OTHER"),
    ("The singer received an award.", "received", "OTHER"),
    ("The king received the envoy.", "received", "CONSULT"),
    ("The officer saw a man on the roof.", "saw", "OTHER"),
    ("Analysts see the merger as a mistake.", "see", "STATEMENT"),
    ("Police responded to the scene.", "responded", "OTHER"),
    ("The nurse pleaded guilty.", "pleaded", "OTHER"),
    ("Police would not name the suspect.", "name", "STATEMENT"),
    ("The driver struck a cyclist.", "struck", "OTHER"),
    ("The studio released a film.", "released", "OTHER"),
    ("Police released the name of the victim.", "released", "STATEMENT"),
    ("Hackers stole the records.", "stole", "ASSAULT"),
    ("Shares rallied late in the day.", "rallied", "OTHER"),
    ("It was a four day rally with the stock market's indexes up.", "rally", "OTHER"),
    ("Restructuring charges cut the profit of the mill.", "charges", "OTHER"),
    ("The order was executed quickly.", "executed", "OTHER"),
    ("The rebels executed two hostages.", "executed", "COERCE"),
    ("Unemployment is declining only slowly.", "declining", "OTHER"),
    ("The pound traded at 1.30.", "traded", "OTHER"),
    ("The union declined the offer.", "declined", "REJECT"),
    ("An air strike hit the depot.", "strike", "ASSAULT"),
    ("The director shot the film in Wales.", "shot", "OTHER"),
    ("The movie bombed.", "bombed", "OTHER"),
    ("The runner withdrew from the race.", "withdrew", "OTHER"),
    ("The army withdrew from the valley.", "withdrew", "RETREAT"),
    ("Demonstrators clashed with police.", "clashed", "PROTEST"),
    ("Soldiers clashed with rebels.", "clashed", "ASSAULT"),
    ("The fleet sailed to the strait.", "sailed", "MOBILIZE"),
    ("Prosecutors sought a jail term.", "sought", "REQUEST"),
    ("The king pardoned nine prisoners.", "pardoned", "CONCEDE"),
    ("The trial of the mayor opened.", "trial", "ACCUSE"),
    ("The mayor called the raid an outrage on Thursday.", "called", "STATEMENT"),
    ("The mayor called on drivers to stay away.", "called", "REQUEST"),
    ("The factory can not meet demand.", "meet", "OTHER"),
]


@pytest.mark.parametrize(("text", "trigger", "kind"), SENSES)
def test_type_goes_by_sense(text: str, trigger: str, kind: str) -> None:
    assert of(text, trigger).type is EventType(kind)


def test_who_watches_a_test_takes_part_in_one() -> None:
    assert of("The general oversaw the test of a missile.", "oversaw").type is EventType.MOBILIZE


def test_a_word_keeps_the_sense_that_one_mention_tells() -> None:
    text = "The navy announced a missile test. The generals attended the test."
    assert [f.type for f in happenings(text) if f.trigger == "test"] == [EventType.MOBILIZE] * 2
    assert of(text, "attended").type is EventType.MOBILIZE
