"""A library for the comparison and the timeline: a bridge is pulled down, told by five outlets, one of them with the
text of another.
"""

# ruff: noqa: E501 (tables of texts and events)

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.overviewing import keep, telling
from tuibrief.library.library import Library
from tuibrief.model import Article, Event, EventType, Reading, Status

PLAN = (
    "Engineers will demolish the old Tarn Bridge of Brackwater on Tuesday, mayor Ida Holm said. About 300 people live beside the bridge. "
    "The council has debated the bridge since 2019."
)
DONE = (
    "Engineers demolished the Tarn Bridge in Brackwater on Tuesday with 90 charges, mayor Ida Holm said. The old bridge fell "
    "into the river within four seconds, and 280 residents who had left their homes at dawn were back by noon. The council "
    "opened a ferry across the Tarn for those who work in Lindmoor and have no other way to their mills and offices."
)
COPIED = DONE + " More on page four."
ALSO_DONE = (
    "The Tarn Bridge is gone. Engineers demolished the bridge in Brackwater before breakfast, with 120 charges, the fire "
    "brigade said. Rolf Dahl of the heritage league praised nobody."
)
LATER = (
    "Two weeks after engineers demolished the Tarn Bridge in Brackwater, Rolf Dahl sued the council. A new bridge is expected "
    "this month. Merchants complained."
)

T = EventType
HOLM, DAHL, ENGINEERS, COUNCIL = ("Ida Holm",), ("Rolf Dahl",), ("Engineers",), ("Brackwater",)
BRIDGE = {"lemma": "demolish", "whom": ("Tarn Bridge",), "where": ("Brackwater",), "core": True, "type": T.COERCE}


def pairs() -> list[tuple[Article, Reading]]:
    """The articles with their readings."""
    plan: dict[str, Any] = BRIDGE | {"word": "demolish", "headline": "Engineers to demolish the old Tarn Bridge"}
    done: dict[str, Any] = BRIDGE | {"word": "demolished", "headline": "Engineers demolish the Tarn Bridge"}
    done |= {"who": ENGINEERS, "when": "2031-05-06"}
    ferry: dict[str, Any] = {
        "word": "opened",
        "lemma": "open",
        "headline": "Council opens a ferry across the Tarn",
        "core": True,
    }
    return [
        telling(PLAN, "plan.txt", plan | {"who": ENGINEERS, "when": "2031-05-06", "according_to": HOLM, "status": Status.PLANNED},
                {"word": "debated", "lemma": "debate", "headline": "Council debates the bridge", "when": "2019/.."},
                title="Bridge to go on Tuesday", outlet="Coast Mail", published="2031-05-02"),
        telling(DONE, "done.txt", done | {"according_to": HOLM}, ferry,
                title="Tarn Bridge falls", outlet="Harbour Sun", published="2031-05-06"),
        telling(COPIED, "copied.txt", done | {"according_to": HOLM}, ferry,
                title="Bridge falls in four seconds", outlet="Valley Echo", published="2031-05-07"),
        telling(ALSO_DONE, "also.txt", done | {"headline": "Engineers demolish the bridge before breakfast", "according_to": ("fire brigade",)},
                {"word": "praised", "lemma": "praise", "headline": "Rolf Dahl praises nobody", "who": DAHL, "when": "2031-05-08"},
                title="Gone before breakfast", outlet="Inland Times", published="2031-05-06"),
        telling(LATER, "later.txt", done | {"headline": "Engineers demolish the Tarn Bridge"},
                {"word": "sued", "lemma": "sue", "headline": "Rolf Dahl sues the council", "who": DAHL, "whom": COUNCIL, "when": "2031-05-19",
                 "core": True},
                {"word": "expected", "lemma": "bridge", "headline": "A new bridge is expected", "when": "2031-05", "status": Status.PLANNED},
                {"word": "complained", "lemma": "complain", "headline": "Merchants complain"},
                title="A suit over the bridge", outlet="The Weekly Ledger", published="2031-05-20"),
    ]  # fmt: skip


def make(path: Path, many: int | None = None) -> Path:
    """A library file with the first so many of them (all by default)."""
    with Library.open(path, who="reader") as library:
        keep(library, *pairs()[:many])
    return path


def first_of(number: int) -> Event:
    """The first event of an article."""
    return pairs()[number][1].events[0]
