"""Columns say what the events say, and each of them alone what it is of."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from incidents.domain.columns import FIELDS, make_event
from incidents.domain.events import Event, to_document
from incidents.domain.locations import Place, pair_degrees
from tests.strategies import events

DEGREES = st.none() | st.sampled_from([-181.0, -91.0, -90.0, 0.0, 90.0, 91.0, 180.0, float("nan")])


@given(events())
def test_an_event_is_made_of_what_its_columns_say(event: Event) -> None:
    made = make_event({name: field.take(event) for name, field in FIELDS.items()})
    assert to_document(made) | {"evidence": [], "alternatives": []} == (
        to_document(event) | {"evidence": [], "alternatives": []}
    )


@given(events())
def test_a_value_is_read_again_from_the_keys_that_it_is_written_to(event: Event) -> None:
    for field in FIELDS.values():
        written = field.write(field.take(event))
        assert tuple(written) == field.keys
        assert field.write(field.read(written)) == written


def test_an_event_of_no_columns_says_nothing() -> None:
    assert make_event({}) == Event()
    assert make_event({name: field.nothing for name, field in FIELDS.items()}) == Event()


@given(st.lists(st.tuples(DEGREES, DEGREES), max_size=4))
def test_degrees_make_the_points_that_places_have(pairs: list[tuple[float | None, float | None]]) -> None:
    found = pair_degrees([each for each, _ in pairs], [each for _, each in pairs])
    try:
        points = [Place(latitude=latitude, longitude=longitude).point for latitude, longitude in pairs]
    except ValueError:
        assert found is None
    else:
        assert found == points


def test_columns_are_in_the_published_order() -> None:
    keys = [key for field in FIELDS.values() for key in field.keys]
    assert keys == [key for key in to_document(Event()) if key != "evidence"]
