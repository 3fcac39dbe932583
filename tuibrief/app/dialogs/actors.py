"""Finding an actor by a part of a name, and choosing what of an actor is somebody else."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.widgets import Input

from tuibrief.actors import KnownActor
from tuibrief.app.dialogs.box import Choices, Choosing, Row

Find = Callable[[str], Sequence[tuple[KnownActor, str]]]
"""Actors that fit what is typed, each with a word about it (empty: kind and articles are said); asked in a thread."""


def row_of(actor: KnownActor, word: str = "") -> Row:
    """The line of an actor in a list."""
    many = f"{actor.articles:,} article{'' if actor.articles == 1 else 's'}"
    name = f"{actor.name} ({actor.of})" if actor.of else actor.name
    return Row(name, word or f"{many} · {actor.kind.value}", actor.key)


NONE = "No actor's name has words that begin so."
NOT_YET = "Who is who is still being worked out."


class ActorsDialog(Choosing[str | None]):
    """A line and the actors that fit it, over the whole library. Gives the chosen one's key. ``whole`` says whether all
    articles are taken in."""

    hint = "type part of a name · enter choose · esc close"
    keys = (("type", "part of a name"), ("up down", "another one"), ("enter", "choose"), ("escape", "close"))

    def __init__(self, title: str, find: Find, whole: Callable[[], bool] = lambda: True, hint: str = "") -> None:
        super().__init__()
        self.title_words, self._whole = title, whole
        self.hint = f"{hint} · enter choose · esc close" if hint else self.hint
        self._find = find
        self._shown: str | None = None
        self._entered = False

    def body(self) -> ComposeResult:
        """The line and the list."""
        line = Input(id="palette-line", compact=True)
        line.cursor_blink = False
        yield line
        self.choices = Choices([Row(self.said("Looking through all actors…"))])
        yield self.choices

    def begin(self) -> None:
        """Ready to type; until then, those who are likely."""
        self.query_one(Input).focus()
        self._look("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look for what fits."""
        self._look(event.value.strip())

    def _look(self, typed: str) -> None:
        """In a thread: the first time, all actors have to be gone through."""

        def work() -> None:
            found = [row_of(actor, word) for actor, word in self._find(typed)]
            self.app.call_from_thread(self._show, typed, found)

        self.run_worker(work, thread=True, group="find", exclusive=True, exit_on_error=False)

    def _show(self, typed: str, rows: Sequence[Row]) -> None:
        if not self.is_attached or typed != self.query_one(Input).value.strip():
            return
        self._shown = typed
        self.choices.show(rows or [Row(NONE if self._whole() else NOT_YET)])
        if self._entered:
            self.choose()

    def choose(self) -> None:
        """The row under the cursor; of what was typed last, once its rows are there."""
        self._entered = self.query_one(Input).value.strip() != self._shown
        row = self.choices.row
        if not self._entered and row is not None and row.value is not None:
            self.dismiss(str(row.value))


class OneOf(Choosing[str | None]):
    """A short list. Gives the chosen row's value."""

    hint = "enter choose · esc leave all as it is"
    keys = (("j k", "another one"), ("enter", "choose"), ("escape", "leave all as it is"))
    letters = True

    def __init__(self, title: str, rows: Sequence[Row]) -> None:
        super().__init__()
        self.title_words = title
        self._rows = tuple(rows)

    def body(self) -> ComposeResult:
        """The list."""
        self.choices = Choices(self._rows)
        yield self.choices

    def choose(self) -> None:
        """That one."""
        self.dismiss(str(self.choices.row.value) if self.choices.row else None)


class SeveralOf(Choosing[tuple[str, ...] | str | None]):
    """A list of which several can be picked. Gives the values of those, or of the row under the cursor; or the sentence
    that says why there is nothing to choose. ``load`` is called in a thread, and may raise that as ValueError."""

    hint = "space pick several · enter choose · esc leave all as it is"
    keys = (
        ("j k", "another one"),
        ("space", "pick it too, or no longer"),
        ("enter", "choose"),
        ("escape", "leave all"),
    )
    letters = True

    def __init__(self, title: str, load: Callable[[], Sequence[Row]]) -> None:
        super().__init__()
        self.title_words = title
        self._load = load
        self._rows: tuple[Row, ...] = ()
        self._picked: dict[str, None] = {}

    def body(self) -> ComposeResult:
        """The list."""
        self.choices = Choices()
        yield self.choices

    def begin(self) -> None:
        """Have the list filled."""

        def work() -> None:
            try:
                self.app.call_from_thread(self._fill, tuple(self._load()))
            except ValueError as error:
                self.app.call_from_thread(self.dismiss, str(error))

        self.run_worker(work, thread=True, exit_on_error=False)

    def stands(self) -> None:
        """Keys that are typed before the list is there wait for it."""
        if self._rows:
            super().stands()

    def _fill(self, rows: tuple[Row, ...]) -> None:
        if self.is_attached:
            self._rows = rows
            self.choices.show(rows)
            self.stands()

    def _mark(self, at: int) -> None:
        """Show which are picked, with the cursor on a row."""
        signs = getattr(self.app, "signs_palette", None)
        sign = f"{signs.signs.picked if signs is not None else '*'} " if self._picked else ""
        ahead = {True: sign, False: "  " if sign else ""}
        self.choices.show([Row(ahead[r.value in self._picked] + r.words, r.aside, r.value) for r in self._rows], at)

    def stroke(self, key: str) -> bool:
        """``space`` picks."""
        row = self.choices.row
        if key == "space" and row is not None:
            value = str(row.value)
            if value in self._picked:
                del self._picked[value]
            else:
                self._picked[value] = None
            self._mark(self.choices.cursor + 1)
            return True
        return super().stroke(key)

    def choose(self) -> None:
        """Those."""
        row = self.choices.row
        self.dismiss(tuple(self._picked) or ((str(row.value),) if row is not None else None))
