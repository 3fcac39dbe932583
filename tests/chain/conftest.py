"""The X server and the remote machine, started once; a library whose one citation has every kind of mark."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.app.sample import Clause, read
from tests.chain import machines
from tuibrief import cite
from tuibrief.library.library import Library
from tuibrief.model import Article, EventType

TEXT = (
    'Ferries of Ærø\n\nThe crews stopped work: “It’s ‘over’,” said Zoë Müller — "no more $HOME, `id`, \\n or 100% of '
    'l’été" — 日本 👍🏽. Nobody was asked!\n'
)
ARTICLE = Article.of(
    TEXT, "ferries.txt", title="“Ferries” of Ærø", outlet="L’Été", authors=("Zoë Müller",), published="2024-03-05"
)
READING = read(ARTICLE, [Clause("stopped", "Crews stop work", EventType.PROTEST)])
STYLE = "org"  # several lines


@pytest.fixture(scope="session")
def screen() -> Iterator[machines.Display]:
    """The desk's X server."""
    if word := machines.lacking("Xvfb", "xterm", "xclip"):
        pytest.skip(word)
    with machines.display() as found:
        yield found


@pytest.fixture(scope="session")
def remote() -> Iterator[machines.Remote]:
    """The machine at the other end of the SSH line."""
    if word := machines.lacking("sshd", "ssh", "ssh-keygen"):
        pytest.skip(word)
    with machines.remote() as found:
        yield found


@dataclass
class Place:
    """A home with a library in it; what ``y`` copies there."""

    home: Path
    library: Path
    citation: bytes

    @property
    def app(self) -> list[str]:
        return machines.app(self.library)

    @property
    def env(self) -> dict[str, str]:
        names = ("DATA", "STATE", "CONFIG", "CACHE")
        found = {f"XDG_{name}_HOME": str(self.home / name.lower()) for name in names}
        return found | {"HOME": str(self.home), "TMUX_TMPDIR": str(self.home), "SCREENDIR": str(self.home / "screens")}

    def tmux(self, *settings: str, name: str = "tmux") -> list[str]:
        """tmux with these settings and a server of its own; the command to run in it is to follow."""
        config = self.home / f"{name}.conf"
        config.write_text("".join(f"{line}\n" for line in settings))
        return ["tmux", "-S", str(self.home / name), "-f", str(config), "new-session"]


@pytest.fixture
def place() -> Iterator[Place]:
    # Not pytest's own folder: a socket's path has to be short.
    with tempfile.TemporaryDirectory(prefix="tb") as folder:
        home = Path(folder)
        (home / "config" / "tuibrief").mkdir(parents=True)
        (home / "screens").mkdir(mode=0o700)
        (home / "config" / "tuibrief" / "settings.toml").write_text(f'style = "{STYLE}"\n')
        with Library.open(home / "ferries.jsonl", who="reader") as library:
            library.add(ARTICLE)
            library.save_reading(READING)
        yield Place(home, home / "ferries.jsonl", cite.cite(ARTICLE, READING, READING.events[0], STYLE).encode())
