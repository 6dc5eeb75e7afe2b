"""Our own layout: events keep their identifiers, and what was mended in a spreadsheet is taken over."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from incidents.desk import Desk, Layout
from incidents.desk.importing import BadImport, Importing
from incidents.desk.importing.importing import Asked
from incidents.domain.selection import EVERYTHING
from tests.builders import make_event
from tests.desk.importing.conftest import Load


@pytest.fixture
def exported(tmp_path: Path, desk: Desk) -> Path:
    """An export of two events of the desk."""
    desk.add(make_event())
    desk.add(replace(make_event(), summary="=A summary that looks like a formula"))
    return export(desk, tmp_path / "events.csv")


def export(desk: Desk, path: Path) -> Path:
    desk.publish(EVERYTHING, Layout(), str(path))
    return path


def test_another_database_gets_the_same_events_and_exports_the_same_bytes(exported: Path, tmp_path: Path) -> None:
    other = Desk.open(str(tmp_path / "other.db"), by="omar")
    assert Importing(other).load(Asked(path=exported)).added == 2
    assert export(other, tmp_path / "again.csv").read_bytes() == exported.read_bytes()
    assert other.add(make_event()) == "IRQ3"


def test_its_own_export_changes_nothing(exported: Path, load: Load) -> None:
    outcome = load(exported)
    assert (outcome.added, outcome.changed, outcome.unchanged) == (0, 0, 2)


def test_a_cell_that_was_mended_changes_its_event_and_nothing_else(exported: Path, desk: Desk, load: Load) -> None:
    before = desk.record("IRQ1").event
    exported.write_text(exported.read_text(encoding="utf-8").replace(",Mosul,Mosul,", ",Mosul,west Mosul,", 1))
    assert load(exported).changed == 1
    assert desk.record("IRQ1").event == replace(before, place=replace(before.place, reported="west Mosul"))


def test_an_event_that_has_moved_on_is_not_taken_back(exported: Path, desk: Desk, load: Load) -> None:
    desk.edit("IRQ1", {"killed": "9"})
    with pytest.raises(BadImport, match="the event has moved on: it is at version 2, the file has version 1"):
        load(exported)


def test_a_row_without_a_proper_identifier_is_refused(exported: Path, load: Load) -> None:
    exported.write_text(exported.read_text(encoding="utf-8").replace("\nIRQ1,", "\nIraq one,"), encoding="utf-8")
    with pytest.raises(BadImport, match="is not an event's identifier"):
        load(exported)
