"""Rows as GeoJSON."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from typing import Any

import jsonschema

from incidents.codebook.loader import Codebook
from incidents.domain.events import Record
from incidents.exchange.writers.json import write_geojson
from tests.exchange.samples import make_records
from tests.exchange.stored import make_rows

# RFC 7946, sections 3.1.2, 3.2 and 3.3, for collections of points.
POINT = {
    "type": "object",
    "required": ["type", "coordinates"],
    "properties": {
        "type": {"const": "Point"},
        "coordinates": {
            "type": "array",
            "prefixItems": [
                {"type": "number", "minimum": -180, "maximum": 180},
                {"type": "number", "minimum": -90, "maximum": 90},
            ],
            "minItems": 2,
            "maxItems": 2,
        },
    },
    "additionalProperties": False,
}
FEATURE = {
    "type": "object",
    "required": ["type", "geometry", "properties"],
    "properties": {
        "type": {"const": "Feature"},
        "id": {"type": "string"},
        "geometry": {"anyOf": [{"type": "null"}, POINT]},
        "properties": {"type": "object", "additionalProperties": {"type": ["string", "number", "null"]}},
    },
    "additionalProperties": False,
}
COLLECTION = {
    "type": "object",
    "required": ["type", "features"],
    "properties": {"type": {"const": "FeatureCollection"}, "features": {"type": "array", "items": FEATURE}},
    "additionalProperties": False,
}


def test_the_collection_is_valid_and_holds_every_record(codebook: Codebook) -> None:
    collection = write(make_records(), codebook)
    jsonschema.validate(collection, COLLECTION)
    assert [feature["id"] for feature in collection["features"]] == [record.event_id for record in make_records()]


def test_longitude_stands_before_latitude_and_the_precision_beside_them(codebook: Codebook) -> None:
    (feature,) = write(make_records()[:1], codebook)["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [43.11889, 36.335]}
    assert feature["properties"]["place_precision"] == make_records()[0].event.place.precision


def test_an_event_without_a_point_has_no_geometry(codebook: Codebook) -> None:
    (feature,) = write(make_records()[-1:], codebook)["features"]
    assert feature["geometry"] is None


def test_numbers_stay_numbers_and_unknown_is_null(codebook: Codebook) -> None:
    (feature,) = write(make_records()[1:2], codebook)["features"]
    assert (feature["properties"]["injured_best"], feature["properties"]["killed_best"]) == (7, None)


def test_an_empty_collection_is_valid_too(codebook: Codebook) -> None:
    assert write([], codebook) == {"type": "FeatureCollection", "features": []}


def write(records: Iterable[Record], codebook: Codebook) -> dict[str, Any]:
    out = io.StringIO()
    profile = codebook.profile("native")
    write_geojson(make_rows(records, profile, codebook), profile, out)
    collection: dict[str, Any] = json.loads(out.getvalue())
    return collection
