"""A place that a project lists for itself, beside the shipped gazetteer. Knows no search and no file format."""

from __future__ import annotations

from dataclasses import dataclass

BY_HAND = "by hand"  # the source of a place that no file brought


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """A name under which a place is found: *folded* for comparing, as *written*, and the *match* that it makes."""

    folded: str
    written: str
    match: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPlace:
    """One place with all its names, its own among them.

    *country* is ISO alpha-3 or None, *admin1* a name; *kind* as the gazetteer's (town, district, adm1, ...);
    *population* None when unknown; *code* what the source calls it (a geonameid, a P-code); *source* the file's name.
    """

    name: str
    names: tuple[Alias, ...]
    country: str | None
    admin1: str | None
    latitude: float
    longitude: float
    kind: str = "town"
    population: int | None = None
    code: str | None = None
    source: str = BY_HAND


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedPlace:
    """A place as events of the project have it, and in how many *events*: the project's location memory."""

    name: str
    reported: str | None
    country: str | None
    admin1: str | None
    latitude: float
    longitude: float
    precision: str | None
    events: int
