"""Three apps with one list of the same rows, for `bench_keys`: ours, Textual's OptionList and its DataTable.

Run as ``python lists.py KIND COUNT``, or ``python lists.py KIND FILE`` with a line a row (not for ours).
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from textual.app import App, ComposeResult
from textual.driver import Driver
from textual.widgets import DataTable, OptionList

from tuibrief.app.lean import lean_driver
from tuibrief.app.panes import EventsPane
from tuibrief.library.records import EventRow
from tuibrief.model import EventType, Status

_PARTIES = ("The harbour board", "A dockers' union", "The finance minister", "Northern Rail", "The high court")
_DEEDS = ("rejects the offer of", "meets", "warns", "signs a contract with", "opens talks with", "accuses", "fines")
_STATES = tuple(Status)


def make_rows(count: int) -> list[EventRow]:
    """Rows that look like events, the same at every run."""
    rows = []
    for number in range(count):
        who, whom = _PARTIES[number % 5], _PARTIES[(number * 7 + 1) % 5]
        headline = f"{who} {_DEEDS[number % 7]} {whom.lower()} over plan {number}"
        date = f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}"
        credited = (_PARTIES[number % 3],) if number % 4 == 0 else ()
        rows.append(
            EventRow(
                f"e{number}", f"a{number // 10}", date, _STATES[number % 4], EventType.OTHER, headline, (who,), (whom,),
                credited, number % 3 == 0, ("check",) if number % 11 == 0 else (), number % 17 == 0, None, "", 0, (),
            )
        )  # fmt: skip
    return rows


def words(row: EventRow) -> str:
    """The row as one plain line."""
    return f"{row.when} {row.status[0]} {row.headline}"


class Bench(App[None]):
    """One list over the whole screen."""

    BINDINGS = [("q", "quit", "")]  # noqa: RUF012 (Textual's own form)
    CSS = "OptionList, DataTable { border: none; height: 1fr; }"

    def __init__(self, kind: str, given: str) -> None:
        self.kind = kind
        if given.isdecimal():
            self.rows = make_rows(int(given))
            self.lines = [words(row) for row in self.rows]
        else:
            self.rows = []
            self.lines = Path(given).read_text(encoding="utf-8").splitlines()
        super().__init__()

    def get_driver_class(self) -> type[Driver]:
        """Ours writes as the app does."""
        base = super().get_driver_class()
        return lean_driver(base) if self.kind == "ours" else base

    def compose(self) -> ComposeResult:
        if self.kind == "ours":
            yield _Keyed(self.rows, title="Events")
        elif self.kind == "options":
            yield OptionList(*self.lines, markup=False)
        else:
            table: DataTable[Any] = DataTable(cursor_type="row")
            table.add_columns("date", "status", "headline")
            table.add_rows(line.split(" ", 2) for line in self.lines)
            yield table

    def on_mount(self) -> None:
        self.query("*").first().focus()


class _Keyed(EventsPane):
    BINDINGS = [("down", "step(1)"), ("up", "step(-1)"), ("pagedown", "leap(1)"), ("pageup", "leap(-1)")]  # noqa: RUF012

    def action_step(self, delta: int) -> None:
        self.move(delta)

    def action_leap(self, delta: int) -> None:
        self.page(delta)


if __name__ == "__main__":
    Bench(sys.argv[1], sys.argv[2]).run()
