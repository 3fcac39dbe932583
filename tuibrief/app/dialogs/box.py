"""What every dialog is made of: a box in the middle with a title, a list to choose from, and keys of its own.

All words are drawn from ``rich.text.Text`` or segments that went through ``text.safe``: nothing is ever read as markup.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, TypeVar

from rich.console import RenderableType
from rich.segment import Segment
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from tuibrief import text
from tuibrief.app.dialogs.light import Light
from tuibrief.app.dialogs.sheet import Sheet
from tuibrief.settings import resource

T = TypeVar("T")

LOW, NARROW = 20, 60  # rows and columns below which a dialog takes the whole screen


@dataclass(frozen=True, slots=True)
class Row:
    """A line to choose: its words, what stands at its right edge, and what it stands for."""

    words: str
    aside: str = ""
    value: object = None


class Choices(Widget, can_focus=False):
    """A short list with a cursor. The dialog moves it; the mouse may choose. At the edge an arrow tells of rows that
    are out of sight; ``nothing`` is said where there is no row.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"choices--cursor", "choices--aside", "choices--cursor-aside"}

    class Chosen(Message):
        """A row was clicked."""

    def __init__(self, rows: Sequence[Row] = (), nothing: str = "") -> None:
        super().__init__()
        self.rows = tuple(rows)
        self.nothing = nothing
        self.cursor = 0
        self._top = 0

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        return self.rows[self.cursor] if 0 <= self.cursor < len(self.rows) else None

    def show(self, rows: Sequence[Row], cursor: int = 0) -> None:
        """Put other rows there."""
        self.rows = tuple(rows)
        self.cursor = max(0, min(cursor, len(self.rows) - 1))
        self._top = 0
        self._follow()
        self.refresh()

    def move(self, by: int) -> None:
        """Move the cursor, to the ends at most."""
        self.cursor = max(0, min(self.cursor + by, len(self.rows) - 1))
        self._follow()
        self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 (Textual's own)
        """As many lines as rows, where the style leaves the height to them."""
        return max(1, len(self.rows))

    def _follow(self) -> None:
        height = max(1, self.size.height)
        self._top = max(min(self._top, self.cursor), self.cursor - height + 1)

    def render_line(self, y: int) -> Strip:
        """One row."""
        self._follow()
        at, width = self._top + y, self.size.width
        if at >= len(self.rows):
            said = "" if self.rows or y else text.clip(f"  {self._said(self.nothing)}", width)
            quiet = self.get_component_rich_style("choices--aside")
            return Strip([Segment(said, quiet)]).adjust_cell_length(width, self.rich_style)
        row = self.rows[at]
        here = at == self.cursor
        plain = self.get_component_rich_style("choices--cursor") if here else self.rich_style
        quiet = self.get_component_rich_style("choices--cursor-aside" if here else "choices--aside")
        dots = "~" if self._said("·") == "-" else "…"
        aside = text.clip(text.safe(self._said(row.aside)), width // 2, dots)
        mark = self._said("▸ ") if here else "  "
        words = text.fit(mark + text.safe(row.words), max(0, width - text.width(aside) - 2), dots)
        behind = Segment(f" {aside}{self._edge(y)}", quiet)
        return Strip([Segment(words, plain), behind]).adjust_cell_length(width, plain)

    def _edge(self, y: int) -> str:
        """What ends a line: an arrow where rows above the first or below the last one are out of sight."""
        if not y and self._top:
            return self._said("↑")
        return self._said("↓") if y == self.size.height - 1 and self._top + y + 1 < len(self.rows) else " "

    def _said(self, words: str) -> str:
        said = getattr(self.screen, "said", None)
        return str(said(words)) if said is not None else words

    def on_click(self, event: events.Click) -> None:
        """Choose by the mouse."""
        at = self._top + event.y
        if at < len(self.rows):
            self.cursor = at
            self.refresh()
            self.post_message(self.Chosen())


class Above(Light[T]):
    """What opens above the panes. Keys that are typed before it stands are kept and come to it then."""

    AUTO_FOCUS = ""  # None would be the app's, which is the first widget
    keys: ClassVar[tuple[tuple[str, str], ...]] = ()  # what can be done here, for f1: keys, and what they do
    CSS_PATH = str(resource("styles") / "dialogs.tcss")  # parsed with the first dialog, not at the start

    def __init__(self) -> None:
        super().__init__()
        self._early: list[events.Key] | None = []

    def too_early(self, event: events.Key) -> bool:
        """Keep a key for later; whether it is too early for it."""
        if self._early is None:
            return False
        self._early.append(event)
        return True

    def said(self, words: str) -> str:
        """Words of our own, in the signs that were asked for."""
        signs = getattr(self.app, "signs_palette", None)
        return str(signs.signs.plain(words)) if signs is not None else words

    def on_screen_resume(self) -> None:
        """Borders of signs that the terminal has."""
        self.set_class(self.said("·") != "·", "-ascii")
        self.fit_screen()

    def on_resize(self) -> None:
        """Another size."""
        self.fit_screen()

    def fit_screen(self) -> None:
        """On a small screen the dialog takes all of it and has no empty lines: what is typed, what can be chosen and
        what the keys are stay in sight."""
        size = self.app.size
        self.set_class(size.height < LOW, "-low")
        self.set_class(size.width < NARROW, "-narrow")

    def stands(self) -> None:
        """All is there and has the focus: the keys that waited come now."""

        def now() -> None:
            early, self._early = self._early or [], None
            for event in early:
                self.app.post_message(events.Key(event.key, event.character))

        self.call_after_refresh(now)

    def stroke(self, key: str) -> bool:
        """Take a stroke; True where nothing else is to see it. Here: f1 says what can be done."""
        if key == "f1" and self.keys:
            wide = max(len(keys) for keys, _ in self.keys)
            self.app.push_screen(Reading("Keys here", "\n".join(f"{k:<{wide}}  {words}" for k, words in self.keys)))
            return True
        return False


class Dialog(Above[T]):
    """A box over the panes. Strokes come to ``stroke`` before Textual sees them; escape closes with nothing."""

    title_words = ""
    hint = ""

    def compose(self) -> ComposeResult:
        """Title, body, hint."""
        with Vertical(id="box"):
            yield Static(Text(text.safe(self.said(self.title_words))), id="box-title")
            yield from self.body()
            if self.hint:
                yield Static(Text(self.said(self.hint)), id="box-hint")

    def body(self) -> ComposeResult:
        """What stands between title and hint."""
        yield from ()

    def on_mount(self) -> None:
        """Open for keys."""
        self.begin()
        self.stands()

    def begin(self) -> None:
        """What is to be done once the body stands: the focus, the first rows."""

    def stroke(self, key: str) -> bool:
        """Take a stroke; True where nothing else is to see it."""
        if key in ("escape", "ctrl+c"):
            self.dismiss(None)
            return True
        return super().stroke(key)


class Choosing(Dialog[T]):
    """A dialog whose keys move a list: arrows, ctrl+n and ctrl+p, pages, and where nothing is typed also j and k."""

    choices: Choices
    letters = False
    keys: ClassVar[tuple[tuple[str, str], ...]] = (
        ("enter", "take the row"),
        ("up down, ctrl+p ctrl+n", "another row"),
        ("pageup pagedown", "ten rows on"),
        ("escape", "close"),
    )

    def stroke(self, key: str) -> bool:
        """Move the list, or leave the stroke to others."""
        steps = {
            "down": 1, "up": -1, "ctrl+n": 1, "ctrl+p": -1, "pagedown": 10, "pageup": -10, "ctrl+d": 5, "ctrl+u": -5,
        }  # fmt: skip
        if self.letters:
            steps |= {"j": 1, "k": -1, "G": 10**6, "g": -(10**6), "home": -(10**6), "end": 10**6}
        if key in steps:
            self.choices.move(steps[key])
            self.moved()
            return True
        if key == "enter":
            self.choose()
            return True
        return super().stroke(key)

    def moved(self) -> None:
        """The cursor stands elsewhere now."""

    def choose(self) -> None:
        """The row under the cursor was chosen."""

    def on_choices_chosen(self) -> None:
        """A row was clicked."""
        self.choose()


class Confirm(Dialog[bool]):
    """One question, answered by y or n."""

    hint = "y yes · n no"

    def __init__(self, question: str) -> None:
        super().__init__()
        self.title_words = question

    def stroke(self, key: str) -> bool:
        """Yes or no; anything else waits."""
        if key in ("y", "Y", "enter"):
            self.dismiss(True)
        elif key in ("n", "N", "escape", "q", "ctrl+c"):
            self.dismiss(False)
        return True


class Scrolled(Dialog[None]):
    """Something to read, however long: the usual keys scroll it, any that leaves or says yes closes it."""

    hint = "j k scroll · esc close"

    def body(self) -> ComposeResult:
        """What is to be read, in a part that scrolls."""
        with VerticalScroll(id="words", can_focus=False):
            yield Sheet(self.words())

    def words(self) -> RenderableType:
        """What is to be read."""
        raise NotImplementedError

    def stroke(self, key: str) -> bool:
        """Scroll, or close."""
        pane = self.query_one("#words", VerticalScroll)
        page = max(1, pane.size.height - 1)
        steps = {
            "j": 1, "down": 1, "k": -1, "up": -1, "ctrl+d": page // 2, "ctrl+u": -(page // 2), "pagedown": page,
            "space": page, "ctrl+f": page, "pageup": -page, "ctrl+b": -page, "G": 9999, "end": 9999, "g": -9999,
            "home": -9999,
        }  # fmt: skip
        if key in steps:
            pane.scroll_relative(y=steps[key], animate=False)
        elif key in ("escape", "enter", "q", "ctrl+c", "?", "f1"):
            self.dismiss(None)
        return True


class Reading(Scrolled):
    """A text to read."""

    def __init__(self, title: str, words: str) -> None:
        super().__init__()
        self.title_words, self._words = title, words

    def words(self) -> Text:
        """The text; nothing in it is read as markup."""
        return Text("\n".join(text.safe(line) for line in self._words.split("\n")))
