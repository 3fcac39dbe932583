"""TinyDB on the journal answers as stock TinyDB does, live between sessions, and never lends what it stores."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tinydb import Query, TinyDB, where
from tinydb.operations import delete, increment
from tinydb.table import Document

from tuibrief.library.journal import JournalDB

TABLES = st.sampled_from(["_default", "a", "b"])
NAMES = st.sampled_from(["x", "y", "kind"])
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**80), 2**80),
    st.floats(allow_nan=False),
    st.text(max_size=4),
    st.sampled_from(["\ud800", "\u2028", "\n", ' "docs":[ ', "é"]),
    st.lists(st.integers(0, 3), max_size=2),
)
DOCUMENTS = st.dictionaries(NAMES, VALUES, max_size=3)
SMALL = st.integers(0, 2)


class LikeStock(RuleBasedStateMachine):
    """Both get the same calls; ids are compared through the pairs that inserts gave."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        base = Path(self.folder.name)
        self.stock = TinyDB(base / "stock.json")
        self.path = base / "ours.jsonl"
        self.sessions = [JournalDB(self.path), JournalDB(self.path)]
        self.ids: dict[str, dict[int, int]] = {}
        self.ever: dict[str, set[int]] = {}

    @initialize()
    def begin(self) -> None:
        self.turn = 0

    @property
    def ours(self) -> JournalDB:
        self.turn += 1
        return self.sessions[self.turn % 2]

    def pair(self, table: str, stock: list[int], ours: list[int]) -> None:
        ever = self.ever.setdefault(table, set())
        assert len(stock) == len(ours)
        assert ever.isdisjoint(ours), "an id was given twice"
        ever.update(ours)
        self.ids.setdefault(table, {}).update(zip(stock, ours, strict=True))

    def same(self, table: str, stock: list[int], ours: list[int]) -> None:
        assert [self.ids[table][i] for i in stock] == ours

    @rule(table=TABLES, document=DOCUMENTS)
    def insert(self, table: str, document: dict[str, Any]) -> None:
        self.pair(table, [self.stock.table(table).insert(document)], [self.ours.table(table).insert(document)])

    @rule(table=TABLES, documents=st.lists(DOCUMENTS, max_size=4))
    def insert_multiple(self, table: str, documents: list[dict[str, Any]]) -> None:
        stock = self.stock.table(table).insert_multiple(documents)
        self.pair(table, stock, self.ours.table(table).insert_multiple(iter(documents)))

    @rule(table=TABLES, document=DOCUMENTS, fields=DOCUMENTS)
    def update_where(self, table: str, document: dict[str, Any], fields: dict[str, Any]) -> None:
        condition = where("x") == document.get("x")
        stock = self.stock.table(table).update(fields, condition)
        self.same(table, stock, self.ours.table(table).update(fields, condition))

    @rule(table=TABLES, name=NAMES)
    def update_by_callables(self, table: str, name: str) -> None:
        condition = where(name).test(lambda v: isinstance(v, int) and not isinstance(v, bool))
        for change in (increment(name), delete(name)):
            stock = self.stock.table(table).update(change, condition)
            self.same(table, stock, self.ours.table(table).update(change, condition))

    @rule(table=TABLES, pick=SMALL, fields=DOCUMENTS)
    def update_by_id(self, table: str, pick: int, fields: dict[str, Any]) -> None:
        known = [d.doc_id for d in self.stock.table(table)][pick : pick + 1]
        stock = self.stock.table(table).update(fields, doc_ids=[*known, 10_000])
        ours = self.ours.table(table).update(fields, doc_ids=[*(self.ids[table][i] for i in known), 10_000])
        self.same(table, stock, ours)

    @rule(table=TABLES, fields=DOCUMENTS)
    def update_multiple(self, table: str, fields: dict[str, Any]) -> None:
        updates = [(fields, where("x").exists()), ({"y": 1}, where("kind").exists())]
        stock = self.stock.table(table).update_multiple(updates)
        self.same(table, stock, self.ours.table(table).update_multiple(updates))

    @rule(table=TABLES, document=DOCUMENTS, value=VALUES)
    def upsert(self, table: str, document: dict[str, Any], value: Any) -> None:
        condition = where("x") == value
        before = {d.doc_id for d in self.stock.table(table)}
        stock = self.stock.table(table).upsert(document, condition)
        ours = self.ours.table(table).upsert(document, condition)
        if set(stock) <= before:
            self.same(table, stock, ours)
        else:
            self.pair(table, stock, ours)

    @rule(table=TABLES, pick=SMALL)
    def remove_by_id(self, table: str, pick: int) -> None:
        known = [d.doc_id for d in self.stock.table(table)][pick : pick + 1]
        stock = self.stock.table(table).remove(doc_ids=[*known, 10_000])
        self.same(table, stock, self.ours.table(table).remove(doc_ids=[*(self.ids[table][i] for i in known), 10_000]))

    @rule(table=TABLES, value=VALUES)
    def remove_where(self, table: str, value: Any) -> None:
        condition = where("y") == value
        stock = self.stock.table(table).remove(condition)
        self.same(table, stock, self.ours.table(table).remove(condition))

    @rule(table=TABLES)
    def truncate(self, table: str) -> None:
        self.stock.table(table).truncate()
        self.ours.table(table).truncate()

    @rule(table=TABLES)
    def drop_table(self, table: str) -> None:
        self.stock.drop_table(table)
        self.ours.drop_table(table)

    @rule()
    def drop_tables(self) -> None:
        self.stock.drop_tables()
        self.ours.drop_tables()

    @rule(table=TABLES, value=VALUES)
    def ask(self, table: str, value: Any) -> None:
        query = Query()
        for condition in (query.x == value, query.kind.exists(), (query.x == value) & ~query.y.exists()):
            stock, ours = self.stock.table(table), self.ours.table(table)
            found = ours.search(condition)
            assert found == stock.search(condition)
            assert ours.search(condition) == found, "the cache answers otherwise"
            assert ours.count(condition) == stock.count(condition)
            assert ours.contains(condition) == stock.contains(condition)
            assert ours.get(condition) == stock.get(condition)
            for document in found:
                document["spoiled"] = True

    @rule(table=TABLES)
    def reopen(self, table: str) -> None:
        self.sessions[0].close()
        self.sessions[0] = JournalDB(self.path)

    @invariant()
    def the_same_documents(self) -> None:
        for session in self.sessions:
            assert session.tables() == self.stock.tables()
            for table in self.stock.tables():
                documents = list(self.stock.table(table))
                assert session.table(table).all() == documents
                assert len(session.table(table)) == len(documents)
                assert [d.doc_id for d in session.table(table)] == [self.ids[table][d.doc_id] for d in documents]
                for document in documents[:1]:
                    assert session.table(table).get(doc_id=self.ids[table][document.doc_id]) == document

    def teardown(self) -> None:
        self.stock.close()
        for session in self.sessions:
            session.close()
        self.folder.cleanup()


LikeStock.TestCase.settings = settings(max_examples=40, stateful_step_count=20, deadline=None)
TestLikeStock = LikeStock.TestCase


def test_opening_makes_no_file_and_the_first_insert_does(place: Path) -> None:
    path = place / "new" / "case.jsonl"
    with JournalDB(path) as db:
        assert db.all() == []
        assert not path.parent.exists()
        db.insert({"a": 1})
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_what_one_session_writes_another_sees_also_through_its_cache(place: Path) -> None:
    one, two = JournalDB(place / "c.jsonl"), JournalDB(place / "c.jsonl")
    one.insert({"a": 1})
    assert two.search(where("a") == 1) == [{"a": 1}]
    one.insert({"a": 1, "b": 2})
    assert two.search(where("a") == 1) == [{"a": 1}, {"a": 1, "b": 2}]


def test_a_change_made_of_several_calls_is_one_line_or_none(place: Path) -> None:
    db = JournalDB(place / "c.jsonl")
    with db.journal.change("both"):
        db.table("a").insert({"n": 1})
        db.table("b").insert({"n": 2})
    assert len((place / "c.jsonl").read_bytes().splitlines()) == 2
    with pytest.raises(TypeError), db.journal.change("neither"):
        db.table("b").insert_multiple([{"n": 3}, {"n": object()}])
    assert db.table("a").all() == [{"n": 1}]
    assert JournalDB(place / "c.jsonl").table("b").all() == [{"n": 2}]


def test_what_can_not_be_written_as_json_changes_nothing(place: Path) -> None:
    db = JournalDB(place / "c.jsonl")
    db.insert({"a": 1})
    with pytest.raises(TypeError):
        db.update({"a": object()})
    with pytest.raises(ValueError, match="Mapping"):
        db.insert(["no", "mapping"])  # type: ignore[arg-type]
    assert db.all() == [{"a": 1}]


def test_a_given_id_is_kept_refused_when_taken_and_counted_on_from(place: Path) -> None:
    db = JournalDB(place / "c.jsonl")
    assert db.insert(Document({"a": 1}, 7)) == 7
    with pytest.raises(ValueError, match="already exists"):
        db.insert(Document({"a": 2}, 7))
    assert db.insert({"a": 3}) == 8


def test_storage_read_and_write_serve_other_users_of_a_storage(place: Path) -> None:
    db = JournalDB(place / "c.jsonl")
    assert db.journal.read() is None
    db.insert({"a": 1})
    data = db.journal.read()
    assert data == {"_default": {"1": {"a": 1}}}
    data["more"] = {"5": {"b": 2}}
    db.journal.write(data)
    assert db.table("more").get(doc_id=5) == {"b": 2}
    assert json.loads(json.dumps(db.journal.read())) == data
