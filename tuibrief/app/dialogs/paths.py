"""A line for the path of a file or folder, which ``tab`` completes from the disk."""

from __future__ import annotations

import os
import shlex
from collections.abc import Sequence
from pathlib import Path

from rich.text import Text
from textual.widgets import Input, Static

from tuibrief import text
from tuibrief.app.dialogs.prompt import Asking, Prompt

HINT = "file or folder: .txt .html .md .eml .jsonl · tab completes · up: earlier ones"
MOST = 5_000  # names of a folder that are looked at
SHOWN = 20


def named(typed: str) -> list[Path]:
    """The paths that a line means: the whole line where there is such a path, blanks and all; else the words of it as a
    shell would take them, which is how a terminal writes files that are dropped on it."""
    whole = _at_home(typed.strip())
    if exists(whole):
        return [whole]
    try:
        words = shlex.split(typed)
    except ValueError:
        return [whole]
    found = [_at_home(word) for word in words]
    return found if found and all(map(exists, found)) else [whole]


def exists(path: Path) -> bool:
    """Whether there is something of this path; what can't be a path is not there."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _at_home(typed: str) -> Path:
    """A path, with ``~`` for the home folder."""
    try:
        return Path(typed).expanduser()
    except RuntimeError:  # nobody is called so
        return Path(typed)


def folder_of(typed: str) -> str:
    """What stands before the last name of a line."""
    return typed[: typed.rfind("/") + 1]


def fitting(typed: str, names: Sequence[str]) -> tuple[str, ...]:
    """The names of the line's folder that begin like its last name; hidden ones only where a dot was typed."""
    begun = typed[len(folder_of(typed)) :]
    return tuple(n for n in names if n.startswith(begun) and (begun or not n.startswith(".")))


class PathPrompt(Prompt):
    """One path (or several, quoted as for a shell). Gives the line; one that leads nowhere stays, with why."""

    keys = (
        ("enter", "add it"),
        ("escape", "add nothing"),
        ("tab shift+tab", "complete the name, the next that fits"),
        ("up down", "what was typed earlier"),
        ("ctrl+u", "empty the line"),
    )

    def __init__(self, history: Sequence[str] = ()) -> None:
        super().__init__("add ", "", Asking(lambda _: ""), history, HINT)
        self._names: dict[str, tuple[str, ...]] = {}

    def _offer(self, typed: str) -> None:
        """The names that fit, in the line above; with nothing typed, what can be typed."""
        folder = folder_of(typed)
        if folder not in self._names:
            self._names[folder] = ()
            self.run_worker(lambda: self._list(folder), thread=True, group=f"names {folder}", exit_on_error=False)
        found, at = (self._round[1], self._round[2]) if self._round else (self._fitting(typed), -1)
        line = Text(self.said("" if typed.strip() else self._hint), no_wrap=True, overflow="ellipsis")
        first = max(0, at - 3)
        for number, each in enumerate(found[first : first + SHOWN] if typed.strip() else (), first):
            line.append(text.safe(each), "reverse" if number == at else "")
            line.append("  ")
        self.query_one("#prompt-offers", Static).update(line)

    def _list(self, folder: str) -> None:
        """Look what a folder holds, beside the screen: it may lie far away."""
        names = []
        try:
            with os.scandir(_at_home(folder)) as entries:
                for entry, _ in zip(entries, range(MOST), strict=False):
                    if entry.name.isprintable():  # others can't be typed; their folder can be added
                        names.append(entry.name + ("/" if entry.is_dir() else ""))
        except (OSError, ValueError):
            return

        def came() -> None:
            self._names[folder] = tuple(sorted(names))
            if self.is_attached:
                self._offer(self.query_one(Input).value)

        self.app.call_from_thread(came)

    def _completed(self) -> str:
        typed, found, at = self._round or ("", (), 0)
        return folder_of(typed) + found[at] if found else typed

    def _fitting(self, typed: str) -> tuple[str, ...]:
        """What the last name of the path could be; a folder that is the only one is gone into."""
        return tuple(fitting(typed, self._names.get(folder_of(typed), ())))

    def _enter(self, typed: str) -> None:
        """Give the line; one that leads nowhere stays, and it is said why."""
        if not typed.strip():
            self.dismiss(None)
            return
        if all(map(exists, named(typed))):
            self.dismiss(typed)
            return
        from tuibrief.ingest.paths import absent

        self.query_one("#prompt-offers", Static).update(Text(self.said(text.safe(absent(typed.strip())))))
