"""What was learned: plain numbers, applied without any library, and JSON that comes back the same."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.domain.learned import Calibrator, Learned, TypeModel, read_learned, write_learned

LINE = Calibrator(((0.2, 0.1), (0.6, 0.5), (0.9, 0.7)))
TYPES = TypeModel(("one", "two"), (0.0, 0.0), {"drone": (0.0, 2.0)})
DOCUMENT = write_learned(Learned(calibrators={"killed": LINE}, types=TYPES))


@pytest.mark.parametrize(("stated", "held"), [(0.0, 0.1), (0.2, 0.1), (0.4, 0.3), (0.75, 0.6), (0.9, 0.7), (1.0, 0.7)])
def test_between_its_points_a_calibrator_goes_straight(stated: float, held: float) -> None:
    assert LINE(stated) == pytest.approx(held)


@given(st.sets(st.sampled_from(["drone", "knife"])))
def test_probabilities_add_up_to_one(features: set[str]) -> None:
    assert sum(TYPES(features).values()) == pytest.approx(1.0)


def test_a_feature_that_was_never_seen_says_nothing() -> None:
    assert TYPES(["knife"]) == TYPES([])


def test_it_comes_back_from_json_as_it_was() -> None:
    assert read_learned(json.loads(json.dumps(DOCUMENT))) == Learned(calibrators={"killed": LINE}, types=TYPES)


@pytest.mark.parametrize(
    "damage",
    [
        {"incidents_model": 2},
        {"calibrators": {"killed": []}},
        {"calibrators": {"killed": [[0.5, 0.1], [0.4, 0.2]]}},
        {"calibrators": {"killed": [[0.5, 7]]}},
        {"types": {"types": ["one"], "offsets": [0, 1], "weights": {}}},
        {"types": {"types": [], "offsets": [], "weights": {}}},
    ],
)
def test_a_damaged_document_is_refused(damage: dict[str, Any]) -> None:
    with pytest.raises((ValueError, TypeError, KeyError)):
        read_learned(DOCUMENT | damage)
