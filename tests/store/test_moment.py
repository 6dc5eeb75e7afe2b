"""What is read together is of one moment, whatever is written in between."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Sequence
from contextlib import AbstractContextManager

import pytest

from incidents.domain.casualties import Casualty, exactly
from incidents.domain.documents import KILLED
from incidents.store.archive import Archive
from incidents.store.connection import Link, Parameters, Row, Values, open_to_read
from incidents.store.database import Database
from incidents.store.dialect import Dialect
from incidents.store.reading import Reader
from tests.builders import make_event
from tests.store.conftest import AT, Writing

PATIENCE = 0.5  # seconds in which a writer that nobody holds up is done
LATER = make_event(event_type="Battles", casualties=(Casualty(KILLED, exactly(40)),))


class Disturbed:
    """A link on which another command writes, once, after the first query has been read to its end."""

    def __init__(self, link: Link, disturb: Callable[[], None]) -> None:
        self._link = link
        self._thread = threading.Thread(target=disturb)

    @property
    def dialect(self) -> Dialect:
        return self._link.dialect

    def snapshot(self) -> AbstractContextManager[None]:
        return self._link.snapshot()

    def rows(self, sql: str, parameters: Parameters) -> Generator[Row, None, None]:
        yield from self._link.rows(sql, parameters)
        if self._thread.ident is None:
            self._thread.start()
            self._thread.join(PATIENCE)

    def lists(self, sql: str, parameters: Parameters, *, size: int) -> Generator[list[Values], None, None]:
        return self._link.lists(sql, parameters, size=size)

    def columns(self, table: str) -> Sequence[str]:
        return self._link.columns(table)

    def settle(self) -> None:
        self._thread.join()


@pytest.mark.parametrize(
    "read", [lambda reader: next(reader.records()), lambda reader: reader.record("IRQ1")], ids=["records", "record"]
)
def test_a_record_is_of_one_moment(write: Writing, database: Database, read: Callable[[Reader], object]) -> None:
    with write() as archive:
        archive.add_event(make_event())
    with open_to_read(database) as link:
        before = Reader(link).record("IRQ1")
        disturbed = Disturbed(link, lambda: change(database))
        assert read(Reader(disturbed)) == before
        disturbed.settle()
        assert Reader(link).record("IRQ1").event.killed == exactly(40)


def test_several_answers_can_be_of_one_moment(write: Writing, database: Database) -> None:
    with write() as archive:
        archive.add_event(make_event())
    with open_to_read(database) as link:
        disturbed = Disturbed(link, lambda: change(database))
        reader = Reader(disturbed)
        with reader.snapshot():
            assert (reader.record("IRQ1").version, len(reader.history("IRQ1"))) == (1, 1)
        disturbed.settle()


def test_a_few_records_do_not_hold_up_whoever_writes_while_they_are_looked_at(write: Writing, reader: Reader) -> None:
    with write() as archive:
        archive.add_event(make_event())
        archive.add_event(make_event())
    for record in reader.records():
        with write() as archive:
            archive.withdraw(record.event_id)
    assert reader.count() == 0


def test_two_streams_may_end_in_any_order(write: Writing, reader: Reader) -> None:
    with write() as archive:
        archive.add_event(make_event())
    first, second = reader.records(), reader.records()
    assert next(first) == next(second)
    first.close()
    second.close()
    assert reader.count() == 1


def change(database: Database) -> None:
    with Archive.open(database, by="ben", at=AT, command="test") as archive:
        archive.change_event("IRQ1", LATER)
