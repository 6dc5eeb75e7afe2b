"""Rows as Parquet, and as GeoParquet 1.1: typed columns, unknown is null, points beside their precision.

One file, or a folder of files by country and year (``country=Iraq/year=2021/events.parquet``), named as Hive named them
and as DuckDB, Spark and pyarrow read them. Needs pyarrow, which is an extra. Streams by groups of rows; sorts nothing.
The same rows give the same bytes under one version of pyarrow.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import groupby, islice
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import quote

from incidents.codebook.loader import Codebook
from incidents.codebook.profiles import Column, Profile
from incidents.errors import BadUsage
from incidents.exchange.profiles import BOOLEAN, DATE, DATETIME, INTEGER, NUMBER, TEXT, kinds_of
from incidents.exchange.rows import Row
from incidents.exchange.writers.geopackage import well_known_binary

GEOMETRY = "geometry"
UNKNOWN = "__HIVE_DEFAULT_PARTITION__"  # what every reader takes for null
FILE = "events.parquet"
PARTITION_ORDER = ("country", "event_date")
"""The order in which events come so that one folder is filled after the other."""
_GROUP = 2_000  # rows: what is held in memory
_GEO = {
    "version": "1.1.0",
    "primary_column": GEOMETRY,
    "columns": {GEOMETRY: {"encoding": "WKB", "geometry_types": ["Point"]}},
}
"""What GeoParquet says of its column; without a crs it is WGS84, longitude first."""
# What the folders are named by.
_KEYS: Mapping[str, Column] = {
    "country": Column(name="partition_country", description="", source="country_name"),
    "year": Column(name="partition_year", description="", source="event_date", conversion="year"),
}


def write_parquet(
    rows: Iterable[Row], profile: Profile, path: Path, *, codebook: Codebook, has_points: bool = False
) -> None:
    """Write the file to *path*, with *has_points* as GeoParquet. Raises BadUsage if pyarrow is not installed."""
    arrow, parquet = _load()
    kinds = kinds_of(profile, codebook=codebook)
    schema = _schema(arrow, profile, kinds, has_points=has_points)
    typed = (_type_row(row, kinds, has_points=has_points) for row in rows)
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        while group := list(islice(typed, _GROUP)):
            columns = zip(zip(*group, strict=True), schema.types, strict=True)
            writer.write_batch(arrow.record_batch([arrow.array(cells, kind) for cells, kind in columns], schema=schema))


def add_partition_columns(profile: Profile, by: Sequence[str]) -> Profile:
    """Return *profile* as ``write_partitions`` takes its rows: what names a folder stands behind the other columns.

    Raises BadUsage unless *by* is country, year, or both in this order.
    """
    if tuple(name for name in _KEYS if name in by) != tuple(by):
        raise BadUsage(f"cannot part by {', '.join(by)}", mend="type --partition country,year, or one of the two")
    kept = (column for column in profile.columns if column.name not in by)
    return replace(profile, columns=(*kept, *(_KEYS[name] for name in by)))


def write_partitions(
    rows: Iterable[Row], profile: Profile, folder: Path, *, codebook: Codebook, by: Sequence[str]
) -> None:
    """Write the files into *folder*; *rows* and *profile* are as ``add_partition_columns`` makes them.

    Holds one file open at a time: raises ValueError for rows that do not come in ``PARTITION_ORDER``.
    """
    inner = replace(profile, columns=profile.columns[: -len(by)])

    def find_path(row: Row) -> Path:
        return Path(*map(_name_folder, by, row.cells[-len(by) :]), FILE)

    for path, group in groupby(rows, find_path):
        if (folder / path).exists():
            raise ValueError(f"the events of {path} do not come one after the other")
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        kept = (row._replace(cells=row.cells[: -len(by)]) for row in group)
        write_parquet(kept, inner, folder / path, codebook=codebook)


def _name_folder(key: str, value: Any) -> str:  # noqa: ANN401 - a cell
    return f"{key}={UNKNOWN if value is None else quote(str(value), safe=' ')}"


def _load() -> tuple[ModuleType, ModuleType]:
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra, and heavy
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError:
        raise BadUsage("Parquet needs pyarrow", mend="install it: pip install 'incidents[parquet]'") from None
    return pa, parquet


def _schema(arrow: Any, profile: Profile, kinds: Sequence[str], *, has_points: bool) -> Any:  # noqa: ANN401 - untyped
    types = {
        TEXT: arrow.string(),
        INTEGER: arrow.int64(),
        NUMBER: arrow.float64(),
        BOOLEAN: arrow.bool_(),
        DATE: arrow.date32(),
        DATETIME: arrow.timestamp("s", tz="UTC"),
    }
    fields = [arrow.field(column.name, types[kind]) for column, kind in zip(profile.columns, kinds, strict=True)]
    if not has_points:
        return arrow.schema(fields)
    return arrow.schema([*fields, arrow.field(GEOMETRY, arrow.binary())], metadata={"geo": json.dumps(_GEO)})


def _type_row(row: Row, kinds: Sequence[str], *, has_points: bool) -> tuple[Any, ...]:
    cells = tuple(None if cell is None else _TYPED[kind](cell) for cell, kind in zip(row.cells, kinds, strict=True))
    if not has_points:
        return cells
    return (*cells, None if row.point is None else well_known_binary(row.point))


_TYPED: Mapping[str, Any] = {
    TEXT: str,
    INTEGER: int,
    NUMBER: float,
    BOOLEAN: bool,
    DATE: date.fromisoformat,
    DATETIME: datetime.fromisoformat,
}
