"""What the UCDP GED layout computes from an event."""

from __future__ import annotations

import pytest

from incidents.domain.casualties import Casualty, Count, exactly
from incidents.domain.documents import KILLED
from incidents.domain.events import PERPETRATOR, TARGET, Actor
from incidents.domain.locations import Place
from incidents.exchange.ged import grid_cell, killed_apart, killed_of, point_wkt, type_of_violence
from tests.builders import make_document


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [("government", "rebel", 1), ("rebel", "military", 1), ("rebel", None, 2), ("military", "civilians", 3)],
)
def test_the_kind_of_violence_follows_from_the_sides(first: str, second: str | None, kind: int) -> None:
    event = make_document(actors=(Actor("A", PERPETRATOR, first), Actor("B", TARGET, second)))
    assert type_of_violence(event) == kind


def test_an_event_with_one_side_is_of_no_kind() -> None:
    assert type_of_violence(make_document(actors=(Actor("A", PERPETRATOR, "rebel"),))) is None


def test_the_dead_of_no_side_are_what_the_sides_leave() -> None:
    by_side = Casualty(KILLED, Count(None, 3, None, "reported"), "opponents")
    event = make_document(casualties=(Casualty(KILLED, exactly(5)), by_side))
    assert (killed_of(event, "opponents"), killed_of(event, "civilians"), killed_apart(event)) == (3, 0, 2)


def test_without_a_total_nothing_is_known_of_a_side() -> None:
    assert killed_of(make_document(casualties=()), "opponents") is None


@pytest.mark.parametrize(
    ("latitude", "longitude", "cell"),
    [(-90.0, -180.0, 1), (90.0, 180.0, 259200), (35.763369, 36.558974, 181154)],  # the last as UCDP GED 23.1 has it
)
def test_a_point_lies_in_a_cell_of_the_grid(latitude: float, longitude: float, cell: int) -> None:
    assert grid_cell(make_document(place=Place(latitude=latitude, longitude=longitude))) == cell


def test_a_point_is_written_longitude_first() -> None:
    event = make_document()
    assert point_wkt(event) == "POINT (43.11889 36.335)"
    assert point_wkt(make_document(place=Place())) is None
