"""The tables of a release: events, and one table for each kind of row that an event has, as CSV files of one folder.

Which tables there are follows from the codebook's fields: every field of type ``rows`` is one. Keys are the event's
identifier and the row's position in it. All are written in one pass over the events, with their counts and sums, so
that whoever receives the folder can compare them with the description. Streams: one event is held.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

from incidents.codebook.fields import Field
from incidents.codebook.loader import Codebook
from incidents.codebook.profiles import Column as ProfileColumn
from incidents.domain.documents import Document
from incidents.domain.events import Record
from incidents.exchange.conversions import Cell
from incidents.exchange.documents import write_record
from incidents.exchange.profiles import INTEGER, NATIVE, TEXT, kind_of_field, kinds_of
from incidents.exchange.rows import compile_cells
from incidents.exchange.writers.csv import csv_writer, show_cell

EVENTS, REPORTS, CROSSWALK = "events", "reports", "crosswalk"
_SOURCES = "sources"  # the record's key for what the table of reports holds
_EVENT_ID = "event_id"
_SUGGESTED = frozenset({"alternatives"})  # what only a suggestion has, no stored event


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its *kind* (``exchange.columns``), and the *vocabulary* that its codes are from, if they are codes."""

    name: str
    description: str
    kind: str
    vocabulary: str | None = None
    is_required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of a release; *read* gives its rows of one event's document."""

    name: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    read: Callable[[Document], Iterator[Sequence[Cell]]]


def make_tables(codebook: Codebook) -> tuple[Table, ...]:
    """Return every table, the one of events first; its rows are those of the native layout."""
    fields = codebook.fields
    kinds = [field for field in fields if field.type == "rows" and field.name not in _SUGGESTED]
    return (_events(codebook), *(_table(field, fields) for field in kinds), _crosswalk())


def _events(codebook: Codebook) -> Table:
    profile = codebook.profile(NATIVE)
    fields = {field.name: field for field in codebook.fields}
    kinds = kinds_of(profile, codebook=codebook)
    columns = tuple(_event_column(each, kind, fields) for each, kind in zip(profile.columns, kinds, strict=True))
    make_cells = compile_cells(profile.columns, profile, codebook)

    def read(document: Document) -> Iterator[Sequence[Cell]]:
        yield make_cells(document)

    description = f"{profile.label}. {profile.definition}"
    return Table(name=EVENTS, description=description, columns=columns, key=(_EVENT_ID,), read=read)


def _event_column(column: ProfileColumn, kind: str, fields: dict[str, Field]) -> Column:
    field = fields.get(column.source or "")
    is_code = field is not None and field.type == "code" and column.conversion in {None, "keep"}
    return Column(
        name=column.name,
        description=column.description,
        kind=kind,
        vocabulary=field.vocabulary if is_code and field is not None else None,
        is_required=column.name == _EVENT_ID,
    )


def _table(rows: Field, fields: Sequence[Field]) -> Table:
    parts = [field for field in fields if field.name.startswith(f"{rows.name}.")]
    keys = [field.name.removeprefix(f"{rows.name}.") for field in parts]
    columns = [
        Column(
            name=key,
            description=field.definition,
            kind=kind_of_field(field),
            vocabulary=field.vocabulary if field.type == "code" else None,
            is_required=field.required,
        )
        for key, field in zip(keys, parts, strict=True)
    ]
    return Table(
        name=REPORTS if rows.name == _SOURCES else rows.name,
        description=rows.definition,
        columns=(*_KEYS, *columns),
        key=(_EVENT_ID, "position"),
        read=lambda document: _read(document, rows.name, keys),
    )


_KEYS = (
    Column(name=_EVENT_ID, description="The event that the row belongs to.", kind=TEXT, is_required=True),
    Column(
        name="position", description="Its place among the rows of that event, from 1.", kind=INTEGER, is_required=True
    ),
)


def _read(document: Document, rows: str, keys: Sequence[str]) -> Iterator[Sequence[Cell]]:
    for position, row in enumerate(document[rows], start=1):
        yield (document[_EVENT_ID], position, *(_cell(row.get(key)) for key in keys))


def _cell(value: Any) -> Cell:  # noqa: ANN401 - as wide as JSON
    return "; ".join(map(str, value)) if isinstance(value, list) else value


def _crosswalk() -> Table:
    article = Column(name="article", description="An article that reports it.", kind=TEXT, is_required=True)
    return Table(
        name=CROSSWALK,
        description="Which article reports which event: many to many.",
        columns=(_KEYS[0], article),
        key=(_EVENT_ID, "article"),
        read=lambda document: ((document[_EVENT_ID], article) for article in document["reports"]),
    )


@dataclass(slots=True)
class Written:
    """What one table holds: its *rows*, and the sum of each column of whole numbers, unknown ones left out."""

    table: Table
    rows: int = 0
    sums: Counter[str] = field(default_factory=Counter)

    @property
    def file(self) -> str:
        """The name of the table's file."""
        return f"{self.table.name}.csv"

    def add(self, row: Sequence[Cell]) -> None:
        """Count *row*."""
        self.rows += 1
        for column, cell in zip(self.table.columns, row, strict=True):
            if column.kind == INTEGER and column.name not in {"position", "version"}:
                self.sums[column.name] += int(cell or 0)


def write_tables(records: Iterable[Record], folder: Path, *, codebook: Codebook) -> tuple[Written, ...]:
    """Write every table into *folder*, which exists, and return what each holds, the table of events first."""
    tables = [Written(table) for table in make_tables(codebook)]
    with ExitStack() as stack:
        writers = [csv_writer(stack.enter_context(_open(folder / each.file))) for each in tables]
        for each, writer in zip(tables, writers, strict=True):
            writer.writerow(column.name for column in each.table.columns)
        for document in map(write_record, records):
            for each, writer in zip(tables, writers, strict=True):
                for row in each.table.read(document):
                    each.add(row)
                    writer.writerow(show_cell(cell) for cell in row)
    return tuple(tables)


def _open(path: Path) -> TextIO:
    return path.open("w", encoding="utf-8", newline="")
