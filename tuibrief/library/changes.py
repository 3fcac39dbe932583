"""What can be changed in a library. Each change is one line of the log, durable when the call returns, and undoable."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from tuibrief import marks as marking
from tuibrief.library import codec, edtf
from tuibrief.library.columns import block_fields
from tuibrief.library.journal import now, ulid
from tuibrief.library.records import LibraryError
from tuibrief.library.state import Draft
from tuibrief.library.turning import Turning
from tuibrief.model import Article, Mark, MarkKind, Reading, Target, TargetKind

EDITABLE = ("title", "outlet", "authors", "published", "url")
"""The fields of an article that a person may give."""


class Changes(Turning):
    """Every change of articles, readings and marks."""

    # -- articles and readings ---

    def add(self, article: Article) -> bool:
        """Keep an article. False where the same text is there already (one that was removed or archived comes back)."""
        added = now()

        def work(draft: Draft) -> bool:
            known = draft.get("articles", article.id)
            if known is not None:
                fields = codec.load(known)
                if not fields.get("removed"):
                    return False
                self._articles_table.update(_without_removed, doc_ids=[article.id])  # type: ignore[list-item]
                return True
            fields = codec.article_fields(article) | {"added": added}
            if not draft.has("texts", article.id):
                draft.put("texts", article.id, codec.dump({"id": article.id, "text": article.text}))
            draft.put("articles", article.id, codec.dump(fields))
            return True

        return self._change("add", f"added “{article.title or article.path}”", work, create=True)

    def add_all(self, articles: Iterable[Article]) -> int:
        """Keep many articles as one change, with one wait for the disk; how many were new."""
        new = list(articles)
        added = now()

        def work(draft: Draft) -> int:
            count = 0
            for article in new:
                known = draft.get("articles", article.id)
                if known is None:
                    fields = codec.article_fields(article) | {"added": added}
                    draft.put("texts", article.id, codec.dump({"id": article.id, "text": article.text}))
                    draft.put("articles", article.id, codec.dump(fields))
                    count += 1
                elif codec.load(known).get("removed"):
                    self._articles_table.update(_without_removed, doc_ids=[article.id])  # type: ignore[list-item]
                    count += 1
            return count

        return self._change("add", f"added {len(new)} articles", work, create=True, split=True) if new else 0

    def save_reading(self, reading: Reading) -> None:
        """Keep what was read in an article: machine layer, so not undoable. Nothing is kept of an article that is
        gone.
        """
        self.save_readings([reading])

    def save_readings(self, readings: Sequence[Reading]) -> None:
        """Keep several readings as one change."""
        stamp = ulid()

        def work(draft: Draft) -> None:
            for reading in readings:
                if draft.has("articles", reading.article):
                    draft.put("readings", reading.article, codec.dump(codec.reading_fields(reading)))
                    draft.put("blocks", reading.article, codec.dump(block_fields(reading, stamp)))

        self._change("read", "read", work, undoable=False, split=True)

    def edit_article(self, article_id: str, **fields: Any) -> None:
        """Set what is known of an article, as given by the person: title, outlet, authors, published (EDTF), url.

        What the file said stays beside it (``article_as_added``).
        """
        key = self._article_id(article_id)
        for name, value in fields.items():
            if name not in EDITABLE:
                raise LibraryError(f"An article's {name} can't be given; only {', '.join(EDITABLE)} can.")
            if name == "published" and value and edtf.bounds(value) is None:
                raise LibraryError(f"“{value}” is not a date like 2025, 2025-10 or 2025-10-28.")
        given = {k: list(v) if k == "authors" and v else v for k, v in fields.items()}

        def work(draft: Draft) -> None:
            raw = draft.get("articles", key)
            if raw is not None:
                fields = codec.load(raw)
                # A name for each field: two sessions that edit two fields don't stand in each other's way at undo.
                first = {codec.SAID + k: fields.get(k) for k in given if codec.SAID + k not in fields}
                self._articles_table.update(first | given, doc_ids=[key])  # type: ignore[list-item]

        names = ", ".join({"published": "date", "url": "address"}.get(name, name) for name in fields)
        self._change("edit", f"set {names} of “{self._articles[key].get('title') or key}”", work)

    def remove(self, article_id: str) -> None:
        """Take an article out of the library: undoable, its text and marks stay in the file until it is purged."""
        self._flag(article_id, "removed", True, "remove")

    def archive(self, article_id: str, on: bool = True) -> None:
        """Put an article away, or back: archived ones are kept whole but are in no list."""
        self._flag(article_id, "archived", on, "archive" if on else "unarchive")

    def _flag(self, article_id: str, name: str, on: bool, what: str) -> None:
        key = self._article_id(article_id)

        def work(draft: Draft) -> None:
            if draft.has("articles", key):
                self._articles_table.update({name: on}, doc_ids=[key])  # type: ignore[list-item]

        self._change(what, f"{what}d {key}", work)

    # -- marks ---

    def mark(self, kind: MarkKind, targets: Sequence[Target], value: Any, *, undoable: bool = True) -> list[str]:
        """Put a mark on each target; the new marks' ids. A value that must be one of a few is checked. What the program
        does by itself is not ``undoable``: undo takes back what a person did."""
        value = _checked(kind, value)
        made = [Mark(ulid(), kind, target, value, self.who, now()) for target in targets]
        alone = kind in (MarkKind.TAG, MarkKind.READ, MarkKind.VERDICT, MarkKind.GRADE)

        def work(draft: Draft) -> list[str]:
            kept = []
            for mark in made:
                same = [m for m in self._marks_on(mark.target) if m.kind is kind] if alone else []
                if kind is MarkKind.TAG:
                    same = [m for m in same if m.value == value]
                elif kind is MarkKind.GRADE:
                    same = [m for m in same if _same_scale(m.value, value)]
                if any(m.value == value for m in same):
                    continue
                if same:
                    self._marks_table.remove(doc_ids=[m.id for m in same])  # type: ignore[misc]
                # What TinyDB's insert comes to, at a third of its time: a person may mark 100,000 events at once.
                draft.put("marks", mark.id, codec.dump(codec.mark_fields(mark)))
                kept.append(mark.id)
            return kept

        return self._change(kind.value, _label(kind, value, targets), work, undoable=undoable)

    def unmark(self, mark_ids: Sequence[str]) -> None:
        """Take marks off. Those that are gone already are passed over."""
        ids = [self._full_id(i, list(self._marks), "mark") for i in mark_ids]

        def work(_: Draft) -> None:
            self._marks_table.remove(doc_ids=ids)  # type: ignore[arg-type]

        self._change("unmark", f"took off {_many(len(ids), 'mark')}", work)

    def tag(self, targets: Sequence[Target], tag: str) -> list[str]:
        """Tag each target that does not have the tag yet; the new marks' ids."""
        return self.mark(MarkKind.TAG, targets, tag)

    def untag(self, targets: Sequence[Target], tag: str) -> int:
        """Take a tag off each target; how many had it."""
        tag = str(_checked(MarkKind.TAG, tag))

        def work(_: Draft) -> int:
            ids = {m.id for t in targets for m in self._marks_on(t) if m.kind is MarkKind.TAG and m.value == tag}
            if ids:
                self._marks_table.remove(doc_ids=list(ids))  # type: ignore[arg-type]
            return len(ids)

        return self._change("untag", f"took “{tag}” off {_things(targets)}", work)

    def note(self, targets: Sequence[Target], text: str) -> list[str]:
        """Write a note on each target; the new marks' ids."""
        return self.mark(MarkKind.NOTE, targets, text)

    def edit_note(self, mark_id: str, text: str) -> None:
        """Change what a note says."""
        key = self._full_id(mark_id, list(self._marks), "note")
        text = str(_checked(MarkKind.NOTE, text))

        def work(draft: Draft) -> None:
            if not draft.has("marks", key):
                raise LibraryError("That note was taken off in another session; copy your text to keep it.")
            self._marks_table.update({"value": text, "edited": now()}, doc_ids=[key])  # type: ignore[list-item]

        self._change("note", "changed a note", work)

    def revise(self, old_id: str, article: Article) -> tuple[int, int]:
        """Put a changed text in an article's place: the old one is archived and its marks go to the same words in the
        new.

        Returns how many marks moved, and how many words were not found: those marks become orphans, listed, never
        moved.
        """
        key = self._article_id(old_id)
        if key == article.id:
            return 0, 0

        def work(_: Draft) -> tuple[int, int]:
            moved = lost = 0
            for mark in self._marks_in(key):
                target = replace(mark.target, article=article.id)
                if target.anchor is not None:
                    found = marking.locate(target.anchor, article.text)
                    if found is None:
                        lost += 1
                    else:
                        target = replace(target, anchor=marking.anchor_of(article.text, *found.span))
                        moved += 1
                fields = {"target": codec.target_fields(target)}
                self._marks_table.update(fields, doc_ids=[mark.id])  # type: ignore[list-item]
            self._articles_table.update({"archived": True}, doc_ids=[key])  # type: ignore[list-item]
            return moved, lost

        label = f"put a new text in the place of {key}"
        with self.as_one(label):
            self.add(article)
            return self._change("revise", label, work)


def _without_removed(fields: Any) -> None:
    fields.pop("removed", None)
    fields.pop("archived", None)


def _same_scale(one: Any, other: Any) -> bool:
    """Whether two grades are both letters or both digits: giving a digit leaves the letter."""
    return str(one)[:1].isdigit() == str(other)[:1].isdigit()


def _checked(kind: MarkKind, value: Any) -> Any:
    if kind is MarkKind.TAG:
        value = " ".join(str(value).split())
        if not value:
            raise LibraryError("A tag needs at least one character.")
    elif kind is MarkKind.NOTE and not str(value).strip():
        raise LibraryError("A note needs at least one character.")
    elif kind is MarkKind.VERDICT and value not in marking.VERDICTS:
        raise LibraryError("A verdict is “confirmed” or “rejected”.")
    elif kind is MarkKind.GRADE:
        value = str(value).upper()
        if len(value) != 1 or value not in marking.SOURCE_GRADES + marking.INFORMATION_GRADES:
            raise LibraryError("A grade is a letter from A to F (the source) or a digit from 1 to 6 (the information).")
    elif kind is MarkKind.CORRECTION:
        try:
            marking.field_value(str(value["field"]), value.get("value"))
        except (ValueError, TypeError, KeyError) as error:
            raise LibraryError(f"That correction can't be made: {error}.") from error
        when = value.get("value")
        if value["field"] == "when" and when and edtf.bounds(str(when)) is None:
            raise LibraryError(f"“{when}” is not a date like 2025, 2025-10 or 2025-10-28.")
    return value


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _things(targets: Sequence[Target]) -> str:
    kinds = {t.kind for t in targets}
    return _many(len(targets), kinds.pop().value if len(kinds) == 1 else "thing")


def _label(kind: MarkKind, value: Any, targets: Sequence[Target]) -> str:
    on = _things(targets)
    words = {
        MarkKind.TAG: f"tagged {on} “{value}”",
        MarkKind.NOTE: f"noted on {on}",
        MarkKind.GRADE: f"graded {on} {value}",
        MarkKind.VERDICT: f"{value} {on}",
        MarkKind.EVENT: "added an event",
        MarkKind.READ: f"marked {on} {'read' if value else 'unread'}",
    }
    if kind is MarkKind.CORRECTION:
        return f"corrected {value['field']} of {on}"
    if kind in (MarkKind.MERGE, MarkKind.SPLIT) and isinstance(value, dict) and "did" in value:
        return str(value["did"])
    return words.get(kind, f"{kind.value} on {on}")


__all__ = ["EDITABLE", "Changes", "TargetKind"]
