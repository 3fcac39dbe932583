"""What the desk hears of the work beside the screen: articles that came in or were read, what was worked out."""

# ruff: noqa: ARG002 (Textual calls handlers with what happened)

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.message import Message

from tuibrief.app import jobs
from tuibrief.app.screens.talking import Talking
from tuibrief.app.view import counted

if TYPE_CHECKING:
    from tuibrief.app.across import Across
    from tuibrief.app.beside import Worked


class WorkedOut(Message):
    """The work beside the screen has come to an end."""


class Hearing(Talking):
    """A screen that shows news as it comes. Nothing is worked out here: jobs post messages."""

    across: Across
    focus_name: str
    touched = False  # whether a key was pressed, or what was named at the start is shown

    def use(self, name: str) -> None:
        """Go to a pane."""
        raise NotImplementedError

    def on_worked(self, message: Worked) -> None:
        """Something was worked out beside the screen."""
        message.show()

    def on_worked_out(self, message: WorkedOut) -> None:
        """Who is who, and what stands in several articles, is known now."""
        self.linking.worked_out()
        self.across.refresh()

    def on_progressed(self, message: jobs.Progressed) -> None:
        """Reading goes on, or linking, or a change on many events."""
        going_on = message if message.done < message.of else None
        if message.doing == "reading":
            self.progress = message
        elif message.doing == "linking":
            self.catching_up = going_on
        else:
            self.changing = going_on
        self.show_top()

    def on_added(self, message: jobs.Added) -> None:
        """Articles came in."""
        known = len(message.ids) - message.new
        if known:
            self.say("That text is in the library already." if known == 1 else f"{known} texts are there already.")
        new = [each for each in message.ids if not self.linking.view.has(each)]
        self.linking.changed(new_articles=message.ids)
        self._open_named(message.ids if len(message.ids) == 1 else new)
        self.show_top()

    def on_taken_in(self, message: jobs.TakenIn) -> None:
        """All that was named was looked at. One thing that is wrong was told of as it came; of several, the last word
        would be the only one that is seen."""
        said = []
        if message.new and message.asked:
            said.append(f"{counted(message.new, 'article')} added")
        if message.known and said:
            said.append(f"{message.known:,} there already")
        if message.refused > 1 or (message.refused and said):
            files = "1 file" if message.refused == 1 else f"{message.refused:,} files"
            said.append(f"{files} not taken in: {self.resolver.keymap.shown('app.messages')} says why")
        if said:
            self.say(f"{'; '.join(said)}.", warn=bool(message.refused))

    def _open_named(self, ids: Sequence[str]) -> None:
        """What was named at the start is what is to be read: go to it (the first that is new, of several), once, and
        not where a person is at work already."""
        if self.touched or not ids:
            return
        self.touched = True
        self.linking.set_filter("")  # its events are to be seen
        self.linking.go(ids[0], None)
        self.use("events" if self.focus_name == "articles" else self.focus_name)

    def on_read_one(self, message: jobs.ReadOne) -> None:
        """An article has its events."""
        self.linking.changed(read=message.article)
        self.show_top()

    def on_told(self, message: jobs.Told) -> None:
        """A job has something to say."""
        self.say(message.words, warn=message.warning)

    def on_finished(self, message: jobs.Finished) -> None:
        """Reading has ended."""
        self.progress = None
        if message.cancelled:
            self.say(f"Reading stopped; {message.done} read. {self.resolver.keymap.shown('app.read')} reads on.")
        self.linking.changed()
        self.show_top()
