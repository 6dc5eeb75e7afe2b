"""Weights add up to a probability, a confidence becomes a measured share, and a damaged file is refused by line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.codebook import weights
from incidents.codebook.weights import Weights, calibrate, load_calibration, load_weights
from incidents.errors import BadCodebook


def test_without_features_the_bias_decides() -> None:
    assert Weights({"bias": 0.0, "verb": 2.0}).probability({}) == 0.5


def test_a_feature_without_a_weight_does_not_count() -> None:
    assert Weights({"bias": 0.0}).probability({"verb": 1.0}) == 0.5


def test_each_feature_adds_its_share() -> None:
    assert Weights({"bias": 1.0, "verb": 2.0, "court": -1.0}).score({"verb": 0.5, "court": 0.0}) == 2.0


@pytest.mark.parametrize("name", ["relevance", "combat"])
def test_the_weights_that_are_shipped_can_be_read(name: str) -> None:
    assert len(load_weights(name).by_feature) > 10


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("word,weight\nbias,1\n", "line 1"),
        ("feature,weight\nbias,1\nverb,much\n", "line 3: weight"),
        ("feature,weight\nbias,nan\n", "line 2: weight"),
        ("feature,weight\nverb,1\n", "'bias'"),
    ],
)
def test_a_damaged_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, where: str) -> None:
    (tmp_path / "weights").mkdir()
    (tmp_path / "weights" / "damaged.csv").write_text(text, encoding="utf-8")
    monkeypatch.setattr(weights, "DATA", tmp_path)
    load_weights.cache_clear()
    with pytest.raises(BadCodebook, match=where):
        load_weights("damaged")


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_surer_finder_is_never_shown_as_less_sure(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert low == 0 or calibrate("killed", low) <= calibrate("killed", high) + 1e-9


def test_a_field_that_was_not_measured_keeps_what_was_said() -> None:
    assert calibrate("no such field", 0.3) == 0.3


def test_no_value_stays_no_value() -> None:
    assert calibrate("killed", 0.0) == 0.0


@pytest.mark.parametrize("line", ["killed,much,0.9", "killed,0.9,1.2", "killed,0.9,"])
def test_a_damaged_line_of_the_confidences_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    (tmp_path / "weights").mkdir()
    (tmp_path / "weights" / "confidence.csv").write_text(f"field,said,right\n{line}\n", encoding="utf-8")
    monkeypatch.setattr(weights, "DATA", tmp_path)
    load_calibration.cache_clear()
    try:
        with pytest.raises(BadCodebook, match="line 2"):
            load_calibration()
    finally:
        load_calibration.cache_clear()
