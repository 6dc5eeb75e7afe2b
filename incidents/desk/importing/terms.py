"""Of which dataset the rows of a file are, and under which terms they come. Stores nothing."""

from __future__ import annotations

from pathlib import Path

from incidents.codebook.loader import Codebook
from incidents.codebook.model import Profile
from incidents.codebook.readings import reading_of
from incidents.domain.datasets import Terms
from incidents.errors import BadUsage
from incidents.exchange.reading.mapping import SPREADSHEET


def find_terms(
    profile: Profile, file: str, codebook: Codebook, *, mapped: Terms | None = None, named: str | None = None
) -> Terms | None:
    """The terms of the rows of *file*: those that its mapping has, those of its layout, or of the dataset *named*.

    None for events that bring their own identifiers. Raises BadUsage for a name where there is one already, or one
    that is somebody else's.
    """
    reading = reading_of(profile)
    terms = mapped or _known(None if reading is None else reading.dataset, codebook)
    if named is not None:
        _refuse(named, terms, codebook)
    if terms is not None:
        return terms
    if profile.name == SPREADSHEET:
        stem = named or Path(file).stem
        return Terms(name=stem, label=stem, licence="not stated", may_be_shared=False, citation=stem)
    if named is not None:
        return Terms(name=named, label=named, licence="own", may_be_shared=True, citation=named)
    return None


def _known(name: str | None, codebook: Codebook) -> Terms | None:
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


def _refuse(named: str, terms: Terms | None, codebook: Codebook) -> None:
    if terms is not None:
        raise BadUsage(f"these rows are of {terms.label}, not of {named!r}", mend="leave --dataset out")
    if not named.strip() or _known(named, codebook) is not None:
        raise BadUsage(f"{named!r} cannot be whose rows these are", mend="say whose they are: --dataset amal")
