"""Places and settings."""

from pathlib import Path

import pytest

from tuibrief import settings
from tuibrief.settings import Settings, SettingsError


def test_places_follow_xdg_and_ignore_relative_ones() -> None:
    env = {"HOME": "/home/u", "XDG_DATA_HOME": "/data", "XDG_STATE_HOME": "relative"}
    found = settings.places(env=env)
    assert found.library == Path("/data/tuibrief/library.jsonl")
    assert found.settings == Path("/home/u/.config/tuibrief/settings.toml")
    assert found.state == Path("/home/u/.local/state/tuibrief")


def test_a_case_names_a_library_and_a_file_goes_before_the_environment() -> None:
    env = {"HOME": "/h", "TUIBRIEF_LIBRARY": "/env.jsonl"}
    assert settings.places(env=env).library == Path("/env.jsonl")
    assert settings.places("/given.jsonl", env=env).library == Path("/given.jsonl")
    assert settings.places(case="storm", env=env).library == Path("/h/.local/share/tuibrief/storm.jsonl")
    with pytest.raises(SettingsError):
        settings.places("/given.jsonl", "storm", env=env)


@pytest.mark.parametrize("name", ["../x", "a/b", ".hidden", "a\nb", "x" * 300])
def test_a_case_name_cannot_lead_elsewhere(name: str) -> None:
    with pytest.raises(SettingsError, match="can't be a case's name"):
        settings.places(case=name, env={"HOME": "/h"})


def test_no_file_gives_the_defaults(tmp_path: Path) -> None:
    assert settings.load(tmp_path / "none.toml") == (Settings(), ())


def test_settings_are_taken_and_what_cannot_be_is_said(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('theme = "light"\nworkers = true\nstyle = "apa"\ncolour = "red"\nmouse = false\nmodel = 3\n')
    found, wrong = settings.load(file)
    assert found == Settings(theme="light", style="apa", mouse=False)
    assert len(wrong) == 3
    assert any("'colour'" in sentence and "theme" in sentence for sentence in wrong)


@pytest.mark.parametrize("raw", [b"theme = ", b"\xff\xfe", b"theme = 'purple'", b"workers = 0"])
def test_a_file_that_is_wrong_gives_defaults_and_one_sentence(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "s.toml").write_bytes(raw)
    found, wrong = settings.load(tmp_path / "s.toml")
    assert found == Settings()
    assert len(wrong) == 1


def test_styles_and_seeds_are_found() -> None:
    assert list(settings.resource("seeds").glob("*.txt"))
    assert settings.resource("styles").is_dir()


def test_cases_are_the_libraries_of_the_folder(tmp_path: Path) -> None:
    for name in ("b.jsonl", "a.jsonl", "a.lock"):
        (tmp_path / name).touch()
    assert settings.cases(tmp_path) == ("a", "b")
    assert settings.cases(tmp_path / "none") == ()
