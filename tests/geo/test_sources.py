from __future__ import annotations

from collections import Counter
from itertools import takewhile
from pathlib import Path

import pytest

from incidents.geo.sources import FOLDER, Entry, folded_names, read_entries, read_rows

KINDS = {
    "country", "continent", "region", "feature", "island", "sea", "strait", "adm1", "adm2", "town", "district",
    "landmark", "base", "airport", "camp", "crossing", "oilfield",
}  # fmt: skip
LIMIT = 12_000_000  # bytes: what the repository and the wheel can bear


@pytest.fixture(scope="module")
def curated() -> list[list[str]]:
    return list(read_rows(FOLDER / "curated.tsv"))


def entries(source: Path) -> dict[str, Entry]:
    return {entry.name: entry for entry in read_entries(source)}


def test_each_table_yields_its_entries(source: Path) -> None:
    layers = Counter(entry.layer for entry in read_entries(source))
    assert layers == {"country": 1, "curated": 1, "admin1": 1, "admin2": 1, "places": 2, "ucdp": 1}


def test_codes_become_names_and_countries_alpha_3(source: Path) -> None:
    mosul = entries(source)["Mosul"]
    assert (mosul.country, mosul.unit, mosul.admin1) == ("IRQ", "IQ.15", "Nineveh")


def test_a_unit_is_found_by_a_name_with_a_generic_word(source: Path) -> None:
    assert entries(source)["Badush"].unit == "IQ.15"


def test_a_place_that_names_its_town_twice_has_both_names(source: Path) -> None:
    assert set(folded_names(entries(source)["Badush"])) == {"badush", "badush town", "badoush"}


def test_a_country_counts_its_people(source: Path) -> None:
    assert entries(source)["Iraq"].population == 38_433_600


def test_the_own_name_is_exact_and_others_are_aliases(source: Path) -> None:
    names = folded_names(entries(source)["Mosul"])
    assert names["mosul"] == "exact"
    assert names["mossoul"] == "alias"


def test_curated_rows_are_whole(curated: list[list[str]]) -> None:
    for row in curated:
        assert len(row) == 9, row
        assert row[2] in KINDS, row
        assert -90 <= float(row[6]) <= 90, row
        assert -180 <= float(row[7]) <= 180, row


def test_curated_units_are_known(curated: list[list[str]]) -> None:
    ours = takewhile(lambda entry: entry.layer in {"country", "curated"}, read_entries())  # they come first
    known = {(entry.name, entry.country): entry for entry in ours}
    lost = [row[0] for row in curated if row[4] and known[row[0], row[3] or None].admin1 is None]
    assert lost == []


def test_every_country_has_a_reference_point(curated: list[list[str]]) -> None:
    pointed = {row[3] for row in curated if row[2] == "country"}
    assert {row[1] for row in read_rows(FOLDER / "countries.tsv.xz")} == pointed


def test_the_shipped_tables_are_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir() if path.is_file()) < LIMIT
