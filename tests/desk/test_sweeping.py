"""A process that goes on after an import or an export, such as a notebook, finds its rubbish as it did before."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from incidents.desk import Desk, Layout
from incidents.desk.importing import Asked, Importing
from incidents.domain.selection import EVERYTHING
from tests.builders import make_event


@pytest.mark.parametrize("is_on", [True, False])
def test_what_millions_of_rows_are_spared_is_only_theirs(desk: Desk, tmp_path: Path, is_on: bool) -> None:  # noqa: FBT001 - a case
    desk.add(make_event())
    was_on, frozen = gc.isenabled(), gc.get_freeze_count()
    (gc.enable if is_on else gc.disable)()
    try:
        desk.publish(EVERYTHING, Layout(), str(tmp_path / "events.csv"))
        Importing(desk).load(Asked(path=tmp_path / "events.csv"))
        assert (gc.isenabled(), gc.get_freeze_count()) == (is_on, frozen)
    finally:
        (gc.enable if was_on else gc.disable)()
