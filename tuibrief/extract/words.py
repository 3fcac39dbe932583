"""Lists of words from the lexicon folder, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The tables of ``lexicon/<name>.toml``. Raises FileNotFoundError where there is none."""
    return tomllib.loads((files("tuibrief.extract") / "lexicon" / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def words(name: str, *keys: str) -> frozenset[str]:
    """The words under a key (``"against.on"`` for a key in a table), which are written apart by white space; under
    several keys, all of theirs, put together once."""
    return frozenset(word for key in keys for word in _under(name, key).split())


@cache
def lists(name: str, key: str) -> dict[str, frozenset[str]]:
    """A table of word lists: ``{"with": {"meet", …}, …}``."""
    return {k: frozenset(v.split()) for k, v in _under(name, key).items()}


def _under(name: str, key: str) -> Any:
    value: Any = table(name)
    for part in key.split("."):
        value = value[part]
    return value
