"""The same wire text in two outlets is one source."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.overviewing import VOTE, keep, opened, telling
from tuibrief.copies import Copies, prints
from tuibrief.sidecar import Sidecar

WIRE = (
    "Divers raised the bow of the ferry Marisol from the bay of Antrel on Thursday, three weeks after it went down "
    "with forty passengers aboard. Investigators said that the bow doors had been left open when the ship turned "
    "into the swell. Families of the missing watched from the quay as the crane swung its load over to a barge. The "
    "owner of the line, which runs eleven other ships, did not answer questions about the doors. A first report is "
    "due in autumn, said the chief investigator, who asked for patience until then. The wreck will be towed to the "
    "naval yard at Coll."
)
OWN = (
    "The bow of the sunken ferry Marisol broke the surface at noon, and nobody on the quay of Antrel spoke. For three "
    "weeks they had waited for it. Its doors hung open, just as the investigators had feared: the swell must have come "
    "in there. The line that sailed it has eleven more such ships, and no answers. Come autumn there will be a report."
)
RAISED = {"word": "raised", "lemma": "raise"}


def test_a_copy_with_another_head_and_foot_is_known_and_is_no_second_source(tmp_path: Path) -> None:
    cut = (
        "By our staff. " + WIRE.partition(" A first report")[0].replace("Thursday", "Thursday evening") + " (agencies)"
    )
    library, overview = opened(tmp_path, telling(WIRE, "a", RAISED), telling(cut, "b", RAISED))
    rows = {row.path: row.id for row in library.articles()}
    assert overview.copies_of(rows["a"]) == (rows["b"],)
    assert overview.copies_of(rows["b"]) == (rows["a"],)
    event = telling(WIRE, "a", RAISED)[1].events[0].id
    assert len(overview.story(event)) == 2
    assert overview.sources(event) == 1


def test_two_accounts_of_one_thing_are_two_sources(tmp_path: Path) -> None:
    broke = {"word": "broke", "lemma": "raise"}
    library, overview = opened(tmp_path, telling(WIRE, "a", RAISED), telling(OWN, "b", broke))
    assert overview.originals() == {}
    assert overview.copies_of(library.articles()[0].id) == ()


def test_when_the_original_goes_its_copies_are_copies_of_each_other(tmp_path: Path) -> None:
    three = [telling(f"{head} {WIRE}", head, RAISED) for head in ("First.", "Second.", "Third.")]
    library, overview = opened(tmp_path, *three)
    one, two, third = (pair[0].id for pair in three)
    assert overview.copies_of(two) == (one, third)
    library.remove(one)
    overview.update()
    assert overview.copies_of(two) == (third,)
    assert overview.sources(three[1][1].events[0].id) == 1


def test_a_line_under_every_article_makes_no_copies(tmp_path: Path) -> None:
    foot = " Read more on our pages, write to the editors, and sign up for the letter that we send each morning at six."
    pairs = telling(WIRE + foot, "a", RAISED), telling(OWN + foot, "b", {"word": "broke"})
    _, overview = opened(tmp_path, *pairs, telling(VOTE * 4 + foot, "c", {"word": "approved"}))
    assert overview.originals() == {}


def test_copies_are_found_among_any_number_of_outlets() -> None:
    side = Sidecar()
    copies = Copies(side)
    found = []
    for number in range(120):
        side.base.execute("INSERT INTO article(n, id) VALUES(?, ?)", (number, f"a{number}"))
        found.append(copies.add(number, f"Outlet {number}. {WIRE}"))
    assert found == [None] + [0] * 119
    assert len(copies.of("a5")) == 119


def test_layout_and_case_change_no_print() -> None:
    assert prints(WIRE) == prints(WIRE.upper().replace(" ", "\n  "))
    assert len(prints(WIRE)) > 5


@given(st.text(max_size=300))
def test_any_text_has_prints(text: str) -> None:
    assert prints(text) == sorted(set(prints(text)))


def test_an_article_added_twice_is_no_copy_of_itself(tmp_path: Path) -> None:
    library, overview = opened(tmp_path, telling(WIRE, "a", RAISED))
    keep(library, telling(WIRE, "a", RAISED))
    overview.update()
    assert overview.originals() == {}
