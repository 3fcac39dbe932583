"""The command line: stdout is data, stderr is talk, and each way to end has its code and its sentence."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Run
from tuibrief import __version__, settings
from tuibrief.cli.parser import COMMANDS
from tuibrief.library.library import Library
from tuibrief.model import Article, Event, EventType, Reading, Status, Trigger, event_id

TEXT = "Ferry crews stopped work on Tuesday. They may sail on Friday."
FERRY = Article.of(TEXT, "ferry.txt", title="Crews stop", outlet="Harbour Post", published="2024-03-05")


def made(word: str, headline: str, status: Status, when: str | None, core: bool) -> Event:
    start = TEXT.index(word)
    trigger = Trigger(start, start + len(word), word)
    key = event_id(FERRY.id, trigger.start, trigger.end)
    more = {"when": when, "status": status, "core": core}
    return Event(key, start, start + len(word), trigger, EventType.PROTEST, headline, ("crews",), **more)  # type: ignore[arg-type]


STOP = made("stopped", "Ferry crews stopped work", Status.HAPPENED, "2024-03-05", core=True)
SAIL = made("sail", "Crews may sail", Status.POSSIBLE, "2024-03-08", core=False)


@pytest.fixture
def library() -> Path:
    """A library with one article and two events."""
    place = settings.places().library
    place.parent.mkdir(parents=True)
    with Library.open(place, who="t") as opened:
        opened.add(FERRY)
        opened.save_reading(Reading(FERRY.id, "m", "1", "en", events=(STOP, SAIL)))
    return place


@pytest.fixture
def run(cli: Run) -> Run:
    return cli


@pytest.mark.parametrize("word", ["--version", "-V"])
def test_the_version(run, word: str) -> None:
    assert run(word) == (0, f"tuibrief {__version__}\n", "")


def test_help_lists_every_command_and_the_exit_codes(run) -> None:
    code, out, _ = run("--help")
    assert code == 0
    assert all(f"  {name} " in out for name in COMMANDS)
    assert "130 interrupted" in out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_that_says_what_it_does(run, command: str) -> None:
    code, out, _ = run(command, "--help")
    assert code == 0
    assert f"usage: tuibrief {command}" in out


def test_events_are_listed_and_filtered(run, library: Path) -> None:
    code, out, err = run("events")
    assert (code, err) == (0, "")
    assert out.splitlines()[0] == f"{STOP.id}\t2024-03-05\t\t\tFerry crews stopped work"
    for words, wanted in (
        (["--core"], [STOP]),
        (["--status", "possible"], [SAIL]),
        (["--since", "2024-03-06"], [SAIL]),
        (["--until", "2024-03-06"], [STOP]),
        (["may"], [SAIL]),
        (["--type", "assault"], []),
        (["--article", FERRY.id[:6]], [STOP, SAIL]),
    ):
        _, out, _ = run("events", *words)
        assert [line.split("\t")[0] for line in out.splitlines()] == [event.id for event in wanted]


def test_events_as_json_are_one_object_a_line(run, library: Path) -> None:
    _, out, _ = run("events", "--json")
    rows = [json.loads(line) for line in out.splitlines()]
    assert [row["id"] for row in rows] == [STOP.id, SAIL.id]
    assert rows[1]["status"] == "possible"


def test_articles_are_listed(run, library: Path) -> None:
    assert run("articles")[1] == f"{FERRY.id}\t2024-03-05\t2\tHarbour Post\tCrews stop\n"
    assert json.loads(run("articles", "--json")[1])["outlet"] == "Harbour Post"


def test_a_tag_is_kept_shown_and_taken_off_by_the_beginning_of_an_id(run, library: Path) -> None:
    start = STOP.id[: STOP.id.index("-")]
    assert run("tag", start, "strike", "two words")[0] == 0
    assert "#strike #two words" in run("events", "--tag", "strike")[1]
    assert run("untag", STOP.id, "strike")[0] == 0
    assert run("events", "--tag", "strike")[1] == ""
    code, _, err = run("untag", STOP.id, "strike")
    assert code == 1
    assert "does not have the tag strike" in err


def test_a_note_and_its_history(run, library: Path) -> None:
    assert run("note", STOP.id, "check", "this")[0] == 0
    assert "check this" in run("history", STOP.id)[1]


def test_citations_in_the_order_given_and_in_a_style(run, library: Path) -> None:
    assert run("cite", STOP.id)[1] == (
        "“Ferry crews stopped work on Tuesday.” — “Crews stop,” Harbour Post, 5 March 2024, para. 1\n"
    )
    assert run("cite", FERRY.id, "--style", "apa")[1] == "Crews stop. (2024, March 5). Harbour Post.\n"
    code, out, err = run("cite", STOP.id, "--style", "nope")
    assert (code, out) == (2, "")
    assert "no style 'nope'" in err


def test_an_article_is_edited(run, library: Path) -> None:
    assert run("edit", FERRY.id[:5], "--author", "Ana Lima", "--published", "2024-03")[0] == 0
    assert run("cite", FERRY.id, "--style", "mla")[1] == "Lima, Ana. “Crews stop.” Harbour Post, Mar. 2024.\n"
    assert run("edit", FERRY.id)[0] == 2


def test_an_unknown_id_is_one_sentence(run, library: Path) -> None:
    for words in (["cite", "zzz"], ["tag", "zzz.1-2", "x"], ["history", "zzz"], ["remove", "zzz"]):
        code, out, err = run(*words)
        assert (code, out) == (3, "")
        assert len(err.splitlines()) == 1


def test_adding_for_later_keeps_the_text_once(run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    code, out, err = run("add", "--later", str(tmp_path / "a.txt"), str(tmp_path / "missing.txt"))
    assert code == 1
    assert "\tunread\t" in out
    assert "missing.txt does not exist" in err
    assert "1 added" in err
    assert "0 added, 1 already there" in run("add", "--later", str(tmp_path))[2]


def test_adding_nothing_makes_no_library(run, tmp_path: Path) -> None:
    assert run("add", str(tmp_path / "none"))[0] == 1
    assert not settings.places().library.exists()


def test_a_library_that_is_no_library_is_left_as_it_is(run, tmp_path: Path) -> None:
    (tmp_path / "other.json").write_text('{"not": "ours"}\n')
    code, _, err = run("--library", str(tmp_path / "other.json"), "events")
    assert code == 3
    assert len(err.splitlines()) == 1
    assert (tmp_path / "other.json").read_text() == '{"not": "ours"}\n'


def test_cases_are_libraries_of_their_own(run, library: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Another text.")
    run("--case", "storm", "add", "--later", str(tmp_path / "a.txt"))
    assert run("cases")[1] == "library\nstorm\n"
    assert len(run("articles", "--case=storm")[1].splitlines()) == 1
    assert run("--case", "../x", "events")[0] == 2


def test_the_library_of_the_environment_is_used(run, library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TUIBRIEF_LIBRARY", str(library))
    monkeypatch.setenv("XDG_DATA_HOME", "/nowhere")
    assert len(run("articles")[1].splitlines()) == 1


def test_places_can_be_asked_for(run, library: Path) -> None:
    assert run("locate", "library")[1] == f"{library}\n"
    assert {line.split("\t")[0] for line in run("locate")[1].splitlines()} >= {"library", "settings", "log", "keymap"}


def test_check_backup_and_compact(run, library: Path, tmp_path: Path) -> None:
    assert run("check")[0] == 0
    assert run("compact")[0] == 0
    assert run("backup", str(tmp_path / "copy.jsonl"))[0] == 0
    assert len(run("--library", str(tmp_path / "copy.jsonl"), "events")[1].splitlines()) == 2
    assert run("backup", str(tmp_path / "copy.jsonl"))[0] == 3


def test_export_writes_what_extract_prints_or_stock_tinydb(run, library: Path, tmp_path: Path) -> None:
    first, last = map(json.loads, run("export")[1].splitlines())
    assert [event["id"] for event in first["events"]] == [STOP.id, SAIL.id]
    assert set(last) == {"stories"}
    assert run("export", str(tmp_path / "x.jsonl"))[0] == 0
    assert run("export", str(tmp_path / "x.jsonl"))[0] == 2
    assert run("export", "--format", "tinydb", str(tmp_path / "x.json"))[0] == 0
    from tinydb import TinyDB

    assert TinyDB(tmp_path / "x.json").table("articles")


def test_purge_asks_or_wants_to_be_told(run, library: Path) -> None:
    assert run("purge", FERRY.id)[0] == 2
    assert run("purge", FERRY.id, "--yes")[0] == 0
    assert TEXT not in library.read_text()


def test_purge_also_clears_the_last_copies_when_the_beginning_of_an_id_is_given(run, library: Path) -> None:
    from tuibrief.cite import copies

    place = settings.places().copies
    copies.remember(place, "Crews stop (Harbour Post)", [FERRY.id])
    assert run("purge", "ffff", "--yes")[0] == 3
    assert copies.last(place)
    assert run("purge", FERRY.id[:5], "--yes")[0] == 0
    assert not copies.last(place)


def test_a_removed_article_can_still_be_purged(run, library: Path) -> None:
    run("remove", FERRY.id)
    assert run("purge", FERRY.id, "--yes")[0] == 0
    assert TEXT not in library.read_text()


def test_archived_articles_are_in_no_list_but_their_own_and_come_back(run, library: Path) -> None:
    assert run("archive", FERRY.id[:5])[0] == 0
    assert run("events")[1] == run("articles")[1] == ""
    assert FERRY.id in run("articles", "--archived")[1]
    assert run("archive", "--back", FERRY.id)[0] == 0
    assert FERRY.id in run("articles")[1]


def test_search_finds_notes_events_and_articles_by_words_and_fields(run, library: Path) -> None:
    run("note", STOP.id, "ask", "the", "pilots")
    assert run("search", "pilots")[1].split("\t")[::2] == ["note", "ask the pilots\n"]
    lines = run("search", "crews")[1].splitlines()
    assert lines == [
        f"event\t{STOP.id}\tFerry crews stopped work",
        f"event\t{SAIL.id}\tCrews may sail",
        f"article\t{FERRY.id}\tCrews stop",
    ]
    assert run("search", "crews", "status:possible", "--kind", "event")[1] == f"event\t{SAIL.id}\tCrews may sail\n"
    hit = json.loads(run("search", "--json", "--kind", "event", "sail")[1])
    assert (hit["kind"], hit["id"], hit["article"]) == ("event", SAIL.id, FERRY.id)
    code, out, err = run("search", "since:soon")
    assert (code, out) == (3, "")
    assert "is not a date" in err


def test_every_list_is_also_to_be_had_as_json(run, library: Path, tmp_path: Path) -> None:
    run("tag", STOP.id, "strike")
    for words in (["history", STOP.id[:-1]], ["history", FERRY.id[:4]], ["check"]):
        for line in run(*words, "--json")[1].splitlines():
            assert isinstance(json.loads(line), dict), words
    assert json.loads(run("check", "--json")[1])["sound"] is True
    assert json.loads(run("history", STOP.id, "--json")[1])["what"] == "tag"
    assert [row["what"] for row in map(json.loads, run("history", FERRY.id[:4], "--json")[1].splitlines())] == [
        "add",
        "read",
        "tag",
    ]
    (tmp_path / "port.txt").write_text("The port is closed.")
    run("--case", "port", "add", "--later", str(tmp_path / "port.txt"))
    rows = [json.loads(line) for line in run("cases", "--json")[1].splitlines()]
    assert "port" in [row["name"] for row in rows]
    assert all(Path(row["path"]).is_file() for row in rows)


def test_a_removed_article_comes_back_with_its_marks(run, library: Path, tmp_path: Path) -> None:
    run("tag", STOP.id, "kept")
    run("remove", FERRY.id)
    assert run("articles")[1] == ""
    (tmp_path / "ferry.txt").write_text(TEXT)
    run("add", "--later", str(tmp_path / "ferry.txt"))
    assert "#kept" in run("events")[1]


def test_the_apps_keys_can_be_listed(run) -> None:
    _, out, _ = run("keys")
    assert any(line.split("\t")[1].split()[:1] == ["t"] for line in out.splitlines())


def test_doctor_says_what_it_finds(run) -> None:
    code, out, _ = run("doctor")
    assert code == 0
    assert "routes, in order: osc52" in out


def test_wrong_settings_are_said_once_and_do_not_stop_a_command(run, library: Path) -> None:
    place = settings.places().settings
    place.parent.mkdir(parents=True)
    place.write_text("colour = 1\n")
    code, out, err = run("articles")
    assert code == 0
    assert out
    assert err.count("colour") == 1


@pytest.mark.parametrize("words", [["events", "--nope"], ["--nope"], ["cite"], ["--library"], ["events", "--since"]])
def test_what_cannot_be_understood_is_one_sentence(run, words: list[str]) -> None:
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1


def test_a_misspelt_command_is_told_what_is_near(run) -> None:
    code, _, err = run("evnts")
    assert code == 2
    assert "tuibrief events" in err


def test_the_app_without_a_terminal_is_one_sentence(run, tmp_path: Path) -> None:
    code, _, err = run(str(tmp_path))
    assert code == 2
    assert "needs a terminal" in err


def test_a_path_named_like_a_command_can_be_given(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("events").write_text(TEXT)
    assert "needs a terminal" in run("./events")[2]
    assert "needs a terminal" in run("--", "events")[2]


def process(*words: str, **more: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tuibrief", *words]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, **more)  # type: ignore[call-overload, no-any-return]


def test_a_reader_of_the_output_that_goes_away_is_no_error(library: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    done = process("events", stdout=write)
    os.close(write)
    assert done.communicate()[1] == ""
    assert done.returncode == 141


def test_on_a_terminal_an_articles_control_characters_are_shown_not_obeyed() -> None:
    place = settings.places().library
    place.parent.mkdir(parents=True)
    with Library.open(place, who="t") as opened:
        opened.add(Article.of(TEXT, "x.txt", title="\x1b]0;owned\x07\x1b[2J\x9b31m \u202eevil [/]"))
    parent, child = pty.openpty()
    done = process("articles", "--json", stdout=child)
    done.communicate()
    done = process("articles", stdout=child)
    done.communicate()
    os.close(child)
    shown = os.read(parent, 10_000).decode()
    os.close(parent)
    assert "owned" in shown
    assert not set(shown) & {"\x1b", "\x07", "\x9b", "\u202e"}


def test_reading_from_end_to_end(tmp_path: Path) -> None:
    """The one test with the real model: two articles through extract, in their order, and the stories' line."""
    (tmp_path / "in.jsonl").write_text(
        '{"path": "first", "text": "The miners walked out on 3 March 2024.", "published": "2024-03-05"}\n'
        "not json\n"
        '{"path": "second", "text": "Miners walked out, the union said.", "published": "2024-03-06"}\n'
    )
    done = process("extract", "--json", str(tmp_path / "in.jsonl"), "--workers", "2", stdout=subprocess.PIPE)
    out, err = done.communicate()
    *read, last = map(json.loads, out.splitlines())
    assert [row["article"]["path"] for row in read] == ["first", "second"]
    assert read[0]["article"]["published"] == "2024-03-05"
    assert read[0]["article"]["published_basis"] == "given"
    triggers = [event["trigger"] for event in read[0]["events"]]
    assert any("The miners walked out"[t["start"] : t["end"]].startswith("walked") for t in triggers)
    assert set(last) == {"stories"}
    assert done.returncode == 1
    assert "line 2, is not JSON" in err


def test_reading_anew_with_another_model_keeps_every_mark(library: Path, run) -> None:
    phantom = TEXT.index("Friday")  # an event of the older reading that the new one has no more
    gone = made("Friday", "Friday", Status.HAPPENED, None, core=False)
    with Library.open(library, who="t") as opened:
        opened.save_reading(Reading(FERRY.id, "another model", "0", "en", events=(STOP, SAIL, gone)))
    for event, tag in ((STOP, "strike"), (gone, "odd")):
        assert run("tag", event.id, tag)[0] == 0
    assert run("note", STOP.id, "ask the union")[0] == 0
    code, _, err = run("reread")
    assert code == 0, err
    with Library.open(library) as opened:
        reading = opened.reading(FERRY.id)
        assert reading is not None
        assert reading.model != "another model"
        assert gone.trigger not in {event.trigger for event in reading.events}
        (tagged,) = opened.events(tag="strike")
        assert (tagged.id, tagged.noted) == (STOP.id, True)
        kept = {mark.value: mark.target.anchor for mark in opened.marks(article=FERRY.id)}
        assert kept["odd"] is not None
        assert (kept["odd"].start, kept["odd"].exact) == (phantom, "Friday")
