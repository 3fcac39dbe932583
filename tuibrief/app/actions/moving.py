"""Moving in the pane in use."""

# ruff: noqa: ARG001 (all commands are called alike)

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from tuibrief.app.ends import reached_end

if TYPE_CHECKING:
    from tuibrief.app.commands import Call
    from tuibrief.app.screens.desk import Desk


class Movable(Protocol):
    """What every pane can do."""

    def move(self, delta: int) -> bool:
        """See the panes."""
        ...

    def page(self, fraction: float) -> bool:
        """See the panes."""
        ...

    def top(self) -> bool:
        """See the panes."""
        ...

    def bottom(self) -> bool:
        """See the panes."""
        ...


def _pane(desk: Desk) -> Movable:
    return cast(Movable, desk.pane)


def down(desk: Desk, call: Call) -> None:
    """So many lines down."""
    if not _pane(desk).move(call.times):
        reached_end(desk)


def up(desk: Desk, call: Call) -> None:
    """So many lines up."""
    _pane(desk).move(-call.times)


def half_down(desk: Desk, call: Call) -> None:
    """Half a page down."""
    _pane(desk).page(0.5 * call.times)


def half_up(desk: Desk, call: Call) -> None:
    """Half a page up."""
    _pane(desk).page(-0.5 * call.times)


def page_down(desk: Desk, call: Call) -> None:
    """A page down."""
    _pane(desk).page(1.0 * call.times)


def page_up(desk: Desk, call: Call) -> None:
    """A page up."""
    _pane(desk).page(-1.0 * call.times)


def top(desk: Desk, call: Call) -> None:
    """To the top."""
    desk.linking.leave_trace()
    _pane(desk).top()


def bottom(desk: Desk, call: Call) -> None:
    """To the bottom; with a count, to that row."""
    desk.linking.leave_trace()
    if call.given is None:
        _pane(desk).bottom()
    else:
        _pane(desk).top()
        _pane(desk).move(call.given - 1)


def paragraph_down(desk: Desk, call: Call) -> None:
    """To the start of the next paragraph in Source."""
    desk.source.move_paragraph(call.times)


def paragraph_up(desk: Desk, call: Call) -> None:
    """To the start of the paragraph, then to the one before."""
    desk.source.move_paragraph(-call.times)


def next_untagged(desk: Desk, call: Call) -> None:
    """To the next event that has no tag."""
    if not desk.linking.next_event(lambda row: not row.tags):
        desk.say("Every event here has a tag.")


def next_unread(desk: Desk, call: Call) -> None:
    """To the next article that isn't marked read."""
    unread = desk.linking.view.next_unread(desk.linking.article_id)
    if unread is None:
        desk.say("There is no other unread article.")
    else:
        desk.linking.go(unread, None)
