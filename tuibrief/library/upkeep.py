"""Looking after a library: history, compaction, check, backup, purge, and a copy for stock TinyDB."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from tuibrief.library import codec
from tuibrief.library.lines import PUT, Record, header_of, read_lines, read_record, salvage
from tuibrief.library.lock import reason
from tuibrief.library.place import sync_folder
from tuibrief.library.records import CheckReport, Damage, HistoryRow, LibraryError
from tuibrief.library.search import Finding
from tuibrief.model import Mark, Span, TargetKind

if TYPE_CHECKING:
    import subprocess

    from tuibrief.library.compact import Saved


class Upkeep(Finding):
    """What is done to the library as a whole, or asked of its past."""

    # -- history ---

    def history(self, of: str) -> list[HistoryRow]:
        """Who changed what, and when, of an article, an event, a mark or an actor, oldest first."""
        with self._lock:
            article, wants = self._subject(of)
            rows: list[HistoryRow] = []
            marks: dict[str, Mark] = {}
            fields: dict[str, Any] = {}
            for record in self._journal.log.records():
                for verb, table, key, start, size in record.steps():
                    raw = record.line[start : start + size]
                    if table == "marks":
                        row = self._mark_row(record, verb, key, raw, marks, wants)
                        if row:
                            rows.append(row)
                    elif key == article and table == "articles":
                        after = codec.load(raw) if verb == PUT else {}
                        rows.append(HistoryRow(record.at, record.by, record.what, _difference(fields, after)))
                        fields = after
                    elif key == article and table == "readings":
                        reading = codec.load(raw)
                        count = len(reading.get("events", ()))
                        detail = f"{count} events by {reading['model']}, rules {reading['rules']}"
                        rows.append(HistoryRow(record.at, record.by, record.what, detail))
            return rows

    def _subject(self, of: str) -> tuple[str | None, Callable[[Mark], bool]]:
        """The article whose own changes are meant, if any, and which marks are meant."""
        if of in self._marks:
            return None, lambda m: m.id == of
        if any(m.target.name == of for m in self._marks.values()) or any(row.name == of for row in self.actors()):
            return None, lambda m: m.target.name == of
        if "." in of:
            event = self.event(of)
            article, span = event.id.rpartition(".")[0], Span(event.trigger.start, event.trigger.end)
            return None, lambda m: _on(m, article, span)
        key = self._article_id(of)
        return key, lambda m: m.target.article == key

    @staticmethod
    def _mark_row(
        record: Record, verb: str, key: str, raw: bytes, marks: dict[str, Mark], wants: Callable[[Mark], bool]
    ) -> HistoryRow | None:
        before = marks.get(key)
        if verb != PUT:
            marks.pop(key, None)
            if before is None or not wants(before):
                return None
            return HistoryRow(record.at, record.by, record.what, f"took off {_said(before)}", key)
        mark = codec.mark_of(codec.load(raw))
        marks[key] = mark
        return HistoryRow(record.at, record.by, record.what, _said(mark), key) if wants(mark) else None

    # -- compaction and purge ---

    def compact(self) -> Saved:
        """Drop superseded readings from the file, in another process, and wait for it. Other sessions work on
        meanwhile.
        """
        from tuibrief.library.compact import Saved

        if self.waiting:
            raise LibraryError(f"{self.waiting} changes still wait to be written; the library can't be compacted now.")
        if not self._journal.log.exists:
            return Saved(0, 0, 0, 0)
        process = self.compacting()
        out, _ = process.communicate()
        words = out.decode(errors="replace").strip()
        if process.returncode:
            raise LibraryError(words or "The library could not be compacted; nothing was changed.")
        self.refresh()
        return Saved(*(int(n) for n in words.split()))

    def compacting(self) -> subprocess.Popen[bytes]:
        """Start a compaction in another process and don't wait: its end shows by ``poll()``, its work by
        ``refresh``.
        """
        import subprocess  # 5 ms, for the few who compact

        command = [sys.executable, "-m", "tuibrief.library.compact", str(self.path)]
        return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)

    def any_article_id(self, beginning: str) -> str:
        """The id of the one article that begins so, also of one that was removed, whose text is still in the file."""
        with self._lock:
            known = [*self._articles, *(k for k in self._state.tables.get("texts", {}) if k not in self._articles)]
            return self._full_id(beginning, known, "article")

    def purge(self, article_id: str) -> int:
        """Remove an article for good, also one that was removed before: its text, readings, marks, their history, and
        the search index. Not undoable. How many lines it stood in. (Backups and copied citations are other files.)
        """
        from tuibrief.library.compact import purge

        with self._lock:
            if self.waiting and not self._flush():
                raise LibraryError(f"{self.waiting} changes still wait to be written; nothing can be purged now.")
            key = self.any_article_id(article_id)
            touched = {("articles", key), ("blocks", key)} | {("marks", m.id) for m in self._marks_in(key)}
            lines = purge(self._journal.log.real, key)
            self._last_reading = None
            self._stacks.forget(touched)
            for doc in touched:
                self._watched.pop(doc, None)
            self._drop_index()
            for end in ("", "-journal", "-wal", "-shm"):  # what tuibrief.sidecar keeps beside the library
                self._journal.log.real.with_name(f"{self._journal.log.real.name}.stories{end}").unlink(missing_ok=True)
            self._refresh_now()
            return lines

    # -- check, backup, copies ---

    def check(self) -> CheckReport:
        """Read every line of the file and decode every document."""
        with self._lock:
            self._refresh_now()
            if not self._journal.log.exists:
                return CheckReport(0, (), 0, ())
            fd = os.open(self._journal.log.real, os.O_RDONLY)
            try:
                return _check(fd)
            finally:
                os.close(fd)

    def backup(self, path: Path, *, overwrite: bool = False) -> int:
        """Copy the library to a file, whole and durable, while others may write; how many bytes. Never over a file
        that is there, unless told to.
        """
        with self._lock:
            self._refresh_now()
            if not self._journal.log.exists:
                raise LibraryError("The library is empty; there is nothing to back up.")
            return _write_whole(path, overwrite, self._journal.log.copy_to)

    def export_tinydb(self, path: Path, *, overwrite: bool = False) -> int:
        """Write all tables as stock TinyDB's JSON, with numbers for ids; how many bytes."""
        from tuibrief.library.place import write_all

        with self._lock:
            self._refresh_now()

            def fill(fd: int) -> None:
                for piece in self._tinydb_pieces():
                    write_all(fd, piece)

            return _write_whole(path, overwrite, fill)

    def _tinydb_pieces(self) -> Iterator[bytes]:
        """A piece an article or so: the whole would not fit in memory twice."""
        yield b"{"
        for number, (table, docs) in enumerate(self._state.tables.items()):
            yield (b"," if number else b"") + orjson.dumps(table) + b":{"
            for doc_id, held in enumerate(docs.values(), 1):
                yield (b"," if doc_id > 1 else b"") + b'"%d":' % doc_id + self._state.raw(held)
            yield b"}"
        yield b"}"


def _on(mark: Mark, article: str, span: Span) -> bool:
    anchor = mark.target.anchor
    if mark.target.article != article or anchor is None or mark.target.kind is not TargetKind.EVENT:
        return False
    return span.overlaps(Span(anchor.start, anchor.end))


def _said(mark: Mark) -> str:
    value = mark.value
    if isinstance(value, dict) and "field" in value:
        value = f"{value['field']} = {value.get('value')}"
    words = f"{mark.kind.value} “{value}”"
    return f"{words} on “{mark.target.anchor.exact}”" if mark.target.anchor else words


def _difference(before: dict[str, Any], after: dict[str, Any]) -> str:
    if not before:
        return f"added {after.get('title') or after.get('path', '')}"
    if not after:
        return "taken away"
    changed = (n for n in {**before, **after} if before.get(n) != after.get(n))
    names = [n for n in changed if not n.startswith(codec.SAID)]
    return "; ".join(f"{n}: {before.get(n)} → {after.get(n)}" for n in names)


def _check(fd: int) -> CheckReport:
    lines, damage, bad = 0, [], []
    end = 0
    for offset, line in read_lines(fd, 0):
        end = offset + len(line) + 1
        lines += 1
        record = read_record(line, offset)
        if record is None or (offset == 0 and not header_of(line)):
            damage.append(Damage(offset, len(line), len(salvage(line, offset))))
            continue
        for verb, table, key, start, size in record.steps():
            if verb == PUT and not _decodes(line[start : start + size]):
                bad.append(f"{table}/{key}")
    return CheckReport(lines, tuple(damage), os.fstat(fd).st_size - end, tuple(bad))


def _decodes(raw: bytes) -> bool:
    try:
        return isinstance(codec.load(raw), dict)
    except ValueError:
        return False


def _write_whole(path: Path, overwrite: bool, fill: Callable[[int], None]) -> int:
    """A file that is there whole or not at all."""
    if path.exists() and not overwrite:
        raise LibraryError(f"{path} is there already; it was left as it is.")
    new = path.with_name(f".{path.name}.new.{os.getpid()}")
    try:
        fd = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            fill(fd)
            os.fsync(fd)
            size = os.fstat(fd).st_size
        finally:
            os.close(fd)
        new.rename(path)
        sync_folder(path.parent)
    except OSError as error:
        new.unlink(missing_ok=True)
        raise LibraryError(f"{path} can't be written: {reason(error)}.") from error
    return size


__all__ = ["Upkeep"]
