"""Whether a change is meant for the tellings that are shown, or for all that tell of the same happenings."""

from __future__ import annotations

from tuibrief.app.dialogs.box import Dialog


class Which(Dialog[bool | None]):
    """One question, which says how many there are of both. Gives whether all are meant; None where neither."""

    keys = (
        ("s", "those that are shown"),
        ("a", "all that tell of the same happenings"),
        ("escape, n", "neither: nothing is changed"),
    )

    def __init__(self, what: str, shown: int, told: int) -> None:
        super().__init__()
        if shown == 1:
            self.title_words = f"{what} the telling shown, or all {told:,} of this happening?"
        else:
            self.title_words = f"{what} the {shown:,} tellings shown, or all {told:,} of these happenings?"
        self.hint = f"s {shown:,} shown · a all {told:,} · esc neither"

    def stroke(self, key: str) -> bool:
        """One or the other; anything else waits."""
        if key in ("s", "S"):
            self.dismiss(False)
        elif key in ("a", "A"):
            self.dismiss(True)
        elif key in ("n", "N", "q"):
            self.dismiss(None)
        else:
            super().stroke(key)
        return True
