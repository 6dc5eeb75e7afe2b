"""Determine how the rows of a file are read: under which layout, and of which dataset they are.

The layout is the one asked for, the mapping's, or the one recognised by the header. A layout may come without a
header: then the number of columns decides, and whether the first line is a good row.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from incidents.codebook.loader import Codebook
from incidents.codebook.names import fold
from incidents.codebook.profiles import Profile
from incidents.domain.datasets import Terms
from incidents.errors import BadUsage
from incidents.exchange.readers.files import other_sheets
from incidents.exchange.readers.mappings import SPREADSHEET, ColumnMapping, match_columns, read_mapping
from incidents.exchange.readers.reader import Reader
from incidents.exchange.readers.rules import NO_CONVENTIONS, Conventions
from incidents.exchange.readers.sheets import BadSheet, Cells, Line, Sheet


class UnknownLayout(BadUsage):
    """A file whose header is that of no layout: it needs a mapping."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRequest:
    """A file to import: *profile* and *mapping* override what the header tells, *rejects* is a file for rows left out.

    *dataset* names whose rows they are where the layout does not; with *overwrites* a row of our own layout changes
    its event even if that has moved on, or is another. *sheet* is one of a workbook, *encoding* that of a CSV file.
    With *is_dry* nothing is stored.
    """

    path: Path
    profile: str | None = None
    mapping: Path | None = None
    encoding: str | None = None
    sheet: str | None = None
    rejects: Path | None = None
    dataset: str | None = None
    overwrites: bool = False
    is_dry: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """*header* is that of *sheet* in the words of *profile*; *terms* are None for our own layout."""

    profile: Profile
    sheet: Sheet
    header: Cells
    terms: Terms | None
    conventions: Conventions = NO_CONVENTIONS


def find_layout(sheet: Sheet, request: ImportRequest, codebook: Codebook) -> Layout:
    """Return the layout of *sheet*. Raises UnknownLayout if there is none, BadUsage for options that contradict it."""
    if request.mapping is not None:
        return _use_mapping(sheet, read_mapping(request.mapping, codebook), request, codebook)
    header = sheet.header.cells
    if request.profile is None:
        profiles = _list_readable(codebook)
        profile = _recognise(header, profiles)
    else:
        profiles = (_find_readable(request.profile, codebook),)
        profile = profiles[0] if _characteristic_columns(profiles[0]) <= set(map(fold, header)) else None
    if profile is not None:
        return _use_profile(profile, sheet, request, codebook)
    headless = _recognise_headless(sheet, profiles, codebook)
    if headless is not None:
        return _use_profile(*headless, request, codebook)
    if request.profile is not None:
        raise _lacking_columns(sheet, profiles[0])
    raise _unknown(sheet, request, codebook)


def _list_readable(codebook: Codebook) -> tuple[Profile, ...]:
    """Return the layouts that can be read, by name."""
    profiles = (codebook.profile(name) for name in codebook.profile_names)
    return tuple(profile for profile in profiles if profile.reading is not None)


def _find_readable(name: str, codebook: Codebook) -> Profile:
    profile = codebook.profile(name)
    if profile.reading is None:
        names = ", ".join(each.name for each in _list_readable(codebook))
        raise BadUsage(f"the layout {name!r} is only written", mend=f"these are read: {names}")
    return profile


def _recognise(header: Iterable[str], profiles: Iterable[Profile]) -> Profile | None:
    """Return the layout whose characteristic columns are all in *header*; of several, the one with most of them."""
    names = set(map(fold, header))
    fitting = [profile for profile in profiles if set() < _characteristic_columns(profile) <= names]
    return max(fitting, key=lambda profile: len(_characteristic_columns(profile)), default=None)


def _characteristic_columns(profile: Profile) -> set[str]:
    reading = profile.reading
    return set() if reading is None else set(map(fold, reading.recognised_by))


def _recognise_headless(sheet: Sheet, profiles: Iterable[Profile], codebook: Codebook) -> tuple[Profile, Sheet] | None:
    """Return the layout that *sheet* has without a header, and the sheet with that header; None if there is none.

    The sheet has as many columns as the layout, and its first line is a good row.
    """
    for profile in profiles:
        names = tuple(column.name for column in profile.columns)
        reading = profile.reading
        if reading is None or not reading.may_lack_header or len(sheet.header.cells) != len(names):
            continue
        if not Reader(profile, names, codebook).read(sheet.header).problems:
            return profile, replace(sheet, header=Line(0, names), lines=chain([sheet.header], sheet.lines))
    return None


def _lacking_columns(sheet: Sheet, profile: Profile) -> BadSheet:
    reading = profile.reading
    wanted = () if reading is None else reading.recognised_by
    missing = [name for name in wanted if name not in sheet.header.cells]
    return BadSheet(f"{sheet.name} lacks columns of {profile.label}: {', '.join(missing)}")


def _use_profile(profile: Profile, sheet: Sheet, request: ImportRequest, codebook: Codebook) -> Layout:
    terms = find_terms(profile, sheet.name, codebook, named=request.dataset)
    return Layout(profile=profile, sheet=sheet, header=sheet.header.cells, terms=terms)


def _use_mapping(sheet: Sheet, mapping: ColumnMapping, request: ImportRequest, codebook: Codebook) -> Layout:
    profile = _find_readable(request.profile or mapping.profile, codebook)
    return Layout(
        profile=profile,
        sheet=sheet,
        header=mapping.rename(sheet.header.cells),
        terms=find_terms(profile, sheet.name, codebook, mapped=mapping.terms, named=request.dataset),
        conventions=mapping.conventions(),
    )


def _unknown(sheet: Sheet, request: ImportRequest, codebook: Codebook) -> UnknownLayout:
    """Return the error that says how many columns have names similar to ours, and what to do."""
    path = request.path
    others = other_sheets(path, sheet=request.sheet)
    beside = f" (other sheets, for --sheet: {', '.join(others)})" if others else ""
    columns = match_columns(sheet.header.cells, codebook.profile(SPREADSHEET))
    found = sum(bool(ours) for ours in columns.values())
    target = path.with_suffix(".map.toml")
    mapped = import_command(path, request.sheet, map=target)
    if target.exists():
        mend = f"use the mapping beside it: {mapped}"
    else:
        proposed = import_command(path, request.sheet, propose=target)
        mend = f"let a mapping be written: {proposed}\n  check it, then: {mapped}"
    what = f"the columns of {path.name} are those of no layout that is known here{beside}"
    return UnknownLayout(f"{what}; {found} of its {len(columns)} have names that come near ours", mend=mend)


def find_terms(
    profile: Profile, file: str, codebook: Codebook, *, mapped: Terms | None = None, named: str | None = None
) -> Terms | None:
    """Return the terms of the rows of *file*: those of its mapping, of its layout, or of the dataset *named*.

    None for events that bring their own identifiers. Raises BadUsage for a name where there is one already, or one
    that is somebody else's.
    """
    reading = profile.reading
    terms = mapped or _known_terms(None if reading is None else reading.dataset, codebook)
    if named is not None:
        _check_name(named, terms, codebook)
    if terms is not None:
        return terms
    if profile.name == SPREADSHEET:
        stem = named or Path(file).stem
        return Terms(name=stem, label=stem, licence="not stated", may_be_shared=False, citation=stem)
    if named is not None:
        return Terms(name=named, label=named, licence="own", may_be_shared=True, citation=named)
    return None


def _known_terms(name: str | None, codebook: Codebook) -> Terms | None:
    known = next((each for each in codebook.datasets if each.name == name), None)
    if known is None:
        return None
    return Terms(
        name=known.name,
        label=known.label,
        licence=known.licence,
        may_be_shared=known.may_be_shared,
        citation=known.citation,
    )


def _check_name(named: str, terms: Terms | None, codebook: Codebook) -> None:
    if terms is not None:
        raise BadUsage(f"these rows are of {terms.label}, not of {named!r}", mend="leave --dataset out")
    if not named.strip() or _known_terms(named, codebook) is not None:
        raise BadUsage(f"{named!r} cannot be whose rows these are", mend="say whose they are: --dataset amal")


def import_command(path: Path, sheet: str | None = None, **files: Path | str | None) -> str:
    """Return the command that imports the file at *path*, quoted for a shell, with options for *sheet* and *files*."""
    options = [(f"--{name}", str(value)) for name, value in ({"sheet": sheet} | files).items() if value]
    return shlex.join(["incidents", "import", str(path), *(word for option in options for word in option)])
