"""The JSON Schema (2020-12) of the event document, from the fields and vocabularies of the codebook.

Says what a document may look like. What must agree between fields is for the rules of ``review``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from incidents.codebook.loader import Codebook
from incidents.codebook.model import Field

Schema = dict[str, Any]
_PLAIN: Mapping[str, Schema] = {
    "text": {"type": "string"},
    "date": {"type": "string", "format": "date"},
    "datetime": {"type": "string", "format": "date-time"},
    "integer": {"type": "integer", "minimum": 0},
    "number": {"type": "number"},
    "boolean": {"type": "boolean"},
    "texts": {"type": "array", "items": {"type": "string"}},
    "mapping": {"type": "object", "additionalProperties": {"type": "number", "minimum": 0, "maximum": 1}},
    "values": {"type": "object"},
}
_NEVER_NULL = {"texts", "rows", "group", "mapping", "values"}


def document_schema(codebook: Codebook) -> Schema:
    """The schema of an event, alone or as the database shows it; unknown keys are faults."""
    fields = [field for field in codebook.fields if field.kind in {"event", "record"}]
    top = [field for field in fields if "." not in field.name]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Event",
        "description": f"An event under the codebook {codebook.name} {codebook.version}.",
        **_object(top, fields, required=[field.name for field in top if field.required and field.kind == "event"]),
        "$defs": {name: {"enum": list(_codes(codebook, name))} for name in sorted(_used(fields))},
    }


def _object(members: Iterable[Field], fields: Iterable[Field], *, required: list[str]) -> Schema:
    return {
        "type": "object",
        "properties": {field.name.rpartition(".")[2]: _property(field, fields) for field in members},
        "required": required,
        "additionalProperties": False,
    }


def _property(field: Field, fields: Iterable[Field]) -> Schema:
    schema = _value(field, fields)
    if not field.required and field.type not in _NEVER_NULL:
        schema = {"anyOf": [schema, {"type": "null"}]}
    return {"title": field.label, "description": field.definition, **schema}


def _value(field: Field, fields: Iterable[Field]) -> Schema:
    if field.type == "code":
        return {"$ref": f"#/$defs/{field.vocabulary}"}
    if field.type in _PLAIN:
        return _PLAIN[field.type]
    members = [each for each in fields if each.name.rpartition(".")[0] == field.name]
    required = [member.name.rpartition(".")[2] for member in members if member.required]
    below = _object(members, fields, required=required)
    return below if field.type == "group" else {"type": "array", "items": below}


def _used(fields: Iterable[Field]) -> set[str]:
    return {field.vocabulary for field in fields if field.vocabulary is not None}


def _codes(codebook: Codebook, name: str) -> Iterable[str]:
    if name == "countries":
        return (country.iso3 for country in codebook.countries)
    return codebook.vocabulary(name).codes
