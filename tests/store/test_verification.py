"""A log that was tampered with is found out, and one that was not is not."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from incidents.store.archive import Archive
from incidents.store.database import Database
from incidents.store.erase import forget_reason, forget_values
from incidents.store.log import Log, Session, Signature
from incidents.store.transaction import transaction
from incidents.store.verify import verify
from tests.builders import make_article, make_event
from tests.store.conftest import AT
from tests.store.deeds import DEEDS, Deed, do

LOG = ("revision", "change")
PAST = ("past_event", "past_event_casualty", "past_report_event", "past_report", "past_evidence")
SHARED = settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def written(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Database:
    """A database with something of everything in its log."""
    database = Database(path=tmp_path_factory.mktemp("written") / "incidents.db")
    assert database.path is not None
    shutil.copy(template, database.path)
    steps: tuple[Callable[[Archive], object], ...] = (
        lambda archive: code(archive, "One"),
        lambda archive: code(archive, "Two"),
        lambda archive: archive.change_event("IRQ1", make_event(summary="Ein Anschlag in Mosul", stage="attempted")),
        lambda archive: archive.link("IRQ1", "2"),
        lambda archive: archive.withdraw("IRQ2"),
        lambda archive: archive.add_alias("The Northern Front", "TNF"),
        lambda archive: archive.undo(3),
        lambda archive: archive.redo(1),
        lambda archive: code(archive, "Three"),
        lambda archive: archive.undo(1),
    )
    for hour, step in enumerate(steps):
        with Archive.open(
            database, by="ana", at=AT + timedelta(hours=hour), command="test", reason="because"
        ) as archive:
            step(archive)
    return database


def code(archive: Archive, title: str) -> None:
    article = archive.add_article(make_article(title=title))
    report = archive.add_report(article.id, make_event(), proposed_by="machine", accepted_by="ana")
    archive.add_event(make_event(), reports=[report])


@pytest.fixture
def copied(written: Database, tmp_path: Path) -> Path:
    assert written.path is not None
    return Path(shutil.copy(written.path, tmp_path / "copy.db"))


def test_a_log_that_nobody_touched_is_whole(written: Database) -> None:
    verdict = verify(written)
    assert verdict.faults == ()
    assert (verdict.revisions, verdict.erased, len(verdict.head)) == (12, 0, 64)


@SHARED
@given(deeds=DEEDS)
def test_whatever_is_done_the_log_stays_whole(database: Database, deeds: list[Deed]) -> None:
    for deed in deeds:
        do(database, deed)
    assert verify(database).faults == ()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_tampered_byte_anywhere_in_the_log_is_found(written: Database, tmp_path: Path, data: st.DataObject) -> None:
    assert written.path is not None
    path = Path(shutil.copy(written.path, tmp_path / "tampered.db"))
    table = data.draw(st.sampled_from([*LOG, *LOG, *PAST]))
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        columns = [name for _, name, *_ in connection.execute(f"PRAGMA table_info({table})")]
        column = data.draw(st.sampled_from(columns))
        numbers = [row for (row,) in connection.execute(f"SELECT rowid FROM {table} WHERE {column} IS NOT NULL")]
        assume(numbers and column not in OWN)
        number = data.draw(st.sampled_from(numbers))
        (value,) = connection.execute(f"SELECT {column} FROM {table} WHERE rowid = ?", (number,)).fetchone()
        flipped = 1 - value if column == "main" else flip(value, data.draw(st.integers(0, 10_000)))
        try:
            cast = "CAST(? AS TEXT)" if isinstance(flipped, bytes) else "?"
            connection.execute(f"UPDATE {table} SET {column} = {cast} WHERE rowid = ?", (flipped, number))
        except sqlite3.IntegrityError:
            assume(False)
    assert verify(Database(path=path)).faults != (), (table, column, number, value, flipped)


# What the log does not tell of: who linked when, and what the database keeps for itself.
OWN = {
    "linked_at",
    "linked_by",
    "created_at",
    "updated_at",
    "codebook_version",
    "version",
    "prefix",
    "number",
    "position",
}


def flip(value: object, where: int) -> object:
    """*value* with one bit of one byte turned over."""
    if isinstance(value, int):
        return value ^ (1 << where % 8)
    if isinstance(value, float):
        return value + 2.0 ** (where % 4)
    content = bytearray(str(value).encode())
    content[where % len(content)] ^= 1 << (where // len(content)) % 8
    return bytes(content)


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("DELETE FROM change WHERE id = 4", "revision 2: its hash does not fit"),
        ("DELETE FROM revision WHERE id = 3", "revision 4: its hash does not fit"),
        ("UPDATE revision SET made_by = 'ben' WHERE id = 5", "revision 5: its hash does not fit"),
        (
            "UPDATE event SET summary = 'no' WHERE event_id = 'IRQ1'",
            "IRQ1: does not have the summary that revision 3 gave it",
        ),
        ("UPDATE event SET stage = 'x' WHERE event_id = 'IRQ1'", "IRQ1: does not have the stage that revision 3"),
        ("UPDATE event_casualty SET best = 5, high = 5 WHERE harm = 'killed'", "IRQ1: is not what was added"),
        ("UPDATE article SET text = text || '.' WHERE id = 2", "article 2: its title and text are not those of its"),
        ("UPDATE evidence SET start_offset = 1 WHERE position = 0", "report 1: is not what was added in revision 1"),
    ],
)
def test_the_first_broken_entry_is_named(copied: Path, sql: str, told: str) -> None:
    with closing(sqlite3.connect(copied, isolation_level=None)) as connection:
        connection.execute(sql)
    faults = verify(Database(path=copied)).faults
    assert str(next(iter(faults), "")).startswith(told)


def test_a_hash_that_was_noted_earlier_is_looked_for(written: Database) -> None:
    assert verify(written, expected=verify(written).head).faults == ()
    (fault,) = verify(written, expected="0" * 64).faults
    assert "this is another log" in fault.what


def test_erased_words_leave_the_chain_whole(copied: Path) -> None:
    database = Database(path=copied)
    signature = Signature(by="ana", at="2026-03-02T00:00:00Z", command="erase", reason=None, codebook_version=None)
    with transaction(database) as connection:
        session = Session(connection, signature, Log(connection, signature))
        numbers = connection.values("SELECT id FROM change WHERE field = 'summary'")
        forget_values(session, numbers)
        forget_reason(session, 3)
    verdict = verify(database)
    assert (verdict.faults, verdict.erased) == ((), len(numbers))
    assert "Anschlag" not in dump(copied, "change")


def dump(path: Path, table: str) -> str:
    with closing(sqlite3.connect(path)) as connection:
        return str(connection.execute(f"SELECT * FROM {table}").fetchall())
