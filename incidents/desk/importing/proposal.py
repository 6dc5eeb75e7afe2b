"""A mapping proposed for a table, in a file for a person to check. Imports nothing, and overwrites no mapping."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from incidents.codebook.loader import Codebook
from incidents.errors import BadUsage
from incidents.exchange.files import open_output
from incidents.exchange.reading.mapping import SPREADSHEET
from incidents.exchange.reading.opening import open_sheet
from incidents.exchange.reading.proposing import find_unknown_words, propose, write_mapping


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
