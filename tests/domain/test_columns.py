"""Columns say what the events say; picked values and joined texts come out as they went in."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.domain.columns import FIELDS, Texts, make_event, pick_values
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


@pytest.mark.parametrize("keys", [[], [2], [2, 0], [0, 0, 2]])
def test_values_come_in_the_order_of_their_keys(keys: list[int]) -> None:
    pick = pick_values(keys)
    assert pick("abc") == pick({0: "a", 1: "b", 2: "c"}) == tuple("abc"[key] for key in keys)


TEXTS = st.lists(st.text(max_size=5), max_size=6)


@given(TEXTS)
def test_each_text_comes_out_as_it_went_in(texts: list[str]) -> None:
    kept = pickle.loads(pickle.dumps(Texts(texts)))  # noqa: S301 - our own
    assert list(kept) == texts
    assert [kept[place] for place in range(len(texts))] == texts
    assert kept[1:3] == texts[1:3]
    assert len(kept) == len(texts)


def test_there_is_no_text_behind_the_last() -> None:
    assert Texts(["a", "b"])[-1] == "b"
    with pytest.raises(IndexError):
        Texts(["a", "b"])[2]
