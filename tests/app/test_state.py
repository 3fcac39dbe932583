"""Where a person was comes back, and a broken file costs nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tuibrief.app.state import Keeper, Place, State, load, path_for, save

FULL = State(
    Place("a1", "a1.3-9", "source"),
    all_articles=True,
    filter="tag:strike",
    widths={"source": 44},
    drafts={"event:a1.3-9": "half a th"},
    pinned="person:joan smith",
    bookmarks={"q": Place("a1", None, "events"), "p": Place("a1", "a1.3-9", "actor", "person:x", True, "a1.3-9")},
    filters=("tag:strike", "storm"),
)


def test_what_was_saved_comes_back(tmp_path: Path) -> None:
    save(tmp_path / "s.json", FULL)
    assert load(tmp_path / "s.json") == FULL


def test_the_file_is_the_users_alone(tmp_path: Path) -> None:
    save(tmp_path / "deep" / "s.json", FULL)
    assert (tmp_path / "deep" / "s.json").stat().st_mode & 0o777 == 0o600
    assert [p.name for p in (tmp_path / "deep").iterdir()] == ["s.json"]


@pytest.mark.parametrize(
    "raw", [b"", b"{", b"[]", b'{"place": 3, "filter": [], "drafts": {"a": 1}, "widths": "x"}', b"\xff\xfe"]
)
def test_a_broken_file_is_a_fresh_start(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "s.json").write_bytes(raw)
    assert load(tmp_path / "s.json") == State()


def test_one_bad_field_does_not_lose_the_others(tmp_path: Path) -> None:
    save(tmp_path / "s.json", FULL)
    found = json.loads((tmp_path / "s.json").read_text())
    found["zoomed"] = "perhaps"
    (tmp_path / "s.json").write_text(json.dumps(found))
    assert load(tmp_path / "s.json") == FULL


def test_a_link_to_a_library_has_the_librarys_state(tmp_path: Path) -> None:
    (tmp_path / "real.jsonl").touch()
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "real.jsonl")
    assert path_for(tmp_path / "link.jsonl", tmp_path) == path_for(tmp_path / "real.jsonl", tmp_path)


def test_the_last_of_many_changes_is_kept_at_the_end(tmp_path: Path) -> None:
    keeper = Keeper(tmp_path / "s.json")
    for n in range(50):
        keeper.keep(State(filter=str(n)))
    keeper.close()
    assert load(tmp_path / "s.json").filter == "49"


def test_a_folder_that_cannot_be_written_is_told_and_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    keeper = Keeper(tmp_path / "file" / "s.json")
    keeper.keep(FULL)
    keeper.close()
    assert keeper.problem
