"""Every command of the app, once. Keys, footer, help (``?``), palette (``:``) and the user's keymap file are read from
here.

No Textual here: ``tuibrief keys`` prints the table without a screen. What a command does stands in ``actions/``; the
reference is ``module.function``, imported when it is first run, so that dialogs cost nothing at the start.
"""

# ruff: noqa: E501 (a table reads best with a command a line)

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from tuibrief.app.keys import Bindable, Keymap, Takes, build


class Where(StrEnum):
    """Where a command can be used: anywhere among the panes, in one of them, or while words are being selected."""

    BROWSE = "browse"
    ARTICLES = "articles"
    SOURCE = "source"
    EVENTS = "events"
    ACTOR = "actor"
    SELECT = "select"


class Call(NamedTuple):
    """How a command was called: the count before it (None: none), the argument after it."""

    given: int | None = None
    argument: str = ""

    @property
    def times(self) -> int:
        """The count, or once."""
        return self.given or 1


class Command(NamedTuple):
    """One thing that can be done. ``title`` stands in the palette, ``short`` in the footer (empty: not there)."""

    id: str
    title: str
    run: str
    keys: tuple[str, ...] = ()
    where: tuple[Where, ...] = (Where.BROWSE,)
    help: str = ""
    short: str = ""
    takes: Takes = None


B, A, S, E, P, V = Where.BROWSE, Where.ARTICLES, Where.SOURCE, Where.EVENTS, Where.ACTOR, Where.SELECT

GROUPS: tuple[tuple[str, tuple[Command, ...]], ...] = (
    (
        "Move",
        (
            Command("move.down", "Down", "moving.down", ("j", "down"), (B, V)),
            Command("move.up", "Up", "moving.up", ("k", "up"), (B, V)),
            Command("move.half-down", "Half a page down", "moving.half_down", ("ctrl+d",), (B, V)),
            Command("move.half-up", "Half a page up", "moving.half_up", ("ctrl+u",), (B, V)),
            Command("move.page-down", "A page down", "moving.page_down", ("pagedown", "ctrl+f"), (B, V)),
            Command("move.page-up", "A page up", "moving.page_up", ("pageup", "ctrl+b"), (B, V)),
            Command("move.top", "To the top", "moving.top", ("gg", "home"), (B, V)),
            Command("move.bottom", "To the bottom, or to the line of the count", "moving.bottom", ("G", "end"), (B, V)),
            Command("move.untagged", "Next event without a tag", "moving.next_untagged", ("gt",)),
            Command("move.unread", "Next unread article", "moving.next_unread", ("gu",)),
        ),
    ),
    (
        "Panes",
        (
            Command("pane.articles", "Articles", "layout.articles", ("1",), short="articles", help="Slides in; again, or escape, and it is gone."),
            Command("pane.source", "Source", "layout.source", ("2",)),
            Command("pane.events", "Events", "layout.events", ("3",)),
            Command("pane.actor", "Actor", "layout.actor", ("4",)),
            Command("pane.next", "The pane to the right", "layout.next_pane", ("l", "right", "tab"), short="pane"),
            Command("pane.previous", "The pane to the left", "layout.previous_pane", ("h", "left", "shift+tab")),
            Command("pane.zoom", "Zoom the pane, or back", "layout.zoom", ("z",), short="zoom"),
            Command("pane.wider", "Make the pane wider", "layout.wider", (">",)),
            Command("pane.narrower", "Make the pane narrower", "layout.narrower", ("<",)),
        ),
    ),
    (
        "Go",
        (
            Command("go.open", "Open what the cursor is on", "going.open_current", ("enter",), (A, S, E, P), short="open",
                    help="An article's events; an event's words in the source; from Actor, the event, in whichever article it is."),
            Command("go.next-article", "Next article", "going.next_article", ("]",)),
            Command("go.previous-article", "Previous article", "going.previous_article", ("[",)),
            Command("go.back", "Back to where you were", "going.back", ("H", "alt+left")),
            Command("go.forward", "Forward again", "going.forward", ("L", "alt+right")),
            Command("go.bookmark", "Set a bookmark (and a letter)", "going.set_bookmark", ("m",), takes="letter"),
            Command("go.to-bookmark", "Go to a bookmark (and its letter)", "going.to_bookmark", ("'",), takes="letter"),
            Command("go.url", "Open the article's page in a browser", "going.open_url", ("o",)),
        ),
    ),
    (
        "Find",
        (
            Command("find.search", "Search in this pane", "finding.search", ("/",), short="search"),
            Command("find.next", "Next match", "finding.next_match", ("n",)),
            Command("find.previous", "Previous match", "finding.previous_match", ("N",)),
            Command("find.filter", "Filter the events", "finding.filter_events", ("f",), short="filter",
                    help="Words, and tag: actor: type: status: since: until: is:core is:tagged is:noted; - before one turns it round."),
            Command("find.no-filter", "Drop the filter", "finding.no_filter", ("F",)),
            Command("find.event", "Jump to any event by part of its headline", "views.jump", ("ge",)),
            Command("find.save-view", "Give what is shown a name, to come back to", "views.save", ("S",)),
            Command("find.views", "Views that have a name", "views.choose", ("gv",)),
            Command("find.scope", "Events of this article, or of all", "finding.scope", ("s",), short="scope"),
            Command("find.core", "Key events only, or every one", "finding.core", ("c",), short="key/all"),
        ),
    ),
    (
        "Mark",
        (
            Command("mark.tag", "Tag the event", "marking.tag", ("t",), (A, S, E, P, V), short="tag"),
            Command("mark.note", "Write a note", "marking.note", ("a",), (A, S, E, P), short="note"),
            Command("mark.grade", "Grade (and A–F for the source, 1–6 for the information)", "marking.grade", ("r",),
                    (A, S, E, P), takes="grade"),
            Command("mark.correct", "Correct who, whom, when, where, status, type, headline", "marking.correct", ("e",), (S, E, P),
                    help="What was read stays beside it. A field set back to what was read is corrected no longer.", short="correct"),
            Command("mark.reject", "Reject the event, or take that back", "marking.reject", ("x",), (S, E, P)),
            Command("mark.confirm", "Confirm the event, or take that back", "marking.confirm", ("+",), (S, E, P)),
            Command("mark.read", "Mark the article read or unread", "marking.read", ("U",), help="The header counts the unread ones; gu goes to the next."),
            Command("mark.undo", "Undo the last change", "marking.undo", ("u",), short="undo"),
            Command("mark.redo", "Do it again", "marking.redo", ("ctrl+r",)),
        ),
    ),
    (
        "Pick several",
        (
            Command("pick.toggle", "Pick the event for the next action, or no longer", "picking.toggle", ("space",), (E,),
                    help="Tag, note, grade, reject, confirm and correct then go on all that are picked; one undo takes it back."),
            Command("pick.range", "Pick from here to where the cursor goes", "picking.pick_range", ("V",), (E,)),
            Command("pick.all", "Pick all events shown", "picking.everything", ("*",), (E,)),
            Command("pick.none", "Pick none", "picking.nothing", ("-",), (E,)),
        ),
    ),
    (
        "Copy",
        (
            Command("copy.citation", "Copy the citation", "copying.citation", ("y",), (A, S, E, P, V), short="cite"),
            Command("copy.style", "Choose the style of citations", "copying.choose_style", ("Y",)),
            Command("copy.last", "Show the last copies, and copy one again", "copying.last", ("p",)),
        ),
    ),
    (
        "Select words",
        (
            Command("select.start", "Select words in the source", "selecting.start", ("v",), (S,)),
            Command("select.left", "A character to the left", "selecting.left", ("h", "left"), (V,)),
            Command("select.right", "A character to the right", "selecting.right", ("l", "right"), (V,)),
            Command("select.word", "A word on", "selecting.word", ("w", "e"), (V,)),
            Command("select.word-back", "A word back", "selecting.word_back", ("b",), (V,)),
            Command("select.a-word", "The whole word", "selecting.a_word", ("aw", "iw"), (V,)),
            Command("select.a-sentence", "The whole sentence", "selecting.a_sentence", ("as", "is"), (V,)),
            Command("select.a-paragraph", "The whole paragraph", "selecting.a_paragraph", ("ap", "ip"), (V,)),
            Command("select.other-end", "The other end of the selection", "selecting.other_end", ("o",), (V,)),
            Command("select.note", "Write a note on the selected words", "marking.note", ("c",), (V,), short="note"),
            Command("select.event", "Make an event of the selected words", "marking.make_event", ("n",), (V,), short="event"),
            Command("select.end", "Select no more", "selecting.end", ("escape", "v"), (V,)),
        ),
    ),
    (
        "Program",
        (
            Command("app.palette", "Every command by name", "program.palette", (":", "ctrl+p"), (B, V), short="commands"),
            Command("app.help", "The keys", "program.help_keys", ("?", "f1"), (B, V), short="keys"),
            Command("app.escape", "Close what is open", "program.escape", ("escape",)),
            Command("app.read", "Read what is not read yet", "program.read_waiting", ("R",),
                    help="Reads the articles that have no reading. It runs beside; events appear as each article is done."),
            Command("app.cancel", "Stop reading", "program.cancel"),
            Command("app.theme", "Next theme: dark, light, high contrast, 16 colours", "program.next_theme"),
            Command("app.tour", "A short tour", "program.tour", ("f2",)),
            Command("app.messages", "The last messages", "program.messages"),
            Command("app.redraw", "Draw the screen anew", "program.redraw", ("ctrl+l",), (B, V)),
            Command("app.quit", "Quit", "program.quit_app", ("q", "ctrl+c", "ctrl+q"), (B,), short="quit"),
        ),
    ),
)  # fmt: skip

COMMANDS: tuple[Command, ...] = tuple(c for _, commands in GROUPS for c in commands)
BY_ID: Mapping[str, Command] = {c.id: c for c in COMMANDS}

# The preset for those who don't speak vim: arrows and function keys only where letters would surprise.
PLAIN: dict[str, object] = {
    "move.down": ["down"], "move.up": ["up"], "move.top": ["home"], "move.bottom": ["end"], "move.half-down": [], "move.half-up": [],
    "pane.next": ["tab", "right"], "pane.previous": ["shift+tab", "left"], "find.search": ["ctrl+f", "/"],
    "move.page-down": ["pagedown"], "mark.undo": ["ctrl+z", "u"], "mark.redo": ["ctrl+y", "ctrl+r"],
}  # fmt: skip
PRESETS: Mapping[str, dict[str, object]] = {"vim": {}, "plain": PLAIN}


def keymap(changes: Mapping[str, object] | None = None, preset: str = "vim") -> Keymap:
    """The keymap: a preset, with a user's changes over it. What is wrong with these is told in ``problems``."""
    bindables = [Bindable(c.id, c.keys, tuple(c.where), c.takes) for c in COMMANDS]
    return build(bindables, {**PRESETS.get(preset, {}), **(changes or {})}, general=Where.BROWSE)


def load_keymap(path: Path) -> Keymap:
    """The keymap of a TOML file: ``preset = "vim"`` or ``"plain"``, and ``[keys]`` with ``"mark.tag" = "T"`` or a list.

    A missing file is the default. One that can't be read gives the default and a sentence in ``problems``.
    """
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return keymap()
    except OSError as error:
        return _with_problem(f"The keymap in {path} can't be read ({error.strerror}); the default keys are used.")
    import tomllib

    try:
        found = tomllib.loads(raw.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return _with_problem(f"The keymap in {path} isn't TOML ({error}); the default keys are used.")
    preset, changes = found.get("preset", "vim"), found.get("keys", {})
    problems = [
        f"keys: {key!r} is no part of a keymap: “preset” and “[keys]” are." for key in found.keys() - {"preset", "keys"}
    ]
    if preset not in PRESETS:
        problems.append(f"keys: there is no preset {preset!r}: {', '.join(PRESETS)}.")
        preset = "vim"
    if not isinstance(changes, dict):
        problems.append("keys: [keys] has to be a table.")
        changes = {}
    built = keymap(_flat(changes), preset)
    return Keymap(built.bindings, (*problems, *built.problems))


def _flat(changes: Mapping[str, object], before: str = "") -> dict[str, object]:
    """TOML reads ``mark.tag = "T"`` without quotation marks as a table in a table: both are meant alike."""
    flat: dict[str, object] = {}
    for key, value in changes.items():
        flat.update(_flat(value, f"{before}{key}.") if isinstance(value, dict) else {before + key: value})
    return flat


def _with_problem(sentence: str) -> Keymap:
    return Keymap(keymap().bindings, (sentence,))


def here(contexts: tuple[str, ...]) -> list[Command]:
    """The commands that can be used in these contexts, in the table's order."""
    return [c for c in COMMANDS if any(w in contexts for w in c.where)]


# What the foot names first where there is no room for all; the rest follow in the table's order.
HINTS = (
    "app.help", "mark.tag", "mark.note", "copy.citation", "find.core", "find.filter", "find.search", "app.quit", "find.scope",
    "mark.correct", "pane.articles", "app.palette", "go.open", "pane.next", "mark.undo", "pane.zoom",
)  # fmt: skip


def hinted(contexts: tuple[str, ...]) -> list[Command]:
    """The commands for the foot of the screen, the most useful first."""
    rank = {name: n for n, name in enumerate(HINTS)}
    return sorted((c for c in here(contexts) if c.short), key=lambda c: rank.get(c.id, len(rank)))
