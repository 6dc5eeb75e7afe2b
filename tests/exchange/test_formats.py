"""Files that other programs open: each is read back by the program that our users read it with."""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import duckdb
import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pyogrio
import pytest
import shapely

from incidents.codebook.loader import Codebook
from incidents.domain.events import Record
from incidents.errors import BadOutput
from incidents.exchange.writers.geopackage import write_geopackage
from incidents.exchange.writers.parquet import write_parquet
from incidents.exchange.writers.xlsx import write_xlsx
from tests.builders import make_event, make_record
from tests.exchange.samples import make_records
from tests.exchange.stored import make_rows

Write = Callable[..., None]
FORMATS: dict[str, Write] = {
    "xlsx": write_xlsx,
    "parquet": write_parquet,
    "geoparquet": partial(write_parquet, has_points=True),
    "gpkg": write_geopackage,
}
WITH_POINT = 5


@pytest.fixture(params=sorted(FORMATS))
def form(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def write(form: str, folder: Path, codebook: Codebook, records: Iterable[Record] | None = None) -> Path:
    path = folder / f"events.{form}"
    profile = codebook.profile("native")
    rows = make_rows(make_records() if records is None else records, profile, codebook)
    FORMATS[form](rows, profile, path, codebook=codebook)
    return path


def test_the_same_events_give_the_same_bytes(form: str, tmp_path: Path, codebook: Codebook) -> None:
    digests = set()
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        digests.add(hashlib.sha256(write(form, tmp_path / name, codebook).read_bytes()).hexdigest())
    assert len(digests) == 1


def test_no_events_make_a_file_with_a_header(form: str, tmp_path: Path, codebook: Codebook) -> None:
    columns = {
        "xlsx": lambda path: pd.read_excel(path).columns,
        "parquet": lambda path: pd.read_parquet(path).columns,
        "geoparquet": lambda path: pd.read_parquet(path).columns,
        "gpkg": lambda path: pyogrio.read_info(path)["fields"],
    }[form](write(form, tmp_path, codebook, ()))
    assert "place_precision" in list(columns)


def test_a_workbook_opens_in_openpyxl_and_runs_no_formula(tmp_path: Path, codebook: Codebook) -> None:
    book = openpyxl.load_workbook(write("xlsx", tmp_path, codebook))
    assert book.sheetnames == ["events", "columns"]
    cells = [cell for row in book["events"].iter_rows() for cell in row]
    assert "f" not in {cell.data_type for cell in cells}
    assert any(str(cell.value).startswith("'=HYPERLINK") for cell in cells)
    assert {cell.data_type for cell in book["events"]["K"][1:3]} == {"n"}


def test_a_text_too_long_for_a_workbook_is_refused_with_the_event(tmp_path: Path, codebook: Codebook) -> None:
    record = make_record("IRQ9", make_event(summary="x" * 40_000))
    with pytest.raises(BadOutput, match=r"IRQ9: summary has 40,000 characters"):
        write("xlsx", tmp_path, codebook, [record])


def test_parquet_keeps_types_and_the_difference_between_zero_and_unknown(tmp_path: Path, codebook: Codebook) -> None:
    path = write("parquet", tmp_path, codebook)
    frame = pd.read_parquet(path).set_index("event_id")
    assert frame.loc["RKS1", "killed_best"] == 0
    assert pd.isna(frame.loc["IRQ2", "killed_best"])
    assert str(pq.read_schema(path).field("event_date").type) == "date32[day]"


def test_duckdb_counts_what_parquet_holds(tmp_path: Path, codebook: Codebook) -> None:
    path = write("parquet", tmp_path, codebook)
    with duckdb.connect() as link:
        rows = link.execute(f"SELECT country_iso3, count(*) FROM '{path}' GROUP BY 1 ORDER BY 1").fetchall()
    assert rows == [("IRQ", 2), ("SYR", 1), ("UKR", 2), ("XKX", 1)]


def test_points_of_geoparquet_are_longitude_and_latitude(tmp_path: Path, codebook: Codebook) -> None:
    frame = pd.read_parquet(write("geoparquet", tmp_path, codebook))
    for row in frame.dropna(subset="latitude").itertuples():
        assert (shapely.from_wkb(row.geometry).x, shapely.from_wkb(row.geometry).y) == (row.longitude, row.latitude)
    assert frame["geometry"].notna().sum() == WITH_POINT


def test_gdal_reads_points_with_their_precision_and_does_not_warn(tmp_path: Path, codebook: Codebook) -> None:
    path = write("gpkg", tmp_path, codebook)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        info = pyogrio.read_info(path)
        _, _, shapes, fields = pyogrio.raw.read(path)
    assert info["features"] == len(make_records())
    assert info["crs"] == "EPSG:4326"
    assert sum(shape is not None for shape in shapes) == WITH_POINT
    assert "place_precision" in list(info["fields"])
    assert len(fields) == len(codebook.profile("native").columns)
