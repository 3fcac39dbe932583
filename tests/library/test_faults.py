"""Faults really caused: kills, cuts, flipped bits, a full disk, a file that goes and comes back, many writers at once.

TUIBRIEF_FAULTS=full runs the counts that the project publishes (500 kills, 4 × 2,000 changes); by default smaller ones.
"""

from __future__ import annotations

import errno
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tuibrief.library import log as log_module
from tuibrief.library.library import Library, LibraryError
from tuibrief.library.lines import header_line, read_record
from tuibrief.library.log import Log
from tuibrief.model import Article, MarkKind, Target

from .making import filled, harbour

FULL = os.environ.get("TUIBRIEF_FAULTS") == "full"


@pytest.fixture
def path(place: Path) -> Path:
    return place / "case.jsonl"


def first(library: Library) -> Target:
    return library.target_of_event(library.events()[0].id)


def run(code: str, *arguments: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", code, *(str(a) for a in arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


# -- kills ---

TAGGER = """
import os, sys
from pathlib import Path
from tuibrief.library.library import Library
library = Library.open(Path(sys.argv[1]), who="killed")
target = library.target_of_event(library.events()[0].id)
n = 0
while True:
    n += 1
    tag = f"{sys.argv[2]}-{n}"
    if n % 7 == 0:
        library.save_reading(library.reading(target.article))
    library.tag([target], tag)
    os.write(1, (tag + "\\n").encode())
"""


def test_no_acknowledged_tag_is_lost_to_a_kill(path: Path) -> None:
    filled(path).close()
    chance = random.Random(7)
    acknowledged: set[str] = set()
    for number in range(500 if FULL else 12):
        child = run(TAGGER, path, number)
        assert child.stdout is not None
        acknowledged.add(child.stdout.readline().decode().strip())
        time.sleep(chance.random() * 0.03)
        child.send_signal(signal.SIGKILL)
        out, _ = child.communicate()
        acknowledged.update(line.decode() for line in out.splitlines(keepends=False))
    with Library.open(path) as library:
        assert acknowledged <= set(library.tags())
        assert not library.damage
        library.tag([first(library)], "after")
        report = library.check()
        assert report.sound, report


def test_a_killed_compaction_changes_nothing_and_leaves_nothing_for_long(path: Path) -> None:
    with filled(path) as library:
        for n in range(30):
            library.tag([first(library)], f"t{n}")
            library.save_reading(harbour()[1])
        chance = random.Random(5)
        for _ in range(100 if FULL else 5):
            process = library.compacting()
            time.sleep(chance.random() * 0.15)
            process.kill()
            process.communicate()
            assert len(library.tags()) == 30
            library.refresh()
            assert library.check().sound
        library.compact()
        assert len(library.tags()) == 30
    assert {p.name for p in path.parent.iterdir()} == {"case.jsonl", ".case.jsonl.lock"}


# -- cuts and flipped bits ---


def test_a_file_cut_anywhere_in_its_last_two_lines_opens_and_goes_on(path: Path) -> None:
    with filled(path) as library:
        target = first(library)
        library.tag([target], "last but one")
        library.tag([target], "last")
    whole = path.read_bytes()
    lines = whole.splitlines(keepends=True)
    begin = len(whole) - len(lines[-1]) - len(lines[-2])
    for size in range(begin, len(whole)):
        path.write_bytes(whole[:size])
        complete = [
            tag for tag, end in (("last but one", begin + len(lines[-2])), ("last", len(whole))) if size >= end - 1
        ]
        with Library.open(path) as library:
            seen = set(library.tags())
            library.tag([target], "after")
            assert set(library.tags()) == {*complete, "after"}
            assert seen <= {*complete}
            assert library.check().sound


def test_one_flipped_bit_costs_one_line_at_most_and_is_reported(path: Path) -> None:
    with filled(path) as library:
        target = first(library)
        for n in range(3):
            library.tag([target], f"t{n}")
    whole = path.read_bytes()
    records = len(whole.splitlines()) - 1
    chance = random.Random(3)
    ends = [i for i, c in enumerate(whole) if c == 10]
    head = whole.index(b"\n")
    places = {*ends, *range(head + 12), *chance.sample(range(len(whole)), 2000 if FULL else 250)}
    for place in sorted(places):
        for bit in range(8) if place in ends else (chance.randrange(8),):
            spoiled = bytearray(whole)
            spoiled[place] ^= 1 << bit
            path.write_bytes(spoiled)
            taken: list[str] = []
            log = Log(path)
            log.follow(lambda r, ids=taken: ids.append(r.id) if r.id else None, taken.clear)  # type: ignore[misc]
            torn = log.unread_tail()
            assert len(taken) >= records - 1, (place, bit)
            assert log.damage or torn, (place, bit)
            log.close()


def test_a_damaged_library_is_used_on_and_check_tells(path: Path) -> None:
    with filled(path) as library:
        target = first(library)
        library.tag([target], "good")
        library.tag([target], "spoiled")
        library.tag([target], "fine")
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b'"spoiled"', b'"spoilXd"'))
    with Library.open(path) as library:
        assert set(library.tags()) == {"good", "fine"}
        assert library.problem is not None
        assert "1 damaged line" in library.problem
        report = library.check()
        assert not report.sound
        assert len(report.damage) == 1
        library.tag([target], "after")
        saved = library.compact()
        assert saved.damaged == 1
        assert library.check().sound
        assert set(library.tags()) == {"good", "fine", "after"}
    assert b"spoilXd" in path.with_name("case.jsonl.damaged").read_bytes()


# -- a disk that can't be written ---


@pytest.fixture
def small_disk(place: Path) -> Iterator[Path]:
    folder = place / "small"
    folder.mkdir()
    mounted = os.geteuid() == 0 and shutil.which("mount")
    if (
        not mounted
        or subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", folder], capture_output=True, check=False
        ).returncode
    ):
        pytest.skip("no file system can be mounted here")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


def fill_up(folder: Path) -> Path:
    ballast = folder / "ballast"
    with suppress(OSError), ballast.open("wb", buffering=0) as file:
        while True:
            file.write(b"x" * 512)
    return ballast


def test_on_a_full_disk_changes_wait_and_are_written_once_there_is_room(small_disk: Path) -> None:
    path = small_disk / "case.jsonl"
    library = filled(path)
    other = Library.open(path, who="bob")
    target = first(library)
    ballast = fill_up(small_disk)
    size = path.stat().st_size
    room = 4096 - size % 4096
    tags = [f"{n:03}" + "x" * 60 for n in range(room // 300 + 20)]
    for tag in tags:
        library.tag([target], tag)
    assert library.waiting
    assert "disk is full" in (library.problem or "")
    assert set(library.tags()) == set(tags), "what waits is shown"
    assert path.read_bytes().endswith(b"\n"), "no half line is left"
    with pytest.raises(LibraryError, match="disk is full"):
        library.close()
    other.refresh()
    assert set(other.tags()) < set(tags)
    ballast.unlink()
    other.tag([target], "bob's")
    time.sleep(1.1)
    assert library.refresh()
    assert library.waiting == 0
    assert library.problem is None
    other.refresh()
    expected = dict.fromkeys([*tags, "bob's"], 1)
    assert library.tags() == other.tags() == expected
    assert library.check().sound
    library.undo()
    assert set(library.tags()) == {*expected} - {tags[-1]}
    library.close()
    other.close()


def test_a_new_library_on_a_full_disk_is_refused(small_disk: Path) -> None:
    fill_up(small_disk)
    library = Library.open(small_disk / "new.jsonl")
    with pytest.raises(LibraryError, match="disk is full"):
        library.add(harbour()[0])
    assert list(library.articles()) == []


def test_on_a_disk_gone_read_only_changes_wait(small_disk: Path) -> None:
    path = small_disk / "case.jsonl"
    filled(path).close()
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    try:
        library = Library.open(path)
        library.tag([first(library)], "later")
        assert library.problem == "1 change waits to be written: the disk is read-only."
    finally:
        subprocess.run(["mount", "-o", "remount,rw", small_disk], check=True)
    time.sleep(1.1)
    library.refresh()
    assert (library.problem, library.waiting) == (None, 0)
    library.close()
    with Library.open(path) as again:
        assert again.tags() == {"later": 1}


@pytest.mark.skipif(os.geteuid() == 0, reason="permissions do not bind the superuser")
def test_in_a_folder_that_may_not_be_written_changes_wait(path: Path) -> None:
    filled(path).close()
    path.chmod(0o400)
    library = Library.open(path)
    library.tag([first(library)], "later")
    assert "not yours to write" in (library.problem or "")
    path.chmod(0o600)
    library.close()
    with Library.open(path) as again:
        assert again.tags() == {"later": 1}


def test_what_was_written_but_not_made_durable_is_written_again_and_counts_once(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library, other = filled(path), Library.open(path)
    target = first(library)

    def failing(fd: int) -> None:
        raise OSError(errno.EIO, "no")

    with monkeypatch.context() as patch:
        patch.setattr(log_module, "sync", failing)
        library.note([target], "once")
        assert library.waiting == 1
        assert "disk reports an error" in (library.problem or "")
    [mark] = library.marks()
    other.refresh()
    other.unmark([mark.id])
    library.note([target], "next")
    assert library.waiting == 0
    other.refresh()
    for session in (library, other, Library.open(path)):
        assert [m.value for m in session.marks()] == ["next"], "the copy must not bring back what was taken off"
    assert len({line for line in path.read_bytes().splitlines() if b"once" in line}) == 1
    assert library.check().sound


# -- the file goes and comes back ---


def test_while_the_file_is_away_changes_wait_and_both_sessions_write_them_later_once(path: Path) -> None:
    ann, bob = filled(path, "ann"), Library.open(path, who="bob")
    target = first(ann)
    away = path.with_name("away.jsonl")
    path.rename(away)
    ann.tag([target], "from ann")
    bob.tag([target], "from bob")
    [note] = bob.note([target], "draft")
    bob.edit_note(note, "final")
    bob.undo()
    assert not path.exists(), "a session must not make a new file in its place"
    assert (ann.waiting, bob.waiting) == (1, 4)
    assert ann.problem == "1 change waits to be written: its file or folder is gone." or "gone" in (ann.problem or "")
    assert ann.events()[0].tags == ("from ann",)
    assert ann.article(ann.articles()[0].id).text, "texts are still there to read"
    with pytest.raises(LibraryError, match="They would be lost"):
        ann.close()
    away.rename(path)
    time.sleep(1.1)
    ann.refresh()
    bob.refresh()
    ann.refresh()
    assert (ann.waiting, bob.waiting, ann.problem) == (0, 0, None)
    for session in (ann, bob, Library.open(path)):
        assert session.tags() == {"from ann": 1, "from bob": 1}
        assert [m.value for m in session.marks() if m.kind is MarkKind.NOTE] == ["draft"]
    assert bob.undo() == "Undone: noted on 1 event."
    assert bob.undo() == "Undone: tagged 1 event “from bob”."
    ann.refresh()
    assert ann.tags() == {"from ann": 1}


def test_changes_made_as_one_while_the_file_is_away_are_undone_in_one_step(path: Path) -> None:
    away = path.with_name("away.jsonl")
    with filled(path) as library:
        target = first(library)
        path.rename(away)
        with library.as_one("tagged twice"):
            library.tag([target], "one")
            library.tag([target], "two")
        assert library.waiting == 2
        with Library.open(away, who="bob") as bob:
            bob.tag([target], "theirs")
        away.rename(path)
        time.sleep(1.1)
        library.refresh()
        assert set(library.tags()) == {"one", "two", "theirs"}
        assert library.undo() == "Undone: tagged twice."
        assert set(library.tags()) == {"theirs"}


def test_changes_never_go_into_another_library_in_the_same_place(path: Path) -> None:
    ann = filled(path)
    target = first(ann)
    path.rename(path.with_name("away.jsonl"))
    with Library.open(path) as stranger:
        stranger.add(Article.of("Another case.", "x.txt"))
    before = path.read_bytes()
    ann.tag([target], "mine")
    assert "another library stands in its place" in (ann.problem or "")
    assert path.read_bytes() == before
    path.with_name("away.jsonl").rename(path)
    ann.close()
    with Library.open(path) as library:
        assert library.tags() == {"mine": 1}


def test_a_library_put_back_from_a_backup_is_read_anew(path: Path) -> None:
    with filled(path) as ann:
        copy = path.with_name("copy.jsonl")
        target = first(ann)
        ann.tag([target], "kept")
        ann.backup(copy)
        ann.tag([target], "lost with the old file")
        copy.rename(path)
        assert ann.refresh()
        assert ann.tags() == {"kept": 1}
        ann.tag([target], "new")
        assert Library.open(path).tags() == {"kept": 1, "new": 1}


@pytest.mark.parametrize("content", [b"", b"something else entirely\n"])
def test_what_is_written_over_the_file_is_noticed_and_what_was_read_stays(path: Path, content: bytes) -> None:
    ann = filled(path)
    target, whole = first(ann), path.read_bytes()
    path.write_bytes(content)
    ann.tag([target], "waits")
    assert ann.waiting == 1
    assert len(ann.events()) == 5
    assert path.read_bytes() == content
    path.write_bytes(whole)
    ann.close()
    with Library.open(path) as library:
        assert library.tags() == {"waits": 1}


def test_an_older_copy_written_over_the_file_in_place_is_noticed_also_where_it_is_longer(path: Path) -> None:
    article, read = harbour()
    with filled(path) as ann:
        target = first(ann)
        ann.tag([target], "kept")
        for _ in range(5):
            ann.save_reading(read)
        longer = path.read_bytes()
        ann.compact()
        ann.tag([target], "lost")
        assert path.stat().st_size < len(longer)
        path.write_bytes(longer)
        assert ann.refresh()
        assert ann.tags() == {"kept": 1}
        assert ann.reading(article.id) == read
        ann.tag([target], "new")
        assert Library.open(path).tags() == {"kept": 1, "new": 1}
        assert ann.check().sound


def test_another_text_of_the_same_length_written_over_the_file_is_noticed(path: Path) -> None:
    with filled(path) as ann:
        target, whole = first(ann), path.read_bytes()
        path.write_bytes(b"x" * (len(whole) - 1) + b"\n")
        ann.tag([target], "waits")
        assert ann.waiting == 1
        assert "something else was written" in (ann.problem or "")
        path.write_bytes(whole)
        time.sleep(1.1)
        ann.refresh()
        assert (ann.waiting, ann.problem) == (0, None)
        assert Library.open(path).tags() == {"waits": 1}


# -- many writers ---

WRITER = """
import sys
from pathlib import Path
from tuibrief.library.library import Library
path, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
library = Library.open(path, who=name)
rows = list(library.events())
reading = library.reading(rows[0].article)
for n in range(count):
    library.tag([library.target_of_event(rows[n % len(rows)].id)], f"{name}-{n}")
    if n % 10 == 0:
        library.save_reading(reading)
library.close()
"""


def test_four_writers_and_a_compaction_lose_nothing(path: Path) -> None:
    count = 2000 if FULL else 60
    library = filled(path)
    seen = library.version
    writers = [run(WRITER, path, f"w{n}", count) for n in range(4)]
    compactions = 0
    while any(w.poll() is None for w in writers):
        library.refresh()
        if library.version > seen + count // 2:
            seen = library.version
            library.compact()
            compactions += 1
    for writer in writers:
        _, said = writer.communicate()
        assert writer.returncode == 0, said.decode()
    library.refresh()
    assert compactions
    expected = {f"w{n}-{i}": 1 for n in range(4) for i in range(count)}
    assert library.tags() == expected
    assert library.check().sound
    with Library.open(path) as fresh:
        assert fresh.tags() == expected
        assert [e.tags for e in fresh.events()] == [e.tags for e in library.events()]


# -- what is no library ---


def test_what_can_not_be_a_library_is_refused_and_left_alone(place: Path) -> None:
    newer = header_line("01ABC", 0).replace(b'"version":1', b'"version":2')
    from tuibrief.library.lines import seal

    files = {
        "newer": seal(newer[9:-1]),
        "program": b"#!/bin/sh\necho hello\n",
        "picture": bytes(range(256)) * 20,
        "tinydb": b'{"_default": {"1": {"a": 1}}}',
        "line": b"one line without an end",
    }
    for name, content in files.items():
        path = place / name
        path.write_bytes(content)
        with pytest.raises(LibraryError, match="newer tuibrief" if name == "newer" else "not a library") as found:
            Library.open(path)
        assert str(found.value).endswith((".", "to open it."))
        assert path.read_bytes() == content
    (place / "folder").mkdir()
    (place / "loop").symlink_to("loop")
    (place / "dangling").symlink_to("nowhere")
    os.mkfifo(place / "pipe")
    for name, words in (
        ("folder", "is a folder"),
        ("loop", "can't be opened"),
        ("dangling", "not there"),
        ("pipe", "not a plain"),
    ):
        with pytest.raises(LibraryError, match=words):
            Library.open(place / name)
    assert sorted(p.name for p in place.iterdir()) == sorted([*files, "folder", "loop", "dangling", "pipe"])


def test_a_path_that_can_not_be_made_is_refused(place: Path) -> None:
    (place / "file").write_text("x")

    def keep(path: Path) -> None:
        Library.open(path).add(harbour()[0])

    for path in (place / "file" / "deep" / "case.jsonl", place / ("n" * 300)):
        with pytest.raises(LibraryError, match="can't be"):
            keep(path)
    assert [p.name for p in place.iterdir()] == ["file"]


def test_a_link_to_a_library_is_that_library_for_locks_and_compaction(path: Path, place: Path) -> None:
    link = place / "elsewhere" / "link.jsonl"
    link.parent.mkdir()
    with filled(path) as ann:
        link.symlink_to(path)
        with Library.open(link, who="bob") as bob:
            target = first(bob)
            bob.tag([target], "x")
            bob.save_reading(harbour()[1])
            bob.compact()
            assert link.is_symlink()
            ann.refresh()
            ann.tag([target], "y")
            bob.refresh()
            assert bob.tags() == {"x": 1, "y": 1}
    assert sorted(p.name for p in link.parent.iterdir()) == ["link.jsonl"]


def test_a_making_that_was_cut_short_is_begun_again(path: Path) -> None:
    head = header_line("01ABC", 0)
    for size in (0, 5, 9, 20, len(head) - 1, len(head)):
        path.write_bytes(head[:size])
        with Library.open(path) as library:
            assert list(library.articles()) == []
            assert library.add(harbour()[0])
            assert library.check().sound
        with Library.open(path) as library:
            assert len(library.articles()) == 1
        assert all(read_record(line, 0) for line in path.read_bytes().splitlines())
