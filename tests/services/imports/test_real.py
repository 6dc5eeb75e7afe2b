"""Real files of open data: every row is accounted for, and the totals are those of the file."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from incidents.services.project import Project
from tests.services.imports.conftest import Load

REAL = Path(__file__).resolve().parents[4] / "shared" / "real"
CURRENT = REAL / "ucdp_ged_23_1_sample1000.csv"
OLDER = REAL / "ucdp_ged_syria_652.1601.1911_first2000.csv"
BY_ROLE = REAL / "insecurity_insight_explosive_weapons_2020_2023.csv"
pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="needs the open data of ../shared/real")
Totals = Counter[tuple[str, str, str]]  # country, year, column


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(("path", "rows"), [(CURRENT, 1000), (OLDER, 2000)], ids=["current", "older"])
def test_ged_files_import_whole_with_the_totals_of_the_file(path: Path, rows: int, desk: Project, load: Load) -> None:
    outcome = load(path)
    assert (outcome.rows, outcome.added) == (rows, rows)
    expected: Totals = Counter()
    for row in read(path):
        for column in ("low", "best", "high"):
            expected[row["country"].split(" (")[0], row["date_start"][:4], column] += int(row[column])
    found: Totals = Counter()
    renamed = {"Democratic Republic of Congo": "DR Congo", "North Macedonia": "Macedonia, FYR"}
    renamed |= {"Bosnia and Herzegovina": "Bosnia-Herzegovina", "eSwatini": "Kingdom of eSwatini"}
    for record in desk.records():
        country = desk.codebook.countries.get(record.event.place.country or "")
        assert country is not None
        assert record.event.when is not None
        key = renamed.get(country.name, country.name), str(record.event.when.start.year)
        killed = record.event.killed
        for column, number in (("low", killed.low), ("best", killed.best), ("high", killed.high)):
            found[*key, column] += number or 0
    assert found == expected


def test_the_file_by_role_imports_whole_with_the_totals_of_the_file(desk: Project, load: Load) -> None:
    outcome = load(BY_ROLE)
    rows = read(BY_ROLE)[1:]  # the first is a line of hashtags
    assert (outcome.rows, outcome.added) == (len(rows), len(rows))
    groups = {
        "Aid Workers Killed": "aid_workers",
        "Health Workers Killed": "health_workers",
        "Aid Health Workers Killed": "aid_health_workers",
        "Educators Killed": "educators",
        "Students Killed": "students",
    }
    expected: Totals = Counter()
    for row in rows:
        for column, group in groups.items():
            expected[row["Country ISO"], row["Date"][:4], group] += int(row[column] or 0)
    found: Totals = Counter()
    for record in desk.records():
        assert record.event.when is not None
        for casualty in record.event.casualties:
            key = record.event.place.country or "", str(record.event.when.start.year), casualty.group
            found[key] += casualty.count.best or 0
    assert +found == +expected
