"""What the map's outlines say of a typed point: which country and unit it lies in, and whether it can be meant.

Fills only what nobody coded, and says so; what an analyst typed is doubted, never changed. Refuses only what cannot be
meant: 0,0, and latitude and longitude in each other's place. Shapely is imported with the first point.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from incidents.desk.gaps import NULL_ISLAND, VAGUE, has_gap
from incidents.desk.place_check import contradictions, is_exchanged
from incidents.domain.problem import Problem
from incidents.domain.where import Place
from incidents.geo.gazetteer import Gazetteer
from incidents.geo.territories import Territories, Territory

_BORDER_KM = 1.0  # the outlines are simplified to about half of it
_DERIVED = "was not typed: taken from the map, where the point lies"


def fill(place: Place, *, gazetteer: Gazetteer, territories: Territories) -> tuple[Place, tuple[Problem, ...]]:
    """*place* with the country and the unit that its point lies in, where they are unknown, and a note of each.

    Nothing is filled at sea, and no country within a kilometre of a border: there the outlines do not know.
    """
    if place.point is None or not has_gap(place):
        return place, ()
    around = territories.near(*place.point, km=_BORDER_KM) or tuple(filter(None, [territories.at(*place.point)]))
    countries = dict.fromkeys(each.country for each in around)
    if place.country is None and len(countries) > 1:
        told = f"is not known: the point lies within {_BORDER_KM:g} km of {' and '.join(countries)}; type which"
        return place, (Problem(field="country", message=told, is_error=False),)
    here = next((each for each in around if place.country in {None, each.country}), None)
    filled = place if here is None else _filled(place, here, gazetteer)
    return filled, tuple(_notes(place, filled))


def doubts(place: Place, *, gazetteer: Gazetteer, territories: Territories) -> Iterator[Problem]:
    """Whatever speaks against the point of *place*: errors where it cannot be meant, else warnings."""
    if place.point == NULL_ISLAND:
        message = "0,0 lies in the open sea: it is what missing coordinates become; leave the point empty"
        yield Problem(field="point", message=message)
    elif place.point is not None and is_exchanged(place, territories):
        latitude, longitude = place.point
        message = (
            f"{latitude:g}, {longitude:g} does not lie in {place.country}, but {longitude:g}, {latitude:g} does:"
            " latitude comes first, then longitude"
        )
        yield Problem(field="point", message=message)
    else:
        for field, message in contradictions(place, gazetteer=gazetteer, territories=territories):
            yield Problem(field=field, message=f"{message}; correct what is wrong, or leave it", is_error=False)


def _filled(place: Place, here: Territory, gazetteer: Gazetteer) -> Place:
    unit = gazetteer.unit_names().get(here.unit or "", here.name)
    admin1 = None if place.precision in VAGUE else unit
    return replace(place, country=place.country or here.country, admin1=place.admin1 or admin1)


def _notes(before: Place, after: Place) -> Iterator[Problem]:
    for field in ("country", "admin1"):
        value = getattr(after, field)
        if getattr(before, field) is None and value is not None:
            yield Problem(field=field, message=f"{value} {_DERIVED}", is_error=False)
