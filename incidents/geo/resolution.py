"""The best answer to a place that is named together with its country and units, and how far to trust it.

The place itself, if it is listed; else one with a similar name in the same unit; else the unit that holds it. Only the
first is ever taken without a person (``is_settled``). A place is named in a coder's words: "near X", "X (Y) village, Z
district", "X - Y road". Does not read articles.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from incidents.geo.candidate import FUZZY, Candidate
from incidents.geo.distance import distance
from incidents.geo.gazetteer import Gazetteer
from incidents.geo.names import fold, kind_named
from incidents.geo.similarity import sounds_like
from incidents.geo.sources import related_countries

_BRACKETS = re.compile(r"\s*\(([^()]*)\)")
_NEAR = re.compile(
    r"^(?:near|outside|around|close to|not far from|(?:the )?(?:outskirts|vicinity|surroundings|area|suburbs) of"
    r"|(?:\d+ ?km )?(?:north|south|east|west)(?:[- ]?(?:east|west))?(?:ern)? of)\s+",
    re.IGNORECASE,
)
# What lies at or beside the place whose name it bears, and what may lie far from it.
_BESIDE = re.compile(
    r"\s+(?:area|outskirts|surroundings|vicinity|environs|countryside|oil ?field|airport|air ?base|military base|base"
    r"|camp|refugee camp|idp camp|prison|checkpoint|crossing|bridge|junction|mine)$",
    re.IGNORECASE,
)
_BEYOND = re.compile(
    r"\s+(?:mountains?|hills?|valley|river|stream|forest|lake|pass|dam|road|highway|top|axis|plain|desert|border)$",
    re.IGNORECASE,
)
_TITLED = re.compile(
    r"^(?:fob|camp|base|mount|mt\.?|jabal|jebel|selo|derevnya|khutor|gorod|qaryat|qalay|kampung|desa|barangay|sitio"
    r"|ejido|rancho|colonia)\s+(?=\w)",
    re.IGNORECASE,
)
_WAY = r"road|highway|route|axis|border"
_ENDS = (
    re.compile(rf"^(?:the )?(?:{_WAY}|area)?\s*(?:between|from)\s+(.+?)\s+(?:and|to)\s+(.+)$", re.IGNORECASE),
    re.compile(rf"^(.+?)\s*[-\u2013\u2014/]\s*(.+?)\s+(?:{_WAY})$", re.IGNORECASE),
    re.compile(r"^(\w[\w' -]+?)\s+(?:and|&|/|[-\u2013\u2014])\s+(\w[\w' -]+?)(?:\s+(?:villages|towns|districts))?$"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What the words for a place say.

    Each of *names* may be the place's, the most literal first; *parents* hold it; it lies between *ends*.

    *is_near*: the words put it beside the place that they name, not in it; *is_beyond*: it may lie far from it, as a
    river from the town of its name.
    """

    names: tuple[str, ...]
    parents: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    is_near: bool = False
    is_beyond: bool = False


def read_wording(words: str) -> Wording:
    """Take apart the *words* for a place: one name at least, and what they say of where it lies."""
    words = " ".join(words.split())
    head, *parents = [part.strip() for part in _BRACKETS.sub("", words).split(",") if part.strip()] or [words]
    bracketed = [inner.strip() for inner in _BRACKETS.findall(words)]
    is_near = _NEAR.match(head) is not None or any(inner.lower() == "near" for inner in bracketed)
    name = _NEAR.sub("", head)
    short = _TITLED.sub("", _BEYOND.sub("", _BESIDE.sub("", name)))
    names = (name, *(inner for inner in bracketed if inner.lower() != "near" and len(inner) > 2))
    return Wording(
        names=tuple(dict.fromkeys((*names, short) if short else names)),
        parents=tuple(parents),
        ends=_ends(name),
        is_near=is_near or _BESIDE.search(name) is not None,
        is_beyond=_BEYOND.search(name) is not None,
    )


def _ends(words: str) -> tuple[str, ...]:
    found = next((match for pattern in _ENDS if (match := pattern.match(words)) is not None), None)
    return () if found is None else (found[1], found[2])


# Kilometres from the centre of a unit within which a place of it lies; beyond the second number it is doubtful.
_REACHES = {"adm1": (400.0, 400.0), "region": (400.0, 400.0), "adm2": (120.0, 60.0)}
_WIDER_THAN_DISTRICT = frozenset({"adm1", "region", "country"})
_TOWN_REACH = (60.0, 60.0)
_HALF_KM = 60.0
_MOST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """The part of a country in which a place must lie: in one of *units* (GeoNames codes) and near one of *centres*."""

    units: frozenset[str]
    centres: tuple[Candidate, ...]

    @property
    def is_known(self) -> bool:
        """Return whether anything limits it."""
        return bool(self.units or self.centres)

    def holds(self, place: Candidate) -> bool:
        """Return whether *place* may lie in the area; a region that spans units may."""
        is_in_unit = not self.units or place.unit in self.units or place.kind == "region"
        return is_in_unit and not self._is_beyond(place, 0)

    def is_far(self, place: Candidate) -> bool:
        """Return whether *place* is so far from the named unit that it may be another of its name."""
        return self._is_beyond(place, 1)

    def nearness(self, place: Candidate) -> float:
        """Return 1 at a centre and less farther off; a first-level unit or region is too wide to be near to."""
        km = min(
            (distance(place.point, each.point) for each in self.centres if each.kind not in _WIDER_THAN_DISTRICT),
            default=0.0,
        )
        return _HALF_KM / (_HALF_KM + km)

    def _is_beyond(self, place: Candidate, which: int) -> bool:
        reaches = ((each, _REACHES.get(each.kind, _TOWN_REACH)[which]) for each in self.centres)
        return bool(self.centres) and all(distance(place.point, each.point) > reach for each, reach in reaches)


def find_area(gazetteer: Gazetteer, *, country: str | None, admin1: str | None, others: Sequence[str]) -> Area:
    """Return the area that *admin1* and *others*, names of smaller units, limit; unknown if they are not listed."""
    units = frozenset() if admin1 is None else find_units(gazetteer, admin1, country)
    larger = [] if admin1 is None else _named(gazetteer, admin1, country, units, kind="adm1")[:1]
    whole = Area(units=units, centres=tuple(larger))
    named = (_named(gazetteer, name, country, units, kind="adm2") for name in others)
    smaller = [place for places in named for place in [each for each in places if whole.holds(each)][:1]]
    return Area(units=units, centres=tuple(smaller or larger))


def find_units(gazetteer: Gazetteer, name: str, country: str | None) -> frozenset[str]:
    """Return the GeoNames codes of the admin1 units that *name* may mean, by its sound if none has the name."""
    found = gazetteer.units(name, country=country)
    if found or country is None:
        return found
    alike = (place for place in _sounding_alike(gazetteer, name, country) if place.kind == "adm1")
    return frozenset(place.unit for place in list(alike)[:1] if place.unit is not None)


def _sounding_alike(gazetteer: Gazetteer, name: str, country: str) -> list[Candidate]:
    """Return what sounds like *name*: "Paktya" is Paktia, but "North Eastern" is not North Western."""
    return [place for place in gazetteer.similar(name, country=country) if sounds_like(name, place.name)]


def _named(
    gazetteer: Gazetteer, name: str, country: str | None, units: frozenset[str], *, kind: str
) -> list[Candidate]:
    """Return the units of a *kind* that *name* may mean, then what else it may mean, such as a town."""
    found = gazetteer.search(name, country=country, limit=_MOST)
    near = [place for place in found if not units or place.unit in units]
    if not near and country is not None:
        near = [place for place in _sounding_alike(gazetteer, name, country) if not units or place.unit in units]
    return sorted(near, key=lambda place: place.kind != kind)


_POINTS = frozenset({"exact", "near"})
_UNITS = frozenset({"adm1", "adm2"})
_WIDE = _UNITS | {"region", "country"}
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
    """Return the best answer, or None if not even a unit is known. An answer other than the place itself is fuzzy."""
    return next(find_answers(gazetteer, asked), None)


def find_answers(gazetteer: Gazetteer, asked: Asked) -> Iterator[Candidate]:
    """Yield every answer, the best first: listed, similar, then the units that hold the place.

    If the country has nothing, the countries are searched under which its places may be listed (``related_countries``).
    """
    wording = read_wording(asked.name)
    for country in (asked.country, *related_countries(asked.country)):
        area = find_area(
            gazetteer, country=country, admin1=asked.admin1, others=(*filter(None, [asked.admin2]), *wording.parents)
        )
        if country != asked.country and asked.admin1 and not area.is_known:
            continue  # the unit is not of this country either
        yield from _listed(gazetteer, wording, country, area)
        yield from _similar(gazetteer, wording, country, area)
        yield from (_as_guess(gazetteer, unit) for unit in area.centres)


def is_settled(place: Candidate, others: Iterable[Candidate] = ()) -> bool:
    """Return whether *place* needs no person: it is the place itself, and none of *others* is as likely elsewhere."""
    if place.match == FUZZY or place.precision not in _POINTS:
        return False
    rivals = (other for other in others if other.match != FUZZY and other.precision in _POINTS)
    return not any(distance(place.point, rival.point) > _APART_KM and _is_rival(rival, place) for rival in rivals)


def _is_rival(other: Candidate, place: Candidate) -> bool:
    return other.population * _CLEARLY_LARGER > place.population


def _listed(gazetteer: Gazetteer, wording: Wording, country: str | None, area: Area) -> Iterator[Candidate]:
    """Yield the places of that name in the area, the likeliest first."""
    kind = kind_named(fold(wording.names[0]))
    for number, name in enumerate(wording.names):
        found = [place for place in gazetteer.search(name, country=country, limit=_MOST) if area.holds(place)]
        for place in sorted(found, key=lambda each: (-area.nearness(each) * each.score, each.id)):
            is_other = kind in _UNITS and (number > 0 or place.kind not in _WIDE)
            is_far = wording.is_beyond and number > 0
            yield _weaken(place) if is_other or is_far or area.is_far(place) else _as_worded(place, wording)


def _similar(gazetteer: Gazetteer, wording: Wording, country: str | None, area: Area) -> Iterator[Candidate]:
    """Yield places of a similar name in the area; if no area is known, only those that sound the same."""
    if country is None:
        return
    found = [(name, place) for name in wording.names for place in gazetteer.similar(name, country=country)]
    near = [
        replace(place, score=place.score * area.nearness(place))
        for name, place in found
        if area.holds(place) and (area.is_known or sounds_like(name, place.name))
    ]
    yield from sorted(near, key=lambda place: (-place.score, place.id))


def _as_guess(gazetteer: Gazetteer, unit: Candidate) -> Candidate:
    """Return a unit in place of what it holds, at the point around which its people live."""
    heart = gazetteer.heart(unit) or (unit.latitude, unit.longitude)
    return _weaken(replace(unit, latitude=heart[0], longitude=heart[1]))


def _as_worded(place: Candidate, wording: Wording) -> Candidate:
    """Return *place*, or its vicinity if the words only put something near it."""
    return replace(place, kind="vicinity") if wording.is_near and place.precision == "exact" else place


def _weaken(place: Candidate) -> Candidate:
    return replace(place, match=FUZZY, score=place.score * _GUESSED)
