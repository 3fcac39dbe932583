"""The words and patterns of the stages, kept as data in ``lexicon/*.toml``: read once, on first use."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """The tables of ``lexicon/NAME.toml``. The result is shared: callers only read it."""
    return tomllib.loads((files("tuibrief.extract") / "lexicon" / f"{name}.toml").read_text(encoding="utf-8"))
