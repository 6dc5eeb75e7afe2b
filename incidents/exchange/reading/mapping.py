"""A user's mapping of a table of their own (``map.toml``): which column is which field, and what their codes mean.

Read here, and proposed from a header by names that come near. Does not read the table itself.
"""

from __future__ import annotations

from collections.abc import Mapping as Pairs
from dataclasses import dataclass, field
from pathlib import Path

from incidents.codebook.loader import Codebook
from incidents.codebook.matching import fold
from incidents.codebook.model import Profile
from incidents.codebook.readings import Codes, Reading, read_codes
from incidents.codebook.table import Table, read_table
from incidents.domain.imported import Terms
from incidents.errors import BadCodebook, BadUsage

SPREADSHEET = "spreadsheet"
_NEAR_ENOUGH = 82.0  # of 100, by rapidfuzz's ratio: "Fatalites" finds "fatalities", "Notes by" finds nothing
_SHORTEST = 4  # letters; shorter names are alike by chance
_NOT_READ = "(not read) "


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """What stands for what.

    *columns* maps the table's columns to those of *profile*, "" for one that is not read; *codes* are by column of
    the table; *terms* are the licence under which the rows come, None for the profile's own dataset.
    """

    profile: str
    columns: Pairs[str, str] = field(default_factory=dict)
    codes: Pairs[str, Codes] = field(default_factory=dict)
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

    def rename_codes(self) -> dict[str, Codes]:
        """The codes by the profile's columns."""
        names = {fold(theirs): ours for theirs, ours in self.columns.items()}
        return {names.get(fold(column), column): codes for column, codes in self.codes.items()}


def read_mapping(path: Path, codebook: Codebook) -> Mapping:
    """The mapping in a file. Raises BadUsage, by key, for what is wrong with it."""
    try:
        table = read_table(path.absolute(), folder=path.absolute().parent)
        mapping = _read(table)
        profile = codebook.profile(mapping.profile)
    except BadCodebook as error:
        raise BadUsage(error.what, mend=error.mend or f"mend {path}") from None
    if profile.reading is None:
        raise BadUsage(f"{path}: the layout {mapping.profile!r} is only written", mend='profile = "spreadsheet"')
    _check(path, mapping, profile.reading)
    return mapping


def _read(table: Table) -> Mapping:
    columns, codes = table.table("columns"), table.table("codes")
    mapping = Mapping(
        profile=table.optional_text("profile") or SPREADSHEET,
        columns=read_codes(columns),
        codes={key: read_codes(codes.table(key)) for key in codes},
        terms=_read_terms(table.table("dataset")) if table.has("dataset") else None,
    )
    table.close()
    return mapping


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


def _check(path: Path, mapping: Mapping, reading: Reading) -> None:
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


def propose(header: tuple[str, ...], profile: Profile) -> dict[str, str]:
    """For each column of *header* the profile's column that its name comes nearest to, "" for none.

    Each column of the profile is given once, to the name that is nearest to it.
    """
    if profile.reading is None:
        return {}
    names = _names(profile.reading)
    ranked = sorted(_rank(name, place, names) for place, name in enumerate(header))
    taken: set[str] = set()
    found: dict[str, str] = {}
    for _, place, ours in ranked:
        free = "" if ours in taken else ours
        found[header[place]] = free
        taken |= {free} - {""}
    return {name: found[name] for name in header}


def _names(reading: Reading) -> dict[str, str]:
    """What a column may be called, folded, and whose name it is; own names first."""
    names = {fold(column): column for column in columns_of(reading)}
    for column, others in reading.aliases.items():
        for other in others:
            names.setdefault(fold(other), column)
    return names


def _rank(name: str, place: int, names: Pairs[str, str]) -> tuple[float, int, str]:
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only a table of an unknown layout pays for the import

    key = fold(name)
    if key in names:
        return (0.0, place, names[key])
    if len(key) < _SHORTEST:
        return (100.0, place, "")
    near = process.extractOne(key, sorted(names), scorer=fuzz.ratio, score_cutoff=_NEAR_ENOUGH)
    return (100.0, place, "") if near is None else (100.0 - near[1], place, names[near[0]])


def write_mapping(columns: Pairs[str, str], name: str) -> str:
    """A proposed mapping as TOML, for a person to check."""
    lines = "".join(f"{_quote(theirs)} = {_quote(ours)}\n" for theirs, ours in columns.items())
    return _HEAD.format(name=_quote(name), columns=lines)


def _quote(text: str) -> str:
    import json  # noqa: PLC0415 - a JSON string is a TOML string, but for DEL

    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


_HEAD = """\
# A proposal, made from the names of the columns. Check each line, then import with --map and this file.

# Whose column names stand on the right-hand side below.
profile = "spreadsheet"

# Where the rows are from, and whether a release may pass them on.
[dataset]
name = {name}
licence = "not stated"
may_be_shared = false

# Your column = ours; "" is not read (it is kept with the row). event_id is what tells your rows apart for good.
[columns]
{columns}
# What your words mean, column by column, where they are not ours:
# [codes."Weapon used"]
# "UAV attack" = "drone"
# "n.k." = ""
"""
