"""A file of a known layout: its rows become events, once, and a newer edition changes what it says otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

from incidents.domain.casualties import Count
from incidents.domain.events import Origin
from incidents.domain.problems import Gravity
from incidents.errors import BadSource, BadUsage
from incidents.exchange.readers.sheets import BadSheet
from incidents.services.import_layouts import ImportRequest
from incidents.services.import_rows import DatasetRows
from incidents.services.imports import BadImport
from incidents.services.project import Project
from incidents.store.health import examine_health
from incidents.store.reading import Reader
from tests.builders import make_event
from tests.services.imports.conftest import Load
from tests.services.imports.rows import GED, write_csv


def ged(tmp_path: Path, *changes: dict[str, str], name: str = "ged.csv") -> Path:
    rows = [{**GED, "id": str(900001 + number), **change} for number, change in enumerate(changes)]
    return write_csv(tmp_path / name, rows)


def test_a_row_becomes_an_event_with_its_values(tmp_path: Path, desk: Project, load: Load) -> None:
    load(ged(tmp_path, {}))
    event = desk.events.get("IRQ1").event
    assert (event.place.name, event.place.precision, event.killed) == (
        "Mosul town",
        "exact",
        Count(3, 4, 6, "reported"),
    )
    assert [(actor.name, actor.role, actor.type) for actor in event.actors] == [
        ("Government of Iraq", "perpetrator", "government"),
        ("Northern Front", "target", "rebel"),
    ]
    assert {row.group: row.count.best for row in event.casualties} == {
        "all": 4,
        "perpetrators": 1,
        "opponents": 2,
        "civilians": 1,
    }


def test_an_imported_event_carries_its_dataset_and_licence(tmp_path: Path, desk: Project, load: Load) -> None:
    load(ged(tmp_path, {}))
    origin = Origin(dataset="ucdp_ged", identifier="900001", licence="CC-BY-4.0", may_be_shared=True)
    assert desk.events.get("IRQ1").origins == (origin,)


def test_an_imported_event_rests_on_a_report_of_its_dataset(tmp_path: Path, desk: Project, load: Load) -> None:
    load(ged(tmp_path, {}))
    with Reader.open(desk.database) as reader:
        (report,) = reader.reports("IRQ1")
    assert (report.proposed_by, report.accepted_by, report.source.title) == ("ucdp_ged", "amal", "ged.csv")
    assert report.account.killed == desk.events.get("IRQ1").event.killed


def test_the_same_file_again_changes_nothing(tmp_path: Path, desk: Project, load: Load) -> None:
    load(ged(tmp_path, {}, {}))
    assert desk.database.path is not None
    before = Path(desk.database.path).read_bytes()
    outcome = load(tmp_path / "ged.csv")
    assert (outcome.added, outcome.changed, outcome.unchanged) == (0, 0, 2)
    assert Path(desk.database.path).read_bytes() == before


def test_a_file_with_its_columns_in_another_order_or_fewer_of_them_changes_nothing(
    tmp_path: Path, desk: Project, load: Load
) -> None:
    load(ged(tmp_path, {}, {}))
    rows = [{**GED, "id": str(number)} for number in (900001, 900002)]
    assert load(write_csv(tmp_path / "sorted.csv", [dict(sorted(row.items())) for row in rows])).unchanged == 2
    fewer = [{key: cell for key, cell in row.items() if key != "relid"} for row in rows]
    assert load(write_csv(tmp_path / "fewer.csv", fewer)).unchanged == 2
    assert load(write_csv(tmp_path / "more.csv", [{**row, "comment": "new"} for row in rows])).changed == 2
    assert desk.events.get("IRQ1").event.killed.best == 4


def test_a_newer_edition_changes_the_event_and_the_log_says_so(tmp_path: Path, desk: Project, load: Load) -> None:
    load(ged(tmp_path, {}))
    outcome = load(ged(tmp_path, {"best": "5", "deaths_b": "3"}, name="newer.csv"))
    assert (outcome.added, outcome.changed) == (0, 1)
    assert desk.events.get("IRQ1").event.killed.best == 5
    with Reader.open(desk.database) as reader:
        fields = {change.field for change in reader.history("IRQ1")}
        assert len(reader.reports("IRQ1")) == 1
    assert {"killed", "casualties", "reports"} <= fields


def test_the_row_that_a_newer_edition_replaced_is_no_worry(tmp_path: Path, desk: Project, load: Load) -> None:
    load(ged(tmp_path, {}))
    load(ged(tmp_path, {"best": "5", "deaths_b": "3"}, name="newer.csv"))
    with Reader.open(desk.database) as reader:
        (report,) = reader.reports("IRQ1")
    assert report.id == "2"
    assert [remark for remark in examine_health(desk.database) if remark.gravity is not Gravity.WELL] == []


def test_rows_that_a_newer_edition_drops_are_told_and_stay(tmp_path: Path, desk: Project, load: Load) -> None:
    rows = [{**GED, "id": str(number)} for number in range(1, 5)]
    load(write_csv(tmp_path / "older.csv", rows))
    desk.events.withdraw("IRQ3", reason="a test")
    newer = write_csv(tmp_path / "newer.csv", [rows[0], {**rows[3], "best": "x"}])
    outcome = load(newer, rejects=tmp_path / "rejects.csv")
    assert (outcome.dropped, outcome.dropped_events) == (1, ["IRQ2"])
    assert desk.events.get("IRQ2").status == "draft"


@pytest.mark.parametrize("elsewhere", [{"country": "Syria", "country_id": "652"}, {"date_start": "2031-01-01"}])
def test_a_part_of_a_dataset_drops_only_what_lies_in_it(tmp_path: Path, load: Load, elsewhere: dict[str, str]) -> None:
    inside = [{**GED, "id": str(number)} for number in range(1, 4)]
    outside = {**GED, "id": "9", **elsewhere, "date_end": elsewhere.get("date_start", GED["date_end"])}
    load(write_csv(tmp_path / "whole.csv", [*inside, outside]))
    outcome = load(write_csv(tmp_path / "part.csv", inside[:2]))
    assert (outcome.unchanged, outcome.dropped_events) == (2, ["IRQ3"])


def test_a_file_of_other_rows_drops_none(tmp_path: Path, load: Load) -> None:
    load(write_csv(tmp_path / "one.csv", [{**GED, "id": "1"}]))
    assert load(write_csv(tmp_path / "other.csv", [{**GED, "id": "2"}])).dropped == 0


def test_a_newer_edition_leaves_alone_what_somebody_changed_here(tmp_path: Path, desk: Project, load: Load) -> None:
    load(ged(tmp_path, {}))
    desk.events.edit("IRQ1", {"killed": "9"})
    outcome = load(ged(tmp_path, {"best": "5", "adm_1": "Ninewa"}, name="newer.csv"))
    event = desk.events.get("IRQ1").event
    assert (event.killed.best, event.place.admin1) == (9, "Ninewa")
    assert [problem.field for problem in outcome.kept] == ["killed"]


def test_a_bad_row_refuses_the_file_by_line_column_and_value(tmp_path: Path, desk: Project, load: Load) -> None:
    path = ged(tmp_path, {}, {"latitude": "136.3", "where_prec": "9"}, {"best": "many"})
    with pytest.raises(BadImport) as refusal:
        load(path)
    told = str(refusal.value)
    assert "line 3, where_prec: is not a code of this column that is known here (got '9')" in told
    assert "line 4, low, best, high: is not a whole number" in told
    assert list(desk.records()) == []


def test_bad_rows_can_be_left_out_mended_and_fed_back(tmp_path: Path, desk: Project, load: Load) -> None:
    rejects = tmp_path / "rejects.csv"
    outcome = load(ged(tmp_path, {}, {"best": "many"}), rejects=rejects)
    assert (outcome.added, outcome.rejected, outcome.rows) == (1, 1, 2)
    rejects.write_text(rejects.read_text().replace("many", "4"))
    assert load(rejects).added == 1
    assert [record.origins[0].identifier for record in desk.records()] == ["900001", "900002"]


def test_a_file_without_its_column_of_dates_is_refused(tmp_path: Path, load: Load) -> None:
    undated = {column: cell for column, cell in GED.items() if column != "date_start"}
    file = write_csv(tmp_path / "ged.csv", [undated])
    with pytest.raises(BadSheet, match="lacks columns of UCDP GED layout: date_start"):
        load(file, profile="ged")


def test_the_rows_that_are_left_out_never_take_the_place_of_the_file(tmp_path: Path, load: Load) -> None:
    file = ged(tmp_path, {}, {"best": "many"})
    before = file.read_bytes()
    with pytest.raises(BadUsage, match="is the file that is read"):
        load(file, rejects=tmp_path / "." / ".." / tmp_path.name / file.name)
    assert file.read_bytes() == before


def test_a_file_that_is_missing_is_told_although_there_are_rejects_of_before(tmp_path: Path, load: Load) -> None:
    (tmp_path / "rejects.csv").touch()
    with pytest.raises(BadSource, match="does not exist"):
        load(tmp_path / "ged.csv", rejects=tmp_path / "rejects.csv")


def test_no_file_of_rejects_is_made_when_all_is_well(tmp_path: Path, load: Load) -> None:
    load(ged(tmp_path, {}), rejects=tmp_path / "rejects.csv")
    assert not (tmp_path / "rejects.csv").exists()


def test_a_dry_run_counts_and_stores_nothing(tmp_path: Path, desk: Project, load: Load) -> None:
    assert load(ged(tmp_path, {}, {}), is_dry=True).added == 2
    assert list(desk.records()) == []


@pytest.fixture
def fresh(tmp_path: Path) -> Project:
    """A desk whose database is not made yet, in a folder of its own."""
    (tmp_path / "fresh").mkdir()
    return Project.open(str(tmp_path / "fresh" / "incidents.db"), by="amal")


def test_a_first_import_that_is_refused_leaves_no_database(tmp_path: Path, fresh: Project) -> None:
    with pytest.raises(BadImport):
        fresh.imports.load(ImportRequest(path=ged(tmp_path, {}, {"best": "many"})))
    assert list((tmp_path / "fresh").iterdir()) == []


def test_a_first_import_that_is_interrupted_leaves_no_database(
    tmp_path: Path, fresh: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_rows: DatasetRows) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(DatasetRows, "finish", interrupt)
    with pytest.raises(KeyboardInterrupt):
        fresh.imports.load(ImportRequest(path=ged(tmp_path, {})))
    assert list((tmp_path / "fresh").iterdir()) == []


def test_a_database_that_another_command_makes_meanwhile_takes_the_rows_in(
    tmp_path: Path, fresh: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    finish = DatasetRows.finish

    def finish_later(rows: DatasetRows) -> None:
        finish(rows)
        if fresh.create():
            fresh.coding.add(make_event())

    monkeypatch.setattr(DatasetRows, "finish", finish_later)
    assert fresh.imports.load(ImportRequest(path=ged(tmp_path, {}, {}))).added == 2
    assert {record.event_id for record in fresh.records()} == {"IRQ1", "IRQ2", "IRQ3"}


def test_a_first_import_makes_the_database(tmp_path: Path, fresh: Project) -> None:
    assert fresh.imports.load(ImportRequest(path=ged(tmp_path, {}, {}))).added == 2
    assert [file.name for file in (tmp_path / "fresh").iterdir()] == ["incidents.db"]
    assert len(list(fresh.records())) == 2


def test_a_dry_run_makes_no_database(tmp_path: Path, load: Load, desk: Project) -> None:
    assert desk.database.path is not None
    Path(desk.database.path).unlink()
    assert load(ged(tmp_path, {}), is_dry=True).added == 1
    assert not Path(desk.database.path).exists()


def test_an_identifier_that_stands_twice_is_refused(tmp_path: Path, load: Load) -> None:
    with pytest.raises(BadImport, match=r"line 3, identifier: stands in line 2 already \(got '900001'\)"):
        load(ged(tmp_path, {}, {"id": "900001", "best": "5"}))


def test_columns_are_mapped_by_name_and_not_by_position(tmp_path: Path, desk: Project, load: Load) -> None:
    load(write_csv(tmp_path / "ged.csv", [dict(sorted(GED.items()))]))
    assert desk.events.get("IRQ1").event.killed == Count(3, 4, 6, "reported")


def test_an_older_layout_with_fewer_columns_is_read(tmp_path: Path, desk: Project, load: Load) -> None:
    dropped = {"relid", "code_status", "conflict_dset_id", "where_description", "gwnoa"}
    load(write_csv(tmp_path / "ged.csv", [{key: value for key, value in GED.items() if key not in dropped}]))
    assert desk.events.get("IRQ1").event.place.reported is None


def test_a_candidate_file_without_a_header_is_known_by_its_columns(tmp_path: Path, desk: Project, load: Load) -> None:
    assert load(write_csv(tmp_path / "candidate.csv", [GED], has_header=False)).layout == "UCDP GED layout"
    assert desk.events.get("IRQ1").event.killed.best == 4


def test_figures_in_an_order_of_their_own_are_kept(tmp_path: Path, desk: Project, load: Load) -> None:
    load(ged(tmp_path, {"low": "5", "best": "4", "high": "2"}))
    assert desk.events.get("IRQ1").event.killed == Count(5, 4, 2, "reported")


def test_a_part_of_a_sum_that_is_no_number_is_reported(tmp_path: Path, load: Load) -> None:
    (difference,) = load(ged(tmp_path, {"deaths_unknown": "some"})).differences
    assert "of which one is not a whole number" in str(difference)


def test_computed_columns_that_differ_are_reported_and_not_stored(tmp_path: Path, load: Load) -> None:
    outcome = load(ged(tmp_path, {"region": "Africa", "deaths_unknown": "7"}))
    assert sorted(outcome.different.items()) == [("best", 1), ("region", 1)]
    assert str(outcome.differences[0]) == "line 2, region: is 'Middle East' by the other columns (got 'Africa')"
