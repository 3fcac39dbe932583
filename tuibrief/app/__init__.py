"""The Textual app. Nothing heavy is imported before `run`; ``keys`` and ``commands`` need no Textual at all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tuibrief.settings import Places, Settings


def run(  # noqa: PLR0913
    library_path: Path,
    paths: Sequence[Path] = (),
    *,
    who: str | None = None,
    settings: Settings | None = None,
    places: Places | None = None,
    theme: str | None = None,
    ascii_only: bool = False,
    mouse: bool | None = None,
    notices: Sequence[str] = (),
) -> int:
    """Open the app on a library, taking in ``paths`` first; gives the exit code (0, or 1 where the app itself failed).

    ``who`` makes the marks (the settings' name, else the login name); ``theme``, ``ascii_only`` and ``mouse`` go over
    the settings; ``notices`` are sentences to show (what was wrong with the settings).
    """
    import gc
    import os

    # Importing makes hundreds of thousands of objects and no garbage: without the collector it takes a fifth
    # less. The desk
    # turns it on again when the first screen stands.
    gc.disable()
    from tuibrief import settings as user

    settings = settings or user.Settings()
    who = who or settings.name or user.login_name()
    # Shells export these sometimes; they would pin the size, and no resize would ever be seen.
    for name in ("COLUMNS", "LINES"):
        os.environ.pop(name, None)
    from tuibrief.app.app import Briefing, Options

    options = Options(
        library=library_path,
        paths=tuple(paths),
        who=who,
        settings=settings,
        places=places or user.places(library_path),
        theme=theme or "",
        ascii_only=ascii_only,
        notices=tuple(notices),
    )
    app = Briefing(options)
    try:
        code = app.run(mouse=settings.mouse if mouse is None else mouse)
    finally:
        app.opening.close()
    return 1 if app.return_code else code or 0
