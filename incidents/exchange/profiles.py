"""Profiles of the codebook as layouts of files: which columns, and which kind of value each holds.

The kinds are for formats that have types: Parquet, GeoPackage, a table schema. Reads no event; ``rows`` does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from incidents.codebook.fields import Field
from incidents.codebook.loader import Codebook
from incidents.codebook.names import Names
from incidents.codebook.profiles import Column, Profile
from incidents.errors import BadUsage, UnknownTerm

NATIVE = "native"
"""The profile that holds all that a flat row can hold of an event."""
TEXT, INTEGER, NUMBER, BOOLEAN, DATE, DATETIME = "text", "integer", "number", "boolean", "date", "datetime"

_OF_FIELD = {kind: kind for kind in (INTEGER, NUMBER, BOOLEAN, DATE, DATETIME)}
# Conversions whose cell is of another kind than the field; every other one but "keep" makes a text.
_OF_CONVERSION = {"decimals": NUMBER, "lowest_or_zero": INTEGER, "unix_time": INTEGER, "year": INTEGER}


def find_profile(codebook: Codebook, name: str, columns: Iterable[str] = ()) -> Profile:
    """Return the profile *name*, with only *columns* if there are any.

    Raises UnknownTerm for an unknown profile or column, BadUsage for a profile that files are only read by.
    """
    profile = codebook.profile(name)
    if not profile.columns:
        raise BadUsage(f"the layout {name!r} is only read", mend="export in another, such as: --profile native")
    return choose_columns(profile, columns) if columns else profile


def choose_columns(profile: Profile, names: Iterable[str]) -> Profile:
    """Return *profile* with only the columns *names*, in that order. Raises UnknownTerm for unknown ones."""
    columns = Names(
        ((column.name, column) for column in profile.columns), kind="column", label=lambda column: column.name
    )
    asked = tuple(names)
    unknown = [name for name in asked if columns.get(name) is None]
    if unknown:
        raise _refusal(unknown, columns, profile)
    return replace(profile, columns=tuple(dict.fromkeys(columns.find(name) for name in asked)))


def _refusal(unknown: Sequence[str], columns: Names[Column], profile: Profile) -> BadUsage:
    """Return one error for all names that are no column, a line each, with the columns that there are."""
    mend = f"its columns: {', '.join(column.name for column in profile.columns)}"
    errors = [UnknownTerm(name, kind="column", near=columns.near(name), mend=mend) for name in unknown]
    return errors[0] if len(errors) == 1 else BadUsage("\n".join(error.what for error in errors), mend=mend)


def kinds_of(profile: Profile, *, codebook: Codebook) -> tuple[str, ...]:
    """Return the kind of each column of *profile*, in order: text, integer, number, boolean, date or datetime."""
    fields = {field.name: field for field in codebook.fields}
    return tuple(_kind(column, fields, codebook) for column in profile.columns)


def kind_of_field(field: Field) -> str:
    """Return the kind of a cell that holds the value of *field* as it is; codes and lists are texts."""
    return _OF_FIELD.get(field.type, TEXT)


def _kind(column: Column, fields: Mapping[str, Field], codebook: Codebook) -> str:
    name, *arguments = (column.conversion or "keep").split(" ")
    if name in _OF_CONVERSION:
        return _OF_CONVERSION[name]
    if name == "attribute":
        return _kind_of_attribute(*arguments, codebook=codebook)
    field = fields.get(column.source or "")
    return TEXT if name != "keep" or field is None else kind_of_field(field)


def _kind_of_attribute(vocabulary: str, name: str, *, codebook: Codebook) -> str:
    attributes = codebook.vocabulary(vocabulary).attributes
    return next((INTEGER for each in attributes if each.name == name and each.type == INTEGER), TEXT)
