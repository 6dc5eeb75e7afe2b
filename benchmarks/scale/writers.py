"""Eight writers at twenty hot events: how many of 800 additions arrive, here and with SQLModel's defaults.

usage: python -m benchmarks.scale.writers [DATABASE]

DATABASE is an empty one, or the path of a SQLite file, which is made anew; without one, a file and a PostgreSQL server
that is started for it, each beside the peer on the same kind.

Every transaction adds one to the number of the injured of an event. None may be lost, none may fail.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import Engine, make_url
from sqlmodel import Field, Session, SQLModel, create_engine

from benchmarks.scale.report import say
from incidents.domain.casualties import Casualty, exactly
from incidents.domain.documents import INJURED
from incidents.domain.events import Event
from incidents.store.archive import Archive
from incidents.store.database import Database, locate
from incidents.store.migrate import create
from incidents.store.reading import Reader
from tests.store import server

WRITERS, EACH, HOT = 8, 100, 20
AT = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Of 800 additions, how many did not arrive though nobody said so, and how many failed."""

    lost: int
    failed: int


class Counted(SQLModel, table=True):
    """The peer's event."""

    id: int | None = Field(default=None, primary_key=True)
    injured: int = 0


def run_ours(where: str) -> Outcome:
    """The writers at a new database of ours."""
    database = locate(where)
    if database.path is not None:
        Path(database.path).unlink(missing_ok=True)
    create(database)
    with Archive.open(database, by="benchmark", at=AT, command="add") as archive:
        for _ in range(HOT):
            archive.add_event(Event(casualties=(Casualty(INJURED, exactly(0)),)), prefix="HOT")
    failed = _run(_write, where)
    with Reader.open(database) as reader:
        arrived = sum(record.event.injured.best or 0 for record in reader.records())
    return Outcome(WRITERS * EACH - failed - arrived, failed)


def run_peer(where: str) -> Outcome:
    """The same through SQLModel's session as its tutorial has it."""
    if "://" not in where:
        Path(where).unlink(missing_ok=True)
    engine = _engine(where)
    SQLModel.metadata.create_all(engine, tables=[Counted.__table__])  # type: ignore[attr-defined]
    with Session(engine) as session:
        session.add_all(Counted() for _ in range(HOT))
        session.commit()
    failed = _run(_write_peer, where)
    with Session(engine) as session:
        arrived = sum(session.get_one(Counted, number).injured for number in range(1, HOT + 1))
    return Outcome(WRITERS * EACH - failed - arrived, failed)


def run_all(folder: Path) -> Iterator[tuple[str, Outcome, Outcome]]:
    """On each kind of database, its name, what came of our writers, and of the peer's."""
    yield "SQLite", run_ours(str(folder / "hot.db")), run_peer(str(folder / "hot_model.db"))
    try:
        with server.running() as url:
            yield "PostgreSQL", run_ours(url), run_peer(url)
    except pytest.skip.Exception as reason:
        say(f"PostgreSQL is left out: {reason}")


def _engine(where: str) -> Engine:
    if "://" not in where:
        return create_engine(f"sqlite:///{where}")
    return create_engine(make_url(where).set(drivername="postgresql+psycopg"))


def _run(write: Callable[[str, int], int], where: str) -> int:
    with ProcessPoolExecutor(WRITERS, mp_context=get_context("spawn")) as pool:
        return sum(pool.map(write, [where] * WRITERS, range(WRITERS)))


def _write(where: str, writer: int) -> int:
    random, database, failed = Random(writer), locate(where), 0  # noqa: S311 - the same in each run
    for _ in range(EACH):
        try:
            _add_one(database, f"HOT{random.randrange(HOT) + 1}", writer)
        except Exception:  # noqa: BLE001 - counted, whatever it is
            failed += 1
    return failed


def _add_one(database: Database, event_id: str, writer: int) -> None:
    with Archive.open(database, by=f"writer {writer}", at=AT, command="edit") as archive:
        record = archive.reader.record(event_id)
        more = (Casualty(INJURED, exactly((record.event.injured.best or 0) + 1)),)
        archive.change_event(event_id, replace(record.event, casualties=more), version=record.version)


def _write_peer(where: str, writer: int) -> int:
    random, failed = Random(writer), 0  # noqa: S311 - the same in each run
    engine = _engine(where)
    for _ in range(EACH):
        try:
            with Session(engine) as session:
                event = session.get_one(Counted, random.randrange(HOT) + 1)
                event.injured += 1
                session.add(event)
                session.commit()
        except Exception:  # noqa: BLE001 - counted, whatever it is
            failed += 1
    return failed


if __name__ == "__main__":
    if sys.argv[1:]:
        print(run_ours(sys.argv[1]))
    else:
        with TemporaryDirectory() as scratch:
            for name, ours, theirs in run_all(Path(scratch)):
                print(f"{name}: {ours}; SQLModel: {theirs}")
