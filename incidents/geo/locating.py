"""The best answer to a place that is named together with its country and units, and how far the answer may be trusted.

The place itself where it is listed; else one that is called much like it, in the same unit; else the unit that holds
it. Only the first is ever taken without a person (``is_settled``). Does not read articles.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from incidents.geo.area import Area, find_area
from incidents.geo.candidate import FUZZY, Candidate, distance
from incidents.geo.gazetteer import Gazetteer
from incidents.geo.kin import kin_of
from incidents.geo.names import fold, kind_named
from incidents.geo.sounding import is_like
from incidents.geo.wording import Wording, read_wording

_POINTS = frozenset({"exact", "near"})
_UNITS = frozenset({"adm1", "adm2"})
_WIDE = _UNITS | {"region", "country"}
_MOST = 60
_APART_KM = 50.0
_CLEARLY_LARGER = 10  # times the people
_GUESSED = 0.5  # what is left of a score when the answer is not the place itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A place as somebody names it: *name*, *country* (ISO alpha-3), and the names of the units that hold it."""

    name: str
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None


def locate(gazetteer: Gazetteer, asked: Asked) -> Candidate | None:
    """The best answer, None when not even a unit is known. Whatever is not the place itself has the match fuzzy."""
    return next(find_answers(gazetteer, asked), None)


def find_answers(gazetteer: Gazetteer, asked: Asked) -> Iterator[Candidate]:
    """Every answer, the best first: listed, alike, then the units that hold the place.

    Where the country has nothing, the countries are searched under which its places may be listed (``kin``).
    """
    wording = read_wording(asked.name)
    for country in (asked.country, *kin_of(asked.country)):
        area = find_area(
            gazetteer, country=country, admin1=asked.admin1, others=(*filter(None, [asked.admin2]), *wording.parents)
        )
        if country != asked.country and asked.admin1 and not area.is_known:
            continue  # the unit is not of this country either
        yield from _listed(gazetteer, wording, country, area)
        yield from _alike(gazetteer, wording, country, area)
        yield from (_guessed(gazetteer, unit) for unit in area.centres)


def is_settled(place: Candidate, others: Iterable[Candidate] = ()) -> bool:
    """Whether *place* is taken without a person: the place itself, and none of *others* as likely elsewhere."""
    if place.match == FUZZY or place.precision not in _POINTS:
        return False
    rivals = (other for other in others if other.match != FUZZY and other.precision in _POINTS)
    return not any(_apart(place, rival) > _APART_KM and _is_rival(rival, place) for rival in rivals)


def _is_rival(other: Candidate, place: Candidate) -> bool:
    return other.population * _CLEARLY_LARGER > place.population


def _listed(gazetteer: Gazetteer, wording: Wording, country: str | None, area: Area) -> Iterator[Candidate]:
    """The places of that name that lie in the area, the likeliest first."""
    kind = kind_named(fold(wording.names[0]))
    for number, name in enumerate(wording.names):
        found = [place for place in gazetteer.search(name, country=country, limit=_MOST) if area.holds(place)]
        for place in sorted(found, key=lambda each: (-area.nearness(each) * each.score, each.id)):
            is_other = kind in _UNITS and (number > 0 or place.kind not in _WIDE)
            is_far = wording.is_beyond and number > 0
            yield _weakened(place) if is_other or is_far or area.is_far(place) else _put(place, wording)


def _alike(gazetteer: Gazetteer, wording: Wording, country: str | None, area: Area) -> Iterator[Candidate]:
    """Places called much like it that lie in the area; where no area is known only those that sound the same."""
    if country is None:
        return
    found = [(name, place) for name in wording.names for place in gazetteer.similar(name, country=country)]
    near = [
        replace(place, score=place.score * area.nearness(place))
        for name, place in found
        if area.holds(place) and (area.is_known or is_like(name, place.name))
    ]
    yield from sorted(near, key=lambda place: (-place.score, place.id))


def _guessed(gazetteer: Gazetteer, unit: Candidate) -> Candidate:
    """A unit in place of what it holds: at the point round which its people live."""
    heart = gazetteer.heart(unit) or (unit.latitude, unit.longitude)
    return _weakened(replace(unit, latitude=heart[0], longitude=heart[1]))


def _put(place: Candidate, wording: Wording) -> Candidate:
    """*place*, or its vicinity where the words only put something near it."""
    return replace(place, kind="vicinity") if wording.is_near and place.precision == "exact" else place


def _weakened(place: Candidate) -> Candidate:
    return replace(place, match=FUZZY, score=place.score * _GUESSED)


def _apart(one: Candidate, other: Candidate) -> float:
    return distance((one.latitude, one.longitude), (other.latitude, other.longitude))
