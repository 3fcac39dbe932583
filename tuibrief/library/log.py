"""The library's file: opened, followed as other sessions write, appended to, never changed in its middle."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from tuibrief.library.lines import (
    VERSION,
    Record,
    header_line,
    header_of,
    intact,
    mend_header,
    read_lines,
    read_record,
    salvage,
    torn_header,
)
from tuibrief.library.lock import Unwritable, WriterLock, reason
from tuibrief.library.place import check_place, make_folder, sync, sync_folder
from tuibrief.library.records import Damage, LibraryError

_LAST = 256  # bytes: the last line's end, or all of it
REF_SIZE, REF_OFFSET = 32, 44  # bits: a reference to a document on disk is file | offset | size in one integer

Take = Callable[[Record], None]


class Log:
    """One library's file. ``offset`` is how far this session has read; everything before it has been given to
    ``take``.
    """

    def __init__(self, path: Path):
        self.path = path
        self.real = Path(os.path.realpath(path))
        self.lock = WriterLock(self.real)
        self.offset = 0
        self.header: dict[str, Any] | None = None
        self.damage: list[Damage] = []
        self.known_id: str | None = None
        self._files: list[int] = []
        self._writable = False
        self._identity: tuple[int, int] = (0, 0)
        self._changed = 0  # the file's time of change when it was last looked at
        self._read_last = b""  # the bytes before ``offset``, to tell whether the file was written over
        check_place(path)

    # -- opening ---

    def _open(self) -> int:
        try:
            fd = os.open(self.real, os.O_RDWR | os.O_APPEND)
            self._writable = True
        except PermissionError:
            fd = self._open_to_read()
        except OSError as error:
            if error.errno != errno.EROFS:
                raise
            fd = self._open_to_read()
        return fd

    def _open_to_read(self) -> int:
        self._writable = False
        try:
            return os.open(self.real, os.O_RDONLY)
        except PermissionError as error:
            raise LibraryError(f"The library {self.path} can't be read: {reason(error)}.") from error

    def _read_header(self, fd: int) -> tuple[dict[str, Any] | None, int]:
        """The first line's fields and where the second begins. An empty file, or a first line cut short, has none."""
        first = os.pread(fd, 1 << 16, 0)
        if not first or torn_header(first):
            return None, 0
        line, newline, rest = first.partition(b"\n")
        head = header_of(line)
        if head is None and newline:
            for broken in (line, line + b"\n" + rest.partition(b"\n")[0]):
                head = mend_header(broken)
                if head is not None:
                    line = broken
                    self.damage.append(Damage(0, len(broken), 1))
                    break
        if head is None:
            head = next((h for r in salvage(line, 0) if (h := header_of(r.line))), None)
            if head is not None:
                return head, 0
        if head is None:
            raise LibraryError(f"{self.path} is not a library of tuibrief; it was left as it is.")
        if head.get("version", 0) > VERSION:
            raise LibraryError(f"The library {self.path} was written by a newer tuibrief; please update to open it.")
        return head, len(line) + 1

    def _adopt(self, fd: int, header: dict[str, Any] | None) -> None:
        self._files.append(fd)
        found = os.fstat(fd)
        self._identity = (found.st_dev, found.st_ino)
        self.header = header
        if header is not None:
            self.known_id = header["library"]

    # -- following ---

    def follow(self, take: Take, anew: Callable[[], None]) -> bool:
        """Read what was written since; True if anything was. ``anew`` is called first where all must be read again.

        Raises ``Unwritable`` where the file is gone or another library stands in its place: what was read stays.
        """
        try:
            found = self.real.stat()
        except FileNotFoundError as error:
            if self.header is None:
                self._close_files()
                return False
            raise Unwritable("its file is gone") from error
        except OSError as error:
            raise Unwritable(reason(error)) from error
        if not self._files:
            fd = self._open()
            self._start(fd)
            return self._read_on(take)
        if (found.st_dev, found.st_ino) != self._identity:
            return self._switch(take, anew)
        changed, self._changed = found.st_mtime_ns != self._changed, found.st_mtime_ns
        if found.st_size < self.offset or (changed and self._written_over()):
            self._changed = 0
            self._again(anew)
            self._read_on(take)
            return True
        return found.st_size > self.offset and self._read_on(take)

    def reached(self, offset: int) -> None:
        """Everything before this offset is read."""
        self.offset = offset
        self._read_last = os.pread(self._files[-1], min(_LAST, offset), max(0, offset - _LAST))

    def _written_over(self) -> bool:
        """Whether the file holds something else where this session read last: a copy of the same library, put over it
        in place, may be as long or longer.
        """
        return os.pread(self._files[-1], len(self._read_last), self.offset - len(self._read_last)) != self._read_last

    def behind(self) -> bool:
        """Whether the file holds more than was read, or is another one now. ``Unwritable`` where it is gone."""
        try:
            found = self.real.stat()
        except OSError as error:
            raise Unwritable(reason(error)) from error
        same = (found.st_dev, found.st_ino) == self._identity and found.st_size == self.offset
        return not same or self._written_over()

    def _start(self, fd: int) -> None:
        try:
            header, start = self._read_header(fd)
        except BaseException:
            os.close(fd)
            raise
        self._adopt(fd, header)
        self.reached(start)

    def _again(self, anew: Callable[[], None]) -> None:
        """The file was cut, or put back from elsewhere in place: if it is still this library, all is read anew."""
        fd = self._files[-1]
        try:
            header, start = self._read_header(fd)
        except LibraryError as error:
            raise Unwritable("something else was written into its file") from error
        if self.known_id is not None and (header is None or header["library"] != self.known_id):
            raise Unwritable("its file was emptied" if header is None else "another library stands in its place")
        anew()
        self.damage.clear()
        self._files.remove(fd)
        self._close_files()
        self._adopt(fd, header)
        self.reached(start)

    def _switch(self, take: Take, anew: Callable[[], None]) -> bool:
        """Another file stands at the path: a compaction's, which says the same up to a point, or one to be read
        anew.
        """
        fd = self._open()
        try:
            header, start = self._read_header(fd)
        except LibraryError as error:
            os.close(fd)
            raise Unwritable("another file stands in its place") from error
        if self.known_id is not None and (header is None or header["library"] != self.known_id):
            os.close(fd)
            raise Unwritable("another library stands in its place")
        same = (header or {}).get("same_as")
        if same and [same["dev"], same["ino"]] == list(self._identity):
            # What the old file got before it was replaced is in the new one word for word, so nothing is read twice.
            self._read_on(take)
            if self.offset >= same["size"]:
                self._adopt(fd, header)
                self.reached(int(same["here"]) + self.offset - same["size"])
                self._read_on(take)
                return True
        anew()
        self.damage = [d for d in self.damage if d.offset == 0][-1:] if start and self.damage else []
        self._close_files()
        self._adopt(fd, header)
        self.reached(start)
        self._read_on(take)
        return True

    def _read_on(self, take: Take) -> bool:
        fd, any_read = self._files[-1], False
        if self.header is None:
            self.header, start = self._read_header(fd)
            if self.header is None:
                return False
            self.reached(start)
            self.known_id = self.header["library"]
        for offset, line in read_lines(fd, self.offset):
            record = read_record(line, offset)
            if record is not None:
                take(record)
            else:
                saved = salvage(line, offset)
                self.damage.append(Damage(offset, len(line), len(saved)))
                for inner in saved:
                    take(inner)
            self.offset = offset + len(line) + 1
            any_read = True
        if any_read:
            self.reached(self.offset)
        return any_read

    def records(self) -> Iterator[Record]:
        """Every whole line from the first on, damaged ones as far as they can be saved. For history; readers follow."""
        if not self._files or self.header is None:
            return
        for offset, line in read_lines(self._files[-1], 0, self.offset):
            record = read_record(line, offset)
            if record is None:
                yield from salvage(line, offset)
            elif record.id:
                yield record

    # -- documents left on disk ---

    def ref(self, offset: int, size: int) -> int:
        """A document's place on disk as one integer."""
        return ((len(self._files) - 1) << REF_OFFSET | offset) << REF_SIZE | size

    def fetch(self, ref: int) -> bytes:
        """The document at a place on disk."""
        size, place = ref & ((1 << REF_SIZE) - 1), ref >> REF_SIZE
        return os.pread(self._files[place >> REF_OFFSET], size, place & ((1 << REF_OFFSET) - 1))

    # -- writing (under the lock) ---

    def settle(self, take: Take) -> None:
        """Under the lock: cut an unfinished last line, which nobody was told is kept. One that lacks only its newline
        and checks out is given it instead.
        """
        if not self._files:
            return
        fd = self._files[-1]
        size = os.fstat(fd).st_size
        start = self.offset
        if size <= start:
            return
        self._need_writable()
        tail = os.pread(self._files[-1], size - start, start)
        try:
            if self.header is not None and intact(tail) and read_record(tail, start):
                os.write(self._files[-1], b"\n")
                self._read_on(take)
            else:
                os.ftruncate(self._files[-1], start)
        except OSError as error:
            raise Unwritable(reason(error)) from error

    def _need_writable(self) -> None:
        if self._writable:
            return
        try:
            fd = os.open(self.real, os.O_RDWR | os.O_APPEND)
        except OSError as error:
            raise Unwritable(reason(error)) from error
        found = os.fstat(fd)
        if (found.st_dev, found.st_ino) != self._identity:
            os.close(fd)
            raise Unwritable("its file was replaced")
        os.dup2(fd, self._files[-1], inheritable=False)
        os.close(fd)
        self._writable = True

    def make_folder(self) -> None:
        """The library's folder, readable by nobody else where it is made here."""
        make_folder(self.real.parent)

    def make_file(self) -> None:
        """Under the lock, with no file there: an empty one, 0600. Its first line comes with the first record."""
        try:
            fd = os.open(self.real, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError as error:
            raise LibraryError(f"The library {self.path} can't be made: {reason(error)}.") from error
        self._writable = True
        self._adopt(fd, None)
        self.reached(0)
        sync_folder(self.real.parent)

    def unmake_file(self) -> None:
        """Under the lock: take away the empty file that was made for a first record which could not be written."""
        if self._files and self.header is None and os.fstat(self._files[-1]).st_size == 0:
            self.real.unlink(missing_ok=True)
            self._close_files()

    @property
    def exists(self) -> bool:
        """Whether this session has a library's file open: one whose first record is written."""
        return bool(self._files) and self.header is not None

    def append(self, lines: Iterable[bytes], new_id: Callable[[], str]) -> list[int]:
        """Under the lock, caught up and settled: write each line with one ``write``, then make all durable.

        Returns where each begins. After ``Unwritable`` the lines before the one that failed may stand; those from it on
        don't, unless making them durable is what failed (``error.written`` is then true and a second copy does no
        harm).
        """
        self._need_writable()
        fd = self._files[-1]
        at = os.fstat(fd).st_size
        starts: list[int] = []
        for number, body in enumerate(lines):
            data, shift = body, 0
            if self.header is None and number == 0:
                head = header_line(new_id(), 0)
                data, shift = head + body, len(head)
            self._write(fd, data, at)
            starts.append(at + shift)
            at += len(data)
            if shift:
                self.header, start = self._read_header(fd)
                self.reached(start)
                self.known_id = self.header["library"] if self.header else None
        try:
            sync(fd)
        except OSError as error:
            raise NotDurable(reason(error)) from error
        return starts

    @staticmethod
    def _write(fd: int, data: bytes, size: int) -> None:
        try:
            written = os.write(fd, data)
        except OSError as error:
            raise Unwritable(reason(error)) from error
        if written != len(data):
            os.ftruncate(fd, size)
            raise Unwritable("the disk is full")

    def unread_tail(self) -> int:
        """How many bytes of an unfinished last line stand behind what was read."""
        return max(0, os.fstat(self._files[-1]).st_size - self.offset) if self._files else 0

    def copy_to(self, target: int) -> None:
        """What was read so far, as it stands: any beginning of a log that ends with a line is a whole library."""
        at = 0
        while self._files and at < self.offset:
            data = os.pread(self._files[-1], min(1 << 22, self.offset - at), at)
            if not data:
                return
            at += os.write(target, data)

    def _close_files(self) -> None:
        for fd in self._files:
            os.close(fd)
        self._files.clear()

    def close(self) -> None:
        """Close the file and the lock's sidecar."""
        self._close_files()
        self.lock.close()


class NotDurable(Unwritable):
    """The line was written, but the system could not say that it will survive a power cut."""
