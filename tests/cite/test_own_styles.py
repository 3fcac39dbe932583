"""Styles of the user's own, from .csl files in a folder."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.cite.test_styles import BARE, WHOLE
from tuibrief.cite import STYLES, CiteError, formatted, own, styles

LISTED = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" default-locale="en-GB">
  <info><title>House style</title><id>house</id><updated>2024-01-01T00:00:00+00:00</updated></info>
  <macro name="who"><names variable="author"><name name-as-sort-order="first" and="text"/></names></macro>
  <citation><layout><text macro="who"/></layout></citation>
  <bibliography><layout suffix="."><group delimiter=", ">
    <text macro="who"/><text variable="title" quotes="true"/><text variable="container-title"/>
    <date variable="issued" form="numeric" date-parts="year-month-day"/><text variable="URL"/>
  </group></layout></bibliography>
</style>
"""
ISSUED = '<date variable="issued" form="numeric" date-parts="year-month-day"/>'
NOTES = LISTED[: LISTED.index("  <bibliography>")] + "</style>\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    pytest.importorskip("citeproc", reason="the extra tuibrief[csl] is not installed")
    (tmp_path / "house.csl").write_text(LISTED)
    (tmp_path / "notes.csl").write_text(NOTES)
    (tmp_path / "broken.csl").write_text("<style")
    (tmp_path / "apa.csl").write_text(LISTED)
    return tmp_path


def test_styles_of_a_folder_are_listed_behind_ours_and_hide_none(folder: Path) -> None:
    found = styles(folder)
    assert list(found)[: len(STYLES)] == list(STYLES)
    assert found["house"] == "House style (CSL)"
    assert found["apa"] == STYLES["apa"]
    assert styles(folder / "none") == STYLES


def test_a_list_of_sources_in_the_order_given(folder: Path) -> None:
    lines = formatted([replace(BARE, article_id="b"), WHOLE], "house", folder).split("\n")
    assert len(lines) == 2
    assert "Ferry crews have ended their" in lines[0]
    assert lines[1].startswith("van Dyke, Ana and Bea Chen, ‘Crews end strike’, Harbour Post")
    assert "2024" in lines[1]


def test_a_name_whose_order_is_unsure_is_not_turned_round(folder: Path) -> None:
    text = formatted([replace(WHOLE, authors=("Kwon Sang Woo", "Harbour Post Staff"))], "house", folder)
    assert text.startswith("Kwon Sang Woo and Harbour Post Staff, ")


def test_a_style_without_a_list_gives_its_notes(folder: Path) -> None:
    assert formatted([WHOLE], "notes", folder) == "van Dyke, Ana and Bea Chen"


def test_a_broken_style_is_one_sentence(folder: Path) -> None:
    with pytest.raises(CiteError, match=r"broken\.csl can't be used as a CSL style: .*\.$"):
        formatted([WHOLE], "broken", folder)


def test_without_the_extra_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    (tmp_path / "house.csl").write_text(LISTED)
    monkeypatch.setitem(sys.modules, "citeproc", None)
    assert own.names(tmp_path) == {"house": "House style (CSL)"}
    with pytest.raises(CiteError, match=r"install tuibrief\[csl\]"):
        formatted([WHOLE], "house", tmp_path)


AUTHOR_DATE = """<group prefix="(" suffix=")" delimiter=", ">
  <date variable="issued"><date-part name="year"/></date>
  <date variable="issued"><date-part name="month" suffix=" "/><date-part name="day"/></date>
</group>"""
OWN_SIGN = """<choose><if is-uncertain-date="issued"><text value="around"/></if></choose>
<date variable="issued" form="text" date-parts="year"/>"""


@pytest.mark.parametrize(
    ("dates", "published", "inferred", "written"),
    [
        (ISSUED, "2024-03-05", False, ", 05/03/2024, "),
        (ISSUED, "2024-03-05", True, ", [05/03/2024], "),
        (ISSUED.replace("numeric", "text"), "2024-03", True, ", [March 2024], "),
        (ISSUED.replace("numeric", "text"), "2024-03~", False, ", [ca. March 2024], "),
        (AUTHOR_DATE, "2024-03-05", True, "([2024, March 5])"),  # one date in two parts has one pair of brackets
        (AUTHOR_DATE, "2024", True, "([2024])"),
        (OWN_SIGN, "2024~", False, ", around, 2024, "),  # the style's own word
        (OWN_SIGN, "2024", True, ", [2024], "),
    ],
)
def test_a_date_that_is_not_stated_stands_in_brackets_as_the_style_writes_it(
    folder: Path, dates: str, published: str, inferred: bool, written: str
) -> None:
    (folder / "dated.csl").write_text(LISTED.replace(ISSUED, dates))
    other = replace(WHOLE, article_id="b", title="Stated")
    text = formatted([replace(WHOLE, published=published, inferred=inferred), other], "dated", folder)
    assert written in text.split("\n")[0]
    assert "[" not in text.split("\n")[1]
