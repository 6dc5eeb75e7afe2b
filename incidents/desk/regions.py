"""Which countries a user means by countries and regions: the codebook's regions, or those of UN M49.

``none`` means events without a country: those at sea or in the air, and those that nobody coded one for. The two
schemes share names, such as Europe, for other countries: ``tell_regions`` says which were taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from incidents.codebook.countries import Country
from incidents.codebook.definitions import Definitions
from incidents.codebook.matching import Names
from incidents.domain.shown import count_of
from incidents.errors import BadUsage, UnknownTerm

NONE = "none"
_LISTED = 30  # countries of a region that are named; of a continent only their number


class Scheme(Enum):
    """Whose regions are meant."""

    CODEBOOK = "codebook"
    M49 = "m49"


def find_scheme(word: str | None) -> Scheme:
    """The scheme of that name, the codebook's when there is none. Raises BadUsage."""
    named = {scheme.value: scheme for scheme in Scheme}
    found = Scheme.CODEBOOK if word is None else named.get(word.strip().lower())
    if found is None:
        raise BadUsage(f"unknown scheme of regions: {word!r}", mend=f"one of: {', '.join(named)}")
    return found


def find_countries(
    words: tuple[str, ...], regions: tuple[str, ...], *, scheme: Scheme, codebook: Definitions
) -> tuple[tuple[str, ...], bool]:
    """ISO alpha-3 codes in order, and whether events without a country are meant as well.

    Countries and regions must both hold. Raises UnknownTerm for a word that is neither, BadUsage when nothing is left.
    """
    is_none_named = any(map(is_none, words))
    named = {codebook.countries.find(word).iso3 for word in words if not is_none(word)}
    inside = {country.iso3 for word in regions for country in _in_region(word, scheme, codebook)}
    chosen = named & inside if named and regions else named | inside
    if regions and not chosen:
        asked = ", ".join((*words, *regions))
        raise BadUsage(f"no country fits --country and --region: {asked}", mend="leave one of the two out")
    return tuple(sorted(chosen)), is_none_named


def is_none(word: str) -> bool:
    """Whether *word* asks for events without the value, as in ``--country none``."""
    return word.strip().lower() == NONE


def tell_regions(regions: tuple[str, ...], *, scheme: Scheme, codebook: Definitions) -> tuple[str, ...]:
    """What each of *regions* is taken to be where they are UN M49's; the codebook's go without saying."""
    return () if scheme is Scheme.CODEBOOK else tuple(_tell_region(word, codebook) for word in regions)


def _tell_region(word: str, codebook: Definitions) -> str:
    codes = sorted(each.iso3 for each in _in_region(word, Scheme.M49, codebook))
    listed = f": {', '.join(codes)}" if len(codes) <= _LISTED else ""
    return f"{word} is taken from UN M49, {count_of(len(codes), 'country', 'countries')}{listed}"


def _in_region(word: str, scheme: Scheme, codebook: Definitions) -> tuple[Country, ...]:
    if scheme is Scheme.CODEBOOK:
        return codebook.countries.in_region(_of_codebook(word, codebook))
    region = _names(codebook).find(word)
    return tuple(each for each in codebook.countries if region in {each.m49_region, each.m49_subregion})


def _of_codebook(word: str, codebook: Definitions) -> str:
    """The code of the codebook's region called *word*. Raises UnknownTerm, which knows when UN M49 has that region."""
    try:
        return codebook.vocabulary("regions").find(word).code
    except UnknownTerm as error:
        if _names(codebook).get(word) is None:
            raise
        mend = "it is a region of UN M49: add --scheme m49"
        raise UnknownTerm(word, kind="region of the codebook", near=error.near, mend=mend) from error


def _names(codebook: Definitions) -> Names[str]:
    return Names(_m49(codebook), kind="region of UN M49", label=str)


def _m49(codebook: Definitions) -> Iterator[tuple[str, str]]:
    names = {name for each in codebook.countries for name in (each.m49_region, each.m49_subregion) if name}
    yield from ((name, name) for name in sorted(names))
