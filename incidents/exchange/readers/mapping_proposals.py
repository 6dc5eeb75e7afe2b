"""A mapping proposed for a table of no known layout: columns by names that come near, words that nobody here knows.

Only proposes: a person checks, completes and keeps it (``mapping``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from incidents.codebook.loader import Codebook
from incidents.codebook.names import fold
from incidents.codebook.profiles import Profile, Reading
from incidents.errors import BadUsage, UnknownTerm
from incidents.exchange.files import open_output
from incidents.exchange.readers.column_mapping import SPREADSHEET, columns_of
from incidents.exchange.readers.conversions import Read, compile_reading
from incidents.exchange.readers.opening import open_sheet
from incidents.exchange.readers.sheets import Sheet

_NEAR_ENOUGH = 82.0  # of 100, by rapidfuzz's ratio: "Fatalites" finds "fatalities", "Notes by" finds nothing
_SHORTEST = 4  # letters; shorter names are alike by chance
_MOST_WORDS = 50  # of one column: a person translates them


class Word(NamedTuple):
    """A word of the table that is no code, how often it stands there, and codes that come near."""

    text: str
    times: int
    near: tuple[str, ...]


def propose(header: tuple[str, ...], profile: Profile) -> dict[str, str]:
    """For each column of *header* the profile's column that its name comes nearest to, "" for none.

    Each column of the profile is given once, to the name that is nearest to it.
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
    """What a column may be called, folded, and whose name it is; own names first."""
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
    """By column of the table, the words in cells of codes that the codebook does not have, the most frequent first.

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
        theirs: [word for word in (_judge(text, times, coded[theirs][0]) for text, times in _ranked(counts)) if word]
        for theirs, counts in counted.items()
    }
    return {theirs: words for theirs, words in found.items() if words}


def _find_coded(profile: Profile, codebook: Codebook) -> dict[str, tuple[Read, str | None]]:
    """The columns of the profile whose cells are codes: how one is read, and what separates several."""
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


def _judge(text: str, times: int, read: Read) -> Word | None:
    """*text* with what comes near it, if it is no code."""
    try:
        read((text,))
    except UnknownTerm as error:
        return Word(text, times, tuple(error.near))
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """The file that it stands in, how many of the table's *columns* were *found*, and how many words nobody knew."""

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
    columns = propose(table.header.cells, profile)
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
    """A proposed mapping as TOML, for a person to check; *unknown* are the words that only they can translate."""
    lines = "".join(f"{_quote(theirs)} = {_quote(ours)}\n" for theirs, ours in columns.items())
    tables = "".join(_write_words(theirs, words) for theirs, words in unknown.items())
    return _HEAD.format(name=_quote(name), columns=lines) + (tables or _NO_WORDS)


def _write_words(theirs: str, words: Sequence[Word]) -> str:
    return f"\n[codes.{_quote(theirs)}]\n" + "".join(f"{_write_word(word)}\n" for word in words)


def _write_word(word: Word) -> str:
    near = f"; {' or '.join(word.near)}?" if word.near else ""
    return f"# {_quote(word.text)} = {_quote('')}  # {word.times:,} x{near}"


def _quote(text: str) -> str:
    import json  # noqa: PLC0415 - a JSON string is a TOML string, but for DEL

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
