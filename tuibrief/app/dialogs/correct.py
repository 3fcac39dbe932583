"""Correcting an event (or making one): a line a field, and beside it what was read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from tuibrief.app.dialogs.form import Form, Half, Line
from tuibrief.app.fields import BY_NAME, DIFFERENT, FIELDS, typed_of, value_of
from tuibrief.app.panes.dates import wide

__all__ = ["CorrectDialog", "Half"]


class CorrectDialog(Form):
    """Gives the values that were changed; None where it was left. Dates are shown as they are understood while typed,
    in a thread: the first takes a quarter of a second."""

    hint = "enter keep · esc close, the draft stays · tab next field · names parted by ; · f1 keys"
    keys: ClassVar[tuple[tuple[str, str], ...]] = (
        *Form.keys,
        ("", "Names are parted by semicolons. A date may be 28 Oct 2025, last Friday, 2025-10, 2019/2021."),
        ("", "Status and type may be shortened: h, neg, coop."),
    )
    slow = frozenset({"when"})

    def __init__(self, title: str, now: Mapping[str, Any], machine: Mapping[str, Any], base: str, half: Half) -> None:
        def line(name: str, label: str) -> Line:
            several, read = now.get(name) is DIFFERENT, machine.get(name, DIFFERENT)
            return Line(
                name,
                label,
                typed_of(name, now.get(name)),
                None if read is DIFFERENT else typed_of(name, read),
                "(several: empty leaves them)" if several else "",
                whole=name == "when" or bool(BY_NAME[name].choices),
            )

        super().__init__(title, [line(field.name, field.label) for field in FIELDS], half)
        self._base = base

    def value(self, name: str, typed: str) -> Any:
        """The value of what was typed."""
        return value_of(name, typed, self._base)

    def word(self, name: str, typed: str) -> str:
        """How it is understood, or what can be typed."""
        if name == "headline":
            return ""
        value = self.value(name, typed)
        if name == "when":
            return (
                f"→ {wide(value).strip()}  ({value})"
                if value
                else "a date: 28 Oct 2025, last Friday, 2025-10, 2019/2021"
            )
        if BY_NAME[name].choices:
            return f"→ {value.lower()}  ({' '.join(choice.lower() for choice in BY_NAME[name].choices)})"
        return f"{len(value)} names" if len(value) > 1 else ""
