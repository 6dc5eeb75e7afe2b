"""A folder of Parquet files by country and year, as DuckDB and Spark read it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pytest

from incidents.codebook.loader import load
from incidents.domain.dates import on
from incidents.domain.events import Event, Record
from incidents.domain.locations import NOWHERE, Place
from incidents.errors import BadUsage
from incidents.exchange.rows import Report
from incidents.exchange.writers.parquet import add_partition_columns, write_partitions
from tests import spark
from tests.builders import make_event
from tests.exchange.stored import make_rows

CODEBOOK = load()
PROFILE = CODEBOOK.profile("native")


def make_record(event_id: str, place: Place, year: int | None) -> Record:
    event: Event = replace(make_event(), place=place, when=None if year is None else on(date(year, 3, 1)))
    return Record(event_id=event_id, event=event)


RECORDS = (
    make_record("CIV1", Place(country="CIV"), 2020),
    make_record("CIV2", Place(country="CIV"), 2021),
    make_record("IRQ1", Place(country="IRQ"), 2021),
    make_record("IRQ2", Place(country="IRQ"), None),
    make_record("ZZZ1", NOWHERE, 2021),
)


def write(records: Iterable[Record], folder: Path, by: tuple[str, ...]) -> Report:
    profile, report = add_partition_columns(PROFILE, by), Report()
    rows = make_rows(records, profile, CODEBOOK, report=report)
    write_partitions(rows, profile, folder, codebook=CODEBOOK, by=by)
    return report


def test_duckdb_finds_every_event_under_its_country_and_year(tmp_path: Path) -> None:
    report = write(RECORDS, tmp_path, ("country", "year"))
    files = f"read_parquet('{tmp_path}/**/*.parquet', hive_partitioning = true)"
    found = duckdb.sql(f"SELECT event_id, country, CAST(year AS VARCHAR) FROM {files} ORDER BY event_id")
    assert found is not None
    rows = found.fetchall()
    assert report.written == len(RECORDS)
    assert rows == [
        ("CIV1", "Ivory Coast", "2020"),
        ("CIV2", "Ivory Coast", "2021"),
        ("IRQ1", "Iraq", "2021"),
        ("IRQ2", "Iraq", None),
        ("ZZZ1", None, "2021"),
    ]


# As docs/scale.md has it.
SPARK = """
from pyspark.sql import SparkSession
spark = SparkSession.builder.getOrCreate()
events = spark.read.parquet("events")
for row in events.orderBy("event_id").collect():
    print(row.event_id, row.country, row.year, sep="|")
iraq = events.where("country = 'Iraq'").groupBy("year").agg({"killed_best": "sum", "event_id": "count"})
for row in iraq.orderBy("year").collect():
    print(row["year"], row["sum(killed_best)"], row["count(event_id)"], sep="|")
spark.stop()
"""


@pytest.mark.slow
def test_spark_finds_the_same(tmp_path: Path) -> None:
    write(RECORDS, tmp_path / "events", ("country", "year"))
    assert spark.run("-c", SPARK, folder=tmp_path).splitlines() == [
        "CIV1|Ivory Coast|2020",
        "CIV2|Ivory Coast|2021",
        "IRQ1|Iraq|2021",
        "IRQ2|Iraq|None",
        "ZZZ1|None|2021",
        "None|4|1",
        "2021|4|1",
    ]


def test_one_name_makes_one_level(tmp_path: Path) -> None:
    write(RECORDS[2:3], tmp_path, ("year",))
    assert [path.name for path in tmp_path.iterdir()] == ["year=2021"]


@pytest.mark.parametrize("by", [("place",), ("year", "country"), ("year", "year")])
def test_other_names_and_orders_are_refused(tmp_path: Path, by: tuple[str, ...]) -> None:
    with pytest.raises(BadUsage, match="cannot part by"):
        write(RECORDS, tmp_path, by)


def test_records_in_no_order_are_not_mixed_up(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="one after the other"):
        write((*RECORDS, RECORDS[0]), tmp_path, ("country",))
