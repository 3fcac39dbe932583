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
    drafts; the ids of its ``events``, if it is on events.

    Of very many the ``targets`` are empty: they are looked for piece by piece.
    """

    targets: tuple[Target, ...]
    words: str
    key: str
    events: tuple[str, ...] = ()

    @property
    def many(self) -> int:
        """How many, where it is more than one; else 0."""
        many = len(self.targets) or len(self.events)
        return many if many > 1 else 0

    @property
    def large(self) -> bool:
        """Whether these are so many events that a change is made piece by piece."""
        return not self.targets


def marked(linking: Linking) -> Marked | None:
    """The selection, the article in Articles, the picked events, else the event under the
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
    if targets and event is not None and meant is not None:
        return Marked(targets, event.headline, f"event:{meant}", (meant,))
    if linking.article_id is None:
        return None
    row = view.article_row(linking.article_id)
    on_article = Target(TargetKind.ARTICLE, linking.article_id)
    return Marked((on_article,), view.title_of(row) if row else "article", f"article:{linking.article_id}")


def of_picked(view: View, events: tuple[str, ...]) -> Marked | None:
    """Picked events as what a mark would go on; None where none of them is there."""
    if len(events) > MANY:
        digest = hashlib.sha256(",".join(events).encode()).hexdigest()[:16]
        return Marked((), f"{len(events):,} events", f"many:{len(events)}.{digest}", events)
    targets = view.targets_of(events)
    if len(targets) > 1:
        return Marked(targets, f"{len(targets)} events", f"picked:{','.join(events)}", events)
    event = next((event for each in events if (event := view.event(each)) is not None), None)
    return Marked(targets, event.headline, f"event:{event.id}", (event.id,)) if targets and event is not None else None


def _selection(linking: Linking) -> Marked | None:
    from tuibrief.marks import anchor_of

    article, span = linking.article, linking.source.selection
    if article is None or span is None:
        return None
    target = Target(TargetKind.SELECTION, article.id, anchor_of(article.text, span.start, span.end))
    return Marked((target,), f"“{span.of(article.text)[:40]}”", f"selection:{article.id}.{span.start}-{span.end}")
