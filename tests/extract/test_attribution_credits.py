"""Whom the article credits for each happening: the innermost source in whose report it stands."""

from __future__ import annotations

import pytest

from tests.extract.reading import pipeline
from tests.extract.test_attribution import sayings
from tuibrief.extract import actors, attribution, layout, names, parse, predicates


def credited(text: str) -> dict[str, tuple[str, ...]]:
    """Trigger -> whom the article credits."""
    laid = layout.lay_out(text)
    parsed = parse.parse(text, laid.paragraphs, pipeline())
    cast = actors.find_cast(parsed, laid, names.find_names(parsed, laid))
    found = predicates.find_predicates(parsed, laid, cast)
    saids = attribution.find_attributions(parsed, laid, cast, found)
    given = attribution.find_credits(parsed, found, saids)
    assert len(given) == len(found)
    return {parsed.words(p.first, p.last): credit for p, credit in zip(found, given, strict=True)}


@pytest.mark.parametrize(
    ("text", "trigger", "credit"),
    [
        ("Maria Okoye said the rebels shelled the town.", "shelled", ("Maria Okoye",)),
        ("Maria Okoye said the rebels shelled the town.", "said", ()),
        ("The rebels shelled the town, according to Maria Okoye.", "shelled", ("Maria Okoye",)),
        ("Maria Okoye confirmed the attack on Monday.", "attack", ()),
        ("According to Reuters, Maria Okoye said the rebels shelled the town.", "said", ("Reuters",)),
        ("According to Reuters, Maria Okoye said the rebels shelled the town.", "shelled", ("Maria Okoye",)),
        ("Maria Okoye reported seeing two jets, as detailed by Reuters.", "reported", ("Reuters",)),
        ("Maria Okoye reported seeing two jets, as detailed by Reuters.", "seeing", ("Maria Okoye",)),
        ("Maria Okoye believes the rebels will attack the town.", "attack", ("Maria Okoye",)),
        ("Maria Okoye wants to visit Norway in May.", "visit", ()),
        ("“The rebels shelled us,” Maria Okoye said. “They burned the school.”", "burned", ("Maria Okoye",)),
        ("The rebels shelled the town on Monday.", "shelled", ()),
        ("It was reported that the rebels shelled the town.", "shelled", ()),
        ("Maria Okoye expressed hope for talks with Norway.", "talks", ("Maria Okoye",)),
    ],
)
def test_a_happening_stands_on_the_word_of_the_innermost_source(
    text: str, trigger: str, credit: tuple[str, ...]
) -> None:
    assert credited(text)[trigger] == credit


def test_what_somebody_says_of_his_own_sayings_is_not_credited_to_him() -> None:
    text = "North Borea has long maintained that it has no plan to invade, which it views as absurd."
    assert credited(text).get("views", ()) == ()


def test_a_wish_is_an_attribution_but_nobodys_report() -> None:
    _, found = sayings("Maria Okoye wants to visit Norway in May.")
    assert [s.names for s in found] == [("Maria Okoye",)]
