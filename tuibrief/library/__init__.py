"""What is kept: one file for each library, written by appending only, behind TinyDB's API.

**The file.** Text in UTF-8, one line a change, newest last::

    crc32 SP json LF

``crc32`` is the CRC-32 (zlib's) of the JSON's bytes as eight small hexadecimal digits. Lines end with LF alone. A line
that fails its checksum is set aside and reported, the others count; an unfinished last line was never acknowledged, and
the next writer cuts it.

The first line says what the file is::

    4f0c0d6e {"format":"tuibrief-library","version":1,"library":"01K9…","generation":0}

``library`` is an id for life (a ULID), kept by backups and compactions; ``generation`` counts compactions. After one,
``same_as`` says up to where this file and the one before it say the same, so that open sessions need not read it again.
A program refuses a ``version`` above the one it knows.

Every other line is a change, whole or not at all::

    9a31c77b {"id":"01KA…","by":"ann","at":"2025-11-20T09:30:00Z","what":"tag",
              "ops":[["put","marks","01KA…",187]],"docs":[{"id":"01KA…","kind":"tag", …}]}

(on one line in the file). ``id`` is the line's ULID: one written twice after a failed fsync counts once. ``by`` and
``at`` (UTC) are for people; the order is the file's. ``ops`` are steps: ``["put", table, key, size]`` sets a document,
which is the next in ``docs`` and ``size`` bytes long; ``["del", table, key]`` takes one away; ``["clear", table]``,
``["drop", table]`` and ``["make", table]`` empty, remove and make a table. ``docs`` stands last, so that a document is
cut out of its line without a parse.

**The tables.** Keys are never used twice.

========  ================  ==================================================================================
table     key               document
========  ================  ==================================================================================
articles  article's id      what is known of it: path, title, outlet, authors, published, url, sha256, added;
                            ``removed`` and ``archived`` where it was put away
texts     article's id      ``id`` and ``text``, exactly as decoded
readings  article's id      what was read in it: `tuibrief.model.Reading` by `tuibrief.library.codec`
blocks    article's id      the same reading's rows in columns, for lists; made anew from it where they are lacking
marks     ULID              what a person added: kind, target, value, by, at (`tuibrief.model.Mark`)
========  ================  ==================================================================================

An article's id is the first 12 hexadecimal digits of its text's SHA-256. ``readings`` and ``blocks`` are the machine
layer: compaction drops their superseded lines. Lines of the others are the history, and only ``purge`` removes them.

**Beside it**, all 0600: ``.NAME.lock``, on which writers hold ``flock``, never deleted; ``NAME.index``, a SQLite FTS5
index for search, and other derived files, deletable at any time; ``NAME.damaged``, the damaged lines that a compaction
set aside.

**In Python.** `tuibrief.library.library.Library` answers questions and makes changes; nobody else sees TinyDB. A script
may use TinyDB's own API on the same file, also while the app is open::

    from tinydb import Query
    from tuibrief.library.journal import JournalDB

    with JournalDB("case.jsonl", who="script") as db:
        db.table("marks").search(Query().kind == "tag")
"""
