"""Tagging: the tags that stand, to be added to or struck out, with completion from those in use."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from textual.app import ComposeResult
from textual.widgets import Input

from tuibrief.app.dialogs.box import Choices, Choosing, Row


def split(typed: str) -> tuple[str, ...]:
    """The tags in what was typed: parted by blanks; by commas where there are any, so that a tag may hold blanks. A
    leading #
    is dropped, each tag is there once, in order."""
    words = (" ".join(word.split()).lstrip("#") for word in (typed.split(",") if "," in typed else typed.split()))
    return tuple(dict.fromkeys(word for word in words if word))


def joined(tags: Sequence[str]) -> str:
    """The tags as a line to go on typing in."""
    apart = ", " if any(" " in tag for tag in tags) else " "
    return "".join(tag + apart for tag in tags)


def _last(typed: str) -> str:
    """The word at the end, which is still being typed."""
    return re.split(r",\s*" if "," in typed else r"\s+", typed)[-1]


def complete(typed: str, tag: str) -> str:
    """What stands in the line when the word at its end is made this tag."""
    before = typed[: len(typed) - len(_last(typed))]
    if " " in tag and "," not in before:
        before = joined([*split(before), tag])[: -len(tag) - 2]
    return before + tag + (", " if "," in before or " " in tag else " ")


def matching(typed: str, used: Mapping[str, int]) -> list[tuple[str, int]]:
    """Tags in use that fit the word at the end: those that begin with it first, then those that hold it; the most used
    first.
    """
    word = _last(typed).lstrip("#").casefold()
    taken = set(split(typed)) - ({word} if word not in used else set())
    found = [(t, n) for t, n in used.items() if word in t.casefold() and t not in taken]
    return sorted(found, key=lambda f: (not f[0].casefold().startswith(word), -f[1], f[0].casefold()))


class TagDialog(Choosing[tuple[str, ...] | None]):
    """A line with the present tags. Gives all that stand in it at the end: what is new is added, what is gone taken
    off.
    """

    hint = "enter keep · esc as it was · tab complete · delete a word to take its tag off"

    keys = (
        ("enter", "keep the tags that stand in the line"),
        ("tab", "complete the word"),
        ("up down", "go into the list; enter takes its row then"),
        ("escape", "leave all as it was"),
        ("", "Tags are parted by blanks, or by commas where one has blanks. A word deleted takes its tag off."),
    )

    def __init__(
        self,
        what: str,
        present: tuple[str, ...],
        used: Mapping[str, int],
        look: Callable[[], tuple[str, ...]] | None = None,
    ) -> None:
        """``look`` looks for the present tags, where that takes a while: they come into the line if nothing is typed
        yet by then."""
        super().__init__()
        self.title_words = f"Tags of {what}"
        self.present = present
        self._look = look
        self._used = used
        self._chosen = False
        self._offered: str | None = None

    def body(self) -> ComposeResult:
        """The line, and the tags in use."""
        line = Input(joined(self.present), id="tag-line", select_on_focus=False, compact=True)
        line.cursor_blink = False
        yield line
        self.choices = Choices()
        self.choices.display = bool(self._used)
        yield self.choices

    def begin(self) -> None:
        """Ready to type at the end of the line."""
        line = self.query_one(Input)
        line.cursor_position = len(line.value)
        line.focus()
        self._offer(line.value)
        if self._look is not None:
            self.run_worker(self._look_for_present, thread=True, exit_on_error=False)

    def _look_for_present(self) -> None:
        found = self._look() if self._look is not None else ()
        self.app.call_from_thread(self._found, found)

    def _found(self, present: tuple[str, ...]) -> None:
        """The tags that stand on all. What was typed without having seen them takes none of them off."""
        line = self.query_one(Input) if self.is_attached else None
        if line is not None and not line.value:
            self.present = present
            line.value = joined(present)
            line.cursor_position = len(line.value)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Offer what fits."""
        self._offer(event.value)

    def moved(self) -> None:
        """Arrows have gone into the list: enter takes its row now."""
        self._chosen = True

    def choose(self) -> None:
        """Enter: the row that the arrows went to, else the line as it stands."""
        self._offer(self.query_one(Input).value)
        if self._chosen and self.choices.row:
            self._complete()
        else:
            self.dismiss(split(self.query_one(Input).value))

    def on_choices_chosen(self) -> None:
        """A click completes."""
        self._complete()

    def stroke(self, key: str) -> bool:
        """Tab completes; the rest is typing or moving."""
        if key == "tab":
            self._complete()
            return True
        return super().stroke(key) if key not in ("ctrl+d", "ctrl+u") else False

    def _offer(self, typed: str) -> None:
        if typed == self._offered:
            return
        self._offered, self._chosen = typed, False
        self.choices.show([Row(tag, f"{count}×", tag) for tag, count in matching(typed, self._used)])

    def _complete(self) -> None:
        line = self.query_one(Input)
        self._offer(line.value)  # news of the last letters may still be on its way
        row = self.choices.row
        if row is not None:
            line.value = complete(line.value, str(row.value))
            line.cursor_position = len(line.value)
