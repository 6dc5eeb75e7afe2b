"""The project's own places come before the shipped ones: those it coded, then those it lists."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from incidents.domain.locations import BY_HAND, Alias, CodedPlace, ListedPlace
from incidents.geo.gazetteer import LayeredGazetteer
from incidents.geo.index import open_index
from tests.geo.conftest import TOWNS

Opening = Callable[..., LayeredGazetteer]


def coded(name: str, *, point: tuple[float, float], events: int = 1, reported: str | None = None) -> CodedPlace:
    return CodedPlace(
        name=name,
        reported=reported,
        country="IRQ",
        admin1="Nineveh",
        latitude=point[0],
        longitude=point[1],
        precision="exact",
        events=events,
    )


def listed(name: str, *, source: str, population: int | None = None) -> ListedPlace:
    return ListedPlace(
        name=name,
        names=(Alias(folded=name.lower(), written=name, match="exact"),),
        country="LBN",
        admin1=None,
        latitude=33.0,
        longitude=35.5,
        population=population,
        source=source,
    )


@pytest.fixture
def open_with(source: Path, cache: Path) -> Iterator[Opening]:  # noqa: ARG001 - the index is built there
    connection = open_index(lambda _done, _total: None, source=source)

    def layered(memory: Sequence[CodedPlace] = (), lists: Sequence[ListedPlace] = ()) -> LayeredGazetteer:
        def find(names: Sequence[str]) -> list[ListedPlace]:
            return [each for each in lists if each.names[0].folded in names]

        return LayeredGazetteer(connection, coded=memory, listed=find if lists else None)

    yield layered
    connection.close()


def test_without_anything_of_its_own_it_is_the_shipped_one(open_with: Opening) -> None:
    assert [place.layer for place in open_with().search(TOWNS[0][1])] == ["places"]


def test_a_coded_place_comes_first(open_with: Opening) -> None:
    memory = [coded("Tripoli", point=(36.2, 43.9))]
    layers = [(place.layer, place.country) for place in open_with(memory).search("Tripoli")]
    assert layers == [("project", "IRQ"), ("places", "LBN")]


def test_a_coded_place_has_the_unit_it_was_coded_in(open_with: Opening) -> None:
    place = open_with([coded("Tel Keppe", point=(36.5, 43.1))]).search("tel keppe", admin1="Nineveh")[0]
    assert (place.unit, place.precision, place.match) == ("IQ.15", "exact", "exact")


def test_of_several_points_under_a_name_the_usual_one_comes_first(open_with: Opening) -> None:
    memory = [coded("Camp", point=(36.0, 43.0), events=7), coded("Camp", point=(35.0, 44.0), events=2)]
    assert [place.latitude for place in open_with(memory).search("Camp")] == [36.0, 35.0]


@pytest.mark.parametrize(("reported", "found"), [("Hammam al-Alil", True), ("the city", False)])
def test_the_articles_words_find_it_when_they_are_a_name(open_with: Opening, *, reported: str, found: bool) -> None:
    memory = [coded("Ḩammām al Alīl", point=(36.1, 43.2), reported=reported)]
    assert bool(open_with(memory).search(reported)) is found


def test_another_country_leaves_it_out(open_with: Opening) -> None:
    memory = [coded("Tripoli", point=(36.2, 43.9))]
    assert [place.layer for place in open_with(memory).search("Tripoli", country="LBN")] == ["places"]


def test_a_place_added_by_hand_comes_before_the_shipped(open_with: Opening) -> None:
    lists = [listed("Tripoli", source=BY_HAND)]
    assert [place.layer for place in open_with(lists=lists).search("Tripoli")] == ["user", "places"]


def test_an_imported_hamlet_does_not_outrank_a_city_unless_its_country_is_known(open_with: Opening) -> None:
    gazetteer = open_with(lists=[listed("Mosul", source="LB.txt")])
    assert [place.layer for place in gazetteer.search("Mosul")] == ["places", "user"]
    assert [place.layer for place in gazetteer.search("Mosul", country="LBN")] == ["user"]
