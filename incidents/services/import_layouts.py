"""Which layout the rows of a file are read under, of which dataset they are, and mappings proposed for other tables.

The layout is the one asked for, the mapping's, or the one that the header tells.
"""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from pathlib import Path

from incidents.codebook.loader import Codebook
from incidents.codebook.profiles import Profile
from incidents.domain.datasets import Terms
from incidents.errors import BadUsage
from incidents.exchange.readers.column_mapping import NO_HABITS, SPREADSHEET, ColumnMapping, Habits, read_mapping
from incidents.exchange.readers.layouts import readable, recognise, recognise_headless
from incidents.exchange.readers.mapping_proposals import propose
from incidents.exchange.readers.opening import other_sheets
from incidents.exchange.readers.sheets import BadSheet, Cells, Sheet


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
    habits: Habits = NO_HABITS


def find_layout(sheet: Sheet, request: ImportRequest, codebook: Codebook) -> Layout:
    """The layout of *sheet*. Raises UnknownLayout when nothing tells it, and BadUsage for an impossible wish."""
    if request.mapping is not None:
        return _mapped(sheet, read_mapping(request.mapping, codebook), request, codebook)
    if request.profile is not None:
        profile, found = _named(request.profile, codebook), sheet
        missing = [name for name in _telling(profile) if name not in set(sheet.header.cells)]
        if missing and recognise(sheet.header.cells, [profile]) is None:
            headless = recognise_headless(sheet, [profile], codebook)
            if headless is None:
                raise BadSheet(f"{sheet.name} lacks columns of {profile.label}: {', '.join(missing)}")
            profile, found = headless
        return _plain(profile, found, request, codebook)
    profiles = readable(codebook)
    profile_ = recognise(sheet.header.cells, profiles)
    if profile_ is not None:
        return _plain(profile_, sheet, request, codebook)
    headless = recognise_headless(sheet, profiles, codebook)
    if headless is not None:
        return _plain(*headless, request, codebook)
    raise _unknown(sheet, request, codebook)


def _telling(profile: Profile) -> tuple[str, ...]:
    reading = profile.reading
    return () if reading is None else reading.recognised_by


def _named(name: str, codebook: Codebook) -> Profile:
    profile = codebook.profile(name)
    if profile.reading is None:
        names = ", ".join(each.name for each in readable(codebook))
        raise BadUsage(f"the layout {name!r} is only written", mend=f"these are read: {names}")
    return profile


def _plain(profile: Profile, sheet: Sheet, request: ImportRequest, codebook: Codebook) -> Layout:
    terms = find_terms(profile, sheet.name, codebook, named=request.dataset)
    return Layout(profile=profile, sheet=sheet, header=sheet.header.cells, terms=terms)


def _mapped(sheet: Sheet, mapping: ColumnMapping, request: ImportRequest, codebook: Codebook) -> Layout:
    profile = _named(request.profile or mapping.profile, codebook)
    return Layout(
        profile=profile,
        sheet=sheet,
        header=mapping.rename(sheet.header.cells),
        terms=find_terms(profile, sheet.name, codebook, mapped=mapping.terms, named=request.dataset),
        habits=mapping.habits(),
    )


def _unknown(sheet: Sheet, request: ImportRequest, codebook: Codebook) -> UnknownLayout:
    """Say that nobody here knows the columns, how many have names that come near ours, and what to do."""
    path = request.path
    others = other_sheets(path, sheet=request.sheet)
    beside = f" (other sheets, for --sheet: {', '.join(others)})" if others else ""
    columns = propose(sheet.header.cells, codebook.profile(SPREADSHEET))
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
    """The terms of the rows of *file*: those that its mapping has, those of its layout, or of the dataset *named*.

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
