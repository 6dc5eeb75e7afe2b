"""Our own layout: events keep their identifiers, and what was mended in a spreadsheet is taken over."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from incidents.domain.dates import on
from incidents.domain.events import Event
from incidents.domain.filters import EVERYTHING
from incidents.domain.locations import Place
from incidents.errors import BadUsage
from incidents.services.exports import Form, Layout
from incidents.services.import_layouts import ImportRequest
from incidents.services.imports import BadImport
from incidents.services.project import Project
from incidents.store.reading import Reader
from tests.builders import make_article, make_event
from tests.services.imports.conftest import Load
from tests.services.imports.rows import write_csv


@pytest.fixture
def exported(tmp_path: Path, desk: Project) -> Path:
    """An export of two events of the desk: one without a report, one of two articles, one of which has no outlet."""
    desk.coding.add(make_event())
    nameless = replace(make_article(title="Blast"), publisher=None)
    desk.coding.accept(nameless, [replace(make_event(), summary="=A summary that looks like a formula")])
    desk.coding.accept_into(make_article(), make_event(), "IRQ2")
    return export(desk, tmp_path / "events.csv")


def export(desk: Project, path: Path) -> Path:
    desk.exports.write(EVERYTHING, str(path), layout=Layout())
    return path


def mend(path: Path, **cells: str) -> Path:
    """The same file, with those cells in every row."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [{**row, **cells} for row in csv.DictReader(file)]
    return write_csv(path, rows)


def test_another_database_gets_the_same_events_and_exports_the_same_bytes(exported: Path, tmp_path: Path) -> None:
    other = Project.open(str(tmp_path / "other.db"), by="omar")
    assert other.imports.load(ImportRequest(path=exported)).added == 2
    assert export(other, tmp_path / "again.csv").read_bytes() == exported.read_bytes()
    assert other.coding.add(make_event()) == "IRQ3"


def test_a_workbook_comes_back_to_the_same_bytes_too(exported: Path, desk: Project, tmp_path: Path) -> None:
    desk.exports.write(EVERYTHING, str(tmp_path / "events.xlsx"), layout=Layout(form=Form.XLSX))
    other = Project.open(str(tmp_path / "other.db"), by="omar")
    other.imports.load(ImportRequest(path=tmp_path / "events.xlsx"))
    assert export(other, tmp_path / "again.csv").read_bytes() == exported.read_bytes()


def test_articles_that_are_cited_and_not_here_say_nothing_and_are_like_nothing(exported: Path, tmp_path: Path) -> None:
    other = Project.open(str(tmp_path / "other.db"), by="omar")
    other.create()
    other.coding.accept(make_article(title="Another"), [make_event(place=Place(country="FRA"))])
    other.imports.load(ImportRequest(path=exported))
    with Reader.open(other.database) as reader:
        reports = reader.reports("IRQ2")
    cited = [(report.source.article, report.source.outlet) for report in reports]
    assert cited == [("2", None), ("3", "The Example Courier")]
    assert all(report.account == Event() for report in reports)
    assert other.duplicates.groups() == ()
    assert other.events.get("IRQ2").event.killed.best == 4
    other.events.edit("IRQ2", {"stage": "attempted"})
    assert other.events.get("IRQ2").event.killed.best == 4


def test_an_import_of_events_is_undone_with_the_articles_that_they_cite(exported: Path, tmp_path: Path) -> None:
    other = Project.open(str(tmp_path / "other.db"), by="omar")
    other.imports.load(ImportRequest(path=exported))
    cited = [record.sources for record in other.records()]
    other.history.undo()
    assert list(other.records()) == []
    other.history.redo()
    assert [record.sources for record in other.records()] == cited
    assert other.history.verify().faults == ()


def test_its_own_export_changes_nothing(exported: Path, load: Load) -> None:
    outcome = load(exported)
    assert (outcome.added, outcome.changed, outcome.unchanged) == (0, 0, 2)


def test_a_cell_that_was_mended_changes_its_event_and_nothing_else(exported: Path, desk: Project, load: Load) -> None:
    before = desk.events.get("IRQ1").event
    exported.write_text(exported.read_text(encoding="utf-8").replace(",Mosul,Mosul,", ",Mosul,west Mosul,", 1))
    assert load(exported).changed == 1
    assert desk.events.get("IRQ1").event == replace(before, place=replace(before.place, reported="west Mosul"))


def test_an_event_that_has_moved_on_is_not_taken_back(exported: Path, desk: Project, load: Load) -> None:
    desk.events.edit("IRQ1", {"killed": "9"})
    with pytest.raises(BadImport, match="the event has moved on: it is at version 2, the file has version 1"):
        load(exported)


def test_what_is_wrong_is_told_line_by_line_whatever_finds_it(exported: Path, desk: Project, load: Load) -> None:
    desk.events.edit("IRQ1", {"killed": "9"})
    with exported.open(encoding="utf-8", newline="") as file:
        first, second = csv.DictReader(file)
    outcome = load(
        write_csv(exported, [first, {**second, "killed_best": "many"}]), rejects=exported.with_name("left.csv")
    )
    assert [problem.line for problem in outcome.problems] == [2, 3]


def another_export(tmp_path: Path, **overrides: object) -> Path:
    """What somebody else's database exports, which has an IRQ1 of its own."""
    theirs = Project.open(str(tmp_path / "theirs.db"), by="omar")
    theirs.create()
    theirs.coding.add(make_event(**overrides))
    return export(theirs, tmp_path / "theirs.csv")


def test_an_event_of_another_database_with_the_same_identifier_is_refused(
    exported: Path, desk: Project, load: Load, tmp_path: Path
) -> None:
    before = desk.events.get("IRQ1")
    theirs = mend(another_export(tmp_path, stage="attempted"), updated_at="2020-01-01T00:00:00Z")
    with pytest.raises(BadImport, match="this one never had version 1 of 2020-01-01T00:00:00Z") as refused:
        load(theirs)
    assert "--dataset NAME" in str(refused.value.mend)
    assert desk.events.get("IRQ1") == before
    assert load(mend(exported, updated_at="2020-01-01T00:00:00Z")).unchanged == 2


def test_an_event_of_which_nothing_is_the_same_is_another_whatever_its_version(
    exported: Path, load: Load, tmp_path: Path
) -> None:
    theirs = another_export(
        tmp_path,
        when=on(date(2019, 1, 2)),
        place=Place(country="IRQ", name="Basra"),
        sub_event_type="Air/drone strike",
    )
    instant = exported.read_text(encoding="utf-8").splitlines()[1].rpartition(",")[2]
    with pytest.raises(BadImport, match="is another event here, 2023-03-14, Mosul, Remote explosive"):
        load(mend(theirs, updated_at=instant))


@pytest.mark.usefixtures("exported")
def test_rows_of_another_database_become_events_of_their_own_under_its_name(
    desk: Project, load: Load, tmp_path: Path
) -> None:
    mine = desk.events.get("IRQ1")
    theirs = another_export(tmp_path, stage="attempted")
    assert load(theirs, dataset="omar").added == 1
    assert desk.events.get("IRQ1") == mine
    taken = desk.events.get("IRQ3")
    assert (taken.event.stage, taken.origins[0].dataset, taken.origins[0].identifier) == ("attempted", "omar", "IRQ1")
    assert load(theirs, dataset="omar").unchanged == 1


def test_a_name_that_another_dataset_has_is_nobodys(exported: Path, load: Load) -> None:
    with pytest.raises(BadUsage, match="'acled' cannot be whose rows these are"):
        load(exported, dataset="acled")


def test_a_row_that_is_right_whatever_is_here_overwrites(exported: Path, desk: Project, load: Load) -> None:
    desk.events.edit("IRQ1", {"killed": "9"})
    assert load(exported, overwrites=True).changed == 1
    assert desk.events.get("IRQ1").event.killed.best == 4


def test_an_old_export_takes_no_review_back(exported: Path, desk: Project, load: Load) -> None:
    desk.review.move("review", ("IRQ1",))
    with pytest.raises(BadImport, match="the event has moved on"):
        load(exported)


def test_a_file_without_version_and_instant_changes_what_it_says_otherwise(
    exported: Path, desk: Project, load: Load, tmp_path: Path
) -> None:
    with exported.open(encoding="utf-8", newline="") as file:
        rows = [{**row, "stage": "attempted"} for row in csv.DictReader(file)]
    kept = [{key: cell for key, cell in row.items() if key not in {"version", "updated_at"}} for row in rows]
    assert load(write_csv(tmp_path / "mended.csv", kept)).changed == 2
    assert desk.events.get("IRQ1").event.stage == "attempted"


def test_a_row_without_a_proper_identifier_is_refused(exported: Path, load: Load) -> None:
    exported.write_text(exported.read_text(encoding="utf-8").replace("\nIRQ1,", "\nIraq one,"), encoding="utf-8")
    with pytest.raises(BadImport, match="is not an event's identifier"):
        load(exported)


@pytest.mark.parametrize(
    ("column", "cell", "told"),
    [
        ("version", "0", r"version: is not a whole number from 1 on \(got '0'\)"),
        ("version", "3000000000", "version: is not a whole number from 0 to"),
        ("updated_at", "2026-11-23", r"updated_at: is not an instant .* \(got '2026-11-23'\)"),
        ("weapons_launched", "9" * 20, "weapons_launched: is too large a number"),
        ("weapons_launched", "-9", "is not a whole number from 0 to"),
    ],
)
def test_a_number_or_an_instant_that_no_event_has_is_refused(
    exported: Path, tmp_path: Path, column: str, cell: str, told: str
) -> None:
    mend(exported, **{"weapons": "drone", column: cell})
    with pytest.raises(BadImport, match=told):
        Project.open(str(tmp_path / "other.db"), by="omar").imports.load(ImportRequest(path=exported))
