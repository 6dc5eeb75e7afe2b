"""Reading ``schema/redactions.toml``: what a release for a given audience leaves out. Leaves nothing out itself."""

from __future__ import annotations

from dataclasses import dataclass

from incidents.codebook.table import Table

FILE = "redactions.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Redaction:
    """What is left out, flag by flag; False leaves it out.

    *decimals* of a degree are kept of a point, None for all; *delay_days* hold back the newest events. Without the
    names of places, none is closer than its first-level unit.
    """

    name: str
    label: str
    definition: str
    names_sources: bool
    shows_quotes: bool
    names_coders: bool
    names_places: bool
    names_targets: bool
    decimals: int | None
    delay_days: int


def read_redactions(table: Table) -> tuple[Redaction, ...]:
    """Every redaction, in file order."""
    table.text("definition")
    rows = table.tables("redactions", named_by="name")
    table.close()
    return tuple(_read(row) for row in rows)


def _read(table: Table) -> Redaction:
    redaction = Redaction(
        name=table.text("name"),
        label=table.text("label"),
        definition=table.text("definition"),
        names_sources=table.flag("names_sources", default=False),
        shows_quotes=table.flag("shows_quotes", default=False),
        names_coders=table.flag("names_coders", default=False),
        names_places=table.flag("names_places", default=False),
        names_targets=table.flag("names_targets", default=False),
        decimals=table.integer("decimals") if table.has("decimals") else None,
        delay_days=table.integer("delay_days"),
    )
    table.close()
    return redaction
