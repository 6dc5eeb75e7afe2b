"""The fields of an event, of its record and those computed from it, read from ``schema/fields/``."""

from __future__ import annotations

from dataclasses import dataclass

from incidents.codebook.files import Scalar, Table

FIELD_KINDS = ("event", "record", "derived")
FIELD_TYPES = (
    "text",
    "date",
    "datetime",
    "integer",
    "number",
    "boolean",
    "code",
    "texts",
    "group",
    "rows",
    "mapping",
    "values",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One key of the event document, of the record around it, or computed from it: its *kind* is in ``FIELD_KINDS``.

    *name* is the path with dots (``killed.best``, ``weapons.launched``). *type* is one of ``FIELD_TYPES``;
    *vocabulary* the list that a ``code`` is from (``countries`` for ISO 3166 alpha-3).
    *unknown* describes the value that stands for "nothing is known".
    """

    name: str
    kind: str
    label: str
    definition: str
    type: str
    example: Scalar
    unknown: str
    vocabulary: str | None = None
    required: bool = False
    unit: str | None = None

    @property
    def parent(self) -> str:
        """The name of the group or rows that hold the field; empty at the top of the document."""
        return self.name.rpartition(".")[0]

    @property
    def key(self) -> str:
        """The last part of the name."""
        return self.name.rpartition(".")[2]


def read_fields(table: Table, kind: str) -> tuple[Field, ...]:
    """Read the fields of one file; *kind* is the file's stem."""
    table.text("definition")
    rows = table.tables("fields", named_by="name")
    table.close()
    return tuple(_read_field(row, kind) for row in rows)


def _read_field(table: Table, kind: str) -> Field:
    example = table.scalar("example", {"integer": int, "boolean": bool}.get(table.text("type"), str))
    field = table.record(Field, kind=kind, example=example)
    if field.type not in FIELD_TYPES:
        table.refuse("type", f"must be one of {', '.join(FIELD_TYPES)} (got {field.type!r})")
    if (field.type == "code") != (field.vocabulary is not None):
        table.refuse("vocabulary", "belongs to a field of type code, and only there")
    return field
