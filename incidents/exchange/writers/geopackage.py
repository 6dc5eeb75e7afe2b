"""Rows as a GeoPackage 1.3 (OGC 12-128r17): a layer of points with every column of a profile, for QGIS and GDAL.

A GeoPackage is a SQLite file of a published shape; that is the only SQL outside ``store``, and it touches no database
of ours. An event without a point has no geometry and is not dropped. Streams; sorts nothing.
"""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from incidents.codebook.loader import Codebook
from incidents.codebook.profiles import Profile
from incidents.exchange.conversions import Cell
from incidents.exchange.profiles import BOOLEAN, DATE, DATETIME, INTEGER, NUMBER, TEXT, kinds_of
from incidents.exchange.rows import Row

LAYER = "events"
WGS84 = 4326  # the number of the coordinate system in the EPSG register
_LITTLE_ENDIAN, _POINT = 1, 1
_TYPES = {TEXT: "TEXT", INTEGER: "INTEGER", NUMBER: "REAL", BOOLEAN: "BOOLEAN", DATE: "DATE", DATETIME: "DATETIME"}
_WGS84_TEXT = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],'
    'PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4326"]]'
)
# The format wants a time of the last change. This one is the same for all, for the same events give the same bytes.
_CHANGED_AT = "2000-01-01T00:00:00.000Z"
_SHAPE = f"""
PRAGMA application_id = {int.from_bytes(b"GPKG", "big")};
PRAGMA user_version = 10300;
CREATE TABLE gpkg_spatial_ref_sys (
  srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (
  table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '',
  last_change DATETIME NOT NULL, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,
  srs_id INTEGER REFERENCES gpkg_spatial_ref_sys (srs_id));
CREATE TABLE gpkg_geometry_columns (
  table_name TEXT NOT NULL PRIMARY KEY REFERENCES gpkg_contents (table_name), column_name TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL REFERENCES gpkg_spatial_ref_sys (srs_id),
  z TINYINT NOT NULL, m TINYINT NOT NULL);
"""
_SYSTEMS = (
    ("WGS 84", WGS84, "EPSG", WGS84, _WGS84_TEXT, "longitude and latitude in degrees"),
    ("Undefined cartesian", -1, "NONE", -1, "undefined", None),
    ("Undefined geographic", 0, "NONE", 0, "undefined", None),
)


def write_geopackage(rows: Iterable[Row], profile: Profile, path: Path, *, codebook: Codebook) -> None:
    """Write the file to *path*, where there is none."""
    names = [column.name for column in profile.columns]
    kinds = kinds_of(profile, codebook=codebook)
    columns = "".join(f", {_quote(name)} {_TYPES[kind]}" for name, kind in zip(names, kinds, strict=True))
    insert = f"INSERT INTO {LAYER} (geom, {', '.join(map(_quote, names))}) VALUES (?{', ?' * len(names)})"
    with closing(sqlite3.connect(path)) as link:
        link.executescript(_SHAPE)
        link.execute(f"CREATE TABLE {LAYER} (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom POINT{columns})")
        link.executemany(insert, (_make_feature(row, kinds) for row in rows))
        _register(link, profile)
        link.commit()


def well_known_binary(point: tuple[float, float]) -> bytes:
    """Return *point*, (latitude, longitude), as well-known binary (OGC 06-103r4): 21 bytes, longitude first."""
    latitude, longitude = point
    return struct.pack("<BIdd", _LITTLE_ENDIAN, _POINT, longitude, latitude)


def _make_feature(row: Row, kinds: Sequence[str]) -> tuple[bytes | Cell, ...]:
    cells = (_instant(cell) if kind == DATETIME else cell for cell, kind in zip(row.cells, kinds, strict=True))
    return (None if row.point is None else _header() + well_known_binary(row.point), *cells)


def _instant(cell: Cell) -> Cell:
    """Return a point in time in the only form that the format knows."""
    if cell is None:
        return None
    moment = datetime.fromisoformat(str(cell))
    moment = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def _header() -> bytes:
    """Return the header: magic number, version 1, little-endian without an envelope, and the coordinate system."""
    return struct.pack("<2sBBi", b"GP", 0, 1, WGS84)


def _register(link: sqlite3.Connection, profile: Profile) -> None:
    link.executemany("INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)", _SYSTEMS)
    link.execute(
        "INSERT INTO gpkg_contents VALUES (?, 'features', ?, ?, ?, -180, -90, 180, 90, ?)",
        (LAYER, LAYER, profile.definition, _CHANGED_AT, WGS84),
    )
    link.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', 'POINT', ?, 0, 0)", (LAYER, WGS84))


def _quote(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
