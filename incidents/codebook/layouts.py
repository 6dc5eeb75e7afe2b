"""Reading what a file of ``fields/`` or ``profiles/`` says: the event document's keys, and layouts of columns.

Whether a column's source is a field, and a field's vocabulary exists, is for ``check``.
"""

from __future__ import annotations

from incidents.codebook.model import FIELD_TYPES, Column, Field, Profile, Scalar
from incidents.codebook.table import Table


def read_fields(table: Table, kind: str) -> tuple[Field, ...]:
    """The fields of one file; *kind* is the file's stem."""
    table.text("definition")
    rows = table.tables("fields", named_by="name")
    table.close()
    fields = tuple(_read_field(row, kind) for row in rows)
    for number, (field, row) in enumerate(zip(fields, rows, strict=True)):
        if field.name in {earlier.name for earlier in fields[:number]}:
            row.refuse("name", "is a duplicate")
    return fields


def _read_field(table: Table, kind: str) -> Field:
    field = Field(
        name=table.text("name"),
        kind=kind,
        label=table.text("label"),
        definition=table.text("definition"),
        type=table.text("type"),
        example=_read_example(table),
        unknown=table.text("unknown"),
        vocabulary=table.optional_text("vocabulary"),
        required=table.flag("required", default=False),
        unit=table.optional_text("unit"),
    )
    if field.type not in FIELD_TYPES:
        table.refuse("type", f"must be one of {', '.join(FIELD_TYPES)} (got {field.type!r})")
    if (field.type == "code") != (field.vocabulary is not None):
        table.refuse("vocabulary", "belongs to a field of type code, and only there")
    table.close()
    return field


def _read_example(table: Table) -> Scalar:
    kind = {"integer": int, "boolean": bool}.get(table.text("type"), str)
    return table.scalar("example", kind)


def read_profile(table: Table, name: str) -> Profile:
    """The profile *name* from its file."""
    if table.text("name") != name:
        table.refuse("name", f"must be {name!r}, as the file is called")
    rows = table.tables("columns", named_by="name") if table.has("columns") else ()
    reading = table.table("reading") if table.has("reading") else None
    if not rows and reading is None:
        table.refuse("columns", "is missing, and there is no reading either")
    profile = Profile(
        name=name,
        label=table.text("label"),
        definition=table.text("definition"),
        columns=tuple(_read_column(row) for row in rows),
        reading=reading,
    )
    table.close()
    names = [column.name for column in profile.columns]
    for number, row in enumerate(rows):
        if names[number] in names[:number]:
            row.refuse("name", "is a duplicate")
    return profile


def _read_column(table: Table) -> Column:
    column = Column(
        name=table.text("name"),
        description=table.text("description"),
        source=table.optional_text("source"),
        conversion=table.optional_text("conversion"),
        constant=table.optional_text("constant"),
        needed=table.optional_text("needed"),
        hxl=table.optional_text("hxl"),
    )
    if column.source is not None and column.constant is not None:
        table.refuse("constant", "a column has a source or a constant, not both")
    table.close()
    return column
