"""A release: what is in the folder, that it can be checked, and that it comes out the same twice."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import frictionless
import pytest

from incidents.codebook.loader import Codebook, load
from incidents.domain.events import Origin, Record
from incidents.domain.evidence import Evidence
from incidents.exchange.release.folder import ADDED, CHANGED, MISSING, Fault, Filled, fill, verify
from incidents.exchange.release.metadata import Facts, cite
from tests.exchange.samples import make_records

FACTS = Facts(
    name="2023-W03",
    title='Attacks: a "first" look',
    authors=("The Desk",),
    licence="CC-BY-4.0",
    as_of="2023-04-01T10:00:00Z",
    query="--country Iraq",
    redaction="internal",
    codebook_version="1.0.0",
    program="incidents 0.1.0",
)
FILES = {
    *("CHANGES.md", "CITATION.cff", "SHA256SUMS", "codebook.csv", "codebook.html", "datacite.json", "datapackage.json"),
    *("actors.csv", "casualties.csv", "claims.csv", "crosswalk.csv", "events.csv", "evidence.csv", "reports.csv"),
    *("origins.csv", "targets.csv", "weapons.csv"),
}


def with_evidence() -> Iterator[Record]:
    """Every sample with words behind it, and with the row of a dataset that it is from."""
    origin = Origin(dataset="ucdp_ged", identifier="7", licence="CC-BY-4.0", may_be_shared=True)
    for record in make_records():
        quoted = Evidence(field="killed", start=3, end=8, quote="=five\rdead", article="1", accepted_by="amal")
        yield replace(record, event=replace(record.event, evidence=(quoted,)), origins=(origin,))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Filled]:
    """A release that no test changes, and what was told of it: making one takes longer than copying."""
    folder = tmp_path_factory.mktemp("release")
    return folder, fill(folder, FACTS, with_evidence(), changes="The first.\n", codebook=load())


@pytest.fixture
def filled(made: tuple[Path, Filled], tmp_path: Path) -> Filled:
    """The same release in the test's own folder."""
    folder, told = made
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    return told


def read_package(folder: Path) -> Any:  # noqa: ANN401 - JSON
    return json.loads((folder / "datapackage.json").read_text("utf-8"))


@pytest.mark.usefixtures("filled")
def test_the_row_of_a_dataset_behind_an_event_stands_with_its_licence(tmp_path: Path) -> None:
    with (tmp_path / "origins.csv").open(encoding="utf-8", newline="") as file:
        (row,) = (row for row in csv.DictReader(file) if row["event_id"] == "IRQ1")
    assert (row["dataset"], row["licence"], row["may_be_shared"]) == ("ucdp_ged", "CC-BY-4.0", "true")


def test_the_folder_holds_every_file_and_no_other(filled: Filled, tmp_path: Path) -> None:
    assert {path.name for path in tmp_path.iterdir()} == FILES
    assert filled.rows["events"] == len(make_records())


def test_the_same_events_give_the_same_bytes(filled: Filled, tmp_path: Path, codebook: Codebook) -> None:
    (tmp_path / "again").mkdir()
    assert fill(tmp_path / "again", FACTS, with_evidence(), changes="The first.\n", codebook=codebook) == filled


def test_an_untouched_folder_verifies_and_sha256sum_agrees(filled: Filled, tmp_path: Path) -> None:
    assert verify(tmp_path) == ()
    assert filled.digest == hashlib.sha256((tmp_path / "SHA256SUMS").read_bytes()).hexdigest()
    subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=tmp_path, check=True)


@pytest.mark.usefixtures("filled")
def test_changed_missing_and_added_files_are_named(tmp_path: Path) -> None:
    (tmp_path / "events.csv").write_text("event_id\n", encoding="utf-8")
    (tmp_path / "claims.csv").unlink()
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "notes.txt").touch()
    assert verify(tmp_path) == (
        Fault("events.csv", CHANGED),
        Fault("claims.csv", MISSING),
        Fault("more/notes.txt", ADDED),
    )


@pytest.mark.usefixtures("filled")
def test_every_table_has_the_rows_columns_and_sums_that_the_package_says(tmp_path: Path) -> None:
    for resource in read_package(tmp_path)["resources"]:
        with (tmp_path / resource["path"]).open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            rows = list(reader)
        assert len(rows) == resource["rows"]
        for name, total in resource["sums"].items():
            assert sum(int(row[name] or 0) for row in rows) == total
        names = [field["name"] for field in resource["schema"]["fields"]]
        assert reader.fieldnames == names


@pytest.mark.usefixtures("filled")
def test_rows_lead_to_their_event(tmp_path: Path) -> None:
    with (tmp_path / "weapons.csv").open(encoding="utf-8", newline="") as file:
        drone = next(row for row in csv.DictReader(file) if row["weapon"] == "drone")
    assert (drone["event_id"], drone["position"], drone["launched"]) == ("IRQ2", "1", "3")


@pytest.mark.usefixtures("filled")
def test_a_quote_that_looks_like_a_formula_and_ends_a_line_is_neutralised(tmp_path: Path) -> None:
    with (tmp_path / "evidence.csv").open(encoding="utf-8", newline="") as file:
        assert {row["quote"] for row in csv.DictReader(file)} == {"'=five\rdead"}


@pytest.mark.usefixtures("filled")
def test_the_codebook_travels_along_as_a_page_without_scripts(tmp_path: Path) -> None:
    page = (tmp_path / "codebook.html").read_text("utf-8")
    assert "<table>" in page
    assert "Air/drone strike" in page
    assert "<script" not in page


def test_the_citation_names_query_release_and_hash(filled: Filled) -> None:
    line = cite(FACTS, filled.digest)
    assert 'The Desk (2023). Attacks: a "first" look, release 2023-W03' in line
    assert "Query: --country Iraq." in line
    assert filled.digest[:16] in line


@pytest.mark.usefixtures("filled")
def test_frictionless_finds_nothing_wrong(tmp_path: Path) -> None:
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["fieldName", "rowNumber", "message"])


def test_frictionless_finds_nothing_wrong_with_no_events(tmp_path: Path, codebook: Codebook) -> None:
    fill(tmp_path, FACTS, (), changes="", codebook=codebook)
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["fieldName", "rowNumber", "message"])
