"""What the screen changes in the library: tags, notes, grades, verdicts, corrections, on one thing or on several.

Each change gives the sentence to say about it, and is one step of undo however many things it touches. What can be done
to very many is a `Work`, which `tuibrief.app.bulk` does piece by piece. No Textual here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from tuibrief.model import Mark, MarkKind, Target

if TYPE_CHECKING:
    from tuibrief.library.library import Library

Targets = Sequence[Target]

COUNTED_ANEW = "“tuibrief reread” counts its events' days anew."


class Work(NamedTuple):
    """A change that can be made on some things after others: ``words`` say what was done (“tagged #checked”), ``doing``
    what is being done (“tagging”), ``do`` does it on some of them."""

    words: str
    doing: str
    do: Callable[[Targets], object]


class Changes:
    """Changes to a library and questions about marks. Without a library nothing is there and nothing happens."""

    library: Library | None

    def _marks(self, target: Target) -> tuple[Mark, ...]:
        return self.library.marks(target=target) if self.library is not None else ()

    def _as_one(self, label: str) -> AbstractContextManager[None]:
        return self.library.as_one(label) if self.library is not None else nullcontext()

    # --- tags

    def tags_on(self, targets: Targets) -> tuple[str, ...]:
        """The tags that stand on all of these."""
        found = [
            dict.fromkeys(str(m.value) for m in self._marks(target) if m.kind is MarkKind.TAG) for target in targets
        ]
        return tuple(tag for tag in found[0] if all(tag in each for each in found)) if found else ()

    def tags_on_all(self, events: Sequence[str]) -> tuple[str, ...]:
        """The tags that stand on all of very many events. May be asked from any thread."""
        return self.library.tags_on_all(events) if self.library is not None else ()

    def all_are(self, verdict: str, events: Sequence[str]) -> bool:
        """Whether all of very many events are confirmed, or rejected. May be asked from any thread."""
        return self.library is not None and self.library.all_are(verdict, events)

    def tags_in_use(self) -> Mapping[str, int]:
        """All tags with how often each is used."""
        return self.library.tags() if self.library is not None else {}

    def set_tags(self, targets: Targets, wanted: Sequence[str]) -> str:
        """Put these tags on all, and take off those that stood on all and are no longer wanted."""
        return self._now(self.tagging(self.tags_on(targets), wanted), targets)

    def tagging(self, present: Sequence[str], wanted: Sequence[str]) -> Work:
        """Putting tags on that are wanted and don't stand on all yet, taking those off that are wanted no more."""
        added = [tag for tag in wanted if tag not in present]
        gone = [tag for tag in present if tag not in wanted]
        said = [f"tagged {' '.join('#' + tag for tag in added)}"] if added else []
        said += [f"took {' '.join('#' + tag for tag in gone)} off"] if gone else []

        def do(targets: Targets) -> None:
            if self.library is not None:
                for tag in gone:
                    self.library.untag(targets, tag)
                for tag in added:
                    self.library.tag(targets, tag)

        return Work(", ".join(said), "tagging" if added else "untagging", do)

    def _now(self, work: Work, targets: Targets) -> str:
        """Do something at once, as one step."""
        if self.library is None:
            return ""
        words = _with_count(work.words, targets)
        with self._as_one(words):
            work.do(targets)
        return sentence(words)

    # --- notes

    def notes_on(self, target: Target) -> tuple[Mark | None, str]:
        """One's own note on something, and what others wrote there, as text."""
        notes = [m for m in self._marks(target) if m.kind is MarkKind.NOTE]
        who = self.library.who if self.library is not None else ""
        mine = next((m for m in reversed(notes) if m.by == who), None)
        others = "\n".join(f"{m.by}, {m.at[:10]}: {m.value}" for m in notes if m is not mine)
        return mine, others

    def set_note(self, targets: Targets, words: str) -> str:
        """Keep a note, change one's own, or take it away where nothing is left of it. On several: one on each."""
        if self.library is None:
            return ""
        if len(targets) > 1:
            if words:
                self.noting(words).do(targets)
            return f"The note is kept on {len(targets)} events." if words else ""
        mine, _ = self.notes_on(targets[0])
        if mine is None and words:
            self.library.note(targets, words)
            return "The note is kept."
        if mine is not None and not words:
            self.library.unmark([mine.id])
            return "The note is taken away."
        if mine is not None and words != mine.value:
            self.library.edit_note(mine.id, words)
            return "The note is changed."
        return ""

    def noting(self, words: str) -> Work:
        """Writing a note on each."""
        return Work("noted", "noting", lambda targets: self.library.note(targets, words) if self.library else None)

    # --- grades and verdicts

    def set_grade(self, targets: Targets, grade: str) -> str:
        """Grade: a letter, a digit, or both; ``-`` takes grades off."""
        if grade == "-" and not self._held(targets, MarkKind.GRADE):
            return "There was no grade." if self.library is not None else ""
        said = self._now(self.grading(grade), targets)
        return said if grade != "-" else "The grade is taken off."

    def grading(self, grade: str) -> Work:
        """Giving a grade: a letter, a digit, or both; ``-`` takes grades off."""
        if grade == "-":
            return Work("took the grade off", "taking grades off", partial(self._take_off, MarkKind.GRADE))

        def do(targets: Targets) -> None:
            if self.library is not None:
                for one in grade:
                    self.library.mark(MarkKind.GRADE, targets, one)

        return Work(f"graded {grade}", "grading", do)

    def set_verdict(self, targets: Targets, verdict: str) -> str:
        """Confirm or reject events; where all are that already, take it back."""
        back = all(
            any(m.kind is MarkKind.VERDICT and m.value == verdict for m in self._marks(target)) for target in targets
        )
        return self._now(self.judging(verdict, back=back), targets)

    def judging(self, verdict: str, *, back: bool) -> Work:
        """Confirming or rejecting, or taking that ``back``."""
        if back:
            words = f"no longer {verdict}"
            return Work(words, "taking back", partial(self._take_off, MarkKind.VERDICT, value=verdict))

        def do(targets: Targets) -> None:
            if self.library is not None:
                self.library.mark(MarkKind.VERDICT, targets, verdict)

        return Work(verdict, verdict.replace("ed", "ing"), do)

    def _held(self, targets: Targets, kind: MarkKind, value: object = None) -> list[str]:
        marks = (m for target in targets for m in self._marks(target) if m.kind is kind)
        return [m.id for m in marks if value is None or m.value == value]

    def _take_off(self, kind: MarkKind, targets: Targets, value: object = None) -> None:
        held = self._held(targets, kind, value)
        if held and self.library is not None:
            self.library.unmark(held)

    # --- corrections and events of one's own

    def correct(self, targets: Targets, values: Mapping[str, Any], machine: Mapping[str, Any]) -> str:
        """Set fields of events over what was read. A value that is the reading's own takes the correction away."""
        return self._now(self.correcting(values, machine), targets) if values else ""

    def correcting(self, values: Mapping[str, Any], machine: Mapping[str, Any]) -> Work:
        """Setting fields over what was read; ``machine`` is what was read in all of them."""

        def do(targets: Targets) -> None:
            if self.library is None:
                return
            for name, value in values.items():
                before = [
                    m.id
                    for target in targets
                    for m in self._marks(target)
                    if m.kind is MarkKind.CORRECTION and isinstance(m.value, dict) and m.value.get("field") == name
                ]
                back = name in machine and machine[name] == value
                if not back:
                    self.library.mark(MarkKind.CORRECTION, targets, {"field": name, "value": value})
                if before:
                    self.library.unmark(before)

        return Work(f"corrected {', '.join(name.replace('_', ' ') for name in values)}", "correcting", do)

    def add_event(self, target: Target, values: Mapping[str, Any]) -> str:
        """Make an event of one's own at the target's words."""
        if self.library is None:
            return ""
        self.library.mark(MarkKind.EVENT, [target], dict(values))
        return "The event is added."

    # --- what is known of an article

    def edit_article(self, article_id: str, values: Mapping[str, Any]) -> str:
        """Set an article's title, outlet, authors, date or address."""
        if self.library is None or not values:
            return ""
        self.library.edit_article(article_id, **values)
        names = {"published": "date", "url": "address"}
        said = f"set the article's {', '.join(names.get(name, name) for name in values)}"
        return sentence(said) + (f" {COUNTED_ANEW}" if "published" in values else "")

    # --- undo

    def undo(self) -> str:
        """Take back this session's last change."""
        return (self.library.undo() if self.library is not None else None) or "There is nothing to undo."

    def redo(self) -> str:
        """Do again what was undone."""
        return (self.library.redo() if self.library is not None else None) or "There is nothing to redo."

    def turn_size(self, *, redo: bool = False) -> int:
        """How many things the next undo (or redo) would change."""
        return self.library.turn_size(redo=redo) if self.library is not None else 0

    @property
    def unsaved(self) -> int:
        """Changes that could not be written yet."""
        return self.library.waiting if self.library is not None else 0


def _with_count(words: str, targets: Targets) -> str:
    return f"{words} ({len(targets):,} events)" if words and len(targets) > 1 else words


def sentence(words: str) -> str:
    """With a capital and a full stop."""
    return f"{words[:1].upper()}{words[1:]}." if words else ""
