"""Place search: the places that a name may mean, ranked, each with the reason; and the one place that is clearly meant.

If two places are likely, the user chooses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from incidents.domain.events import Event
from incidents.domain.locations import ListedPlace, Place
from incidents.domain.problems import Problem
from incidents.errors import BadUsage
from incidents.geo.candidate import ALIAS, EXACT, FUZZY, Candidate, distinct
from incidents.geo.distance import distance
from incidents.geo.gazetteer import PROJECT, USER, Gazetteer, LayeredGazetteer, open_gazetteer
from incidents.geo.index import Progress, open_index
from incidents.geo.names import fold, kind_named
from incidents.geo.resolution import Asked, find_answers, find_units
from incidents.geo.similarity import sounds_like
from incidents.store import migrate
from incidents.store.database import Database
from incidents.store.reading import Reader
from incidents.store.state import State

NULL_ISLAND = (0.0, 0.0)  # where missing coordinates end up
VAGUE = frozenset({"country", "feature", "unknown"})  # such a point stands for more than the unit that it lies in
_AT_SEA = "sea_air"
_FAR = 100.0  # kilometres at which nearness has halved a score
_MOST = 100  # candidates before nearness ranks them
_MATCHES = {EXACT: "by its name", ALIAS: "by another of its names", FUZZY: "by a similar name: check it"}
_UNITS = frozenset({"adm1", "adm2"})
_LAYERS = {
    "project": "coded before in this project",
    "user": "listed by this project",
    "curated": "a region or landmark that news name",
    "country": "a country",
    "ucdp": "a place of UCDP's events",
    "places": "a town of GeoNames",
    "admin2": "the centre of a second-order unit",
    "admin1": "the centre of a first-order unit",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A candidate, *why* it is one in words, and how far it lies from the point that was asked for, in kilometres."""

    place: Candidate
    why: str
    km: float | None = None


def search(
    gazetteer: Gazetteer, asked: Asked, *, near: tuple[float, float] | None = None, limit: int = 10
) -> tuple[Hit, ...]:
    """Return the places that a name may mean, the likeliest first; similar names only if no place has the name itself.

    A country excludes all others, except for a name that only a territory of it has; units and *near* only rank. If a
    unit is named and holds no such place, the unit itself is suggested.
    """
    units = frozenset() if asked.admin1 is None else find_units(gazetteer, asked.admin1, asked.country)
    hits = [_hit(place, asked=asked, units=units, near=near) for place in _candidates(gazetteer, asked, units)]
    return tuple(sorted(hits, key=_rank)[:limit])


def _candidates(gazetteer: Gazetteer, asked: Asked, units: frozenset[str]) -> list[Candidate]:
    found = gazetteer.search(
        asked.name, country=asked.country, admin1=asked.admin1, limit=_MOST, is_fuzzy=asked.country is None
    )
    is_plain = asked.country is None or asked.name.strip() == ""
    kind = kind_named(fold(asked.name))
    kinds = {kind} if kind in _UNITS else {None, *(place.kind for place in found)}  # "Sari Pul province" is no town
    has_agreed = any(
        place.match != FUZZY and place.kind in kinds and (not units or place.unit in units) for place in found
    )
    if is_plain or (has_agreed and asked.admin2 is None):
        return list(found)
    return list(_falling(distinct((*islice(find_answers(gazetteer, asked), _MOST), *found))))


def _falling(places: Iterable[Candidate]) -> Iterator[Candidate]:
    """Yield *places* in their order, each with a score no higher than the one before it."""
    highest = 1.0
    for place in places:
        highest = min(highest, place.score)
        yield replace(place, score=highest)


def _hit(place: Candidate, *, asked: Asked, units: frozenset[str], near: tuple[float, float] | None) -> Hit:
    km = None if near is None else distance(near, (place.latitude, place.longitude))
    closeness = 1.0 if km is None else _FAR / (_FAR + km)
    reasons = [_how(place, asked), _LAYERS.get(place.layer, place.layer)]
    if asked.admin1 is not None:
        reasons.append(_agreement(place, asked.admin1, units))
    if place.population:
        reasons.append(f"weight {place.population:,}" if place.layer == "curated" else f"{place.population:,} people")
    if km is not None:
        reasons.append(f"{km:,.0f} km away")
    return Hit(place=replace(place, score=place.score * closeness), why="; ".join(reasons), km=km)


def _how(place: Candidate, asked: Asked) -> str:
    """Return how the name led to the place; a unit may only stand for what it holds."""
    is_stand_in = place.match == FUZZY and place.kind in _UNITS and not sounds_like(asked.name, place.name)
    return "a unit that holds it: check it" if is_stand_in else _MATCHES[place.match]


def _agreement(place: Candidate, admin1: str, units: frozenset[str]) -> str:
    if not units:
        return f"no unit called {admin1} is known"
    return f"in {admin1}, as asked" if place.unit in units else f"not in {admin1}"


def _rank(hit: Hit) -> tuple[float, int]:
    return -hit.place.score, hit.place.id


_CLEARLY_LARGER = 10  # times the people: whoever types "Baghdad" does not mean the hamlet of that name
_APART_KM = 50.0
_SHOWN = 5


def find_place(
    name: str, *, gazetteer: Gazetteer, country: str | None, admin1: str | None = None
) -> tuple[Candidate, str]:
    """Return the place that *name* means, and a sentence that says which it is. Raises BadUsage if it is not clear.

    *country* excludes the places of all others; *admin1* only puts its own places first.
    """
    candidates = gazetteer.search(name, country=country, admin1=admin1, is_fuzzy=True)
    certain = [each for each in candidates if each.match != FUZZY]
    if not certain:
        _refuse_unknown(name, candidates)
    first, others = certain[0], certain[1:]
    rivals = [each for each in others if _are_apart(first, each)]
    is_own = first.layer in {PROJECT, USER}  # people of this project said which place the name means
    if not is_own and any(each.population * _CLEARLY_LARGER > first.population for each in rivals):
        _refuse_ambiguous(name, [first, *rivals])
    taken = f"{name} is taken to be {describe(first)}"
    if rivals:
        taken += f", not {describe(rivals[0])}; choose by country or by LAT,LON"
    return first, taken


def locate(event: Event, *, gazetteer: Gazetteer) -> tuple[Event, Problem | None]:
    """Return *event* with the point of its named place, if it is clear which place that is; else unchanged.

    Known values are not overwritten. The problem is a warning that says which place was taken, or why none was.
    """
    place = event.place
    if place.name is None or place.point is not None:
        return event, None
    try:
        found, taken = find_place(place.name, gazetteer=gazetteer, country=place.country, admin1=place.admin1)
    except BadUsage as error:
        return event, Problem(field="point", message=f"left empty: {error.what}", is_error=False)
    return set_place(event, found), Problem(field="point", message=taken, is_error=False)


def set_place(event: Event, found: Candidate) -> Event:
    """Return *event* with the point of *found*, and its country, unit and precision where they are unknown."""
    place = event.place
    located = replace(
        place,
        country=place.country or found.country,
        admin1=place.admin1 or found.admin1,
        latitude=found.latitude,
        longitude=found.longitude,
        precision=place.precision or found.precision,
        layer=found.layer,
        match=found.match,
    )
    return replace(event, place=located)


def describe(candidate: Candidate) -> str:
    """Return a place in one line: name, admin1, country, coordinates."""
    names = [candidate.name, candidate.admin1, candidate.country]
    unique = list(dict.fromkeys(each for each in names if each))
    return f"{', '.join(unique)} ({candidate.latitude:.3f},{candidate.longitude:.3f})"


def _are_apart(one: Candidate, other: Candidate) -> bool:
    """Return whether two candidates are two places, rather than one place in two layers."""
    return distance((one.latitude, one.longitude), (other.latitude, other.longitude)) > _APART_KM


def _refuse_unknown(name: str, candidates: Sequence[Candidate]) -> None:
    near_misses = "".join(f"\n  {describe(each)}" for each in candidates[:_SHOWN])
    hint = f" - did you mean one of these?{near_misses}" if candidates else ""
    raise BadUsage(f"the gazetteer has no place called {name!r}{hint}", mend="or give LAT,LON")


def _refuse_ambiguous(name: str, candidates: Sequence[Candidate]) -> None:
    listed = "".join(f"\n  {describe(each)}" for each in candidates[:_SHOWN])
    raise BadUsage(f"{name!r} may be any of these places:{listed}", mend="choose by country, or give LAT,LON")


def open_gazetteers(database: Database, progress: Progress | None = None) -> Gazetteer:
    """Return the shipped gazetteer with the places of *database* before it."""
    return open_layers(database, open_gazetteer(progress))


def open_layers(database: Database, shipped: Gazetteer) -> Gazetteer:
    """Return *shipped* with the places that *database* has coded and listed before it.

    Without a database that is *shipped* itself. Places coded later in the same run are not included. Raises
    BadDatabase if the database cannot be read.
    """
    if migrate.state(database) is State.MISSING:
        return shipped
    with Reader.open(database) as reader:
        coded, has_listed = reader.coded_places(), reader.has_listed_places()
    if not coded and not has_listed:
        return shipped

    def find(names: tuple[str, ...]) -> tuple[ListedPlace, ...]:
        with Reader.open(database) as reader:
            return reader.listed_places(names)

    return LayeredGazetteer(open_index(_unheard), coded=coded, listed=find if has_listed else None)


def _unheard(_done: int, _total: int) -> None:
    """Do nothing: the index was built when *shipped* was opened."""


def has_gap(place: Place) -> bool:
    """Return whether *place* has a point that may tell its country or unit, which nobody coded."""
    is_known = place.country is not None and (place.admin1 is not None or place.precision in VAGUE)
    return place.point not in {None, NULL_ISLAND} and place.precision != _AT_SEA and not is_known
