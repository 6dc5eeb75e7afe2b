"""What the database said then, whatever was done since."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from incidents.domain.filters import Moment, Near, Selection
from incidents.domain.locations import Place
from incidents.errors import BadUsage, NotFound
from incidents.store.archive import Archive
from incidents.store.database import Database
from incidents.store.log import instant
from incidents.store.reading import Reader
from tests.builders import make_article, make_event
from tests.store.conftest import AT, Writing
from tests.store.deeds import ALL, see


def revision(number: int) -> Moment:
    return Moment(revision=number)


def test_a_deleted_event_is_there_as_of_before(write: Writing, database: Database) -> None:
    with write() as archive:
        article = archive.add_article(make_article())
        report = archive.add_report(article.id, make_event(), proposed_by="machine", accepted_by="ana")
        archive.add_event(make_event(), reports=[report])
    before = see(database)
    with write() as archive:
        archive.undo()
    assert see(database) == []
    assert see(database, revision(1)) == before


@pytest.mark.parametrize(
    "selection",
    [
        Selection(countries=("IRQ",)),
        Selection(weapons=("vehicle_bomb",)),
        Selection(actors=("Mosul police",)),
        Selection(claimed_by=("The Northern Front",)),
        Selection(min_killed=4),
        Selection(text="official"),
        Selection(since=date(2023, 3, 14), until=date(2023, 3, 14)),
        Selection(near=Near(latitude=36.3, longitude=43.1, km=20)),
        Selection(order=("-killed", "country")),
    ],
)
def test_every_filter_is_of_then(write: Writing, database: Database, selection: Selection) -> None:
    with write() as archive:
        article = archive.add_article(make_article())
        report = archive.add_report(article.id, make_event(), proposed_by="machine", accepted_by="ana")
        archive.add_event(make_event(), reports=[report])
    with write() as archive:
        later = make_event(place=Place(country="SYR"), when=None, weapons=(), actors=(), claims=(), casualties=())
        archive.change_event("IRQ1", later)
        archive.unlink("IRQ1", "1")
    with Reader.open(database, as_of=revision(1)) as reader:
        assert [(record.event.place.country, reader.count(selection)) for record in reader.records(selection)] == [
            ("IRQ", 1)
        ]


def test_what_was_added_later_is_not_there(write: Writing, database: Database) -> None:
    with write() as archive:
        archive.add_event(make_event())
    with Reader.open(database, as_of=revision(0)) as reader:
        assert reader.count(ALL) == 0
        with pytest.raises(NotFound):
            reader.record("IRQ1")


def test_an_instant_is_inclusive(database: Database) -> None:
    for hours in (0, 1):
        with Archive.open(database, by="ana", at=AT + timedelta(hours=hours), command="test") as archive:
            archive.add_event(make_event())
    for minutes, count in ((-1, 0), (0, 1), (59, 1), (60, 2)):
        moment = Moment(instant=instant(AT + timedelta(minutes=minutes)))
        with Reader.open(database, as_of=moment) as reader:
            assert reader.count(ALL) == count


def test_a_revision_that_is_not_there_is_told(database: Database) -> None:
    with pytest.raises(BadUsage, match="there is no revision 7"), Reader.open(database, as_of=revision(7)):
        pass
