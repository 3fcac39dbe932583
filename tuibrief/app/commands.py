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
    TIMELINE = "timeline"
    COMPARISON = "comparison"


class Call(NamedTuple):
    """How a command was called: the count before it (None: none), the argument after it."""

    given: int | None = None
    argument: str = ""

    @property
    def times(self) -> int:
        """The count, or once."""
        return self.given or 1


class Command(NamedTuple):
    """One thing that can be done. ``title`` stands in the palette, ``short`` in the footer (empty: not there);
    ``anywhere`` says that the palette offers it in every pane, though its keys are one pane's."""

    id: str
    title: str
    run: str
    keys: tuple[str, ...] = ()
    where: tuple[Where, ...] = (Where.BROWSE,)
    help: str = ""
    short: str = ""
    takes: Takes = None
    anywhere: bool = False


B, A, S, E, P, V = Where.BROWSE, Where.ARTICLES, Where.SOURCE, Where.EVENTS, Where.ACTOR, Where.SELECT
T, K = Where.TIMELINE, Where.COMPARISON

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
            Command("move.paragraph-down", "To the next paragraph", "moving.paragraph_down", ("}",), (S, V)),
            Command("move.paragraph-up", "To the paragraph before", "moving.paragraph_up", ("{",), (S, V)),
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
            Command("pane.hide", "Hide the pane; its number shows it again", "layout.hide", ("Z",)),
            Command("pane.reset", "All panes as at first: none hidden, widths and zoom as they were", "layout.reset", ("=",)),
        ),
    ),
    (
        "Go",
        (
            Command("go.open", "Open what the cursor is on", "going.open_current", ("enter",), (A, S, E, P, T, K), short="open",
                    help="An article's events; an event's words in the source, or where several articles tell it (×2) their comparison; "
                         "from Actor, Comparison and Timeline the event, in whichever article it is."),
            Command("go.next-article", "Next article", "going.next_article", ("]",)),
            Command("go.previous-article", "Previous article", "going.previous_article", ("[",)),
            Command("go.back", "Back to where you were", "going.back", ("H", "alt+left")),
            Command("go.forward", "Forward again", "going.forward", ("L", "alt+right")),
            Command("go.bookmark", "Set a bookmark (and a letter)", "going.set_bookmark", ("m",), takes="letter"),
            Command("go.to-bookmark", "Go to a bookmark (and its letter)", "going.to_bookmark", ("'",), takes="letter"),
            Command("go.bookmarks", "Bookmarks: choose one to go to", "views.bookmarks", ("gb",)),
            Command("go.drafts", "Half-written notes and corrections: go on with one", "drafting.choose", ("gd",),
                    help="Each is kept letter by letter, also when the line drops; it is gone when it is kept or emptied."),
            Command("go.url", "Open the article's page in a browser", "going.open_url", ("o",)),
        ),
    ),
    (
        "Stories",
        (
            Command("story.compare", "Compare how the articles tell this", "stories.compare", ("C",), (S, E, P, T), short="compare",
                    help="For an event with ×2 or more, in Events also enter: what the articles agree and differ on, side by side."),
            Command("story.timeline", "Timeline of all articles", "stories.timeline", ("gl",), (B,), short="timeline",
                    help="From Actor the timeline of that actor; with a filter, of what it lets through."),
            Command("story.join", "Join the event, or the picked ones, with another: one happening", "stories.join", ("M",),
                    (S, E, T, K), short="join", help="It holds for articles added later, too. Picked events are joined at once."),
            Command("story.part", "Part the event from its story: another happening", "stories.part", ("D",), (S, E, T, K), short="part"),
            Command("story.reset", "Take back all joins and parts of this story", "stories.reset", ("O",), (S, E, T, K)),
            Command("story.next-telling", "The article to the right", "stories.next_telling", ("l", "right"), (K,), short="next"),
            Command("story.previous-telling", "The article to the left", "stories.previous_telling", ("h", "left"), (K,), short="previous"),
            Command("timeline.core", "Key events only, or every one", "stories.core", ("c",), (T,), short="key/all"),
            Command("timeline.scope", "Timeline of the event's actor, or of all", "stories.scope", ("s",), (T,), short="actor/all"),
            Command("timeline.filter", "Filter the timeline", "stories.filter_timeline", ("f",), (T,), short="filter",
                    help="Words, and actor: tag: type: status: source: since: until:, as everywhere; other panes keep their own filter."),
            Command("timeline.no-filter", "Drop the timeline's filter", "stories.no_filter", ("F",), (T,)),
            Command("view.close", "Close the view: all is as it was", "stories.close", ("escape",), (T, K), short="close"),
        ),
    ),
    (
        "Find",
        (
            Command("find.search", "Search in this pane", "finding.search", ("/",), short="search"),
            Command("find.next", "Next match", "finding.next_match", ("n",), short="next match"),
            Command("find.previous", "Previous match", "finding.previous_match", ("N",)),
            Command("find.filter", "Filter the events", "finding.filter_events", ("f",), short="filter",
                    help="Words, and actor: tag: type: status: source: since: until: note: is:tagged; - before one turns it round. "
                         "Tab completes, up and down are what was typed earlier."),
            Command("find.no-filter", "Drop the filter", "finding.no_filter", ("F",), short="no filter"),
            Command("find.event", "Jump to any event by part of its headline", "views.jump", ("ge",)),
            Command("find.save-view", "Give what is shown a name, to come back to", "views.save", ("S",)),
            Command("find.views", "Views that have a name", "views.choose", ("gv",)),
            Command("find.scope", "Events of this article, or of all", "finding.scope", ("s",), short="scope"),
            Command("find.fold", "In the list of all articles: one line a story, or one a telling", "finding.fold", ("J",), short="fold",
                    help="×2 and more: so many articles tell it. A filter finds a story by any of its tellings."),
            Command("find.core", "Key events only, or every one", "finding.core", ("c",), short="key/all"),
        ),
    ),
    (
        "Mark",
        (
            Command("mark.tag", "Tag the event", "marking.tag", ("t",), (A, S, E, P, T, K, V), short="tag",
                    help="In Actor all marks, and the citation, are for the event under the cursor there."),
            Command("mark.note", "Write a note", "marking.note", ("a",), (A, S, E, P, T, K), short="note"),
            Command("mark.grade", "Grade (and A–F for the source, 1–6 for the information)", "marking.grade", ("r",),
                    (A, S, E, P, T, K), short="grade", takes="grade"),
            Command("mark.correct", "Correct who, whom, when, where, status, type, headline", "marking.correct", ("e",), (S, E, P, T, K),
                    help="What was read stays beside it. A field set back to what was read is corrected no longer.", short="correct"),
            Command("mark.reject", "Reject the event, or take that back", "marking.reject", ("x",), (S, E, P, T, K), short="reject"),
            Command("mark.confirm", "Confirm the event, or take that back", "marking.confirm", ("+",), (S, E, P, T, K), short="confirm"),
            Command("mark.read", "Mark the article read or unread", "marking.read", ("U",), help="Coming to its last event or last line marks it read too, which is said; this takes it back. gu goes to the next unread one."),
            Command("article.edit", "Set the article's title, outlet, authors, date, address", "details.edit", ("E",), (A, S, E), short="details", anywhere=True,
                    help="What the file said stays beside it; below is the citation that comes of it."),
            Command("mark.undo", "Undo the last change", "marking.undo", ("u",), short="undo"),
            Command("mark.redo", "Do it again", "marking.redo", ("ctrl+r",)),
        ),
    ),
    (
        "Actors",
        (
            Command("actor.go", "Go to an actor by part of a name, and pin it", "acting.choose", ("ga",)),
            Command("actor.pin", "Pin the actor, so that it stays while you move; or no longer", "acting.pin", ("P",), short="pin"),
            Command("actor.next", "The event's next actor: who, whom, according to whom", "acting.next_actor", ("w",), short="next actor"),
            Command("actor.previous", "The event's actor before", "acting.previous_actor", ("W",)),
            Command("actor.next-list", "The next list of the actor's events", "acting.next_list", ("}",), (P,)),
            Command("actor.previous-list", "The list before", "acting.previous_list", ("{",), (P,)),
            Command("actor.merge", "Merge the actor with another: they are one", "acting.merge", ("M",), (P,), short="merge", anywhere=True,
                    help="Holds for articles added later, as the next five do; undo takes each back."),
            Command("actor.rename", "Call the actor otherwise", "acting.rename", ("E",), (P,), short="rename", anywhere=True),
            Command("actor.split", "Split: in some articles the name is somebody else's", "acting.split", ("D",), (P,), short="split", anywhere=True),
            Command("actor.apart", "Set a name apart that was taken for this actor's", "acting.apart", ("A",), (P,), anywhere=True,
                    help="After a merge, or where a surname alone was taken for this person's."),
            Command("actor.none", "This is not an actor", "acting.no_actor", ("X",), (P,), anywhere=True),
            Command("actor.reset", "Take back all that was said of who this is", "acting.reset", ("O",), (P,), anywhere=True),
        ),
    ),
    (
        "Pick several",
        (
            Command("pick.toggle", "Pick the event for the next action, or no longer", "picking.toggle", ("space",), (E, T),
                    help="Tag, note, grade, reject, confirm and correct then go on all that are picked; one undo takes it back."),
            Command("pick.range", "Pick from here to where the cursor goes", "picking.pick_range", ("V",), (E,)),
            Command("pick.all", "Pick all events shown", "picking.everything", ("*",), (E,)),
            Command("pick.none", "Pick none", "picking.nothing", ("-",), (E, T), short="pick none"),
        ),
    ),
    (
        "Copy",
        (
            Command("copy.citation", "Copy the citation", "copying.citation", ("y",), (A, S, E, P, T, K, V), short="cite"),
            Command("copy.style", "Choose the style of citations; or copy quotation, headline, link", "copying.choose_style", ("Y",), (B, V)),
            Command("copy.story", "Copy the citations of the event's whole story", "copying.story", ("gy",), (S, E, P, T, K),
                    help="All that tells of the happening, in the order of the articles' dates, each source once."),
            Command("copy.last", "Show the last copies, and copy one again", "copying.last", ("p",)),
            Command("copy.by-hand", "Show the last copy plainly, to be selected by hand", "copying.by_hand", ("gp",),
                    help="For a terminal that takes no copies: the whole width, without borders, and the mouse is the terminal's."),
        ),
    ),
    (
        "Select words",
        (
            Command("select.start", "Select words in the source", "selecting.start", ("v",), (S,), short="select"),
            Command("select.left", "A character to the left", "selecting.left", ("h", "left"), (V,)),
            Command("select.right", "A character to the right", "selecting.right", ("l", "right"), (V,)),
            Command("select.word", "A word on", "selecting.word", ("w", "e"), (V,)),
            Command("select.word-back", "A word back", "selecting.word_back", ("b",), (V,)),
            Command("select.a-word", "The whole word", "selecting.a_word", ("aw", "iw"), (V,), short="word"),
            Command("select.a-sentence", "The whole sentence", "selecting.a_sentence", ("as", "is"), (V,), short="sentence"),
            Command("select.a-paragraph", "The whole paragraph", "selecting.a_paragraph", ("ap", "ip"), (V,), short="paragraph"),
            Command("select.other-end", "The other end of the selection", "selecting.other_end", ("o",), (V,), short="other end"),
            Command("select.note", "Write a note on the selected words", "marking.note", ("c",), (V,), short="note"),
            Command("select.event", "Make an event of the selected words", "marking.make_event", ("n",), (V,), short="event"),
            Command("select.end", "Select no more", "selecting.end", ("escape", "v"), (V,), short="end"),
        ),
    ),
    (
        "Program",
        (
            Command("app.palette", "Every command by name", "program.palette", (":", "ctrl+p"), (B, V), short="commands"),
            Command("app.help", "What can be done here, now; and every key", "program.help_keys", ("?", "f1"), (B, V), short="help"),
            Command("app.escape", "Close what is open", "program.escape", ("escape",)),
            Command("app.add", "Add articles: a file, or a folder with all below it", "adding.add", ("i",), short="add",
                    help="It may be added while others are read. Undo takes them out again."),
            Command("app.read", "Read what is not read yet", "program.read_waiting", ("R",),
                    help="Reads the articles that have no reading. It runs beside; events appear as each article is done."),
            Command("app.cancel", "Stop reading, linking, or a change on many events", "program.cancel"),
            Command("app.theme", "Next theme: dark, light, high contrast, 16 colours", "program.next_theme"),
            Command("app.tour", "A short tour", "program.tour", ("f2",)),
            Command("app.messages", "The last messages", "program.messages", ("gm",)),
            Command("app.redraw", "Draw the screen anew", "program.redraw", ("ctrl+l",), (B, V)),
            Command("app.suspend", "Back to the shell; fg there goes on here", "program.suspend", ("ctrl+z",), (B, V)),
            Command("app.quit", "Quit", "program.quit_app", ("q", "ctrl+c", "ctrl+q"), (B,), short="quit"),
        ),
    ),
)  # fmt: skip

COMMANDS: tuple[Command, ...] = tuple(c for _, commands in GROUPS for c in commands)
BY_ID: Mapping[str, Command] = {c.id: c for c in COMMANDS}

# What else people call it, for the palette.
ALSO: Mapping[str, str] = {
    "app.add": "import open load new paste url file folder", "app.help": "keyboard shortcuts manual", "app.quit": "exit leave close", "app.theme": "colours colors dark light",
    "app.messages": "log history errors", "app.redraw": "refresh repaint", "app.suspend": "background pause job stop",
    "app.read": "extract analyse analyze", "app.cancel": "abort interrupt", "app.tour": "tutorial introduction learn",
    "copy.citation": "cite reference quote clipboard yank export", "copy.style": "apa mla chicago bibtex reference quote export",
    "copy.story": "bibliography references", "find.search": "look up grep", "find.filter": "only show search narrow",
    "find.no-filter": "clear reset all", "find.event": "search go", "find.save-view": "save search filter",
    "mark.note": "comment annotate write", "mark.correct": "edit change fix wrong date", "mark.reject": "delete remove wrong false hide",
    "mark.confirm": "verify check right true", "mark.grade": "reliability credibility rate admiralty", "mark.tag": "label keyword",
    "mark.undo": "revert back", "mark.redo": "repeat again", "article.edit": "metadata byline headline source url edit",
    "story.compare": "difference versions tellings", "story.timeline": "chronology calendar dates", "go.url": "link web site source",
    "go.back": "previous history", "actor.go": "person people country who name", "actor.merge": "same alias join", "pane.articles": "list files sources",
    "pane.zoom": "maximise maximize full screen", "pane.wider": "resize width bigger", "pane.narrower": "resize width smaller",
    "pick.all": "select everything", "pick.toggle": "select mark", "pick.range": "select several", "pick.none": "deselect clear",
    "select.start": "highlight mark text visual",
}  # fmt: skip

# The preset for those who don't speak vim: arrows and function keys only where letters would surprise.
PLAIN: dict[str, object] = {
    "move.down": ["down"], "move.up": ["up"], "move.top": ["home"], "move.bottom": ["end"], "move.half-down": [], "move.half-up": [],
    "pane.next": ["tab", "right"], "pane.previous": ["shift+tab", "left"], "find.search": ["ctrl+f", "/"],
    "move.page-down": ["pagedown"], "mark.undo": ["ctrl+z", "u"], "mark.redo": ["ctrl+y", "ctrl+r"],
    "app.suspend": [],
}  # fmt: skip
PRESETS: Mapping[str, dict[str, object]] = {"vim": {}, "plain": PLAIN}


def keymap(changes: Mapping[str, object] | None = None, preset: str = "vim") -> Keymap:
    """The keymap: a preset, with a user's changes over it. What is wrong with these is told in ``problems``."""
    bindables = [Bindable(c.id, c.keys, tuple(c.where), c.takes) for c in COMMANDS]
    return build(bindables, {**PRESETS.get(preset, {}), **(changes or {})}, general=Where.BROWSE, alone=(Where.SELECT,))


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


def offered(contexts: tuple[str, ...]) -> list[Command]:
    """The commands that the palette offers in these contexts."""
    return [c for c in COMMANDS if any(w in contexts for w in c.where) or (c.anywhere and Where.BROWSE in contexts)]


# What the foot names first where there is no room for all; the rest follow in the table's order.
HINTS = (
    "app.help", "mark.tag", "mark.note", "copy.citation", "find.core", "find.filter", "find.search", "app.quit", "find.scope",
    "mark.correct", "pane.articles", "app.palette", "go.open", "pane.next", "mark.undo", "pane.zoom",
)  # fmt: skip

OF_LISTS = ("find.filter", "find.no-filter", "find.core", "find.scope", "find.fold")
AT_MOMENTS = ("find.next", "find.no-filter", "find.fold", "pick.none")


def hinted(contexts: tuple[str, ...], first: tuple[str, ...] = ()) -> list[Command]:
    """The commands for the foot of the screen, the most useful first; ``first`` are those of the moment. What is only
    useful at moments is not named at others."""
    rank = {name: n for n, name in enumerate(dict.fromkeys((HINTS[0], *first, *HINTS)))}
    named = (c for c in here(contexts) if c.short and (c.id in first or c.id not in AT_MOMENTS))
    if contexts[0] == Where.COMPARISON:  # there is no list there to be filtered
        named = (c for c in named if c.id not in OF_LISTS)
    return sorted(named, key=lambda c: rank.get(c.id, len(rank)))
