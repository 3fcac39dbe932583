"""The four panes. Each draws line by line and repaints only what changed; none knows the library or the others.

`LineList` (a list of any length) is what Events, Articles and Actor are made of; `Lines` is under all of them.
"""

from tuibrief.app.panes.actor import ActorPane
from tuibrief.app.panes.articles import ArticlesPane
from tuibrief.app.panes.events import EventsPane
from tuibrief.app.panes.line_list import LineList
from tuibrief.app.panes.lines import Lines
from tuibrief.app.panes.source import SourcePane
from tuibrief.app.panes.strips import Palette

__all__ = ["ActorPane", "ArticlesPane", "EventsPane", "LineList", "Lines", "Palette", "SourcePane"]
