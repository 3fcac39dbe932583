"""Makes the picture in the README from the app itself: ``python -m tests.app.picture [file]`` (the seeds, read anew, at
120×36).
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from pathlib import Path

from tests.bench.bench_app_start import seeds_library
from tuibrief import settings as user

SIZE = (120, 36)


async def draw(library: Path, out: Path) -> None:
    """Start the app without a terminal, tag an event and go to another, and write down what is on the screen."""
    from tuibrief.app.app import Briefing, Options

    places = user.places(library)
    app = Briefing(Options(library, (), "reader", user.Settings(), places, theme="dark"))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause(2.0)
        for key in ("c", "j", "t", *"tests", "enter", "j", "j", "+", "j"):
            await pilot.press(key)
            await pilot.pause(0.3)
        await pilot.pause(7.0)  # until the message has gone from the foot
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(app.export_screenshot(title="tuibrief"), encoding="utf-8")
        app.exit()


def main() -> None:
    """Make the picture."""
    out = Path(sys.argv[1] if len(sys.argv) > 1 else ".github/screen.svg")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_STATE_HOME"] = folder
        library = Path(folder) / "library.jsonl"
        seeds_library(library)
        asyncio.run(draw(library, out))


if __name__ == "__main__":
    main()
