"""What the project knows of places is kept: by hand, from files, from services, and from its own events."""

from __future__ import annotations

from dataclasses import replace

import pytest

from incidents.domain.documents import WITHDRAWN
from incidents.domain.locations import Alias, CodedPlace, Geocode, ListedPlace, Place
from incidents.store import places
from incidents.store.reading import Reader
from tests.builders import MOSUL, make_event
from tests.store.conftest import Writing

CAMP = ListedPlace(
    name="Camp Alpha",
    names=(
        Alias(folded="camp alpha", written="Camp Alpha", match="exact"),
        Alias(folded="alpha", written="Alpha", match="alias"),
    ),
    country="IRQ",
    admin1="Nineveh",
    latitude=36.1,
    longitude=43.2,
    kind="camp",
    population=1200,
    code="77",
    source="camps.csv",
)
VILLAGE = replace(CAMP, name="Bravo", names=(Alias(folded="bravo", written="Bravo", match="exact"),), code="78")


def found(place: ListedPlace, number: int = 0) -> ListedPlace:
    return replace(place, names=(place.names[number],))


def test_a_place_is_found_by_each_of_its_names(write: Writing, reader: Reader) -> None:
    with write() as archive:
        assert archive.add_places("camps.csv", [CAMP, VILLAGE]) == 2
    assert reader.listed_places(["camp alpha"]) == (found(CAMP),)
    assert reader.listed_places(["alpha"]) == (found(CAMP, 1),)
    assert reader.listed_places(["alpha", "bravo", "charlie"]) == (found(CAMP, 1), found(VILLAGE))
    assert reader.listed_places([]) == ()


def test_whether_there_is_any(write: Writing, reader: Reader) -> None:
    assert not reader.has_listed_places()
    with write() as archive:
        archive.add_places("camps.csv", [CAMP])
    assert reader.has_listed_places()


def test_a_whole_source_replaces_what_it_brought_before(write: Writing, reader: Reader) -> None:
    with write() as archive:
        archive.add_places("camps.csv", [CAMP], is_whole=True)
        archive.add_places("others.csv", [replace(VILLAGE, source="others.csv")], is_whole=True)
    with write() as archive:
        archive.add_places("camps.csv", [VILLAGE], is_whole=True)
    assert reader.listed_places(["alpha"]) == ()
    assert [each.source for each in reader.listed_places(["bravo"])] == ["others.csv", "camps.csv"]


def test_a_failure_half_way_leaves_nothing(write: Writing, reader: Reader) -> None:
    def places() -> object:
        yield CAMP
        raise RuntimeError("the disk is gone")

    with pytest.raises(RuntimeError), write() as archive:
        archive.add_places("camps.csv", places(), is_whole=True)  # type: ignore[arg-type]
    assert not reader.has_listed_places()


def test_more_places_than_one_batch(write: Writing, reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "_BATCH", 20)
    many = [
        replace(CAMP, name=f"P{n}", names=(Alias(folded=f"p{n}", written=f"P{n}", match="exact"),), code=str(n))
        for n in range(41)
    ]
    with write() as archive:
        assert archive.add_places("many.csv", many) == 41
    assert [reader.listed_places([f"p{n}"])[0].code for n in (0, 19, 20, 40)] == ["0", "19", "20", "40"]


def test_names_are_added_by_code_once(write: Writing, reader: Reader) -> None:
    arabic = Alias(folded="الفا", written="الفا", match="alias")
    with write() as archive:
        archive.add_places("camps.csv", [CAMP])
        assert archive.add_place_names([("77", arabic), ("99", arabic)]) == 1
    with write() as archive:
        assert archive.add_place_names([("77", arabic)]) == 1
    assert [each.name for each in reader.listed_places(["الفا"])] == ["Camp Alpha"]


def test_the_memory_counts_events_by_place(write: Writing, reader: Reader) -> None:
    with write() as archive:
        archive.add_event(make_event())
        archive.add_event(make_event())
        archive.add_event(make_event(place=replace(MOSUL, name="Hatra", reported=None)))
        archive.add_event(make_event(place=Place(country="IRQ", name="Nowhere")))
        archive.set_status(archive.add_event(make_event(place=replace(MOSUL, name="Sinjar"))), WITHDRAWN)
    first, second = reader.coded_places()
    assert (first.name, first.reported, first.events) == ("Mosul", "Mosul", 2)
    assert second == CodedPlace(
        name="Hatra",
        reported=None,
        country="IRQ",
        admin1="Nineveh",
        latitude=36.335,
        longitude=43.11889,
        precision="exact",
        events=1,
    )


def test_answers_are_kept_in_order_until_the_next(write: Writing, reader: Reader) -> None:
    near, far = (
        Geocode(address="Oualata", latitude=17.3, longitude=-7.02, country="MR"),
        Geocode(address="Another", latitude=1.0, longitude=2.0),
    )
    assert reader.geocodes("photon", "Oualata") is None
    with write() as archive:
        archive.keep_geocodes("photon", "Oualata", [near, far])
    assert reader.geocodes("photon", "Oualata") == (near, far)
    assert reader.geocodes("nominatim", "Oualata") is None
    with write() as archive:
        archive.keep_geocodes("photon", "Oualata", [far])
    assert reader.geocodes("photon", "Oualata") == (far,)


def test_that_nothing_was_found_is_an_answer(write: Writing, reader: Reader) -> None:
    with write() as archive:
        archive.keep_geocodes("photon", "Xyzzyville", [])
    assert reader.geocodes("photon", "Xyzzyville") == ()
