"""The datasets that rows may come from, with their licences (``schema/datasets.toml``). Reads; decides nothing."""

from __future__ import annotations

from dataclasses import dataclass

from incidents.codebook.table import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """Where imported rows are from: *name* in the database, *label* for people, and under which terms.

    *licence* is an SPDX expression, or the terms' name where there is none. *may_be_shared* says whether a row may go
    on to others at all; *citation* is what whoever uses it must cite.
    """

    name: str
    label: str
    publisher: str
    licence: str
    may_be_shared: bool
    citation: str


def read_datasets(table: Table) -> tuple[Dataset, ...]:
    """The datasets of the file, in its order; BadCodebook at the first fault."""
    table.text("definition")
    rows = table.table("datasets")
    table.close()
    return tuple(_read_dataset(rows.table(name), name) for name in rows)


def _read_dataset(table: Table, name: str) -> Dataset:
    dataset = Dataset(
        name=name,
        label=table.text("label"),
        publisher=table.text("publisher"),
        licence=table.text("licence"),
        may_be_shared=table.flag("may_be_shared", default=False),
        citation=table.text("citation"),
    )
    table.close()
    return dataset
