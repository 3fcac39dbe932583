"""Stories by date."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.overviewing import fire, fire_again, fire_later, opened, telling, vote
from tuibrief.library.library import LibraryError
from tuibrief.model import MarkKind
from tuibrief.timeline import plot, speaking, spoken, timeline

NOTES = "The line was planned. The bridge was opened. The tunnel was shut. The road was mended."


def test_a_story_stands_once_at_its_most_exact_date_and_undated_ones_at_their_articles(tmp_path: Path) -> None:
    _, overview = opened(tmp_path, fire(when="2031-05"), fire_again(when="2031-05-06"), fire_later(), vote())
    line = timeline(overview)
    assert [(e.date, e.sources, e.given) for e in line] == [("6 May 2031", 3, True), ("[1 June 2031]", 1, False)]
    assert len(line[0].events) == 3
    assert line.counts == {"2031-05": 1}


def test_entries_are_in_the_order_of_their_dates(tmp_path: Path) -> None:
    words = {"planned": "2019/..", "opened": "2025-10", "shut": None, "mended": "2025-10-28"}
    pair = telling(NOTES, "notes", *({"word": w, "when": d} for w, d in words.items()))
    _, overview = opened(tmp_path, pair)
    line = timeline(overview)
    assert [e.date for e in line] == ["since 2019", "October 2025", "28 October 2025", ""]
    assert [e.row.id for e in line[:2]] == [line[0].row.id, line[1].row.id]
    assert line.plot(20) == "2025-10 █ 2025-10"


def test_of_one_actor_tag_or_search(tmp_path: Path) -> None:
    library, overview = opened(tmp_path, fire(), vote(), telling(NOTES, "n", {"word": "opened", "who": ("Lee Ames",)}))
    assert [e.row.who for e in timeline(overview, actor="person:joan smith")] == [("Joan Smith",)]
    opened_at = timeline(overview, query="bridge")
    assert [e.row.headline for e in opened_at] == ["opened in n"]
    library.tag([library.target_of_event(opened_at[0].row.id)], "infrastructure")
    assert len(timeline(overview, tag="infrastructure")) == 1
    assert len(timeline(overview, since="2031-06")) == 0
    with pytest.raises(LibraryError):
        timeline(overview, since="someday")


def test_a_corrected_date_counts_and_a_persons_own_event_stands_on_it(tmp_path: Path) -> None:
    library, overview = opened(tmp_path, vote())
    target = library.target_of_event(vote()[1].events[0].id)
    library.mark(MarkKind.CORRECTION, [target], {"field": "when", "value": "2030-12"})
    own = library.target_of_selection(vote()[0].id, 26, 34)
    library.mark(MarkKind.EVENT, [own], {"headline": "Council approves tram", "when": "2031-05-30"})
    overview.update()
    assert [e.date for e in timeline(overview)] == ["December 2030", "30 May 2031"]


def test_every_event_is_found_where_its_story_stands_and_headlines_by_their_words(tmp_path: Path) -> None:
    library, overview = opened(tmp_path, fire(when="2031-05"), fire_again(when="2031-05-06"), vote())
    target = library.target_of_event(vote()[1].events[0].id)
    library.mark(MarkKind.CORRECTION, [target], {"field": "headline", "value": "Greens praise the tram"})
    overview.update()
    line = timeline(overview)
    for article, reading in (fire(), fire_again()):
        assert line.index_of(reading.events[0].id) == 0, article.path
    assert line.index_of("000000000000.1-2") is None
    assert [line.find("TRAM", 0), line.find("blaze", 0), line.find("zebra", 0)] == [1, None, None]
    assert [line.find("again", 1), line.find("again", 0, forward=False)] == [0, 0]


def test_dates_read_from_the_rows_bytes_are_those_of_the_decoded_rows(tmp_path: Path) -> None:
    pair = telling(NOTES, 'a "start":[1], "status":"x" b', {"word": "opened", "when": '2025 ],"status": "'},
                   {"word": "shut"}, title='"start":[7],"status":')  # fmt: skip
    library, _ = opened(tmp_path, pair)
    block = next(iter(library.events().shelves()))[0].block
    found = block.dated()
    columns = block.columns
    assert found == block.dated() == (columns["start"], columns["end"], columns["when"])


def test_no_article_gives_an_empty_timeline(tmp_path: Path) -> None:
    _, overview = opened(tmp_path)
    line = timeline(overview)
    assert (len(line), line.plot(), list(line)) == (0, "", [])


@pytest.mark.parametrize(("when", "said"), [
    ("2025-10-28", "28 October 2025"), ("2025-10", "October 2025"), ("2025", "2025"), ("2019/..", "since 2019"),
    ("../2020-02", "until February 2020"), ("2015/2025", "2015 to 2025"), ("2025-10-21~", "about 21 October 2025"),
    ("2025-24", "winter 2025"), ("2025-33", "first quarter of 2025"), (None, ""), ("soon", "soon"),
    ("2025-10-28T15:00", "28 October 2025"),
])  # fmt: skip
def test_dates_are_said_as_exactly_as_they_are_known(when: str | None, said: str) -> None:
    assert spoken(when) == said


def test_the_plot_fits_its_width_and_shows_the_least() -> None:
    counts = {"1990-01": 1, "2020-06": 900, "2025-12": 450, "2022": 7}
    drawn = plot(counts, 40)
    assert len(drawn) <= 40
    assert drawn.startswith("1990-01 ▁")
    assert drawn.endswith("▄ 2025-12")
    assert "█" in drawn
    assert plot(counts, 40, plain=True).isascii()


def test_a_story_goes_by_the_headline_that_the_others_agree_with(tmp_path: Path) -> None:
    words = ("opened", "shut", "mended")
    library, _ = opened(tmp_path, telling(NOTES, "notes", *({"word": w} for w in words)))
    first, second, third = (library.event(row.id) for row in library.events())
    said = [
        replace(first, headline="Slight repair"),
        replace(second, headline="The harbour bridge was mended"),
        replace(third, headline="Workers mended the harbour bridge"),
    ]
    assert speaking([replace(e, core=True) for e in said]).headline == "The harbour bridge was mended"
    assert (
        speaking([replace(said[0], core=True), *(replace(e, core=False) for e in said[1:])]).headline == "Slight repair"
    )
