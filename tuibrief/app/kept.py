"""Keeping some of what was worked out. No Textual here."""

from __future__ import annotations

from typing import Any


def make_room(kept: dict[Any, Any], most: int) -> None:
    """Let go of the older half of what is kept where there is no room for one more. May be called in any thread."""
    if len(kept) >= most:
        for key in list(kept)[: (most + 1) // 2]:
            kept.pop(key, None)
