"""All actors of a library, found by a part of a name while it is typed: tens of thousands in a few milliseconds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from tuibrief.actors import KnownActor, fold

MOST = 200  # of those that fit; who looks for one types on


class Roster:
    """Actors as they stood when it was made, those in most articles first, then those that are said to be none."""

    def __init__(self, known: Iterable[KnownActor], hidden: Iterable[KnownActor] = ()) -> None:
        shown = tuple(known)
        gone = tuple(hidden)
        self.actors: Sequence[KnownActor] = (*shown, *gone)
        self.hidden = frozenset(actor.key for actor in gone)
        # Each name with blanks around it, so that a blank before what is typed is the beginning of a word.
        self._names = [f" {fold(actor.name)} " for actor in self.actors]
        self._all = [
            "|".join((n, *(f" {fold(a)} " for a in k.aliases))) for n, k in zip(self._names, self.actors, strict=True)
        ]

    def find(self, typed: str, most: int = MOST) -> list[KnownActor]:
        """The actors one of whose names has words that begin as all those typed; first those whose own name begins so.
        Nothing typed is everybody."""
        words = fold(typed).split()
        if not words:
            return list(self.actors[:most])
        found = self._fitting([f" {word}" for word in words])
        begun = f" {' '.join(words)}"
        first = [at for at in found if self._names[at].startswith(begun)]
        rest = (at for at in found if not self._names[at].startswith(begun))
        return [self.actors[at] for at in islice(chain(first, rest), most)]

    def _fitting(self, words: list[str]) -> list[int]:
        found: Iterable[int] = range(len(self._all))
        for word in words:
            found = [at for at in found if word in self._all[at]]
        return list(found)

    def like(self, key: str, most: int = MOST) -> list[KnownActor]:
        """Whom an actor may be: those who share a word of a name with it, most such words first, then the others. Not
        itself."""
        at = next((n for n, actor in enumerate(self.actors) if actor.key == key), None)
        if at is None:
            return list(self.actors[:most])
        words = [f" {word} " for word in dict.fromkeys(self._all[at].replace("|", " ").split()) if len(word) > 1]
        shared = {n: sum(word in names for word in words) for n, names in enumerate(self._all)}
        near = sorted((n for n, count in shared.items() if count and n != at), key=lambda n: -shared[n])
        rest: Iterator[int] = (n for n, count in shared.items() if not count)
        return [self.actors[n] for n in islice(chain(near, rest), most)]
