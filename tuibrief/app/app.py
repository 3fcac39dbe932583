"""The app around the screen: themes, styles, and every key press on its way to whoever it is for."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple, Protocol, runtime_checkable

from rich.text import Text
from textual import events
from textual.app import App
from textual.driver import Driver
from textual.screen import Screen

from tuibrief import settings as user
from tuibrief.app import state, theme
from tuibrief.app.keys import stroke
from tuibrief.app.lean import lean_driver
from tuibrief.app.opening import Opening
from tuibrief.app.paint import Painter
from tuibrief.app.panes.strips import Palette
from tuibrief.app.screens.desk import Desk
from tuibrief.settings import Places, Settings
from tuibrief.text import safe


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


@runtime_checkable
class Patient(Protocol):
    """A screen that keeps keys which come before it stands."""

    def too_early(self, event: events.Key) -> bool:
        """Keep a key for later; whether it is too early for it."""
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
        self.painter = Painter(self)

    @property
    def signs_palette(self) -> Palette:
        """The palette of the theme, with the signs that were asked for."""
        if self._palette is None or self._palette[0] != self.theme:
            self._palette = (self.theme, Palette.of(self, ascii_only=self.options.ascii_only))
        return self._palette[1]

    def get_driver_class(self) -> type[Driver]:
        """Textual's driver for this terminal, writing half the bytes."""
        return lean_driver(super().get_driver_class())

    def get_default_screen(self) -> Screen[Any]:
        """The desk."""
        return Desk()

    def forget_screen(self) -> None:
        """Leave nothing out of what is written next: the terminal may show something else than was written."""
        forget = getattr(self._driver, "forget", None)  # a headless driver has none
        if forget is not None:
            forget()

    async def on_event(self, event: events.Event) -> None:
        """Hand each key press to the screen's own resolver first; Textual's bindings get what it leaves."""
        if isinstance(event, events.Resize):
            self.forget_screen()
        if isinstance(event, events.Key) and not event.is_forwarded:
            screen: object = self.screen
            if isinstance(screen, Patient) and screen.too_early(event):
                return
            if isinstance(screen, Keyed):
                if not screen.stroke(stroke(event.key, event.character)):
                    await self._type(event)
                return
        await super().on_event(event)

    async def _type(self, event: events.Key) -> None:
        """Give a key to the line or editor that has the focus, now. Textual would queue it there, and where it moves or
        deletes
        something send it through all parents first: of keys that come fast, later ones then overtake earlier ones."""
        focused = self.focused
        if focused is None:
            return
        await focused._on_key(event)
        if not event._no_default_action:
            await self._check_bindings(event.key)

    def _fatal_error(self) -> None:
        """An error of our own: one sentence on the terminal, the trace into the log. Textual would print the whole of
        it, with
        the contents of variables, which may be an article's."""
        import traceback

        log = self.options.places.log
        try:
            user.private_folder(log.parent)
            with log.open("a", encoding="utf-8", errors="replace") as stream:
                traceback.print_exc(file=stream)
            said = (
                f"tuibrief had to stop because of an error of its own; what you kept is safe. The details are in {log}."
            )
        except OSError:
            said = "tuibrief had to stop because of an error of its own; what you kept is safe."
        self._exit_renderables = [Text(safe(said))]
        self._close_messages_no_wait()
