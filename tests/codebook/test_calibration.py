"""A confidence becomes a measured share, and a damaged file is refused by line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.codebook import calibration
from incidents.codebook.calibration import calibrate, load_calibration
from incidents.errors import BadCodebook


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_surer_finder_is_never_shown_as_less_sure(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert low == 0 or calibrate("killed", low) <= calibrate("killed", high) + 1e-9


def test_a_field_that_was_not_measured_keeps_what_was_said() -> None:
    assert calibrate("no such field", 0.3) == 0.3


def test_no_value_stays_no_value() -> None:
    assert calibrate("killed", 0.0) == 0.0


@pytest.mark.parametrize("line", ["killed,much,0.9", "killed,0.9,1.2", "killed,0.9,"])
def test_a_damaged_line_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    (tmp_path / "weights").mkdir()
    (tmp_path / "weights" / "confidence.csv").write_text(f"field,said,right\n{line}\n", encoding="utf-8")
    monkeypatch.setattr(calibration, "DATA", tmp_path)
    load_calibration.cache_clear()
    try:
        with pytest.raises(BadCodebook, match="line 2"):
            load_calibration()
    finally:
        load_calibration.cache_clear()
