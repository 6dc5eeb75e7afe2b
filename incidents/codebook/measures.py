"""How agreement is measured, field by field, and what is asked of it. Reads ``agreement.toml``; measures nothing."""

from __future__ import annotations

from dataclasses import dataclass

from incidents.codebook.table import Table

FILE = "agreement.toml"
NOMINAL, ORDINAL, INTERVAL, RATIO, SET = "nominal", "ordinal", "interval", "ratio", "set"
METRICS = (NOMINAL, ORDINAL, INTERVAL, RATIO, SET)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredField:
    """A field that coders are compared on, by its *metric*; *by* is the number of a term that orders its codes.

    *at_least* is what agreement must reach, None for a field that is measured only.
    """

    name: str
    metric: str
    by: str | None = None
    at_least: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """What is measured and how it is read.

    With fewer than *least_units* nothing is judged. From a share of *prevalent_from* of one code on alpha misleads.
    *good_from* is where agreement is called good. *events_at_least* is asked of agreement on which events there are.
    """

    least_units: int
    prevalent_from: float
    good_from: float
    events_at_least: float | None
    fields: tuple[MeasuredField, ...]


def read_measures(table: Table) -> Measures:
    """The measures of the file; BadCodebook at the first fault."""
    table.text("definition")
    events = table.table("events")
    measures = Measures(
        least_units=table.integer("least_units"),
        prevalent_from=table.share("prevalent_from"),
        good_from=table.share("good_from"),
        events_at_least=_threshold(events),
        fields=tuple(_read_field(row) for row in table.tables("fields", named_by="name")),
    )
    events.close()
    table.close()
    return measures


def _read_field(row: Table) -> MeasuredField:
    field = MeasuredField(
        name=row.text("name"), metric=row.text("metric"), by=row.optional_text("by"), at_least=_threshold(row)
    )
    if field.metric not in METRICS:
        row.refuse("metric", f"must be one of {', '.join(METRICS)} (got {field.metric!r})")
    row.close()
    return field


def _threshold(table: Table) -> float | None:
    return table.share("at_least") if table.has("at_least") else None
