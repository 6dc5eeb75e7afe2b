"""Each filter finds what it asks for and nothing else; every order is the same on each run."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from incidents.domain.casualties import Casualty, Count, exactly
from incidents.domain.dates import When, on
from incidents.domain.documents import INJURED, KILLED
from incidents.domain.events import Actor, Claim, Weapon
from incidents.domain.filters import EVERYTHING, Box, Near, Selection
from incidents.domain.locations import NOWHERE, Area, Place
from incidents.errors import BadUsage, UnknownTerm
from incidents.store.archive import Archive
from incidents.store.database import Database
from incidents.store.order import COLUMNS
from incidents.store.reading import Reader
from tests.builders import make_article, make_event
from tests.store import server
from tests.store.conftest import AT, Writing


def square(west: float, south: float, east: float, north: float) -> Area:
    return Area((((west, south), (east, south), (east, north), (west, north), (west, south)),))


MARCH = When(date(2023, 3, 1), date(2023, 3, 31), "month")
EVENTS = {
    "ZZZ1": make_event(place=NOWHERE, when=None, summary=None, actors=(), weapons=(), casualties=(), claims=()),
    "IRQ1": make_event(),
    "IRQ2": make_event(when=MARCH, place=Place(country="IRQ", admin1="Al-Anbār", name="Fallūja")),
    "NGA1": make_event(
        when=on(date(2023, 4, 2)),
        place=Place(country="NGA", admin1="Borno", name="Maiduguri", latitude=11.85, longitude=13.16),
        event_type="Battles",
        sub_event_type="Armed clash",
        weapons=(Weapon("firearm"), Weapon("drone_fpv", launched=2)),
        actors=(Actor("Harbour Guards", "perpetrator"),),
        casualties=(Casualty(KILLED, Count(10, 12, 20, "reported")), Casualty(INJURED, exactly(1))),
        claims=(Claim("denied", "Harbour Guards"),),
        summary="Gunmen fought 100% of the day under_fire.",
    ),
    "FJI1": make_event(
        when=on(date(2022, 1, 1)),
        place=Place(country="FJI", latitude=-17.0, longitude=179.5),
        casualties=(Casualty(KILLED, exactly(3), "civilians"),),
        summary="Near the date line.",
    ),
}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def stored(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """A reader of these events, which no test changes: stored once for each kind of database."""
    if request.param == "postgresql":
        served = request.getfixturevalue("served")
        server.empty(served)  # in whatever order tests come: one may have left events there
        database = server.copied(served, "selected")
    else:
        path = tmp_path_factory.mktemp("selected") / "incidents.db"
        database = Database(path=Path(shutil.copy(request.getfixturevalue("template"), path)))
    with Archive.open(database, by="ana", at=AT, command="test") as archive:
        for event_id, event in EVENTS.items():
            assert archive.add_event(event) == event_id
        archive.add_alias("Harbour Guards", "Wächter")
        archive.add_alias("Harbour Guards", "Wächter")
    with Reader.open(database) as opened:
        yield opened


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (EVERYTHING, "FJI1 IRQ2 IRQ1 NGA1 ZZZ1"),
        (Selection(event_ids=("IRQ1", "NGA1")), "IRQ1 NGA1"),
        (Selection(countries=("IRQ",)), "IRQ2 IRQ1"),
        (Selection(countries=("NGA", "FJI")), "FJI1 NGA1"),
        (Selection(countryless=True), "ZZZ1"),
        (Selection(countries=("NGA",), countryless=True), "NGA1 ZZZ1"),
        (Selection(admin1=("al anbar", "anbar")), "IRQ2"),
        (Selection(admin1=("BORNO",)), "NGA1"),
        (Selection(since=date(2023, 3, 31)), "IRQ2 NGA1"),
        (Selection(until=date(2023, 3, 1)), "FJI1 IRQ2"),
        (Selection(since=date(2023, 3, 14), until=date(2023, 3, 14)), "IRQ2 IRQ1"),
        (Selection(event_types=("Battles",)), "NGA1"),
        (Selection(sub_event_types=("Armed clash",)), "NGA1"),
        (Selection(event_types=("Battles",), sub_event_types=("Attack",)), "NGA1"),
        (Selection(event_types=("Protests",), sub_event_types=("Armed clash",)), "NGA1"),
        (Selection(weapons=("drone_fpv", "rocket")), "NGA1"),
        (Selection(actors=("northern",)), "FJI1 IRQ2 IRQ1"),
        (Selection(actors=("HARBOUR-guards",)), "NGA1"),
        (Selection(claimed_by=("the northern front",)), "FJI1 IRQ2 IRQ1"),
        (Selection(claimed_by=("harbour",)), ""),
        (Selection(min_killed=12), "NGA1"),
        (Selection(min_killed=3), "IRQ2 IRQ1 NGA1"),
        (Selection(min_killed=10**30), ""),
        (Selection(limit=10**30), "FJI1 IRQ2 IRQ1 NGA1 ZZZ1"),
        (Selection(event_ids=("irq1", " nga1 ")), "IRQ1 NGA1"),
        (Selection(event_ids=("\udcff", "\x00", "\u0131rq1")), ""),
        (Selection(text="falluja"), "IRQ2"),
        (Selection(text="gunmen fought"), "NGA1"),
        (Selection(text="harbour"), "NGA1"),
        (Selection(text="%"), ""),
        (Selection(actors=("...",)), ""),
        (Selection(actors=("harb",)), ""),
        (Selection(actors=("guards", "no such group")), "NGA1"),
        (Selection(actors=("northern", "harbour")), "FJI1 IRQ2 IRQ1 NGA1"),
        (Selection(text="100% of the day"), "NGA1"),
        (Selection(near=Near(latitude=36.3, longitude=43.1, km=10)), "IRQ1"),
        (Selection(near=Near(latitude=36.3, longitude=43.1, km=1)), ""),
        (Selection(near=Near(latitude=-17.0, longitude=-179.9, km=100)), "FJI1"),
        (Selection(near=Near(latitude=90, longitude=0, km=9000)), "IRQ1 NGA1"),
        (Selection(box=Box(south=30, west=40, north=40, east=50)), "IRQ1"),
        (Selection(box=Box(south=-20, west=179, north=-10, east=-170)), "FJI1"),
        (Selection(area=square(40, 30, 50, 40)), "IRQ1"),
        (Selection(area=square(0, 0, 60, 60)), "IRQ1 NGA1"),
        (Selection(area=Area((*square(0, 0, 60, 60).rings, *square(40, 30, 50, 40).rings))), "NGA1"),
        (Selection(area=square(170, -20, 190, -10)), "FJI1"),
        (Selection(area=square(-190, -20, -170, -10)), "FJI1"),
        (Selection(area=square(-100, -20, -90, -10)), ""),
        (Selection(limit=2), "FJI1 IRQ2"),
        (Selection(limit=0), ""),
        (Selection(countries=("IRQ",), text="'; DROP TABLE event; --"), ""),
    ],
    ids=repr,
)
def test_a_selection_finds(stored: Reader, selection: Selection, expected: str) -> None:
    found = [record.event_id for record in stored.records(selection)]
    assert found == expected.split()
    assert stored.count(selection) == len(found)


def test_text_is_found_in_the_articles_behind_an_event(write: Writing, reader: Reader) -> None:
    plain = make_event(summary=None, actors=(), place=NOWHERE)
    with write() as archive:
        article = archive.add_article(make_article())
        report = archive.add_report(article.id, plain, proposed_by="machine", accepted_by="ana")
        event_id = archive.add_event(plain, reports=[report])
        archive.add_event(plain)
    assert [record.event_id for record in reader.records(Selection(text="a local official"))] == [event_id]
    assert [record.event_id for record in reader.records(Selection(text="hits police"))] == [event_id]


def test_an_actor_is_found_by_another_name(stored: Reader) -> None:
    assert [record.event_id for record in stored.records(Selection(actors=("wachter",)))] == ["NGA1"]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (("-event_date",), "NGA1 IRQ1 IRQ2 FJI1 ZZZ1"),
        (("country", "-event_date"), "FJI1 IRQ1 IRQ2 NGA1 ZZZ1"),
        (("-killed",), "NGA1 IRQ2 IRQ1 FJI1 ZZZ1"),
        (("-killed_best",), "NGA1 IRQ2 IRQ1 FJI1 ZZZ1"),
        (("country_iso3", "-event_date"), "FJI1 IRQ1 IRQ2 NGA1 ZZZ1"),
        (("-event_id",), "ZZZ1 NGA1 IRQ2 IRQ1 FJI1"),
        (("place",), "IRQ2 NGA1 IRQ1 FJI1 ZZZ1"),
    ],
)
def test_unknown_sorts_last_in_either_direction(stored: Reader, order: tuple[str, ...], expected: str) -> None:
    assert [record.event_id for record in stored.records(Selection(order=order))] == expected.split()


@pytest.mark.parametrize("name", COLUMNS)
def test_every_column_to_sort_by_is_in_the_database(stored: Reader, name: str) -> None:
    assert len(list(stored.records(Selection(order=(name,))))) == len(list(stored.records()))


def test_a_death_toll_of_which_only_an_end_is_known_counts_as_that_end(write: Writing, reader: Reader) -> None:
    at_least, up_to = Count(low=12, status="reported"), Count(high=5, status="reported")
    with write() as archive:
        for count in (up_to, exactly(7), at_least):
            archive.add_event(make_event(casualties=(Casualty(KILLED, count),)))
    assert [record.event_id for record in reader.records(Selection(min_killed=7))] == ["IRQ2", "IRQ3"]
    assert [record.event_id for record in reader.records(Selection(order=("-killed",)))] == ["IRQ3", "IRQ2", "IRQ1"]


@pytest.mark.parametrize(
    ("selection", "reason"),
    [
        (Selection(limit=-1), "limit of -1"),
        (Selection(text="x" * 60_000), "'xxx.*too long to search for: 60000 characters"),
        (Selection(actors=("x" * 60_000,)), "too long to search for"),
    ],
)
def test_what_cannot_be_asked_is_refused(reader: Reader, selection: Selection, reason: str) -> None:
    with pytest.raises(BadUsage, match=reason):
        list(reader.records(selection))
    with pytest.raises(BadUsage, match=reason):
        reader.count(selection)


def test_identifiers_sort_by_their_number(write: Writing, reader: Reader) -> None:
    with write() as archive:
        made = [archive.add_event(make_event()) for _ in range(11)]
    assert [record.event_id for record in reader.records()] == made


def test_an_unknown_column_to_sort_by_is_refused_with_a_near_one(reader: Reader) -> None:
    with pytest.raises(UnknownTerm, match="did you mean 'country'"):
        list(reader.records(Selection(order=("contry",))))
