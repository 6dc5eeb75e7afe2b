"""Records as Parquet, and as GeoParquet 1.1: typed columns, unknown is null, points beside their precision.

Needs pyarrow, which is an extra. Streams by groups of rows; sorts nothing. The same records give the same bytes under
one version of pyarrow.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import Any

from incidents.codebook.definitions import Definitions
from incidents.codebook.model import Profile
from incidents.domain.event import Record
from incidents.errors import BadUsage
from incidents.exchange.cells import Row
from incidents.exchange.columns import BOOLEAN, DATE, DATETIME, INTEGER, NUMBER, TEXT, kinds_of
from incidents.exchange.geometry import coordinates, well_known_binary
from incidents.exchange.report import Report
from incidents.exchange.rows import make_rows

GEOMETRY = "geometry"
_GROUP = 2_000  # rows: what is held in memory
_GEO = {
    "version": "1.1.0",
    "primary_column": GEOMETRY,
    "columns": {GEOMETRY: {"encoding": "WKB", "geometry_types": ["Point"]}},
}
"""What GeoParquet says of its column; without a crs it is WGS84, longitude first."""


def export(
    records: Iterable[Record], profile: Profile, path: Path, *, codebook: Definitions, has_points: bool = False
) -> Report:
    """Write the file to *path*, with *has_points* as GeoParquet, and report which events the layout cannot say.

    Raises BadUsage when pyarrow is not installed.
    """
    arrow, writing = _load()
    report, kinds = Report(), kinds_of(profile, codebook=codebook)
    schema = _schema(arrow, profile, kinds, has_points=has_points)
    rows = _rows(records, profile, codebook, report, kinds, has_points=has_points)
    with writing.ParquetWriter(path, schema, compression="zstd") as writer:
        while group := list(islice(rows, _GROUP)):
            columns = zip(zip(*group, strict=True), schema.types, strict=True)
            writer.write_batch(arrow.record_batch([arrow.array(cells, kind) for cells, kind in columns], schema=schema))
    return report


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


def _rows(  # noqa: PLR0913 - what one export is made of
    records: Iterable[Record],
    profile: Profile,
    codebook: Definitions,
    report: Report,
    kinds: Sequence[str],
    *,
    has_points: bool,
) -> Iterator[tuple[Any, ...]]:
    for record, row in make_rows(records, profile, codebook=codebook, report=report):
        point = coordinates(record.event.place)
        binary = () if not has_points else (None if point is None else well_known_binary(point),)
        yield (*_typed(row, kinds), *binary)


def _typed(row: Row, kinds: Sequence[str]) -> Iterator[Any]:
    for cell, kind in zip(row, kinds, strict=True):
        yield None if cell is None else _READ[kind](cell)


_READ: dict[str, Any] = {
    TEXT: str,
    INTEGER: int,
    NUMBER: float,
    BOOLEAN: bool,
    DATE: date.fromisoformat,
    DATETIME: datetime.fromisoformat,
}
