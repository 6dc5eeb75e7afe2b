"""A user's mapping of a table of their own (``map.toml``): which column is which field, and how its author writes.

Does not read the table itself; ``mapping_proposals`` proposes a mapping.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from incidents.codebook.files import Table, read_table
from incidents.codebook.loader import Codebook
from incidents.codebook.names import fold
from incidents.codebook.profiles import Codes, Reading, read_codes
from incidents.domain.datasets import Terms
from incidents.errors import BadCodebook, BadUsage


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """By columns of the profile: *codes*, what cells mean, and *separators*, what stands between values of a list.

    *is_day_first* says how 03/04/2021 is meant; None where nobody said it, and then such a date is refused.
    """

    codes: Mapping[str, Codes] = field(default_factory=dict)
    separators: Mapping[str, str] = field(default_factory=dict)
    is_day_first: bool | None = None


NO_HABITS = Habits()


SPREADSHEET = "spreadsheet"
_ORDERS = {"day first": True, "month first": False}
_NOT_READ = "(not read) "


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMapping:
    """What stands for what.

    *columns* maps the table's columns to those of *profile*, "" for one that is not read; *codes* are by column of
    the table, and so are *separators* of lists. *is_day_first* is how 03/04/2021 is meant, None for nobody said it;
    *terms* are the licence under which the rows come, None for the profile's own dataset.
    """

    profile: str
    columns: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, Codes] = field(default_factory=dict)
    separators: Codes = field(default_factory=dict)
    is_day_first: bool | None = None
    terms: Terms | None = None

    def rename(self, header: tuple[str, ...]) -> tuple[str, ...]:
        """*header* in the words of the profile. Raises BadUsage for a mapped column that the table does not have."""
        names = {fold(theirs): ours for theirs, ours in self.columns.items()}
        missing = [theirs for theirs in self.columns if fold(theirs) not in set(map(fold, header))]
        if missing:
            raise BadUsage(
                f"the mapping names columns that the file lacks: {', '.join(missing)}", mend="mend the mapping"
            )
        return tuple(names.get(fold(name), name) or f"{_NOT_READ}{name}" for name in header)

    def habits(self) -> Habits:
        """How the author of the table writes, by the profile's columns."""
        names = {fold(theirs): ours for theirs, ours in self.columns.items()}
        return Habits(
            codes={names.get(fold(column), column): codes for column, codes in self.codes.items()},
            separators={names.get(fold(column), column): sign for column, sign in self.separators.items()},
            is_day_first=self.is_day_first,
        )


def read_mapping(path: Path, codebook: Codebook) -> ColumnMapping:
    """The mapping in a file. Raises BadUsage, by key, for what is wrong with it."""
    if not path.is_file():
        raise BadUsage(f"there is no mapping {path}", mend=f"let one be written: --propose {path}")
    try:
        table = read_table(str(path.absolute().parent), path.name)
        mapping = _read(table)
        profile = codebook.profile(mapping.profile)
    except BadCodebook as error:
        raise BadUsage(error.what, mend=error.mend or f"mend {path}") from None
    reading = profile.reading
    if reading is None:
        raise BadUsage(f"{path}: the layout {mapping.profile!r} is only written", mend='profile = "spreadsheet"')
    _check(path, mapping, reading)
    return mapping


def _read(table: Table) -> ColumnMapping:
    columns, codes = table.table("columns"), table.table("codes")
    mapping = ColumnMapping(
        profile=table.optional_text("profile") or SPREADSHEET,
        columns=read_codes(columns),
        codes={key: read_codes(codes.table(key)) for key in codes},
        separators=read_codes(table.table("separators")),
        is_day_first=_read_order(table),
        terms=_read_terms(table.table("dataset")) if table.has("dataset") else None,
    )
    table.close()
    return mapping


def _read_order(table: Table) -> bool | None:
    words = table.optional_text("dates")
    if words is not None and words not in _ORDERS:
        table.refuse("dates", f"is one of {', '.join(map(repr, _ORDERS))} (got {words!r})")
    return None if words is None else _ORDERS[words]


def _read_terms(table: Table) -> Terms:
    terms = Terms(
        name=table.text("name"),
        label=table.optional_text("label") or table.text("name"),
        licence=table.text("licence"),
        may_be_shared=table.flag("may_be_shared", default=False),
        citation=table.optional_text("citation") or table.text("name"),
    )
    table.close()
    return terms


def _check(path: Path, mapping: ColumnMapping, reading: Reading) -> None:
    known = {fold(name) for name in columns_of(reading)}
    wrong = [ours for ours in mapping.columns.values() if ours and fold(ours) not in known]
    if wrong:
        raise BadUsage(
            f"{path}: columns: {mapping.profile} has no column {', '.join(map(repr, wrong))}",
            mend=f"its columns: {', '.join(columns_of(reading))}",
        )
    twice = [ours for ours in mapping.columns.values() if ours and list(mapping.columns.values()).count(ours) > 1]
    if twice:
        raise BadUsage(f"{path}: columns: two columns are {twice[0]!r}", mend='leave one unread: = ""')


def columns_of(reading: Reading) -> tuple[str, ...]:
    """Every column that a reading knows."""
    read = (column for rule in reading.rules for column in rule.columns)
    return tuple(dict.fromkeys([reading.identifier, *read]))
