"""Profiles: layouts of files that are written and read, from ``schema/profiles/``, and the datasets that they are of.

A profile only describes; ``exchange`` reads and writes by it, and knows which conversions there are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from incidents.codebook.files import Table

Codes = Mapping[str, str]
"""What a cell says, and the code for it; an empty text stands for nothing said."""
WHEN = "when"  # stands for the three fields of a date together: its days and its precision


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a layout. *source* is a field's path, None if the layout wants a *constant* or a blank.

    *conversion* is the name of a function of ``exchange``, None for the value as it is. *needed* makes the column one
    that may not be blank, and says why an event without it is left out ("it has no date"). *hxl* is its hashtag with
    attributes in the Humanitarian Exchange Language (HXL 1.1).
    """

    name: str
    description: str
    source: str | None = None
    conversion: str | None = None
    constant: str | None = None
    needed: str | None = None
    hxl: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Where one value comes from: cells of *columns* through a *conversion* or a list of *codes*, or a *constant*.

    Without a conversion the type of the field decides. *codes* names a list of the same reading.
    """

    columns: tuple[str, ...] = ()
    conversion: str | None = None
    codes: str | None = None
    constant: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """How some cells become the value of *field*, or one row of it, or a row for each item separated by *split*.

    A value has one part, under the empty key; a row has a part for each of its keys. If the first part of a row is
    blank, there is no row.
    """

    field: str
    parts: Mapping[str, Part]
    split: str | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that the rule reads."""
        return tuple(dict.fromkeys(column for part in self.parts.values() for column in part.columns))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How the rows of one layout are read.

    *dataset* is a name of ``schema/datasets.toml``, None for our own layouts; *identifier* the column that names the
    row in every edition of the file. *recognised_by* are the columns by which the layout is recognised. *blanks* are
    texts that mean an empty cell. With *is_exact* cells are not stripped of white space. A file of a layout that
    *may_lack_header* is recognised by its number of columns. With *repeats* an identifier may stand in several rows
    that differ in actors only. *aliases* are other names of columns. *computed* are columns of the profile that are
    computed again and compared; *same* lists words of theirs that mean another's. *sums* are columns that must be the
    sum of others.
    """

    identifier: str
    rules: tuple[Rule, ...]
    recognised_by: tuple[str, ...]
    dataset: str | None = None
    blanks: tuple[str, ...] = ()
    is_exact: bool = False
    may_lack_header: bool = False
    repeats: bool = False
    computed: tuple[str, ...] = ()
    sums: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    same: Codes = field(default_factory=dict)
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    codes: Mapping[str, Codes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A layout of a file: which columns, in which order, from which field, and how its rows are read, if they are.

    A profile without columns is only read.
    """

    name: str
    label: str
    definition: str
    columns: tuple[Column, ...]
    reading: Reading | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """A dataset that rows are imported from: its *name* in the database, its *label* for people, and its terms.

    *licence* is an SPDX expression, or the terms' name if there is none. *may_be_shared* says whether a row may be
    passed on to others at all; *citation* is what its users must cite.
    """

    name: str
    label: str
    publisher: str
    licence: str
    may_be_shared: bool
    citation: str


def read_profile(table: Table, name: str) -> Profile:
    """Read the profile *name* from its file. Raises BadCodebook at the first fault."""
    if table.text("name") != name:
        table.refuse("name", f"must be {name!r}, as the file is called")
    rows = table.tables("columns", named_by="name") if table.has("columns") else ()
    reading = _read_reading(table.table("reading")) if table.has("reading") else None
    if not rows and reading is None:
        table.refuse("columns", "is missing, and there is no reading either")
    return table.record(Profile, columns=tuple(map(_read_column, rows)), reading=reading)


def read_datasets(table: Table) -> tuple[Dataset, ...]:
    """Read the datasets of the file, in its order. Raises BadCodebook at the first fault."""
    table.text("definition")
    rows = table.table("datasets")
    table.close()
    return tuple(rows.table(name).record(Dataset, name=name) for name in rows)


def read_codes(table: Table) -> Codes:
    """Read one list of codes; values may be empty."""
    return {key: str(table.scalar(key, str)) for key in table}


def _read_column(table: Table) -> Column:
    column = table.record(Column)
    if column.source is not None and column.constant is not None:
        table.refuse("constant", "a column has a source or a constant, not both")
    return column


def _read_reading(table: Table) -> Reading:
    codes, aliases, sums = table.table("codes"), table.table("aliases"), table.table("sums")
    reading = table.record(
        Reading,
        rules=tuple(map(_read_rule, table.tables("rules", named_by="field", is_unique=False))),
        is_exact=table.flag("exact"),
        same=read_codes(table.table("same")),
        sums={key: sums.texts(key) for key in sums},
        aliases={key: aliases.texts(key) for key in aliases},
        codes={key: read_codes(codes.table(key)) for key in codes},
    )
    for rule in reading.rules:
        for part in rule.parts.values():
            if part.codes is not None and part.codes not in reading.codes:
                table.refuse("rules", f"{rule.field}: there is no list of codes {part.codes!r}")
    return reading


def _read_rule(table: Table) -> Rule:
    """Read a rule: its keys are those of one part, or the keys of a row, each with a part below it."""
    field_name, split = table.text("field"), table.optional_text("split")
    keys = [key for key in table if key not in {"field", "split", "columns", "conversion", "codes", "constant"}]
    if not keys:
        return Rule(field=field_name, parts={"": _read_part(table)}, split=split)
    parts = {key: _read_part(table.table(key)) for key in keys}
    table.close()
    return Rule(field=field_name, parts=parts, split=split)


def _read_part(table: Table) -> Part:
    part = table.record(Part)
    if bool(part.columns) == (part.constant is not None):
        table.refuse("columns", "are needed, or a constant, and not both")
    return part
