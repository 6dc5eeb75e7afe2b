"""What a look at a database finds: nothing where it is well, else the part that is not."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from incidents.domain.problems import Gravity
from incidents.store import sqlite
from incidents.store.database import Database
from incidents.store.health import examine_health
from tests.builders import make_article, make_event
from tests.store import server
from tests.store.conftest import Writing


@pytest.fixture
def filled(database: Database, write: Writing) -> Database:
    with write() as archive:
        article = archive.add_article(make_article()).id
        report = archive.add_report(article, make_event(), proposed_by="bo", accepted_by="ana")
        archive.add_event(make_event(), reports=(report,))
    return database


def odd(database: Database) -> dict[str, Gravity]:
    remarks = examine_health(database)
    return {remark.subject: remark.gravity for remark in remarks if remark.gravity is not Gravity.WELL}


def test_a_good_database_is_well_in_every_part(filled: Database) -> None:
    assert odd(filled) == {}


def test_so_is_a_database_on_a_server(served: Database) -> None:
    server.empty(served)
    assert odd(served) == {}


@pytest.mark.parametrize(
    ("harm", "subject", "gravity"),
    [
        ("DROP INDEX ix_event_event_date", "tables and indexes", Gravity.FAULT),
        ("DROP TABLE event_spot", "tables and indexes", Gravity.FAULT),
        ("DROP TABLE event_words", "tables and indexes", Gravity.FAULT),
        ("DROP TABLE page", "tables and indexes", Gravity.FAULT),
        ("DELETE FROM event_term", "full text", Gravity.FAULT),
        ("UPDATE event_tally SET events = 5", "counts by month", Gravity.FAULT),
        ("DELETE FROM event_spot", "points", Gravity.FAULT),
        ("UPDATE event_spot_rowid SET nodeno = 7", "tree of points", Gravity.FAULT),
        ("DELETE FROM report", "references", Gravity.FAULT),
        ("DELETE FROM report_event", "reports of no event", Gravity.WORRY),
    ],
)
def test_what_is_not_in_order_is_named(filled: Database, harm: str, subject: str, gravity: Gravity) -> None:
    with closing(sqlite.connect(filled.path or "", mode="rw")) as connection:
        connection.execute(harm)
    assert odd(filled)[subject] is gravity


def test_damaged_pages_are_a_fault(filled: Database) -> None:
    path = Path(filled.path or "")
    path.write_bytes(path.read_bytes()[:-8192])
    assert Gravity.FAULT in odd(filled).values()


def test_a_missing_database_is_a_fault_with_the_command_that_makes_it(tmp_path: Path) -> None:
    (remark,) = examine_health(Database(path=tmp_path / "none.db"))
    assert (remark.gravity, "incidents init" in (remark.mend or "")) == (Gravity.FAULT, True)
