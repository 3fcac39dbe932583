"""The app around the screen: themes, styles, and every key press on its way to whoever it is for."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple, Protocol, runtime_checkable

from textual import events
from textual.app import App
from textual.screen import Screen

from tuibrief import settings as user
from tuibrief.app import state, theme
from tuibrief.app.keys import stroke
from tuibrief.app.opening import Opening
from tuibrief.app.panes.strips import Palette
from tuibrief.app.screens.desk import Desk
from tuibrief.settings import Places, Settings


class Options(NamedTuple):
    """What the app is started with."""

    library: Path
    paths: tuple[Path, ...]
    who: str
    settings: Settings
    places: Places
    theme: str = ""
    ascii_only: bool = False
    notices: tuple[str, ...] = ()


@runtime_checkable
class Keyed(Protocol):
    """A screen that reads strokes itself."""

    def stroke(self, key: str) -> bool:
        """Take a stroke; True where nothing else is to see it."""
        ...


class Briefing(App[int]):
    """The app. One screen, the desk; dialogs come and go above it."""

    TITLE = "tuibrief"
    ENABLE_COMMAND_PALETTE = False
    SUSPENDED_SCREEN_CLASS = ""  # a class would style and paint all panes anew under each dialog

    def __init__(self, options: Options) -> None:
        super().__init__(css_path=[str(user.resource("styles") / name) for name in ("desk.tcss",)])
        self.options = options
        self.opening = Opening(options.library, options.who)
        # No animation ever: each frame of one is bytes on a slow line.
        self.animation_level = "none"
        for made in theme.THEMES:
            self.register_theme(made)
        path = state.path_for(options.library, options.places.state)
        self.kept = state.load(path)
        self.keeper = state.Keeper(path)
        wanted = options.theme or self.kept.theme or options.settings.theme
        self.theme = wanted if wanted in theme.NAMES else "dark"
        self._palette: tuple[str, Palette] | None = None

    @property
    def signs_palette(self) -> Palette:
        """The palette of the theme, with the signs that were asked for."""
        if self._palette is None or self._palette[0] != self.theme:
            self._palette = (self.theme, Palette.of(self, ascii_only=self.options.ascii_only))
        return self._palette[1]

    def get_default_screen(self) -> Screen[Any]:
        """The desk."""
        return Desk()

    async def on_event(self, event: events.Event) -> None:
        """Hand each key press to the screen's own resolver first; Textual's bindings get what it leaves."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            screen = self.screen
            if isinstance(screen, Keyed) and screen.stroke(stroke(event.key, event.character)):
                return
        await super().on_event(event)
