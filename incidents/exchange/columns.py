"""What kind of value each column of a layout holds, for formats that have types: Parquet, GeoPackage, a table schema.

Decides from the field and the conversion; reads no cell.
"""

from __future__ import annotations

from collections.abc import Mapping

from incidents.codebook.definitions import Definitions
from incidents.codebook.model import Column, Field, Profile

TEXT, INTEGER, NUMBER, BOOLEAN, DATE, DATETIME = "text", "integer", "number", "boolean", "date", "datetime"

_OF_FIELD = {kind: kind for kind in (INTEGER, NUMBER, BOOLEAN, DATE, DATETIME)}
# Conversions whose cell is of another kind than the field; every other one but "keep" makes a text.
_OF_CONVERSION = {"decimals": NUMBER, "lowest_or_zero": INTEGER, "unix_time": INTEGER, "year": INTEGER}


def kinds_of(profile: Profile, *, codebook: Definitions) -> tuple[str, ...]:
    """The kind of each column of *profile*, in order: text, integer, number, boolean, date or datetime."""
    fields = {field.name: field for field in codebook.fields}
    return tuple(_kind(column, fields, codebook) for column in profile.columns)


def kind_of_field(field: Field) -> str:
    """The kind of a cell that holds the value of *field* as it is; codes and lists are texts."""
    return _OF_FIELD.get(field.type, TEXT)


def _kind(column: Column, fields: Mapping[str, Field], codebook: Definitions) -> str:
    name, *arguments = (column.conversion or "keep").split(" ")
    if name in _OF_CONVERSION:
        return _OF_CONVERSION[name]
    if name == "attribute":
        return _of_attribute(*arguments, codebook=codebook)
    field = fields.get(column.source or "")
    return TEXT if name != "keep" or field is None else kind_of_field(field)


def _of_attribute(vocabulary: str, name: str, *, codebook: Definitions) -> str:
    attributes = codebook.vocabulary(vocabulary).attributes
    return next((INTEGER for each in attributes if each.name == name and each.type == INTEGER), TEXT)
