"""Our own layout: events keep their identifiers, and what was mended in a spreadsheet is taken over."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from incidents.desk import Desk, Form, Layout
from incidents.desk.importing import BadImport, Importing
from incidents.desk.importing.importing import Asked
from incidents.domain.event import Event
from incidents.domain.selection import EVERYTHING
from incidents.domain.where import Place
from incidents.store.reading import Reader
from tests.builders import make_article, make_event
from tests.desk.importing.conftest import Load


@pytest.fixture
def exported(tmp_path: Path, desk: Desk) -> Path:
    """An export of two events of the desk: one without a report, one of two articles, one of which has no outlet."""
    desk.add(make_event())
    nameless = replace(make_article(title="Blast"), publisher=None)
    desk.accept(nameless, [replace(make_event(), summary="=A summary that looks like a formula")])
    desk.accept_into(make_article(), make_event(), "IRQ2")
    return export(desk, tmp_path / "events.csv")


def export(desk: Desk, path: Path) -> Path:
    desk.publish(EVERYTHING, Layout(), str(path))
    return path


def test_another_database_gets_the_same_events_and_exports_the_same_bytes(exported: Path, tmp_path: Path) -> None:
    other = Desk.open(str(tmp_path / "other.db"), by="omar")
    assert Importing(other).load(Asked(path=exported)).added == 2
    assert export(other, tmp_path / "again.csv").read_bytes() == exported.read_bytes()
    assert other.add(make_event()) == "IRQ3"


def test_a_workbook_comes_back_to_the_same_bytes_too(exported: Path, desk: Desk, tmp_path: Path) -> None:
    desk.publish(EVERYTHING, Layout(form=Form.XLSX), str(tmp_path / "events.xlsx"))
    other = Desk.open(str(tmp_path / "other.db"), by="omar")
    Importing(other).load(Asked(path=tmp_path / "events.xlsx"))
    assert export(other, tmp_path / "again.csv").read_bytes() == exported.read_bytes()


def test_articles_that_are_cited_and_not_here_say_nothing_and_are_like_nothing(exported: Path, tmp_path: Path) -> None:
    other = Desk.open(str(tmp_path / "other.db"), by="omar")
    other.prepare()
    other.accept(make_article(title="Another"), [make_event(place=Place(country="FRA"))])
    Importing(other).load(Asked(path=exported))
    with Reader.open(other.database) as reader:
        reports = reader.reports("IRQ2")
    cited = [(report.source.article, report.source.outlet) for report in reports]
    assert cited == [("2", None), ("3", "The Example Courier")]
    assert all(report.account == Event() for report in reports)
    assert other.duplicates.groups() == ()
    assert other.record("IRQ2").event.killed.best == 4
    other.edit("IRQ2", {"stage": "attempted"})
    assert other.record("IRQ2").event.killed.best == 4


def test_an_import_of_events_is_undone_with_the_articles_that_they_cite(exported: Path, tmp_path: Path) -> None:
    other = Desk.open(str(tmp_path / "other.db"), by="omar")
    Importing(other).load(Asked(path=exported))
    cited = [record.sources for record in other.records()]
    other.history.undo()
    assert list(other.records()) == []
    other.history.redo()
    assert [record.sources for record in other.records()] == cited
    assert other.history.verify().faults == ()


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
