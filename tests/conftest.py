"""Every test has a home of its own: no user's library, settings, keymap, multiplexer or display is seen or touched."""

from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """XDG places inside the test's folder; a plain terminal; nothing of who runs the tests."""
    home = tmp_path / "home"
    for name, folder in (("DATA", "data"), ("CONFIG", "config"), ("STATE", "state"), ("CACHE", "cache")):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / folder))
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    for name in (
        "TUIBRIEF_LIBRARY", "TMUX", "STY", "SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY", "DISPLAY", "WAYLAND_DISPLAY",
        "COLUMNS", "LINES", "NO_COLOR", "COLORTERM",
    ):  # fmt: skip
        monkeypatch.delenv(name, raising=False)
    home.mkdir()
    return home


@pytest.fixture
def cli(capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs a command of the command line in this process: its exit code, stdout and stderr."""
    from tuibrief.cli import main

    def go(*words: str) -> tuple[int, str, str]:
        try:
            code = main(list(words))
        except SystemExit as end:
            code = int(end.code or 0)
        out, err = capfd.readouterr()
        assert "Traceback" not in err
        return code, out, err

    return go
