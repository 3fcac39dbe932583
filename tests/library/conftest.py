"""Fixtures of the library's tests."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """An empty folder of the test's own: what stands beside a library is looked at too."""
    folder = tmp_path / "place"
    folder.mkdir()
    return folder
