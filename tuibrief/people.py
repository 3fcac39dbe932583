"""Questions about who is who over a whole library, to be asked from any thread."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any

from tuibrief.actors import Directory, KnownActor
from tuibrief.effective import has_part
from tuibrief.library.columns import EventRows
from tuibrief.library.library import Library
from tuibrief.library.state import no_garbage_collection
from tuibrief.model import Actor
from tuibrief.roster import Roster


class People:
    """The actors of one library: whom an article's names stand for, what each has a part in, all of them to search."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.directory = Directory()
        self._names = threading.RLock()
        self._roster: tuple[Directory, int, Roster] = (self.directory, -1, Roster(()))

    def people(self, article: str, names: Sequence[str]) -> list[tuple[str, str | None]]:
        """For each name of an article the key of whom it stands for, "" where the article isn't taken in yet, None
        where a person said that it is no actor."""
        with self._names:
            keys = [(name, self.directory.standing(article, name)) for name in names]
            return [(name, None if key and self.directory.is_hidden(key) else key or "") for name, key in keys]

    def holding(self) -> AbstractContextManager[object]:
        """Within this, nobody changes who is who; several questions then have one answer. Don't update within."""
        return self._names

    def name(self, key: str) -> str:
        """How an actor is called."""
        with self._names:
            return self.directory.name(key)

    def known(self, key: str) -> KnownActor | None:
        """What is known of an actor; waits for no article that is being taken in."""
        with self._names:
            return self.directory.known(key)

    def roster(self) -> Roster:
        """All actors, to be found by parts of their names; made anew only where something changed (1 s for 50,000)."""
        with self._names:
            directory, version = self.directory, self.directory.version
            if self._roster[0] is not directory or self._roster[1] != version:
                with no_garbage_collection():
                    everybody, gone = directory.all(hidden=True), directory.is_hidden
                    shown = [k for k in everybody if not gone(k.key)]
                    self._roster = directory, version, Roster(shown, [k for k in everybody if gone(k.key)])
            return self._roster[2]

    def namer(self) -> Callable[[str, str], str | None]:
        """Gives for an article's name how the library calls whom it stands for; None for who is said to be none."""
        keys, shown = self.directory.keys, dict[str, str | None]()

        def called(article: str, name: str) -> str | None:
            key = keys.get((article, name))
            if key is None:
                return name
            if key not in shown:
                with self._names:
                    shown[key] = None if self.directory.is_hidden(key) else self.directory.name(key)
            return shown[key]

        return called

    def part_in(self, key: str, rows: EventRows | None = None, *, named: bool = False) -> EventRows:
        """The events in which an actor has a part, by any of its names where they stand for it; of a list, or all. With
        ``named`` also those whose headline only names it."""
        with self._names:
            called = self.directory.called(key)
        names = {article: frozenset(a.name for a in actors) for article, actors in called.items()}

        def pick(shelf: Any, numbers: Sequence[int]) -> Iterable[int]:
            own, columns = names[shelf.article], shelf.block.columns
            if shelf.placed.events or shelf.placed.own:
                size, events = shelf.block.count, {k: shelf.number(k) for k in numbers}
                held = {k for k, number in events.items() if has_part(shelf, number, size, own)}
                rest = {number: k for k, number in events.items() if k not in held and number < size}
            else:
                codes = {code for code, name in enumerate(columns["names"]) if name[0] in own}
                held = _with_part(codes, columns, numbers)
                rest = {k: k for k in numbers if k not in held}
            if named and rest:
                held.update(rest[n] for n in _naming(columns["headline"], rest, called[shelf.article]))
            return sorted(held)

        with no_garbage_collection():
            every = rows if rows is not None else self.library.events()
            return every.within(names).narrowed(pick)


def _with_part(codes: Collection[int], columns: Mapping[str, Any], numbers: Iterable[int]) -> set[int]:
    """The rows in which one of these names acts, suffers or is credited."""
    whos, whoms, by = columns["who"], columns["whom"], columns["by"]
    if len(codes) == 1:  # the usual case, in half the time
        (c,) = codes
        return {k for k in numbers if c in whos[k] or c in whoms[k] or c in by[k]}
    none = frozenset(codes).isdisjoint
    return {k for k in numbers if not (none(whos[k]) and none(whoms[k]) and none(by[k]))}


def _naming(headlines: Sequence[str], among: Iterable[int], actors: Iterable[Actor]) -> list[int]:
    """Those of some headlines in which one of these actors' names stands, as whole words. Names have a capital: "the
    party" is whoever is spoken of."""
    names = {name for actor in actors for name in (actor.name, *actor.aliases) if not name.islower()}
    numbers = list(among)
    whole = "\n".join([headlines[n] for n in numbers])
    held = [re.escape(name) for name in sorted(names) if name in whole]
    if not held:
        return []
    sought = re.compile(rf"(?<!\w)(?:{'|'.join(held)})(?!\w)")
    return [n for n in numbers if sought.search(headlines[n])]
