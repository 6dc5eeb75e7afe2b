"""Read a user's mapping of their own table (``map.toml``), and propose one for a table of unknown layout.

A mapping says which column is which field, what the table's words mean, and how dates and lists are written. A
proposal matches columns by similar names and lists words that the codebook does not have; a person checks and
completes it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from incidents.codebook.files import Table, read_table
from incidents.codebook.loader import Codebook
from incidents.codebook.names import fold
from incidents.codebook.profiles import Codes, Profile, Reading, read_codes
from incidents.domain.datasets import Terms
from incidents.errors import BadCodebook, BadUsage, UnknownTerm
from incidents.exchange.files import open_output
from incidents.exchange.readers.conversions import Read, compile_reading
from incidents.exchange.readers.files import open_sheet
from incidents.exchange.readers.rules import Conventions
from incidents.exchange.readers.sheets import Sheet

SPREADSHEET = "spreadsheet"
_ORDERS = {"day first": True, "month first": False}
_NOT_READ = "(not read) "


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMapping:
    """A mapping of a table's columns and words.

    *columns* maps the table's columns to those of *profile*, "" for one that is not read; *codes* are by column of
    the table, and so are *separators* of lists. *is_day_first* says how 03/04/2021 is meant, None if unknown;
    *terms* are the dataset and licence of the rows, None for the profile's own dataset.
    """

    profile: str
    columns: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, Codes] = field(default_factory=dict)
    separators: Codes = field(default_factory=dict)
    is_day_first: bool | None = None
    terms: Terms | None = None

    def rename(self, header: tuple[str, ...]) -> tuple[str, ...]:
        """Return *header* in the names of the profile. Raises BadUsage for a mapped column that it lacks."""
        names = {fold(theirs): ours for theirs, ours in self.columns.items()}
        missing = [theirs for theirs in self.columns if fold(theirs) not in set(map(fold, header))]
        if missing:
            raise BadUsage(
                f"the mapping names columns that the file lacks: {', '.join(missing)}", mend="mend the mapping"
            )
        return tuple(names.get(fold(name), name) or f"{_NOT_READ}{name}" for name in header)

    def conventions(self) -> Conventions:
        """Return how the table is written, by the profile's columns."""
        names = {fold(theirs): ours for theirs, ours in self.columns.items()}
        return Conventions(
            codes={names.get(fold(column), column): codes for column, codes in self.codes.items()},
            separators={names.get(fold(column), column): sign for column, sign in self.separators.items()},
            is_day_first=self.is_day_first,
        )


def read_mapping(path: Path, codebook: Codebook) -> ColumnMapping:
    """Return the mapping in the file at *path*. Raises BadUsage, by key, for what is wrong with it."""
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
    """Return every column that *reading* knows."""
    read = (column for rule in reading.rules for column in rule.columns)
    return tuple(dict.fromkeys([reading.identifier, *read]))


_NEAR_ENOUGH = 82.0  # of 100, by rapidfuzz's ratio: "Fatalites" finds "fatalities", "Notes by" finds nothing
_SHORTEST = 4  # letters; shorter names are alike by chance
_MOST_WORDS = 50  # of one column: a person translates them


class Word(NamedTuple):
    """A word of the table that is no code, how often it occurs, and codes similar to it (*near*)."""

    text: str
    times: int
    near: tuple[str, ...]


def match_columns(header: tuple[str, ...], profile: Profile) -> dict[str, str]:
    """Return for each column of *header* the profile's column with the most similar name, "" for none.

    Each column of the profile is used once, for the name most similar to it.
    """
    reading = profile.reading
    if reading is None:
        return {}
    names = _names(reading)
    ranked = sorted(_rank(name, place, names) for place, name in enumerate(header))
    taken: set[str] = set()
    found: dict[str, str] = {}
    for _, place, ours in ranked:
        free = "" if ours in taken else ours
        found[header[place]] = free
        taken |= {free} - {""}
    return {name: found[name] for name in header}


def _names(reading: Reading) -> dict[str, str]:
    """Return the column of each name and alias, folded; names take precedence over aliases."""
    names = {fold(column): column for column in columns_of(reading)}
    for column, others in reading.aliases.items():
        for other in others:
            names.setdefault(fold(other), column)
    return names


def _rank(name: str, place: int, names: Mapping[str, str]) -> tuple[float, int, str]:
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only a table of an unknown layout pays for the import

    key = fold(name)
    if key in names:
        return (0.0, place, names[key])
    if len(key) < _SHORTEST:
        return (100.0, place, "")
    near = process.extractOne(key, sorted(names), scorer=fuzz.ratio, score_cutoff=_NEAR_ENOUGH)
    return (100.0, place, "") if near is None else (100.0 - near[1], place, names[near[0]])


def find_unknown_words(
    sheet: Sheet, columns: Mapping[str, str], profile: Profile, codebook: Codebook
) -> dict[str, list[Word]]:
    """Return by column the words in cells of codes that the codebook does not have, the most frequent first.

    Reads *sheet* to its end. Columns without such words are left out.
    """
    names = {ours: theirs for theirs, ours in columns.items() if ours}
    places = {theirs: place for place, theirs in enumerate(sheet.header.cells)}
    coded = {names[ours]: each for ours, each in _find_coded(profile, codebook).items() if ours in names}
    reading = profile.reading
    blanks = set(() if reading is None else reading.blanks)
    counted: dict[str, Counter[str]] = {theirs: Counter() for theirs in coded}
    for line in sheet.lines:
        for theirs, (_, separator) in coded.items():
            cell = line.cells[places[theirs]] if places[theirs] < len(line.cells) else ""
            words = cell.split(separator) if separator else [cell]
            counted[theirs].update(word.strip() for word in words if word.strip() and word.strip() not in blanks)
    found = {
        theirs: [
            word for word in (_find_word(text, times, coded[theirs][0]) for text, times in _ranked(counts)) if word
        ]
        for theirs, counts in counted.items()
    }
    return {theirs: words for theirs, words in found.items() if words}


def _find_coded(profile: Profile, codebook: Codebook) -> dict[str, tuple[Read, str | None]]:
    """Return the columns of the profile whose cells are codes: how one is read, and what separates several."""
    fields = {field.name: field for field in codebook.fields}
    found: dict[str, tuple[Read, str | None]] = {}
    reading = profile.reading
    for rule in () if reading is None else reading.rules:
        for key, part in rule.parts.items():
            field = fields.get(f"{rule.field}.{key}" if key else rule.field)
            if field is not None and field.vocabulary is not None and part.conversion is None and part.codes is None:
                read = compile_reading(None, field, codebook)
                found |= dict.fromkeys(part.columns, (read, rule.split))
    return found


def _ranked(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST_WORDS]


def _find_word(text: str, times: int, read: Read) -> Word | None:
    """Return *text* with the codes similar to it, None if it is a code itself."""
    try:
        read((text,))
    except UnknownTerm as error:
        return Word(text, times, tuple(error.near))
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A proposal in the file *target*: how many *columns* the table has, how many were *found*, unknown *words*."""

    target: Path
    columns: int
    found: int
    words: int


def write_proposal(
    path: Path, target: Path, codebook: Codebook, *, encoding: str | None = None, sheet: str | None = None
) -> Proposal:
    """Write a mapping of the table at *path* to *target*. Raises BadSheet, and BadUsage when *target* is there."""
    if target.exists():
        raise BadUsage(f"{target} is there already", mend="use it (--map), or name another file")
    table = open_sheet(path, encoding=encoding, sheet=sheet)
    profile = codebook.profile(SPREADSHEET)
    columns = match_columns(table.header.cells, profile)
    unknown = find_unknown_words(table, columns, profile, codebook)
    with open_output(str(target)) as out:
        out.write(write_mapping(columns, path.stem, unknown))
    return Proposal(
        target=target,
        columns=len(columns),
        found=sum(bool(ours) for ours in columns.values()),
        words=sum(map(len, unknown.values())),
    )


def write_mapping(columns: Mapping[str, str], name: str, unknown: Mapping[str, Sequence[Word]]) -> str:
    """Return a proposed mapping as TOML; *unknown* are the words that a person must translate."""
    lines = "".join(f"{_quote(theirs)} = {_quote(ours)}\n" for theirs, ours in columns.items())
    tables = "".join(_write_words(theirs, words) for theirs, words in unknown.items())
    return _HEAD.format(name=_quote(name), columns=lines) + (tables or _NO_WORDS)


def _write_words(theirs: str, words: Sequence[Word]) -> str:
    return f"\n[codes.{_quote(theirs)}]\n" + "".join(f"{_write_word(word)}\n" for word in words)


def _write_word(word: Word) -> str:
    near = f"; {' or '.join(word.near)}?" if word.near else ""
    return f"# {_quote(word.text)} = {_quote('')}  # {word.times:,} x{near}"


def _quote(text: str) -> str:
    """Return *text* as a TOML string, which is a JSON string but for DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


_HEAD = """\
# A proposal, made from the names of the columns. Check each line, then import with --map and this file.

# Whose column names stand on the right-hand side below.
profile = "spreadsheet"

# How 03/04/2021 is meant: "day first" or "month first". Without this such a date is refused.
# dates = "day first"

# Where the rows are from, and whether a release may pass them on.
[dataset]
name = {name}
licence = "not stated"
may_be_shared = false

# Your column = ours; "" is not read (it is kept with the row). event_id is what tells your rows apart for good.
[columns]
{columns}
# What stands between several values in one cell, where it is no semicolon; of several signs any:
# [separators]
# "Weapon used" = ",;"

# What your words mean, column by column, where they are not ours; "" for nothing said. See: incidents codebook
"""
_NO_WORDS = """\
# [codes."Weapon used"]
# "UAV attack" = "drone"
# "n.k." = ""
"""
