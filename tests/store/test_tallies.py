"""Counts kept by country, month and status are those that a look at every event would give, whatever was done."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Generator
from pathlib import Path

from hypothesis import given, settings

from incidents.domain.documents import PUBLISHED
from incidents.domain.filters import EVERYTHING, Selection
from incidents.store.connection import Link, Parameters, Values, open_to_read
from incidents.store.database import Database
from incidents.store.reading import Reader
from incidents.store.tallies import Counted, read_tallies
from tests.builders import make_event
from tests.store import deeds, server
from tests.store.conftest import Writing

BY = (("country", "month"), ("status",), ("year",), ())


class Looking:
    """A link that looks at every event, as a past day does."""

    def __init__(self, link: Link) -> None:
        self.dialect = link.dialect.without_indexes()
        self.snapshot, self.rows, self.lists, self.columns = link.snapshot, link.rows, link.lists, link.columns


class Explaining:
    """A link that tells how it would answer, in place of answering."""

    def __init__(self, link: Link) -> None:
        self._link = link
        self.dialect, self.snapshot, self.rows, self.columns = link.dialect, link.snapshot, link.rows, link.columns

    def lists(self, sql: str, parameters: Parameters, *, size: int) -> Generator[list[Values], None, None]:
        return self._link.lists(f"EXPLAIN QUERY PLAN {sql}", parameters, size=size)


def count(database: Database, selection: Selection, *, by_look: bool) -> list[list[Counted]]:
    with open_to_read(database) as link:
        asked = Looking(link) if by_look else link
        return [read_tallies(asked, selection, by) for by in BY]


@given(deeds.DEEDS)
@settings(max_examples=12)
def test_counts_follow_every_deed(template: Path, done: list[deeds.Deed]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert_counts_follow(Database(path=Path(shutil.copy(template, folder))), done)


@given(deeds.DEEDS)
@settings(max_examples=5)
def test_they_do_on_a_server(served: Database, done: list[deeds.Deed]) -> None:
    server.empty(served)
    assert_counts_follow(served, done)


def assert_counts_follow(database: Database, done: list[deeds.Deed]) -> None:
    for deed in done:
        deeds.do(database, deed)
    for selection in (EVERYTHING, deeds.ALL, Selection(countries=("IRQ",)), Selection(countryless=True)):
        assert count(database, selection, by_look=False) == count(database, selection, by_look=True)


def test_counts_by_country_and_month_are_read_in_their_order_and_not_sorted(database: Database) -> None:
    with open_to_read(database) as link:
        plan = [step for *_, step in read_tallies(Explaining(link), EVERYTHING, ("country", "month"))]
    assert plan == ["SCAN event_tally"]


def test_a_new_figure_is_counted_in_place_of_the_old_one(write: Writing, reader: Reader) -> None:
    with write() as archive:
        event_id = archive.add_event(make_event(), status=PUBLISHED)
    (before,) = reader.tallies(EVERYTHING, ("country",))
    with write() as archive:
        archive.change_event(event_id, make_event(casualties=()), version=None)
    (after,) = reader.tallies(EVERYTHING, ("country",))
    assert (before[2:4], after[2:4]) == ((4, 1), (0, 0))
