"""The examples of docs/python.md run, one after the other, and what they leave behind is right."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

import incidents
from incidents.errors import BadUsage
from incidents.geo.gazetteer import Gazetteer
from incidents.resources import DATA

PAGE = Path(__file__).resolve().parents[2] / "docs" / "python.md"


@pytest.mark.usefixtures("gazetteer")
def test_the_examples_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gazetteer: Gazetteer) -> None:
    pytest.importorskip("pandas")
    assert gazetteer is not None
    shutil.copytree(DATA / "sample", tmp_path / "data" / "sample")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for example in re.findall(r"^```python\n(.*?)^```$", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL):
        exec(compile(example, str(PAGE), "exec"), names)  # noqa: S102 - our own page
    assert names["frame"].shape[0] == names["found"].count() > 0  # type: ignore[attr-defined]
    assert (tmp_path / "iraq.csv").read_text("utf-8").startswith("event_id,")
    assert names["reason"].citations  # type: ignore[attr-defined]


def test_an_unknown_filter_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadUsage, match="no filter 'land'"):
        incidents.open(str(tmp_path / "none.db")).events.query(land="Iraq")
