"""The one key resolver: strokes in, commands out. Pure: no Textual, no clock, no I/O.

A *stroke* is one key by its plain name: ``j``, ``G``, ``/``, ``ctrl+d``, ``enter``, ``shift+tab``. A *sequence* is what
is typed for one command (``g g``); a command may take a count before it (``9j``) and an argument after it (``r`` then
``B2``).

There is no waiting for a timeout anywhere: a digit that is bound by itself (the panes, 1 to 4) acts at once, the others
begin a count. A sequence that leads nowhere is dropped with its last stroke tried anew, so that a slip never swallows a
key.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

Sequence_ = tuple[str, ...]

# Textual's (and so the terminal protocols') names for what has a plain character of its own.
_PLAIN = {
    "space": "space",
    "return": "enter",
    "ctrl+m": "enter",
    "ctrl+i": "tab",
    "ctrl+h": "backspace",
    "ctrl+left_square_bracket": "escape",
    "backtab": "shift+tab",
}

Takes = Literal["grade", "letter"] | None


def stroke(key: str, character: str | None) -> str:
    """The plain name of a key press as Textual reports it: the character where one was typed, else the key's name."""
    if key in _PLAIN:
        return _PLAIN[key]
    if character and len(character) == 1 and character.isprintable() and character != " ":
        return character
    return key


def parse_keys(written: str) -> Sequence_:
    """A sequence from how people write it: ``gg``, ``ctrl+w h``, ``]``, ``g tab``. Words between blanks that are no
    name of a
    key are taken letter by letter."""
    strokes: list[str] = []
    for word in written.split():
        if len(word) == 1 or "+" in word[1:-1] or word in NAMED:
            strokes.append(word)
        else:
            strokes.extend(word)
    return tuple(strokes)


NAMED = frozenset(
    [
        "enter",
        "tab",
        "escape",
        "space",
        "backspace",
        "delete",
        "insert",
        "up",
        "down",
        "left",
        "right",
        "home",
        "end",
        "pageup",
        "pagedown",
    ]
    + [f"f{n}" for n in range(1, 25)]
)


def written(sequence: Iterable[str]) -> str:
    """How a sequence is shown to a person: ``gg``, ``ctrl+d``, ``⏎`` stays ``enter``."""
    strokes = tuple(sequence)
    return ("" if all(len(s) == 1 for s in strokes) else " ").join(strokes)


# --- what a keymap is made of ---------------------------------------------------------------------------------------


class Binding(NamedTuple):
    """A sequence that runs a command in a context; ``takes`` names the argument that follows it."""

    sequence: Sequence_
    command: str
    context: str
    takes: Takes = None


class Keymap(NamedTuple):
    """All bindings. ``problems`` says in sentences what was wrong with a user's keymap."""

    bindings: tuple[Binding, ...]
    problems: tuple[str, ...] = ()

    def of(self, command: str) -> tuple[Sequence_, ...]:
        """The sequences that run a command, in the order in which they are to be shown."""
        return tuple(dict.fromkeys(b.sequence for b in self.bindings if b.command == command))

    def shown(self, command: str) -> str:
        """The first sequence of a command as a person reads it; empty where it has none."""
        sequences = self.of(command)
        return written(sequences[0]) if sequences else ""


class Bindable(NamedTuple):
    """What a keymap needs to know of a command."""

    id: str
    keys: tuple[str, ...]
    contexts: tuple[str, ...]
    takes: Takes = None


def build(
    commands: Sequence[Bindable],
    changes: Mapping[str, object] | None = None,
    general: str = "browse",
    alone: Sequence[str] = (),
) -> Keymap:
    """The keymap: the commands' own keys, with a user's changes (command id -> key or list of keys) over them.

    An unknown id, a value that is no key, and a clash are each reported in a sentence; of two that clash the user's
    wins, else the first. The same keys in two different panes do not clash; in a pane and in ``general`` the pane's
    goes first. In the contexts that are ``alone`` the general ones are not heard.
    """
    changes = changes or {}
    problems = [f"keys: there is no command “{name}”." for name in changes if name not in {c.id for c in commands}]
    wanted: list[tuple[bool, Bindable, str]] = []
    for command in commands:
        keys: Iterable[object] = command.keys
        own = command.id in changes
        if own:
            value = changes[command.id]
            keys = [value] if isinstance(value, str) else value if isinstance(value, list) else [value]
        for key in keys:
            if isinstance(key, str) and parse_keys(key):
                wanted.append((own, command, key))
            elif key != "":
                problems.append(f"keys: {key!r} for “{command.id}” is no key.")
    wanted.sort(key=lambda w: not w[0])
    bindings: list[Binding] = []
    for _, command, key in wanted:
        sequence = parse_keys(key)
        for context in command.contexts:
            clash = _clash(bindings, sequence, context, general, alone)
            if clash is None:
                bindings.append(Binding(sequence, command.id, context, command.takes))
            elif clash.command != command.id:
                problems.append(f"keys: {written(sequence)} of “{command.id}” clashes with “{clash.command}”.")
    order = {c.id: n for n, c in enumerate(commands)}
    bindings.sort(key=lambda b: order[b.command])
    return Keymap(tuple(bindings), tuple(dict.fromkeys(problems)))


def _clash(
    bindings: Iterable[Binding], sequence: Sequence_, context: str, general: str, alone: Sequence[str]
) -> Binding | None:
    """The binding that stands in the way: the same sequence in the same context, or a prefix where both are heard."""
    for other in bindings:
        if other.sequence == sequence:
            if other.context == context:
                return other
        elif context == other.context or (
            general in (context, other.context) and not {context, other.context}.intersection(alone)
        ):
            shorter = min(len(other.sequence), len(sequence))
            if other.sequence[:shorter] == sequence[:shorter]:
                return other
    return None


# --- the resolver ---------------------------------------------------------------------------------------------------


class Run(NamedTuple):
    """Run this command, so many times (None: no count was typed), with this argument."""

    command: str
    times: int | None = None
    argument: str = ""


class Pending(NamedTuple):
    """More is awaited; ``typed`` is what stands so far, for the corner of the screen."""

    typed: str


class Unknown(NamedTuple):
    """Nothing is bound to this stroke here; it may go to whatever else listens."""

    stroke: str


Outcome = Run | Pending | Unknown

MOST = 999_999  # a larger count is no count but a cat on the keyboard


class Resolver:
    """Turns strokes into commands. It holds what was typed of an unfinished sequence, and nothing else."""

    def __init__(self, keymap: Keymap) -> None:
        self.keymap = keymap
        self._typed: list[str] = []
        self._count = ""
        self._awaiting: Binding | None = None
        self._argument = ""
        self._tables: dict[tuple[str, ...], dict[Sequence_, Binding]] = {}

    @property
    def pending(self) -> str:
        """What stands so far of an unfinished sequence; empty when none."""
        return self._count + written(self._typed) + self._argument

    def clear(self) -> None:
        """Forget what was begun."""
        self._typed, self._count, self._awaiting, self._argument = [], "", None, ""

    def begin(self, command: str, takes: Takes) -> str:
        """Await the argument of a command that was begun in another way than by its key; gives what stands so far."""
        self.clear()
        sequences = self.keymap.of(command)
        self._typed = list(sequences[0]) if sequences else [":"]
        self._awaiting = Binding(tuple(self._typed), command, "", takes)
        return self.pending

    def feed(self, key: str, contexts: Sequence[str]) -> Outcome:
        """What this stroke means, in these contexts (the most particular first)."""
        if self.pending and key == "escape":
            self.clear()
            return Pending("")
        if self._awaiting is not None:
            return self._feed_argument(self._awaiting, key)
        table = self._table(tuple(contexts))
        if not self._typed and self._is_count(key, table):
            self._count += key
            return Pending(self.pending)
        sequence = (*self._typed, key)
        binding = table.get(sequence)
        if binding is not None:
            return self._found(binding, key)
        if any(other[: len(sequence)] == sequence for other in table):
            self._typed.append(key)
            return Pending(self.pending)
        begun = bool(self._typed or self._count)
        self.clear()
        return self.feed(key, contexts) if begun else Unknown(key)

    def following(self, contexts: Sequence[str]) -> list[tuple[str, str]]:
        """What may come next of the sequence that is begun: the strokes, and the command that they would run."""
        begun = tuple(self._typed)
        if not begun or self._awaiting is not None:
            return []
        table = self._table(tuple(contexts))
        return [(written(s[len(begun) :]), b.command) for s, b in table.items() if s[: len(begun)] == begun]

    @property
    def awaited(self) -> str:
        """What may come next of an argument (a grade, a letter), in words; empty where none is awaited."""
        if self._awaiting is None:
            return ""
        if self._awaiting.takes == "letter":
            return "a letter or digit"
        if self._argument:
            return "1–6 how sure the information is · enter: the source alone"
        return "A–F how reliable the source is · 1–6 how sure the information is · - takes the grade off"

    def _is_count(self, key: str, table: Mapping[Sequence_, Binding]) -> bool:
        if len(key) != 1 or key not in "0123456789":
            return False
        if self._count:
            return int(self._count + key) <= MOST
        return key != "0" and (key,) not in table

    def _found(self, binding: Binding, key: str) -> Outcome:
        if binding.takes is not None:
            self._typed.append(key)
            self._awaiting = binding
            return Pending(self.pending)
        count = int(self._count) if self._count else None
        self.clear()
        return Run(binding.command, count)

    def _feed_argument(self, binding: Binding, key: str) -> Outcome:
        takes = binding.takes
        state = read_grade(self._argument, key) if takes == "grade" else read_letter(self._argument, key)
        if state is None:
            typed = self.pending
            self.clear()
            return Unknown(f"{typed}{key}" if len(key) == 1 else typed)
        self._argument, done = state
        if not done:
            return Pending(self.pending)
        run = Run(binding.command, int(self._count) if self._count else None, self._argument)
        self.clear()
        return run

    def _table(self, contexts: tuple[str, ...]) -> dict[Sequence_, Binding]:
        table = self._tables.get(contexts)
        if table is None:
            table = {}
            for context in reversed(contexts):
                table.update({b.sequence: b for b in self.keymap.bindings if b.context == context})
            self._tables[contexts] = table
        return table


def read_grade(so_far: str, key: str) -> tuple[str, bool] | None:
    """The Admiralty code as it is typed: a letter A–F, a digit 1–6, or both; ``enter`` ends a letter alone, ``-`` takes
    the grade
    off. Gives what stands and whether it is whole; None where this can't be a grade."""
    if not so_far:
        if key == "-" or key in "123456":
            return key, True
        return (key.upper(), False) if len(key) == 1 and key.upper() in "ABCDEF" else None
    if key == "enter":
        return so_far, True
    return (so_far + key, True) if len(key) == 1 and key in "123456" else None


def read_letter(_so_far: str, key: str) -> tuple[str, bool] | None:
    """One letter or digit: a bookmark's name."""
    return (key, True) if len(key) == 1 and key.isalnum() else None
