"""The part of a country in which a place must lie, by the names of the units that hold it.

Does not know the place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from incidents.geo.candidate import Candidate, distance
from incidents.geo.gazetteer import Gazetteer
from incidents.geo.sounding import is_like

# Kilometres from the centre of a unit within which a place of it lies; beyond the second number it is doubtful.
_REACHES = {"adm1": (400.0, 400.0), "region": (400.0, 400.0), "adm2": (120.0, 60.0)}
_WIDE = frozenset({"adm1", "region", "country"})
_TOWN_REACH = (60.0, 60.0)
_HALF_KM = 60.0
_MOST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """Where a place must lie: in one of *units* (GeoNames codes) and within reach of one of *centres*, where known."""

    units: frozenset[str]
    centres: tuple[Candidate, ...]

    @property
    def is_known(self) -> bool:
        """Whether anything at all limits it."""
        return bool(self.units or self.centres)

    def holds(self, place: Candidate) -> bool:
        """Whether *place* may lie in the area; a region that spans units may."""
        is_in_unit = not self.units or place.unit in self.units or place.kind == "region"
        return is_in_unit and not self._is_beyond(place, 0)

    def is_far(self, place: Candidate) -> bool:
        """Whether *place* lies so far from the unit named that it may be another of its name."""
        return self._is_beyond(place, 1)

    def nearness(self, place: Candidate) -> float:
        """1 at a centre, half of it some way off; a first-level unit or region is too wide to be near to."""
        km = min((_apart(place, each) for each in self.centres if each.kind not in _WIDE), default=0.0)
        return _HALF_KM / (_HALF_KM + km)

    def _is_beyond(self, place: Candidate, which: int) -> bool:
        reaches = ((each, _REACHES.get(each.kind, _TOWN_REACH)[which]) for each in self.centres)
        return bool(self.centres) and all(_apart(place, each) > reach for each, reach in reaches)


def find_area(gazetteer: Gazetteer, *, country: str | None, admin1: str | None, others: Sequence[str]) -> Area:
    """The area that *admin1* and the names of smaller units, *others*, limit; unknown where they are not listed."""
    units = frozenset() if admin1 is None else find_units(gazetteer, admin1, country)
    larger = [] if admin1 is None else _named(gazetteer, admin1, country, units, kind="adm1")[:1]
    whole = Area(units=units, centres=tuple(larger))
    named = (_named(gazetteer, name, country, units, kind="adm2") for name in others)
    smaller = [place for places in named for place in [each for each in places if whole.holds(each)][:1]]
    return Area(units=units, centres=tuple(smaller or larger))


def find_units(gazetteer: Gazetteer, name: str, country: str | None) -> frozenset[str]:
    """The GeoNames codes of the admin1 units that *name* may mean, by its sound where none is called so."""
    found = gazetteer.units(name, country=country)
    if found or country is None:
        return found
    alike = (place for place in _alike(gazetteer, name, country) if place.kind == "adm1")
    return frozenset(place.unit for place in list(alike)[:1] if place.unit is not None)


def _alike(gazetteer: Gazetteer, name: str, country: str) -> list[Candidate]:
    """What sounds like *name*: "Paktya" is Paktia, but "North Eastern" is not North Western."""
    return [place for place in gazetteer.similar(name, country=country) if is_like(name, place.name)]


def _named(
    gazetteer: Gazetteer, name: str, country: str | None, units: frozenset[str], *, kind: str
) -> list[Candidate]:
    """The units of a *kind* that *name* may mean, then whatever else it may, such as the town of that name."""
    found = gazetteer.search(name, country=country, limit=_MOST)
    near = [place for place in found if not units or place.unit in units]
    if not near and country is not None:
        near = [place for place in _alike(gazetteer, name, country) if not units or place.unit in units]
    return sorted(near, key=lambda place: place.kind != kind)


def _apart(one: Candidate, other: Candidate) -> float:
    return distance((one.latitude, one.longitude), (other.latitude, other.longitude))
