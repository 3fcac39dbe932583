"""What a mark would go on now: the selected words, the picked events, the event, or the article."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from tuibrief.app.bulk import MANY
from tuibrief.model import Target, TargetKind

if TYPE_CHECKING:
    from tuibrief.app.linking import Linking
    from tuibrief.app.view import View


class Marked(NamedTuple):
    """What a mark would go on now: its targets (several where events are picked), how to call them, the key of its
    drafts.

    Of very many events the ``events`` are named, and ``targets`` is empty: they are looked for piece by piece.
    """

    targets: tuple[Target, ...]
    words: str
    key: str
    events: tuple[str, ...] = ()

    @property
    def many(self) -> int:
        """How many, where it is more than one; else 0."""
        return len(self.events) or (len(self.targets) if len(self.targets) > 1 else 0)

    @property
    def of_events(self) -> bool:
        """Whether it is one event or several."""
        return bool(self.events) or self.targets[0].kind is TargetKind.EVENT


def marked(linking: Linking) -> Marked | None:
    """The selection, the article in Articles, the picked events where there are several, else the event under the
    cursor (in Actor one of its own list's, else the current one), else the article.
    """
    desk, view = linking.desk, linking.view
    if desk.selecting and linking.article and linking.source.selection:
        return _selection(linking)
    if linking.picks.count and desk.focus_name != "articles":
        found = of_picked(view, linking.picks.ids)
        if found is not None:
            return found
    meant = linking.meant if desk.focus_name != "articles" else None
    event, targets = view.event(meant), view.targets_of([meant] if meant is not None else [])
    if targets and event is not None:
        return Marked(targets, event.headline, f"event:{meant}")
    if linking.article_id is None:
        return None
    row = view.article_row(linking.article_id)
    on_article = Target(TargetKind.ARTICLE, linking.article_id)
    return Marked((on_article,), view.title_of(row) if row else "article", f"article:{linking.article_id}")


def of_picked(view: View, events: tuple[str, ...]) -> Marked | None:
    """Several events as what a mark would go on; None where no two of them are there."""
    if len(events) > MANY:
        digest = hashlib.sha256(",".join(events).encode()).hexdigest()[:16]
        return Marked((), f"{len(events):,} events", f"many:{len(events)}.{digest}", events)
    targets = view.targets_of(events)
    return Marked(targets, f"{len(targets)} events", f"picked:{','.join(events)}") if len(targets) > 1 else None


def _selection(linking: Linking) -> Marked | None:
    from tuibrief.marks import anchor_of

    article, span = linking.article, linking.source.selection
    if article is None or span is None:
        return None
    target = Target(TargetKind.SELECTION, article.id, anchor_of(article.text, span.start, span.end))
    return Marked((target,), f"“{span.of(article.text)[:40]}”", f"selection:{article.id}.{span.start}-{span.end}")
