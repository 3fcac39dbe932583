"""What can be done here, now: in every state there is something, it works there, and the foot names it first."""

from __future__ import annotations

import pytest

from tuibrief.app import commands
from tuibrief.app.now import IN_PANE, Situation, first, now

PANES = ("articles", "source", "events", "actor")
STATES = [
    Situation("events", opened=False),
    Situation("events", articles=0),
    Situation("source", selecting=True),
    Situation("events", picked=1),
    Situation("events", picked=12, ranging=True),
    Situation("events", filter="tag:wages"),
    Situation("source", finding="board"),
    Situation("events", reading=True, zoomed=True, drafts=2, touring=True),
]


def contexts(s: Situation) -> tuple[str, ...]:
    return ("select",) if s.selecting else (s.pane, "browse")


@pytest.mark.parametrize("state", STATES)
def test_each_state_says_how_things_stand_and_names_what_works_there(state: Situation) -> None:
    found = now(state)
    assert found
    for each in found:
        assert each.words
        assert each.commands
        for name in each.commands:
            assert any(where in contexts(state) for where in commands.BY_ID[name].where), name
    for name in first(state):
        assert name in commands.BY_ID


def test_with_nothing_special_there_is_nothing_to_say() -> None:
    assert now(Situation("events")) == []
    assert first(Situation("events")) == ()


@pytest.mark.parametrize("pane", IN_PANE)
def test_what_is_named_for_a_pane_can_be_done_in_it(pane: str) -> None:
    for name in IN_PANE[pane]:
        command = commands.BY_ID[name]
        assert command.anywhere or any(where in (pane, "browse") for where in command.where), (pane, name)


@pytest.mark.parametrize("state", STATES)
def test_the_foot_names_first_what_is_useful_at_the_moment(state: Situation) -> None:
    named = [c.id for c in commands.hinted(contexts(state), first(state))]
    shown = [name for name in first(state) if name in named]
    assert named[0] == "app.help"
    assert named[1 : len(shown) + 1] == shown
    assert len(set(named)) == len(named)


def test_the_foot_does_not_name_what_is_of_no_use_now() -> None:
    named = {c.id for c in commands.hinted(("events", "browse"), first(Situation("events")))}
    assert not named & set(commands.AT_MOMENTS)
