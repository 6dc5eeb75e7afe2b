"""The tables of a release: events, and one table for each kind of row that an event has.

Which tables there are follows from the codebook's fields: every field of type ``rows`` is one. Keys are the event's
identifier and the row's position in it. Writes no file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from incidents.codebook.definitions import Definitions
from incidents.codebook.model import Column as ProfileColumn
from incidents.codebook.model import Field
from incidents.domain.summing import Document
from incidents.exchange.columns import INTEGER, TEXT, kind_of_field, kinds_of
from incidents.exchange.conversions import Cell

EVENTS, REPORTS, CROSSWALK = "events", "reports", "crosswalk"
_SOURCES = "sources"  # the record's key for what the table of reports holds
_EVENT_ID = "event_id"
_SUGGESTED = frozenset({"alternatives"})  # what only a suggestion has, no stored event
LAYOUT = "native"


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
    """A table of a release; *read* gives its rows of one record's document, nothing for the table of events."""

    name: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    read: Callable[[Document], Iterator[Sequence[Cell]]]


def make_tables(codebook: Definitions) -> tuple[Table, ...]:
    """Every table, the one of events first; its rows are those of the native layout."""
    fields = codebook.fields
    kinds = [field for field in fields if field.type == "rows" and field.name not in _SUGGESTED]
    return (_events(codebook), *(_table(field, fields) for field in kinds), _crosswalk())


def _events(codebook: Definitions) -> Table:
    profile = codebook.profile(LAYOUT)
    fields = {field.name: field for field in codebook.fields}
    kinds = kinds_of(profile, codebook=codebook)
    columns = tuple(_event_column(each, kind, fields) for each, kind in zip(profile.columns, kinds, strict=True))
    description = f"{profile.label}. {profile.definition}"
    return Table(name=EVENTS, description=description, columns=columns, key=(_EVENT_ID,), read=lambda _: iter(()))


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
