"""Rows for people and for other programs: columns on a terminal, tab-separated values into a pipe, or JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tuibrief.cli.console import Console


def print_rows(console: Console, rows: Iterable[Sequence[str]]) -> None:
    """Print rows whose last column is the long one."""
    if not console.out_is_terminal:
        for row in rows:
            console.data("\t".join(" ".join(cell.split()) for cell in row))
        return
    kept = [[" ".join(cell.split()) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*(row[:-1] for row in kept), strict=True)]
    for row in kept:
        console.data("  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[-1]]))


def print_json(console: Console, fields: Mapping[str, Any]) -> None:
    """One JSON object on a line of its own."""
    import orjson

    console.data(orjson.dumps(fields).decode())
