"""Which layout a file is read under: the one asked for, the mapping's, or the one that its header tells.

For a header of no layout a mapping is proposed when somebody asks for it (``proposal``).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from incidents.codebook.loader import Codebook
from incidents.codebook.model import Profile
from incidents.codebook.readings import reading_of
from incidents.desk.importing.again import tell_import
from incidents.desk.importing.outcome import UnknownLayout
from incidents.desk.importing.terms import find_terms
from incidents.domain.datasets import Terms
from incidents.errors import BadUsage
from incidents.exchange.reading.batch import Cells
from incidents.exchange.reading.habits import NO_HABITS, Habits
from incidents.exchange.reading.mapping import SPREADSHEET, Mapping, read_mapping
from incidents.exchange.reading.opening import other_sheets
from incidents.exchange.reading.recognition import readable, recognise, recognise_headless
from incidents.exchange.reading.sheet import BadSheet, Sheet


class Wishes(Protocol):
    """What of an import's options decides on the layout."""

    @property
    def path(self) -> Path:
        """The file."""

    @property
    def profile(self) -> str | None:
        """The layout that was asked for."""

    @property
    def sheet(self) -> str | None:
        """The sheet of a workbook that was asked for."""

    @property
    def dataset(self) -> str | None:
        """Whose rows they are, where the layout does not tell."""

    @property
    def mapping(self) -> Path | None:
        """The file with a mapping."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """*header* is that of *sheet* in the words of *profile*; *terms* are None for our own layout."""

    profile: Profile
    sheet: Sheet
    header: Cells
    terms: Terms | None
    habits: Habits = NO_HABITS


def find_layout(sheet: Sheet, wishes: Wishes, codebook: Codebook) -> Layout:
    """The layout of *sheet*. Raises UnknownLayout when nothing tells it, and BadUsage for an impossible wish."""
    if wishes.mapping is not None:
        return _mapped(sheet, read_mapping(wishes.mapping, codebook), wishes, codebook)
    if wishes.profile is not None:
        profile, found = _named(wishes.profile, codebook), sheet
        missing = [name for name in _telling(profile) if name not in set(sheet.header.cells)]
        if missing and recognise(sheet.header.cells, [profile]) is None:
            headless = recognise_headless(sheet, [profile], codebook)
            if headless is None:
                raise BadSheet(f"{sheet.name} lacks columns of {profile.label}: {', '.join(missing)}")
            profile, found = headless
        return _plain(profile, found, wishes, codebook)
    profiles = readable(codebook)
    profile_ = recognise(sheet.header.cells, profiles)
    if profile_ is not None:
        return _plain(profile_, sheet, wishes, codebook)
    headless = recognise_headless(sheet, profiles, codebook)
    if headless is not None:
        return _plain(*headless, wishes, codebook)
    raise _unknown(sheet, wishes, codebook)


def _telling(profile: Profile) -> tuple[str, ...]:
    reading = reading_of(profile)
    return () if reading is None else reading.recognised_by


def _named(name: str, codebook: Codebook) -> Profile:
    profile = codebook.profile(name)
    if profile.reading is None:
        names = ", ".join(each.name for each in readable(codebook))
        raise BadUsage(f"the layout {name!r} is only written", mend=f"these are read: {names}")
    return profile


def _plain(profile: Profile, sheet: Sheet, wishes: Wishes, codebook: Codebook) -> Layout:
    terms = find_terms(profile, sheet.name, codebook, named=wishes.dataset)
    return Layout(profile=profile, sheet=sheet, header=sheet.header.cells, terms=terms)


def _mapped(sheet: Sheet, mapping: Mapping, wishes: Wishes, codebook: Codebook) -> Layout:
    profile = _named(wishes.profile or mapping.profile, codebook)
    return Layout(
        profile=profile,
        sheet=sheet,
        header=mapping.rename(sheet.header.cells),
        terms=find_terms(profile, sheet.name, codebook, mapped=mapping.terms, named=wishes.dataset),
        habits=mapping.habits(),
    )


def _unknown(sheet: Sheet, wishes: Wishes, codebook: Codebook) -> UnknownLayout:
    """Say that nobody here knows the columns, how many have names that come near ours, and what to do."""
    from incidents.exchange.reading.proposing import propose  # noqa: PLC0415 - a layout that is known needs no proposal

    path = wishes.path
    others = other_sheets(path, sheet=wishes.sheet)
    beside = f" (other sheets, for --sheet: {', '.join(others)})" if others else ""
    columns = propose(sheet.header.cells, codebook.profile(SPREADSHEET))
    found = sum(bool(ours) for ours in columns.values())
    target = path.with_suffix(".map.toml")
    mapped = tell_import(path, wishes.sheet, map=target)
    if target.exists():
        mend = f"use the mapping beside it: {mapped}"
    else:
        mend = (
            f"let a mapping be written: {tell_import(path, wishes.sheet, propose=target)}\n  check it, then: {mapped}"
        )
    what = f"the columns of {path.name} are those of no layout that is known here{beside}"
    return UnknownLayout(f"{what}; {found} of its {len(columns)} have names that come near ours", mend=mend)
